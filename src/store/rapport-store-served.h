/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"
#include "rapport-query.h"

G_BEGIN_DECLS

/* What the database has otherwise than the row, as sync_record.served holds it: a JSON object of
 * columns with their values, null where it has none; '{}' where both say the same. Members that
 * this version does not know stand as text under "extra", which no field is called. Fields for the
 * user alone are never in it, nor bytes of files, which go with their digest. */

/* (transfer full): @served with the old values of the fields that @change changes, and without
 * those that it changes back. @before: (nullable): the row, with those fields at least. */
char *rapport_served_add (const char *served,
                          const RapportRecordChange *change,
                          const RapportRow *before);

/* (transfer full): what @there says otherwise than @row. */
char *rapport_served_compare (const RapportRecordInfo *info,
                              const RapportRow *there,
                              const RapportRow *row);

/* Whether the database says what the row does. */
gboolean rapport_served_is_same (const char *served);

/* (transfer full) (nullable): the record as the database has it; %NULL where that can't be read. */
RapportRow *
rapport_served_apply (const RapportRecordInfo *info, const RapportRow *row, const char *served);

G_END_DECLS
