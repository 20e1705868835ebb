/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-stems.h"

G_BEGIN_DECLS

/* A word where it stands in a text, and its folded form. */
typedef struct
{
  RapportTextRange range;
  char *folded;
} RapportWord;

/* (element-type RapportWord): the words of @text, which must be UTF-8; at most
 * @limit of them. */
GArray *rapport_words_split (const char *text, gsize limit);

G_END_DECLS
