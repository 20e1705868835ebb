/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More of a page than that is not read. */
#define RAPPORT_HTML_TEXT_MAX (2 * 1024 * 1024)

/**
 * rapport_html_text_convert:
 * @html: what a browser or an office program put on the clipboard; UTF-8 or UTF-16
 * @length: in bytes
 *
 * Markdown that says the same: headings, lists, strong and emphasised words, links to http, https
 * and mailto, rows of tables with " | " between cells. Scripts, styles, comments and pictures
 * are left out, and so is the target of any other link. Never fails: what can't be
 * read is "". Any thread.
 *
 * Returns: (transfer full): lines of UTF-8, no two breaks in a row
 */
char *rapport_html_text_convert (const char *html, gsize length);

G_END_DECLS
