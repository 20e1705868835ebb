/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-document.h"

G_BEGIN_DECLS

/*
 * The records that tell of what could not be merged. Of the same edits the same record is made,
 * whoever makes it.
 */

/* (transfer full): of two edits of a field. @ours_by and @theirs_by are members, "" where that is
 * not known; @at is the moment of the edit that came. */
RapportRow *rapport_sync_conflict_of_edits (const RapportRecordInfo *info,
                                            const RapportRow *row,
                                            const RapportClash *clash,
                                            const char *ours_by,
                                            const char *theirs_by,
                                            gint64 at);

/* The same of a member that this version does not know: whoever does shows and settles it. */
RapportRow *rapport_sync_conflict_of_extra (const RapportRecordInfo *info,
                                            const RapportRow *row,
                                            const RapportExtraClash *clash,
                                            const char *ours_by,
                                            const char *theirs_by,
                                            gint64 at);

/* (transfer full): of a record that @deleted_by deleted and @edited_by edited; it stands. @kind is
 * "deletion" or "moved". */
RapportRow *rapport_sync_conflict_of_deletion (const RapportRecordInfo *info,
                                               const RapportRow *row,
                                               const char *kind,
                                               const char *deleted_by,
                                               const char *edited_by,
                                               gint64 at);

G_END_DECLS
