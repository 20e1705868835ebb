/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-words.h"

#define MOST_MINUTES 480

static const struct
{
  const char *en;
  const char *ru;    /* «на ноябрь» */
  const char *of_ru; /* «итоги октября» */
} months[] = {
  { "January", "январь", "января" },
  { "February", "февраль", "февраля" },
  { "March", "март", "марта" },
  { "April", "апрель", "апреля" },
  { "May", "май", "мая" },
  { "June", "июнь", "июня" },
  { "July", "июль", "июля" },
  { "August", "август", "августа" },
  { "September", "сентябрь", "сентября" },
  { "October", "октябрь", "октября" },
  { "November", "ноябрь", "ноября" },
  { "December", "декабрь", "декабря" },
};

static gboolean
is_russian (const char *language)
{
  return g_strcmp0 (language, "ru") == 0;
}

static int
get_index (RapportDay month)
{
  int number;

  rapport_day_split (month, NULL, &number, NULL);
  return number - 1;
}

char *
rapport_agenda_words_goals (RapportDay month, const char *language)
{
  const int i = get_index (month);

  return is_russian (language) ? g_strconcat ("Цели на ", months[i].ru, NULL)
                               : g_strconcat ("Goals for ", months[i].en, NULL);
}

char *
rapport_agenda_words_results (RapportDay month, const char *language)
{
  const int i = get_index (month);

  return is_russian (language) ? g_strconcat ("Итоги ", months[i].of_ru, NULL)
                               : g_strconcat ("Results of ", months[i].en, NULL);
}

/* Minutes. */

#define PREPOSITION "(?:(?:for|on|на|по)\\s+)?"
#define MINUTE      "(?:minutes?|mins?|m|минут[аы]?|мин|м)\\.?"
#define HOUR        "(?:hours?|hrs?|h|час(?:а|ов)?|ч)\\.?"
/* 1: hours, 2: minutes after them, 3: minutes, 4: half an hour, 5: an hour and a half, 6: an hour
 */
#define LENGTH                                                                                     \
  "(?:(\\d{1,2})\\s*" HOUR "(?:\\s*(?:and\\s+|и\\s+)?(\\d{1,2})\\s*" MINUTE                        \
  ")?|(\\d{1,3})\\s*(?:" MINUTE                                                                    \
  "|['’′])|(half\\s+an\\s+hour|полчаса)|(an\\s+hour\\s+and\\s+a\\s+half|полтора\\s+часа)|(an\\s+"  \
  "hour|час))"

static const char *const patterns[] = {
  /* "Budget (15 min)", "Budget, 15 min", "Budget 15 min" */
  "^(?<title>.*\\S)\\s*[(\\[]\\s*" PREPOSITION LENGTH "\\s*[)\\]]$",
  "^(?<title>.*?\\S)(?:\\s*[,;:–—-]\\s*|\\s+)" PREPOSITION LENGTH "$",
  /* "15 min: budget" */
  "^" LENGTH "\\s*[:–—-]\\s*(?<title>\\S.*)$",
};

static int
get_number (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
has_group (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return text != NULL && *text != '\0';
}

/* @first: the number of the group of hours */
static int
read_length (GMatchInfo *match, int first)
{
  if (has_group (match, first))
    return get_number (match, first) * 60 + get_number (match, first + 1);
  if (has_group (match, first + 2))
    return get_number (match, first + 2);
  if (has_group (match, first + 3))
    return 30;
  return has_group (match, first + 4) ? 90 : 60;
}

static char *
squeeze (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *squeezed = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      {
        if (squeezed->len > 0)
          g_string_append_c (squeezed, ' ');
        g_string_append (squeezed, *word);
      }
  return g_string_free_and_steal (squeezed);
}

static GRegex *
compile (gsize i)
{
  static gsize compiled[G_N_ELEMENTS (patterns)];

  if (g_once_init_enter (&compiled[i]))
    {
      GRegex *regex = g_regex_new (patterns[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);

      g_once_init_leave (&compiled[i], GPOINTER_TO_SIZE (regex));
    }
  return GSIZE_TO_POINTER (compiled[i]);
}

int
rapport_agenda_words_parse (const char *text, char **title)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = squeeze (valid);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (compile (i), line, 0, &match))
        {
          const gboolean is_first = i == 2;
          const int minutes = read_length (match, is_first ? 1 : 2);

          if (minutes < 1 || minutes > MOST_MINUTES)
            continue;
          *title = g_match_info_fetch_named (match, "title");
          return minutes;
        }
    }
  *title = g_steal_pointer (&line);
  return 0;
}
