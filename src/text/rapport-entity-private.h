/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends what the @length bytes of an HTML entity ("&amp;", "&#8212;",
 * "&#x2014;") stand for. A name that is not known stays as it is written; a
 * number that is no character becomes U+FFFD. */
void rapport_entity_append (GString *out, const char *entity, gsize length);

/* Appends @length bytes of text without control characters; breaks and tabs stay. */
void rapport_text_append_clean (GString *out, const char *text, gsize length);

G_END_DECLS
