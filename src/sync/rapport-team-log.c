/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-log.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* The file grows by lines to twice this many before it is written anew. */
#define MOST_LINES 1000

/* Somebody else's file is not read into memory whole. */
#define MOST_BYTES (4 * 1024 * 1024)

struct _RapportTeamLog
{
  char *path;
  GPtrArray *lines;
  guint in_file;
};

static void
drop_oldest (RapportTeamLog *self)
{
  if (self->lines->len > MOST_LINES)
    g_ptr_array_remove_range (self->lines, 0, self->lines->len - MOST_LINES);
}

static void
load (RapportTeamLog *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;

  if (g_stat (self->path, &status) != 0 || status.st_size > MOST_BYTES ||
      !g_file_get_contents (self->path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (strchr (*line, '\t') != NULL)
      g_ptr_array_add (self->lines, g_strdup (*line));
  self->in_file = self->lines->len;
  drop_oldest (self);
}

RapportTeamLog *
rapport_team_log_new (const char *path)
{
  RapportTeamLog *self = g_new0 (RapportTeamLog, 1);

  self->path = g_strdup (path);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  if (path != NULL)
    load (self);
  return self;
}

void
rapport_team_log_free (RapportTeamLog *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self->path);
  g_free (self);
}

/* That a line of the log can't be kept is nothing that anybody has to be told. */
static void
append (RapportTeamLog *self, const char *line)
{
  FILE *file = fopen (self->path, "ae");

  if (file == NULL)
    return;
  if (fprintf (file, "%s\n", line) > 0)
    self->in_file++;
  fclose (file);
}

static void
write_anew (RapportTeamLog *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) self->lines->pdata[i]);
  if (g_file_set_contents_full (self->path, text->str, (gssize) text->len,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    self->in_file = self->lines->len;
  g_string_free (text, TRUE);
}

void
rapport_team_log_add (RapportTeamLog *self, gint64 now, const char *sentence)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *stamp = time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
  g_autofree char *one_line = g_strdelimit (g_strdup (sentence), "\n\r\t", ' ');

  g_ptr_array_add (self->lines, g_strconcat (stamp, "\t", one_line, NULL));
  drop_oldest (self);
  if (self->path == NULL)
    return;
  if (self->in_file >= 2 * MOST_LINES)
    write_anew (self);
  else
    append (self, self->lines->pdata[self->lines->len - 1]);
}

GPtrArray *
rapport_team_log_get_lines (RapportTeamLog *self)
{
  return self->lines;
}
