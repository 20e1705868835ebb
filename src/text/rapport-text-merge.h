/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-text-range.h"

G_BEGIN_DECLS

/**
 * RapportTextConflict:
 * @base: (nullable): what stood there before
 * @ours: (nullable): what one side made of it
 * @theirs: (nullable): what the other made of it
 * @ours_range: where ours stands in the merged text
 * @theirs_range: where theirs stands in the merged text
 *
 * A place that both sides changed, each in its own way. The texts are whole
 * lines without the last line break; %NULL means no line at all.
 */
typedef struct
{
  const char *base;
  const char *ours;
  const char *theirs;
  RapportTextRange ours_range;
  RapportTextRange theirs_range;
} RapportTextConflict;

typedef enum
{
  RAPPORT_TEXT_BOTH,
  RAPPORT_TEXT_OURS,
  RAPPORT_TEXT_THEIRS,
} RapportTextChoice;

/**
 * RapportTextMerge:
 *
 * Two edits of one text, merged by line. No line that a side has written is
 * lost: it is in the text, also where sides conflict. Changes conflict where
 * they touch or overlap and are not the same. The text does not depend on which
 * side is called ours, so that two places that merge the same edits agree.
 * Immutable after it was made; to be used by one thread at a time.
 */
typedef struct _RapportMerge RapportTextMerge;

/**
 * rapport_text_merge_new:
 * @base: (nullable): the last text that both sides had; %NULL where that is not
 *   known: then what only one side has counts as added by it
 * @ours: one side
 * @theirs: the other side
 *
 * A last line break counts as an empty line behind it: text is cut at breaks,
 * and joined by them. The texts need not be UTF-8.
 *
 * Returns: (transfer full): the merged text and its conflicts
 */
RapportTextMerge *rapport_text_merge_new (const char *base, const char *ours, const char *theirs);
void rapport_text_merge_free (RapportTextMerge *self);

/* The merged text. Where sides conflict it has both, one behind the other. */
const char *rapport_text_merge_get_text (RapportTextMerge *self);

guint rapport_text_merge_get_n_conflicts (RapportTextMerge *self);

/* In the order of the text; lives as long as @self. */
const RapportTextConflict *rapport_text_merge_get_conflict (RapportTextMerge *self, guint index);

/* (transfer full): the text with @choices, one for each conflict, in place. */
char *rapport_text_merge_resolve (RapportTextMerge *self, const RapportTextChoice *choices);

/* (transfer full): the merged text alone; a #RapportLineMerge of core/. */
char *
rapport_text_merge_lines (const char *base, const char *ours, const char *theirs, gboolean *clash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTextMerge, rapport_text_merge_free)

G_END_DECLS
