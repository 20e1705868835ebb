/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-words.h"

#include "rapport-csv-dictionary.h"
#include "rapport-csv-value.h"

#include <string.h>

/* Longer texts are no names of columns. */
#define MAX_NAME 200
/* Behind every name that is known as a whole. */
#define RANK_PART 9

/* Words of a unit that change nothing. */
static const char plain_units[] =
  "|шт|ед|с|без|ндс|в|vat|incl|excl|with|without|tax|валюта|штук|чел|";

static const struct
{
  const char *text;
  int shift;
} scales[] = {
  { "тыс", 3 },       { "тысяч", 3 },   { "thousands", 3 }, { "thousand", 3 }, { "млн", 6 },
  { "миллионов", 6 }, { "million", 6 }, { "millions", 6 },  { "коп", -2 },     { "копеек", -2 },
  { "cents", -2 },    { "cent", -2 },   { "micros", -6 },   { "micro", -6 },   { "микро", -6 },
};

/* Words that make a figure follow from others, or belong to one object. */
static const char ratio_words[] =
  "|ctr|wctr|cpc|ecpc|cpm|ecpm|cpa|cpl|cpo|cac|cr|roas|roi|romi|дрр|drr|acos|rate|ratio|"
  "share|avg|average|mean|ср|per|/|%|percent|frequency|частота|доля|коэффициент|"
  "показатель|рентабельность|глубина|depth|duration|длительность|время|time|position|"
  "позиция|цена|конверсия|процент|index|индекс|rank|ltv|arpu|score|клик|лид|заявку|"
  "конверсию|клика|лида|";

/* What only looks like a metric. */
static const char other_words[] =
  "|invalid|new|id|status|estimated|lost|budget|plan|план|forecast|прогноз|target|refund|"
  "refunds|cancelled|canceled|assisted|previous|prev|engaged|unique|through|value|url|"
  "limit|type|name|goal|margin|без|планы|отмены|возвраты|возврат|лимит|бюджет|тип|change|"
  "изменение|вид|прошлый|прошлого|прошлом|сумма|цель|";

/* The word that decides when the whole name is not known. */
static const struct
{
  const char *words;
  RapportColumnRole role;
  const char *metric;
} parts[] = {
  { "|clicks|клики|", RAPPORT_COLUMN_METRIC, "clicks" },
  { "|impressions|показы|", RAPPORT_COLUMN_METRIC, "impressions" },
  { "|cost|spend|spent|расход|расходы|затраты|", RAPPORT_COLUMN_METRIC, "ad-spend" },
  { "|revenue|выручка|доход|", RAPPORT_COLUMN_METRIC, "revenue" },
  { "|leads|лиды|заявки|", RAPPORT_COLUMN_METRIC, "leads" },
  { "|sessions|visits|визиты|сеансы|", RAPPORT_COLUMN_METRIC, "traffic" },
  { "|orders|заказы|продажи|покупки|purchases|transactions|", RAPPORT_COLUMN_METRIC, "sales" },
  { "|campaign|кампания|кампании|channel|", RAPPORT_COLUMN_CHANNEL, NULL },
};

static const char *const totals[] = {
  "total",         "totals",          "grand total", "итого",       "всего",
  "итог",          "итоги",           "subtotal",    "sum",         "сумма",
  "общий итог",    "итого и средние", "summary",     "общее",       "промежуточный итог",
  "total results", "overall",         "gesamt",      "gesamtsumme", "totaal",
  "totale",        "total general",   "suma",        "razem",       "усього",
  "разом",         "барлығы",         "toplam",      "ensemble",
};

static const char means[] = "|average|avg|mean|среднее|средние|в среднем|среднее значение|";

/* Whether @word stands in @list, each of whose words is between two bars. */
static gboolean
is_among (const char *word, const char *list)
{
  g_autofree char *barred = g_strconcat ("|", word, "|", NULL);

  return *word != '\0' && strstr (list, barred) != NULL;
}

gboolean
rapport_rhythm_is_counted (RapportRhythm rhythm)
{
  return rhythm == RAPPORT_RHYTHM_NTH || rhythm == RAPPORT_RHYTHM_NTH_HOUR;
}

void
rapport_csv_header_clear (RapportCsvHeader *header)
{
  g_clear_pointer (&header->name, g_free);
}

/* "totalUsers" as systems name it is two words. */
static char *
split_camel (const char *text)
{
  GString *split = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p > text && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (split, ' ');
      g_string_append_c (split, *p);
    }
  return g_string_free (split, FALSE);
}

/* Takes one word of a unit in. */
static gboolean
read_unit_word (const char *word, RapportCsvHeader *header)
{
  const char *code = rapport_csv_currency_lookup (word);

  if (code != NULL)
    header->currency = code;
  else if (strcmp (word, "%") == 0)
    header->percent = TRUE;
  else if (!is_among (word, plain_units))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
        if (strcmp (scales[i].text, word) == 0)
          {
            header->shift = scales[i].shift;
            return TRUE;
          }
      return FALSE;
    }
  return TRUE;
}

/* Whether all of @text is a unit: "руб.", "тыс. руб.", "р, с НДС", "USD", "%". */
static gboolean
read_unit (const char *text, RapportCsvHeader *header)
{
  g_auto (GStrv) words = g_strsplit_set (text, " .,", -1);
  RapportCsvHeader found = *header;
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (!read_unit_word (words[i], &found))
        return FALSE;
      n_words++;
    }
  if (n_words == 0)
    return FALSE;
  *header = found;
  return TRUE;
}

/* Cuts units in brackets out of @name; other brackets become blanks. */
static void
take_brackets (GString *name, RapportCsvHeader *header)
{
  gsize from = 0;

  while (from < name->len)
    {
      gsize open = from + strcspn (name->str + from, "([");
      gsize close = open + strcspn (name->str + open, ")]");
      g_autofree char *inside = NULL;

      if (open >= name->len || close >= name->len)
        return;
      inside = g_strndup (name->str + open + 1, close - open - 1);
      if (read_unit (inside, header))
        g_string_erase (name, (gssize) open, (gssize) (close - open + 1));
      else
        name->str[open] = name->str[close] = ' ';
      from = open;
    }
}

/* Cuts off a unit behind the first comma that has one: "Расход, ₽". */
static void
take_comma (GString *name, RapportCsvHeader *header)
{
  for (char *comma = strchr (name->str, ','); comma != NULL; comma = strchr (comma + 1, ','))
    if (comma > name->str && read_unit (comma + 1, header))
      {
        g_string_truncate (name, (gsize) (comma - name->str));
        return;
      }
}

/* Cuts units off that stand last as words: "cost usd", "cost micros". */
static void
take_last_words (GString *name, RapportCsvHeader *header)
{
  const char *last;

  while ((last = strrchr (name->str, ' ')) != NULL && last > name->str &&
         read_unit (last + 1, header))
    g_string_truncate (name, (gsize) (last - name->str));
}

static void
replace_signs (GString *name)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = name->str; *p != '\0'; p++)
    if (*p == '/' || *p == '|')
      g_string_append (clean, " / ");
    else if (*p == '%')
      g_string_append (clean, " % ");
    else if (strchr ("-_.,:;*+#\"'!?=()[]&\\", *p) != NULL)
      g_string_append_c (clean, ' ');
    else
      g_string_append_c (clean, *p);
  g_string_assign (name, clean->str);
}

static void
drop_prefix (GString *name)
{
  static const char *const prefixes[] = { "ga:", "ym:s:", "ym:ad:", "metrics.", "segments." };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name->str, prefixes[i]))
      g_string_erase (name, 0, (gssize) strlen (prefixes[i]));
}

void
rapport_csv_header_read (const char *text, RapportCsvHeader *header)
{
  g_autofree char *split = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) name = NULL;

  *header = (RapportCsvHeader) { 0 };
  if (strlen (text) > MAX_NAME)
    {
      header->name = g_strdup ("");
      return;
    }
  split = split_camel (text);
  folded = rapport_csv_fold (split);
  name = g_string_new (folded);
  drop_prefix (name);
  take_brackets (name, header);
  take_comma (name, header);
  replace_signs (name);
  header->name = rapport_csv_fold (name->str);
  g_string_assign (name, header->name);
  take_last_words (name, header);
  g_free (header->name);
  header->name = rapport_csv_fold (name->str);
}

static gpointer
make_index (gpointer data)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < rapport_csv_n_dictionary; i++)
    {
      g_auto (GStrv) names = g_strsplit (rapport_csv_dictionary[i].names, "|", -1);

      for (guint j = 0; names[j] != NULL; j++)
        g_hash_table_insert (index, g_steal_pointer (&names[j]),
                             (gpointer) &rapport_csv_dictionary[i].word);
    }
  return index;
}

static gboolean
has_word (char **words, const char *list)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (is_among (words[i], list))
      return TRUE;
  return FALSE;
}

/* "ср", "сред", "средняя"… */
static gboolean
has_mean (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "сред"))
      return TRUE;
  return FALSE;
}

static gboolean
look_up_part (const char *name, RapportCsvWord *word)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  /* "Lead date", "Дата клика" */
  if (has_word (words, "|date|дата|"))
    {
      *word = (RapportCsvWord) { .role = RAPPORT_COLUMN_DAY, .rank = RANK_PART };
      return TRUE;
    }
  if (has_word (words, ratio_words) || has_mean (words))
    {
      *word = (RapportCsvWord) { .role = RAPPORT_COLUMN_RATIO };
      return TRUE;
    }
  if (has_word (words, other_words))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (has_word (words, parts[i].words))
      {
        *word =
          (RapportCsvWord) { .role = parts[i].role, .metric = parts[i].metric, .rank = RANK_PART };
        return TRUE;
      }
  return FALSE;
}

gboolean
rapport_csv_words_lookup (const RapportCsvHeader *header, RapportCsvWord *word)
{
  static GOnce once = G_ONCE_INIT;
  const RapportCsvWord *found =
    g_hash_table_lookup (g_once (&once, make_index, NULL), header->name);

  if (found == NULL)
    return look_up_part (header->name, word);
  *word = *found;
  /* "Gross margin, %" and "Конверсии, %" are shares, whatever their name. */
  if (header->percent && word->role == RAPPORT_COLUMN_METRIC)
    *word = (RapportCsvWord) { .role = RAPPORT_COLUMN_RATIO, .sure = TRUE };
  /* Sales in a currency are what they brought. */
  if (header->currency != NULL && g_strcmp0 (word->metric, "sales") == 0)
    word->metric = "revenue";
  return TRUE;
}

RapportTotalWord
rapport_csv_words_total (const char *cell)
{
  g_autofree char *folded = NULL;
  RapportTotalWord best = RAPPORT_TOTAL_NO;

  if (*cell == '\0' || g_ascii_isdigit (*cell) || strlen (cell) > MAX_NAME)
    return RAPPORT_TOTAL_NO;
  folded = rapport_csv_fold (cell);
  for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      const char *behind;

      if (!g_str_has_prefix (folded, totals[i]))
        continue;
      behind = folded + strlen (totals[i]) + strspn (folded + strlen (totals[i]), ":.- ");
      if (*behind == '\0')
        return RAPPORT_TOTAL_WHOLE;
      if (!g_unichar_isalnum (g_utf8_get_char (folded + strlen (totals[i]))))
        best = RAPPORT_TOTAL_BEGINS;
    }
  return best;
}

gboolean
rapport_csv_words_mean (const char *cell)
{
  g_autofree char *folded = NULL;

  if (*cell == '\0' || strlen (cell) > MAX_NAME)
    return FALSE;
  folded = rapport_csv_fold (cell);
  for (char *end = folded + strlen (folded); end > folded && strchr (":. ", end[-1]) != NULL;)
    *--end = '\0';
  return is_among (folded, means);
}
