/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-summary-view-private.h"

#include "rapport-day-button.h"
#include "rapport-format.h"
#include "rapport-summary-reminder.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* What is asked when the client has answered. */
typedef struct
{
  RapportSummaryView *view;
  RapportSummary *summary;
  gboolean approved;
  GtkEditable *by;
  RapportDayButton *day;
  RapportTextRow *words;
} Answer;

static void
answer_free (gpointer data, GClosure *closure)
{
  Answer *self = data;

  g_object_unref (self->view);
  g_object_unref (self->summary);
  g_free (self);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, Answer *self)
{
  RapportTransaction *transaction;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "answer") || self->view->library == NULL)
    return;
  words = self->words != NULL ? rapport_text_row_get_text (self->words) : NULL;
  transaction = rapport_transaction_begin (
    self->view->library, self->approved ? _ ("Summary Approved") : _ ("Corrections to Summary"));
  rapport_approval_answer (transaction, self->view->library, self->summary, self->approved,
                           rapport_day_button_get_day (self->day), gtk_editable_get_text (self->by),
                           words);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self->view), error->message);
  else if (self->approved)
    rapport_toast_show (GTK_WIDGET (self->view), _ ("Approved: these minutes are locked"));
  else
    rapport_toast_show_undo (GTK_WIDGET (self->view),
                             _ ("Correct the minutes, and send the next version"));
  rapport_transaction_free (transaction);
}

/* The first of the client's people who is known to have been there. */
static char *
guess_who (RapportSummaryView *view)
{
  g_autoptr (RapportPublicMinutes) before = NULL;
  RapportMinutesEdition edition;
  g_autoptr (RapportPublicMinutes) minutes =
    rapport_summary_view_get_shown (view, &edition, &before);

  return g_strdup (minutes != NULL && minutes->theirs[0] != NULL ? minutes->theirs[0] : "");
}

static GtkWidget *
make_form (Answer *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *by = adw_entry_row_new ();
  GtkWidget *day_row = adw_action_row_new ();
  GtkWidget *day = rapport_day_button_new ();
  const RapportDay today = rapport_format_today (self->view->library);
  g_autofree char *who = guess_who (self->view);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (by), _ ("Who answered"));
  gtk_editable_set_text (GTK_EDITABLE (by), who);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (by), TRUE);
  self->by = GTK_EDITABLE (by);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), by);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (day_row), _ ("On which day"));
  gtk_widget_set_valign (day, GTK_ALIGN_CENTER);
  rapport_day_button_set_today (RAPPORT_DAY_BUTTON (day), today);
  rapport_day_button_set_day (RAPPORT_DAY_BUTTON (day), today);
  rapport_day_button_set_name (RAPPORT_DAY_BUTTON (day), _ ("Day of the answer"));
  self->day = RAPPORT_DAY_BUTTON (day);
  adw_action_row_add_suffix (ADW_ACTION_ROW (day_row), day);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), day_row);
  if (!self->approved)
    {
      self->words = RAPPORT_TEXT_ROW (rapport_text_row_new (_ ("What is to be corrected")));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->words));
    }
  return group;
}

static void
ask (RapportSummaryView *view, gboolean approved)
{
  RapportSummary *last = rapport_summary_view_get_last (view);
  AdwAlertDialog *dialog;
  Answer *self;

  if (last == NULL || view->approval.step != RAPPORT_APPROVAL_SENT)
    return;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    approved ? _ ("Approved by the Client") : _ ("The Client Wants Corrections"),
    approved ? _ ("Approved minutes can’t be changed any more, nor can this be undone. What comes "
                  "later is an amendment.")
             : _ ("They lead to the next version, which shows what is different.")));
  self = g_new0 (Answer, 1);
  self->view = g_object_ref (view);
  self->summary = g_object_ref (last);
  self->approved = approved;
  adw_alert_dialog_set_extra_child (dialog, make_form (self));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "answer",
                                  approved ? _ ("_Approve") : _ ("_Keep Corrections"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "answer", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "answer");
  adw_dialog_set_focus (ADW_DIALOG (dialog), GTK_WIDGET (self->by));
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, answer_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (view));
}

static void
approve (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (RAPPORT_SUMMARY_VIEW (widget), TRUE);
}

static void
correct (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask (RAPPORT_SUMMARY_VIEW (widget), FALSE);
}

static void
remind (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportSummaryView *self = RAPPORT_SUMMARY_VIEW (widget);
  RapportSummary *last = rapport_summary_view_get_last (self);

  if (last != NULL)
    rapport_summary_remind (widget, self->library, last);
}

static void
amend (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportSummaryView *self = RAPPORT_SUMMARY_VIEW (widget);

  g_clear_pointer (&self->selected, g_free);
  gtk_widget_activate_action (widget, "meeting.show-part", "s", "minutes");
  rapport_toast_show (widget, _ ("What is written in the minutes now becomes the amendment"));
}

void
rapport_summary_view_install_answers (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "summary.approve", NULL, approve);
  gtk_widget_class_install_action (widget_class, "summary.correct", NULL, correct);
  gtk_widget_class_install_action (widget_class, "summary.remind", NULL, remind);
  gtk_widget_class_install_action (widget_class, "summary.amend", NULL, amend);
}
