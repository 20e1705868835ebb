/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-rule-form.h"

#include "rapport-locale.h"
#include "rapport-recurrence-parts.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

#define WEEK 7

/* What the rule is counted in, in the order of the choice. */
enum
{
  WEEKS,
  MONTHS,
  TEXT,
};

/* Which of the month, in the order of the choice. */
static const int nths[] = { 0, 1, 2, 3, 4, -1 };
#define BY_NUMBER 0

struct _RapportRuleForm
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *unit;
  GtkWidget *interval_row;
  GtkSpinButton *interval;
  GtkWidget *weekdays_row;
  GtkBox *weekdays;
  AdwComboRow *nth;
  GtkWidget *number_row;
  GtkSpinButton *number;
  AdwComboRow *of;
  GtkWidget *until_row;
  RapportDayButton *until;
  GtkEditable *text;

  GtkToggleButton *days[WEEK];
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportRuleForm, rapport_rule_form, ADW_TYPE_PREFERENCES_GROUP)

/* What is chosen. */

static guint
get_weekdays (RapportRuleForm *self)
{
  guint bits = 0;

  for (guint i = 0; i < WEEK; i++)
    if (gtk_toggle_button_get_active (self->days[i]))
      bits |= 1u << (i + 1);
  return bits;
}

/* The days of the choice are: any, working days, Monday to Sunday. */
static int
get_of (RapportRuleForm *self)
{
  const guint selected = adw_combo_row_get_selected (self->of);

  if (selected == 0)
    return RAPPORT_RECURRENCE_ANY_DAY;
  return selected == 1 ? RAPPORT_RECURRENCE_WORKING_DAY : (int) selected - 1;
}

static RapportRecurrenceParts
get_parts (RapportRuleForm *self)
{
  const guint nth = adw_combo_row_get_selected (self->nth);

  return (RapportRecurrenceParts) {
    .unit = adw_combo_row_get_selected (self->unit) == MONTHS ? RAPPORT_RECURRENCE_MONTHS
                                                              : RAPPORT_RECURRENCE_WEEKS,
    .interval = (int) gtk_spin_button_get_value (self->interval),
    .weekdays = get_weekdays (self),
    .nth = nth == BY_NUMBER ? (int) gtk_spin_button_get_value (self->number) : nths[nth],
    .of = nth == BY_NUMBER ? RAPPORT_RECURRENCE_ANY_DAY : get_of (self),
    .until = rapport_day_button_get_day (self->until),
  };
}

char *
rapport_rule_form_get_rule (RapportRuleForm *self)
{
  RapportRecurrenceParts parts;

  if (adw_combo_row_get_selected (self->unit) == TEXT)
    return g_strstrip (g_strdup (gtk_editable_get_text (self->text)));
  parts = get_parts (self);
  return rapport_recurrence_from_parts (&parts);
}

/* Showing. */

static void
show_rows (RapportRuleForm *self)
{
  const guint unit = adw_combo_row_get_selected (self->unit);
  const gboolean by_number = adw_combo_row_get_selected (self->nth) == BY_NUMBER;
  const char *apart =
    unit == WEEKS ? _ ("Weeks from one to the next") : _ ("Months from one to the next");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->interval_row), apart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->interval), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  apart, -1);
  gtk_widget_set_visible (self->interval_row, unit != TEXT);
  gtk_widget_set_visible (self->weekdays_row, unit == WEEKS);
  gtk_widget_set_visible (GTK_WIDGET (self->nth), unit == MONTHS);
  gtk_widget_set_visible (self->number_row, unit == MONTHS && by_number);
  gtk_widget_set_visible (GTK_WIDGET (self->of), unit == MONTHS && !by_number);
  gtk_widget_set_visible (self->until_row, unit != TEXT);
  gtk_widget_set_visible (GTK_WIDGET (self->text), unit == TEXT);
}

/* Who goes over to the text finds there what the form said. */
static void
follow_with_text (RapportRuleForm *self)
{
  RapportRecurrenceParts parts = get_parts (self);
  g_autofree char *rule = rapport_recurrence_from_parts (&parts);

  if (adw_combo_row_get_selected (self->unit) != TEXT)
    gtk_editable_set_text (self->text, rule);
}

static void
changed_cb (RapportRuleForm *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  follow_with_text (self);
  show_rows (self);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_month_day (RapportRuleForm *self, const RapportRecurrenceParts *parts)
{
  const gboolean by_number = parts->of == RAPPORT_RECURRENCE_ANY_DAY && parts->nth > 0;

  adw_combo_row_set_selected (self->nth, BY_NUMBER);
  for (guint i = 1; !by_number && i < G_N_ELEMENTS (nths); i++)
    if (nths[i] == parts->nth)
      adw_combo_row_set_selected (self->nth, i);
  gtk_spin_button_set_value (self->number, by_number ? parts->nth : 1);
  adw_combo_row_set_selected (self->of, parts->of == RAPPORT_RECURRENCE_ANY_DAY ? 0
                                        : parts->of == RAPPORT_RECURRENCE_WORKING_DAY
                                          ? 1
                                          : (guint) parts->of + 1);
}

void
rapport_rule_form_set_rule (RapportRuleForm *self,
                            const char *rule,
                            RapportDay day,
                            RapportDay today)
{
  RapportRecurrenceParts parts = rapport_recurrence_parts_of_day (day);
  gboolean fits = TRUE;

  if (*rule != '\0')
    {
      fits = rapport_recurrence_to_parts (rule, &parts);
      if (!fits)
        parts = rapport_recurrence_parts_of_day (day);
      /* What says no weekday means that of the first meeting. */
      if (parts.weekdays == 0)
        parts.weekdays = 1u << rapport_day_get_weekday (day);
    }
  self->filling = TRUE;
  adw_combo_row_set_selected (self->unit, !fits                                     ? TEXT
                                          : parts.unit == RAPPORT_RECURRENCE_MONTHS ? MONTHS
                                                                                    : WEEKS);
  gtk_spin_button_set_value (self->interval, parts.interval);
  for (guint i = 0; i < WEEK; i++)
    gtk_toggle_button_set_active (self->days[i], (parts.weekdays & (1u << (i + 1))) != 0);
  show_month_day (self, &parts);
  rapport_day_button_set_today (self->until, today);
  rapport_day_button_set_day (self->until, parts.until);
  gtk_editable_set_text (self->text, rule);
  follow_with_text (self);
  show_rows (self);
  self->filling = FALSE;
}

/* The object. */

/* (transfer full): "Monday", in the language of the user. */
static char *
name_weekday (guint i, const char *format)
{
  /* 5 January 1970 was a Monday. */
  g_autoptr (GDateTime) day = g_date_time_new_utc (1970, 1, 5 + (int) i, 0, 0, 0);
  g_autofree char *name = g_date_time_format (day, format);

  return rapport_locale_capitalize (name);
}

static void
add_weekdays (RapportRuleForm *self)
{
  for (guint i = 0; i < WEEK; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *name = name_weekday (i, "%A");
      g_autofree char *abbreviation = name_weekday (i, "%a");
      g_autofree char *two = g_utf8_substring (abbreviation, 0, 2);

      /* A label of the button's own would be its name, and not the whole day. */
      gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (two));
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_widget_add_css_class (button, "circular");
      g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->weekdays, button);
      self->days[i] = GTK_TOGGLE_BUTTON (button);
    }
}

static void
add_days (RapportRuleForm *self)
{
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);

  gtk_string_list_append (days, C_ ("day of the month", "Day"));
  gtk_string_list_append (days, C_ ("day of the month", "Working day"));
  for (guint i = 0; i < WEEK; i++)
    {
      g_autofree char *name = name_weekday (i, "%A");

      gtk_string_list_append (days, name);
    }
  adw_combo_row_set_model (self->of, G_LIST_MODEL (days));
}

static void
rapport_rule_form_dispose (GObject *object)
{
  RapportRuleForm *self = RAPPORT_RULE_FORM (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_RULE_FORM);
  G_OBJECT_CLASS (rapport_rule_form_parent_class)->dispose (object);
}

static void
rapport_rule_form_class_init (RapportRuleFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_rule_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  rapport_ui_meeting_get_resource ();
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/rule-form.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, RapportRuleForm, name)
  CHILD (unit);
  CHILD (interval_row);
  CHILD (interval);
  CHILD (weekdays_row);
  CHILD (weekdays);
  CHILD (nth);
  CHILD (number_row);
  CHILD (number);
  CHILD (of);
  CHILD (until_row);
  CHILD (until);
  CHILD (text);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
rapport_rule_form_init (RapportRuleForm *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_weekdays (self);
  add_days (self);
  rapport_day_button_set_empty_label (self->until, _ ("No end"));
  rapport_day_button_set_name (self->until, _ ("Until"));
  self->filling = FALSE;
}
