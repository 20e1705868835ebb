/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): as rapport_library_get(), by the type's table. */
RapportRecord *
rapport_library_get_for_info (RapportLibrary *self, const RapportRecordInfo *info, const char *id);

/* The table of a record type's class. */
const RapportRecordInfo *rapport_record_info_of_type (GType type);

/* Puts a new object, made by a transaction that is being committed, under its
 * id, so that the commit finds it. */
void rapport_library_adopt (RapportLibrary *self, RapportRecord *record);

/* Puts the values of a change into memory, where that is to be seen by nobody before
 * the set is applied: of a new record whose id can't be known. FALSE when it has to
 * wait for that. */
gboolean rapport_library_prepare (RapportLibrary *self,
                                  const RapportRecordChange *change,
                                  RapportRecord *record);

/* Applies a large set that erases nothing, in little time: what could be prepared
 * has been. @records (id to RapportRecord) are all of its objects; the table is kept
 * and not to be changed any more. What somebody has written since the set was begun
 * stays. */
void rapport_library_reveal (RapportLibrary *self, RapportChangeSet *set, GHashTable *records);

/* Calls @func for each record that is not yet on disk as it is in memory;
 * @record is %NULL for one that has been erased. */
typedef void (*RapportHeldFunc) (const char *id, RapportRecord *record, gpointer user_data);
void rapport_library_foreach_held (RapportLibrary *self, RapportHeldFunc func, gpointer user_data);

/* What a field should hold when the change from @change's before to its after is
 * taken back while it holds @now, as @result (transfer full) (nullable). FALSE
 * when that can't be told. */
gboolean rapport_library_take_back (RapportLibrary *library,
                                    const RapportField *field,
                                    const RapportFieldChange *change,
                                    GVariant *now,
                                    GVariant **result);

RapportLineMerge rapport_library_get_line_merge (RapportLibrary *self);

G_END_DECLS
