/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-conflict-text.h"

#include <string.h>

/* In bytes: so much is shown whole; so much of what is alike stands around what is not; and so much
 * of that is shown, more than anybody compares by eye. */
#define SHORT  600
#define AROUND 80
#define MOST   1500

static gsize
count_alike (const char *text, const char *other)
{
  gsize n = 0;

  while (text[n] != '\0' && text[n] == other[n])
    n++;
  return n;
}

static gsize
count_alike_at_end (const char *text, gsize length, const char *other, gsize other_length)
{
  gsize n = 0;

  while (n < length && n < other_length && text[length - 1 - n] == other[other_length - 1 - n])
    n++;
  return n;
}

/* The beginning of the letter that @place is in. */
static gsize
align (const char *text, gsize place)
{
  while (place > 0 && (text[place] & 0xc0) == 0x80)
    place--;
  return place;
}

char *
rapport_conflict_text_cut (const char *text, const char *other, gboolean *cut)
{
  const gsize length = strlen (text);
  const gsize other_length = strlen (other);
  const gsize alike = count_alike (text, other);
  const gsize rest =
    count_alike_at_end (text + alike, length - alike, other + alike, other_length - alike);
  const gsize start = align (text, alike > AROUND ? alike - AROUND : 0);
  const gsize after = align (text, MIN (length, length - rest + AROUND));
  const gsize end = align (text, MIN (after, start + MOST));

  *cut = length > SHORT && (start > 0 || end < length);
  if (!*cut)
    return g_strdup (text);
  return g_strdup_printf ("%s%.*s%s", start > 0 ? "…" : "", (int) (end - start), text + start,
                          end < length ? "…" : "");
}

void
rapport_conflict_text_show (GtkWidget *parent, const char *title, const char *text)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *reader = gtk_text_view_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (reader), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (reader), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (reader), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (reader), 18);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (reader), 18);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (reader), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (reader), 18);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (reader)), text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (reader), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), reader);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 640);
  adw_dialog_set_content_height (dialog, 600);
  adw_dialog_present (dialog, parent);
  gtk_widget_grab_focus (reader);
}
