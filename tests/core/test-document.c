/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as documents of CouchDB, there and back, and merged. */
#include "rapport-cells.h"
#include "rapport-document.h"
#include "rapport-id.h"

#include <gio/gio.h>
#include <string.h>

#define ID     "0192f0c0-0000-7000-8000-000000000001"
#define SECRET "for me alone"

static const RapportRecordInfo *
type (const char *name)
{
  const RapportRecordInfo *info = rapport_record_info_lookup (name);

  g_assert_nonnull (info);
  return info;
}

/* Random values. */

static char *
random_word (GRand *random)
{
  static const char *const words[] = { "a", "Ромашка", "\"quoted\"", "line\nbreak", "😀", "0" };

  return g_strdup (words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
}

static GVariant *
random_cells (GRand *random)
{
  const RapportCell cell = { g_rand_int_range (random, 20000, 20003), "search", "clicks",
                             g_rand_int_range (random, 0, 3) * RAPPORT_MILLION };
  g_autoptr (RapportCells) cells = rapport_cells_new (&cell, 1);

  return rapport_cells_to_variant (cells);
}

static GVariant *
random_value (RapportKind kind, GRand *random)
{
  g_autofree char *word = random_word (random);
  const char *const one[] = { word, NULL };
  const int number = g_rand_int_range (random, 0, 4);

  switch (kind)
    {
    case RAPPORT_KIND_BOOLEAN:
      return g_variant_new_boolean (number % 2);
    case RAPPORT_KIND_INTEGER:
    case RAPPORT_KIND_DECIMAL:
    case RAPPORT_KIND_INSTANT:
      return g_variant_new_int64 (number * RAPPORT_MILLION - 1);
    case RAPPORT_KIND_MONEY:
      return g_variant_new ("(xs)", (gint64) number, "EUR");
    case RAPPORT_KIND_DAY:
      return g_variant_new_int32 (20000 + number);
    case RAPPORT_KIND_SET:
      return g_variant_new_strv (one, 1);
    case RAPPORT_KIND_POINT:
      return g_variant_new ("(dd)", number / 2.0, -1.5);
    case RAPPORT_KIND_RECTANGLE:
      return g_variant_new ("(dddd)", number / 2.0, 1.0, 240.0, 132.5);
    case RAPPORT_KIND_CELLS:
      return random_cells (random);
    default:
      return g_variant_new_string (word);
    }
}

/* Each field is set with @chance of 4; what is for the user alone holds a marked word. */
static RapportRow *
random_row (const RapportRecordInfo *info, GRand *random, int chance)
{
  RapportRow *row = rapport_row_new (info, ID);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RapportField *field = &info->fields[i];
      const gboolean is_text =
        g_variant_type_equal (rapport_kind_get_variant_type (field->kind), G_VARIANT_TYPE_STRING);

      if (field->kind == RAPPORT_KIND_BLOB)
        continue;
      if (field->audience == RAPPORT_AUDIENCE_ME && is_text)
        row->values[i] = g_variant_ref_sink (g_variant_new_string (SECRET));
      else if (g_rand_int_range (random, 0, 4) < chance)
        row->values[i] = g_variant_ref_sink (random_value (field->kind, random));
    }
  if (g_rand_boolean (random))
    row->extra = g_strdup_printf ("{\"of-2030\":%d,\"real\":1.0}", g_rand_int_range (random, 0, 3));
  return row;
}

static RapportRow *
copy_row (const RapportRecordInfo *info, const RapportRow *row)
{
  RapportRow *copy = rapport_row_new (info, row->id);

  for (guint i = 0; i < info->n_fields; i++)
    if (row->values[i] != NULL)
      copy->values[i] = g_variant_ref (row->values[i]);
  copy->extra = g_strdup (row->extra);
  return copy;
}

/* As @row after somebody has changed some of its fields. */
static RapportRow *
edit_row (const RapportRecordInfo *info, const RapportRow *row, GRand *random)
{
  RapportRow *edited = copy_row (info, row);

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (info->fields[i].audience == RAPPORT_AUDIENCE_ME ||
          info->fields[i].kind == RAPPORT_KIND_BLOB || g_rand_int_range (random, 0, 4) != 0)
        continue;
      g_clear_pointer (&edited->values[i], g_variant_unref);
      if (g_rand_int_range (random, 0, 4) != 0)
        edited->values[i] = g_variant_ref_sink (random_value (info->fields[i].kind, random));
    }
  return edited;
}

static JsonNode *
write_row (const RapportRecordInfo *info, RapportRow *row)
{
  RapportDocument document = { .info = info,
                               .id = (char *) ID,
                               .revision = (char *) "2-abc",
                               .author = (char *) "anna",
                               .at = 5,
                               .schema = 6,
                               .row = row };

  return rapport_document_write (&document);
}

/* Through text, as over a network. */
static RapportDocument *
send (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) received = json_from_string (text, &error);
  RapportDocument *document;

  g_assert_no_error (error);
  g_assert_null (strstr (text, SECRET));
  document = rapport_document_read_node (received, &error);
  g_assert_no_error (error);
  return document;
}

static void
test_there_and_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len * 8; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i % infos->len];
      g_autoptr (RapportRow) row = random_row (info, random, 3);
      g_autoptr (JsonNode) node = write_row (info, row);
      g_autoptr (RapportDocument) document = send (node);
      g_autoptr (JsonNode) again = NULL;

      g_assert_true (document->info == info);
      g_assert_cmpstr (document->id, ==, ID);
      g_assert_cmpstr (document->revision, ==, "2-abc");
      g_assert_cmpstr (document->author, ==, "anna");
      g_assert_cmpint (document->schema, ==, 6);
      g_assert_cmpint (document->at, ==, 5);
      g_assert_true (rapport_row_equal (info, row, document->row));
      again = write_row (info, document->row);
      g_assert_true (json_node_equal (node, again));
    }
}

/* CouchDB takes no tombstone upon another, so for a moment something else stands there. */
static void
test_stand_in (void)
{
  g_autoptr (RapportDocument) made = rapport_document_new (type ("note"), ID);
  g_autoptr (RapportDocument) read = NULL;
  g_autoptr (RapportDocument) moved = NULL;
  g_autoptr (JsonNode) node = NULL;

  made->deleted = TRUE;
  made->stand_in = TRUE;
  node = rapport_document_write (made);
  g_assert_false (json_object_has_member (json_node_get_object (node), "_deleted"));
  read = send (node);
  g_assert_true (read->stand_in);
  g_assert_true (read->deleted);
  g_assert_false (read->moved);
  g_assert_null (read->row);
  json_object_set_string_member (
    json_object_get_object_member (json_node_get_object (node), "fields"), "body", "words");
  moved = send (node);
  g_assert_false (moved->stand_in);
  g_assert_false (moved->deleted);
  g_assert_true (moved->moved);
}

static void
test_read (void)
{
  static const struct
  {
    const char *json;
    gboolean good;
    const char *name;
  } cases[] = {
    { "{\"_id\":\"client:" ID "\",\"fields\":{\"name\":\"Romashka\"}}", TRUE, "Romashka" },
    { "{\"_id\":\"client:" ID "\",\"fields\":{}}", TRUE, NULL },
    /* Made elsewhere, by hand. */
    { "{\"_id\":\"client:" ID "\",\"fields\":{\"name\":null},\"at\":\"x\",\"author\":7}", TRUE,
      NULL },
    { "{\"_id\":\"client:" ID "\",\"_deleted\":true}", TRUE, NULL },
    { "{\"_id\":\"of_2030:whatever\",\"fields\":7}", TRUE, NULL },
    { "{\"_id\":\"of_2030:x\",\"a\":[1.0,1234567890123456789012345],\"b\":{\"c\":null}}", TRUE,
      NULL },
    /* Twice: the last one counts. */
    { "{\"_id\":\"client:" ID "\",\"fields\":{\"name\":\"Lotus\",\"name\":\"Romashka\"}}", TRUE,
      "Romashka" },
    /* None of Rapport's. */
    { "{\"_id\":\"_design/auth\"}", FALSE, NULL },
    { "{\"_id\":\"client\"}", FALSE, NULL },
    { "{\"_id\":\"client:\"}", FALSE, NULL },
    { "{\"_id\":\":" ID "\"}", FALSE, NULL },
    { "{\"_id\":\"client:../../etc\",\"fields\":{}}", FALSE, NULL },
    { "{\"_id\":\"client:" ID "\"}", FALSE, NULL },
    { "{\"_id\":\"client:" ID "\",\"fields\":[]}", FALSE, NULL },
    { "{\"_id\":\"client:" ID "\",\"fields\":{\"name\":7}}", FALSE, NULL },
    { "{\"_id\":7}", FALSE, NULL },
    { "{}", FALSE, NULL },
    { "[]", FALSE, NULL },
    { "null", FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportDocument) document = rapport_document_parse (cases[i].json, &error);

      g_test_message ("%s", cases[i].json);
      g_assert_true ((document != NULL) == cases[i].good);
      if (document == NULL)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      if (cases[i].name != NULL)
        {
          const int name = rapport_record_info_find_field (document->info, "name");

          g_assert_cmpstr (g_variant_get_string (document->row->values[name], NULL), ==,
                           cases[i].name);
        }
      if (document != NULL && document->info == NULL)
        g_assert_cmpstr (document->raw, ==, cases[i].json);
    }
}

/* Bytes stand in documents of their own, and come back as they were or not at all. */
static void
test_blobs (void)
{
  static const gsize sizes[] = { 0, 1, RAPPORT_BLOB_PIECE, RAPPORT_BLOB_PIECE + 1 };
  const RapportRecordInfo *info = type ("attachment");
  const int data = rapport_record_info_find_field (info, "data");

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *bytes = g_malloc0 (sizes[i] + 1);
      g_autoptr (GBytes) whole = NULL;
      g_autoptr (RapportRow) row = rapport_row_new (info, ID);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (RapportDocument) document = NULL;
      g_autoptr (GPtrArray) pieces =
        g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
      g_autoptr (GVariant) joined = NULL;
      g_autoptr (GError) error = NULL;
      const RapportDocumentBlob *blob;

      bytes[sizes[i] / 2] = 7;
      whole = g_bytes_new (bytes, sizes[i]);
      row->values[data] =
        g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, whole, TRUE));
      node = write_row (info, row);
      document = send (node);
      g_assert_null (document->row->values[data]);
      g_assert_cmpuint (rapport_document_get_blobs (document)->len, ==, 1);
      blob = &g_array_index (rapport_document_get_blobs (document), RapportDocumentBlob, 0);
      g_assert_cmpint (blob->size, ==, (gint64) sizes[i]);
      for (guint piece = 0; piece < rapport_blob_count_pieces (blob->size); piece++)
        g_ptr_array_add (pieces, rapport_blob_write_piece (whole, blob->digest, piece));
      g_assert_cmpuint (pieces->len, ==, sizes[i] > RAPPORT_BLOB_PIECE ? 2 : 1);
      joined = rapport_blob_join (blob, pieces, &error);
      g_assert_no_error (error);
      g_assert_true (g_variant_equal (joined, row->values[data]));
      g_clear_pointer (&joined, g_variant_unref);
      json_object_set_string_member (json_node_get_object (pieces->pdata[0]), "data", "AAAA");
      joined = rapport_blob_join (blob, pieces, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* What a newer version has written comes back as it was, and what is for the user alone is not
 * taken from anybody. */
static void
test_strangers (void)
{
  const RapportRecordInfo *info = type ("client");
  const int temperament = rapport_record_info_find_field (info, "temperament");
  g_autoptr (JsonNode) node =
    json_from_string ("{\"_id\":\"client:" ID "\",\"fields\":{\"temperament\":\"choleric\","
                      "\"of_2030\":{\"deep\":[1.0,2]},\"name\":\"Romashka\"}}",
                      NULL);
  g_autoptr (RapportDocument) document = send (node);
  g_autoptr (JsonNode) again = write_row (info, document->row);
  g_autofree char *text = json_to_string (again, FALSE);

  g_assert_null (document->row->values[temperament]);
  g_assert_nonnull (strstr (text, "\"of_2030\":{\"deep\":[1.0,2]}"));
  g_assert_nonnull (strstr (text, "Romashka"));
  g_assert_null (strstr (text, "choleric"));
}

static void
test_may_leave (void)
{
  static const struct
  {
    const char *audience;
    gboolean leaves;
  } cases[] = { { NULL, TRUE },     { "", TRUE },    { "team", TRUE },
                { "client", TRUE }, { "me", FALSE }, { "of 2030", FALSE } };
  const RapportRecordInfo *info = type ("note");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportRow) row = rapport_row_new (info, ID);

      if (cases[i].audience != NULL)
        row->values[RAPPORT_RECORD_AUDIENCE] =
          g_variant_ref_sink (g_variant_new_string (cases[i].audience));
      g_assert_cmpint (rapport_document_may_leave (info, row), ==, cases[i].leaves);
    }
}

/* Whose is whose makes no difference, one side alone is taken as it is, and each value that was
 * written is in the record or in a clash. */
static void
assert_kept (const RapportRecordInfo *info,
             guint i,
             GVariant *value,
             const RapportRow *merged,
             GArray *clashes)
{
  const RapportKind kind = info->fields[i].kind;

  if (kind == RAPPORT_KIND_SET || kind == RAPPORT_KIND_CELLS ||
      info->fields[i].merge == RAPPORT_MERGE_LATER ||
      rapport_kind_equal (kind, value, merged->values[i]))
    return;
  for (guint c = 0; c < clashes->len; c++)
    {
      const RapportClash *clash = &g_array_index (clashes, RapportClash, c);

      if (clash->field == i && (rapport_kind_equal (kind, value, clash->ours) ||
                                rapport_kind_equal (kind, value, clash->theirs)))
        return;
    }
  g_test_message ("%s of %s", info->fields[i].name, info->name);
  g_assert_not_reached ();
}

static void
check_merge (const RapportRecordInfo *info,
             const RapportRow *base,
             const RapportRow *ours,
             const RapportRow *theirs)
{
  g_autoptr (GArray) clashes = g_array_new (FALSE, FALSE, sizeof (RapportClash));
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (RapportClash));
  g_autoptr (RapportRow) merged = NULL;
  g_autoptr (RapportRow) turned = NULL;
  g_autoptr (RapportRow) alone = rapport_row_merge (info, base, base, theirs, NULL, NULL);

  g_array_set_clear_func (clashes, rapport_clash_clear);
  g_array_set_clear_func (again, rapport_clash_clear);
  merged = rapport_row_merge (info, base, ours, theirs, NULL, clashes);
  turned = rapport_row_merge (info, base, theirs, ours, NULL, again);
  g_assert_true (rapport_row_equal (info, merged, turned));
  g_assert_cmpuint (clashes->len, ==, again->len);
  g_assert_true (rapport_row_equal (info, alone, theirs));
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].audience == RAPPORT_AUDIENCE_ME)
      g_assert_true (merged->values[i] == ours->values[i]);
    else
      for (guint side = 0; side < 2; side++)
        {
          GVariant *value = (side == 0 ? ours : theirs)->values[i];

          if (!rapport_kind_equal (info->fields[i].kind, value, base->values[i]))
            assert_kept (info, i, value, merged, clashes);
        }
}

static void
test_merge (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len * 20; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i % infos->len];
      g_autoptr (RapportRow) base = random_row (info, random, 2);
      g_autoptr (RapportRow) ours = edit_row (info, base, random);
      g_autoptr (RapportRow) theirs = edit_row (info, base, random);

      check_merge (info, base, ours, theirs);
    }
}

static void
test_merge_extra (void)
{
  static const struct
  {
    const char *base, *ours, *theirs, *merged;
  } cases[] = {
    { NULL, NULL, NULL, NULL },
    { NULL, "{\"a\":1}", "{\"b\":2}", "{\"a\":1,\"b\":2}" },
    { "{\"a\":1}", "{\"a\":1}", NULL, NULL },
    { "{\"a\":1}", NULL, "{\"a\":2}", "{\"a\":2}" },
    { "{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":3}" },
    { "{\"a\":1,\"b\":1}", "{\"a\":2,\"b\":1}", "{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":2}" },
    { "nonsense", "{\"a\":1}", "[]", "{\"a\":1}" },
  };
  const RapportRecordInfo *info = type ("note");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportRow) base = rapport_row_new (info, ID);
      g_autoptr (RapportRow) ours = rapport_row_new (info, ID);
      g_autoptr (RapportRow) theirs = rapport_row_new (info, ID);
      g_autoptr (RapportRow) merged = NULL;

      base->extra = g_strdup (cases[i].base);
      ours->extra = g_strdup (cases[i].ours);
      theirs->extra = g_strdup (cases[i].theirs);
      merged = rapport_row_merge (info, base, ours, theirs, NULL, NULL);
      g_assert_cmpstr (merged->extra, ==, cases[i].merged);
    }
}

/* Both words of a member that nobody here knows are to be found afterwards. */
static void
test_extra_clashes (void)
{
  static const struct
  {
    const char *base, *ours, *theirs, *clashes;
  } cases[] = {
    { NULL, NULL, NULL, "" },
    { NULL, "{\"a\":1}", "{\"b\":2}", "" },
    { NULL, "{\"a\":1}", "{\"a\":1}", "" },
    { NULL, "{\"a\":1}", "{\"a\":2}", "a:(null),1,2,2;" },
    { "{\"a\":1}", "{\"a\":1}", "{\"a\":2}", "" },
    { "{\"a\":1}", "{\"a\":2}", "{\"a\":1}", "" },
    { "{\"a\":1}", "{\"a\":2}", NULL, "" },
    { "{\"b\":1,\"a\":{}}", "{\"b\":2,\"a\":[1]}", "{\"b\":3,\"a\":\"x\"}",
      "a:{},[1],\"x\",[1];b:1,2,3,3;" },
  };
  const RapportRecordInfo *info = type ("note");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportRow) base = rapport_row_new (info, ID);
      g_autoptr (RapportRow) ours = rapport_row_new (info, ID);
      g_autoptr (RapportRow) theirs = rapport_row_new (info, ID);
      g_autoptr (RapportRow) merged = NULL;
      g_autoptr (GPtrArray) clashes = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      base->extra = g_strdup (cases[i].base);
      ours->extra = g_strdup (cases[i].ours);
      theirs->extra = g_strdup (cases[i].theirs);
      merged = rapport_row_merge (info, base, ours, theirs, NULL, NULL);
      clashes = rapport_row_find_extra_clashes (base, ours, theirs, merged);
      for (guint j = 0; j < clashes->len; j++)
        {
          const RapportExtraClash *clash = clashes->pdata[j];

          g_string_append_printf (text, "%s:%s,%s,%s,%s;", clash->member,
                                  clash->base != NULL ? clash->base : "(null)", clash->ours,
                                  clash->theirs, clash->stands);
        }
      g_assert_cmpstr (text->str, ==, cases[i].clashes);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/there-and-back", test_there_and_back);
  g_test_add_func ("/document/stand-in", test_stand_in);
  g_test_add_func ("/document/read", test_read);
  g_test_add_func ("/document/blobs", test_blobs);
  g_test_add_func ("/document/strangers", test_strangers);
  g_test_add_func ("/document/may-leave", test_may_leave);
  g_test_add_func ("/row-merge/random", test_merge);
  g_test_add_func ("/row-merge/extra", test_merge_extra);
  g_test_add_func ("/row-merge/extra-clashes", test_extra_clashes);
  return g_test_run ();
}
