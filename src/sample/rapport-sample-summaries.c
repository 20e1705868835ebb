/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the minutes: sent, answered, corrected, still waited for; once all meetings are
 * there, as a summary says when the next one is. */
#include "rapport-sample-private.h"

#include "rapport-approval.h"
#include "rapport-logo.h"
#include "rapport-minutes-output.h"
#include "rapport-minutes-publish.h"
#include "rapport-pdf.h"
#include "rapport-schedules.h"

#include <glib/gi18n-lib.h>

/* How a story ends. */
typedef enum
{
  TO_SEND,
  SENT,
  REMINDED,
  CORRECTIONS,
  CORRECTED, /* and approved */
  APPROVED,
} Story;

/* By rhythm and by how many meetings ago; one of those that wait was forgotten, and one client
 * answers fast. */
static const Story stories[][RAPPORT_SAMPLE_PAST_MEETINGS] = {
  { SENT, CORRECTED, APPROVED },
  { CORRECTIONS, APPROVED, APPROVED },
  { REMINDED, APPROVED, CORRECTED },
};
#define FORGETFUL 4
#define PROMPT    2

static Story
choose_story (const SampleHeld *held)
{
  if (held->client % 8 == FORGETFUL && held->back == 0)
    return TO_SEND;
  if (held->client % 6 == PROMPT && held->back == 0)
    return APPROVED;
  return stories[held->client % G_N_ELEMENTS (stories)][held->back];
}

/* The day after @day on which somebody works, but not after today. */
static RapportDay
next_day (Sample *sample, RapportDay day)
{
  return MIN (rapport_day_add_working_days (day, 1, NULL, 0), sample->options->today);
}

/* As it was said at first, before the client corrected it. */
static void
say_otherwise (RapportPublicMinutes *minutes, const RapportSampleCorrection *correction)
{
  for (guint i = 0; i < minutes->items->len; i++)
    {
      const RapportPublicItem *item = minutes->items->pdata[i];

      for (guint j = 0; j < item->lines->len; j++)
        {
          RapportPublicLine *line = item->lines->pdata[j];

          if (g_str_equal (line->text, correction->now))
            g_set_str (&line->text, correction->before);
        }
    }
}

/* The bytes that the client got; %NULL only where pages can't be made at all. */
static GBytes *
make_pdf (RapportPublicMinutes *minutes, const RapportMinutesEdition *edition)
{
  g_autoptr (RapportReportDocument) document =
    rapport_minutes_document_new (minutes, edition, NULL);
  g_autoptr (RapportPages) pages =
    document != NULL ? rapport_pages_new (document, rapport_paper_of (document)) : NULL;

  return pages != NULL ? rapport_pdf_make (pages, NULL) : NULL;
}

/* A summary of one meeting, and what it was before. */
typedef struct
{
  Sample *sample;
  const SampleHeld *held;
  RapportTransaction *transaction;
  RapportMeeting *meeting;
  RapportPublicMinutes *minutes;
  RapportPublicMinutes *before;
} Telling;

static RapportSummary *
send (Telling *self, RapportPublicMinutes *minutes, int version, RapportDay day)
{
  RapportLibrary *library = self->sample->library;
  g_autoptr (GBytes) client_logo =
    rapport_logo_publish (library, minutes->client, rapport_public_record_get_id (minutes->client));
  g_autoptr (GBytes) agency_logo = rapport_logo_publish (library, minutes->agency, NULL);
  const RapportMinutesEdition edition = { version, 0, version > 1 ? self->before : NULL,
                                          client_logo, agency_logo };
  g_autofree char *subject = rapport_minutes_subject (minutes, &edition);
  g_autofree char *greeting = rapport_minutes_greeting (minutes);
  g_autofree char *letter = rapport_minutes_letter (minutes, &edition, greeting);
  g_autofree char *document = rapport_public_minutes_to_json (minutes);
  g_autoptr (GBytes) pdf = make_pdf (minutes, &edition);
  const RapportFrozen frozen = { subject, self->held->address, document, letter, pdf };
  RapportSummary *summary =
    rapport_approval_send (self->transaction, library, self->meeting, &frozen);

  rapport_transaction_set_integer (self->transaction, RAPPORT_RECORD (summary),
                                   RAPPORT_SUMMARY_VERSION, version);
  rapport_transaction_set (
    self->transaction, RAPPORT_RECORD (summary), RAPPORT_SUMMARY_SENT_AT,
    g_variant_new_int64 (rapport_sample_noon (day) + (gint64) 3 * 3600 * G_USEC_PER_SEC));
  return summary;
}

static void
answer (
  Telling *self, RapportSummary *summary, gboolean approved, RapportDay day, const char *words)
{
  rapport_approval_answer (self->transaction, self->sample->library, summary, approved, day,
                           self->held->contact, words);
}

static void
tell (Telling *self, Story story, const RapportSampleCorrection *correction)
{
  const RapportDay day = self->held->day;
  const RapportDay next = next_day (self->sample, day);
  RapportSummary *summary = NULL;

  if (story == CORRECTIONS || story == CORRECTED)
    {
      summary = send (self, self->before, 1, day);
      answer (self, summary, FALSE, next, correction->answer);
      if (story == CORRECTIONS)
        return;
      summary = send (self, self->minutes, 2, next);
      answer (self, summary, TRUE, next_day (self->sample, next), "");
      return;
    }
  summary = send (self, self->minutes, 1, day);
  if (story == APPROVED)
    answer (self, summary, TRUE, next, self->sample->words->meetings->thanks);
  else if (story == REMINDED)
    rapport_transaction_set_day (self->transaction, RAPPORT_RECORD (summary),
                                 RAPPORT_SUMMARY_REMINDED,
                                 next_day (self->sample, next_day (self->sample, next)));
}

static gboolean
add_summaries (Sample *sample, const SampleHeld *held, GError **error)
{
  const Story story = choose_story (held);
  g_autoptr (RapportRecord) meeting =
    rapport_library_get (sample->library, RAPPORT_TYPE_MEETING, held->meeting);
  g_autoptr (RapportPublicMinutes) minutes =
    rapport_minutes_publish (sample->library, held->meeting, error);
  g_autofree char *json = NULL;
  g_autoptr (RapportPublicMinutes) before = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;

  if (minutes == NULL)
    return FALSE;
  if (story == TO_SEND)
    return TRUE;
  /* On that day, another day was today and another meeting the next one. */
  minutes->today = held->day;
  if (held->next != NULL)
    g_set_str (&minutes->next, held->next);
  json = rapport_public_minutes_to_json (minutes);
  before = rapport_public_minutes_from_json (json, error);
  if (before == NULL)
    return FALSE;
  say_otherwise (before, &sample->words->meetings->corrections[held->words]);
  transaction = rapport_transaction_begin (sample->library, _ ("Sample agency"));
  tell (&(Telling) { sample, held, transaction, RAPPORT_MEETING (meeting), minutes, before }, story,
        &sample->words->meetings->corrections[held->words]);
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_sample_add_summaries (Sample *sample, GError **error)
{
  for (guint i = 0; i < sample->held->len; i++)
    if (!add_summaries (sample, sample->held->pdata[i], error))
      return FALSE;
  return TRUE;
}
