/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boards-support.h"
#include "rapport-card-minutes.h"
#include "rapport-minutes.h"

/* A board with an idea and a note, and two meetings in whose minutes both may be. */
typedef struct
{
  Agency agency;
  RapportIdeaBoard *board;
  RapportPlacement *idea;
  RapportPlacement *note;
  RapportWorkItem *item;
  RapportMeeting *meeting;
  RapportMeeting *later;
} Talk;

static RapportRecord *
add (Talk *talk, RapportTransaction *transaction, GType type)
{
  RapportRecord *record = rapport_transaction_create (transaction, type);

  rapport_transaction_set_text (
    transaction, record, (guint) rapport_record_get_info (record)->client, talk->agency.client_id);
  return record;
}

static RapportMeeting *
add_meeting (Talk *talk, const char *title, const char *start)
{
  RapportTransaction *transaction = rapport_transaction_begin (talk->agency.library, "Meet");
  RapportRecord *meeting = g_object_ref (add (talk, transaction, RAPPORT_TYPE_MEETING));

  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_TITLE, title);
  rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_START, start);
  agency_commit (transaction);
  return RAPPORT_MEETING (meeting);
}

static void
set_up (Talk *talk, gconstpointer data)
{
  agency_set_up (&talk->agency, NULL);
  talk->board = boards_add (&talk->agency, "Strategy");
  talk->idea = RAPPORT_PLACEMENT (
    boards_get (&talk->agency, boards_add_idea (&talk->agency, talk->board, "Webinar", 0)));
  talk->note = RAPPORT_PLACEMENT (
    boards_get (&talk->agency, boards_add_note (&talk->agency, talk->board, "Note", 300)));
  talk->item = RAPPORT_WORK_ITEM (
    boards_get_item (&talk->agency, rapport_record_get_id (RAPPORT_RECORD (talk->idea))));
  talk->meeting = add_meeting (talk, "Kick-off", "2026-11-02T10:00[Europe/Moscow]");
  talk->later = add_meeting (talk, "Weekly", "2026-11-16T10:00[Europe/Moscow]");
}

static void
tear_down (Talk *talk, gconstpointer data)
{
  g_clear_object (&talk->later);
  g_clear_object (&talk->meeting);
  g_clear_object (&talk->item);
  g_clear_object (&talk->note);
  g_clear_object (&talk->idea);
  g_clear_object (&talk->board);
  agency_tear_down (&talk->agency, NULL);
}

/* (transfer none): an item of the agenda about a record, or about none. */
static RapportRecord *
add_item (Talk *talk, RapportTransaction *transaction, RapportMeeting *meeting, const char *about)
{
  RapportRecord *item = add (talk, transaction, RAPPORT_TYPE_AGENDA_ITEM);

  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_MEETING,
                                rapport_record_get_id (RAPPORT_RECORD (meeting)));
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_TITLE, "Talked about");
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_ABOUT, about);
  return item;
}

/* (transfer none): a line as it is once it was typed. */
static RapportRecord *
add_line (Talk *talk,
          RapportTransaction *transaction,
          RapportMeeting *meeting,
          RapportRecord *item,
          const char *kind,
          const char *text)
{
  g_auto (RapportLineWords) words = {
    .kind = kind,
    .text = g_strdup (text),
    .title = g_strdup (text),
    .side = "",
    .who = g_strdup (""),
    .person = g_strdup (""),
    .due = RAPPORT_DAY_NONE,
  };
  RapportMinutesLine *line =
    rapport_minutes_add_line (transaction, talk->agency.library, meeting,
                              item != NULL ? rapport_record_get_id (item) : "", NULL, &words);

  return RAPPORT_RECORD (line);
}

/* (transfer full): the texts, in their order: "Kick-off: this | Weekly: that". */
static char *
tell (Talk *talk, RapportPlacement *card, gboolean public_only)
{
  g_autoptr (GPtrArray) found = rapport_card_minutes_find (
    talk->agency.library, card, card == talk->idea ? talk->item : NULL, public_only);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const RapportSaid *said = found->pdata[i];

      g_string_append_printf (told, "%s%s: %s", told->len > 0 ? " | " : "", said->meeting,
                              said->text);
    }
  return g_string_free_and_steal (g_steal_pointer (&told));
}

static void
assert_told (Talk *talk, RapportPlacement *card, const char *ours, const char *theirs)
{
  g_autofree char *all = tell (talk, card, FALSE);
  g_autofree char *shown = tell (talk, card, TRUE);

  g_assert_cmpstr (all, ==, ours);
  g_assert_cmpstr (shown, ==, theirs);
}

/* What became the work item, a remark on the card, and what was said below an item that is about
 * it; the newest meeting first. */
static void
test_ways (Talk *talk, gconstpointer data)
{
  RapportTransaction *transaction = rapport_transaction_begin (talk->agency.library, "Type");
  const char *item_id = rapport_record_get_id (RAPPORT_RECORD (talk->item));
  RapportRecord *question = add (talk, transaction, RAPPORT_TYPE_QUESTION);
  RapportRecord *line;

  assert_told (talk, talk->idea, "", "");
  line = add_line (talk, transaction, talk->meeting, NULL, "task", "Make a webinar");
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TARGET, item_id);
  add_line (talk, transaction, talk->meeting, NULL, "agreement", "About something else");
  line = add_line (talk, transaction, talk->later, NULL, "remark", "Not before May");
  rapport_minutes_set_card (transaction, talk->agency.library, RAPPORT_MINUTES_LINE (line),
                            rapport_record_get_id (RAPPORT_RECORD (talk->idea)));
  add_line (talk, transaction, talk->later, add_item (talk, transaction, talk->later, item_id),
            "text", "We like it");
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_TEXT, "Who speaks?");
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_ABOUT,
                                rapport_record_get_id (RAPPORT_RECORD (talk->note)));
  add_line (talk, transaction, talk->later,
            add_item (talk, transaction, talk->later, rapport_record_get_id (question)), "text",
            "Olga does");
  agency_commit (transaction);
  /* What became the item says what the item is called by now. */
  {
    g_autofree char *told = tell (talk, talk->idea, FALSE);

    g_assert_true (g_str_has_suffix (told, "| Kick-off: Webinar"));
    g_assert_nonnull (strstr (told, "Weekly: Not before May"));
    g_assert_nonnull (strstr (told, "Weekly: We like it"));
    g_assert_null (strstr (told, "something else"));
    g_assert_null (strstr (told, "Olga"));
  }
  assert_told (talk, talk->note, "Weekly: Olga does", "Weekly: Olga does");
}

/* What one of the records on the way is for. */
typedef enum
{
  NOTHING,
  LINE,
  ITEM,
  MEETING,
  SHOWING,
  TRASHED_LINE,
  TRASHED_MEETING,
} Hidden;

static const struct
{
  const char *name;
  Hidden hidden;
  const char *ours;
  const char *theirs;
} cases[] = {
  { "nothing hidden", NOTHING, "Kick-off: We like it", "Kick-off: We like it" },
  { "a private line", LINE, "Kick-off: We like it", "" },
  { "a private item", ITEM, "Kick-off: We like it", "" },
  { "a private meeting", MEETING, "Kick-off: We like it", "" },
  { "an internal showing", SHOWING, "Kick-off: We like it", "" },
  { "a line that was taken out", TRASHED_LINE, "", "" },
  { "a meeting in the trash", TRASHED_MEETING, "", "" },
};

static void
test_seen (Talk *talk, gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  RapportTransaction *transaction = rapport_transaction_begin (talk->agency.library, "Type");
  RapportRecord *item = add_item (talk, transaction, talk->meeting,
                                  rapport_record_get_id (RAPPORT_RECORD (talk->item)));
  RapportRecord *line = add_line (talk, transaction, talk->meeting, item, "text", "We like it");
  RapportRecord *meeting = RAPPORT_RECORD (talk->meeting);

  switch (cases[i].hidden)
    {
    case NOTHING:
      break;
    case LINE:
      rapport_transaction_set_text (transaction, line, RAPPORT_RECORD_AUDIENCE, "team");
      break;
    case ITEM:
      rapport_transaction_set_text (transaction, item, RAPPORT_RECORD_AUDIENCE, "team");
      break;
    case MEETING:
      rapport_transaction_set_text (transaction, meeting, RAPPORT_RECORD_AUDIENCE, "team");
      break;
    case SHOWING:
      rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_KIND, "showing");
      break;
    case TRASHED_LINE:
      rapport_transaction_trash (transaction, line);
      break;
    case TRASHED_MEETING:
      rapport_transaction_trash (transaction, meeting);
      break;
    default:
      g_assert_not_reached ();
    }
  agency_commit (transaction);
  assert_told (talk, talk->idea, cases[i].ours, cases[i].theirs);
}

/* Another client's minutes that point here say nothing here. */
static void
test_other_client (Talk *talk, gconstpointer data)
{
  g_autoptr (RapportClient) other = agency_add_client (&talk->agency, "Other");
  RapportTransaction *transaction = rapport_transaction_begin (talk->agency.library, "Type");
  RapportRecord *line =
    add_line (talk, transaction, talk->meeting, NULL, "text", "Of somebody else");

  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_TARGET,
                                rapport_record_get_id (RAPPORT_RECORD (talk->item)));
  rapport_transaction_set_text (transaction, line, RAPPORT_MINUTES_LINE_CLIENT,
                                rapport_record_get_id (RAPPORT_RECORD (other)));
  agency_commit (transaction);
  assert_told (talk, talk->idea, "", "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/card-minutes/ways", Talk, NULL, set_up, test_ways, tear_down);
  g_test_add ("/card-minutes/other-client", Talk, NULL, set_up, test_other_client, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/card-minutes/seen/", cases[i].name, NULL);

      g_test_add (path, Talk, GSIZE_TO_POINTER (i), set_up, test_seen, tear_down);
    }
  return g_test_run ();
}
