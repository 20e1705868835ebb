/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of many is chosen by its words, however many there are and however fast one types. */
#include "find-widget.h"
#include "rapport-chooser.h"

#define MANY 10000

/* The least that one can be. */

#define TEST_TYPE_CHOOSER (test_chooser_get_type ())
G_DECLARE_FINAL_TYPE (TestChooser, test_chooser, TEST, CHOOSER, RapportChooser)

struct _TestChooser
{
  RapportChooser parent_instance;
};

G_DEFINE_FINAL_TYPE (TestChooser, test_chooser, RAPPORT_TYPE_CHOOSER)

static void
test_chooser_class_init (TestChooserClass *klass)
{
}

static void
test_chooser_init (TestChooser *self)
{
}

typedef struct
{
  GtkWidget *window;
  GtkWidget *chooser;
  char *chosen;
  guint n_chosen;
  gboolean closed;
} Shown;

static void
chosen_cb (Shown *shown, const char *id)
{
  g_set_str (&shown->chosen, id);
  shown->n_chosen++;
}

static void
closed_cb (Shown *shown)
{
  shown->closed = TRUE;
}

static void
show (Shown *shown, gboolean lasting)
{
  static const RapportChooserWords words = { "Choose", "Search",   "Things",
                                             "None",   "Why not.", "Not called so." };

  *shown = (Shown) { .window = adw_window_new () };
  gtk_window_present (GTK_WINDOW (shown->window));
  shown->chooser = g_object_ref_sink (g_object_new (TEST_TYPE_CHOOSER, NULL));
  rapport_chooser_set_words (RAPPORT_CHOOSER (shown->chooser), &words);
  rapport_chooser_set_lasting (RAPPORT_CHOOSER (shown->chooser), lasting);
  g_signal_connect_swapped (shown->chooser, "chosen", G_CALLBACK (chosen_cb), shown);
  g_signal_connect_swapped (shown->chooser, "closed", G_CALLBACK (closed_cb), shown);
  adw_dialog_present (ADW_DIALOG (shown->chooser), shown->window);
}

static void
hide (Shown *shown)
{
  g_signal_handlers_disconnect_by_data (shown->chooser, shown);
  g_object_unref (shown->chooser);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (shown->chosen);
}

static void
offer (Shown *shown, guint n)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *title = g_strdup_printf ("Ёлка number %05u of all", i);

      g_ptr_array_add (offers,
                       rapport_chooser_item_new (id, title, i % 2 == 0 ? "Even" : NULL, NULL));
    }
  rapport_chooser_take (RAPPORT_CHOOSER (shown->chooser), offers);
}

static GtkWidget *
find (Shown *shown, const char *type)
{
  return find_widget (shown->chooser, has_type_name, type);
}

/* Typed, and Enter at once: before the entry says that it has changed. */
static void
enter (Shown *shown, const char *text)
{
  GtkWidget *search = find (shown, "GtkSearchEntry");

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "activate");
}

static GListModel *
get_found (Shown *shown)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find (shown, "GtkListView"))));
}

/* A header bar has a stack, too. */
static gboolean
has_page (GtkWidget *widget, const char *name)
{
  return GTK_IS_STACK (widget) && gtk_stack_get_child_by_name (GTK_STACK (widget), name) != NULL;
}

static const char *
get_page (Shown *shown)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (find_widget (shown->chooser, has_page, "reading")));
}

static void
wait_for_chosen (Shown *shown, guint n)
{
  while (shown->n_chosen < n)
    g_main_context_iteration (NULL, TRUE);
}

/* Of ten thousand the one that is meant; then it closes. */
static void
test_many (void)
{
  Shown shown;

  show (&shown, FALSE);
  g_assert_cmpstr (get_page (&shown), ==, "reading");
  offer (&shown, MANY);
  while (g_list_model_get_n_items (get_found (&shown)) < MANY)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_page (&shown), ==, "list");
  /* Letters in any size, ё as е, words in any order. */
  enter (&shown, "09876  елка");
  wait_for_chosen (&shown, 1);
  g_assert_cmpstr (shown.chosen, ==, "9876");
  while (!shown.closed)
    g_main_context_iteration (NULL, TRUE);
  hide (&shown);
}

/* Who is faster than the disk gets what was meant as soon as it is there. */
static void
test_before_it_is_read (void)
{
  Shown shown;

  show (&shown, FALSE);
  enter (&shown, "00042 even");
  g_assert_cmpuint (shown.n_chosen, ==, 0);
  offer (&shown, 100);
  wait_for_chosen (&shown, 1);
  g_assert_cmpstr (shown.chosen, ==, "42");
  while (!shown.closed)
    g_main_context_iteration (NULL, TRUE);
  hide (&shown);
}

/* One that stays: what was chosen is offered no more, and what is not there is said. */
static void
test_lasting (void)
{
  Shown shown;

  show (&shown, TRUE);
  offer (&shown, 3);
  enter (&shown, "");
  enter (&shown, "");
  g_assert_cmpstr (shown.chosen, ==, "1");
  g_assert_false (shown.closed);
  g_assert_cmpuint (g_list_model_get_n_items (get_found (&shown)), ==, 1);
  enter (&shown, "nobody");
  g_assert_cmpuint (shown.n_chosen, ==, 2);
  g_assert_cmpstr (get_page (&shown), ==, "empty");
  g_assert_cmpstr (
    adw_status_page_get_description (ADW_STATUS_PAGE (find (&shown, "AdwStatusPage"))), ==,
    "Not called so.");
  enter (&shown, "00002");
  g_assert_cmpuint (shown.n_chosen, ==, 3);
  g_assert_cmpstr (
    adw_status_page_get_description (ADW_STATUS_PAGE (find (&shown, "AdwStatusPage"))), ==,
    "Why not.");
  hide (&shown);
}

/* Enter where nothing is found chooses nothing later either. */
static void
test_nothing (void)
{
  Shown shown;

  show (&shown, FALSE);
  enter (&shown, "nobody");
  offer (&shown, MANY);
  while (g_strcmp0 (get_page (&shown), "empty") != 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (find (&shown, "GtkSearchEntry")), "number 00001");
  while (g_list_model_get_n_items (get_found (&shown)) != 1)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (shown.n_chosen, ==, 0);
  hide (&shown);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/chooser/many", test_many);
  g_test_add_func ("/chooser/before-it-is-read", test_before_it_is_read);
  g_test_add_func ("/chooser/lasting", test_lasting);
  g_test_add_func ("/chooser/nothing", test_nothing);
  return g_test_run ();
}
