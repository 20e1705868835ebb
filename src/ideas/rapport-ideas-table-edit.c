/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is edited in the cells of the table, in a popover at the cell. */
#include "rapport-ideas-table-private.h"

#include "rapport-csv-value.h"
#include "rapport-day-picker.h"
#include "rapport-deadlines.h"
#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-status-icon.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define MOST_HEIGHT 300
#define MONTHS      13

typedef struct
{
  RapportIdeasTable *table; /* which has the popover that owns this */
  RapportIdeasField field;
  RapportWorkItem *item;
  GtkWidget *entry; /* (nullable) */
  GtkWidget *popover;
  gboolean typed;
  gboolean done;
} Editor;

static void
editor_free (gpointer data)
{
  Editor *editor = data;

  g_object_unref (editor->item);
  g_free (editor);
}

/* Writing. */

static void
write_day (Editor *editor, RapportTransaction *transaction, RapportDay day)
{
  RapportLibrary *library = editor->table->library;

  if (editor->field == RAPPORT_IDEAS_OUR_DATE)
    rapport_work_item_set_our_date (transaction, library, editor->item, day);
  else if (editor->field == RAPPORT_IDEAS_CLIENT_DATE)
    rapport_work_item_set_client_date (transaction, library, editor->item, day);
  else
    rapport_transaction_set_day (transaction, RAPPORT_RECORD (editor->item),
                                 RAPPORT_WORK_ITEM_MONTH, day);
}

/* FALSE where it can't be understood. */
static gboolean
write_figure (Editor *editor, RapportTransaction *transaction, const char *text)
{
  const guint field = rapport_ideas_field_get_info (editor->field)->field;
  RapportCsvValue value;

  if (*text == '\0')
    {
      rapport_transaction_set (transaction, RAPPORT_RECORD (editor->item), field, NULL);
      return TRUE;
    }
  rapport_csv_value_read (text, RAPPORT_DECIMAL_GUESS, 0, &value);
  if ((value.kind != RAPPORT_VALUE_NUMBER && value.kind != RAPPORT_VALUE_PERCENT) ||
      value.value < 0)
    return FALSE;
  rapport_transaction_set (transaction, RAPPORT_RECORD (editor->item), field,
                           g_variant_new_int64 (value.value));
  return TRUE;
}

static gboolean
write_text (Editor *editor, RapportTransaction *transaction, const char *text)
{
  RapportIdeasTable *table = editor->table;

  switch (rapport_ideas_field_get_info (editor->field)->edit)
    {
    case RAPPORT_IDEAS_EDIT_WORD:
      rapport_work_item_set_status (transaction, table->library, editor->item, text);
      return TRUE;
    case RAPPORT_IDEAS_EDIT_MONTH:
      write_day (editor, transaction, rapport_month_words_parse (text));
      return TRUE;
    case RAPPORT_IDEAS_EDIT_FIGURE:
      return write_figure (editor, transaction, text);
    default:
      rapport_transaction_set_text (transaction, RAPPORT_RECORD (editor->item),
                                    rapport_ideas_field_get_info (editor->field)->field, text);
      return TRUE;
    }
}

static RapportTransaction *
begin (Editor *editor)
{
  g_autofree char *label =
    /* Translators: what is undone; %s is the name of a field */
    g_strdup_printf (_ ("Change “%s”"), rapport_ideas_field_get_title (editor->field));

  return rapport_transaction_begin (editor->table->library, label);
}

static void
commit (Editor *editor, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (editor->table), error->message);
  editor->done = TRUE;
  gtk_popover_popdown (GTK_POPOVER (editor->popover));
}

static void
save (Editor *editor, const char *text)
{
  g_autoptr (RapportTransaction) transaction = begin (editor);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (!write_text (editor, transaction, stripped))
    {
      gtk_widget_add_css_class (editor->entry, "error");
      return;
    }
  commit (editor, transaction);
}

static void
picked_cb (Editor *editor, int day)
{
  g_autoptr (RapportTransaction) transaction = begin (editor);

  write_day (editor, transaction, (RapportDay) day);
  commit (editor, transaction);
}

static void
entered_cb (Editor *editor)
{
  save (editor, gtk_editable_get_text (GTK_EDITABLE (editor->entry)));
}

static void
typed_cb (Editor *editor)
{
  editor->typed = TRUE;
  gtk_widget_remove_css_class (editor->entry, "error");
}

static void
taken_cb (Editor *editor, GtkListBoxRow *row)
{
  save (editor, g_object_get_data (G_OBJECT (row), "value"));
}

/* What there is to choose from. */

static void
add_choice (GtkWidget *list, const char *value, const char *label, gboolean status)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (label);

  if (status)
    {
      GtkWidget *icon = rapport_status_icon_new ();

      rapport_status_icon_set_status (RAPPORT_STATUS_ICON (icon), value);
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_statuses (GtkWidget *list)
{
  const RapportField *field = &rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS];

  for (const RapportWord *word = field->words; word->word != NULL; word++)
    add_choice (list, word->word, rapport_field_get_word_label (field, word->word), TRUE);
}

static void
add_months (Editor *editor, GtkWidget *list)
{
  const RapportDay first = rapport_day_month (rapport_format_today (editor->table->library));

  add_choice (list, "", C_ ("choice", "Not set"), FALSE);
  for (int i = 0; i < MONTHS; i++)
    {
      const RapportDay month = rapport_day_add_months (first, i);
      g_autofree char *word = rapport_month_words_write (month);
      g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);
      g_autofree char *label = rapport_locale_capitalize (name);

      add_choice (list, word, label, FALSE);
    }
}

static gboolean
add_lanes (Editor *editor, GtkWidget *list)
{
  const guint field = rapport_ideas_field_get_info (editor->field)->field;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_LANE);
  g_autoptr (GPtrArray) lanes = NULL;

  rapport_onlooker_narrow (editor->table->library, query);
  rapport_query_where_text (query, RAPPORT_LANE_CLIENT,
                            rapport_record_get_client_id (RAPPORT_RECORD (editor->item)));
  rapport_query_where_text (query, RAPPORT_LANE_FIELD, rapport_work_item_info.fields[field].name);
  rapport_query_order_by (query, RAPPORT_LANE_ORDER, FALSE);
  lanes = rapport_library_find (editor->table->library, query, NULL);
  for (guint i = 0; lanes != NULL && i < lanes->len; i++)
    {
      const char *value = rapport_record_get_text (lanes->pdata[i], RAPPORT_LANE_VALUE);

      if (g_hash_table_add (seen, (char *) value))
        add_choice (list, value, value, FALSE);
    }
  return lanes != NULL && lanes->len > 0;
}

/* The popover. */

static GtkWidget *
make_list (Editor *editor)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gboolean full = TRUE;

  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  switch (rapport_ideas_field_get_info (editor->field)->edit)
    {
    case RAPPORT_IDEAS_EDIT_WORD:
      add_statuses (list);
      break;
    case RAPPORT_IDEAS_EDIT_MONTH:
      add_months (editor, list);
      break;
    default:
      full = add_lanes (editor, list);
    }
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (taken_cb), editor);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_visible (scrolled, full);
  return scrolled;
}

static GtkWidget *
make_entry (Editor *editor)
{
  const guint field = rapport_ideas_field_get_info (editor->field)->field;
  RapportRecord *item = RAPPORT_RECORD (editor->item);
  g_autofree char *figure =
    rapport_ideas_field_is_figure (editor->field)
      ? rapport_ideas_field_to_text (editor->table->library, editor->field, NULL, item, "", NULL)
      : NULL;

  editor->entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (editor->entry),
                         figure != NULL ? figure : rapport_record_get_text (item, field));
  gtk_editable_set_width_chars (GTK_EDITABLE (editor->entry), figure != NULL ? 8 : 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rapport_ideas_field_get_title (editor->field), -1);
  g_signal_connect_swapped (editor->entry, "activate", G_CALLBACK (entered_cb), editor);
  g_signal_connect_swapped (editor->entry, "changed", G_CALLBACK (typed_cb), editor);
  return editor->entry;
}

static GtkWidget *
make_picker (Editor *editor)
{
  GtkWidget *picker = rapport_day_picker_new ();

  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), editor);
  rapport_day_picker_begin (
    RAPPORT_DAY_PICKER (picker),
    rapport_record_get_day (RAPPORT_RECORD (editor->item),
                            rapport_ideas_field_get_info (editor->field)->field),
    rapport_format_today (editor->table->library));
  return picker;
}

static GtkWidget *
make_content (Editor *editor)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  switch (rapport_ideas_field_get_info (editor->field)->edit)
    {
    case RAPPORT_IDEAS_EDIT_DAY:
      gtk_box_append (GTK_BOX (box), make_picker (editor));
      break;
    case RAPPORT_IDEAS_EDIT_WORD:
    case RAPPORT_IDEAS_EDIT_MONTH:
      gtk_box_append (GTK_BOX (box), make_list (editor));
      break;
    case RAPPORT_IDEAS_EDIT_LANE:
      gtk_box_append (GTK_BOX (box), make_entry (editor));
      gtk_box_append (GTK_BOX (box), make_list (editor));
      break;
    default:
      gtk_box_append (GTK_BOX (box), make_entry (editor));
    }
  return box;
}

static gboolean
key_cb (Editor *editor, guint keyval)
{
  if (keyval == GDK_KEY_Escape)
    editor->done = TRUE;
  return FALSE;
}

static void
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
}

/* What was typed stands, unless Escape gave it up: no word is lost. */
static void
closed_cb (GtkPopover *popover, RapportIdeasTable *self)
{
  Editor *editor = g_object_get_data (G_OBJECT (popover), "editor");

  g_signal_handlers_disconnect_by_func (popover, closed_cb, self);
  self->popover = NULL;
  if (editor->typed && !editor->done)
    entered_cb (editor);
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

static void
popup (RapportIdeasTable *self, Editor *editor, GtkWidget *cell)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  graphene_rect_t bounds;

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), editor);
  gtk_widget_add_controller (editor->popover, keys);
  g_object_set_data_full (G_OBJECT (editor->popover), "editor", editor, editor_free);
  gtk_popover_set_child (GTK_POPOVER (editor->popover), make_content (editor));
  gtk_widget_set_parent (editor->popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &bounds))
    {
      const GdkRectangle place = { (int) bounds.origin.x, (int) bounds.origin.y,
                                   (int) bounds.size.width, (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (editor->popover), &place);
    }
  g_signal_connect (editor->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (editor->popover));
}

gboolean
rapport_ideas_table_edit (RapportIdeasTable *self, GtkWidget *widget)
{
  RapportIdeasTableCell *cell = rapport_ideas_table_get_cell (widget);
  g_autoptr (RapportRecord) item =
    cell->card != NULL ? rapport_ideas_table_find_item (self, cell->card) : NULL;
  Editor *editor;

  if (item == NULL || self->popover != NULL || rapport_library_is_read_only (self->library) ||
      rapport_ideas_field_get_info (cell->field)->edit == RAPPORT_IDEAS_EDIT_NOT)
    return FALSE;
  editor = g_new0 (Editor, 1);
  editor->table = self;
  editor->field = cell->field;
  editor->item = RAPPORT_WORK_ITEM (g_steal_pointer (&item));
  editor->popover = self->popover = gtk_popover_new ();
  popup (self, editor, widget);
  return TRUE;
}
