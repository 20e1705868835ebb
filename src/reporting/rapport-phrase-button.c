/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-phrase-button.h"

#include "rapport-toast.h"
#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>

/* A phrase is called by its beginning. */
#define TITLE_LENGTH 60

/* More than that no one looks through; the search finds the others. */
#define MOST_PHRASES 30

typedef struct
{
  RapportLibrary *library;
  RapportSection *section;
  GtkWidget *button;
  GSimpleAction *keep;
} Phrases;

static void
phrases_free (gpointer data)
{
  Phrases *self = data;

  g_object_unref (self->keep);
  g_object_unref (self->section);
  g_object_unref (self->library);
  g_free (self);
}

static const char *
get_body (Phrases *self)
{
  return rapport_record_get_text (RAPPORT_RECORD (self->section), RAPPORT_SECTION_BODY);
}

static const char *
get_language (Phrases *self, RapportRecord *report)
{
  return report != NULL ? rapport_record_get_text (report, RAPPORT_REPORT_LANGUAGE) : "";
}

static RapportRecord *
get_report (Phrases *self)
{
  return rapport_library_get (
    self->library, RAPPORT_TYPE_REPORT,
    rapport_record_get_text (RAPPORT_RECORD (self->section), RAPPORT_SECTION_REPORT));
}

static void
commit (Phrases *self, RapportTransaction *transaction)
{
  g_autoptr (RapportTransaction) taken = transaction;
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (taken, &error))
    rapport_toast_show (self->button, error->message);
}

static void
insert_cb (GSimpleAction *action, GVariant *parameter, Phrases *self)
{
  g_autoptr (RapportRecord) phrase = rapport_library_get (self->library, RAPPORT_TYPE_PHRASE,
                                                          g_variant_get_string (parameter, NULL));
  const char *body = get_body (self);
  g_autofree char *text = NULL;
  RapportTransaction *transaction;

  if (phrase == NULL)
    return;
  text = g_strconcat (body, *body != '\0' ? "\n\n" : "",
                      rapport_record_get_text (phrase, RAPPORT_PHRASE_BODY), NULL);
  transaction = rapport_transaction_begin (self->library, _ ("Insert a Phrase"));
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self->section), RAPPORT_SECTION_BODY,
                                text);
  commit (self, transaction);
}

/* The first line, not too much of it. */
static char *
make_title (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\n"));
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (line, -1) <= TITLE_LENGTH)
    return g_steal_pointer (&line);
  cut = g_utf8_substring (line, 0, TITLE_LENGTH - 1);
  return g_strconcat (cut, "…", NULL);
}

static void
keep_cb (GSimpleAction *action, GVariant *parameter, Phrases *self)
{
  RapportRecord *section = RAPPORT_RECORD (self->section);
  g_autoptr (RapportRecord) report = get_report (self);
  g_autofree char *body = g_strstrip (g_strdup (get_body (self)));
  g_autofree char *title = make_title (body);
  RapportTransaction *transaction;
  RapportRecord *phrase;

  if (*body == '\0')
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Keep as Phrase"));
  /* The text bank is the agency's, not this client's. */
  rapport_transaction_set_client (transaction, "");
  phrase = rapport_transaction_create (transaction, RAPPORT_TYPE_PHRASE);
  rapport_transaction_set_text (transaction, phrase, RAPPORT_PHRASE_TITLE, title);
  rapport_transaction_set_text (transaction, phrase, RAPPORT_PHRASE_BODY, body);
  rapport_transaction_set_text (transaction, phrase, RAPPORT_PHRASE_SECTION,
                                rapport_record_get_text (section, RAPPORT_SECTION_SECTION));
  rapport_transaction_set_text (transaction, phrase, RAPPORT_PHRASE_LANGUAGE,
                                get_language (self, report));
  commit (self, transaction);
  rapport_toast_show (self->button, _ ("Kept in the text bank"));
}

static gboolean
is_offered (RapportRecord *phrase, const char *section, const char *language)
{
  const char *of = rapport_record_get_text (phrase, RAPPORT_PHRASE_SECTION);
  const char *in = rapport_record_get_text (phrase, RAPPORT_PHRASE_LANGUAGE);

  return (*of == '\0' || g_str_equal (of, section)) &&
         (*in == '\0' || *language == '\0' || g_str_equal (in, language));
}

static GMenu *
list_phrases (Phrases *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PHRASE);
  g_autoptr (RapportRecord) report = get_report (self);
  g_autoptr (GPtrArray) phrases = NULL;
  g_autoptr (GError) error = NULL;
  GMenu *menu = g_menu_new ();

  rapport_query_order_by (query, RAPPORT_PHRASE_ORDER, FALSE);
  rapport_query_order_by (query, RAPPORT_PHRASE_TITLE, FALSE);
  phrases = rapport_library_find (self->library, query, &error);
  if (phrases == NULL)
    {
      g_warning ("reading the text bank: %s", error->message);
      return menu;
    }
  for (guint i = 0;
       i < phrases->len && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MOST_PHRASES; i++)
    {
      RapportRecord *phrase = phrases->pdata[i];
      g_autoptr (GMenuItem) item = NULL;
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (!is_offered (
            phrase,
            rapport_record_get_text (RAPPORT_RECORD (self->section), RAPPORT_SECTION_SECTION),
            get_language (self, report)))
        continue;
      /* An underline of the user's is no mnemonic. */
      parts = g_strsplit (rapport_record_get_title (phrase), "_", -1);
      label = g_strjoinv ("__", parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "phrases.insert", "s",
                                         rapport_record_get_id (phrase));
      g_menu_append_item (menu, item);
    }
  return menu;
}

static void
show_menu_cb (GtkMenuButton *button, gpointer data)
{
  Phrases *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) phrases = list_phrases (self);
  g_autoptr (GMenu) keep = g_menu_new ();

  g_simple_action_set_enabled (self->keep, *get_body (self) != '\0');
  g_menu_append (keep, _ ("_Keep These Words as a Phrase"), "phrases.keep");
  if (g_menu_model_get_n_items (G_MENU_MODEL (phrases)) > 0)
    g_menu_append_section (menu, _ ("Text Bank"), G_MENU_MODEL (phrases));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keep));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

GtkWidget *
rapport_phrase_button_new (RapportLibrary *library, RapportSection *section)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) insert = g_simple_action_new ("insert", G_VARIANT_TYPE_STRING);
  Phrases *self = g_new0 (Phrases, 1);

  self->library = g_object_ref (library);
  self->section = g_object_ref (section);
  self->button = button;
  self->keep = g_simple_action_new ("keep", NULL);
  g_signal_connect (insert, "activate", G_CALLBACK (insert_cb), self);
  g_signal_connect (self->keep, "activate", G_CALLBACK (keep_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (insert));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->keep));
  gtk_widget_insert_action_group (button, "phrases", G_ACTION_GROUP (group));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-list-bullet-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Text Bank"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), show_menu_cb, self,
                                         phrases_free);
  return button;
}
