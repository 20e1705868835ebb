/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): what two edits of one line make of it together; %NULL where both
 * changed the same place, each in its own way, or one emptied the line. What each changed is taken
 * as one stretch: all between the first and the last letter that differs from @base. Any thread. */
char *rapport_text_merge_words (const char *base, const char *ours, const char *theirs);

G_END_DECLS
