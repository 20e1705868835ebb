/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-board-canvas.h"
#include "rapport-board-output.h"
#include "rapport-board-publish.h"
#include "rapport-boards.h"
#include "rapport-card-table.h"
#include "rapport-report-output.h"
#include "rapport-stems.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static RapportCliExit run_board (int argc, char **argv);

const RapportCliCommand rapport_cli_board = {
  "board",
  "FILE --client NAME [--board NAME -o OUT] [--frame TITLE]… [--whole] [--lang L] [--scale N]",
  N_ ("Writes what a client sees of a board as PDF, PNG, SVG, JSON Canvas or CSV; without a board, "
      "lists them."),
  run_board,
};

#define USUAL_SCALE 2.0
#define MOST_SCALE  16.0

typedef struct
{
  char *client;
  char *board;
  char *output;
  char *format;
  char *language;
  GStrv frames;
  gboolean whole;
  gboolean everything;
  double scale;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->client);
  g_free (options->board);
  g_free (options->output);
  g_free (options->format);
  g_free (options->language);
  g_strfreev (options->frames);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *const formats[] = { "pdf", "png", "svg", "canvas", "csv", NULL };

static const char *
find_format (const Options *options)
{
  const char *dot = strrchr (options->output, '.');
  g_autofree char *asked =
    options->format != NULL ? g_strdup (options->format) : g_ascii_strdown (dot ? dot + 1 : "", -1);

  for (gsize i = 0; formats[i] != NULL; i++)
    if (g_str_equal (asked, formats[i]))
      return formats[i];
  if (options->format != NULL)
    rapport_cli_complain (_ ("there is no format “%s”; there are: pdf, png, svg, canvas, csv"),
                          asked);
  else
    rapport_cli_complain (
      _ ("“%s” does not end in .pdf, .png, .svg, .canvas or .csv; say --format"), options->output);
  return NULL;
}

static gboolean
check_options (const Options *options)
{
  if (options->client == NULL)
    rapport_cli_complain (_ ("--client is missing"));
  else if ((options->board == NULL) != (options->output == NULL))
    rapport_cli_complain (_ ("--board and -o are needed together"));
  else if (options->whole && options->frames != NULL)
    rapport_cli_complain (_ ("either --whole or --frame, not both"));
  else if (!(options->scale > 0 && options->scale <= MOST_SCALE))
    rapport_cli_complain (_ ("--scale is a number up to %d"), (int) MOST_SCALE);
  else
    return rapport_cli_check_language (options->language);
  return FALSE;
}

/* A picture shows one thing; the files of cards show the board. */
static gboolean
check_format (const Options *options, const char *format)
{
  const gboolean picture = g_str_equal (format, "png") || g_str_equal (format, "svg");
  const gboolean file = g_str_equal (format, "canvas") || g_str_equal (format, "csv");
  const guint n = options->frames != NULL ? g_strv_length (options->frames) : 0;

  if (picture && n > 1)
    rapport_cli_complain (_ ("a picture shows one frame; for several say .pdf"));
  else if (file && (n > 0 || options->whole))
    rapport_cli_complain (_ ("a file of cards holds the whole board, without --frame and --whole"));
  else if (options->everything && !g_str_equal (format, "canvas"))
    rapport_cli_complain (_ ("--with-everything is for .canvas alone"));
  else
    return TRUE;
  return FALSE;
}

/* The boards of a client. */

static GPtrArray *
list_boards (RapportLibrary *library, RapportClient *client)
{
  g_autoptr (RapportQuery) query =
    rapport_boards_query (rapport_record_get_id (RAPPORT_RECORD (client)));
  g_autoptr (GError) error = NULL;
  GPtrArray *boards = rapport_library_find (library, query, &error);

  if (boards == NULL)
    rapport_cli_complain ("%s", error->message);
  return boards;
}

static void
complain_board (GPtrArray *boards, const char *name)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < boards->len; i++)
    {
      g_autofree char *title = rapport_cli_one_line (rapport_record_get_title (boards->pdata[i]));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", title);
    }
  if (boards->len == 0)
    rapport_cli_complain (_ ("the client has no boards"));
  else
    rapport_cli_complain (_ ("there is no board “%s”; there are: %s"), name, names->str);
}

/* (transfer full) (nullable): of that title, case and ё aside, or id. */
static RapportRecord *
find_board (RapportLibrary *library, RapportClient *client, const char *name)
{
  g_autoptr (GPtrArray) boards = list_boards (library, client);
  g_autofree char *wanted = rapport_stems_fold_word (name);

  for (guint i = 0; boards != NULL && i < boards->len; i++)
    {
      g_autofree char *title = rapport_stems_fold_word (
        rapport_record_get_text (boards->pdata[i], RAPPORT_IDEA_BOARD_TITLE));

      if (g_str_equal (title, wanted) ||
          g_str_equal (rapport_record_get_id (boards->pdata[i]), name))
        return g_object_ref (boards->pdata[i]);
    }
  if (boards != NULL)
    complain_board (boards, name);
  return NULL;
}

static RapportCliExit
print_boards (RapportLibrary *library, RapportClient *client)
{
  g_autoptr (GPtrArray) boards = list_boards (library, client);

  if (boards == NULL)
    return RAPPORT_CLI_FAILED;
  for (guint i = 0; i < boards->len; i++)
    {
      g_autofree char *title = rapport_cli_one_line (rapport_record_get_title (boards->pdata[i]));

      g_print ("%s\n", title);
    }
  return RAPPORT_CLI_OK;
}

/* Writing. */

static GBytes *
make_text (char *text)
{
  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static GBytes *
make_png (RapportPublicBoard *board,
          const RapportBoardView *view,
          const Options *options,
          GError **error)
{
  double used;
  GBytes *bytes = rapport_board_make_png (board, view, options->scale, &used, error);

  if (bytes != NULL && used < options->scale)
    rapport_cli_complain (_ ("the board is large: the picture has the scale %.2f"), used);
  return bytes;
}

static GBytes *
make_pdf (RapportPublicBoard *board,
          const RapportBoardView *view,
          const Options *options,
          GError **error)
{
  guint n;
  GBytes *bytes = rapport_board_make_pdf (board, view, &n, error);

  if (bytes != NULL)
    g_print (ngettext ("%s: %u page\n", "%s: %u pages\n", n), options->output, n);
  return bytes;
}

static GBytes *
make_bytes (RapportPublicBoard *board, const char *format, const Options *options, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) frames = NULL;
  RapportBoardView view = { options->language, NULL, options->whole };

  for (gsize i = 0; options->frames != NULL && options->frames[i] != NULL; i++)
    {
      char *id = rapport_board_find_frame (board, options->frames[i], error);

      if (id == NULL)
        return NULL;
      g_strv_builder_take (ids, id);
    }
  frames = g_strv_builder_end (ids);
  view.frames = *frames != NULL ? (const char *const *) frames : NULL;
  if (g_str_equal (format, "pdf"))
    return make_pdf (board, &view, options, error);
  if (g_str_equal (format, "png"))
    return make_png (board, &view, options, error);
  if (g_str_equal (format, "svg"))
    return rapport_board_make_svg (board, &view, error);
  if (g_str_equal (format, "csv"))
    return make_text (rapport_card_table_write (board, options->language));
  return make_text (rapport_board_canvas_publish (board));
}

static gboolean
write_board (RapportLibrary *library,
             RapportRecord *record,
             const char *format,
             const Options *options,
             GError **error)
{
  const char *id = rapport_record_get_id (record);
  g_autoptr (RapportPublicBoard) board = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (options->everything)
    bytes = make_text (rapport_board_canvas_copy (library, id, error));
  else
    {
      board = rapport_board_publish (library, id, error);
      bytes = board != NULL ? make_bytes (board, format, options, error) : NULL;
    }
  if (bytes == NULL || !rapport_output_write (bytes, options->output, error))
    return FALSE;
  if (!g_str_equal (format, "pdf"))
    g_print ("%s\n", options->output);
  return TRUE;
}

static RapportCliExit
open_and_write (const char *path, const char *format, const Options *options)
{
  g_autoptr (RapportLibrary) library = rapport_cli_open (path, RAPPORT_OPEN_READ_ONLY, NULL);
  g_autoptr (RapportClient) client = NULL;
  g_autoptr (RapportRecord) board = NULL;
  g_autoptr (GError) error = NULL;

  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  client = rapport_cli_find_client (library, options->client);
  if (client == NULL)
    return RAPPORT_CLI_FAILED;
  if (options->board == NULL)
    return print_boards (library, client);
  board = find_board (library, client, options->board);
  if (board == NULL)
    return RAPPORT_CLI_FAILED;
  if (write_board (library, board, format, options, &error))
    return RAPPORT_CLI_OK;
  rapport_cli_complain ("%s: %s", options->output, error->message);
  return RAPPORT_CLI_FAILED;
}

static RapportCliExit
run_board (int argc, char **argv)
{
  g_auto (Options) options = { .scale = USUAL_SCALE };
  const GOptionEntry entries[] = {
    { "client", 'c', 0, G_OPTION_ARG_STRING, &options.client, N_ ("Whose board"), "NAME" },
    { "board", 'b', 0, G_OPTION_ARG_STRING, &options.board, N_ ("The title of the board"), "NAME" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The file to write"), "OUT" },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
      N_ ("pdf, png, svg, canvas or csv; otherwise by the end of the file’s name"), "F" },
    { "frame", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.frames,
      N_ ("Only this frame; may be said again, in the order of the pages"), "TITLE" },
    { "whole", 0, 0, G_OPTION_ARG_NONE, &options.whole,
      N_ ("The whole board on one page, whatever frames it has"), NULL },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &options.scale,
      N_ ("Pixels of a PNG for one of the screen; otherwise 2"), "N" },
    { "with-everything", 0, 0, G_OPTION_ARG_NONE, &options.everything,
      N_ ("In a .canvas also what is not for the client: a copy for yourselves"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.language,
      N_ ("Language, ru or en; otherwise the client’s"), "L" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  const char *format = NULL;

  if (!rapport_cli_parse (&rapport_cli_board, entries, argc, argv, 1, FALSE, &files) ||
      !check_options (&options))
    return RAPPORT_CLI_USAGE;
  if (options.output != NULL)
    {
      format = find_format (&options);
      if (format == NULL || !check_format (&options, format))
        return RAPPORT_CLI_USAGE;
      if (!rapport_cli_check_folder (options.output))
        return RAPPORT_CLI_FAILED;
    }
  return open_and_write (files[0], format, &options);
}
