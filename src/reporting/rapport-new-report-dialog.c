/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-new-report-dialog.h"

#include "rapport-format.h"
#include "rapport-report-template.h"
#include "rapport-ui-reporting.h"

#include <glib/gi18n-lib.h>

struct _RapportNewReportDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  GPtrArray *templates;
  RapportPeriod period;

  AdwComboRow *template_row;
  AdwActionRow *period_row;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportNewReportDialog, rapport_new_report_dialog, ADW_TYPE_DIALOG)

static RapportReportTemplate *
get_template (RapportNewReportDialog *self)
{
  const guint selected = adw_combo_row_get_selected (self->template_row);

  return selected < self->templates->len ? self->templates->pdata[selected] : NULL;
}

static void
show_period (RapportNewReportDialog *self)
{
  g_autofree char *text = rapport_format_period (self->period);

  adw_action_row_set_subtitle (self->period_row, text);
}

static void
template_picked_cb (RapportNewReportDialog *self)
{
  RapportReportTemplate *template = self->templates != NULL ? get_template (self) : NULL;

  if (template == NULL)
    return;
  self->period = rapport_report_form_get_due (template->form, rapport_format_today (self->library));
  show_period (self);
}

static void
step (RapportNewReportDialog *self, int n)
{
  RapportReportTemplate *template = get_template (self);

  if (template == NULL)
    return;
  self->period = rapport_report_form_step (template->form, self->period.from, n);
  show_period (self);
}

static void
previous_cb (RapportNewReportDialog *self)
{
  step (self, -1);
}

static void
next_cb (RapportNewReportDialog *self)
{
  step (self, 1);
}

static void
begin_cb (RapportNewReportDialog *self)
{
  g_autoptr (RapportNewReportDialog) kept = g_object_ref (self);
  RapportReportTemplate *template = get_template (self);

  if (template == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, template->word, (int) self->period.from);
}

static void
rapport_new_report_dialog_dispose (GObject *object)
{
  RapportNewReportDialog *self = RAPPORT_NEW_REPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_NEW_REPORT_DIALOG);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_new_report_dialog_parent_class)->dispose (object);
}

static void
rapport_new_report_dialog_class_init (RapportNewReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_new_report_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", RAPPORT_TYPE_NEW_REPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  rapport_ui_reporting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/reporting/new-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNewReportDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, RapportNewReportDialog, period_row);
  gtk_widget_class_bind_template_callback (widget_class, template_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
}

static void
rapport_new_report_dialog_init (RapportNewReportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_templates (RapportNewReportDialog *self, const char *usual)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = rapport_report_templates_list (self->library, &error);
  guint selected = 0;

  if (templates == NULL)
    {
      g_warning ("listing report templates: %s", error->message);
      templates = g_ptr_array_new ();
    }
  for (guint i = 0; i < templates->len; i++)
    {
      RapportReportTemplate *template = templates->pdata[i];

      gtk_string_list_append (names, template->name);
      if (g_str_equal (template->word, usual))
        selected = i;
    }
  self->templates = g_steal_pointer (&templates);
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->template_row, selected);
  template_picked_cb (self);
}

AdwDialog *
rapport_new_report_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportNewReportDialog *self = g_object_new (RAPPORT_TYPE_NEW_REPORT_DIALOG, NULL);

  self->library = g_object_ref (library);
  fill_templates (
    self, rapport_record_get_text (RAPPORT_RECORD (client), RAPPORT_CLIENT_REPORT_TEMPLATE));
  return ADW_DIALOG (self);
}
