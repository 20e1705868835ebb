/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formulas of a client's own metrics: what they mean, what is refused and in
 * which words, and that they are exact. */
#include "rapport-formula.h"

#include <string.h>

static const RapportFormulaName names[] = {
  { "leads", "Leads" },           { "ad-spend", "Ad spend" },
  { "sales", "Sales" },           { "new-sales", "Sales to new customers" },
  { "own-calls", "Calls (web)" }, { "own-zvonki", "Звонки с учётом" },
  { "own-1st", "1st orders" },
};

static gboolean
look_up (const char *word, gint64 *value, gpointer user_data)
{
  static const struct
  {
    const char *word;
    gint64 value;
  } values[] = {
    { "leads", 30 },  { "ad-spend", 1000 }, { "sales", 7 },
    { "own-1st", 3 }, { "own-zvonki", 12 }, { "new-sales", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i].word, word))
      {
        *value = values[i].value * RAPPORT_MILLION;
        return TRUE;
      }
  return FALSE;
}

static RapportFormula *
parse (const char *text, GError **error)
{
  return rapport_formula_parse (text, names, G_N_ELEMENTS (names), error);
}

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    const char *stored;
    gint64 millionths;
  } cases[] = {
    { "leads", "[leads]", 30000000 },
    { "Ad spend / Leads", "[ad-spend] / [leads]", 33333333 },
    { "AD SPEND/LEADS", "[ad-spend] / [leads]", 33333333 },
    { "ad-spend : leads", "[ad-spend] / [leads]", 33333333 },
    { "[ad-spend] / [leads]", "[ad-spend] / [leads]", 33333333 },
    { "[Ad spend] ÷ [Leads]", "[ad-spend] / [leads]", 33333333 },
    { "leads + sales * 2", "[leads] + [sales] × 2", 44000000 },
    { "(leads + sales) × 2", "([leads] + [sales]) × 2", 74000000 },
    { "leads - sales - 3", "[leads] − [sales] − 3", 20000000 },
    { "leads − (sales − 3)", "[leads] − ([sales] − 3)", 26000000 },
    { "-leads", "−[leads]", -30000000 },
    { "leads / -sales", "[leads] / −[sales]", -4285714 },
    { "leads × 1,5", "[leads] × 1.5", 45000000 },
    { "leads × 1.5", "[leads] × 1.5", 45000000 },
    { "leads × 20%", "[leads] × 20%", 6000000 },
    { "20 % · leads", "20% × [leads]", 6000000 },
    /* The longest name is meant. */
    { "sales to new customers + sales", "[new-sales] + [sales]", 7000000 },
    { "звонки с учетом / 5", "[own-zvonki] / 5", 2400000 },
    { "1st orders + 1", "[own-1st] + 1", 4000000 },
    /* Thirds and thirds and thirds are one: rounded once, at the end. */
    { "leads / 90 + leads / 90 + leads / 90", "[leads] / 90 + [leads] / 90 + [leads] / 90",
      1000000 },
    { "leads / 7 × 7", "[leads] / 7 × 7", 30000000 },
    { "  leads\t+\n1 ", "[leads] + 1", 31000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportFormula) formula = parse (cases[i].text, &error);
      g_autoptr (RapportFormula) again = NULL;
      gint64 value = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (rapport_formula_get_text (formula), ==, cases[i].stored);
      g_assert_true (rapport_formula_compute (formula, look_up, NULL, &value));
      g_assert_cmpint (value, ==, cases[i].millionths);
      again = parse (cases[i].stored, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (rapport_formula_get_text (again), ==, cases[i].stored);
    }
}

static void
test_no_data (void)
{
  static const char *const texts[] = {
    "[own-calls] + 1",
    "leads / [new-sales]",
    "leads / (sales - 7)",
    /* Too large to be told. */
    "ad spend × ad spend × ad spend × ad spend × ad spend × ad spend × ad spend × ad spend",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportFormula) formula = parse (texts[i], &error);
      gint64 value;

      g_assert_no_error (error);
      g_assert_false (rapport_formula_compute (formula, look_up, NULL, &value));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *says;
  } cases[] = {
    { "", RAPPORT_FORMULA_ERROR_SYNTAX, "The formula ends" },
    { "leads /", RAPPORT_FORMULA_ERROR_SYNTAX, "The formula ends" },
    { "leads / / sales", RAPPORT_FORMULA_ERROR_SYNTAX, "before “/”" },
    { "/ sales", RAPPORT_FORMULA_ERROR_SYNTAX, "before “/”" },
    { "visits / leads", RAPPORT_FORMULA_ERROR_NAME, "no metric “visits”" },
    { "leads + cost per day", RAPPORT_FORMULA_ERROR_NAME, "no metric “cost per day”" },
    { "[nothing] + leads", RAPPORT_FORMULA_ERROR_NAME, "no metric “nothing”" },
    { "[leads + 1", RAPPORT_FORMULA_ERROR_NAME, "no metric" },
    { "leads sales", RAPPORT_FORMULA_ERROR_SYNTAX, "before “sales”" },
    { "leads 2", RAPPORT_FORMULA_ERROR_SYNTAX, "before “2”" },
    { "(leads", RAPPORT_FORMULA_ERROR_SYNTAX, "not closed" },
    { "leads)", RAPPORT_FORMULA_ERROR_SYNTAX, "not opened" },
    { "()", RAPPORT_FORMULA_ERROR_SYNTAX, "before “)”" },
    { "2 + 2", RAPPORT_FORMULA_ERROR_SYNTAX, "Numbers alone" },
    { "leadsales", RAPPORT_FORMULA_ERROR_NAME, "no metric “leadsales”" },
    { "leads + 12345678901234567890", RAPPORT_FORMULA_ERROR_NAME, "no metric" },
    { "leads + 1.2.3", RAPPORT_FORMULA_ERROR_SYNTAX, "before “.3”" },
    { "leads = 3", RAPPORT_FORMULA_ERROR_SYNTAX, "before “= 3”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportFormula) formula = parse (cases[i].text, &error);

      g_test_message ("%s: %s", cases[i].text, error != NULL ? error->message : "taken");
      g_assert_null (formula);
      g_assert_error (error, RAPPORT_FORMULA_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* As many brackets as there are letters, and more letters than are read. */
static void
test_limits (void)
{
  g_autofree char *brackets = g_strnfill (RAPPORT_FORMULA_MOST_LETTERS, '(');
  g_autofree char *letters = g_strnfill (RAPPORT_FORMULA_MOST_LETTERS + 1, ' ');
  const char *const texts[] = { brackets, letters, "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportFormula) formula = parse (texts[i], &error);

      g_assert_null (formula);
      g_assert_error (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX);
    }
}

static RapportUnit
get_unit (const char *word, gpointer user_data)
{
  return g_str_equal (word, "ad-spend") ? RAPPORT_UNIT_MONEY : RAPPORT_UNIT_COUNT;
}

static void
test_units (void)
{
  static const struct
  {
    const char *text;
    gboolean sound;
    RapportUnit unit;
  } cases[] = {
    { "leads + sales", TRUE, RAPPORT_UNIT_COUNT },
    { "leads / 2", TRUE, RAPPORT_UNIT_COUNT },
    { "sales / leads", TRUE, RAPPORT_UNIT_RATIO },
    { "ad spend / leads", TRUE, RAPPORT_UNIT_MONEY },
    { "ad spend × 20%", TRUE, RAPPORT_UNIT_MONEY },
    { "ad spend + 100", TRUE, RAPPORT_UNIT_MONEY },
    { "ad spend / ad spend", TRUE, RAPPORT_UNIT_FACTOR },
    { "ad spend + leads", FALSE, RAPPORT_UNIT_COUNT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportFormula) formula = parse (cases[i].text, NULL);
      RapportUnit unit;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (rapport_formula_guess_unit (formula, get_unit, NULL, &unit), ==,
                       cases[i].sound);
      g_assert_cmpint (unit, ==, cases[i].unit);
    }
}

static gboolean
get_two (const char *word, gint64 *value, gpointer user_data)
{
  const gint64 *sums = user_data;

  *value = sums[g_str_equal (word, "leads") ? 1 : 0];
  return TRUE;
}

/* A formula of one's own says what the built-in metric of the same formula says,
 * to the last millionth. */
static void
test_like_built_in (void)
{
  for (int i = 0; i < 500; i++)
    {
      gint64 sums[2];
      g_autoptr (RapportFormula) formula = parse ("[ad-spend] / [leads]", NULL);
      gint64 own, built_in;
      gboolean has;

      sums[0] =
        (gint64) g_test_rand_int_range (-1000000, 1000000) * g_test_rand_int_range (1, 999999);
      sums[1] = g_test_rand_int_range (0, 5) * (gint64) g_test_rand_int_range (1, 1000000);
      has = rapport_formula_compute (formula, get_two, sums, &own);
      g_assert_cmpint (
        has, ==,
        rapport_metric_compute (rapport_metric_lookup ("cpl"), get_two, sums, &built_in, NULL));
      if (has)
        g_assert_cmpint (own, ==, built_in);
    }
}

static const char *
name_word (const char *word, gpointer user_data)
{
  return g_str_equal (word, "leads") ? "Заявки" : NULL;
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "[ad-spend] / [leads]", "ad-spend / Заявки" },
    { "leads / traffic", "leads / traffic" },
    { "[leads", "[leads" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *named = rapport_formula_name_words (cases[i][0], name_word, NULL);

      g_assert_cmpstr (named, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formula/values", test_values);
  g_test_add_func ("/formula/no-data", test_no_data);
  g_test_add_func ("/formula/refused", test_refused);
  g_test_add_func ("/formula/limits", test_limits);
  g_test_add_func ("/formula/units", test_units);
  g_test_add_func ("/formula/like-built-in", test_like_built_in);
  g_test_add_func ("/formula/names", test_names);
  return g_test_run ();
}
