/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* (transfer full): some Russian words in a row, inflected as they are in minutes; the same ones in
 * the same order in each run. */
char *words_make (guint count);
