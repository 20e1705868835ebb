/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-template-row.h"

#include "rapport-line-edit.h"
#include "rapport-row-order.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportAgendaTemplateRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *handle;
  GtkBox *body;
  AdwBin *title_place;
  GtkWidget *source;
  GtkLabel *source_label;
  GtkWidget *controls;
  GtkSpinButton *minutes;

  RapportLineEdit *title;
  guint number;
  gboolean is_source;
  gboolean narrow;
  gboolean showing;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_LEFT,
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAgendaTemplateRow, rapport_agenda_template_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_label (gpointer widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
update_names (RapportAgendaTemplateRow *self, const RapportAgendaLine *line)
{
  const char *title = line->source >= 0
                        ? rapport_agenda_source_get_label ((RapportAgendaSource) line->source)
                        : line->title;
  g_autofree char *minutes = g_strdup_printf (_ ("Planned minutes: %s"), title);
  g_autofree char *name = g_strdup_printf ("%u. %s", self->number, title);

  set_label (self->minutes, minutes);
  set_label (self, name);
}

/* What has no minutes has room beside it. */
static void
turn (RapportAgendaTemplateRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body), self->narrow && !self->is_source
                                                                 ? GTK_ORIENTATION_VERTICAL
                                                                 : GTK_ORIENTATION_HORIZONTAL);
}

void
rapport_agenda_template_row_show (RapportAgendaTemplateRow *self,
                                  const RapportAgendaLine *line,
                                  guint number)
{
  const gboolean is_source = line->source >= 0;

  self->showing = TRUE;
  self->number = number;
  self->is_source = is_source;
  turn (self);
  gtk_widget_set_visible (self->source, is_source);
  gtk_widget_set_visible (GTK_WIDGET (self->title_place), !is_source);
  gtk_widget_set_visible (GTK_WIDGET (self->minutes), !is_source);
  if (is_source)
    gtk_label_set_label (self->source_label,
                         rapport_agenda_source_get_label ((RapportAgendaSource) line->source));
  rapport_line_edit_set_text (self->title, line->title);
  gtk_spin_button_set_value (self->minutes, line->minutes);
  update_names (self, line);
  self->showing = FALSE;
}

void
rapport_agenda_template_row_read (RapportAgendaTemplateRow *self, RapportAgendaLine *line)
{
  if (line->source >= 0)
    return;
  g_free (line->title);
  line->title = rapport_line_edit_get_text (self->title);
  line->minutes = gtk_spin_button_get_value_as_int (self->minutes);
  update_names (self, line);
}

void
rapport_agenda_template_row_set_narrow (RapportAgendaTemplateRow *self, gboolean narrow)
{
  self->narrow = narrow;
  turn (self);
}

/* What the user does. */

static void
edited_cb (RapportAgendaTemplateRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
left_cb (RapportAgendaTemplateRow *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
remove_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVED], 0);
}

static void
watch_leaving (RapportAgendaTemplateRow *self, gpointer widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

/* The object. */

static void
rapport_agenda_template_row_dispose (GObject *object)
{
  RapportAgendaTemplateRow *self = RAPPORT_AGENDA_TEMPLATE_ROW (object);

  self->showing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AGENDA_TEMPLATE_ROW);
  G_OBJECT_CLASS (rapport_agenda_template_row_parent_class)->dispose (object);
}

static guint
add_signal (gpointer klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
rapport_agenda_template_row_class_init (RapportAgendaTemplateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_agenda_template_row_dispose;
  signals[SIGNAL_EDITED] = add_signal (klass, "edited");
  signals[SIGNAL_LEFT] = add_signal (klass, "left");
  signals[SIGNAL_REMOVED] = add_signal (klass, "removed");
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/agenda-template-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, handle);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, body);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, title_place);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, source);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, source_label);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, controls);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplateRow, minutes);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, remove_action);
}

static void
rapport_agenda_template_row_init (RapportAgendaTemplateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_row_order_add (GTK_WIDGET (self), self->handle);
  rapport_row_order_add_delete (GTK_WIDGET (self));
  g_signal_connect_object (self->minutes, "value-changed", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  watch_leaving (self, self->minutes);
}

GtkWidget *
rapport_agenda_template_row_new (RapportLibrary *library)
{
  RapportAgendaTemplateRow *self = g_object_new (RAPPORT_TYPE_AGENDA_TEMPLATE_ROW, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->title = RAPPORT_LINE_EDIT (
    rapport_line_edit_new (library, RAPPORT_AGENDA_ITEM_TITLE, "", _ ("Title of the item")));
  adw_bin_set_child (self->title_place, GTK_WIDGET (self->title));
  g_signal_connect_object (self->title, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  watch_leaving (self, self->title);
  gtk_widget_set_sensitive (self->controls, writable);
  gtk_widget_set_visible (self->handle, writable);
  return GTK_WIDGET (self);
}
