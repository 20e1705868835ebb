/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-conflict.h"
#include "rapport-library.h"

G_BEGIN_DECLS

/*
 * What two have done to one record and could not be merged stays in sight until somebody settles
 * it. What is about a record that is gone, or lies in the trash, is not to be settled any more;
 * what is about a field that only a newer version has is settled there. In a call there are no
 * conflicts.
 */

/* (transfer full) (element-type RapportConflict): what is to be settled, the oldest first: all, or
 * of one client (its id), or of one record (its id); %NULL with an error. */
GPtrArray *rapport_conflicts_find_open (RapportLibrary *library,
                                        const char *client,
                                        const char *record,
                                        GError **error);

/**
 * RapportConflictDetails:
 * @record: what it is about
 * @field: (nullable): which field, and @index its number; %NULL where the record as a whole was
 *   deleted by one and edited by the other
 * @base: (nullable): what both had
 * @first: (nullable): what one made of it
 * @second: (nullable): what the other made of it
 * @stands: (nullable): what was put into the record then
 * @now: (nullable): what it has now, which is the proposal: of texts the lines of both
 * @first_by: name of whose value the first is (who deleted the record), "" where nobody knows
 * @second_by: the same of the second (who edited it)
 *
 * A conflict as a screen shows it.
 */
typedef struct
{
  RapportRecord *record;
  const RapportField *field;
  guint index;
  GVariant *base;
  GVariant *first;
  GVariant *second;
  GVariant *stands;
  GVariant *now;
  char *first_by;
  char *second_by;
} RapportConflictDetails;

/* (transfer full) (nullable): %NULL where there is nothing to be settled, or to be shown. */
RapportConflictDetails *rapport_conflict_get_details (RapportLibrary *library,
                                                      RapportConflict *conflict);
void rapport_conflict_details_free (RapportConflictDetails *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportConflictDetails, rapport_conflict_details_free)

/**
 * RapportConflictChoice:
 * @RAPPORT_CONFLICT_STANDS_AS_IT_IS: what the record has now is right; of a deletion: keep it
 * @RAPPORT_CONFLICT_TAKE_FIRST: the first value; of a deletion: delete it again
 * @RAPPORT_CONFLICT_TAKE_SECOND: the second value; of a deletion: keep it
 * @RAPPORT_CONFLICT_TAKE_OWN: a value of the user's
 */
typedef enum
{
  RAPPORT_CONFLICT_STANDS_AS_IT_IS,
  RAPPORT_CONFLICT_TAKE_FIRST,
  RAPPORT_CONFLICT_TAKE_SECOND,
  RAPPORT_CONFLICT_TAKE_OWN,
} RapportConflictChoice;

/**
 * rapport_conflict_settle:
 * @own: (nullable): for TAKE_OWN; of the field's kind; is ref-sunk
 *
 * Settles it in one step, which undo takes back and thereby opens it again. What has been written
 * into a text since stays in it.
 *
 * Returns: %FALSE with an error where nothing could be written, or it was settled meanwhile
 */
gboolean rapport_conflict_settle (RapportLibrary *library,
                                  RapportConflict *conflict,
                                  RapportConflictChoice choice,
                                  GVariant *own,
                                  GError **error);

G_END_DECLS
