/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards that are copied, and what comes from other programs. */
#include "rapport-ideas-view-private.h"

#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define CARDS_TYPE "application/x-rapport-cards"

#define PASTE_OFFSET 24.0

/* Copying. */

/* The words of what is selected, as other programs get them: a line for each. */
static char *
get_words (RapportIdeasView *self, const char *const *ids)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_autoptr (GPtrArray) order = rapport_scene_get_reading_order (scene);
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  GString *words = g_string_new (NULL);

  for (gsize i = 0; ids[i] != NULL; i++)
    g_hash_table_add (selected, (gpointer) ids[i]);
  for (guint i = 0; i < order->len; i++)
    {
      const RapportSceneItem *item = order->pdata[i];
      const char *text = item->title != NULL ? item->title : item->body;

      if (text != NULL && g_hash_table_contains (selected, item->id))
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", text);
    }
  return g_string_free_and_steal (words);
}

void
rapport_ideas_view_copy (RapportIdeasView *self)
{
  g_auto (GStrv) ids = rapport_ideas_view_get_selected (self);
  g_autofree char *joined = g_strjoinv ("\n", ids);
  g_autofree char *list = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  GdkContentProvider *both[2];

  if (ids[0] == NULL)
    return;
  list = g_strdup_printf ("%s\n%s\n%s", rapport_ideas_view_get_client_id (self),
                          rapport_ideas_model_get_board_id (self->model), joined);
  words = get_words (self, (const char *const *) ids);
  bytes = g_bytes_new (list, strlen (list));
  both[0] = gdk_content_provider_new_for_bytes (CARDS_TYPE, bytes);
  both[1] = gdk_content_provider_new_typed (G_TYPE_STRING, words);
  provider = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}

/* Pasting. */

/* What comes from another board may lie where nobody looks. */
static void
reveal (RapportIdeasView *self, const char *id)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  const RapportSceneItem *item = id != NULL ? rapport_scene_get (scene, id) : NULL;
  RapportViewport viewport;

  if (item == NULL)
    return;
  rapport_canvas_get_viewport (self->canvas, &viewport);
  rapport_viewport_reveal (&viewport, &item->box, PASTE_OFFSET);
  rapport_canvas_set_viewport (self->canvas, &viewport, TRUE);
}

void
rapport_ideas_view_select_records (RapportIdeasView *self, GPtrArray *records)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < records->len; i++)
    g_strv_builder_add (builder, rapport_record_get_id (records->pdata[i]));
  ids = g_strv_builder_end (builder);
  rapport_canvas_select (self->canvas, (const char *const *) ids);
  reveal (self, ids[0]);
}

/* Cards of the same client: on another board they point at the same ideas, on the same
 * one at copies of them. */
static gboolean
paste_cards (RapportIdeasView *self, const char *list)
{
  g_auto (GStrv) lines = g_strsplit (list, "\n", -1);
  const char *board = rapport_ideas_model_get_board_id (self->model);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  gboolean elsewhere;

  if (g_strv_length (lines) < 3 ||
      g_strcmp0 (lines[0], rapport_ideas_view_get_client_id (self)) != 0)
    return FALSE;
  elsewhere = g_strcmp0 (lines[1], board) != 0;
  transaction = rapport_ideas_view_begin (self, _ ("Paste Cards"));
  copies =
    rapport_cards_copy (transaction, self->library, board, (const char *const *) lines + 2,
                        elsewhere ? 0 : PASTE_OFFSET, elsewhere ? 0 : PASTE_OFFSET, elsewhere);
  if (copies->len == 0)
    return FALSE;
  if (rapport_ideas_view_commit (self, transaction))
    rapport_ideas_view_select_records (self, copies);
  return TRUE;
}

static gboolean
is_address (const char *text)
{
  return g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://");
}

/* A text becomes a note, an address a link. */
void
rapport_ideas_view_take_text (RapportIdeasView *self, const char *text, const RapportPlace *place)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const gboolean link = is_address (stripped) && strpbrk (stripped, " \n\t") == NULL;
  const RapportNewCard card = {
    .kind = link ? "link" : "note",
    .text = link ? NULL : stripped,
    .address = link ? stripped : NULL,
    .place = *place,
  };
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GPtrArray) added = NULL;

  if (*stripped == '\0')
    return;
  transaction = rapport_ideas_view_begin (self, _ ("Paste a Text"));
  added = g_ptr_array_new ();
  g_ptr_array_add (added, rapport_ideas_view_lay_card (self, transaction, &card));
  if (rapport_ideas_view_commit (self, transaction))
    rapport_ideas_view_select_records (self, added);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  const RapportPlace place = rapport_ideas_view_find_place (self);

  if (text != NULL && rapport_ideas_view_is_writable (self))
    rapport_ideas_view_take_text (self, text, &place);
}

static void
texture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasView) self = user_data;
  g_autoptr (GdkTexture) texture =
    gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  const RapportPlace place = rapport_ideas_view_find_place (self);

  if (texture != NULL)
    rapport_ideas_view_take_texture (self, texture, &place);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasView) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  const RapportPlace place = rapport_ideas_view_find_place (self);

  if (value != NULL && rapport_ideas_view_is_writable (self))
    rapport_ideas_view_take_files (self, g_value_get_boxed (value), &place);
}

static void
cards_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasView) self = user_data;
  g_autoptr (GOutputStream) output = G_OUTPUT_STREAM (source);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *list = NULL;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (g_output_stream_splice_finish (output, result, NULL) < 0)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
  list = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  /* Another client's cards come as words, not as cards. */
  if (rapport_ideas_view_is_writable (self) && !paste_cards (self, list))
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, g_object_ref (self));
}

static void
stream_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasView) self = user_data;
  g_autoptr (GInputStream) input =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  GOutputStream *output;

  if (input == NULL)
    return;
  output = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, NULL, cards_read_cb, g_object_ref (self));
}

/* What has words is pasted as words: programs that copy cells of a table offer a picture of
 * them, too. */
void
rapport_ideas_view_paste (RapportIdeasView *self)
{
  static const char *const types[] = { CARDS_TYPE, NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!rapport_ideas_view_is_writable (self))
    return;
  if (gdk_content_formats_contain_mime_type (formats, CARDS_TYPE))
    gdk_clipboard_read_async (clipboard, (const char **) types, G_PRIORITY_DEFAULT, NULL,
                              stream_read_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, g_object_ref (self));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
           !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_texture_async (clipboard, NULL, texture_read_cb, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, g_object_ref (self));
}

/* Dropping. */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RapportIdeasView *self)
{
  RapportViewport viewport;
  RapportSpot spot;
  RapportPlace place = { 0, 0, RAPPORT_CARD_WIDTH, RAPPORT_CARD_HEIGHT };

  if (!rapport_ideas_view_is_writable (self))
    return FALSE;
  rapport_canvas_get_viewport (self->canvas, &viewport);
  spot = rapport_viewport_to_board (&viewport, x, y);
  place.x = spot.x;
  place.y = spot.y;
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      rapport_ideas_view_take_texture (self, g_value_get_object (value), &place);
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return rapport_ideas_view_take_files (self, g_value_get_boxed (value), &place);
  if (!G_VALUE_HOLDS_STRING (value))
    return FALSE;
  rapport_ideas_view_take_text (self, g_value_get_string (value), &place);
  return TRUE;
}

void
rapport_ideas_view_add_drop (RapportIdeasView *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), GTK_EVENT_CONTROLLER (target));
}
