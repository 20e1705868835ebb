/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_RECORD_LIST (rapport_record_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportRecordList, rapport_record_list, RAPPORT, RECORD_LIST, GObject)

/**
 * RapportRecordList:
 *
 * A live #GListModel of the records that a query asks for, in its order. It
 * holds ids and makes objects for the rows that are looked at; each committed
 * change moves, adds or removes just the rows it touches.
 */
RapportRecordList *rapport_record_list_new (RapportLibrary *library, RapportQuery *query);

/* Asks another question; rows that stay are not reported as removed. */
void rapport_record_list_set_query (RapportRecordList *self, RapportQuery *query);

/* The id of the row at @position, without making its object; or %NULL. */
const char *rapport_record_list_get_id (RapportRecordList *self, guint position);

/* FALSE when the record is not in the list. */
gboolean rapport_record_list_find (RapportRecordList *self, const char *id, guint *position);

G_END_DECLS
