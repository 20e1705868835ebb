/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agreements.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGREED_ROW (rapport_agreed_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgreedRow, rapport_agreed_row, RAPPORT, AGREED_ROW, GObject)

/* (transfer none): one entry of the chronology. */
const RapportAgreed *rapport_agreed_row_get (RapportAgreedRow *self);

#define RAPPORT_TYPE_AGREED_LIST (rapport_agreed_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgreedList, rapport_agreed_list, RAPPORT, AGREED_LIST, GObject)

/**
 * RapportAgreedList:
 *
 * A #GListModel of #RapportAgreedRow, the newest first, whose sections are the months. Objects are
 * made for the rows that are looked at.
 */
RapportAgreedList *rapport_agreed_list_new (void);

/* (transfer full) (element-type RapportAgreed) */
void rapport_agreed_list_set (RapportAgreedList *self, GPtrArray *found);

G_END_DECLS
