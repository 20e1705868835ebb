/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that nobody should write, one kind after the other, as a user would take them in: each is
 * refused with nothing of it on any board, or clipped and said so. */
#include "rapport-board-canvas.h"
#include "rapport-board-publish.h"
#include "rapport-card-table.h"
#include "rapport-cards.h"
#include "rapport-exchange-error.h"
#include "rapport-picture.h"
#include "rules-support.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define FARTHEST 1e7

/* (transfer full) (nullable): what a thread of the window reads, by the end of the file's name. */
static RapportBoardImport *
take (Agency *agency, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_str_has_suffix (path, ".canvas"))
    {
      RapportJsonCanvas *canvas =
        rapport_json_canvas_read (file, rapport_picture_prepare, NULL, error);

      return canvas != NULL
               ? rapport_board_canvas_import (agency->library, agency->client_id, "Bad", canvas)
               : NULL;
    }
  else
    {
      RapportCardTable *table = rapport_card_table_read (file, NULL, NULL, error);

      return table != NULL
               ? rapport_card_table_import (agency->library, agency->client_id, NULL, "Bad", table)
               : NULL;
    }
}

static RapportBoardImport *
take_text (Agency *agency, const char *name, const char *text, gssize length, GError **error)
{
  g_autofree char *path = g_build_filename (agency->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return take (agency, path, error);
}

/* Of all that a file could leave behind. */
static guint
count_all (Agency *agency)
{
  const GType types[] = { RAPPORT_TYPE_IDEA_BOARD, RAPPORT_TYPE_PLACEMENT, RAPPORT_TYPE_WORK_ITEM,
                          RAPPORT_TYPE_EDGE,       RAPPORT_TYPE_FRAME,     RAPPORT_TYPE_LANE,
                          RAPPORT_TYPE_ATTACHMENT };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (RapportQuery) query = rapport_query_new (types[i]);

      n += agency_count (agency, query);
    }
  return n;
}

static void
assert_refused (
  Agency *agency, const char *name, const char *text, gssize length, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBoardImport) import = take_text (agency, name, text, length, &error);

  g_test_message ("%s: %s", name, error != NULL ? error->message : "no error");
  g_assert_null (import);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_cmpuint (count_all (agency), ==, 0);
}

static gboolean
is_said (GPtrArray *remarks, const char *words)
{
  for (guint i = 0; i < remarks->len; i++)
    if (strstr (remarks->pdata[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* What came in lies where one can go, and lanes are no wider than that. */
static void
assert_tame (Agency *agency, const char *board_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPublicBoard) board = rapport_board_publish (agency->library, board_id, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < board->placements->len; i++)
    {
      double at[4];

      g_variant_get (rapport_public_record_get_value (board->placements->pdata[i], "rectangle"),
                     "(dddd)", &at[0], &at[1], &at[2], &at[3]);
      for (guint j = 0; j < G_N_ELEMENTS (at); j++)
        g_assert_true (isfinite (at[j]) && fabs (at[j]) <= FARTHEST);
      g_assert_true (at[2] >= 1 && at[3] >= 1);
    }
  for (guint i = 0; i < board->lanes->len; i++)
    g_assert_cmpint (rapport_public_record_get_integer (board->lanes->pdata[i], "size"), <=,
                     G_GINT64_CONSTANT (10000) * 1000000);
}

/* @text comes in with @n cards, and @message says what was made of it; NULL where nothing is
 * said. One step of undo takes all of it back. */
static void
assert_clipped (Agency *agency, const char *name, const char *text, guint n, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBoardImport) import = take_text (agency, name, text, -1, &error);
  g_autofree char *id = NULL;
  GPtrArray *remarks;

  g_assert_no_error (error);
  id = rapport_board_import_store (import, &error);
  g_assert_no_error (error);
  remarks = rapport_board_import_get_remarks (import);
  for (guint i = 0; i < remarks->len; i++)
    g_test_message ("%s", (const char *) remarks->pdata[i]);
  g_assert_cmpuint (rapport_board_import_get_n_cards (import), ==, n);
  g_assert_cmpuint (remarks->len, ==, message != NULL ? 1 : 0);
  g_assert_true (message == NULL || is_said (remarks, message));
  assert_tame (agency, id);
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  g_assert_cmpuint (count_all (agency), ==, 0);
}

/* Canvases. */

#define NODE(id, more) "{\"id\":\"" id "\",\"type\":\"text\",\"text\":\"t\"," more "}"
#define AT(x)          "\"x\":" x ",\"y\":0,\"width\":200,\"height\":100"
#define NODES(nodes)   "{\"nodes\":[" nodes "]}"

static void
test_cut_canvas (Agency *agency, gconstpointer data)
{
  static const char whole[] =
    "{\"nodes\":[" NODE ("a", AT ("0")) "," NODE ("b", AT ("300")) "],\"edges\":[{\"id\":\"e\","
                                                                   "\"fromNode\":\"a\",\"toNode\":"
                                                                   "\"b\"}]}";

  for (gsize length = 1; length < strlen (whole); length++)
    assert_refused (agency, "cut.canvas", whole, (gssize) length, "line 1 can’t be read");
  assert_clipped (agency, "whole.canvas", whole, 2, NULL);
}

static char *
repeat (const char *before, const char *format, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, format, i);
#pragma GCC diagnostic pop
    }
  g_string_append (text, after);
  return g_string_free_and_steal (text);
}

static void
test_huge_canvas (Agency *agency, gconstpointer data)
{
  g_autofree char *many =
    repeat ("{\"nodes\":[", "{\"id\":\"%u\"}", RAPPORT_JSON_CANVAS_MAX_NODES + 1, "]}");
  g_autofree char *connected =
    repeat ("{\"edges\":[", "{\"id\":\"%u\"}", RAPPORT_JSON_CANVAS_MAX_EDGES + 1, "]}");
  g_autofree char *blank = g_strnfill (RAPPORT_JSON_CANVAS_MAX_BYTES + 1, ' ');
  g_autofree char *word = g_strnfill (RAPPORT_JSON_CANVAS_MAX_TEXT + 1, 'w');
  g_autofree char *long_text = g_strconcat (
    "{\"nodes\":[{\"id\":\"a\",\"type\":\"text\"," AT ("0") ",\"text\":\"", word, "\"}]}", NULL);
  g_autofree char *long_why =
    g_strconcat ("{\"nodes\":["
                 "{\"id\":\"a\",\"type\":\"text\"," AT (
                   "0") ",\"text\":\"t\",\"rapport\":{"
                        "\"kind\":\"item\",\"work\":{\"title\":\"t\",\"result\":\"",
                 word, "\"}}}]}", NULL);

  assert_refused (agency, "many.canvas", many, -1, "more than 100000 cards");
  assert_refused (agency, "connected.canvas", connected, -1, "more than 200000 cards");
  assert_refused (agency, "blank.canvas", blank, -1, "larger than 67 MB");
  assert_clipped (agency, "text.canvas", long_text, 1, "1 text was too long and has been cut");
  assert_clipped (agency, "why.canvas", long_why, 1, "too long and has been cut: Result");
}

/* (transfer full): @n brackets inside of one another, where @before and @after stand around. */
static char *
nest (const char *before, guint n, const char *after)
{
  g_autofree char *open = g_strnfill (n, '[');
  g_autofree char *closed = g_strnfill (n, ']');

  return g_strconcat (before, open, closed, after, NULL);
}

static void
test_nested_canvas (Agency *agency, gconstpointer data)
{
  g_autofree char *root = nest ("{\"nodes\":", 1000000, "}");
  g_autofree char *unknown = nest ("{\"nodes\":["
                                   "{\"id\":\"a\",\"plugin\":",
                                   1000000, "}]}");
  g_autofree char *some =
    nest ("{\"nodes\":[{\"id\":\"a\",\"type\":\"text\"," AT ("0") ",\"plugin\":", 50, "}]}");

  assert_refused (agency, "root.canvas", root, -1, "can’t be read");
  assert_refused (agency, "unknown.canvas", unknown, -1, "can’t be read");
  assert_clipped (agency, "some.canvas", some, 1, NULL);
}

/* The same thing twice is no canvas; what leads to nothing is left out. */
static void
test_ids (Agency *agency, gconstpointer data)
{
  assert_refused (agency, "twins.canvas", NODES (NODE ("a", AT ("0")) "," NODE ("a", AT ("9"))), -1,
                  "Two things in the file have the id “a”");
  assert_refused (
    agency, "edges.canvas",
    "{\"nodes\":[" NODE ("a", AT ("0")) "],\"edges\":["
                                        "{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"a\"},"
                                        "{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"a\"}]}",
    -1, "Two things in the file have the id “e”");
  assert_refused (agency, "none.canvas", NODES (NODE ("", AT ("0"))), -1, "has no id");
  assert_clipped (agency, "dangling.canvas",
                  "{\"nodes\":[" NODE (
                    "a", AT ("0")) "],\"edges\":["
                                   "{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"gone\"},"
                                   "{\"id\":\"f\",\"fromNode\":\"gone\",\"toNode\":\"away\"}]}",
                  1, "2 connectors were left out");
  /* Of our own: ideas and pictures that are not in the file are made anew, or left. */
  assert_clipped (agency, "own.canvas",
                  NODES (NODE ("a", AT ("0") ",\"rapport\":{\"kind\":\"item\",\"item\":99,"
                                             "\"image\":\"gone\",\"board\":\"gone\"}")),
                  1, NULL);
}

static void
test_coordinates (Agency *agency, gconstpointer data)
{
  static const char *const none[] = { "NaN", "nan", "Infinity", "-Infinity", "0x10", "1e", "+5" };
  static const char *const far[] = { "1e308", "-1e308", "1e400", "-1e400", "1e7000", "10000001",
                                     "\"5\"", "null",   "[1]",   "true",   "{}" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"nodes\":[{\"id\":\"a\",\"type\":\"text\",\"x\":%s,\"y\":0,\"width\":9,\"height\":9}]}",
        none[i]);

      assert_refused (agency, "number.canvas", text, -1, "can’t be read");
    }
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (far); i++)
    {
      const char *value = far[i / 2];
      g_autofree char *text = g_strdup_printf (
        "{\"nodes\":[{\"id\":\"a\",\"type\":\"text\",\"x\":%s,\"y\":0,\"width\":%s,\"height\":9}]}",
        i % 2 == 0 ? value : "0", i % 2 == 0 ? "9" : value);

      g_test_message ("%s", text);
      assert_clipped (agency, "far.canvas", text, 1, "1 card had no place that it can lie in");
    }
  assert_clipped (agency, "lane.canvas",
                  "{\"nodes\":[" NODE (
                    "a", AT ("0")) "],\"rapport\":{\"lanes\":[{\"field\":"
                                   "\"channel\",\"value\":\"Maps\",\"size\":900000000000000}]}}",
                  1, "The lane “Maps” was too wide");
}

/* Pictures that lie beside a canvas. */

static cairo_status_t
append_cb (void *closure, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_png (int side)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A1, side, side);
  GByteArray *bytes = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append_cb, bytes), ==,
                   CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* A few kilobytes that unpack to a hundred megapixels, names that lie, and what points elsewhere:
 * the card has the name alone, and nothing is kept. A PNG that is called a JPEG is one. */
static void
test_pictures (Agency *agency, gconstpointer data)
{
  static const char lost[] = "1 picture is not there or can’t be kept";
  const struct
  {
    const char *name;
    GBytes *bytes;
    const char *message;
  } cases[] = {
    { "bomb.png", make_png (10000), lost },
    { "bomb.jpg", make_png (10000), lost },
    { "letter.png", make_text ("Dear Sir or Madam"), lost },
    { "page.jpg", make_text ("<html><body>no picture</body></html>"), lost },
    { "entity.svg",
      make_text ("<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                 "<svg xmlns='http://www.w3.org/2000/svg'><text>&e;</text></svg>"),
      lost },
    { "file.svg",
      make_text (
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"),
      lost },
    { "door.jpg", make_png (10), NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (agency->folder, cases[i].name, NULL);
      g_autofree char *text = g_strdup_printf (
        "{\"nodes\":[{\"id\":\"a\",\"type\":\"file\",\"file\":\"%s\"," AT ("0") "}]}",
        cases[i].name);
      gsize length;
      const char *bytes = g_bytes_get_data (cases[i].bytes, &length);

      g_test_message ("%s", cases[i].name);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      assert_clipped (agency, "pictures.canvas", text, 1, cases[i].message);
      g_bytes_unref (cases[i].bytes);
    }
}

/* Tables. */

static void
test_bad_tables (Agency *agency, gconstpointer data)
{
  g_autofree char *columns = g_strnfill (10000, ',');
  g_autofree char *wide = g_strconcat ("Idea", columns, "\nA", columns, "\n", NULL);
  g_autofree char *huge = g_strnfill (40 * 1024 * 1024, 'x');
  g_autofree char *row = g_strconcat ("Idea\n", huge, "\n", NULL);
  g_autoptr (GString) rows = g_string_new ("Idea\n");

  for (guint i = 0; i <= RAPPORT_CARD_TABLE_MAX_ROWS; i++)
    g_string_append (rows, "A\n");
  assert_refused (agency, "cut.csv", "Idea,Why\nA,\"cut off", -1, "never closed");
  assert_refused (agency, "quotes.csv", "Idea,Why\nA,\"one \"two\" three\"\n", -1,
                  "text follows a closing quote");
  assert_refused (agency, "wide.csv", wide, -1, "more than 4096 columns");
  assert_refused (agency, "row.csv", row, -1, "too long");
  assert_refused (agency, "rows.csv", rows->str, -1, "more than 100000 rows");
  assert_refused (agency, "none.csv", "", 0, "");
  assert_refused (agency, "picture.csv", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "");
}

static void
test_odd_tables (Agency *agency, gconstpointer data)
{
  g_autofree char *word = g_strnfill (70000, 'w');
  g_autofree char *why = g_strconcat ("Idea,Why\nA,", word, "\n", NULL);
  g_autofree char *title = g_strconcat ("Idea,Why\n", word + 68000, ",B\n", NULL);
  g_autoptr (GString) russian = g_string_new ("Идея,Зачем\nА,x");

  for (guint i = 0; i < 70000; i++)
    g_string_append (russian, "ж");
  assert_clipped (agency, "why.csv", why, 1, "Line 2: a text was too long and has been cut");
  assert_clipped (agency, "title.csv", title, 1, "Line 2: the title was too long and has been cut");
  assert_clipped (agency, "russian.csv", russian->str, 1, "a text was too long and has been cut");
  assert_clipped (agency, "number.csv", "Idea,Impact\nA,1e308\n", 1, "Line 2: “1e308”");
  /* Many programs write this where there is nothing. */
  assert_clipped (agency, "nan.csv", "Idea,Impact\nA,NaN\n", 1, NULL);
  assert_clipped (agency, "endless.csv", "Idea,Impact\nA,Infinity\n", 1, "Line 2: “Infinity”");
  assert_clipped (agency, "minus.csv", "Idea,Impact\nA,-1e308\n", 1, "Line 2: “-1e308”");
  /* An idea that stands there twice is two cards: nobody knows whether it is one. */
  assert_clipped (agency, "twice.csv", "Idea\nA\nA\n", 2, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/board-bad-files/cut-canvas", test_cut_canvas);
  agency_test ("/board-bad-files/huge-canvas", test_huge_canvas);
  agency_test ("/board-bad-files/nested-canvas", test_nested_canvas);
  agency_test ("/board-bad-files/ids", test_ids);
  agency_test ("/board-bad-files/coordinates", test_coordinates);
  agency_test ("/board-bad-files/pictures", test_pictures);
  agency_test ("/board-bad-files/bad-tables", test_bad_tables);
  agency_test ("/board-bad-files/odd-tables", test_odd_tables);
  return g_test_run ();
}
