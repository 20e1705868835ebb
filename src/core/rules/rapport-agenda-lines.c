/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a template of agendas, taken apart and put together again. */
#include "rapport-agenda-private.h"
#include "rapport-agenda-templates.h"
#include "rapport-agenda-words.h"

#include <glib/gi18n-lib.h>

/* Of an item that says nothing else. */
#define USUAL_MINUTES 5

/* As in what is read. */
#define MOST_MINUTES 480

RapportAgendaLine *
rapport_agenda_line_new (int source, const char *title, int minutes)
{
  RapportAgendaLine *self = g_new0 (RapportAgendaLine, 1);

  self->source = source;
  self->title = g_strdup (source < 0 ? title : "");
  self->minutes = source >= 0 ? 0 : (minutes > 0 ? MIN (minutes, MOST_MINUTES) : USUAL_MINUTES);
  return self;
}

void
rapport_agenda_line_free (RapportAgendaLine *self)
{
  g_free (self->title);
  g_free (self);
}

GPtrArray *
rapport_agenda_lines_parse (const char *text)
{
  g_auto (GStrv) written = g_strsplit (text, "\n", -1);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_agenda_line_free);

  for (char **line = written; *line != NULL; line++)
    {
      const int source = rapport_agenda_read_source (g_strstrip (*line));
      g_autofree char *title = NULL;
      const int minutes = rapport_agenda_words_parse (*line, &title);

      if (source >= 0 || *title != '\0')
        g_ptr_array_add (lines, rapport_agenda_line_new (source, title, minutes));
    }
  return lines;
}

/* Whether @written is read as this line again. */
static gboolean
is_read_as (const char *written, const char *title, int minutes)
{
  g_autofree char *read = NULL;

  return rapport_agenda_words_parse (written, &read) == minutes && g_str_equal (read, title);
}

/* (transfer full): a title that ends in minutes itself keeps them: the line's own stand in
 * brackets. */
static char *
format_line (const char *title, int minutes)
{
  /* Translators: a line of a template of agendas; the minutes are read from it again */
  g_autofree char *line = g_strdup_printf (_ ("%s %d min"), title, minutes);

  if (is_read_as (line, title, minutes))
    return g_steal_pointer (&line);
  /* Translators: the same where the title has minutes in it */
  return g_strdup_printf (_ ("%s (%d min)"), title, minutes);
}

char *
rapport_agenda_lines_format (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const RapportAgendaLine *line = lines->pdata[i];
      g_autofree char *title = g_strstrip (g_strdup (line->title));
      g_autofree char *written = NULL;

      if (line->source >= 0)
        written = g_strdup_printf (
          "[%s]", rapport_agenda_source_get_label ((RapportAgendaSource) line->source));
      else if (*title != '\0')
        written = format_line (title, line->minutes);
      if (written != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", written);
    }
  return g_string_free_and_steal (text);
}
