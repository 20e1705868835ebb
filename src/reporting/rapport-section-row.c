/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-section-row.h"

#include "rapport-entry-binding.h"
#include "rapport-phrase-button.h"
#include "rapport-report-document.h"
#include "rapport-row-order.h"
#include "rapport-text-row.h"
#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>

struct _RapportSectionRow
{
  AdwExpanderRow parent_instance;

  RapportLibrary *library;
  RapportSection *section;
  gboolean filling;

  GtkWidget *handle;
  GtkWidget *up;
  GtkWidget *down;
  AdwEntryRow *heading;
  RapportTextRow *words;
};

G_DEFINE_FINAL_TYPE (RapportSectionRow, rapport_section_row, ADW_TYPE_EXPANDER_ROW)

/* What is known of a type of section. */
typedef struct
{
  const char *name;
  const char *about;
  gboolean headed; /* has a heading of its own */
  gboolean worded; /* lives by what is written in it */
} Kind;

static const Kind kinds[] = {
  [RAPPORT_REPORT_SECTION_TILES] = { N_ ("Main figures"), N_ ("Four figures, large"), FALSE,
                                     FALSE },
  [RAPPORT_REPORT_SECTION_SUMMARY] = { N_ ("Summary"), N_ ("Three sentences in your words"), FALSE,
                                       TRUE },
  [RAPPORT_REPORT_SECTION_CHART] = { N_ ("Chart"), N_ ("What proves the headline"), FALSE, FALSE },
  [RAPPORT_REPORT_SECTION_FIGURES] = { N_ ("Figures"), N_ ("Against target and before"), TRUE,
                                       FALSE },
  [RAPPORT_REPORT_SECTION_TREND] = { N_ ("Over time"), N_ ("The months, or weeks, before"), TRUE,
                                     FALSE },
  [RAPPORT_REPORT_SECTION_FUNNEL] = { N_ ("Funnel"), N_ ("Each step and its conversion"), TRUE,
                                      FALSE },
  [RAPPORT_REPORT_SECTION_CHANNELS] = { N_ ("Channels"), N_ ("What each of them brought"), TRUE,
                                        FALSE },
  [RAPPORT_REPORT_SECTION_WORK] = { N_ ("Planned and done"), N_ ("From the plan"), TRUE, FALSE },
  [RAPPORT_REPORT_SECTION_WHY] = { N_ ("Why"), N_ ("Why it came out so, in your words"), TRUE,
                                   TRUE },
  [RAPPORT_REPORT_SECTION_NEXT] = { N_ ("Next"), N_ ("What is to come"), TRUE, TRUE },
  [RAPPORT_REPORT_SECTION_DEFINITIONS] = { N_ ("Definitions"), N_ ("How figures are worked out"),
                                           TRUE, FALSE },
  [RAPPORT_REPORT_SECTION_TEXT] = { N_ ("Text"), N_ ("Words under a heading of their own"), TRUE,
                                    TRUE },
  [RAPPORT_REPORT_SECTION_PROBLEMS] = { N_ ("Problems"), N_ ("What stands in the way"), TRUE,
                                        TRUE },
  [RAPPORT_REPORT_SECTION_PROPOSALS] = { N_ ("Proposals"), N_ ("What you suggest doing"), TRUE,
                                         TRUE },
};

static const Kind *
get_kind (RapportSection *section)
{
  RapportReportSectionType type = RAPPORT_REPORT_SECTION_TEXT;

  rapport_report_section_type_from_word (
    rapport_record_get_text (RAPPORT_RECORD (section), RAPPORT_SECTION_SECTION), &type);
  return &kinds[type];
}

const char *
rapport_section_get_name (RapportSection *section)
{
  return g_dgettext (GETTEXT_PACKAGE, get_kind (section)->name);
}

const char *
rapport_section_type_get_name (RapportReportSectionType type)
{
  return g_dgettext (GETTEXT_PACKAGE, kinds[type].name);
}

const char *
rapport_section_type_get_about (RapportReportSectionType type)
{
  return g_dgettext (GETTEXT_PACKAGE, kinds[type].about);
}

/* What is shown follows the record. */

static void
show_section (RapportSectionRow *self)
{
  RapportRecord *record = RAPPORT_RECORD (self->section);
  const Kind *kind = get_kind (self->section);
  const char *title = rapport_record_get_text (record, RAPPORT_SECTION_TITLE);

  self->filling = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 *title != '\0' ? title : rapport_section_get_name (self->section));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 *title != '\0' ? rapport_section_get_name (self->section)
                                                : g_dgettext (GETTEXT_PACKAGE, kind->about));
  /* Its switch is called by that, too, instead of by all that stands in the row. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
  adw_expander_row_set_enable_expansion (
    ADW_EXPANDER_ROW (self), rapport_record_get_boolean (record, RAPPORT_SECTION_SHOWN));
  self->filling = FALSE;
}

static void
section_changed_cb (RapportSectionRow *self)
{
  show_section (self);
}

static void
commit_cb (RapportSectionRow *self)
{
  const gboolean shown = adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self));
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (self->filling)
    return;
  /* A switch does not take the keyboard when it is clicked; keys that follow mean this row. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  transaction =
    rapport_transaction_begin (self->library, shown ? _ ("Show a Section") : _ ("Hide a Section"));
  rapport_transaction_set_boolean (transaction, RAPPORT_RECORD (self->section),
                                   RAPPORT_SECTION_SHOWN, shown);
  if (!rapport_transaction_commit (transaction, &error))
    {
      g_warning ("switching a section: %s", error->message);
      show_section (self);
    }
}

/* The object. */

static void
rapport_section_row_dispose (GObject *object)
{
  RapportSectionRow *self = RAPPORT_SECTION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_SECTION_ROW);
  g_clear_object (&self->section);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_section_row_parent_class)->dispose (object);
}

static void
rapport_section_row_class_init (RapportSectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_section_row_dispose;
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/reporting/section-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportSectionRow, handle);
  gtk_widget_class_bind_template_child (widget_class, RapportSectionRow, up);
  gtk_widget_class_bind_template_child (widget_class, RapportSectionRow, down);
  gtk_widget_class_bind_template_child (widget_class, RapportSectionRow, heading);
  gtk_widget_class_bind_template_child (widget_class, RapportSectionRow, words);
}

static void
rapport_section_row_init (RapportSectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_row_order_add (GTK_WIDGET (self), self->handle);
}

static void
add_phrases (RapportSectionRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = rapport_phrase_button_new (self->library, self->section);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Text Bank"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

GtkWidget *
rapport_section_row_new (RapportLibrary *library, RapportSection *section)
{
  RapportSectionRow *self = g_object_new (RAPPORT_TYPE_SECTION_ROW, NULL);
  const Kind *kind = get_kind (section);
  RapportEntryBinding *heading;

  self->library = g_object_ref (library);
  self->section = g_object_ref (section);
  heading = rapport_entry_binding_new (GTK_EDITABLE (self->heading), library, RAPPORT_SECTION_TITLE,
                                       _ ("Rename a Section"));
  rapport_entry_binding_set_record (heading, RAPPORT_RECORD (section));
  gtk_widget_set_visible (GTK_WIDGET (self->heading), kind->headed);
  rapport_text_row_bind (self->words, library, RAPPORT_SECTION_BODY, _ ("Write the Report"));
  rapport_text_row_set_record (self->words, RAPPORT_RECORD (section));
  if (!rapport_library_is_read_only (library))
    add_phrases (self);
  show_section (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self),
                                 kind->worded &&
                                   adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self)));
  g_signal_connect_object (section, "changed", G_CALLBACK (section_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::enable-expansion", G_CALLBACK (commit_cb), NULL);
  return GTK_WIDGET (self);
}

RapportSection *
rapport_section_row_get_section (RapportSectionRow *self)
{
  return self->section;
}

void
rapport_section_row_set_place (RapportSectionRow *self, gboolean is_first, gboolean is_last)
{
  rapport_row_order_allow (GTK_WIDGET (self), !is_first, !is_last);
}
