/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ID_LIST (rapport_id_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdList, rapport_id_list, RAPPORT, ID_LIST, GObject)

/* A #GListModel of clients that holds ids and makes the objects of the rows
 * that are looked at. */
RapportIdList *rapport_id_list_new (RapportLibrary *library);

/* Takes @ids (element-type utf8); only the rows that differ are reported. */
void rapport_id_list_take (RapportIdList *self, GPtrArray *ids);

gboolean rapport_id_list_find (RapportIdList *self, const char *id, guint *position);

G_END_DECLS
