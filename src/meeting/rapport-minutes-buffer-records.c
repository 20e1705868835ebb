/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records into text, and text into records. */
#include "rapport-minutes-buffer-private.h"

#include "rapport-agency.h"
#include "rapport-agenda.h"
#include "rapport-approval.h"
#include "rapport-card-words.h"
#include "rapport-minutes-words.h"
#include "rapport-onlooker.h"
#include "rapport-words-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many lines are written in one go; more, such as those of a paste, in turns. */
#define LINES_A_TURN 16

#define BREAK "\u2028"

static const char *
get_language (RapportMinutesBuffer *self)
{
  RapportRecord *meeting = RAPPORT_RECORD (self->meeting);
  const char *language = rapport_record_get_text (meeting, RAPPORT_MEETING_LANGUAGE);
  g_autoptr (RapportRecord) client = NULL;

  if (*language != '\0')
    return language;
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT,
                                rapport_record_get_client_id (meeting));
  return rapport_agency_get_language (self->library,
                                      client != NULL ? RAPPORT_CLIENT (client) : NULL);
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

/* Reading. */

/* Whether the words that stand there say whose it is and by when. */
static gboolean
says (RapportMinutesBuffer *self, const RapportLineWords *words)
{
  g_autoptr (RapportMinutesWords) read =
    rapport_minutes_words_parse (words->text, rapport_minutes_buffer_get_day (self));

  return read->day == words->due && (read->mention != NULL) == (*words->who != '\0');
}

char *
rapport_minutes_buffer_read (RapportMinutesBuffer *self, RapportMinutesLine *line)
{
  g_auto (RapportLineWords) words = { NULL };
  g_autofree char *written = NULL;

  if (!rapport_minutes_read_line (self->library, line, &words) || says (self, &words))
    return replace (words.text, "\n", BREAK);
  written = rapport_minutes_words_write (words.title, words.who, words.due, get_language (self));
  return replace (written, "\n", BREAK);
}

void
rapport_minutes_buffer_take_card (RapportMinutesBuffer *self, RapportMinutesParagraph *paragraph)
{
  g_autoptr (RapportPlacement) card = NULL;

  if (paragraph->line != NULL && !paragraph->gone && g_str_equal (paragraph->kind, "remark"))
    card = rapport_minutes_get_card (self->library, paragraph->line);
  if (card != NULL && !rapport_onlooker_may_see (self->library, RAPPORT_RECORD (card)))
    g_clear_object (&card);
  g_set_object (&paragraph->card, card);
  g_free (paragraph->card_title);
  paragraph->card_title = card != NULL ? rapport_card_get_title (self->library, card) : NULL;
}

/* What the record says of who and when is right, whatever the words. */
static void
take_words (RapportMinutesBuffer *self, RapportMinutesParagraph *paragraph, const char *text)
{
  g_auto (RapportLineWords) words = { NULL };
  g_autoptr (RapportMinutesWords) read =
    rapport_minutes_words_parse (text, rapport_minutes_buffer_get_day (self));

  rapport_minutes_read_line (self->library, paragraph->line, &words);
  paragraph->kind = words.kind;
  paragraph->side = words.side;
  paragraph->due = words.due;
  paragraph->is_private = rapport_minutes_line_is_private (paragraph->line);
  g_set_str (&paragraph->who, words.who);
  g_set_str (&paragraph->person, words.person);
  g_set_str (&paragraph->mention, read->mention);
  rapport_minutes_buffer_take_card (self, paragraph);
}

/* From here on what is typed is told from what others change. */
static void
set_base (RapportMinutesParagraph *paragraph, const char *text)
{
  g_set_str (&paragraph->base, text);
  paragraph->base_kind = paragraph->kind;
  paragraph->base_private = paragraph->is_private;
  paragraph->written = FALSE;
}

/* Loading. */

static GPtrArray *
find (RapportMinutesBuffer *self, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  rapport_onlooker_narrow (self->library, query);
  found = rapport_library_find (self->library, query, &error);
  if (found != NULL)
    return found;
  g_warning ("reading minutes: %s", error->message);
  return g_ptr_array_new ();
}

/* What the text is to hold. */
typedef struct
{
  RapportAgendaItem *item; /* a title; %NULL with no line either: that of what belongs to none */
  RapportMinutesLine *line;
} Wanted;

static void
wanted_clear (gpointer data)
{
  Wanted *wanted = data;

  g_clear_object (&wanted->item);
  g_clear_object (&wanted->line);
}

static void
want (GArray *all, RapportAgendaItem *item, RapportMinutesLine *line)
{
  Wanted wanted = { NULL };

  g_set_object (&wanted.item, item);
  g_set_object (&wanted.line, line);
  g_array_append_val (all, wanted);
}

static const char *
get_item_of (RapportMinutesLine *line)
{
  return rapport_record_get_text (RAPPORT_RECORD (line), RAPPORT_MINUTES_LINE_ITEM);
}

/* Lines by the id of their item, in order; those of items that are not there have none. A
 * line whose item is not for these eyes is not either. */
static GHashTable *
sort_lines (RapportMinutesBuffer *self, GPtrArray *items, GPtrArray *lines)
{
  GHashTable *by_item =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (by_item, g_strdup (rapport_record_get_id (items->pdata[i])),
                         g_ptr_array_new ());
  g_hash_table_insert (by_item, g_strdup (""), g_ptr_array_new ());
  for (guint i = 0; i < lines->len; i++)
    {
      GPtrArray *list = g_hash_table_lookup (by_item, get_item_of (lines->pdata[i]));

      if (list == NULL && !rapport_onlooker_is_there (self->library))
        list = g_hash_table_lookup (by_item, "");
      if (list != NULL)
        g_ptr_array_add (list, lines->pdata[i]);
    }
  return by_item;
}

static void
want_lines (GArray *all, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    want (all, NULL, lines->pdata[i]);
}

/* (transfer full) (element-type Wanted) */
static GArray *
list_wanted (RapportMinutesBuffer *self)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (self->meeting));
  g_autoptr (RapportQuery) item_query = rapport_agenda_query (id);
  g_autoptr (RapportQuery) line_query = rapport_minutes_query (id);
  g_autoptr (GPtrArray) items = find (self, item_query);
  g_autoptr (GPtrArray) lines = find (self, line_query);
  g_autoptr (GHashTable) by_item = NULL;
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Wanted));

  g_array_set_clear_func (all, wanted_clear);
  for (guint i = items->len; i > 0; i--)
    if (rapport_onlooker_is_there (self->library) &&
        !rapport_agenda_item_is_public (self->library, items->pdata[i - 1]))
      g_ptr_array_remove_index (items, i - 1);
  by_item = sort_lines (self, items, lines);
  for (guint i = 0; i < items->len; i++)
    {
      want (all, items->pdata[i], NULL);
      want_lines (all, g_hash_table_lookup (by_item, rapport_record_get_id (items->pdata[i])));
    }
  if (items->len > 0)
    want (all, NULL, NULL);
  want_lines (all, g_hash_table_lookup (by_item, ""));
  return all;
}

static char *
get_heading (RapportMinutesBuffer *self, RapportAgendaItem *item)
{
  g_autofree char *title =
    item != NULL ? rapport_agenda_item_get_title (self->library, item) : g_strdup (_ ("Other"));

  return g_strdelimit (g_steal_pointer (&title), "\n\r", ' ');
}

static gboolean
is_locked (RapportMinutesBuffer *self, RapportMinutesLine *line)
{
  return rapport_library_is_read_only (self->library) ||
         (line != NULL && rapport_approval_is_locked (
                            self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)),
                            (int) rapport_record_get_integer (RAPPORT_RECORD (line),
                                                              RAPPORT_MINUTES_LINE_AMENDMENT)));
}

static RapportMinutesParagraph *
make_paragraph (RapportMinutesBuffer *self, const Wanted *wanted, const char *item)
{
  RapportMinutesParagraph *paragraph = rapport_minutes_paragraph_new (item, wanted->line);

  paragraph->heading = wanted->line == NULL;
  paragraph->locked = wanted->line != NULL && is_locked (self, wanted->line);
  return paragraph;
}

/* Every part has a place to type in at its end. */
static void
close_part (RapportMinutesBuffer *self, GString *text)
{
  const RapportMinutesParagraph *last =
    self->paragraphs->len > 0 ? self->paragraphs->pdata[self->paragraphs->len - 1] : NULL;

  if (last != NULL && !last->heading && !last->locked)
    return;
  if (last != NULL)
    g_string_append_c (text, '\n');
  g_ptr_array_add (self->paragraphs,
                   rapport_minutes_paragraph_new (last != NULL ? last->item : "", NULL));
}

static void
fill (RapportMinutesBuffer *self, GArray *wanted, GString *text)
{
  const char *item = "";

  g_ptr_array_set_size (self->paragraphs, 0);
  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *one = &g_array_index (wanted, Wanted, i);
      RapportMinutesParagraph *paragraph;
      g_autofree char *words = NULL;

      if (one->line == NULL)
        {
          if (i > 0)
            close_part (self, text);
          item = one->item != NULL ? rapport_record_get_id (RAPPORT_RECORD (one->item)) : "";
        }
      paragraph = make_paragraph (self, one, item);
      words = paragraph->heading ? get_heading (self, one->item)
                                 : rapport_minutes_buffer_read (self, one->line);
      if (!paragraph->heading)
        {
          take_words (self, paragraph, words);
          set_base (paragraph, words);
        }
      if (self->paragraphs->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, words);
      g_ptr_array_add (self->paragraphs, paragraph);
    }
  close_part (self, text);
}

/* Titles can't be typed into, nor what is approved. */
static void
fix (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  if (!paragraph->heading && !paragraph->locked)
    return;
  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) index);
  end = start;
  if (!gtk_text_iter_forward_line (&end))
    gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_apply_tag (buffer, self->fixed, &start, &end);
  if (paragraph->heading)
    gtk_text_buffer_apply_tag (buffer, self->title, &start, &end);
}

/* Where the cursor is, in words that outlive the text. */
typedef struct
{
  char *line;
  char *item;
  int column;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->line);
  g_free (place->item);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
remember_place (RapportMinutesBuffer *self, Place *place)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &at,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
  place->column = gtk_text_iter_get_line_offset (&at);
  if (paragraph == NULL)
    return;
  place->item = g_strdup (paragraph->item);
  if (paragraph->line != NULL)
    place->line = g_strdup (rapport_record_get_id (RAPPORT_RECORD (paragraph->line)));
}

static void
go_back (RapportMinutesBuffer *self, const Place *place)
{
  GtkTextIter at;
  guint index;

  if (place->line != NULL && rapport_minutes_buffer_go_to_line (self, place->line))
    {
      index = rapport_minutes_buffer_get_current_index (self);
      gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &at, (int) index,
                                               place->column);
      gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &at);
    }
  else if (place->item == NULL || !rapport_minutes_buffer_go_to_item (self, place->item))
    rapport_minutes_buffer_go_to_item (
      self, ((RapportMinutesParagraph *) self->paragraphs->pdata[0])->item);
}

void
rapport_minutes_buffer_load (RapportMinutesBuffer *self)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GArray) wanted = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  remember_place (self, &place);
  self->writing++;
  self->stay = NULL;
  g_ptr_array_set_size (self->removed, 0);
  g_ptr_array_set_size (self->taken_out, 0);
  wanted = self->meeting != NULL ? list_wanted (self) : g_array_new (FALSE, FALSE, sizeof (Wanted));
  fill (self, wanted, text);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), text->str, (int) text->len);
  for (guint i = 0; i < self->paragraphs->len; i++)
    fix (self, i);
  rapport_minutes_buffer_make_room (self);
  rapport_minutes_buffer_style (self, 0, self->paragraphs->len - 1);
  go_back (self, &place);
  self->writing--;
  rapport_minutes_buffer_touch (self);
}

/* Following. */

gboolean
rapport_minutes_buffer_concerns (RapportMinutesBuffer *self, RapportChangeSet *set)
{
  const char *meeting = rapport_record_get_id (RAPPORT_RECORD (self->meeting));
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      g_hash_table_add (ids, paragraph->item);
      if (paragraph->line == NULL)
        continue;
      g_hash_table_add (ids, (gpointer) rapport_record_get_id (RAPPORT_RECORD (paragraph->line)));
      g_hash_table_add (ids, (gpointer) rapport_record_get_text (RAPPORT_RECORD (paragraph->line),
                                                                 RAPPORT_MINUTES_LINE_TARGET));
      if (paragraph->card == NULL)
        continue;
      g_hash_table_add (ids, (gpointer) rapport_record_get_id (RAPPORT_RECORD (paragraph->card)));
      g_hash_table_add (ids, (gpointer) rapport_record_get_text (RAPPORT_RECORD (paragraph->card),
                                                                 RAPPORT_PLACEMENT_ITEM));
    }
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);
      g_autoptr (RapportRecord) record = NULL;

      if (g_hash_table_contains (ids, change->id) || change->info == &rapport_summary_info)
        return TRUE;
      if (change->info != &rapport_minutes_line_info && change->info != &rapport_agenda_item_info)
        continue;
      record = rapport_library_get (self->library, change->info->get_type (), change->id);
      if (record != NULL &&
          g_str_equal (rapport_record_get_text (record, RAPPORT_IS_MINUTES_LINE (record)
                                                          ? RAPPORT_MINUTES_LINE_MEETING
                                                          : RAPPORT_AGENDA_ITEM_MEETING),
                       meeting))
        return TRUE;
    }
  return FALSE;
}

/* Replaces what differs in the words of a line, so that the cursor stays among the others. */
static void
set_words (RapportMinutesBuffer *self, guint index, const char *now)
{
  g_autofree char *was = rapport_minutes_buffer_get_words (self, index);
  GtkTextIter start, end;
  gsize head = 0;
  gsize tail = 0;
  const gsize was_length = strlen (was);
  const gsize length = strlen (now);

  if (g_str_equal (was, now))
    return;
  while (head < was_length && head < length && was[head] == now[head])
    head++;
  while (head > 0 && ((was[head] & 0xc0) == 0x80 || (now[head] & 0xc0) == 0x80))
    head--;
  while (tail < was_length - head && tail < length - head &&
         was[was_length - tail - 1] == now[length - tail - 1])
    tail++;
  while (tail > 0 && (was[was_length - tail] & 0xc0) == 0x80)
    tail--;
  gtk_text_buffer_get_iter_at_line_index (GTK_TEXT_BUFFER (self), &start, (int) index, (int) head);
  gtk_text_buffer_get_iter_at_line_index (GTK_TEXT_BUFFER (self), &end, (int) index,
                                          (int) (was_length - tail));
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), &start, now + head, (int) (length - tail - head));
}

static void
take_in (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];
  g_autofree char *words = NULL;

  if (paragraph->line == NULL || paragraph->dirty)
    return;
  /* Taken back: it is there again. */
  paragraph->gone = paragraph->gone && rapport_record_is_trashed (RAPPORT_RECORD (paragraph->line));
  if (paragraph->gone)
    return;
  words = rapport_minutes_buffer_read (self, paragraph->line);
  set_words (self, index, words);
  take_words (self, paragraph, words);
  set_base (paragraph, words);
  rapport_minutes_buffer_style (self, index, index);
}

/* Both changed the same words of a line. What is typed stands, and theirs below it. */
static void
put_below (RapportMinutesBuffer *self, guint index, const char *theirs)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const RapportMinutesParagraph *above = self->paragraphs->pdata[index];
  RapportMinutesParagraph *paragraph = rapport_minutes_paragraph_new (above->item, NULL);
  GtkTextMark *insert = gtk_text_buffer_get_insert (buffer);
  GtkTextIter cursor, at;
  int line, column;

  paragraph->is_private = above->is_private;
  paragraph->dirty = TRUE;
  g_ptr_array_insert (self->paragraphs, (int) index + 1, paragraph);
  /* A cursor at the end of the line would go down with what is put in there. */
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, insert);
  line = gtk_text_iter_get_line (&cursor);
  column = gtk_text_iter_get_line_offset (&cursor);
  gtk_text_buffer_get_iter_at_line (buffer, &at, (int) index);
  if (!gtk_text_iter_ends_line (&at))
    gtk_text_iter_forward_to_line_end (&at);
  gtk_text_buffer_insert (buffer, &at, "\n", 1);
  gtk_text_buffer_insert (buffer, &at, theirs, -1);
  if (line == (int) index)
    {
      gtk_text_buffer_get_iter_at_line_offset (buffer, &at, line, column);
      gtk_text_buffer_place_cursor (buffer, &at);
    }
  rapport_minutes_buffer_understand (self, index + 1);
  rapport_minutes_buffer_style (self, index, index + 1);
  g_signal_emit (self, rapport_minutes_buffer_signals[SIGNAL_TOLD], 0,
                 _ ("Somebody else changed this line as well: their words are below it"));
}

/* Brings what somebody else made of a line together with what is typed there. */
static void
absorb (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];
  g_auto (RapportLineWords) said = { NULL };
  g_autofree char *theirs = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *merged = NULL;
  gboolean is_private;

  if (!paragraph->dirty || paragraph->gone || paragraph->line == NULL || paragraph->base == NULL ||
      rapport_record_is_trashed (RAPPORT_RECORD (paragraph->line)))
    return;
  theirs = rapport_minutes_buffer_read (self, paragraph->line);
  rapport_minutes_read_line (self->library, paragraph->line, &said);
  is_private = rapport_minutes_line_is_private (paragraph->line);
  if (g_str_equal (paragraph->kind, paragraph->base_kind))
    paragraph->kind = said.kind;
  if (paragraph->is_private == paragraph->base_private)
    paragraph->is_private = is_private;
  paragraph->base_kind = said.kind;
  paragraph->base_private = is_private;
  if (g_str_equal (theirs, paragraph->base))
    return;
  ours = rapport_minutes_buffer_get_words (self, index);
  merged = rapport_text_merge_words (paragraph->base, ours, theirs);
  g_set_str (&paragraph->base, theirs);
  if (merged == NULL)
    {
      if (*theirs != '\0')
        put_below (self, index, theirs);
      return;
    }
  set_words (self, index, merged);
  rapport_minutes_buffer_understand (self, index);
  rapport_minutes_buffer_style (self, index, index);
}

static void
put_in (RapportMinutesBuffer *self, guint index, const char *item, RapportMinutesLine *line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  RapportMinutesParagraph *there = rapport_minutes_buffer_nth (self, index);
  GtkTextIter at;

  /* An empty line is what it is put into. */
  if (there != NULL && line != NULL && !there->heading && there->line == NULL && !there->dirty)
    {
      g_autofree char *words = rapport_minutes_buffer_get_words (self, index);

      if (*words == '\0')
        {
          g_set_object (&there->line, line);
          take_in (self, index);
          return;
        }
    }
  g_ptr_array_insert (self->paragraphs, (int) index, rapport_minutes_paragraph_new (item, line));
  if (index < (guint) gtk_text_buffer_get_line_count (buffer))
    gtk_text_buffer_get_iter_at_line (buffer, &at, (int) index);
  else
    gtk_text_buffer_get_end_iter (buffer, &at);
  gtk_text_buffer_insert (buffer, &at, "\n", 1);
  take_in (self, index);
}

void
rapport_minutes_buffer_open_parts (RapportMinutesBuffer *self)
{
  self->writing++;
  for (guint i = self->paragraphs->len; i > 0; i--)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i - 1];
      const RapportMinutesParagraph *below = rapport_minutes_buffer_nth (self, i);

      if (!paragraph->heading || (below != NULL && !below->heading))
        continue;
      put_in (self, i, paragraph->item, NULL);
      rapport_minutes_buffer_style (self, i, i);
    }
  self->writing--;
}

static void
take_away (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];
  const RapportMinutesParagraph *above = index > 0 ? self->paragraphs->pdata[index - 1] : NULL;
  const RapportMinutesParagraph *below = rapport_minutes_buffer_nth (self, index + 1);
  GtkTextIter start, end;

  if ((above == NULL || above->heading) && (below == NULL || below->heading))
    {
      set_words (self, index, "");
      g_clear_object (&paragraph->line);
      g_clear_pointer (&paragraph->base, g_free);
      paragraph->kind = "text";
      paragraph->is_private = FALSE;
      rapport_minutes_buffer_style (self, index, index);
      return;
    }
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) index);
  end = start;
  /* The cursor that stood there is better off in the line above than in a title below. */
  if (above != NULL && !above->heading)
    {
      gtk_text_iter_backward_char (&start);
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
    }
  else
    gtk_text_iter_forward_line (&end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  if (paragraph == self->stay)
    self->stay = NULL;
  g_ptr_array_remove_index (self->paragraphs, index);
}

/* The index of a title or line at or behind @from, up to the end of its part for a line; -1 where
 * it is not there. */
static int
find_wanted (RapportMinutesBuffer *self, guint from, const Wanted *wanted)
{
  const char *item =
    wanted->item != NULL ? rapport_record_get_id (RAPPORT_RECORD (wanted->item)) : "";

  for (guint i = from; i < self->paragraphs->len; i++)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      if (wanted->line != NULL && paragraph->heading)
        return -1;
      if (wanted->line != NULL ? paragraph->line == wanted->line
                               : paragraph->heading && g_str_equal (paragraph->item, item))
        return (int) i;
    }
  return -1;
}

static gboolean
has_anywhere (RapportMinutesBuffer *self, RapportMinutesLine *line)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    if (((RapportMinutesParagraph *) self->paragraphs->pdata[i])->line == line)
      return TRUE;
  return FALSE;
}

/* Takes lines that are not wanted any more out from @from to before @to; returns where that is
 * then. What is being typed stays, and comes back as a line. */
static guint
clear_between (RapportMinutesBuffer *self, guint from, guint to)
{
  for (guint i = to; i > from; i--)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i - 1];
      const guint n = self->paragraphs->len;

      if (paragraph->heading || paragraph->line == NULL)
        continue;
      if (paragraph->dirty || paragraph->gone)
        paragraph->gone = TRUE;
      else
        take_away (self, i - 1);
      to -= n - self->paragraphs->len;
    }
  return to;
}

static guint
find_part_end (RapportMinutesBuffer *self, guint from)
{
  while (from < self->paragraphs->len &&
         !((RapportMinutesParagraph *) self->paragraphs->pdata[from])->heading)
    from++;
  return from;
}

static gboolean
is_title_same (RapportMinutesBuffer *self, guint index, RapportAgendaItem *item)
{
  g_autofree char *heading = get_heading (self, item);
  g_autofree char *words = rapport_minutes_buffer_get_words (self, index);

  return g_str_equal (words, heading);
}

/* FALSE where another order or other titles want all to be put in anew. */
static gboolean
follow_step_by_step (RapportMinutesBuffer *self, GArray *wanted)
{
  const char *item = "";
  guint at = 0;

  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *one = &g_array_index (wanted, Wanted, i);
      const int found = find_wanted (self, at, one);

      if (one->line == NULL)
        {
          if (found < 0 || !is_title_same (self, (guint) found, one->item) ||
              (guint) found != find_part_end (self, at))
            return FALSE;
          item = ((RapportMinutesParagraph *) self->paragraphs->pdata[found])->item;
          at = clear_between (self, at, (guint) found) + 1;
        }
      else if (found >= 0)
        at = clear_between (self, at, (guint) found) + 1;
      else if (has_anywhere (self, one->line))
        return FALSE;
      else
        put_in (self, at++, item, one->line);
    }
  clear_between (self, at, find_part_end (self, at));
  return find_part_end (self, at) == self->paragraphs->len;
}

/* Whether the line, what it became, or its card was changed elsewhere. */
static gboolean
was_changed (RapportMinutesBuffer *self, const RapportMinutesParagraph *paragraph)
{
  RapportRecord *line = RAPPORT_RECORD (paragraph->line);
  RapportRecord *card = RAPPORT_RECORD (paragraph->card);

  if (line == NULL)
    return FALSE;
  if (self->all_changed || g_hash_table_contains (self->changed, rapport_record_get_id (line)) ||
      g_hash_table_contains (self->changed,
                             rapport_record_get_text (line, RAPPORT_MINUTES_LINE_TARGET)))
    return TRUE;
  return card != NULL && (g_hash_table_contains (self->changed, rapport_record_get_id (card)) ||
                          g_hash_table_contains (
                            self->changed, rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM)));
}

void
rapport_minutes_buffer_follow (RapportMinutesBuffer *self)
{
  g_autoptr (GArray) wanted = NULL;
  gboolean done = TRUE;

  if (self->meeting == NULL)
    return;
  wanted = list_wanted (self);
  self->writing++;
  for (guint i = 0; i < self->paragraphs->len && done; i++)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      /* Approval came, or an amendment was begun. */
      done = paragraph->line == NULL || paragraph->locked == is_locked (self, paragraph->line);
    }
  done = done && follow_step_by_step (self, wanted);
  for (guint i = 0; i < self->paragraphs->len && done; i++)
    if (was_changed (self, self->paragraphs->pdata[i]))
      {
        absorb (self, i);
        take_in (self, i);
      }
  rapport_minutes_buffer_make_room (self);
  g_hash_table_remove_all (self->changed);
  self->all_changed = FALSE;
  self->writing--;
  if (!done)
    {
      rapport_minutes_buffer_flush (self);
      rapport_minutes_buffer_load (self);
    }
  rapport_minutes_buffer_touch (self);
}

/* Writing. */

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t")] == '\0';
}

/* (transfer full) (nullable): the record of a line with these words that was taken out, so that
 * what is cut and put in elsewhere, or taken back, stays what it is. */
static RapportMinutesLine *
find_taken_out (GPtrArray *lines, const char *text, gboolean in_trash)
{
  for (guint i = 0; i < lines->len; i++)
    if (rapport_record_is_trashed (lines->pdata[i]) == in_trash &&
        g_str_equal (rapport_record_get_text (lines->pdata[i], RAPPORT_MINUTES_LINE_TEXT), text))
      return g_ptr_array_steal_index (lines, i);
  return NULL;
}

static void
fill_words (RapportMinutesBuffer *self,
            const RapportMinutesParagraph *paragraph,
            const char *text,
            RapportLineWords *words)
{
  g_autoptr (RapportMinutesWords) read =
    rapport_minutes_words_parse (text, rapport_minutes_buffer_get_day (self));
  gboolean is_person = paragraph->mention != NULL || (paragraph->who != NULL && *paragraph->who);

  words->kind = paragraph->kind;
  words->text = g_strdup (text);
  words->title = replace (read->title, "\n", " ");
  words->due = read->day;
  is_person = is_person && read->mention != NULL;
  words->side = is_person ? paragraph->side : "";
  words->who = g_strdup (is_person && paragraph->who != NULL ? paragraph->who : "");
  words->person = g_strdup (is_person && paragraph->person != NULL ? paragraph->person : "");
}

/* Brings back the record of a line, or makes one. */
static void
find_record (RapportMinutesBuffer *self,
             RapportTransaction *transaction,
             RapportMinutesParagraph *paragraph,
             RapportMinutesLine *after,
             const RapportLineWords *words)
{
  g_autoptr (RapportMinutesLine) line = find_taken_out (self->removed, words->text, FALSE);

  if (line == NULL)
    {
      line = find_taken_out (self->taken_out, words->text, TRUE);
      if (line != NULL)
        rapport_minutes_restore_line (transaction, self->library, line);
    }
  if (line == NULL)
    {
      g_set_object (&paragraph->line,
                    rapport_minutes_add_line (transaction, self->library, self->meeting,
                                              paragraph->item, after, words));
      return;
    }
  rapport_minutes_move_line (transaction, self->library, line, paragraph->item, after);
  if (g_str_equal (paragraph->kind, "text"))
    paragraph->kind =
      g_intern_string (rapport_record_get_text (RAPPORT_RECORD (line), RAPPORT_MINUTES_LINE_KIND));
  paragraph->is_private |= rapport_minutes_line_is_private (line);
  g_set_object (&paragraph->line, line);
}

static void
write_paragraph (RapportMinutesBuffer *self,
                 RapportTransaction *transaction,
                 guint index,
                 RapportMinutesLine *after)
{
  RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;
  g_auto (RapportLineWords) words = { NULL };

  self->writing++;
  absorb (self, index);
  self->writing--;
  shown = rapport_minutes_buffer_get_words (self, index);
  text = replace (shown, BREAK, "\n");
  paragraph->dirty = FALSE;
  paragraph->written = TRUE;
  if (is_blank (text))
    {
      if (paragraph->line != NULL && !paragraph->gone)
        rapport_minutes_remove_line (transaction, self->library, paragraph->line);
      paragraph->gone = paragraph->line != NULL;
      return;
    }
  fill_words (self, paragraph, text, &words);
  if (paragraph->line == NULL)
    find_record (self, transaction, paragraph, after, &words);
  else if (paragraph->gone)
    {
      /* Others may have come in between. */
      rapport_minutes_restore_line (transaction, self->library, paragraph->line);
      rapport_minutes_move_line (transaction, self->library, paragraph->line, paragraph->item,
                                 after);
    }
  paragraph->gone = FALSE;
  if (paragraph->line == NULL)
    return;
  words.kind = paragraph->kind;
  rapport_minutes_set_words (transaction, self->library, paragraph->line, &words);
  if (g_str_equal (rapport_transaction_get_text (transaction, RAPPORT_RECORD (paragraph->line),
                                                 RAPPORT_RECORD_AUDIENCE),
                   "client") == paragraph->is_private)
    rapport_minutes_set_private (transaction, self->library, paragraph->line,
                                 paragraph->is_private);
}

/* TRUE where there is nothing more to write. */
static gboolean
write_some (RapportMinutesBuffer *self, RapportTransaction *transaction)
{
  RapportMinutesLine *after = NULL;
  guint n = 0;

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      if (paragraph->heading)
        after = NULL;
      if (paragraph->dirty && n++ >= LINES_A_TURN)
        return FALSE;
      if (paragraph->dirty)
        write_paragraph (self, transaction, i, after);
      if (paragraph->line != NULL && !paragraph->gone)
        after = paragraph->line;
    }
  while (self->removed->len > 0 && n++ < LINES_A_TURN)
    {
      RapportMinutesLine *line = g_ptr_array_steal_index (self->removed, 0);

      rapport_minutes_remove_line (transaction, self->library, line);
      g_ptr_array_add (self->taken_out, line);
    }
  return self->removed->len == 0;
}

/* What could not be committed is new again. */
static void
give_back (RapportMinutesBuffer *self)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];
      g_autoptr (RapportRecord) record = NULL;

      if (paragraph->heading || paragraph->locked)
        continue;
      if (paragraph->line != NULL)
        record = rapport_library_get (self->library, RAPPORT_TYPE_MINUTES_LINE,
                                      rapport_record_get_id (RAPPORT_RECORD (paragraph->line)));
      if (record == NULL)
        {
          g_clear_object (&paragraph->line);
          g_clear_pointer (&paragraph->base, g_free);
        }
      paragraph->gone = record != NULL && rapport_record_is_trashed (record);
      paragraph->dirty = TRUE;
    }
}

/* Text and record are one again. A line that is no remark any more is about no card. */
static void
settle (RapportMinutesBuffer *self)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      if (paragraph->written && paragraph->line != NULL && !paragraph->gone)
        {
          g_autofree char *text = rapport_minutes_buffer_read (self, paragraph->line);

          set_base (paragraph, text);
        }
      if (paragraph->card != NULL && !g_str_equal (paragraph->kind, "remark"))
        rapport_minutes_buffer_take_card (self, paragraph);
    }
}

gboolean
rapport_minutes_buffer_write (RapportMinutesBuffer *self)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done, committed;

  if (self->meeting == NULL || rapport_library_is_read_only (self->library))
    return TRUE;
  transaction = rapport_transaction_begin (self->library, _ ("Write Minutes"));
  if (self->entry == NULL)
    self->entry =
      rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (self->library)));
  rapport_transaction_set_entry (transaction, self->entry);
  rapport_transaction_set_client (
    transaction, rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_CLIENT));
  done = write_some (self, transaction);
  self->committing = TRUE;
  committed = rapport_transaction_commit (transaction, &error);
  self->committing = FALSE;
  if (!committed)
    {
      give_back (self);
      if (!self->failed)
        g_signal_emit (self, rapport_minutes_buffer_signals[SIGNAL_FAILED], 0, error->message);
    }
  self->failed = !committed;
  if (committed)
    settle (self);
  rapport_minutes_buffer_make_room (self);
  return done || !committed;
}
