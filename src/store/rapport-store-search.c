/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-store-search-private.h"

#include "rapport-markdown.h"
#include "rapport-stems.h"
#include "rapport-store-rows.h"
#include "rapport-store.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_LIMIT 20
#define MIN_LETTERS   2
#define MAX_TITLE     120
/* Characters of a snippet, and how many of them stand before the first hit. */
#define SNIPPET_LENGTH 160
#define SNIPPET_LEAD   40

/* The fields that the index and a hit need, read together. */
GArray *
search_needed_fields (const RapportRecordInfo *info)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < info->n_fields; i++)
    if (i == RAPPORT_RECORD_TRASHED || (int) i == info->client ||
        (info->fields[i].flags & (RAPPORT_FIELD_SEARCH | RAPPORT_FIELD_TITLE)) != 0)
      g_array_append_val (fields, i);
  return fields;
}

RapportRow *
search_load_texts (RapportSqlite *db, const RapportRecordInfo *info, const char *id, GError **error)
{
  g_autoptr (GArray) fields = search_needed_fields (info);

  return rapport_rows_load_fields (db, info, id, (const guint *) (gpointer) fields->data,
                                   fields->len, error);
}

static const char *
text_of (RapportRow *row, int field)
{
  GVariant *value = field >= 0 ? row->values[field] : NULL;

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

const char *
search_client_of (const RapportRecordInfo *info, RapportRow *row)
{
  return info->client == RAPPORT_CLIENT_SELF ? row->id : text_of (row, info->client);
}

/* The client's id as one word of the index. */
char *
search_scope_of (const char *client)
{
  GString *scope = g_string_new ("c");

  for (const char *c = client; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (scope, g_ascii_tolower (*c));
  return g_string_free_and_steal (scope);
}

static void
append_plain (GString *out, const char *text, RapportKind kind)
{
  if (kind == RAPPORT_KIND_MARKDOWN && *text != '\0')
    {
      g_autofree char *plain = rapport_markdown_to_plain (text);

      g_string_append (out, plain);
    }
  else
    g_string_append (out, text);
  g_string_append_c (out, '\n');
}

char *
search_make_text (const RapportRecordInfo *info, RapportRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_SEARCH)
      append_plain (text, text_of (row, (int) i), info->fields[i].kind);
  return g_strstrip (g_string_free_and_steal (text));
}

/* Finding. */

/* Copies @start to @end of @text on one line, with the found words marked. */
static void
append_marked (GString *out, const char *text, gsize start, gsize end, GArray *ranges)
{
  gsize at = start;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RapportTextRange *range = &g_array_index (ranges, RapportTextRange, i);

      if (range->start < at || range->end > end)
        continue;
      g_string_append_len (out, text + at, (gssize) (range->start - at));
      g_string_append_c (out, '\001');
      g_string_append_len (out, text + range->start, (gssize) (range->end - range->start));
      g_string_append_c (out, '\002');
      at = range->end;
    }
  g_string_append_len (out, text + at, (gssize) (end - at));
  for (char *c = out->str; *c != '\0'; c++)
    if (*c == '\n' || *c == '\r' || *c == '\t')
      *c = ' ';
}

/* The offset @n characters from @offset, at most at an end of the text. */
static gsize
move (const char *text, gsize offset, int n)
{
  const char *at = text + offset;

  for (; n > 0 && *at != '\0'; n--)
    at = g_utf8_next_char (at);
  for (; n < 0 && at > text; n++)
    at = g_utf8_prev_char (at);
  return (gsize) (at - text);
}

static char *
make_snippet (const char *text, const char *input)
{
  g_autoptr (GArray) ranges = rapport_stems_find (text, input);
  GString *out = g_string_new (NULL);
  gsize first = ranges->len > 0 ? g_array_index (ranges, RapportTextRange, 0).start : 0;
  gsize start = move (text, first, -SNIPPET_LEAD);
  gsize end = move (text, start, SNIPPET_LENGTH);

  if (start > 0)
    g_string_append (out, "…");
  append_marked (out, text, start, end, ranges);
  if (text[end] != '\0')
    g_string_append (out, "…");
  return g_string_free_and_steal (out);
}

/* The first line, not too much of it. */
static char *
make_title (const RapportRecordInfo *info, RapportRow *row)
{
  const char *text = text_of (row, rapport_record_info_get_title_field (info));
  g_autofree char *line = NULL;

  while (g_ascii_isspace (*text))
    text++;
  line = g_strndup (text, strcspn (text, "\r\n"));
  if (*line == '\0')
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, info->label));
  return g_utf8_strlen (line, -1) > MAX_TITLE ? g_utf8_substring (line, 0, MAX_TITLE)
                                              : g_steal_pointer (&line);
}

static RapportHit *
make_hit (RapportSqlite *db, const char *type, const char *id, const char *input, GError **error)
{
  const RapportRecordInfo *info = rapport_record_info_lookup (type);
  g_autoptr (RapportRow) row = info != NULL ? search_load_texts (db, info, id, error) : NULL;
  g_autofree char *text = NULL;
  RapportHit *hit;

  if (row == NULL)
    return NULL;
  text = search_make_text (info, row);
  hit = g_new0 (RapportHit, 1);
  hit->info = info;
  g_strlcpy (hit->id, id, sizeof hit->id);
  hit->title = make_title (info, row);
  hit->snippet = make_snippet (text, input);
  hit->client = g_strdup (search_client_of (info, row));
  return hit;
}

static char *
make_match (const char *words, const char *client)
{
  g_autofree char *letters = rapport_stems_fold_word (words);
  g_autofree char *match = NULL;
  g_autofree char *scope = NULL;

  if (g_utf8_strlen (letters, -1) < MIN_LETTERS)
    return NULL;
  match = rapport_stems_query (words);
  if (match == NULL || client == NULL || *client == '\0')
    return g_steal_pointer (&match);
  scope = search_scope_of (client);
  return g_strdup_printf ("scope : \"%s\" AND %s", scope, match);
}

/* Whether a client lies in the archive or in the trash. @seen keeps the answers. */
static gboolean
is_put_away (
  RapportSqlite *db, const char *client, GHashTable *seen, gboolean *away, GError **error)
{
  gpointer known;
  sqlite3_stmt *stmt;
  RapportStep step;

  *away = FALSE;
  if (*client == '\0')
    return TRUE;
  if (g_hash_table_lookup_extended (seen, client, NULL, &known))
    {
      *away = GPOINTER_TO_INT (known);
      return TRUE;
    }
  stmt = rapport_sqlite_get (
    db, "SELECT trashed IS NOT NULL OR archived IS NOT NULL FROM client WHERE id = ?", error);
  if (stmt == NULL)
    return FALSE;
  rapport_sqlite_bind_text (stmt, 1, client);
  step = rapport_sqlite_step (db, stmt, error);
  if (step == RAPPORT_STEP_ERROR)
    return FALSE;
  *away = step == RAPPORT_STEP_ROW && sqlite3_column_int (stmt, 0) != 0;
  sqlite3_reset (stmt);
  g_hash_table_insert (seen, g_strdup (client), GINT_TO_POINTER (*away));
  return TRUE;
}

/* Adds the hit that @stmt stands at, unless it is to be passed over. */
static gboolean
add_hit (RapportSqlite *db,
         sqlite3_stmt *stmt,
         const char *words,
         GHashTable *seen,
         GPtrArray *hits,
         GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RapportHit) hit = make_hit (db, rapport_sqlite_column_text (stmt, 0),
                                         rapport_sqlite_column_text (stmt, 1), words, &local_error);
  gboolean away = FALSE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (hit == NULL)
    return TRUE;
  if (seen != NULL && !is_put_away (db, hit->client, seen, &away, error))
    return FALSE;
  if (!away)
    g_ptr_array_add (hits, g_steal_pointer (&hit));
  return TRUE;
}

GPtrArray *
rapport_search_find (
  RapportSqlite *db, const char *words, const char *client, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_hit_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *match = make_match (words, client);
  /* Who asks about one client means it, wherever it lies. */
  GHashTable *passes_over = client == NULL || *client == '\0' ? seen : NULL;
  sqlite3_stmt *stmt;
  RapportStep step;

  if (match == NULL)
    return g_steal_pointer (&hits);
  stmt = rapport_sqlite_get (db,
                             "SELECT type, record FROM search JOIN search_entry "
                             "ON search_entry.number = search.rowid "
                             "WHERE search MATCH ? ORDER BY search.rowid DESC",
                             error);
  if (stmt == NULL)
    return NULL;
  limit = limit > 0 ? limit : DEFAULT_LIMIT;
  rapport_sqlite_bind_text (stmt, 1, match);
  while ((step = rapport_sqlite_step (db, stmt, error)) == RAPPORT_STEP_ROW && hits->len < limit)
    if (!add_hit (db, stmt, words, passes_over, hits, error))
      {
        step = RAPPORT_STEP_ERROR;
        break;
      }
  sqlite3_reset (stmt);
  return step != RAPPORT_STEP_ERROR ? g_steal_pointer (&hits) : NULL;
}
