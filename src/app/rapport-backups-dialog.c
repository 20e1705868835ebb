/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-backups-dialog.h"

#include "rapport-backup.h"
#include "rapport-format.h"
#include "rapport-plain.h"
#include "rapport-thread.h"

#include <glib/gi18n-lib.h>

/* Clients that are named. */
#define MOST_CLIENTS 100

struct _RapportBackupsDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *views;
  GtkWidget *list; /* what stands in the first view */
  char *library;
  gboolean restores;
  GCancellable *cancellable;
};

enum
{
  SIGNAL_RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBackupsDialog, rapport_backups_dialog, ADW_TYPE_DIALOG)

/* A backup, and what a look at it found. */
typedef struct
{
  RapportBackup *backup;
  RapportBackupLook look;
  char *error;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  rapport_backup_free (item->backup);
  g_free (item->error);
  g_free (item);
}

/* "21 November 2026, 14:03", by the clock on the wall. */
static char *
describe_instant (gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (local == NULL)
    return g_strdup ("");
  date = rapport_locale_date (rapport_format_locale (),
                              rapport_day_new (g_date_time_get_year (local),
                                               g_date_time_get_month (local),
                                               g_date_time_get_day_of_month (local)));
  time = g_date_time_format (local, "%H:%M");
  return g_strdup_printf ("%s, %s", date, time);
}

static const char *
describe_reason (RapportBackupReason reason)
{
  switch (reason)
    {
    case RAPPORT_BACKUP_MIGRATION:
      return _ ("Before a newer version changed the file");
    case RAPPORT_BACKUP_RESTORE:
      return _ ("Before another backup was restored");
    case RAPPORT_BACKUP_BY_HAND:
      return _ ("Made by hand");
    case RAPPORT_BACKUP_DAILY:
    default:
      return C_ ("backup", "Daily");
    }
}

/* "Daily · 12 clients, 3,410 records · 2.3 MB". */
static char *
describe_item (const Item *item)
{
  g_autofree char *size = g_format_size ((guint64) item->backup->size);
  const char *reason = describe_reason (item->backup->reason);
  g_autofree char *clients = NULL;
  g_autofree char *count = NULL;
  g_autofree char *records = NULL;

  if (item->error != NULL)
    return g_strdup_printf (_ ("Can’t be read: %s"), item->error);
  clients = g_strdup_printf (ngettext ("%u client", "%u clients", (gulong) item->look.clients),
                             (guint) item->look.clients);
  count = rapport_locale_count (rapport_format_locale (), item->look.records);
  records =
    g_strdup_printf (ngettext ("%s record", "%s records", (gulong) item->look.records), count);
  return g_strdup_printf ("%s · %s, %s · %s", reason, clients, records, size);
}

static GtkWidget *
make_page (const char *title, GtkWidget *content)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return GTK_WIDGET (adw_navigation_page_new (view, title));
}

static GtkWidget *
make_waiting (void)
{
  GtkWidget *spinner = adw_spinner_new ();

  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  return spinner;
}

static GtkWidget *
make_status (const char *icon, const char *title, const char *words)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  rapport_plain_set_page_description (ADW_STATUS_PAGE (status), words);
  return status;
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_number (AdwPreferencesGroup *group, const char *title, const char *subtitle, gint64 number)
{
  GtkWidget *row = add_row (group, title, subtitle);
  g_autofree char *text = rapport_locale_count (rapport_format_locale (), number);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/* Looking inside. */

typedef struct
{
  RapportBackupsDialog *dialog; /* not owned: it owns the page that owns this */
  AdwToolbarView *view;
  char *library;
  char *path;
} Inside;

static void
inside_free (gpointer data)
{
  Inside *inside = data;

  g_free (inside->library);
  g_free (inside->path);
  g_free (inside);
}

static void
restore_cb (GtkWidget *row, Inside *inside)
{
  g_autofree char *path = g_strdup (inside->path);

  g_signal_emit (inside->dialog, signals[SIGNAL_RESTORE], 0, path);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_clients (AdwPreferencesPage *page, const RapportBackupComparison *found)
{
  AdwPreferencesGroup *group = add_group (page, _ ("Clients in It"));
  const guint n = MIN (found->clients->len, MOST_CLIENTS);

  for (guint i = 0; i < n; i++)
    add_row (group, found->clients->pdata[i],
             i < found->n_clients_gone ? _ ("Not there any more") : NULL);
  if (found->clients->len > n)
    {
      g_autofree char *more = g_strdup_printf (
        ngettext ("and %u more", "and %u more", found->clients->len - n), found->clients->len - n);

      add_row (group, more, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), n > 0);
}

static GtkWidget *
make_inside (Inside *inside, const RapportBackupComparison *found)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = add_group (page, _ ("If It Is Restored"));
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < found->labels->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", (char *) found->labels->pdata[i]);
  add_number (group, _ ("Changes since then that are lost"), labels->str, found->n_changes);
  add_number (group, _ ("Records that go"), NULL, found->n_only_now);
  add_number (group, _ ("Records that come back"), NULL, found->n_only_then);
  if (inside->dialog->restores)
    {
      GtkWidget *row = adw_button_row_new ();

      group = add_group (page, "");
      adw_preferences_group_set_description (group, _ ("What is here now is kept as a backup."));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Restore This Backup"));
      gtk_widget_add_css_class (row, "destructive-action");
      g_signal_connect (row, "activated", G_CALLBACK (restore_cb), inside);
      adw_preferences_group_add (group, row);
    }
  add_clients (page, found);
  return GTK_WIDGET (page);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *paths = data;
  g_autoptr (GError) error = NULL;
  RapportBackupComparison *found = rapport_backup_compare (paths[0], paths[1], &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) rapport_backup_comparison_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Inside *inside = g_object_get_data (source, "inside");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBackupComparison) found = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_toolbar_view_set_content (
    inside->view,
    found != NULL ? make_inside (inside, found)
                  : make_status ("dialog-error-symbolic", _ ("It Can’t Be Read"), error->message));
}

static void
open_cb (GtkWidget *row, RapportBackupsDialog *self)
{
  const char *path = g_object_get_data (G_OBJECT (row), "path");
  GtkWidget *page =
    make_page (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), make_waiting ());
  g_autoptr (GTask) task = g_task_new (page, self->cancellable, compared_cb, NULL);
  const char *paths[] = { self->library, path, NULL };
  Inside *inside = g_new0 (Inside, 1);

  inside->dialog = self;
  inside->view = ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (page)));
  inside->library = g_strdup (self->library);
  inside->path = g_strdup (path);
  g_object_set_data_full (G_OBJECT (page), "inside", inside, inside_free);
  adw_navigation_view_push (self->views, ADW_NAVIGATION_PAGE (page));
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  rapport_thread_run (task, compare_thread);
}

/* The list. */

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) backups = rapport_backup_list (data);
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);

  g_ptr_array_set_free_func (backups, NULL);
  for (guint i = 0; i < backups->len; i++)
    {
      Item *item = g_new0 (Item, 1);
      g_autoptr (GError) error = NULL;

      item->backup = backups->pdata[i];
      if (!rapport_backup_look (item->backup->path, &item->look, &error))
        item->error = g_strdup (error->message);
      g_ptr_array_add (items, item);
    }
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static GtkWidget *
make_list (RapportBackupsDialog *self, GPtrArray *items)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_page_add (page, group);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = items->pdata[i];
      g_autofree char *title = describe_instant (item->backup->instant);
      g_autofree char *about = describe_item (item);
      GtkWidget *row = add_row (group, title, about);

      g_object_set_data_full (G_OBJECT (row), "path", g_strdup (item->backup->path), g_free);
      if (item->error != NULL)
        continue;
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (open_cb), self);
    }
  return GTK_WIDGET (page);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportBackupsDialog *self = RAPPORT_BACKUPS_DIALOG (source);
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), NULL);

  if (items == NULL || self->views == NULL)
    return;
  adw_toolbar_view_set_content (
    ADW_TOOLBAR_VIEW (self->list),
    items->len > 0 ? make_list (self, items)
                   : make_status ("drive-harddisk-symbolic", _ ("No Backups Yet"),
                                  _ ("The first one is made a little after the library is opened, "
                                     "and then one each day.")));
}

static void
rapport_backups_dialog_dispose (GObject *object)
{
  RapportBackupsDialog *self = RAPPORT_BACKUPS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->views = NULL;
  G_OBJECT_CLASS (rapport_backups_dialog_parent_class)->dispose (object);
}

static void
rapport_backups_dialog_finalize (GObject *object)
{
  g_free (RAPPORT_BACKUPS_DIALOG (object)->library);
  G_OBJECT_CLASS (rapport_backups_dialog_parent_class)->finalize (object);
}

static void
rapport_backups_dialog_class_init (RapportBackupsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_backups_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_backups_dialog_finalize;
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_backups_dialog_init (RapportBackupsDialog *self)
{
  GtkWidget *page = make_page (_ ("Backups"), make_waiting ());

  self->cancellable = g_cancellable_new ();
  self->views = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  self->list = adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (page));
  adw_navigation_view_add (self->views, ADW_NAVIGATION_PAGE (page));
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->views));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Backups"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 540);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
}

AdwDialog *
rapport_backups_dialog_new (const char *library, gboolean restores)
{
  RapportBackupsDialog *self = g_object_new (RAPPORT_TYPE_BACKUPS_DIALOG, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, listed_cb, NULL);

  self->library = g_strdup (library);
  self->restores = restores;
  g_task_set_task_data (task, g_strdup (library), g_free);
  rapport_thread_run (task, list_thread);
  return ADW_DIALOG (self);
}
