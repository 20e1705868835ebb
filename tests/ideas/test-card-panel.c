/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boards-support.h"
#include "find-widget.h"
#include "rapport-card-panel.h"
#include "rapport-choice-row.h"
#include "rapport-day-button.h"
#include "rapport-text-row.h"

#define YEAR_MONTH rapport_day_new (2026, 11, 1)

typedef struct
{
  GtkWidget *window;
  GtkWidget *panel;
  GtkWidget *elsewhere;
} Shown;

static void
show (Shown *shown, Agency *agency)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  shown->window = adw_window_new ();
  shown->panel = rapport_card_panel_new (agency->library);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 340, 900);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), shown->panel);
  gtk_widget_set_vexpand (overlay, TRUE);
  shown->elsewhere = gtk_button_new_with_label ("Elsewhere");
  gtk_box_append (GTK_BOX (box), shown->elsewhere);
  gtk_box_append (GTK_BOX (box), overlay);
  adw_window_set_content (ADW_WINDOW (shown->window), box);
  gtk_window_present (GTK_WINDOW (shown->window));
  gtk_test_widget_wait_for_draw (shown->window);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
hide (Shown *shown)
{
  GtkWidget *panel = g_object_ref (shown->panel);

  /* A window that goes before the keyboard has found another place keeps the old one. */
  gtk_widget_grab_focus (shown->elsewhere);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  settle ();
  g_assert_finalize_object (panel);
}

static void
select_ids (Shown *shown, const char *const *ids)
{
  rapport_card_panel_set_selection (RAPPORT_CARD_PANEL (shown->panel), ids);
}

#define select_one(shown, id) select_ids (shown, BOARDS_IDS (id))

static gboolean
is_seen (GtkWidget *widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

static gboolean
has_visible_title (GtkWidget *widget, const char *title)
{
  return has_row_title (widget, title) && is_seen (widget);
}

/* The row with this title that can be seen. */
static GtkWidget *
find_row (Shown *shown, const char *title)
{
  return find_widget (shown->panel, has_visible_title, title);
}

static GtkWidget *
need_row (Shown *shown, const char *title)
{
  GtkWidget *row = find_row (shown, title);

  g_test_message ("%s", title);
  g_assert_nonnull (row);
  return row;
}

static gboolean
is_said (GtkWidget *widget, const char *text)
{
  return is_seen (widget) && GTK_IS_LABEL (widget) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
says (Shown *shown, const char *text)
{
  return find_widget (shown->panel, is_said, text) != NULL;
}

static gboolean
has_tooltip (GtkWidget *widget, const char *text)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

static void
set (Agency *agency, RapportRecord *record, guint field, const char *text)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "Set");

  rapport_transaction_set_text (transaction, record, field, text);
  agency_commit (g_steal_pointer (&transaction));
}

/* What is typed into the panel stands in the work item, and back; each choice is a step
 * of undo that takes what follows from it along. */
static void
test_item (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Landing page for doctors", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = NULL;
  GtkWidget *row;
  Shown shown;

  show (&shown, agency);
  g_assert_true (says (&shown, "Nothing Selected"));
  select_one (&shown, id);
  settle ();
  g_assert_true (says (&shown, "Idea or task"));
  row = need_row (&shown, "Title");
  g_assert_nonnull (row);
  rapport_text_row_set_text (RAPPORT_TEXT_ROW (row), "Landing page for surgeons");
  wait_for (g_str_equal (rapport_record_get_text (item, RAPPORT_WORK_ITEM_TITLE),
                         "Landing page for surgeons"));

  row = need_row (&shown, "Status");
  g_signal_emit_by_name (row, "chosen", "done");
  rapport_choice_row_set_value (RAPPORT_CHOICE_ROW (row), "done");
  g_signal_emit_by_name (row, "chosen", "done");
  g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "done"));
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY), ==,
                   rapport_day_new (2026, 11, 22));
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "idea"));
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY), ==, RAPPORT_DAY_NONE);
  g_assert_cmpstr (rapport_choice_row_get_value (RAPPORT_CHOICE_ROW (row)), ==, "idea");
  hide (&shown);
}

/* The client's date follows ours until it is set by hand. */
static void
test_dates (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Landing page", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);
  const RapportDay ours = rapport_day_new (2026, 11, 15);
  GtkWidget *button;
  Shown shown;

  show (&shown, agency);
  select_one (&shown, id);
  settle ();
  button = find_widget (need_row (&shown, "Our date"), has_type_name, "RapportDayButton");
  rapport_day_button_set_day (RAPPORT_DAY_BUTTON (button), ours);
  g_signal_emit_by_name (button, "picked", (int) ours);
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_CLIENT_DATE), ==, ours + 2);
  button = find_widget (need_row (&shown, "Client’s date"), has_type_name, "RapportDayButton");
  rapport_day_button_set_day (RAPPORT_DAY_BUTTON (button), ours + 9);
  g_signal_emit_by_name (button, "picked", (int) ours + 9);
  g_assert_true (rapport_record_get_boolean (item, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND));
  button = find_widget (shown.panel, has_tooltip, "Let It Follow Our Date Again");
  g_assert_true (is_seen (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_CLIENT_DATE), ==, ours + 2);
  hide (&shown);
}

static void
set_figure (Shown *shown, const char *title, const char *text)
{
  GtkWidget *row = find_row (shown, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* The score is worked out while its parts are typed, by the board's method. */
static void
test_score (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Landing page", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);
  GtkWidget *row;
  Shown shown;

  show (&shown, agency);
  select_one (&shown, id);
  g_assert_null (find_row (&shown, "Impact"));
  set (agency, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_SCORE, "ice");
  settle ();
  g_assert_null (find_row (&shown, "Reach"));
  set_figure (&shown, "Impact", "8");
  g_assert_true (says (&shown, "Something is missing"));
  set_figure (&shown, "Confidence", "5");
  set_figure (&shown, "Ease", "2");
  g_assert_true (says (&shown, "80"));
  set_figure (&shown, "Ease", "11");
  g_assert_true (says (&shown, "ICE goes from 1 to 10"));
  row = need_row (&shown, "Ease");
  set_figure (&shown, "Ease", "3");
  g_signal_emit_by_name (row, "entry-activated");
  g_assert_cmpint (rapport_record_get_integer (item, RAPPORT_WORK_ITEM_EASE), ==, 3000000);
  set (agency, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_SCORE, "rice");
  settle ();
  g_assert_null (find_row (&shown, "Ease"));
  g_assert_nonnull (find_row (&shown, "Reach"));
  hide (&shown);
}

/* The row that puts what is selected into the plan of November. */
static gboolean
put (Shown *shown)
{
  GtkWidget *row;

  settle ();
  row = find_row (shown, "Put into the Plan of November 2026");
  if (row != NULL)
    g_signal_emit_by_name (row, "activated");
  settle ();
  return row != NULL;
}

/* One press puts the card into a plan; the line stands in the panel, with the status. */
static void
test_plan (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *idea = boards_add_idea (agency, board, "Landing page", 0);
  const char *note = boards_add_note (agency, board, "Ask about doctors", 300);
  const char *frame = boards_add_frame (agency, board, "First", 600);
  g_autoptr (RapportQuery) plan = rapport_plan_query (agency->client_id, YEAR_MONTH);
  g_autoptr (RapportRecord) item = boards_get_item (agency, idea);
  Shown shown;

  show (&shown, agency);
  g_assert_false (put (&shown));
  select_one (&shown, idea);
  settle ();
  g_assert_null (find_row (&shown, "November 2026"));
  g_assert_true (put (&shown));
  g_assert_cmpuint (agency_count (agency, plan), ==, 1);
  g_assert_true (rapport_record_has_word (item, RAPPORT_WORK_ITEM_STATUS, "planned"));
  g_assert_nonnull (find_row (&shown, "November 2026"));
  g_assert_cmpstr (rapport_choice_row_get_value (RAPPORT_CHOICE_ROW (need_row (&shown, "Status"))),
                   ==, "planned");
  /* Not twice. */
  put (&shown);
  g_assert_cmpuint (agency_count (agency, plan), ==, 1);
  /* A note becomes an idea, and the panel shows it as one. */
  select_one (&shown, note);
  settle ();
  g_assert_null (find_row (&shown, "Why"));
  g_assert_true (put (&shown));
  g_assert_nonnull (find_row (&shown, "Why"));
  g_assert_cmpuint (agency_count (agency, plan), ==, 2);
  select_one (&shown, frame);
  g_assert_false (put (&shown));
  hide (&shown);
}

/* Several at once: one step of undo. */
static void
test_many (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *first = boards_add_idea (agency, board, "Landing page", 0);
  const char *second = boards_add_idea (agency, board, "Webinar", 300);
  const char *note = boards_add_note (agency, board, "Ask", 600);
  g_autoptr (RapportRecord) one = boards_get_item (agency, first);
  g_autoptr (RapportRecord) two = boards_get_item (agency, second);
  g_autofree char *undone = NULL;
  GtkWidget *row;
  Shown shown;

  show (&shown, agency);
  select_ids (&shown, BOARDS_IDS (first, second, note));
  settle ();
  g_assert_true (says (&shown, "3 Things Selected"));
  row = need_row (&shown, "Status");
  g_assert_cmpstr (rapport_choice_row_get_value (RAPPORT_CHOICE_ROW (row)), ==, "idea");
  g_signal_emit_by_name (row, "chosen", "testing");
  g_assert_true (rapport_record_has_word (one, RAPPORT_WORK_ITEM_STATUS, "testing"));
  g_assert_true (rapport_record_has_word (two, RAPPORT_WORK_ITEM_STATUS, "testing"));
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  g_assert_true (rapport_record_has_word (one, RAPPORT_WORK_ITEM_STATUS, "idea"));
  g_assert_true (rapport_record_has_word (two, RAPPORT_WORK_ITEM_STATUS, "idea"));
  select_ids (&shown, NULL);
  g_assert_true (says (&shown, "Nothing Selected"));
  hide (&shown);
}

/* Hundreds are looked at, and changed, in turns: one step of undo as well. */
static void
test_very_many (Agency *agency, gconstpointer data)
{
  enum
  {
    N = 250
  };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autoptr (RapportRecord) last = NULL;
  g_autofree const char **ids = g_new0 (const char *, N + 1);
  g_autofree char *undone = NULL;
  GtkWidget *row;
  Shown shown;

  for (guint i = 0; i < N; i++)
    ids[i] = boards_add_idea (agency, board, "Landing page", i * 10.0);
  last = boards_get_item (agency, ids[N - 1]);
  show (&shown, agency);
  select_ids (&shown, ids);
  g_assert_true (says (&shown, "250 Things Selected"));
  row = need_row (&shown, "Status");
  g_assert_cmpstr (rapport_choice_row_get_value (RAPPORT_CHOICE_ROW (row)), ==, "");
  wait_for (g_str_equal (rapport_choice_row_get_value (RAPPORT_CHOICE_ROW (row)), "idea"));
  g_signal_emit_by_name (row, "chosen", "testing");
  g_assert_false (gtk_widget_is_sensitive (row));
  g_assert_true (rapport_record_has_word (last, RAPPORT_WORK_ITEM_STATUS, "idea"));
  wait_for (gtk_widget_is_sensitive (row));
  g_assert_true (rapport_record_has_word (last, RAPPORT_WORK_ITEM_STATUS, "testing"));
  wait_for (g_str_equal (rapport_choice_row_get_value (RAPPORT_CHOICE_ROW (row)), "testing"));
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  g_assert_cmpstr (undone, ==, "Change Status");
  g_assert_true (rapport_record_has_word (last, RAPPORT_WORK_ITEM_STATUS, "idea"));
  /* Something else is selected while they are looked at. */
  select_ids (&shown, ids);
  select_ids (&shown, BOARDS_IDS (ids[0], ids[1]));
  settle ();
  g_assert_true (says (&shown, "2 Things Selected"));
  hide (&shown);
}

/* Dots of participants, their sum, and how they are taken back. */
static void
test_votes (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Landing page", 0);
  GtkWidget *button;
  GtkWidget *row;
  Shown shown;

  show (&shown, agency);
  select_one (&shown, id);
  settle ();
  g_assert_true (says (&shown, "0 dots"));
  row = need_row (&shown, "Dot from someone else");
  gtk_editable_set_text (GTK_EDITABLE (row), " Olga Petrova ");
  g_signal_emit_by_name (row, "apply");
  settle ();
  g_assert_nonnull (find_row (&shown, "Olga Petrova"));
  g_assert_true (says (&shown, "1 dot"));
  button = find_widget (shown.panel, has_tooltip, "One more dot from Olga Petrova");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (says (&shown, "2 dots"));
  button = find_widget (shown.panel, has_tooltip, "One dot less from Olga Petrova");
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (says (&shown, "0 dots"));
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (find_row (&shown, "Olga Petrova"));
  hide (&shown);
}

/* A remark is kept with who said it and when; one that is not added yet waits for its
 * card. */
static void
test_remarks (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *first = boards_add_idea (agency, board, "Landing page", 0);
  const char *second = boards_add_idea (agency, board, "Webinar", 300);
  g_autofree char *kept = NULL;
  GtkWidget *text;
  GtkWidget *add;
  Shown shown;

  show (&shown, agency);
  select_one (&shown, first);
  settle ();
  text = need_row (&shown, "New remark");
  add = need_row (&shown, "Add Remark");
  g_assert_false (gtk_widget_is_sensitive (add));
  rapport_text_row_set_text (RAPPORT_TEXT_ROW (text), "Not <b>before</b> May");
  select_one (&shown, second);
  settle ();
  g_assert_false (gtk_widget_is_sensitive (add));
  select_one (&shown, first);
  settle ();
  kept = rapport_text_row_get_text (RAPPORT_TEXT_ROW (text));
  g_assert_cmpstr (kept, ==, "Not <b>before</b> May");
  gtk_editable_set_text (GTK_EDITABLE (need_row (&shown, "Said by")), "Olga");
  g_signal_emit_by_name (add, "activated");
  settle ();
  g_assert_nonnull (find_row (&shown, "Not <b>before</b> May"));
  g_assert_true (says (&shown, "Olga · today") || says (&shown, "Olga · Today"));
  g_signal_emit_by_name (find_widget (shown.panel, has_tooltip, "Delete Remark"), "clicked");
  settle ();
  g_assert_null (find_row (&shown, "Not <b>before</b> May"));
  hide (&shown);
}

/* Of very many only the newest are there until more are asked for. */
static void
test_many_remarks (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *card = boards_add_idea (agency, board, "Landing page", 0);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Say Much");
  Shown shown;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf ("Said %u.", i);
      RapportRecord *remark = rapport_transaction_create (transaction, RAPPORT_TYPE_REMARK);

      rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_CLIENT, agency->client_id);
      rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_PLACEMENT, card);
      rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_TEXT, text);
      rapport_transaction_set (transaction, remark, RAPPORT_RECORD_CREATED,
                               g_variant_new_int64 (1000 + i));
    }
  agency_commit (transaction);
  show (&shown, agency);
  select_one (&shown, card);
  settle ();
  need_row (&shown, "Said 29.");
  need_row (&shown, "Said 10.");
  g_assert_null (find_row (&shown, "Said 9."));
  g_signal_emit_by_name (need_row (&shown, "Show Earlier Remarks"), "activated");
  settle ();
  need_row (&shown, "Said 0.");
  need_row (&shown, "Said 29.");
  g_assert_null (find_row (&shown, "Show Earlier Remarks"));
  hide (&shown);
}

/* What the same idea was tried as before is told, with how it ended. */
static void
test_tried (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autoptr (RapportIdeaBoard) other = boards_add (agency, "Last year");
  const char *old = boards_add_idea (agency, other, "Webinars for doctors", 0);
  const char *id = boards_add_idea (agency, board, "A webinar for the doctors", 0);
  g_autoptr (RapportRecord) before = boards_get_item (agency, old);
  GtkWidget *row;
  Shown shown;

  set (agency, before, RAPPORT_WORK_ITEM_RESULT, "Nobody came");
  set (agency, before, RAPPORT_WORK_ITEM_STATUS, "rejected");
  show (&shown, agency);
  select_one (&shown, id);
  settle ();
  row = need_row (&shown, "Webinars for doctors");
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Nobody came"));
  g_object_set (shown.panel, "public-only", TRUE, NULL);
  settle ();
  g_assert_null (find_row (&shown, "Webinars for doctors"));
  hide (&shown);
}

static void
opened_cb (RapportCardPanel *panel, const char *board, const char *card, gpointer user_data)
{
  char **opened = user_data;

  g_set_str (opened, card);
}

/* The other boards on which the same idea lies. */
static void
test_boards (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autoptr (RapportIdeaBoard) other = boards_add (agency, "Half a year");
  const char *id = boards_add_idea (agency, board, "Webinar", 0);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "Copy");
  g_autoptr (GPtrArray) copies = rapport_cards_copy (transaction, agency->library,
                                                     rapport_record_get_id (RAPPORT_RECORD (other)),
                                                     BOARDS_IDS (id), 0, 0, TRUE);
  g_autofree char *copy = g_strdup (rapport_record_get_id (copies->pdata[0]));
  g_autofree char *opened = NULL;
  Shown shown;

  agency_commit (g_steal_pointer (&transaction));
  show (&shown, agency);
  g_signal_connect (shown.panel, "card-opened", G_CALLBACK (opened_cb), &opened);
  select_one (&shown, id);
  settle ();
  g_signal_emit_by_name (need_row (&shown, "Half a year"), "activated");
  g_assert_cmpstr (opened, ==, copy);
  hide (&shown);
}

/* Nothing that is for the team or for the user alone. */
static void
test_public (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Webinar", 0);
  const char *frame = boards_add_frame (agency, board, "First", 600);
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);
  Shown shown;

  set (agency, RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_SCORE, "ice");
  show (&shown, agency);
  select_one (&shown, id);
  settle ();
  g_assert_nonnull (find_row (&shown, "Our date"));
  g_assert_nonnull (find_row (&shown, "Owner"));
  g_assert_nonnull (find_row (&shown, "Impact"));
  g_object_set (shown.panel, "public-only", TRUE, NULL);
  settle ();
  g_assert_nonnull (find_row (&shown, "Client’s date"));
  g_assert_null (find_row (&shown, "Our date"));
  g_assert_null (find_row (&shown, "Owner"));
  g_assert_null (find_row (&shown, "Impact"));
  g_assert_null (find_row (&shown, "Notes"));
  g_assert_null (find_row (&shown, "Dot from someone else"));
  select_one (&shown, frame);
  settle ();
  g_assert_nonnull (find_row (&shown, "Title"));
  g_assert_null (find_row (&shown, "Notes"));
  /* A card that is not for the client is not there at all. */
  select_one (&shown, id);
  set (agency, item, RAPPORT_RECORD_AUDIENCE, "team");
  settle ();
  g_object_set (shown.panel, "public-only", FALSE, NULL);
  g_assert_nonnull (find_row (&shown, "Title"));
  g_object_set (shown.panel, "public-only", TRUE, NULL);
  settle ();
  g_assert_null (find_row (&shown, "Title"));
  g_assert_true (says (&shown, "Only for the Team"));
  hide (&shown);
}

static RapportRecord *
add_record (RapportTransaction *transaction, Agency *agency, GType type, const char *audience)
{
  RapportRecord *record = rapport_transaction_create (transaction, type);
  const RapportRecordInfo *info = rapport_record_get_info (record);

  rapport_transaction_set_text (transaction, record, (guint) info->client, agency->client_id);
  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, audience);
  return record;
}

static void
assert_row (Shown *shown, const char *title, gboolean there)
{
  g_test_message ("%s", title);
  g_assert_cmpint (find_row (shown, title) != NULL, ==, there);
}

/* Neither are other records that are for the team: remarks, parts, boards. */
static void
test_public_records (Agency *agency, gconstpointer data)
{
  static const char *const audiences[] = { "client", "team", "me" };
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  g_autoptr (RapportIdeaBoard) hidden = boards_add (agency, "Secret board");
  const char *id = boards_add_idea (agency, board, "Webinar", 0);
  g_autoptr (RapportRecord) item = boards_get_item (agency, id);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (agency->library, "Add");
  g_autoptr (GPtrArray) copies = rapport_cards_copy (
    transaction, agency->library, rapport_record_get_id (RAPPORT_RECORD (hidden)), BOARDS_IDS (id),
    0, 0, TRUE);
  Shown shown;

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (hidden), RAPPORT_RECORD_AUDIENCE,
                                "team");
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      g_autofree char *said = g_strdup_printf ("Said for %s", audiences[i]);
      g_autofree char *part = g_strdup_printf ("Part for %s", audiences[i]);
      RapportRecord *remark = add_record (transaction, agency, RAPPORT_TYPE_REMARK, audiences[i]);
      RapportRecord *task = add_record (transaction, agency, RAPPORT_TYPE_WORK_ITEM, audiences[i]);

      rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_PLACEMENT, id);
      rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_TEXT, said);
      rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_PARENT,
                                    rapport_record_get_id (item));
      rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_TITLE, part);
    }
  agency_commit (g_steal_pointer (&transaction));
  show (&shown, agency);
  select_one (&shown, id);
  for (guint public_only = 0; public_only < 2; public_only++)
    {
      g_object_set (shown.panel, "public-only", public_only != 0, NULL);
      settle ();
      assert_row (&shown, "Said for client", TRUE);
      assert_row (&shown, "Part for client", TRUE);
      assert_row (&shown, "Said for team", public_only == 0);
      assert_row (&shown, "Said for me", public_only == 0);
      assert_row (&shown, "Part for team", public_only == 0);
      assert_row (&shown, "Part for me", public_only == 0);
      assert_row (&shown, "Secret board", public_only == 0);
    }
  hide (&shown);
}

/* Notes, frames and connectors have rows of their own; what is taken off the board
 * leaves the panel, and comes back with undo. */
static void
test_own (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *note = boards_add_note (agency, board, "Ask", 0);
  const char *idea = boards_add_idea (agency, board, "Webinar", 300);
  const char *edge = boards_connect (agency, board, note, idea);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (RapportRecord) record = boards_get (agency, note);
  g_autofree char *undone = NULL;
  Shown shown;

  show (&shown, agency);
  select_one (&shown, note);
  settle ();
  rapport_text_row_set_text (RAPPORT_TEXT_ROW (need_row (&shown, "Text")), "Ask them");
  wait_for (g_str_equal (rapport_record_get_text (record, RAPPORT_PLACEMENT_TEXT), "Ask them"));
  g_assert_null (find_row (&shown, "Address"));
  select_one (&shown, edge);
  settle ();
  g_assert_nonnull (find_row (&shown, "Label"));
  g_assert_null (find_row (&shown, "Text"));
  select_one (&shown, note);
  transaction = rapport_transaction_begin (agency->library, "Remove");
  rapport_cards_remove (transaction, agency->library,
                        rapport_record_get_id (RAPPORT_RECORD (board)), BOARDS_IDS (note));
  agency_commit (g_steal_pointer (&transaction));
  settle ();
  g_assert_true (says (&shown, "Nothing Selected"));
  undone = rapport_library_undo (agency->library, agency->client_id, FALSE, NULL);
  settle ();
  g_assert_nonnull (find_row (&shown, "Text"));
  hide (&shown);
}

/* A panel that goes lets go of everything, also while something waits to be read. */
static void
test_gone (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportIdeaBoard) board = boards_add (agency, "Strategy");
  const char *id = boards_add_idea (agency, board, "Webinar", 0);
  GtkWidget *panel = g_object_ref_sink (rapport_card_panel_new (agency->library));

  rapport_card_panel_set_selection (RAPPORT_CARD_PANEL (panel), BOARDS_IDS (id));
  g_assert_finalize_object (panel);
  settle ();
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  agency_test ("/ideas/card-panel/item", test_item);
  agency_test ("/ideas/card-panel/dates", test_dates);
  agency_test ("/ideas/card-panel/score", test_score);
  agency_test ("/ideas/card-panel/plan", test_plan);
  agency_test ("/ideas/card-panel/many", test_many);
  agency_test ("/ideas/card-panel/very-many", test_very_many);
  agency_test ("/ideas/card-panel/votes", test_votes);
  agency_test ("/ideas/card-panel/remarks", test_remarks);
  agency_test ("/ideas/card-panel/many-remarks", test_many_remarks);
  agency_test ("/ideas/card-panel/tried", test_tried);
  agency_test ("/ideas/card-panel/boards", test_boards);
  agency_test ("/ideas/card-panel/public", test_public);
  agency_test ("/ideas/card-panel/public-records", test_public_records);
  agency_test ("/ideas/card-panel/own", test_own);
  agency_test ("/ideas/card-panel/gone", test_gone);
  return g_test_run ();
}
