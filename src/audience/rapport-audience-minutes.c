/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-minutes.h"

#include "rapport-audience-words.h"
#include "rapport-picture.h"

#include <glib/gi18n-lib.h>

/* How large a picture is shown at most; sharp on dense screens, too. */
#define PICTURE_WIDTH  600.0
#define PICTURE_HEIGHT 320.0
#define DENSITY        2

struct _RapportAudienceMinutes
{
  AdwWindow parent_instance;

  GtkTextView *view;
  GtkTextBuffer *text;
  GtkTextMark *spot;    /* what is talked about */
  GHashTable *textures; /* digest → GdkTexture, NULL while it is made or can't be shown */
  GCancellable *making;
  GHashTable *waiting; /* digest → GPtrArray of GtkPicture, of what is shown now */
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAudienceMinutes, rapport_audience_minutes, ADW_TYPE_WINDOW)

static void
write_text (RapportAudienceMinutes *self, const char *words, const char *tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->text, &end);
  gtk_text_buffer_insert_with_tags_by_name (self->text, &end, words, -1, tag, NULL);
  gtk_text_buffer_get_end_iter (self->text, &end);
  gtk_text_buffer_insert (self->text, &end, "\n", 1);
}

/* Pictures: made in threads, and put where they belong when they are there. */

static void
set_texture (GtkPicture *widget, GdkTexture *texture)
{
  gtk_picture_set_paintable (widget, GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (GTK_WIDGET (widget), gdk_texture_get_width (texture) / DENSITY,
                               gdk_texture_get_height (texture) / DENSITY);
}

static void
make_texture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPicture) picture = rapport_picture_read (data, &error);
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  if (picture == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  width = MIN (PICTURE_WIDTH, PICTURE_HEIGHT * rapport_picture_get_aspect (picture));
  height = MAX (width / rapport_picture_get_aspect (picture), 1);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (MAX (width, 1) * DENSITY),
                                        (int) (height * DENSITY));
  cr = cairo_create (surface);
  rapport_picture_draw (picture, cr, cairo_image_surface_get_width (surface),
                        cairo_image_surface_get_height (surface));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) stride * (gsize) cairo_image_surface_get_height (surface));
  g_task_return_pointer (task,
                         gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                                 cairo_image_surface_get_height (surface),
                                                 GDK_MEMORY_DEFAULT, bytes, (gsize) stride),
                         g_object_unref);
  cairo_surface_destroy (surface);
}

/* What a picture is drawn for. */
typedef struct
{
  RapportAudienceMinutes *minutes;
  char *digest;
} Drawn;

static void
drawn_free (Drawn *self)
{
  g_object_unref (self->minutes);
  g_free (self->digest);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawn, drawn_free)

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Drawn) drawn = user_data;
  RapportAudienceMinutes *self = drawn->minutes;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), NULL);
  GPtrArray *widgets = g_hash_table_lookup (self->waiting, drawn->digest);

  if (texture == NULL)
    return;
  for (guint i = 0; widgets != NULL && i < widgets->len; i++)
    set_texture (widgets->pdata[i], texture);
  g_hash_table_replace (self->textures, g_steal_pointer (&drawn->digest), texture);
}

static void
wait_for (RapportAudienceMinutes *self, GtkPicture *widget, const char *digest, GBytes *bytes)
{
  GPtrArray *widgets = g_hash_table_lookup (self->waiting, digest);
  g_autoptr (GTask) task = NULL;
  Drawn *drawn;

  if (widgets == NULL)
    {
      widgets = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->waiting, g_strdup (digest), widgets);
    }
  g_ptr_array_add (widgets, g_object_ref (widget));
  if (g_hash_table_contains (self->textures, digest))
    return;
  g_hash_table_insert (self->textures, g_strdup (digest), NULL);
  /* The thread may let go of its task last: no widget is to go with it, and there. */
  drawn = g_new0 (Drawn, 1);
  drawn->minutes = g_object_ref (self);
  drawn->digest = g_strdup (digest);
  task = g_task_new (NULL, self->making, made_cb, drawn);
  g_task_set_source_tag (task, wait_for);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, make_texture_thread);
}

static void
write_picture (RapportAudienceMinutes *self, const RapportPublicPicture *picture, GBytes *bytes)
{
  GdkTexture *texture = g_hash_table_lookup (self->textures, picture->digest);
  GtkWidget *widget = gtk_picture_new ();
  GtkTextChildAnchor *anchor;
  GtkTextIter end;

  gtk_picture_set_alternative_text (GTK_PICTURE (widget), picture->name);
  gtk_picture_set_can_shrink (GTK_PICTURE (widget), TRUE);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  if (texture != NULL)
    set_texture (GTK_PICTURE (widget), texture);
  else
    wait_for (self, GTK_PICTURE (widget), picture->digest, bytes);
  gtk_text_buffer_get_end_iter (self->text, &end);
  anchor = gtk_text_buffer_create_child_anchor (self->text, &end);
  gtk_text_view_add_child_at_anchor (self->view, widget, anchor);
  write_text (self, "", "line");
}

static void
mark_spot (RapportAudienceMinutes *self)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->text, &end);
  if (gtk_text_iter_backward_char (&end))
    gtk_text_buffer_move_mark (self->text, self->spot, &end);
}

static void
write_part (RapportAudienceMinutes *self, const RapportAudiencePart *part, GHashTable *pictures)
{
  GBytes *bytes =
    part->picture != NULL ? g_hash_table_lookup (pictures, part->picture->digest) : NULL;

  if (part->picture == NULL)
    write_text (self, part->text, part->look);
  else if (bytes != NULL)
    write_picture (self, part->picture, bytes);
}

void
rapport_audience_minutes_show (RapportAudienceMinutes *self,
                               RapportPublicMinutes *minutes,
                               GHashTable *pictures,
                               const char *item)
{
  const char *client = minutes->client != NULL
                         ? rapport_public_record_get_text (minutes->client, "name")
                         : minutes->title;
  guint spot;
  g_autoptr (GPtrArray) parts = rapport_audience_say (minutes, item, &spot);

  gtk_window_set_title (GTK_WINDOW (self), client);
  gtk_text_buffer_set_text (self->text, "", 0);
  g_hash_table_remove_all (self->waiting);
  for (guint i = 0; i < parts->len; i++)
    {
      write_part (self, parts->pdata[i], pictures);
      if (i + 1 == spot)
        mark_spot (self);
    }
  gtk_text_view_scroll_to_mark (self->view, self->spot, 0.15, FALSE, 0, 0);
}

/* The object. */

static void
install_tags (GtkTextBuffer *text)
{
  gtk_text_buffer_create_tag (text, "meeting", "weight", PANGO_WEIGHT_BOLD, "scale", 1.6, NULL);
  gtk_text_buffer_create_tag (text, "title", "weight", PANGO_WEIGHT_BOLD, "scale", 1.25,
                              "pixels-above-lines", 24, "pixels-below-lines", 6, NULL);
  gtk_text_buffer_create_tag (text, "line", "pixels-above-lines", 6, NULL);
  gtk_text_buffer_create_tag (text, "caption", "scale", 0.85, "weight", PANGO_WEIGHT_MEDIUM,
                              "left-margin", 24, NULL);
}

static gboolean
close_request_cb (RapportAudienceMinutes *self)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (widget, signals[SIGNAL_ENDED], 0);
  return TRUE;
}

static void
unref_texture (gpointer texture)
{
  g_clear_object ((GObject **) &texture);
}

static void
rapport_audience_minutes_dispose (GObject *object)
{
  RapportAudienceMinutes *self = RAPPORT_AUDIENCE_MINUTES (object);

  g_cancellable_cancel (self->making);
  g_hash_table_remove_all (self->waiting);
  G_OBJECT_CLASS (rapport_audience_minutes_parent_class)->dispose (object);
}

static void
rapport_audience_minutes_finalize (GObject *object)
{
  RapportAudienceMinutes *self = RAPPORT_AUDIENCE_MINUTES (object);

  g_object_unref (self->making);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->textures);
  G_OBJECT_CLASS (rapport_audience_minutes_parent_class)->finalize (object);
}

static void
rapport_audience_minutes_class_init (RapportAudienceMinutesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_audience_minutes_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_audience_minutes_finalize;
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
rapport_audience_minutes_init (RapportAudienceMinutes *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_scrollable_new ();
  GtkTextIter start;

  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_texture);
  self->waiting =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->making = g_cancellable_new ();
  self->view = GTK_TEXT_VIEW (view);
  self->text = gtk_text_view_get_buffer (self->view);
  install_tags (self->text);
  gtk_text_buffer_get_start_iter (self->text, &start);
  self->spot = gtk_text_buffer_create_mark (self->text, NULL, &start, TRUE);
  g_object_set (view, "editable", FALSE, "cursor-visible", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR,
                "left-margin", 24, "right-margin", 24, "top-margin", 24, "bottom-margin", 48, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Minutes"), -1);
  gtk_widget_add_css_class (view, "audience-minutes");
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 900);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (frame), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (frame), scroller);
  adw_window_set_content (ADW_WINDOW (self), frame);
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 720);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}

GtkWidget *
rapport_audience_minutes_new (GtkApplication *application)
{
  return g_object_new (RAPPORT_TYPE_AUDIENCE_MINUTES, "application", application, NULL);
}
