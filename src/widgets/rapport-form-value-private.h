/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

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

/* (transfer full) (nullable): a decimal of at least 0; "80 %" is 0.8. */
GVariant *rapport_form_read_figure (const char *text);
/* (transfer full) */
char *rapport_form_write_figure (GVariant *value);

/* (transfer full) (nullable): a birthday, "3 March" or "3.03.1985"; one that is
 * yet to come is none. Two digits of a year are of the last hundred years. */
GVariant *rapport_form_read_birthday (const char *text, RapportDay today);
/* (transfer full): with the year where it is known. */
char *rapport_form_write_birthday (GVariant *value);

G_END_DECLS
