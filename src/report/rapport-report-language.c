/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

/* The language that is read aloud when all is known of it is its script. */
static const struct
{
  GUnicodeScript script;
  const char *language;
} scripts[] = {
  { G_UNICODE_SCRIPT_LATIN, "en" },    { G_UNICODE_SCRIPT_CYRILLIC, "ru" },
  { G_UNICODE_SCRIPT_HEBREW, "he" },   { G_UNICODE_SCRIPT_ARABIC, "ar" },
  { G_UNICODE_SCRIPT_GREEK, "el" },    { G_UNICODE_SCRIPT_ARMENIAN, "hy" },
  { G_UNICODE_SCRIPT_GEORGIAN, "ka" }, { G_UNICODE_SCRIPT_HAN, "zh" },
  { G_UNICODE_SCRIPT_HANGUL, "ko" },   { G_UNICODE_SCRIPT_THAI, "th" },
  { G_UNICODE_SCRIPT_HIRAGANA, "ja" }, { G_UNICODE_SCRIPT_DEVANAGARI, "hi" },
};

static const char *
language_of (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (scripts[i].script == script)
      return scripts[i].language;
  return "";
}

const char *
report_foreign_language (const char *text, const char *language)
{
  const char *found = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *own = g_unichar_isalpha (c) ? language_of (c) : NULL;

      if (own == NULL)
        continue;
      if (*own == '\0' || g_str_equal (own, language) || (found != NULL && found != own))
        return NULL;
      found = own;
    }
  return found;
}
