/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Digits of the minor unit of an ISO 4217 code: 2 where it is not known. */
int rapport_currency_get_digits (const char *code);

/* The sign of a currency, or %NULL where only the code names it plainly. */
const char *rapport_currency_get_sign (const char *code);

G_END_DECLS
