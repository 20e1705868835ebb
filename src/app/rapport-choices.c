/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-choices.h"

#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const char *const currencies[] = {
  "USD", "EUR", "GBP", "RUB", "KZT", "BYN", "UAH", "PLN", "CZK", "TRY",
  "AED", "CHF", "SEK", "NOK", "DKK", "CAD", "AUD", "INR", "CNY", "JPY",
};

void
rapport_choices_fill_languages (AdwComboRow *row, const char *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; rapport_language_words[i].word != NULL; i++)
    {
      gtk_string_list_append (labels,
                              g_dgettext (GETTEXT_PACKAGE, rapport_language_words[i].label));
      if (g_strcmp0 (rapport_language_words[i].word, chosen) == 0)
        selected = i;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (row, selected);
}

const char *
rapport_choices_get_language (AdwComboRow *row)
{
  return rapport_language_words[adw_combo_row_get_selected (row)].word;
}

void
rapport_choices_fill_currencies (AdwComboRow *row, const char *chosen)
{
  g_autoptr (GtkStringList) codes = gtk_string_list_new (NULL);
  guint selected = G_N_ELEMENTS (currencies);

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      gtk_string_list_append (codes, currencies[i]);
      if (g_strcmp0 (currencies[i], chosen) == 0)
        selected = i;
    }
  if (selected == G_N_ELEMENTS (currencies))
    gtk_string_list_append (codes, chosen);
  adw_combo_row_set_model (row, G_LIST_MODEL (codes));
  adw_combo_row_set_selected (row, selected);
}

const char *
rapport_choices_get_currency (AdwComboRow *row)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (row));
}
