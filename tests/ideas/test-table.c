/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boards-support.h"
#include "find-widget.h"
#include "rapport-column-layout.h"
#include "rapport-ideas-fields.h"
#include "rapport-ideas-table.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *elsewhere;
  GtkWidget *table;
  RapportIdeasModel *model;
} Shown;

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
show (Shown *shown, Agency *agency, RapportIdeaBoard *board)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  shown->model = rapport_ideas_model_new (agency->library);
  shown->table = rapport_ideas_table_new (agency->library, shown->model);
  shown->window = adw_window_new ();
  shown->elsewhere = gtk_button_new_with_label ("Elsewhere");
  gtk_widget_set_vexpand (shown->table, TRUE);
  gtk_box_append (GTK_BOX (box), shown->elsewhere);
  gtk_box_append (GTK_BOX (box), shown->table);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 1200, 700);
  adw_window_set_content (ADW_WINDOW (shown->window), box);
  rapport_ideas_model_show (shown->model, rapport_record_get_id (RAPPORT_RECORD (board)));
  wait_for (!rapport_ideas_model_is_loading (shown->model));
  gtk_window_present (GTK_WINDOW (shown->window));
  gtk_test_widget_wait_for_draw (shown->window);
  settle ();
}

static void
hide (Shown *shown)
{
  /* A window that goes before the keyboard has found another place keeps the old one. */
  gtk_widget_grab_focus (shown->elsewhere);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  /* What is made for a client who looks on lets go of the model when it comes to its end, in its
   * own time; who never does is found by the time that a test has. */
  g_object_add_weak_pointer (G_OBJECT (shown->model), (gpointer *) &shown->model);
  g_object_unref (shown->model);
  wait_for (shown->model == NULL);
}

#define the_table(shown) RAPPORT_IDEAS_TABLE ((shown)->table)

/* (transfer full): the titles as they stand, each followed by "|". */
static char *
get_titles (Agency *agency, Shown *shown)
{
  GString *text = g_string_new (NULL);
  g_auto (GStrv) ids = NULL;

  rapport_ideas_table_select_all (the_table (shown));
  ids = rapport_ideas_table_get_selected (the_table (shown));
  rapport_ideas_table_select (the_table (shown), NULL);
  for (char **id = ids; *id != NULL; id++)
    {
      g_autoptr (RapportRecord) card = boards_get (agency, *id);
      g_autoptr (RapportRecord) item =
        rapport_library_get (agency->library, RAPPORT_TYPE_WORK_ITEM,
                             rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM));
      g_autofree char *title =
        rapport_ideas_field_to_text (agency->library, RAPPORT_IDEAS_TITLE, card, item, "", NULL);

      g_string_append_printf (text, "%s|", title);
    }
  return g_string_free_and_steal (text);
}

static void
assert_titles (Agency *agency, Shown *shown, const char *expected)
{
  g_autofree char *titles = NULL;

  settle ();
  titles = get_titles (agency, shown);
  g_assert_cmpstr (titles, ==, expected);
}

static void
set (Agency *agency, const char *id, guint field, GVariant *value)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "Set");
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);

  rapport_transaction_set (transaction, item, field, value);
  agency_commit (g_steal_pointer (&transaction));
}

static GtkColumnView *
get_view (Shown *shown)
{
  return GTK_COLUMN_VIEW (find_widget (shown->table, has_type_name, "GtkColumnView"));
}

static void
sort_by (Shown *shown, const char *id, GtkSortType order)
{
  gtk_column_view_sort_by_column (get_view (shown),
                                  rapport_column_layout_find (get_view (shown), id), order);
  settle ();
}

/* Rows are cards, sorted by any column, with what has no value last; changes are followed. */
static void
test_sort (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *b = boards_add_idea (agency, board, "b landing page", 0);
  const char *c = boards_add_idea (agency, board, "C webinar", 300);
  const char *a = boards_add_idea (agency, board, "A mailing", 600);
  Shown shown;

  boards_add_note (agency, board, "a note\nof two lines", 900);
  boards_add_frame (agency, board, "A frame", 1200);
  show (&shown, agency, board);
  assert_titles (agency, &shown, "b landing page|C webinar|A mailing|a note|");
  sort_by (&shown, "title", GTK_SORT_ASCENDING);
  assert_titles (agency, &shown, "A mailing|a note|b landing page|C webinar|");
  sort_by (&shown, "status", GTK_SORT_DESCENDING);
  set (agency, c, RAPPORT_WORK_ITEM_STATUS, g_variant_new_string ("done"));
  set (agency, a, RAPPORT_WORK_ITEM_STATUS, g_variant_new_string ("testing"));
  assert_titles (agency, &shown, "C webinar|A mailing|b landing page|a note|");
  sort_by (&shown, "impact", GTK_SORT_ASCENDING);
  set (agency, b, RAPPORT_WORK_ITEM_IMPACT, g_variant_new_int64 (9000000));
  set (agency, a, RAPPORT_WORK_ITEM_IMPACT, g_variant_new_int64 (10000000));
  assert_titles (agency, &shown, "b landing page|A mailing|C webinar|a note|");
  sort_by (&shown, "impact", GTK_SORT_DESCENDING);
  assert_titles (agency, &shown, "A mailing|b landing page|C webinar|a note|");
  hide (&shown);
  /* It is remembered. */
  show (&shown, agency, board);
  assert_titles (agency, &shown, "A mailing|b landing page|C webinar|a note|");
  hide (&shown);
}

/* What is selected stays so wherever its row goes, and is told. */
static void
changed_cb (RapportIdeasTable *table, guint *n)
{
  (*n)++;
}

static void
test_selection (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *b = boards_add_idea (agency, board, "B", 0);
  const char *c = boards_add_idea (agency, board, "C", 300);
  g_auto (GStrv) selected = NULL;
  g_auto (GStrv) after = NULL;
  GtkSelectionModel *rows;
  guint n = 0;
  Shown shown;

  boards_add_idea (agency, board, "A", 600);
  show (&shown, agency, board);
  g_signal_connect (shown.table, "selection-changed", G_CALLBACK (changed_cb), &n);
  rapport_ideas_table_select (the_table (&shown), BOARDS_IDS (c));
  g_assert_cmpuint (n, ==, 0);
  rows = gtk_column_view_get_model (get_view (&shown));
  g_assert_true (gtk_selection_model_is_selected (rows, 1));
  gtk_selection_model_select_item (rows, 0, FALSE);
  g_assert_cmpuint (n, ==, 1);
  selected = rapport_ideas_table_get_selected (the_table (&shown));
  g_assert_cmpstrv (selected, BOARDS_IDS (b, c));
  sort_by (&shown, "title", GTK_SORT_DESCENDING);
  after = rapport_ideas_table_get_selected (the_table (&shown));
  g_assert_cmpstrv (after, BOARDS_IDS (c, b));
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 3);
  g_assert_true (gtk_selection_model_is_selected (rows, 0));
  g_assert_false (gtk_selection_model_is_selected (rows, 2));
  hide (&shown);
}

/* Whether a column is there, by its id. */
static gboolean
is_shown (Shown *shown, const char *id)
{
  return gtk_column_view_column_get_visible (rapport_column_layout_find (get_view (shown), id));
}

/* Columns of choice, remembered; during a call none that is for the team. */
static void
test_columns (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  Shown shown;

  show (&shown, agency, board);
  g_assert_true (is_shown (&shown, "status"));
  g_assert_false (is_shown (&shown, "our-date"));
  gtk_widget_activate_action (shown.table, "table.column-our-date", NULL);
  gtk_widget_activate_action (shown.table, "table.column-status", NULL);
  g_assert_true (is_shown (&shown, "our-date"));
  g_assert_false (is_shown (&shown, "status"));
  hide (&shown);
  show (&shown, agency, board);
  g_assert_true (is_shown (&shown, "our-date"));
  g_assert_false (is_shown (&shown, "status"));
  g_assert_true (is_shown (&shown, "score"));
  rapport_ideas_model_set_public (shown.model, TRUE);
  settle ();
  g_assert_false (is_shown (&shown, "our-date"));
  g_assert_false (is_shown (&shown, "score"));
  rapport_ideas_model_set_public (shown.model, FALSE);
  settle ();
  g_assert_true (is_shown (&shown, "our-date"));
  gtk_widget_activate_action (shown.table, "table.usual-columns", NULL);
  g_assert_false (is_shown (&shown, "our-date"));
  g_assert_true (is_shown (&shown, "status"));
  hide (&shown);
}

static gboolean
is_cell_of (GtkWidget *widget, const char *text)
{
  return GTK_IS_INSCRIPTION (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0;
}

static gboolean
is_row_of (GtkWidget *widget, const char *value)
{
  return GTK_IS_LIST_BOX_ROW (widget) &&
         g_strcmp0 (g_object_get_data (G_OBJECT (widget), "value"), value) == 0;
}

/* Gives the keyboard to the cell that says @text and presses F2 there. */
static void
edit_cell (Shown *shown, const char *text)
{
  GtkWidget *cell = find_widget (shown->table, is_cell_of, text);
  GtkEventController *keys = NULL;
  g_autoptr (GListModel) controllers = NULL;
  gboolean handled = FALSE;

  g_assert_nonnull (cell);
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_widget_get_parent (cell)));
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (get_view (shown)));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        keys = controller;
    }
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_F2, 0, 0, &handled);
  g_assert_true (handled);
  settle ();
}

/* In place: a word is chosen, a text and a figure typed. */
static void
test_edit (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Landing page", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);
  GtkWidget *popover;
  GtkWidget *widget;
  Shown shown;

  set (agency, id, RAPPORT_WORK_ITEM_IMPACT, g_variant_new_int64 (4000000));
  show (&shown, agency, board);
  edit_cell (&shown, "Idea");
  popover = find_widget (shown.table, has_type_name, "GtkPopover");
  widget = find_widget (popover, is_row_of, "done");
  g_signal_emit_by_name (gtk_widget_get_parent (widget), "row-activated", widget);
  settle ();
  g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "done"));
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY), !=, RAPPORT_DAY_NONE);
  g_assert_nonnull (find_widget (shown.table, is_cell_of, "Done"));

  edit_cell (&shown, "Landing page");
  widget = find_widget (shown.table, has_type_name, "GtkEntry");
  gtk_editable_set_text (GTK_EDITABLE (widget), "Landing page for doctors");
  /* What was typed stands also when one clicks elsewhere. */
  gtk_popover_popdown (GTK_POPOVER (find_widget (shown.table, has_type_name, "GtkPopover")));
  settle ();
  g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_TITLE), ==,
                   "Landing page for doctors");

  gtk_widget_activate_action (shown.table, "table.column-impact", NULL);
  gtk_test_widget_wait_for_draw (shown.window);
  edit_cell (&shown, "4");
  widget = find_widget (shown.table, has_type_name, "GtkEntry");
  gtk_editable_set_text (GTK_EDITABLE (widget), "a lot");
  g_signal_emit_by_name (widget, "activate");
  g_assert_true (gtk_widget_has_css_class (widget, "error"));
  gtk_editable_set_text (GTK_EDITABLE (widget), "7,5");
  g_signal_emit_by_name (widget, "activate");
  g_assert_cmpint (rapport_record_get_integer (item, RAPPORT_WORK_ITEM_IMPACT), ==, 7500000);
  settle ();
  hide (&shown);
}

static void
add_many (Agency *agency, RapportIdeaBoard *board, guint n)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "Add");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Idea %04u", n - 1 - i);
      const RapportNewCard card = { .kind = "item",
                                    .title = title,
                                    .place = { i * 300.0, 0, RAPPORT_CARD_WIDTH,
                                               RAPPORT_CARD_HEIGHT } };

      rapport_cards_add (transaction, agency->library,
                         rapport_record_get_id (RAPPORT_RECORD (board)), &card);
    }
  agency_commit (g_steal_pointer (&transaction));
}

/* (transfer full): the id of the card in the first row. */
static char *
get_first (Shown *shown)
{
  g_auto (GStrv) ids = NULL;

  rapport_ideas_table_select_all (the_table (shown));
  ids = rapport_ideas_table_get_selected (the_table (shown));
  rapport_ideas_table_select (the_table (shown), NULL);
  return g_strdup (ids[0]);
}

static gboolean
is_first (Shown *shown, const char *id)
{
  g_autofree char *first = get_first (shown);

  return g_str_equal (first, id);
}

/* Thousands of cards: no more rows are made than can be seen, and the list has all of them. They
 * are sorted by another thread, and what changes meanwhile is not lost. */
static void
test_many (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autofree char *last = NULL;
  Shown shown;

  add_many (agency, board, 2000);
  show (&shown, agency, board);
  wait_for (rapport_ideas_table_get_n_rows (the_table (&shown)) == 2000);
  wait_for (find_widget (shown.table, is_cell_of, "Idea 1999") != NULL);
  last = get_first (&shown);
  sort_by (&shown, "title", GTK_SORT_DESCENDING);
  sort_by (&shown, "title", GTK_SORT_ASCENDING);
  set (agency, last, RAPPORT_WORK_ITEM_TITLE, g_variant_new_string ("Idea"));
  wait_for (find_widget (shown.table, is_cell_of, "Idea 0000") != NULL);
  wait_for (find_widget (shown.table, is_cell_of, "Idea") != NULL);
  g_assert_cmpuint (rapport_ideas_table_get_n_rows (the_table (&shown)), ==, 2000);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (get_view (&shown)))), <,
    200);
  hide (&shown);
}

/* All @n titles stand in the order of their letters, or the other way round. */
static gboolean
is_sorted (Agency *agency, Shown *shown, guint n, gboolean descending)
{
  g_autofree char *titles = get_titles (agency, shown);
  g_auto (GStrv) each = g_strsplit (titles, "|", -1);

  if (g_strv_length (each) != n + 1)
    return FALSE;
  for (guint i = 1; i < n; i++)
    if ((strcmp (each[i - 1], each[i]) > 0) != descending)
      return FALSE;
  return TRUE;
}

/* What is turned round again and again is what is there now, not what was there first. */
static void
test_turned (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (RapportRecord) card = NULL;
  RapportTransaction *transaction;
  Shown shown;

  add_many (agency, board, 600);
  show (&shown, agency, board);
  wait_for (rapport_ideas_table_get_n_rows (the_table (&shown)) == 600);
  sort_by (&shown, "title", GTK_SORT_ASCENDING);
  wait_for (is_sorted (agency, &shown, 600, FALSE));
  sort_by (&shown, "title", GTK_SORT_DESCENDING);
  wait_for (is_sorted (agency, &shown, 600, TRUE));
  first = get_first (&shown);
  set (agency, first, RAPPORT_WORK_ITEM_TITLE, g_variant_new_string ("Anew"));
  sort_by (&shown, "title", GTK_SORT_ASCENDING);
  wait_for (is_sorted (agency, &shown, 600, FALSE));
  second = get_first (&shown);
  g_assert_cmpstr (second, ==, first);
  sort_by (&shown, "title", GTK_SORT_DESCENDING);
  wait_for (is_sorted (agency, &shown, 600, TRUE));
  card = boards_get (agency, first);
  transaction = rapport_transaction_begin (agency->library, "Delete a Card");
  rapport_transaction_trash (transaction, card);
  agency_commit (transaction);
  sort_by (&shown, "title", GTK_SORT_ASCENDING);
  wait_for (is_sorted (agency, &shown, 599, FALSE));
  hide (&shown);
}

/* Whoever looks on sees no row that was there before, for no moment; nor does one who comes back
 * to the table. */
static void
test_looked_at (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  Shown shown;

  add_many (agency, board, 600);
  show (&shown, agency, board);
  wait_for (rapport_ideas_table_get_n_rows (the_table (&shown)) == 600);
  rapport_ideas_model_set_public (shown.model, TRUE);
  g_assert_cmpuint (rapport_ideas_table_get_n_rows (the_table (&shown)), ==, 0);
  wait_for (rapport_ideas_table_get_n_rows (the_table (&shown)) == 600);
  gtk_widget_set_visible (shown.table, FALSE);
  rapport_ideas_model_set_public (shown.model, FALSE);
  g_assert_cmpuint (rapport_ideas_table_get_n_rows (the_table (&shown)), ==, 0);
  gtk_widget_set_visible (shown.table, TRUE);
  wait_for (rapport_ideas_table_get_n_rows (the_table (&shown)) == 600);
  hide (&shown);
}

/* What was changed while nobody saw the table is in its place when it is seen, and a card that is
 * asked for while all are sorted is gone to afterwards. */
static void
test_wanted (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autofree char *first = NULL;
  GtkWidget *focus;
  Shown shown;

  add_many (agency, board, 600);
  show (&shown, agency, board);
  wait_for (rapport_ideas_table_get_n_rows (the_table (&shown)) == 600);
  first = get_first (&shown);
  /* While they are sorted, the rows stand as they did: by then another one is the first. */
  sort_by (&shown, "title", GTK_SORT_ASCENDING);
  wait_for (!is_first (&shown, first));
  gtk_widget_set_visible (shown.table, FALSE);
  set (agency, first, RAPPORT_WORK_ITEM_TITLE, g_variant_new_string ("Anew"));
  settle ();
  gtk_widget_set_visible (shown.table, TRUE);
  g_assert_true (rapport_ideas_table_focus (the_table (&shown), first));
  wait_for (is_first (&shown, first));
  wait_for (find_widget (shown.table, is_cell_of, "Anew") != NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (shown.window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, shown.table));
  hide (&shown);
}

/* The columns of a view as text, and back, whatever the text says. */
static void
test_layout (void)
{
  static const struct
  {
    const char *text;
    const char *kept;
  } cases[] = {
    { NULL, "a,b,-c" },
    { "", "a,b,-c" },
    { "c,a,b", "c,a,b" },
    { "b:200,-a", "b:200,a,-c" },
    { "b:9000,b,nonsense,-", "b:1200,a,-c" },
    { "a:100,-b,c:-5", "a,-b,c" },
    { "-a,-b,-c", "a,-b,-c" },
  };
  g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_column_view_new (NULL));
  GtkColumnView *columns = GTK_COLUMN_VIEW (view);

  for (const char *id = "abc"; *id != '\0'; id++)
    {
      g_autofree char *name = g_strndup (id, 1);
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (name, NULL);

      gtk_column_view_column_set_id (column, name);
      rapport_column_layout_set_usual (column, 100, *id != 'c');
      gtk_column_view_append_column (columns, column);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *kept = NULL;

      rapport_column_layout_restore (columns, cases[i].text);
      kept = rapport_column_layout_save (columns);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
  g_assert_null (rapport_column_layout_find (columns, "d"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ideas/table/layout", test_layout);
  agency_test ("/ideas/table/sort", test_sort);
  agency_test ("/ideas/table/selection", test_selection);
  agency_test ("/ideas/table/columns", test_columns);
  agency_test ("/ideas/table/edit", test_edit);
  agency_test ("/ideas/table/many", test_many);
  agency_test ("/ideas/table/turned", test_turned);
  agency_test ("/ideas/table/looked-at", test_looked_at);
  agency_test ("/ideas/table/wanted", test_wanted);
  return g_test_run ();
}
