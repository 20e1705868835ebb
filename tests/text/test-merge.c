/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-diff.h"
#include "rapport-text-merge.h"
#include "rapport-words-merge.h"

#include <string.h>
#ifdef HAVE_LIBGIT2
#include <git2.h>
#endif

/* In the tables "/" stands for a line break. */
static char *
unfold (const char *text)
{
  char *copy = g_strdup (text);

  return copy != NULL ? g_strdelimit (copy, "/", '\n') : NULL;
}

static const struct
{
  const char *base;
  const char *ours;
  const char *theirs;
  /* Both versions of a conflict stand in brackets. */
  const char *merged;
} cases[] = {
  { "", "", "", "" },
  { "a", "a", "a", "a" },
  { "a/b/c", "a/b/c", "a/b/c", "a/b/c" },
  { "a/b/c", "A/b/c", "a/b/c", "A/b/c" },
  { "a/b/c", "a/b/c", "a/b/C", "a/b/C" },
  { "a/b/c", "A/b/c", "a/b/C", "A/b/C" },
  { "a/b/c", "X/b/c", "X/b/c", "X/b/c" },
  { "a/b/c", "a/c", "a/b/c", "a/c" },
  { "a/b/c", "a/c", "a/c", "a/c" },
  { "a/b/c", "x/a/b/c", "a/b/c/y", "x/a/b/c/y" },
  { "a/b/c/d/e", "a/c/d/e", "a/b/c/d", "a/c/d" },
  { "", "a", "", "a" },
  { "a", "", "a", "" },
  { "a", "a/b", "a", "a/b" },
  { "a/", "a/b", "a/", "a/b" },
  { "a", "a/", "a", "a/" },
  { "a/b/c", "a/X/c", "a/Y/c", "a/[X][Y]/c" },
  { "a/b/c", "a/Y/c", "a/X/c", "a/[Y][X]/c" },
  { "a", "X", "Y", "[X][Y]" },
  { "a/b", "a/b/x", "a/b/y", "a/b/[x][y]" },
  { "a/b", "x/a/b", "y/a/b", "[x][y]/a/b" },
  { "a/b/c", "a/c", "a/Y/c", "a/[-][Y]/c" },
  { "a/b/c", "a/Y/c", "a/c", "a/[Y][-]/c" },
  { "a/b/c/d", "a/X/c/d", "a/b/Y/d", "a/[X/c][b/Y]/d" },
  { "a/b/c/d", "a/x/1/y/d", "a/x/2/y/d", "a/x/[1][2]/y/d" },
  { "a/b", "a/b/x/1", "a/b/x/2", "a/b/x/[1][2]" },
  { "a/b", "a/b/1", "a/b/1/2", "a/b/1/[-][2]" },
  { "a/b/c/d/e/f/g", "A/b/c/X/e/f/g", "a/b/c/Y/e/f/G", "A/b/c/[X][Y]/e/f/G" },
  { "a/b/c", "", "a/b/X", "[][a/b/X]" },
  { "a/a/a", "a/a/a/b", "b/a/a/a", "b/a/a/a/b" },
  { "a//b", "a//b/c", "x/a//b", "x/a//b/c" },
  { NULL, "a/b", "a/b", "a/b" },
  { NULL, "a/b/c", "a/b", "a/b/c" },
  { NULL, "a/b", "x/a/b", "x/a/b" },
  { NULL, "a/x/b", "a/y/b", "a/[x][y]/b" },
  { NULL, "x", "y", "[x][y]" },
  { NULL, "", "y", "[][y]" },
  { NULL, "", "", "" },
};

static char *
side (const char *text)
{
  return text != NULL ? g_strdelimit (g_strdup (text), "\n", '/') : g_strdup ("-");
}

/* The text where each conflict is written as "[ours][theirs]". */
static char *
describe (RapportTextMerge *merge)
{
  g_autoptr (GString) out = g_string_new (rapport_text_merge_get_text (merge));

  for (guint i = rapport_text_merge_get_n_conflicts (merge); i > 0; i--)
    {
      const RapportTextConflict *conflict = rapport_text_merge_get_conflict (merge, i - 1);
      g_autofree char *ours = side (conflict->ours);
      g_autofree char *theirs = side (conflict->theirs);
      g_autofree char *both = g_strdup_printf ("[%s][%s]", ours, theirs);
      gsize start = MIN (conflict->ours_range.start, conflict->theirs_range.start);
      gsize end = MAX (conflict->ours_range.end, conflict->theirs_range.end);

      if (conflict->ours == NULL)
        start = conflict->theirs_range.start;
      if (conflict->theirs == NULL)
        start = conflict->ours_range.start;
      g_string_erase (out, (gssize) start, (gssize) (end - start));
      g_string_insert (out, (gssize) start, both);
    }
  return g_strdelimit (g_string_free_and_steal (g_steal_pointer (&out)), "\n", '/');
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *base = unfold (cases[i].base);
      g_autofree char *ours = unfold (cases[i].ours);
      g_autofree char *theirs = unfold (cases[i].theirs);
      g_autoptr (RapportTextMerge) merge = rapport_text_merge_new (base, ours, theirs);
      g_autofree char *merged = describe (merge);

      g_test_message ("%s: %s, %s", cases[i].base, cases[i].ours, cases[i].theirs);
      g_assert_cmpstr (merged, ==, cases[i].merged);
    }
}

static void
test_conflict (void)
{
  g_autoptr (RapportTextMerge) merge =
    rapport_text_merge_new ("1\n2\n3\n4\n5", "1\nY\nY2\n3\nq\n5", "1\nX\n3\n5");
  RapportTextChoice choices[3][2] = {
    { RAPPORT_TEXT_OURS, RAPPORT_TEXT_THEIRS },
    { RAPPORT_TEXT_THEIRS, RAPPORT_TEXT_OURS },
    { RAPPORT_TEXT_BOTH, RAPPORT_TEXT_BOTH },
  };
  static const char *const texts[] = { "1\nY\nY2\n3\n5", "1\nX\n3\nq\n5", "1\nX\nY\nY2\n3\nq\n5" };
  const RapportTextConflict *conflict;

  g_assert_cmpuint (rapport_text_merge_get_n_conflicts (merge), ==, 2);
  g_assert_cmpstr (rapport_text_merge_get_text (merge), ==, texts[2]);
  conflict = rapport_text_merge_get_conflict (merge, 0);
  g_assert_cmpstr (conflict->base, ==, "2");
  g_assert_cmpstr (conflict->ours, ==, "Y\nY2");
  g_assert_cmpstr (conflict->theirs, ==, "X");
  g_assert_cmpuint (conflict->theirs_range.start, ==, 2);
  g_assert_cmpuint (conflict->theirs_range.end, ==, 3);
  g_assert_cmpuint (conflict->ours_range.start, ==, 4);
  g_assert_cmpuint (conflict->ours_range.end, ==, 8);
  conflict = rapport_text_merge_get_conflict (merge, 1);
  g_assert_cmpstr (conflict->base, ==, "4");
  g_assert_null (conflict->theirs);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = rapport_text_merge_resolve (merge, choices[i]);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

typedef char *(*NewLine) (GRand *rand);

static char *
unique_line (GRand *rand)
{
  return g_strdup_printf ("line %08x", g_rand_int (rand));
}

static char *
common_line (GRand *rand)
{
  static const char *const lines[] = { "", "a", "b", "- ", "*" };

  return g_strdup (lines[g_rand_int_range (rand, 0, G_N_ELEMENTS (lines))]);
}

static GPtrArray *
random_lines (GRand *rand, NewLine new_line, int n)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (; n > 0; n--)
    g_ptr_array_add (lines, new_line (rand));
  return lines;
}

/* One edit at @place: lines go, lines come. */
typedef struct
{
  guint place;
  guint n_gone;
  GPtrArray *added;
} Edit;

static Edit
random_edit (GRand *rand, NewLine new_line, guint n_lines)
{
  Edit edit;

  edit.place = (guint) g_rand_int_range (rand, 0, (int) n_lines + 1);
  edit.n_gone = MIN ((guint) g_rand_int_range (rand, 0, 3), n_lines - edit.place);
  edit.added = random_lines (rand, new_line, g_rand_int_range (rand, 0, 3));
  return edit;
}

/* @lines after @edits, each of which is made with the chance of one in @odds. */
static GPtrArray *
apply_edits (GRand *rand, GPtrArray *lines, const Edit *edits, gsize n_edits, int odds)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);
  g_autofree const Edit **at = g_new0 (const Edit *, lines->len + 1);
  guint skipped = 0;

  for (gsize i = 0; i < n_edits; i++)
    if (g_rand_int_range (rand, 0, odds) == 0)
      at[edits[i].place] = &edits[i];
  for (guint i = 0; i <= lines->len; i++)
    {
      for (guint j = 0; at[i] != NULL && j < at[i]->added->len; j++)
        g_ptr_array_add (out, g_strdup (at[i]->added->pdata[j]));
      if (at[i] != NULL)
        skipped = MAX (skipped, at[i]->n_gone);
      if (i < lines->len && skipped == 0)
        g_ptr_array_add (out, g_strdup (lines->pdata[i]));
      skipped -= skipped > 0;
    }
  return out;
}

static char *
join (GPtrArray *lines, const char *end)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s%s", (const char *) lines->pdata[i],
                            i + 1 < lines->len || *end ? "\n" : "");
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* A base and two edits of it, some edits made by both. */
typedef struct
{
  GPtrArray *base;
  GPtrArray *ours;
  GPtrArray *theirs;
} Texts;

static Texts
random_texts (GRand *rand, NewLine new_line, int most)
{
  Texts texts;
  Edit edits[8];

  texts.base = random_lines (rand, new_line, g_rand_int_range (rand, 1, most));
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    edits[i] = random_edit (rand, new_line, texts.base->len);
  texts.ours = apply_edits (rand, texts.base, edits, G_N_ELEMENTS (edits), 3);
  texts.theirs = apply_edits (rand, texts.base, edits, G_N_ELEMENTS (edits), 3);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    g_ptr_array_unref (edits[i].added);
  return texts;
}

static void
texts_clear (Texts *self)
{
  g_ptr_array_unref (self->base);
  g_ptr_array_unref (self->ours);
  g_ptr_array_unref (self->theirs);
}

static char *
resolve_all (RapportTextMerge *merge, RapportTextChoice choice)
{
  guint n = rapport_text_merge_get_n_conflicts (merge);
  g_autofree RapportTextChoice *choices = g_new (RapportTextChoice, n + 1);

  for (guint i = 0; i < n; i++)
    choices[i] = choice;
  return rapport_text_merge_resolve (merge, choices);
}

#ifdef HAVE_LIBGIT2
/* What libgit2 makes of the same texts; tells whether it found no conflict. */
static char *
git_merge_texts (const Texts *texts, git_merge_file_favor_t favor, gboolean *clean)
{
  g_autofree char *base = join (texts->base, "\n");
  g_autofree char *ours = join (texts->ours, "\n");
  g_autofree char *theirs = join (texts->theirs, "\n");
  git_merge_file_input inputs[3] = { GIT_MERGE_FILE_INPUT_INIT, GIT_MERGE_FILE_INPUT_INIT,
                                     GIT_MERGE_FILE_INPUT_INIT };
  git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
  git_merge_file_result result = { 0 };
  const char *all[] = { base, ours, theirs };
  char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      inputs[i].ptr = all[i];
      inputs[i].size = strlen (all[i]);
    }
  options.favor = favor;
  options.flags = GIT_MERGE_FILE_STYLE_DIFF3;
  g_assert_cmpint (git_merge_file (&result, &inputs[0], &inputs[1], &inputs[2], &options), ==, 0);
  *clean = result.automergeable;
  text = g_strndup (result.ptr, result.len);
  git_merge_file_result_free (&result);
  return text;
}

/* Where every line is unlike the others there is but one shortest difference,
 * so that the oracle has to agree to the letter. */
static void
test_oracle (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  guint n_clean = 0, n_conflicts = 0;

  git_libgit2_init ();
  for (int i = 0; i < 20000; i++)
    {
      Texts texts = random_texts (rand, unique_line, 24);
      /* The last line has no edits, as git's lines end and ours are parted. */
      g_autofree char *base = join (texts.base, "\n");
      g_autofree char *ours = join (texts.ours, "\n");
      g_autofree char *theirs = join (texts.theirs, "\n");
      g_autoptr (RapportTextMerge) merge = rapport_text_merge_new (base, ours, theirs);
      g_autofree char *our_text = resolve_all (merge, RAPPORT_TEXT_OURS);
      g_autofree char *their_text = resolve_all (merge, RAPPORT_TEXT_THEIRS);
      gboolean clean, ignored;
      g_autofree char *plain = git_merge_texts (&texts, GIT_MERGE_FILE_FAVOR_NORMAL, &clean);
      g_autofree char *git_ours = git_merge_texts (&texts, GIT_MERGE_FILE_FAVOR_OURS, &ignored);
      g_autofree char *git_theirs = git_merge_texts (&texts, GIT_MERGE_FILE_FAVOR_THEIRS, &ignored);

      g_assert_cmpint (rapport_text_merge_get_n_conflicts (merge) == 0, ==, clean);
      g_assert_cmpstr (our_text, ==, git_ours);
      g_assert_cmpstr (their_text, ==, git_theirs);
      if (clean)
        g_assert_cmpstr (rapport_text_merge_get_text (merge), ==, plain);
      n_clean += clean;
      n_conflicts += !clean;
      texts_clear (&texts);
    }
  git_libgit2_shutdown ();
  /* Both roads were walked often enough to mean something. */
  g_assert_cmpuint (n_clean, >, 1000);
  g_assert_cmpuint (n_conflicts, >, 1000);
}
#else
static void
test_oracle (void)
{
  g_test_skip ("libgit2 was not there when this was built");
}
#endif

static GHashTable *
line_set (const char *text)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_hash_table_add (set, g_strdup (lines[i]));
  return set;
}

/* What a side has written is in the merged text. */
static void
check_nothing_lost (const char *base, const char *edited, const char *merged)
{
  g_autoptr (GHashTable) before = line_set (base != NULL ? base : "");
  g_autoptr (GHashTable) after = line_set (edited);
  g_autoptr (GHashTable) result = line_set (merged);
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    if (!g_hash_table_contains (before, line))
      g_assert_true (g_hash_table_contains (result, line));
}

static void
check_ranges (RapportTextMerge *merge)
{
  const char *text = rapport_text_merge_get_text (merge);

  for (guint i = 0; i < rapport_text_merge_get_n_conflicts (merge); i++)
    {
      const RapportTextConflict *conflict = rapport_text_merge_get_conflict (merge, i);
      const RapportTextRange *ranges[] = { &conflict->ours_range, &conflict->theirs_range };
      const char *sides[] = { conflict->ours, conflict->theirs };

      for (gsize j = 0; j < G_N_ELEMENTS (ranges); j++)
        {
          g_autofree char *there = NULL;

          g_assert_cmpuint (ranges[j]->start, <=, ranges[j]->end);
          g_assert_cmpuint (ranges[j]->end, <=, strlen (text));
          there = g_strndup (text + ranges[j]->start, ranges[j]->end - ranges[j]->start);
          g_assert_cmpstr (there, ==, sides[j] != NULL ? sides[j] : "");
        }
    }
}

static void
check_laws (const char *base, const char *ours, const char *theirs)
{
  g_autoptr (RapportTextMerge) merge = rapport_text_merge_new (base, ours, theirs);
  g_autoptr (RapportTextMerge) turned = rapport_text_merge_new (base, theirs, ours);
  g_autoptr (RapportTextMerge) same = rapport_text_merge_new (base, ours, ours);
  g_autofree char *our_text = resolve_all (merge, RAPPORT_TEXT_OURS);
  g_autofree char *turned_text = resolve_all (turned, RAPPORT_TEXT_THEIRS);
  g_autofree char *both = resolve_all (merge, RAPPORT_TEXT_BOTH);

  g_assert_cmpstr (rapport_text_merge_get_text (merge), ==, rapport_text_merge_get_text (turned));
  g_assert_cmpuint (rapport_text_merge_get_n_conflicts (merge), ==,
                    rapport_text_merge_get_n_conflicts (turned));
  g_assert_cmpstr (our_text, ==, turned_text);
  g_assert_cmpstr (both, ==, rapport_text_merge_get_text (merge));
  g_assert_cmpstr (rapport_text_merge_get_text (same), ==, ours);
  g_assert_cmpuint (rapport_text_merge_get_n_conflicts (same), ==, 0);
  check_nothing_lost (base, ours, rapport_text_merge_get_text (merge));
  check_nothing_lost (base, theirs, rapport_text_merge_get_text (merge));
  check_ranges (merge);
}

static void
test_laws (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  NewLine new_line = GPOINTER_TO_INT (data) ? common_line : unique_line;

  for (int i = 0; i < 5000; i++)
    {
      Texts texts = random_texts (rand, new_line, 16);
      g_autofree char *base = join (texts.base, "");
      g_autofree char *ours = join (texts.ours, "");
      g_autofree char *theirs = join (texts.theirs, "");
      g_autoptr (RapportTextMerge) untouched = rapport_text_merge_new (base, base, theirs);

      check_laws (base, ours, theirs);
      check_laws (NULL, ours, theirs);
      g_assert_cmpstr (rapport_text_merge_get_text (untouched), ==, theirs);
      g_assert_cmpuint (rapport_text_merge_get_n_conflicts (untouched), ==, 0);
      texts_clear (&texts);
    }
}

/* The length of the longest common subsequence, by the table of the textbook. */
static guint
longest_common (const guint *a, guint n, const guint *b, guint m)
{
  g_autofree guint *row = g_new0 (guint, m + 1);

  for (guint i = 0; i < n; i++)
    {
      guint diagonal = 0;

      for (guint j = 0; j < m; j++)
        {
          guint above = row[j + 1];

          row[j + 1] = a[i] == b[j] ? diagonal + 1 : MAX (above, row[j]);
          diagonal = above;
        }
    }
  return row[m];
}

/* Changes applied to the old lines give the new ones; none could be spared. */
static void
check_diff (const guint *a, guint n, const guint *b, guint m, gboolean minimal)
{
  g_autoptr (GArray) changes = rapport_diff (a, n, b, m);
  guint x = 0, y = 0, n_changed = 0;

  for (guint i = 0; i <= changes->len; i++)
    {
      RapportChange end = { n, 0, m, 0 };
      const RapportChange *change =
        i < changes->len ? &g_array_index (changes, RapportChange, i) : &end;

      g_assert_true (i == 0 || i == changes->len || change->old_start > x);
      g_assert_cmpuint (change->old_start - x, ==, change->new_start - y);
      for (; x < change->old_start; x++, y++)
        g_assert_cmpuint (a[x], ==, b[y]);
      x += change->n_old;
      y += change->n_new;
      n_changed += change->n_old + change->n_new;
    }
  if (minimal)
    g_assert_cmpuint (n_changed, ==, n + m - 2 * longest_common (a, n, b, m));
}

static void
test_diff (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      guint a[24], b[24];
      guint n = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (a) + 1);
      guint m = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (b) + 1);
      int kinds = g_rand_int_range (rand, 1, 12);

      for (guint j = 0; j < G_N_ELEMENTS (a); j++)
        {
          a[j] = (guint) g_rand_int_range (rand, 1, kinds + 1);
          b[j] = (guint) g_rand_int_range (rand, 1, kinds + 1);
        }
      check_diff (a, n, b, m, TRUE);
    }
}

/* So different that the search gives up on the shortest way: it must still be a
 * way, and be found soon. */
static void
test_far_apart (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n = 20000;
  g_autofree guint *a = g_new (guint, n);
  g_autofree guint *b = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      a[i] = (guint) g_rand_int_range (rand, 1, 400);
      b[i] = (guint) g_rand_int_range (rand, 1, 400);
    }
  check_diff (a, n, b, n, FALSE);
  for (guint i = 0; i < n; i++)
    b[i] = a[n - 1 - i];
  check_diff (a, n, b, n, FALSE);
}

static void
test_words (void)
{
  static const struct
  {
    const char *base, *ours, *theirs;
    const char *merged; /* NULL: a clash */
  } lines[] = {
    { "", "", "", "" },
    { "", "a", "", "a" },
    { "", "", "a", "a" },
    { "", "a", "b", NULL },
    { "", "a", "a", "a" },
    { "Prices by Friday", "Prices by Friday of doors", "Price list by Friday",
      "Price list by Friday of doors" },
    { "Prices by Friday", "Price list by Friday", "Prices by Friday of doors",
      "Price list by Friday of doors" },
    { "Prices by Friday", "Prices by Monday", "Prices by Sunday", NULL },
    { "Prices", "Prices!", "Prices?", NULL },
    { "Prices", "Prices of doors", "Price list", "Price list of doors" },
    { "abcd", "aXcd", "abYd", "aXYd" },
    { "abcd", "aXbcd", "aYcd", "aXYcd" },
    { "Prices", "Prices!", "The Prices", "The Prices!" },
    { "one two three", "one three", "one two three four", "one three four" },
    { "one two three", "", "one two three four", NULL },
    { "one two three", "", "one two three", "" },
    { "цены дверей", "цена дверей", "цены дверок", "цена дверок" },
    { "é", "è", "ê", NULL },
    { "aé b", "aè b", "aé c", "aè c" },
    { "日本", "日本語", "本", "本語" },
    { "日本", "日本語", "新日本", "新日本語" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *merged =
        rapport_text_merge_words (lines[i].base, lines[i].ours, lines[i].theirs);
      g_autofree char *other =
        rapport_text_merge_words (lines[i].base, lines[i].theirs, lines[i].ours);

      g_test_message ("%s: %s, %s", lines[i].base, lines[i].ours, lines[i].theirs);
      g_assert_cmpstr (merged, ==, lines[i].merged);
      g_assert_cmpstr (other, ==, lines[i].merged);
      g_assert_true (merged == NULL || g_utf8_validate (merged, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/table", test_table);
  g_test_add_func ("/merge/conflict", test_conflict);
  g_test_add_func ("/merge/oracle", test_oracle);
  g_test_add_data_func ("/merge/laws-unique", GINT_TO_POINTER (FALSE), test_laws);
  g_test_add_data_func ("/merge/laws-common", GINT_TO_POINTER (TRUE), test_laws);
  g_test_add_func ("/merge/diff", test_diff);
  g_test_add_func ("/merge/far-apart", test_far_apart);
  g_test_add_func ("/merge/words", test_words);
  return g_test_run ();
}
