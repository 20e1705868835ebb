/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-words.h"

#include "rapport-locale.h"
#include "rapport-markdown.h"

#include <glib/gi18n-lib.h>

static void
part_free (gpointer data)
{
  RapportAudiencePart *part = data;

  g_free (part->text);
  g_free (part);
}

/* Takes @text. */
static void
add (GPtrArray *parts, const char *look, char *text, const RapportPublicPicture *picture)
{
  RapportAudiencePart *part = g_new0 (RapportAudiencePart, 1);

  part->look = look;
  part->text = text;
  part->picture = picture;
  g_ptr_array_add (parts, part);
}

/* (transfer full) (nullable) */
static char *
make_caption (RapportPublicMinutes *minutes, const RapportPublicLine *line)
{
  const char *label = rapport_public_line_get_kind_label (line->kind);
  g_autoptr (GString) caption = NULL;

  if (label == NULL)
    return NULL;
  /* In the words of this window. */
  caption = g_string_new (_ (label));
  if (*line->who != '\0')
    g_string_append_printf (caption, " · %s", line->who);
  if (line->due != RAPPORT_DAY_NONE)
    {
      const RapportLocale *locale = rapport_locale_get (minutes->language);
      g_autofree char *day = rapport_locale_day (locale, line->due, minutes->today);

      g_string_append_printf (caption, " · %s", day);
    }
  return g_string_free_and_steal (g_steal_pointer (&caption));
}

static void
add_line (GPtrArray *parts, RapportPublicMinutes *minutes, const RapportPublicLine *line)
{
  char *caption = make_caption (minutes, line);

  add (parts, "line", rapport_markdown_to_plain (line->text), NULL);
  if (caption != NULL)
    add (parts, "caption", caption, NULL);
  for (guint i = 0; i < line->pictures->len; i++)
    {
      const RapportPublicPicture *picture = line->pictures->pdata[i];

      add (parts, "picture", g_strdup (picture->name), picture);
    }
}

GPtrArray *
rapport_audience_say (RapportPublicMinutes *minutes, const char *item, guint *spot)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  *spot = 0;
  add (parts, "meeting", g_strdup (minutes->title), NULL);
  for (guint i = 0; i < minutes->items->len; i++)
    {
      const RapportPublicItem *part = minutes->items->pdata[i];

      if (*part->id != '\0')
        add (parts, "title", g_strdup (part->title), NULL);
      else if (part->lines->len > 0 && minutes->items->len > 1)
        add (parts, "title", g_strdup (_ ("Other")), NULL);
      for (guint j = 0; j < part->lines->len; j++)
        add_line (parts, minutes, part->lines->pdata[j]);
      if (g_strcmp0 (part->id, item) == 0)
        *spot = parts->len;
    }
  return parts;
}
