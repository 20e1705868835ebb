/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-boards.h"

#include "canary-marks.h"
#include "rapport-board-canvas.h"
#include "rapport-board-output.h"
#include "rapport-board-publish.h"
#include "rapport-card-table.h"
#include "rapport-cards.h"
#include "rapport-files.h"
#include "rapport-report-output.h"

#include <cairo.h>
#include <string.h>

/* Under a word of its own; the one that the figures of reports have. */
#define CALLS "own-calls"

static const char *const layouts[] = { "free", "matrix" };

static RapportIdeaBoard *
find_board (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_boards_query (agency->client_id);
  g_autoptr (GPtrArray) boards = rapport_library_find (agency->library, query, NULL);

  for (guint i = 0; i < boards->len; i++)
    if (g_str_has_prefix (rapport_record_get_text (boards->pdata[i], RAPPORT_IDEA_BOARD_TITLE),
                          "Half a year"))
      return g_object_ref (boards->pdata[i]);
  g_assert_not_reached ();
}

static char *
named (const char *name, gboolean leaky)
{
  return leaky ? g_strdup_printf ("%s " CANARY, name) : g_strdup (name);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): a small blue one. */
static GBytes *
make_picture (void)
{
  GByteArray *data = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 60, 40);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.2, 0.4, 0.8);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, data);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (data);
}

static const char *
attach_picture (RapportTransaction *transaction, Agency *agency, const char *name)
{
  g_autoptr (GBytes) bytes = make_picture ();
  g_autoptr (RapportFileData) data = rapport_file_data_new (name, "image/png", bytes);
  RapportRecord *file =
    rapport_file_attach (transaction, agency->client_id, agency->client_id, data);

  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  return rapport_record_get_id (file);
}

static void
fill_idea (RapportTransaction *transaction, RapportPlacement *card, gboolean leaky)
{
  g_autofree char *why = named ("They trust a face. *Nobody* trusts a logo.", leaky);
  g_autofree char *channel = named ("Maps", leaky);
  g_autoptr (RapportRecord) work = rapport_transaction_find (
    transaction, RAPPORT_TYPE_WORK_ITEM,
    g_variant_get_string (
      rapport_transaction_get (transaction, RAPPORT_RECORD (card), RAPPORT_PLACEMENT_ITEM), NULL));

  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_WHY, why);
  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_CHANNEL, channel);
  rapport_transaction_set_day (transaction, work, RAPPORT_WORK_ITEM_CLIENT_DATE,
                               rapport_day_new (2026, 12, 4));
}

static void
add_edge (RapportTransaction *transaction,
          Agency *agency,
          const char *board,
          RapportPlacement *from,
          RapportPlacement *to,
          const char *label)
{
  RapportEdge *edge = rapport_cards_connect (
    transaction, agency->library, board, rapport_record_get_id (RAPPORT_RECORD (from)),
    rapport_record_get_id (RAPPORT_RECORD (to)), NULL, NULL);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (edge), RAPPORT_EDGE_LABEL, label);
}

static void
add_cards (RapportTransaction *transaction, Agency *agency, const char *board, gboolean leaky)
{
  g_autofree char *title = named ("Reviews with faces", leaky);
  g_autofree char *text = named ("## What we know\n\n- they read **reviews**\n- they call", leaky);
  g_autofree char *caption = named ("The sign over the door", leaky);
  g_autofree char *link = named ("How they choose", leaky);
  g_autofree char *label = named ("because", leaky);
  g_autofree char *address = g_strdup_printf ("https://example.org/%s", leaky ? CANARY : "choice");
  g_autofree char *frame = named ("First month", leaky);
  const RapportNewCard cards[] = {
    { .kind = "item", .title = title, .place = { 40, 40, 240, 140 } },
    { .kind = "note", .text = text, .place = { 320, 40, 240, 140 } },
    { .kind = "image", .text = caption, .place = { 40, 220, 240, 180 } },
    { .kind = "link", .text = link, .address = address, .place = { 320, 220, 240, 80 } },
    { .kind = "figure", .metric = CALLS, .place = { 700, 40, 240, 140 } },
    { .kind = "item", .title = "Photographs", .place = { 700, 220, 240, 140 } },
  };
  const RapportPlace place = { 0, 0, 600, 420 };
  RapportPlacement *added[G_N_ELEMENTS (cards)];

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    added[i] = rapport_cards_add (transaction, agency->library, board, &cards[i]);
  fill_idea (transaction, added[0], leaky);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (added[2]), RAPPORT_PLACEMENT_IMAGE,
                                attach_picture (transaction, agency, "sign.png"));
  rapport_cards_add_frame (transaction, agency->library, board, frame, &place);
  add_edge (transaction, agency, board, added[0], added[1], label);
  add_edge (transaction, agency, board, added[0], added[5], "");
}

void
canary_add_board (Agency *agency, gboolean leaky)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Board");
  g_autofree char *title = named ("Half a year", leaky);
  g_autofree char *lane = named ("Maps", leaky);
  RapportIdeaBoard *board =
    rapport_boards_add (transaction, agency->library, agency->client_id, title);
  const char *id = rapport_record_get_id (RAPPORT_RECORD (board));

  add_cards (transaction, agency, id, leaky);
  rapport_boards_set_matrix (transaction, board, "channel", "");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_LAYOUT,
                                "free");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_SCORE,
                                "ice");
  rapport_boards_add_lane (transaction, agency->library, id, "channel", lane);
  agency_commit (transaction);
}

/* Of one that is not for the client nobody learns, wherever it lies. */
static void
hide_cards (RapportTransaction *transaction,
            Agency *agency,
            const char *board,
            const char *audience)
{
  const RapportNewCard cards[] = {
    { .kind = "item", .title = CANARY, .place = { 60, 60, 240, 140 } },
    { .kind = "item", .title = CANARY, .place = { 5000, -5000, 240, 140 } },
    { .kind = "note", .text = CANARY, .place = { 100, 100, 900, 900 } },
    { .kind = "link", .text = CANARY, .address = "https://example.org/" CANARY },
    { .kind = "figure", .metric = "revenue", .place = { 300, 300, 200, 100 } },
  };
  const RapportPlace place = { -900, -900, 4000, 4000 };
  RapportPlacement *added[G_N_ELEMENTS (cards)];
  RapportFrame *frame =
    rapport_cards_add_frame (transaction, agency->library, board, CANARY, &place);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (frame), RAPPORT_RECORD_AUDIENCE,
                                audience);
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      RapportRecord *hidden;

      added[i] = rapport_cards_add (transaction, agency->library, board, &cards[i]);
      hidden = RAPPORT_RECORD (added[i]);
      /* The first card is for the client, and what it points at is not. */
      if (i == 0)
        hidden = rapport_transaction_find (
          transaction, RAPPORT_TYPE_WORK_ITEM,
          g_variant_get_string (
            rapport_transaction_get (transaction, hidden, RAPPORT_PLACEMENT_ITEM), NULL));
      else
        g_object_ref (hidden);
      if (i < 2)
        rapport_boards_add_lane (transaction, agency->library, board, "channel", CANARY);
      if (i == 0)
        rapport_transaction_set_text (transaction, hidden, RAPPORT_WORK_ITEM_CHANNEL, CANARY);
      rapport_transaction_set_text (transaction, hidden, RAPPORT_RECORD_AUDIENCE, audience);
      g_object_unref (hidden);
    }
  add_edge (transaction, agency, board, added[0], added[1], CANARY);
}

void
canary_hide_on_board (Agency *agency)
{
  static const char *const hidden[] = { "team", "me" };
  g_autoptr (RapportIdeaBoard) board = find_board (agency);

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hide");

      hide_cards (transaction, agency, rapport_record_get_id (RAPPORT_RECORD (board)), hidden[i]);
      agency_commit (transaction);
    }
}

/* Writing. */

static void
write_bytes (const char *folder, const char *name, const char *form, GBytes *bytes)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.%s", folder, name, form);
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_output_write (bytes, path, &error));
  g_assert_no_error (error);
}

static void
write_pictures (RapportPublicBoard *board,
                const RapportBoardView *view,
                const char *folder,
                const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = rapport_board_make_pdf (board, view, NULL, &error);
  g_autoptr (GBytes) svg = rapport_board_make_svg (board, view, &error);
  g_autoptr (GBytes) png = rapport_board_make_png (board, view, 1, NULL, &error);

  g_assert_no_error (error);
  write_bytes (folder, name, "pdf", pdf);
  write_bytes (folder, name, "picture.svg", svg);
  write_bytes (folder, name, "picture.png", png);
}

static void
write_names (RapportPublicBoard *board, const char *frame, const char *folder, const char *name)
{
  g_autofree char *whole = rapport_board_file_name (board, NULL, "pdf");
  g_autofree char *of_frame = rapport_board_file_name (board, frame, "pdf");
  g_autofree char *words = g_strdup_printf ("%s\n%s\n", whole, of_frame);
  g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));

  write_bytes (folder, name, "names.txt", bytes);
}

/* The files of the cards. */
static void
write_files (RapportPublicBoard *board, const char *language, const char *folder, const char *name)
{
  char *canvas = rapport_board_canvas_publish (board);
  char *table = rapport_card_table_write (board, language);
  g_autoptr (GBytes) canvas_bytes = g_bytes_new_take (canvas, strlen (canvas));
  g_autoptr (GBytes) table_bytes = g_bytes_new_take (table, strlen (table));

  write_bytes (folder, name, "canvas", canvas_bytes);
  write_bytes (folder, name, "csv", table_bytes);
}

static void
set_layout (Agency *agency, RapportIdeaBoard *board, const char *layout)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Layout");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_LAYOUT,
                                layout);
  agency_commit (transaction);
}

void
canary_write_board (Agency *agency, const char *folder)
{
  static const char *const languages[] = { "en", "ru" };
  g_autoptr (RapportIdeaBoard) board = find_board (agency);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        g_autofree char *name = g_strdup_printf ("board-%s-%s", layouts[i], languages[l]);
        g_autofree char *framed = g_strconcat (name, "-frame", NULL);
        const RapportBoardView view = { languages[l], NULL, TRUE };
        const char *frames[] = { NULL, NULL };
        const RapportBoardView of_frame = { languages[l], frames, FALSE };
        g_autoptr (RapportPublicBoard) published = NULL;
        g_autofree char *frame = NULL;

        set_layout (agency, board, layouts[i]);
        published = rapport_board_publish (agency->library,
                                           rapport_record_get_id (RAPPORT_RECORD (board)), &error);
        g_assert_no_error (error);
        frame = g_strdup (rapport_public_record_get_id (published->frames->pdata[0]));
        frames[0] = frame;
        write_pictures (published, &view, folder, name);
        write_pictures (published, &of_frame, folder, framed);
        write_names (published, frame, folder, name);
        write_files (published, languages[l], folder, name);
      }
}
