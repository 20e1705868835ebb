/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Length of an id as text, without the terminator. */
#define RAPPORT_ID_LENGTH 36

/* A UUID of version 7 (RFC 9562): @now (microseconds since 1970) in front, so
 * that ids made later sort later. (transfer full) */
char *rapport_id_new (gint64 now);

/* A UUID of version 8 made from the SHA-256 of a type's name and the parts of
 * a natural key, so that two colleagues offline make the same record.
 * @parts ends with %NULL. (transfer full) */
char *rapport_id_from_key (const char *type, const char *const *parts);

gboolean rapport_id_is_valid (const char *text);

/* A key for the place between @before and @after in a list (either may be
 * %NULL or ""), compared by bytes. It ends in random letters, so that two
 * colleagues who insert at the same place get different keys. (transfer full) */
char *rapport_order_key_between (const char *before, const char *after);

/* @n keys in ascending order between the two, with a common beginning, so that
 * the run stays together. (transfer full) (element-type utf8) */
GPtrArray *rapport_order_keys_between (const char *before, const char *after, guint n);

G_END_DECLS
