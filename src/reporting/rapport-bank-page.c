/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-bank-page.h"

#include "rapport-movable-row.h"
#include "rapport-phrase-page.h"
#include "rapport-record-list.h"
#include "rapport-records.h"
#include "rapport-report-template.h"
#include "rapport-row-order.h"
#include "rapport-section-row.h"
#include "rapport-template-page.h"
#include "rapport-toast.h"
#include "rapport-ui-reporting.h"

#include <glib/gi18n-lib.h>

/* The search finds those that come after. */
#define MOST_ROWS 200

/* With fewer there is nothing to look for. */
#define FEW 8

/* What differs between the two. */
typedef struct
{
  GType (*get_type) (void);
  guint title;
  guint order;
  const char *name;
  const char *icon;
  const char *none;
  const char *about;
  const char *add;
  const char *move;
  AdwNavigationPage *(*open) (RapportLibrary *library, RapportRecord *record);
} Kind;

static const Kind phrases = {
  rapport_phrase_get_type,
  RAPPORT_PHRASE_TITLE,
  RAPPORT_PHRASE_ORDER,
  N_ ("Text Bank"),
  "view-list-bullet-symbolic",
  N_ ("No Phrases Yet"),
  N_ ("Words that are written often: they are put into a report from the menu of its section."),
  N_ ("New Phrase"),
  N_ ("Move a Phrase"),
  rapport_phrase_page_new,
};

static const Kind templates = {
  rapport_template_get_type,
  RAPPORT_TEMPLATE_NAME,
  RAPPORT_TEMPLATE_ORDER,
  N_ ("Templates"),
  "x-office-document-symbolic",
  N_ ("No Templates of Your Own"),
  N_ ("Which sections a new report begins with, and in which order."),
  N_ ("New Template"),
  N_ ("Move a Template"),
  rapport_template_page_new,
};

struct _RapportBankPage
{
  AdwNavigationPage parent_instance;

  GtkMenuButton *add_menu;
  GtkWidget *add;
  GtkWidget *search_clamp;
  GtkEditable *search;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *nothing_found;
  GtkWidget *list;
  GtkListBox *box;
  GtkLabel *more;

  const Kind *kind;
  RapportLibrary *library;
  RapportRecordList *records;
  GtkFilter *filter;
  GListModel *shown;
  char *searched; /* folded; "" for all */
};

G_DEFINE_FINAL_TYPE (RapportBankPage, rapport_bank_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
say (const char *text)
{
  return g_dgettext (GETTEXT_PACKAGE, text);
}

/* Order. */

static const char *
order_of (RapportBankPage *self, GPtrArray *records, guint position)
{
  return rapport_record_get_text (records->pdata[position], self->kind->order);
}

/* (transfer full): all of them in their order. */
static GPtrArray *
list_records (RapportBankPage *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, g_list_model_get_item (G_LIST_MODEL (self->records), i));
  return records;
}

/* Whether a key fits between the neighbours of @position: those that were made
 * without one have to be numbered first. */
static gboolean
has_room (RapportBankPage *self, GPtrArray *records, guint position)
{
  const char *before = position > 0 ? order_of (self, records, position - 1) : NULL;
  const char *after = position + 1 < records->len ? order_of (self, records, position + 1) : NULL;

  if ((before != NULL && *before == '\0') || (after != NULL && *after == '\0'))
    return FALSE;
  return before == NULL || after == NULL || strcmp (before, after) < 0;
}

static void
set_orders (RapportBankPage *self, RapportTransaction *transaction, GPtrArray *records, guint moved)
{
  const char *before = moved > 0 ? order_of (self, records, moved - 1) : NULL;
  const char *after = moved + 1 < records->len ? order_of (self, records, moved + 1) : NULL;

  if (has_room (self, records, moved))
    {
      g_autofree char *key = rapport_order_key_between (before, after);

      rapport_transaction_set_text (transaction, records->pdata[moved], self->kind->order, key);
    }
  else
    {
      g_autoptr (GPtrArray) keys = rapport_order_keys_between (NULL, NULL, records->len);

      for (guint i = 0; i < records->len; i++)
        rapport_transaction_set_text (transaction, records->pdata[i], self->kind->order,
                                      keys->pdata[i]);
    }
}

/* Puts the record at @from to stand at @to. */
static void
put (RapportBankPage *self, guint from, guint to)
{
  g_autoptr (GPtrArray) records = list_records (self);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (from >= records->len || to >= records->len)
    return;
  transaction = rapport_transaction_begin (self->library, say (self->kind->move));
  g_ptr_array_insert (records, (int) to, g_ptr_array_steal_index (records, from));
  set_orders (self, transaction, records, to);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

/* A row that was moved keeps the keyboard. */
static void
focus (RapportBankPage *self, const char *id)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, i);

      if (row == NULL)
        return;
      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "id"), id) == 0)
        {
          gtk_widget_grab_focus (GTK_WIDGET (row));
          return;
        }
    }
}

/* Only a list that is shown whole is put in order, so that places of rows are places of records. */
static void
moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  RapportBankPage *self = user_data;
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  put (self, (guint) from, (guint) to);
  focus (self, id);
}

/* Rows. */

static void
open_record (RapportBankPage *self, RapportRecord *record)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog != NULL)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog),
                                         self->kind->open (self->library, record));
}

static void
activated_cb (GtkWidget *row, RapportBankPage *self)
{
  g_autoptr (RapportRecord) record = rapport_library_get (self->library, self->kind->get_type (),
                                                          g_object_get_data (G_OBJECT (row), "id"));

  if (record != NULL)
    open_record (self, record);
}

/* "Summary · Russian", "Weekly". (transfer full) */
static char *
describe (RapportBankPage *self, RapportRecord *record)
{
  RapportReportSectionType type;
  const char *section, *language = NULL;

  if (self->kind == &templates)
    {
      const char *form = rapport_record_get_text (record, RAPPORT_TEMPLATE_FORM);

      for (const RapportWord *word = rapport_report_forms; word->word != NULL; word++)
        if (g_str_equal (word->word, form))
          return g_strdup (say (word->label));
      return g_strdup ("");
    }
  section = rapport_record_get_text (record, RAPPORT_PHRASE_SECTION);
  section = rapport_report_section_type_from_word (section, &type)
              ? rapport_section_type_get_name (type)
              : C_ ("phrase", "Any section");
  for (const RapportWord *word = rapport_language_words; word->word != NULL; word++)
    if (rapport_record_has_word (record, RAPPORT_PHRASE_LANGUAGE, word->word))
      language = say (word->label);
  return language != NULL ? g_strdup_printf ("%s · %s", section, language) : g_strdup (section);
}

/* What a row says follows its record. */
static void
show_record_cb (RapportRecord *record, GtkWidget *row)
{
  RapportBankPage *self = g_object_get_data (G_OBJECT (row), "page");
  g_autofree char *about = describe (self, record);
  const char *title = rapport_record_get_text (record, self->kind->title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title != '\0' ? title : _ ("No name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
}

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  RapportBankPage *self = user_data;
  RapportRecord *record = item;
  GtkWidget *row = rapport_movable_row_new ();

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "page", self);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (rapport_record_get_id (record)), g_free);
  show_record_cb (record, row);
  g_signal_connect_object (record, "changed", G_CALLBACK (show_record_cb), row, 0);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), self);
  return row;
}

/* The ends of the list are where they are after each change. */
static void
show_cb (RapportBankPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  const guint found = g_list_model_get_n_items (self->shown);
  const gboolean movable = *self->searched == '\0' && !rapport_library_is_read_only (self->library);

  for (int i = 0; i < (int) found; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, i);

      if (row != NULL)
        rapport_movable_row_set_movable (RAPPORT_MOVABLE_ROW (row), movable && i > 0,
                                         movable && i + 1 < (int) n);
    }
  gtk_widget_set_visible (self->search_clamp, n > FEW);
  gtk_widget_set_visible (GTK_WIDGET (self->more), found == MOST_ROWS);
  gtk_stack_set_visible_child (self->stack, n == 0       ? GTK_WIDGET (self->empty)
                                            : found == 0 ? self->nothing_found
                                                         : self->list);
}

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  RapportBankPage *self = user_data;
  const guint body = self->kind == &phrases ? RAPPORT_PHRASE_BODY : self->kind->title;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (*self->searched == '\0')
    return TRUE;
  title = g_utf8_casefold (rapport_record_get_text (item, self->kind->title), -1);
  text = g_utf8_casefold (rapport_record_get_text (item, body), -1);
  return strstr (title, self->searched) != NULL || strstr (text, self->searched) != NULL;
}

static void
search_cb (RapportBankPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_free (self->searched);
  self->searched = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_cb (self);
}

/* Adding. */

static char *
next_order (RapportBankPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  g_autoptr (RapportRecord) last =
    n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->records), n - 1) : NULL;
  const char *order = last != NULL ? rapport_record_get_text (last, self->kind->order) : "";

  return rapport_order_key_between (*order != '\0' ? order : NULL, NULL);
}

/* @begun_with: for a template */
static void
add (RapportBankPage *self, RapportReportTemplate *begun_with)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, say (self->kind->add));
  g_autofree char *order = next_order (self);
  g_autoptr (RapportRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_client (transaction, "");
  record = g_object_ref (rapport_transaction_create (transaction, self->kind->get_type ()));
  rapport_transaction_set_text (transaction, record, self->kind->order, order);
  rapport_transaction_set_text (transaction, record, self->kind->title, say (self->kind->add));
  if (begun_with != NULL)
    {
      g_autofree char *sections = rapport_report_template_format_sections (begun_with->sections);

      rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_FORM,
                                    rapport_report_form_to_word (begun_with->form));
      rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_SECTIONS, sections);
      rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_PAPER, begun_with->paper);
    }
  if (rapport_transaction_commit (transaction, &error))
    open_record (self, record);
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
add_cb (RapportBankPage *self)
{
  add (self, NULL);
}

static void
begin_with_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportBankPage *self = RAPPORT_BANK_PAGE (widget);
  g_autoptr (RapportReportTemplate) template =
    rapport_report_template_find (self->library, g_variant_get_string (parameter, NULL));

  add (self, template);
}

/* What a new template can begin as. */
static void
fill_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  RapportBankPage *self = user_data;
  g_autoptr (GPtrArray) list = rapport_report_templates_list (self->library, NULL);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; list != NULL && i < list->len && i < MOST_ROWS; i++)
    {
      RapportReportTemplate *template = list->pdata[i];
      g_auto (GStrv) parts = g_strsplit (template->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "bank.begin-with", "s", template->word);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("Begin With the Sections Of"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* The object. */

static void
rapport_bank_page_dispose (GObject *object)
{
  RapportBankPage *self = RAPPORT_BANK_PAGE (object);

  if (self->box != NULL)
    gtk_list_box_bind_model (self->box, NULL, NULL, NULL, NULL);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_BANK_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->records);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_bank_page_parent_class)->dispose (object);
}

static void
rapport_bank_page_finalize (GObject *object)
{
  g_free (RAPPORT_BANK_PAGE (object)->searched);
  G_OBJECT_CLASS (rapport_bank_page_parent_class)->finalize (object);
}

static void
rapport_bank_page_class_init (RapportBankPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_bank_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_bank_page_finalize;
  rapport_ui_reporting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/reporting/bank-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, add_menu);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, add);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, search);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, box);
  gtk_widget_class_bind_template_child (widget_class, RapportBankPage, more);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_install_action (widget_class, "bank.begin-with", "s", begin_with_action);
}

static void
rapport_bank_page_init (RapportBankPage *self)
{
  self->searched = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What an empty bank offers at once. */
static GtkWidget *
make_first_button (RapportBankPage *self)
{
  GtkWidget *button;

  if (self->kind == &templates)
    {
      button = gtk_menu_button_new ();
      gtk_menu_button_set_label (GTK_MENU_BUTTON (button), say (self->kind->add));
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_menu_cb, self, NULL);
    }
  else
    {
      button = gtk_button_new_with_label (say (self->kind->add));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_cb), self);
    }
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

static void
show_kind (RapportBankPage *self)
{
  const gboolean writable = !rapport_library_is_read_only (self->library);
  GtkWidget *button =
    self->kind == &templates ? GTK_WIDGET (self->add_menu) : GTK_WIDGET (self->add);
  g_autofree char *more =
    g_strdup_printf (_ ("These are the first %d. The others are found by the search."), MOST_ROWS);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), say (self->kind->name));
  adw_status_page_set_icon_name (self->empty, self->kind->icon);
  adw_status_page_set_title (self->empty, say (self->kind->none));
  adw_status_page_set_description (self->empty, say (self->kind->about));
  if (writable)
    adw_status_page_set_child (self->empty, make_first_button (self));
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (button, writable);
  gtk_widget_set_tooltip_text (button, say (self->kind->add));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  say (self->kind->name), -1);
  if (self->kind == &templates)
    gtk_menu_button_set_create_popup_func (self->add_menu, fill_menu_cb, self, NULL);
}

static AdwNavigationPage *
bank_page_new (RapportLibrary *library, const Kind *kind)
{
  RapportBankPage *self = g_object_new (RAPPORT_TYPE_BANK_PAGE, NULL);
  g_autoptr (RapportQuery) query = rapport_query_new (kind->get_type ());
  GtkFilterListModel *filtered;

  self->kind = kind;
  self->library = g_object_ref (library);
  rapport_query_order_by (query, kind->order, FALSE);
  self->records = rapport_record_list_new (library, query);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->records)),
                                        g_object_ref (self->filter));
  self->shown = G_LIST_MODEL (gtk_slice_list_model_new (G_LIST_MODEL (filtered), 0, MOST_ROWS));
  show_kind (self);
  gtk_list_box_bind_model (self->box, self->shown, make_row_cb, self, NULL);
  rapport_row_order_watch (self->box, moved_cb, self);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_cb), self,
                           G_CONNECT_SWAPPED);
  show_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}

AdwNavigationPage *
rapport_bank_page_new_phrases (RapportLibrary *library)
{
  return bank_page_new (library, &phrases);
}

AdwNavigationPage *
rapport_bank_page_new_templates (RapportLibrary *library)
{
  return bank_page_new (library, &templates);
}
