/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-link-rows.h"

struct _RapportLinkRows
{
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* not owned */
  char *text;
};

RapportLinkRows *
rapport_link_rows_new (AdwPreferencesGroup *group)
{
  RapportLinkRows *self = g_new0 (RapportLinkRows, 1);

  self->group = group;
  self->rows = g_ptr_array_new ();
  return self;
}

void
rapport_link_rows_free (RapportLinkRows *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->text);
  g_free (self);
}

/* No other scheme is handed to the desktop: a board may come from anybody. */
static gboolean
is_safe (const char *address)
{
  const char *scheme = g_uri_peek_scheme (address);

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0 ||
         g_strcmp0 (scheme, "mailto") == 0;
}

static void
open_cb (GtkWidget *row)
{
  g_autoptr (GtkUriLauncher) launcher =
    gtk_uri_launcher_new (g_object_get_data (G_OBJECT (row), "address"));
  GtkRoot *root = gtk_widget_get_root (row);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL,
                           NULL);
}

static void
add_row (RapportLinkRows *self, const char *address)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), address);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("adw-external-link-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "address", g_strdup (address), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (open_cb), NULL);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

void
rapport_link_rows_set_text (RapportLinkRows *self, const char *text)
{
  g_auto (GStrv) lines = NULL;

  if (!g_set_str (&self->text, text))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (is_safe (g_strstrip (*line)))
      add_row (self, *line);
}
