/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-value.h"

typedef struct
{
  const char *text;
  RapportValueKind kind;
  gint64 value;
  RapportDecimalHint hint;
  const char *currency;
} Case;

#define NUMBER  RAPPORT_VALUE_NUMBER
#define PERCENT RAPPORT_VALUE_PERCENT
#define H(hint) RAPPORT_DECIMAL_HINT_##hint

static const Case guessed[] = {
  { "0", NUMBER, 0, H (NOTHING), "" },
  { "165", NUMBER, 165000000, H (NOTHING), "" },
  { "3215", NUMBER, G_GINT64_CONSTANT (3215000000), H (NOT_GROUPED), "" },
  { "3,215", NUMBER, G_GINT64_CONSTANT (3215000000), H (EITHER_COMMA), "" },
  { "3.215", NUMBER, 3215000, H (EITHER_POINT), "" },
  { "3 215", NUMBER, G_GINT64_CONSTANT (3215000000), H (NOTHING), "" },
  { "3\302\240215", NUMBER, G_GINT64_CONSTANT (3215000000), H (NOTHING), "" },
  { "3\342\200\211215", NUMBER, G_GINT64_CONSTANT (3215000000), H (NOTHING), "" },
  { "3\342\200\257215\302\240000,5", NUMBER, G_GINT64_CONSTANT (3215000500000), H (COMMA), "" },
  { "1 541,76", NUMBER, 1541760000, H (COMMA), "" },
  { "1541,76 ₽", NUMBER, 1541760000, H (COMMA), "RUB" },
  { "1 541,76 руб.", NUMBER, 1541760000, H (COMMA), "RUB" },
  { "US$ 1,234.56", NUMBER, 1234560000, H (POINT), "USD" },
  { "£0.00", NUMBER, 0, H (POINT), "GBP" },
  { "-$5.25", NUMBER, -5250000, H (POINT), "USD" },
  { "$-5.25", NUMBER, -5250000, H (POINT), "USD" },
  { "\342\210\2225,25 €", NUMBER, -5250000, H (COMMA), "EUR" },
  { "(1,234.50)", NUMBER, -1234500000, H (POINT), "" },
  { "($12)", NUMBER, -12000000, H (NOTHING), "USD" },
  { "'42", NUMBER, 42000000, H (NOTHING), "" },
  { "+7", NUMBER, 7000000, H (NOTHING), "" },
  { ".5", NUMBER, 500000, H (POINT), "" },
  { "0.000001", NUMBER, 1, H (POINT), "" },
  { "0.0000005", NUMBER, 1, H (POINT), "" },
  { "0.00000049", NUMBER, 0, H (POINT), "" },
  { "0.05e-5", NUMBER, 1, H (POINT), "" },
  { "-0.0000015", NUMBER, -2, H (POINT), "" },
  { "22.610000000000003", NUMBER, 22610000, H (POINT), "" },
  { "1e-05", NUMBER, 10, H (NOTHING), "" },
  { "1.5E+3", NUMBER, 1500000000, H (POINT), "" },
  { "1,234,567", NUMBER, G_GINT64_CONSTANT (1234567000000), H (POINT), "" },
  { "1.234.567", NUMBER, G_GINT64_CONSTANT (1234567000000), H (COMMA), "" },
  { "12,34,567.8", NUMBER, G_GINT64_CONSTANT (1234567800000), H (POINT), "" },
  { "1'234.5", NUMBER, 1234500000, H (POINT), "" },
  { "0,123", NUMBER, 123000, H (COMMA), "" },
  { "12345,678", NUMBER, G_GINT64_CONSTANT (12345678000), H (COMMA), "" },
  { "95.43%", PERCENT, 954300, H (POINT), "" },
  { "2,07 %", PERCENT, 20700, H (COMMA), "" },
  { "9223372036854.775807", NUMBER, G_MAXINT64, H (POINT), "" },
  { "9223372036854.775808", RAPPORT_VALUE_TOO_LARGE, 0, H (POINT), "" },
  { "99999999999999999999999999999999999999999999", RAPPORT_VALUE_TOO_LARGE, 0, H (NOT_GROUPED),
    "" },
  { "1e99", RAPPORT_VALUE_TOO_LARGE, 0, H (NOT_GROUPED), "" },
  { "0e99", NUMBER, 0, H (NOTHING), "" },
  { "1e-99", NUMBER, 0, H (NOTHING), "" },
  { "00:01:12", RAPPORT_VALUE_DURATION, 0, H (NOTHING), "" },
  { "1:05", RAPPORT_VALUE_DURATION, 0, H (NOTHING), "" },
  { "", RAPPORT_VALUE_NONE, 0, H (NOTHING), "" },
  { "--", RAPPORT_VALUE_NONE, 0, H (NOTHING), "" },
  { " — ", RAPPORT_VALUE_NONE, 0, H (NOTHING), "" },
  { "N/A", RAPPORT_VALUE_NONE, 0, H (NOTHING), "" },
  { "Нет данных", RAPPORT_VALUE_NONE, 0, H (NOTHING), "" },
};

static const char *const texts[] = {
  "Brand",       "Campaign 7", "7 days",      "1,23,4",     "1 23",
  "12 3456",     "1.2.3",      "01.08.2026",  "2026-08-01", "9/30/19",
  "5 apples",    "$5€",        "5$ $",        "(5",         "5)",
  "1,234,56",    "5-",         "--5",         "10-20",      "8 800 555 35 35",
  "1.234,567.8", "1,2,3",      "< 10%",       "5%%",        "12:3",
  "1e",          "e5",         "1 234,567,8", "٣",          "1.5K",
};

static void
test_guessed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (guessed); i++)
    {
      RapportCsvValue value;

      rapport_csv_value_read (guessed[i].text, RAPPORT_DECIMAL_GUESS, 0, &value);
      g_test_message ("%s", guessed[i].text);
      g_assert_cmpint (value.kind, ==, guessed[i].kind);
      g_assert_cmpint (value.value, ==, guessed[i].value);
      g_assert_cmpstr (value.currency, ==, guessed[i].currency);
      if (value.kind == NUMBER || value.kind == PERCENT)
        g_assert_cmpint (value.hint, ==, guessed[i].hint);
    }
}

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      RapportCsvValue value;

      rapport_csv_value_read (texts[i], RAPPORT_DECIMAL_GUESS, 0, &value);
      g_test_message ("%s", texts[i]);
      g_assert_cmpint (value.kind, ==, RAPPORT_VALUE_TEXT);
    }
}

static void
test_settled (void)
{
  static const struct
  {
    const char *text;
    RapportDecimal decimal;
    int shift;
    RapportValueKind kind;
    gint64 value;
  } cases[] = {
    { "1,234", RAPPORT_DECIMAL_COMMA, 0, NUMBER, 1234000 },
    { "1,234", RAPPORT_DECIMAL_POINT, 0, NUMBER, 1234000000 },
    { "1.234", RAPPORT_DECIMAL_COMMA, 0, NUMBER, 1234000000 },
    { "1.234", RAPPORT_DECIMAL_POINT, 0, NUMBER, 1234000 },
    { "1,5", RAPPORT_DECIMAL_POINT, 0, RAPPORT_VALUE_TEXT, 0 },
    { "1.5", RAPPORT_DECIMAL_COMMA, 0, RAPPORT_VALUE_TEXT, 0 },
    { "1,5", RAPPORT_DECIMAL_COMMA, 3, NUMBER, 1500000000 },
    { "12", RAPPORT_DECIMAL_POINT, 3, NUMBER, G_GINT64_CONSTANT (12000000000) },
    { "22610000", RAPPORT_DECIMAL_POINT, -6, NUMBER, 22610000 },
    { "1.234,56", RAPPORT_DECIMAL_COMMA, 0, NUMBER, 1234560000 },
    { "1.234,56", RAPPORT_DECIMAL_POINT, 0, RAPPORT_VALUE_TEXT, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RapportCsvValue value;

      rapport_csv_value_read (cases[i].text, cases[i].decimal, cases[i].shift, &value);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (value.kind, ==, cases[i].kind);
      g_assert_cmpint (value.value, ==, cases[i].value);
    }
}

static void
test_words (void)
{
  g_autofree char *folded = rapport_csv_fold ("  Расчётный\302\240 СЧЁТ\n");

  g_assert_cmpstr (folded, ==, "расчетный счет");
  g_assert_cmpstr (rapport_csv_currency_lookup ("РУБ."), ==, "RUB");
  g_assert_cmpstr (rapport_csv_currency_lookup ("US$"), ==, "USD");
  g_assert_null (rapport_csv_currency_lookup ("шт."));
  g_assert_null (rapport_csv_currency_lookup (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-value/guessed", test_guessed);
  g_test_add_func ("/csv-value/texts", test_texts);
  g_test_add_func ("/csv-value/settled", test_settled);
  g_test_add_func ("/csv-value/words", test_words);
  return g_test_run ();
}
