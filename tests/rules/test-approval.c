/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client reads of a meeting, its approval, and what was agreed. */
#include "rapport-agenda.h"
#include "rapport-agreements.h"
#include "rapport-approval.h"
#include "rapport-deadlines.h"
#include "rapport-files.h"
#include "rapport-minutes-picture.h"
#include "rapport-minutes-publish.h"
#include "rapport-minutes.h"
#include "rapport-schedules.h"
#include "rules-support.h"

#include <string.h>

#define DAY(text) rapport_day_parse (text)

/* A call on Thursday, 19 November 2026, that was held. */
typedef struct
{
  Agency agency;
  RapportMeeting *meeting;
  RapportAgendaItem *item;
} Call;

static void
begin_call (Call *call, const char *status)
{
  RapportLibrary *library = call->agency.library;
  RapportTransaction *transaction = rapport_transaction_begin (library, "Meeting");
  RapportRecord *meeting;

  call->meeting =
    g_object_ref (rapport_meeting_add (transaction, library, call->agency.client_id, "Weekly call",
                                       "2026-11-19T10:00[Europe/Moscow]", 60));
  meeting = RAPPORT_RECORD (call->meeting);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_STATUS, status);
  call->item = g_object_ref (
    rapport_agenda_add (transaction, library, call->meeting, "topic", "Budget", NULL, 10));
  agency_commit (transaction);
}

static void
set_up (Call *call, gconstpointer data)
{
  agency_set_up (&call->agency, NULL);
  agency_set_today (&call->agency, "2026-11-19");
  begin_call (call, "held");
}

static void
tear_down (Call *call, gconstpointer data)
{
  g_clear_object (&call->meeting);
  g_clear_object (&call->item);
  agency_tear_down (&call->agency, NULL);
}

static const char *
get_id (Call *call)
{
  return rapport_record_get_id (RAPPORT_RECORD (call->meeting));
}

/* (transfer full): a line of @kind. */
static RapportMinutesLine *
say (Call *call, const char *kind, const char *text, const char *side, const char *due)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Say");
  g_auto (RapportLineWords) words = {
    .kind = kind,
    .text = g_strdup (text),
    .title = g_strdup (text),
    .side = side,
    .who = g_strdup (""),
    .person = g_strdup (""),
    .due = DAY (due),
  };
  RapportMinutesLine *line =
    rapport_minutes_add_line (transaction, call->agency.library, call->meeting,
                              rapport_record_get_id (RAPPORT_RECORD (call->item)), NULL, &words);

  g_assert_nonnull (line);
  g_object_ref (line);
  agency_commit (transaction);
  return line;
}

static RapportPublicMinutes *
publish (Call *call)
{
  g_autoptr (GError) error = NULL;
  RapportPublicMinutes *minutes =
    rapport_minutes_publish (call->agency.library, get_id (call), &error);

  g_assert_no_error (error);
  return minutes;
}

/* (transfer full): what would be sent now. */
static RapportSummary *
send (Call *call)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Send");
  g_autoptr (RapportPublicMinutes) minutes = publish (call);
  g_autofree char *document = rapport_public_minutes_to_json (minutes);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-", 5);
  const RapportFrozen frozen = { "Summary", "olga@example.com", document, "Hello!", pdf };
  RapportSummary *summary = g_object_ref (
    rapport_approval_send (transaction, call->agency.library, call->meeting, &frozen));

  agency_commit (transaction);
  return summary;
}

static void
answer (Call *call, RapportSummary *summary, gboolean approved, const char *day)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Answer");

  rapport_approval_answer (transaction, call->agency.library, summary, approved, DAY (day),
                           "Olga Petrova", approved ? NULL : "Not maps, search.");
  agency_commit (transaction);
}

/* Publishing. */

static void
test_publish (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) text = say (call, "text", "They *like* it", "", "");
  g_autoptr (RapportMinutesLine) task = say (call, "task", "Texts", "ours", "2026-12-04");
  g_autoptr (RapportRecord) target = rapport_minutes_get_target (call->agency.library, task);
  g_autoptr (RapportPublicMinutes) minutes = NULL;
  g_autoptr (RapportPublicMinutes) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *back = NULL;
  const RapportPublicItem *item;
  gboolean found = FALSE;
  RapportTransaction *transaction;

  minutes = publish (call);
  g_assert_cmpstr (minutes->title, ==, "Weekly call");
  g_assert_cmpuint (minutes->items->len, ==, 1);
  item = minutes->items->pdata[0];
  g_assert_cmpuint (item->lines->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const RapportPublicLine *line = item->lines->pdata[i];

      if (!g_str_equal (line->kind, "task"))
        continue;
      found = TRUE;
      g_assert_cmpstr (line->title, ==, "Texts");
      g_assert_cmpint (line->due, ==, DAY ("2026-12-04"));
    }
  g_assert_true (found);
  json = rapport_public_minutes_to_json (minutes);
  again = rapport_public_minutes_from_json (json, NULL);
  g_assert_nonnull (again);
  back = rapport_public_minutes_to_json (again);
  g_assert_cmpstr (json, ==, back);
  /* Another date of the client's in the plan is the one that is read here; ours is not. */
  g_assert_true (RAPPORT_IS_WORK_ITEM (target));
  g_assert_cmpint (rapport_record_get_day (target, RAPPORT_WORK_ITEM_OUR_DATE), !=,
                   DAY ("2026-12-04"));
  transaction = rapport_transaction_begin (call->agency.library, "Move");
  rapport_work_item_set_client_date (transaction, call->agency.library, RAPPORT_WORK_ITEM (target),
                                     DAY ("2026-12-11"));
  agency_commit (transaction);
  g_clear_pointer (&minutes, rapport_public_minutes_unref);
  minutes = publish (call);
  item = minutes->items->pdata[0];
  for (guint i = 0; i < 2; i++)
    if (g_str_equal (((RapportPublicLine *) item->lines->pdata[i])->kind, "task"))
      g_assert_cmpint (((RapportPublicLine *) item->lines->pdata[i])->due, ==, DAY ("2026-12-11"));
}

static void
hide (Call *call, RapportRecord *record, const char *audience)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Hide");

  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, audience);
  agency_commit (transaction);
}

static guint
count_lines (RapportPublicMinutes *minutes)
{
  guint n = 0;

  for (guint i = 0; i < minutes->items->len; i++)
    n += ((RapportPublicItem *) minutes->items->pdata[i])->lines->len;
  return n;
}

static void
changed_cb (gpointer counter)
{
  (*(guint *) counter)++;
}

static void
test_private (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) line = say (call, "text", "They pay late", "", "");
  g_autoptr (RapportMinutesLine) task = say (call, "task", "Texts", "ours", "2026-12-04");
  g_autoptr (RapportRecord) target = rapport_minutes_get_target (call->agency.library, task);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMinutesPublisher) publisher =
    rapport_minutes_publisher_new (call->agency.library, get_id (call), &error);
  guint changed = 0;

  g_assert_no_error (error);
  g_signal_connect_swapped (publisher, "changed", G_CALLBACK (changed_cb), &changed);
  g_assert_cmpuint (count_lines (rapport_minutes_publisher_get_minutes (publisher)), ==, 2);
  hide (call, RAPPORT_RECORD (line), "team");
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (count_lines (rapport_minutes_publisher_get_minutes (publisher)), ==, 1);
  hide (call, target, "me");
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpuint (count_lines (rapport_minutes_publisher_get_minutes (publisher)), ==, 0);
  hide (call, target, "client");
  hide (call, RAPPORT_RECORD (line), "client");
  g_assert_cmpuint (count_lines (rapport_minutes_publisher_get_minutes (publisher)), ==, 2);
  /* With its item go its lines, though they are public themselves. */
  hide (call, RAPPORT_RECORD (call->item), "team");
  g_assert_cmpuint (rapport_minutes_publisher_get_minutes (publisher)->items->len, ==, 0);
  hide (call, RAPPORT_RECORD (call->item), "client");
  changed = 0;
  /* Our notes change nothing that is read. */
  {
    RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Note");

    rapport_transaction_set_text (transaction, RAPPORT_RECORD (call->meeting),
                                  RAPPORT_MEETING_NOTES, "Careful with prices");
    agency_commit (transaction);
  }
  g_assert_cmpuint (changed, ==, 0);
  hide (call, RAPPORT_RECORD (call->meeting), "team");
  g_assert_null (rapport_minutes_publisher_get_minutes (publisher));
  g_assert_null (rapport_minutes_publish (call->agency.library, get_id (call), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_json (void)
{
  static const char *const bad[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"kind\":\"rapport-report\"}",
    "{\"kind\":\"rapport-minutes\",\"client\":3}",
    "{\"kind\":\"rapport-minutes\",\"client\":{\"fields\":{}}}",
  };
  g_autoptr (RapportPublicMinutes) odd = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_public_minutes_from_json (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  /* What is of another type than it should be, or not known, is left out. */
  odd = rapport_public_minutes_from_json (
    "{\"kind\":\"rapport-minutes\",\"client\":{\"fields\":{\"name\":\"R\",\"x\":[1],\"y\":null}},"
    "\"meeting\":{\"fields\":{}},\"title\":7,\"items\":[3,{\"lines\":[null,{\"due\":\"2026-02-30\","
    "\"amendment\":-5}]}],\"ours\":[1,\"Anna\"],\"later\":{}}",
    NULL);
  g_assert_nonnull (odd);
  g_assert_cmpstr (odd->title, ==, "");
  g_assert_cmpstr (odd->ours[0], ==, "Anna");
  g_assert_cmpuint (count_lines (odd), ==, 1);
}

/* The clock of the sides. */

/* What happens on which day: "m" minutes are written, "s" sent, "c" corrections, "a" approved,
 * "l" a line is added, "r" the client is reminded. */
typedef struct
{
  const char *name;
  const char *holidays;
  const char *events; /* "s20 a24": on the 20th and 24th */
  int today;          /* of November 2026 */
  RapportApprovalStep step;
  int since;
  int days, ours, theirs;
  gboolean overdue;
  int version, amendment;
} Clock;

/* November 2026: the 19th is a Thursday, the 21st a Saturday. The agency waits two days. */
static const Clock clocks[] = {
  { "nothing said", "", "", 20, RAPPORT_APPROVAL_NOTHING, 0, 0, 0, 0, FALSE, 0, 0 },
  { "same day", "", "m19", 19, RAPPORT_APPROVAL_TO_SEND, 19, 0, 0, 0, FALSE, 0, 0 },
  { "not sent", "", "m19", 20, RAPPORT_APPROVAL_TO_SEND, 19, 1, 1, 0, FALSE, 0, 0 },
  { "over a week-end", "", "m19", 23, RAPPORT_APPROVAL_TO_SEND, 19, 2, 2, 0, FALSE, 0, 0 },
  { "on a holiday", "2026-11-20", "m19", 23, RAPPORT_APPROVAL_TO_SEND, 19, 1, 1, 0, FALSE, 0, 0 },
  { "sent at once", "", "m19 s19", 19, RAPPORT_APPROVAL_SENT, 19, 0, 0, 0, FALSE, 1, 0 },
  { "sent, waiting", "", "m19 s19", 23, RAPPORT_APPROVAL_SENT, 19, 2, 0, 2, FALSE, 1, 0 },
  { "sent, overdue", "", "m19 s19", 24, RAPPORT_APPROVAL_SENT, 19, 3, 0, 3, TRUE, 1, 0 },
  { "sent late", "", "m19 s24", 25, RAPPORT_APPROVAL_SENT, 24, 1, 3, 1, FALSE, 1, 0 },
  { "corrections", "", "m19 s19 c23", 25, RAPPORT_APPROVAL_CORRECTIONS, 23, 2, 2, 2, FALSE, 1, 0 },
  { "second version", "", "m19 s19 c23 s25", 26, RAPPORT_APPROVAL_SENT, 25, 1, 2, 3, FALSE, 2, 0 },
  { "sent twice", "", "m19 s19 s23", 24, RAPPORT_APPROVAL_SENT, 19, 3, 0, 3, TRUE, 2, 0 },
  { "approved", "", "m19 s19 a24", 30, RAPPORT_APPROVAL_APPROVED, 24, 0, 0, 3, FALSE, 1, 0 },
  { "approved at second", "", "m19 s20 c23 s24 a25", 30, RAPPORT_APPROVAL_APPROVED, 25, 0, 2, 2,
    FALSE, 2, 0 },
  { "amendment", "", "m19 s19 a20 l23", 24, RAPPORT_APPROVAL_TO_SEND, 23, 1, 1, 1, FALSE, 0, 1 },
  { "amendment sent", "", "m19 s19 a20 l23 s24", 25, RAPPORT_APPROVAL_SENT, 24, 1, 1, 2, FALSE, 1,
    1 },
  { "amendment approved", "", "m19 s19 a20 l23 s24 a25", 30, RAPPORT_APPROVAL_APPROVED, 25, 0, 1, 2,
    FALSE, 1, 1 },
  { "reminded", "", "m19 s19 r23", 24, RAPPORT_APPROVAL_SENT, 19, 3, 0, 3, TRUE, 1, 0 },
};

static void
write_line (Call *call)
{
  g_autoptr (RapportMinutesLine) line =
    say (call, "agreement", "Reviews within a day", "theirs", "2026-12-01");
}

static void
set_holidays (Call *call, const char *days)
{
  const char *list[] = { days, NULL };
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (call->agency.library);
  RapportTransaction *transaction;

  if (*days == '\0')
    return;
  transaction = rapport_transaction_begin (call->agency.library, "Holidays");
  rapport_transaction_set (transaction, RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_HOLIDAYS,
                           g_variant_new_strv (list, -1));
  agency_commit (transaction);
}

static void
happen (Call *call, const char *event, RapportSummary **summary)
{
  g_autofree char *day = g_strdup_printf ("2026-11-%s", event + 1);

  agency_set_today (&call->agency, day);
  if (*event == 'm' || *event == 'l')
    write_line (call);
  else if (*event == 's')
    {
      g_clear_object (summary);
      *summary = send (call);
    }
  else if (*event == 'r')
    {
      RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Remind");

      rapport_approval_remind (transaction, call->agency.library, *summary);
      agency_commit (transaction);
    }
  else
    answer (call, *summary, *event == 'a', day);
}

static void
check_clock (const Clock *clock)
{
  Call call = { 0 };
  g_auto (GStrv) events = g_strsplit (clock->events, " ", -1);
  g_autofree char *today = g_strdup_printf ("2026-11-%02d", clock->today);
  g_autoptr (RapportSummary) summary = NULL;
  g_auto (RapportApproval) approval = { 0 };
  g_autoptr (GPtrArray) waiting = NULL;
  const gboolean waits =
    clock->step != RAPPORT_APPROVAL_NOTHING && clock->step != RAPPORT_APPROVAL_APPROVED;

  set_up (&call, NULL);
  set_holidays (&call, clock->holidays);
  for (char **event = events; *event != NULL; event++)
    if (**event != '\0')
      happen (&call, *event, &summary);
  agency_set_today (&call.agency, today);
  rapport_approval_read (call.agency.library, call.meeting, &approval);
  g_assert_cmpint (approval.step, ==, clock->step);
  g_assert_cmpint (approval.since, ==,
                   clock->since > 0 ? rapport_day_new (2026, 11, clock->since) : RAPPORT_DAY_NONE);
  g_assert_cmpint (approval.days, ==, clock->days);
  g_assert_cmpint (approval.days_ours, ==, clock->ours);
  g_assert_cmpint (approval.days_theirs, ==, clock->theirs);
  g_assert_cmpint (approval.overdue, ==, clock->overdue);
  g_assert_cmpint (approval.version, ==, clock->version);
  g_assert_cmpint (approval.amendment, ==, clock->amendment);
  waiting = rapport_approval_find_waiting (call.agency.library, NULL);
  g_assert_cmpuint (waiting->len, ==, waits ? 1 : 0);
  g_clear_object (&summary);
  tear_down (&call, NULL);
}

static void
test_clock (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_test_message ("%s", clocks[i].name);
      check_clock (&clocks[i]);
    }
}

static void
test_lock (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) line = say (call, "decision", "Maps", "", "");
  g_autoptr (RapportSummary) summary = send (call);
  g_autofree char *label = NULL;
  g_autofree char *document = NULL;
  g_autofree char *pdf = NULL;
  g_autoptr (RapportMinutesLine) added = NULL;
  g_autoptr (RapportRecord) file = NULL;
  RapportTransaction *transaction;

  /* What was sent can't be undone. */
  label = rapport_library_get_undo_label (call->agency.library, call->agency.client_id, FALSE);
  g_assert_null (label);
  g_assert_false (rapport_approval_is_locked (call->agency.library, get_id (call), 0));
  document =
    g_strdup (rapport_record_get_text (RAPPORT_RECORD (summary), RAPPORT_SUMMARY_DOCUMENT));
  pdf = g_strdup (rapport_record_get_text (RAPPORT_RECORD (summary), RAPPORT_SUMMARY_PDF));
  answer (call, summary, TRUE, "2026-11-20");
  g_assert_true (rapport_approval_is_locked (call->agency.library, get_id (call), 0));
  g_assert_false (rapport_approval_is_locked (call->agency.library, get_id (call), 1));
  g_assert_cmpint (rapport_approval_get_open_amendment (call->agency.library, get_id (call)), ==,
                   1);
  g_assert_null (
    rapport_library_get_undo_label (call->agency.library, call->agency.client_id, FALSE));
  /* An approval stays one, whatever is answered later. */
  answer (call, summary, FALSE, "2026-11-23");
  g_assert_true (
    rapport_record_has_word (RAPPORT_RECORD (summary), RAPPORT_SUMMARY_STATE, "approved"));
  /* What is said now belongs to the amendment, and the frozen words stay. */
  added = say (call, "decision", "And radio", "", "");
  g_assert_cmpint (
    rapport_record_get_integer (RAPPORT_RECORD (added), RAPPORT_MINUTES_LINE_AMENDMENT), ==, 1);
  transaction = rapport_transaction_begin (call->agency.library, "Title");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (call->meeting), RAPPORT_MEETING_TITLE,
                                "Renamed");
  agency_commit (transaction);
  agency_restart (&call->agency);
  g_clear_object (&summary);
  {
    g_autoptr (RapportQuery) query = rapport_approval_query (get_id (call));
    g_autoptr (GPtrArray) versions = rapport_library_find (call->agency.library, query, NULL);
    GVariant *bytes;

    g_assert_cmpuint (versions->len, ==, 1);
    g_assert_cmpstr (rapport_record_get_text (versions->pdata[0], RAPPORT_SUMMARY_DOCUMENT), ==,
                     document);
    file = rapport_library_get (call->agency.library, RAPPORT_TYPE_ATTACHMENT, pdf);
    g_assert_nonnull (file);
    bytes = rapport_record_get_value (file, RAPPORT_ATTACHMENT_DATA);
    g_assert_cmpmem (g_variant_get_data (bytes), g_variant_get_size (bytes), "%PDF-", 5);
  }
}

/* Agreements. */

static GPtrArray *
find (Call *call, const RapportAgreedFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rapport_agreements_find (call->agency.library, filter, &error);

  g_assert_no_error (error);
  return found;
}

/* The texts that a filter finds, "A|B". */
static void
check_found (Call *call, RapportAgreedFilter filter, const char *expected)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) texts = g_string_new (NULL);

  filter.client = call->agency.client_id;
  found = find (call, &filter);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? "|" : "",
                            ((RapportAgreed *) found->pdata[i])->text);
  g_assert_cmpstr (texts->str, ==, expected);
}

static void
test_agreements (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) decision =
    say (call, "decision", "Бюджет переходит в карты", "", "");
  g_autoptr (RapportMinutesLine) agreement =
    say (call, "agreement", "Reviews within a day", "theirs", "2026-12-01");
  g_autoptr (RapportMinutesLine) task = say (call, "task", "Texts of pages", "ours", "2026-12-04");
  g_autoptr (RapportMinutesLine) plain = say (call, "text", "Only talk of reviews", "", "");
  g_autoptr (RapportRecord) kept = rapport_minutes_get_target (call->agency.library, agreement);
  g_autoptr (RapportAgreement) by_letter = NULL;
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Letter");
  g_autoptr (GPtrArray) found = NULL;

  by_letter = g_object_ref (
    rapport_agreements_add (transaction, call->agency.library, call->agency.client_id, "exclusion",
                            "No printed matter", "Letter of Olga", DAY ("2026-10-02")));
  agency_commit (transaction);
  check_found (call, (RapportAgreedFilter) { .kind = "exclusion" }, "No printed matter");
  check_found (call, (RapportAgreedFilter) { .kind = "task" }, "Texts of pages");
  check_found (call, (RapportAgreedFilter) { .side = "theirs" }, "Reviews within a day");
  check_found (call, (RapportAgreedFilter) { .side = "ours" }, "Texts of pages");
  check_found (call, (RapportAgreedFilter) { .to = DAY ("2026-10-31") }, "No printed matter");
  check_found (call, (RapportAgreedFilter) { .from = DAY ("2026-11-20") }, "");
  /* Other forms of a word are found. */
  check_found (call, (RapportAgreedFilter) { .search = "бюджетом карт" },
               "Бюджет переходит в карты");
  check_found (call, (RapportAgreedFilter) { .search = "review" }, "Reviews within a day");
  check_found (call, (RapportAgreedFilter) { .search = "olga" }, "No printed matter");
  found = find (call, &(RapportAgreedFilter) { .client = call->agency.client_id });
  g_assert_cmpuint (found->len, ==, 4);
  g_assert_cmpstr (((RapportAgreed *) found->pdata[3])->text, ==, "No printed matter");
  g_assert_cmpstr (((RapportAgreed *) found->pdata[3])->where, ==, "Letter of Olga");
  for (guint i = 0; i < found->len; i++)
    {
      const RapportAgreed *agreed = found->pdata[i];

      if (g_str_equal (agreed->kind, "agreement"))
        {
          g_assert_cmpstr (agreed->line, ==, rapport_record_get_id (RAPPORT_RECORD (agreement)));
          g_assert_cmpstr (agreed->meeting, ==, get_id (call));
          g_assert_cmpint (agreed->due, ==, DAY ("2026-12-01"));
          g_assert_nonnull (strstr (agreed->where, "Weekly call"));
        }
    }
  transaction = rapport_transaction_begin (call->agency.library, "Kept");
  rapport_agreement_set_status (transaction, call->agency.library, RAPPORT_AGREEMENT (kept),
                                "kept");
  agency_commit (transaction);
  check_found (call, (RapportAgreedFilter) { .open = TRUE }, "Texts of pages");
  transaction = rapport_transaction_begin (call->agency.library, "Replace");
  rapport_agreement_replace (transaction, call->agency.library, RAPPORT_AGREEMENT (kept),
                             by_letter);
  agency_commit (transaction);
  g_assert_cmpstr (rapport_record_get_text (kept, RAPPORT_AGREEMENT_REPLACED_BY), ==,
                   rapport_record_get_id (RAPPORT_RECORD (by_letter)));
  hide (call, RAPPORT_RECORD (by_letter), "team");
  check_found (call, (RapportAgreedFilter) { .kind = "exclusion", .public_only = TRUE }, "");
}

/* Notes of the team are searched by the team alone. */
static void
test_search_for_eyes (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) agreement =
    say (call, "agreement", "Reviews within a day", "theirs", "2026-12-01");
  g_autoptr (RapportMinutesLine) task = say (call, "task", "Texts of pages", "ours", "2026-12-04");
  g_autoptr (RapportRecord) kept = rapport_minutes_get_target (call->agency.library, agreement);
  g_autoptr (RapportRecord) work = rapport_minutes_get_target (call->agency.library, task);
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Notes");

  rapport_transaction_set_text (transaction, kept, RAPPORT_AGREEMENT_NOTES, "They never keep it");
  rapport_transaction_set_text (transaction, work, RAPPORT_WORK_ITEM_NOTES, "Overpriced");
  agency_commit (transaction);
  check_found (call, (RapportAgreedFilter) { .search = "never" }, "Reviews within a day");
  check_found (call, (RapportAgreedFilter) { .search = "never", .public_only = TRUE }, "");
  check_found (call, (RapportAgreedFilter) { .search = "reviews never", .public_only = TRUE }, "");
  check_found (call, (RapportAgreedFilter) { .search = "overpriced" }, "Texts of pages");
  check_found (call, (RapportAgreedFilter) { .search = "overpriced", .public_only = TRUE }, "");
  check_found (call, (RapportAgreedFilter) { .search = "review", .public_only = TRUE },
               "Reviews within a day");
  check_found (call, (RapportAgreedFilter) { .search = "text page", .public_only = TRUE },
               "Texts of pages");
}

/* Pictures. */

/* (transfer full): a picture that is kept with @line. */
static RapportRecord *
paste (Call *call, RapportMinutesLine *line, const char *name, const char *type)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Paste");
  g_autoptr (GBytes) bytes = g_bytes_new (name, strlen (name));
  g_autoptr (RapportFileData) data = rapport_file_data_new (name, type, bytes);
  RapportRecord *file = g_object_ref (rapport_file_attach (
    transaction, call->agency.client_id, rapport_record_get_id (RAPPORT_RECORD (line)), data));

  agency_commit (transaction);
  return file;
}

/* The names of all pictures that the client sees, and how many bytes can be read of them. */
static void
check_pictures (Call *call, RapportMinutesPublisher *publisher, const char *expected, guint n_bytes)
{
  RapportPublicMinutes *now = rapport_minutes_publisher_get_minutes (publisher);
  g_autoptr (RapportPublicMinutes) anew = publish (call);
  g_autoptr (GHashTable) pictures = rapport_minutes_pictures_table_new ();
  g_autofree char *json = rapport_public_minutes_to_json (now);
  g_autofree char *other = rapport_public_minutes_to_json (anew);
  g_autoptr (RapportPublicMinutes) read = rapport_public_minutes_from_json (json, NULL);
  g_autofree char *again = rapport_public_minutes_to_json (read);
  const RapportPublicItem *item = now->items->pdata[0];
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < item->lines->len; i++)
    {
      const RapportPublicLine *line = item->lines->pdata[i];

      for (guint n = 0; n < line->pictures->len; n++)
        g_string_append_printf (names, "%u%s ", i,
                                ((RapportPublicPicture *) line->pictures->pdata[n])->name);
    }
  g_assert_cmpstr (names->str, ==, expected);
  /* Followed or made anew, kept or read: the same. */
  g_assert_cmpstr (json, ==, other);
  g_assert_cmpstr (json, ==, again);
  rapport_minutes_pictures_publish (call->agency.library, now, pictures);
  g_assert_cmpuint (g_hash_table_size (pictures), ==, n_bytes);
}

static void
test_pictures (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) text = say (call, "text", "The sign", "", "");
  g_autoptr (RapportMinutesLine) other = say (call, "decision", "A new one", "", "");
  g_autoptr (RapportRecord) sign = paste (call, text, "sign.png", "image/png");
  g_autoptr (RapportRecord) table = paste (call, text, "table.ods", "application/ods");
  g_autoptr (RapportRecord) draft = paste (call, other, "draft.jpg", "image/jpeg");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportMinutesPublisher) publisher =
    rapport_minutes_publisher_new (call->agency.library, get_id (call), &error);
  g_autoptr (RapportPublicMinutes) shown = NULL;
  const RapportPublicItem *item;
  const RapportPublicPicture *picture;
  g_autoptr (GBytes) bytes = NULL;
  guint changed = 0;

  g_assert_no_error (error);
  g_signal_connect_swapped (publisher, "changed", G_CALLBACK (changed_cb), &changed);
  /* For the team, until it is marked otherwise; and what is no picture is no picture. */
  check_pictures (call, publisher, "", 0);
  hide (call, table, "client");
  g_assert_cmpuint (changed, ==, 0);
  hide (call, sign, "client");
  g_assert_cmpuint (changed, ==, 1);
  check_pictures (call, publisher, "1sign.png ", 1);
  hide (call, draft, "client");
  check_pictures (call, publisher, "0draft.jpg 1sign.png ", 2);
  shown = rapport_public_minutes_ref (rapport_minutes_publisher_get_minutes (publisher));
  item = shown->items->pdata[0];
  picture =
    ((RapportPublicPicture *) ((RapportPublicLine *) item->lines->pdata[1])->pictures->pdata[0]);
  bytes = rapport_minutes_picture_publish (call->agency.library, picture, call->agency.client_id);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "sign.png", 8);
  g_assert_null (rapport_minutes_picture_publish (call->agency.library, picture, "another"));
  /* A new line stands first. With a line goes its picture, though it is public itself. */
  hide (call, RAPPORT_RECORD (other), "team");
  check_pictures (call, publisher, "0sign.png ", 1);
  hide (call, sign, "team");
  check_pictures (call, publisher, "", 0);
  /* Those who have its name since get nothing for it. */
  g_assert_null (
    rapport_minutes_picture_publish (call->agency.library, picture, call->agency.client_id));
}

static void
test_many (Call *call, gconstpointer data)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Many");
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("Agreement %u about %s", i, i % 100 ? "ads" : "maps");

      rapport_agreements_add (transaction, call->agency.library, call->agency.client_id,
                              "agreement", text, "By letter", DAY ("2026-01-01") + (int) i % 300);
    }
  agency_commit (transaction);
  found = find (call, &(RapportAgreedFilter) { .client = call->agency.client_id });
  g_assert_cmpuint (found->len, ==, 10000);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = find (call, &(RapportAgreedFilter) { .client = call->agency.client_id, .search = "map" });
  g_assert_cmpuint (found->len, ==, 100);
}

#define call_test(path, function) g_test_add (path, Call, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  call_test ("/approval/publish", test_publish);
  call_test ("/approval/private", test_private);
  g_test_add_func ("/approval/json", test_json);
  g_test_add_func ("/approval/clock", test_clock);
  call_test ("/approval/lock", test_lock);
  call_test ("/agreements/find", test_agreements);
  call_test ("/approval/pictures", test_pictures);
  call_test ("/agreements/search-for-eyes", test_search_for_eyes);
  call_test ("/agreements/many", test_many);
  return g_test_run ();
}
