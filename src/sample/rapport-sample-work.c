/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lights, plans and reports of the sample agency. */
#include "rapport-sample-private.h"

#include "rapport-report-document.h"

#include <string.h>

#define WEEK_DAYS     7
#define WEEKS_A_MONTH 4

static const char *
choose_mark (Sample *sample, SampleClient *client)
{
  int luck = g_rand_int_range (sample->random, 0, 100);

  if (luck < client->health)
    return "green";
  return luck < client->health + (100 - client->health) * 7 / 10 ? "yellow" : "red";
}

static const char *
choose_comment (Sample *sample, const char *mark)
{
  if (g_str_equal (mark, "green"))
    return rapport_sample_pick (sample, sample->words->green);
  if (g_str_equal (mark, "yellow"))
    return rapport_sample_pick (sample, sample->words->yellow);
  return rapport_sample_pick (sample, sample->words->red);
}

static void
add_light (Sample *sample,
           SampleClient *client,
           RapportTransaction *transaction,
           RapportDay week,
           gboolean with_comment)
{
  g_autofree char *day = rapport_day_to_string (week);
  const char *key[] = { client->id, day, client->owner, NULL };
  RapportRecord *light = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key);
  const char *mark = choose_mark (sample, client);

  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_MARK, mark);
  if (with_comment)
    rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_COMMENT,
                                  choose_comment (sample, mark));
}

/* Whoever works with the client as well sees it otherwise now and then. */
static void
add_second_opinion (Sample *sample,
                    SampleClient *client,
                    RapportTransaction *transaction,
                    RapportDay week)
{
  static const char *const marks[] = { "yellow", "green", "red" };
  const char *member = sample->members->pdata[(client->index + 1) % sample->members->len];
  g_autofree char *day = rapport_day_to_string (week);
  const char *key[] = { client->id, day, member, NULL };

  if (!g_str_equal (member, client->owner))
    rapport_transaction_set_text (transaction,
                                  rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, key),
                                  RAPPORT_LIGHT_MARK, marks[client->index % G_N_ELEMENTS (marks)]);
}

void
rapport_sample_add_lights (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  RapportDay this_week = rapport_day_week (sample->options->today);
  guint n_weeks = sample->options->n_months * WEEKS_A_MONTH;

  for (guint back = 0; back < MAX (n_weeks, 1); back++)
    {
      /* This week some are not marked yet, and now and then one was forgotten. */
      if (back == 0 ? client->index % 3 == 2 : g_rand_int_range (sample->random, 0, 100) < 4)
        continue;
      add_light (sample, client, transaction, this_week - (RapportDay) back * WEEK_DAYS,
                 back < 4 || g_rand_int_range (sample->random, 0, 10) == 0);
    }
  if (client->index % 5 == 1)
    add_second_opinion (sample, client, transaction, this_week);
}

/* What is past is done, but for a few that slipped. */
static const char *
choose_status (Sample *sample, SampleClient *client, RapportDay date, guint slot)
{
  static const char *const open[] = { "in-work", "waiting-for-client", "testing", "planned" };
  gboolean slips = client->health < 50 && slot % 4 == 3;

  if (date + 2 < sample->options->today)
    return slips ? "in-work" : "done";
  if (date > sample->options->today + 10)
    return "planned";
  return open[slot % G_N_ELEMENTS (open)];
}

static RapportRecord *
add_item (Sample *sample,
          SampleClient *client,
          RapportTransaction *transaction,
          const RapportSampleTask *task,
          RapportDay date,
          const char *status)
{
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);
  gboolean done = g_str_equal (status, "done");

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, client->id);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, task->title);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_WHY, task->why);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_EXPECTED, task->expected);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_STATUS, status);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_OWNER, client->owner);
  rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_OUR_DATE, date);
  rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_CLIENT_DATE, date + 2);
  if (done)
    {
      rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_RESULT, task->result);
      rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_DONE_DAY,
                                   MIN (date, sample->options->today));
    }
  else if (g_str_equal (status, "waiting-for-client"))
    rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_WAITING_SINCE,
                                 sample->options->today - 3);
  return item;
}

static void
add_line (Sample *sample,
          SampleClient *client,
          RapportTransaction *transaction,
          RapportDay month,
          RapportRecord *item,
          gboolean planned,
          const char *order)
{
  g_autofree char *day = rapport_day_to_string (month);
  const char *key[] = { client->id, day, rapport_record_get_id (item), NULL };
  RapportRecord *line = rapport_transaction_ensure (transaction, RAPPORT_TYPE_PLAN_LINE, key);
  GVariant *title = rapport_transaction_get (transaction, item, RAPPORT_WORK_ITEM_TITLE);
  GVariant *date = rapport_transaction_get (transaction, item, RAPPORT_WORK_ITEM_CLIENT_DATE);

  rapport_transaction_set_text (transaction, line, RAPPORT_PLAN_LINE_ORDER, order);
  rapport_transaction_set_integer (
    transaction, line, RAPPORT_RECORD_CREATED,
    rapport_sample_noon (planned ? month - 3 : MIN (month + 9, sample->options->today)));
  if (!planned || month > sample->options->today)
    return;
  rapport_transaction_set_boolean (transaction, line, RAPPORT_PLAN_LINE_PLANNED, TRUE);
  rapport_transaction_set (transaction, line, RAPPORT_PLAN_LINE_SNAPSHOT_TITLE, title);
  rapport_transaction_set (transaction, line, RAPPORT_PLAN_LINE_SNAPSHOT_DATE, date);
}

static void
add_month_plan (Sample *sample,
                SampleClient *client,
                RapportTransaction *transaction,
                int month_offset,
                guint n_tasks,
                guint *next_task)
{
  RapportDay month =
    rapport_day_add_months (rapport_day_month (sample->options->today), month_offset);
  g_autofree char *day = rapport_day_to_string (month);
  const char *key[] = { client->id, day, NULL };
  RapportRecord *plan = rapport_transaction_ensure (transaction, RAPPORT_TYPE_MONTH_PLAN, key);
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, n_tasks);
  guint n_known = 0;

  while (sample->words->tasks[n_known].title != NULL)
    n_known++;
  if (month <= sample->options->today)
    rapport_transaction_set_integer (transaction, plan, RAPPORT_MONTH_PLAN_SNAPSHOT_AT,
                                     rapport_sample_noon (month));
  for (guint i = 0; i < n_tasks; i++)
    {
      const RapportSampleTask *task = &sample->words->tasks[(*next_task)++ % n_known];
      RapportDay date =
        month + 3 + (RapportDay) (i * 22 / n_tasks) + g_rand_int_range (sample->random, 0, 3);
      RapportRecord *item =
        add_item (sample, client, transaction, task, date, choose_status (sample, client, date, i));

      g_ptr_array_add (client->items, item);
      add_line (sample, client, transaction, month, item, i + 1 < n_tasks || month_offset > 0,
                orders->pdata[i]);
    }
}

void
rapport_sample_add_work (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  guint next_task = client->index;

  if (client->index < 12)
    {
      add_month_plan (sample, client, transaction, -1, 7, &next_task);
      add_month_plan (sample, client, transaction, 0, 6, &next_task);
      add_month_plan (sample, client, transaction, 1, 3, &next_task);
      return;
    }
  add_month_plan (sample, client, transaction, 0, 2, &next_task);
}

static void
add_section (Sample *sample,
             SampleClient *client,
             RapportTransaction *transaction,
             RapportRecord *report,
             RapportReportSectionType type,
             const char *order)
{
  const char *word = rapport_report_section_type_to_word (type);
  const char *key[] = { client->id, rapport_record_get_id (report), word, NULL };
  RapportRecord *section = rapport_transaction_ensure (transaction, RAPPORT_TYPE_SECTION, key);
  const char *body = "";

  if (type == RAPPORT_REPORT_SECTION_SUMMARY)
    body = rapport_sample_pick (sample, sample->words->summaries);
  else if (type == RAPPORT_REPORT_SECTION_WHY)
    body = rapport_sample_pick (sample, sample->words->whys);
  else if (type == RAPPORT_REPORT_SECTION_NEXT)
    body = rapport_sample_pick (sample, sample->words->nexts);
  rapport_transaction_set_text (transaction, section, RAPPORT_SECTION_ORDER, order);
  rapport_transaction_set_text (transaction, section, RAPPORT_SECTION_BODY, body);
}

void
rapport_sample_add_report (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  RapportDay month = rapport_day_add_months (rapport_day_month (sample->options->today), -1);
  g_autofree char *day = rapport_day_to_string (month);
  const char *key[] = { client->id, day, "monthly", NULL };
  RapportRecord *report;
  gsize n;
  const RapportReportSection *sections = rapport_report_sections_get_monthly (&n);
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, (guint) n);

  if (client->index >= 12)
    return;
  report = rapport_transaction_ensure (transaction, RAPPORT_TYPE_REPORT, key);
  rapport_transaction_set_text (transaction, report, RAPPORT_REPORT_LANGUAGE,
                                sample->options->language);
  rapport_transaction_set_text (
    transaction, report, RAPPORT_REPORT_HEADLINE,
    sample->words->headlines[client->index % g_strv_length ((GStrv) sample->words->headlines)]);
  for (gsize i = 0; i < n; i++)
    add_section (sample, client, transaction, report, sections[i].type, orders->pdata[i]);
}
