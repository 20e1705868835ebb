/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-work-item-dialog.h"

#include "rapport-choice-row.h"
#include "rapport-day-button.h"
#include "rapport-entry-binding.h"
#include "rapport-files-group.h"
#include "rapport-format.h"
#include "rapport-history-dialog.h"
#include "rapport-onlooker.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-ui-plan.h"

#include <glib/gi18n-lib.h>

struct _RapportWorkItemDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportWorkItem *item;
  RapportPlanLine *line;

  AdwEntryRow *title_row;
  RapportChoiceRow *status;
  RapportChoiceRow *owner;
  RapportChoiceRow *stage;
  RapportChoiceRow *repeat;
  AdwActionRow *our_date;
  AdwActionRow *client_date;
  GtkWidget *follow;
  RapportDayButton *our_day;
  RapportDayButton *client_day;
  RapportTextRow *why;
  RapportTextRow *expected;
  RapportTextRow *result;
  RapportTextRow *notes;
  RapportChoiceRow *slip;
  RapportFilesGroup *files;
  AdwToastOverlay *toasts;
  GtkWidget *plan_group;
  GtkWidget *take_out;
  GtkWidget *private_group;
  GtkWidget *history;
};

G_DEFINE_FINAL_TYPE (RapportWorkItemDialog, rapport_work_item_dialog, ADW_TYPE_DIALOG)

/* Showing. */

/* (transfer full) (nullable): what waiting for the client does to the date. */
static char *
describe_waiting (RapportWorkItemDialog *self, gboolean by_hand)
{
  const RapportDay since =
    rapport_record_get_day (RAPPORT_RECORD (self->item), RAPPORT_WORK_ITEM_WAITING_SINCE);
  const RapportDay today = rapport_format_today (self->library);
  g_autofree char *day = NULL;
  guint n;

  if (since == RAPPORT_DAY_NONE)
    return NULL;
  day = rapport_locale_day (rapport_format_locale (), since, today);
  if (by_hand)
    return g_strdup_printf (_ ("Waits for the client since %s. Set by hand, so it stays."), day);
  n = (guint) MAX (0, today - since);
  return g_strdup_printf (
    ngettext ("Waits for the client since %s. It moves by %u day when the waiting ends.",
              "Waits for the client since %s. It moves by %u days when the waiting ends.", n),
    day, n);
}

static void
show_dates (RapportWorkItemDialog *self)
{
  g_autofree char *waiting = NULL;
  RapportRecord *item = RAPPORT_RECORD (self->item);
  RapportDay ours = rapport_record_get_day (item, RAPPORT_WORK_ITEM_OUR_DATE);
  gboolean by_hand = rapport_record_get_boolean (item, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND);

  rapport_day_button_set_day (self->our_day, ours);
  rapport_day_button_set_day (self->client_day,
                              rapport_record_get_day (item, RAPPORT_WORK_ITEM_CLIENT_DATE));
  if (rapport_onlooker_is_there (self->library))
    return;
  gtk_widget_set_visible (self->follow, by_hand);
  waiting = describe_waiting (self, by_hand);
  adw_action_row_set_subtitle (self->client_date, waiting != NULL ? waiting
                                                  : by_hand       ? _ ("Set by hand")
                                                                  : _ ("Follows our date"));
}

static void
show_cb (RapportWorkItemDialog *self)
{
  RapportRecord *item = RAPPORT_RECORD (self->item);
  RapportDay missed_from = rapport_format_today (self->library);

  rapport_choice_row_set_value (self->status,
                                rapport_record_get_text (item, RAPPORT_WORK_ITEM_STATUS));
  rapport_choice_row_set_value (self->owner,
                                rapport_record_get_text (item, RAPPORT_WORK_ITEM_OWNER));
  rapport_choice_row_set_value (self->stage,
                                rapport_record_get_text (item, RAPPORT_WORK_ITEM_STAGE));
  rapport_choice_row_set_value (self->repeat,
                                rapport_record_get_text (item, RAPPORT_WORK_ITEM_REPEAT));
  rapport_choice_row_set_value (self->slip,
                                rapport_record_get_text (item, RAPPORT_WORK_ITEM_SLIP_REASON));
  gtk_widget_set_visible (GTK_WIDGET (self->private_group),
                          !rapport_onlooker_is_there (self->library));
  gtk_widget_set_visible (GTK_WIDGET (self->slip),
                          rapport_work_item_is_missed (self->item, missed_from) ||
                            *rapport_record_get_text (item, RAPPORT_WORK_ITEM_SLIP_REASON) != '\0');
  show_dates (self);
  /* Somebody else, or an undo, has taken it away. */
  if (rapport_record_is_trashed (item))
    {
      g_signal_handlers_disconnect_by_func (item, show_cb, self);
      adw_dialog_close (ADW_DIALOG (self));
    }
}

/* Changing. */

static void
commit (RapportWorkItemDialog *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    return;
  rapport_toast_show (GTK_WIDGET (self->toasts), error->message);
  show_cb (self);
}

static void
set_text (RapportWorkItemDialog *self, guint field, const char *value, const char *label)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self->item), field, value);
  commit (self, transaction);
}

static void
status_chosen_cb (RapportWorkItemDialog *self, const char *value)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change Status"));

  rapport_work_item_set_status (transaction, self->library, self->item, value);
  commit (self, transaction);
}

static void
owner_chosen_cb (RapportWorkItemDialog *self, const char *value)
{
  set_text (self, RAPPORT_WORK_ITEM_OWNER, value, _ ("Change Owner"));
}

static void
stage_chosen_cb (RapportWorkItemDialog *self, const char *value)
{
  set_text (self, RAPPORT_WORK_ITEM_STAGE, value, _ ("Change Stage"));
}

static void
repeat_chosen_cb (RapportWorkItemDialog *self, const char *value)
{
  set_text (self, RAPPORT_WORK_ITEM_REPEAT, value, _ ("Change the Repeat"));
}

static void
slip_chosen_cb (RapportWorkItemDialog *self, const char *value)
{
  set_text (self, RAPPORT_WORK_ITEM_SLIP_REASON, value, _ ("Change Reason of the Slip"));
}

static void
our_day_picked_cb (RapportWorkItemDialog *self, int day)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change Our Date"));

  rapport_work_item_set_our_date (transaction, self->library, self->item, (RapportDay) day);
  commit (self, transaction);
}

static void
set_client_day (RapportWorkItemDialog *self, RapportDay day)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change the Client’s Date"));

  rapport_work_item_set_client_date (transaction, self->library, self->item, day);
  commit (self, transaction);
}

static void
client_day_picked_cb (RapportWorkItemDialog *self, int day)
{
  set_client_day (self, (RapportDay) day);
}

static void
follow_cb (RapportWorkItemDialog *self)
{
  set_client_day (self, RAPPORT_DAY_NONE);
}

static void
history_cb (RapportWorkItemDialog *self)
{
  adw_dialog_present (rapport_history_dialog_new (self->library, RAPPORT_RECORD (self->item)),
                      GTK_WIDGET (self));
}

static void
take_out_cb (RapportWorkItemDialog *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Take Out of the Plan"));
  GtkWidget *below = gtk_widget_get_parent (GTK_WIDGET (self));

  rapport_plan_remove (transaction, self->line);
  commit (self, transaction);
  adw_dialog_close (ADW_DIALOG (self));
  rapport_toast_show_undo (below, _ ("Taken out of the plan"));
}

/* The object. */

static void
rapport_work_item_dialog_dispose (GObject *object)
{
  RapportWorkItemDialog *self = RAPPORT_WORK_ITEM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_WORK_ITEM_DIALOG);
  g_clear_object (&self->line);
  g_clear_object (&self->item);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_work_item_dialog_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), RapportWorkItemDialog, name)

/* A title that is long would be shown by its end if it were selected, and the
 * next key would be all that is left of it. */
static gboolean
rapport_work_item_dialog_grab_focus (GtkWidget *widget)
{
  return adw_entry_row_grab_focus_without_selecting (RAPPORT_WORK_ITEM_DIALOG (widget)->title_row);
}

static void
deselect_cb (gpointer user_data)
{
  g_autoptr (RapportWorkItemDialog) self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_editable_set_position (GTK_EDITABLE (self->title_row), 0);
}

/* A bottom sheet moves the keyboard in a way of its own once it is shown. */
static void
mapped_cb (RapportWorkItemDialog *self)
{
  g_idle_add_once (deselect_cb, g_object_ref (self));
}

static void
rapport_work_item_dialog_class_init (RapportWorkItemDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_work_item_dialog_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rapport_work_item_dialog_grab_focus;
  g_type_ensure (RAPPORT_TYPE_CHOICE_ROW);
  g_type_ensure (RAPPORT_TYPE_FILES_GROUP);
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  rapport_ui_plan_get_resource ();
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/rapport_app/Rapport/plan/work-item-dialog.ui");
  bind_child (title_row);
  bind_child (status);
  bind_child (owner);
  bind_child (stage);
  bind_child (repeat);
  bind_child (our_date);
  bind_child (client_date);
  bind_child (follow);
  bind_child (why);
  bind_child (expected);
  bind_child (result);
  bind_child (notes);
  bind_child (slip);
  bind_child (files);
  bind_child (toasts);
  bind_child (plan_group);
  bind_child (take_out);
  bind_child (private_group);
  bind_child (history);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), history_cb);
}

static RapportDayButton *
add_day_button (AdwActionRow *row)
{
  GtkWidget *button = rapport_day_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  rapport_day_button_set_name (RAPPORT_DAY_BUTTON (button),
                               adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  adw_action_row_add_suffix (row, button);
  return RAPPORT_DAY_BUTTON (button);
}

static void
rapport_work_item_dialog_init (RapportWorkItemDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
  self->our_day = add_day_button (self->our_date);
  self->client_day = add_day_button (self->client_date);
}

static void
offer_choices (RapportWorkItemDialog *self)
{
  const RapportField *fields = rapport_work_item_info.fields;
  g_autoptr (RapportQuery) members = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (RapportQuery) stages = rapport_query_new (RAPPORT_TYPE_STAGE);

  rapport_choice_row_offer_words (self->status, &fields[RAPPORT_WORK_ITEM_STATUS], NULL);
  rapport_choice_row_offer_words (self->repeat, &fields[RAPPORT_WORK_ITEM_REPEAT],
                                  C_ ("repeat of a task", "Never"));
  rapport_choice_row_offer_words (self->slip, &fields[RAPPORT_WORK_ITEM_SLIP_REASON],
                                  C_ ("reason of the slip", "Not said"));
  rapport_query_where (members, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  rapport_query_order_by (members, RAPPORT_MEMBER_NAME, FALSE);
  rapport_choice_row_offer_records (self->owner, self->library, members,
                                    C_ ("owner of a task", "Nobody"));
  rapport_query_where_text (
    stages, RAPPORT_STAGE_CLIENT,
    rapport_record_get_text (RAPPORT_RECORD (self->item), RAPPORT_WORK_ITEM_CLIENT));
  rapport_onlooker_narrow (self->library, stages);
  rapport_query_order_by (stages, RAPPORT_STAGE_ORDER, FALSE);
  rapport_choice_row_offer_records (self->stage, self->library, stages,
                                    C_ ("stage of a task", "None"));
}

static void
bind_texts (RapportWorkItemDialog *self)
{
  const struct
  {
    RapportTextRow *row;
    guint field;
    const char *label;
  } rows[] = {
    { self->why, RAPPORT_WORK_ITEM_WHY, _ ("Edit Why") },
    { self->expected, RAPPORT_WORK_ITEM_EXPECTED, _ ("Edit Expected Result") },
    { self->result, RAPPORT_WORK_ITEM_RESULT, _ ("Edit Result") },
    { self->notes, RAPPORT_WORK_ITEM_NOTES, _ ("Edit Notes") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      rapport_text_row_bind (rows[i].row, self->library, rows[i].field, rows[i].label);
      rapport_text_row_set_record (rows[i].row, RAPPORT_RECORD (self->item));
    }
  rapport_entry_binding_set_record (
    rapport_entry_binding_new (GTK_EDITABLE (self->title_row), self->library,
                               RAPPORT_WORK_ITEM_TITLE, _ ("Rename Task")),
    RAPPORT_RECORD (self->item));
}

/* What a client who looks at the screen does not see. The dialog goes when that
 * begins or ends. */
static void
hide_from_clients (RapportWorkItemDialog *self)
{
  GtkWidget *const hidden[] = { GTK_WIDGET (self->owner), GTK_WIDGET (self->our_date),
                                GTK_WIDGET (self->repeat), GTK_WIDGET (self->files),
                                self->history };

  if (!rapport_onlooker_is_there (self->library))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    gtk_widget_set_visible (hidden[i], FALSE);
}

static void
connect_rows (RapportWorkItemDialog *self)
{
  g_signal_connect_swapped (self->status, "chosen", G_CALLBACK (status_chosen_cb), self);
  g_signal_connect_swapped (self->owner, "chosen", G_CALLBACK (owner_chosen_cb), self);
  g_signal_connect_swapped (self->stage, "chosen", G_CALLBACK (stage_chosen_cb), self);
  g_signal_connect_swapped (self->repeat, "chosen", G_CALLBACK (repeat_chosen_cb), self);
  g_signal_connect_swapped (self->slip, "chosen", G_CALLBACK (slip_chosen_cb), self);
  g_signal_connect_swapped (self->our_day, "picked", G_CALLBACK (our_day_picked_cb), self);
  g_signal_connect_swapped (self->client_day, "picked", G_CALLBACK (client_day_picked_cb), self);
  g_signal_connect_swapped (self->follow, "clicked", G_CALLBACK (follow_cb), self);
  g_signal_connect_swapped (self->take_out, "activated", G_CALLBACK (take_out_cb), self);
  g_signal_connect_object (self->item, "changed", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
}

AdwDialog *
rapport_work_item_dialog_new (RapportLibrary *library, RapportWorkItem *item, RapportPlanLine *line)
{
  RapportWorkItemDialog *self = g_object_new (RAPPORT_TYPE_WORK_ITEM_DIALOG, NULL);
  RapportDay today = rapport_format_today (library);
  gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  self->item = g_object_ref (item);
  g_set_object (&self->line, line);
  rapport_day_button_set_today (self->our_day, today);
  rapport_day_button_set_today (self->client_day, today);
  offer_choices (self);
  bind_texts (self);
  rapport_files_group_set_library (self->files, library);
  rapport_files_group_set_about (self->files, rapport_record_get_client_id (RAPPORT_RECORD (item)),
                                 rapport_record_get_id (RAPPORT_RECORD (item)));
  show_cb (self);
  hide_from_clients (self);
  connect_rows (self);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
  gtk_widget_set_visible (
    self->plan_group,
    line != NULL && !rapport_record_get_boolean (RAPPORT_RECORD (line), RAPPORT_PLAN_LINE_DROPPED));
  gtk_widget_set_sensitive (GTK_WIDGET (self->status), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->owner), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stage), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->our_date), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->client_date), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->slip), writable);
  gtk_widget_set_sensitive (self->plan_group, writable);
  return ADW_DIALOG (self);
}
