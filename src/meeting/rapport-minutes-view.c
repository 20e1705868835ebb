/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-minutes-view.h"

#include "rapport-agency.h"
#include "rapport-agenda.h"
#include "rapport-approval.h"
#include "rapport-audience-minutes.h"
#include "rapport-card-dialog.h"
#include "rapport-mention-provider.h"
#include "rapport-minutes-clock.h"
#include "rapport-minutes-files.h"
#include "rapport-minutes-picture.h"
#include "rapport-minutes-publish.h"
#include "rapport-minutes-text.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>
#include <libspelling.h>

struct _RapportMinutesView
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportMeeting *meeting;
  RapportMinutesBuffer *buffer;
  RapportMinutesText *text;
  RapportMinutesClock *minutes_clock;
  RapportMentionProvider *names;
  SpellingTextBufferAdapter *checker;
  RapportMinutesPublisher *publisher; /* while the client is shown the minutes */
  RapportAudienceMinutes *audience;
  GHashTable *shown_pictures; /* digest → GBytes, that the client sees */
  gboolean mentioning;        /* names are offered */
  gboolean has_completion;    /* they have been */
  gboolean showing;           /* what is on the way to the screen was not clicked */

  AdwBanner *banner;
  GtkLabel *clock;
  GtkCheckButton *done;
  GtkMenuButton *people;
  GtkBox *people_list;
  GtkMenuButton *spelling;
  GtkToggleButton *present;
  GtkScrolledWindow *scroller;
  GtkLabel *caption;
  GtkBox *kinds;
  GtkWidget *files;
  GtkLabel *n_files;
  GtkWidget *card;
  GtkLabel *card_title;
};

G_DEFINE_FINAL_TYPE (RapportMinutesView, rapport_minutes_view, ADW_TYPE_BIN)

static void
tell_cb (RapportMinutesView *self, const char *message)
{
  rapport_toast_show (GTK_WIDGET (self), message);
}

/* (transfer full) (nullable) */
static RapportAgendaItem *
get_item (RapportMinutesView *self, const char *id)
{
  RapportRecord *item = rapport_library_get (self->library, RAPPORT_TYPE_AGENDA_ITEM, id);

  return item != NULL ? RAPPORT_AGENDA_ITEM (item) : NULL;
}

/* The clock. */

static char *
title_words (const char *id, gpointer user_data)
{
  RapportMinutesView *self = user_data;
  g_autoptr (RapportAgendaItem) item = get_item (self, id);
  RapportRecord *record = RAPPORT_RECORD (item);
  g_autofree char *time = NULL;
  gint64 planned, spent;
  const char *done;

  if (item == NULL)
    return NULL;
  planned = rapport_record_get_integer (record, RAPPORT_AGENDA_ITEM_PLANNED);
  spent = rapport_minutes_clock_get_spent (self->minutes_clock, item);
  time = rapport_minutes_clock_to_text (spent);
  done = rapport_record_has_word (record, RAPPORT_AGENDA_ITEM_STATUS, "done") ? _ ("Done") : NULL;
  if (planned > 0)
    {
      /* Translators: time spent with an item, then minutes planned for it. */
      g_autofree char *words = g_strdup_printf (_ ("%s of %d min"), time, (int) planned);

      return done != NULL ? g_strdup_printf ("%s · %s", done, words) : g_steal_pointer (&words);
    }
  if (done == NULL)
    return spent > 0 ? g_steal_pointer (&time) : NULL;
  return spent > 0 ? g_strdup_printf ("%s · %s", done, time) : g_strdup (done);
}

static void
show_clocks_cb (RapportMinutesView *self)
{
  const gint64 total = rapport_minutes_clock_get_total (self->minutes_clock);
  g_autofree char *words = rapport_minutes_clock_to_text (total);

  gtk_label_set_label (self->clock, total > 0 ? words : "");
  gtk_widget_queue_draw (GTK_WIDGET (self->text));
}

/* The item with the cursor. */

static RapportAgendaItem *
get_current_item (RapportMinutesView *self)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self->buffer);

  return paragraph != NULL && *paragraph->item != '\0' ? get_item (self, paragraph->item) : NULL;
}

static void
show_done (RapportMinutesView *self)
{
  g_autoptr (RapportAgendaItem) item = get_current_item (self);

  self->showing = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->done),
                            item != NULL && !rapport_library_is_read_only (self->library));
  gtk_check_button_set_active (
    self->done, item != NULL && rapport_record_has_word (RAPPORT_RECORD (item),
                                                         RAPPORT_AGENDA_ITEM_STATUS, "done"));
  self->showing = FALSE;
}

static void
done_cb (RapportMinutesView *self)
{
  g_autoptr (RapportAgendaItem) item = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (self->showing || self->meeting == NULL)
    return;
  item = get_current_item (self);
  if (item == NULL)
    return;
  rapport_minutes_buffer_flush (self->buffer);
  transaction = rapport_transaction_begin (self->library, _ ("Settle an Item"));
  rapport_agenda_item_set_done (transaction, self->library, item,
                                gtk_check_button_get_active (self->done));
  if (!rapport_transaction_commit (transaction, &error))
    tell_cb (self, error->message);
}

/* Names are offered where an "@" stands before the word, and nowhere else: a list that comes and
 * goes with each word is in the way of who types. GtkSourceView 5.16 never frees all of a
 * completion: minutes without an "@" have none. */
static void
offer_names (RapportMinutesView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkSourceCompletion *completion;
  GtkTextIter at;
  gboolean mentioning;

  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  mentioning =
    gtk_widget_has_focus (GTK_WIDGET (self->text)) && rapport_mention_provider_find_sign (&at);
  if (mentioning == self->mentioning)
    return;
  self->mentioning = mentioning;
  completion = gtk_source_view_get_completion (GTK_SOURCE_VIEW (self->text));
  if (mentioning)
    {
      if (!self->has_completion)
        gtk_source_completion_add_provider (completion,
                                            GTK_SOURCE_COMPLETION_PROVIDER (self->names));
      else
        gtk_source_completion_unblock_interactive (completion);
      self->has_completion = TRUE;
      gtk_source_completion_show (completion);
    }
  else
    {
      gtk_source_completion_hide (completion);
      gtk_source_completion_block_interactive (completion);
    }
}

/* The card that a remark is about. */

static void
show_card (RapportMinutesView *self)
{
  const guint index = rapport_minutes_buffer_get_current_index (self->buffer);
  const RapportMinutesParagraph *paragraph =
    rapport_minutes_buffer_get_paragraph (self->buffer, index);
  const gboolean is_about = paragraph != NULL && paragraph->card_title != NULL;

  gtk_widget_set_visible (self->card,
                          rapport_minutes_buffer_can_set_card (self->buffer, index) &&
                            *rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)) != '\0');
  gtk_label_set_label (self->card_title, is_about ? paragraph->card_title : _ ("Choose Card…"));
}

static void
card_chosen_cb (RapportMinutesView *self, const char *id, AdwDialog *dialog)
{
  const char *line_id = g_object_get_data (G_OBJECT (dialog), "line");

  /* Others may have put in lines meanwhile. */
  for (guint i = 0; i < rapport_minutes_buffer_get_n_paragraphs (self->buffer); i++)
    {
      const RapportMinutesParagraph *paragraph =
        rapport_minutes_buffer_get_paragraph (self->buffer, i);

      if (paragraph->line == NULL ||
          !g_str_equal (rapport_record_get_id (RAPPORT_RECORD (paragraph->line)), line_id))
        continue;
      rapport_minutes_buffer_set_card (self->buffer, i, *id != '\0' ? id : NULL);
      break;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
card_cb (RapportMinutesView *self)
{
  const guint index = rapport_minutes_buffer_get_current_index (self->buffer);
  const RapportMinutesParagraph *paragraph;
  AdwDialog *dialog;

  if (!gtk_widget_get_visible (self->card))
    return;
  /* Only what is written can be tied. */
  rapport_minutes_buffer_flush (self->buffer);
  paragraph = rapport_minutes_buffer_get_paragraph (self->buffer, index);
  if (paragraph->line == NULL)
    return;
  dialog = rapport_card_dialog_new (
    self->library, rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)),
    paragraph->card != NULL ? rapport_record_get_id (RAPPORT_RECORD (paragraph->card)) : NULL);
  g_object_set_data_full (G_OBJECT (dialog), "line",
                          g_strdup (rapport_record_get_id (RAPPORT_RECORD (paragraph->line))),
                          g_free);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (card_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The files of a line. In a call there is no list of them, as it names those of others, too. */

static void
show_files (RapportMinutesView *self)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self->buffer);
  const guint n = paragraph != NULL && paragraph->line != NULL
                    ? rapport_minutes_pictures_count_files (
                        rapport_minutes_text_get_pictures (self->text),
                        rapport_record_get_id (RAPPORT_RECORD (paragraph->line)))
                    : 0;
  g_autofree char *words = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");

  gtk_widget_set_visible (self->files,
                          paragraph != NULL && paragraph->line != NULL && !paragraph->gone &&
                            !rapport_onlooker_is_there (self->library) &&
                            *rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)) != '\0');
  gtk_label_set_label (self->n_files, words);
  gtk_widget_set_visible (GTK_WIDGET (self->n_files), n > 0);
}

static void
files_cb (RapportMinutesView *self)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self->buffer);

  if (paragraph != NULL && paragraph->line != NULL && !rapport_onlooker_is_there (self->library))
    rapport_minutes_files_show (GTK_WIDGET (self), self->library, paragraph->line);
}

static void
pictures_changed_cb (RapportMinutesView *self)
{
  if (self->meeting != NULL)
    show_files (self);
}

/* The line with the cursor. */

static void
lines_changed_cb (RapportMinutesView *self)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self->buffer);
  g_autofree char *words = NULL;
  const char *kind = paragraph != NULL ? paragraph->kind : "text";

  if (self->meeting == NULL || paragraph == NULL)
    return;
  if (!paragraph->heading)
    words = rapport_minutes_text_describe (self->text, paragraph);
  gtk_label_set_label (self->caption, rapport_minutes_buffer_is_pasting (self->buffer)
                                        ? _ ("Pasting…")
                                      : words != NULL && *words != '\0'
                                        ? words
                                        : _ ("! decision  = agreement  + task  ? risk  % what we "
                                             "do not do  : remark  // private"));
  self->showing = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->kinds)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *name = gtk_widget_get_name (child);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), g_str_equal (name, "private")
                                                                 ? paragraph->is_private
                                                                 : g_str_equal (name, kind));
      gtk_widget_set_sensitive (child, !paragraph->heading && !paragraph->locked);
    }
  self->showing = FALSE;
  show_done (self);
  show_card (self);
  show_files (self);
  offer_names (self);
  rapport_minutes_clock_set_item (self->minutes_clock, paragraph->item);
}

static void
kind_cb (RapportMinutesView *self, GtkToggleButton *button)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (button));

  if (self->showing)
    return;
  if (g_str_equal (name, "private"))
    rapport_minutes_text_toggle_private (self->text);
  else
    rapport_minutes_text_set_kind (self->text, name);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  lines_changed_cb (self);
}

static GtkWidget *
add_kind (RapportMinutesView *self, const char *name, const char *label, const char *icon)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_name (button, name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "toggled", G_CALLBACK (kind_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->kinds, button);
  return button;
}

static void
add_kinds (RapportMinutesView *self)
{
  const RapportField *field = &rapport_minutes_line_info.fields[RAPPORT_MINUTES_LINE_KIND];

  for (const RapportWord *word = rapport_line_kinds; word->word != NULL; word++)
    add_kind (self, word->word, rapport_field_get_word_label (field, word->word),
              rapport_minutes_text_get_icon (word->word));
  rapport_private_hide (add_kind (self, "private", _ ("Only the team"), "changes-prevent-symbolic"),
                        self->library);
}

/* Who is here. */

static void
attend_cb (RapportMinutesView *self, GtkCheckButton *check)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (self->showing)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Note Who Is Here"));
  rapport_transaction_set_boolean (transaction, g_object_get_data (G_OBJECT (check), "record"),
                                   RAPPORT_PARTICIPANT_PRESENT,
                                   gtk_check_button_get_active (check));
  if (!rapport_transaction_commit (transaction, &error))
    tell_cb (self, error->message);
}

static void
show_people (RapportMinutesView *self)
{
  g_autoptr (RapportQuery) query = rapport_query_where_text (
    rapport_query_new (RAPPORT_TYPE_PARTICIPANT), RAPPORT_PARTICIPANT_MEETING,
    rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *label = NULL;
  guint here = 0;
  GtkWidget *child;

  rapport_query_order_by (query, RAPPORT_PARTICIPANT_NAME, FALSE);
  rapport_onlooker_narrow (self->library, query);
  people = rapport_library_find (self->library, query, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->people_list))) != NULL)
    gtk_box_remove (self->people_list, child);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const gboolean present =
        rapport_record_get_boolean (people->pdata[i], RAPPORT_PARTICIPANT_PRESENT);

      child = gtk_check_button_new_with_label (rapport_record_get_title (people->pdata[i]));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), present);
      here += present;
      g_object_set_data_full (G_OBJECT (child), "record", g_object_ref (people->pdata[i]),
                              g_object_unref);
      g_signal_connect_object (child, "toggled", G_CALLBACK (attend_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->people_list, child);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->people), people != NULL && people->len > 0);
  /* Translators: how many people of how many are at a meeting. */
  label = g_strdup_printf (_ ("%u of %u here"), here, people != NULL ? people->len : 0);
  gtk_menu_button_set_label (self->people, label);
}

/* The window for the client. */

static void
show_audience_cb (RapportMinutesView *self)
{
  const RapportMinutesParagraph *paragraph = rapport_minutes_buffer_get_current (self->buffer);
  RapportPublicMinutes *minutes =
    self->publisher != NULL ? rapport_minutes_publisher_get_minutes (self->publisher) : NULL;

  if (minutes == NULL || self->audience == NULL)
    return;
  rapport_minutes_pictures_publish (self->library, minutes, self->shown_pictures);
  rapport_audience_minutes_show (self->audience, minutes, self->shown_pictures,
                                 paragraph != NULL ? paragraph->item : NULL);
}

static void
end_presenting_cb (RapportMinutesView *self)
{
  g_clear_object (&self->publisher);
  g_hash_table_remove_all (self->shown_pictures);
  if (self->audience != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->audience)));
  if (self->present != NULL)
    gtk_toggle_button_set_active (self->present, FALSE);
}

static void
begin_presenting (RapportMinutesView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  rapport_minutes_buffer_flush (self->buffer);
  self->publisher = rapport_minutes_publisher_new (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)), &error);
  if (self->publisher == NULL)
    {
      tell_cb (self, error->message);
      gtk_toggle_button_set_active (self->present, FALSE);
      return;
    }
  self->audience = RAPPORT_AUDIENCE_MINUTES (
    rapport_audience_minutes_new (gtk_window_get_application (GTK_WINDOW (root))));
  g_signal_connect_object (self->publisher, "changed", G_CALLBACK (show_audience_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audience, "ended", G_CALLBACK (end_presenting_cb), self,
                           G_CONNECT_SWAPPED);
  show_audience_cb (self);
  gtk_window_present (GTK_WINDOW (self->audience));
}

static void
present_cb (RapportMinutesView *self)
{
  const gboolean wanted = gtk_toggle_button_get_active (self->present);

  if (self->meeting == NULL || wanted == (self->publisher != NULL))
    return;
  if (wanted)
    begin_presenting (self);
  else
    end_presenting_cb (self);
}

/* Spelling, in the language of the client. */

static void
set_language (RapportMinutesView *self)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT,
                         rapport_record_get_client_id (RAPPORT_RECORD (self->meeting)));
  const char *own =
    rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_LANGUAGE);
  const char *language =
    *own != '\0' ? own
                 : rapport_agency_get_language (self->library,
                                                client != NULL ? RAPPORT_CLIENT (client) : NULL);

  spelling_text_buffer_adapter_set_language (self->checker,
                                             g_str_equal (language, "ru") ? "ru_RU" : "en_US");
}

/* What was looked up in another language is looked up anew: libspelling 0.4 leaves its marks until
 * they are taken away. */
static void
language_chosen_cb (RapportMinutesView *self)
{
  if (!spelling_text_buffer_adapter_get_enabled (self->checker))
    return;
  spelling_text_buffer_adapter_set_enabled (self->checker, FALSE);
  spelling_text_buffer_adapter_set_enabled (self->checker, TRUE);
}

static void
add_spelling (RapportMinutesView *self)
{
  g_autoptr (SpellingChecker) checker =
    spelling_checker_new (spelling_provider_get_default (), NULL);
  GMenuModel *menu;

  self->checker = spelling_text_buffer_adapter_new (GTK_SOURCE_BUFFER (self->buffer), checker);
  spelling_text_buffer_adapter_set_enabled (self->checker, TRUE);
  g_signal_connect_object (checker, "notify::language", G_CALLBACK (language_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  menu = spelling_text_buffer_adapter_get_menu_model (self->checker);
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->text), menu);
  gtk_menu_button_set_menu_model (self->spelling, menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", G_ACTION_GROUP (self->checker));
}

/* What can't be changed. */

static void
show_banner (RapportMinutesView *self)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (self->meeting));
  const gboolean approved = rapport_approval_is_locked (self->library, id, 0);

  adw_banner_set_title (self->banner,
                        _ ("These minutes are approved. What you add is an amendment."));
  adw_banner_set_revealed (self->banner, approved);
}

static void
committed_cb (RapportMinutesView *self, RapportChangeSet *set)
{
  gboolean people = FALSE;
  gboolean rest = FALSE;

  if (self->meeting == NULL)
    return;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      people |= info == &rapport_participant_info;
      rest |= info == &rapport_agenda_item_info || info == &rapport_summary_info;
    }
  if (people)
    show_people (self);
  if (!rest)
    return;
  show_done (self);
  show_clocks_cb (self);
  show_banner (self);
}

static void
onlooker_cb (RapportMinutesView *self)
{
  if (self->meeting != NULL)
    show_people (self);
}

/* The object. */

static void
rapport_minutes_view_dispose (GObject *object)
{
  RapportMinutesView *self = RAPPORT_MINUTES_VIEW (object);

  self->present = NULL;
  end_presenting_cb (self);
  if (self->buffer != NULL)
    rapport_minutes_buffer_flush (self->buffer);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_MINUTES_VIEW);
  g_clear_object (&self->checker);
  g_clear_object (&self->minutes_clock);
  g_clear_object (&self->names);
  g_clear_object (&self->buffer);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_minutes_view_parent_class)->dispose (object);
}

static void
rapport_minutes_view_finalize (GObject *object)
{
  g_hash_table_unref (RAPPORT_MINUTES_VIEW (object)->shown_pictures);
  G_OBJECT_CLASS (rapport_minutes_view_parent_class)->finalize (object);
}

static void
rapport_minutes_view_class_init (RapportMinutesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_minutes_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_minutes_view_finalize;
  gtk_source_init ();
  spelling_init ();
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/minutes-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, banner);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, clock);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, done);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, people);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, people_list);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, spelling);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, present);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, caption);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, kinds);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, files);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, n_files);
  gtk_widget_class_bind_template_callback (widget_class, files_cb);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, card);
  gtk_widget_class_bind_template_child (widget_class, RapportMinutesView, card_title);
  gtk_widget_class_bind_template_callback (widget_class, card_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, present_cb);
}

static void
rapport_minutes_view_init (RapportMinutesView *self)
{
  self->shown_pictures = rapport_minutes_pictures_table_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_text (RapportMinutesView *self)
{
  GtkWidget *clamp = adw_clamp_scrollable_new ();

  self->buffer = rapport_minutes_buffer_new (self->library);
  self->text = RAPPORT_MINUTES_TEXT (rapport_minutes_text_new (self->library, self->buffer));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Minutes"), -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text),
                              !rapport_library_is_read_only (self->library));
  self->names = rapport_mention_provider_new (self->library);
  /* As wide as what stands above it. */
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 1100);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (clamp), 900);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->text));
  gtk_scrolled_window_set_child (self->scroller, clamp);
  g_signal_connect_object (self->buffer, "lines-changed", G_CALLBACK (lines_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_minutes_text_set_title_words (self->text, title_words, self);
  g_signal_connect_object (self->buffer, "failed", G_CALLBACK (tell_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "told", G_CALLBACK (tell_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "told", G_CALLBACK (tell_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "files-wanted", G_CALLBACK (files_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_minutes_text_get_pictures (self->text), "changed",
                           G_CALLBACK (pictures_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "card-wanted", G_CALLBACK (card_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
rapport_minutes_view_new (RapportLibrary *library)
{
  RapportMinutesView *self = g_object_new (RAPPORT_TYPE_MINUTES_VIEW, NULL);

  self->library = g_object_ref (library);
  self->minutes_clock = rapport_minutes_clock_new (library);
  add_text (self);
  add_kinds (self);
  add_spelling (self);
  g_signal_connect_object (self->minutes_clock, "tick", G_CALLBACK (show_clocks_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_cb));
  return GTK_WIDGET (self);
}

void
rapport_minutes_view_set_meeting (RapportMinutesView *self, RapportMeeting *meeting)
{
  if (self->meeting == meeting)
    return;
  end_presenting_cb (self);
  g_set_object (&self->meeting, meeting);
  rapport_minutes_clock_set_meeting (self->minutes_clock, meeting);
  rapport_mention_provider_set_meeting (self->names, meeting);
  rapport_minutes_pictures_set_client (
    rapport_minutes_text_get_pictures (self->text),
    meeting != NULL && *rapport_record_get_client_id (RAPPORT_RECORD (meeting)) != '\0'
      ? rapport_record_get_client_id (RAPPORT_RECORD (meeting))
      : NULL);
  rapport_minutes_buffer_set_meeting (self->buffer, meeting);
  if (meeting == NULL)
    return;
  set_language (self);
  show_people (self);
  show_banner (self);
  /* The agency's own meetings are nobody else's to see. */
  gtk_widget_set_visible (GTK_WIDGET (self->present),
                          *rapport_record_get_client_id (RAPPORT_RECORD (meeting)) != '\0');
}

void
rapport_minutes_view_show_line (RapportMinutesView *self, const char *line_id)
{
  if (!rapport_minutes_buffer_go_to_line (self->buffer, line_id))
    return;
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->text),
                                gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)), 0.2,
                                FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
