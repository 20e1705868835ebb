/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-monogram.h"

static const char *const colours[RAPPORT_MONOGRAM_COLOURS] = {
  "monogram-blue", "monogram-green",  "monogram-yellow", "monogram-orange",
  "monogram-red",  "monogram-purple", "monogram-brown",
};

guint
rapport_monogram_get_colour (const char *name)
{
  return g_str_hash (name) % RAPPORT_MONOGRAM_COLOURS;
}

const char *
rapport_monogram_get_css_class (guint colour)
{
  return colours[colour];
}

char *
rapport_monogram_make_initials (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  GString *initials = g_string_new (NULL);
  gunichar last = 0;
  gboolean taken = FALSE; /* a letter of this word */

  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter))
        taken = FALSE;
      else if (!taken && g_unichar_isalnum (letter))
        {
          taken = TRUE;
          if (initials->len == 0)
            g_string_append_unichar (initials, letter);
          else
            last = letter;
        }
    }
  if (last != 0)
    g_string_append_unichar (initials, last);
  return g_string_free (initials, FALSE);
}

void
rapport_monogram_set_avatar (AdwAvatar *avatar, const char *name)
{
  g_autofree char *spaced = g_strdup (name);
  g_autofree char *words = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  /* An avatar takes what each word begins with, be it a quotation mark. */
  parts = g_strsplit_set (g_strdelimit (spaced, "\t\n\r", ' '), " ", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *p = parts[i];

      while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (*p != '\0')
        g_strv_builder_add (builder, p);
    }
  kept = g_strv_builder_end (builder);
  words = g_strjoinv (" ", kept);
  adw_avatar_set_text (avatar, words);
}
