/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-view-private.h"

#include "rapport-agenda-build-dialog.h"
#include "rapport-agenda-templates-dialog.h"
#include "rapport-agenda-templates.h"
#include "rapport-agenda-words.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-row-order.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

/* Of an item that says nothing else. */
#define USUAL_MINUTES 5

enum
{
  PROP_NARROW = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RapportAgendaView, rapport_agenda_view, ADW_TYPE_BIN)

/* Adding. */

static void
scroll_to_end (RapportAgendaView *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->list));
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_VIEWPORT);

  if (last != NULL && viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), GTK_WIDGET (self->quick_add), NULL);
}

static void
quick_add_cb (RapportAgendaView *self)
{
  g_autofree char *title = NULL;
  const int minutes = rapport_agenda_words_parse (gtk_editable_get_text (self->quick_add), &title);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (*title == '\0' || self->meeting == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Add Agenda Item"));
  rapport_agenda_add (transaction, self->library, self->meeting, "topic", title, NULL,
                      minutes > 0 ? minutes : USUAL_MINUTES);
  if (!rapport_transaction_commit (transaction, &error))
    return rapport_toast_show (GTK_WIDGET (self), error->message);
  gtk_editable_set_text (self->quick_add, "");
  rapport_agenda_view_arrange (self);
  scroll_to_end (self);
}

/* Building. */

static void
taken_cb (RapportAgendaView *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u item added to the agenda", "%u items added to the agenda", n), n);

  rapport_toast_show_undo_of (
    GTK_WIDGET (self), text, self->library,
    rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_CLIENT));
  rapport_agenda_view_arrange (self);
}

static void
build_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgendaView *self = RAPPORT_AGENDA_VIEW (widget);
  AdwDialog *dialog;

  if (self->meeting == NULL || rapport_onlooker_is_there (self->library))
    return;
  dialog = rapport_agenda_build_dialog_new (self->library, self->meeting);
  g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* Templates. */

static void
template_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgendaView *self = RAPPORT_AGENDA_VIEW (widget);
  RapportTransaction *transaction =
    rapport_transaction_begin (self->library, _ ("Add Items of a Template"));
  g_autoptr (GError) error = NULL;
  const guint n = rapport_agenda_templates_apply (transaction, self->library, self->meeting,
                                                  g_variant_get_string (parameter, NULL));

  if (n > 0 && !rapport_transaction_commit (transaction, &error))
    rapport_toast_show (widget, error->message);
  else if (n > 0)
    taken_cb (self, n);
  else
    rapport_toast_show (widget, _ ("Nothing of this template is missing on the agenda"));
  rapport_transaction_free (transaction);
}

static void
templates_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgendaView *self = RAPPORT_AGENDA_VIEW (widget);
  g_autofree char *text = NULL;

  if (g_str_equal (action, "agenda.save-template"))
    text = rapport_agenda_templates_describe (self->library, self->meeting);
  adw_dialog_present (
    rapport_agenda_templates_dialog_new (
      self->library, rapport_agenda_get_language (self->library, self->meeting), text),
    widget);
}

/* As they are when the menu is opened. */
static void
fill_templates (GtkMenuButton *button, gpointer user_data)
{
  RapportAgendaView *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) templates = g_menu_new ();
  g_autoptr (GMenu) work = g_menu_new ();
  g_autoptr (GPtrArray) forms = rapport_agenda_templates_list (self->library, "en");

  for (guint i = 0; i < forms->len; i++)
    {
      const RapportAgendaForm *form = forms->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (form->name, NULL);

      g_menu_item_set_action_and_target (item, "agenda.template", "s", form->word);
      g_menu_append_item (templates, item);
    }
  g_menu_append (work, _ ("_Save as Template…"), "agenda.save-template");
  g_menu_append (work, _ ("_Edit Templates…"), "agenda.edit-templates");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (templates));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (work));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* What it shows. */

static void
show (RapportAgendaView *self)
{
  const gboolean writable = self->meeting != NULL && !rapport_library_is_read_only (self->library);

  gtk_widget_set_sensitive (GTK_WIDGET (self->quick_add), writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agenda.build", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agenda.template", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agenda.edit-templates", writable);
  rapport_agenda_view_arrange (self);
}

static void
meeting_changed_cb (RapportAgendaView *self)
{
  rapport_agenda_view_count (self);
}

static void
onlooker_changed_cb (RapportAgendaView *self)
{
  rapport_agenda_view_arrange (self);
}

static void
forget_items (RapportAgendaView *self)
{
  if (self->items != NULL)
    g_signal_handlers_disconnect_by_data (self->items, self);
  g_clear_object (&self->items);
  gtk_list_box_remove_all (self->list);
  g_hash_table_remove_all (self->rows);
}

void
rapport_agenda_view_set_meeting (RapportAgendaView *self, RapportMeeting *meeting)
{
  if (self->meeting == meeting)
    return;
  if (self->meeting != NULL)
    g_signal_handlers_disconnect_by_data (self->meeting, self);
  forget_items (self);
  g_set_object (&self->meeting, meeting);
  if (meeting != NULL)
    {
      g_autoptr (RapportQuery) query =
        rapport_agenda_query (rapport_record_get_id (RAPPORT_RECORD (meeting)));

      self->items = rapport_record_list_new (self->library, query);
      g_signal_connect_swapped (self->items, "items-changed",
                                G_CALLBACK (rapport_agenda_view_arrange_later), self);
      g_signal_connect_object (meeting, "changed", G_CALLBACK (meeting_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  show (self);
}

/* The object. */

static void
set_narrow (RapportAgendaView *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (self->library != NULL)
    rapport_agenda_view_arrange (self);
}

static void
rapport_agenda_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, RAPPORT_AGENDA_VIEW (object)->narrow);
}

static void
rapport_agenda_view_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  set_narrow (RAPPORT_AGENDA_VIEW (object), g_value_get_boolean (value));
}

static void
rapport_agenda_view_dispose (GObject *object)
{
  RapportAgendaView *self = RAPPORT_AGENDA_VIEW (object);

  g_clear_handle_id (&self->arranging, g_source_remove);
  if (self->list != NULL)
    forget_items (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AGENDA_VIEW);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_agenda_view_parent_class)->dispose (object);
}

static void
rapport_agenda_view_finalize (GObject *object)
{
  g_hash_table_unref (RAPPORT_AGENDA_VIEW (object)->rows);
  G_OBJECT_CLASS (rapport_agenda_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, head);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, sum);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, over_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, over);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, buttons);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, states);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, list);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, quick_add);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, empty_build);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, build);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, templates);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaView, send);
  gtk_widget_class_bind_template_callback (widget_class, quick_add_cb);
}

static void
rapport_agenda_view_class_init (RapportAgendaViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_agenda_view_dispose;
  object_class->finalize = rapport_agenda_view_finalize;
  object_class->get_property = rapport_agenda_view_get_property;
  object_class->set_property = rapport_agenda_view_set_property;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/agenda-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "agenda.build", NULL, build_action);
  gtk_widget_class_install_action (widget_class, "agenda.template", "s", template_action);
  gtk_widget_class_install_action (widget_class, "agenda.save-template", NULL, templates_action);
  gtk_widget_class_install_action (widget_class, "agenda.edit-templates", NULL, templates_action);
  rapport_agenda_view_install_sending (widget_class);
}

static void
rapport_agenda_view_init (RapportAgendaView *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_row_order_watch (self->list, rapport_agenda_view_moved_cb, self);
}

GtkWidget *
rapport_agenda_view_new (RapportLibrary *library)
{
  RapportAgendaView *self = g_object_new (RAPPORT_TYPE_AGENDA_VIEW, NULL);

  self->library = g_object_ref (library);
  gtk_menu_button_set_create_popup_func (self->templates, fill_templates, self, NULL);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  show (self);
  return GTK_WIDGET (self);
}
