/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what check-calendar.py reads with programs of others: write-calendar FOLDER. The calendar
 * of a client with schedules in zones whose clocks change, an invitation as a file and as a letter;
 * and, as lines of text, when each meeting is by our own reckoning. */
#include "rapport-calendar.h"
#include "rapport-report-output.h"
#include "rules-support.h"

static const struct
{
  const char *start, *rule, *holidays;
} schedules[] = {
  { "2026-10-06T10:00[Europe/Berlin]", "FREQ=WEEKLY;BYDAY=TU", "skip" },
  { "2026-10-07T23:30[America/New_York]", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "keep" },
  { "2026-10-30T16:00[Europe/Moscow]", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "before" },
  { "2026-10-01T09:15[Australia/Sydney]", "FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270401", "after" },
  { "2026-10-05T08:00[Asia/Kolkata]", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=30", "skip" },
  { "2026-10-31T12:00[Africa/Cairo]", "FREQ=MONTHLY;BYMONTHDAY=31", "keep" },
  { "2026-10-25T02:30[Europe/Paris]", "FREQ=YEARLY", "keep" },
  { "2026-11-02T11:00[UTC]", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214", "skip" },
};

static const char *const holidays[] = { "2026-11-03", "2026-11-30", "2026-12-08",
                                        "2027-01-01", "2027-01-07", NULL };

#define FROM rapport_day_new (2026, 10, 1)
#define TO   rapport_day_new (2027, 6, 30)

static void
add_schedules (Agency *agency, const char *person)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  g_autoptr (RapportWorkspace) workspace = rapport_agency_get (agency->library);
  g_autoptr (RapportRecord) me = rapport_library_get (agency->library, RAPPORT_TYPE_MEMBER,
                                                      rapport_library_get_me (agency->library));
  const char *people[] = { person, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (schedules); i++)
    {
      RapportRecord *schedule = rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE);
      g_autofree char *title = g_strdup_printf ("Schedule %u; встреча, “%s”", i, schedules[i].rule);

      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT,
                                    agency->client_id);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE, title);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START,
                                    schedules[i].start);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE,
                                    schedules[i].rule);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_HOLIDAYS,
                                    schedules[i].holidays);
      rapport_transaction_set (transaction, schedule, RAPPORT_SCHEDULE_PEOPLE,
                               g_variant_new_strv (people, -1));
    }
  rapport_transaction_set (transaction, RAPPORT_RECORD (workspace), RAPPORT_WORKSPACE_HOLIDAYS,
                           g_variant_new_strv (holidays, -1));
  rapport_transaction_set_text (transaction, me, RAPPORT_MEMBER_EMAIL, "anna@lighthouse.example");
  agency_commit (transaction);
}

static char *
add_contact (Agency *agency)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *contact = rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);
  char *id = g_strdup (rapport_record_get_id (contact));

  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME,
                                "Ольга Ивановна Константинопольская-Преображенская");
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_EMAIL, "olga@example.com");
  agency_commit (transaction);
  return id;
}

/* Each fifth one is moved, each seventh is cancelled. */
static void
stir (Agency *agency, RapportOccasions *occasions)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Stir");
  g_autoptr (GPtrArray) found = rapport_occasions_list (occasions, FROM, TO);

  for (guint i = 0; i < found->len; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];
      RapportMeeting *meeting =
        i % 5 == 0 || i % 7 == 0
          ? rapport_occasion_ensure_meeting (transaction, agency->library, occasion)
          : NULL;
      g_autofree char *zone = NULL;
      g_autofree char *moved = NULL;
      RapportDay day;
      int minute;

      rapport_local_time_parse (occasion->start, &day, &minute, &zone);
      moved = rapport_local_time_make (day + 1, minute / 2, zone);
      if (i % 5 == 0)
        rapport_meeting_move (transaction, meeting, moved, 45);
      else if (i % 7 == 0)
        rapport_meeting_cancel (transaction, meeting);
    }
  rapport_meeting_add (transaction, agency->library, agency->client_id, "Kick-off: первая встреча",
                       "2026-11-24T15:30[Asia/Tokyo]", 90);
  agency_commit (transaction);
}

static void
write_occasions (RapportOccasions *occasions, const char *path)
{
  g_autoptr (GPtrArray) found = rapport_occasions_list (occasions, FROM, TO);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];

      g_string_append_printf (lines, "%" G_GINT64_FORMAT "\t%s\t%s\t%d\n",
                              occasion->at / G_USEC_PER_SEC, occasion->status, occasion->title,
                              occasion->length);
    }
  g_assert_true (g_file_set_contents (path, lines->str, -1, NULL));
}

static void
write_bytes (const char *folder, const char *name, GBytes *bytes, GError *error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_no_error (error);
  g_assert_true (rapport_output_write (bytes, path, NULL));
}

static void
write_invitation (Agency *agency, const char *folder)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_SCHEDULE);
  g_autoptr (GPtrArray) found = rapport_library_find (agency->library, query, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) request =
    rapport_calendar_invite (agency->library, found->pdata[0], RAPPORT_INVITATION_REQUEST, &error);
  g_autoptr (GBytes) letter = NULL;

  write_bytes (folder, "request.ics", request, error);
  letter = rapport_calendar_invite_letter (agency->library, found->pdata[0],
                                           RAPPORT_INVITATION_REQUEST, &error);
  write_bytes (folder, "request.eml", letter, error);
}

int
main (int argc, char **argv)
{
  const char *folder = argv[argc - 1];
  Agency agency = { 0 };
  g_autoptr (GError) error = NULL;

  g_setenv ("TZ", "UTC", TRUE);
  agency_set_up (&agency, NULL);
  {
    g_autofree char *person = add_contact (&agency);
    g_autoptr (RapportOccasions) occasions = NULL;
    g_autoptr (GBytes) calendar = NULL;
    g_autofree char *path = g_build_filename (folder, "occasions.txt", NULL);

    add_schedules (&agency, person);
    occasions = rapport_occasions_new (agency.library, agency.client_id);
    stir (&agency, occasions);
    write_occasions (occasions, path);
    calendar = rapport_calendar_publish (agency.library, agency.client_id, &error);
    write_bytes (folder, "calendar.ics", calendar, error);
    write_invitation (&agency, folder);
  }
  agency_tear_down (&agency, NULL);
  return 0;
}
