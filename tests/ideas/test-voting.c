/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boards-support.h"
#include "find-widget.h"
#include "rapport-ballot.h"
#include "rapport-onlooker.h"
#include "rapport-voters.h"
#include "rapport-voting-dialog.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *elsewhere;
  AdwDialog *dialog;
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
  shown->model = rapport_ideas_model_new (agency->library);
  rapport_ideas_model_show (shown->model, rapport_record_get_id (RAPPORT_RECORD (board)));
  wait_for (!rapport_ideas_model_is_loading (shown->model));
  shown->window = adw_window_new ();
  shown->elsewhere = gtk_button_new_with_label ("Elsewhere");
  adw_window_set_content (ADW_WINDOW (shown->window), shown->elsewhere);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 800, 900);
  gtk_window_present (GTK_WINDOW (shown->window));
  shown->dialog = g_object_ref_sink (rapport_voting_dialog_new (agency->library, shown->model));
  adw_dialog_present (shown->dialog, shown->window);
  gtk_test_widget_wait_for_draw (shown->window);
  settle ();
}

static void
hide (Shown *shown)
{
  adw_dialog_force_close (shown->dialog);
  /* A window that goes before the keyboard has found another place keeps the old one. */
  gtk_widget_grab_focus (shown->elsewhere);
  gtk_test_widget_wait_for_draw (shown->window);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  settle ();
  g_assert_finalize_object (shown->dialog);
  g_assert_finalize_object (shown->model);
}

static GtkWidget *
get_list (Shown *shown)
{
  return find_widget (GTK_WIDGET (shown->dialog), has_type_name, "GtkListView");
}

static void
press (Shown *shown, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_list (shown));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  g_assert_true (handled);
  settle ();
}

static void
name (Shown *shown, const char *who)
{
  GtkWidget *row = find_widget (GTK_WIDGET (shown->dialog), has_row_title, "Add a participant");

  gtk_editable_set_text (GTK_EDITABLE (row), who);
  g_signal_emit_by_name (row, "apply");
  settle ();
}

static gboolean
is_person (GtkWidget *widget, const char *label)
{
  return GTK_IS_TOGGLE_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
has_person (Shown *shown, const char *label)
{
  return find_widget (GTK_WIDGET (shown->dialog), is_person, label) != NULL;
}

static AdwActionRow *
get_result (Shown *shown, const char *title)
{
  GtkWidget *row = find_widget (GTK_WIDGET (shown->dialog), has_row_title, title);

  return row != NULL ? ADW_ACTION_ROW (row) : NULL;
}

static void
choose_card (Shown *shown, guint position)
{
  GtkSelectionModel *cards = gtk_list_view_get_model (GTK_LIST_VIEW (get_list (shown)));

  gtk_selection_model_select_item (cards, position, TRUE);
}

static gboolean
is_apply_button (GtkWidget *widget, const char *unused)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "adw-entry-apply-symbolic") ==
           0;
}

/* Dots are given by keys, never more than somebody has, each stored at once. */
static void
test_giving (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *first = boards_add_idea (agency, board, "Landing page", 0);
  const char *second = boards_add_idea (agency, board, "Webinar", 400);
  g_autofree char *undone = NULL;
  Shown shown;

  boards_add_note (agency, board, "No idea", 800);
  show (&shown, agency, board);
  choose_card (&shown, 0);
  press (&shown, GDK_KEY_plus);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, first, "Olga"), ==, 0);
  name (&shown, " Olga ");
  g_assert_true (has_person (&shown, "Olga · 3 left"));
  /* Nothing is left to be applied. */
  g_assert_null (find_widget (GTK_WIDGET (shown.dialog), is_apply_button, NULL));
  press (&shown, GDK_KEY_plus);
  press (&shown, GDK_KEY_plus);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, first, "Olga"), ==, 2);
  g_assert_true (has_person (&shown, "Olga · 1 left"));
  choose_card (&shown, 1);
  press (&shown, GDK_KEY_2);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, second, "Olga"), ==, 0);
  press (&shown, GDK_KEY_1);
  press (&shown, GDK_KEY_plus);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, second, "Olga"), ==, 1);
  g_assert_true (has_person (&shown, "Olga · 0 left"));
  name (&shown, "Ivan");
  press (&shown, GDK_KEY_3);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, second, "Ivan"), ==, 3);
  press (&shown, GDK_KEY_minus);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, second, "Ivan"), ==, 2);
  /* Back to the other one. */
  press (&shown, GDK_KEY_Left);
  press (&shown, GDK_KEY_0);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, second, "Olga"), ==, 0);
  g_assert_cmpuint (rapport_voters_get_dots (agency->library, second, "Ivan"), ==, 2);
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  settle ();
  g_assert_true (has_person (&shown, "Olga · 0 left"));
  hide (&shown);
}

static void
vote (Agency *agency, const char *card, const char *who, int dots)
{
  g_assert_true (rapport_voters_give (agency->library, agency->client_id, card, who, dots, NULL));
}

/* The result is by dots; a client who looks on sees neither names nor who was there before. */
static void
test_result (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *first = boards_add_idea (agency, board, "Landing page", 0);
  const char *second = boards_add_idea (agency, board, "Webinar", 400);
  Shown shown;

  vote (agency, first, "Olga", 1);
  vote (agency, second, "Olga", 2);
  vote (agency, second, "Ivan", 3);
  show (&shown, agency, board);
  g_assert_true (has_person (&shown, "Olga · 0 left"));
  g_assert_nonnull (get_result (&shown, "Webinar"));
  g_assert_cmpstr (adw_action_row_get_subtitle (get_result (&shown, "Webinar")), ==,
                   "Ivan 3, Olga 2");
  hide (&shown);
  rapport_onlooker_set_client (rapport_onlooker_of (agency->library), agency->client_id);
  show (&shown, agency, board);
  g_assert_false (has_person (&shown, "Olga · 0 left"));
  g_assert_null (get_result (&shown, "Webinar"));
  hide (&shown);
  rapport_onlooker_set_client (rapport_onlooker_of (agency->library), NULL);
}

static void
test_ballot (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autoptr (RapportIdeaBoard) other = boards_add (agency, "Another");
  const char *a = boards_add_idea (agency, board, "A", 0);
  const char *b = boards_add_idea (agency, board, "B", 400);
  const char *c = boards_add_idea (agency, board, "C", 800);
  const char *elsewhere = boards_add_idea (agency, other, "D", 0);
  g_autoptr (RapportBallot) ballot = NULL;
  g_autoptr (RapportBallot) empty = NULL;
  g_autoptr (GPtrArray) ranked = NULL;
  g_auto (GStrv) people = NULL;
  g_autofree char *told = NULL;

  vote (agency, a, "Olga", 1);
  vote (agency, c, "Olga", 1);
  vote (agency, c, "Ivan", 4);
  vote (agency, b, "Ivan", 1);
  vote (agency, elsewhere, "Olga", 9);
  vote (agency, b, "Pyotr", 2);
  vote (agency, b, "Pyotr", 0);
  ballot = rapport_ballot_new (agency->library, agency->client_id, BOARDS_IDS (a, b, c));
  g_assert_cmpuint (rapport_ballot_get_given (ballot, "Olga"), ==, 2);
  g_assert_cmpuint (rapport_ballot_get_given (ballot, "Pyotr"), ==, 0);
  g_assert_cmpuint (rapport_ballot_get_sum (ballot, c), ==, 5);
  g_assert_cmpuint (rapport_ballot_get_dots (ballot, c, "Ivan"), ==, 4);
  ranked = rapport_ballot_rank (ballot);
  g_assert_cmpuint (ranked->len, ==, 3);
  g_assert_cmpstr (ranked->pdata[0], ==, c);
  g_assert_cmpstr (ranked->pdata[1], ==, a);
  g_assert_cmpstr (ranked->pdata[2], ==, b);
  people = rapport_ballot_list_participants (ballot);
  g_assert_cmpuint (g_strv_length (people), ==, 2);
  told = rapport_ballot_tell (ballot, c);
  g_assert_cmpstr (told, ==, "Ivan 4, Olga 1");
  empty = rapport_ballot_new (agency->library, agency->client_id, (const char *const[]) { NULL });
  g_assert_cmpuint (rapport_ballot_get_given (empty, "Olga"), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  agency_test ("/ideas/voting/ballot", test_ballot);
  agency_test ("/ideas/voting/giving", test_giving);
  agency_test ("/ideas/voting/result", test_result);
  return g_test_run ();
}
