/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-words.h"

#include <string.h>

/* (transfer full) (nullable): the first line that says something. */
static char *
first_line (const char *text)
{
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (char **line = lines; line != NULL && *line != NULL; line++)
    {
      g_strstrip (*line);
      /* Of a heading the words. */
      if ((*line)[strspn (*line, "# ")] != '\0')
        return g_strdup (*line + strspn (*line, "# "));
    }
  return NULL;
}

char *
rapport_card_words (const char *kind, const char *item_title, const char *text, const char *address)
{
  const RapportField *field = &rapport_placement_info.fields[RAPPORT_PLACEMENT_KIND];
  const char *const all[] = { item_title, text, address };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      char *line = first_line (all[i]);

      if (line != NULL)
        return line;
    }
  return g_strdup (rapport_field_get_word_label (field, kind));
}

char *
rapport_card_get_title (RapportLibrary *library, RapportPlacement *card)
{
  RapportRecord *record = RAPPORT_RECORD (card);
  g_autoptr (RapportRecord) item = rapport_library_get (
    library, RAPPORT_TYPE_WORK_ITEM, rapport_record_get_text (record, RAPPORT_PLACEMENT_ITEM));

  return rapport_card_words (rapport_record_get_text (record, RAPPORT_PLACEMENT_KIND),
                             item != NULL ? rapport_record_get_title (item) : NULL,
                             rapport_record_get_text (record, RAPPORT_PLACEMENT_TEXT),
                             rapport_record_get_text (record, RAPPORT_PLACEMENT_ADDRESS));
}
