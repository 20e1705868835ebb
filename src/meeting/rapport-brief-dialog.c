/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-brief-dialog.h"

#include "rapport-brief.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-typing.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A question on the screen. What is in it is made when it is first opened. */
typedef struct
{
  RapportBriefDialog *dialog; /* owns it */
  RapportBriefEntry *entry;
  AdwExpanderRow *row;
  GtkWidget *mark;
  RapportTextRow *question;
  RapportTextRow *answer;
  GtkWidget *button;
} Line;

struct _RapportBriefDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *heading;
  GtkProgressBar *progress;
  GtkEditable *search;
  GtkStack *states;
  AdwPreferencesPage *page;

  RapportLibrary *library;
  RapportClient *client;
  AdwPreferencesGroup *groups[RAPPORT_BRIEF_N_GROUPS];
  GtkEditable *own;  /* where one more is typed */
  GHashTable *lines; /* word to Line */

  /* What is being typed: saved half a second after a pause. */
  Line *typed; /* not owned */
  gboolean typed_question;
  char *stay; /* the word of the question that was typed into last */
  char *log_entry;
  guint saving;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapportBriefDialog, rapport_brief_dialog, ADW_TYPE_DIALOG)

static void
line_free (gpointer data)
{
  Line *line = data;

  rapport_brief_entry_free (line->entry);
  g_free (line);
}

static const char *
get_client_id (RapportBriefDialog *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static gboolean
commit (RapportBriefDialog *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = rapport_transaction_commit (transaction, &error);

  if (!done)
    rapport_toast_show (GTK_WIDGET (self->page), error->message);
  rapport_transaction_free (transaction);
  return done;
}

/* Typing. */

static void
save (RapportBriefDialog *self)
{
  Line *line = self->typed;
  RapportTransaction *transaction;
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->saving, g_source_remove);
  if (line == NULL)
    return;
  self->typed = NULL;
  text = rapport_text_row_get_text (self->typed_question ? line->question : line->answer);
  transaction = rapport_transaction_begin (
    self->library, self->typed_question ? _ ("Word a Question") : _ ("Answer a Question"));
  rapport_transaction_set_entry (transaction, self->log_entry);
  if (self->typed_question)
    rapport_brief_reword (transaction, get_client_id (self), line->entry->word, g_strstrip (text));
  else
    rapport_brief_answer (transaction, self->library, get_client_id (self), line->entry->word,
                          g_strchomp (text));
  commit (self, transaction);
}

static gboolean
pause_cb (gpointer user_data)
{
  save (user_data);
  return G_SOURCE_REMOVE;
}

static void
type (Line *line, gboolean is_question)
{
  RapportBriefDialog *self = line->dialog;
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));
  const gboolean goes_on =
    g_strcmp0 (self->stay, line->entry->word) == 0 && self->typed_question == is_question;

  if (self->showing)
    return;
  if (self->typed != NULL && (self->typed != line || self->typed_question != is_question))
    save (self);
  if (!goes_on)
    {
      g_free (self->log_entry);
      self->log_entry = rapport_id_new (now);
      g_set_str (&self->stay, line->entry->word);
    }
  self->typed = line;
  self->typed_question = is_question;
  g_clear_handle_id (&self->saving, g_source_remove);
  self->saving = g_timeout_add (RAPPORT_TYPING_PAUSE_MS, pause_cb, self);
}

static void
question_edited_cb (RapportTextRow *row, Line *line)
{
  type (line, TRUE);
}

static void
answer_edited_cb (RapportTextRow *row, Line *line)
{
  type (line, FALSE);
}

/* A question. */

static void
button_cb (GtkWidget *button, Line *line)
{
  RapportBriefDialog *self = line->dialog;
  const gboolean is_own = line->entry->group == RAPPORT_BRIEF_OWN;
  const gboolean skipped = !line->entry->is_skipped;
  RapportTransaction *transaction;

  save (self);
  transaction = rapport_transaction_begin (self->library, is_own    ? _ ("Delete a Question")
                                                          : skipped ? _ ("Do Not Ask a Question")
                                                                    : _ ("Ask a Question Again"));
  if (is_own)
    rapport_brief_remove (transaction, self->library, get_client_id (self), line->entry->word);
  else
    rapport_brief_skip (transaction, get_client_id (self), line->entry->word, skipped);
  if (commit (self, transaction) && (is_own || skipped))
    rapport_toast_show_undo_of (GTK_WIDGET (self->page),
                                is_own ? _ ("Question deleted") : _ ("Question left out"),
                                self->library, get_client_id (self));
}

/* Who types goes on typing: nothing is put right under the cursor. */
static void
set_text (RapportTextRow *row, const char *text)
{
  g_autofree char *now = rapport_text_row_get_text (row);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
    return;
  if (!g_str_equal (now, text))
    rapport_text_row_set_text (row, text);
}

static void
show_line (Line *line)
{
  RapportBriefDialog *self = line->dialog;
  const RapportBriefEntry *entry = line->entry;
  const char *hint = entry->is_skipped                              ? _ ("Is not asked")
                     : entry->is_answered && *entry->answer == '\0' ? _ ("Talked about")
                                                                    : entry->answer;
  g_autofree char *subtitle = g_strdelimit (g_strdup (hint), "\n", ' ');

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->row), entry->question);
  adw_expander_row_set_subtitle (line->row, subtitle);
  gtk_widget_set_visible (line->mark, entry->is_answered && !entry->is_skipped);
  if (line->answer != NULL)
    {
      if (self->typed != line || !self->typed_question)
        set_text (line->question, entry->question);
      if (self->typed != line || self->typed_question)
        set_text (line->answer, entry->answer);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->button),
                                     entry->group == RAPPORT_BRIEF_OWN ? _ ("_Delete Question")
                                     : entry->is_skipped               ? _ ("_Ask Again")
                                                         : _ ("_Do Not Ask This Client"));
    }
  self->showing = FALSE;
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, Line *line)
{
  if (line->answer != NULL || !adw_expander_row_get_expanded (row))
    return;
  line->question = RAPPORT_TEXT_ROW (rapport_text_row_new (_ ("Question")));
  line->answer = RAPPORT_TEXT_ROW (rapport_text_row_new (_ ("Answer")));
  line->button = adw_button_row_new ();
  rapport_text_row_set_one_line (line->question);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (line->button), TRUE);
  adw_expander_row_add_row (row, GTK_WIDGET (line->question));
  adw_expander_row_add_row (row, GTK_WIDGET (line->answer));
  adw_expander_row_add_row (row, line->button);
  show_line (line);
  g_signal_connect (line->question, "edited", G_CALLBACK (question_edited_cb), line);
  g_signal_connect (line->answer, "edited", G_CALLBACK (answer_edited_cb), line);
  g_signal_connect (line->button, "activated", G_CALLBACK (button_cb), line);
}

/* Takes @entry. */
static void
add_line (RapportBriefDialog *self, RapportBriefEntry *entry)
{
  Line *line = g_new0 (Line, 1);

  line->dialog = self;
  line->entry = entry;
  line->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  line->mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_tooltip_text (line->mark, _ ("Answered"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Answered"), -1);
  adw_expander_row_add_suffix (line->row, line->mark);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line->row), FALSE);
  adw_expander_row_set_subtitle_lines (line->row, 2);
  adw_preferences_group_add (self->groups[entry->group], GTK_WIDGET (line->row));
  g_signal_connect (line->row, "notify::expanded", G_CALLBACK (expanded_cb), line);
  g_hash_table_insert (self->lines, g_strdup (entry->word), line);
  show_line (line);
}

/* The whole. */

static void
show_progress (RapportBriefDialog *self, GPtrArray *entries)
{
  const int percent = rapport_brief_get_percent (entries);
  g_autofree char *text = NULL;
  guint n_answered;
  guint n_asked;

  rapport_brief_count (entries, &n_answered, &n_asked);
  /* Translators: a share in per cent, and how many of how many questions are answered */
  text = g_strdup_printf (_ ("%d %% full, %u of %u answered"), percent, n_answered, n_asked);
  adw_window_title_set_subtitle (self->heading, text);
  gtk_progress_bar_set_fraction (self->progress, percent / 100.0);
}

static gboolean
has_words (const RapportBriefEntry *entry, const char *words)
{
  g_autofree char *all = g_strconcat (entry->question, " ", entry->answer, NULL);

  return *words == '\0' || g_str_match_string (words, all, TRUE);
}

static void
search_changed_cb (RapportBriefDialog *self)
{
  const char *words = gtk_editable_get_text (self->search);
  guint n_shown[RAPPORT_BRIEF_N_GROUPS] = { 0 };
  guint n = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Line *line = value;
      const gboolean shown = has_words (line->entry, words);

      gtk_widget_set_visible (GTK_WIDGET (line->row), shown);
      n_shown[line->entry->group] += shown;
      n += shown;
    }
  for (guint i = 0; i < RAPPORT_BRIEF_N_GROUPS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->groups[i]),
                            n_shown[i] > 0 || (i == RAPPORT_BRIEF_OWN && *words == '\0'));
  gtk_stack_set_visible_child_name (self->states, n > 0 || *words == '\0' ? "list" : "nothing");
}

/* Escape first empties the search, as it does elsewhere. */
static void
stop_search_cb (RapportBriefDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
forget_line (RapportBriefDialog *self, Line *line)
{
  if (self->typed == line)
    {
      self->typed = NULL;
      g_clear_handle_id (&self->saving, g_source_remove);
    }
  adw_preferences_group_remove (self->groups[line->entry->group], GTK_WIDGET (line->row));
}

/* Questions that are not there any more, as one's own can be deleted. */
static void
drop_lines (RapportBriefDialog *self, GHashTable *there)
{
  GHashTableIter iter;
  gpointer word;
  gpointer line;

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &word, &line))
    if (!g_hash_table_contains (there, word))
      {
        forget_line (self, line);
        g_hash_table_iter_remove (&iter);
      }
}

static void
load (RapportBriefDialog *self)
{
  g_autoptr (GPtrArray) entries = rapport_brief_load (self->library, get_client_id (self));
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  show_progress (self, entries);
  while (entries->len > 0)
    {
      RapportBriefEntry *entry = g_ptr_array_steal_index (entries, 0);
      Line *line = g_hash_table_lookup (self->lines, entry->word);

      g_hash_table_add (there, g_strdup (entry->word));
      if (line == NULL)
        {
          add_line (self, entry);
          continue;
        }
      rapport_brief_entry_free (line->entry);
      line->entry = entry;
      show_line (line);
    }
  drop_lines (self, there);
  search_changed_cb (self);
}

static void
committed_cb (RapportBriefDialog *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_brief_question_info)
      return load (self);
}

static void
own_cb (RapportBriefDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->own)));
  RapportTransaction *transaction;

  if (*text == '\0')
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Add a Question"));
  rapport_brief_add (transaction, get_client_id (self), text);
  if (commit (self, transaction))
    gtk_editable_set_text (self->own, "");
}

/* The object. */

static void
rapport_brief_dialog_closed (AdwDialog *dialog)
{
  save (RAPPORT_BRIEF_DIALOG (dialog));
}

static void
rapport_brief_dialog_dispose (GObject *object)
{
  RapportBriefDialog *self = RAPPORT_BRIEF_DIALOG (object);

  g_clear_handle_id (&self->saving, g_source_remove);
  if (self->lines != NULL)
    {
      GHashTableIter iter;
      gpointer line;

      g_hash_table_iter_init (&iter, self->lines);
      while (g_hash_table_iter_next (&iter, NULL, &line))
        g_signal_handlers_disconnect_by_data (((Line *) line)->row, line);
    }
  g_clear_pointer (&self->lines, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_BRIEF_DIALOG);
  g_clear_pointer (&self->log_entry, g_free);
  g_clear_pointer (&self->stay, g_free);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_brief_dialog_parent_class)->dispose (object);
}

static void
rapport_brief_dialog_class_init (RapportBriefDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_brief_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rapport_brief_dialog_closed;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/brief-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportBriefDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportBriefDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, RapportBriefDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportBriefDialog, search);
  gtk_widget_class_bind_template_child (widget_class, RapportBriefDialog, states);
  gtk_widget_class_bind_template_child (widget_class, RapportBriefDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
rapport_brief_dialog_init (RapportBriefDialog *self)
{
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, line_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < RAPPORT_BRIEF_N_GROUPS; i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[i], rapport_brief_group_get_label (i));
      adw_preferences_page_add (self->page, self->groups[i]);
    }
  self->own = GTK_EDITABLE (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->own), _ ("Ask something else"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->own), TRUE);
  adw_preferences_group_add (self->groups[RAPPORT_BRIEF_OWN], GTK_WIDGET (self->own));
  g_signal_connect_object (self->own, "apply", G_CALLBACK (own_cb), self, G_CONNECT_SWAPPED);
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
}

AdwDialog *
rapport_brief_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportBriefDialog *self = g_object_new (RAPPORT_TYPE_BRIEF_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return ADW_DIALOG (self);
}
