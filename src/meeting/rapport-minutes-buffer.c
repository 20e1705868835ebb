/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of minutes: which line is what, and what typing makes of it. */
#include "rapport-minutes-buffer-private.h"

#include "rapport-format.h"
#include "rapport-minutes-words.h"
#include "rapport-private.h"
#include "rapport-typing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a shortage of time leaves for later is written that many milliseconds later. */
#define NEXT_TURN_MS 20

guint rapport_minutes_buffer_signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMinutesBuffer, rapport_minutes_buffer, GTK_SOURCE_TYPE_BUFFER)

/* Paragraphs. */

RapportMinutesParagraph *
rapport_minutes_paragraph_new (const char *item, RapportMinutesLine *line)
{
  RapportMinutesParagraph *self = g_new0 (RapportMinutesParagraph, 1);

  self->item = g_strdup (item);
  self->kind = "text";
  self->side = "";
  g_set_object (&self->line, line);
  if (line != NULL)
    {
      self->kind = g_intern_string (
        rapport_record_get_text (RAPPORT_RECORD (line), RAPPORT_MINUTES_LINE_KIND));
      self->is_private = rapport_minutes_line_is_private (line);
    }
  return self;
}

void
rapport_minutes_paragraph_free (gpointer data)
{
  RapportMinutesParagraph *self = data;

  g_clear_object (&self->line);
  g_free (self->item);
  g_free (self->who);
  g_free (self->person);
  g_free (self->mention);
  g_clear_object (&self->card);
  g_free (self->card_title);
  g_free (self->base);
  g_free (self);
}

RapportMinutesParagraph *
rapport_minutes_buffer_nth (RapportMinutesBuffer *self, guint index)
{
  return index < self->paragraphs->len ? self->paragraphs->pdata[index] : NULL;
}

guint
rapport_minutes_buffer_get_n_paragraphs (RapportMinutesBuffer *self)
{
  return self->paragraphs->len;
}

const RapportMinutesParagraph *
rapport_minutes_buffer_get_paragraph (RapportMinutesBuffer *self, guint index)
{
  return rapport_minutes_buffer_nth (self, index);
}

guint
rapport_minutes_buffer_get_current_index (RapportMinutesBuffer *self)
{
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &at,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
  return (guint) gtk_text_iter_get_line (&at);
}

const RapportMinutesParagraph *
rapport_minutes_buffer_get_current (RapportMinutesBuffer *self)
{
  return rapport_minutes_buffer_nth (self, rapport_minutes_buffer_get_current_index (self));
}

static void
get_line_ends (RapportMinutesBuffer *self, guint index, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), start, (int) index);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

char *
rapport_minutes_buffer_get_words (RapportMinutesBuffer *self, guint index)
{
  GtkTextIter start, end;

  get_line_ends (self, index, &start, &end);
  return gtk_text_buffer_get_slice (GTK_TEXT_BUFFER (self), &start, &end, TRUE);
}

RapportDay
rapport_minutes_buffer_get_day (RapportMinutesBuffer *self)
{
  RapportDay day = self->meeting != NULL ? rapport_minutes_get_meeting_day (self->meeting) : 0;

  return day != RAPPORT_DAY_NONE ? day : rapport_format_today (self->library);
}

/* Understanding. */

static void
look_up (RapportMinutesBuffer *self, RapportMinutesParagraph *paragraph, const char *mention)
{
  g_autofree char *person = NULL;
  g_autofree char *name = NULL;
  const char *side = "";

  /* The name that stands there already means whom it meant. */
  if (g_strcmp0 (paragraph->mention, mention) == 0 || g_strcmp0 (paragraph->who, mention) == 0)
    return;
  g_set_str (&paragraph->mention, mention);
  if (mention != NULL &&
      !rapport_minutes_find_person (self->library, self->meeting, mention, &person, &name, &side))
    name = g_strdup (mention);
  paragraph->side = mention != NULL ? g_intern_string (side) : "";
  g_set_str (&paragraph->who, name);
  g_set_str (&paragraph->person, person);
}

/* The break before a title can't be taken out, so that nothing is joined with it; but where it is
 * all that is between two titles one must be able to type. */
static void
guard_break (RapportMinutesBuffer *self, guint index, const GtkTextIter *start, GtkTextIter *end)
{
  const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];
  const RapportMinutesParagraph *below = rapport_minutes_buffer_nth (self, index + 1);
  const RapportMinutesParagraph *above = index > 0 ? self->paragraphs->pdata[index - 1] : NULL;
  GtkTextIter next = *end;

  if (paragraph->locked || !gtk_text_iter_forward_char (&next))
    return;
  if (below != NULL && below->heading &&
      (!gtk_text_iter_equal (start, end) || (above != NULL && !above->heading && !above->locked)))
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->fixed, end, &next);
  else
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), self->fixed, end, &next);
}

void
rapport_minutes_buffer_style (RapportMinutesBuffer *self, guint first, guint last)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  for (guint i = first; i <= last && i < self->paragraphs->len; i++)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];
      GtkTextIter start, end, next;

      get_line_ends (self, i, &start, &end);
      next = end;
      gtk_text_iter_forward_char (&next);
      if (paragraph->heading)
        continue;
      rapport_minutes_marks_apply (buffer, &start, &end);
      guard_break (self, i, &start, &end);
      gtk_text_buffer_remove_tag (buffer, self->tied, &start, &next);
      gtk_text_buffer_remove_tag (buffer, self->pictured, &start, &next);
      gtk_text_buffer_remove_tag (buffer, self->tied_pictured, &start, &next);
      gtk_text_buffer_remove_tag (buffer, self->hidden, &start, &next);
      if (!g_str_equal (paragraph->kind, "text"))
        gtk_text_buffer_apply_tag (
          buffer, paragraph->n_pictures > 0 ? self->tied_pictured : self->tied, &start, &next);
      else if (paragraph->n_pictures > 0)
        gtk_text_buffer_apply_tag (buffer, self->pictured, &start, &next);
      if (paragraph->is_private)
        gtk_text_buffer_apply_tag (buffer, self->hidden, &start, &next);
    }
}

void
rapport_minutes_buffer_understand (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = rapport_minutes_buffer_nth (self, index);
  g_autofree char *text = NULL;
  g_autoptr (RapportMinutesWords) words = NULL;

  if (paragraph == NULL || paragraph->heading)
    return;
  text = rapport_minutes_buffer_get_words (self, index);
  words = rapport_minutes_words_parse (text, rapport_minutes_buffer_get_day (self));
  paragraph->due = words->day;
  look_up (self, paragraph, words->mention);
}

/* Signs. A line that begins with one becomes what it says, and the sign goes. */

static void
take_sign (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = rapport_minutes_buffer_nth (self, index);
  g_autofree char *text = NULL;
  g_autoptr (RapportMinutesWords) words = NULL;
  GtkTextIter start, end;

  if (paragraph == NULL || paragraph->heading || paragraph->locked)
    return;
  text = rapport_minutes_buffer_get_words (self, index);
  words = rapport_minutes_words_parse (text, rapport_minutes_buffer_get_day (self));
  if (words->sign_range.end == 0)
    return;
  if (words->kind != NULL)
    paragraph->kind = words->kind;
  paragraph->is_private |= words->is_private;
  get_line_ends (self, index, &start, &end);
  end = start;
  gtk_text_iter_set_line_index (&start, (int) words->sign_range.start);
  gtk_text_iter_set_line_index (&end, (int) words->sign_range.end);
  self->writing++;
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  self->writing--;
}

void
rapport_minutes_buffer_touch (RapportMinutesBuffer *self)
{
  g_signal_emit (self, rapport_minutes_buffer_signals[SIGNAL_LINES_CHANGED], 0);
}

/* An entry of a long paste is long to take up again for each letter typed behind it. */
static void
end_pasted_entry (RapportMinutesBuffer *self)
{
  if (self->was_pasted)
    g_clear_pointer (&self->entry, g_free);
  self->was_pasted = FALSE;
}

static void
pause_cb (gpointer user_data)
{
  RapportMinutesBuffer *self = user_data;

  self->pause = 0;
  if (!rapport_minutes_buffer_write (self))
    self->pause = g_timeout_add_once (NEXT_TURN_MS, pause_cb, self);
  else
    end_pasted_entry (self);
}

static void
wait_for_pause (RapportMinutesBuffer *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (RAPPORT_TYPING_PAUSE_MS, pause_cb, self);
}

/* Lines from @first to @last were typed into. */
static void
typed (RapportMinutesBuffer *self, guint first, guint last)
{
  for (guint i = first; i <= last && i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      take_sign (self, i);
      paragraph->dirty = !paragraph->heading;
      rapport_minutes_buffer_understand (self, i);
    }
  rapport_minutes_buffer_style (self, first, last);
  rapport_minutes_buffer_touch (self);
  wait_for_pause (self);
}

/* The text and its paragraphs. */

static guint
count_breaks (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';
  return n;
}

/* A stay in a line ends when the cursor leaves it: what is typed next is undone by itself. */
static void
enter (RapportMinutesBuffer *self, RapportMinutesParagraph *now)
{
  if (now == self->stay || self->paste != NULL)
    return;
  /* What was pasted is written in turns, as one step. */
  if (self->pause != 0 && !rapport_minutes_buffer_write (self))
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->stay = now;
  g_clear_pointer (&self->entry, g_free);
}

static void
rapport_minutes_buffer_insert_text (GtkTextBuffer *buffer,
                                    GtkTextIter *at,
                                    const char *text,
                                    int length)
{
  RapportMinutesBuffer *self = RAPPORT_MINUTES_BUFFER (buffer);
  const guint n = count_breaks (text, length < 0 ? strlen (text) : (gsize) length);
  const guint index = (guint) gtk_text_iter_get_line (at);
  const gboolean from_start = gtk_text_iter_starts_line (at);
  RapportMinutesParagraph *paragraph = rapport_minutes_buffer_nth (self, index);

  GTK_TEXT_BUFFER_CLASS (rapport_minutes_buffer_parent_class)
    ->insert_text (buffer, at, text, length);
  if (self->writing > 0 || paragraph == NULL)
    return;
  /* What stood in the line goes down where the break is put before it. */
  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (self->paragraphs, (int) (from_start ? index : index + 1),
                        rapport_minutes_paragraph_new (paragraph->item, NULL));
  typed (self, index, index + n);
  gtk_text_buffer_get_iter_at_mark (buffer, at, gtk_text_buffer_get_insert (buffer));
  if (n == 1)
    enter (self, rapport_minutes_buffer_nth (self, (guint) gtk_text_iter_get_line (at)));
}

/* A paragraph whose text was taken out: its record follows with the next writing. */
static void
drop (RapportMinutesBuffer *self, guint index)
{
  RapportMinutesParagraph *paragraph = self->paragraphs->pdata[index];

  if (paragraph == self->stay)
    self->stay = NULL;
  if (paragraph->line != NULL && !paragraph->gone)
    g_ptr_array_add (self->removed, g_object_ref (paragraph->line));
  g_ptr_array_remove_index (self->paragraphs, index);
}

/* Every part has a place to type in, the one whose last empty line was taken out as well. */
static void
repair_cb (gpointer user_data)
{
  RapportMinutesBuffer *self = user_data;

  self->repair = 0;
  rapport_minutes_buffer_open_parts (self);
}

static void
rapport_minutes_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  RapportMinutesBuffer *self = RAPPORT_MINUTES_BUFFER (buffer);
  guint first, last;
  gboolean from_start;
  int column;

  if (self->writing > 0)
    {
      GTK_TEXT_BUFFER_CLASS (rapport_minutes_buffer_parent_class)
        ->delete_range (buffer, start, end);
      return;
    }
  gtk_text_iter_order (start, end);
  first = (guint) gtk_text_iter_get_line (start);
  last = (guint) gtk_text_iter_get_line (end);
  from_start = gtk_text_iter_starts_line (start);
  if (gtk_text_iter_equal (start, end))
    return;
  GTK_TEXT_BUFFER_CLASS (rapport_minutes_buffer_parent_class)->delete_range (buffer, start, end);
  /* Of whole lines that are taken out nothing is left in the one that follows. */
  for (guint i = first; i < last; i++)
    drop (self, from_start ? first : first + 1);
  column = gtk_text_iter_get_line_offset (start);
  if (rapport_minutes_buffer_nth (self, first)->heading && self->repair == 0)
    self->repair = g_idle_add_once (repair_cb, self);
  typed (self, first, first);
  gtk_text_buffer_get_iter_at_line_offset (buffer, start, (int) first, column);
  *end = *start;
}

static void
rapport_minutes_buffer_mark_set (GtkTextBuffer *buffer, const GtkTextIter *at, GtkTextMark *mark)
{
  RapportMinutesBuffer *self = RAPPORT_MINUTES_BUFFER (buffer);
  const guint index = (guint) gtk_text_iter_get_line (at);

  GTK_TEXT_BUFFER_CLASS (rapport_minutes_buffer_parent_class)->mark_set (buffer, at, mark);
  if (self->writing > 0 || self->paragraphs == NULL || mark != gtk_text_buffer_get_insert (buffer))
    return;
  if (rapport_minutes_buffer_nth (self, index) == self->stay)
    return;
  enter (self, rapport_minutes_buffer_nth (self, index));
  rapport_minutes_buffer_touch (self);
}

void
rapport_minutes_buffer_flush (RapportMinutesBuffer *self)
{
  rapport_minutes_buffer_finish_paste (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  while (!rapport_minutes_buffer_write (self))
    ;
  end_pasted_entry (self);
}

void
rapport_minutes_buffer_type (RapportMinutesBuffer *self, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

void
rapport_minutes_buffer_set_dark (RapportMinutesBuffer *self, gboolean dark)
{
  const GdkRGBA tint =
    dark ? (GdkRGBA) { 0.6f, 0.45f, 0.9f, 0.22f } : (GdkRGBA) { 0.5f, 0.3f, 0.8f, 0.12f };

  rapport_minutes_marks_set_dark (GTK_TEXT_BUFFER (self), dark);
  g_object_set (self->hidden, "paragraph-background-rgba", &tint, NULL);
}

/* What lines are. Each is a step of undo of its own. */

static void
begin_step (RapportMinutesBuffer *self)
{
  rapport_minutes_buffer_flush (self);
  g_clear_pointer (&self->entry, g_free);
}

static void
end_step (RapportMinutesBuffer *self, guint first, guint last)
{
  rapport_minutes_buffer_flush (self);
  g_clear_pointer (&self->entry, g_free);
  rapport_minutes_buffer_style (self, first, last);
  rapport_minutes_buffer_touch (self);
}

void
rapport_minutes_buffer_set_kind (RapportMinutesBuffer *self,
                                 guint first,
                                 guint last,
                                 const char *kind)
{
  const RapportMinutesParagraph *top = rapport_minutes_buffer_nth (self, first);

  g_return_if_fail (top != NULL);
  begin_step (self);
  top = rapport_minutes_buffer_nth (self, first);
  if (g_str_equal (top->kind, kind))
    kind = "text";
  for (guint i = first; i <= last && i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      if (paragraph->heading || paragraph->locked)
        continue;
      paragraph->kind = g_intern_string (kind);
      paragraph->dirty = TRUE;
    }
  end_step (self, first, last);
}

void
rapport_minutes_buffer_set_private (RapportMinutesBuffer *self,
                                    guint first,
                                    guint last,
                                    gboolean is_private)
{
  begin_step (self);
  for (guint i = first; i <= last && i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      if (paragraph->heading || paragraph->locked)
        continue;
      paragraph->is_private = is_private;
      paragraph->dirty = TRUE;
    }
  end_step (self, first, last);
}

/* Cards. */

gboolean
rapport_minutes_buffer_can_set_card (RapportMinutesBuffer *self, guint index)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_nth (self, index);
  g_autofree char *words = NULL;

  if (paragraph == NULL || paragraph->heading || paragraph->locked ||
      !g_str_equal (paragraph->kind, "remark") || rapport_library_is_read_only (self->library))
    return FALSE;
  words = rapport_minutes_buffer_get_words (self, index);
  return words[strspn (words, " \t")] != '\0';
}

void
rapport_minutes_buffer_set_card (RapportMinutesBuffer *self, guint index, const char *card_id)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  RapportMinutesParagraph *paragraph;

  begin_step (self);
  if (!rapport_minutes_buffer_can_set_card (self, index))
    return;
  paragraph = self->paragraphs->pdata[index];
  if (paragraph->line == NULL)
    return;
  transaction = rapport_transaction_begin (
    self->library, card_id != NULL ? _ ("Tie a Remark to a Card") : _ ("Untie a Remark"));
  rapport_transaction_set_client (
    transaction, rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_CLIENT));
  rapport_minutes_set_card (transaction, self->library, paragraph->line, card_id);
  self->committing = TRUE;
  if (!rapport_transaction_commit (transaction, &error))
    g_signal_emit (self, rapport_minutes_buffer_signals[SIGNAL_FAILED], 0, error->message);
  self->committing = FALSE;
  rapport_minutes_buffer_take_card (self, paragraph);
  rapport_minutes_buffer_touch (self);
}

/* Pictures. */

void
rapport_minutes_buffer_tell (RapportMinutesBuffer *self, const char *message)
{
  g_signal_emit (self, rapport_minutes_buffer_signals[SIGNAL_TOLD], 0, message);
}

void
rapport_minutes_buffer_set_pictured (RapportMinutesBuffer *self,
                                     RapportMinutesPictured pictured,
                                     gpointer user_data)
{
  self->count_pictures = pictured;
  self->pictures = user_data;
}

void
rapport_minutes_buffer_make_room (RapportMinutesBuffer *self)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];
      guint n = 0;

      if (paragraph->line != NULL && !paragraph->gone && self->count_pictures != NULL)
        n = self->count_pictures (rapport_record_get_id (RAPPORT_RECORD (paragraph->line)),
                                  self->pictures);
      if (n == paragraph->n_pictures)
        continue;
      paragraph->n_pictures = n;
      rapport_minutes_buffer_style (self, i, i);
    }
}

/* A word to begin with, as a line without any is no record. FALSE where none can be put there. */
static gboolean
put_word (RapportMinutesBuffer *self, guint index)
{
  g_autofree char *words = rapport_minutes_buffer_get_words (self, index);
  GtkTextIter at;

  if (words[strspn (words, " \t")] != '\0')
    return TRUE;
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &at, (int) index);
  return gtk_text_buffer_insert_interactive (GTK_TEXT_BUFFER (self), &at, _ ("Picture"), -1, TRUE);
}

void
rapport_minutes_buffer_attach (RapportMinutesBuffer *self, guint index, GPtrArray *data)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  const RapportMinutesParagraph *paragraph;
  const char *client;

  if (self->meeting == NULL || rapport_library_is_read_only (self->library))
    return;
  client = rapport_record_get_client_id (RAPPORT_RECORD (self->meeting));
  begin_step (self);
  paragraph = rapport_minutes_buffer_nth (self, index);
  if (*client == '\0' || paragraph == NULL || paragraph->heading || paragraph->locked ||
      !put_word (self, index))
    {
      rapport_minutes_buffer_tell (self, _ ("Pictures are kept with a line that can be changed"));
      return;
    }
  rapport_minutes_buffer_flush (self);
  paragraph = rapport_minutes_buffer_nth (self, index);
  if (paragraph->line == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Attach Files"));
  rapport_transaction_set_entry (transaction, self->entry);
  rapport_transaction_set_client (transaction, client);
  for (guint i = 0; i < data->len; i++)
    rapport_file_attach (transaction, client,
                         rapport_record_get_id (RAPPORT_RECORD (paragraph->line)), data->pdata[i]);
  self->committing = TRUE;
  if (!rapport_transaction_commit (transaction, &error))
    g_signal_emit (self, rapport_minutes_buffer_signals[SIGNAL_FAILED], 0, error->message);
  self->committing = FALSE;
  end_step (self, index, index);
}

/* Going. */

static void
go_to (RapportMinutesBuffer *self, guint index)
{
  GtkTextIter start, end;

  get_line_ends (self, index, &start, &end);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &end);
}

gboolean
rapport_minutes_buffer_go_to_line (RapportMinutesBuffer *self, const char *line_id)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i];

      if (paragraph->line == NULL ||
          !g_str_equal (rapport_record_get_id (RAPPORT_RECORD (paragraph->line)), line_id))
        continue;
      go_to (self, i);
      return TRUE;
    }
  return FALSE;
}

gboolean
rapport_minutes_buffer_go_to_item (RapportMinutesBuffer *self, const char *item_id)
{
  for (guint i = self->paragraphs->len; i > 0; i--)
    {
      const RapportMinutesParagraph *paragraph = self->paragraphs->pdata[i - 1];

      if (paragraph->heading || !g_str_equal (paragraph->item, item_id))
        continue;
      go_to (self, i - 1);
      return TRUE;
    }
  return FALSE;
}

/* The object. */

static void
follow_cb (gpointer user_data)
{
  RapportMinutesBuffer *self = user_data;

  self->refresh = 0;
  rapport_minutes_buffer_follow (self);
}

static void
committed_cb (RapportMinutesBuffer *self, RapportChangeSet *set)
{
  if (self->meeting == NULL || self->committing || !rapport_minutes_buffer_concerns (self, set))
    return;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      g_hash_table_add (self->changed, g_strdup (change->id));
      self->all_changed |= change->info == &rapport_summary_info;
    }
  if (self->refresh == 0)
    self->refresh = g_idle_add_once (follow_cb, self);
}

static void
onlooker_cb (RapportMinutesBuffer *self)
{
  if (self->meeting == NULL)
    return;
  rapport_minutes_buffer_flush (self);
  rapport_minutes_buffer_load (self);
}

static void
rapport_minutes_buffer_dispose (GObject *object)
{
  RapportMinutesBuffer *self = RAPPORT_MINUTES_BUFFER (object);

  if (self->meeting != NULL)
    rapport_minutes_buffer_flush (self);
  g_clear_handle_id (&self->paste_turn, g_source_remove);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_handle_id (&self->repair, g_source_remove);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_minutes_buffer_parent_class)->dispose (object);
}

static void
rapport_minutes_buffer_finalize (GObject *object)
{
  RapportMinutesBuffer *self = RAPPORT_MINUTES_BUFFER (object);

  g_clear_pointer (&self->paragraphs, g_ptr_array_unref);
  g_ptr_array_unref (self->removed);
  g_ptr_array_unref (self->taken_out);
  g_hash_table_unref (self->changed);
  g_free (self->entry);
  g_free (self->paste);
  G_OBJECT_CLASS (rapport_minutes_buffer_parent_class)->finalize (object);
}

/* The table of tags is there only now. */
static void
rapport_minutes_buffer_constructed (GObject *object)
{
  RapportMinutesBuffer *self = RAPPORT_MINUTES_BUFFER (object);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  G_OBJECT_CLASS (rapport_minutes_buffer_parent_class)->constructed (object);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (self), FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (GTK_SOURCE_BUFFER (self), FALSE);
  rapport_minutes_marks_install (buffer);
  self->tied = gtk_text_buffer_create_tag (buffer, "tied", "pixels-below-lines", 22, NULL);
  self->pictured = gtk_text_buffer_create_tag (buffer, "pictured", "pixels-below-lines",
                                               RAPPORT_MINUTES_ROOM, NULL);
  self->tied_pictured = gtk_text_buffer_create_tag (buffer, "tied-pictured", "pixels-below-lines",
                                                    RAPPORT_MINUTES_ROOM + 18, NULL);
  self->hidden = gtk_text_buffer_create_tag (buffer, "private", NULL);
  self->title =
    gtk_text_buffer_create_tag (buffer, "title", "weight", PANGO_WEIGHT_BOLD, "scale", 1.2,
                                "pixels-above-lines", 18, "pixels-below-lines", 24, NULL);
  self->fixed = gtk_text_buffer_create_tag (buffer, "fixed", "editable", FALSE, NULL);
}

static void
rapport_minutes_buffer_class_init (RapportMinutesBufferClass *klass)
{
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = rapport_minutes_buffer_constructed;
  G_OBJECT_CLASS (klass)->dispose = rapport_minutes_buffer_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_minutes_buffer_finalize;
  buffer_class->insert_text = rapport_minutes_buffer_insert_text;
  buffer_class->delete_range = rapport_minutes_buffer_delete_range;
  buffer_class->mark_set = rapport_minutes_buffer_mark_set;
  rapport_minutes_buffer_signals[SIGNAL_LINES_CHANGED] =
    g_signal_new ("lines-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  rapport_minutes_buffer_signals[SIGNAL_TOLD] = g_signal_new (
    "told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  rapport_minutes_buffer_signals[SIGNAL_FAILED] = g_signal_new (
    "failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_minutes_buffer_init (RapportMinutesBuffer *self)
{
  self->paragraphs = g_ptr_array_new_with_free_func (rapport_minutes_paragraph_free);
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  self->taken_out = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->paragraphs, rapport_minutes_paragraph_new ("", NULL));
}

RapportMinutesBuffer *
rapport_minutes_buffer_new (RapportLibrary *library)
{
  RapportMinutesBuffer *self = g_object_new (RAPPORT_TYPE_MINUTES_BUFFER, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_cb));
  return self;
}

void
rapport_minutes_buffer_set_meeting (RapportMinutesBuffer *self, RapportMeeting *meeting)
{
  if (self->meeting == meeting)
    return;
  if (self->meeting != NULL)
    rapport_minutes_buffer_flush (self);
  /* No meeting, nothing to put it into. */
  g_clear_pointer (&self->paste, g_free);
  g_set_object (&self->meeting, meeting);
  g_clear_pointer (&self->entry, g_free);
  rapport_minutes_buffer_load (self);
}
