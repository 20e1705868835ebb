/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a board goes into files, and what comes out of them. */
#include "rapport-ideas-view-private.h"

#include "rapport-board-files.h"
#include "rapport-onlooker.h"

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

gboolean
rapport_ideas_view_take_files (RapportIdeasView *self, GSList *files)
{
  const char *client = rapport_ideas_view_get_client_id (self);
  gboolean any = FALSE;

  for (GSList *l = files; l != NULL && client != NULL; l = l->next)
    if (rapport_board_takes_file (l->data))
      {
        rapport_board_take_file (GTK_WIDGET (self), self->library, client,
                                 rapport_ideas_view_get_board_id (self), l->data, taken_cb);
        any = TRUE;
      }
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
