/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-words.h"

#include "rapport-date-words.h"
#include "rapport-locale.h"

#include <string.h>

#define PRIVATE_SIGN "//"

static const struct
{
  char sign;
  const char *kind;
} signs[] = {
  { '!', "decision" }, { '=', "agreement" }, { '+', "task" },
  { '?', "risk" },     { '%', "exclusion" }, { ':', "remark" },
};

/* Small, with ё written as е; a colon stands behind. */
static const struct
{
  const char *word;
  const char *kind; /* NULL for a private line */
} words[] = {
  { "decision", "decision" },
  { "decided", "decision" },
  { "решение", "decision" },
  { "решили", "decision" },
  { "решено", "decision" },
  { "agreement", "agreement" },
  { "agreed", "agreement" },
  { "договоренность", "agreement" },
  { "договорились", "agreement" },
  { "task", "task" },
  { "to do", "task" },
  { "todo", "task" },
  { "задача", "task" },
  { "сделать", "task" },
  { "risk", "risk" },
  { "риск", "risk" },
  { "exclusion", "exclusion" },
  { "we do not", "exclusion" },
  { "we don't", "exclusion" },
  { "we don’t", "exclusion" },
  { "out of scope", "exclusion" },
  { "исключение", "exclusion" },
  { "не делаем", "exclusion" },
  { "remark", "remark" },
  { "comment", "remark" },
  { "замечание", "remark" },
  { "комментарий", "remark" },
  { "правка", "remark" },
  { "private", NULL },
  { "лично", NULL },
  { "для себя", NULL },
};

/* No word above is longer. */
#define LONGEST_WORD 40

static gsize
skip_blanks (const char *text, gsize at)
{
  while (text[at] != '\0' && g_unichar_isspace (g_utf8_get_char (text + at)))
    at = (gsize) (g_utf8_next_char (text + at) - text);
  return at;
}

static gboolean
is_blank (const char *text)
{
  return *text != '\0' && g_unichar_isspace (g_utf8_get_char (text));
}

static gboolean
is_private_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].kind == NULL && g_str_equal (words[i].word, word))
      return TRUE;
  return FALSE;
}

static const char *
find_kind_of_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].kind != NULL && g_str_equal (words[i].word, word))
      return words[i].kind;
  return NULL;
}

/* (transfer full) (nullable): the words before a colon with a blank behind it, small. */
static char *
read_word (const char *text, gsize *end)
{
  const char *colon = memchr (text, ':', MIN (strlen (text), LONGEST_WORD));
  g_autofree char *typed = NULL;
  g_autofree char *small = NULL;
  g_auto (GStrv) parts = NULL;

  if (colon == NULL || colon == text || !is_blank (colon + 1))
    return NULL;
  *end = (gsize) (colon + 1 - text);
  typed = g_strndup (text, (gsize) (colon - text));
  small = g_utf8_strdown (g_strchomp (typed), -1);
  parts = g_strsplit (small, "ё", -1);
  return g_strjoinv ("е", parts);
}

/* Each of the two reads a sign at @at, and moves it behind the sign and its space. */

static gboolean
read_private (const char *text, gsize *at)
{
  g_autofree char *word = NULL;
  gsize end = strlen (PRIVATE_SIGN);

  if (!g_str_has_prefix (text + *at, PRIVATE_SIGN) || !is_blank (text + *at + end))
    {
      word = read_word (text + *at, &end);
      if (word == NULL || !is_private_word (word))
        return FALSE;
    }
  *at = skip_blanks (text, *at + end);
  return TRUE;
}

static const char *
read_kind (const char *text, gsize *at)
{
  g_autofree char *word = NULL;
  const char *kind = NULL;
  gsize end = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (signs) && kind == NULL; i++)
    if (text[*at] == signs[i].sign && is_blank (text + *at + 1))
      kind = signs[i].kind;
  if (kind == NULL)
    {
      word = read_word (text + *at, &end);
      kind = word != NULL ? find_kind_of_word (word) : NULL;
    }
  if (kind != NULL)
    *at = skip_blanks (text, *at + end);
  return kind;
}

static void
move_range (RapportTextRange *to, const RapportTextRange *from, gsize by)
{
  if (from->end > from->start)
    *to = (RapportTextRange) { from->start + by, from->end + by };
}

RapportMinutesWords *
rapport_minutes_words_parse (const char *line, RapportDay today)
{
  RapportMinutesWords *self = g_new0 (RapportMinutesWords, 1);
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autoptr (RapportQuickAdd) add = NULL;
  gsize start = skip_blanks (valid, 0);
  gsize at = start;

  self->is_private = read_private (valid, &at);
  self->kind = read_kind (valid, &at);
  /* A task may be private whichever of the two was typed first. */
  if (!self->is_private)
    self->is_private = read_private (valid, &at);
  if (at > start)
    self->sign_range = (RapportTextRange) { start, at };
  else
    at = 0;
  self->text = g_strdup (valid + at);
  add = rapport_quick_add_parse (self->text, today);
  self->title = g_steal_pointer (&add->title);
  self->mention = g_steal_pointer (&add->mention);
  self->day = add->day;
  move_range (&self->day_range, &add->day_range, at);
  move_range (&self->mention_range, &add->mention_range, at);
  return self;
}

void
rapport_minutes_words_free (RapportMinutesWords *self)
{
  g_free (self->text);
  g_free (self->title);
  g_free (self->mention);
  g_free (self);
}

/* Whether a mention ends where such a name does. */
static gboolean
is_one_word (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && c != '_')
        return FALSE;
    }
  return TRUE;
}

static char *
write_mention (const char *who)
{
  g_autofree char *name = g_strdelimit (g_strdup (who), "\"", '\'');

  return is_one_word (name) ? g_strdup_printf ("@%s", name) : g_strdup_printf ("@\"%s\"", name);
}

char *
rapport_minutes_words_write (const char *title,
                             const char *who,
                             RapportDay day,
                             const char *language)
{
  const RapportLocale *locale = rapport_locale_get (language);
  const gboolean russian = g_str_equal (rapport_locale_get_lang (locale), "ru");
  g_autoptr (GString) line = g_string_new (NULL);

  /* In front, so that it is the first of several names. */
  if (who != NULL && *who != '\0' && strchr (title, '@') != NULL)
    {
      g_autofree char *mention = write_mention (who);

      g_string_append_printf (line, "%s ", mention);
      who = NULL;
    }
  g_string_append (line, title);
  if (day != RAPPORT_DAY_NONE)
    {
      g_autofree char *date = rapport_locale_date (locale, day);

      g_string_append_printf (line, " %s %s", russian ? "до" : "by", date);
    }
  if (who != NULL && *who != '\0')
    {
      g_autofree char *mention = write_mention (who);

      g_string_append_printf (line, " %s", mention);
    }
  return g_string_free_and_steal (g_steal_pointer (&line));
}
