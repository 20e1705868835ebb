/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, cells, ids, kinds: what records are made of. */
#include "rapport-cells.h"
#include "rapport-clock.h"
#include "rapport-id.h"
#include "rapport-kind.h"

#include <string.h>

static void
test_day (void)
{
  static const char *const bad[] = { "",           "2026-2-01",  "2026-02-30",
                                     "2026-13-01", "0000-01-01", "2026-02-01 ",
                                     "2026/02/01", "+026-02-01", "2025-02-29" };
  RapportDay day = rapport_day_new (2026, 11, 22);
  g_autofree char *text = rapport_day_to_string (day);

  g_assert_cmpstr (text, ==, "2026-11-22");
  g_assert_cmpint (rapport_day_parse (text), ==, day);
  g_assert_cmpint (rapport_day_get_weekday (day), ==, 7);
  g_assert_cmpint (rapport_day_week (day), ==, rapport_day_new (2026, 11, 16));
  g_assert_cmpint (rapport_month_parse ("2026-11"), ==, rapport_day_month (day));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (rapport_day_parse (bad[i]), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_parse (NULL), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_parse ("2024-02-29"), !=, RAPPORT_DAY_NONE);
}

static void
test_day_arithmetic (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } months[] = {
    { "2026-01-31", 1, "2026-02-28" },  { "2024-01-31", 1, "2024-02-29" },
    { "2026-03-31", -1, "2026-02-28" }, { "2026-12-15", 1, "2027-01-15" },
    { "2026-01-15", -1, "2025-12-15" }, { "2026-01-15", -13, "2024-12-15" },
    { "2026-05-31", 0, "2026-05-31" },
  };
  RapportDay holiday = rapport_day_parse ("2026-11-24");

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    g_assert_cmpint (rapport_day_add_months (rapport_day_parse (months[i].from), months[i].months),
                     ==, rapport_day_parse (months[i].to));
  /* Friday and two working days, with and without a holiday, and back. */
  g_assert_cmpint (rapport_day_add_working_days (rapport_day_parse ("2026-11-20"), 2, NULL, 0), ==,
                   rapport_day_parse ("2026-11-24"));
  g_assert_cmpint (rapport_day_add_working_days (rapport_day_parse ("2026-11-20"), 2, &holiday, 1),
                   ==, rapport_day_parse ("2026-11-25"));
  g_assert_cmpint (rapport_day_add_working_days (rapport_day_parse ("2026-11-23"), -1, NULL, 0), ==,
                   rapport_day_parse ("2026-11-20"));
}

static const RapportCell some_cells[] = {
  { 20, "b", "clicks", 5 },
  { 10, "a", "clicks", 1 },
  { 10, "a", "ad-spend", 2 },
  { 10, "a", "clicks", 3 },
};

static void
test_cells (void)
{
  g_autoptr (RapportCells) cells = rapport_cells_new (some_cells, G_N_ELEMENTS (some_cells));
  g_autoptr (GVariant) variant = g_variant_ref_sink (rapport_cells_to_variant (cells));
  g_autoptr (RapportCells) again = rapport_cells_from_variant (variant);
  g_autoptr (JsonNode) json = rapport_kind_to_json (RAPPORT_KIND_CELLS, variant);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) read = rapport_kind_from_json (RAPPORT_KIND_CELLS, json, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rapport_cells_get_size (cells), ==, 3);
  g_assert_cmpstr (rapport_cells_get (cells, 0)->metric, ==, "ad-spend");
  /* Of equal keys the last one stays. */
  g_assert_cmpint (rapport_cells_get (cells, 1)->value, ==, 3);
  g_assert_true (rapport_cells_equal (cells, again));
  g_assert_true (g_variant_equal (variant, read));
}

/* Cells drawn from few keys, so that the sides meet. */
static RapportCells *
random_cells (GRand *random)
{
  RapportCell cells[12];

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    cells[i] = (RapportCell) { g_rand_int_range (random, 1, 4), g_rand_boolean (random) ? "a" : "b",
                               "clicks", g_rand_int_range (random, 0, 3) };
  return rapport_cells_new (cells, (gsize) g_rand_int_range (random, 0, 12));
}

static void
test_cells_merge (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (RapportCells) base = random_cells (random);
      g_autoptr (RapportCells) ours = random_cells (random);
      g_autoptr (RapportCells) theirs = random_cells (random);
      g_autoptr (RapportCells) one = rapport_cells_merge (base, ours, theirs);
      g_autoptr (RapportCells) other = rapport_cells_merge (base, theirs, ours);
      g_autoptr (RapportCells) unchanged = rapport_cells_merge (base, base, theirs);
      g_autoptr (RapportCells) same = rapport_cells_merge (base, ours, ours);

      g_assert_true (rapport_cells_equal (one, other));
      g_assert_true (rapport_cells_equal (unchanged, theirs));
      g_assert_true (rapport_cells_equal (same, ours));
    }
}

static void
test_cells_overlay (void)
{
  const RapportCell top_cells[] = { { 10, "a", "clicks", 7 }, { 30, "", "fee", 9 } };
  g_autoptr (RapportCells) base = rapport_cells_new (some_cells, G_N_ELEMENTS (some_cells));
  g_autoptr (RapportCells) top = rapport_cells_new (top_cells, G_N_ELEMENTS (top_cells));
  g_autoptr (RapportCells) both = rapport_cells_overlay (base, top);
  g_autoptr (RapportCells) twice = rapport_cells_overlay (both, top);

  g_assert_cmpuint (rapport_cells_get_size (both), ==, 4);
  g_assert_cmpint (rapport_cells_get (both, 1)->value, ==, 7);
  g_assert_true (rapport_cells_equal (both, twice));
}

static void
test_ids (void)
{
  const char *key[] = { "client", "2026-11-01", NULL };
  const char *shifted[] = { "client2026-11-01", "", NULL };
  g_autofree char *early = rapport_id_new (G_GINT64_CONSTANT (1700000000000000));
  g_autofree char *late = rapport_id_new (G_GINT64_CONSTANT (1700000001000000));
  g_autofree char *one = rapport_id_from_key ("light", key);
  g_autofree char *again = rapport_id_from_key ("light", key);
  g_autofree char *other_type = rapport_id_from_key ("report", key);
  g_autofree char *other_parts = rapport_id_from_key ("light", shifted);

  g_assert_true (rapport_id_is_valid (early));
  g_assert_cmpint (early[14], ==, '7');
  g_assert_cmpstr (early, <, late);
  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, other_type);
  g_assert_cmpstr (one, !=, other_parts);
  g_assert_false (rapport_id_is_valid ("nothing"));
  g_assert_false (rapport_id_is_valid (NULL));
}

/* Inserting anywhere, for ever, keeps the order. */
static void
test_order_keys (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 3000; i++)
    {
      /* Mostly at the ends and at one place, where keys grow longest. */
      guint place = i % 3 == 0 ? 0 : i % 3 == 1 ? keys->len : MIN (7, keys->len);
      const char *before, *after;

      if (i % 5 == 0)
        place = (guint) g_rand_int_range (random, 0, (gint32) keys->len + 1);
      before = place > 0 ? keys->pdata[place - 1] : NULL;
      after = place < keys->len ? keys->pdata[place] : NULL;
      g_ptr_array_insert (keys, (int) place, rapport_order_key_between (before, after));
    }
  for (guint i = 1; i < keys->len; i++)
    g_assert_cmpstr (keys->pdata[i - 1], <, keys->pdata[i]);
}

static void
test_order_runs (void)
{
  g_autofree char *first = rapport_order_key_between (NULL, NULL);
  g_autofree char *last = rapport_order_key_between (first, NULL);
  g_autoptr (GPtrArray) run = rapport_order_keys_between (first, last, 100);
  g_autofree char *odd = rapport_order_key_between ("a", "a00");
  g_autofree char *backwards = rapport_order_key_between ("b", "a");

  g_assert_cmpuint (run->len, ==, 100);
  g_assert_cmpstr (first, <, run->pdata[0]);
  g_assert_cmpstr (run->pdata[99], <, last);
  for (guint i = 1; i < run->len; i++)
    g_assert_cmpstr (run->pdata[i - 1], <, run->pdata[i]);
  g_assert_cmpstr ("a", <, odd);
  g_assert_cmpstr ("b", <, backwards);
}

static void
test_kinds (void)
{
  static const struct
  {
    RapportKind kind;
    const char *good;
    const char *bad;
  } cases[] = {
    { RAPPORT_KIND_TEXT, "\"ё\"", "5" },
    { RAPPORT_KIND_BOOLEAN, "true", "1" },
    { RAPPORT_KIND_INTEGER, "9007199254740993", "\"1\"" },
    { RAPPORT_KIND_DECIMAL, "-1500000", "1.5" },
    { RAPPORT_KIND_MONEY, "{\"minor\":12345,\"currency\":\"EUR\"}", "{\"minor\":1}" },
    { RAPPORT_KIND_DAY, "\"2026-11-22\"", "\"22.11.2026\"" },
    { RAPPORT_KIND_INSTANT, "1700000000000000", "null1" },
    { RAPPORT_KIND_ENUM, "\"a-word-of-a-newer-version\"", "[]" },
    { RAPPORT_KIND_SET, "[\"a\",\"b\"]", "[1]" },
    { RAPPORT_KIND_POINT, "[1.5,-2.0]", "[1]" },
    { RAPPORT_KIND_RECTANGLE, "[0.0,0.0,3.0,4.5]", "{}" },
    { RAPPORT_KIND_BLOB, "\"AAEC/w==\"", "7" },
    { RAPPORT_KIND_CELLS, "{\"2026-11-22\":{\"\":{\"fee\":1}}}",
      "{\"2026-11-22\":{\"\":{\"fee\":\"1\"}}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = rapport_kind_from_text (cases[i].kind, cases[i].good, &error);
      g_autofree char *text = rapport_kind_to_text (cases[i].kind, value);
      g_autoptr (GVariant) refused = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].good);
      refused = rapport_kind_from_text (cases[i].kind, cases[i].bad, &error);
      g_assert_null (refused);
      g_assert_nonnull (error);
    }
}

/* As it is written here, and as others may write it. */
static void
test_rectangles (void)
{
  static const struct
  {
    const char *text;
    double numbers[4]; /* the last is 0 for what is none */
  } cases[] = {
    { "[1,2,3,4]", { 1, 2, 3, 4 } },
    { "[ 1.0, 2.0,\n3.0, 4.0 ]", { 1, 2, 3, 4 } },
    { "[-0.5,1e3,2.5E-1,12345678.25]", { -0.5, 1000, 0.25, 12345678.25 } },
    { "[1,2,3]", { 0 } },
    { "[1,2,3,4,5]", { 0 } },
    { "[1,2,3,4", { 0 } },
    { "[,1,2,3,4]", { 0 } },
    { "[1,2,3,e]", { 0 } },
    { "[1,1e999,3,4]", { 1, 0, 3, 4 } },
    { "[1,2,3,nan]", { 0 } },
    { "", { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) value =
        rapport_kind_from_text (RAPPORT_KIND_RECTANGLE, cases[i].text, NULL);
      double now[4] = { 0 };

      g_test_message ("%s", cases[i].text);
      g_assert_true ((value != NULL) == (cases[i].numbers[3] != 0));
      if (value != NULL)
        g_variant_get (value, "(dddd)", &now[0], &now[1], &now[2], &now[3]);
      g_assert_cmpmem (now, sizeof now, cases[i].numbers, sizeof now);
    }
}

static void
test_null_kinds (void)
{
  for (int kind = RAPPORT_KIND_TEXT; kind <= RAPPORT_KIND_CELLS; kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = rapport_kind_to_text ((RapportKind) kind, NULL);

      g_assert_cmpstr (text, ==, "null");
      g_assert_null (rapport_kind_from_text ((RapportKind) kind, text, &error));
      g_assert_no_error (error);
      g_assert_true (rapport_kind_equal ((RapportKind) kind, NULL, NULL));
    }
}

static void
test_clock (void)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed_day (rapport_day_new (2026, 11, 22));
  gint64 noon = rapport_clock_get_now (clock);

  g_assert_cmpint (rapport_clock_get_today (clock), ==, rapport_day_new (2026, 11, 22));
  rapport_clock_set (clock, noon + 13 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (rapport_clock_get_today (clock), ==, rapport_day_new (2026, 11, 23));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/day", test_day);
  g_test_add_func ("/values/day-arithmetic", test_day_arithmetic);
  g_test_add_func ("/values/cells", test_cells);
  g_test_add_func ("/values/cells-merge", test_cells_merge);
  g_test_add_func ("/values/cells-overlay", test_cells_overlay);
  g_test_add_func ("/values/ids", test_ids);
  g_test_add_func ("/values/order-keys", test_order_keys);
  g_test_add_func ("/values/order-runs", test_order_runs);
  g_test_add_func ("/values/kinds", test_kinds);
  g_test_add_func ("/values/rectangles", test_rectangles);
  g_test_add_func ("/values/null-kinds", test_null_kinds);
  g_test_add_func ("/values/clock", test_clock);
  return g_test_run ();
}
