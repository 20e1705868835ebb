/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cards-form.h"

#include "rapport-format.h"
#include "rapport-intake-reading.h"

#include <glib/gi18n-lib.h>

struct _RapportCardsForm
{
  AdwBin parent_instance;

  GPtrArray *ids; /* of clients; the first entry of the drop-down is none of them */
  gboolean filling;

  AdwActionRow *cards;
  AdwComboRow *client;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportCardsForm, rapport_cards_form, ADW_TYPE_BIN)

static void
picked_cb (RapportCardsForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
rapport_cards_form_dispose (GObject *object)
{
  RapportCardsForm *self = RAPPORT_CARDS_FORM (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CARDS_FORM);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_cards_form_parent_class)->dispose (object);
}

static void
rapport_cards_form_class_init (RapportCardsFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_cards_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_CARDS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/cards-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportCardsForm, cards);
  gtk_widget_class_bind_template_child (widget_class, RapportCardsForm, client);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
}

static void
rapport_cards_form_init (RapportCardsForm *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  adw_combo_row_set_expression (
    self->client, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
}

void
rapport_cards_form_set_up (RapportCardsForm *self, RapportLibrary *library, const char *client_id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("By the Company on Each Card"));
  g_ptr_array_set_size (self->ids, 0);
  rapport_intake_name_clients (library, names, self->ids);
  for (guint i = 0; i < self->ids->len; i++)
    if (g_strcmp0 (self->ids->pdata[i], client_id) == 0)
      selected = i + 1;
  self->filling = TRUE;
  adw_combo_row_set_model (self->client, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->client, selected);
  self->filling = FALSE;
}

void
rapport_cards_form_show (RapportCardsForm *self, guint n_cards)
{
  g_autofree char *number = rapport_locale_count (rapport_format_locale (), n_cards);

  adw_action_row_set_subtitle (self->cards, number);
}

const char *
rapport_cards_form_get_client (RapportCardsForm *self)
{
  const guint selected = adw_combo_row_get_selected (self->client);

  return selected > 0 && selected <= self->ids->len ? self->ids->pdata[selected - 1] : NULL;
}
