/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-numbers.h"
#include "rapport-plan.h"
#include "rapport-report-document.h"
#include "rapport-report-template.h"

G_BEGIN_DECLS

/* The draft of the report of that template for the period that @day lies in,
 * made with its sections where it is not there yet; a second call gives the
 * same record. (transfer full) */
RapportReport *rapport_report_open (RapportLibrary *library,
                                    RapportClient *client,
                                    const char *template_word,
                                    RapportDay day,
                                    GError **error);

/* (transfer full): the template that a report was begun with. */
RapportReportTemplate *rapport_report_get_template (RapportLibrary *library, RapportReport *report);

/* The sections of a report, in order. */
RapportQuery *rapport_report_sections_query (RapportReport *report);

/* (transfer full): what the report says now. A draft is worked out of the
 * client's public records; a sent one is what was sent. */
RapportReportDocument *
rapport_report_build (RapportLibrary *library, RapportReport *report, GError **error);

/* (transfer full): the same for a period, whose report need not have been
 * started: then it has the sections of its template, without words. Writes
 * nothing. */
RapportReportDocument *rapport_report_preview (RapportLibrary *library,
                                               RapportClient *client,
                                               const char *template_word,
                                               RapportDay day,
                                               GError **error);

/* (transfer full): what a report would say today, be it sent or not. */
RapportReportDocument *
rapport_report_build_live (RapportLibrary *library, RapportReport *report, GError **error);

/* Freezes a draft: the document as it stands and the bytes of its PDF are kept
 * with it, and undo does not go past it. */
gboolean rapport_report_send (RapportLibrary *library,
                              RapportReport *report,
                              RapportReportDocument *document,
                              GBytes *pdf,
                              GError **error);

/**
 * RapportReportDifference:
 * @metric: its word; @name: the name that one of the client's own had, or ""
 *
 * A figure that is not what it was in the report that was sent.
 */
typedef struct
{
  char *metric;
  char *name;
  RapportUnit unit;
  RapportReportValue sent;
  RapportReportValue now;
} RapportReportDifference;

/* (transfer full) (element-type RapportReportDifference): those figures that the
 * records give otherwise now than they were sent; none for a draft. What the client
 * counts in another way since, or not at all, is none of them. */
GPtrArray *
rapport_report_list_differences (RapportLibrary *library, RapportReport *report, GError **error);

/* Whether there are any. */
gboolean rapport_report_differs (RapportLibrary *library, RapportReport *report);

G_END_DECLS
