/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two edits of one field brought together. */
#include "rapport-cells.h"
#include "rapport-field-merge.h"

#include <string.h>

/* Texts of one line: another line is one of both. */
static char *
merge_words (const char *base, const char *ours, const char *theirs, gboolean *clash)
{
  *clash = strchr (ours, '!') != NULL && strchr (theirs, '!') != NULL;
  return g_strcmp0 (ours, theirs) < 0 ? g_strconcat (ours, "\n", theirs, NULL)
                                      : g_strconcat (theirs, "\n", ours, NULL);
}

static GVariant *
parse (RapportKind kind, const char *json)
{
  g_autoptr (GError) error = NULL;
  GVariant *value;

  value = rapport_kind_from_text (kind, json, &error);
  g_assert_no_error (error);
  return value;
}

typedef struct
{
  RapportKind kind;
  RapportMerge merge;
  const char *base, *ours, *theirs, *result;
  gboolean clash;
} Case;

#define DAY(cells) "{\"2026-11-01\":{\"\":{" cells "}}}"

static const Case cases[] = {
  /* One side alone. */
  { RAPPORT_KIND_TEXT, RAPPORT_MERGE_WHOLE, "\"a\"", "\"a\"", "\"b\"", "\"b\"", FALSE },
  { RAPPORT_KIND_TEXT, RAPPORT_MERGE_WHOLE, "\"a\"", "null", "\"a\"", "null", FALSE },
  { RAPPORT_KIND_TEXT, RAPPORT_MERGE_WHOLE, "null", "null", "\"b\"", "\"b\"", FALSE },
  /* Both the same. */
  { RAPPORT_KIND_DAY, RAPPORT_MERGE_WHOLE, "null", "\"2026-11-15\"", "\"2026-11-15\"",
    "\"2026-11-15\"", FALSE },
  { RAPPORT_KIND_TEXT, RAPPORT_MERGE_WHOLE, "\"a\"", "null", "null", "null", FALSE },
  /* One thing, two values: nothing is lost to nothing. */
  { RAPPORT_KIND_TEXT, RAPPORT_MERGE_WHOLE, "\"a\"", "\"c\"", "\"b\"", "\"c\"", TRUE },
  { RAPPORT_KIND_TEXT, RAPPORT_MERGE_WHOLE, "\"a\"", "null", "\"b\"", "\"b\"", TRUE },
  { RAPPORT_KIND_ENUM, RAPPORT_MERGE_WHOLE, "\"planned\"", "\"done\"", "\"dropped\"", "\"dropped\"",
    TRUE },
  { RAPPORT_KIND_MONEY, RAPPORT_MERGE_WHOLE, "null", "{\"minor\":1,\"currency\":\"EUR\"}",
    "{\"minor\":1,\"currency\":\"USD\"}", "{\"minor\":1,\"currency\":\"USD\"}", TRUE },
  { RAPPORT_KIND_BOOLEAN, RAPPORT_MERGE_WHOLE, "null", "true", "false", "true", TRUE },
  /* By line. */
  { RAPPORT_KIND_MARKDOWN, RAPPORT_MERGE_LINES, "\"\"", "\"x\"", "\"y\"", "\"x\\ny\"", FALSE },
  { RAPPORT_KIND_MARKDOWN, RAPPORT_MERGE_LINES, "\"\"", "\"x!\"", "\"y!\"", "\"x!\\ny!\"", TRUE },
  { RAPPORT_KIND_MARKDOWN, RAPPORT_MERGE_LINES, "\"a\"", "null", "\"y\"", "\"\\ny\"", FALSE },
  /* The later. */
  { RAPPORT_KIND_INTEGER, RAPPORT_MERGE_LATER, "3", "5", "4", "5", FALSE },
  { RAPPORT_KIND_INSTANT, RAPPORT_MERGE_LATER, "3", "-1", "null", "-1", FALSE },
  /* By element: what one takes out and the other leaves alone is out. */
  { RAPPORT_KIND_SET, RAPPORT_MERGE_ELEMENTS, "[\"a\",\"b\"]", "[\"a\",\"c\"]",
    "[\"a\",\"b\",\"d\"]", "[\"a\",\"c\",\"d\"]", FALSE },
  { RAPPORT_KIND_SET, RAPPORT_MERGE_ELEMENTS, "null", "[\"b\"]", "[\"a\"]", "[\"a\",\"b\"]",
    FALSE },
  { RAPPORT_KIND_SET, RAPPORT_MERGE_ELEMENTS, "[\"a\"]", "null", "[\"a\",\"b\"]", "[\"b\"]",
    FALSE },
  /* By cell. */
  { RAPPORT_KIND_CELLS, RAPPORT_MERGE_ELEMENTS, "null", DAY ("\"clicks\":1"), DAY ("\"leads\":2"),
    DAY ("\"clicks\":1,\"leads\":2"), FALSE },
  { RAPPORT_KIND_CELLS, RAPPORT_MERGE_ELEMENTS, DAY ("\"clicks\":1,\"leads\":2"),
    DAY ("\"clicks\":4,\"leads\":2"), DAY ("\"clicks\":3"), DAY ("\"clicks\":4"), FALSE },
};

static void
check (const Case *test, GVariant *ours, GVariant *theirs)
{
  const RapportField field = { "field", test->kind, .merge = test->merge };
  g_autoptr (GVariant) base = parse (test->kind, test->base);
  g_autoptr (GVariant) expected = parse (test->kind, test->result);
  g_autoptr (GVariant) result = NULL;
  g_autofree char *said = NULL;
  gboolean clean = rapport_field_merge (&field, base, ours, theirs, merge_words, &result);

  said = rapport_kind_to_text (test->kind, result);
  g_test_message ("%s | %s | %s: %s", test->base, test->ours, test->theirs, said);
  g_assert_true (rapport_kind_equal (test->kind, result, expected));
  g_assert_cmpint (clean, ==, !test->clash);
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) ours = parse (cases[i].kind, cases[i].ours);
      g_autoptr (GVariant) theirs = parse (cases[i].kind, cases[i].theirs);

      check (&cases[i], ours, theirs);
      /* Whose is whose makes no difference. */
      check (&cases[i], theirs, ours);
    }
}

/* Who merges once more what is merged already gets the same. */
static void
test_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportField field = { "field", cases[i].kind, .merge = cases[i].merge };
      g_autoptr (GVariant) ours = parse (cases[i].kind, cases[i].ours);
      g_autoptr (GVariant) merged = parse (cases[i].kind, cases[i].result);
      g_autoptr (GVariant) result = NULL;

      /* We have not written anything since the merge was made of ours. */
      g_assert_true (rapport_field_merge (&field, ours, ours, merged, merge_words, &result));
      g_assert_true (rapport_kind_equal (cases[i].kind, result, merged));
    }
}

/* Without a way to merge lines a text is one thing. */
static void
test_no_lines (void)
{
  const RapportField field = { "field", RAPPORT_KIND_MARKDOWN, .merge = RAPPORT_MERGE_LINES };
  g_autoptr (GVariant) ours = g_variant_ref_sink (g_variant_new_string ("x"));
  g_autoptr (GVariant) theirs = g_variant_ref_sink (g_variant_new_string ("y"));
  g_autoptr (GVariant) result = NULL;

  g_assert_false (rapport_field_merge (&field, NULL, ours, theirs, NULL, &result));
  g_assert_true (result == theirs);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-merge/cases", test_cases);
  g_test_add_func ("/field-merge/again", test_again);
  g_test_add_func ("/field-merge/no-lines", test_no_lines);
  return g_test_run ();
}
