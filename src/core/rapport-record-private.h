/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

/* Only the library, which owns the cache, makes and changes records. */
RapportRecord *rapport_record_new (const RapportRecordInfo *info, const char *id);
void rapport_record_fill_defaults (RapportRecord *self, gint64 now);
void rapport_record_put_value (RapportRecord *self, guint field, GVariant *value);
void rapport_record_put_extra (RapportRecord *self, const char *extra);
void rapport_record_emit_changed (RapportRecord *self);

G_END_DECLS
