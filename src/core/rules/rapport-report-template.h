/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-report-document.h"
#include "rapport-report-form.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The word of the template that a report has when nothing else was said. */
#define RAPPORT_REPORT_TEMPLATE_USUAL "monthly"

/**
 * RapportReportTemplate:
 * @word: what stands in a report's "template": the word of a built-in one
 *   ("monthly", "short", "weekly", "daily"), or the id of a record
 * @name: what the user calls it, translated
 * @form: how long a period it covers
 * @paper: "a4", "letter", or "" for the agency's own
 * @sections: (element-type RapportReportSection): in order, without words
 *
 * What a report is begun with.
 */
typedef struct
{
  char *word;
  char *name;
  RapportReportForm form;
  char *paper;
  GArray *sections;
} RapportReportTemplate;

void rapport_report_template_free (RapportReportTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReportTemplate, rapport_report_template_free)

/* (transfer full) (element-type RapportReportTemplate): the built-in ones, then
 * the agency's own in their order. */
GPtrArray *rapport_report_templates_list (RapportLibrary *library, GError **error);

/* (transfer full): the template of a word; where there is none, as its record
 * may have been deleted, the usual one under that word. */
RapportReportTemplate *rapport_report_template_find (RapportLibrary *library, const char *word);

/* (transfer none): keeps the order of a report's sections, and which of them
 * are shown, as a template of the agency's own. */
RapportTemplate *rapport_report_template_save (RapportTransaction *transaction,
                                               RapportLibrary *library,
                                               RapportReport *report,
                                               const char *name,
                                               GError **error);

/* (transfer full) (element-type RapportReportSection): the sections that the
 * text of a template record names. Unknown words, of a newer version, are passed
 * over, and what it leaves out comes last, switched off. */
GArray *rapport_report_template_parse_sections (const char *text);

/* (transfer full): the text of such sections, for a template record. */
char *rapport_report_template_format_sections (GArray *sections);

G_END_DECLS
