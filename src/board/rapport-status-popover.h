/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client-status.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_STATUS_POPOVER (rapport_status_popover_get_type ())
G_DECLARE_FINAL_TYPE (RapportStatusPopover,
                      rapport_status_popover,
                      RAPPORT,
                      STATUS_POPOVER,
                      GtkPopover)

/**
 * RapportStatusPopover:
 *
 * Where a client stands in the base: the statuses, and since when, why and how
 * close a lost pitch came, all of which can be left out. What is said of these is
 * kept when the popover closes, however that comes about. Signals: `moved (char
 * *status)` when another status was chosen; `told ()` when day, reason or pitch
 * are others, which rapport_status_popover_get_change() then tells.
 */
RapportStatusPopover *rapport_status_popover_new (RapportLibrary *library);

/* Fills it for a client; without @with_statuses it asks for the details alone. */
void rapport_status_popover_show (RapportStatusPopover *self,
                                  RapportClient *client,
                                  gboolean editable,
                                  gboolean with_statuses);

/* The client that it is about; "" for none. */
const char *rapport_status_popover_get_client_id (RapportStatusPopover *self);

/* The strings are the popover's. */
void rapport_status_popover_get_change (RapportStatusPopover *self, RapportStatusChange *change);

/* Gives the keyboard to the reason, or to the status that is. */
void rapport_status_popover_focus (RapportStatusPopover *self);

G_END_DECLS
