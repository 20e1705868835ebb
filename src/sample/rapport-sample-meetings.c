/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings: a regular one for each client of today, the last ones with their minutes, what waits
 * for the next. All of it follows from who the client is and not from chance, so that the rest of
 * the agency stays the same. */
#include "rapport-sample-private.h"

#include <string.h>

/* The first ones have minutes. */
#define WITH_MINUTES 12

/* How far back the schedules begin, in days. */
#define BEGAN 140

static const char *const rules[] = {
  "FREQ=WEEKLY;BYDAY=%s",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=%s",
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
};
static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR" };

/* (transfer full) */
static char *
make_start (Sample *sample, RapportDay day, int hour, int minute)
{
  g_autofree char *text = rapport_day_to_string (day);

  return g_strdup_printf ("%sT%02d:%02d[%s]", text, hour, minute, sample->words->meetings->zone);
}

static int
get_hour (const SampleClient *client)
{
  return 9 + (int) (client->index * 3 % 8);
}

static guint
get_rhythm (const SampleClient *client)
{
  return client->index % G_N_ELEMENTS (rules);
}

/* The last working day of the month of @day. */
static RapportDay
last_working_day (RapportDay day)
{
  RapportDay last = rapport_day_month (day) + rapport_day_days_in_month (day) - 1;

  while (rapport_day_get_weekday (last) > 5)
    last--;
  return last;
}

/* The day of the meeting that is @back meetings ago, from yesterday on. */
static RapportDay
get_past_day (Sample *sample, const SampleClient *client, RapportDay first, guint back)
{
  const RapportDay today = sample->options->today;
  const RapportDay rhythm = get_rhythm (client) == 0 ? 7 : 14;
  RapportDay last;

  if (get_rhythm (client) == 2)
    return last_working_day (rapport_day_add_months (rapport_day_month (today), -1 - (int) back));
  last = first + (today - 1 - first) / rhythm * rhythm;
  return last - rhythm * (RapportDay) back;
}

/* A schedule begins on its weekday, or at the end of a month. */
static RapportDay
get_first_day (Sample *sample, const SampleClient *client)
{
  const RapportDay monday = rapport_day_week (sample->options->today - BEGAN);

  if (get_rhythm (client) == 2)
    return last_working_day (monday);
  return monday + (RapportDay) (client->index % G_N_ELEMENTS (weekdays));
}

static GVariant *
make_people (const SampleClient *client)
{
  GVariantBuilder builder;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) client->owner);
  for (guint i = 0; i < client->people->len && i < 2; i++)
    g_ptr_array_add (ids, (gpointer) rapport_record_get_id (client->people->pdata[i]));
  g_ptr_array_sort_values (ids, (GCompareFunc) strcmp);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < ids->len; i++)
    g_variant_builder_add (&builder, "s", ids->pdata[i]);
  return g_variant_builder_end (&builder);
}

static RapportRecord *
add_schedule (Sample *sample,
              const SampleClient *client,
              RapportTransaction *transaction,
              RapportDay first)
{
  const RapportSampleMeetings *words = sample->words->meetings;
  const char *weekday = weekdays[client->index % G_N_ELEMENTS (weekdays)];
  RapportRecord *schedule = rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE);
  g_autofree char *start = make_start (sample, first, get_hour (client), 0);
  g_auto (GStrv) parts = g_strsplit (rules[get_rhythm (client)], "%s", 2);
  g_autofree char *rule = g_strjoinv (weekday, parts);

  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT, client->id);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE,
                                words->titles[get_rhythm (client)]);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, start);
  rapport_transaction_set_integer (transaction, schedule, RAPPORT_SCHEDULE_LENGTH,
                                   get_rhythm (client) == 2 ? 90 : 45);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, rule);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_PLACE, words->place);
  rapport_transaction_set (transaction, schedule, RAPPORT_SCHEDULE_PEOPLE, make_people (client));
  return schedule;
}

/* Those who are there. */

static const char *
get_member_name (Sample *sample, const char *id)
{
  for (guint i = 0; i < sample->members->len; i++)
    if (g_str_equal (sample->members->pdata[i], id))
      return sample->words->members[i];
  return "";
}

static const char *
get_contact_name (RapportTransaction *transaction, const SampleClient *client, guint i)
{
  return rapport_transaction_get_text (transaction, client->people->pdata[i], RAPPORT_CONTACT_NAME);
}

static void
add_participant (RapportTransaction *transaction,
                 RapportRecord *meeting,
                 const char *client,
                 const char *person,
                 const char *name,
                 const char *side,
                 gboolean held)
{
  const char *key[] = { rapport_record_get_id (meeting), person, NULL };
  RapportRecord *participant =
    rapport_transaction_ensure (transaction, RAPPORT_TYPE_PARTICIPANT, key);

  rapport_transaction_set_text (transaction, participant, RAPPORT_PARTICIPANT_CLIENT, client);
  rapport_transaction_set_text (transaction, participant, RAPPORT_PARTICIPANT_NAME, name);
  rapport_transaction_set_text (transaction, participant, RAPPORT_PARTICIPANT_SIDE, side);
  rapport_transaction_set_boolean (transaction, participant, RAPPORT_PARTICIPANT_PRESENT, held);
}

static void
add_participants (Sample *sample,
                  const SampleClient *client,
                  RapportTransaction *transaction,
                  RapportRecord *meeting,
                  gboolean held)
{
  add_participant (transaction, meeting, client->id, client->owner,
                   get_member_name (sample, client->owner), "ours", held);
  for (guint i = 0; i < client->people->len && i < 2; i++)
    add_participant (transaction, meeting, client->id,
                     rapport_record_get_id (client->people->pdata[i]),
                     get_contact_name (transaction, client, i), "theirs", held);
}

/* Agenda and minutes. */

typedef struct
{
  Sample *sample;
  const SampleClient *client;
  RapportTransaction *transaction;
  RapportRecord *meeting;
  RapportDay day;
  guint back;    /* how many meetings ago */
  guint n_tasks; /* that were spoken of so far */
} Minutes;

static void
set_promise (Minutes *self,
             RapportRecord *record,
             const RapportSampleLine *words,
             guint side,
             guint who,
             guint due)
{
  const gboolean ours = g_strcmp0 (words->side, "ours") == 0;

  rapport_transaction_set_text (self->transaction, record, side, words->side);
  if (words->side != NULL)
    rapport_transaction_set_text (self->transaction, record, who,
                                  ours ? get_member_name (self->sample, self->client->owner)
                                       : get_contact_name (self->transaction, self->client, 0));
  if (words->due > 0)
    rapport_transaction_set_day (self->transaction, record, due, self->day + words->due);
}

/* (transfer none): what the line became; promises of earlier meetings were kept. */
static RapportRecord *
add_agreement (Minutes *self, const RapportSampleLine *words)
{
  RapportTransaction *transaction = self->transaction;
  RapportRecord *agreement = rapport_transaction_create (transaction, RAPPORT_TYPE_AGREEMENT);
  const RapportDay due = self->day + words->due;

  rapport_transaction_set_text (transaction, agreement, RAPPORT_AGREEMENT_CLIENT, self->client->id);
  rapport_transaction_set_text (transaction, agreement, RAPPORT_AGREEMENT_KIND, words->kind);
  rapport_transaction_set_text (transaction, agreement, RAPPORT_AGREEMENT_TEXT, words->text);
  rapport_transaction_set_day (transaction, agreement, RAPPORT_AGREEMENT_DAY, self->day);
  rapport_transaction_set_text (transaction, agreement, RAPPORT_AGREEMENT_MEETING,
                                rapport_record_get_id (self->meeting));
  set_promise (self, agreement, words, RAPPORT_AGREEMENT_SIDE, RAPPORT_AGREEMENT_WHO,
               RAPPORT_AGREEMENT_DUE);
  if (words->due > 0 && self->back > 0)
    {
      rapport_transaction_set_text (transaction, agreement, RAPPORT_AGREEMENT_STATUS, "kept");
      rapport_transaction_set_day (transaction, agreement, RAPPORT_AGREEMENT_SETTLED, due);
    }
  return agreement;
}

/* (transfer none) (nullable): a task of the plan that was spoken of. */
static RapportRecord *
choose_task (Minutes *self)
{
  const GPtrArray *items = self->client->items;

  if (self->n_tasks >= items->len)
    return NULL;
  return items->pdata[items->len - 1 - self->n_tasks++];
}

static void
tie_task (Minutes *self, RapportRecord *line)
{
  RapportTransaction *transaction = self->transaction;
  RapportRecord *task = choose_task (self);
  const char *title = "";
  const char *owner = "";

  if (task == NULL)
    return;
  owner = rapport_transaction_get_text (transaction, task, RAPPORT_WORK_ITEM_OWNER);
  title = rapport_transaction_get_text (transaction, task, RAPPORT_WORK_ITEM_TITLE);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TEXT, title);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TITLE, title);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_SIDE, "ours");
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_PERSON, owner);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_WHO,
                                get_member_name (self->sample, owner));
  rapport_transaction_set (
    transaction, line, RAPPORT_MINUTES_LINE_DUE,
    rapport_transaction_get (transaction, task, RAPPORT_WORK_ITEM_CLIENT_DATE));
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TARGET,
                                rapport_record_get_id (task));
}

static void
add_line (Minutes *self, const RapportSampleLine *words, const char *item, const char *order)
{
  RapportTransaction *transaction = self->transaction;
  RapportRecord *line = rapport_transaction_create (transaction, RAPPORT_TYPE_MINUTES_LINE);

  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_CLIENT, self->client->id);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_MEETING,
                                rapport_record_get_id (self->meeting));
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_ITEM, item);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_KIND, words->kind);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_ORDER, order);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_AUTHOR,
                                self->client->owner);
  if (words->text == NULL)
    {
      tie_task (self, line);
      return;
    }
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TEXT, words->text);
  if (g_str_equal (words->kind, "text"))
    return;
  set_promise (self, line, words, RAPPORT_MINUTES_LINE_SIDE, RAPPORT_MINUTES_LINE_WHO,
               RAPPORT_MINUTES_LINE_DUE);
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TARGET,
                                rapport_record_get_id (add_agreement (self, words)));
}

static RapportRecord *
add_item (RapportTransaction *transaction,
          RapportRecord *meeting,
          const char *client,
          const RapportSampleAgendaItem *words,
          const char *order)
{
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_AGENDA_ITEM);

  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_CLIENT, client);
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_MEETING,
                                rapport_record_get_id (meeting));
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_TITLE, words->title);
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_KIND, words->kind);
  rapport_transaction_set_integer (transaction, item, RAPPORT_AGENDA_ITEM_PLANNED, words->minutes);
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_ORDER, order);
  return item;
}

static void
add_minutes (Minutes *self, const RapportSampleAgendaItem *words)
{
  g_autoptr (GPtrArray) orders =
    rapport_order_keys_between (NULL, NULL, RAPPORT_SAMPLE_AGENDA * (RAPPORT_SAMPLE_LINES + 1));

  for (guint i = 0; i < RAPPORT_SAMPLE_AGENDA && words[i].title != NULL; i++)
    {
      RapportRecord *item =
        add_item (self->transaction, self->meeting, self->client->id, &words[i], orders->pdata[i]);

      rapport_transaction_set_text (self->transaction, item, RAPPORT_AGENDA_ITEM_STATUS, "done");
      rapport_transaction_set_integer (self->transaction, item, RAPPORT_AGENDA_ITEM_SPENT,
                                       60 * (words[i].minutes + (int) (i % 2) * 2));
      for (guint j = 0; j < RAPPORT_SAMPLE_LINES && words[i].lines[j].kind != NULL; j++)
        add_line (self, &words[i].lines[j], rapport_record_get_id (item),
                  orders->pdata[RAPPORT_SAMPLE_AGENDA + i * RAPPORT_SAMPLE_LINES + j]);
    }
}

/* The meetings themselves. */

static void
note_held (const Minutes *self, guint words)
{
  Sample *sample = self->sample;
  SampleHeld *held = g_new0 (SampleHeld, 1);

  held->meeting = g_strdup (rapport_record_get_id (self->meeting));
  held->client = self->client->index;
  held->back = self->back;
  held->words = words;
  held->day = self->day;
  if (self->back > 0)
    held->next = make_start (
      sample,
      get_past_day (sample, self->client, get_first_day (sample, self->client), self->back - 1),
      get_hour (self->client), 0);
  held->contact = g_strdup (get_contact_name (self->transaction, self->client, 0));
  held->address = g_strdup (rapport_transaction_get_text (
    self->transaction, self->client->people->pdata[0], RAPPORT_CONTACT_EMAIL));
  g_ptr_array_add (sample->held, held);
}

static RapportRecord *
add_of_schedule (Sample *sample,
                 const SampleClient *client,
                 RapportTransaction *transaction,
                 RapportRecord *schedule,
                 RapportDay day)
{
  g_autofree char *word = rapport_day_to_string (day);
  g_autofree char *slot = g_strdup_printf ("%s/%s", rapport_record_get_id (schedule), word);
  const char *key[] = { slot, NULL };
  g_autofree char *start = make_start (sample, day, get_hour (client), 0);
  RapportRecord *meeting = rapport_transaction_ensure (transaction, RAPPORT_TYPE_MEETING, key);

  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_CLIENT, client->id);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_SCHEDULE,
                                rapport_record_get_id (schedule));
  rapport_transaction_set_day (transaction, meeting, RAPPORT_MEETING_OCCURRENCE, day);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START, start);
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_LENGTH,
                                   get_rhythm (client) == 2 ? 90 : 45);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_PLACE,
                                sample->words->meetings->place);
  return meeting;
}

static void
add_held (Sample *sample,
          const SampleClient *client,
          RapportTransaction *transaction,
          RapportRecord *schedule,
          guint back)
{
  const RapportDay first = get_first_day (sample, client);
  const RapportDay day = get_past_day (sample, client, first, back);
  const guint words = (client->index + back) % RAPPORT_SAMPLE_PAST_MEETINGS;
  RapportRecord *meeting = NULL;
  Minutes minutes;

  if (day < first)
    return;
  meeting = add_of_schedule (sample, client, transaction, schedule, day);
  minutes = (Minutes) { sample, client, transaction, meeting, day, back, back * 2 };
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_STATUS, "held");
  rapport_transaction_set (transaction, meeting, RAPPORT_MEETING_BEGAN,
                           g_variant_new_int64 (rapport_sample_noon (day)));
  rapport_transaction_set (
    transaction, meeting, RAPPORT_MEETING_ENDED,
    g_variant_new_int64 (rapport_sample_noon (day) + (gint64) 43 * 60 * G_USEC_PER_SEC));
  add_participants (sample, client, transaction, meeting, TRUE);
  add_minutes (&minutes, sample->words->meetings->past[words]);
  note_held (&minutes, words);
}

/* One outside of the schedule, with an agenda, for some. */
static void
add_visit (Sample *sample, const SampleClient *client, RapportTransaction *transaction)
{
  const RapportSampleMeetings *words = sample->words->meetings;
  g_autofree char *slot = g_strdup_printf ("%s/visit", client->id);
  const char *key[] = { slot, NULL };
  RapportDay day = sample->options->today + 3 + (RapportDay) client->index;
  RapportRecord *meeting = rapport_transaction_ensure (transaction, RAPPORT_TYPE_MEETING, key);
  g_autoptr (GPtrArray) orders =
    rapport_order_keys_between (NULL, NULL, G_N_ELEMENTS (words->next));
  g_autofree char *start = NULL;

  while (rapport_day_get_weekday (day) > 5)
    day++;
  start = make_start (sample, day, 14, 30);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_CLIENT, client->id);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_TITLE, words->visit);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_KIND, "visit");
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START, start);
  rapport_transaction_set_integer (transaction, meeting, RAPPORT_MEETING_LENGTH, 120);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_PLACE, words->visit_place);
  add_participants (sample, client, transaction, meeting, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (words->next); i++)
    add_item (transaction, meeting, client->id, &words->next[i], orders->pdata[i]);
}

static void
add_queue (Sample *sample, const SampleClient *client, RapportTransaction *transaction)
{
  const RapportSampleMeetings *words = sample->words->meetings;
  const guint n = 2 + client->index % (RAPPORT_SAMPLE_QUESTIONS - 1);
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, n);

  for (guint i = 0; i < n; i++)
    {
      RapportRecord *question = rapport_transaction_create (transaction, RAPPORT_TYPE_QUESTION);

      rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_CLIENT, client->id);
      rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_KIND,
                                    words->queue[i].kind);
      rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_TEXT,
                                    words->queue[i].text);
      rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_RAISED_BY,
                                    client->owner);
      rapport_transaction_set_day (transaction, question, RAPPORT_QUESTION_DAY,
                                   sample->options->today - 1 - (RapportDay) i);
      rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_ORDER,
                                    orders->pdata[i]);
      if (words->queue[i].is_private)
        rapport_transaction_set_text (transaction, question, RAPPORT_RECORD_AUDIENCE, "team");
    }
}

void
rapport_sample_add_meetings (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  RapportRecord *schedule =
    add_schedule (sample, client, transaction, get_first_day (sample, client));

  if (client->index >= WITH_MINUTES)
    return;
  for (guint back = 0; back < RAPPORT_SAMPLE_PAST_MEETINGS; back++)
    add_held (sample, client, transaction, schedule, back);
  if (client->index % 4 == 0)
    add_visit (sample, client, transaction);
  add_queue (sample, client, transaction);
}

void
rapport_sample_add_own_meetings (Sample *sample, RapportTransaction *transaction)
{
  const RapportSampleMeetings *words = sample->words->meetings;
  const RapportDay first = rapport_day_week (sample->options->today - BEGAN);
  const struct
  {
    const char *title, *kind, *rule;
    int hour, minute, length;
  } own[] = {
    { words->stand_up, "stand-up", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 9, 30, 15 },
    { words->showing, "showing", "FREQ=MONTHLY;BYDAY=1FR", 16, 0, 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      RapportRecord *schedule = rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE);
      g_autofree char *start = make_start (sample, first, own[i].hour, own[i].minute);

      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_TITLE, own[i].title);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_KIND, own[i].kind);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, own[i].rule);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, start);
      rapport_transaction_set_integer (transaction, schedule, RAPPORT_SCHEDULE_LENGTH,
                                       own[i].length);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_RECORD_AUDIENCE, "team");
    }
}
