/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Around the whole board: shadows, names of frames, the ways of connectors. */
#define AROUND 40.0

/* File systems count bytes, 255 of them at most. */
#define MOST_BYTES 190

G_DEFINE_QUARK (rapport - board - output - error - quark, rapport_board_output_error)

static void
sheet_clear (gpointer data)
{
  g_free (((BoardSheet *) data)->title);
}

static RapportPublicRecord *
find_record (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (rapport_public_record_get_id (records->pdata[i]), id))
      return records->pdata[i];
  return NULL;
}

static char *
name_frame (BoardDrawing *self, RapportPublicRecord *frame)
{
  g_autofree char *title = report_clean (rapport_public_record_get_text (frame, "title"), TRUE);

  return *title != '\0' ? g_steal_pointer (&title)
                        : g_strdup (rapport_catalog_text (self->catalog, N_ ("Frame")));
}

static char *
name_board (BoardDrawing *self)
{
  g_autofree char *title = report_clean (rapport_public_board_get_title (self->board), TRUE);

  return *title != '\0' ? g_steal_pointer (&title)
                        : g_strdup (rapport_catalog_text (self->catalog, N_ ("Board")));
}

static RapportBox
box_of (RapportPublicRecord *frame)
{
  GVariant *value = rapport_public_record_get_value (frame, "rectangle");
  RapportBox box = { 0, 0, 1, 1 };

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE ("(dddd)")))
    g_variant_get (value, "(dddd)", &box.x, &box.y, &box.width, &box.height);
  return rapport_box_tame (&box, 1);
}

static gboolean
add_frame (BoardDrawing *self, const char *id, GError **error)
{
  RapportPublicRecord *frame = find_record (self->board->frames, id);
  BoardSheet sheet = { .frame = id };

  if (frame == NULL)
    {
      g_set_error_literal (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_NO_FRAME,
                           _ ("This frame is not on the board any more, or not for the client."));
      return FALSE;
    }
  sheet.title = name_frame (self, frame);
  sheet.area = box_of (frame);
  sheet.frame = rapport_public_record_get_id (frame);
  g_array_append_val (self->sheets, sheet);
  return TRUE;
}

static void
add_whole (BoardDrawing *self)
{
  BoardSheet sheet = { .title = name_board (self) };
  RapportScene *scene = board_drawing_show (self, &sheet);
  const RapportBox bounds = rapport_scene_get_bounds (scene);

  sheet.area = rapport_box_is_empty (&bounds) ? (RapportBox) { 0, 0, 1, 1 }
                                              : rapport_box_grow (&bounds, AROUND);
  g_array_append_val (self->sheets, sheet);
}

/* Frames lie on free boards. */
static gboolean
shows_frames (RapportPublicBoard *board)
{
  return board->frames->len > 0 && rapport_public_board_is_free (board);
}

static gboolean
add_sheets (BoardDrawing *self, const RapportBoardView *view, gboolean one, GError **error)
{
  if (view->frames != NULL && *view->frames != NULL && !view->whole)
    {
      for (gsize i = 0; view->frames[i] != NULL && (i == 0 || !one); i++)
        if (!add_frame (self, view->frames[i], error))
          return FALSE;
      return TRUE;
    }
  if (view->whole || one || !shows_frames (self->board))
    {
      add_whole (self);
      return TRUE;
    }
  for (guint i = 0; i < self->board->frames->len; i++)
    if (!add_frame (self, rapport_public_record_get_id (self->board->frames->pdata[i]), error))
      return FALSE;
  return TRUE;
}

gboolean
board_drawing_init (BoardDrawing *self,
                    RapportPublicBoard *board,
                    const RapportBoardView *view,
                    gboolean one,
                    GError **error)
{
  const RapportSceneStyle style = { FALSE, FALSE };
  const char *language = view->language != NULL ? view->language : board->language;

  *self = (BoardDrawing) {
    .board = rapport_public_board_ref (board),
    .view = rapport_public_scene_new (language),
    .painter = rapport_scene_painter_new (&style),
    .catalog = rapport_catalog_get (language),
    .locale = rapport_locale_get (language),
    .sheets = g_array_new (FALSE, TRUE, sizeof (BoardSheet)),
    .cancellable = view->cancellable,
  };
  g_array_set_clear_func (self->sheets, sheet_clear);
  return add_sheets (self, view, one, error);
}

void
board_drawing_clear (BoardDrawing *self)
{
  g_clear_pointer (&self->sheets, g_array_unref);
  g_clear_pointer (&self->painter, rapport_scene_painter_free);
  g_clear_pointer (&self->view, rapport_public_scene_free);
  g_clear_pointer (&self->board, rapport_public_board_unref);
}

RapportScene *
board_drawing_show (BoardDrawing *self, const BoardSheet *sheet)
{
  rapport_public_scene_show (self->view, self->board, sheet->frame);
  return rapport_public_scene_get_scene (self->view);
}

gboolean
board_drawing_is_empty (BoardDrawing *self, const BoardSheet *sheet)
{
  return rapport_scene_get_n_items (board_drawing_show (self, sheet)) == 0;
}

/* Names. */

static gboolean
refuse_frame (const char *title, const char *names, GError **error)
{
  if (*names == '\0')
    {
      g_set_error_literal (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_NO_FRAME,
                           _ ("The board has no frames."));
      return FALSE;
    }
  g_set_error (error, RAPPORT_BOARD_OUTPUT_ERROR, RAPPORT_BOARD_OUTPUT_ERROR_NO_FRAME,
               /* Translators: the last %s is a list of names */
               _ ("There is no frame “%s”; there are: %s"), title, names);
  return FALSE;
}

char *
rapport_board_find_frame (RapportPublicBoard *board, const char *title, GError **error)
{
  g_autofree char *wanted = g_utf8_casefold (title, -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < board->frames->len; i++)
    {
      RapportPublicRecord *frame = board->frames->pdata[i];
      const char *name = rapport_public_record_get_text (frame, "title");
      g_autofree char *folded = g_utf8_casefold (name, -1);

      if (g_str_equal (folded, wanted) || g_str_equal (rapport_public_record_get_id (frame), title))
        return g_strdup (rapport_public_record_get_id (frame));
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  refuse_frame (title, names->str, error);
  return NULL;
}

char *
rapport_board_file_name (RapportPublicBoard *board, const char *frame, const char *end)
{
  RapportPublicRecord *found = frame != NULL ? find_record (board->frames, frame) : NULL;
  const char *parts[] = { rapport_public_record_get_text (board->client, "name"),
                          rapport_public_board_get_title (board),
                          found != NULL ? rapport_public_record_get_text (found, "title") : "" };
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = report_name (parts[i]);

      if (*part != '\0')
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ". " : "", part);
    }
  name = g_string_free_and_steal (g_steal_pointer (&joined));
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  if (strlen (name) > MOST_BYTES)
    *g_utf8_find_prev_char (name, name + MOST_BYTES) = '\0';
  /* A dot in front hides a file. */
  return g_strdup_printf ("%s%s.%s", name[0] == '.' || name[0] == '\0' ? "-" : "", name, end);
}
