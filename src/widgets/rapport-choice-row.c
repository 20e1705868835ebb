/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-choice-row.h"

#include "rapport-record-list.h"

#include <glib/gi18n-lib.h>

struct _RapportChoiceRow
{
  AdwComboRow parent_instance;

  const RapportField *field;
  RapportLibrary *library;
  RapportRecordList *records;
  GType record_type;
  char *none;

  char *value;
  GtkStringList *labels;
  GPtrArray *values; /* one per label */
  gboolean showing;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportChoiceRow, rapport_choice_row, ADW_TYPE_COMBO_ROW)

static void
add (RapportChoiceRow *self, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (self->labels, label);
}

static gboolean
find_value (RapportChoiceRow *self, guint *position)
{
  for (guint i = 0; i < self->values->len; i++)
    if (g_str_equal (self->values->pdata[i], self->value))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
add_records (RapportChoiceRow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), i);

      if (record != NULL)
        add (self, rapport_record_get_id (record), rapport_record_get_title (record));
    }
}

/* What a value is called that is not among those offered. */
static char *
name_stranger (RapportChoiceRow *self)
{
  g_autoptr (RapportRecord) record = NULL;

  if (self->records == NULL)
    return g_strdup (self->value);
  record = rapport_library_get (self->library, self->record_type, self->value);
  return g_strdup (record != NULL ? rapport_record_get_title (record) : _ ("Not found"));
}

static void
rebuild (RapportChoiceRow *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  self->showing = TRUE;
  g_ptr_array_set_size (self->values, 0);
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)),
                          NULL);
  if (self->none != NULL)
    add (self, "", self->none);
  if (self->field != NULL)
    for (const RapportWord *word = self->field->words; word->word != NULL; word++)
      add (self, word->word, _ (word->label));
  if (self->records != NULL)
    add_records (self);
  if (!find_value (self, &position) && *self->value != '\0')
    {
      g_autofree char *name = name_stranger (self);

      add (self, self->value, name);
      position = self->values->len - 1;
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
  self->showing = FALSE;
}

static void
selected_cb (RapportChoiceRow *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->showing || position >= self->values->len ||
      g_str_equal (self->values->pdata[position], self->value))
    return;
  g_set_str (&self->value, self->values->pdata[position]);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->value);
}

static void
committed_cb (RapportChoiceRow *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info->get_type () == self->record_type)
      {
        rebuild (self);
        return;
      }
}

static void
rapport_choice_row_dispose (GObject *object)
{
  RapportChoiceRow *self = RAPPORT_CHOICE_ROW (object);

  g_clear_object (&self->records);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_choice_row_parent_class)->dispose (object);
}

static void
rapport_choice_row_finalize (GObject *object)
{
  RapportChoiceRow *self = RAPPORT_CHOICE_ROW (object);

  g_free (self->none);
  g_free (self->value);
  g_ptr_array_unref (self->values);
  g_clear_object (&self->labels);
  G_OBJECT_CLASS (rapport_choice_row_parent_class)->finalize (object);
}

static void
rapport_choice_row_class_init (RapportChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_choice_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_choice_row_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rapport_choice_row_init (RapportChoiceRow *self)
{
  self->value = g_strdup ("");
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_string_list_new (NULL);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->labels));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

GtkWidget *
rapport_choice_row_new (const char *title)
{
  return g_object_new (RAPPORT_TYPE_CHOICE_ROW, "title", title, NULL);
}

void
rapport_choice_row_offer_words (RapportChoiceRow *self, const RapportField *field, const char *none)
{
  g_return_if_fail (field->words != NULL);
  self->field = field;
  g_set_str (&self->none, none);
  rebuild (self);
}

void
rapport_choice_row_offer_records (RapportChoiceRow *self,
                                  RapportLibrary *library,
                                  RapportQuery *query,
                                  const char *none)
{
  g_return_if_fail (self->library == NULL);
  self->library = g_object_ref (library);
  self->record_type = rapport_query_get_info (query)->get_type ();
  self->records = rapport_record_list_new (library, query);
  g_set_str (&self->none, none);
  /* After the list's own handler, so that the list is up to date. */
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
}

const char *
rapport_choice_row_get_value (RapportChoiceRow *self)
{
  return self->value;
}

void
rapport_choice_row_set_value (RapportChoiceRow *self, const char *value)
{
  if (g_str_equal (self->value, value))
    return;
  g_set_str (&self->value, value);
  rebuild (self);
}
