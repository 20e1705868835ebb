/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

/* (transfer full): all of a library that may leave the machine, a line for each record in the order
 * of their ids; equal libraries have the same. */
char *simulation_dump (RapportLibrary *library);

/* (transfer full): the strings of the model, "w1q", "w2q" and so on, that stand in a text. */
GHashTable *simulation_find_words (const char *text);

/* The first line that is otherwise, of both, for a message. (transfer full) */
char *simulation_tell_difference (const char *a, const char *b);
