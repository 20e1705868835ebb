/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards as files, out and in. */
#include "rapport-board-canvas.h"
#include "rapport-board-output.h"
#include "rapport-board-publish.h"
#include "rapport-boards.h"
#include "rapport-card-table.h"
#include "rapport-cards.h"
#include "rapport-files.h"
#include "rapport-picture.h"
#include "rules-support.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <unistd.h>

#define PNG_BEGIN "\x89PNG\r\n\x1a\n"

static char *
store (RapportBoardImport *import)
{
  g_autoptr (GError) error = NULL;
  char *id = rapport_board_import_store (import, &error);

  g_assert_no_error (error);
  return id;
}

static RapportBoardImport *
read_canvas (Agency *agency, const char *text)
{
  g_autoptr (GError) error = NULL;
  RapportJsonCanvas *canvas = rapport_json_canvas_parse (text, -1, &error);

  g_assert_no_error (error);
  return rapport_board_canvas_import (agency->library, agency->client_id, "From a file", canvas);
}

static RapportBoardImport *
read_table (Agency *agency, const char *board_id, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  RapportCardTable *table = rapport_card_table_read (NULL, bytes, NULL, &error);

  g_assert_no_error (error);
  return rapport_card_table_import (agency->library, agency->client_id, board_id, "From a table",
                                    table);
}

static char *
copy (Agency *agency, const char *board_id)
{
  g_autoptr (GError) error = NULL;
  char *text = rapport_board_canvas_copy (agency->library, board_id, &error);

  g_assert_no_error (error);
  return text;
}

static RapportPublicBoard *
publish (Agency *agency, const char *board_id)
{
  g_autoptr (GError) error = NULL;
  RapportPublicBoard *board = rapport_board_publish (agency->library, board_id, &error);

  g_assert_no_error (error);
  return board;
}

static char *
publish_canvas (Agency *agency, const char *board_id)
{
  g_autoptr (RapportPublicBoard) board = publish (agency, board_id);

  return rapport_board_canvas_publish (board);
}

static guint
count (Agency *agency, GType type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);

  return agency_count (agency, query);
}

/* A board with each kind of card. */

static RapportRecord *
get_work (RapportTransaction *transaction, RapportPlacement *card)
{
  GVariant *id =
    rapport_transaction_get (transaction, RAPPORT_RECORD (card), RAPPORT_PLACEMENT_ITEM);

  return rapport_transaction_find (transaction, RAPPORT_TYPE_WORK_ITEM,
                                   g_variant_get_string (id, NULL));
}

static void
fill_work (RapportTransaction *transaction, RapportPlacement *card)
{
  g_autoptr (RapportRecord) work = get_work (transaction, card);

  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_WHY, "A *face*");
  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_STATUS, "testing");
  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_CHANNEL, "Maps");
  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_NOTES, "Secret notes");
  rapport_transaction_set_day (transaction, work, RAPPORT_WORK_ITEM_MONTH,
                               rapport_day_new (2026, 12, 1));
  rapport_transaction_set_day (transaction, work, RAPPORT_WORK_ITEM_OUR_DATE,
                               rapport_day_new (2026, 12, 2));
  rapport_transaction_set_day (transaction, work, RAPPORT_WORK_ITEM_CLIENT_DATE,
                               rapport_day_new (2026, 12, 4));
  rapport_transaction_set_integer (transaction, work, RAPPORT_WORK_ITEM_IMPACT, 7500000);
  rapport_transaction_set_integer (transaction, work, RAPPORT_WORK_ITEM_CONFIDENCE, 2000000);
  rapport_transaction_set_integer (transaction, work, RAPPORT_WORK_ITEM_EASE, 1000000);
}

static void
fill_picture (RapportTransaction *transaction, Agency *agency, RapportPlacement *card)
{
  g_autoptr (GBytes) bytes = g_bytes_new (PNG_BEGIN "and so on", strlen (PNG_BEGIN "and so on"));
  g_autoptr (RapportFileData) data = rapport_file_data_new ("sign.png", "image/png", bytes);
  RapportRecord *file = rapport_file_attach (transaction, agency->client_id,
                                             rapport_record_get_id (RAPPORT_RECORD (card)), data);

  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (card), RAPPORT_PLACEMENT_IMAGE,
                                rapport_record_get_id (file));
}

/* (transfer full): its id. */
static char *
add_board (Agency *agency)
{
  const RapportNewCard cards[] = {
    { .kind = "item", .title = "Reviews", .place = { 40, 40, 240, 140 } },
    { .kind = "note", .text = "# Know\n\n- a\n- b", .place = { 320, 40, 240, 140 } },
    { .kind = "image", .text = "The sign", .place = { 40, 220, 240, 180 } },
    { .kind = "link",
      .text = "Choice",
      .address = "https://example.org/a#b",
      .place = { 320, 220, 240, 80 } },
    { .kind = "figure", .metric = "leads", .place = { 700, 40, 240, 140 } },
    { .kind = "note", .text = "Not for you", .place = { 700, 220, 240, 140 } },
  };
  const RapportPlace place = { 0, 0, 600, 420 };
  RapportPlacement *added[G_N_ELEMENTS (cards)];
  const char *ids[3] = { NULL };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Board");
  RapportIdeaBoard *board =
    rapport_boards_add (transaction, agency->library, agency->client_id, "Half a year");
  char *id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (board)));
  RapportEdge *edge;

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    added[i] = rapport_cards_add (transaction, agency->library, id, &cards[i]);
  fill_work (transaction, added[0]);
  fill_picture (transaction, agency, added[2]);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (added[5]), RAPPORT_RECORD_AUDIENCE,
                                "team");
  rapport_cards_add_frame (transaction, agency->library, id, "First", &place);
  edge = rapport_cards_connect (transaction, agency->library, id,
                                rapport_record_get_id (RAPPORT_RECORD (added[0])),
                                rapport_record_get_id (RAPPORT_RECORD (added[1])), "right", NULL);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (edge), RAPPORT_EDGE_LABEL, "so");
  ids[0] = rapport_record_get_id (RAPPORT_RECORD (added[0]));
  ids[1] = rapport_record_get_id (RAPPORT_RECORD (added[1]));
  rapport_cards_colour (transaction, agency->library, ids, "#123456");
  rapport_cards_group (transaction, agency->library, ids, TRUE);
  rapport_boards_set_matrix (transaction, board, "channel", "month");
  rapport_boards_add_lane (transaction, agency->library, id, "channel", "Maps");
  agency_commit (transaction);
  return id;
}

static const char foreign[] =
  "{\"nodes\":["
  "{\"id\":\"g1\",\"type\":\"group\",\"x\":-40,\"y\":-40,\"width\":640,\"height\":400,"
  "\"label\":\"Reach\",\"background\":\"wall.png\"},"
  "{\"id\":\"a\",\"type\":\"text\",\"x\":0,\"y\":0,\"width\":250,\"height\":120,"
  "\"text\":\"Идея **раз**\",\"color\":\"4\",\"plugin\":{\"deep\":[1,null]}},"
  "{\"id\":\"b\",\"type\":\"file\",\"file\":\"notes/plan.md\",\"subpath\":\"#March\","
  "\"x\":300,\"y\":0,\"width\":250,\"height\":60},"
  "{\"id\":\"c\",\"type\":\"link\",\"url\":\"https://example.org/\",\"x\":300,\"y\":100,"
  "\"width\":250,\"height\":80},"
  "{\"id\":\"d\",\"type\":\"file\",\"file\":\"pictures/door.PNG\",\"x\":0,\"y\":180,"
  "\"width\":250,\"height\":150}],"
  "\"edges\":[{\"id\":\"e\",\"fromNode\":\"a\",\"fromSide\":\"right\",\"toNode\":\"b\","
  "\"label\":\"then\",\"plugin\":{\"x\":1}},"
  "{\"id\":\"f\",\"fromNode\":\"c\",\"toNode\":\"g1\",\"fromEnd\":\"arrow\",\"toEnd\":\"none\"}],"
  "\"theme\":\"dark\"}";

/* What was written is read to the same, also by what nobody else knows. */
static void
test_there_and_back (Agency *agency, gconstpointer data)
{
  g_autofree char *id = add_board (agency);
  g_autofree char *first = copy (agency, id);
  g_autoptr (RapportBoardImport) import = read_canvas (agency, first);
  g_autofree char *again = store (import);
  g_autofree char *second = copy (agency, again);

  g_assert_cmpstr (second, ==, first);
  g_assert_cmpuint (rapport_board_import_get_n_cards (import), ==, 6);
  g_assert_cmpuint (rapport_board_import_get_remarks (import)->len, ==, 0);
  g_assert_nonnull (strstr (first, "Secret notes"));
  g_assert_nonnull (strstr (first, "Not for you"));
  g_assert_nonnull (strstr (first, "\"audience\" : \"team\""));
  /* One step of undo. */
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_IDEA_BOARD), ==, 1);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_PLACEMENT), ==, 6);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_WORK_ITEM), ==, 1);
}

/* The client's file has nothing of ours in it, and comes in as it was seen. */
static void
test_for_the_client (Agency *agency, gconstpointer data)
{
  static const char *const private[] = { "Secret notes", "Not for you", "2026-12-02", "audience" };
  g_autofree char *id = add_board (agency);
  g_autofree char *first = publish_canvas (agency, id);
  g_autoptr (RapportBoardImport) import = read_canvas (agency, first);
  g_autofree char *again = store (import);
  g_autofree char *second = publish_canvas (agency, again);

  for (gsize i = 0; i < G_N_ELEMENTS (private); i++)
    g_assert_null (strstr (first, private[i]));
  g_assert_null (strstr (first, id));
  g_assert_nonnull (strstr (first, "2026-12-04"));
  /* Scores are not shown. */
  g_assert_null (strstr (first, "impact"));
  g_assert_cmpstr (second, ==, first);
}

static void
test_foreign (Agency *agency, gconstpointer data)
{
  static const char *const kept[] = { "wall.png", "plugin",
                                      "deep",     "theme",
                                      "#March",   "pictures/door.PNG",
                                      "\"g1\"",   "\"fromEnd\" : \"arrow\"" };
  g_autoptr (RapportBoardImport) import = read_canvas (agency, foreign);
  g_autofree char *id = store (import);
  g_autofree char *first = copy (agency, id);
  g_autoptr (RapportBoardImport) more = read_canvas (agency, first);
  g_autofree char *again = store (more);
  g_autofree char *second = copy (agency, again);
  g_autofree char *public = publish_canvas (agency, id);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_test_message ("%s", kept[i]);
      g_assert_nonnull (strstr (first, kept[i]));
    }
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_WORK_ITEM), ==, 0);
  /* What others left is not the client's. */
  g_assert_null (strstr (public, "plugin"));
  g_assert_null (strstr (public, "theme"));
  g_assert_nonnull (strstr (public, "Идея"));
}

/* Another program has changed an idea's words. */
static void
test_changed_elsewhere (Agency *agency, gconstpointer data)
{
  g_autofree char *id = add_board (agency);
  g_autofree char *first = copy (agency, id);
  g_auto (GStrv) halves = g_strsplit (first, "## Reviews\\n\\nA *face*", 2);
  g_autofree char *changed = g_strjoinv ("# Reviews on maps\\nA face that smiles", halves);
  g_autoptr (RapportBoardImport) import = NULL;
  g_autofree char *again = NULL;
  g_autofree char *second = NULL;

  g_assert_nonnull (halves[1]);
  import = read_canvas (agency, changed);
  again = store (import);
  second = copy (agency, again);
  g_assert_nonnull (strstr (second, "\"title\" : \"Reviews on maps\""));
  g_assert_nonnull (strstr (second, "\"why\" : \"A face that smiles\""));
  g_assert_nonnull (strstr (second, "\"status\" : \"testing\""));
}

/* Words, pictures and references that nobody should write. */
static void
test_hostile (Agency *agency, gconstpointer data)
{
  static const char text[] =
    "{\"nodes\":["
    "{\"id\":\"a\",\"type\":\"text\",\"x\":1e308,\"y\":null,\"width\":-5,\"height\":\"x\","
    "\"text\":\"t\",\"rapport\":{\"kind\":\"item\",\"item\":{},\"work\":{\"status\":\"hacked\","
    "\"title\":5,\"impact\":\"much\",\"month\":\"2026-13-45\",\"our_date\":[],\"client\":\"x\","
    "\"owner\":\"y\",\"id\":\"z\"}}},"
    "{\"id\":\"b\",\"type\":\"file\",\"file\":\"../../etc/passwd\",\"x\":0,\"y\":0,\"width\":1,"
    "\"height\":1,\"rapport\":{\"kind\":\"image\",\"picture\":{\"name\":\"../../a.png\","
    "\"type\":\"image/png\",\"data\":\"PGh0bWw+aGVsbG8gd29ybGQ8L2h0bWw+\"}}},"
    "{\"id\":\"c\",\"type\":\"text\",\"x\":0,\"y\":0,\"width\":1,\"height\":1,\"text\":\"n\","
    "\"rapport\":{\"kind\":\"explosion\",\"audience\":\"everybody\",\"lanes\":\"no list\"}},"
    "{\"id\":\"d\",\"type\":\"text\",\"x\":0,\"y\":0,\"width\":1,\"height\":1,\"text\":\"n\","
    "\"rapport\":\"no object\"}],"
    "\"edges\":[{\"id\":\"e\",\"fromNode\":\"a\",\"toNode\":\"gone\"},"
    "{\"id\":\"f\",\"fromNode\":\"a\",\"toNode\":\"a\"}],"
    "\"rapport\":{\"title\":\"T\",\"layout\":\"spiral\",\"columns\":\"client\",\"lanes\":[1,"
    "{\"field\":\"owner\",\"value\":\"x\"},{\"field\":\"channel\"},"
    "{\"field\":\"channel\",\"value\":\"Maps\",\"size\":\"wide\",\"colour\":\"red\"}]}}";
  g_autoptr (RapportBoardImport) import = read_canvas (agency, text);
  g_autofree char *id = store (import);
  g_autoptr (RapportRecord) board =
    rapport_library_get (agency->library, RAPPORT_TYPE_IDEA_BOARD, id);
  g_autoptr (RapportPublicBoard) published = publish (agency, id);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);
  g_autoptr (GPtrArray) works = rapport_library_find (agency->library, query, NULL);

  g_assert_cmpstr (rapport_record_get_text (board, RAPPORT_IDEA_BOARD_LAYOUT), ==, "free");
  g_assert_cmpstr (rapport_record_get_text (board, RAPPORT_IDEA_BOARD_COLUMNS), ==, "");
  g_assert_cmpuint (published->lanes->len, ==, 1);
  g_assert_cmpuint (published->placements->len, ==, 4);
  g_assert_cmpuint (works->len, ==, 1);
  g_assert_cmpstr (rapport_record_get_text (works->pdata[0], RAPPORT_WORK_ITEM_STATUS), ==, "idea");
  g_assert_cmpstr (rapport_record_get_client_id (works->pdata[0]), ==, agency->client_id);
  g_assert_cmpstr (rapport_record_get_text (works->pdata[0], RAPPORT_WORK_ITEM_OWNER), ==, "");
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_ATTACHMENT), ==, 0);
  /* Something dangled, something had no place, a picture was none. */
  g_assert_cmpuint (rapport_board_import_get_remarks (import)->len, ==, 3);
}

/* Pictures. */

/* (transfer full): the bytes of a PNG's beginning that says how large it is, and no more. */
static char *
make_lying_png (guint32 side)
{
  guchar bytes[33] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
  const guint32 big = GUINT32_TO_BE (side);

  memcpy (bytes + 16, &big, sizeof big);
  memcpy (bytes + 20, &big, sizeof big);
  bytes[24] = 8;
  bytes[25] = 6;
  return g_base64_encode (bytes, sizeof bytes);
}

/* A picture of 400 megapixels, one that is cut, one that is something else: the card is there, and
 * nothing of it is drawn. */
static void
test_pictures (Agency *agency, gconstpointer data)
{
  static const guint32 sides[] = { 20000, 0, 0xffffffff, 64 };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *base64 = make_lying_png (sides[i]);
      g_autofree char *text = g_strdup_printf (
        "{\"nodes\":[{\"id\":\"a\",\"type\":\"file\",\"file\":\"a.png\",\"x\":0,\"y\":0,"
        "\"width\":200,\"height\":100,\"rapport\":{\"kind\":\"image\",\"text\":\"Seen\","
        "\"picture\":{\"name\":\"a.png\",\"type\":\"image/svg+xml\",\"data\":\"%s\"}}}]}",
        base64);
      g_autoptr (RapportBoardImport) import = read_canvas (agency, text);
      g_autofree char *id = store (import);
      g_autoptr (RapportPublicBoard) board = publish (agency, id);
      const RapportBoardView view = { "en", NULL, TRUE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = rapport_board_make_pdf (board, &view, NULL, &error);
      g_autoptr (GBytes) png = rapport_board_make_png (board, &view, 1, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (pdf);
      g_assert_nonnull (png);
      g_assert_cmpuint (board->placements->len, ==, 1);
    }
}

/* Pictures that lie beside the canvas of another program, in its folder or in that of all notes. */

static void
write_file (const char *folder, const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static GBytes *
make_png (void)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 20);
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixels, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &data, &length, "png", NULL, NULL));
  return g_bytes_new_take (data, length);
}

/* (transfer full): a canvas of another program with a file for each path. */
static char *
make_canvas (const char *const *paths)
{
  g_autoptr (GString) text = g_string_new ("{\"nodes\":[");

  for (guint i = 0; paths[i] != NULL; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"%u\",\"type\":\"file\",\"file\":\"%s\",\"x\":0,"
                            "\"y\":0,\"width\":200,\"height\":100}",
                            i > 0 ? "," : "", i, paths[i]);
  g_string_append (text, "]}");
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_pictures_beside (Agency *agency, gconstpointer data)
{
  static const char *const paths[] = { "wall.png", "wall.png",      "pictures/Door.PNG",
                                       "gone.png", "../secret.png", "active.svg",
                                       "liar.png", "folder.png",    "notes/plan.md",
                                       NULL };
  g_autofree char *text = make_canvas (paths);
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
  g_autofree char *root = g_dir_make_tmp ("rapport-canvas-XXXXXX", NULL);
  g_autofree char *notes = g_build_filename (root, "vault", "boards", NULL);
  g_autofree char *folder = g_build_filename (notes, "folder.png", NULL);
  g_autofree char *path = g_build_filename (notes, "a.canvas", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (GError) error = NULL;
  RapportJsonCanvas *canvas;
  g_autoptr (RapportBoardImport) import = NULL;
  g_autoptr (RapportPublicBoard) board = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  gsize length;
  const void *bytes = g_bytes_get_data (png, &length);

  write_file (notes, "a.canvas", text, strlen (text));
  write_file (root, "vault/.obsidian/app.json", "{}", 2);
  write_file (root, "vault/pictures/Door.PNG", bytes, length);
  write_file (root, "vault/secret.png", bytes, length);
  write_file (notes, "wall.png", bytes, length);
  write_file (notes, "active.svg", svg, strlen (svg));
  write_file (notes, "liar.png", "MZ hello", 8);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  canvas = rapport_json_canvas_read (file, rapport_picture_prepare, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (canvas->n_lost, ==, 5);
  g_assert_cmpuint (canvas->n_lost_notes, ==, 1);
  import = rapport_board_canvas_import (agency->library, agency->client_id, "Beside", canvas);
  id = store (import);
  /* The one that lies on two cards is kept once. */
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_ATTACHMENT), ==, 2);
  g_assert_cmpuint (rapport_board_import_get_remarks (import)->len, ==, 2);
  board = publish (agency, id);
  g_assert_cmpuint (board->placements->len, ==, 9);
  /* And it goes out under the path that it came with. */
  again = copy (agency, id);
  g_assert_nonnull (strstr (again, "\"pictures/Door.PNG\""));
  g_assert_nonnull (strstr (again, "\"data\""));
}

/* Notes beside a canvas come in with their words; a link is not followed, and the file stays
 * one when it goes out. */
static void
test_notes_beside (Agency *agency, gconstpointer data)
{
  static const char *const paths[] = { "plan.md",   "plan.md#March",  "all.markdown",
                                       "out.md",    "away/secret.md", "../secret.md",
                                       "binary.md", "text.pdf",       NULL };
  static const char plan[] = "---\ntags: x\n---\nAll\r\n\n# March\nSpring\n\n# April\nRain\n";
  static const char *const there[] = { "## plan\n\nAll", "# March\nSpring", "# Everything",
                                       "text.pdf",       "secret.md",       "out.md",
                                       "binary.md" };
  g_autofree char *text = make_canvas (paths);
  g_autofree char *root = g_dir_make_tmp ("rapport-canvas-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (root, "boards", NULL);
  g_autofree char *path = g_build_filename (folder, "a.canvas", NULL);
  g_autofree char *link = g_build_filename (folder, "out.md", NULL);
  g_autofree char *away = g_build_filename (folder, "away", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBoardImport) import = NULL;
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  RapportJsonCanvas *canvas;

  write_file (folder, "a.canvas", text, strlen (text));
  write_file (folder, "plan.md", plan, strlen (plan));
  write_file (folder, "all.markdown", "# Everything\n", 13);
  write_file (folder, "binary.md", "\xff\xfe\0\1", 4);
  write_file (root, "secret.md", "The margin", 10);
  g_assert_cmpint (symlink ("../secret.md", link), ==, 0);
  g_assert_cmpint (symlink ("..", away), ==, 0);
  canvas = rapport_json_canvas_read (file, rapport_picture_prepare, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (canvas->n_lost_notes, ==, 4);
  import = rapport_board_canvas_import (agency->library, agency->client_id, "Notes", canvas);
  id = store (import);
  g_assert_cmpuint (rapport_board_import_get_remarks (import)->len, ==, 1);
  again = copy (agency, id);
  for (gsize i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_autofree char *escaped = g_strescape (there[i], NULL);

      g_test_message ("%s", there[i]);
      g_assert_nonnull (strstr (again, escaped));
    }
  g_assert_nonnull (strstr (again, "\"file\" : \"plan.md\""));
  g_assert_nonnull (strstr (again, "\"subpath\" : \"#March\""));
  g_assert_null (strstr (again, "margin"));
  g_assert_null (strstr (again, "tags"));
}

/* What nobody waits for any more fails, in each form, and so soon that it was never made. */
static void
test_export_cancelled (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportBoardImport) import = read_canvas (
    agency, "{\"nodes\":["
            "{\"id\":\"a\",\"type\":\"text\",\"x\":0,\"y\":0,\"width\":200,\"height\":100}]}");
  g_autofree char *id = store (import);
  g_autoptr (RapportPublicBoard) board = publish (agency, id);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const RapportBoardView view = { .whole = TRUE, .cancellable = cancellable };

  for (int form = 0; form < 3; form++)
    for (int cancelled = 0; cancelled < 2; cancelled++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = NULL;

        if (cancelled)
          g_cancellable_cancel (cancellable);
        else
          g_cancellable_reset (cancellable);
        bytes = form == 0   ? rapport_board_make_pdf (board, &view, NULL, &error)
                : form == 1 ? rapport_board_make_svg (board, &view, &error)
                            : rapport_board_make_png (board, &view, 1, NULL, &error);
        g_assert_true ((bytes == NULL) == cancelled);
        if (cancelled)
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        else
          g_assert_no_error (error);
      }
}

/* What does not fit into a picture makes it smaller, and it is said. */
static void
test_far_apart (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportBoardImport) import = read_canvas (
    agency, "{\"nodes\":["
            "{\"id\":\"a\",\"type\":\"text\",\"x\":-1e308,\"y\":0,\"width\":200,\"height\":100},"
            "{\"id\":\"b\",\"type\":\"text\",\"x\":1e308,\"y\":0,\"width\":200,\"height\":100}]}");
  g_autofree char *id = store (import);
  g_autoptr (RapportPublicBoard) board = publish (agency, id);
  const RapportBoardView view = { "en", NULL, TRUE };
  g_autoptr (GError) error = NULL;
  double used = 0;
  g_autoptr (GBytes) png = rapport_board_make_png (board, &view, 2, &used, &error);
  g_autoptr (GBytes) pdf = rapport_board_make_pdf (board, &view, NULL, &error);
  g_autoptr (GBytes) svg = rapport_board_make_svg (board, &view, &error);

  g_assert_no_error (error);
  g_assert_nonnull (png);
  g_assert_nonnull (pdf);
  g_assert_nonnull (svg);
  g_assert_cmpfloat (used, <, 0.01);
  g_assert_cmpfloat (used, >, 0);
}

static void
test_nothing_to_draw (Agency *agency, gconstpointer data)
{
  static const char *const gone[] = { "gone", NULL };
  g_autoptr (RapportBoardImport) import = read_canvas (agency, "");
  g_autofree char *id = store (import);
  g_autoptr (RapportPublicBoard) board = publish (agency, id);
  const RapportBoardView view = { "en", NULL, FALSE };
  const RapportBoardView framed = { "en", gone, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = rapport_board_make_pdf (board, &view, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  g_assert_null (rapport_board_make_svg (board, &view, &error));
  g_assert_error (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_EMPTY);
  g_clear_error (&error);
  g_assert_null (rapport_board_make_pdf (board, &framed, NULL, &error));
  g_assert_error (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_NO_FRAME);
}

/* Tables. */

static void
test_table (Agency *agency, gconstpointer data)
{
  static const char *const tables[] = {
    "Idea,Why,Channel,Month,Status,Impact,Confidence,Ease,By when,Else\n"
    "Reviews,Trust,Maps,2026-12,Testing,\"7.5\",2,1,2026-12-04,x\n"
    "Door,,Social,January 2027,,,,,,\n",
    "Мой план\n\nИДЕЯ;Зачем;Канал;Месяц;Статус;Влияние;Уверенность;Простота;Срок\n"
    "Reviews;Trust;Maps;декабрь 2026;Тестируем;7,5;2;1;04.12.2026\n"
    "Door;;Social;2027-01;;;;;\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (RapportBoardImport) import = read_table (agency, NULL, tables[i]);
      g_autofree char *id = store (import);
      g_autoptr (RapportPublicBoard) board = publish (agency, id);
      RapportPublicRecord *work =
        rapport_public_board_get_work (board, board->placements->pdata[0]);
      g_autoptr (RapportRecord) record = NULL;

      g_assert_cmpuint (rapport_board_import_get_remarks (import)->len, ==, 0);
      g_assert_cmpuint (board->placements->len, ==, 2);
      g_assert_cmpstr (rapport_public_record_get_text (board->board, "columns"), ==, "channel");
      g_assert_cmpstr (rapport_public_record_get_text (board->board, "rows"), ==, "month");
      g_assert_cmpstr (rapport_public_record_get_text (work, "title"), ==, "Reviews");
      g_assert_cmpstr (rapport_public_record_get_text (work, "why"), ==, "Trust");
      g_assert_cmpstr (rapport_public_record_get_text (work, "status"), ==, "testing");
      g_assert_cmpint (rapport_public_record_get_day (work, "month"), ==,
                       rapport_day_new (2026, 12, 1));
      g_assert_cmpint (rapport_public_record_get_day (work, "client-date"), ==,
                       rapport_day_new (2026, 12, 4));
      record = rapport_library_get (agency->library, RAPPORT_TYPE_WORK_ITEM,
                                    rapport_public_record_get_id (work));
      g_assert_cmpint (rapport_record_get_integer (record, RAPPORT_WORK_ITEM_IMPACT), ==, 7500000);
    }
}

/* All that is written is read again. */
static void
test_table_there_and_back (Agency *agency, gconstpointer data)
{
  static const char *const languages[] = { "en", "ru" };
  g_autofree char *id = add_board (agency);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Show");
  g_autoptr (RapportRecord) record =
    rapport_library_get (agency->library, RAPPORT_TYPE_IDEA_BOARD, id);

  rapport_transaction_set_text (transaction, record, RAPPORT_IDEA_BOARD_SCORE, "ice");
  rapport_transaction_set_boolean (transaction, record, RAPPORT_IDEA_BOARD_SHOW_SCORE, TRUE);
  agency_commit (transaction);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (RapportPublicBoard) board = publish (agency, id);
      g_autofree char *first = rapport_card_table_write (board, languages[i]);
      g_autoptr (RapportBoardImport) import = read_table (agency, NULL, first);
      g_autofree char *again = store (import);
      g_autoptr (RapportPublicBoard) other = publish (agency, again);

      g_assert_cmpuint (rapport_board_import_get_remarks (import)->len, ==, 0);
      g_assert_cmpuint (other->placements->len, ==, 5);
      g_assert_nonnull (strstr (first, i == 0 ? "7.5" : "7,5"));
      g_assert_nonnull (strstr (first, "15"));
      g_assert_null (strstr (first, "Not for you"));
      g_assert_null (strstr (first, "Secret"));
      g_assert_null (strstr (first, "2026-12-02"));
    }
}

static void
test_table_remarks (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportBoardImport) import =
    read_table (agency, NULL,
                "Title,Status,By when,Impact\n,Idea,,\nA,nonsense,soon,many\nB,Done,,-3\n"
                "'=cmd|' /C calc'!A0,,,1e400\n");
  g_autofree char *id = store (import);
  GPtrArray *remarks = rapport_board_import_get_remarks (import);
  static const char *const said[] = { "Line 2",         "Line 3: there is no status",
                                      "Line 3: “soon”", "Line 3: “many”",
                                      "Line 4: “-3”",   "Line 5: “1e400”" };

  g_assert_nonnull (id);
  g_assert_cmpuint (rapport_board_import_get_n_cards (import), ==, 3);
  g_assert_cmpuint (remarks->len, ==, G_N_ELEMENTS (said));
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_true (g_str_has_prefix (remarks->pdata[i], said[i]));
}

static void
test_table_refused (Agency *agency, gconstpointer data)
{
  static const char *const texts[] = { "", "a,b\n1,2\n", "\x89PNG\r\n\x1a\n", "Статус\nИдея\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_card_table_read (NULL, bytes, NULL, &error));
      g_assert_nonnull (error);
    }
}

/* Onto a board that has something already: below it and above it. */
static void
test_table_onto_board (Agency *agency, gconstpointer data)
{
  g_autofree char *id = add_board (agency);
  g_autoptr (RapportBoardImport) import = read_table (agency, id, "Idea\nOne\nTwo\n");
  g_autofree char *same = store (import);
  g_autoptr (RapportPublicBoard) board = publish (agency, id);
  RapportPublicRecord *last = board->placements->pdata[board->placements->len - 1];
  double x, y, width, height;

  g_assert_cmpstr (same, ==, id);
  g_assert_cmpuint (board->placements->len, ==, 7);
  g_assert_cmpstr (
    rapport_public_record_get_text (rapport_public_board_get_work (board, last), "title"), ==,
    "Two");
  g_variant_get (rapport_public_record_get_value (last, "rectangle"), "(dddd)", &x, &y, &width,
                 &height);
  g_assert_cmpfloat (y, >, 420);
}

/* In turns. */

typedef struct
{
  gboolean done;
  char *id;
  GError *error;
  RapportBoardImport *import;
} Waited;

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waited *waited = user_data;

  waited->id = rapport_board_import_store_finish (waited->import, result, &waited->error);
  waited->done = TRUE;
}

static void
wait_for (Waited *waited)
{
  while (!waited->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_large (Agency *agency, gconstpointer data)
{
  const guint n = 20000;
  g_autoptr (GString) text = g_string_new ("Idea,Channel\n");
  g_autoptr (RapportBoardImport) import = NULL;
  Waited waited = { FALSE };
  guint n_turns = 0;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Idea %u,Channel %u\n", i, i % 7);
  import = read_table (agency, NULL, text->str);
  waited.import = import;
  rapport_board_import_store_async (import, NULL, stored_cb, &waited);
  /* Nobody sees anything of it before all is there. */
  while (!waited.done)
    {
      g_main_context_iteration (NULL, TRUE);
      n_turns++;
    }
  g_assert_no_error (waited.error);
  g_assert_cmpuint (n_turns, >, 20);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_PLACEMENT), ==, n);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_WORK_ITEM), ==, n);
  g_free (waited.id);
}

static void
test_cancelled (Agency *agency, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RapportBoardImport) import = read_canvas (agency, foreign);
  Waited waited = { .import = import };

  rapport_board_import_store_async (import, cancellable, stored_cb, &waited);
  g_cancellable_cancel (cancellable);
  wait_for (&waited);
  g_assert_error (waited.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waited.error);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_IDEA_BOARD), ==, 0);
  g_assert_cmpuint (count (agency, RAPPORT_TYPE_PLACEMENT), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  agency_test ("/board-files/there-and-back", test_there_and_back);
  agency_test ("/board-files/for-the-client", test_for_the_client);
  agency_test ("/board-files/foreign", test_foreign);
  agency_test ("/board-files/changed-elsewhere", test_changed_elsewhere);
  agency_test ("/board-files/hostile", test_hostile);
  agency_test ("/board-files/pictures", test_pictures);
  agency_test ("/board-files/pictures-beside", test_pictures_beside);
  agency_test ("/board-files/notes-beside", test_notes_beside);
  agency_test ("/board-files/far-apart", test_far_apart);
  agency_test ("/board-files/export-cancelled", test_export_cancelled);
  agency_test ("/board-files/nothing-to-draw", test_nothing_to_draw);
  agency_test ("/board-files/table", test_table);
  agency_test ("/board-files/table-there-and-back", test_table_there_and_back);
  agency_test ("/board-files/table-remarks", test_table_remarks);
  agency_test ("/board-files/table-refused", test_table_refused);
  agency_test ("/board-files/table-onto-board", test_table_onto_board);
  agency_test ("/board-files/large", test_large);
  agency_test ("/board-files/cancelled", test_cancelled);
  return g_test_run ();
}
