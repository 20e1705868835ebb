/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars out and in. Today is 22 November 2026, a Sunday. */
#include "rapport-calendar.h"
#include "rapport-exchange-error.h"
#include "rules-support.h"

#include <string.h>

/* What stands in the library. */

static RapportRecord *
add_schedule (Agency *agency, const char *start, const char *rule, const char *holidays)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *schedule =
    g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE));

  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE, "Weekly, and more");
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, start);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, rule);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_HOLIDAYS, holidays);
  agency_commit (transaction);
  return schedule;
}

static char *
add_person (Agency *agency, GType type, const char *name, const char *email)
{
  const gboolean member = type == RAPPORT_TYPE_MEMBER;
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *person = rapport_transaction_create (transaction, type);
  char *id = g_strdup (rapport_record_get_id (person));

  if (!member)
    rapport_transaction_set_text (transaction, person, RAPPORT_CONTACT_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, person,
                                member ? RAPPORT_MEMBER_NAME : RAPPORT_CONTACT_NAME, name);
  rapport_transaction_set_text (transaction, person,
                                member ? RAPPORT_MEMBER_EMAIL : RAPPORT_CONTACT_EMAIL, email);
  agency_commit (transaction);
  return id;
}

static void
give_me_an_address (Agency *agency, const char *email)
{
  g_autoptr (RapportRecord) me = rapport_library_get (agency->library, RAPPORT_TYPE_MEMBER,
                                                      rapport_library_get_me (agency->library));
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Change");

  rapport_transaction_set_text (transaction, me, RAPPORT_MEMBER_EMAIL, email);
  agency_commit (transaction);
}

static RapportMeeting *
add_meeting (Agency *agency, const char *title, const char *start, const char *person)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportMeeting *meeting = g_object_ref (
    rapport_meeting_add (transaction, agency->library, agency->client_id, title, start, 45));

  if (person != NULL)
    rapport_meeting_invite (transaction, agency->library, meeting, person);
  agency_commit (transaction);
  return meeting;
}

/* Lines without folds. */
static char *
unfold (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) parts = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv ("", parts);
}

static char *
publish (Agency *agency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rapport_calendar_publish (agency->library, agency->client_id, &error);

  g_assert_no_error (error);
  return unfold (bytes);
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

static void
assert_has (const char *text, const char *line)
{
  if (strstr (text, line) == NULL)
    g_error ("“%s” is missing in:\n%s", line, text);
}

static void
assert_lacks (const char *text, const char *line)
{
  if (strstr (text, line) != NULL)
    g_error ("“%s” stands in:\n%s", line, text);
}

/* Out. */

static RapportMeeting *
ensure_first (Agency *agency, RapportTransaction *transaction, const char *day)
{
  g_autoptr (RapportOccasions) occasions =
    rapport_occasions_new (agency->library, agency->client_id);
  g_autoptr (GPtrArray) found =
    rapport_occasions_list (occasions, rapport_day_parse (day), rapport_day_parse (day));

  g_assert_cmpint (found->len, ==, 1);
  return rapport_occasion_ensure_meeting (transaction, agency->library, found->pdata[0]);
}

static void
test_publish (Agency *agency, gconstpointer data)
{
  static const char *const holidays[] = { "2026-12-08", NULL };
  g_autoptr (RapportRecord) schedule = add_schedule (agency, "2026-11-24T10:00[Europe/Berlin]",
                                                     "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601", "skip");
  g_autoptr (RapportMeeting) single =
    add_meeting (agency, "Kick-off; с клиентом", "2026-11-23T15:30[UTC]", NULL);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Move");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);
  g_autofree char *uid =
    g_strdup_printf ("UID:%s\r\n", rapport_record_get_id (RAPPORT_RECORD (schedule)));
  g_autofree char *text = NULL;

  rapport_meeting_move (transaction, ensure_first (agency, transaction, "2026-12-01"),
                        "2026-12-02T12:00[Europe/Berlin]", 30);
  rapport_meeting_cancel (transaction, ensure_first (agency, transaction, "2026-12-15"));
  /* Opened, and as it was. */
  ensure_first (agency, transaction, "2026-12-22");
  rapport_transaction_set (transaction, RAPPORT_RECORD (workspace), RAPPORT_WORKSPACE_HOLIDAYS,
                           g_variant_new_strv (holidays, -1));
  agency_commit (transaction);
  text = publish (agency);
  assert_has (text, "METHOD:PUBLISH\r\n");
  assert_has (text, "X-WR-CALNAME:Lighthouse – Romashka\r\n");
  assert_has (text, "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n");
  assert_has (text, "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n");
  assert_has (text, "DTSTART;TZID=Europe/Berlin:20261124T100000\r\n");
  assert_has (text, "DTEND;TZID=Europe/Berlin:20261124T110000\r\n");
  /* 10:00 in Berlin in June. */
  assert_has (text, "RRULE:FREQ=WEEKLY;UNTIL=20270601T080000Z;BYDAY=TU\r\n");
  assert_has (text, "EXDATE;TZID=Europe/Berlin:20261208T100000\r\n");
  assert_has (text, "RECURRENCE-ID;TZID=Europe/Berlin:20261201T100000\r\n");
  assert_has (text, "DTSTART;TZID=Europe/Berlin:20261202T120000\r\n");
  assert_has (text, "RECURRENCE-ID;TZID=Europe/Berlin:20261215T100000\r\n");
  assert_has (text, "STATUS:CANCELLED\r\n");
  assert_has (text, "SUMMARY:Weekly\\, and more\r\n");
  assert_has (text, "SUMMARY:Kick-off\\; с клиентом\r\n");
  assert_has (text, "DTSTART:20261123T153000Z\r\n");
  g_assert_cmpint (count (text, uid), ==, 3);
  g_assert_cmpint (count (text, "BEGIN:VEVENT"), ==, 4);
  assert_lacks (text, "ORGANIZER");
  assert_lacks (text, "ATTENDEE");
}

static void
test_private (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) schedule =
    add_schedule (agency, "2026-11-24T10:00[UTC]", "FREQ=WEEKLY", "skip");
  g_autoptr (RapportMeeting) showing =
    add_meeting (agency, "A look at the numbers", "2026-11-23T15:30[UTC]", NULL);
  g_autoptr (RapportMeeting) secret =
    add_meeting (agency, "Whether to let them go", "2026-11-24T15:30[UTC]", NULL);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hide");
  g_autofree char *text = NULL;

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (showing), RAPPORT_MEETING_KIND,
                                "showing");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (secret), RAPPORT_RECORD_AUDIENCE,
                                "team");
  rapport_transaction_set_text (transaction, schedule, RAPPORT_RECORD_AUDIENCE, "team");
  agency_commit (transaction);
  text = publish (agency);
  g_assert_cmpint (count (text, "BEGIN:VEVENT"), ==, 0);
  assert_lacks (text, "let them go");
}

static void
test_invite (Agency *agency, gconstpointer data)
{
  g_autofree char *boris =
    add_person (agency, RAPPORT_TYPE_CONTACT, "Борис \"Боря\" Иванов", "boris@example.com");
  g_autofree char *vera = add_person (agency, RAPPORT_TYPE_CONTACT, "Vera", "vera@example.com");
  g_autoptr (RapportMeeting) meeting =
    add_meeting (agency, "Kick-off", "2026-11-24T15:30[Europe/Moscow]", boris);
  RapportRecord *record = RAPPORT_RECORD (meeting);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) none =
    rapport_calendar_invite (agency->library, record, RAPPORT_INVITATION_REQUEST, &error);
  RapportTransaction *transaction;

  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  give_me_an_address (agency, "anna@lighthouse.example");
  {
    g_autoptr (GBytes) bytes =
      rapport_calendar_invite (agency->library, record, RAPPORT_INVITATION_REQUEST, NULL);
    g_autofree char *text = unfold (bytes);

    assert_has (text, "METHOD:REQUEST\r\n");
    assert_has (text, "ORGANIZER;CN=Anna:mailto:anna@lighthouse.example\r\n");
    assert_has (text, "CN=Борис 'Боря' Иванов");
    assert_has (text, "mailto:boris@example.com\r\n");
    assert_has (text, "PARTSTAT=NEEDS-ACTION");
    assert_has (text, "SEQUENCE:0\r\n");
    assert_lacks (text, "vera@");
    g_assert_cmpint (count (text, "ATTENDEE"), ==, 1);
  }
  transaction = rapport_transaction_begin (agency->library, "Send and cancel");
  rapport_invitation_sent (transaction, record);
  rapport_meeting_cancel (transaction, meeting);
  agency_commit (transaction);
  {
    g_autoptr (GBytes) bytes =
      rapport_calendar_invite (agency->library, record, RAPPORT_INVITATION_CANCEL, NULL);
    g_autofree char *text = unfold (bytes);

    assert_has (text, "METHOD:CANCEL\r\n");
    assert_has (text, "SEQUENCE:1\r\n");
    assert_has (text, "STATUS:CANCELLED\r\n");
    assert_has (text, rapport_record_get_id (record));
  }
}

static void
test_nobody_to_invite (Agency *agency, gconstpointer data)
{
  static const char *const wrong[] = { "", "boris", "a@b@c", "a b@example.com",
                                       "x@example.com\r\nBcc: y@example.com" };

  give_me_an_address (agency, "anna@lighthouse.example");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *person = add_person (agency, RAPPORT_TYPE_CONTACT, "Boris", wrong[i]);
      g_autoptr (RapportMeeting) meeting =
        add_meeting (agency, "Kick-off", "2026-11-24T15:30[UTC]", person);
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_calendar_invite_letter (agency->library, RAPPORT_RECORD (meeting),
                                                     RAPPORT_INVITATION_REQUEST, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
}

/* In. */

static RapportCalendarImport *
import_text (Agency *agency, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return rapport_calendar_import_bytes (agency->library, agency->client_id, bytes, error);
}

/* Lines of events into a whole file. */
static char *
wrap (const char *method, const char *events)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n%s%s%s"
                          "%s\r\nEND:VCALENDAR\r\n",
                          *method != '\0' ? "METHOD:" : "", method, *method != '\0' ? "\r\n" : "",
                          events);
}

static char *
event (const char *lines)
{
  return g_strdup_printf ("BEGIN:VEVENT\r\nDTSTAMP:20261120T100000Z\r\n%s\r\nEND:VEVENT", lines);
}

static RapportCalendarImport *
import_event (Agency *agency, const char *method, const char *lines)
{
  g_autofree char *one = event (lines);
  g_autofree char *text = wrap (method, one);
  g_autoptr (GError) error = NULL;
  RapportCalendarImport *import = import_text (agency, text, &error);

  g_assert_no_error (error);
  return import;
}

static void
assert_counts (RapportCalendarImport *import,
               guint meetings,
               guint schedules,
               guint changed,
               guint answers,
               guint known,
               guint remarks)
{
  for (guint i = 0; i < import->remarks->len; i++)
    g_test_message ("%s", (const char *) import->remarks->pdata[i]);
  g_assert_cmpint (import->n_meetings, ==, meetings);
  g_assert_cmpint (import->n_schedules, ==, schedules);
  g_assert_cmpint (import->n_changed, ==, changed);
  g_assert_cmpint (import->n_answers, ==, answers);
  g_assert_cmpint (import->n_known, ==, known);
  g_assert_cmpint (import->remarks->len, ==, remarks);
}

/* "start", of what is not cancelled, of a span of days. */
static char *
show (Agency *agency, const char *from, const char *to)
{
  g_autoptr (RapportOccasions) occasions =
    rapport_occasions_new (agency->library, agency->client_id);
  g_autoptr (GPtrArray) found =
    rapport_occasions_list (occasions, rapport_day_parse (from), rapport_day_parse (to));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];

      if (!g_str_equal (occasion->status, "cancelled"))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", occasion->start);
    }
  return g_string_free (text, FALSE);
}

static void
assert_shown (Agency *agency, const char *from, const char *to, const char *expected)
{
  g_autofree char *text = show (agency, from, to);

  g_assert_cmpstr (text, ==, expected);
}

static void
set_zone (Agency *agency, const char *zone)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Zone");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agency->client),
                                RAPPORT_CLIENT_TIME_ZONE, zone);
  agency_commit (transaction);
}

static void
test_zones (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *start, *expected;
    guint remarks;
  } cases[] = {
    { "DTSTART;TZID=Europe/Moscow:20261124T100000", "2026-11-24T10:00[Europe/Moscow]", 0 },
    { "DTSTART;TZID=Russian Standard Time:20261124T100000", "2026-11-24T10:00[Europe/Moscow]", 0 },
    { "DTSTART;TZID=\"W. Europe Standard Time\":20261124T100000", "2026-11-24T10:00[Europe/Berlin]",
      0 },
    { "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261124T100000",
      "2026-11-24T10:00[Europe/Paris]", 0 },
    /* The client's. */
    { "DTSTART:20261124T100000Z", "2026-11-24T15:00[Asia/Yekaterinburg]", 0 },
    { "DTSTART:20261124T100000", "2026-11-24T10:00[Asia/Yekaterinburg]", 0 },
    { "DTSTART;TZID=Moon/Sea of Rains:20261124T100000", "2026-11-24T10:00[Asia/Yekaterinburg]", 1 },
    { "DTSTART;TZID=../../etc/passwd:20261124T100000", "2026-11-24T10:00[Asia/Yekaterinburg]", 1 },
  };

  set_zone (agency, "Asia/Yekaterinburg");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *lines = g_strdup_printf ("UID:%u@example.com\r\n%s", i, cases[i].start);
      g_autoptr (RapportCalendarImport) import = import_event (agency, "", lines);

      g_test_message ("%s", cases[i].start);
      assert_counts (import, 1, 0, 0, 0, 0, cases[i].remarks);
      assert_shown (agency, "2026-11-24", "2026-11-25", cases[i].expected);
      g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
      assert_shown (agency, "2026-11-24", "2026-11-25", "");
    }
}

static void
test_rules (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *lines, *expected;
    guint meetings, schedules, remarks;
  } cases[] = {
    { "RRULE:FREQ=WEEKLY;BYDAY=TU",
      "2026-11-24T10:00[Europe/Moscow] 2026-12-01T10:00[Europe/Moscow]", 0, 1, 0 },
    { "RRULE:FREQ=WEEKLY;COUNT=1", "2026-11-24T10:00[Europe/Moscow]", 0, 1, 0 },
    /* It ends by the moment of the second one, and before it. */
    { "RRULE:FREQ=DAILY;UNTIL=20261125T070000Z",
      "2026-11-24T10:00[Europe/Moscow] 2026-11-25T10:00[Europe/Moscow]", 0, 1, 0 },
    { "RRULE:FREQ=DAILY;UNTIL=20261125T065959Z", "2026-11-24T10:00[Europe/Moscow]", 0, 1, 0 },
    { "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=Europe/Moscow:20261125T100000",
      "2026-11-24T10:00[Europe/Moscow] 2026-11-26T10:00[Europe/Moscow]", 0, 1, 0 },
    { "RDATE;TZID=Europe/Moscow:20261125T110000",
      "2026-11-24T10:00[Europe/Moscow] 2026-11-25T11:00[Europe/Moscow]", 2, 0, 0 },
    /* What no schedule holds. */
    { "RRULE:FREQ=DAILY;BYHOUR=10,12;COUNT=3",
      "2026-11-24T10:00[Europe/Moscow] 2026-11-24T12:00[Europe/Moscow] "
      "2026-11-25T10:00[Europe/Moscow]",
      3, 0, 1 },
    { "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-24T10:00[Europe/Moscow]", 1, 0, 1 },
    { "RRULE:FREQ=DAILY;COUNT=2\r\nRRULE:FREQ=WEEKLY;COUNT=2", "2026-11-24T10:00[Europe/Moscow]", 1,
      0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *lines =
        g_strdup_printf ("UID:%u@example.com\r\nDTSTART;TZID=Europe/Moscow:20261124T100000\r\n%s",
                         i, cases[i].lines);
      g_autoptr (RapportCalendarImport) import = import_event (agency, "PUBLISH", lines);

      g_test_message ("%s", cases[i].lines);
      assert_counts (import, cases[i].meetings, cases[i].schedules, 0, 0, 0, cases[i].remarks);
      assert_shown (agency, "2026-11-24", "2026-12-01", cases[i].expected);
      g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
    }
}

static void
test_rule_without_end (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportCalendarImport) import =
    import_event (agency, "PUBLISH", "UID:a\r\nDTSTART:20200101T100000Z\r\nRRULE:FREQ=HOURLY");
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEETING);

  assert_counts (import, 500, 0, 0, 0, 0, 1);
  g_assert_cmpint (agency_count (agency, query), ==, 500);
}

static void
test_many_times (Agency *agency, gconstpointer data)
{
  g_autoptr (GString) lines = g_string_new ("UID:a\r\nDTSTART:20261124T100000Z");
  g_autoptr (RapportCalendarImport) import = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (lines, "\r\nRDATE:%04d%02d%02dT%02d0000Z", 2027 + i / 8640,
                            i / 720 % 12 + 1, i / 24 % 28 + 1, i % 24);
  import = import_event (agency, "PUBLISH", lines->str);
  assert_counts (import, 501, 0, 0, 0, 0, 1);
}

static void
test_changes (Agency *agency, gconstpointer data)
{
#define FIRST "UID:w@example.com\r\nSUMMARY:Weekly\r\nDTSTART:20261124T100000Z\r\nRRULE:FREQ=WEEKLY"
  static const struct
  {
    const char *method, *lines, *expected;
    guint schedules, changed, known, remarks;
  } steps[] = {
    { "REQUEST", FIRST, "2026-11-24T10:00[UTC] 2026-12-01T10:00[UTC]", 1, 0, 0, 0 },
    { "REQUEST", FIRST, "2026-11-24T10:00[UTC] 2026-12-01T10:00[UTC]", 0, 0, 1, 0 },
    { "REQUEST",
      "UID:w@example.com\r\nSEQUENCE:1\r\nRECURRENCE-ID:20261124T100000Z\r\n"
      "DTSTART:20261125T120000Z",
      "2026-11-25T12:00[UTC] 2026-12-01T10:00[UTC]", 0, 1, 0, 0 },
    { "REQUEST",
      "UID:w@example.com\r\nSEQUENCE:1\r\nRECURRENCE-ID:20261126T100000Z\r\n"
      "DTSTART:20261127T120000Z",
      "2026-11-25T12:00[UTC] 2026-12-01T10:00[UTC]", 0, 0, 0, 1 },
    { "REQUEST", FIRST "\r\nSEQUENCE:2\r\nLOCATION:Office",
      "2026-11-25T12:00[UTC] 2026-12-01T10:00[UTC]", 0, 1, 0, 0 },
    { "REQUEST", FIRST "\r\nSEQUENCE:1", "2026-11-25T12:00[UTC] 2026-12-01T10:00[UTC]", 0, 0, 0,
      1 },
    { "CANCEL", FIRST "\r\nSEQUENCE:3", "2026-11-25T12:00[UTC]", 0, 1, 0, 0 },
    { "CANCEL", "UID:never@example.com\r\nDTSTART:20261124T100000Z", "2026-11-25T12:00[UTC]", 0, 0,
      0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (RapportCalendarImport) import =
        import_event (agency, steps[i].method, steps[i].lines);

      g_test_message ("%u", i);
      assert_counts (import, 0, steps[i].schedules, steps[i].changed, 0, steps[i].known,
                     steps[i].remarks);
      assert_shown (agency, "2026-11-23", "2026-12-01", steps[i].expected);
    }
}

static void
test_people_come_in (Agency *agency, gconstpointer data)
{
  g_autofree char *boris = add_person (agency, RAPPORT_TYPE_CONTACT, "Boris", "boris@example.com");
  g_autoptr (RapportCalendarImport) import = import_event (
    agency, "REQUEST",
    "UID:a\r\nDTSTART:20261124T100000Z\r\n"
    "ORGANIZER;CN=The client:mailto:client@example.com\r\n"
    "ATTENDEE;CN=B;ROLE=OPT-PARTICIPANT:MAILTO:Boris@Example.com\r\n"
    "ATTENDEE:mailto:nobody\r\nATTENDEE;CN=\"Ivanova, Vera\":mailto:vera@example.com");
  g_autoptr (RapportRecord) meeting = rapport_invitation_find (agency->library, "a");
  g_autoptr (GPtrArray) people =
    rapport_meeting_get_participants (agency->library, rapport_record_get_id (meeting));
  static const char *const names[] = { "Boris", "Ivanova, Vera", "The client" };

  assert_counts (import, 1, 0, 0, 0, 0, 0);
  g_assert_cmpint (people->len, ==, 3);
  for (guint i = 0; i < people->len; i++)
    g_assert_cmpstr (rapport_record_get_title (people->pdata[i]), ==, names[i]);
  g_assert_cmpstr (rapport_record_get_text (people->pdata[0], RAPPORT_PARTICIPANT_PERSON), ==,
                   boris);
  g_assert_false (rapport_record_get_boolean (people->pdata[0], RAPPORT_PARTICIPANT_REQUIRED));
}

/* Answers. */

static void
test_replies (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *stamp, *address, *answer, *known;
    int sequence;
    guint answers, remarks;
  } cases[] = {
    { "20261120T100000Z", "boris@example.com", "ACCEPTED", "accepted", 0, 1, 0 },
    { "20261119T100000Z", "boris@example.com", "DECLINED", "accepted", 0, 0, 1 },
    { "20261121T100000Z", "BORIS@EXAMPLE.COM", "DECLINED", "declined", 0, 1, 0 },
    { "20261122T100000Z", "eve@example.com", "ACCEPTED", "declined", 0, 0, 1 },
    { "20261122T100000Z", "boris@example.com", "TENTATIVE", "tentative", 0, 1, 0 },
    { "20261122T110000Z", "boris@example.com", "NEEDS-ACTION", "tentative", 0, 0, 0 },
  };
  g_autofree char *boris = add_person (agency, RAPPORT_TYPE_CONTACT, "Boris", "boris@example.com");
  g_autoptr (RapportMeeting) meeting =
    add_meeting (agency, "Kick-off", "2026-11-24T15:30[UTC]", boris);
  g_autoptr (GPtrArray) people = rapport_meeting_get_participants (
    agency->library, rapport_record_get_id (RAPPORT_RECORD (meeting)));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *lines =
        g_strdup_printf ("BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:%s\r\nSEQUENCE:%d\r\n"
                         "ATTENDEE;PARTSTAT=%s:mailto:%s\r\nEND:VEVENT",
                         rapport_record_get_id (RAPPORT_RECORD (meeting)), cases[i].stamp,
                         cases[i].sequence, cases[i].answer, cases[i].address);
      g_autofree char *text = wrap ("REPLY", lines);
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportCalendarImport) import = import_text (agency, text, &error);

      g_test_message ("%u", i);
      g_assert_no_error (error);
      assert_counts (import, 0, 0, 0, cases[i].answers, 0, cases[i].remarks);
      g_assert_cmpstr (rapport_record_get_text (people->pdata[0], RAPPORT_PARTICIPANT_ANSWER), ==,
                       cases[i].known);
    }
}

static void
test_replies_to_a_schedule (Agency *agency, gconstpointer data)
{
  g_autofree char *boris = add_person (agency, RAPPORT_TYPE_CONTACT, "Boris", "boris@example.com");
  const char *people[] = { boris, NULL };
  g_autoptr (RapportRecord) schedule =
    add_schedule (agency, "2026-11-24T10:00[Europe/Moscow]", "FREQ=WEEKLY", "skip");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Invite");
  static const struct
  {
    const char *line, *days;
  } cases[] = {
    /* To one, told in another zone; then to all of them. */
    { "RECURRENCE-ID:20261208T070000Z\r\n", "2026-12-08" },
    { "", "2026-11-24" },
  };

  rapport_transaction_set (transaction, schedule, RAPPORT_SCHEDULE_PEOPLE,
                           g_variant_new_strv (people, -1));
  agency_commit (transaction);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *lines =
        g_strdup_printf ("UID:%s\r\n%sATTENDEE;PARTSTAT=ACCEPTED:mailto:boris@example.com",
                         rapport_record_get_id (schedule), cases[i].line);
      g_autoptr (RapportCalendarImport) import = import_event (agency, "REPLY", lines);
      g_autofree char *slot =
        g_strdup_printf ("%s/%s", rapport_record_get_id (schedule), cases[i].days);
      const char *key[] = { slot, NULL };
      g_autoptr (RapportRecord) meeting =
        rapport_library_get_by_key (agency->library, RAPPORT_TYPE_MEETING, key);
      g_autoptr (GPtrArray) found = NULL;

      assert_counts (import, 0, 0, 0, 1, 0, 0);
      g_assert_nonnull (meeting);
      found = rapport_meeting_get_participants (agency->library, rapport_record_get_id (meeting));
      g_assert_cmpint (found->len, ==, 1);
      g_assert_cmpstr (rapport_record_get_text (found->pdata[0], RAPPORT_PARTICIPANT_ANSWER), ==,
                       "accepted");
    }
  {
    g_autoptr (RapportCalendarImport) import = import_event (
      agency, "REPLY", "UID:stranger\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:boris@example.com");

    assert_counts (import, 0, 0, 0, 0, 0, 1);
  }
}

/* There and back: the file of one agency comes into another. */
static void
test_round (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportRecord) schedule = add_schedule (agency, "2026-10-20T10:00[Europe/Berlin]",
                                                     "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124", "skip");
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Move");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  rapport_meeting_move (transaction, ensure_first (agency, transaction, "2026-10-27"),
                        "2026-10-28T12:00[Europe/Berlin]", 30);
  rapport_meeting_cancel (transaction, ensure_first (agency, transaction, "2026-11-10"));
  agency_commit (transaction);
  before = show (agency, "2026-10-01", "2026-12-31");
  bytes = rapport_calendar_publish (agency->library, agency->client_id, &error);
  g_assert_no_error (error);
  {
    /* Into the library that it came from: nothing changes. */
    g_autoptr (RapportCalendarImport) again =
      rapport_calendar_import_bytes (agency->library, agency->client_id, bytes, &error);

    g_assert_no_error (error);
    assert_counts (again, 0, 0, 0, 0, 3, 0);
  }
  {
    Agency other = { 0 };
    g_autoptr (RapportCalendarImport) import = NULL;

    agency_set_up (&other, NULL);
    import = rapport_calendar_import_bytes (other.library, other.client_id, bytes, &error);
    g_assert_no_error (error);
    assert_counts (import, 0, 1, 0, 0, 0, 0);
    after = show (&other, "2026-10-01", "2026-12-31");
    agency_tear_down (&other, NULL);
  }
  g_assert_cmpstr (before, ==, after);
}

static void
test_bad_files (Agency *agency, gconstpointer data)
{
#define WHOLE "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261124T100000Z\r\n"
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "", RAPPORT_EXCHANGE_ERROR_EMPTY },
    { "   \r\n", RAPPORT_EXCHANGE_ERROR_EMPTY },
    { "name;date\r\nBoris;2026\r\n", RAPPORT_EXCHANGE_ERROR_KIND },
    { "BEGIN:VCARD\r\nFN:Boris\r\nEND:VCARD\r\n", RAPPORT_EXCHANGE_ERROR_KIND },
    { WHOLE, RAPPORT_EXCHANGE_ERROR_DAMAGED },
    { WHOLE "END:VEVENT\r\n", RAPPORT_EXCHANGE_ERROR_DAMAGED },
    { WHOLE "END:VCALENDAR\r\n", RAPPORT_EXCHANGE_ERROR_DAMAGED },
    { "END:VCALENDAR\r\n", RAPPORT_EXCHANGE_ERROR_DAMAGED },
    { "PK\x03\x04", RAPPORT_EXCHANGE_ERROR_NOT_TEXT },
  };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEETING);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (import_text (agency, cases[i].text, &error));
      g_assert_error (error, RAPPORT_EXCHANGE_ERROR, cases[i].code);
    }
  g_assert_cmpint (agency_count (agency, query), ==, 0);
}

static void
test_large_files (Agency *agency, gconstpointer data)
{
  g_autofree char *spaces = g_strnfill (50 * 1024 * 1024, 'x');
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (import_text (agency, spaces, &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "BEGIN:VCALENDAR\r\n");
  g_assert_null (import_text (agency, deep->str, &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_KIND);
  g_clear_error (&error);
  for (int i = 0; i < 10001; i++)
    g_string_append_printf (
      many, "BEGIN:VEVENT\r\nUID:%d\r\nDTSTART:20261124T100000Z\r\nEND:VEVENT\r\n", i);
  g_string_append (many, "END:VCALENDAR\r\n");
  g_assert_null (import_text (agency, many->str, &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_odd_events (Agency *agency, gconstpointer data)
{
  static const struct
  {
    const char *lines;
    guint meetings, remarks;
  } cases[] = {
    /* No UID: it does not come in twice all the same. */
    { "SUMMARY:Nameless\r\nDTSTART:20261124T100000Z", 1, 0 },
    { "SUMMARY:Nameless\r\nDTSTART:20261124T100000Z", 0, 0 },
    { "UID:b\r\nDTSTART;VALUE=DATE:20261124", 0, 1 },
    { "UID:c\r\nSUMMARY:Never", 0, 1 },
    { "UID:d\r\nDTSTART:20260231T100000Z", 0, 1 },
    { "UID:e\r\nDTSTART:soon", 0, 1 },
    { "UID:f\r\nDTSTART:20261124T100000Z\r\nDTEND:20201124T100000Z", 1, 0 },
    { "UID:g\r\nDTSTART:20261124T100000Z\r\nDURATION:P9999D", 1, 0 },
    { "UID:h\r\nDTSTART:20261124T100000Z\r\nSUMMARY:Two\r\n  words folded", 1, 0 },
    { "UID:i\nDTSTART:20261124T100000Z\nSUMMARY:Bare line ends", 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportCalendarImport) import = import_event (agency, "", cases[i].lines);

      g_test_message ("%s", cases[i].lines);
      g_assert_cmpint (import->n_meetings, ==, cases[i].meetings);
      g_assert_cmpint (import->remarks->len, ==, cases[i].remarks);
    }
  {
    g_autoptr (RapportRecord) folded = rapport_invitation_find (agency->library, "h");
    g_autoptr (RapportRecord) backwards = rapport_invitation_find (agency->library, "f");
    g_autoptr (RapportRecord) endless = rapport_invitation_find (agency->library, "g");

    g_assert_cmpstr (rapport_record_get_text (folded, RAPPORT_MEETING_TITLE), ==,
                     "Two words folded");
    g_assert_cmpint (rapport_record_get_integer (backwards, RAPPORT_MEETING_LENGTH), ==, 60);
    g_assert_cmpint (rapport_record_get_integer (endless, RAPPORT_MEETING_LENGTH), ==,
                     14 * 24 * 60);
  }
}

static void
test_encodings (Agency *agency, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "WINDOWS-1251", "UTF-16" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *lines = g_strdup_printf (
        "UID:%u\r\nDTSTART:20261124T100000Z\r\nSUMMARY:Созвон с клиентом о планах", i);
      g_autofree char *one = event (lines);
      g_autofree char *text = wrap ("", one);
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      gsize size;
      char *coded = g_convert (text, -1, encodings[i], "UTF-8", NULL, &size, &error);
      g_autoptr (GBytes) bytes = g_bytes_new_take (coded, size);
      g_autoptr (RapportCalendarImport) import =
        rapport_calendar_import_bytes (agency->library, agency->client_id, bytes, &error);
      g_autoptr (RapportRecord) meeting = NULL;

      g_assert_no_error (error);
      assert_counts (import, 1, 0, 0, 0, 0, 0);
      meeting = rapport_invitation_find (agency->library, name);
      g_assert_cmpstr (rapport_record_get_text (meeting, RAPPORT_MEETING_TITLE), ==,
                       "Созвон с клиентом о планах");
    }
}

/* One client's calendar changes nothing of another's. */
static void
test_another_client (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (agency, "Vasilek");
  g_autoptr (RapportCalendarImport) first =
    import_event (agency, "REQUEST", "UID:a\r\nDTSTART:20261124T100000Z");
  g_autofree char *one = event ("UID:a\r\nSEQUENCE:5\r\nDTSTART:20261125T100000Z");
  g_autofree char *text = wrap ("REQUEST", one);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RapportCalendarImport) second = rapport_calendar_import_bytes (
    agency->library, rapport_record_get_id (RAPPORT_RECORD (other)), bytes, NULL);

  assert_counts (first, 1, 0, 0, 0, 0, 0);
  assert_counts (second, 0, 0, 0, 0, 0, 1);
  g_assert_null (strstr (second->remarks->pdata[0], "Romashka"));
  assert_shown (agency, "2026-11-24", "2026-11-25", "2026-11-24T10:00[UTC]");
}

/* In turns. */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Agency *agency, gconstpointer data)
{
  g_autofree char *path = g_build_filename (agency->folder, "calendar.ics", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *one =
    event ("UID:a\r\nDTSTART:20261124T100000Z\r\nRRULE:FREQ=DAILY;BYHOUR=9,10,11");
  g_autofree char *text = wrap ("PUBLISH", one);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RapportCalendarImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  g_assert_true (rapport_calendar_is_named (file));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  rapport_calendar_import_async (agency->library, agency->client_id, file, NULL, imported_cb,
                                 &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  import = rapport_calendar_import_finish (agency->library, result, &error);
  g_assert_no_error (error);
  assert_counts (import, 500, 0, 0, 0, 0, 1);
  label = rapport_calendar_import_describe (import);
  g_assert_cmpstr (label, ==, "Taken in: 500 meetings");
  g_free (rapport_library_undo (agency->library, agency->client_id, FALSE, NULL));
  assert_shown (agency, "2026-11-24", "2027-11-24", "");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  agency_test ("/calendar/publish", test_publish);
  agency_test ("/calendar/private", test_private);
  agency_test ("/calendar/invite", test_invite);
  agency_test ("/calendar/nobody-to-invite", test_nobody_to_invite);
  agency_test ("/calendar/zones", test_zones);
  agency_test ("/calendar/rules", test_rules);
  agency_test ("/calendar/rule-without-end", test_rule_without_end);
  agency_test ("/calendar/many-times", test_many_times);
  agency_test ("/calendar/changes", test_changes);
  agency_test ("/calendar/people", test_people_come_in);
  agency_test ("/calendar/replies", test_replies);
  agency_test ("/calendar/replies-to-a-schedule", test_replies_to_a_schedule);
  agency_test ("/calendar/round", test_round);
  agency_test ("/calendar/bad-files", test_bad_files);
  agency_test ("/calendar/large-files", test_large_files);
  agency_test ("/calendar/odd-events", test_odd_events);
  agency_test ("/calendar/encodings", test_encodings);
  agency_test ("/calendar/another-client", test_another_client);
  agency_test ("/calendar/async", test_async);
  return g_test_run ();
}
