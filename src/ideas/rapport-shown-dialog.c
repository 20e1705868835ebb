/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-shown-dialog.h"

#include "rapport-format.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

/* Who wants to know more asks for a day long ago. */
#define MOST_SHOWN 300

/* (transfer full): "14:03" */
static char *
tell_time (gint64 instant)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (instant / G_TIME_SPAN_SECOND);

  return moment != NULL ? g_date_time_format (moment, "%H:%M") : g_strdup ("");
}

/* (transfer full): "14:03–14:05 · 2 minutes", "14:03 · less than a minute". What a program that
 * ended badly had begun has no end. */
static char *
tell_when (RapportRecord *showing)
{
  const gint64 started = rapport_record_get_integer (showing, RAPPORT_SHOWING_STARTED);
  const gint64 ended = rapport_record_get_integer (showing, RAPPORT_SHOWING_ENDED);
  const guint minutes = (guint) (MAX (ended - started, 0) / G_TIME_SPAN_MINUTE);
  g_autofree char *from = tell_time (started);
  g_autofree char *until = NULL;
  g_autofree char *length = NULL;

  if (ended < started)
    return g_strdup_printf (_ ("from %s"), from);
  until = tell_time (ended);
  length = minutes > 0 ? g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes)
                       : g_strdup (_ ("less than a minute"));
  if (g_str_equal (from, until))
    return g_strdup_printf ("%s · %s", from, length);
  return g_strdup_printf ("%s–%s · %s", from, until, length);
}

static GtkWidget *
make_row (RapportRecord *showing)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = tell_when (showing);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (showing));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  gtk_widget_add_css_class (row, "numeric");
  return row;
}

static RapportDay
get_day (RapportRecord *showing)
{
  return rapport_instant_to_day (rapport_record_get_integer (showing, RAPPORT_SHOWING_STARTED));
}

static AdwPreferencesGroup *
add_day (AdwPreferencesPage *page, RapportDay day, RapportDay today)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *name = rapport_format_day (day, today);
  g_autofree char *title = rapport_locale_capitalize (name);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

/* @showings come with the latest first. */
static void
add_rows (AdwPreferencesPage *page, GPtrArray *showings, RapportDay today)
{
  guint end;

  for (guint i = 0; i < showings->len; i = end)
    {
      const RapportDay day = get_day (showings->pdata[i]);
      AdwPreferencesGroup *group = add_day (page, day, today);

      for (end = i + 1; end < showings->len && get_day (showings->pdata[end]) == day;)
        end++;
      for (guint j = end; j > i; j--)
        adw_preferences_group_add (group, make_row (showings->pdata[j - 1]));
    }
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Not Shown Yet"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (page),
    _ ("When you present this board, it is noted here what was shown when."));
  return page;
}

/* (transfer full) */
static GPtrArray *
find_showings (RapportLibrary *library, const char *board_id)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_SHOWING);
  g_autoptr (GError) error = NULL;
  GPtrArray *showings;

  rapport_query_where_text (query, RAPPORT_SHOWING_BOARD, board_id);
  rapport_query_order_by (query, RAPPORT_SHOWING_STARTED, TRUE);
  rapport_query_set_limit (query, MOST_SHOWN);
  showings = rapport_library_find (library, query, &error);
  if (showings == NULL)
    g_warning ("what was shown can't be read: %s", error->message);
  return showings != NULL ? showings : g_ptr_array_new ();
}

AdwDialog *
rapport_shown_dialog_new (RapportLibrary *library, const char *board_id)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  g_autoptr (GPtrArray) showings = find_showings (library, board_id);

  add_rows (ADW_PREFERENCES_PAGE (page), showings, rapport_format_today (library));
  if (showings->len == 0)
    {
      g_object_ref_sink (page);
      g_object_unref (page);
      page = make_empty ();
    }
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("What Was Shown"));
  adw_dialog_set_content_width (dialog, 440);
  adw_dialog_set_content_height (dialog, 560);
  adw_dialog_set_child (dialog, view);
  return dialog;
}
