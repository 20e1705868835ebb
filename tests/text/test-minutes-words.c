/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-words.h"
#include "rapport-minutes-words.h"

#include <string.h>

/* A Wednesday: the day of the meeting. */
#define TODAY "2026-11-18"

/* Lines as they are typed while others talk. An empty day is none. */
static const struct
{
  const char *line;
  const char *kind;
  gboolean is_private;
  const char *text;
  const char *title;
  const char *mention;
  const char *day;
} cases[] = {
  { "", NULL, FALSE, "", "", NULL, "" },
  { "Talked about the budget", NULL, FALSE, "Talked about the budget", "Talked about the budget",
    NULL, "" },
  { "! We start with search ads", "decision", FALSE, "We start with search ads",
    "We start with search ads", NULL, "" },
  { "= Reports come on the 5th of the month", "agreement", FALSE,
    "Reports come on the 5th of the month", "Reports come on the 5th of the month", NULL, "" },
  { "+ Landing texts by Friday @Anna", "task", FALSE, "Landing texts by Friday @Anna",
    "Landing texts", "Anna", "2026-11-20" },
  { "? The warehouse may not cope", "risk", FALSE, "The warehouse may not cope",
    "The warehouse may not cope", NULL, "" },
  { "% We do not write to journalists", "exclusion", FALSE, "We do not write to journalists",
    "We do not write to journalists", NULL, "" },
  { ": The second idea looks like the rival's", "remark", FALSE,
    "The second idea looks like the rival's", "The second idea looks like the rival's", NULL, "" },
  { "// They are not happy with Boris", NULL, TRUE, "They are not happy with Boris",
    "They are not happy with Boris", NULL, "" },
  { "// + Call the owner tomorrow", "task", TRUE, "Call the owner tomorrow", "Call the owner", NULL,
    "2026-11-19" },
  { "+ // Call the owner tomorrow", "task", TRUE, "Call the owner tomorrow", "Call the owner", NULL,
    "2026-11-19" },
  { "task: prices by 20 Nov @Boris", "task", FALSE, "prices by 20 Nov @Boris", "prices", "Boris",
    "2026-11-20" },
  { "Task: prices", "task", FALSE, "prices", "prices", NULL, "" },
  { "To do: prices", "task", FALSE, "prices", "prices", NULL, "" },
  { "TO"
    "DO: prices",
    "task", FALSE, "prices", "prices", NULL, "" },
  { "decision: no banners", "decision", FALSE, "no banners", "no banners", NULL, "" },
  { "Decided: no banners", "decision", FALSE, "no banners", "no banners", NULL, "" },
  { "agreed: answer within a day", "agreement", FALSE, "answer within a day", "answer", NULL,
    "2026-11-19" },
  { "risk: season ends", "risk", FALSE, "season ends", "season ends", NULL, "" },
  { "out of scope: print", "exclusion", FALSE, "print", "print", NULL, "" },
  { "We don’t: print", "exclusion", FALSE, "print", "print", NULL, "" },
  { "remark: another photo", "remark", FALSE, "another photo", "another photo", NULL, "" },
  { "private: margin is thin", NULL, TRUE, "margin is thin", "margin is thin", NULL, "" },
  { "private: task: raise the price by Monday", "task", TRUE, "raise the price by Monday",
    "raise the price", NULL, "2026-11-23" },
  { "задача: тексты лендинга до 20 ноября @Анна", "task", FALSE,
    "тексты лендинга до 20 ноября @Анна", "тексты лендинга", "Анна", "2026-11-20" },
  { "Задача: завтра позвонить в «Ромашку»", "task", FALSE, "завтра позвонить в «Ромашку»",
    "позвонить в «Ромашку»", NULL, "2026-11-19" },
  { "ЗАДАЧА: смета", "task", FALSE, "смета", "смета", NULL, "" },
  { "Сделать: смета к пятнице", "task", FALSE, "смета к пятнице", "смета", NULL, "2026-11-20" },
  { "решение: баннеров не будет", "decision", FALSE, "баннеров не будет", "баннеров не будет", NULL,
    "" },
  { "Решили: начинаем с контекста", "decision", FALSE, "начинаем с контекста",
    "начинаем с контекста", NULL, "" },
  { "договорённость: отчёт каждую пятницу", "agreement", FALSE, "отчёт каждую пятницу",
    "отчёт каждую пятницу", NULL, "" },
  { "Договоренность: отвечаем за день", "agreement", FALSE, "отвечаем за день", "отвечаем за день",
    NULL, "" },
  { "договорились: доступы до завтра @\"Анна Петрова\"", "agreement", FALSE,
    "доступы до завтра @\"Анна Петрова\"", "доступы", "Анна Петрова", "2026-11-19" },
  { "риск: сезон кончится раньше", "risk", FALSE, "сезон кончится раньше", "сезон кончится раньше",
    NULL, "" },
  { "не делаем: печать", "exclusion", FALSE, "печать", "печать", NULL, "" },
  { "Замечание: другое фото", "remark", FALSE, "другое фото", "другое фото", NULL, "" },
  { "лично: скидку больше не предлагать", NULL, TRUE, "скидку больше не предлагать",
    "скидку больше не предлагать", NULL, "" },
  { "+ Макет через неделю @Борис", "task", FALSE, "Макет через неделю @Борис", "Макет", "Борис",
    "2026-11-25" },
  { "+ @\"Anna Petrova\" sends the logo in 2 days", "task", FALSE,
    "@\"Anna Petrova\" sends the logo in 2 days", "sends the logo", "Anna Petrova", "2026-11-20" },
  { "+ **Prices** by Friday", "task", FALSE, "**Prices** by Friday", "**Prices**", NULL,
    "2026-11-20" },
  { "  + Prices", "task", FALSE, "Prices", "Prices", NULL, "" },
  { "+\tPrices", "task", FALSE, "Prices", "Prices", NULL, "" },
  { "+ tomorrow", "task", FALSE, "tomorrow", "tomorrow", NULL, "" },
  { "+ @Anna", "task", FALSE, "@Anna", "@Anna", NULL, "" },
  { "+ ", "task", FALSE, "", "", NULL, "" },
  { "+ a\xff", "task", FALSE, "a\ufffd", "a\ufffd", NULL, "" },
  /* Days are read in any kind of line. */
  { "The prices come by Friday", NULL, FALSE, "The prices come by Friday", "The prices come", NULL,
    "2026-11-20" },
  /* No signs. */
  { "+7 999 000", NULL, FALSE, "+7 999 000", "+7 999 000", NULL, "" },
  { "!important", NULL, FALSE, "!important", "!important", NULL, "" },
  { "+", NULL, FALSE, "+", "+", NULL, "" },
  { "//", NULL, FALSE, "//", "//", NULL, "" },
  { "task:", NULL, FALSE, "task:", "task:", NULL, "" },
  { "task:write", NULL, FALSE, "task:write", "task:write", NULL, "" },
  { "https://a.ru/x is the page", NULL, FALSE, "https://a.ru/x is the page",
    "https://a.ru/x is the page", NULL, "" },
  { "A task: prices", NULL, FALSE, "A task: prices", "A task: prices", NULL, "" },
  { "Budget + 10 %", NULL, FALSE, "Budget + 10 %", "Budget + 10 %", NULL, "" },
  { "- a list", NULL, FALSE, "- a list", "- a list", NULL, "" },
  { "# A heading", NULL, FALSE, "# A heading", "# A heading", NULL, "" },
  { "  indented", NULL, FALSE, "  indented", "indented", NULL, "" },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportMinutesWords) words =
        rapport_minutes_words_parse (cases[i].line, rapport_day_parse (TODAY));
      g_autofree char *day = rapport_day_to_string (words->day);
      g_autofree char *shown = g_utf8_make_valid (cases[i].line, -1);

      g_test_message ("%s", shown);
      g_assert_cmpstr (words->kind, ==, cases[i].kind);
      g_assert_cmpint (words->is_private, ==, cases[i].is_private);
      g_assert_cmpstr (words->text, ==, cases[i].text);
      g_assert_cmpstr (words->title, ==, cases[i].title);
      g_assert_cmpstr (words->mention, ==, cases[i].mention);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
check_piece (const char *line, RapportTextRange range, const char *piece)
{
  g_autofree char *found = g_strndup (line + range.start, range.end - range.start);

  g_assert_cmpstr (found, ==, piece);
}

static void
test_ranges (void)
{
  const char *line = "  // задача: Тексты до 20 ноября @\"Анна Петрова\"";
  g_autoptr (RapportMinutesWords) words =
    rapport_minutes_words_parse (line, rapport_day_parse (TODAY));

  check_piece (line, words->sign_range, "// задача: ");
  check_piece (line, words->day_range, "до 20 ноября");
  check_piece (line, words->mention_range, "@\"Анна Петрова\"");
}

/* What is written is read back as the same. */
static void
test_write (void)
{
  static const struct
  {
    const char *title;
    const char *who;
    const char *day;
    const char *language;
    const char *line;
  } written[] = {
    { "Prices", NULL, "", "en", "Prices" },
    { "Prices", "", "", "ru", "Prices" },
    { "Prices", "Anna", "2026-11-20", "en", "Prices by 20 November 2026 @Anna" },
    { "Цены", "Анна Петрова", "2027-01-05", "ru", "Цены до 5 января 2027 @\"Анна Петрова\"" },
    { "Prices", "Jean-Luc", "", "en", "Prices @\"Jean-Luc\"" },
    { "Prices", NULL, "2025-01-01", NULL, "Prices by 1 January 2025" },
    { "Report of 15 November", NULL, "2026-11-20", "en",
      "Report of 15 November by 20 November 2026" },
    { "Ask @Boris", "Anna", "", "en", "@Anna Ask @Boris" },
    { "", "Anna", "", "en", " @Anna" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *line = rapport_minutes_words_write (
        written[i].title, written[i].who, rapport_day_parse (written[i].day), written[i].language);
      g_autoptr (RapportMinutesWords) words =
        rapport_minutes_words_parse (line, rapport_day_parse (TODAY));
      g_autofree char *day = rapport_day_to_string (words->day);

      g_assert_cmpstr (line, ==, written[i].line);
      if (*written[i].title == '\0')
        continue;
      g_assert_cmpstr (words->title, ==, written[i].title);
      g_assert_cmpstr (words->mention != NULL ? words->mention : "", ==,
                       written[i].who != NULL ? written[i].who : "");
      g_assert_cmpstr (day, ==, written[i].day);
    }
}

/* Whatever is typed, each range lies in the line, and sign and text are the line. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "! ",       "= ",  "+ ",      "? ",      "% ",       ": ",  "// ", "/",        "task: ",
    "задача: ", " ",   "private", "лично: ", ":",        "by ", "до ", "friday",   "завтра",
    "@Anna",    "@\"", "\"",      "e\u0301", "\xd1\x8f", "😀",  "\t",  "**",       "-",
    "20",       ".11", "Ё",       "ё:",      "to do: ",  "we ", "не",  " делаем:", "\xff"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);

  for (int i = 0; i < 30000; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      g_autoptr (RapportMinutesWords) words = NULL;
      g_autofree char *valid = NULL;

      for (int n = g_rand_int_range (rand, 0, 10); n > 0; n--)
        g_string_append (line, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      valid = g_utf8_make_valid (line->str, -1);
      words = rapport_minutes_words_parse (line->str, rapport_day_parse (TODAY));
      g_assert_true (g_utf8_validate (words->title, -1, NULL));
      g_assert_true (g_str_has_suffix (valid, words->text));
      g_assert_cmpuint (words->day_range.end, <=, strlen (valid));
      g_assert_cmpuint (words->mention_range.end, <=, strlen (valid));
      g_assert_true (words->kind == NULL || words->sign_range.end > words->sign_range.start);
      if (words->sign_range.end > 0)
        g_assert_cmpstr (valid + words->sign_range.end, ==, words->text);
      g_assert_true (*words->title != '\0' || words->text[strspn (words->text, " \t")] == '\0');
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/minutes-words/parse", test_parse);
  g_test_add_func ("/minutes-words/ranges", test_ranges);
  g_test_add_func ("/minutes-words/write", test_write);
  g_test_add_func ("/minutes-words/random", test_random);
  return g_test_run ();
}
