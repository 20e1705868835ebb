/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_STATUS_ICON (rapport_status_icon_get_type ())
G_DECLARE_FINAL_TYPE (RapportStatusIcon, rapport_status_icon, RAPPORT, STATUS_ICON, GtkWidget)

/* The shape of a status, as it stands on the cards of a board. It says nothing to a
 * screen reader: the word stands beside it. */
GtkWidget *rapport_status_icon_new (void);

/* @word: of rapport_work_item_statuses */
void rapport_status_icon_set_status (RapportStatusIcon *self, const char *word);

G_END_DECLS
