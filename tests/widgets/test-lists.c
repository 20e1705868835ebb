/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-growth.h"
#include "rapport-monogram.h"

#include <adwaita.h>

#define STEP 8

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
  RapportGrowth *growth = rapport_growth_new (G_LIST_MODEL (items), scrolling, STEP);
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
  RapportGrowth *growth = rapport_growth_new (G_LIST_MODEL (items), scrolling, STEP);
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
  g_test_add_func ("/widgets/monograms", test_monograms);
  g_test_add_func ("/widgets/avatars", test_avatars);
  return g_test_run ();
}
