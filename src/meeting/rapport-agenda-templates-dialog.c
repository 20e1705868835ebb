/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-templates-dialog.h"

#include "rapport-agenda-template-page.h"

#include <glib/gi18n-lib.h>

struct _RapportAgendaTemplatesDialog
{
  AdwPreferencesDialog parent_instance;

  RapportLibrary *library;
  char *language;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *groups[2]; /* built-in ones, and one's own */
  GPtrArray *rows;

  RapportAgendaTemplatePage *open; /* not owned; NULL while the list is seen */
};

G_DEFINE_FINAL_TYPE (RapportAgendaTemplatesDialog,
                     rapport_agenda_templates_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

static void list_templates (RapportAgendaTemplatesDialog *self);

/* The page of one. */

static void
leave_cb (RapportAgendaTemplatesDialog *self)
{
  if (self->open == NULL)
    return;
  rapport_agenda_template_page_flush (self->open);
  self->open = NULL;
  list_templates (self);
}

/* The keyboard comes back to the template that was left, whose row is another one by now. */
static void
left_cb (RapportAgendaTemplatesDialog *self, AdwNavigationPage *page)
{
  g_autofree char *word =
    g_strdup (rapport_agenda_template_page_get_word (RAPPORT_AGENDA_TEMPLATE_PAGE (page)));
  GtkWidget *left = self->rows->pdata[0];

  for (guint i = 0; i < self->rows->len; i++)
    {
      const RapportAgendaForm *form = g_object_get_data (self->rows->pdata[i], "form");

      if (g_strcmp0 (form->word, word) == 0)
        left = self->rows->pdata[i];
    }
  if (self->open == NULL)
    gtk_widget_grab_focus (left);
}

static void
removed_cb (RapportAgendaTemplatesDialog *self)
{
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (self));
}

/* @form: (nullable): %NULL for a new one */
static void
open_page (RapportAgendaTemplatesDialog *self, const RapportAgendaForm *form, const char *text)
{
  AdwNavigationPage *page =
    rapport_agenda_template_page_new (self->library, self->language, form, text);

  leave_cb (self);
  self->open = RAPPORT_AGENDA_TEMPLATE_PAGE (page);
  g_signal_connect_object (page, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "hiding", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "hidden", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), page);
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
  open_page (self, NULL, NULL);
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

  self->open = NULL;
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_agenda_templates_dialog_parent_class)->dispose (object);
}

static void
rapport_agenda_templates_dialog_finalize (GObject *object)
{
  RapportAgendaTemplatesDialog *self = RAPPORT_AGENDA_TEMPLATES_DIALOG (object);

  g_free (self->language);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rapport_agenda_templates_dialog_parent_class)->finalize (object);
}

static void
rapport_agenda_templates_dialog_closed (AdwDialog *dialog)
{
  RapportAgendaTemplatesDialog *self = RAPPORT_AGENDA_TEMPLATES_DIALOG (dialog);

  if (self->open != NULL)
    rapport_agenda_template_page_flush (self->open);
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
    open_page (self, NULL, text);
  return ADW_DIALOG (self);
}
