/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-chart.h"
#include "rapport-report-figures.h"

G_BEGIN_DECLS

/**
 * RapportNumbersSheet:
 *
 * The figures of a client in a month as the screen shows them: those that the
 * report of that month has, and what the table and the chart need besides.
 * Immutable; counted by reference.
 */
typedef struct
{
  gatomicrefcount ref_count;
  RapportDay month;
  char *currency;
  RapportNumbers *numbers;
  GHashTable *targets; /* of all its months; for rapport_targets_get() */
  RapportReportFigures *figures;
  GPtrArray *annotations; /* of RapportPublicRecord: of all its months, by day */
  gboolean has_data;      /* in this month */
} RapportNumbersSheet;

/* The last month that a client has figures in, or none. */
RapportDay rapport_numbers_sheet_find_newest (RapportLibrary *library, RapportClient *client);

/* Reads the months that the screen of @month needs. */
RapportNumbersSheet *rapport_numbers_sheet_load (RapportLibrary *library,
                                                 RapportClient *client,
                                                 RapportDay month,
                                                 GError **error);
RapportNumbersSheet *rapport_numbers_sheet_ref (RapportNumbersSheet *self);
void rapport_numbers_sheet_unref (RapportNumbersSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportNumbersSheet, rapport_numbers_sheet_unref)

/* (nullable): the metric of a word, as this client has it. */
const RapportMetric *rapport_numbers_sheet_look_up (RapportNumbersSheet *self, const char *word);

/* Some days next to each other: a step of the table. */
typedef struct
{
  RapportDay from;
  RapportDay to;
} RapportNumbersSpan;

/* (transfer full) (element-type RapportNumbersSpan): the rows of the table, the
 * earliest first: the days of the month, its weeks with those before, or the
 * thirteen months that end with it. Without what lies after the last figure. */
GArray *rapport_numbers_sheet_get_spans (RapportNumbersSheet *self, RapportReportStep step);

/* (transfer full) (element-type RapportMetric): the columns of the table, in
 * the order of the funnel: what has a figure in @spans. */
GPtrArray *rapport_numbers_sheet_get_columns (RapportNumbersSheet *self, GArray *spans);

RapportReportValue rapport_numbers_sheet_get_value (RapportNumbersSheet *self,
                                                    const RapportMetric *metric,
                                                    RapportNumbersSpan span);

/* The same of one channel; of all where @channel is %NULL. */
RapportReportValue rapport_numbers_sheet_get_channel_value (RapportNumbersSheet *self,
                                                            const RapportMetric *metric,
                                                            const char *channel,
                                                            RapportNumbersSpan span);

/* The days of the month before that the days so far are compared with. */
RapportNumbersSpan rapport_numbers_sheet_get_compared (RapportNumbersSheet *self);

/* (transfer full): a metric over the steps of the table, beside the year before
 * where there was one, and its target. @drawn is the step of its points, which is
 * the month where the figures have no days. */
RapportChart *rapport_numbers_sheet_make_chart (RapportNumbersSheet *self,
                                                const RapportMetric *metric,
                                                RapportReportStep step,
                                                RapportReportStep *drawn);
/* (transfer full) (nullable): a metric by channel, the largest first, beside the
 * same days of the month before; %NULL where no channel has it. */
RapportChart *rapport_numbers_sheet_make_channels (RapportNumbersSheet *self,
                                                   const RapportMetric *metric);
/* (transfer full): the days of the month as a line without words. */
RapportChart *rapport_numbers_sheet_make_spark (RapportNumbersSheet *self,
                                                const RapportMetric *metric);
/* (transfer full) (nullable): %NULL where fewer than two steps are counted. */
RapportChart *rapport_numbers_sheet_make_funnel (RapportNumbersSheet *self);

/* Figures stand below each other by their last digit, where words are written from
 * right to left as well: this is the alignment of a label or an entry that does so. */
#define RAPPORT_NUMBERS_ALIGN                                                                      \
  (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? 0.0f : 1.0f)

G_END_DECLS
