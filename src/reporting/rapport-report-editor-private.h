/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-choice-row.h"
#include "rapport-pages-view.h"
#include "rapport-report-editor.h"
#include "rapport-report-output.h"
#include "rapport-text-row.h"

G_BEGIN_DECLS

struct _RapportReportEditor
{
  AdwNavigationPage parent_instance;

  RapportLibrary *library;
  RapportReport *report;
  guint rebuild;
  gboolean narrow;
  gboolean filling;
  gboolean sending;
  GPtrArray *metrics; /* of const char: the words of the chart's drop-down, "" first */

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *menu;
  GtkWidget *export;
  GtkWidget *send;
  AdwBanner *sent_banner;
  AdwBanner *changed_banner;
  AdwMultiLayoutView *layouts;
  RapportTextRow *headline;
  AdwEntryRow *title_row;
  AdwComboRow *chart_row;
  AdwComboRow *language_row;
  RapportChoiceRow *paper_row;
  AdwPreferencesGroup *sections;
  RapportPagesView *pages;
};

/* Whether it can still be written. */
gboolean rapport_report_editor_is_draft (RapportReportEditor *self);

/* Builds the document of what is there now and shows it; %FALSE with the error
 * shown where that does not work. */
gboolean rapport_report_editor_build (RapportReportEditor *self);

/* rapport-report-editor-files.c: the PDF to a file, to the client, and back. */
void rapport_report_editor_install_files (GtkWidgetClass *widget_class);
void rapport_report_editor_save_sent (RapportReportEditor *self);
/* Asks where to, and writes. */
void rapport_report_editor_save (RapportReportEditor *self, GBytes *bytes, RapportOutput output);
void rapport_report_editor_toast (RapportReportEditor *self, const char *text);
/* What is being typed is part of what is made next. */
void rapport_report_editor_finish_typing (RapportReportEditor *self);
/* (transfer full) (nullable): the bytes that were kept when it was sent. */
GBytes *rapport_report_editor_get_sent_pdf (RapportReportEditor *self);

/* rapport-report-editor-export.c: every other form of it, the printer, mail. */
void rapport_report_editor_install_export (GtkWidgetClass *widget_class);
/* Switches off what can't be had of this report now. */
void rapport_report_editor_update_export (RapportReportEditor *self);

/* rapport-report-editor-template.c: keeping a report's sections as a template. */
void rapport_report_editor_install_template (GtkWidgetClass *widget_class);

/* rapport-report-differences.c: what would be different today. */
void rapport_report_editor_compare (RapportReportEditor *self);

G_END_DECLS
