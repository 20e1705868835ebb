/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules, the calendar made of them, and what is done to one meeting. Today is 22 November
 * 2026, a Sunday. */
#include "rapport-invitations.h"
#include "rapport-people.h"
#include "rapport-schedules.h"
#include "rules-support.h"

/* Local times. */

static void
test_local_times (void)
{
  static const struct
  {
    const char *text, *utc;
  } cases[] = {
    { "2026-11-22T10:00[Europe/Moscow]", "2026-11-22T07:00:00Z" },
    { "2026-11-22T10:00[UTC]", "2026-11-22T10:00:00Z" },
    { "2026-11-22T10:00[Nowhere/Land]", "2026-11-22T10:00:00Z" },
    { "2026-11-22T00:30[Asia/Kolkata]", "2026-11-21T19:00:00Z" },
    /* Berlin's clocks go forward on 29 March 2026 at 2:00 and back on 25 October at 3:00. */
    { "2026-03-28T10:00[Europe/Berlin]", "2026-03-28T09:00:00Z" },
    { "2026-03-29T01:59[Europe/Berlin]", "2026-03-29T00:59:00Z" },
    { "2026-03-29T02:30[Europe/Berlin]", "2026-03-29T01:30:00Z" },
    { "2026-03-29T03:00[Europe/Berlin]", "2026-03-29T01:00:00Z" },
    { "2026-03-29T10:00[Europe/Berlin]", "2026-03-29T08:00:00Z" },
    { "2026-10-25T02:30[Europe/Berlin]", "2026-10-25T00:30:00Z" },
    { "2026-10-25T03:00[Europe/Berlin]", "2026-10-25T02:00:00Z" },
    { "1969-12-31T23:30[UTC]", "1969-12-31T23:30:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 instant = rapport_local_time_get_instant (cases[i].text);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
      g_autofree char *utc = g_date_time_format_iso8601 (time);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (utc, ==, cases[i].utc);
    }
}

static void
test_local_time_parts (void)
{
  static const char *const wrong[] = {
    NULL,
    "",
    "2026-11-22",
    "2026-11-22T10:00",
    "2026-11-22T10:00[Europe/Moscow",
    "2026-02-30T10:00[UTC]",
    "2026-11-22T24:00[UTC]",
    "2026-11-22T10:60[UTC]",
    "2026-11-22 10:00[UTC]",
  };
  g_autofree char *made =
    rapport_local_time_make (rapport_day_parse ("2026-11-22"), 605, "Europe/Moscow");
  g_autofree char *zone = NULL;
  RapportDay day;
  int minute;

  g_assert_cmpstr (made, ==, "2026-11-22T10:05[Europe/Moscow]");
  g_assert_true (rapport_local_time_parse (made, &day, &minute, &zone));
  g_assert_true (rapport_local_time_parse (made, NULL, NULL, NULL));
  g_assert_cmpint (minute, ==, 605);
  g_assert_cmpstr (zone, ==, "Europe/Moscow");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (rapport_local_time_parse (wrong[i], &day, &minute, NULL));
  rapport_local_time_from_instant (rapport_local_time_get_instant (made), "Asia/Vladivostok", &day,
                                   &minute);
  g_assert_cmpint (day, ==, rapport_day_parse ("2026-11-22"));
  g_assert_cmpint (minute, ==, 17 * 60 + 5);
  rapport_local_time_from_instant (-G_USEC_PER_SEC, "UTC", &day, &minute);
  g_assert_cmpint (day, ==, rapport_day_parse ("1969-12-31"));
  g_assert_cmpint (minute, ==, 24 * 60 - 1);
}

/* The calendar. */

static RapportSchedule *
add_schedule (
  Agency *agency, const char *client, const char *start, const char *rule, const char *holidays)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *schedule =
    g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE));

  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT, client);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE, "Weekly");
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, start);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, rule);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_HOLIDAYS, holidays);
  agency_commit (transaction);
  return RAPPORT_SCHEDULE (schedule);
}

static void
set_holidays (Agency *agency, const char *const *days)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Holidays");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);

  rapport_transaction_set (transaction, RAPPORT_RECORD (workspace), RAPPORT_WORKSPACE_HOLIDAYS,
                           g_variant_new_strv (days, -1));
  agency_commit (transaction);
}

/* "start status, start status", cut to what is local. */
static char *
show (RapportOccasions *occasions, const char *from, const char *to)
{
  g_autoptr (GPtrArray) found =
    rapport_occasions_list (occasions, rapport_day_parse (from), rapport_day_parse (to));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];

      g_assert_cmpint (occasion->at, ==, rapport_local_time_get_instant (occasion->start));
      g_string_append_printf (text, "%s%.16s%s", i > 0 ? ", " : "", occasion->start,
                              g_str_equal (occasion->status, "planned") ? ""
                              : g_str_equal (occasion->status, "held")  ? " held"
                                                                        : " cancelled");
    }
  return g_string_free (text, FALSE);
}

static void
assert_days (RapportOccasions *occasions, const char *from, const char *to, const char *expected)
{
  g_autofree char *text = show (occasions, from, to);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_holidays (Agency *agency, gconstpointer data)
{
  static const char *const holidays[] = { "2026-12-31", "2027-01-01", "2027-01-04", NULL };
  static const struct
  {
    const char *word, *days;
  } cases[] = {
    { "keep", "2026-12-31T10:00, 2027-01-01T10:00" },
    { "skip", "" },
    /* Friday is a holiday, so is the Thursday before it. */
    { "before", "2026-12-30T10:00, 2026-12-30T10:00" },
    /* After Friday comes the weekend, and Monday is one, too. */
    { "after", "2027-01-05T10:00, 2027-01-05T10:00" },
  };

  set_holidays (agency, holidays);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = NULL;
      g_autoptr (RapportSchedule) schedule = add_schedule (
        agency, agency->client_id, "2026-12-31T10:00[UTC]", "FREQ=DAILY;COUNT=2", cases[i].word);
      g_autoptr (RapportOccasions) occasions =
        rapport_occasions_new (agency->library, agency->client_id);

      g_test_message ("%s", cases[i].word);
      assert_days (occasions, "2026-12-28", "2027-01-10", cases[i].days);
      transaction = rapport_transaction_begin (agency->library, "Delete");
      rapport_transaction_trash (transaction, RAPPORT_RECORD (schedule));
      agency_commit (transaction);
      assert_days (occasions, "2026-12-28", "2027-01-10", "");
    }
}

/* (transfer full): the first occasion from a day on. */
static RapportOccasion *
get_first (RapportOccasions *occasions, const char *from)
{
  g_autoptr (GPtrArray) found =
    rapport_occasions_list (occasions, rapport_day_parse (from), rapport_day_parse (from) + 60);

  g_assert_cmpint (found->len, >, 0);
  return g_ptr_array_steal_index (found, 0);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static RapportMeeting *
ensure (RapportTransaction *transaction, Agency *agency, const RapportOccasion *occasion)
{
  return rapport_occasion_ensure_meeting (transaction, agency->library, occasion);
}

static void
test_move_and_cancel (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportSchedule) schedule = add_schedule (
    agency, agency->client_id, "2026-11-24T10:00[UTC]", "FREQ=WEEKLY;BYDAY=TU", "skip");
  g_autoptr (RapportOccasions) occasions = rapport_occasions_new (agency->library, NULL);
  g_autoptr (RapportOccasion) first = get_first (occasions, "2026-11-22");
  g_autoptr (RapportOccasion) second = get_first (occasions, "2026-12-01");
  RapportTransaction *transaction;
  g_autofree char *slot = NULL;
  RapportMeeting *meeting;
  guint n = 0;

  g_signal_connect_swapped (occasions, "changed", G_CALLBACK (count_cb), &n);
  g_assert_null (first->meeting);
  assert_days (occasions, "2026-11-22", "2026-12-08",
               "2026-11-24T10:00, 2026-12-01T10:00, 2026-12-08T10:00");

  /* To a day outside of what is looked at, and from there into it. */
  transaction = rapport_transaction_begin (agency->library, "Move");
  meeting = ensure (transaction, agency, first);
  g_assert_true (meeting == ensure (transaction, agency, first));
  slot = g_strdup (
    rapport_transaction_get_text (transaction, RAPPORT_RECORD (meeting), RAPPORT_MEETING_SLOT));
  g_assert_true (g_str_has_suffix (slot, "/2026-11-24"));
  g_assert_true (g_str_has_prefix (slot, rapport_record_get_id (RAPPORT_RECORD (schedule))));
  rapport_meeting_move (transaction, meeting, "2027-02-03T15:00[UTC]", 30);
  agency_commit (transaction);
  g_assert_cmpint (n, ==, 1);
  assert_days (occasions, "2026-11-22", "2026-12-08", "2026-12-01T10:00, 2026-12-08T10:00");
  assert_days (occasions, "2027-02-03", "2027-02-03", "2027-02-03T15:00");

  transaction = rapport_transaction_begin (agency->library, "Cancel");
  rapport_meeting_cancel (transaction, ensure (transaction, agency, second));
  agency_commit (transaction);
  assert_days (occasions, "2026-11-22", "2026-12-08",
               "2026-12-01T10:00 cancelled, 2026-12-08T10:00");

  /* Undone, the rule has them again; the same as for who opens the library now. */
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  assert_days (occasions, "2026-11-22", "2026-12-08", "2026-12-01T10:00, 2026-12-08T10:00");
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  {
    g_autoptr (RapportOccasions) fresh = rapport_occasions_new (agency->library, NULL);

    assert_days (occasions, "2026-11-22", "2026-12-08",
                 "2026-11-24T10:00, 2026-12-01T10:00, 2026-12-08T10:00");
    assert_days (fresh, "2026-11-22", "2026-12-08",
                 "2026-11-24T10:00, 2026-12-01T10:00, 2026-12-08T10:00");
  }
}

static void
test_end_of_schedule (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportSchedule) schedule = add_schedule (
    agency, agency->client_id, "2026-11-24T10:00[UTC]", "FREQ=WEEKLY;BYDAY=TU", "skip");
  g_autoptr (RapportOccasions) occasions = rapport_occasions_new (agency->library, NULL);
  g_autoptr (RapportOccasion) third = get_first (occasions, "2026-12-08");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "End");

  ensure (transaction, agency, third);
  rapport_schedule_end (transaction, schedule, rapport_day_parse ("2026-12-01"));
  agency_commit (transaction);
  /* What has a record stays. */
  assert_days (occasions, "2026-11-22", "2027-01-31", "2026-11-24T10:00, 2026-12-08T10:00");
}

static void
test_clients (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Vasilek");
  const char *other_id = rapport_record_get_id (RAPPORT_RECORD (other));
  g_autoptr (RapportSchedule) first =
    add_schedule (agency, agency->client_id, "2026-11-24T10:00[UTC]", "FREQ=DAILY;COUNT=1", "skip");
  g_autoptr (RapportSchedule) second =
    add_schedule (agency, other_id, "2026-11-24T11:00[UTC]", "FREQ=DAILY;COUNT=1", "skip");
  g_autoptr (RapportSchedule) own =
    add_schedule (agency, "", "2026-11-24T12:00[UTC]", "FREQ=DAILY;COUNT=1", "skip");
  g_autoptr (RapportOccasions) all = rapport_occasions_new (agency->library, NULL);
  g_autoptr (RapportOccasions) of_client =
    rapport_occasions_new (agency->library, agency->client_id);
  g_autoptr (RapportOccasions) of_agency = rapport_occasions_new (agency->library, "");
  RapportTransaction *transaction;

  assert_days (all, "2026-11-24", "2026-11-24",
               "2026-11-24T10:00, 2026-11-24T11:00, 2026-11-24T12:00");
  assert_days (of_client, "2026-11-24", "2026-11-24", "2026-11-24T10:00");
  assert_days (of_agency, "2026-11-24", "2026-11-24", "2026-11-24T12:00");

  transaction = rapport_transaction_begin (agency->library, "Add");
  rapport_meeting_add (transaction, agency->library, other_id, "Once", "2026-11-24T09:00[UTC]", 30);
  agency_commit (transaction);
  assert_days (all, "2026-11-24", "2026-11-24",
               "2026-11-24T09:00, 2026-11-24T10:00, 2026-11-24T11:00, 2026-11-24T12:00");
  assert_days (of_client, "2026-11-24", "2026-11-24", "2026-11-24T10:00");

  /* A client in the archive has nothing on the calendar of all. */
  transaction = rapport_transaction_begin (agency->library, "Archive");
  rapport_transaction_set (transaction, RAPPORT_RECORD (other), RAPPORT_CLIENT_ARCHIVED,
                           g_variant_new_int64 (1));
  agency_commit (transaction);
  assert_days (all, "2026-11-24", "2026-11-24", "2026-11-24T10:00, 2026-11-24T12:00");
}

static void
test_clock_changes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportSchedule) schedule = add_schedule (
    agency, agency->client_id, "2026-10-20T10:00[Europe/Berlin]", "FREQ=WEEKLY;BYDAY=TU", "skip");
  g_autoptr (RapportOccasions) occasions = rapport_occasions_new (agency->library, NULL);
  g_autoptr (GPtrArray) found = rapport_occasions_list (occasions, rapport_day_parse ("2026-10-20"),
                                                        rapport_day_parse ("2026-10-27"));
  const RapportOccasion *before = found->pdata[0], *after = found->pdata[1];

  assert_days (occasions, "2026-10-20", "2026-10-27", "2026-10-20T10:00, 2026-10-27T10:00");
  g_assert_cmpint (after->at - before->at, ==, (gint64) (7 * 24 + 1) * 3600 * G_USEC_PER_SEC);
}

static void
test_next (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportSchedule) schedule = add_schedule (
    agency, agency->client_id, "2026-11-24T10:00[UTC]", "FREQ=MONTHLY;INTERVAL=6", "skip");
  g_autoptr (RapportOccasions) occasions = rapport_occasions_new (agency->library, NULL);
  gint64 start = rapport_local_time_get_instant ("2026-11-24T10:00[UTC]");
  g_autoptr (RapportOccasion) running =
    rapport_occasions_get_next (occasions, start + (gint64) 59 * 60 * G_USEC_PER_SEC);
  g_autoptr (RapportOccasion) after =
    rapport_occasions_get_next (occasions, start + (gint64) 60 * 60 * G_USEC_PER_SEC);
  RapportTransaction *transaction;

  g_assert_cmpstr (running->start, ==, "2026-11-24T10:00[UTC]");
  g_assert_cmpstr (after->start, ==, "2027-05-24T10:00[UTC]");
  transaction = rapport_transaction_begin (agency->library, "End");
  rapport_schedule_end (transaction, schedule, rapport_day_parse ("2026-11-24"));
  agency_commit (transaction);
  g_assert_null (rapport_occasions_get_next (occasions, start));
}

/* People, titles, contact. */

static char *
add_contact (Agency *agency, const char *name, const char *email)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *contact = rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);
  char *id = g_strdup (rapport_record_get_id (contact));

  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, name);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_EMAIL, email);
  agency_commit (transaction);
  return id;
}

/* (transfer full) */
static RapportMeeting *
add_meeting (Agency *agency, const char *kind, const char *const *people)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportMeeting *meeting = g_object_ref (rapport_meeting_add (
    transaction, agency->library, agency->client_id, NULL, "2026-11-22T10:00[UTC]", 60));

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (meeting), RAPPORT_MEETING_KIND, kind);
  for (int i = 0; people[i] != NULL; i++)
    rapport_meeting_invite (transaction, agency->library, meeting, people[i]);
  agency_commit (transaction);
  return meeting;
}

static void
test_people (Agency *agency, gconstpointer data)
{
  g_autofree char *boris = add_contact (agency, "Boris", "boris@example.com");
  const char *people[] = { "Somebody", boris, rapport_library_get_me (agency->library), boris,
                           NULL };
  g_autoptr (RapportMeeting) meeting = add_meeting (agency, "call", people);
  g_autoptr (GPtrArray) found = rapport_meeting_get_participants (
    agency->library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
  static const char *const names[] = { "Anna", "Boris", "Somebody" };
  static const char *const emails[] = { "", "boris@example.com", "" };

  g_assert_cmpint (found->len, ==, 3);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *email = rapport_participant_get_email (agency->library, found->pdata[i]);

      g_assert_cmpstr (rapport_record_get_title (found->pdata[i]), ==, names[i]);
      g_assert_cmpstr (email, ==, emails[i]);
      g_assert_cmpstr (rapport_record_get_client_id (found->pdata[i]), ==, agency->client_id);
    }
}

static void
test_titles (Agency *agency, gconstpointer data)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (RapportMeeting) call = add_meeting (agency, "call", nobody);
  g_autoptr (RapportMeeting) visit = add_meeting (agency, "visit", nobody);
  g_autofree char *call_title = rapport_meeting_get_title (agency->library, call);
  g_autofree char *visit_title = rapport_meeting_get_title (agency->library, visit);

  g_assert_cmpstr (call_title, ==, "Call with Romashka");
  g_assert_cmpstr (visit_title, ==, "Visit: Romashka");
}

static void
test_held (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    gboolean contact;
  } cases[] = { { "stand-up", FALSE }, { "showing", FALSE }, { "call", TRUE } };
  g_autofree char *boris = add_contact (agency, "Boris", "");
  g_autofree char *vera = add_contact (agency, "Vera", "");
  const char *people[] = { boris, vera, NULL };
  RapportRecord *client = RAPPORT_RECORD (agency->client);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportMeeting) meeting = add_meeting (agency, cases[i].kind, people);
      g_autoptr (GPtrArray) found = rapport_meeting_get_participants (
        agency->library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hold");

      rapport_transaction_set_boolean (transaction, found->pdata[0], RAPPORT_PARTICIPANT_PRESENT,
                                       TRUE);
      rapport_meeting_begin (transaction, agency->library, meeting);
      rapport_meeting_end (transaction, agency->library, meeting);
      agency_commit (transaction);
      g_assert_true (
        rapport_record_has_word (RAPPORT_RECORD (meeting), RAPPORT_MEETING_STATUS, "held"));
      g_assert_cmpint (rapport_record_get_day (client, RAPPORT_CLIENT_LAST_CONTACT) != 0, ==,
                       cases[i].contact);
    }
  {
    g_autoptr (RapportRecord) was =
      rapport_library_get (agency->library, RAPPORT_TYPE_CONTACT, boris);
    g_autoptr (RapportRecord) was_not =
      rapport_library_get (agency->library, RAPPORT_TYPE_CONTACT, vera);

    g_assert_cmpint (rapport_record_get_day (was, RAPPORT_CONTACT_LAST_CONTACT), ==,
                     rapport_day_parse ("2026-11-22"));
    g_assert_cmpint (rapport_record_get_day (was_not, RAPPORT_CONTACT_LAST_CONTACT), ==,
                     RAPPORT_DAY_NONE);
  }
}

/* Invitations. */

static void
test_revisions (Agency *agency, gconstpointer data)
{
  static const char *const nobody[] = { NULL };
  g_autoptr (RapportMeeting) meeting = add_meeting (agency, "call", nobody);
  RapportRecord *record = RAPPORT_RECORD (meeting);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Move");
  g_autofree char *uid = rapport_invitation_get_uid (agency->library, record);
  g_autoptr (RapportRecord) found = rapport_invitation_find (agency->library, uid);

  g_assert_true (found == record);
  g_assert_null (rapport_invitation_find (agency->library, "nobody@example.com"));

  /* Nobody knows of it yet. */
  rapport_meeting_move (transaction, meeting, "2026-11-23T10:00[UTC]", 60);
  agency_commit (transaction);
  g_assert_cmpint (rapport_invitation_get_sequence (agency->library, record), ==, 0);

  transaction = rapport_transaction_begin (agency->library, "Send");
  rapport_invitation_sent (transaction, record);
  agency_commit (transaction);
  transaction = rapport_transaction_begin (agency->library, "Move");
  rapport_meeting_move (transaction, meeting, "2026-11-24T10:00[UTC]", 60);
  rapport_meeting_cancel (transaction, meeting);
  agency_commit (transaction);
  g_assert_cmpint (rapport_invitation_get_sequence (agency->library, record), ==, 1);
}

static void
test_revisions_of_a_schedule (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportSchedule) schedule = add_schedule (
    agency, agency->client_id, "2026-11-24T10:00[UTC]", "FREQ=WEEKLY;BYDAY=TU", "skip");
  g_autoptr (RapportOccasions) occasions = rapport_occasions_new (agency->library, NULL);
  g_autoptr (RapportOccasion) first = get_first (occasions, "2026-11-22");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Send");
  g_autoptr (RapportMeeting) meeting = NULL;
  g_autofree char *uid = rapport_invitation_get_uid (agency->library, RAPPORT_RECORD (schedule));
  g_autofree char *meeting_uid = NULL;

  rapport_invitation_sent (transaction, RAPPORT_RECORD (schedule));
  rapport_invitation_revise (transaction, RAPPORT_RECORD (schedule));
  rapport_invitation_revise (transaction, RAPPORT_RECORD (schedule));
  agency_commit (transaction);
  g_assert_cmpint (
    rapport_record_get_integer (RAPPORT_RECORD (schedule), RAPPORT_SCHEDULE_SEQUENCE), ==, 1);
  transaction = rapport_transaction_begin (agency->library, "Move");
  meeting = g_object_ref (ensure (transaction, agency, first));
  rapport_meeting_move (transaction, meeting, "2026-11-25T10:00[UTC]", 60);
  agency_commit (transaction);
  /* One of the schedule is revised over what the schedule has. */
  g_assert_cmpint (rapport_record_get_integer (RAPPORT_RECORD (meeting), RAPPORT_MEETING_SEQUENCE),
                   ==, 2);
  meeting_uid = rapport_invitation_get_uid (agency->library, RAPPORT_RECORD (meeting));
  g_assert_cmpstr (meeting_uid, ==, uid);
}

static void
test_answers (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *email, *answer;
    int sequence;
    gint64 at;
    RapportReplyResult result;
    const char *known;
  } cases[] = {
    { "boris@example.com", "accepted", 0, 100, RAPPORT_REPLY_TAKEN, "accepted" },
    { "eve@example.com", "declined", 0, 200, RAPPORT_REPLY_STRANGER, "accepted" },
    { "BORIS@Example.com", "declined", 0, 200, RAPPORT_REPLY_TAKEN, "declined" },
    { "boris@example.com", "accepted", 0, 150, RAPPORT_REPLY_OLD, "declined" },
    { "boris@example.com", "tentative", 3, 300, RAPPORT_REPLY_TAKEN, "tentative" },
    { "boris@example.com", "accepted", -1, 400, RAPPORT_REPLY_OLD, "tentative" },
    { "", "accepted", 0, 400, RAPPORT_REPLY_STRANGER, "tentative" },
  };
  g_autofree char *boris = add_contact (agency, "Boris", "boris@example.com");
  const char *people[] = { boris, "No address", NULL };
  g_autoptr (RapportMeeting) meeting = add_meeting (agency, "call", people);
  g_autoptr (GPtrArray) found = rapport_meeting_get_participants (
    agency->library, rapport_record_get_id (RAPPORT_RECORD (meeting)));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Answer");
      RapportReply reply = { cases[i].email, NULL, cases[i].answer, cases[i].sequence,
                             cases[i].at };

      g_test_message ("%u", i);
      g_assert_cmpint (rapport_invitation_answer (transaction, agency->library, meeting, &reply),
                       ==, cases[i].result);
      agency_commit (transaction);
      g_assert_cmpstr (rapport_record_get_text (found->pdata[0], RAPPORT_PARTICIPANT_ANSWER), ==,
                       cases[i].known);
    }
}

/* A thousand clients; how long it takes is told, not asserted. */

#define MANY 1000

static void
test_many (Agency *agency, gconstpointer data)
{
  static const char *const zones[] = { "Europe/Moscow", "Europe/Berlin", "Asia/Almaty",
                                       "America/New_York" };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add many");
  g_autoptr (RapportOccasions) occasions = NULL;
  g_autoptr (GPtrArray) found = NULL;
  gint64 time;

  for (int i = 0; i < MANY; i++)
    {
      RapportRecord *schedule = rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE);
      g_autofree char *client = rapport_id_new (i);
      g_autofree char *start =
        rapport_local_time_make (rapport_day_parse ("2024-01-01") + i % 5, 9 * 60 + i % 480,
                                 zones[i % (int) G_N_ELEMENTS (zones)]);

      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT, client);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, start);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, "FREQ=WEEKLY");
    }
  agency_commit (transaction);
  g_assert_true (rapport_library_flush (agency->library, NULL));
  time = g_get_monotonic_time ();
  occasions = rapport_occasions_new (agency->library, NULL);
  g_test_message ("%d schedules read in %.1f ms", MANY,
                  (double) (g_get_monotonic_time () - time) / 1000);
  for (int month = 10; month <= 12; month++)
    {
      RapportDay from = rapport_day_new (2026, month, 1);
      RapportDay to = from + rapport_day_days_in_month (from) - 1;

      g_clear_pointer (&found, g_ptr_array_unref);
      time = g_get_monotonic_time ();
      found = rapport_occasions_list (occasions, from, to);
      g_test_message ("%u of month %d in %.1f ms", found->len, month,
                      (double) (g_get_monotonic_time () - time) / 1000);
    }
  transaction = rapport_transaction_begin (agency->library, "Hold them");
  for (guint i = 0; i < found->len; i++)
    ensure (transaction, agency, found->pdata[i]);
  agency_commit (transaction);
  g_assert_true (rapport_library_flush (agency->library, NULL));
  time = g_get_monotonic_time ();
  {
    g_autoptr (GPtrArray) again = rapport_occasions_list (
      occasions, rapport_day_parse ("2026-12-01"), rapport_day_parse ("2026-12-31"));

    g_test_message ("%u with records, first time in %.1f ms", again->len,
                    (double) (g_get_monotonic_time () - time) / 1000);
    g_assert_cmpint (again->len, ==, found->len);
  }
  time = g_get_monotonic_time ();
  {
    g_autoptr (GPtrArray) again = rapport_occasions_list (
      occasions, rapport_day_parse ("2026-12-01"), rapport_day_parse ("2026-12-31"));

    g_test_message ("%u with records, then in %.1f ms", again->len,
                    (double) (g_get_monotonic_time () - time) / 1000);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedules/local-times", test_local_times);
  g_test_add_func ("/schedules/local-time-parts", test_local_time_parts);
  agency_test ("/schedules/holidays", test_holidays);
  agency_test ("/schedules/move-and-cancel", test_move_and_cancel);
  agency_test ("/schedules/end", test_end_of_schedule);
  agency_test ("/schedules/clients", test_clients);
  agency_test ("/schedules/clock-changes", test_clock_changes);
  agency_test ("/schedules/next", test_next);
  agency_test ("/schedules/people", test_people);
  agency_test ("/schedules/titles", test_titles);
  agency_test ("/schedules/held", test_held);
  agency_test ("/schedules/revisions", test_revisions);
  agency_test ("/schedules/revisions-of-a-schedule", test_revisions_of_a_schedule);
  agency_test ("/schedules/answers", test_answers);
  agency_test ("/schedules/many", test_many);
  return g_test_run ();
}
