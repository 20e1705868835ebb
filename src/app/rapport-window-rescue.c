/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-format.h"
#include "rapport-rescue.h"
#include "rapport-sqlite-store.h"
#include "rapport-toast.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* How many labels of changes are told. */
#define MAX_LABELS 3

static RapportSqliteStore *
get_store (RapportWindow *self)
{
  return RAPPORT_SQLITE_STORE (rapport_library_get_store (self->library));
}

/* Closing. */

static void
lose_response_cb (RapportWindow *self, const char *response)
{
  if (g_str_equal (response, "leave"))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* Not even the rescue file could be written. */
static void
ask_to_lose (RapportWindow *self, const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Not Everything Can Be Kept"), NULL);

  adw_alert_dialog_format_body (
    ADW_ALERT_DIALOG (dialog),
    _ ("%s\n\nWhat has not been saved is lost when Rapport is closed now."), message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Keep Open"), "leave",
                                  _ ("_Close Anyway"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "leave",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (lose_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
keep_and_leave (RapportWindow *self)
{
  RapportSqliteStore *store = get_store (self);
  g_autoptr (GPtrArray) sets = rapport_sqlite_store_get_unwritten (store);
  g_autoptr (GError) error = NULL;
  gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));

  if (sets->len == 0 ||
      rapport_rescue_write (rapport_sqlite_store_get_path (store), sets, now, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    ask_to_lose (self, error->message);
}

/* A copy, for which the whole file is read: in a thread. */

typedef struct
{
  char *library;
  char *destination;
  GPtrArray *sets;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->library);
  g_free (copy->destination);
  g_ptr_array_unref (copy->sets);
  g_free (copy);
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = data;
  g_autoptr (GError) error = NULL;

  if (rapport_rescue_save_copy (copy->library, copy->destination, copy->sets, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    rapport_toast_show (GTK_WIDGET (self), _ ("The copy has everything in it"));
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GTask) task = NULL;
  Copy *copy;

  if (file == NULL || self->library == NULL)
    return;
  copy = g_new0 (Copy, 1);
  copy->library = g_strdup (rapport_sqlite_store_get_path (get_store (self)));
  copy->destination = g_file_get_path (file);
  copy->sets = rapport_sqlite_store_get_unwritten (get_store (self));
  task = g_task_new (NULL, NULL, copied_cb, g_steal_pointer (&self));
  g_task_set_source_tag (task, chosen_cb);
  g_task_set_task_data (task, copy, copy_free);
  g_task_run_in_thread (task, copy_in_thread);
}

static void
choose_copy (RapportWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_path_get_basename (rapport_sqlite_store_get_path (get_store (self)));

  gtk_file_dialog_set_title (dialog, _ ("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, chosen_cb, g_object_ref (self));
}

static void
close_response_cb (RapportWindow *self, const char *response)
{
  if (g_str_equal (response, "leave"))
    keep_and_leave (self);
  else if (g_str_equal (response, "copy"))
    choose_copy (self);
}

gboolean
rapport_window_may_close (RapportWindow *self)
{
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog = NULL;

  if (self->library == NULL || rapport_library_flush (self->library, &error))
    return TRUE;
  dialog = adw_alert_dialog_new (_ ("Not Everything Is Saved"), NULL);
  adw_alert_dialog_format_body (
    ADW_ALERT_DIALOG (dialog),
    _ ("%s\n\nWhat has not been saved is kept apart when Rapport is closed now, and offered when "
       "this library is opened again."),
    error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Keep Open"), "copy",
                                  _ ("_Save a Copy…"), "leave", _ ("_Close Anyway"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return FALSE;
}

/* Opening again. */

static guint
count_sets (GPtrArray *rescues)
{
  guint n = 0;

  for (guint i = 0; i < rescues->len; i++)
    n += ((RapportRescue *) rescues->pdata[i])->sets->len;
  return n;
}

/* The first few, each once. */
static char *
list_labels (GPtrArray *rescues)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < rescues->len; i++)
    {
      RapportRescue *rescue = rescues->pdata[i];

      for (guint j = 0; j < rescue->sets->len; j++)
        {
          const char *label = rapport_change_set_get_head (rescue->sets->pdata[j])->label;

          if (*label == '\0' || !g_hash_table_add (seen, (gpointer) label))
            continue;
          if (g_hash_table_size (seen) > MAX_LABELS)
            {
              g_string_append (list, "…");
              return g_string_free_and_steal (list);
            }
          g_string_append_printf (list, "%s%s", list->len > 0 ? "\n" : "", label);
        }
    }
  return g_string_free_and_steal (list);
}

static gboolean
reapply_all (RapportWindow *self, GPtrArray *rescues, guint *n_clashes, GError **error)
{
  for (guint i = 0; i < rescues->len; i++)
    {
      RapportRescue *rescue = rescues->pdata[i];

      for (guint j = 0; j < rescue->sets->len; j++)
        {
          guint n;

          if (!rapport_library_reapply (self->library, rescue->sets->pdata[j], &n, error))
            return FALSE;
          *n_clashes += n;
        }
    }
  return TRUE;
}

static void
remove_all (RapportWindow *self, GPtrArray *rescues)
{
  for (guint i = 0; i < rescues->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!rapport_rescue_remove (rescues->pdata[i], &error))
        rapport_toast_show (GTK_WIDGET (self), error->message);
    }
}

/* The file goes when all of it is on disk; until then it is offered again. */
static void
apply (RapportWindow *self, GPtrArray *rescues)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_clashes = 0;

  if (!reapply_all (self, rescues, &n_clashes, &error) ||
      !rapport_library_flush (self->library, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  remove_all (self, rescues);
  if (n_clashes > 0)
    text = g_strdup_printf (
      ngettext ("Saved; %u value that had been changed since is in the notes",
                "Saved; %u values that had been changed since are in the notes", n_clashes),
      n_clashes);
  rapport_toast_show (GTK_WIDGET (self),
                      text != NULL ? text : _ ("What could not be saved then is saved now"));
}

static void
rescue_response_cb (RapportWindow *self, const char *response, AdwAlertDialog *dialog)
{
  GPtrArray *rescues = g_object_get_data (G_OBJECT (dialog), "rapport-rescues");

  if (self->library == NULL)
    return;
  if (g_str_equal (response, "apply"))
    apply (self, rescues);
  else if (g_str_equal (response, "discard"))
    remove_all (self, rescues);
}

static char *
describe_rescues (GPtrArray *rescues)
{
  const RapportRescue *last = rescues->pdata[rescues->len - 1];
  g_autofree char *day =
    rapport_locale_date (rapport_format_locale (), rapport_instant_to_day (last->instant));
  guint n = count_sets (rescues);

  return g_strdup_printf (
    /* Translators: the second is a date. */
    ngettext ("%u change could not be saved when this library was closed on %s. It has been kept.",
              "%u changes could not be saved when this library was closed on %s. They have been "
              "kept.",
              n),
    n, day);
}

static GtkWidget *
make_label_list (GPtrArray *rescues)
{
  g_autofree char *labels = list_labels (rescues);
  GtkWidget *list = gtk_label_new (labels);

  gtk_label_set_wrap (GTK_LABEL (list), TRUE);
  gtk_label_set_justify (GTK_LABEL (list), GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (list, *labels != '\0');
  gtk_widget_add_css_class (list, "dimmed");
  return list;
}

void
rapport_window_offer_rescues (RapportWindow *self)
{
  g_autoptr (GPtrArray) rescues =
    rapport_rescue_find (rapport_sqlite_store_get_path (get_store (self)));
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  if (rescues->len == 0)
    return;
  text = describe_rescues (rescues);
  dialog = adw_alert_dialog_new (_ ("Some Changes Were Not Saved"), text);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), make_label_list (rescues));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "later", _ ("_Not Now"), "discard",
                                  _ ("_Discard"), "apply", _ ("_Save Them"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "later");
  g_object_set_data_full (G_OBJECT (dialog), "rapport-rescues", g_steal_pointer (&rescues),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rescue_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
