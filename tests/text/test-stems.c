/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-stems.h"

#include <sqlite3.h>
#include <string.h>

static void
test_fold (void)
{
  static const struct
  {
    const char *word;
    const char *folded;
  } cases[] = {
    { "Клиент", "клиент" },
    { "ОТЧЁТ", "отчет" },
    { "отчёт", "отчет" },
    { "отче\u0308т", "отчет" },
    { "Йод", "йод" },
    { "И\u0306од", "йод" },
    { "Ялта", "ялта" },
    { "за\u0301мок", "замок" },
    { "Україна", "україна" },
    { "Ўзбек", "ўзбек" },
    { "Café", "cafe" },
    { "Cafe\u0301", "cafe" },
    { "NAÏVE", "naive" },
    { "Straße", "strasse" },
    { "Ærø", "ærø" },
    { "ΣΊΣΥΦΟΣ", "σισυφοσ" },
    { "ＳＥＯ", "seo" },
    { "ﬁnal", "final" },
    { "m²", "m2" },
    { "client's", "clients" },
    { "client’s", "clients" },
    { "Don't", "dont" },
    { "ROI2026", "roi2026" },
    { "हिंदी", "हिंदी" },
    { "日本", "日本" },
    { "", "" },
    { "—", "" },
    { "😀", "" },
    { "\ufe70", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = rapport_stems_fold_word (cases[i].word);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_stem (void)
{
  static const struct
  {
    const char *word;
    const char *stem;
  } cases[] = {
    { "клиентами", "клиент" },
    { "клиентов", "клиент" },
    { "отчеты", "отчет" },
    { "бегущая", "бегущ" },
    { "бегущую", "бегущ" },
    { "sales", "sale" },
    { "meetings", "meet" },
    { "roi2026", "roi2026" },
    { "2026", "2026" },
    { "σισυφοσ", "σισυφοσ" },
    { "cпорт", "cпорт" }, /* a Latin c */
    { "а", "а" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *stem = rapport_stems_stem_word (cases[i].word);

      g_assert_cmpstr (stem, ==, cases[i].stem);
    }
}

/* What is made of a text. */
typedef struct
{
  const char *text;
  const char *words;
  const char *stems;
} Lists;

static void
check_lists (void (*make) (const char *, char **, char **), const Lists *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *words = NULL;
      g_autofree char *stems = NULL;

      make (cases[i].text, &words, &stems);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (stems, ==, cases[i].stems);
    }
}

static void
test_index (void)
{
  static const Lists cases[] = {
    { "", "", "" },
    { " \n—…!", "", "" },
    { "Отчёты клиентов", "отчеты клиентов", "отчет клиент" },
    { "e-mail: a_b@c.ru, 1 541,76 ₽", "e mail a b c ru 1 541 76", "e mail a b c ru 1 541 76" },
    { "Клиент\"; DROP TABLE x--", "клиент drop table x", "клиент drop tabl x" },
    { "\xff\xfeабв\xc3", "абв", "абв" },
    { "<b>Жирный</b>&amp;", "b жирный b amp", "b жирн b amp" },
    { "مرحبا ابجد", "مرحبا ابجد", "مرحبا ابجد" },
  };

  check_lists (rapport_stems_index_text, cases, G_N_ELEMENTS (cases));
}

static void
test_columns (void)
{
  static const Lists cases[] = {
    { "", "", "" },
    { "Отчёты, отчёт и отчёты", "отчеты отчет и", "" },
    { "Отчёты клиентов: отчёт клиентам", "отчеты клиентов отчет клиентам", "клиент" },
    { "Meetings and sales, the meetings", "meetings and sales the", "meet sale" },
    { "2026 ROI 2026", "2026 roi", "" },
  };

  check_lists (rapport_stems_make_columns, cases, G_N_ELEMENTS (cases));
}

static void
test_query (void)
{
  static const struct
  {
    const char *input;
    const char *query;
  } cases[] = {
    { "", NULL },
    { " \t", NULL },
    { "\"*()-^:{}+", NULL },
    { "к", "{words stems} : \"к\"" },
    { "кл", "(words : \"кл\" * OR {words stems} : \"кл\")" },
    { "Отчётами", "(words : \"отчетами\" * OR {words stems} : \"отчет\")" },
    { "отчёты кл", "{words stems} : \"отчет\" AND (words : \"кл\" * OR {words stems} : \"кл\")" },
    { "отчёт к", "(words : \"отчет\" * OR {words stems} : \"отчет\")" },
    { "витамин с ", "{words stems} : \"витамин\" AND {words stems} : \"с\"" },
    { "отчёт 5", "{words stems} : \"отчет\" AND {words stems} : \"5\"" },
    { "NOT \"a", "(words : \"not\" * OR {words stems} : \"not\")" },
    { "OR OR", "{words stems} : \"or\" AND (words : \"or\" * OR {words stems} : \"or\")" },
    { "words:клиент*",
      "{words stems} : \"word\" AND (words : \"клиент\" * OR {words stems} : \"клиент\")" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = rapport_stems_query (cases[i].input);

      g_assert_cmpstr (query, ==, cases[i].query);
    }
}

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *find;
} Table;

static const char *const texts[] = {
  "Клиент просил отчёт к пятнице",
  "Созвон с клиентами: бегущая строка на сайте",
  "Клиентский портал; отчеты за ноябрь",
  "Landing pages redone, clients' campaign launched",
  "Ёлки и йод: счёт-фактура № 15 на 1 541,76 ₽",
  "Договорились о повторных продажах",
};

static void
table_init (Table *self)
{
  sqlite3_stmt *add;

  g_assert_cmpint (sqlite3_open (":memory:", &self->db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (self->db,
                                 "CREATE VIRTUAL TABLE search USING fts5(words, stems, "
                                 "tokenize = 'unicode61')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (self->db,
                                       "INSERT INTO search (rowid, words, stems) VALUES (?, ?, ?)",
                                       -1, &add, NULL),
                   ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *words = NULL;
      g_autofree char *stems = NULL;

      rapport_stems_make_columns (texts[i], &words, &stems);
      sqlite3_bind_int64 (add, 1, (sqlite3_int64) i);
      sqlite3_bind_text (add, 2, words, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (add, 3, stems, -1, SQLITE_TRANSIENT);
      g_assert_cmpint (sqlite3_step (add), ==, SQLITE_DONE);
      sqlite3_reset (add);
    }
  sqlite3_finalize (add);
  g_assert_cmpint (sqlite3_prepare_v2 (self->db,
                                       "SELECT rowid FROM search WHERE search MATCH ? "
                                       "ORDER BY rowid",
                                       -1, &self->find, NULL),
                   ==, SQLITE_OK);
}

static void
table_clear (Table *self)
{
  sqlite3_finalize (self->find);
  g_assert_cmpint (sqlite3_close (self->db), ==, SQLITE_OK);
}

/* The numbers of the texts that are found, as "0 2". */
static char *
table_find (Table *self, const char *input)
{
  g_autofree char *query = rapport_stems_query (input);
  g_autoptr (GString) found = g_string_new (NULL);
  int step;

  if (query == NULL)
    return g_strdup ("nothing to look for");
  sqlite3_bind_text (self->find, 1, query, -1, SQLITE_TRANSIENT);
  while ((step = sqlite3_step (self->find)) == SQLITE_ROW)
    g_string_append_printf (found, "%s%d", found->len ? " " : "",
                            sqlite3_column_int (self->find, 0));
  if (step != SQLITE_DONE)
    g_test_message ("%s: %s", query, sqlite3_errmsg (self->db));
  g_assert_cmpint (step, ==, SQLITE_DONE);
  sqlite3_reset (self->find);
  return g_string_free_and_steal (g_steal_pointer (&found));
}

static void
test_found (void)
{
  static const struct
  {
    const char *input;
    const char *found;
  } cases[] = {
    { "клиент", "0 1 2" },
    { "клиентами", "0 1" },
    { "клиентов", "0 1" },
    { "КЛИЕНТУ", "0 1" },
    { "кл", "0 1 2" },
    { "клиент отчёт", "0" },
    { "отчет", "0 2" },
    { "отчётам", "0 2" },
    { "ОТЧЁТЫ", "0 2" },
    { "отчётами клиента", "0" },
    { "бегущая строка", "1" },
    { "бегущую строку", "1" },
    { "бегущей строки", "1" },
    { "строка бегущая", "1" },
    { "бегущ", "1" },
    { "елка", "4" },
    { "ёлками", "4" },
    { "йод", "4" },
    { "иод", "" },
    { "счет", "4" },
    { "541", "4" },
    { "1541", "" },
    { "15", "4" },
    { "повторные продажи", "5" },
    { "продаж", "5" },
    { "landing page", "3" },
    { "client", "3" },
    { "client's campaigns", "3" },
    { "campaigning", "3" },
    { "lan", "3" },
    { "l", "" },
    { "портал клиентский", "2" },
    { "слон", "" },
    { "клиент слон", "" },
    { "клиент с", "0 1 2" },
    { "клиент с ", "1" },
  };
  Table table;

  table_init (&table);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = table_find (&table, cases[i].input);

      g_test_message ("%s", cases[i].input);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
  table_clear (&table);
}

/* Whatever is typed is a query that SQLite can read. */
static void
test_garbage (void)
{
  static const char *const pieces[] = {
    "\"",   "'", "*",  "(",      ")", "NOT ", " AND ", " OR ",   "NEAR(", "-",      "^",
    ":",    "{", "}",  "+",      "a", "яё",   " ",     "15",     "\n",    "\\",     "\xff",
    "😀",   "½", "हिं", "words",  "ﬁ", ";--",  "\t",    "№",      "日本",  "\u0301", "\u200d",
    "\xd0", "ß", "İ",  "\ufe70", "𞤢", "꟱",  "ⷠ",      "\u0488",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  Table table;

  table_init (&table);
  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) input = g_string_new (NULL);
      g_autofree char *found = NULL;

      for (int n = g_rand_int_range (rand, 0, 14); n > 0; n--)
        g_string_append (input, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      found = table_find (&table, input->str);
      g_assert_nonnull (found);
    }
  table_clear (&table);
}

static void
test_long (void)
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_autofree char *word = g_strnfill (200000, 'a');
  g_autofree char *found = NULL;
  g_autofree char *found_word = NULL;
  Table table;

  for (int i = 0; i < 100000; i++)
    g_string_append (input, "клиент ");
  table_init (&table);
  found = table_find (&table, input->str);
  g_assert_cmpstr (found, ==, "0 1");
  found_word = table_find (&table, word);
  g_assert_cmpstr (found_word, ==, "");
  table_clear (&table);
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *input;
    const char *marked;
  } cases[] = {
    { "Созвон с клиентами: Клиентский портал", "клиента",
      "Созвон с [клиентами]: Клиентский портал" },
    { "Созвон с клиентами: Клиентский портал", "клиент",
      "Созвон с [клиентами]: [Клиентский] портал" },
    { "ОТЧЁТ, отчёты; счёт", "отчет сч", "[ОТЧЁТ], [отчёты]; [счёт]" },
    { "Отче\u0308т", "отчёт", "[Отче\u0308т]" },
    { "the client's page", "clients", "the [client's] page" },
    { "ничего", "слон", "ничего" },
    { "ничего", "", "ничего" },
    { "", "слон", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ranges = rapport_stems_find (cases[i].text, cases[i].input);
      g_autoptr (GString) marked = g_string_new (cases[i].text);

      for (guint n = ranges->len; n > 0; n--)
        {
          const RapportTextRange *range = &g_array_index (ranges, RapportTextRange, n - 1);

          g_string_insert (marked, (gssize) range->end, "]");
          g_string_insert (marked, (gssize) range->start, "[");
        }
      g_assert_cmpstr (marked->str, ==, cases[i].marked);
    }
}

static gpointer
stem_many (gpointer user_data)
{
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *russian = rapport_stems_stem_word ("клиентами");
      g_autofree char *english = rapport_stems_stem_word ("meetings");

      if (!g_str_equal (russian, "клиент") || !g_str_equal (english, "meet"))
        return user_data;
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("stems", stem_many, GINT_TO_POINTER (1));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stems/fold", test_fold);
  g_test_add_func ("/stems/stem", test_stem);
  g_test_add_func ("/stems/index", test_index);
  g_test_add_func ("/stems/columns", test_columns);
  g_test_add_func ("/stems/query", test_query);
  g_test_add_func ("/stems/found", test_found);
  g_test_add_func ("/stems/garbage", test_garbage);
  g_test_add_func ("/stems/long", test_long);
  g_test_add_func ("/stems/find", test_find);
  g_test_add_func ("/stems/threads", test_threads);
  return g_test_run ();
}
