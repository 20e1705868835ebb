/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CONFLICT (rapport_conflict_get_type ())
G_DECLARE_FINAL_TYPE (RapportConflict, rapport_conflict, RAPPORT, CONFLICT, RapportRecord)

/*
 * Two edits that could not be brought together. It stays in sight, for the whole team, until
 * somebody settles it. Its id comes from the record, the field and both values in their order, so
 * that two colleagues who merge the same edits make one conflict. Values are JSON as
 * rapport_kind_to_text() writes it; unset where a side had none.
 */
enum
{
  RAPPORT_CONFLICT_RECORD = RAPPORT_RECORD_N_FIELDS, /* its id; the type may be any */
  RAPPORT_CONFLICT_FIELD,   /* as a column is named; "" where the whole record is meant */
  RAPPORT_CONFLICT_VALUES,  /* a digest of both values */
  RAPPORT_CONFLICT_KIND,    /* rapport_conflict_kinds */
  RAPPORT_CONFLICT_TYPE_OF, /* the record's type, as a column is named */
  RAPPORT_CONFLICT_CLIENT,  /* whose record it is, or unset */
  RAPPORT_CONFLICT_BASE,    /* what both had */
  RAPPORT_CONFLICT_FIRST,   /* one value, the lesser of both JSON texts by strcmp() */
  RAPPORT_CONFLICT_SECOND,
  RAPPORT_CONFLICT_STANDS,   /* what the record got meanwhile */
  RAPPORT_CONFLICT_FIRST_BY, /* member whose value @FIRST is, where that is known */
  RAPPORT_CONFLICT_SECOND_BY,
  RAPPORT_CONFLICT_SETTLED, /* when somebody settled it; unset while it is open */
  RAPPORT_CONFLICT_SETTLED_BY,
  RAPPORT_CONFLICT_N_FIELDS
};

/* "edit": both changed a field; "deletion": one erased the record, and the other's edit keeps it;
 * "moved": it was moved to a circle that the one who edited it does not belong to. */
extern const RapportWord rapport_conflict_kinds[];

extern const RapportRecordInfo rapport_conflict_info;

G_END_DECLS
