/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-meetings.h"

#include "canary-marks.h"
#include "rapport-agenda-output.h"
#include "rapport-agenda.h"
#include "rapport-audience-words.h"
#include "rapport-calendar.h"
#include "rapport-files.h"
#include "rapport-logo.h"
#include "rapport-minutes-output.h"
#include "rapport-minutes-picture.h"
#include "rapport-minutes-publish.h"
#include "rapport-minutes.h"
#include "rapport-report-letter.h"
#include "rapport-report-output.h"
#include "rapport-schedules.h"
#include "rapport-wordings-output.h"
#include "rapport-wordings.h"

#include <string.h>

#define TITLE "Call about the year"

static char *
named (const char *name, gboolean leaky)
{
  return leaky ? g_strdup_printf ("%s " CANARY, name) : g_strdup (name);
}

static RapportMeeting *
find_meeting (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEETING);
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where_text (query, RAPPORT_MEETING_CLIENT, agency->client_id);
  found = rapport_library_find (agency->library, query, NULL);
  for (guint i = 0; i < found->len; i++)
    if (g_str_has_prefix (rapport_record_get_text (found->pdata[i], RAPPORT_MEETING_TITLE), TITLE))
      return g_object_ref (found->pdata[i]);
  g_assert_not_reached ();
}

/* (transfer none) */
static RapportMinutesLine *
say (RapportTransaction *transaction,
     Agency *agency,
     RapportMeeting *meeting,
     RapportAgendaItem *item,
     const char *kind,
     const char *text)
{
  const gboolean due = g_str_equal (kind, "task") || g_str_equal (kind, "agreement");
  g_auto (RapportLineWords) words = {
    .kind = kind,
    .text = g_strdup (text),
    .title = g_strdup (text),
    .side = due ? "theirs" : "",
    .who = g_strdup (""),
    .person = g_strdup (""),
    .due = due ? rapport_day_new (2026, 12, 4) : RAPPORT_DAY_NONE,
  };

  return rapport_minutes_add_line (transaction, agency->library, meeting,
                                   rapport_record_get_id (RAPPORT_RECORD (item)), NULL, &words);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Pictures of three colours. All are made each time: Cairo numbers what it draws, and its numbers
 * stand in drawings. */
static GBytes *pictures[3];

static GBytes *
make_picture (double colour)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 80);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  cairo_set_source_rgb (cr, colour, 0.5, 0.5);
  cairo_paint (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, data);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_bytes_new (data->data, data->len);
}

/* Kept with a line as a picture that is pasted there. */
static void
paste (RapportTransaction *transaction,
       Agency *agency,
       RapportMinutesLine *line,
       const char *name,
       guint picture,
       const char *audience)
{
  g_autoptr (RapportFileData) file = rapport_file_data_new (name, "image/png", pictures[picture]);
  RapportRecord *record = rapport_file_attach (transaction, agency->client_id,
                                               rapport_record_get_id (RAPPORT_RECORD (line)), file);

  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, audience);
}

static RapportRecord *
add_schedule (RapportTransaction *transaction, Agency *agency, const char *title)
{
  RapportRecord *schedule = rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE);

  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT, agency->client_id);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE, title);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START,
                                "2026-12-03T10:00[Europe/Moscow]");
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, "FREQ=WEEKLY");
  return schedule;
}

void
canary_add_meeting (Agency *agency, gboolean leaky)
{
  static const char *const kinds[] = {
    "text", "decision", "agreement", "task", "risk", "exclusion"
  };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Meeting");
  g_autofree char *title = named (TITLE, leaky);
  g_autofree char *topic = named ("The budget", leaky);
  g_autofree char *next = named ("Next call", leaky);
  g_autofree char *guest = named ("Olga", leaky);
  g_autofree char *weekly = named ("Weekly", leaky);
  RapportMeeting *meeting = rapport_meeting_add (transaction, agency->library, agency->client_id,
                                                 title, "2026-11-19T10:00[Europe/Moscow]", 60);
  g_autofree char *sign = named ("Sign", leaky);
  RapportMinutesLine *line;
  RapportAgendaItem *item;

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    pictures[i] = make_picture (i / 4.0);
  g_object_ref (meeting);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (meeting), RAPPORT_MEETING_STATUS,
                                "held");
  agency_commit (transaction);
  transaction = rapport_transaction_begin (agency->library, "Minutes");
  item = rapport_agenda_add (transaction, agency->library, meeting, "topic", topic, NULL, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *words = g_strdup_printf ("This is a %s", kinds[i]);
      g_autofree char *text = named (words, leaky);

      line = say (transaction, agency, meeting, item, kinds[i], text);
      if (i == 0)
        paste (transaction, agency, line, sign, 0, "client");
    }
  rapport_meeting_invite (transaction, agency->library, meeting, guest);
  rapport_meeting_add (transaction, agency->library, agency->client_id, next,
                       "2026-11-26T10:00[Europe/Moscow]", 60);
  add_schedule (transaction, agency, weekly);
  agency_commit (transaction);
  g_object_unref (meeting);
}

static void
set_private (RapportTransaction *transaction, RapportRecord *record)
{
  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, "team");
}

/* Pictures that are not for the client stand at lines that are. */
static void
hide_pictures (RapportTransaction *transaction, Agency *agency, RapportMeeting *meeting)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MINUTES_LINE);
  g_autoptr (GPtrArray) lines = NULL;

  rapport_query_where_text (query, RAPPORT_MINUTES_LINE_MEETING,
                            rapport_record_get_id (RAPPORT_RECORD (meeting)));
  lines = rapport_library_find (agency->library, query, NULL);
  g_assert_cmpuint (lines->len, >, 0);
  for (guint i = 0; i < lines->len; i++)
    paste (transaction, agency, lines->pdata[i], CANARY, 2, i % 2 == 0 ? "team" : "me");
}

void
canary_hide_in_meeting (Agency *agency)
{
  static const char *const kinds[] = {
    "text", "decision", "agreement", "task", "risk", "exclusion"
  };
  g_autoptr (RapportMeeting) meeting = find_meeting (agency);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hide");
  RapportAgendaItem *item =
    rapport_agenda_add (transaction, agency->library, meeting, "topic", CANARY, NULL, 10);
  RapportAgendaItem *open =
    rapport_agenda_add (transaction, agency->library, meeting, "topic", CANARY, NULL, 10);

  set_private (transaction, RAPPORT_RECORD (item));
  set_private (transaction, RAPPORT_RECORD (open));
  hide_pictures (transaction, agency, meeting);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      RapportMinutesLine *line = say (transaction, agency, meeting, item, kinds[i], CANARY);

      paste (transaction, agency, line, CANARY, 1, "client");
      /* Every other line is public, under an item that is not. */
      if (i % 2 == 0)
        set_private (transaction, RAPPORT_RECORD (line));
    }
  set_private (transaction, RAPPORT_RECORD (rapport_meeting_invite (transaction, agency->library,
                                                                    meeting, CANARY)));
  set_private (transaction, RAPPORT_RECORD (
                              rapport_meeting_add (transaction, agency->library, agency->client_id,
                                                   CANARY, "2026-11-23T10:00[Europe/Moscow]", 60)));
  set_private (transaction, add_schedule (transaction, agency, CANARY));
  agency_commit (transaction);
}

static void
write_bytes (const char *folder, const char *name, const char *form, GBytes *bytes)
{
  g_autofree char *file = g_strdup_printf ("%s.%s", name, form);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;

  rapport_output_write (bytes, path, &error);
  g_assert_no_error (error);
}

/* Takes @text. Ids are others each time. */
static void
write_text (const char *folder, const char *name, const char *form, char *text)
{
  g_autoptr (GRegex) ids = g_regex_new ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 0, 0, NULL);
  g_autofree char *own = text;
  char *words = g_regex_replace_literal (ids, own, -1, 0, "id", 0, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (words, strlen (words));

  write_bytes (folder, name, form, bytes);
}

static void
write_edition (Agency *agency,
               const char *folder,
               const char *name,
               RapportPublicMinutes *minutes,
               RapportMinutesEdition *edition)
{
  g_autoptr (GBytes) client =
    rapport_logo_publish (agency->library, minutes->client, agency->client_id);
  g_autoptr (GBytes) own = rapport_logo_publish (agency->library, minutes->agency, NULL);
  g_autoptr (GHashTable) shown = rapport_minutes_pictures_table_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  g_autofree char *subject = rapport_minutes_subject (minutes, edition);
  g_autofree char *greeting = rapport_minutes_greeting (minutes);
  g_autofree char *letter = rapport_minutes_letter (minutes, edition, greeting);
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) eml = NULL;

  edition->client_logo = client;
  edition->agency_logo = own;
  rapport_minutes_pictures_publish (agency->library, minutes, shown);
  g_assert_cmpuint (g_hash_table_size (shown), ==, 1);
  edition->pictures = shown;
  document = rapport_minutes_document_new (minutes, edition, &error);
  g_assert_no_error (error);
  html = rapport_output_make (document, RAPPORT_OUTPUT_HTML, RAPPORT_PAPER_A4, NULL, &error);
  pdf = rapport_output_make (document, RAPPORT_OUTPUT_PDF, RAPPORT_PAPER_A4, NULL, &error);
  eml = rapport_letter_make_plain_eml (subject, letter, NULL, pdf, "summary.pdf");
  write_bytes (folder, name, "html", html);
  write_bytes (folder, name, "pdf", pdf);
  write_bytes (folder, name, "eml", eml);
  write_text (folder, name, "txt", g_strdup (letter));
  write_text (folder, name, "markdown.txt", rapport_minutes_markdown (minutes, edition));
  write_text (folder, name, "reminder.txt",
              rapport_minutes_reminder (minutes, subject, rapport_day_new (2026, 11, 19)));
}

/* All that the window says that a client looks at while minutes are typed. */
static void
write_audience (const char *folder, RapportPublicMinutes *minutes)
{
  g_autofree char *name = g_strconcat ("audience-", minutes->language, NULL);
  GString *text = g_string_new (NULL);
  guint spot;
  g_autoptr (GPtrArray) parts = rapport_audience_say (minutes, NULL, &spot);

  for (guint i = 0; i < parts->len; i++)
    {
      const RapportAudiencePart *part = parts->pdata[i];

      g_string_append_printf (text, "%s: %s\n", part->look, part->text);
    }
  g_assert_cmpuint (parts->len, >, 8);
  write_text (folder, name, "txt", g_string_free_and_steal (text));
}

/* The words of the first version are the same but for one line. */
static RapportPublicMinutes *
make_former (const char *json)
{
  GString *text = g_string_new (json);
  RapportPublicMinutes *minutes;

  g_string_replace (text, "This is a risk", "This was a risk", 0);
  minutes = rapport_public_minutes_from_json (text->str, NULL);
  g_string_free (text, TRUE);
  g_assert_nonnull (minutes);
  return minutes;
}

/* What was agreed, by the words of now: nothing of it was sent. */
static void
write_wordings (Agency *agency,
                const char *folder,
                const char *language,
                RapportPublicMinutes *minutes)
{
  const RapportAgreedFilter filter = { .client = agency->client_id, .public_only = TRUE };
  g_autoptr (GPtrArray) found = rapport_agreements_find (agency->library, &filter, NULL);
  g_autoptr (RapportQuery) query = rapport_wordings_query (agency->client_id);
  g_autoptr (GPtrArray) summaries = rapport_library_find_rows (agency->library, query, NULL);
  g_autoptr (GPtrArray) wordings = NULL;
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *name = g_strconcat ("wordings-", language, NULL);
  g_autoptr (GBytes) logo =
    rapport_logo_publish (agency->library, minutes->client, agency->client_id);
  g_autoptr (GBytes) own = rapport_logo_publish (agency->library, minutes->agency, NULL);

  g_assert_nonnull (found);
  wordings = rapport_wordings_make (found, summaries);
  g_assert_cmpuint (wordings->len, >=, 5);
  document = rapport_wordings_document_new (minutes->client, minutes->agency,
                                            &(RapportWordingsLogos) { logo, own }, language,
                                            wordings, minutes->today, NULL);
  pdf = rapport_output_make (document, RAPPORT_OUTPUT_PDF, RAPPORT_PAPER_A4, NULL, NULL);
  write_bytes (folder, name, "pdf", pdf);
  write_text (folder, name, "txt", rapport_wording_letter (wordings->pdata[0], language, "Agency"));
}

static void
set_language (Agency *agency, RapportMeeting *meeting, const char *language)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Language");

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (meeting), RAPPORT_MEETING_LANGUAGE,
                                language);
  agency_commit (transaction);
}

static void
write_agenda (Agency *agency, const char *folder, RapportPublicMinutes *minutes)
{
  g_autofree char *name = g_strconcat ("agenda-", minutes->language, NULL);
  g_autoptr (GBytes) client =
    rapport_logo_publish (agency->library, minutes->client, agency->client_id);
  g_autoptr (GBytes) own = rapport_logo_publish (agency->library, minutes->agency, NULL);
  const RapportAgendaLogos logos = { client, own };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) document =
    rapport_agenda_document_new (minutes, &logos, &error);
  g_autoptr (GBytes) pdf =
    rapport_output_make (document, RAPPORT_OUTPUT_PDF, RAPPORT_PAPER_A4, NULL, &error);

  g_assert_no_error (error);
  write_bytes (folder, name, "pdf", pdf);
  write_text (folder, name, "txt", rapport_agenda_letter (minutes));
  write_text (folder, name, "subject.txt", rapport_agenda_subject (minutes));
  write_text (folder, name, "markdown.txt", rapport_agenda_markdown (minutes));
}

/* Somebody is invited, and it is somebody who invites: their names and addresses go out, no other.
 */
static RapportRecord *
find_invited (Agency *agency)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEETING);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (RapportRecord) me = rapport_library_get (agency->library, RAPPORT_TYPE_MEMBER,
                                                      rapport_library_get_me (agency->library));
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Invite");
  RapportRecord *meeting;

  rapport_query_where_text (query, RAPPORT_MEETING_START, "2026-11-26T10:00[Europe/Moscow]");
  found = rapport_library_find (agency->library, query, NULL);
  g_assert_cmpint (found->len, ==, 1);
  meeting = found->pdata[0];
  rapport_transaction_set_text (transaction, me, RAPPORT_MEMBER_NAME, "Anna");
  rapport_transaction_set_text (transaction, me, RAPPORT_MEMBER_EMAIL, "anna@example.com");
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_UID, "next@example.com");
  rapport_meeting_invite (transaction, agency->library, RAPPORT_MEETING (meeting),
                          "olga@example.com");
  agency_commit (transaction);
  return g_object_ref (meeting);
}

static void
write_calendar (Agency *agency, const char *folder)
{
  static const char *const names[] = { "invitation", "cancellation" };
  g_autoptr (GBytes) calendar = rapport_calendar_publish (agency->library, agency->client_id, NULL);
  g_autoptr (RapportRecord) meeting = find_invited (agency);
  const char *title = rapport_record_get_title (meeting);
  gsize size;
  const char *data = g_bytes_get_data (calendar, &size);

  write_text (folder, "calendar", "ics", g_strndup (data, size));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) file = rapport_calendar_invite (agency->library, meeting, i, NULL);
      g_autoptr (GBytes) letter =
        rapport_calendar_invite_letter (agency->library, meeting, i, NULL);

      write_bytes (folder, names[i], "ics", file);
      write_bytes (folder, names[i], "eml", letter);
      write_text (folder, names[i], "name.txt", rapport_calendar_file_name (title, "ics"));
    }
}

void
canary_write_meeting (Agency *agency, const char *folder)
{
  static const char *const languages[] = { "en", "ru" };
  g_autoptr (RapportMeeting) meeting = find_meeting (agency);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *first = g_strconcat ("minutes-", languages[i], NULL);
      g_autofree char *second = g_strconcat ("minutes-2-", languages[i], NULL);
      g_autoptr (RapportPublicMinutes) minutes = NULL;
      g_autoptr (RapportPublicMinutes) former = NULL;
      g_autofree char *json = NULL;

      set_language (agency, meeting, languages[i]);
      minutes = rapport_minutes_publish (agency->library,
                                         rapport_record_get_id (RAPPORT_RECORD (meeting)), NULL);
      g_assert_nonnull (minutes);
      json = rapport_public_minutes_to_json (minutes);
      former = make_former (json);
      write_wordings (agency, folder, languages[i], minutes);
      write_text (folder, first, "json", g_strdup (json));
      write_edition (agency, folder, first, minutes, &(RapportMinutesEdition) { .version = 1 });
      write_edition (agency, folder, second, minutes,
                     &(RapportMinutesEdition) { .version = 2, .before = former });
      write_agenda (agency, folder, minutes);
      write_audience (folder, minutes);
      write_text (folder, second, "difference.txt",
                  rapport_minutes_difference (former, minutes, 0));
    }
  write_calendar (agency, folder);
}
