/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a board goes into files, and what comes out of them. */
#include "rapport-ideas-view-private.h"

#include "rapport-board-files.h"
#include "rapport-onlooker.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* What is being typed is part of it. */
static void
finish_typing (RapportIdeasView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

static void
export_as (RapportIdeasView *self, const char *form)
{
  g_autofree char *board = g_strdup (rapport_ideas_view_get_board_id (self));

  if (board == NULL)
    return;
  finish_typing (self);
  rapport_board_export (GTK_WIDGET (self), self->library, board, form);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  export_as (user_data, g_variant_get_string (parameter, NULL));
}

static void
export_everything_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  export_as (user_data, RAPPORT_BOARD_EVERYTHING);
}

static void
taken_cb (GtkWidget *near, const char *board_id)
{
  rapport_ideas_view_show_board (RAPPORT_IDEAS_VIEW (near), board_id, NULL);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const char *client = rapport_ideas_view_get_client_id (self);

  if (client == NULL || rapport_library_is_read_only (self->library))
    return;
  finish_typing (self);
  rapport_board_import (GTK_WIDGET (self), self->library, client,
                        rapport_ideas_view_get_board_id (self), taken_cb);
}

/* What its name says; what it is will be seen when it is read. */
static gboolean
is_picture (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *type = base != NULL ? g_content_type_guess (base, NULL, 0, NULL) : NULL;

  return type != NULL && g_content_type_is_mime_type (type, "image/*");
}

/* A link that was dragged out of a browser comes as a file, too. */
static gboolean
is_address (GFile *file)
{
  return g_file_has_uri_scheme (file, "https") || g_file_has_uri_scheme (file, "http");
}

static void
tell_useless (RapportIdeasView *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base != NULL ? base : "");
  g_autofree char *text = g_strdup_printf (
    _ ("“%s” can’t be put on a board: pictures, tables of ideas and canvases can"), name);

  rapport_toast_show (GTK_WIDGET (self), text);
}

gboolean
rapport_ideas_view_take_files (RapportIdeasView *self, GSList *files, const RapportPlace *place)
{
  const char *client = rapport_ideas_view_get_client_id (self);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean any = FALSE;

  for (GSList *l = files; l != NULL && client != NULL; l = l->next)
    {
      g_autofree char *uri = is_address (l->data) ? g_file_get_uri (l->data) : NULL;

      any = any || uri != NULL || is_picture (l->data) || rapport_board_takes_file (l->data);
      if (uri != NULL)
        rapport_ideas_view_take_text (self, uri, place);
      else if (rapport_board_takes_file (l->data))
        rapport_board_take_file (GTK_WIDGET (self), self->library, client,
                                 rapport_ideas_view_get_board_id (self), l->data, taken_cb);
      else if (is_picture (l->data))
        g_ptr_array_add (pictures, g_object_ref (l->data));
    }
  rapport_ideas_view_take_pictures (self, pictures, place);
  if (!any && files != NULL && client != NULL)
    tell_useless (self, files->data);
  return any;
}

/* File dialogs remember the folders of others; and nobody who looks on needs to learn that
 * there is more. */
static void
onlooker_changed_cb (RapportIdeasView *self)
{
  static const char *const names[] = { "export", "export-everything", "import" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])),
      !rapport_onlooker_is_there (self->library));
}

void
rapport_ideas_view_add_file_actions (RapportIdeasView *self)
{
  static const GActionEntry entries[] = {
    { "export", export_cb, "s" },
    { "export-everything", export_everything_cb },
    { "import", import_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_object (rapport_onlooker_of (self->library), "changed",
                           G_CALLBACK (onlooker_changed_cb), self, G_CONNECT_SWAPPED);
  onlooker_changed_cb (self);
}
