/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RapportKind:
 *
 * What a field holds. A value is an immutable #GVariant of the kind's type, or
 * %NULL for "not set", so that it may be handed to the writer thread as it is.
 *
 * | kind       | GVariant   | JSON                                  | SQL column    |
 * |------------|------------|---------------------------------------|---------------|
 * | TEXT       | s          | string                                | TEXT          |
 * | MARKDOWN   | s          | string                                | TEXT          |
 * | BOOLEAN    | b          | boolean                               | INTEGER       |
 * | INTEGER    | x          | number                                | INTEGER       |
 * | DECIMAL    | x          | number, in millionths                 | INTEGER       |
 * | MONEY      | (xs)       | {"minor": 12345, "currency": "EUR"}   | TEXT (JSON)   |
 * | DAY        | i          | "2026-11-22"                          | TEXT          |
 * | INSTANT    | x          | number, microseconds since 1970 UTC   | INTEGER       |
 * | LOCAL_TIME | s          | "2026-11-22T10:00[Europe/Moscow]"     | TEXT          |
 * | ENUM       | s          | the word                              | TEXT          |
 * | SET        | as, sorted | array of strings                      | TEXT (JSON)   |
 * | REFERENCE  | s          | id                                    | TEXT          |
 * | POINT      | (dd)       | [x, y]                                | TEXT (JSON)   |
 * | RECTANGLE  | (dddd)     | [x, y, width, height]                 | TEXT (JSON)   |
 * | COLOUR     | s          | "#1a5fb4"                             | TEXT          |
 * | BLOB       | ay         | base64 string                         | BLOB          |
 * | CELLS      | a(issx)    | {"2026-11-22": {"channel": {"clicks": 1000000}}} | TEXT (JSON) |
 */
typedef enum
{
  RAPPORT_KIND_TEXT,
  RAPPORT_KIND_MARKDOWN,
  RAPPORT_KIND_BOOLEAN,
  RAPPORT_KIND_INTEGER,
  RAPPORT_KIND_DECIMAL,
  RAPPORT_KIND_MONEY,
  RAPPORT_KIND_DAY,
  RAPPORT_KIND_INSTANT,
  RAPPORT_KIND_LOCAL_TIME,
  RAPPORT_KIND_ENUM,
  RAPPORT_KIND_SET,
  RAPPORT_KIND_REFERENCE,
  RAPPORT_KIND_POINT,
  RAPPORT_KIND_RECTANGLE,
  RAPPORT_KIND_COLOUR,
  RAPPORT_KIND_BLOB,
  RAPPORT_KIND_CELLS,
} RapportKind;

const GVariantType *rapport_kind_get_variant_type (RapportKind kind);

/* How the column is declared: "TEXT", "INTEGER" or "BLOB". */
const char *rapport_kind_get_sql_type (RapportKind kind);

/* Whether the SQL column holds JSON text of the value. */
gboolean rapport_kind_is_json_in_sql (RapportKind kind);

/* The property type: string, boolean, int64, int (day), or variant for the rest. */
GParamSpec *rapport_kind_param_spec (RapportKind kind, const char *name);

/* Fills @gvalue, which is initialised to the type of the param spec. */
void rapport_kind_to_gvalue (RapportKind kind, GVariant *value, GValue *gvalue);

/* (transfer full): a JSON null for %NULL. */
JsonNode *rapport_kind_to_json (RapportKind kind, GVariant *value);

/* (transfer full) (nullable): a full reference, not floating. JSON null gives
 * %NULL without an error; what is not of the kind gives %NULL and
 * %G_IO_ERROR_INVALID_DATA. */
GVariant *rapport_kind_from_json (RapportKind kind, JsonNode *node, GError **error);

/* The JSON text of the value; "null" for %NULL. */
char *rapport_kind_to_text (RapportKind kind, GVariant *value);

/* Reads what rapport_kind_to_text() wrote. */
GVariant *rapport_kind_from_text (RapportKind kind, const char *text, GError **error);

/* Whether both are unset or the same. Empty text is the same as unset. */
gboolean rapport_kind_equal (RapportKind kind, GVariant *a, GVariant *b);

/* Order for lists: unset last; text by the user's collation. */
int rapport_kind_compare (RapportKind kind, GVariant *a, GVariant *b);

G_END_DECLS
