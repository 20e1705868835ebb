/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes.h"

#include "rapport-plan.h"
#include "rules-support.h"

#include <string.h>

/* The clock of the tests stands on Sunday, 22 November 2026. */
#define MEETING_START "2026-11-23T10:00[Europe/Moscow]"

typedef struct
{
  Agency agency;
  RapportMeeting *meeting;
  RapportRecord *item;
  RapportRecord *other_item;
  char *anna;  /* a member */
  char *boris; /* a contact */
} Call;

static RapportRecord *
make (RapportTransaction *transaction, GType type, guint field, const char *text)
{
  RapportRecord *record = rapport_transaction_create (transaction, type);

  rapport_transaction_set_text (transaction, record, field, text);
  return g_object_ref (record);
}

static RapportRecord *
make_item (Call *call, RapportTransaction *transaction, const char *title)
{
  RapportRecord *item =
    make (transaction, RAPPORT_TYPE_AGENDA_ITEM, RAPPORT_AGENDA_ITEM_TITLE, title);

  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_CLIENT,
                                call->agency.client_id);
  rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_MEETING,
                                rapport_record_get_id (RAPPORT_RECORD (call->meeting)));
  return item;
}

static char *
add_person (Call *call, RapportTransaction *transaction, gboolean ours, const char *name)
{
  g_autoptr (RapportRecord) person =
    ours ? make (transaction, RAPPORT_TYPE_MEMBER, RAPPORT_MEMBER_NAME, name)
         : make (transaction, RAPPORT_TYPE_CONTACT, RAPPORT_CONTACT_NAME, name);

  if (!ours)
    rapport_transaction_set_text (transaction, person, RAPPORT_CONTACT_CLIENT,
                                  call->agency.client_id);
  return g_strdup (rapport_record_get_id (person));
}

static void
set_up (Call *call, gconstpointer data)
{
  RapportTransaction *transaction;

  agency_set_up (&call->agency, NULL);
  transaction = rapport_transaction_begin (call->agency.library, "Set up");
  call->meeting = RAPPORT_MEETING (
    make (transaction, RAPPORT_TYPE_MEETING, RAPPORT_MEETING_START, MEETING_START));
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (call->meeting), RAPPORT_MEETING_CLIENT,
                                call->agency.client_id);
  call->item = make_item (call, transaction, "Landing page");
  call->other_item = make_item (call, transaction, "Budget");
  call->anna = add_person (call, transaction, TRUE, "Anna Petrova");
  call->boris = add_person (call, transaction, FALSE, "Boris Lvov");
  agency_commit (transaction);
}

static void
tear_down (Call *call, gconstpointer data)
{
  g_clear_object (&call->meeting);
  g_clear_object (&call->item);
  g_clear_object (&call->other_item);
  g_free (call->anna);
  g_free (call->boris);
  agency_tear_down (&call->agency, NULL);
}

static RapportLineWords
say (Call *call, const char *kind, const char *title, const char *side, const char *due)
{
  const gboolean ours = g_str_equal (side, "ours");
  const gboolean named = *side != '\0';
  RapportLineWords words = { .kind = kind, .side = side, .due = rapport_day_parse (due) };

  words.title = g_strdup (title);
  words.text = g_strconcat (title, *due != '\0' ? " by " : "", due, named ? " @" : "",
                            named ? (ours ? "Anna" : "Boris") : "", NULL);
  words.who = g_strdup (!named ? "" : ours ? "Anna Petrova" : "Boris Lvov");
  words.person = g_strdup (!named ? "" : ours ? call->anna : call->boris);
  return words;
}

static RapportMinutesLine *
add_line (Call *call, const char *kind, const char *title, const char *side, const char *due)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Type");
  g_auto (RapportLineWords) words = say (call, kind, title, side, due);
  RapportMinutesLine *line =
    rapport_minutes_add_line (transaction, call->agency.library, call->meeting,
                              rapport_record_get_id (call->item), NULL, &words);

  g_object_ref (line);
  agency_commit (transaction);
  return line;
}

static void
set_line (Call *call,
          RapportMinutesLine *line,
          const char *kind,
          const char *title,
          const char *side,
          const char *due)
{
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Type");
  g_auto (RapportLineWords) words = say (call, kind, title, side, due);

  g_assert_true (rapport_minutes_set_words (transaction, call->agency.library, line, &words));
  agency_commit (transaction);
}

static guint
count (Call *call, GType type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);

  return agency_count (&call->agency, query);
}

/* Each kind becomes what it should, and back. */
static void
test_kinds (Call *call, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    GType (*type) (void);
    const char *name;
  } kinds[] = {
    { "decision", rapport_agreement_get_type, "decision" },
    { "agreement", rapport_agreement_get_type, "agreement" },
    { "exclusion", rapport_agreement_get_type, "exclusion" },
    { "task", rapport_work_item_get_type, NULL },
    { "risk", rapport_risk_get_type, NULL },
    { "remark", rapport_remark_get_type, NULL },
    { "text", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        g_autoptr (RapportMinutesLine) line = add_line (call, kinds[i].kind, "Prices", "ours", "");
        g_autoptr (RapportRecord) first = rapport_minutes_get_target (call->agency.library, line);
        g_autoptr (RapportRecord) second = NULL;
        RapportTransaction *transaction;

        g_test_message ("%s to %s", kinds[i].kind, kinds[j].kind);
        set_line (call, line, kinds[j].kind, "Prices", "ours", "");
        second = rapport_minutes_get_target (call->agency.library, line);
        g_assert_cmpint (second != NULL, ==, kinds[j].type != NULL);
        if (second != NULL)
          g_assert_true (G_OBJECT_TYPE (second) == kinds[j].type ());
        if (kinds[j].name != NULL)
          g_assert_cmpstr (rapport_record_get_text (second, RAPPORT_AGREEMENT_KIND), ==,
                           kinds[j].name);
        if (kinds[i].type != NULL && kinds[i].type == kinds[j].type)
          g_assert_true (first == second);
        else if (first != NULL)
          g_assert_true (rapport_record_is_trashed (first));
        g_assert_cmpuint (count (call, RAPPORT_TYPE_AGREEMENT) +
                            count (call, RAPPORT_TYPE_WORK_ITEM) + count (call, RAPPORT_TYPE_RISK) +
                            count (call, RAPPORT_TYPE_REMARK),
                          ==, kinds[j].type != NULL ? 1 : 0);
        g_assert_cmpuint (count (call, RAPPORT_TYPE_PLAN_LINE), ==,
                          g_str_equal (kinds[j].kind, "task") ? 1 : 0);
        transaction = rapport_transaction_begin (call->agency.library, "Take out");
        rapport_minutes_remove_line (transaction, call->agency.library, line);
        agency_commit (transaction);
        g_assert_true (second == NULL || rapport_record_is_trashed (second));
        g_assert_cmpuint (count (call, RAPPORT_TYPE_PLAN_LINE), ==, 0);
      }
}

/* Whose date is whose. Today is 22 November, the buffer two days. */
static void
test_dates (Call *call, gconstpointer data)
{
  static const struct
  {
    const char *side;
    const char *due;
    const char *ours;
    const char *theirs;
    guint planned; /* in November */
  } dates[] = {
    { "ours", "2026-11-27", "2026-11-25", "2026-11-27", 1 },
    { "", "2026-11-27", "2026-11-25", "2026-11-27", 1 },
    { "ours", "2026-11-23", "2026-11-22", "2026-11-23", 1 },
    { "ours", "2026-11-22", "2026-11-22", "2026-11-22", 1 },
    { "ours", "2026-11-20", "2026-11-20", "2026-11-20", 1 },
    { "ours", "2026-12-01", "2026-11-29", "2026-12-01", 1 },
    { "ours", "2026-12-10", "2026-12-08", "2026-12-10", 0 },
    { "ours", "", "", "", 1 },
    { "theirs", "2026-11-27", "", "2026-11-27", 0 },
    { "theirs", "", "", "", 0 },
  };
  g_autoptr (RapportMinutesLine) line = add_line (call, "task", "Prices", "", "");
  g_autoptr (RapportRecord) item = rapport_minutes_get_target (call->agency.library, line);

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;
      g_autoptr (RapportQuery) plan =
        rapport_plan_query (call->agency.client_id, rapport_day_parse ("2026-11-01"));

      g_test_message ("%s %s", dates[i].side, dates[i].due);
      set_line (call, line, "task", "Prices", dates[i].side, dates[i].due);
      ours = rapport_day_to_string (rapport_record_get_day (item, RAPPORT_WORK_ITEM_OUR_DATE));
      theirs = rapport_day_to_string (rapport_record_get_day (item, RAPPORT_WORK_ITEM_CLIENT_DATE));
      g_assert_cmpstr (ours, ==, dates[i].ours);
      g_assert_cmpstr (theirs, ==, dates[i].theirs);
      g_assert_cmpuint (agency_count (&call->agency, plan), ==, dates[i].planned);
      g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_OWNER), ==,
                       g_str_equal (dates[i].side, "ours") ? call->anna : "");
      g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_WORK_ITEM_CONTACT), ==,
                       g_str_equal (dates[i].side, "theirs") ? call->boris : "");
    }
}

/* What is changed in the plan is what the line says, and a later edit of the line keeps it. */
static void
test_other_way (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) line = add_line (call, "task", "Prices", "ours", "2026-11-27");
  g_autoptr (RapportRecord) item = rapport_minutes_get_target (call->agency.library, line);
  g_auto (RapportLineWords) words = { NULL };
  RapportTransaction *transaction;

  g_assert_false (rapport_minutes_read_line (call->agency.library, line, &words));
  transaction = rapport_transaction_begin (call->agency.library, "In the plan");
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, "New prices");
  rapport_work_item_set_client_date (transaction, call->agency.library, RAPPORT_WORK_ITEM (item),
                                     rapport_day_parse ("2026-12-04"));
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_OWNER,
                                rapport_library_get_me (call->agency.library));
  agency_commit (transaction);
  g_assert_true (rapport_minutes_read_line (call->agency.library, line, &words));
  g_assert_cmpstr (words.title, ==, "New prices");
  g_assert_cmpstr (words.text, ==, "New prices");
  g_assert_cmpint (words.due, ==, rapport_day_parse ("2026-12-04"));
  g_assert_cmpstr (words.who, ==, "Anna");
  g_assert_cmpstr (words.side, ==, "ours");

  /* The user puts the old title back and touches nothing else. */
  g_set_str (&words.title, "Prices");
  g_set_str (&words.text, "Prices by 4 Dec @Anna");
  transaction = rapport_transaction_begin (call->agency.library, "Type");
  rapport_minutes_set_words (transaction, call->agency.library, line, &words);
  agency_commit (transaction);
  g_assert_cmpstr (rapport_record_get_title (item), ==, "Prices");
  g_assert_cmpint (rapport_record_get_day (item, RAPPORT_WORK_ITEM_CLIENT_DATE), ==,
                   rapport_day_parse ("2026-12-04"));
  g_assert_false (rapport_minutes_read_line (call->agency.library, line, &words));
}

/* Records that somebody else has taken up stay when their line goes. */
static void
test_shared (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) line = add_line (call, "task", "Prices", "ours", "");
  g_autoptr (RapportRecord) item = rapport_minutes_get_target (call->agency.library, line);
  RapportTransaction *transaction;

  transaction = rapport_transaction_begin (call->agency.library, "On a board");
  g_object_unref (make (transaction, RAPPORT_TYPE_PLACEMENT, RAPPORT_PLACEMENT_ITEM,
                        rapport_record_get_id (item)));
  agency_commit (transaction);
  set_line (call, line, "decision", "Prices", "ours", "");
  g_assert_false (rapport_record_is_trashed (item));
  g_assert_cmpuint (count (call, RAPPORT_TYPE_AGREEMENT), ==, 1);
  g_assert_cmpuint (count (call, RAPPORT_TYPE_PLAN_LINE), ==, 1);
}

/* A line without words has no record yet, and gets its own back. */
static void
test_empty (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) line = add_line (call, "task", "", "", "");
  g_autoptr (RapportRecord) none = rapport_minutes_get_target (call->agency.library, line);
  g_autoptr (RapportRecord) item = NULL;
  g_autoptr (RapportRecord) again = NULL;
  g_auto (RapportLineWords) words = { NULL };

  g_assert_null (none);
  set_line (call, line, "task", "Prices", "ours", "2026-11-27");
  item = rapport_minutes_get_target (call->agency.library, line);
  g_assert_nonnull (item);
  set_line (call, line, "task", "", "", "");
  g_assert_true (rapport_record_is_trashed (item));
  g_assert_cmpuint (count (call, RAPPORT_TYPE_PLAN_LINE), ==, 0);
  set_line (call, line, "task", "Texts", "theirs", "");
  again = rapport_minutes_get_target (call->agency.library, line);
  g_assert_true (again == item);
  g_assert_false (rapport_minutes_read_line (call->agency.library, line, &words));
  g_assert_cmpuint (count (call, RAPPORT_TYPE_WORK_ITEM), ==, 1);
}

static void
test_private (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) line = add_line (call, "task", "Prices", "ours", "");
  g_autoptr (RapportRecord) item = rapport_minutes_get_target (call->agency.library, line);
  g_autoptr (RapportRecord) risk = NULL;

  for (int is_private = 1; is_private >= 0; is_private--)
    {
      const char *audience = is_private ? "team" : "client";
      RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Private");

      rapport_minutes_set_private (transaction, call->agency.library, line, is_private);
      agency_commit (transaction);
      g_assert_cmpint (rapport_minutes_line_is_private (line), ==, is_private);
      g_assert_cmpstr (rapport_record_get_text (item, RAPPORT_RECORD_AUDIENCE), ==, audience);
      /* What it becomes later is as private. */
      set_line (call, line, "risk", "Prices", "ours", "");
      risk = rapport_minutes_get_target (call->agency.library, line);
      g_assert_cmpstr (rapport_record_get_text (risk, RAPPORT_RECORD_AUDIENCE), ==, audience);
      g_clear_object (&risk);
      set_line (call, line, "task", "Prices", "ours", "");
      g_object_unref (item);
      item = rapport_minutes_get_target (call->agency.library, line);
    }
}

static char *
read_order (Call *call, RapportRecord *item)
{
  g_autoptr (RapportQuery) query =
    rapport_minutes_query (rapport_record_get_id (RAPPORT_RECORD (call->meeting)));
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GString) order = g_string_new (NULL);

  rapport_query_where_text (query, RAPPORT_MINUTES_LINE_ITEM, rapport_record_get_id (item));
  lines = rapport_library_find (call->agency.library, query, NULL);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (order, rapport_record_get_title (lines->pdata[i]));
  return g_string_free_and_steal (g_steal_pointer (&order));
}

/* Many lines of one transaction, too, stand where they were put. */
static void
test_order (Call *call, gconstpointer data)
{
  static const char *const titles[] = { "A", "B", "C", "D" };
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Type");
  RapportMinutesLine *lines[G_N_ELEMENTS (titles) + 1] = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *moved = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_auto (RapportLineWords) words = say (call, "text", titles[i], "", "");

      lines[i + 1] =
        rapport_minutes_add_line (transaction, call->agency.library, call->meeting,
                                  rapport_record_get_id (i < 3 ? call->item : call->other_item),
                                  i < 3 ? lines[i] : NULL, &words);
      g_object_ref (lines[i + 1]);
    }
  agency_commit (transaction);
  first = read_order (call, call->item);
  g_assert_cmpstr (first, ==, "ABC");
  transaction = rapport_transaction_begin (call->agency.library, "Move");
  rapport_minutes_move_line (transaction, call->agency.library, lines[3],
                             rapport_record_get_id (call->item), lines[1]);
  rapport_minutes_move_line (transaction, call->agency.library, lines[2],
                             rapport_record_get_id (call->other_item), lines[4]);
  agency_commit (transaction);
  moved = read_order (call, call->item);
  second = read_order (call, call->other_item);
  g_assert_cmpstr (moved, ==, "AC");
  g_assert_cmpstr (second, ==, "DB");
  for (guint i = 1; i < G_N_ELEMENTS (lines); i++)
    g_object_unref (lines[i]);
}

static void
test_people (Call *call, gconstpointer data)
{
  static const struct
  {
    const char *mention;
    const char *name; /* NULL for nobody */
    const char *side;
    gboolean known;
  } people[] = {
    { "Boris", "Boris Lvov", "theirs", TRUE },
    { "lvov", "Boris Lvov", "theirs", TRUE },
    { "Bo", "Boris Lvov", "theirs", TRUE },
    { "Boris_Lvov", "Boris Lvov", "theirs", TRUE },
    { "Petrova", "Anna Petrova", "ours", TRUE },
    /* Of two members one is called just that; the other's is a first name as well. */
    { "Anna", NULL, NULL, FALSE },
    { "Anna Petrova", "Anna Petrova", "ours", TRUE },
    { "Семен", "Семён Дежнёв", "theirs", FALSE },
    { "дежн", "Семён Дежнёв", "theirs", FALSE },
    { "Olga", "Olga", "ours", TRUE },
    { "Olg", NULL, NULL, FALSE },
    { "Nobody", NULL, NULL, FALSE },
    { "", NULL, NULL, FALSE },
    { "ris", NULL, NULL, FALSE },
  };
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "People");
  g_autoptr (RapportRecord) guest =
    make (transaction, RAPPORT_TYPE_PARTICIPANT, RAPPORT_PARTICIPANT_NAME, "Семён Дежнёв");
  g_autoptr (GPtrArray) names = NULL;

  rapport_transaction_set_text (transaction, guest, RAPPORT_PARTICIPANT_PERSON, "Семён Дежнёв");
  rapport_transaction_set_text (transaction, guest, RAPPORT_PARTICIPANT_MEETING,
                                rapport_record_get_id (RAPPORT_RECORD (call->meeting)));
  g_free (add_person (call, transaction, TRUE, "Olga"));
  g_free (add_person (call, transaction, TRUE, "Olgana"));
  agency_commit (transaction);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *person = NULL;
      g_autofree char *name = NULL;
      const char *side = NULL;

      g_test_message ("%s", people[i].mention);
      g_assert_cmpint (rapport_minutes_find_person (call->agency.library, call->meeting,
                                                    people[i].mention, &person, &name, &side),
                       ==, people[i].name != NULL);
      g_assert_cmpstr (name, ==, people[i].name);
      g_assert_cmpstr (side, ==, people[i].side);
      g_assert_cmpint (person != NULL && *person != '\0', ==, people[i].known);
    }
  names = rapport_minutes_list_people (call->agency.library, call->meeting);
  g_assert_cmpuint (names->len, ==, 6);
  g_assert_cmpstr (names->pdata[0], ==, "Семён Дежнёв");
}

static void
test_card (Call *call, gconstpointer data)
{
  g_autoptr (RapportMinutesLine) remark = add_line (call, "remark", "Another photo", "", "");
  g_autoptr (RapportMinutesLine) text = add_line (call, "text", "Another photo", "", "");
  g_autoptr (RapportRecord) target = rapport_minutes_get_target (call->agency.library, remark);
  RapportTransaction *transaction = rapport_transaction_begin (call->agency.library, "Card");

  g_assert_true (rapport_minutes_set_card (transaction, call->agency.library, remark, "a-card"));
  g_assert_false (rapport_minutes_set_card (transaction, call->agency.library, text, "a-card"));
  agency_commit (transaction);
  g_assert_cmpstr (rapport_record_get_text (target, RAPPORT_REMARK_PLACEMENT), ==, "a-card");
}

/* Random edits of lines and of their records. */

#define N_STEPS 300

static const char *const kinds[] = { "text",      "decision", "agreement", "task",
                                     "exclusion", "risk",     "remark" };
static const char *const sides[] = { "", "ours", "theirs" };
static const char *const days[] = { "", "2026-11-24", "2026-11-30", "2026-12-15" };
static const char *const titles[] = { "Prices", "Тексты", "", "A long line of words" };

#define pick(rand, array) (array)[g_rand_int_range (rand, 0, G_N_ELEMENTS (array))]

static GPtrArray *
find_lines (Call *call)
{
  g_autoptr (RapportQuery) query =
    rapport_minutes_query (rapport_record_get_id (RAPPORT_RECORD (call->meeting)));

  return rapport_library_find (call->agency.library, query, NULL);
}

static void
edit_record (Call *call, GRand *rand, RapportTransaction *transaction, RapportRecord *record)
{
  const char *text = pick (rand, titles);
  const RapportDay day = rapport_day_parse (pick (rand, days));

  if (*text == '\0')
    text = "Edited";
  if (RAPPORT_IS_WORK_ITEM (record))
    {
      rapport_transaction_set_text (transaction, record, RAPPORT_WORK_ITEM_TITLE, text);
      rapport_work_item_set_client_date (transaction, call->agency.library,
                                         RAPPORT_WORK_ITEM (record), day);
    }
  else if (RAPPORT_IS_AGREEMENT (record))
    {
      rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_TEXT, text);
      rapport_transaction_set_day (transaction, record, RAPPORT_AGREEMENT_DUE, day);
    }
  else if (RAPPORT_IS_RISK (record))
    rapport_transaction_set_text (transaction, record, RAPPORT_RISK_TEXT, text);
  else
    rapport_transaction_set_text (transaction, record, RAPPORT_REMARK_TEXT, text);
}

static void
check_said (RapportRecord *target, const RapportLineWords *words)
{
  if (RAPPORT_IS_WORK_ITEM (target))
    {
      g_assert_cmpstr (rapport_record_get_title (target), ==, words->title);
      g_assert_cmpint (rapport_record_get_day (target, RAPPORT_WORK_ITEM_CLIENT_DATE), ==,
                       words->due);
    }
  else if (RAPPORT_IS_AGREEMENT (target))
    {
      g_assert_cmpstr (rapport_record_get_text (target, RAPPORT_AGREEMENT_KIND), ==, words->kind);
      g_assert_cmpstr (rapport_record_get_text (target, RAPPORT_AGREEMENT_WHO), ==, words->who);
      g_assert_cmpint (rapport_record_get_day (target, RAPPORT_AGREEMENT_DUE), ==, words->due);
    }
}

/* As many records as there are lines that should have one, each tied to one line only. */
static void
check_tie (Call *call)
{
  g_autoptr (GPtrArray) lines = find_lines (call);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint wanted = 0;
  guint planned = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      RapportMinutesLine *line = lines->pdata[i];
      g_autoptr (RapportRecord) target = rapport_minutes_get_target (call->agency.library, line);
      g_auto (RapportLineWords) words = { NULL };

      rapport_minutes_read_line (call->agency.library, line, &words);
      if (target == NULL)
        {
          g_assert_true (g_str_equal (words.kind, "text") || *words.text == '\0');
          continue;
        }
      wanted++;
      planned += RAPPORT_IS_WORK_ITEM (target) && !g_str_equal (words.side, "theirs");
      g_assert_true (g_hash_table_add (targets, g_strdup (rapport_record_get_id (target))));
      check_said (target, &words);
    }
  g_assert_cmpuint (count (call, RAPPORT_TYPE_AGREEMENT) + count (call, RAPPORT_TYPE_WORK_ITEM) +
                      count (call, RAPPORT_TYPE_RISK) + count (call, RAPPORT_TYPE_REMARK),
                    ==, wanted);
  g_assert_cmpuint (count (call, RAPPORT_TYPE_PLAN_LINE), ==, planned);
}

static void
edit_line (Call *call, GRand *rand, RapportTransaction *transaction, RapportMinutesLine *line)
{
  RapportLibrary *library = call->agency.library;
  g_autoptr (RapportRecord) target = rapport_minutes_get_target (library, line);
  g_auto (RapportLineWords) words =
    say (call, pick (rand, kinds), pick (rand, titles), pick (rand, sides), pick (rand, days));

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      rapport_minutes_remove_line (transaction, library, line);
      break;
    case 1:
      rapport_minutes_set_private (transaction, library, line, g_rand_boolean (rand));
      break;
    case 2:
      rapport_minutes_move_line (transaction, library, line,
                                 rapport_record_get_id (call->other_item), NULL);
      break;
    case 3:
    case 4:
      if (target != NULL)
        edit_record (call, rand, transaction, target);
      break;
    default:
      if (*words.title == '\0')
        g_set_str (&words.text, "");
      rapport_minutes_set_words (transaction, library, line, &words);
      break;
    }
}

static void
step (Call *call, GRand *rand)
{
  RapportLibrary *library = call->agency.library;
  g_autoptr (GPtrArray) lines = find_lines (call);
  RapportMinutesLine *line =
    lines->len > 0 ? lines->pdata[g_rand_int_range (rand, 0, (int) lines->len)] : NULL;
  const int what = g_rand_int_range (rand, 0, 10);
  RapportTransaction *transaction;

  if (what < 2)
    {
      g_autofree char *label =
        rapport_library_undo (library, call->agency.client_id, what == 1, NULL);
      return;
    }
  transaction = rapport_transaction_begin (library, "Step");
  if (what < 5 || line == NULL)
    {
      g_auto (RapportLineWords) words = say (call, pick (rand, kinds), "New", "", "");

      rapport_minutes_add_line (transaction, library, call->meeting,
                                rapport_record_get_id (call->item), line, &words);
    }
  else
    edit_line (call, rand, transaction, line);
  agency_commit (transaction);
}

static void
test_random (Call *call, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  for (int i = 0; i < N_STEPS; i++)
    {
      step (call, rand);
      check_tie (call);
    }
  for (;;)
    {
      g_autofree char *label =
        rapport_library_undo (call->agency.library, call->agency.client_id, FALSE, NULL);

      if (label == NULL || g_str_equal (label, "Set up"))
        break;
      check_tie (call);
    }
  g_assert_cmpuint (count (call, RAPPORT_TYPE_MINUTES_LINE), ==, 0);
}

#define call_test(path, data, function) g_test_add (path, Call, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  call_test ("/minutes/kinds", NULL, test_kinds);
  call_test ("/minutes/dates", NULL, test_dates);
  call_test ("/minutes/other-way", NULL, test_other_way);
  call_test ("/minutes/shared", NULL, test_shared);
  call_test ("/minutes/empty", NULL, test_empty);
  call_test ("/minutes/private", NULL, test_private);
  call_test ("/minutes/order", NULL, test_order);
  call_test ("/minutes/people", NULL, test_people);
  call_test ("/minutes/card", NULL, test_card);
  call_test ("/minutes/random/1", GUINT_TO_POINTER (1), test_random);
  call_test ("/minutes/random/2", GUINT_TO_POINTER (2), test_random);
  call_test ("/minutes/random/3", GUINT_TO_POINTER (3), test_random);
  return g_test_run ();
}
