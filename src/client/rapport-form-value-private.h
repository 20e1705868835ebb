/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between what is typed and what a field holds. Typed figures may be grouped
 * and carry either decimal sign. All return %NULL or "" for nothing. */

/* (transfer full) (nullable): a money value; the sum in @currency unless the
 * text names another one. */
GVariant *rapport_form_read_money (const char *text, const char *currency);
/* (transfer full): the sum with its currency. */
char *rapport_form_write_money (GVariant *value);

/* (transfer full) (nullable): a decimal; "30" and "30 %" are 0.3. */
GVariant *rapport_form_read_percent (const char *text);
/* (transfer full) */
char *rapport_form_write_percent (GVariant *value);

G_END_DECLS
