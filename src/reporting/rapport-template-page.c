/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-template-page.h"

#include "rapport-bank-record.h"
#include "rapport-choice-row.h"
#include "rapport-movable-row.h"
#include "rapport-records.h"
#include "rapport-report-template.h"
#include "rapport-row-order.h"
#include "rapport-section-row.h"

#include <glib/gi18n-lib.h>

/* The sections of a template, in a list whose rows are switched and moved. */
typedef struct
{
  RapportBankRecord *page; /* owns this */
  RapportRecord *template;
  GtkListBox *box;
  GArray *sections;
  char *text; /* what the rows show */
  gboolean showing;
} Sections;

static void
sections_free (gpointer data)
{
  Sections *self = data;

  g_signal_handlers_disconnect_by_data (self->template, self);
  g_object_unref (self->template);
  g_array_unref (self->sections);
  g_free (self->text);
  g_free (self);
}

static RapportReportSection *
section_at (Sections *self, guint index)
{
  return &g_array_index (self->sections, RapportReportSection, index);
}

static void
save (Sections *self, const char *label)
{
  g_autofree char *text = rapport_report_template_format_sections (self->sections);

  rapport_bank_record_change (self->page, RAPPORT_TEMPLATE_SECTIONS, text, label);
}

static void
switched_cb (GtkSwitch *toggle, GParamSpec *pspec, Sections *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (toggle), GTK_TYPE_LIST_BOX_ROW);
  const gboolean shown = gtk_switch_get_active (toggle);

  if (self->showing || row == NULL)
    return;
  section_at (self, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)))->hidden = !shown;
  save (self, shown ? _ ("Show a Section") : _ ("Hide a Section"));
}

static void
moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  Sections *self = user_data;
  const RapportReportSection moved = *section_at (self, (guint) from);

  g_array_remove_index (self->sections, (guint) from);
  g_array_insert_val (self->sections, (guint) to, moved);
  save (self, _ ("Move a Section"));
  row = gtk_list_box_get_row_at_index (self->box, to);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static GtkWidget *
make_row (Sections *self)
{
  GtkWidget *row = rapport_movable_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_object_set_data (G_OBJECT (row), "switch", toggle);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (switched_cb), self);
  return row;
}

static void
show_row (Sections *self, GtkWidget *row, guint index)
{
  const RapportReportSection *section = section_at (self, index);
  GtkSwitch *toggle = g_object_get_data (G_OBJECT (row), "switch");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 rapport_section_type_get_name (section->type));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               rapport_section_type_get_about (section->type));
  gtk_switch_set_active (toggle, !section->hidden);
  rapport_movable_row_set_movable (RAPPORT_MOVABLE_ROW (row), index > 0,
                                   index + 1 < self->sections->len);
}

/* There are as many sections as types of them, always. */
static void
show_cb (Sections *self)
{
  const char *text = rapport_record_get_text (self->template, RAPPORT_TEMPLATE_SECTIONS);

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_set_str (&self->text, text);
  g_array_unref (self->sections);
  self->sections = rapport_report_template_parse_sections (text);
  self->showing = TRUE;
  for (guint i = 0; i < self->sections->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->box, (int) i);

      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (make_row (self));
          gtk_list_box_append (self->box, GTK_WIDGET (row));
        }
      show_row (self, GTK_WIDGET (row), i);
    }
  self->showing = FALSE;
}

static void
add_sections (RapportBankRecord *page, RapportRecord *template)
{
  Sections *self = g_new0 (Sections, 1);

  self->page = page;
  self->template = g_object_ref (template);
  self->sections = g_array_new (FALSE, FALSE, sizeof (RapportReportSection));
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  rapport_row_order_watch (self->box, moved_cb, self);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sections"), -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->box),
                            !rapport_library_is_read_only (rapport_bank_record_get_library (page)));
  g_object_set_data_full (G_OBJECT (page), "sections", self, sections_free);
  rapport_bank_record_add_group (page, _ ("Sections"));
  rapport_bank_record_add_row (page, GTK_WIDGET (self->box));
  g_signal_connect_swapped (template, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
}

AdwNavigationPage *
rapport_template_page_new (RapportLibrary *library, RapportRecord *template)
{
  RapportBankRecord *page = rapport_bank_record_new (library, template, _ ("Template"));
  GtkWidget *paper = rapport_choice_row_new (_ ("Paper"));

  rapport_bank_record_add_entry (page, RAPPORT_TEMPLATE_NAME, _ ("Name"), _ ("Rename a Template"));
  rapport_choice_row_offer_words (RAPPORT_CHOICE_ROW (paper),
                                  &rapport_template_info.fields[RAPPORT_TEMPLATE_PAPER],
                                  C_ ("paper", "As usual"));
  rapport_bank_record_add_choice (page, paper, RAPPORT_TEMPLATE_PAPER, _ ("Change a Template"));
  add_sections (page, template);
  rapport_bank_record_offer_trash (page, _ ("Delete Template"), _ ("Template deleted"));
  return ADW_NAVIGATION_PAGE (page);
}
