/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): what can be taken instead of typing; asked for each time
 * the list is opened. */
typedef GStrv (*RapportValueList) (AdwEntryRow *row, gpointer user_data);

/* A button behind the text of @row that opens a list of @list's words; one that
 * is taken stands in the row as if it had been typed. @user_data has to outlive @row. */
void rapport_value_menu_add (AdwEntryRow *row, RapportValueList list, gpointer user_data);

/* Empties a row that has an apply button, which is not to wait for that to be applied. */
void rapport_value_menu_clear (AdwEntryRow *row);

G_END_DECLS
