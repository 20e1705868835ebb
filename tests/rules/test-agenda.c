/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-templates.h"
#include "rapport-agenda-words.h"
#include "rapport-agenda.h"
#include "rapport-brief.h"
#include "rules-support.h"

#include <string.h>

/* Minutes as they are typed. */

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *title;
    int minutes;
  } cases[] = {
    { "Budget for spring 15 min", "Budget for spring", 15 },
    { "Budget for spring 15 min.", "Budget for spring", 15 },
    { "Budget for spring 15min", "Budget for spring", 15 },
    { "Budget for spring 15 minutes", "Budget for spring", 15 },
    { "Budget for spring, 15 mins", "Budget for spring", 15 },
    { "Budget for spring - 15 m", "Budget for spring", 15 },
    { "Budget for spring (15 min)", "Budget for spring", 15 },
    { "Budget for spring [15 min]", "Budget for spring", 15 },
    { "Budget for spring 15'", "Budget for spring", 15 },
    { "Budget for spring 15’", "Budget for spring", 15 },
    { "Budget for spring for 15 minutes", "Budget for spring", 15 },
    { "Budget 1 minute", "Budget", 1 },
    { "BUDGET 15 MIN", "BUDGET", 15 },
    { "Budget 1 h", "Budget", 60 },
    { "Budget 1h 30min", "Budget", 90 },
    { "Budget 2 hours", "Budget", 120 },
    { "Budget 1 hour and 15 minutes", "Budget", 75 },
    { "Budget half an hour", "Budget", 30 },
    { "Budget, an hour", "Budget", 60 },
    { "Budget an hour and a half", "Budget", 90 },
    { "15 min: budget", "budget", 15 },
    { "15 min - budget", "budget", 15 },
    { "  Budget   for  spring 15   min ", "Budget for spring", 15 },
    { "Бюджет на весну 15 мин", "Бюджет на весну", 15 },
    { "Бюджет на весну 15 мин.", "Бюджет на весну", 15 },
    { "Бюджет на весну 15мин", "Бюджет на весну", 15 },
    { "Бюджет на весну 15 минут", "Бюджет на весну", 15 },
    { "Бюджет на весну 21 минута", "Бюджет на весну", 21 },
    { "Бюджет на весну 2 минуты", "Бюджет на весну", 2 },
    { "Бюджет на весну, 15 мин", "Бюджет на весну", 15 },
    { "Бюджет на весну — 15 мин", "Бюджет на весну", 15 },
    { "Бюджет на весну (на 15 минут)", "Бюджет на весну", 15 },
    { "Бюджет на весну на 15 минут", "Бюджет на весну", 15 },
    { "БЮДЖЕТ 15 МИН", "БЮДЖЕТ", 15 },
    { "Бюджет 15 м", "Бюджет", 15 },
    { "Бюджет полчаса", "Бюджет", 30 },
    { "Бюджет на полчаса", "Бюджет", 30 },
    { "Бюджет (полчаса)", "Бюджет", 30 },
    { "Бюджет полтора часа", "Бюджет", 90 },
    { "Бюджет 1 час", "Бюджет", 60 },
    { "Бюджет час", "Бюджет", 60 },
    { "Бюджет 2 часа", "Бюджет", 120 },
    { "Бюджет 1 ч 20 мин", "Бюджет", 80 },
    { "Бюджет 1 час и 20 минут", "Бюджет", 80 },
    { "20 мин: сайт", "сайт", 20 },
    { "20 мин — сайт", "сайт", 20 },
    /* No minutes, or not these. */
    { "Budget", "Budget", 0 },
    { "", "", 0 },
    { "   ", "", 0 },
    { "15 min", "15 min", 0 },
    { "15 мин", "15 мин", 0 },
    { "The 15 min call with Anna", "The 15 min call with Anna", 0 },
    { "15 minutes of silence", "15 minutes of silence", 0 },
    { "Top 15", "Top 15", 0 },
    { "Budget 0 min", "Budget 0 min", 0 },
    { "Budget 900 min", "Budget 900 min", 0 },
    { "Budget 99 hours", "Budget 99 hours", 0 },
    { "Обед в час пик", "Обед в час пик", 0 },
    { "План на 2027", "План на 2027", 0 },
    { "Реклама в метро 15 млн", "Реклама в метро 15 млн", 0 },
    { "Spend 15 million", "Spend 15 million", 0 },
    { "Room A15 m", "Room A15 m", 0 },
    { "Broken \xff 5 min", "Broken \xef\xbf\xbd", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = NULL;
      const int minutes = rapport_agenda_words_parse (cases[i].text, &title);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpint (minutes, ==, cases[i].minutes);
    }
}

static void
test_months (void)
{
  for (int month = 1; month <= 12; month++)
    {
      const RapportDay day = rapport_day_new (2026, month, 15);
      g_autofree char *goals = rapport_agenda_words_goals (day, "ru");
      g_autofree char *results = rapport_agenda_words_results (day, "en");

      g_assert_true (g_str_has_prefix (goals, "Цели на "));
      g_assert_true (g_str_has_prefix (results, "Results of "));
    }
}

/* Records to propose. */

static RapportRecord *
make (Agency *agency, GType type, guint client_field, const char *const *texts)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *record = rapport_transaction_create (transaction, type);
  const RapportRecordInfo *info = rapport_record_get_info (record);

  rapport_transaction_set_text (transaction, record, client_field, agency->client_id);
  for (; *texts != NULL; texts += 2)
    {
      const guint field = (guint) rapport_record_info_find_field (info, texts[0]);

      if (info->fields[field].kind == RAPPORT_KIND_DAY)
        rapport_transaction_set_day (transaction, record, field, rapport_day_parse (texts[1]));
      else
        rapport_transaction_set_text (transaction, record, field, texts[1]);
    }
  g_object_ref (record);
  agency_commit (transaction);
  return record;
}

#define make_one(agency, TYPE, ...)                                                                \
  make (agency, RAPPORT_TYPE_##TYPE, RAPPORT_##TYPE##_CLIENT,                                      \
        (const char *[]) { __VA_ARGS__, NULL })

static RapportMeeting *
make_meeting (Agency *agency, const char *start, const char *status)
{
  g_autofree char *slot = g_strconcat ("slot ", start, NULL);

  return RAPPORT_MEETING (
    make_one (agency, MEETING, "slot", slot, "start", start, "status", status));
}

/* One line for each: source, kind, title, hint, minutes, and what is special. */
static char *
describe (GPtrArray *proposals)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < proposals->len; i++)
    {
      const RapportProposal *p = proposals->pdata[i];

      g_string_append_printf (text, "%d %s “%s” (%s) %d%s%s\n", p->source, p->kind, p->title,
                              p->hint != NULL ? p->hint : "-", p->minutes,
                              p->wanted ? "" : " unwanted", p->client_sees ? "" : " private");
    }
  return g_string_free_and_steal (text);
}

static void
assert_proposed (Agency *agency, RapportMeeting *meeting, const char *expected)
{
  g_autoptr (GPtrArray) proposals = rapport_agenda_propose (agency->library, meeting);
  g_autofree char *text = describe (proposals);

  g_assert_cmpstr (text, ==, expected);
}

static guint
build (Agency *agency, RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) proposals = rapport_agenda_propose (agency->library, meeting);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Build the agenda");
  const guint n = rapport_agenda_take (transaction, agency->library, meeting, proposals);

  agency_commit (transaction);
  return n;
}

static GPtrArray *
list_items (Agency *agency, RapportMeeting *meeting)
{
  g_autoptr (RapportQuery) query =
    rapport_agenda_query (rapport_record_get_id (RAPPORT_RECORD (meeting)));
  g_autoptr (GError) error = NULL;
  GPtrArray *items = rapport_library_find (agency->library, query, &error);

  g_assert_no_error (error);
  return items;
}

static char *
describe_agenda (Agency *agency, RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) items = list_items (agency, meeting);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *title = rapport_agenda_item_get_title (agency->library, items->pdata[i]);

      g_string_append_printf (
        text, "%s “%s” %d %s%s\n",
        rapport_record_get_text (items->pdata[i], RAPPORT_AGENDA_ITEM_KIND), title,
        (int) rapport_record_get_integer (items->pdata[i], RAPPORT_AGENDA_ITEM_PLANNED),
        rapport_record_get_text (items->pdata[i], RAPPORT_AGENDA_ITEM_STATUS),
        rapport_agenda_item_is_public (agency->library, items->pdata[i]) ? "" : " private");
    }
  return g_string_free_and_steal (text);
}

static void
assert_agenda (Agency *agency, RapportMeeting *meeting, const char *expected)
{
  g_autofree char *text = describe_agenda (agency, meeting);

  g_assert_cmpstr (text, ==, expected);
}

static void
set_done (Agency *agency, RapportRecord *item, gboolean done)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Done");

  rapport_agenda_item_set_done (transaction, agency->library, RAPPORT_AGENDA_ITEM (item), done);
  agency_commit (transaction);
}

static void
set_word (Agency *agency, RapportRecord *record, guint field, const char *word)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Change");

  rapport_transaction_set_text (transaction, record, field, word);
  agency_commit (transaction);
}

#define BRIEF_PROPOSALS                                                                            \
  "6 brief “How did the company begin, and what are you proud of?” (Business) 5\n"                 \
  "6 brief “What does the company earn its money with, and which lines would you rather "          \
  "grow?” (Business) 5\n"                                                                          \
  "6 brief “Where do you sell: cities, countries, branches, delivery?” (Business) 5 unwanted\n"

/* Proposing. */

static void
test_propose_nothing (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");

  assert_proposed (agency, meeting, BRIEF_PROPOSALS);
  /* At a showing of one's own nobody can answer. */
  set_word (agency, RAPPORT_RECORD (meeting), RAPPORT_MEETING_KIND, "showing");
  assert_proposed (agency, meeting, "");
  set_word (agency, RAPPORT_RECORD (meeting), RAPPORT_MEETING_CLIENT, NULL);
  set_word (agency, RAPPORT_RECORD (meeting), RAPPORT_MEETING_KIND, "stand-up");
  assert_proposed (agency, meeting, "");
}

static void
test_propose_all (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) target =
    make_one (agency, TARGET, "month", "2026-11-01", "metric", "leads");
  g_autoptr (RapportRecord) report =
    make_one (agency, REPORT, "period", "2026-10-01", "template", "monthly");
  g_autoptr (RapportRecord) late =
    make_one (agency, AGREEMENT, "text", "\n**Photos** by us\nmore", "due", "2026-11-20");
  g_autoptr (RapportRecord) soon =
    make_one (agency, AGREEMENT, "text", "Texts", "due", "2026-11-24");
  g_autoptr (RapportRecord) later =
    make_one (agency, AGREEMENT, "text", "Prices", "due", "2026-12-24");
  g_autoptr (RapportRecord) decision =
    make_one (agency, AGREEMENT, "text", "No discounts", "kind", "decision");
  g_autoptr (RapportRecord) kept = make_one (agency, AGREEMENT, "text", "Kept", "status", "kept");
  g_autoptr (RapportRecord) task = make_one (agency, WORK_ITEM, "title", "Landing page", "status",
                                             "waiting-for-client", "waiting-since", "2026-11-19");
  g_autoptr (RapportRecord) other = make_one (agency, WORK_ITEM, "title", "Own work");
  g_autoptr (RapportRecord) first =
    make_one (agency, QUESTION, "text", "Who answers leads?", "order", "B", "day", "2026-11-21");
  g_autoptr (RapportRecord) second =
    make_one (agency, QUESTION, "text", "No leads since Monday", "kind", "problem", "order", "C");
  g_autoptr (RapportRecord) secret =
    make_one (agency, QUESTION, "text", "Why are they so slow?", "order", "D", "audience", "team");
  g_autoptr (RapportRecord) answered =
    make_one (agency, QUESTION, "text", "Old", "status", "answered");
  g_autoptr (RapportClient) stranger = agency_add_client (agency, "Volga Doors");
  g_autoptr (RapportRecord) of_another = make_one (agency, QUESTION, "text", "Doors?");

  set_word (agency, of_another, RAPPORT_QUESTION_CLIENT,
            rapport_record_get_id (RAPPORT_RECORD (stranger)));
  assert_proposed (agency, meeting,
                   "0 goals “Goals for November” (1 target this month) 5\n"
                   "1 results “Results of October” (The report is a draft) 10\n"
                   "3 agreement “**Photos** by us” (overdue for 2 days) 3\n"
                   "3 agreement “Texts” (due in 2 days) 3\n"
                   "3 agreement “Prices” (due in 32 days) 3 unwanted\n"
                   "4 task “Landing page” (waits for 3 days) 5\n"
                   "5 question “Who answers leads?” (waits for 1 day) 5\n"
                   "5 question “No leads since Monday” (problem) 10\n"
                   "5 question “Why are they so slow?” (-) 5 private\n" BRIEF_PROPOSALS);
  g_assert_cmpuint (build (agency, meeting), ==, 10);
  assert_agenda (
    agency, meeting,
    "goals “Goals for November” 5 open\n"
    "results “Results of October” 10 open\n"
    "agreement “**Photos** by us” 3 open\n"
    "agreement “Texts” 3 open\n"
    "task “Landing page” 5 open\n"
    "question “Who answers leads?” 5 open\n"
    "question “No leads since Monday” 10 open\n"
    "question “Why are they so slow?” 5 open private\n"
    "brief “How did the company begin, and what are you proud of?” 5 open\n"
    "brief “What does the company earn its money with, and which lines would you rather "
    "grow?” 5 open\n");
  /* What stands there is not proposed again; the next questions of the brief are. */
  assert_proposed (
    agency, meeting,
    "3 agreement “Prices” (due in 32 days) 3 unwanted\n"
    "6 brief “Where do you sell: cities, countries, branches, delivery?” (Business) 5\n"
    "6 brief “When is your season, when is it quiet, and what do you do then?” (Business) 5\n"
    "6 brief “How many more orders a month can you take before quality suffers?” (Business) 5 "
    "unwanted\n");
}

static void
test_language (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-12-01T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) report =
    make_one (agency, REPORT, "period", "2026-11-01", "template", "monthly", "state", "sent");
  g_autoptr (RapportRecord) week =
    make_one (agency, REPORT, "period", "2026-11-01", "template", "weekly");

  set_word (agency, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_LANGUAGE, "ru");
  set_word (agency, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_EXPECTATIONS, "Звонки");
  assert_proposed (
    agency, meeting,
    "0 goals “Цели на декабрь” (What the client expects) 5\n"
    "1 results “Итоги ноября” (The report was sent) 10\n"
    "6 brief “С чего началась компания и чем вы гордитесь?” (Business) 5\n"
    "6 brief “На чём компания зарабатывает и какие направления хотите развивать?” (Business) 5\n"
    "6 brief “Где вы продаёте: города, страны, филиалы, доставка?” (Business) 5 unwanted\n");
  set_word (agency, RAPPORT_RECORD (meeting), RAPPORT_MEETING_LANGUAGE, "en");
  g_assert_cmpuint (build (agency, meeting), ==, 4);
}

/* Carrying over. */

static RapportRecord *
get_item (Agency *agency, RapportMeeting *meeting, guint i)
{
  g_autoptr (GPtrArray) items = list_items (agency, meeting);

  g_assert_cmpuint (i, <, items->len);
  return g_object_ref (items->pdata[i]);
}

static void
add (Agency *agency, RapportMeeting *meeting, const char *title)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add an item");

  rapport_agenda_add (transaction, agency->library, meeting, "topic", title, NULL, 7);
  agency_commit (transaction);
}

static void
skip_brief (Agency *agency)
{
  g_autoptr (GPtrArray) entries = rapport_brief_load (agency->library, agency->client_id);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Skip");

  for (guint i = 0; i < entries->len; i++)
    rapport_brief_skip (transaction, agency->client_id,
                        ((RapportBriefEntry *) entries->pdata[i])->word, TRUE);
  agency_commit (transaction);
}

static void
test_carried (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) older = make_meeting (agency, "2026-11-03T10:00[UTC]", "held");
  g_autoptr (RapportMeeting) last = make_meeting (agency, "2026-11-10T10:00[UTC]", "held");
  g_autoptr (RapportMeeting) next = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (RapportMeeting) after = make_meeting (agency, "2026-12-01T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) question = make_one (agency, QUESTION, "text", "Open question");
  g_autoptr (RapportRecord) done = NULL;
  g_autoptr (RapportRecord) carried = NULL;
  g_autoptr (RapportRecord) asked = NULL;

  skip_brief (agency);
  add (agency, older, "Forgotten long ago");
  g_assert_cmpuint (build (agency, last), ==, 2);
  add (agency, last, "Talked about");
  add (agency, last, "Not talked about");
  done = get_item (agency, last, 2);
  set_done (agency, done, TRUE);
  /* The question is carried over once, and not proposed from the queue as well. */
  assert_proposed (agency, next,
                   "2 topic “Forgotten long ago” (carried over 1 time before) 7\n"
                   "2 question “Open question” (-) 5\n"
                   "2 topic “Not talked about” (-) 7\n");
  g_assert_cmpuint (build (agency, next), ==, 3);
  assert_agenda (agency, last,
                 "topic “Forgotten long ago” 7 carried\n"
                 "question “Open question” 5 carried\n"
                 "topic “Talked about” 7 done\n"
                 "topic “Not talked about” 7 carried\n");
  assert_proposed (agency, next, "");
  /* It goes on in one place alone: the meeting after that gets it from there. */
  set_word (agency, RAPPORT_RECORD (next), RAPPORT_MEETING_STATUS, "held");
  asked = get_item (agency, next, 1);
  set_done (agency, asked, TRUE);
  g_assert_true (rapport_record_has_word (question, RAPPORT_QUESTION_STATUS, "answered"));
  assert_proposed (agency, after,
                   "2 topic “Forgotten long ago” (carried over 2 times before) 7\n"
                   "2 topic “Not talked about” (carried over 1 time before) 7\n");
  set_done (agency, asked, FALSE);
  g_assert_true (rapport_record_has_word (question, RAPPORT_QUESTION_STATUS, "open"));
  g_assert_cmpstr (rapport_record_get_text (question, RAPPORT_QUESTION_MEETING), ==, "");
  /* Where it was taken out again, nothing is lost. */
  carried = get_item (agency, next, 2);
  {
    RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Delete");

    rapport_transaction_trash (transaction, carried);
    agency_commit (transaction);
  }
  set_word (agency, RAPPORT_RECORD (next), RAPPORT_MEETING_STATUS, "planned");
  assert_proposed (agency, next, "2 topic “Not talked about” (-) 7\n");
}

static void
test_monthly (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) last = make_meeting (agency, "2026-11-10T10:00[UTC]", "held");
  g_autoptr (RapportMeeting) next = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (RapportMeeting) after = make_meeting (agency, "2026-12-01T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) report =
    make_one (agency, REPORT, "period", "2026-10-01", "template", "monthly");

  skip_brief (agency);
  set_word (agency, RAPPORT_RECORD (agency->client), RAPPORT_CLIENT_EXPECTATIONS, "Calls");
  g_assert_cmpuint (build (agency, last), ==, 2);
  /* Restated once a month, and never carried over. */
  assert_proposed (agency, next,
                   "0 goals “Goals for November” (What the client expects) 5 unwanted\n"
                   "1 results “Results of October” (The report is a draft) 10 unwanted\n");
  assert_proposed (agency, after, "0 goals “Goals for December” (What the client expects) 5\n");
}

static void
test_brief_done (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "held");
  g_autoptr (RapportRecord) item = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpuint (build (agency, meeting), ==, 2);
  item = get_item (agency, meeting, 0);
  set_done (agency, item, TRUE);
  before = rapport_brief_load (agency->library, agency->client_id);
  g_assert_true (((RapportBriefEntry *) before->pdata[0])->is_answered);
  g_assert_cmpint (((RapportBriefEntry *) before->pdata[0])->day, ==,
                   rapport_day_new (2026, 11, 24));
  set_done (agency, item, FALSE);
  after = rapport_brief_load (agency->library, agency->client_id);
  g_assert_false (((RapportBriefEntry *) after->pdata[0])->is_answered);
}

/* Titles and audiences. */

static void
test_titles (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) task =
    make_one (agency, WORK_ITEM, "title", "Landing page", "status", "waiting-for-client");
  g_autoptr (RapportRecord) item = NULL;
  RapportTransaction *transaction;

  skip_brief (agency);
  build (agency, meeting);
  item = get_item (agency, meeting, 0);
  /* Typed once: the title is the task's. */
  set_word (agency, task, RAPPORT_WORK_ITEM_TITLE, "Landing pages");
  assert_agenda (agency, meeting, "task “Landing pages” 5 open\n");
  /* A task that becomes private takes its title along. */
  set_word (agency, task, RAPPORT_RECORD_AUDIENCE, "team");
  assert_agenda (agency, meeting, "task “Landing pages” 5 open private\n");
  set_word (agency, item, RAPPORT_AGENDA_ITEM_TITLE, "Pages");
  assert_agenda (agency, meeting, "task “Pages” 5 open\n");
  set_word (agency, item, RAPPORT_RECORD_AUDIENCE, "team");
  assert_agenda (agency, meeting, "task “Pages” 5 open private\n");
  /* Whose record is gone has a name all the same. */
  set_word (agency, item, RAPPORT_AGENDA_ITEM_TITLE, NULL);
  transaction = rapport_transaction_begin (agency->library, "Erase");
  rapport_transaction_erase (transaction, task);
  agency_commit (transaction);
  assert_agenda (agency, meeting, "task “Task to approve” 5 open private\n");
}

/* Templates. */

static const RapportAgendaForm *
find_form (GPtrArray *forms, const char *word)
{
  for (guint i = 0; i < forms->len; i++)
    if (g_str_equal (((RapportAgendaForm *) forms->pdata[i])->word, word))
      return forms->pdata[i];
  return NULL;
}

static guint
apply (Agency *agency, RapportMeeting *meeting, const char *word)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Template");
  const guint n = rapport_agenda_templates_apply (transaction, agency->library, meeting, word);

  agency_commit (transaction);
  return n;
}

/* Each is there in both languages, with as many items and the same minutes and sources. */
static void
test_templates (Agency *agency, gconstpointer data)
{
  g_autoptr (GPtrArray) english = rapport_agenda_templates_list (agency->library, "en");
  g_autoptr (GPtrArray) russian = rapport_agenda_templates_list (agency->library, "ru");

  g_assert_cmpuint (english->len, ==, 7);
  g_assert_cmpuint (russian->len, ==, 7);
  for (guint i = 0; i < english->len; i++)
    {
      const RapportAgendaForm *form = english->pdata[i];
      g_auto (GStrv) lines = g_strsplit (form->text, "\n", -1);
      g_auto (GStrv) others =
        g_strsplit (((RapportAgendaForm *) russian->pdata[i])->text, "\n", -1);

      g_assert_true (form->is_built_in);
      g_assert_null (form->record);
      g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (others));
      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_autofree char *title = NULL;
          g_autofree char *other = NULL;
          const int minutes = rapport_agenda_words_parse (lines[j], &title);

          g_assert_cmpint (minutes, ==, rapport_agenda_words_parse (others[j], &other));
          g_assert_cmpint (minutes > 0, !=, *lines[j] == '[');
          g_assert_cmpint (g_str_equal (title, other), ==, *lines[j] == '[');
        }
    }
}

static void
test_apply (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) question = make_one (agency, QUESTION, "text", "Who answers leads?");

  skip_brief (agency);
  g_assert_cmpuint (apply (agency, meeting, "nonsense"), ==, 0);
  g_assert_cmpuint (apply (agency, meeting, "weekly"), ==, 3);
  assert_agenda (agency, meeting,
                 "topic “What was done in the week” 10 open\n"
                 "question “Who answers leads?” 5 open\n"
                 "topic “Plan for the next week” 10 open\n");
}

static void
test_own_template (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (RapportRecord) question = make_one (agency, QUESTION, "text", "Who answers leads?");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Templates");
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GPtrArray) reset = NULL;
  g_autofree char *text = NULL;
  g_autofree char *own = NULL;

  own = g_strdup (rapport_record_get_id (RAPPORT_RECORD (rapport_agenda_templates_save (
    transaction, agency->library, NULL, "Ours", " News 20 min \n\n[QUEUE]\nThe end"))));
  rapport_agenda_templates_save (transaction, agency->library, "stand-up", "Stand-up",
                                 "Only this 3 min");
  agency_commit (transaction);
  forms = rapport_agenda_templates_list (agency->library, "ru");
  g_assert_cmpuint (forms->len, ==, 8);
  g_assert_cmpstr (find_form (forms, own)->text, ==, "News 20 min\n[Queue]\nThe end");
  g_assert_false (find_form (forms, own)->is_built_in);
  g_assert_cmpstr (find_form (forms, "stand-up")->text, ==, "Only this 3 min");
  g_assert_nonnull (find_form (forms, "stand-up")->record);
  g_assert_cmpuint (apply (agency, meeting, own), ==, 3);
  assert_agenda (agency, meeting,
                 "topic “News” 20 open\n"
                 "question “Who answers leads?” 5 open\n"
                 "topic “The end” 5 open\n");
  text = rapport_agenda_templates_describe (agency->library, meeting);
  g_assert_cmpstr (text, ==, "News 20 min\n[Queue]\nThe end 5 min");
  transaction = rapport_transaction_begin (agency->library, "Reset");
  rapport_agenda_templates_remove (transaction, agency->library, "stand-up");
  rapport_agenda_templates_remove (transaction, agency->library, own);
  agency_commit (transaction);
  reset = rapport_agenda_templates_list (agency->library, "en");
  g_assert_cmpuint (reset->len, ==, 7);
  g_assert_null (find_form (reset, "stand-up")->record);
}

/* What is written from lines is taken apart into the same lines, whatever their titles say. */
static void
test_lines (void)
{
  static const struct
  {
    const char *title;
    int minutes;
    const char *written;
  } cases[] = {
    { "Budget for spring", 15, "Budget for spring 15 min" },
    { "Новый сайт", 480, "Новый сайт 480 min" },
    { "A film of 90 min", 5, "A film of 90 min 5 min" },
    { "Talk of 1 hour", 10, "Talk of 1 hour (10 min)" },
    { "Talk of 1 h and", 10, "Talk of 1 h and (10 min)" },
    { "[Queue]", 5, "[Queue] 5 min" },
    { "15 min: budget", 5, "15 min: budget 5 min" },
    { "5", 5, "5 5 min" },
  };
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_agenda_line_free);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (lines, rapport_agenda_line_new (-1, cases[i].title, cases[i].minutes));
  g_ptr_array_add (lines, rapport_agenda_line_new (RAPPORT_AGENDA_BRIEF, "not said", 7));
  g_ptr_array_add (lines, rapport_agenda_line_new (-1, "  ", 7));
  g_ptr_array_add (lines, rapport_agenda_line_new (-1, "Without minutes", 0));
  text = rapport_agenda_lines_format (lines);
  again = rapport_agenda_lines_parse (text);
  g_assert_cmpuint (again->len, ==, G_N_ELEMENTS (cases) + 2);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportAgendaLine *line = again->pdata[i];
      g_auto (GStrv) written = g_strsplit (text, "\n", -1);

      g_assert_cmpstr (written[i], ==, cases[i].written);
      g_assert_cmpstr (line->title, ==, cases[i].title);
      g_assert_cmpint (line->minutes, ==, cases[i].minutes);
      g_assert_cmpint (line->source, ==, -1);
    }
  g_assert_cmpint (((RapportAgendaLine *) again->pdata[again->len - 2])->source, ==,
                   RAPPORT_AGENDA_BRIEF);
  g_assert_cmpint (((RapportAgendaLine *) again->pdata[again->len - 1])->minutes, ==, 5);
  twice = rapport_agenda_lines_format (again);
  g_assert_cmpstr (twice, ==, text);
}

/* Anything, in any order. */

#define STEPS 250

static void
random_step (Agency *agency, RapportMeeting *meeting, GRand *rand, guint n)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Do something");
  g_autoptr (GPtrArray) items = list_items (agency, meeting);
  const gint32 roll = g_rand_int_range (rand, 0, 6);

  if (roll == 0 || items->len == 0)
    {
      g_autoptr (GPtrArray) proposals = rapport_agenda_propose (agency->library, meeting);

      for (guint i = 0; i < proposals->len; i++)
        ((RapportProposal *) proposals->pdata[i])->wanted = g_rand_boolean (rand);
      rapport_agenda_take (transaction, agency->library, meeting, proposals);
    }
  else if (roll == 1)
    rapport_agenda_add (transaction, agency->library, meeting, "topic", "Typed", NULL, (int) n);
  else if (roll == 2)
    rapport_transaction_trash (transaction,
                               items->pdata[g_rand_int_range (rand, 0, (gint32) items->len)]);
  else if (roll == 3)
    rapport_agenda_item_set_done (transaction, agency->library,
                                  items->pdata[g_rand_int_range (rand, 0, (gint32) items->len)],
                                  g_rand_boolean (rand));
  else
    {
      const guint from = (guint) g_rand_int_range (rand, 0, (gint32) items->len);
      const guint to = (guint) g_rand_int_range (rand, 0, (gint32) items->len + 1);
      g_autoptr (GPtrArray) moved = NULL;

      if (to == from || to == from + 1)
        return rapport_transaction_free (transaction);
      rapport_agenda_move (transaction, items->pdata[from], to > 0 ? items->pdata[to - 1] : NULL,
                           to < items->len ? items->pdata[to] : NULL);
      agency_commit (transaction);
      moved = list_items (agency, meeting);
      g_assert_cmpuint (moved->len, ==, items->len);
      g_assert_true (moved->pdata[to > from ? to - 1 : to] == items->pdata[from]);
      return;
    }
  agency_commit (transaction);
}

static void
assert_nothing_doubled (Agency *agency, RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) items = list_items (agency, meeting);
  g_autoptr (GHashTable) abouts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      const char *about = rapport_record_get_text (items->pdata[i], RAPPORT_AGENDA_ITEM_ABOUT);

      if (*about != '\0')
        g_assert_true (g_hash_table_add (abouts, (gpointer) about));
    }
}

/* Taking back and doing again gives the same agenda, step by step. */
static void
test_random (Agency *agency, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (RapportMeeting) last = make_meeting (agency, "2026-11-10T10:00[UTC]", "held");
  g_autoptr (RapportMeeting) meeting = make_meeting (agency, "2026-11-24T10:00[UTC]", "planned");
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint steps = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *text = g_strdup_printf ("Question %u", i);
      g_autoptr (RapportRecord) question = make_one (agency, QUESTION, "text", text);

      add (agency, last, text);
    }
  g_ptr_array_add (states, describe_agenda (agency, meeting));
  for (guint i = 0; i < STEPS; i++)
    {
      char *now;

      random_step (agency, meeting, rand, i);
      assert_nothing_doubled (agency, meeting);
      now = describe_agenda (agency, meeting);
      if (g_str_equal (now, states->pdata[steps]))
        g_free (now);
      else
        {
          g_ptr_array_add (states, now);
          steps++;
        }
    }
  g_assert_cmpuint (steps, >, STEPS / 2);
  for (guint i = steps; i > 0;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *label =
        rapport_library_undo (agency->library, agency->client_id, FALSE, &error);
      g_autofree char *now = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (label, ==, "Do something");
      now = describe_agenda (agency, meeting);
      /* A step that changed nothing that is seen is a step all the same. */
      if (!g_str_equal (now, states->pdata[i]))
        g_assert_cmpstr (now, ==, states->pdata[--i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/words", test_words);
  g_test_add_func ("/agenda/months", test_months);
  agency_test ("/agenda/propose/nothing", test_propose_nothing);
  agency_test ("/agenda/propose/all", test_propose_all);
  agency_test ("/agenda/language", test_language);
  agency_test ("/agenda/carried", test_carried);
  agency_test ("/agenda/monthly", test_monthly);
  agency_test ("/agenda/brief-done", test_brief_done);
  agency_test ("/agenda/titles", test_titles);
  agency_test ("/agenda/templates", test_templates);
  agency_test ("/agenda/apply", test_apply);
  g_test_add_func ("/agenda/lines", test_lines);
  agency_test ("/agenda/own-template", test_own_template);
  agency_test ("/agenda/random", test_random);
  return g_test_run ();
}
