/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"

G_BEGIN_DECLS

/**
 * RapportLineMerge:
 * @clash: (out): whether both changed the same lines, each in its own way; the text
 *   then has the lines of both
 *
 * Merges two edits of a text by line: rapport_text_merge_lines() of text/, which core/ does
 * not know. (transfer full)
 */
typedef char *(*RapportLineMerge) (const char *base,
                                   const char *ours,
                                   const char *theirs,
                                   gboolean *clash);

/**
 * rapport_field_merge:
 * @base: (nullable): the last value that both sides had
 * @ours: (nullable): what one side made of it
 * @theirs: (nullable): what the other made of it
 * @lines: (nullable): merges texts by line; without it they are one thing
 * @result: (out) (transfer full) (nullable): what both together say
 *
 * Brings two edits of one field together, as the table says: a set by element, figures by
 * cell, a text by line, else as one thing. Which side is called ours makes no
 * difference, so that two places that merge the same edits agree.
 *
 * Returns: %FALSE where the edits clash. @result then has the lines of both, or of two
 *   values the one that comes later in the order of their JSON, and of a value and none the
 *   value; what it lacks is for the user to settle.
 */
gboolean rapport_field_merge (const RapportField *field,
                              GVariant *base,
                              GVariant *ours,
                              GVariant *theirs,
                              RapportLineMerge lines,
                              GVariant **result);

G_END_DECLS
