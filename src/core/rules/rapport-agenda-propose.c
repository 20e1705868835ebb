/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be talked about at a meeting. */
#include "rapport-agenda-private.h"
#include "rapport-agenda-words.h"
#include "rapport-brief.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More questions of the brief than that are an interrogation. */
#define BRIEF_QUESTIONS 3
#define BRIEF_WANTED    2

/* How far back an item that is carried over again and again is counted. */
#define MOST_CARRIES 20

static const struct
{
  const char *label;
  const char *kind;
  int minutes;
} sources[RAPPORT_AGENDA_N_SOURCES] = {
  [RAPPORT_AGENDA_GOALS] = { N_ ("Goals"), "goals", 5 },
  [RAPPORT_AGENDA_RESULTS] = { N_ ("Results of last month"), "results", 10 },
  [RAPPORT_AGENDA_CARRIED] = { N_ ("Left from the last meeting"), "topic", 5 },
  [RAPPORT_AGENDA_AGREEMENTS] = { N_ ("Open agreements"), "agreement", 3 },
  [RAPPORT_AGENDA_APPROVALS] = { N_ ("Awaiting the client’s approval"), "task", 5 },
  [RAPPORT_AGENDA_QUEUE] = { N_ ("Queue"), "question", 5 },
  [RAPPORT_AGENDA_BRIEF] = { N_ ("Brief"), "brief", 5 },
};

const char *
rapport_agenda_source_get_label (RapportAgendaSource source)
{
  return _ (sources[source].label);
}

void
rapport_proposal_free (RapportProposal *self)
{
  g_free (self->about);
  g_free (self->title);
  g_free (self->hint);
  g_free (self);
}

typedef struct
{
  RapportLibrary *library;
  RapportMeeting *meeting;
  const char *client;
  RapportDay day;
  RapportDay today;
  const char *language;
  gboolean is_inside; /* the client is not there */
  GPtrArray *items;   /* that stand on the agenda */
  GHashTable *abouts; /* that were proposed, or stand there */
  GPtrArray *proposals;
} Proposing;

/* (transfer none) (nullable): %NULL where the record was proposed before. */
static RapportProposal *
propose (Proposing *proposing, RapportAgendaSource source, const char *about, char *title)
{
  RapportProposal *proposal;

  if (about != NULL && !g_hash_table_add (proposing->abouts, g_strdup (about)))
    {
      g_free (title);
      return NULL;
    }
  proposal = g_new0 (RapportProposal, 1);
  *proposal = (RapportProposal) { .source = source,
                                  .kind = sources[source].kind,
                                  .about = g_strdup (about),
                                  .title = title,
                                  .minutes = sources[source].minutes,
                                  .wanted = TRUE,
                                  .client_sees = TRUE };
  g_ptr_array_add (proposing->proposals, proposal);
  return proposal;
}

static RapportQuery *
query_of_client (Proposing *proposing, GType type, guint field)
{
  return rapport_query_where_text (rapport_query_new (type), field, proposing->client);
}

static gboolean
has_kind (GPtrArray *items, const char *kind)
{
  for (guint i = 0; i < items->len; i++)
    if (rapport_record_has_word (items->pdata[i], RAPPORT_AGENDA_ITEM_KIND, kind))
      return TRUE;
  return FALSE;
}

/* Whether it was talked about at a meeting of this month already. */
static gboolean
was_talked_about (Proposing *proposing, const char *kind)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_MEETING, RAPPORT_MEETING_CLIENT);
  g_autofree char *month = rapport_day_to_string (rapport_day_month (proposing->day));
  const char *start =
    rapport_record_get_text (RAPPORT_RECORD (proposing->meeting), RAPPORT_MEETING_START);
  g_autoptr (GPtrArray) meetings = NULL;

  rapport_query_where_text (query, RAPPORT_MEETING_STATUS, "held");
  rapport_query_where (query, RAPPORT_MEETING_START, RAPPORT_TEST_AT_LEAST,
                       g_variant_new_string (month));
  meetings = rapport_agenda_find (proposing->library, query);
  for (guint i = 0; i < meetings->len; i++)
    {
      g_autoptr (GPtrArray) items =
        rapport_agenda_find_items (proposing->library, rapport_record_get_id (meetings->pdata[i]));
      const char *other = rapport_record_get_text (meetings->pdata[i], RAPPORT_MEETING_START);

      if (strcmp (other, start) < 0 && has_kind (items, kind))
        return TRUE;
    }
  return FALSE;
}

/* Goals and results. */

static guint
count_targets (Proposing *proposing)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_TARGET, RAPPORT_TARGET_CLIENT);
  g_autoptr (GPtrArray) targets = NULL;

  rapport_query_where_day (query, RAPPORT_TARGET_MONTH, RAPPORT_TEST_EQUAL,
                           rapport_day_month (proposing->day));
  targets = rapport_agenda_find (proposing->library, query);
  return targets->len;
}

static void
propose_goals (Proposing *proposing)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (proposing->library, RAPPORT_TYPE_CLIENT, proposing->client);
  const guint n_targets = count_targets (proposing);
  const gboolean expects =
    client != NULL && *rapport_record_get_text (client, RAPPORT_CLIENT_EXPECTATIONS) != '\0';
  RapportProposal *proposal;

  if (client == NULL || (n_targets == 0 && !expects) || has_kind (proposing->items, "goals"))
    return;
  proposal = propose (proposing, RAPPORT_AGENDA_GOALS, proposing->client,
                      rapport_agenda_words_goals (proposing->day, proposing->language));
  if (proposal == NULL)
    return;
  proposal->wanted = !was_talked_about (proposing, "goals");
  proposal->hint =
    n_targets > 0
      ? g_strdup_printf (ngettext ("%u target this month", "%u targets this month", n_targets),
                         n_targets)
      : g_strdup (_ ("What the client expects"));
}

/* (transfer full) (nullable): the report of a month, the first of its templates. */
static RapportRecord *
find_report (Proposing *proposing, RapportDay month)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_REPORT, RAPPORT_REPORT_CLIENT);
  g_autoptr (GPtrArray) reports = NULL;

  rapport_query_where_day (query, RAPPORT_REPORT_PERIOD, RAPPORT_TEST_EQUAL, month);
  reports = rapport_agenda_find (proposing->library, query);
  for (guint i = 0; i < reports->len; i++)
    {
      const char *word = rapport_record_get_text (reports->pdata[i], RAPPORT_REPORT_TEMPLATE);

      /* A week and a day may begin with a month. */
      if (!g_str_equal (word, "weekly") && !g_str_equal (word, "daily"))
        return g_object_ref (reports->pdata[i]);
    }
  return NULL;
}

static gboolean
has_numbers (Proposing *proposing, RapportDay month)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_MONTH_NUMBERS, RAPPORT_MONTH_NUMBERS_CLIENT);
  const guint fields[] = { RAPPORT_MONTH_NUMBERS_CLIENT };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rapport_query_where_day (query, RAPPORT_MONTH_NUMBERS_MONTH, RAPPORT_TEST_EQUAL, month);
  rapport_query_set_limit (query, 1);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_library_find_rows (proposing->library, query, &error);
  if (rows == NULL)
    g_warning ("reading for an agenda: %s", error->message);
  return rows != NULL && rows->len > 0;
}

static void
propose_results (Proposing *proposing)
{
  const RapportDay month = rapport_day_add_months (rapport_day_month (proposing->day), -1);
  g_autoptr (RapportRecord) report = NULL;
  RapportProposal *proposal;

  if (has_kind (proposing->items, "results"))
    return;
  report = find_report (proposing, month);
  if (report == NULL && !has_numbers (proposing, month))
    return;
  proposal = propose (proposing, RAPPORT_AGENDA_RESULTS,
                      report != NULL ? rapport_record_get_id (report) : NULL,
                      rapport_agenda_words_results (month, proposing->language));
  if (proposal == NULL)
    return;
  proposal->wanted = !was_talked_about (proposing, "results");
  if (report == NULL)
    proposal->hint = g_strdup (_ ("The numbers are there, the report is not written yet"));
  else if (rapport_record_has_word (report, RAPPORT_REPORT_STATE, "draft"))
    proposal->hint = g_strdup (_ ("The report is a draft"));
  else
    proposal->hint = g_strdup (_ ("The report was sent"));
}

/* What is left. */

/* Whether there is still something to say about it. */
static gboolean
is_pending (RapportRecord *about)
{
  if (about == NULL)
    return TRUE;
  if (rapport_record_is_trashed (about))
    return FALSE;
  if (RAPPORT_IS_QUESTION (about))
    return rapport_record_has_word (about, RAPPORT_QUESTION_STATUS, "open");
  if (RAPPORT_IS_AGREEMENT (about))
    return rapport_record_has_word (about, RAPPORT_AGREEMENT_STATUS, "open");
  if (RAPPORT_IS_WORK_ITEM (about))
    return rapport_record_has_word (about, RAPPORT_WORK_ITEM_STATUS, "waiting-for-client");
  if (RAPPORT_IS_BRIEF_QUESTION (about))
    return *rapport_record_get_text (about, RAPPORT_BRIEF_QUESTION_ANSWER) == '\0' &&
           rapport_record_get_day (about, RAPPORT_BRIEF_QUESTION_ANSWERED) == RAPPORT_DAY_NONE &&
           !rapport_record_get_boolean (about, RAPPORT_BRIEF_QUESTION_SKIPPED);
  return TRUE;
}

/* Whether it goes on in an item of another meeting. */
static gboolean
goes_on (Proposing *proposing, RapportRecord *item)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_AGENDA_ITEM, RAPPORT_AGENDA_ITEM_CLIENT);
  g_autoptr (GPtrArray) items = NULL;

  rapport_query_where_text (query, RAPPORT_AGENDA_ITEM_CARRIED_FROM, rapport_record_get_id (item));
  items = rapport_agenda_find (proposing->library, query);
  return items->len > 0;
}

static guint
count_carries (Proposing *proposing, RapportRecord *item)
{
  g_autoptr (RapportRecord) at = g_object_ref (item);
  guint n = 1;

  while (n < MOST_CARRIES)
    {
      RapportRecord *before =
        rapport_library_get (proposing->library, RAPPORT_TYPE_AGENDA_ITEM,
                             rapport_record_get_text (at, RAPPORT_AGENDA_ITEM_CARRIED_FROM));

      if (before == NULL)
        break;
      g_object_unref (at);
      at = before;
      n++;
    }
  return n;
}

/* Where a question stood on it, the proposal is of that question; else of the item itself. */
static void
propose_carried (Proposing *proposing, RapportRecord *item)
{
  const char *about_id = rapport_record_get_text (item, RAPPORT_AGENDA_ITEM_ABOUT);
  const gboolean is_carried = rapport_record_has_word (item, RAPPORT_AGENDA_ITEM_STATUS, "carried");
  g_autoptr (RapportRecord) about = NULL;
  RapportProposal *proposal;
  guint n;

  if (!is_carried && !rapport_record_has_word (item, RAPPORT_AGENDA_ITEM_STATUS, "open"))
    return;
  /* Those are asked for anew each month. */
  if (rapport_record_has_word (item, RAPPORT_AGENDA_ITEM_KIND, "goals") ||
      rapport_record_has_word (item, RAPPORT_AGENDA_ITEM_KIND, "results"))
    return;
  about = rapport_agenda_item_get_about (proposing->library, RAPPORT_AGENDA_ITEM (item));
  if (!is_pending (about) || goes_on (proposing, item) ||
      (*about_id != '\0' && g_hash_table_contains (proposing->abouts, about_id)))
    return;
  proposal =
    propose (proposing, RAPPORT_AGENDA_CARRIED, rapport_record_get_id (item),
             rapport_agenda_item_get_title (proposing->library, RAPPORT_AGENDA_ITEM (item)));
  if (proposal == NULL)
    return;
  if (*about_id != '\0')
    g_hash_table_add (proposing->abouts, g_strdup (about_id));
  n = count_carries (proposing, item);
  proposal->kind = g_intern_string (rapport_record_get_text (item, RAPPORT_AGENDA_ITEM_KIND));
  proposal->minutes = (int) rapport_record_get_integer (item, RAPPORT_AGENDA_ITEM_PLANNED);
  proposal->client_sees =
    rapport_agenda_item_is_public (proposing->library, RAPPORT_AGENDA_ITEM (item));
  if (n > 1)
    proposal->hint = g_strdup_printf (
      ngettext ("carried over %u time before", "carried over %u times before", n - 1), n - 1);
}

/* (transfer full) (nullable): the last meeting held before this one. */
static RapportRecord *
find_before (Proposing *proposing, guint field, const char *id)
{
  g_autoptr (RapportQuery) query = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  if (*id == '\0')
    return NULL;
  query = rapport_query_where_text (rapport_query_new (RAPPORT_TYPE_MEETING), field, id);
  rapport_query_where_text (query, RAPPORT_MEETING_STATUS, "held");
  rapport_query_where (query, RAPPORT_MEETING_START, RAPPORT_TEST_LESS,
                       g_variant_new_string (rapport_record_get_text (
                         RAPPORT_RECORD (proposing->meeting), RAPPORT_MEETING_START)));
  rapport_query_order_by (query, RAPPORT_MEETING_START, TRUE);
  rapport_query_set_limit (query, 1);
  meetings = rapport_agenda_find (proposing->library, query);
  return meetings->len > 0 ? g_object_ref (meetings->pdata[0]) : NULL;
}

static void
propose_left (Proposing *proposing)
{
  RapportRecord *meeting = RAPPORT_RECORD (proposing->meeting);
  const guint fields[] = { RAPPORT_MEETING_SCHEDULE, RAPPORT_MEETING_CLIENT };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (RapportRecord) before =
        find_before (proposing, fields[i], rapport_record_get_text (meeting, fields[i]));
      g_autoptr (GPtrArray) items = NULL;

      if (before == NULL || before == meeting)
        continue;
      items = rapport_agenda_find_items (proposing->library, rapport_record_get_id (before));
      for (guint j = 0; j < items->len; j++)
        propose_carried (proposing, items->pdata[j]);
    }
}

/* Agreements, tasks, questions. */

static char *
say_due (RapportDay due, RapportDay today)
{
  if (due == RAPPORT_DAY_NONE)
    return g_strdup (_ ("no date"));
  if (due == today)
    return g_strdup (_ ("due today"));
  if (due < today)
    return g_strdup_printf (
      ngettext ("overdue for %d day", "overdue for %d days", (gulong) (today - due)), today - due);
  return g_strdup_printf (ngettext ("due in %d day", "due in %d days", (gulong) (due - today)),
                          due - today);
}

static void
propose_agreements (Proposing *proposing)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_AGREEMENT, RAPPORT_AGREEMENT_CLIENT);
  g_autoptr (GPtrArray) agreements = NULL;

  /* A decision and an exclusion are in force; nothing of them is to come. */
  rapport_query_where_text (query, RAPPORT_AGREEMENT_KIND, "agreement");
  rapport_query_where_text (query, RAPPORT_AGREEMENT_STATUS, "open");
  rapport_query_order_by (query, RAPPORT_AGREEMENT_DUE, FALSE);
  agreements = rapport_agenda_find (proposing->library, query);
  for (guint i = 0; i < agreements->len; i++)
    {
      RapportRecord *agreement = agreements->pdata[i];
      const RapportDay due = rapport_record_get_day (agreement, RAPPORT_AGREEMENT_DUE);
      RapportProposal *proposal =
        propose (proposing, RAPPORT_AGENDA_AGREEMENTS, rapport_record_get_id (agreement),
                 rapport_agenda_get_about_title (proposing->library, agreement));

      if (proposal == NULL)
        continue;
      proposal->wanted = due != RAPPORT_DAY_NONE && due <= proposing->day;
      proposal->client_sees = rapport_agenda_is_public (agreement);
      proposal->hint = say_due (due, proposing->today);
    }
}

static char *
say_waiting (RapportDay since, RapportDay today)
{
  const int days = since != RAPPORT_DAY_NONE ? today - since : 0;

  return days > 0 ? g_strdup_printf (
                      ngettext ("waits for %d day", "waits for %d days", (gulong) days), days)
                  : NULL;
}

static void
propose_approvals (Proposing *proposing)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_WORK_ITEM, RAPPORT_WORK_ITEM_CLIENT);
  g_autoptr (GPtrArray) tasks = NULL;

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_STATUS, "waiting-for-client");
  rapport_query_order_by (query, RAPPORT_WORK_ITEM_WAITING_SINCE, FALSE);
  tasks = rapport_agenda_find (proposing->library, query);
  for (guint i = 0; i < tasks->len; i++)
    {
      RapportRecord *task = tasks->pdata[i];
      RapportProposal *proposal =
        propose (proposing, RAPPORT_AGENDA_APPROVALS, rapport_record_get_id (task),
                 rapport_agenda_get_about_title (proposing->library, task));

      if (proposal == NULL)
        continue;
      proposal->client_sees = rapport_agenda_is_public (task);
      proposal->hint = say_waiting (rapport_record_get_day (task, RAPPORT_WORK_ITEM_WAITING_SINCE),
                                    proposing->today);
    }
}

static void
propose_queue (Proposing *proposing)
{
  g_autoptr (RapportQuery) query =
    query_of_client (proposing, RAPPORT_TYPE_QUESTION, RAPPORT_QUESTION_CLIENT);
  g_autoptr (GPtrArray) questions = NULL;

  rapport_query_where_text (query, RAPPORT_QUESTION_STATUS, "open");
  rapport_query_order_by (query, RAPPORT_QUESTION_ORDER, FALSE);
  questions = rapport_agenda_find (proposing->library, query);
  for (guint i = 0; i < questions->len; i++)
    {
      RapportRecord *question = questions->pdata[i];
      const gboolean is_problem =
        rapport_record_has_word (question, RAPPORT_QUESTION_KIND, "problem");
      RapportProposal *proposal =
        propose (proposing, RAPPORT_AGENDA_QUEUE, rapport_record_get_id (question),
                 rapport_agenda_get_about_title (proposing->library, question));

      if (proposal == NULL)
        continue;
      if (rapport_record_has_word (question, RAPPORT_QUESTION_KIND, "topic"))
        proposal->kind = "topic";
      if (is_problem)
        proposal->minutes = 10;
      proposal->client_sees = rapport_agenda_is_public (question);
      proposal->hint =
        is_problem
          ? g_strdup (_ ("problem"))
          : say_waiting (rapport_record_get_day (question, RAPPORT_QUESTION_DAY), proposing->today);
    }
}

static void
propose_brief (Proposing *proposing)
{
  g_autoptr (GPtrArray) entries = rapport_brief_load (proposing->library, proposing->client);
  guint n = 0;

  for (guint i = 0; i < entries->len && n < BRIEF_QUESTIONS; i++)
    {
      const RapportBriefEntry *entry = entries->pdata[i];
      RapportProposal *proposal = NULL;

      if (!entry->is_answered && !entry->is_skipped)
        proposal =
          propose (proposing, RAPPORT_AGENDA_BRIEF, entry->record, g_strdup (entry->question));
      if (proposal == NULL)
        continue;
      proposal->hint = g_strdup (rapport_brief_group_get_label (entry->group));
      proposal->client_sees = entry->client_sees;
      proposal->wanted = n++ < BRIEF_WANTED;
    }
}

GPtrArray *
rapport_agenda_propose (RapportLibrary *library, RapportMeeting *meeting)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  g_autoptr (GHashTable) abouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items = rapport_agenda_find_items (library, rapport_record_get_id (record));
  Proposing proposing = {
    .library = library,
    .meeting = meeting,
    .client = rapport_record_get_text (record, RAPPORT_MEETING_CLIENT),
    .day = rapport_agenda_get_day (library, meeting),
    .today = rapport_clock_get_today (rapport_library_get_clock (library)),
    .language = rapport_agenda_get_language (library, meeting),
    .is_inside = rapport_record_has_word (record, RAPPORT_MEETING_KIND, "stand-up") ||
                 rapport_record_has_word (record, RAPPORT_MEETING_KIND, "showing"),
    .items = items,
    .abouts = abouts,
    .proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_proposal_free),
  };

  for (guint i = 0; i < items->len; i++)
    {
      const char *about = rapport_record_get_text (items->pdata[i], RAPPORT_AGENDA_ITEM_ABOUT);

      if (*about != '\0')
        g_hash_table_add (abouts, g_strdup (about));
    }
  if (*proposing.client != '\0')
    {
      propose_goals (&proposing);
      propose_results (&proposing);
    }
  propose_left (&proposing);
  if (*proposing.client != '\0')
    {
      propose_agreements (&proposing);
      propose_approvals (&proposing);
      propose_queue (&proposing);
    }
  if (*proposing.client != '\0' && !proposing.is_inside)
    propose_brief (&proposing);
  return proposing.proposals;
}
