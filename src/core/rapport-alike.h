/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text has a word for each word of @typed that begins alike, as two forms of one word do.
 * Letters are folded, ё is е. The store finds by stems, and in all that a record says; this tells
 * whether it is what is shown that was found, and not a note that nobody may see. Any thread. */
gboolean rapport_alike (const char *typed, const char *text);

G_END_DECLS
