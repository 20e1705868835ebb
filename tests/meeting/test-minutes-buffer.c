/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-buffer.h"

#include "rapport-cards.h"
#include "rapport-onlooker.h"
#include "rapport-plan.h"
#include "rules-support.h"

#include <string.h>

typedef struct
{
  Agency agency;
  RapportMeeting *meeting;
  RapportRecord *items[2];
  RapportMinutesBuffer *buffer;
} Text;

static void
set_up (Text *text, gconstpointer data)
{
  static const char *const titles[] = { "Landing page", "Budget" };
  RapportTransaction *transaction;
  RapportRecord *meeting;

  agency_set_up (&text->agency, NULL);
  transaction = rapport_transaction_begin (text->agency.library, "Set up");
  meeting = rapport_transaction_create (transaction, RAPPORT_TYPE_MEETING);
  text->meeting = g_object_ref (RAPPORT_MEETING (meeting));
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_CLIENT,
                                text->agency.client_id);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START,
                                "2026-11-22T10:00[Europe/Moscow]");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_AGENDA_ITEM);

      text->items[i] = g_object_ref (item);
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_TITLE, titles[i]);
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_CLIENT,
                                    text->agency.client_id);
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_MEETING,
                                    rapport_record_get_id (meeting));
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_ORDER,
                                    i == 0 ? "a" : "b");
    }
  agency_commit (transaction);
  text->buffer = rapport_minutes_buffer_new (text->agency.library);
  rapport_minutes_buffer_set_meeting (text->buffer, text->meeting);
}

static void
tear_down (Text *text, gconstpointer data)
{
  g_assert_finalize_object (text->buffer);
  g_clear_object (&text->meeting);
  g_clear_object (&text->items[0]);
  g_clear_object (&text->items[1]);
  agency_tear_down (&text->agency, NULL);
}

/* What comes from outside comes in an idle moment. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The text with what each line is in front; titles in brackets, private lines with a lock. */
static char *
show (Text *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < rapport_minutes_buffer_get_n_paragraphs (text->buffer); i++)
    {
      const RapportMinutesParagraph *paragraph =
        rapport_minutes_buffer_get_paragraph (text->buffer, i);
      g_autofree char *words = rapport_minutes_buffer_get_words (text->buffer, i);
      g_string_append (shown, i > 0 ? "|" : "");
      if (paragraph->heading)
        g_string_append_printf (shown, "[%s]", words);
      else if (g_str_equal (paragraph->kind, "text"))
        g_string_append_printf (shown, "%s%s", paragraph->is_private ? "*" : "", words);
      else
        g_string_append_printf (shown, "%s%s:%s", paragraph->is_private ? "*" : "", paragraph->kind,
                                words);
    }
  return g_string_free_and_steal (g_steal_pointer (&shown));
}

static void
assert_shown (Text *text, const char *expected)
{
  g_autofree char *shown = show (text);

  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpint (gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (text->buffer)), ==,
                   rapport_minutes_buffer_get_n_paragraphs (text->buffer));
}

/* Types a letter at a time, as a user does. "<" is the backspace key. */
static void
type (Text *text, const char *letters)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (text->buffer);

  for (const char *at = letters; *at != '\0'; at = g_utf8_next_char (at))
    {
      GtkTextIter cursor;

      gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
      if (*at == '<')
        gtk_text_buffer_backspace (buffer, &cursor, TRUE, TRUE);
      else
        gtk_text_buffer_insert_interactive_at_cursor (buffer, at,
                                                      (int) (g_utf8_next_char (at) - at), TRUE);
    }
}

static void
go (Text *text, guint line, int column)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (text->buffer), &at, (int) line, column);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (text->buffer), &at);
}

static void
delete_range (Text *text, guint first, int from, guint last, int to)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (text->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, (int) first, from);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &end, (int) last, to);
  gtk_text_buffer_delete_interactive (buffer, &start, &end, TRUE);
}

static guint
count (Text *text, GType record)
{
  g_autoptr (RapportQuery) query = rapport_query_new (record);

  return agency_count (&text->agency, query);
}

/* What is on the disk is what is shown: another reader sees the same. */
static void
assert_written (Text *text)
{
  g_autoptr (RapportMinutesBuffer) other = rapport_minutes_buffer_new (text->agency.library);
  g_autoptr (GString) mine = g_string_new (NULL);
  g_autoptr (GString) theirs = g_string_new (NULL);
  RapportMinutesBuffer *buffers[] = { text->buffer, other };
  GString *strings[] = { mine, theirs };

  rapport_minutes_buffer_flush (text->buffer);
  rapport_minutes_buffer_set_meeting (other, text->meeting);
  for (guint b = 0; b < 2; b++)
    for (guint i = 0; i < rapport_minutes_buffer_get_n_paragraphs (buffers[b]); i++)
      {
        const RapportMinutesParagraph *paragraph =
          rapport_minutes_buffer_get_paragraph (buffers[b], i);
        g_autofree char *words = rapport_minutes_buffer_get_words (buffers[b], i);

        /* Empty lines are for the eye only. */
        if (words[strspn (words, " \t")] != '\0')
          g_string_append_printf (strings[b], "%s%s:%s\n", paragraph->kind,
                                  paragraph->is_private ? "*" : "", words);
      }
  g_assert_cmpstr (theirs->str, ==, mine->str);
}

static void
test_signs (Text *text, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *shown;
  } cases[] = {
    { "Hello", "Hello" },
    { "! No banners", "decision:No banners" },
    { "= Letters go to both", "agreement:Letters go to both" },
    { "+ Prices by Friday", "task:Prices by Friday" },
    { "? Season ends", "risk:Season ends" },
    { "% Print", "exclusion:Print" },
    { ": Another photo", "remark:Another photo" },
    { "// Thin margin", "*Thin margin" },
    { "// + Raise the price", "*task:Raise the price" },
    { "задача: цены", "task:цены" },
    { "Решили: цены", "decision:цены" },
    { "+ + Prices", "task:Prices" },
    { "+ ! Prices", "decision:Prices" },
    { "+7 999", "+7 999" },
    { "- one", "- one" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected =
        g_strdup_printf ("[Landing page]|%s|[Budget]||[Other]|", cases[i].shown);

      go (text, 1, 0);
      type (text, cases[i].typed);
      assert_shown (text, expected);
      assert_written (text);
      rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "text");
      delete_range (text, 1, 0, 1, 1000);
      rapport_minutes_buffer_set_private (text->buffer, 1, 1, FALSE);
      if (rapport_minutes_buffer_get_paragraph (text->buffer, 1)->kind != g_intern_string ("text"))
        rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "text");
    }
}

/* Lines are split, joined, taken out and put back, and stay the records that they were. */
static void
test_lines (Text *text, gconstpointer data)
{
  g_autofree char *first = NULL;

  go (text, 1, 0);
  type (text, "+ Prices by Friday\nSaid one\nSaid two");
  assert_shown (text, "[Landing page]|task:Prices by Friday|Said one|Said two|[Budget]||[Other]|");
  assert_written (text);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_MINUTES_LINE), ==, 3);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_WORK_ITEM), ==, 1);
  first = g_strdup (rapport_record_get_id (
    RAPPORT_RECORD (rapport_minutes_buffer_get_paragraph (text->buffer, 1)->line)));

  /* A break at its beginning moves the task down. */
  go (text, 1, 0);
  type (text, "\n");
  assert_shown (text, "[Landing page]||task:Prices by Friday|Said one|Said two|[Budget]||[Other]|");
  go (text, 1, 0);
  type (text, "Above");
  assert_written (text);
  g_assert_cmpstr (rapport_record_get_id (
                     RAPPORT_RECORD (rapport_minutes_buffer_get_paragraph (text->buffer, 2)->line)),
                   ==, first);

  /* A split in the middle leaves it with the first half. */
  go (text, 3, 4);
  type (text, "\n");
  assert_shown (text,
                "[Landing page]|Above|task:Prices by Friday|Said| one|Said two|[Budget]||[Other]|");
  type (text, "<");
  assert_shown (text,
                "[Landing page]|Above|task:Prices by Friday|Said one|Said two|[Budget]||[Other]|");
  assert_written (text);

  /* Taken out with its break, and put in elsewhere: the same task. */
  delete_range (text, 2, 0, 3, 0);
  assert_shown (text, "[Landing page]|Above|Said one|Said two|[Budget]||[Other]|");
  assert_written (text);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_WORK_ITEM), ==, 0);
  go (text, 5, 0);
  rapport_minutes_buffer_type (text->buffer, "Prices by Friday");
  assert_written (text);
  assert_shown (text,
                "[Landing page]|Above|Said one|Said two|[Budget]|task:Prices by Friday|[Other]|");
  g_assert_cmpstr (rapport_record_get_id (
                     RAPPORT_RECORD (rapport_minutes_buffer_get_paragraph (text->buffer, 5)->line)),
                   ==, first);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_WORK_ITEM), ==, 1);
}

/* Titles can't be typed into, taken out or joined with a line. */
static void
test_titles (Text *text, gconstpointer data)
{
  GtkTextIter start, end;

  go (text, 1, 0);
  type (text, "One");
  go (text, 3, 0);
  type (text, "Two<<<<<<<<");
  go (text, 3, 0);
  type (text, "Two");
  go (text, 2, 2);
  type (text, "X<");
  go (text, 1, 3);
  delete_range (text, 1, 3, 2, 0);
  assert_shown (text, "[Landing page]|One|[Budget]|Two|[Other]|");
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (text->buffer), &start, &end);
  gtk_text_buffer_delete_interactive (GTK_TEXT_BUFFER (text->buffer), &start, &end, TRUE);
  settle ();
  assert_shown (text, "[Landing page]||[Budget]||[Other]|");
  delete_range (text, 1, 0, 2, 0);
  settle ();
  assert_shown (text, "[Landing page]||[Budget]||[Other]|");
  assert_written (text);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_MINUTES_LINE), ==, 0);
}

/* What others change comes in, and the cursor stays among the words it stands in. */
static void
test_outside (Text *text, gconstpointer data)
{
  RapportTransaction *transaction;
  g_autoptr (RapportRecord) task = NULL;
  RapportMinutesLine *line;
  RapportLineWords words = { .kind = "text", .side = "" };
  GtkTextIter cursor;
  char said[] = "A colleague's", nothing[] = "";

  go (text, 1, 0);
  type (text, "+ Prices by 27 Nov\nNotes");
  rapport_minutes_buffer_flush (text->buffer);
  line = rapport_minutes_buffer_get_paragraph (text->buffer, 1)->line;
  task = rapport_minutes_get_target (text->agency.library, line);
  transaction = rapport_transaction_begin (text->agency.library, "In the plan");
  rapport_work_item_set_client_date (transaction, text->agency.library, RAPPORT_WORK_ITEM (task),
                                     rapport_day_parse ("2026-12-04"));
  words.text = words.title = said;
  words.who = words.person = nothing;
  rapport_minutes_add_line (transaction, text->agency.library, text->meeting,
                            rapport_record_get_id (text->items[0]), line, &words);
  agency_commit (transaction);
  settle ();
  assert_shown (text, "[Landing page]|task:Prices by 4 December 2026|A "
                      "colleague's|Notes|[Budget]||[Other]|");
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (text->buffer), &cursor,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (text->buffer)));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&cursor), ==, 5);
  transaction = rapport_transaction_begin (text->agency.library, "Delete");
  rapport_minutes_remove_line (transaction, text->agency.library,
                               rapport_minutes_buffer_get_paragraph (text->buffer, 2)->line);
  agency_commit (transaction);
  settle ();
  assert_shown (text, "[Landing page]|task:Prices by 4 December 2026|Notes|[Budget]||[Other]|");
  assert_written (text);
}

static void
undo (Text *text, gboolean redo)
{
  g_autofree char *label = NULL;

  rapport_minutes_buffer_flush (text->buffer);
  label = rapport_library_undo (text->agency.library, text->agency.client_id, redo, NULL);
  settle ();
}

static void
test_undo (Text *text, gconstpointer data)
{
  go (text, 1, 0);
  type (text, "Prices\nTexts");
  undo (text, FALSE);
  assert_shown (text, "[Landing page]|Prices|[Budget]||[Other]|");
  type (text, "+");
  assert_shown (text, "[Landing page]|Prices+|[Budget]||[Other]|");
  undo (text, FALSE);
  undo (text, FALSE);
  assert_shown (text, "[Landing page]||[Budget]||[Other]|");
  undo (text, TRUE);
  assert_shown (text, "[Landing page]|Prices|[Budget]||[Other]|");
  go (text, 1, 6);
  type (text, "\nTexts");
  undo (text, FALSE);
  undo (text, TRUE);
  assert_shown (text, "[Landing page]|Prices|Texts|[Budget]||[Other]|");
  rapport_minutes_buffer_set_kind (text->buffer, 1, 2, "task");
  g_assert_cmpuint (count (text, RAPPORT_TYPE_WORK_ITEM), ==, 2);
  undo (text, FALSE);
  assert_shown (text, "[Landing page]|Prices|Texts|[Budget]||[Other]|");
  g_assert_cmpuint (count (text, RAPPORT_TYPE_WORK_ITEM), ==, 0);
  undo (text, TRUE);
  assert_shown (text, "[Landing page]|task:Prices|task:Texts|[Budget]||[Other]|");
  rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "task");
  assert_shown (text, "[Landing page]|Prices|task:Texts|[Budget]||[Other]|");
}

static RapportRecord *
add_card (Text *text, const char *title, const char *audience)
{
  RapportTransaction *transaction = rapport_transaction_begin (text->agency.library, "Card");
  RapportIdeaBoard *board =
    rapport_boards_add (transaction, text->agency.library, text->agency.client_id, "Board");
  const RapportNewCard card = { .kind = "item", .title = title };
  RapportPlacement *placement = rapport_cards_add (
    transaction, text->agency.library, rapport_record_get_id (RAPPORT_RECORD (board)), &card);
  RapportRecord *record = g_object_ref (RAPPORT_RECORD (placement));

  rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, audience);
  agency_commit (transaction);
  return record;
}

static void
assert_card (Text *text, guint index, const char *title)
{
  g_assert_cmpstr (rapport_minutes_buffer_get_paragraph (text->buffer, index)->card_title, ==,
                   title);
}

/* A remark is tied to a card, and says what that is called now. */
static void
test_card (Text *text, gconstpointer data)
{
  g_autoptr (RapportRecord) card = add_card (text, "Doors", "client");
  g_autoptr (RapportRecord) hidden = add_card (text, "Margins", "team");
  g_autoptr (RapportRecord) item = NULL;
  RapportTransaction *transaction;

  go (text, 1, 0);
  type (text, ": Another photo");
  g_assert_true (rapport_minutes_buffer_can_set_card (text->buffer, 1));
  g_assert_false (rapport_minutes_buffer_can_set_card (text->buffer, 0));
  g_assert_false (rapport_minutes_buffer_can_set_card (text->buffer, 3));
  rapport_minutes_buffer_set_card (text->buffer, 1, rapport_record_get_id (card));
  assert_card (text, 1, "Doors");
  rapport_minutes_buffer_set_card (text->buffer, 3, rapport_record_get_id (card));
  assert_card (text, 3, NULL);

  /* The card is renamed elsewhere. */
  item = rapport_library_get (text->agency.library, RAPPORT_TYPE_WORK_ITEM,
                              rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM));
  transaction = rapport_transaction_begin (text->agency.library, "Rename");
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, "Gates");
  agency_commit (transaction);
  settle ();
  assert_card (text, 1, "Gates");

  /* Typing on leaves the tie; an undo of the tie leaves the words. */
  rapport_minutes_buffer_set_card (text->buffer, 1, rapport_record_get_id (hidden));
  assert_card (text, 1, "Margins");
  undo (text, FALSE);
  assert_card (text, 1, "Gates");
  undo (text, TRUE);
  assert_card (text, 1, "Margins");
  go (text, 1, 13);
  type (text, "s");
  rapport_minutes_buffer_flush (text->buffer);
  assert_shown (text, "[Landing page]|remark:Another photos|[Budget]||[Other]|");
  assert_card (text, 1, "Margins");

  /* What is not for the client is not named before the client. */
  rapport_onlooker_set_client (rapport_onlooker_of (text->agency.library), text->agency.client_id);
  assert_card (text, 1, NULL);
  rapport_onlooker_set_client (rapport_onlooker_of (text->agency.library), NULL);
  assert_card (text, 1, "Margins");

  /* None any more, and no remark any more. */
  rapport_minutes_buffer_set_card (text->buffer, 1, NULL);
  assert_card (text, 1, NULL);
  undo (text, FALSE);
  assert_card (text, 1, "Margins");
  rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "text");
  assert_card (text, 1, NULL);
  g_assert_false (rapport_minutes_buffer_can_set_card (text->buffer, 1));
  undo (text, FALSE);
  assert_card (text, 1, "Margins");
  assert_written (text);
}

/* While the client looks on, what is private is not in the text at all. */
static void
test_onlooker (Text *text, gconstpointer data)
{
  RapportOnlooker *onlooker = rapport_onlooker_of (text->agency.library);

  go (text, 1, 0);
  type (text, "// Thin margin\nOpen words");
  rapport_minutes_buffer_set_private (text->buffer, 2, 2, FALSE);
  rapport_onlooker_set_client (onlooker, text->agency.client_id);
  assert_shown (text, "[Landing page]|Open words|[Budget]||[Other]|");
  go (text, 1, 10);
  type (text, "!\nMore");
  rapport_minutes_buffer_flush (text->buffer);
  rapport_onlooker_set_client (onlooker, NULL);
  assert_shown (text, "[Landing page]|*Thin margin|Open words!|More|[Budget]||[Other]|");
}

/* A paste of thousands of lines is written in turns, and undone at once. */
static void
test_paste (Text *text, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (many, "%sLine %u of a long letter", i > 0 ? "\n" : "", i);
  go (text, 1, 0);
  rapport_minutes_buffer_paste (text->buffer, many->str);
  rapport_minutes_buffer_flush (text->buffer);
  g_assert_false (rapport_minutes_buffer_is_pasting (text->buffer));
  g_assert_cmpuint (count (text, RAPPORT_TYPE_MINUTES_LINE), ==, 3000);
  assert_written (text);
  undo (text, FALSE);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_MINUTES_LINE), ==, 0);
}

static void
count_cb (guint *told)
{
  (*told)++;
}

static GPtrArray *
make_files (guint n)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_file_data_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = g_strdup_printf ("picture %u", i);
      g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));

      g_ptr_array_add (files, rapport_file_data_new ("Picture", "image/png", bytes));
    }
  return files;
}

static guint
count_pictures (const char *line_id, gpointer user_data)
{
  return 2;
}

/* Pictures are kept with a line, for the team; an empty one gets a word; one step of undo. */
static void
test_attach (Text *text, gconstpointer data)
{
  static const struct
  {
    guint index;
    const char *typed;
    const char *shown;
    guint n;
  } cases[] = {
    { 1, "", "Picture", 1 },
    { 1, "A sketch", "A sketch", 2 },
    { 1, ": A sketch", "remark:A sketch", 1 },
    { 1, "// A sketch", "*A sketch", 1 },
  };
  g_autoptr (GPtrArray) one = make_files (1);
  guint told = 0;

  g_signal_connect_swapped (text->buffer, "told", G_CALLBACK (count_cb), &told);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) files = make_files (cases[i].n);
      g_autofree char *shown =
        g_strdup_printf ("[Landing page]|%s|[Budget]||[Other]|", cases[i].shown);
      g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ATTACHMENT);
      g_autoptr (GPtrArray) kept = NULL;
      const RapportMinutesParagraph *paragraph;

      go (text, 1, 0);
      type (text, cases[i].typed);
      rapport_minutes_buffer_attach (text->buffer, cases[i].index, files);
      assert_shown (text, shown);
      kept = rapport_library_find (text->agency.library, query, NULL);
      g_assert_cmpuint (kept->len, ==, cases[i].n);
      paragraph = rapport_minutes_buffer_get_paragraph (text->buffer, cases[i].index);
      g_assert_cmpstr (rapport_record_get_text (kept->pdata[0], RAPPORT_ATTACHMENT_ABOUT), ==,
                       rapport_record_get_id (RAPPORT_RECORD (paragraph->line)));
      g_assert_cmpstr (rapport_record_get_text (kept->pdata[0], RAPPORT_RECORD_AUDIENCE), ==,
                       "team");
      undo (text, FALSE);
      g_assert_cmpuint (count (text, RAPPORT_TYPE_ATTACHMENT), ==, 0);
      assert_shown (text, *cases[i].typed == '\0' ? "[Landing page]||[Budget]||[Other]|" : shown);
      delete_range (text, 1, 0, 1, 1000);
      rapport_minutes_buffer_set_private (text->buffer, 1, 1, FALSE);
      if (!g_str_equal (rapport_minutes_buffer_get_paragraph (text->buffer, 1)->kind, "text"))
        rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "text");
    }
  g_assert_cmpuint (told, ==, 0);

  /* Not with a title. */
  rapport_minutes_buffer_attach (text->buffer, 0, one);
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_ATTACHMENT), ==, 0);

  /* Room is made for lines alone. */
  go (text, 1, 0);
  type (text, "One");
  rapport_minutes_buffer_flush (text->buffer);
  rapport_minutes_buffer_set_pictured (text->buffer, count_pictures, NULL);
  rapport_minutes_buffer_make_room (text->buffer);
  g_assert_cmpuint (rapport_minutes_buffer_get_paragraph (text->buffer, 0)->n_pictures, ==, 0);
  g_assert_cmpuint (rapport_minutes_buffer_get_paragraph (text->buffer, 1)->n_pictures, ==, 2);
  g_assert_cmpuint (rapport_minutes_buffer_get_paragraph (text->buffer, 3)->n_pictures, ==, 0);
}

/* What is pasted in turns lies as if it had been put in at once, and is one step. */
static void
test_turns (Text *text, gconstpointer data)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *before = NULL;
  g_autofree char *at_once = NULL;
  g_autofree char *in_turns = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (many, "%sLine %u of a long letter", i > 0 ? "\n" : "", i);
  go (text, 1, 0);
  type (text, "+ Prices\nSaid one\nSaid two");
  rapport_minutes_buffer_flush (text->buffer);
  before = show (text);
  go (text, 1, 3);
  rapport_minutes_buffer_type (text->buffer, many->str);
  at_once = show (text);
  undo (text, FALSE);
  assert_shown (text, before);
  go (text, 1, 3);
  rapport_minutes_buffer_paste (text->buffer, many->str);
  while (rapport_minutes_buffer_is_pasting (text->buffer))
    g_main_context_iteration (NULL, TRUE);
  in_turns = show (text);
  g_assert_cmpstr (in_turns, ==, at_once);
  assert_written (text);
  undo (text, FALSE);
  assert_shown (text, before);

  /* Into a title nothing comes, and nothing is left over. */
  go (text, 0, 3);
  rapport_minutes_buffer_paste (text->buffer, many->str);
  g_assert_false (rapport_minutes_buffer_is_pasting (text->buffer));
  assert_shown (text, before);
}

/* A change set of somebody else, for a line that is being typed into. */
static void
change_line (Text *text, RapportMinutesLine *line, const char *kind, const char *said)
{
  RapportTransaction *transaction = rapport_transaction_begin (text->agency.library, "Elsewhere");
  g_auto (RapportLineWords) words = { .kind = kind, .side = "" };

  words.text = g_strdup (said);
  words.title = g_strdup (said);
  words.who = g_strdup ("");
  words.person = g_strdup ("");
  rapport_minutes_set_words (transaction, text->agency.library, line, &words);
  agency_commit (transaction);
}

/* Two at one line: each word is afterwards in the text, and the cursor where it was. */
static void
test_together (Text *text, gconstpointer data)
{
  static const struct
  {
    const char *typed; /* at the end */
    const char *kind;
    const char *theirs;
    const char *shown;
    guint told;
  } cases[] = {
    { " of doors", "text", "Price list", "Price list of doors", 0 },
    { " of doors", "text", "All our Prices", "All our Prices of doors", 0 },
    { " of doors", "text", "Prices", "Prices of doors", 0 },
    { " of doors", "task", "Prices", "task:Prices of doors", 0 },
    { " of doors", "decision", "Our Prices", "decision:Our Prices of doors", 0 },
    { " of doors", "text", "Prices of gates", "Prices of doors|Prices of gates", 1 },
    { "<<<<<<Costs", "text", "Pricing", "Costs|Pricing", 1 },
    { "<<<<<<", "text", "Prices of gates", "|Prices of gates", 1 },
  };
  guint told = 0;

  g_signal_connect_swapped (text->buffer, "told", G_CALLBACK (count_cb), &told);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint at_once = 0; at_once < 2; at_once++)
      {
        g_autofree char *shown =
          g_strdup_printf ("[Landing page]|%s|[Budget]||[Other]|", cases[i].shown);
        GtkTextIter cursor;

        g_test_message ("%s, %s", cases[i].typed, cases[i].theirs);
        told = 0;
        go (text, 1, 0);
        type (text, "Prices");
        rapport_minutes_buffer_flush (text->buffer);
        type (text, cases[i].typed);
        change_line (text, rapport_minutes_buffer_get_paragraph (text->buffer, 1)->line,
                     cases[i].kind, cases[i].theirs);
        /* Be it shown before the pause is over, or not. */
        if (at_once == 0)
          settle ();
        rapport_minutes_buffer_flush (text->buffer);
        settle ();
        assert_shown (text, shown);
        g_assert_cmpuint (told, ==, cases[i].told);
        gtk_text_buffer_get_iter_at_mark (
          GTK_TEXT_BUFFER (text->buffer), &cursor,
          gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (text->buffer)));
        g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 1);
        g_assert_true (gtk_text_iter_ends_line (&cursor));
        assert_written (text);
        delete_range (text, 1, 0, cases[i].told > 0 ? 2 : 1, 1000);
        rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "text");
        if (!g_str_equal (rapport_minutes_buffer_get_paragraph (text->buffer, 1)->kind, "text"))
          rapport_minutes_buffer_set_kind (text->buffer, 1, 1, "text");
        rapport_minutes_buffer_flush (text->buffer);
        assert_shown (text, "[Landing page]||[Budget]||[Other]|");
      }
}

/* A line that somebody else throws away while it is typed into comes back. */
static void
test_thrown_away (Text *text, gconstpointer data)
{
  RapportTransaction *transaction;

  go (text, 1, 0);
  type (text, "One\nTwo");
  rapport_minutes_buffer_flush (text->buffer);
  go (text, 1, 3);
  type (text, " more");
  transaction = rapport_transaction_begin (text->agency.library, "Elsewhere");
  for (guint i = 1; i < 3; i++)
    rapport_minutes_remove_line (transaction, text->agency.library,
                                 rapport_minutes_buffer_get_paragraph (text->buffer, i)->line);
  agency_commit (transaction);
  settle ();
  assert_shown (text, "[Landing page]|One more|[Budget]||[Other]|");
  assert_written (text);
  g_assert_cmpuint (count (text, RAPPORT_TYPE_MINUTES_LINE), ==, 1);
}

/* Whatever is typed, taken out, turned and undone: lines and text agree. */
static void
test_random (Text *text, gconstpointer data)
{
  static const char *const pieces[] = {
    "a", "Prices",         "\n",        "+ ",   "! ",    "// ",      "< ",   "<", "<<<",
    " ", "\nTwo\nThree\n", "by Friday", "\n+ ", "@Anna", "задача: ", "**b**"
  };
  static const char *const kinds[] = { "text", "task", "risk", "decision" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  for (int i = 0; i < 400; i++)
    {
      const guint n = rapport_minutes_buffer_get_n_paragraphs (text->buffer);
      const guint line = (guint) g_rand_int_range (rand, 0, (int) n);
      const guint last = MIN (n - 1, line + (guint) g_rand_int_range (rand, 0, 3));

      switch (g_rand_int_range (rand, 0, 12))
        {
        case 0:
          delete_range (text, line, g_rand_int_range (rand, 0, 6), last, 3);
          settle ();
          break;
        case 1:
          rapport_minutes_buffer_set_kind (text->buffer, line, last,
                                           kinds[g_rand_int_range (rand, 0, 4)]);
          break;
        case 2:
          rapport_minutes_buffer_set_private (text->buffer, line, last, g_rand_boolean (rand));
          break;
        case 3:
          undo (text, g_rand_boolean (rand));
          break;
        case 4:
          go (text, line, g_rand_int_range (rand, 0, 8));
          break;
        default:
          type (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          break;
        }
      g_assert_cmpint (gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (text->buffer)), ==,
                       rapport_minutes_buffer_get_n_paragraphs (text->buffer));
      if (i % 5 == 0)
        assert_written (text);
    }
  assert_written (text);
}

#define text_test(path, data, function) g_test_add (path, Text, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  text_test ("/minutes-buffer/signs", NULL, test_signs);
  text_test ("/minutes-buffer/lines", NULL, test_lines);
  text_test ("/minutes-buffer/titles", NULL, test_titles);
  text_test ("/minutes-buffer/outside", NULL, test_outside);
  text_test ("/minutes-buffer/undo", NULL, test_undo);
  text_test ("/minutes-buffer/card", NULL, test_card);
  text_test ("/minutes-buffer/onlooker", NULL, test_onlooker);
  text_test ("/minutes-buffer/paste", NULL, test_paste);
  text_test ("/minutes-buffer/attach", NULL, test_attach);
  text_test ("/minutes-buffer/turns", NULL, test_turns);
  text_test ("/minutes-buffer/together", NULL, test_together);
  text_test ("/minutes-buffer/thrown-away", NULL, test_thrown_away);
  text_test ("/minutes-buffer/random/1", GUINT_TO_POINTER (1), test_random);
  text_test ("/minutes-buffer/random/2", GUINT_TO_POINTER (2), test_random);
  text_test ("/minutes-buffer/random/3", GUINT_TO_POINTER (3), test_random);
  return g_test_run ();
}
