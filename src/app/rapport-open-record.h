/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (nullable): the action that opens a record of this type by its id, wherever it stands; %NULL for
 * one that stands in a view of its client. */
const char *rapport_open_record_get_action (const RapportRecordInfo *info);

/* Shows a record of any type where it stands in the window of @near, or its client ("" for none)
 * where it has no page of its own. The dialog that @near is in, if any, is closed first. */
void rapport_open_record (GtkWidget *near,
                          const RapportRecordInfo *info,
                          const char *id,
                          const char *client);

G_END_DECLS
