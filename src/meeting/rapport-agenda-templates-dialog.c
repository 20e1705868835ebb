/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-templates-dialog.h"

#include "rapport-agenda-templates.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-typing.h"

#include <glib/gi18n-lib.h>

struct _RapportAgendaTemplatesDialog
{
  AdwPreferencesDialog parent_instance;

  RapportLibrary *library;
  char *language;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *groups[2]; /* built-in ones, and one's own */
  GPtrArray *rows;

  /* The page of one template. */
  AdwNavigationPage *open; /* not owned; NULL while the list is seen */
  char *word;
  char *entry; /* of the log */
  AdwEntryRow *name;
  RapportTextRow *items;
  guint saving;
};

G_DEFINE_FINAL_TYPE (RapportAgendaTemplatesDialog,
                     rapport_agenda_templates_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

static void list_templates (RapportAgendaTemplatesDialog *self);

/* Saving. */

static void
commit (RapportAgendaTemplatesDialog *self, RapportTransaction *transaction, const char *said)
{
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_client (transaction, "");
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else if (said != NULL)
    rapport_toast_show_undo_of (GTK_WIDGET (self), said, self->library, "");
  rapport_transaction_free (transaction);
}

static void
save (RapportAgendaTemplatesDialog *self)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  RapportTransaction *transaction;
  RapportAgendaTemplate *template;

  if (self->saving == 0)
    return;
  g_clear_handle_id (&self->saving, g_source_remove);
  text = rapport_text_row_get_text (self->items);
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  transaction = rapport_transaction_begin (self->library, _ ("Edit Agenda Template"));
  rapport_transaction_set_entry (transaction, self->entry);
  template = rapport_agenda_templates_save (transaction, self->library, self->word, name, text);
  /* A new one is found by its id from now on. */
  if (self->word == NULL)
    self->word = g_strdup (rapport_record_get_id (RAPPORT_RECORD (template)));
  commit (self, transaction, NULL);
}

static gboolean
save_cb (gpointer user_data)
{
  save (user_data);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (RapportAgendaTemplatesDialog *self)
{
  if (self->open == NULL)
    return;
  g_clear_handle_id (&self->saving, g_source_remove);
  self->saving = g_timeout_add (RAPPORT_TYPING_PAUSE_MS, save_cb, self);
}

static void
leave_cb (RapportAgendaTemplatesDialog *self)
{
  if (self->open == NULL)
    return;
  save (self);
  self->open = NULL;
  self->name = NULL;
  self->items = NULL;
  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->entry, g_free);
  list_templates (self);
}

/* The page of one. */

static void
remove_cb (RapportAgendaTemplatesDialog *self, GtkWidget *row)
{
  const gboolean is_built_in = g_object_get_data (G_OBJECT (row), "built-in") != NULL;
  RapportTransaction *transaction = rapport_transaction_begin (
    self->library, is_built_in ? _ ("Reset Agenda Template") : _ ("Delete Agenda Template"));

  g_clear_handle_id (&self->saving, g_source_remove);
  rapport_agenda_templates_remove (transaction, self->library, self->word);
  commit (self, transaction, is_built_in ? _ ("Template reset") : _ ("Template deleted"));
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (self));
}

static GtkWidget *
make_remove_row (RapportAgendaTemplatesDialog *self, gboolean is_built_in)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 is_built_in ? _ ("_Reset Template") : _ ("_Delete Template"));
  if (!is_built_in)
    gtk_widget_add_css_class (row, "destructive-action");
  g_object_set_data (G_OBJECT (row), "built-in", is_built_in ? self : NULL);
  g_signal_connect_object (row, "activated", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static AdwNavigationPage *
make_page (const char *title, AdwPreferencesPage *content)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (content));
  return adw_navigation_page_new (view, title);
}

/* @form: (nullable): %NULL for a new one */
static void
open_page (RapportAgendaTemplatesDialog *self, const RapportAgendaForm *form, const char *text)
{
  AdwPreferencesPage *content = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  leave_cb (self);
  self->word = form != NULL ? g_strdup (form->word) : NULL;
  self->entry = rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (self->library)));
  self->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), form != NULL ? form->name : _ ("New template"));
  self->items = RAPPORT_TEXT_ROW (rapport_text_row_new (_ ("Items, one a line")));
  rapport_text_row_set_placeholder (self->items, _ ("Budget for spring 15 min"));
  rapport_text_row_set_text (self->items, form != NULL ? form->text : text);
  adw_preferences_group_add (group, GTK_WIDGET (self->name));
  adw_preferences_group_add (group, GTK_WIDGET (self->items));
  adw_preferences_group_set_description (
    group, _ ("Minutes stand at the end of a line. A line in brackets, such as [Queue], brings all "
              "that waits there."));
  adw_preferences_page_add (content, group);
  if (form != NULL && form->record != NULL)
    {
      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_add (group, make_remove_row (self, form->is_built_in));
      adw_preferences_page_add (content, group);
    }
  self->open = make_page (form != NULL ? form->name : _ ("New Template"), content);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->items, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "hiding", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), self->open);
}

/* The list. */

static void
activated_cb (RapportAgendaTemplatesDialog *self, GtkWidget *row)
{
  open_page (self, g_object_get_data (G_OBJECT (row), "form"), NULL);
}

static void
add_cb (RapportAgendaTemplatesDialog *self)
{
  open_page (self, NULL, "");
}

/* Its items in a line: "Kick-off · Queue · …". */
static char *
summarize (const RapportAgendaForm *form)
{
  g_auto (GStrv) lines = g_strsplit (form->text, "\n", -1);

  return g_strjoinv (" · ", lines);
}

static void
add_row (RapportAgendaTemplatesDialog *self, RapportAgendaForm *form)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *summary = summarize (form);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), form->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  if (form->is_built_in && form->record != NULL)
    {
      GtkWidget *changed = gtk_label_new (_ ("Changed"));

      gtk_widget_add_css_class (changed, "chip");
      gtk_widget_set_valign (changed, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), changed);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "form", form, (GDestroyNotify) rapport_agenda_form_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->groups[!form->is_built_in], row);
  g_ptr_array_add (self->rows, row);
}

static void
list_templates (RapportAgendaTemplatesDialog *self)
{
  g_autoptr (GPtrArray) forms = rapport_agenda_templates_list (self->library, self->language);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (
                                    self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP)),
                                  self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  while (forms->len > 0)
    add_row (self, g_ptr_array_steal_index (forms, 0));
}

static void
committed_cb (RapportAgendaTemplatesDialog *self)
{
  /* An undo, or a colleague: the page that is open is not taken away from who types. */
  if (self->open == NULL)
    list_templates (self);
}

/* The object. */

static void
rapport_agenda_templates_dialog_dispose (GObject *object)
{
  RapportAgendaTemplatesDialog *self = RAPPORT_AGENDA_TEMPLATES_DIALOG (object);

  g_clear_handle_id (&self->saving, g_source_remove);
  self->open = NULL;
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_agenda_templates_dialog_parent_class)->dispose (object);
}

static void
rapport_agenda_templates_dialog_finalize (GObject *object)
{
  RapportAgendaTemplatesDialog *self = RAPPORT_AGENDA_TEMPLATES_DIALOG (object);

  g_free (self->language);
  g_free (self->word);
  g_free (self->entry);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rapport_agenda_templates_dialog_parent_class)->finalize (object);
}

static void
rapport_agenda_templates_dialog_closed (AdwDialog *dialog)
{
  save (RAPPORT_AGENDA_TEMPLATES_DIALOG (dialog));
}

static void
rapport_agenda_templates_dialog_class_init (RapportAgendaTemplatesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_agenda_templates_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_agenda_templates_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = rapport_agenda_templates_dialog_closed;
}

static void
rapport_agenda_templates_dialog_init (RapportAgendaTemplatesDialog *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->rows = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  for (gsize i = 0; i < G_N_ELEMENTS (self->groups); i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_page_add (self->page, self->groups[i]);
    }
  adw_preferences_group_set_title (self->groups[0], _ ("Templates"));
  adw_preferences_group_set_title (self->groups[1], _ ("Your Own"));
  adw_preferences_group_set_header_suffix (self->groups[1], add);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _ ("New Template"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Agenda Templates"));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), self->page);
}

AdwDialog *
rapport_agenda_templates_dialog_new (RapportLibrary *library,
                                     const char *language,
                                     const char *text)
{
  RapportAgendaTemplatesDialog *self = g_object_new (RAPPORT_TYPE_AGENDA_TEMPLATES_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->language = g_strdup (language);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  list_templates (self);
  if (text != NULL)
    {
      open_page (self, NULL, text);
      /* What came out of an agenda is kept even when nothing more is typed. */
      edited_cb (self);
    }
  return ADW_DIALOG (self);
}
