/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MARK_POPOVER (rapport_mark_popover_get_type ())
G_DECLARE_FINAL_TYPE (RapportMarkPopover, rapport_mark_popover, RAPPORT, MARK_POPOVER, GtkPopover)

/**
 * RapportMarkPopover:
 *
 * The three lights, a comment that can be left out, what stands beside the light,
 * and the way to the client.
 * What is written as a comment is kept when the popover closes, however that
 * comes about. Signals: `marked (int mark)`, `commented (char *comment)`.
 */
RapportMarkPopover *rapport_mark_popover_new (void);

/* Fills it for a client's light in the week of @lights; without @with_marks it
 * asks for the comment alone. */
void rapport_mark_popover_show (RapportMarkPopover *self,
                                RapportLibrary *library,
                                RapportLights *lights,
                                RapportClient *client,
                                gboolean editable,
                                gboolean with_marks);

/* The client that it is about; "" for none. */
const char *rapport_mark_popover_get_client_id (RapportMarkPopover *self);

/* Gives the keyboard to the comment, where there can be one, or to the light. */
void rapport_mark_popover_focus (RapportMarkPopover *self, gboolean on_comment);

G_END_DECLS
