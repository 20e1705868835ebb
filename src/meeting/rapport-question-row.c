/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-question-row.h"

#include "rapport-entry-binding.h"
#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-question-about.h"
#include "rapport-question-dialog.h"
#include "rapport-queue.h"
#include "rapport-row-order.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportQuestionRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *handle;
  GtkCheckButton *settled;
  GtkStack *texts;
  GtkLabel *text;
  GtkText *entry;
  GtkImage *kind_icon;
  GtkLabel *caption;
  GtkToggleButton *lock;
  GtkWidget *menu;

  RapportLibrary *library;
  RapportQuestion *question;
  GSimpleActionGroup *actions;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapportQuestionRow, rapport_question_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_open (RapportQuestionRow *self)
{
  return rapport_record_has_word (RAPPORT_RECORD (self->question), RAPPORT_QUESTION_STATUS, "open");
}

/* What it says. */

/* (transfer full): "Problem · Thu 19 Nov · Anna Petrova · about “Landing page”". While the client
 * looks, only what it is. */
static char *
describe (RapportQuestionRow *self)
{
  RapportRecord *question = RAPPORT_RECORD (self->question);
  GString *text = g_string_new (
    rapport_question_kind_get_label (rapport_record_get_text (question, RAPPORT_QUESTION_KIND)));
  g_autoptr (RapportRecord) by = NULL;
  g_autofree char *day = NULL;
  g_autofree char *about = NULL;

  if (!is_open (self))
    g_string_append_printf (
      text, " · %s",
      rapport_field_get_word_label (&rapport_question_info.fields[RAPPORT_QUESTION_STATUS],
                                    rapport_record_get_text (question, RAPPORT_QUESTION_STATUS)));
  if (rapport_onlooker_is_there (self->library))
    return g_string_free (text, FALSE);
  day = rapport_format_day (rapport_record_get_day (question, RAPPORT_QUESTION_DAY),
                            rapport_format_today (self->library));
  by = rapport_library_get (self->library, RAPPORT_TYPE_MEMBER,
                            rapport_record_get_text (question, RAPPORT_QUESTION_RAISED_BY));
  about = rapport_question_about_get_title (
    self->library, rapport_record_get_text (question, RAPPORT_QUESTION_ABOUT));
  if (*day != '\0')
    g_string_append_printf (text, " · %s", day);
  if (by != NULL)
    g_string_append_printf (text, " · %s", rapport_record_get_title (by));
  if (about != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: what a question is about: a card, a task, a report */
      g_string_append_printf (text, _ ("about “%s”"), about);
    }
  return g_string_free (text, FALSE);
}

static void
show_lock (RapportQuestionRow *self, gboolean is_private)
{
  gtk_toggle_button_set_active (self->lock, is_private);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock),
                            is_private ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock),
                               is_private ? _ ("Only We See It") : _ ("The Client May See It"));
  if (is_private)
    gtk_widget_add_css_class (GTK_WIDGET (self), "private-row");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "private-row");
}

static void
show (RapportQuestionRow *self)
{
  RapportRecord *question = RAPPORT_RECORD (self->question);
  const char *kind = rapport_record_get_text (question, RAPPORT_QUESTION_KIND);
  const char *title = rapport_record_get_title (question);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "kind");
  g_autofree char *caption = describe (self);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, caption);

  self->showing = TRUE;
  gtk_label_set_label (self->text, title);
  gtk_label_set_label (self->caption, caption);
  gtk_image_set_from_icon_name (self->kind_icon, rapport_question_kind_get_icon (kind));
  gtk_check_button_set_active (self->settled, !is_open (self));
  show_lock (self, !rapport_record_has_word (question, RAPPORT_RECORD_AUDIENCE, "client"));
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  self->showing = FALSE;
}

static void
changed_cb (RapportQuestionRow *self)
{
  show (self);
}

/* Changing. */

static void
commit (RapportQuestionRow *self, RapportTransaction *transaction, const char *toast)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else if (toast != NULL)
    rapport_toast_show_undo (GTK_WIDGET (self), toast);
  show (self);
}

static void
settled_cb (RapportQuestionRow *self)
{
  const gboolean settled = gtk_check_button_get_active (self->settled);
  g_autoptr (RapportTransaction) transaction = NULL;
  /* It leaves the list, and the row with it, before the toast is there. */
  g_autoptr (RapportQuestionRow) alive = NULL;

  if (self->showing || settled == !is_open (self))
    return;
  alive = g_object_ref (self);
  transaction = rapport_transaction_begin (self->library, settled ? _ ("Settle a Question")
                                                                  : _ ("Take up a Question Again"));
  if (settled)
    rapport_question_answer (transaction, self->question, NULL, NULL);
  else
    rapport_question_reopen (transaction, self->question);
  commit (self, transaction, NULL);
}

static void
lock_cb (RapportQuestionRow *self)
{
  const gboolean is_private = gtk_toggle_button_get_active (self->lock);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (self->showing)
    return;
  transaction =
    rapport_transaction_begin (self->library, is_private ? _ ("Hide a Question from the Client")
                                                         : _ ("Show a Question to the Client"));
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self->question),
                                RAPPORT_RECORD_AUDIENCE, is_private ? "team" : "client");
  commit (self, transaction, NULL);
}

static void
kind_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportQuestionRow *self = user_data;
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change the Kind of a Question"));

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self->question), RAPPORT_QUESTION_KIND,
                                g_variant_get_string (parameter, NULL));
  commit (self, transaction, NULL);
}

/* It leaves the list; the toast comes where the list was. */
static void
leave_with (RapportQuestionRow *self, RapportTransaction *transaction, const char *toast)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (list, error->message);
  else
    rapport_toast_show_undo (list, toast);
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportQuestionRow *self = user_data;
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Drop a Question"));

  rapport_question_drop (transaction, self->question);
  leave_with (self, transaction, _ ("Question dropped"));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportQuestionRow *self = user_data;
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Delete Question"));

  rapport_transaction_trash (transaction, RAPPORT_RECORD (self->question));
  leave_with (self, transaction, _ ("Question deleted"));
}

static void
details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportQuestionRow *self = user_data;

  adw_dialog_present (rapport_question_dialog_new (self->library, self->question),
                      GTK_WIDGET (self));
}

static void
show_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportQuestionRow *self = user_data;

  rapport_question_about_open (
    GTK_WIDGET (self), self->library,
    rapport_record_get_text (RAPPORT_RECORD (self->question), RAPPORT_QUESTION_ABOUT));
}

/* Editing in place: what is typed is saved as it is typed. */

static void
end_editing (RapportQuestionRow *self, gboolean keep_focus)
{
  /* The row may be on its way out. */
  if (self->texts == NULL || gtk_stack_get_visible_child (self->texts) != GTK_WIDGET (self->entry))
    return;
  gtk_stack_set_visible_child (self->texts, GTK_WIDGET (self->text));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  if (keep_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rapport_question_row_edit (user_data);
}

void
rapport_question_row_edit (RapportQuestionRow *self)
{
  if (rapport_library_is_read_only (self->library))
    return;
  gtk_stack_set_visible_child (self->texts, GTK_WIDGET (self->entry));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_text_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
entry_activated_cb (RapportQuestionRow *self)
{
  end_editing (self, TRUE);
}

static gboolean
entry_key_cb (RapportQuestionRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_editing (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
entry_left_cb (RapportQuestionRow *self)
{
  end_editing (self, FALSE);
}

/* Moving. */

static void
set_enabled (RapportQuestionRow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

void
rapport_question_row_set_place (RapportQuestionRow *self, gboolean is_first, gboolean is_last)
{
  const gboolean writable = !rapport_library_is_read_only (self->library);

  rapport_row_order_allow (GTK_WIDGET (self), !is_first && writable, !is_last && writable);
}

/* The object. */

static void
rapport_question_row_dispose (GObject *object)
{
  RapportQuestionRow *self = RAPPORT_QUESTION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_QUESTION_ROW);
  g_clear_object (&self->actions);
  g_clear_object (&self->question);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_question_row_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportQuestionRow, name)

static void
rapport_question_row_class_init (RapportQuestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_question_row_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/question-row.ui");
  bind_child (handle);
  bind_child (settled);
  bind_child (texts);
  bind_child (text);
  bind_child (entry);
  bind_child (kind_icon);
  bind_child (caption);
  bind_child (lock);
  bind_child (menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "question.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK,
                                       "question.details", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "question.delete", NULL);
}

static void
add_actions (RapportQuestionRow *self)
{
  static const GActionEntry entries[] = {
    { .name = "edit", .activate = edit_cb },
    { .name = "details", .activate = details_cb },
    { .name = "show-about", .activate = show_about_cb },
    { .name = "kind", .activate = kind_cb, .parameter_type = "s", .state = "''" },
    { .name = "drop", .activate = drop_cb },
    { .name = "delete", .activate = delete_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "question", G_ACTION_GROUP (self->actions));
}

static void
rapport_question_row_init (RapportQuestionRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->settled, "toggled", G_CALLBACK (settled_cb), self);
  g_signal_connect_swapped (self->lock, "toggled", G_CALLBACK (lock_cb), self);
}

static void
allow (RapportQuestionRow *self)
{
  static const char *const writing[] = { "edit", "kind", "drop", "delete" };
  const gboolean writable = !rapport_library_is_read_only (self->library);

  for (gsize i = 0; i < G_N_ELEMENTS (writing); i++)
    set_enabled (self, writing[i], writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->settled), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lock), writable);
  if (!is_open (self))
    {
      gtk_widget_set_visible (self->handle, FALSE);
      rapport_row_order_allow (GTK_WIDGET (self), FALSE, FALSE);
      set_enabled (self, "drop", FALSE);
    }
  set_enabled (self, "show-about",
               rapport_question_about_can_open (
                 self->library, rapport_record_get_text (RAPPORT_RECORD (self->question),
                                                         RAPPORT_QUESTION_ABOUT)));
}

GtkWidget *
rapport_question_row_new (RapportLibrary *library, RapportQuestion *question)
{
  RapportQuestionRow *self = g_object_new (RAPPORT_TYPE_QUESTION_ROW, NULL);

  self->library = g_object_ref (library);
  self->question = g_object_ref (question);
  rapport_entry_binding_set_record (rapport_entry_binding_new (GTK_EDITABLE (self->entry), library,
                                                               RAPPORT_QUESTION_TEXT,
                                                               _ ("Edit Question")),
                                    RAPPORT_RECORD (question));
  rapport_private_hide (GTK_WIDGET (self->lock), library);
  rapport_row_order_add (GTK_WIDGET (self), self->handle);
  allow (self);
  show (self);
  g_signal_connect_object (question, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

RapportQuestion *
rapport_question_row_get_question (RapportQuestionRow *self)
{
  return self->question;
}
