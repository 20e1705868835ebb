/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-row.h"

#include "rapport-line-edit.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-row-order.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportAgendaRow
{
  GtkListBoxRow parent_instance;

  RapportLibrary *library;
  RapportAgendaItem *item;
  RapportRecord *about; /* NULL for an item of its own */
  RapportLineEdit *title;
  char *entry; /* of the log, for all that is set in one stay in the minutes */
  gboolean updating;

  GtkWidget *handle;
  GtkCheckButton *check;
  GtkLabel *number;
  GtkLabel *clock;
  GtkBox *body;
  AdwBin *title_place;
  GtkImage *kind_icon;
  GtkLabel *kind;
  GtkButton *source;
  GtkLabel *source_label;
  GtkWidget *private_chip;
  GtkWidget *controls;
  GtkSpinButton *minutes;
  GtkToggleButton *lock;
  GtkWidget *remove;
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAgendaRow, rapport_agenda_row, GTK_TYPE_LIST_BOX_ROW)

static RapportRecord *
get_record (RapportAgendaRow *self)
{
  return RAPPORT_RECORD (self->item);
}

/* What it says. */

static const struct
{
  const char *kind;
  const char *icon_name;
} icons[] = {
  { "question", "dialog-question-symbolic" },
  { "agreement", "object-select-symbolic" },
  { "task", "task-due-symbolic" },
  { "brief", "user-info-symbolic" },
  { "goals", "find-location-symbolic" },
  { "results", "x-office-spreadsheet-symbolic" },
};

static void
update_kind (RapportAgendaRow *self)
{
  const char *word = rapport_record_get_text (get_record (self), RAPPORT_AGENDA_ITEM_KIND);
  const char *icon_name = "view-list-bullet-symbolic";

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, word))
      icon_name = icons[i].icon_name;
  gtk_image_set_from_icon_name (self->kind_icon, icon_name);
  gtk_label_set_label (self->kind,
                       rapport_field_get_word_label (
                         &rapport_agenda_item_info.fields[RAPPORT_AGENDA_ITEM_KIND], word));
}

/* Where it came from, and what a click on that opens; %NULL where nothing does. */
static const char *
get_source (RapportAgendaRow *self, const char **action, const char **target)
{
  RapportRecord *about = self->about;

  if (about == NULL || rapport_record_is_trashed (about) ||
      !rapport_onlooker_may_see (self->library, about))
    return NULL;
  *target = rapport_record_get_id (about);
  if (RAPPORT_IS_WORK_ITEM (about))
    {
      *action = "win.open-work-item";
      return _ ("Open Task");
    }
  if (RAPPORT_IS_REPORT (about))
    {
      *action = "win.open-report";
      return _ ("Open Report");
    }
  if (RAPPORT_IS_BRIEF_QUESTION (about))
    {
      /* In a call the brief is not there. */
      *action = "win.open-brief";
      *target = rapport_record_get_client_id (about);
      return rapport_onlooker_is_there (self->library) ? NULL : _ ("Open Brief");
    }
  if (RAPPORT_IS_CLIENT (about))
    {
      *action = "win.open-client";
      return _ ("Open Client");
    }
  *target =
    rapport_record_get_text (about, RAPPORT_IS_AGREEMENT (about) ? (guint) RAPPORT_AGREEMENT_MEETING
                                                                 : (guint) RAPPORT_QUESTION_ABOUT);
  *action = RAPPORT_IS_AGREEMENT (about) ? "win.open-meeting" : "win.open-work-item";
  return **target == '\0'
           ? NULL
           : (RAPPORT_IS_AGREEMENT (about) ? _ ("Where It Was Agreed") : _ ("Open Task"));
}

static void
update_source (RapportAgendaRow *self)
{
  const char *action = NULL;
  const char *target = NULL;
  const char *label = get_source (self, &action, &target);

  gtk_widget_set_visible (GTK_WIDGET (self->source), label != NULL);
  gtk_label_set_label (self->source_label, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->source), label != NULL ? action : NULL);
  if (label != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->source), "s", target);
}

static void
update_lock (RapportAgendaRow *self)
{
  const char *audience = rapport_record_get_text (get_record (self), RAPPORT_RECORD_AUDIENCE);
  const gboolean locked = rapport_audience_from_word (audience) != RAPPORT_AUDIENCE_CLIENT;
  const gboolean is_private = !rapport_agenda_item_is_public (self->library, self->item);

  gtk_toggle_button_set_active (self->lock, locked);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock),
                            locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock),
                               locked ? _ ("Show to the Client") : _ ("Hide from the Client"));
  gtk_widget_set_visible (self->private_chip, is_private);
  if (is_private)
    gtk_widget_add_css_class (GTK_WIDGET (self), "private-row");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "private-row");
}

static void
update_names (RapportAgendaRow *self, const char *title)
{
  g_autofree char *done = g_strdup_printf (_ ("Talked about: %s"), title);
  g_autofree char *minutes = g_strdup_printf (_ ("Planned minutes: %s"), title);
  g_autofree char *name = g_strdup_printf ("%s. %s, %s", gtk_label_get_label (self->number), title,
                                           gtk_label_get_label (self->kind));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, done,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->minutes), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  minutes, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_cb (RapportAgendaRow *self)
{
  g_autofree char *title = rapport_agenda_item_get_title (self->library, self->item);
  const gboolean done =
    rapport_record_has_word (get_record (self), RAPPORT_AGENDA_ITEM_STATUS, "done");

  self->updating = TRUE;
  update_kind (self);
  update_source (self);
  update_lock (self);
  update_names (self, title);
  gtk_check_button_set_active (self->check, done);
  gtk_spin_button_set_value (self->minutes, (double) rapport_record_get_integer (
                                              get_record (self), RAPPORT_AGENDA_ITEM_PLANNED));
  rapport_line_edit_set_text (self->title, title);
  if (done)
    gtk_widget_add_css_class (GTK_WIDGET (self), "done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "done");
  self->updating = FALSE;
}

/* What it changes. */

static void
commit (RapportAgendaRow *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    {
      g_warning ("changing an agenda: %s", error->message);
      update_cb (self);
    }
  rapport_transaction_free (transaction);
}

static void
check_toggled_cb (RapportAgendaRow *self)
{
  const gboolean done = gtk_check_button_get_active (self->check);
  RapportTransaction *transaction;

  if (self->updating)
    return;
  transaction = rapport_transaction_begin (self->library,
                                           done ? _ ("Mark as Talked About") : _ ("Mark as Open"));
  rapport_agenda_item_set_done (transaction, self->library, self->item, done);
  commit (self, transaction);
}

static void
lock_toggled_cb (RapportAgendaRow *self)
{
  const gboolean locked = gtk_toggle_button_get_active (self->lock);
  RapportTransaction *transaction;

  if (self->updating)
    return;
  transaction = rapport_transaction_begin (self->library, locked ? _ ("Hide from the Client")
                                                                 : _ ("Show to the Client"));
  rapport_transaction_set_text (
    transaction, get_record (self), RAPPORT_RECORD_AUDIENCE,
    rapport_audience_to_word (locked ? RAPPORT_AUDIENCE_TEAM : RAPPORT_AUDIENCE_CLIENT));
  commit (self, transaction);
}

static void
minutes_changed_cb (RapportAgendaRow *self)
{
  RapportTransaction *transaction;

  if (self->updating)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Change Planned Minutes"));
  if (self->entry == NULL)
    self->entry =
      rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (self->library)));
  rapport_transaction_set_entry (transaction, self->entry);
  rapport_transaction_set_integer (transaction, get_record (self), RAPPORT_AGENDA_ITEM_PLANNED,
                                   gtk_spin_button_get_value_as_int (self->minutes));
  commit (self, transaction);
}

static void
minutes_leave_cb (RapportAgendaRow *self)
{
  g_clear_pointer (&self->entry, g_free);
}

/* What is typed is the item's own title, unless it is what it would be called anyway. */
static char *
get_title_cb (const char *text, gpointer user_data)
{
  RapportAgendaRow *self = user_data;
  g_autofree char *line = g_strstrip (g_strdup (text));

  if (self->about != NULL &&
      *rapport_record_get_text (get_record (self), RAPPORT_AGENDA_ITEM_TITLE) == '\0')
    {
      g_autofree char *title = rapport_agenda_item_get_title (self->library, self->item);

      if (g_str_equal (title, line))
        return g_strdup ("");
    }
  return g_steal_pointer (&line);
}

static void
remove_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

/* The object. */

static void
rapport_agenda_row_dispose (GObject *object)
{
  RapportAgendaRow *self = RAPPORT_AGENDA_ROW (object);

  if (self->title != NULL)
    rapport_line_edit_leave (self->title);
  self->title = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AGENDA_ROW);
  g_clear_object (&self->about);
  g_clear_object (&self->item);
  g_clear_object (&self->library);
  g_clear_pointer (&self->entry, g_free);
  G_OBJECT_CLASS (rapport_agenda_row_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, handle);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, check);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, number);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, clock);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, body);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, title_place);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, kind);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, source);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, source_label);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, private_chip);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, controls);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, minutes);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, lock);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_toggled_cb);
}

static void
rapport_agenda_row_class_init (RapportAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_agenda_row_dispose;
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/agenda-row.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, remove_action);
}

static void
rapport_agenda_row_init (RapportAgendaRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_row_order_add (GTK_WIDGET (self), self->handle);
  rapport_row_order_add_delete (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (minutes_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->minutes), focus);
}

GtkWidget *
rapport_agenda_row_new (RapportLibrary *library, RapportAgendaItem *item)
{
  RapportAgendaRow *self = g_object_new (RAPPORT_TYPE_AGENDA_ROW, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  self->item = g_object_ref (item);
  self->about = rapport_agenda_item_get_about (library, item);
  self->title = RAPPORT_LINE_EDIT (rapport_line_edit_new (
    library, RAPPORT_AGENDA_ITEM_TITLE, _ ("Rename Agenda Item"), _ ("Title of the item")));
  rapport_line_edit_set_record (self->title, RAPPORT_RECORD (item), get_title_cb, self);
  adw_bin_set_child (self->title_place, GTK_WIDGET (self->title));
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), writable);
  gtk_widget_set_sensitive (self->controls, writable);
  g_signal_connect_swapped (self->minutes, "value-changed", G_CALLBACK (minutes_changed_cb), self);
  g_signal_connect_object (item, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  if (self->about != NULL)
    g_signal_connect_object (self->about, "changed", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
  rapport_private_hide (GTK_WIDGET (self->lock), library);
  rapport_private_watch (self, library, G_CALLBACK (update_cb));
  update_cb (self);
  return GTK_WIDGET (self);
}

RapportAgendaItem *
rapport_agenda_row_get_item (RapportAgendaRow *self)
{
  return self->item;
}

void
rapport_agenda_row_set_place (RapportAgendaRow *self, guint number, const char *clock)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *title = rapport_agenda_item_get_title (self->library, self->item);

  gtk_label_set_label (self->number, text);
  gtk_label_set_label (self->clock, clock);
  gtk_widget_set_visible (GTK_WIDGET (self->clock), *clock != '\0');
  update_names (self, title);
}

void
rapport_agenda_row_set_narrow (RapportAgendaRow *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
