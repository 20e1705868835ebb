/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client.h"
#include "rapport-day.h"
#include "rapport-form-value-private.h"

static const struct
{
  const char *text;
  const char *currency;
  gint64 minor; /* -1 for nothing */
  const char *in;
} sums[] = {
  { "300000", "RUB", 30000000, "RUB" },
  { " 300 000,50 ", "RUB", 30000050, "RUB" },
  { "300,000.5", "USD", 30000050, "USD" },
  { "€1.234,56", "RUB", 123456, "EUR" },
  { "1 500 ₽", "USD", 150000, "RUB" },
  { "1500", "JPY", 1500, "JPY" },
  { "1.5", "KWD", 1500, "KWD" },
  { "KWD 1.5", "RUB", 1500, "KWD" },
  { "1500 CHF", "RUB", 150000, "CHF" },
  { "0", "EUR", 0, "EUR" },
  { "", "RUB", -1, NULL },
  { "  ", "RUB", -1, NULL },
  { "about a million", "RUB", -1, NULL },
  { "999999999999999999999", "RUB", -1, NULL },
  { "30 %", "RUB", -1, NULL },
};

static void
test_money (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autoptr (GVariant) value = rapport_form_read_money (sums[i].text, sums[i].currency);
      const char *currency;
      gint64 minor;

      g_test_message ("%s in %s", sums[i].text, sums[i].currency);
      if (sums[i].minor < 0)
        {
          g_assert_null (value);
          continue;
        }
      g_assert_nonnull (value);
      g_variant_get (value, "(x&s)", &minor, &currency);
      g_assert_cmpint (minor, ==, sums[i].minor);
      g_assert_cmpstr (currency, ==, sums[i].in);
    }
}

/* What is shown, typed back, is the same sum. */
static void
test_money_round_trip (void)
{
  static const gint64 minors[] = { 0, 1, 99, 100, 12345, 10000000, 10000001 };
  g_autofree char *nothing = NULL;
  static const char *const currencies[] = { "RUB", "USD", "EUR", "JPY", "KWD", "CHF" };

  for (gsize c = 0; c < G_N_ELEMENTS (currencies); c++)
    for (gsize i = 0; i < G_N_ELEMENTS (minors); i++)
      {
        g_autoptr (GVariant) value =
          g_variant_ref_sink (g_variant_new ("(xs)", minors[i], currencies[c]));
        g_autofree char *text = rapport_form_write_money (value);
        g_autoptr (GVariant) back = rapport_form_read_money (text, currencies[c]);

        g_test_message ("%s", text);
        g_assert_nonnull (back);
        g_assert_true (g_variant_equal (value, back));
      }
  nothing = rapport_form_write_money (NULL);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_percent (void)
{
  static const struct
  {
    const char *text;
    gint64 millionths;
  } ratios[] = { { "30", 300000 }, { "30%", 300000 },  { "30,5 %", 305000 },
                 { "0.25", 2500 }, { "100", 1000000 }, { "-5", -50000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      g_autoptr (GVariant) value = rapport_form_read_percent (ratios[i].text);
      g_autofree char *text = NULL;
      g_autoptr (GVariant) back = NULL;

      g_assert_nonnull (value);
      g_assert_cmpint (g_variant_get_int64 (value), ==, ratios[i].millionths);
      text = rapport_form_write_percent (value);
      back = rapport_form_read_percent (text);
      g_assert_cmpint (g_variant_get_int64 (back), ==, ratios[i].millionths);
    }
  g_assert_null (rapport_form_read_percent ("half"));
  g_assert_null (rapport_form_read_percent (""));
}

static void
test_birthday (void)
{
  /* Today is 22 November 2026. */
  static const struct
  {
    const char *text, *birthday;
  } birthdays[] = {
    { "3 March", "1604-03-03" },
    { "3 марта", "1604-03-03" },
    { "3.03", "1604-03-03" },
    { "29 February", "1604-02-29" },
    { "3 March 1985", "1985-03-03" },
    { " 3.03.1985 ", "1985-03-03" },
    { "3.03.85", "1985-03-03" },
    { "3.03.05", "2005-03-03" },
    { "1985-03-12", "1985-03-12" },
    { "22.11.2026", "2026-11-22" },
    { "22 November", "1604-11-22" },
    { "29.02.1985", "" },
    { "23.11.2026", "" },
    { "friday", "" },
    { "in 3 days", "" },
    { "today", "" },
    { "30 February", "" },
    { "soon", "" },
    { "", "" },
    { "1604", "" },
  };
  const RapportDay today = rapport_day_parse ("2026-11-22");
  g_autofree char *nothing = rapport_form_write_birthday (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (birthdays); i++)
    {
      g_autoptr (GVariant) value = rapport_form_read_birthday (birthdays[i].text, today);
      g_autofree char *day =
        rapport_day_to_string (value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE);
      g_autofree char *written = rapport_form_write_birthday (value);
      g_autoptr (GVariant) back = rapport_form_read_birthday (written, today);

      g_test_message ("%s: %s", birthdays[i].text, written);
      g_assert_cmpstr (day, ==, birthdays[i].birthday);
      /* What is shown, typed back, is the same day. */
      g_assert_cmpint (back != NULL, ==, value != NULL);
      if (value != NULL)
        g_assert_true (g_variant_equal (back, value));
    }
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_figure (void)
{
  static const struct
  {
    const char *text;
    gint64 millionths; /* -1 where it is none */
  } figures[] = { { "7", 7000000 },   { "0,5", 500000 },      { "0.25", 250000 },
                  { "80 %", 800000 }, { "1500", 1500000000 }, { "0", 0 },
                  { "-3", -1 },       { "much", -1 },         { "", -1 },
                  { "$ 5", -1 },      { "1:30", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autoptr (GVariant) value = rapport_form_read_figure (figures[i].text);
      g_autofree char *text = rapport_form_write_figure (value);
      g_autoptr (GVariant) back = rapport_form_read_figure (text);

      g_test_message ("%s", figures[i].text);
      g_assert_cmpint (value != NULL, ==, figures[i].millionths >= 0);
      g_assert_cmpint (value != NULL ? g_variant_get_int64 (value) : -1, ==, figures[i].millionths);
      g_assert_cmpint (back != NULL ? g_variant_get_int64 (back) : -1, ==, figures[i].millionths);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/form-value/money", test_money);
  g_test_add_func ("/widgets/form-value/money-round-trip", test_money_round_trip);
  g_test_add_func ("/widgets/form-value/percent", test_percent);
  g_test_add_func ("/widgets/form-value/figure", test_figure);
  g_test_add_func ("/widgets/form-value/birthday", test_birthday);
  return g_test_run ();
}
