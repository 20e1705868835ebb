/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The figures of a report. The screen of a client's numbers shows the same
 * ones, so that both make the same choice. */

#include "rapport-numbers.h"
#include "rapport-report-document.h"
#include "rapport-report-form.h"

G_BEGIN_DECLS

/**
 * RapportReportFigures:
 *
 * Everything in a report that is worked out of numbers. What the arrays point
 * at belongs to this.
 */
typedef struct
{
  RapportNumbers *numbers;
  RapportNumbers *daily; /* without the sums of whole months */
  GHashTable *targets;   /* of rapport_targets_load() */
  RapportReportForm form;
  RapportDay from;
  RapportDay to;   /* of the period */
  RapportDay last; /* up to which the figures reach; the period's last where there are none */
  GPtrArray *strings;
  GArray *figures;
  GArray *charts;
  GPtrArray *points;
  GArray *stages;
  GArray *columns;
  GArray *channels;
  GPtrArray *values;
  GArray *definitions;
} RapportReportFigures;

/* From which month on the numbers have to be there for a report about @day. */
RapportDay rapport_report_figures_get_first_month (RapportDay day);

/* Of the period that @day lies in. @numbers must reach back as far as
 * rapport_report_figures_get_first_month() says, @targets are those of
 * rapport_targets_load() for the same months; a week or a day has its share of
 * what is counted, by days. @chart_metric is "" for the first figure. Both are
 * kept by reference or copied. */
RapportReportFigures *rapport_report_figures_new (RapportNumbers *numbers,
                                                  GHashTable *targets,
                                                  RapportReportForm form,
                                                  RapportDay day,
                                                  const char *chart_metric);
void rapport_report_figures_free (RapportReportFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReportFigures, rapport_report_figures_free)

G_END_DECLS
