/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-query.h"
#include "rapport-record.h"
#include "rapport-store.h"

G_BEGIN_DECLS

/* Only the library, which owns the cache, makes and changes records. */
RapportRecord *rapport_record_new (const RapportRecordInfo *info, const char *id);
/* (transfer full) (nullable): what a field of a new record holds. */
GVariant *rapport_record_info_get_default (const RapportRecordInfo *info, guint field, gint64 now);
/* Takes the values of a row that was read; nobody watches yet. */
void rapport_record_load_row (RapportRecord *self, RapportRow *row);
/* Says that the row was read without its blobs: they are asked of @store when
 * they are needed. */
void rapport_record_set_without_blobs (RapportRecord *self, RapportStore *store);
/* With a notify signal; a floating @value is sunk. */
void rapport_record_put_value (RapportRecord *self, guint field, GVariant *value);
void rapport_record_emit_changed (RapportRecord *self);

G_END_DECLS
