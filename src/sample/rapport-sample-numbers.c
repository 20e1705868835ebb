/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the sample agency: a believable funnel by day and channel. */
#include "rapport-sample-private.h"

#include "rapport-cells.h"

/* Of the first clients this many months are given by day; of the others, and
 * further back, a month is one day's figures, as a sales system exports it. */
#define DAILY_MONTHS           14
#define DAILY_MONTHS_OF_OTHERS 2
#define CLIENTS_IN_FULL        12

#define N_CHANNELS 4
#define N_PAID     2

/* Per cent of the traffic by channel, and by day of the week from Monday. */
static const int channel_share[N_CHANNELS] = { 38, 24, 28, 10 };
static const int weekday_share[7] = { 112, 115, 112, 108, 104, 78, 71 };

/* How demand goes over the year, per cent, from January. */
static const int season[12] = { 88, 92, 101, 108, 110, 101, 92, 90, 104, 110, 107, 97 };

/* What a client's funnel is like; rates in thousandths. */
typedef struct
{
  int visits_a_day;
  int lead_rate;
  int sale_rate;
  int order_value; /* whole units of money */
  int click_cost;  /* hundredths */
  int growth;      /* per mille a month */
} Funnel;

typedef struct
{
  Sample *sample;
  const Funnel *funnel;
  GArray *cells;
} Writer;

static void
write_cell (Writer *writer,
            RapportDay day,
            const char *channel,
            const char *metric,
            gint64 whole,
            gint64 hundredths)
{
  RapportCell cell = { day, channel, metric,
                       whole * RAPPORT_MILLION + hundredths * (RAPPORT_MILLION / 100) };

  g_array_append_val (writer->cells, cell);
}

/* @value x @thousandths / 1000, the rest being a matter of luck. */
static int
part_of (Sample *sample, int value, int thousandths)
{
  int product = value * thousandths;

  return product / 1000 + (g_rand_int_range (sample->random, 0, 1000) < product % 1000 ? 1 : 0);
}

static int
vary (Sample *sample, int value, int per_cent)
{
  return value * g_rand_int_range (sample->random, 100 - per_cent, 100 + per_cent + 1) / 100;
}

static void
write_paid (Writer *writer, RapportDay day, const char *channel, int visits)
{
  Sample *sample = writer->sample;
  int clicks = visits + part_of (sample, visits, 60);
  gint64 cost = (gint64) clicks * vary (sample, writer->funnel->click_cost, 12);

  write_cell (writer, day, channel, "clicks", clicks, 0);
  write_cell (writer, day, channel, "impressions",
              (gint64) clicks * g_rand_int_range (sample->random, 28, 46), 0);
  write_cell (writer, day, channel, "ad-spend", 0, cost);
}

static void
write_channel (Writer *writer, RapportDay day, guint index, int visits)
{
  Sample *sample = writer->sample;
  const char *channel = sample->words->channels[index];
  int leads = part_of (sample, visits, writer->funnel->lead_rate);
  int qualified = part_of (sample, leads, 620);
  int sales = part_of (sample, leads, writer->funnel->sale_rate);

  if (index < N_PAID)
    write_paid (writer, day, channel, visits);
  write_cell (writer, day, channel, "traffic", visits, 0);
  write_cell (writer, day, channel, "leads", leads, 0);
  write_cell (writer, day, channel, "qualified-leads", qualified, 0);
  write_cell (writer, day, channel, "sales", sales, 0);
  write_cell (writer, day, channel, "new-sales", part_of (sample, sales, 700), 0);
  write_cell (writer, day, channel, "revenue",
              (gint64) sales * vary (sample, writer->funnel->order_value, 18), 0);
}

/* The figures of @n_days days, written on @day. */
static void
write_days (Writer *writer, RapportDay day, int n_days, int months_back)
{
  int month, growth, visits;

  rapport_day_split (day, NULL, &month, NULL);
  growth = MAX (300, 1000 - writer->funnel->growth * months_back);
  visits = writer->funnel->visits_a_day * n_days * season[month - 1] / 100;
  visits = (int) ((gint64) visits * growth / 1000);
  if (n_days == 1)
    visits = visits * weekday_share[rapport_day_get_weekday (day) - 1] / 100;
  for (guint i = 0; i < N_CHANNELS; i++)
    write_channel (writer, day, i,
                   vary (writer->sample, visits * channel_share[i] / 100, n_days == 1 ? 15 : 5));
}

static void
put_month (Sample *sample,
           SampleClient *client,
           RapportTransaction *transaction,
           RapportDay month,
           GArray *cells)
{
  g_autoptr (RapportCells) sorted =
    rapport_cells_new ((const RapportCell *) (gpointer) cells->data, cells->len);
  g_autofree char *day = rapport_day_to_string (month);
  const char *key[] = { client->id, sample->words->channels[0], day, NULL };
  RapportRecord *record = rapport_transaction_ensure (transaction, RAPPORT_TYPE_MONTH_NUMBERS, key);

  rapport_transaction_set (transaction, record, RAPPORT_MONTH_NUMBERS_CELLS,
                           rapport_cells_to_variant (sorted));
  rapport_transaction_set_text (transaction, record, RAPPORT_MONTH_NUMBERS_CURRENCY,
                                sample->words->currency);
  rapport_transaction_set_integer (transaction, record, RAPPORT_MONTH_NUMBERS_IMPORTED_AT,
                                   rapport_sample_noon (sample->options->today));
}

static void
add_month (Sample *sample,
           SampleClient *client,
           RapportTransaction *transaction,
           const Funnel *funnel,
           int months_back)
{
  RapportDay today = sample->options->today;
  RapportDay month = rapport_day_add_months (rapport_day_month (today), -months_back);
  int n_days = rapport_day_days_in_month (month);
  int daily = client->index < CLIENTS_IN_FULL ? DAILY_MONTHS : DAILY_MONTHS_OF_OTHERS;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RapportCell));
  Writer writer = { sample, funnel, cells };

  if (months_back < daily)
    {
      /* Today's figures come in tomorrow. */
      for (RapportDay day = month; day < MIN (month + n_days, today); day++)
        write_days (&writer, day, 1, months_back);
    }
  else
    write_days (&writer, month, n_days, months_back);
  write_cell (&writer, month, "", "fee", 1500 * sample->words->money_factor, 0);
  put_month (sample, client, transaction, month, cells);
}

static void
add_target (Sample *sample,
            SampleClient *client,
            RapportTransaction *transaction,
            RapportDay month,
            const char *metric,
            gint64 value)
{
  g_autofree char *day = rapport_day_to_string (month);
  const char *key[] = { client->id, day, metric, NULL };
  RapportRecord *target = rapport_transaction_ensure (transaction, RAPPORT_TYPE_TARGET, key);

  rapport_transaction_set_integer (transaction, target, RAPPORT_TARGET_VALUE,
                                   value * RAPPORT_MILLION);
}

static void
add_targets (Sample *sample,
             SampleClient *client,
             RapportTransaction *transaction,
             const Funnel *funnel)
{
  gint64 leads = (gint64) funnel->visits_a_day * 30 * funnel->lead_rate / 1000;
  gint64 sales = leads * funnel->sale_rate / 1000;

  for (int back = 0; back < 2; back++)
    {
      RapportDay month = rapport_day_add_months (rapport_day_month (sample->options->today), -back);

      add_target (sample, client, transaction, month, "leads", (leads + 9) / 10 * 10);
      add_target (sample, client, transaction, month, "sales", MAX (sales, 1));
      add_target (sample, client, transaction, month, "revenue",
                  sales * funnel->order_value / 100 * 100);
    }
}

void
rapport_sample_add_numbers (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  int factor = (int) sample->words->money_factor;
  const Funnel funnel = {
    .visits_a_day = g_rand_int_range (sample->random, 120, 900),
    .lead_rate = g_rand_int_range (sample->random, 18, 42),
    .sale_rate = g_rand_int_range (sample->random, 140, 330),
    .order_value = g_rand_int_range (sample->random, 90, 700) * factor,
    .click_cost = g_rand_int_range (sample->random, 30, 95) * factor,
    .growth = g_rand_int_range (sample->random, 2, 22),
  };

  for (guint back = 0; back < sample->options->n_months; back++)
    add_month (sample, client, transaction, &funnel, (int) back);
  if (client->index < CLIENTS_IN_FULL)
    add_targets (sample, client, transaction, &funnel);
}
