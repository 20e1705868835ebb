/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-growth.h"
#include "rapport-monogram.h"

#include <adwaita.h>

#define STEP  8
#define CHUNK 3

static GtkStringList *
make_items (guint n)
{
  GtkStringList *items = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (items, "item");
  return items;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_growth_begins_small (void)
{
  g_autoptr (GtkStringList) items = make_items (100);
  GtkAdjustment *scrolling = g_object_ref_sink (gtk_adjustment_new (0, 0, 1000, 1, 100, 100));
  RapportGrowth *growth = rapport_growth_new (G_LIST_MODEL (items), scrolling, STEP, CHUNK);
  GListModel *shown = rapport_growth_get_model (growth);

  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, STEP);
  /* The end comes near. */
  gtk_adjustment_set_value (scrolling, 850);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, STEP);
  gtk_adjustment_set_upper (scrolling, 1000);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), >, STEP);
  g_assert_finalize_object (growth);
  g_object_unref (scrolling);
}

static void
test_growth_reaches (void)
{
  g_autoptr (GtkStringList) items = make_items (20);
  GtkAdjustment *scrolling = g_object_ref_sink (gtk_adjustment_new (0, 0, 1000, 1, 100, 100));
  RapportGrowth *growth = rapport_growth_new (G_LIST_MODEL (items), scrolling, STEP, CHUNK);
  GListModel *shown = rapport_growth_get_model (growth);

  rapport_growth_reach (growth, STEP - 1);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, STEP);
  rapport_growth_reach (growth, STEP);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2 * STEP);
  rapport_growth_reach (growth, 19);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 20);
  gtk_adjustment_set_value (scrolling, 500);
  rapport_growth_restart (growth);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, STEP);
  g_assert_cmpfloat (gtk_adjustment_get_value (scrolling), ==, 0);
  g_assert_finalize_object (growth);
  g_object_unref (scrolling);
}

typedef struct
{
  guint n;
  guint most; /* rows that were new in one change */
} Changes;

static void
count_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Changes *changes = user_data;

  changes->n++;
  changes->most = MAX (changes->most, added);
}

static void
replace (GtkStringList *items, guint at, guint removed, guint added)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < added; i++)
    g_strv_builder_add (strings, "other");
  list = g_strv_builder_end (strings);
  gtk_string_list_splice (items, at, removed, (const char *const *) list);
}

/* Whatever happens to the list, in the end its head is what is shown; a few new
 * rows are there at once, and many in turns. */
static void
test_growth_follows (void)
{
  static const struct
  {
    guint at, removed, added;
    guint n_changes;
    guint most;
  } cases[] = {
    { 0, 1, 1, 1, 1 },   /* one other row */
    { 3, 0, 1, 2, 1 },   /* pushes the last one out */
    { 2, 2, 0, 2, 2 },   /* the next two come in */
    { 0, 20, 20, 3, 3 }, /* 3 + 3 + 2 */
    { 0, 20, 4, 2, 3 },  /* the last turn takes what is left out */
    { 0, 20, 0, 1, 0 },  /* none at all */
    { 10, 5, 5, 0, 0 },  /* out of sight */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkStringList) items = make_items (20);
      GtkAdjustment *scrolling = g_object_ref_sink (gtk_adjustment_new (0, 0, 1000, 1, 100, 100));
      RapportGrowth *growth = rapport_growth_new (G_LIST_MODEL (items), scrolling, STEP, CHUNK);
      GListModel *shown = rapport_growth_get_model (growth);
      Changes changes = { 0 };

      settle ();
      g_signal_connect (shown, "items-changed", G_CALLBACK (count_cb), &changes);
      replace (items, cases[i].at, cases[i].removed, cases[i].added);
      if (cases[i].most <= 2)
        g_assert_cmpuint (changes.n, ==, cases[i].n_changes);
      settle ();
      g_assert_cmpuint (changes.n, ==, cases[i].n_changes);
      g_assert_cmpuint (changes.most, ==, cases[i].most);
      g_assert_cmpuint (g_list_model_get_n_items (shown), ==,
                        MIN (STEP, g_list_model_get_n_items (G_LIST_MODEL (items))));
      for (guint at = 0; at < g_list_model_get_n_items (shown); at++)
        {
          g_autoptr (GObject) is = g_list_model_get_item (shown, at);
          g_autoptr (GObject) should_be = g_list_model_get_item (G_LIST_MODEL (items), at);

          g_assert_true (is == should_be);
        }
      g_assert_finalize_object (growth);
      g_object_unref (scrolling);
    }
}

/* Who asks for a row does not wait for its turn, and who goes is not waited for. */
static void
test_growth_in_a_hurry (void)
{
  g_autoptr (GtkStringList) items = make_items (20);
  GtkAdjustment *scrolling = g_object_ref_sink (gtk_adjustment_new (0, 0, 1000, 1, 100, 100));
  RapportGrowth *growth = rapport_growth_new (G_LIST_MODEL (items), scrolling, STEP, CHUNK);
  GListModel *shown = rapport_growth_get_model (growth);

  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 0);
  rapport_growth_reach (growth, 0);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, STEP);
  replace (items, 0, 20, 20);
  g_assert_finalize_object (growth);
  settle ();
  g_object_unref (scrolling);
}

/* Parts are taken over as a whole, and are those of the list. */
static void
test_growth_in_sections (void)
{
  g_autoptr (GtkStringList) items = gtk_string_list_new (NULL);
  g_autoptr (GtkSortListModel) parted = NULL;
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkSorter *sorter = GTK_SORTER (gtk_string_sorter_new (text));
  GtkAdjustment *scrolling = g_object_ref_sink (gtk_adjustment_new (0, 0, 1000, 1, 100, 100));
  RapportGrowth *growth;
  guint start, end;

  for (guint i = 0; i < 15; i++)
    gtk_string_list_append (items, i < 5 ? "a" : i < 7 ? "b" : "c");
  parted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (items)), NULL);
  gtk_sort_list_model_set_section_sorter (parted, sorter);
  g_object_unref (sorter);
  growth = rapport_growth_new (G_LIST_MODEL (parted), scrolling, STEP, CHUNK);
  settle ();
  gtk_section_model_get_section (GTK_SECTION_MODEL (growth), 6, &start, &end);
  g_assert_cmpuint (start, ==, 5);
  g_assert_cmpuint (end, ==, 7);
  gtk_section_model_get_section (GTK_SECTION_MODEL (growth), 7, &start, &end);
  g_assert_cmpuint (start, ==, 7);
  g_assert_cmpuint (end, ==, STEP);
  gtk_string_list_splice (items, 0, 5, NULL);
  settle ();
  gtk_section_model_get_section (GTK_SECTION_MODEL (growth), 0, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 2);
  g_assert_finalize_object (growth);
  g_object_unref (scrolling);
}

static void
test_monograms (void)
{
  static const struct
  {
    const char *name;
    const char *initials;
  } cases[] = {
    { "Romashka Clinics", "RC" },
    { "Школа «Клён»", "ШК" },
    { "stone & son", "SS" },
    { "  Гелиос ", "Г" },
    { "", "" },
    { "«»", "" },
    { "3 Bears Honey Co", "3C" },
    { "<b>Bold</b>", "B" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = rapport_monogram_make_initials (cases[i].name);

      g_assert_cmpstr (initials, ==, cases[i].initials);
      g_assert_true (g_str_has_prefix (
        rapport_monogram_get_css_class (rapport_monogram_get_colour (cases[i].name)), "monogram-"));
    }
}

static void
test_avatars (void)
{
  static const char *const cases[][2] = {
    { "Anna Petrova", "Anna Petrova" },
    { "Школа «Клён»", "Школа Клён»" },
    { " «Клён»\n& сын ", "Клён» сын" },
    { "«»", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *avatar = g_object_ref_sink (adw_avatar_new (32, NULL, TRUE));

      rapport_monogram_set_avatar (ADW_AVATAR (avatar), cases[i][0]);
      g_assert_cmpstr (adw_avatar_get_text (ADW_AVATAR (avatar)), ==, cases[i][1]);
      g_assert_finalize_object (avatar);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/widgets/growth/begins-small", test_growth_begins_small);
  g_test_add_func ("/widgets/growth/reaches", test_growth_reaches);
  g_test_add_func ("/widgets/growth/follows", test_growth_follows);
  g_test_add_func ("/widgets/growth/in-a-hurry", test_growth_in_a_hurry);
  g_test_add_func ("/widgets/growth/in-sections", test_growth_in_sections);
  g_test_add_func ("/widgets/monograms", test_monograms);
  g_test_add_func ("/widgets/avatars", test_avatars);
  return g_test_run ();
}
