/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How to deal with a client of this temperament (a word of the client's field).
 * Translated; "" for none and for unknown ones. */
const char *rapport_advice_for_temperament (const char *word);

G_END_DECLS
