/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportTextRange:
 * @start: offset of the first byte
 * @end: offset behind the last byte
 *
 * A piece of a text, in bytes of its UTF-8. Empty where both are equal.
 */
typedef struct
{
  gsize start;
  gsize end;
} RapportTextRange;

G_END_DECLS
