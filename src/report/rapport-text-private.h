/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-private.h"

G_BEGIN_DECLS

/* "Leads: 312 (+18%, better; was 264; target 300 reached)". */
void report_text_append_figure (GString *out, Report *report, const RapportReportFigure *figure);
/* The first figures, one a line. */
void report_text_append_tiles (GString *out, Report *report);
/* Markdown as plain words. */
void report_text_append_words (GString *out, const char *markdown);

/* rapport-mime.c: letters as they travel, of which every line ends with CRLF. */

/* Appends "@name: " and @value, coded where it is not ASCII (RFC 2047) and folded
 * (RFC 5322). No line break in @value begins a header of its own. */
void mime_append_header (GString *out, const char *name, const char *value);
/* Appends "; @name*0*=UTF-8''…", coded and continued (RFC 2231). */
void mime_append_parameter (GString *out, const char *name, const char *value);
/* Appends @data in Base64 with lines of 76. */
void mime_append_base64 (GString *out, gconstpointer data, gsize length);
/* Appends a part of text with its headers; @subtype is "plain" or "html". */
void mime_append_text (GString *out, const char *subtype, const char *text);

G_END_DECLS
