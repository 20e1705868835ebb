/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-preferences.h"

#include "rapport-agency.h"
#include "rapport-bank-page.h"
#include "rapport-choice-row.h"
#include "rapport-choices.h"
#include "rapport-colour-row.h"
#include "rapport-entry-binding.h"
#include "rapport-format.h"
#include "rapport-gateway-page.h"
#include "rapport-holidays-page.h"
#include "rapport-logo-row.h"
#include "rapport-team-page.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportPreferences
{
  AdwPreferencesDialog parent_instance;

  GtkEditable *name_row;
  AdwComboRow *currency_row;
  AdwComboRow *language_row;
  GtkSpinButton *buffer;
  AdwSwitchRow *working_row;
  AdwPreferencesGroup *look_group;
  AdwActionRow *holidays_row;
  AdwComboRow *weekday_row;
  GtkSpinButton *silence;
  AdwComboRow *trash_row;
  AdwComboRow *me_row;
  GtkEditable *my_name_row;
  GtkEditable *my_email_row;
  RapportTeamPage *team_page;

  RapportLibrary *library;
  RapportRecord *agency;
  GPtrArray *members;
  RapportEntryBinding *my_name;
  RapportEntryBinding *my_email;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RapportPreferences, rapport_preferences, ADW_TYPE_PREFERENCES_DIALOG)

/* One setting is one change, with the label that undo shows. */
static void
change (RapportPreferences *self, guint field, GVariant *value)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GVariant) taken = g_variant_ref_sink (value);
  g_autoptr (GError) error = NULL;

  if (self->filling || self->agency == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Change the Preferences"));
  rapport_transaction_set (transaction, self->agency, field, taken);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
currency_cb (RapportPreferences *self)
{
  if (!self->filling)
    change (self, RAPPORT_WORKSPACE_CURRENCY,
            g_variant_new_string (rapport_choices_get_currency (self->currency_row)));
}

static void
language_cb (RapportPreferences *self)
{
  if (!self->filling)
    change (self, RAPPORT_WORKSPACE_LANGUAGE,
            g_variant_new_string (rapport_choices_get_language (self->language_row)));
}

static void
buffer_cb (RapportPreferences *self)
{
  change (self, RAPPORT_WORKSPACE_BUFFER_DAYS,
          g_variant_new_int64 ((gint64) gtk_spin_button_get_value (self->buffer)));
}

static void
working_cb (RapportPreferences *self)
{
  change (self, RAPPORT_WORKSPACE_BUFFER_WORKING,
          g_variant_new_boolean (adw_switch_row_get_active (self->working_row)));
}

static void
weekday_cb (RapportPreferences *self)
{
  change (self, RAPPORT_WORKSPACE_MARKING_WEEKDAY,
          g_variant_new_int64 ((gint64) adw_combo_row_get_selected (self->weekday_row) + 1));
}

static void
silence_cb (RapportPreferences *self)
{
  change (self, RAPPORT_WORKSPACE_SILENCE_DAYS,
          g_variant_new_int64 ((gint64) gtk_spin_button_get_value (self->silence)));
}

/* What is offered; 0 is never. */
static const guint trash_days[] = { 0, 30, 90, 180, 365 };

static void
trash_cb (RapportPreferences *self)
{
  const guint selected = adw_combo_row_get_selected (self->trash_row);

  if (selected < G_N_ELEMENTS (trash_days))
    change (self, RAPPORT_WORKSPACE_TRASH_DAYS, g_variant_new_int64 (trash_days[selected]));
}

static void
colour_cb (RapportPreferences *self, const char *colour)
{
  change (self, RAPPORT_WORKSPACE_COLOUR, g_variant_new_string (colour));
}

static void
paper_cb (RapportPreferences *self, const char *paper)
{
  change (self, RAPPORT_WORKSPACE_PAPER, g_variant_new_string (paper));
}

static void
holidays_cb (RapportPreferences *self)
{
  if (self->agency != NULL)
    adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self),
                                         rapport_holidays_page_new (self->library, self->agency));
}

static void
templates_cb (RapportPreferences *self)
{
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self),
                                       rapport_bank_page_new_templates (self->library));
}

static void
phrases_cb (RapportPreferences *self)
{
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self),
                                       rapport_bank_page_new_phrases (self->library));
}

static void
gateway_cb (RapportPreferences *self)
{
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), rapport_gateway_page_new ());
}

/* How many holidays there are, also after some were added on their page. */
static void
agency_changed_cb (RapportPreferences *self)
{
  g_autoptr (GArray) days = rapport_agency_get_holidays (self->library);
  g_autofree char *text = g_strdup_printf (ngettext ("%u day", "%u days", days->len), days->len);

  adw_action_row_set_subtitle (self->holidays_row, days->len > 0 ? text : _ ("None yet"));
}

static void
me_cb (RapportPreferences *self)
{
  const guint selected = adw_combo_row_get_selected (self->me_row);

  if (self->filling || selected >= self->members->len)
    return;
  rapport_library_set_me (self->library, rapport_record_get_id (self->members->pdata[selected]));
  rapport_entry_binding_set_record (self->my_name, self->members->pdata[selected]);
  rapport_entry_binding_set_record (self->my_email, self->members->pdata[selected]);
}

static void
rapport_preferences_dispose (GObject *object)
{
  RapportPreferences *self = RAPPORT_PREFERENCES (object);

  if (self->agency != NULL)
    g_signal_handlers_disconnect_by_data (self->agency, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PREFERENCES);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_object (&self->agency);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_preferences_parent_class)->dispose (object);
}

static void
rapport_preferences_class_init (RapportPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_preferences_dispose;
  g_type_ensure (RAPPORT_TYPE_TEAM_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, name_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, currency_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, language_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, buffer);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, working_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, look_group);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, holidays_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, weekday_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, silence);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, trash_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, me_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, my_email_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, my_name_row);
  gtk_widget_class_bind_template_child (widget_class, RapportPreferences, team_page);
  gtk_widget_class_bind_template_callback (widget_class, currency_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, buffer_cb);
  gtk_widget_class_bind_template_callback (widget_class, working_cb);
  gtk_widget_class_bind_template_callback (widget_class, weekday_cb);
  gtk_widget_class_bind_template_callback (widget_class, silence_cb);
  gtk_widget_class_bind_template_callback (widget_class, trash_cb);
  gtk_widget_class_bind_template_callback (widget_class, holidays_cb);
  gtk_widget_class_bind_template_callback (widget_class, templates_cb);
  gtk_widget_class_bind_template_callback (widget_class, phrases_cb);
  gtk_widget_class_bind_template_callback (widget_class, gateway_cb);
  gtk_widget_class_bind_template_callback (widget_class, me_cb);
}

static void
rapport_preferences_init (RapportPreferences *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_agency (RapportPreferences *self)
{
  RapportEntryBinding *name = rapport_entry_binding_new (
    self->name_row, self->library, RAPPORT_WORKSPACE_NAME, _ ("Rename the Agency"));

  rapport_entry_binding_set_record (name, self->agency);
  rapport_choices_fill_currencies (
    self->currency_row, rapport_record_get_text (self->agency, RAPPORT_WORKSPACE_CURRENCY));
  rapport_choices_fill_languages (
    self->language_row, rapport_record_get_text (self->agency, RAPPORT_WORKSPACE_LANGUAGE));
  gtk_spin_button_set_value (self->buffer, (double) rapport_record_get_integer (
                                             self->agency, RAPPORT_WORKSPACE_BUFFER_DAYS));
  adw_switch_row_set_active (
    self->working_row, rapport_record_get_boolean (self->agency, RAPPORT_WORKSPACE_BUFFER_WORKING));
}

/* Logo, colour and paper. */
static void
fill_look (RapportPreferences *self, gboolean writable)
{
  GtkWidget *colour = rapport_colour_row_new (_ ("Color"), NULL);
  GtkWidget *paper = rapport_choice_row_new (_ ("Paper"));

  adw_preferences_group_add (self->look_group, rapport_logo_row_new (self->library, self->agency));
  rapport_colour_row_set_colour (RAPPORT_COLOUR_ROW (colour),
                                 rapport_record_get_text (self->agency, RAPPORT_WORKSPACE_COLOUR));
  g_signal_connect_object (colour, "chosen", G_CALLBACK (colour_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->look_group, colour);
  rapport_choice_row_offer_words (RAPPORT_CHOICE_ROW (paper),
                                  &rapport_workspace_info.fields[RAPPORT_WORKSPACE_PAPER], NULL);
  rapport_choice_row_set_value (RAPPORT_CHOICE_ROW (paper),
                                rapport_record_get_text (self->agency, RAPPORT_WORKSPACE_PAPER));
  g_signal_connect_object (paper, "chosen", G_CALLBACK (paper_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->look_group, paper);
  gtk_widget_set_sensitive (colour, writable);
  gtk_widget_set_sensitive (paper, writable);
}

static void
fill_lights (RapportPreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const RapportDay monday = rapport_day_week (rapport_format_today (self->library));
  const gint64 weekday =
    rapport_record_get_integer (self->agency, RAPPORT_WORKSPACE_MARKING_WEEKDAY);

  for (RapportDay day = monday; day < monday + 7; day++)
    {
      g_autofree char *name = rapport_locale_weekday (rapport_format_locale (), day);
      g_autofree char *title = rapport_locale_capitalize (name);

      gtk_string_list_append (names, title);
    }
  adw_combo_row_set_model (self->weekday_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->weekday_row, (guint) CLAMP (weekday, 1, 7) - 1);
  gtk_spin_button_set_value (self->silence, (double) rapport_record_get_integer (
                                              self->agency, RAPPORT_WORKSPACE_SILENCE_DAYS));
}

/* A number of days that is not offered counts as the next that is. */
static void
fill_trash (RapportPreferences *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 days = rapport_record_get_integer (self->agency, RAPPORT_WORKSPACE_TRASH_DAYS);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (trash_days); i++)
    {
      g_autofree char *name =
        trash_days[i] == 0
          ? g_strdup (_ ("Never"))
          : g_strdup_printf (ngettext ("%u day", "%u days", trash_days[i]), trash_days[i]);

      gtk_string_list_append (names, name);
      if (i > 0 && days > trash_days[i - 1])
        selected = i;
    }
  adw_combo_row_set_model (self->trash_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->trash_row, selected);
}

static void
fill_members (RapportPreferences *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  self->members = rapport_library_find (self->library, query, &error);
  if (self->members == NULL)
    {
      g_warning ("reading the members: %s", error->message);
      self->members = g_ptr_array_new ();
    }
  for (guint i = 0; i < self->members->len; i++)
    {
      RapportRecord *member = self->members->pdata[i];

      gtk_string_list_append (names, rapport_record_get_title (member));
      if (g_strcmp0 (rapport_record_get_id (member), rapport_library_get_me (self->library)) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->me_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->me_row, selected);
  self->my_name = rapport_entry_binding_new (self->my_name_row, self->library, RAPPORT_MEMBER_NAME,
                                             _ ("Rename the Member"));
  rapport_entry_binding_set_record (
    self->my_name, selected < self->members->len ? self->members->pdata[selected] : NULL);
  self->my_email = rapport_entry_binding_new (self->my_email_row, self->library,
                                              RAPPORT_MEMBER_EMAIL, _ ("Change the Address"));
  rapport_entry_binding_set_record (
    self->my_email, selected < self->members->len ? self->members->pdata[selected] : NULL);
}

AdwDialog *
rapport_preferences_new (RapportLibrary *library, RapportTeam *team)
{
  RapportPreferences *self = g_object_new (RAPPORT_TYPE_PREFERENCES, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  self->agency = RAPPORT_RECORD (rapport_agency_get (library));
  if (self->agency != NULL)
    {
      fill_agency (self);
      fill_look (self, writable);
      fill_lights (self);
      fill_trash (self);
      g_signal_connect_swapped (self->agency, "changed", G_CALLBACK (agency_changed_cb), self);
      agency_changed_cb (self);
    }
  fill_members (self);
  if (team != NULL)
    rapport_team_page_set_team (self->team_page, team, library);
  gtk_widget_set_visible (GTK_WIDGET (self->team_page), team != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->currency_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buffer), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->working_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->weekday_row), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->silence), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->trash_row), writable);
  self->filling = FALSE;
  return ADW_DIALOG (self);
}

void
rapport_preferences_show_team (RapportPreferences *self)
{
  adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self),
                                           ADW_PREFERENCES_PAGE (self->team_page));
}
