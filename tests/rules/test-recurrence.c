/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurrence rules: by table, and against libical with thousands of made-up ones. */
#include "rapport-recurrence-parts.h"
#include "rapport-recurrence.h"

#include <gio/gio.h>
#include <libical/ical.h>
#include <locale.h>
#include <string.h>

static char *
days_to_string (GArray *days)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *day = rapport_day_to_string (g_array_index (days, RapportDay, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", day);
    }
  return g_string_free (text, FALSE);
}

static char *
list (const char *rule, const char *first, const char *from, const char *to, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportRecurrence) self = rapport_recurrence_parse (rule, &error);
  g_autoptr (GArray) days = NULL;

  g_assert_no_error (error);
  days = rapport_recurrence_list (self, rapport_day_parse (first), rapport_day_parse (from),
                                  rapport_day_parse (to), limit);
  return days_to_string (days);
}

static void
test_days (void)
{
  static const struct
  {
    const char *rule, *first, *from, *to, *days;
  } cases[] = {
    /* Weekly, from the first day on, and from the middle. */
    { "FREQ=WEEKLY;BYDAY=TU", "2026-11-24", "2026-11-01", "2026-12-10",
      "2026-11-24 2026-12-01 2026-12-08" },
    { "FREQ=WEEKLY", "2026-11-24", "2026-12-01", "2026-12-10", "2026-12-01 2026-12-08" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24", "2026-11-25", "2027-01-01",
      "2026-12-08 2026-12-22" },
    { "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-25", "2026-11-23", "2026-11-30",
      "2026-11-25 2026-11-27 2026-11-30" },
    /* Where the week begins matters with an interval (RFC 5545, 3.8.5.3). */
    { "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-01-01",
      "1998-01-01", "1997-08-05 1997-08-10 1997-08-19 1997-08-24" },
    { "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-01-01",
      "1998-01-01", "1997-08-05 1997-08-17 1997-08-19 1997-08-31" },
    /* Of months. */
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-30", "2026-10-01", "2027-02-28",
      "2026-10-30 2026-11-30 2026-12-31 2027-01-29 2027-02-26" },
    { "FREQ=MONTHLY;BYDAY=2TU", "2026-11-01", "2026-11-01", "2027-01-31",
      "2026-11-10 2026-12-08 2027-01-12" },
    { "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-01", "2026-11-01", "2027-01-31",
      "2026-11-27 2026-12-25 2027-01-29" },
    { "FREQ=MONTHLY;BYDAY=5MO", "2026-11-01", "2026-11-01", "2027-05-01", "2026-11-30 2027-03-29" },
    { "FREQ=MONTHLY", "2026-10-31", "2026-10-01", "2027-04-01",
      "2026-10-31 2026-12-31 2027-01-31 2027-03-31" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-15", "2028-01-01", "2028-03-31",
      "2028-01-31 2028-02-29 2028-03-31" },
    { "FREQ=MONTHLY;BYMONTHDAY=31,-1", "2026-11-01", "2026-11-01", "2026-12-31",
      "2026-11-30 2026-12-31" },
    { "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02", "1998-01-01", "1999-12-31",
      "1998-02-13 1998-03-13 1998-11-13 1999-08-13" },
    { "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "2026-11-02", "2026-12-01", "2027-09-01",
      "2027-02-01 2027-05-03 2027-08-02" },
    { "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-01-01", "1998-12-31",
      "1997-09-04 1997-10-07 1997-11-06" },
    { "FREQ=MONTHLY;BYMONTH=6,7;BYDAY=1MO", "2026-01-01", "2026-01-01", "2027-12-31",
      "2026-06-01 2026-07-06 2027-06-07 2027-07-05" },
    /* Of years. */
    { "FREQ=YEARLY", "2024-02-29", "2024-01-01", "2033-01-01", "2024-02-29 2028-02-29 2032-02-29" },
    { "FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-01-01", "1999-12-31",
      "1997-05-19 1998-05-18 1999-05-17" },
    { "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13", "1997-01-01", "1998-03-10",
      "1997-03-13 1997-03-20 1997-03-27 1998-03-05" },
    { "FREQ=YEARLY;BYMONTHDAY=1", "2026-11-22", "2026-11-22", "2027-02-01",
      "2026-12-01 2027-01-01 2027-02-01" },
    { "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
      "1996-01-01", "2004-12-31", "1996-11-05 2000-11-07 2004-11-02" },
    /* Of days. */
    { "FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-11-22", "2026-11-01", "2027-11-01",
      "2026-11-22 2026-12-02 2026-12-12" },
    { "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", "2026-11-20", "2026-11-24",
      "2026-11-20 2026-11-23 2026-11-24" },
    { "FREQ=DAILY;UNTIL=20261124T100000Z", "2026-11-22", "2026-11-01", "2027-11-01",
      "2026-11-22 2026-11-23 2026-11-24" },
    /* COUNT counts from the first one, wherever one looks. */
    { "FREQ=WEEKLY;COUNT=3", "2026-11-24", "2026-12-05", "2027-11-01", "2026-12-08" },
    { "FREQ=WEEKLY;UNTIL=20261201", "2026-11-24", "2026-12-02", "2027-11-01", "" },
    { "FREQ=WEEKLY;UNTIL=20261101", "2026-11-24", "2026-11-01", "2027-11-01", "" },
    { "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "2026-11-24", "2026-11-01", "2030-11-01", "" },
    { "freq=weekly;byday=tu;", "2026-11-24", "2026-11-24", "2026-11-24", "2026-11-24" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *days = list (cases[i].rule, cases[i].first, cases[i].from, cases[i].to, 100);

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (days, ==, cases[i].days);
    }
}

static void
test_limit (void)
{
  g_autofree char *days = list ("FREQ=DAILY", "2026-11-22", "2026-11-23", "9999-12-31", 2);
  g_autofree char *none = list ("FREQ=DAILY", "2026-11-22", "2026-11-23", "9999-12-31", 0);
  g_autofree char *end = list ("FREQ=WEEKLY;BYDAY=FR", "9999-12-20", "9999-12-25", "9999-12-31", 9);

  g_assert_cmpstr (days, ==, "2026-11-23 2026-11-24");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (end, ==, "9999-12-31");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *rule;
    int code;
  } cases[] = {
    { "", G_IO_ERROR_INVALID_DATA },
    { "WEEKLY", G_IO_ERROR_INVALID_DATA },
    { "FREQ=", G_IO_ERROR_INVALID_DATA },
    { "FREQ=FORTNIGHTLY", G_IO_ERROR_INVALID_DATA },
    { "BYDAY=MO", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;FREQ=DAILY", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;INTERVAL=0", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;INTERVAL=-1", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;INTERVAL=99999999999999999999", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;COUNT=0", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;COUNT=2;UNTIL=20261231", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;UNTIL=20260231", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;UNTIL=soon", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;BYDAY=", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;BYDAY=XX", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;BYDAY=2TU", G_IO_ERROR_INVALID_DATA },
    { "FREQ=MONTHLY;BYDAY=0TU", G_IO_ERROR_INVALID_DATA },
    { "FREQ=MONTHLY;BYMONTHDAY=32", G_IO_ERROR_INVALID_DATA },
    { "FREQ=MONTHLY;BYMONTHDAY=0", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;BYMONTHDAY=1", G_IO_ERROR_INVALID_DATA },
    { "FREQ=MONTHLY;BYMONTH=13", G_IO_ERROR_INVALID_DATA },
    { "FREQ=MONTHLY;BYSETPOS=0", G_IO_ERROR_INVALID_DATA },
    { "FREQ=WEEKLY;NONSENSE=1", G_IO_ERROR_INVALID_DATA },
    { "FREQ=HOURLY", G_IO_ERROR_NOT_SUPPORTED },
    { "FREQ=SECONDLY;INTERVAL=5", G_IO_ERROR_NOT_SUPPORTED },
    { "FREQ=YEARLY;BYWEEKNO=20", G_IO_ERROR_NOT_SUPPORTED },
    { "FREQ=YEARLY;BYYEARDAY=1,100", G_IO_ERROR_NOT_SUPPORTED },
    { "FREQ=DAILY;BYHOUR=9,12", G_IO_ERROR_NOT_SUPPORTED },
    { "FREQ=WEEKLY;X-NAME=1", G_IO_ERROR_NOT_SUPPORTED },
    { "RSCALE=GREGORIAN;FREQ=YEARLY", G_IO_ERROR_NOT_SUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].rule);
      g_assert_null (rapport_recurrence_parse (cases[i].rule, &error));
      g_assert_error (error, G_IO_ERROR, cases[i].code);
    }
  g_assert_null (rapport_recurrence_parse (NULL, NULL));
}

static void
test_words (void)
{
  static const struct
  {
    const char *rule, *words;
  } cases[] = {
    { "FREQ=DAILY", "Every day" },
    { "FREQ=DAILY;INTERVAL=3", "Every 3 days" },
    { "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Every working day" },
    { "FREQ=WEEKLY", "Every week on the same day" },
    { "FREQ=WEEKLY;BYDAY=TU", "Every Tuesday" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every second Tuesday" },
    { "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "Every 3 weeks: Tue" },
    { "FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every week: Mon, Wed, Fri" },
    { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every working day" },
    { "FREQ=WEEKLY;BYDAY=FR;COUNT=5", "Every Friday, 5 times" },
    { "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261115", "Every Friday, until 15 November 2026" },
    { "FREQ=MONTHLY", "Every month on the same day" },
    { "FREQ=MONTHLY;BYMONTHDAY=15", "On the 15. of the month" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1", "On the last day of the month" },
    { "FREQ=MONTHLY;BYDAY=1MO", "On the first Monday of the month" },
    { "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "On the second Tuesday of the month" },
    { "FREQ=MONTHLY;BYDAY=-1FR", "On the last Friday of the month" },
    { "FREQ=MONTHLY;INTERVAL=3;BYDAY=4SU", "On the fourth Sunday of the month, every 3 months" },
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "On the last working day of the month" },
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "On the first working day of the month" },
    { "FREQ=YEARLY", "Every year on the same day" },
    /* For these there are no words. */
    { "FREQ=MONTHLY;BYDAY=5MO", "FREQ=MONTHLY;BYDAY=5MO" },
    { "FREQ=MONTHLY;BYDAY=1MO,3MO", "FREQ=MONTHLY;BYDAY=1MO,3MO" },
    { "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH" },
    { "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportRecurrence) self = rapport_recurrence_parse (cases[i].rule, NULL);
      g_autofree char *words = rapport_recurrence_describe (self);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_next (void)
{
  g_autoptr (RapportRecurrence) self =
    rapport_recurrence_parse ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", NULL);
  g_autoptr (RapportRecurrence) never =
    rapport_recurrence_parse ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NULL);
  RapportDay first = rapport_day_parse ("2026-10-31");

  g_assert_cmpint (rapport_recurrence_next (self, first, first), ==, first);
  g_assert_cmpint (rapport_recurrence_next (self, first, first + 1), ==,
                   rapport_day_parse ("2026-12-31"));
  g_assert_cmpint (rapport_recurrence_next (self, first, rapport_day_parse ("2027-02-01")), ==,
                   RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_recurrence_next (never, first, first), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_recurrence_index (self, first, rapport_day_parse ("2027-01-31")), ==, 2);
  g_assert_cmpint (rapport_recurrence_index (self, first, rapport_day_parse ("2027-01-30")), ==,
                   -1);
  g_assert_cmpint (rapport_recurrence_index (self, first, rapport_day_parse ("2027-03-31")), ==,
                   -1);
}

static void
test_end (void)
{
  static const struct
  {
    const char *rule, *last, *ended;
  } cases[] = {
    { "FREQ=WEEKLY;BYDAY=TU", "2026-11-22", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261122" },
    { "FREQ=WEEKLY;COUNT=9", "2026-11-22", "FREQ=WEEKLY;UNTIL=20261122" },
    { "FREQ=WEEKLY;UNTIL=20261101", "2026-11-22", "FREQ=WEEKLY;UNTIL=20261101" },
    { "nonsense", "2026-11-22", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ended =
        rapport_recurrence_end (cases[i].rule, rapport_day_parse (cases[i].last));

      g_assert_cmpstr (ended, ==, cases[i].ended);
    }
}

/* Against libical. */

static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static void
add_weekdays (GString *rule, gboolean numbered)
{
  int start = g_test_rand_int_range (0, 7);
  int n = g_test_rand_int_range (1, 6);

  for (int i = 0; i < n; i++)
    {
      g_string_append (rule, i == 0 ? ";BYDAY=" : ",");
      if (numbered)
        g_string_append_printf (rule, "%d",
                                g_test_rand_bit () ? g_test_rand_int_range (1, 6)
                                                   : g_test_rand_int_range (-5, 0));
      g_string_append (rule, weekdays[(start + i) % 7]);
    }
}

static void
add_numbers (GString *rule, const char *name, int most)
{
  int n = g_test_rand_int_range (1, 4);

  for (int i = 0; i < n; i++)
    g_string_append_printf (rule, "%s%d", i == 0 ? name : ",",
                            g_test_rand_bit () ? g_test_rand_int_range (1, most + 1)
                                               : g_test_rand_int_range (-most, 0));
}

static void
add_months (GString *rule)
{
  int month = g_test_rand_int_range (1, 9);

  g_string_append_printf (rule, ";BYMONTH=%d", month);
  if (g_test_rand_bit ())
    g_string_append_printf (rule, ",%d", month + g_test_rand_int_range (1, 4));
}

static void
add_end (GString *rule)
{
  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      g_string_append_printf (rule, ";COUNT=%d", g_test_rand_int_range (1, 60));
      break;
    case 1:
      g_string_append_printf (rule, ";UNTIL=20%02d%02d%02d", g_test_rand_int_range (20, 40),
                              g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29));
      break;
    default:
      break;
    }
}

/* A rule of those that both know. */
static char *
make_rule (void)
{
  static const char *const frequencies[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  int frequency = g_test_rand_int_range (0, 4);
  GString *rule = g_string_new ("FREQ=");
  gboolean positions = FALSE, months = FALSE;

  g_string_append (rule, frequencies[frequency]);
  if (g_test_rand_bit ())
    g_string_append_printf (rule, ";INTERVAL=%d", g_test_rand_int_range (1, 7));
  /* libical loses days where the week begins in the middle of ours. */
  if (frequency == 1 && g_test_rand_bit ())
    g_string_append (rule, g_test_rand_bit () ? ";WKST=SU" : ";WKST=MO");
  if (g_test_rand_int_range (0, 3) == 0)
    {
      add_months (rule);
      months = TRUE;
    }
  /* Days of the month without a month mean each month of the year to the standard, and that of
   * the first day to libical. */
  if (frequency != 1 && (frequency != 3 || months) && g_test_rand_int_range (0, 3) == 0)
    {
      add_numbers (rule, ";BYMONTHDAY=", 31);
    }
  else if (g_test_rand_bit ())
    {
      add_weekdays (rule, frequency >= 2 && g_test_rand_bit ());
      positions = TRUE;
    }
  /* libical 3.0 leaves positions in weeks aside, and counts a day twice that is named twice. */
  if (positions && frequency == 2 && g_test_rand_int_range (0, 3) == 0)
    add_numbers (rule, ";BYSETPOS=", 4);
  add_end (rule);
  return g_string_free (rule, FALSE);
}

#define MOST_DAYS 120

static char *
list_by_libical (const char *rule, RapportDay first, RapportDay last)
{
  struct icalrecurrencetype parsed = icalrecurrencetype_from_string (rule);
  struct icaltimetype start = { .is_date = 1 };
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (RapportDay));
  icalrecur_iterator *iterator;

  rapport_day_split (first, &start.year, &start.month, &start.day);
  iterator = icalrecur_iterator_new (parsed, start);
  while (iterator != NULL && days->len < MOST_DAYS)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      RapportDay day = icaltime_is_null_time (next)
                         ? RAPPORT_DAY_NONE
                         : rapport_day_new (next.year, next.month, next.day);

      if (day == RAPPORT_DAY_NONE || day > last)
        break;
      g_array_append_val (days, day);
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  return days_to_string (days);
}

/* A first day that is one of the rule's: what another one means is left open by the standard. */
static RapportDay
make_first (RapportRecurrence *rule)
{
  RapportDay day = rapport_day_new (2020, 1, 1) + g_test_rand_int_range (0, 3000);

  for (int i = 0; i < 3; i++)
    {
      RapportDay next = rapport_recurrence_next (rule, day, day);

      if (next == day || next == RAPPORT_DAY_NONE)
        return next;
      day = next;
    }
  return RAPPORT_DAY_NONE;
}

static void
test_against_libical (void)
{
  const RapportDay last = rapport_day_new (2040, 12, 31);
  const int wanted = 2000;
  int compared = 0;

  for (int i = 0; i < 50000 && compared < wanted; i++)
    {
      g_autofree char *rule = make_rule ();
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportRecurrence) self = rapport_recurrence_parse (rule, &error);
      g_autofree char *again = NULL, *expected = NULL, *got = NULL;
      g_autoptr (GArray) days = NULL;
      RapportDay first;

      g_assert_no_error (error);
      first = make_first (self);
      if (first == RAPPORT_DAY_NONE)
        continue;
      again = rapport_recurrence_to_string (self);
      expected = list_by_libical (rule, first, last);
      days = rapport_recurrence_list (self, first, first, last, MOST_DAYS);
      got = days_to_string (days);
      if (!g_str_equal (got, expected))
        g_test_message ("%s (%s) from %d", rule, again, first);
      g_assert_cmpstr (got, ==, expected);
      compared++;
    }
  g_assert_cmpint (compared, ==, wanted);
}

/* Whatever is asked from the middle is what the whole has there. */
static void
test_pieces (void)
{
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *rule = make_rule ();
      g_autoptr (RapportRecurrence) self = rapport_recurrence_parse (rule, NULL);
      g_autofree char *text = rapport_recurrence_to_string (self);
      g_autoptr (RapportRecurrence) again = rapport_recurrence_parse (text, NULL);
      RapportDay first = rapport_day_new (2024, 1, 1) + g_test_rand_int_range (0, 1000);
      RapportDay middle = first + g_test_rand_int_range (0, 1500);
      g_autoptr (GArray) whole =
        rapport_recurrence_list (self, first, first, first + 2000, G_MAXUINT);
      g_autoptr (GArray) part =
        rapport_recurrence_list (again, first, middle, first + 2000, G_MAXUINT);
      guint behind = 0;

      while (behind < whole->len && g_array_index (whole, RapportDay, behind) < middle)
        behind++;
      g_test_message ("%s from %d, %d", rule, first, middle);
      g_assert_cmpint (part->len, ==, whole->len - behind);
      for (guint k = 0; k < part->len; k++)
        g_assert_cmpint (g_array_index (part, RapportDay, k), ==,
                         g_array_index (whole, RapportDay, behind + k));
      if (part->len > 0)
        g_assert_cmpint (
          rapport_recurrence_index (self, first, g_array_index (part, RapportDay, 0)), ==, behind);
    }
}

/* What a form offers, there and back. */
static void
test_parts (void)
{
  static const struct
  {
    const char *rule;
    RapportRecurrenceParts parts;
    const char *words;
  } cases[] = {
    { "FREQ=WEEKLY;BYDAY=TU", { RAPPORT_RECURRENCE_WEEKS, 1, 1 << 2, 1, 0 }, "Every Tuesday" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
      { RAPPORT_RECURRENCE_WEEKS, 2, 1 << 2, 1, 0 },
      "Every second Tuesday" },
    { "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH",
      { RAPPORT_RECURRENCE_WEEKS, 3, 1 << 1 | 1 << 4, 1, 0 },
      "Every 3 weeks: Mon, Thu" },
    { "FREQ=WEEKLY", { RAPPORT_RECURRENCE_WEEKS, 1, 0, 1, 0 }, "Every week on the same day" },
    { "FREQ=MONTHLY;BYMONTHDAY=1", { RAPPORT_RECURRENCE_MONTHS, 1, 0, 1, 0 }, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=31", { RAPPORT_RECURRENCE_MONTHS, 1, 0, 31, 0 }, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=-1",
      { RAPPORT_RECURRENCE_MONTHS, 1, 0, -1, 0 },
      "On the last day of the month" },
    { "FREQ=MONTHLY;BYDAY=2TU",
      { RAPPORT_RECURRENCE_MONTHS, 1, 0, 2, 2 },
      "On the second Tuesday of the month" },
    { "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
      { RAPPORT_RECURRENCE_MONTHS, 3, 0, -1, 5 },
      "On the last Friday of the month, every 3 months" },
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
      { RAPPORT_RECURRENCE_MONTHS, 1, 0, -1, RAPPORT_RECURRENCE_WORKING_DAY },
      "On the last working day of the month" },
    { "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
      { RAPPORT_RECURRENCE_MONTHS, 1, 0, 1, RAPPORT_RECURRENCE_WORKING_DAY },
      "On the first working day of the month" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int ends = 0; ends < 2; ends++)
      {
        g_autofree char *rule = g_strconcat (cases[i].rule, ends ? ";UNTIL=20271231" : NULL, NULL);
        RapportRecurrenceParts wanted = cases[i].parts;
        RapportRecurrenceParts parts;
        g_autofree char *again = NULL;
        g_autoptr (RapportRecurrence) parsed = NULL;
        g_autofree char *words = NULL;

        wanted.until = ends ? rapport_day_new (2027, 12, 31) : RAPPORT_DAY_NONE;
        g_assert_true (rapport_recurrence_to_parts (rule, &parts));
        g_assert_cmpint (parts.unit, ==, wanted.unit);
        g_assert_cmpint (parts.interval, ==, wanted.interval);
        g_assert_cmpuint (parts.weekdays, ==, wanted.weekdays);
        g_assert_cmpint (parts.nth, ==, wanted.nth);
        g_assert_cmpint (parts.of, ==, wanted.of);
        g_assert_cmpint (parts.until, ==, wanted.until);
        again = rapport_recurrence_from_parts (&parts);
        g_assert_cmpstr (again, ==, rule);
        parsed = rapport_recurrence_parse (again, NULL);
        g_assert_nonnull (parsed);
        words = rapport_recurrence_describe (parsed);
        if (cases[i].words != NULL && !ends)
          g_assert_cmpstr (words, ==, cases[i].words);
      }
}

/* What says more is left to the text; what says the same in other words is understood. */
static void
test_parts_refused (void)
{
  static const char *const more[] = {
    "",
    "soon",
    "FREQ=DAILY",
    "FREQ=YEARLY",
    "FREQ=WEEKLY;COUNT=4",
    "FREQ=WEEKLY;BYMONTH=1,2",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=-2",
    "FREQ=MONTHLY;BYDAY=5TU",
    "FREQ=MONTHLY;BYDAY=-2FR",
    "FREQ=MONTHLY;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
  };
  RapportRecurrenceParts parts;
  g_autofree char *same = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    if (rapport_recurrence_to_parts (more[i], &parts))
      g_error ("%s is more than parts can say", more[i]);
  g_assert_true (rapport_recurrence_to_parts ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", &parts));
  same = rapport_recurrence_from_parts (&parts);
  g_assert_cmpstr (same, ==, "FREQ=MONTHLY;BYDAY=2TU");
  parts = rapport_recurrence_parts_of_day (rapport_day_new (2026, 11, 24));
  g_assert_cmpuint (parts.weekdays, ==, 1 << 2);
  g_assert_cmpint (parts.nth, ==, 24);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/days", test_days);
  g_test_add_func ("/recurrence/limit", test_limit);
  g_test_add_func ("/recurrence/refused", test_refused);
  g_test_add_func ("/recurrence/words", test_words);
  g_test_add_func ("/recurrence/next", test_next);
  g_test_add_func ("/recurrence/parts", test_parts);
  g_test_add_func ("/recurrence/parts-refused", test_parts_refused);
  g_test_add_func ("/recurrence/end", test_end);
  g_test_add_func ("/recurrence/against-libical", test_against_libical);
  g_test_add_func ("/recurrence/pieces", test_pieces);
  return g_test_run ();
}
