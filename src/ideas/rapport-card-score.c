/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-score.h"

#include "rapport-format.h"
#include "rapport-records.h"
#include "rapport-score.h"

#include <glib/gi18n-lib.h>

#define MILLION ((gint64) 1000000)

/* What each method weighs by, in the order of the rows. */
static const struct
{
  guint field;
  gboolean ice;
  gboolean rice;
} parts[] = {
  { RAPPORT_WORK_ITEM_REACH, FALSE, TRUE },     { RAPPORT_WORK_ITEM_IMPACT, TRUE, TRUE },
  { RAPPORT_WORK_ITEM_CONFIDENCE, TRUE, TRUE }, { RAPPORT_WORK_ITEM_EASE, TRUE, FALSE },
  { RAPPORT_WORK_ITEM_EFFORT, FALSE, TRUE },
};

struct _RapportCardScore
{
  GObject parent_instance;

  RapportForm *form;          /* not owned */
  AdwPreferencesGroup *group; /* not owned */
  GtkWidget *rows[G_N_ELEMENTS (parts)];
  GtkWidget *row;
  GtkWidget *figure;
  char *method;
};

G_DEFINE_FINAL_TYPE (RapportCardScore, rapport_card_score, G_TYPE_OBJECT)

static gint64
read_part (GPtrArray *values, guint field)
{
  GVariant *value = values->pdata[field];

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

static gboolean
is_of_ten (GPtrArray *values)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GVariant *value = values->pdata[parts[i].field];

      if (parts[i].ice && value != NULL &&
          (g_variant_get_int64 (value) < MILLION || g_variant_get_int64 (value) > 10 * MILLION))
        return FALSE;
    }
  return TRUE;
}

void
rapport_card_score_update (RapportCardScore *self)
{
  g_autoptr (GPtrArray) values = rapport_form_get_values (self->form);
  const RapportScoreParts given = {
    .impact = read_part (values, RAPPORT_WORK_ITEM_IMPACT),
    .confidence = read_part (values, RAPPORT_WORK_ITEM_CONFIDENCE),
    .ease = read_part (values, RAPPORT_WORK_ITEM_EASE),
    .reach = read_part (values, RAPPORT_WORK_ITEM_REACH),
    .effort = read_part (values, RAPPORT_WORK_ITEM_EFFORT),
  };
  const gboolean ice = g_str_equal (self->method, "ice");
  g_autofree char *text = NULL;
  gint64 score;

  if (rapport_score_work_out (self->method, &given, &score))
    text = rapport_locale_decimal (rapport_format_locale (), score, 0, 1);
  gtk_label_set_text (GTK_LABEL (self->figure), text != NULL ? text : RAPPORT_LOCALE_NO_DATA);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               ice && !is_of_ten (values) ? _ ("ICE goes from 1 to 10")
                               : text == NULL             ? _ ("Something is missing")
                               : ice                      ? _ ("Impact × confidence × ease")
                                     : _ ("Reach × impact × confidence ÷ effort"));
}

void
rapport_card_score_set_method (RapportCardScore *self, const char *method)
{
  const gboolean rice = g_str_equal (method, "rice");

  g_set_str (&self->method, method);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (self->rows[i], rice ? parts[i].rice : parts[i].ice);
  gtk_widget_set_visible (GTK_WIDGET (self->group), *method != '\0');
  adw_preferences_group_set_description (
    self->group, rice ? _ ("Reach in people in a period, impact from 0.25 to 3, confidence in "
                           "per cent, effort in person-months.")
                      : _ ("Each from 1 to 10."));
  rapport_card_score_update (self);
}

static void
rapport_card_score_finalize (GObject *object)
{
  g_free (RAPPORT_CARD_SCORE (object)->method);
  G_OBJECT_CLASS (rapport_card_score_parent_class)->finalize (object);
}

static void
rapport_card_score_class_init (RapportCardScoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_card_score_finalize;
}

static void
rapport_card_score_init (RapportCardScore *self)
{
  self->method = g_strdup ("");
}

RapportCardScore *
rapport_card_score_new (RapportForm *form, AdwPreferencesGroup *group)
{
  RapportCardScore *self = g_object_new (RAPPORT_TYPE_CARD_SCORE, NULL);

  self->form = form;
  self->group = group;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      self->rows[i] = rapport_form_add_figure (form, parts[i].field);
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->rows[i]), GTK_INPUT_PURPOSE_NUMBER);
      adw_preferences_group_add (group, self->rows[i]);
    }
  self->row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), C_ ("card", "Score"));
  self->figure = gtk_label_new ("");
  gtk_widget_add_css_class (self->figure, "title-3");
  gtk_widget_add_css_class (self->figure, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->figure);
  adw_preferences_group_add (group, self->row);
  g_signal_connect_object (form, "edited", G_CALLBACK (rapport_card_score_update), self,
                           G_CONNECT_SWAPPED);
  rapport_card_score_set_method (self, "");
  return self;
}
