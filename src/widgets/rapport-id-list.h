/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ID_LIST (rapport_id_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdList, rapport_id_list, RAPPORT, ID_LIST, GObject)

/* A #GListModel of records of one type that holds ids and makes the objects of
 * the rows that are looked at. Parted into sections where it is told so. */
RapportIdList *rapport_id_list_new (RapportLibrary *library, GType type);

/* Takes @ids (element-type utf8) and @sections (nullable) (element-type guint), the
 * positions at which sections begin, the first being 0; only the rows that differ
 * are reported. */
void rapport_id_list_take (RapportIdList *self, GPtrArray *ids, GArray *sections);

/* The id at a place, without making its object; or %NULL. */
const char *rapport_id_list_get_id (RapportIdList *self, guint position);

gboolean rapport_id_list_find (RapportIdList *self, const char *id, guint *position);

G_END_DECLS
