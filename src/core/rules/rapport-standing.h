/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-transaction.h"

G_BEGIN_DECLS

/* Records that stand in an order inside something, such as the cards of a board: what
 * has this id in the field @scope of a type with a field "order". What lies in the trash does
 * not stand. All are read without making objects, and what is not yet on disk
 * counts as it is in memory. With @others, (nullable) and NULL-ended, those that have one of these
 * words in @field are left out. */
typedef struct
{
  GType type;
  guint scope;
  const char *id;
  guint field;
  const char *const *others;
} RapportStand;

/* One of them, and the fields that were asked for besides. */
typedef struct
{
  char id[37];
  char *order;
  GVariant *values[2];
} RapportStanding;

/* (transfer full) (element-type RapportStanding): all, in their order, with the values of up to two
 * @fields. Empty, with a warning, when they can't be read. */
GArray *rapport_standing_list (RapportLibrary *library,
                               const RapportStand *stand,
                               const guint *fields,
                               guint n_fields);

/* (transfer full): the order of the one that stands before the order @below, or of the last
 * with %NULL, not counting ids that are in @without (nullable); "" where there is none. */
char *rapport_standing_find_last (RapportLibrary *library,
                                  const RapportStand *stand,
                                  const char *below,
                                  GHashTable *without);

/* (transfer full): an order behind all, and behind those that this function gave out before for the
 * same transaction. */
char *rapport_standing_next (RapportTransaction *transaction, const RapportStand *stand);

G_END_DECLS
