/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Letters as they travel (RFC 5322, MIME), of which every line ends with CRLF. Any thread; what is
 * written is UTF-8.
 */

/* Appends "@name: " and @value, coded where it is not ASCII (RFC 2047) and folded. No line break in
 * @value begins a header of its own. */
void rapport_mime_append_header (GString *out, const char *name, const char *value);

/* Appends `"@name" <@email>`, the name coded where it is not ASCII; the address alone where the
 * name says no more. @email is an address as it is. */
void rapport_mime_append_address (GString *out, const char *name, const char *email);

/* Appends "; @name*0*=UTF-8''…", coded and continued (RFC 2231). */
void rapport_mime_append_parameter (GString *out, const char *name, const char *value);

/* Appends @data in Base64 with lines of 76. */
void rapport_mime_append_base64 (GString *out, gconstpointer data, gsize length);

/* Appends a part that is text, with its headers; @type without its charset: "text/plain". */
void rapport_mime_append_text (GString *out, const char *type, const char *text);

/* Appends the header of a part that holds others: @kind "mixed" or "alternative". */
void rapport_mime_append_multipart (GString *out, const char *kind, const char *boundary);

G_END_DECLS
