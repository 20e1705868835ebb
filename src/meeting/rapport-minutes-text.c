/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-text.h"

#include "rapport-format.h"
#include "rapport-html-text.h"
#include "rapport-latin-key.h"
#include "rapport-minutes-files.h"
#include "rapport-onlooker.h"
#include "rapport-thread.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MARGIN          46
#define ICON_SIZE       16
#define CAPTION_Y       18
#define TITLE_CAPTION_Y 22
#define MODIFIERS       (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)
#define TYPED_KEYS      (GDK_CONTROL_MASK | GDK_SHIFT_MASK)

/* More is no minutes. It is refused as a whole: half of it would be a loss that nobody sees. */
#define LONGEST_PASTE (500 * 1000)

struct _RapportMinutesText
{
  GtkSourceView parent_instance;

  RapportLibrary *library;
  RapportMinutesBuffer *buffer;
  GHashTable *icons; /* name → GtkIconPaintable, for this scale */
  int icon_scale;
  GCancellable *pasting;
  RapportMinutesTitleWords title_words;
  gpointer title_data;
  RapportMinutesPictures *pictures;
};

enum
{
  SIGNAL_TOLD,
  SIGNAL_CARD_WANTED,
  SIGNAL_FILES_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMinutesText, rapport_minutes_text, GTK_SOURCE_TYPE_VIEW)

/* What lines are. Keys are Ctrl and Shift with a letter of a Latin keyboard. */
static const struct
{
  const char *kind;
  guint key;
  const char *icon;
} kinds[] = {
  { "decision", GDK_KEY_d, "object-select-symbolic" },
  { "agreement", GDK_KEY_a, "system-users-symbolic" },
  { "task", GDK_KEY_t, "checkbox-symbolic" },
  { "risk", GDK_KEY_r, "dialog-warning-symbolic" },
  { "exclusion", GDK_KEY_x, "action-unavailable-symbolic" },
  { "remark", GDK_KEY_m, "chat-message-new-symbolic" },
  { "text", GDK_KEY_n, "text-x-generic-symbolic" },
};

const char *
rapport_minutes_text_get_icon (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].icon;
  return "text-x-generic-symbolic";
}

char *
rapport_minutes_text_describe (RapportMinutesText *self, const RapportMinutesParagraph *paragraph)
{
  const RapportField *field = &rapport_minutes_line_info.fields[RAPPORT_MINUTES_LINE_KIND];
  g_autoptr (GString) words = g_string_new (NULL);

  if (paragraph->is_private)
    g_string_append (words, _ ("Only the team"));
  if (!g_str_equal (paragraph->kind, "text"))
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                            rapport_field_get_word_label (field, paragraph->kind));
  if (words->len == 0 || g_str_equal (paragraph->kind, "text"))
    return g_string_free_and_steal (g_steal_pointer (&words));
  if (paragraph->who != NULL && *paragraph->who != '\0')
    g_string_append_printf (words, " · %s", paragraph->who);
  if (*paragraph->side != '\0')
    {
      const RapportField *side = &rapport_minutes_line_info.fields[RAPPORT_MINUTES_LINE_SIDE];

      g_string_append_printf (words, " (%s)", rapport_field_get_word_label (side, paragraph->side));
    }
  if (paragraph->due != RAPPORT_DAY_NONE)
    {
      g_autofree char *day =
        rapport_format_day (paragraph->due, rapport_format_today (self->library));

      g_string_append_printf (words, " · %s", day);
    }
  if (paragraph->card_title != NULL)
    /* Translators: the card that a remark is about, by its title. */
    g_string_append_printf (words, _ (" · about “%s”"), paragraph->card_title);
  return g_string_free_and_steal (g_steal_pointer (&words));
}

/* Drawing. */

static GtkIconPaintable *
get_icon (RapportMinutesText *self, const char *name)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const int scale = gtk_widget_get_scale_factor (widget);
  GtkIconPaintable *icon;

  if (self->icon_scale != scale)
    g_hash_table_remove_all (self->icons);
  self->icon_scale = scale;
  icon = g_hash_table_lookup (self->icons, name);
  if (icon == NULL)
    {
      icon = gtk_icon_theme_lookup_icon (
        gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), name, NULL, ICON_SIZE,
        scale, gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
      g_hash_table_insert (self->icons, g_strdup (name), icon);
    }
  return icon;
}

static void
draw_icon (
  RapportMinutesText *self, GtkSnapshot *snapshot, const char *name, const GdkRGBA *colour, int y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN - ICON_SIZE - 12, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (get_icon (self, name)),
                                            GDK_SNAPSHOT (snapshot), ICON_SIZE, ICON_SIZE, colour,
                                            1);
  gtk_snapshot_restore (snapshot);
}

/* Below the words that it is about, which are laid out by their own direction and not by the
 * window's: in one that is read from the right Pango takes the sides the other way round. */
static PangoAlignment
get_alignment (RapportMinutesText *self, PangoLayout *layout)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL &&
             pango_layout_get_direction (layout, 0) != PANGO_DIRECTION_RTL
           ? PANGO_ALIGN_RIGHT
           : PANGO_ALIGN_LEFT;
}

static void
draw_caption (
  RapportMinutesText *self, GtkSnapshot *snapshot, const char *words, const GdkRGBA *colour, int y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, get_alignment (self, layout));
  pango_layout_set_width (layout, MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - MARGIN - 12) *
                                    PANGO_SCALE);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* Side by side, as many as there is room for; the list of files has all. */
static void
draw_pictures (RapportMinutesText *self,
               GtkSnapshot *snapshot,
               const RapportMinutesParagraph *paragraph,
               int y)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self)) - 12;
  const char *id =
    paragraph->line != NULL ? rapport_record_get_id (RAPPORT_RECORD (paragraph->line)) : "";
  int x = MARGIN;

  for (guint i = 0; i < paragraph->n_pictures && x < width; i++)
    {
      GdkTexture *texture = rapport_minutes_pictures_get (self->pictures, id, i);
      GdkRGBA frame;
      double wide = RAPPORT_MINUTES_PICTURE_HEIGHT;
      double high = RAPPORT_MINUTES_PICTURE_HEIGHT;

      gtk_widget_get_color (GTK_WIDGET (self), &frame);
      frame.alpha *= 0.08f;
      if (texture != NULL)
        {
          wide = MIN (gdk_texture_get_width (texture) / 2.0, MAX (24, width - x));
          high = wide * gdk_texture_get_height (texture) / gdk_texture_get_width (texture);
          gtk_snapshot_append_texture (
            snapshot, texture,
            &GRAPHENE_RECT_INIT ((float) x, (float) y + 6, (float) wide, (float) high));
        }
      else
        gtk_snapshot_append_color (
          snapshot, &frame,
          &GRAPHENE_RECT_INIT ((float) x, (float) y + 6, (float) wide, (float) high));
      x += (int) wide + 6;
    }
}

static void
draw_line (RapportMinutesText *self,
           GtkSnapshot *snapshot,
           const RapportMinutesParagraph *paragraph,
           int y,
           int height)
{
  const gboolean is_text = g_str_equal (paragraph->kind, "text");
  const int room = paragraph->n_pictures > 0 ? RAPPORT_MINUTES_ROOM : 0;
  g_autofree char *words = NULL;
  GdkRGBA colour;

  if (room > 0)
    draw_pictures (self, snapshot, paragraph, y + height - room);

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  colour.alpha *= 0.65f;
  if (paragraph->heading && self->title_words != NULL && *paragraph->item != '\0')
    words = self->title_words (paragraph->item, self->title_data);
  else if (!paragraph->heading && !is_text)
    words = rapport_minutes_text_describe (self, paragraph);
  if (words != NULL)
    draw_caption (self, snapshot, words, &colour,
                  y + height - room - (paragraph->heading ? TITLE_CAPTION_Y : CAPTION_Y));
  if (paragraph->heading || (is_text && !paragraph->is_private))
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  if (g_str_equal (paragraph->kind, "risk"))
    colour = (GdkRGBA) { 0.78f, 0.48f, 0.0f, 1 };
  if (paragraph->is_private)
    draw_icon (self, snapshot, "changes-prevent-symbolic", &colour, y + 4);
  else
    draw_icon (self, snapshot, rapport_minutes_text_get_icon (paragraph->kind), &colour, y + 4);
}

/* Only what is in sight. */
static void
rapport_minutes_text_snapshot_layer (GtkTextView *view,
                                     GtkTextViewLayer layer,
                                     GtkSnapshot *snapshot)
{
  RapportMinutesText *self = RAPPORT_MINUTES_TEXT (view);
  GdkRectangle seen;
  GtkTextIter at;

  GTK_TEXT_VIEW_CLASS (rapport_minutes_text_parent_class)->snapshot_layer (view, layer, snapshot);
  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    return;
  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, &at, seen.y, NULL);
  do
    {
      const RapportMinutesParagraph *paragraph =
        rapport_minutes_buffer_get_paragraph (self->buffer, (guint) gtk_text_iter_get_line (&at));
      int y, height;

      gtk_text_view_get_line_yrange (view, &at, &y, &height);
      if (y > seen.y + seen.height)
        return;
      if (paragraph != NULL)
        draw_line (self, snapshot, paragraph, y, height);
    }
  while (gtk_text_iter_forward_line (&at));
}

void
rapport_minutes_text_set_title_words (RapportMinutesText *self,
                                      RapportMinutesTitleWords words,
                                      gpointer user_data)
{
  self->title_words = words;
  self->title_data = user_data;
}

/* Turning lines. */

static void
get_selected_lines (RapportMinutesText *self, guint *first, guint *last)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  *first = (guint) gtk_text_iter_get_line (&start);
  *last = (guint) gtk_text_iter_get_line (&end);
  /* A selection of whole lines ends before the next. */
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}

void
rapport_minutes_text_set_kind (RapportMinutesText *self, const char *kind)
{
  guint first, last;

  get_selected_lines (self, &first, &last);
  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    rapport_minutes_buffer_set_kind (self->buffer, first, last, kind);
}

void
rapport_minutes_text_toggle_private (RapportMinutesText *self)
{
  const RapportMinutesParagraph *paragraph;
  guint first, last;

  get_selected_lines (self, &first, &last);
  paragraph = rapport_minutes_buffer_get_paragraph (self->buffer, first);
  /* A line that becomes private before the client's eyes would be gone. */
  if (paragraph != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) &&
      !rapport_onlooker_is_there (self->library))
    rapport_minutes_buffer_set_private (self->buffer, first, last, !paragraph->is_private);
}

/* Keys. */

static gboolean
turn_by_key (RapportMinutesText *self, guint latin)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].key == latin)
      {
        rapport_minutes_text_set_kind (self, kinds[i].kind);
        return TRUE;
      }
  if (latin == GDK_KEY_p)
    rapport_minutes_text_toggle_private (self);
  else if (latin == GDK_KEY_c)
    g_signal_emit (self, signals[SIGNAL_CARD_WANTED], 0);
  else
    return FALSE;
  return TRUE;
}

/* Backspace at the beginning of a line that is something makes it text again. */
static gboolean
turn_back (RapportMinutesText *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self->buffer);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  if (paragraph == NULL || paragraph->locked || gtk_text_buffer_get_has_selection (buffer) ||
      !gtk_text_iter_starts_line (&at))
    return FALSE;
  if (!g_str_equal (paragraph->kind, "text"))
    rapport_minutes_text_set_kind (self, "text");
  else if (paragraph->is_private)
    rapport_minutes_text_toggle_private (self);
  else
    return FALSE;
  return TRUE;
}

/* A list goes on with the next line, and ends with an empty one. */
static gboolean
go_on_list (RapportMinutesText *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  const guint index = rapport_minutes_buffer_get_current_index (self->buffer);
  g_autofree char *words = rapport_minutes_buffer_get_words (self->buffer, index);
  GtkTextIter at, start;
  g_autofree char *next = NULL;

  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_buffer_get_has_selection (buffer) || !gtk_text_iter_ends_line (&at) ||
      (!g_str_has_prefix (words, "- ") && !g_str_has_prefix (words, "* ")))
    return FALSE;
  if (words[2] == '\0')
    {
      gtk_text_buffer_get_iter_at_line (buffer, &start, (int) index);
      gtk_text_buffer_delete_interactive (buffer, &start, &at, TRUE);
      return TRUE;
    }
  next = g_strdup_printf ("\n%.2s", words);
  rapport_minutes_buffer_type (self->buffer, next);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
  return TRUE;
}

static gboolean
undo_by_key (RapportMinutesText *self, guint latin, GdkModifierType state)
{
  const gboolean redo = latin == GDK_KEY_y || (state & GDK_SHIFT_MASK) != 0;

  if (latin != GDK_KEY_z && (latin != GDK_KEY_y || state != GDK_CONTROL_MASK))
    return FALSE;
  rapport_minutes_buffer_flush (self->buffer);
  gtk_widget_activate_action (GTK_WIDGET (self), redo ? "win.redo" : "win.undo", NULL);
  return TRUE;
}

static gboolean
key_pressed_cb (RapportMinutesText *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *controller)
{
  const guint latin =
    rapport_latin_key_get (gtk_widget_get_display (GTK_WIDGET (self)), keycode, keyval);

  state &= MODIFIERS;
  if ((state & GDK_CONTROL_MASK) != 0 && undo_by_key (self, latin, state))
    return GDK_EVENT_STOP;
  if (state == TYPED_KEYS)
    return turn_by_key (self, latin);
  if (keyval == GDK_KEY_BackSpace && state == 0)
    return turn_back (self);
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && state == 0)
    return go_on_list (self);
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && state == GDK_SHIFT_MASK)
    {
      rapport_minutes_buffer_type (self->buffer, "\u2028");
      return GDK_EVENT_STOP;
    }
  /* Lines are records: they are not moved as letters. */
  return state == GDK_ALT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down);
}

/* Pasting. */

static void
refuse (RapportMinutesText *self, gsize length)
{
  g_autofree char *size = g_format_size (length);
  /* Translators: the size of a text, such as "5.0 MB". */
  g_autofree char *message = g_strdup_printf (
    _ ("Nothing was pasted: %s of text is too much for minutes. Keep it as a file."), size);

  g_signal_emit (self, signals[SIGNAL_TOLD], 0, message);
}

static void
put_in (RapportMinutesText *self, const char *text)
{
  const gsize length = strlen (text);
  g_autofree char *valid = NULL;
  g_autoptr (GString) clean = NULL;

  if (length > LONGEST_PASTE)
    {
      refuse (self, length);
      return;
    }
  valid = g_utf8_make_valid (text, -1);
  clean = g_string_new (valid);
  g_string_replace (clean, "\r\n", "\n", 0);
  g_string_replace (clean, "\r", "\n", 0);
  g_string_replace (clean, "\u2029", "\n", 0);
  g_string_replace (clean, "\ufffc", "", 0);
  while (g_string_replace (clean, "\n\n", "\n", 0) > 0)
    ;
  rapport_minutes_buffer_paste (self->buffer, clean->str);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportMinutesText) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && self->buffer != NULL)
    put_in (self, text);
}

static void
read_text (RapportMinutesText *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->pasting,
                                 text_read_cb, g_object_ref (self));
}

/* A picture that was copied in a browser comes with a page that says no words. */
static gboolean
paste_picture (RapportMinutesText *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!gdk_content_formats_contain_mime_type (formats, "image/png") &&
      !gdk_content_formats_contain_mime_type (formats, "image/jpeg"))
    return FALSE;
  rapport_minutes_files_paste (self->buffer, clipboard);
  return TRUE;
}

static void
convert_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GBytes *bytes = data;

  g_task_return_pointer (
    task, rapport_html_text_convert (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)),
    g_free);
}

static void
converted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportMinutesText *self = RAPPORT_MINUTES_TEXT (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL || self->buffer == NULL)
    return;
  if (*text != '\0')
    put_in (self, text);
  else if (!paste_picture (self))
    read_text (self);
}

static void
html_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportMinutesText) self = user_data;
  GOutputStream *stream = G_OUTPUT_STREAM (source);
  g_autoptr (GTask) task = NULL;
  GBytes *bytes;

  if (g_output_stream_splice_finish (stream, result, NULL) < 0 || self->buffer == NULL)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  /* Of more only the beginning would be read: its plain text is all there, or refused. */
  if (g_bytes_get_size (bytes) > RAPPORT_HTML_TEXT_MAX)
    {
      g_bytes_unref (bytes);
      read_text (self);
      return;
    }
  task = g_task_new (self, self->pasting, converted_cb, NULL);
  g_task_set_source_tag (task, html_taken_cb);
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  rapport_thread_run (task, convert_thread);
}

static void
html_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportMinutesText) self = user_data;
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    return;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, self->pasting, html_taken_cb, g_object_ref (self));
}

static void
rapport_minutes_text_paste (GtkTextView *view)
{
  static const char *html[] = { "text/html", NULL };
  RapportMinutesText *self = RAPPORT_MINUTES_TEXT (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!gtk_text_view_get_editable (view))
    return;
  if (rapport_minutes_files_can_paste (clipboard))
    rapport_minutes_files_paste (self->buffer, clipboard);
  else if (gdk_content_formats_contain_mime_type (formats, "text/html") &&
           !gdk_clipboard_is_local (clipboard))
    gdk_clipboard_read_async (clipboard, html, G_PRIORITY_DEFAULT, self->pasting, html_read_cb,
                              g_object_ref (self));
  else
    read_text (self);
}

/* Pictures. */

static gboolean
dropped_cb (RapportMinutesText *self, const GValue *value, double x, double y)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GtkTextIter at;
  int left, top;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return FALSE;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &left, &top);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &at, top, NULL);
  for (GSList *list = g_value_get_boxed (value); list != NULL; list = list->next)
    g_ptr_array_add (files, g_object_ref (list->data));
  rapport_minutes_files_take (self->buffer, (guint) gtk_text_iter_get_line (&at), files);
  return TRUE;
}

/* A click on a picture leads to the files of its line. */
static void
clicked_cb (RapportMinutesText *self, int n, double x, double y, GtkGestureClick *gesture)
{
  const RapportMinutesParagraph *paragraph;
  GtkTextIter at;
  int left, top, line_y, height;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &left, &top);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &at, top, NULL);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &at, &line_y, &height);
  paragraph =
    rapport_minutes_buffer_get_paragraph (self->buffer, (guint) gtk_text_iter_get_line (&at));
  if (paragraph == NULL || paragraph->n_pictures == 0 || left < MARGIN ||
      top < line_y + height - RAPPORT_MINUTES_ROOM)
    return;
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &at);
  g_signal_emit (self, signals[SIGNAL_FILES_WANTED], 0);
}

static void
add_controllers (RapportMinutesText *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static guint
count_pictures (const char *line_id, gpointer user_data)
{
  RapportMinutesText *self = user_data;

  return rapport_minutes_pictures_count (self->pictures, line_id);
}

static void
pictures_changed_cb (RapportMinutesText *self)
{
  rapport_minutes_buffer_make_room (self->buffer);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

RapportMinutesPictures *
rapport_minutes_text_get_pictures (RapportMinutesText *self)
{
  return self->pictures;
}

/* The object. */

static void
dark_cb (RapportMinutesText *self)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  rapport_minutes_buffer_set_dark (self->buffer, dark);
}

static void
rapport_minutes_text_dispose (GObject *object)
{
  RapportMinutesText *self = RAPPORT_MINUTES_TEXT (object);

  g_cancellable_cancel (self->pasting);
  if (self->buffer != NULL)
    rapport_minutes_buffer_set_pictured (self->buffer, NULL, NULL);
  g_clear_object (&self->pictures);
  g_clear_object (&self->buffer);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_minutes_text_parent_class)->dispose (object);
}

static void
rapport_minutes_text_finalize (GObject *object)
{
  RapportMinutesText *self = RAPPORT_MINUTES_TEXT (object);

  g_clear_object (&self->pasting);
  g_hash_table_unref (self->icons);
  G_OBJECT_CLASS (rapport_minutes_text_parent_class)->finalize (object);
}

static void
rapport_minutes_text_class_init (RapportMinutesTextClass *klass)
{
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_minutes_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_minutes_text_finalize;
  view_class->snapshot_layer = rapport_minutes_text_snapshot_layer;
  view_class->paste_clipboard = rapport_minutes_text_paste;
  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FILES_WANTED] =
    g_signal_new ("files-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_CARD_WANTED] =
    g_signal_new ("card-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
rapport_minutes_text_init (RapportMinutesText *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->pasting = g_cancellable_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  add_controllers (self);
}

GtkWidget *
rapport_minutes_text_new (RapportLibrary *library, RapportMinutesBuffer *buffer)
{
  RapportMinutesText *self =
    g_object_new (RAPPORT_TYPE_MINUTES_TEXT, "buffer", buffer, "wrap-mode", GTK_WRAP_WORD_CHAR,
                  "left-margin", MARGIN, "right-margin", 12, "top-margin", 6, "bottom-margin", 120,
                  "pixels-below-lines", 4, "accepts-tab", FALSE, NULL);

  self->library = g_object_ref (library);
  self->buffer = g_object_ref (buffer);
  self->pictures = rapport_minutes_pictures_new (library);
  rapport_minutes_buffer_set_pictured (buffer, count_pictures, self);
  g_signal_connect_object (self->pictures, "changed", G_CALLBACK (pictures_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (buffer), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "minutes");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "lines-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  dark_cb (self);
  return GTK_WIDGET (self);
}
