/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long texts that are put into minutes: a little at a time. */
#include "rapport-minutes-buffer-private.h"

#include "rapport-turns.h"

#include <string.h>

/* So many bytes are put in at a time, in whole lines. */
#define PIECE 1024

gboolean
rapport_minutes_buffer_is_pasting (RapportMinutesBuffer *self)
{
  return self->paste != NULL;
}

/* Where the next piece ends: behind a break, or at the end of all. */
static gsize
find_end (const char *text, gsize from)
{
  const gsize length = strlen (text + from);
  const char *break_at;

  if (length <= PIECE)
    return from + length;
  break_at = strchr (text + from + PIECE, '\n');
  return break_at != NULL ? (gsize) (break_at - text) + 1 : from + length;
}

/* FALSE where nothing can be put in there. */
static gboolean
put_piece (RapportMinutesBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const gsize end = find_end (self->paste, self->pasted);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (buffer, &at, self->paste_at);
  if (!gtk_text_buffer_insert_interactive (buffer, &at, self->paste + self->pasted,
                                           (int) (end - self->pasted), TRUE))
    return FALSE;
  self->pasted = end;
  return TRUE;
}

static void
end_paste (RapportMinutesBuffer *self)
{
  g_clear_handle_id (&self->paste_turn, g_source_remove);
  g_clear_pointer (&self->paste, g_free);
  gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self), self->paste_at);
  self->paste_at = NULL;
  self->was_pasted = TRUE;
  self->stay = rapport_minutes_buffer_nth (self, rapport_minutes_buffer_get_current_index (self));
  rapport_minutes_buffer_touch (self);
}

/* FALSE when all is there. */
static gboolean
put_some (RapportMinutesBuffer *self, gint64 until)
{
  do
    if (!put_piece (self) || self->paste[self->pasted] == '\0')
      {
        end_paste (self);
        return FALSE;
      }
  while (g_get_monotonic_time () < until);
  return TRUE;
}

static gboolean
turn_cb (gpointer user_data)
{
  RapportMinutesBuffer *self = user_data;

  if (put_some (self, g_get_monotonic_time () + RAPPORT_TURN_TIME))
    return G_SOURCE_CONTINUE;
  return G_SOURCE_REMOVE;
}

void
rapport_minutes_buffer_finish_paste (RapportMinutesBuffer *self)
{
  if (self->paste != NULL)
    put_some (self, G_MAXINT64);
}

void
rapport_minutes_buffer_paste (RapportMinutesBuffer *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter at;

  rapport_minutes_buffer_finish_paste (self);
  if (strlen (text) <= PIECE)
    {
      rapport_minutes_buffer_type (self, text);
      return;
    }
  self->paste = g_strdup (text);
  self->pasted = 0;
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  self->paste_at = gtk_text_buffer_create_mark (buffer, NULL, &at, FALSE);
  if (put_some (self, g_get_monotonic_time () + RAPPORT_TURN_TIME))
    self->paste_turn = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, turn_cb, self, NULL);
}
