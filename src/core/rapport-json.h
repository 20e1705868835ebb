/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/*
 * JSON that comes in great amounts: what a server sends. yyjson reads a document in a tenth of the
 * time that a tree of json-glib takes; what is rare goes on as such a tree. Any thread.
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

/* (transfer full) (nullable): %NULL for what is no JSON. Numbers that fit nowhere are kept as they
 * came (YYJSON_TYPE_RAW). */
yyjson_doc *rapport_json_parse (const char *text, gsize length);

/* (transfer full) (nullable): %NULL for what stands in more than 200 brackets, as whoever goes
 * through a tree calls itself for each. */
JsonNode *rapport_json_to_node (yyjson_val *value);

/* (transfer full): as it came, without the spaces in between. */
char *rapport_json_print (yyjson_val *value);

/* The member of an object: "" where there is none, or none that is a text. */
const char *rapport_json_get_text (yyjson_val *object, const char *member);

/* The same for integers and 0. */
gint64 rapport_json_get_integer (yyjson_val *object, const char *member);

G_END_DECLS
