/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-minutes.h"

#include "rapport-locale.h"
#include "rapport-markdown.h"

#include <glib/gi18n-lib.h>

struct _RapportAudienceMinutes
{
  AdwWindow parent_instance;

  GtkTextView *view;
  GtkTextBuffer *text;
  GtkTextMark *spot; /* what is talked about */
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAudienceMinutes, rapport_audience_minutes, ADW_TYPE_WINDOW)

/* What a line is, in the words of this window. */
static const char *
get_kind_label (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *label;
  } labels[] = {
    { "decision", N_ ("Decision") },
    { "agreement", N_ ("Agreement") },
    { "task", N_ ("Task") },
    { "risk", N_ ("Risk") },
    { "exclusion", N_ ("What we do not do") },
    { "remark", N_ ("Remark") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].kind, kind))
      return g_dgettext (GETTEXT_PACKAGE, labels[i].label);
  return NULL;
}

static void
write_text (RapportAudienceMinutes *self, const char *words, const char *tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->text, &end);
  gtk_text_buffer_insert_with_tags_by_name (self->text, &end, words, -1, tag, NULL);
  gtk_text_buffer_get_end_iter (self->text, &end);
  gtk_text_buffer_insert (self->text, &end, "\n", 1);
}

static void
write_line (RapportAudienceMinutes *self,
            RapportPublicMinutes *minutes,
            const RapportPublicLine *line)
{
  const char *label = get_kind_label (line->kind);
  g_autofree char *words = rapport_markdown_to_plain (line->text);
  g_autoptr (GString) caption = NULL;

  write_text (self, words, "line");
  if (label == NULL)
    return;
  caption = g_string_new (label);
  if (*line->who != '\0')
    g_string_append_printf (caption, " · %s", line->who);
  if (line->due != RAPPORT_DAY_NONE)
    {
      const RapportLocale *locale = rapport_locale_get (minutes->language);
      g_autofree char *day = rapport_locale_day (locale, line->due, minutes->today);

      g_string_append_printf (caption, " · %s", day);
    }
  write_text (self, caption->str, "caption");
}

static void
mark_spot (RapportAudienceMinutes *self)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->text, &end);
  if (gtk_text_iter_backward_char (&end))
    gtk_text_buffer_move_mark (self->text, self->spot, &end);
}

void
rapport_audience_minutes_show (RapportAudienceMinutes *self,
                               RapportPublicMinutes *minutes,
                               const char *item)
{
  const char *client = minutes->client != NULL
                         ? rapport_public_record_get_text (minutes->client, "name")
                         : minutes->title;

  gtk_window_set_title (GTK_WINDOW (self), client);
  gtk_text_buffer_set_text (self->text, "", 0);
  write_text (self, minutes->title, "meeting");
  for (guint i = 0; i < minutes->items->len; i++)
    {
      const RapportPublicItem *part = minutes->items->pdata[i];

      if (*part->id != '\0')
        write_text (self, part->title, "title");
      else if (part->lines->len > 0 && minutes->items->len > 1)
        write_text (self, _ ("Other"), "title");
      for (guint j = 0; j < part->lines->len; j++)
        write_line (self, minutes, part->lines->pdata[j]);
      if (g_strcmp0 (part->id, item) == 0)
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
rapport_audience_minutes_class_init (RapportAudienceMinutesClass *klass)
{
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
