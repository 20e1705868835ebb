/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-text-range.h"

G_BEGIN_DECLS

/* Search finds a word in any of its forms. A word is folded: letters are small,
 * ё is е, accents are gone (й stays itself). A stem is what the Snowball rules
 * leave of a folded word: the Russian ones for words in Cyrillic, the English
 * ones for words in plain Latin letters; other words are their own stems.
 *
 * A full-text table (FTS5, tokenizer unicode61) has the columns named below. It
 * needs no tokenizer of ours, so that any tool can open the file.
 *
 * All functions may be called from any thread. Text that is not UTF-8 is made
 * so first. */
#define RAPPORT_STEMS_WORDS_COLUMN "words"
#define RAPPORT_STEMS_STEMS_COLUMN "stems"

/**
 * rapport_stems_fold_word:
 *
 * Returns: (transfer full): the letters and digits of @word, folded
 */
char *rapport_stems_fold_word (const char *word);

/**
 * rapport_stems_stem_word:
 * @folded: a word as of rapport_stems_fold_word()
 *
 * Returns: (transfer full): its stem
 */
char *rapport_stems_stem_word (const char *folded);

/**
 * rapport_stems_index_text:
 * @text: what the user wrote
 * @words: (out) (transfer full): its folded words, parted by spaces
 * @stems: (out) (transfer full): their stems, in the same order
 */
void rapport_stems_index_text (const char *text, char **words, char **stems);

/**
 * rapport_stems_make_columns:
 * @text: what the user wrote
 * @words: (out) (transfer full): its folded words, each once, parted by spaces
 * @stems: (out) (transfer full): their stems that are none of @words, each once
 *
 * Makes what goes into the two columns of the full-text table: the table is asked which texts have
 * a word, not how often, and each word in it costs time and room.
 */
void rapport_stems_make_columns (const char *text, char **words, char **stems);

/**
 * rapport_stems_fold_text:
 * @text: what the user wrote
 *
 * Returns: (transfer full): its folded words, parted by spaces
 */
char *rapport_stems_fold_text (const char *text);

/**
 * rapport_stems_query:
 * @input: what the user typed
 *
 * Makes the right side of a MATCH over the two columns. Every word must be
 * there, in any form; the last one, which may still be unfinished, counts from
 * two characters on by its beginning as well. A lone letter at the end, typed
 * after other words, is the beginning of one and is not yet looked for. Nothing
 * that is typed acts as an operator. At most 32 words count.
 *
 * Returns: (transfer full) (nullable): %NULL when there is no word to look for
 */
char *rapport_stems_query (const char *input);

/**
 * rapport_stems_find:
 * @text: a text that was found
 * @input: what the user typed
 *
 * Tells which words of @text a search for @input has found, to mark them.
 *
 * Returns: (transfer full) (element-type RapportTextRange): in order; may be empty
 */
GArray *rapport_stems_find (const char *text, const char *input);

G_END_DECLS
