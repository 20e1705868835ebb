/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-form.h"

#include "rapport-choice-row.h"
#include "rapport-colour-row.h"
#include "rapport-day-button.h"
#include "rapport-entry-binding.h"
#include "rapport-form-value-private.h"
#include "rapport-format.h"
#include "rapport-private.h"
#include "rapport-records.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  ROW_ENTRY,
  ROW_TEXT,
  ROW_CHOICE,
  ROW_SWITCH,
  ROW_DAY,
  ROW_MONEY,
  ROW_PERCENT,
  ROW_FIGURE,
  ROW_COLOUR,
  ROW_BIRTHDAY,
} RowKind;

/* A row and its field. */
typedef struct
{
  RapportForm *form;
  RowKind kind;
  guint field;
  gpointer widget;
  RapportDayButton *day;
  RapportEntryBinding *binding; /* of an entry that is live */
  gboolean bound;
  gboolean edited; /* by the user, here */
  char *label;     /* what undo says */
} Row;

struct _RapportForm
{
  GObject parent_instance;

  RapportLibrary *library;
  const RapportRecordInfo *info;
  RapportRecord *record;
  RapportFormRule rule;
  char *currency;
  char *history; /* id of a client, or NULL */
  GPtrArray *rows;
  gboolean draft;
  gboolean showing;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportForm, rapport_form, G_TYPE_OBJECT)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->label);
  g_free (row);
}

/* What a row says, and how it is told. */

static GVariant *
text_to_value (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped != '\0' ? g_variant_ref_sink (g_variant_new_string (stripped)) : NULL;
}

/* (transfer full) (nullable) */
static GVariant *
row_get (Row *row)
{
  g_autofree char *text = NULL;

  switch (row->kind)
    {
    case ROW_ENTRY:
      return text_to_value (gtk_editable_get_text (GTK_EDITABLE (row->widget)));
    case ROW_TEXT:
      text = rapport_text_row_get_text (row->widget);
      return text_to_value (text);
    case ROW_CHOICE:
      return text_to_value (rapport_choice_row_get_value (row->widget));
    case ROW_COLOUR:
      return text_to_value (rapport_colour_row_get_colour (row->widget));
    case ROW_SWITCH:
      return g_variant_ref_sink (g_variant_new_boolean (adw_switch_row_get_active (row->widget)));
    case ROW_DAY:
      if (rapport_day_button_get_day (row->day) == RAPPORT_DAY_NONE)
        return NULL;
      return g_variant_ref_sink (g_variant_new_int32 (rapport_day_button_get_day (row->day)));
    case ROW_MONEY:
      return rapport_form_read_money (gtk_editable_get_text (GTK_EDITABLE (row->widget)),
                                      row->form->currency);
    case ROW_PERCENT:
      return rapport_form_read_percent (gtk_editable_get_text (GTK_EDITABLE (row->widget)));
    case ROW_FIGURE:
      return rapport_form_read_figure (gtk_editable_get_text (GTK_EDITABLE (row->widget)));
    case ROW_BIRTHDAY:
      return rapport_form_read_birthday (gtk_editable_get_text (GTK_EDITABLE (row->widget)),
                                         rapport_format_today (row->form->library));
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
set_entry (Row *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row->widget)), text))
    gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
  gtk_widget_remove_css_class (row->widget, "error");
}

static void
row_set (Row *row, GVariant *value)
{
  gboolean is_text = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);
  const char *string = is_text ? g_variant_get_string (value, NULL) : "";
  g_autofree char *written = NULL;

  switch (row->kind)
    {
    case ROW_ENTRY:
      set_entry (row, string);
      break;
    case ROW_TEXT:
      rapport_text_row_set_text (row->widget, string);
      break;
    case ROW_CHOICE:
      rapport_choice_row_set_value (row->widget, string);
      break;
    case ROW_COLOUR:
      rapport_colour_row_set_colour (row->widget, string);
      break;
    case ROW_SWITCH:
      adw_switch_row_set_active (row->widget, value != NULL && g_variant_get_boolean (value));
      break;
    case ROW_DAY:
      rapport_day_button_set_day (row->day,
                                  value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE);
      break;
    case ROW_MONEY:
      written = rapport_form_write_money (value);
      set_entry (row, written);
      break;
    case ROW_PERCENT:
      written = rapport_form_write_percent (value);
      set_entry (row, written);
      break;
    case ROW_FIGURE:
      written = rapport_form_write_figure (value);
      set_entry (row, written);
      break;
    case ROW_BIRTHDAY:
      written = rapport_form_write_birthday (value);
      set_entry (row, written);
      break;
    default:
      g_return_if_reached ();
    }
}

/* Entries and texts are live by bindings of their own. */
static gboolean
row_is_bound (Row *row)
{
  return !row->form->draft && (row->kind == ROW_ENTRY || row->kind == ROW_TEXT);
}

static void
show_cb (RapportForm *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      /* What is being typed stays as it is until it is left. */
      if (row_is_bound (row) || gtk_widget_has_css_class (row->widget, "typing"))
        continue;
      row_set (row,
               self->record != NULL ? rapport_record_get_value (self->record, row->field) : NULL);
    }
  self->showing = FALSE;
}

/* Changes by the user. */

static void
save (Row *row)
{
  RapportForm *self = row->form;
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, row->label);
  g_autoptr (GVariant) value = row_get (row);
  g_autoptr (GError) error = NULL;

  if (self->history != NULL)
    rapport_transaction_set_client (transaction, self->history);
  rapport_transaction_set (transaction, self->record, row->field, value);
  if (self->rule != NULL)
    self->rule (self, transaction, self->record);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (row->widget, error->message);
}

static void
edited (Row *row)
{
  RapportForm *self = row->form;

  if (self->showing)
    return;
  row->edited = TRUE;
  if (self->record != NULL && !row_is_bound (row))
    save (row);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
changed_cb (gpointer row, gpointer widget)
{
  edited (row);
}

/* A figure is saved when it has been typed, not digit by digit. */
static void
figure_changed_cb (gpointer data, gpointer widget)
{
  Row *row = data;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget))));
  g_autoptr (GVariant) value = NULL;

  if (row->form->showing)
    return;
  value = row_get (row);
  if (value != NULL || *text == '\0')
    gtk_widget_remove_css_class (row->widget, "error");
  else
    gtk_widget_add_css_class (row->widget, "error");
  gtk_widget_add_css_class (row->widget, "typing");
  g_signal_emit (row->form, signals[SIGNAL_EDITED], 0);
}

static void
figure_done_cb (gpointer data, gpointer anything)
{
  Row *row = data;

  if (!gtk_widget_has_css_class (row->widget, "typing"))
    return;
  gtk_widget_remove_css_class (row->widget, "typing");
  if (row->form->record != NULL && !gtk_widget_has_css_class (row->widget, "error"))
    save (row);
  if (row->form->record != NULL)
    show_cb (row->form);
}

/* The object. */

static void
rapport_form_dispose (GObject *object)
{
  RapportForm *self = RAPPORT_FORM (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_form_parent_class)->dispose (object);
}

static void
rapport_form_finalize (GObject *object)
{
  RapportForm *self = RAPPORT_FORM (object);

  g_ptr_array_unref (self->rows);
  g_free (self->currency);
  g_free (self->history);
  G_OBJECT_CLASS (rapport_form_parent_class)->finalize (object);
}

static void
rapport_form_class_init (RapportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_form_finalize;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_form_init (RapportForm *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->currency = g_strdup ("");
}

RapportForm *
rapport_form_new (RapportLibrary *library, const RapportRecordInfo *info)
{
  RapportForm *self = g_object_new (RAPPORT_TYPE_FORM, NULL);

  self->library = g_object_ref (library);
  self->info = info;
  return self;
}

RapportLibrary *
rapport_form_get_library (RapportForm *self)
{
  return self->library;
}

static const char *
get_label (RapportForm *self, guint field)
{
  return g_dgettext (GETTEXT_PACKAGE, self->info->fields[field].label);
}

static Row *
add_row (RapportForm *self, RowKind kind, gpointer widget, guint field)
{
  Row *row = g_new0 (Row, 1);

  row->form = self;
  row->kind = kind;
  row->field = field;
  row->widget = widget;
  /* Translators: what is undone; %s is the name of a field */
  row->label = g_strdup_printf (_ ("Change “%s”"), get_label (self, field));
  g_ptr_array_add (self->rows, row);
  if (kind != ROW_ENTRY && kind != ROW_TEXT)
    gtk_widget_set_sensitive (widget, !rapport_library_is_read_only (self->library));
  return row;
}

/* The handlers go with the form, before the rows that they are given. */
static void
watch (Row *row, gpointer instance, const char *signal, GCallback callback)
{
  GClosure *closure = g_cclosure_new_swap (callback, row, NULL);

  g_object_watch_closure (G_OBJECT (row->form), closure);
  g_signal_connect_closure (instance, signal, closure, FALSE);
}

static GtkWidget *
make_entry (RapportForm *self, RowKind kind, guint field)
{
  GtkWidget *widget = adw_entry_row_new ();
  Row *row = add_row (self, kind, widget, field);
  GtkEventController *focus;

  if (kind == ROW_ENTRY)
    {
      watch (row, widget, "changed", G_CALLBACK (changed_cb));
      return widget;
    }
  focus = gtk_event_controller_focus_new ();
  watch (row, widget, "changed", G_CALLBACK (figure_changed_cb));
  watch (row, widget, "entry-activated", G_CALLBACK (figure_done_cb));
  watch (row, focus, "leave", G_CALLBACK (figure_done_cb));
  gtk_widget_add_controller (widget, focus);
  return widget;
}

static GtkWidget *
make_day (RapportForm *self, guint field)
{
  GtkWidget *widget = adw_action_row_new ();
  Row *row = add_row (self, ROW_DAY, widget, field);
  GtkWidget *button = rapport_day_button_new ();

  row->day = RAPPORT_DAY_BUTTON (button);
  rapport_day_button_set_today (row->day, rapport_format_today (self->library));
  rapport_day_button_set_name (row->day, get_label (self, field));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), button);
  watch (row, button, "picked", G_CALLBACK (changed_cb));
  return widget;
}

static GtkWidget *
make_switch (RapportForm *self, guint field)
{
  GtkWidget *widget = adw_switch_row_new ();
  Row *row = add_row (self, ROW_SWITCH, widget, field);

  watch (row, widget, "notify::active", G_CALLBACK (changed_cb));
  return widget;
}

static GtkWidget *
make_choice (RapportForm *self, guint field)
{
  GtkWidget *widget = rapport_choice_row_new (get_label (self, field));
  Row *row = add_row (self, ROW_CHOICE, widget, field);

  watch (row, widget, "chosen", G_CALLBACK (changed_cb));
  return widget;
}

static GtkWidget *
make_words (RapportForm *self, guint field)
{
  const RapportField *info = &self->info->fields[field];
  GtkWidget *widget = make_choice (self, field);

  rapport_choice_row_offer_words (RAPPORT_CHOICE_ROW (widget), info,
                                  info->initial != NULL ? NULL : C_ ("choice", "Not set"));
  return widget;
}

/* Colleagues who work here and services that are offered; of other types all. */
static RapportQuery *
make_query (const RapportRecordInfo *info)
{
  RapportQuery *query = rapport_query_new_for_info (info);
  int active = rapport_record_info_find_field (info, "active");

  if (active >= 0)
    rapport_query_where (query, (guint) active, RAPPORT_TEST_EQUAL, g_variant_new_boolean (TRUE));
  return rapport_query_order_by (query, (guint) rapport_record_info_get_title_field (info), FALSE);
}

static GtkWidget *
make_reference (RapportForm *self, guint field)
{
  const RapportRecordInfo *target = rapport_record_info_lookup (self->info->fields[field].target);
  g_autoptr (RapportQuery) query = make_query (target);
  GtkWidget *widget = make_choice (self, field);

  rapport_choice_row_offer_records (RAPPORT_CHOICE_ROW (widget), self->library, query,
                                    target == &rapport_member_info ? C_ ("choice", "Nobody")
                                                                   : C_ ("choice", "Not set"));
  return widget;
}

static GtkWidget *
make_text (RapportForm *self, guint field)
{
  GtkWidget *widget = rapport_text_row_new (get_label (self, field));

  add_row (self, ROW_TEXT, widget, field);
  return widget;
}

static GtkWidget *
make_colour (RapportForm *self, guint field)
{
  const gboolean required = self->info->fields[field].initial != NULL;
  GtkWidget *widget =
    rapport_colour_row_new (get_label (self, field), required ? NULL : C_ ("choice", "Not set"));
  Row *row = add_row (self, ROW_COLOUR, widget, field);

  watch (row, widget, "chosen", G_CALLBACK (changed_cb));
  return widget;
}

static GtkWidget *
make_row (RapportForm *self, guint field)
{
  switch (self->info->fields[field].kind)
    {
    case RAPPORT_KIND_MARKDOWN:
      return make_text (self, field);
    case RAPPORT_KIND_BOOLEAN:
      return make_switch (self, field);
    case RAPPORT_KIND_COLOUR:
      return make_colour (self, field);
    case RAPPORT_KIND_DAY:
      return make_day (self, field);
    case RAPPORT_KIND_ENUM:
      return make_words (self, field);
    case RAPPORT_KIND_REFERENCE:
      return make_reference (self, field);
    case RAPPORT_KIND_MONEY:
      return make_entry (self, ROW_MONEY, field);
    case RAPPORT_KIND_DECIMAL:
      return make_entry (self, ROW_PERCENT, field);
    default:
      return make_entry (self, ROW_ENTRY, field);
    }
}

GtkWidget *
rapport_form_add_field (RapportForm *self, guint field)
{
  GtkWidget *widget = make_row (self, field);
  RapportAudience audience = self->info->fields[field].audience;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), get_label (self, field));
  if (audience == RAPPORT_AUDIENCE_ME)
    gtk_widget_add_css_class (widget, "private-row");
  if (audience != RAPPORT_AUDIENCE_CLIENT)
    rapport_private_hide (widget, self->library);
  return widget;
}

GtkWidget *
rapport_form_add_text (RapportForm *self, guint field)
{
  return make_text (self, field);
}

GtkWidget *
rapport_form_add_figure (RapportForm *self, guint field)
{
  GtkWidget *widget = make_entry (self, ROW_FIGURE, field);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), get_label (self, field));
  return widget;
}

GtkWidget *
rapport_form_add_words (RapportForm *self, guint field, const RapportWord *words, const char *none)
{
  GtkWidget *widget = make_choice (self, field);
  RapportField *offered = g_new0 (RapportField, 1);

  offered->words = words;
  g_object_set_data_full (G_OBJECT (widget), "rapport-offered", offered, g_free);
  rapport_choice_row_offer_words (RAPPORT_CHOICE_ROW (widget), offered, none);
  return widget;
}

GtkWidget *
rapport_form_add_birthday (RapportForm *self, guint field)
{
  GtkWidget *widget = make_entry (self, ROW_BIRTHDAY, field);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), get_label (self, field));
  return widget;
}

GtkWidget *
rapport_form_add_records (RapportForm *self, guint field, RapportQuery *query, const char *none)
{
  GtkWidget *widget = make_choice (self, field);

  rapport_choice_row_offer_records (RAPPORT_CHOICE_ROW (widget), self->library, query, none);
  return widget;
}

gboolean
rapport_form_is_valid (RapportForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      if (gtk_widget_has_css_class (row->widget, "error"))
        return FALSE;
    }
  return TRUE;
}

void
rapport_form_set_history (RapportForm *self, const char *client_id)
{
  g_set_str (&self->history, client_id);
}

void
rapport_form_set_currency (RapportForm *self, const char *currency)
{
  g_set_str (&self->currency, currency);
}

void
rapport_form_set_rule (RapportForm *self, RapportFormRule rule)
{
  self->rule = rule;
}

gboolean
rapport_form_was_edited (RapportForm *self, guint field)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];

      if (row->field == field)
        return row->edited;
    }
  return FALSE;
}

/* Live. */

static void
bind_rows (RapportForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      if (row->kind == ROW_ENTRY && row->binding == NULL)
        row->binding = rapport_entry_binding_new (GTK_EDITABLE (row->widget), self->library,
                                                  row->field, row->label);
      if (row->kind == ROW_ENTRY)
        rapport_entry_binding_set_record (row->binding, self->record);
      if (row->kind == ROW_TEXT && !row->bound)
        rapport_text_row_bind (row->widget, self->library, row->field, row->label);
      if (row->kind == ROW_TEXT)
        rapport_text_row_set_record (row->widget, self->record);
      row->bound = TRUE;
    }
}

void
rapport_form_set_record (RapportForm *self, RapportRecord *record)
{
  g_return_if_fail (!self->draft);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_swapped (record, "changed", G_CALLBACK (show_cb), self);
  bind_rows (self);
  show_cb (self);
}

/* Drafts. */

static GVariant *
get_initial (const RapportField *field)
{
  if (field->initial == NULL)
    return NULL;
  return rapport_kind_from_text (field->kind, field->initial, NULL);
}

void
rapport_form_begin_draft (RapportForm *self, GVariant *const *values)
{
  self->draft = TRUE;
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autoptr (GVariant) initial = get_initial (&self->info->fields[row->field]);

      row_set (row, values != NULL ? values[row->field] : initial);
    }
  self->showing = FALSE;
}

void
rapport_form_suggest (RapportForm *self, guint field, GVariant *value)
{
  g_autoptr (GVariant) suggested = g_variant_ref_sink (value);

  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      if (row->field == field)
        row_set (row, suggested);
    }
  self->showing = FALSE;
}

static void
unref_value (gpointer value)
{
  g_clear_pointer (&value, g_variant_unref);
}

GPtrArray *
rapport_form_get_values (RapportForm *self)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (unref_value);

  g_ptr_array_set_size (values, (int) self->info->n_fields);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      values->pdata[row->field] = row_get (row);
    }
  return values;
}

void
rapport_form_write (RapportForm *self, RapportTransaction *transaction, RapportRecord *record)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      g_autoptr (GVariant) value = row_get (row);

      rapport_transaction_set (transaction, record, row->field, value);
    }
  if (self->rule != NULL)
    self->rule (self, transaction, record);
}
