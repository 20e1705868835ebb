/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-erase-dialog.h"

#include "rapport-open-record.h"
#include "rapport-person.h"
#include "rapport-plain.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportEraseDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportContact *contact;
  RapportPersonTraces *person;
  GCancellable *cancellable;

  AdwWindowTitle *window_title;
  GtkWidget *cancel;
  GtkWidget *erase;
  GtkStack *states;
  GtkWidget *found;
  AdwPreferencesGroup *traces;
  AdwPreferencesGroup *mentions;
  GtkWidget *working;
  GtkProgressBar *progress;
  AdwStatusPage *wrong;
};

G_DEFINE_FINAL_TYPE (RapportEraseDialog, rapport_erase_dialog, ADW_TYPE_DIALOG)

/* What is erased. */

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
}

static guint
count_items (GPtrArray *items, const RapportRecordInfo *info)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    if (rapport_trash_item_get_info (items->pdata[i]) == info)
      n++;
  return n;
}

static void
add_count (RapportEraseDialog *self, const char *format, guint n, const char *subtitle)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_auto (GStrv) parts = g_strsplit (format, "%u", 2);
  g_autofree char *title = g_strjoinv (number, parts);

  if (n > 0)
    add_row (self->traces, title, subtitle);
}

static void
show_traces (RapportEraseDialog *self)
{
  GPtrArray *items = self->person->items;
  const guint jobs = count_items (items, &rapport_job_info);
  const guint notes = count_items (items, &rapport_note_info);
  const guint files = count_items (items, &rapport_attachment_info);
  const guint doubles = count_items (items, &rapport_contact_info) - 1;
  const guint references = self->person->references->len;

  add_row (self->traces, rapport_record_get_title (RAPPORT_RECORD (self->contact)),
           _ ("With position, e-mail, phone, birthday and notes"));
  add_count (self, ngettext ("%u job", "%u jobs", jobs), jobs, "");
  add_count (self, ngettext ("%u note about them", "%u notes about them", notes), notes, "");
  add_count (self, ngettext ("%u file about them", "%u files about them", files), files, "");
  add_count (self,
             ngettext ("%u contact of this name in the trash",
                       "%u contacts of this name in the trash", doubles),
             doubles, "");
  add_count (self, ngettext ("%u record that names them", "%u records that name them", references),
             references, _ ("It stays, and no longer says who it was."));
}

/* What others say. */

#define ROW_HIT "rapport-hit"

static void
mention_cb (GtkWidget *row, gpointer user_data)
{
  const RapportHit *hit = g_object_get_data (G_OBJECT (row), ROW_HIT);

  rapport_open_record (row, hit->info, hit->id, hit->client);
}

static char *
make_plain (const char *snippet)
{
  g_auto (GStrv) parts = g_strsplit_set (snippet != NULL ? snippet : "", "\001\002", -1);

  return g_strjoinv ("", parts);
}

static void
add_mention (RapportEraseDialog *self, RapportHit *hit)
{
  GtkWidget *row = adw_action_row_new ();
  const char *kind = g_dgettext (GETTEXT_PACKAGE, hit->info->label);
  g_autofree char *words = make_plain (hit->snippet);
  g_autofree char *text = g_strdup_printf ("%s · %s", kind, words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hit->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (*hit->client != '\0')
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      /* The row goes before the traces do. */
      g_object_set_data (G_OBJECT (row), ROW_HIT, hit);
      g_signal_connect_object (row, "activated", G_CALLBACK (mention_cb), self, 0);
    }
  adw_preferences_group_add (self->mentions, row);
}

static void
show_mentions (RapportEraseDialog *self)
{
  GPtrArray *hits = self->person->mentions;

  if (hits->len == 0)
    adw_preferences_group_set_description (self->mentions, _ ("No other text names them."));
  else
    adw_preferences_group_set_description (
      self->mentions, _ ("The name stands in these texts. They are not changed."));
  for (guint i = 0; i < hits->len; i++)
    add_mention (self, hits->pdata[i]);
}

static void
show_wrong (RapportEraseDialog *self, const char *message)
{
  rapport_plain_set_page_description (self->wrong, message);
  gtk_stack_set_visible_child (self->states, GTK_WIDGET (self->wrong));
  gtk_widget_set_sensitive (self->erase, FALSE);
  gtk_widget_set_sensitive (self->cancel, TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportEraseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportPersonTraces *person =
    rapport_person_find_finish (RAPPORT_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (person == NULL)
    {
      show_wrong (self, error->message);
      return;
    }
  self->person = person;
  show_traces (self);
  show_mentions (self);
  gtk_stack_set_visible_child (self->states, self->found);
  gtk_widget_set_sensitive (self->erase, !rapport_library_is_read_only (self->library));
}

/* Doing it. */

static void
progress_cb (double done, gpointer user_data)
{
  RapportEraseDialog *self = user_data;

  if (done > gtk_progress_bar_get_fraction (self->progress))
    gtk_progress_bar_set_fraction (self->progress, done);
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportEraseDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (!rapport_trash_work_finish (RAPPORT_LIBRARY (source), result, &error))
    {
      show_wrong (self, error->message);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  if (window != NULL)
    rapport_toast_show (window, _ ("The person is erased"));
}

static void
erase_cb (RapportEraseDialog *self)
{
  gtk_widget_set_sensitive (self->erase, FALSE);
  gtk_widget_set_sensitive (self->cancel, FALSE);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_stack_set_visible_child (self->states, self->working);
  rapport_person_erase_async (self->library, self->person, progress_cb, self, erased_cb,
                              g_object_ref (self));
}

static void
cancel_cb (RapportEraseDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The object. */

static void
rapport_erase_dialog_dispose (GObject *object)
{
  RapportEraseDialog *self = RAPPORT_ERASE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_ERASE_DIALOG);
  g_clear_pointer (&self->person, rapport_person_traces_free);
  g_clear_object (&self->contact);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_erase_dialog_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportEraseDialog, name)

static void
rapport_erase_dialog_class_init (RapportEraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_erase_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/erase-dialog.ui");
  bind_child (window_title);
  bind_child (cancel);
  bind_child (erase);
  bind_child (states);
  bind_child (found);
  bind_child (traces);
  bind_child (mentions);
  bind_child (working);
  bind_child (progress);
  bind_child (wrong);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
rapport_erase_dialog_init (RapportEraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_erase_dialog_new (RapportLibrary *library, RapportContact *contact)
{
  RapportEraseDialog *self = g_object_new (RAPPORT_TYPE_ERASE_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->contact = g_object_ref (contact);
  self->cancellable = g_cancellable_new ();
  adw_window_title_set_subtitle (self->window_title,
                                 rapport_record_get_title (RAPPORT_RECORD (contact)));
  rapport_person_find_async (library, contact, self->cancellable, found_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
