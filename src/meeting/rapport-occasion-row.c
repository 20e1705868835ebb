/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-occasion-row.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-when.h"

#include <glib/gi18n-lib.h>

gboolean
rapport_occasion_may_see (RapportLibrary *library, const RapportOccasion *occasion)
{
  g_autoptr (RapportRecord) record = NULL;

  if (!rapport_onlooker_is_there (library))
    return TRUE;
  record = occasion->meeting != NULL
             ? rapport_library_get (library, RAPPORT_TYPE_MEETING, occasion->meeting)
             : rapport_library_get (library, RAPPORT_TYPE_SCHEDULE, occasion->schedule);
  return record != NULL && rapport_onlooker_may_see (library, record);
}

void
rapport_occasion_set_action (GtkActionable *widget, const RapportOccasion *occasion)
{
  g_autofree char *day = NULL;

  if (occasion->meeting != NULL)
    {
      gtk_actionable_set_action_target (widget, "s", occasion->meeting);
      gtk_actionable_set_action_name (widget, "win.open-meeting");
      return;
    }
  day = rapport_day_to_string (occasion->occurrence);
  gtk_actionable_set_action_target (widget, "(ss)", occasion->schedule, day);
  gtk_actionable_set_action_name (widget, "win.open-occasion");
}

char *
rapport_occasion_describe (const RapportOccasion *occasion)
{
  const RapportField *fields = rapport_meeting_info.fields;
  const char *kind = rapport_field_get_word_label (&fields[RAPPORT_MEETING_KIND], occasion->kind);

  if (g_str_equal (occasion->status, "planned"))
    return g_strdup (kind);
  return g_strdup_printf (
    "%s · %s", kind,
    rapport_field_get_word_label (&fields[RAPPORT_MEETING_STATUS], occasion->status));
}

void
rapport_occasion_row_hide_arrow (GtkWidget *row)
{
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "arrow"), FALSE);
}

GtkWidget *
rapport_occasion_row_new (RapportLibrary *library, const RapportOccasion *occasion)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *when =
    rapport_when_full (occasion->start, occasion->length, rapport_format_today (library));
  g_autofree char *capital = rapport_locale_capitalize (when);
  g_autofree char *about = rapport_occasion_describe (occasion);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", capital, about);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), occasion->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_object_set_data (G_OBJECT (row), "arrow", arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  rapport_occasion_set_action (GTK_ACTIONABLE (row), occasion);
  if (g_str_equal (occasion->status, "cancelled"))
    gtk_widget_add_css_class (row, "cancelled");
  return row;
}
