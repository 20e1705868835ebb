/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-summary-view-private.h"

#include "rapport-agency.h"
#include "rapport-format.h"
#include "rapport-invitations.h"
#include "rapport-logo.h"
#include "rapport-minutes-picture.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-schedules.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

/* While somebody types the minutes, the pages follow with each pause. */
#define REFRESH_MS 150

G_DEFINE_FINAL_TYPE (RapportSummaryView, rapport_summary_view, ADW_TYPE_BIN)

/* What is shown. */

RapportSummary *
rapport_summary_view_get_last (RapportSummaryView *self)
{
  return self->summaries != NULL && self->summaries->len > 0
           ? self->summaries->pdata[self->summaries->len - 1]
           : NULL;
}

static gint64
number_of (RapportSummary *summary, guint field)
{
  return rapport_record_get_integer (RAPPORT_RECORD (summary), field);
}

/* (transfer none) (nullable): the version before @summary of the same amendment; with %NULL that
 * before the one to come. */
static RapportSummary *
find_before (RapportSummaryView *self, RapportSummary *summary, int amendment)
{
  RapportSummary *before = NULL;

  for (guint i = 0; i < self->summaries->len; i++)
    {
      RapportSummary *other = self->summaries->pdata[i];

      if (other == summary)
        break;
      if (number_of (other, RAPPORT_SUMMARY_AMENDMENT) == amendment)
        before = other;
    }
  return before;
}

static RapportPublicMinutes *
thaw (RapportSummary *summary)
{
  return rapport_public_minutes_from_json (
    rapport_record_get_text (RAPPORT_RECORD (summary), RAPPORT_SUMMARY_DOCUMENT), NULL);
}

static RapportSummary *
find_selected (RapportSummaryView *self)
{
  for (guint i = 0; self->selected != NULL && i < self->summaries->len; i++)
    if (g_str_equal (rapport_record_get_id (self->summaries->pdata[i]), self->selected))
      return self->summaries->pdata[i];
  return NULL;
}

RapportPublicMinutes *
rapport_summary_view_get_shown (RapportSummaryView *self,
                                RapportMinutesEdition *edition,
                                RapportPublicMinutes **before)
{
  RapportSummary *selected = find_selected (self);
  RapportSummary *former;
  RapportPublicMinutes *minutes = NULL;

  *before = NULL;
  *edition = (RapportMinutesEdition) { .version = 1,
                                       .client_logo = self->client_logo,
                                       .agency_logo = self->agency_logo,
                                       .pictures = self->pictures };
  if (self->meeting == NULL)
    return NULL;
  edition->amendment = selected != NULL
                         ? (int) number_of (selected, RAPPORT_SUMMARY_AMENDMENT)
                         : rapport_approval_get_open_amendment (
                             self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  former = find_before (self, selected, edition->amendment);
  edition->version = selected != NULL ? (int) number_of (selected, RAPPORT_SUMMARY_VERSION)
                     : former != NULL ? (int) number_of (former, RAPPORT_SUMMARY_VERSION) + 1
                                      : 1;
  if (selected != NULL)
    minutes = thaw (selected);
  else if (self->publisher != NULL &&
           rapport_minutes_publisher_get_minutes (self->publisher) != NULL)
    minutes = rapport_public_minutes_ref (rapport_minutes_publisher_get_minutes (self->publisher));
  if (minutes != NULL && former != NULL)
    *before = thaw (former);
  edition->before = *before;
  if (minutes != NULL)
    rapport_minutes_pictures_publish (self->library, minutes, self->pictures);
  return minutes;
}

static gboolean
has_lines (RapportPublicMinutes *minutes, int amendment)
{
  for (guint i = 0; i < minutes->items->len; i++)
    {
      const RapportPublicItem *item = minutes->items->pdata[i];

      for (guint line = 0; line < item->lines->len; line++)
        if (((RapportPublicLine *) item->lines->pdata[line])->amendment == amendment)
          return TRUE;
    }
  return FALSE;
}

/* The words of the letter as they would be, unless the user has written others. */
static void
fill_letter (RapportSummaryView *self,
             RapportPublicMinutes *minutes,
             const RapportMinutesEdition *edition)
{
  g_autofree char *subject = rapport_minutes_subject (minutes, edition);
  g_autofree char *greeting = rapport_minutes_greeting (minutes);

  if (self->made_subject == NULL ||
      g_str_equal (gtk_editable_get_text (self->subject), self->made_subject))
    gtk_editable_set_text (self->subject, subject);
  if (self->made_greeting == NULL ||
      g_str_equal (gtk_editable_get_text (self->greeting), self->made_greeting))
    gtk_editable_set_text (self->greeting, greeting);
  g_set_str (&self->made_subject, subject);
  g_set_str (&self->made_greeting, greeting);
}

/* Those who got the version before, or else the client's people who were to be there. */
static void
fill_receivers (RapportSummaryView *self)
{
  RapportSummary *last = rapport_summary_view_get_last (self);
  const char *former =
    last != NULL ? rapport_record_get_text (RAPPORT_RECORD (last), RAPPORT_SUMMARY_SENT_TO) : "";
  g_autoptr (GPtrArray) people = rapport_meeting_get_participants (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *address = rapport_participant_get_email (self->library, people->pdata[i]);

      if (*address != '\0' &&
          rapport_record_has_word (people->pdata[i], RAPPORT_PARTICIPANT_SIDE, "theirs"))
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", address);
    }
  gtk_editable_set_text (self->receivers, *former != '\0' ? former : list->str);
}

/* While the client reads what was sent there is nothing to send, unless it says otherwise by
 * now. */
static gboolean
is_to_send (RapportSummaryView *self,
            const RapportMinutesEdition *edition,
            RapportPublicMinutes *minutes)
{
  g_autofree char *different = NULL;

  if (self->approval.step != RAPPORT_APPROVAL_SENT || edition->before == NULL)
    return TRUE;
  different = rapport_minutes_difference (edition->before, minutes, edition->amendment);
  return *different != '\0';
}

static void
show_pages (RapportSummaryView *self)
{
  RapportMinutesEdition edition;
  g_autoptr (RapportPublicMinutes) before = NULL;
  g_autoptr (RapportPublicMinutes) minutes =
    rapport_summary_view_get_shown (self, &edition, &before);
  const gboolean current = find_selected (self) == NULL;
  gboolean ready = minutes != NULL && has_lines (minutes, edition.amendment);
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (minutes != NULL)
    document = rapport_minutes_document_new (minutes, &edition, &error);
  if (document != NULL)
    rapport_pages_view_set_document (self->preview, document);
  else
    rapport_pages_view_set_error (
      self->preview, error != NULL ? error->message
                                   : _ ("This meeting is not for the client’s eyes, so there is "
                                        "nothing to send."));
  if (current && minutes != NULL)
    fill_letter (self, minutes, &edition);
  ready = ready && current && document != NULL && is_to_send (self, &edition, minutes);
  gtk_widget_set_visible (self->letter, ready);
  gtk_widget_set_visible (self->ways, ready);
}

/* Its state in words. */

static const struct
{
  const char *icon;
  const char *title;
} steps[] = {
  [RAPPORT_APPROVAL_NOTHING] = { "document-edit-symbolic", N_ ("Nothing to send yet") },
  [RAPPORT_APPROVAL_TO_SEND] = { "mail-send-symbolic", N_ ("Not sent yet") },
  [RAPPORT_APPROVAL_SENT] = { "content-loading-symbolic", N_ ("Waiting for the client’s answer") },
  [RAPPORT_APPROVAL_CORRECTIONS] = { "document-edit-symbolic",
                                     N_ ("The client wants corrections") },
  [RAPPORT_APPROVAL_APPROVED] = { "changes-prevent-symbolic", N_ ("Approved by the client") },
};

static void
append_words (GString *text, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

/* "since Thu 19 Nov · 3 working days · reminded yesterday". */
static char *
describe_waiting (RapportSummaryView *self)
{
  const RapportApproval *approval = &self->approval;
  const RapportDay today = rapport_format_today (self->library);
  g_autofree char *day = rapport_format_day (approval->since, today);
  g_autofree char *since = g_strdup_printf (_ ("since %s"), day);
  g_autofree char *days = g_strdup_printf (
    ngettext ("%d working day", "%d working days", (gulong) approval->days), approval->days);
  RapportSummary *last = rapport_summary_view_get_last (self);
  g_autoptr (GString) text = g_string_new (NULL);

  append_words (text, since);
  if (approval->days > 0)
    append_words (text, days);
  if (approval->step == RAPPORT_APPROVAL_SENT && last != NULL &&
      rapport_record_get_day (RAPPORT_RECORD (last), RAPPORT_SUMMARY_REMINDED) != RAPPORT_DAY_NONE)
    {
      g_autofree char *reminded = rapport_format_day (
        rapport_record_get_day (RAPPORT_RECORD (last), RAPPORT_SUMMARY_REMINDED), today);
      g_autofree char *words = g_strdup_printf (_ ("reminded %s"), reminded);

      append_words (text, words);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* "Olga Petrova · Mon 23 Nov", and what the client said. */
static char *
describe_answer (RapportSummaryView *self)
{
  RapportRecord *last = RAPPORT_RECORD (rapport_summary_view_get_last (self));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = NULL;

  if (last == NULL)
    return g_strdup ("");
  day = rapport_format_day (rapport_record_get_day (last, RAPPORT_SUMMARY_ANSWERED),
                            rapport_format_today (self->library));
  append_words (text, rapport_record_get_text (last, RAPPORT_SUMMARY_ANSWERED_BY));
  append_words (text, day);
  if (*rapport_record_get_text (last, RAPPORT_SUMMARY_ANSWER) != '\0')
    g_string_append_printf (text, "\n“%s”", rapport_record_get_text (last, RAPPORT_SUMMARY_ANSWER));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
describe (RapportSummaryView *self)
{
  switch (self->approval.step)
    {
    case RAPPORT_APPROVAL_TO_SEND:
    case RAPPORT_APPROVAL_SENT:
      return describe_waiting (self);
    case RAPPORT_APPROVAL_CORRECTIONS:
    case RAPPORT_APPROVAL_APPROVED:
      return describe_answer (self);
    case RAPPORT_APPROVAL_NOTHING:
    default:
      return g_strdup (_ ("The minutes that you write become the summary."));
    }
}

static void
show_state (RapportSummaryView *self)
{
  const RapportApprovalStep step = self->approval.step;
  g_autofree char *words = describe (self);
  g_autofree char *amendment = NULL;

  if (self->approval.amendment > 0)
    amendment =
      g_strdup_printf (_ ("Amendment %d: %s"), self->approval.amendment, _ (steps[step].title));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                 amendment != NULL ? amendment : _ (steps[step].title));
  adw_action_row_set_subtitle (self->state, words);
  gtk_image_set_from_icon_name (self->state_icon, self->approval.overdue ? "dialog-warning-symbolic"
                                                                         : steps[step].icon);
  if (self->approval.overdue)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_icon), "warning");
  gtk_widget_set_visible (self->answers, step == RAPPORT_APPROVAL_SENT);
  gtk_widget_set_visible (self->amend, step == RAPPORT_APPROVAL_APPROVED);
}

/* Versions. */

static char *
describe_version (RapportSummaryView *self, RapportSummary *summary)
{
  RapportRecord *record = RAPPORT_RECORD (summary);
  const RapportDay today = rapport_format_today (self->library);
  g_autofree char *sent = rapport_format_day (
    rapport_instant_to_day (rapport_record_get_integer (record, RAPPORT_SUMMARY_SENT_AT)), today);
  g_autofree char *when = g_strdup_printf (_ ("sent %s"), sent);
  g_autoptr (GString) text = g_string_new (when);

  append_words (text, rapport_record_get_text (record, RAPPORT_SUMMARY_SENT_TO));
  for (const RapportWord *word = rapport_summary_states; word->word != NULL; word++)
    if (!g_str_equal (word->word, "sent") &&
        rapport_record_has_word (record, RAPPORT_SUMMARY_STATE, word->word))
      append_words (text, g_dgettext (GETTEXT_PACKAGE, word->label));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
name_version (RapportSummary *summary)
{
  const int version = (int) number_of (summary, RAPPORT_SUMMARY_VERSION);
  const int amendment = (int) number_of (summary, RAPPORT_SUMMARY_AMENDMENT);

  return amendment > 0 ? g_strdup_printf (_ ("Amendment %d, version %d"), amendment, version)
                       : g_strdup_printf (_ ("Version %d"), version);
}

static void
add_version (RapportSummaryView *self, RapportSummary *summary)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = summary != NULL ? name_version (summary) : g_strdup (_ ("As it is now"));
  g_autofree char *words = summary != NULL ? describe_version (self, summary) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (words != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  g_object_set_data_full (
    G_OBJECT (row), "summary",
    summary != NULL ? g_strdup (rapport_record_get_id (RAPPORT_RECORD (summary))) : NULL, g_free);
  gtk_list_box_append (self->versions, row);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "summary"), self->selected) == 0)
    gtk_list_box_select_row (self->versions, GTK_LIST_BOX_ROW (row));
}

static void
show_versions (RapportSummaryView *self)
{
  RapportSummary *selected = find_selected (self);

  self->filling = TRUE;
  gtk_list_box_remove_all (self->versions);
  add_version (self, NULL);
  for (guint i = self->summaries->len; i > 0; i--)
    add_version (self, self->summaries->pdata[i - 1]);
  self->filling = FALSE;
  gtk_widget_set_visible (self->versions_group, self->summaries->len > 0);
  if (selected != NULL)
    {
      g_autofree char *name = name_version (selected);
      g_autofree char *words = describe_version (self, selected);
      g_autofree char *title = g_strdup_printf ("%s · %s", name, words);

      adw_banner_set_title (self->frozen, title);
    }
  adw_banner_set_revealed (self->frozen, selected != NULL);
}

static void
version_selected_cb (RapportSummaryView *self, GtkListBoxRow *row)
{
  const char *id = row != NULL ? g_object_get_data (G_OBJECT (row), "summary") : NULL;

  if (self->filling || row == NULL || g_strcmp0 (id, self->selected) == 0)
    return;
  g_set_str (&self->selected, id);
  show_versions (self);
  show_pages (self);
}

/* Following. */

static void
read_approval (RapportSummaryView *self)
{
  g_autoptr (RapportQuery) query =
    rapport_approval_query (rapport_record_get_id (RAPPORT_RECORD (self->meeting)));

  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  self->summaries = rapport_library_find (self->library, query, NULL);
  if (self->summaries == NULL)
    self->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  rapport_approval_clear (&self->approval);
  rapport_approval_read (self->library, self->meeting, &self->approval);
}

static void
forget_logos (RapportSummaryView *self)
{
  g_clear_pointer (&self->client_logo, g_bytes_unref);
  g_clear_pointer (&self->agency_logo, g_bytes_unref);
  g_hash_table_remove_all (self->pictures);
}

/* They are read when one comes to look, and not with each word that is typed. */
static void
read_logos (RapportSummaryView *self)
{
  RapportPublicMinutes *minutes =
    self->publisher != NULL ? rapport_minutes_publisher_get_minutes (self->publisher) : NULL;

  forget_logos (self);
  if (minutes == NULL)
    return;
  self->client_logo = rapport_logo_publish (self->library, minutes->client,
                                            rapport_public_record_get_id (minutes->client));
  self->agency_logo = rapport_logo_publish (self->library, minutes->agency, NULL);
}

static void
show_all (RapportSummaryView *self)
{
  if (self->meeting == NULL)
    return;
  read_approval (self);
  /* What is approved is shown as it was approved. */
  if (self->selected == NULL && self->approval.step == RAPPORT_APPROVAL_APPROVED)
    self->selected =
      g_strdup (rapport_record_get_id (RAPPORT_RECORD (rapport_summary_view_get_last (self))));
  show_state (self);
  show_versions (self);
  show_pages (self);
}

static void
refresh_cb (gpointer data)
{
  RapportSummaryView *self = data;

  self->refresh = 0;
  show_all (self);
}

static void
published_cb (RapportSummaryView *self)
{
  if (self->refresh == 0 && self->meeting != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh = g_timeout_add_once (REFRESH_MS, refresh_cb, self);
}

static void
committed_cb (RapportSummaryView *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_summary_info)
      {
        /* What one did oneself shows at once. */
        show_all (self);
        return;
      }
}

static void
rapport_summary_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rapport_summary_view_parent_class)->map (widget);
  read_logos (RAPPORT_SUMMARY_VIEW (widget));
  show_all (RAPPORT_SUMMARY_VIEW (widget));
}

static void
rapport_summary_view_dispose (GObject *object)
{
  RapportSummaryView *self = RAPPORT_SUMMARY_VIEW (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_SUMMARY_VIEW);
  g_clear_object (&self->publisher);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  rapport_approval_clear (&self->approval);
  forget_logos (self);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->made_subject, g_free);
  g_clear_pointer (&self->made_greeting, g_free);
  G_OBJECT_CLASS (rapport_summary_view_parent_class)->dispose (object);
}

static void
rapport_summary_view_finalize (GObject *object)
{
  g_hash_table_unref (RAPPORT_SUMMARY_VIEW (object)->pictures);
  G_OBJECT_CLASS (rapport_summary_view_parent_class)->finalize (object);
}

static void
rapport_summary_view_class_init (RapportSummaryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_summary_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_summary_view_finalize;
  widget_class->map = rapport_summary_view_map;
  rapport_ui_meeting_get_resource ();
  g_type_ensure (RAPPORT_TYPE_PAGES_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/summary-view.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, RapportSummaryView, name)
  CHILD (panel);
  CHILD (state);
  CHILD (state_icon);
  CHILD (answers);
  CHILD (amend);
  CHILD (letter);
  CHILD (subject);
  CHILD (greeting);
  CHILD (receivers);
  CHILD (ways);
  CHILD (versions_group);
  CHILD (versions);
  CHILD (frozen);
  CHILD (preview);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, version_selected_cb);
  rapport_summary_view_install_sending (widget_class);
  rapport_summary_view_install_answers (widget_class);
}

static void
rapport_summary_view_init (RapportSummaryView *self)
{
  self->pictures = rapport_minutes_pictures_table_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_summary_view_new (RapportLibrary *library)
{
  RapportSummaryView *self = g_object_new (RAPPORT_TYPE_SUMMARY_VIEW, NULL);

  self->library = g_object_ref (library);
  rapport_private_hide (self->panel, library);
  rapport_private_hide (GTK_WIDGET (self->frozen), library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
rapport_summary_view_set_meeting (RapportSummaryView *self, RapportMeeting *meeting)
{
  g_set_object (&self->meeting, meeting);
  g_clear_object (&self->publisher);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->made_subject, g_free);
  g_clear_pointer (&self->made_greeting, g_free);
  if (meeting == NULL)
    return;
  self->publisher = rapport_minutes_publisher_new (
    self->library, rapport_record_get_id (RAPPORT_RECORD (meeting)), NULL);
  if (self->publisher != NULL)
    g_signal_connect_object (self->publisher, "changed", G_CALLBACK (published_cb), self,
                             G_CONNECT_SWAPPED);
  read_logos (self);
  show_all (self);
  fill_receivers (self);
}
