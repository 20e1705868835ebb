/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rapport_csv_append_row:
 * @text: what has been written so far
 * @cells: (array zero-terminated=1): UTF-8
 * @separator: such as ',' or ';'
 *
 * Appends one row as RFC 4180 says, with CRLF at its end. A cell that a
 * spreadsheet would run as a formula, because it begins with = + - @, a tab, a
 * line break or a full-width form of these signs, gets an apostrophe before
 * it, as OWASP advises; plain numbers such as -5 or +1,234.50 do not.
 * The import takes the apostrophe away again.
 */
void rapport_csv_append_row (GString *text, const char *const *cells, char separator);

G_END_DECLS
