/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-lists.h"

#include "rapport-empty.h"
#include "rapport-format.h"
#include "rapport-open-record.h"
#include "rapport-refusal.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More lines are in the file; nobody reads a thousand rows. */
#define MOST_ROWS 200

/* (transfer full): a page with one group, and the group. */
static AdwNavigationPage *
make_page (const char *title, GtkWidget *content)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return adw_navigation_page_new (view, title);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  return row;
}

/* What is refused. */

/* "Task: New landing page" */
static char *
name_entry (RapportLibrary *library, const RapportSyncEntry *entry)
{
  g_autoptr (RapportRecord) record = NULL;

  if (entry->info == NULL)
    return g_strdup (entry->type);
  record = rapport_library_get (library, entry->info->get_type (), entry->id);
  if (record == NULL || *rapport_record_get_title (record) == '\0')
    return g_strdup (_ (entry->info->label));
  /* Translators: what sort of record it is, and what it is called */
  return g_strdup_printf (_ ("%s: %s"), _ (entry->info->label), rapport_record_get_title (record));
}

static void
retry_cb (GtkWidget *button, RapportTeam *team)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (button, ADW_TYPE_PREFERENCES_DIALOG);

  rapport_team_retry_blocked (team);
  /* How it goes is told where the state is. */
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
}

#define ROW_ENTRY "rapport-entry"

/* There it can be made such that the server takes it. */
static void
open_cb (GtkWidget *row, RapportLibrary *library)
{
  const RapportSyncEntry *entry = g_object_get_data (G_OBJECT (row), ROW_ENTRY);
  g_autoptr (RapportRecord) record =
    rapport_library_get (library, entry->info->get_type (), entry->id);

  if (record != NULL)
    rapport_open_record (row, entry->info, entry->id, rapport_record_get_client_id (record));
}

static void
let_open (GtkWidget *row,
          GPtrArray *entries,
          const RapportSyncEntry *entry,
          RapportLibrary *library)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("go-next-symbolic");

  g_object_set_data (G_OBJECT (row), ROW_ENTRY, (gpointer) entry);
  g_object_set_data_full (G_OBJECT (row), "entries", g_ptr_array_ref (entries),
                          (GDestroyNotify) g_ptr_array_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), library, 0);
}

static GtkWidget *
make_blocked_top (RapportTeam *team)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = adw_button_row_new ();

  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("Colleagues don’t see these changes yet. What was written is safe in this library."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), _ ("_Try Again"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (button), TRUE);
  g_signal_connect_object (button, "activated", G_CALLBACK (retry_cb), team, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  return group;
}

/* What happened and what is to be done is said once for all records to which the same happened. */
static AdwPreferencesGroup *
find_reason (GtkWidget *page, GHashTable *groups, const RapportRefusal *refusal)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (groups, refusal->title);
  g_autofree char *text = NULL;

  if (group != NULL)
    return group;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  text = g_strdup_printf ("%s %s", refusal->what, refusal->advice);
  adw_preferences_group_set_title (group, refusal->title);
  adw_preferences_group_set_description (group, text);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  g_hash_table_insert (groups, (gpointer) refusal->title, group);
  return group;
}

AdwNavigationPage *
rapport_team_lists_new_blocked (RapportTeam *team, RapportLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rapport_team_find_blocked (team, &error);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *page;

  if (entries == NULL || entries->len == 0)
    return make_page (
      _ ("Refused by the Server"),
      entries == NULL
        ? rapport_empty_new ("dialog-error-symbolic", _ ("It Can’t Be Read"), error->message, NULL,
                             NULL)
        : rapport_empty_new ("object-select-symbolic", _ ("Nothing Is Refused"), NULL, NULL, NULL));
  page = adw_preferences_page_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (make_blocked_top (team)));
  for (guint i = 0; i < MIN (entries->len, MOST_ROWS); i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];
      g_autofree char *title = name_entry (library, entry);
      RapportRefusal refusal;
      GtkWidget *row;

      rapport_refusal_read (entry->blocked, &refusal);
      row = add_row (find_reason (page, groups, &refusal), title,
                     refusal.is_clear ? "" : refusal.detail);
      if (entry->info != NULL)
        let_open (row, entries, entry, library);
    }
  return make_page (_ ("Refused by the Server"), page);
}

/* The log. */

static void
add_line (AdwPreferencesGroup *group, const char *line)
{
  const char *tab = strchr (line, '\t');
  g_autofree char *stamp = g_strndup (line, (gsize) (tab - line));
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, NULL);
  g_autofree char *when =
    time != NULL ? rapport_format_moment (g_date_time_to_unix_usec (time)) : g_strdup ("");

  add_row (group, tab + 1, when);
}

static void
fill_log (AdwPreferencesPage *page, RapportTeam *team)
{
  GPtrArray *lines = rapport_team_get_log (team);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  for (guint i = lines->len; i > 0 && lines->len - i < MOST_ROWS; i--)
    add_line (group, lines->pdata[i - 1]);
  if (lines->len == 0)
    adw_preferences_group_set_description (group, _ ("Nothing yet."));
  adw_preferences_page_add (page, group);
  g_object_set_data (G_OBJECT (page), "group", group);
}

static void
logged_cb (AdwPreferencesPage *page, RapportTeam *team)
{
  adw_preferences_page_remove (page, g_object_get_data (G_OBJECT (page), "group"));
  fill_log (page, team);
}

AdwNavigationPage *
rapport_team_lists_new_log (RapportTeam *team)
{
  GtkWidget *page = adw_preferences_page_new ();

  fill_log (ADW_PREFERENCES_PAGE (page), team);
  g_signal_connect_object (team, "logged", G_CALLBACK (logged_cb), page, G_CONNECT_SWAPPED);
  return make_page (_ ("What Happened"), page);
}

/* Computers. */

static void
copy_cb (GtkWidget *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button),
                          g_object_get_data (G_OBJECT (button), "command"));
  rapport_toast_show (button, _ ("Copied"));
}

static GtkWidget *
make_copy_button (const char *command)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Copy the Command"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "command", g_strdup (command), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), NULL);
  return button;
}

static void
add_part (GtkWidget *page, const char *title, const char *text, const char *command)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row;

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, text);
  if (command != NULL)
    {
      row = add_row (group, _ ("What the administrator of the server runs"), command);
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_copy_button (command));
      gtk_widget_add_css_class (row, "property");
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
}

static char *
make_command (RapportTeam *team, const char *verb, const char *name)
{
  return g_strdup_printf ("rapportctl server member %s %s --user admin %s", verb,
                          rapport_team_get_address (team), name);
}

AdwNavigationPage *
rapport_team_lists_new_computers (RapportTeam *team)
{
  const char *user = rapport_team_get_user (team);
  /* Translators: stands for the name of an account in a command */
  const char *someone = _ ("NAME");
  g_autofree char *password = make_command (team, "password", *user != '\0' ? user : someone);
  g_autofree char *out = make_command (team, "remove", someone);
  GtkWidget *page = adw_preferences_page_new ();

  add_part (page, _ ("A Computer Was Lost"),
            _ ("Your account gets another password, and the lost computer is shut out at once: "
               "nothing more reaches it or comes from it. Your other computers ask for the new "
               "password. What lies on the lost disk already is only as safe as its encryption."),
            password);
  add_part (page, _ ("A New Computer"),
            _ ("Install Rapport there and choose “Join a Team” with the same account. What is only "
               "for you lies in no database: to take it along, close Rapport and open a copy of "
               "the library’s file there instead. Leave the team on the old computer if it is not "
               "to go on."),
            NULL);
  add_part (page, _ ("A Colleague Leaves"),
            _ ("Switch “Works here” off for them among the colleagues, and their account is taken "
               "out of the database. What they did stays."),
            out);
  return make_page (_ ("Computers"), page);
}
