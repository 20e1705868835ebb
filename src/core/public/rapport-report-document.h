/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"
#include "rapport-metric.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* The number of the JSON form that this program writes and the newest it reads. */
#define RAPPORT_REPORT_DOCUMENT_VERSION 2

#define RAPPORT_REPORT_ERROR (rapport_report_error_quark ())

/**
 * RapportReportError:
 * @RAPPORT_REPORT_ERROR_INVALID: a string is not UTF-8, a number is out of its range, the JSON is
 *   not that of a report
 * @RAPPORT_REPORT_ERROR_NEWER: the JSON was written by a newer program
 */
typedef enum
{
  RAPPORT_REPORT_ERROR_INVALID,
  RAPPORT_REPORT_ERROR_NEWER,
} RapportReportError;

GQuark rapport_report_error_quark (void);

/**
 * RapportReportValue:
 * @known: %FALSE for "no data", which is not 0
 * @value: the figure in millionths of its unit; 0 while not known
 */
typedef struct
{
  gboolean known;
  gint64 value;
} RapportReportValue;

#define RAPPORT_REPORT_NO_DATA    ((RapportReportValue) { FALSE, 0 })
#define RAPPORT_REPORT_VALUE(mil) ((RapportReportValue) { TRUE, (mil) })

/**
 * RapportReportSectionType:
 *
 * What stands in a section. The words in JSON are "tiles", "summary", "chart",
 * "figures", "trend", "funnel", "channels", "work", "why", "next",
 * "definitions", "text", "problems", "proposals".
 *
 * @RAPPORT_REPORT_SECTION_TILES: the first four figures, large
 * @RAPPORT_REPORT_SECTION_SUMMARY: the words of the section, without a heading
 * @RAPPORT_REPORT_SECTION_CHART: the first chart: what proves the headline
 * @RAPPORT_REPORT_SECTION_FIGURES: the table of all figures
 * @RAPPORT_REPORT_SECTION_TREND: the charts after the first
 * @RAPPORT_REPORT_SECTION_FUNNEL: the funnel with the conversion of each step
 * @RAPPORT_REPORT_SECTION_CHANNELS: the table of channels
 * @RAPPORT_REPORT_SECTION_WORK: what was planned, done, not done, unplanned
 * @RAPPORT_REPORT_SECTION_WHY: the words of the section
 * @RAPPORT_REPORT_SECTION_NEXT: the proposals, after the words of the section
 * @RAPPORT_REPORT_SECTION_DEFINITIONS: the formulas
 * @RAPPORT_REPORT_SECTION_TEXT: words under a title of their own
 * @RAPPORT_REPORT_SECTION_PROBLEMS: the words of the section; for a week
 * @RAPPORT_REPORT_SECTION_PROPOSALS: the words of the section; for a week
 */
typedef enum
{
  RAPPORT_REPORT_SECTION_TILES,
  RAPPORT_REPORT_SECTION_SUMMARY,
  RAPPORT_REPORT_SECTION_CHART,
  RAPPORT_REPORT_SECTION_FIGURES,
  RAPPORT_REPORT_SECTION_TREND,
  RAPPORT_REPORT_SECTION_FUNNEL,
  RAPPORT_REPORT_SECTION_CHANNELS,
  RAPPORT_REPORT_SECTION_WORK,
  RAPPORT_REPORT_SECTION_WHY,
  RAPPORT_REPORT_SECTION_NEXT,
  RAPPORT_REPORT_SECTION_DEFINITIONS,
  RAPPORT_REPORT_SECTION_TEXT,
  RAPPORT_REPORT_SECTION_PROBLEMS,
  RAPPORT_REPORT_SECTION_PROPOSALS,
} RapportReportSectionType;

#define RAPPORT_REPORT_N_SECTIONS (RAPPORT_REPORT_SECTION_PROPOSALS + 1)

/**
 * RapportReportSection:
 * @type: what stands in it
 * @hidden: the section is switched off; its words are kept
 * @title: the heading; "" takes the usual one in the document's language
 * @text: Markdown shown under the heading, before the figures of the section
 */
typedef struct
{
  RapportReportSectionType type;
  gboolean hidden;
  const char *title;
  const char *text;
} RapportReportSection;

/**
 * RapportReportFigure:
 * @metric: the word of a metric, or of one of the client's own
 * @name: own name, which one of the client's own has; "" takes the metric's label in the document's
 * language
 * @unit: how the values are written
 * @good: which change is good
 * @value: of the period; @previous: of the period before, like for like;
 *   @last_year: of the same period a year before; @target: what was aimed at
 * @formula: in English words, for a metric that is worked out; of one of the
 *   client's own as rapport_metric_set_publish_formula() gives it
 * @note: a remark about the formula, such as that of rapport_metric_compute()
 * @remark: the manager's words
 */
typedef struct
{
  const char *metric;
  const char *name;
  RapportUnit unit;
  RapportGood good;
  RapportReportValue value;
  RapportReportValue previous;
  RapportReportValue last_year;
  RapportReportValue target;
  const char *formula;
  const char *note;
  const char *remark;
} RapportReportFigure;

/* How far apart the points of a chart lie: "day", "week", "month". */
typedef enum
{
  RAPPORT_REPORT_STEP_DAY,
  RAPPORT_REPORT_STEP_WEEK,
  RAPPORT_REPORT_STEP_MONTH,
} RapportReportStep;

/* What a chart is compared with: "none", "previous", "last-year". */
typedef enum
{
  RAPPORT_REPORT_COMPARED_NONE,
  RAPPORT_REPORT_COMPARED_PREVIOUS,
  RAPPORT_REPORT_COMPARED_LAST_YEAR,
} RapportReportCompared;

/**
 * RapportReportPoint:
 * @actual: in the reported period; @compared: at the same place in the other
 *   one; @target: for this step
 */
typedef struct
{
  RapportReportValue actual;
  RapportReportValue compared;
  RapportReportValue target;
} RapportReportPoint;

/**
 * RapportReportChart:
 * @title: what the chart proves, in one sentence; "" for the metric's name
 * @first: the day, Monday or first of the month of the first point
 */
typedef struct
{
  const char *metric;
  const char *name;
  const char *title;
  RapportUnit unit;
  RapportGood good;
  RapportReportStep step;
  RapportReportCompared compared;
  RapportDay first;
  const RapportReportPoint *points;
  gsize n_points;
} RapportReportChart;

/* A step of the funnel, counted; widest first. */
typedef struct
{
  const char *metric;
  const char *name;
  RapportReportValue value;
  RapportReportValue previous;
} RapportReportStage;

/* A column of the table of channels. */
typedef struct
{
  const char *metric;
  const char *name;
  RapportUnit unit;
  RapportGood good;
} RapportReportColumn;

/* A row of it: as many values as there are columns. */
typedef struct
{
  const char *name;
  gboolean is_total;
  const RapportReportValue *values;
  gsize n_values;
} RapportReportChannel;

/* What became of a line of the plan: "planned", "done", "not-done", "unplanned".
 * %RAPPORT_REPORT_WORK_UNPLANNED was done without having been planned. */
typedef enum
{
  RAPPORT_REPORT_WORK_PLANNED,
  RAPPORT_REPORT_WORK_DONE,
  RAPPORT_REPORT_WORK_NOT_DONE,
  RAPPORT_REPORT_WORK_UNPLANNED,
} RapportReportWorkState;

/**
 * RapportReportWork:
 * @date: the client's date; never the agency's own
 * @done: the day on which it was done, or none
 * @result: what came of it; for what was not done, why
 */
typedef struct
{
  const char *title;
  const char *why;
  const char *expected;
  RapportDay date;
  RapportReportWorkState state;
  RapportDay done;
  const char *result;
} RapportReportWork;

/* How a figure is worked out. @formula is a metric's own N_() formula, or
 * words of the client's language. */
typedef struct
{
  const char *metric;
  const char *name;
  const char *formula;
} RapportReportDefinition;

/* What happened on a day, said beside the figures of that day: "new site". */
typedef struct
{
  RapportDay day;
  const char *text;
} RapportReportAnnotation;

/**
 * RapportReportPicture:
 * @name: as texts call it, in an image of the address "picture:NAME"
 * @data: a picture as it came, as a logo is
 *
 * What stands in words as a picture of its own.
 */
typedef struct
{
  const char *name;
  GBytes *data;
} RapportReportPicture;

/**
 * RapportReportContent:
 * @language: "en" or "ru": the language of every word that the report adds
 * @colour: the agency's colour as "#rrggbb", or "" for the usual one
 * @client_logo: and @agency_logo: a picture as it came, PNG, JPEG or SVG, of at
 *   most 4 MiB; %NULL where there is none. Not looked into here: what is drawn
 *   of it is for the one who draws.
 * @paper: "a4", which "" is too, or "letter"
 * @from: first day of the period; @to: its last day
 * @data_date: the day up to which figures had come in, or none
 * @currency: ISO 4217 code of every amount
 * @title: "" for the usual one ("Report for November 2026")
 * @headline: what happened and why it matters, in one sentence
 *
 * All that a report says. The strings may be NULL for "" when given to
 * rapport_report_document_new(); in a document they never are.
 */
typedef struct
{
  const char *language;
  const char *client;
  const char *agency;
  const char *colour;
  const char *paper;
  GBytes *client_logo;
  GBytes *agency_logo;
  RapportDay from;
  RapportDay to;
  RapportDay data_date;
  const char *currency;
  const char *title;
  const char *headline;
  const RapportReportSection *sections;
  gsize n_sections;
  const RapportReportFigure *figures;
  gsize n_figures;
  const RapportReportChart *charts;
  gsize n_charts;
  const RapportReportStage *funnel;
  gsize n_funnel;
  const RapportReportColumn *columns;
  gsize n_columns;
  const RapportReportChannel *channels;
  gsize n_channels;
  const RapportReportWork *work;
  gsize n_work;
  const RapportReportWork *next;
  gsize n_next;
  const RapportReportDefinition *definitions;
  gsize n_definitions;
  const RapportReportAnnotation *annotations;
  gsize n_annotations;
  const RapportReportPicture *pictures;
  gsize n_pictures;
} RapportReportContent;

/**
 * RapportReportDocument:
 *
 * An immutable copy of a #RapportReportContent, counted by reference: the only
 * thing that report/ lays out, and what is frozen when a report is sent. May
 * be used from any thread.
 */
typedef struct _RapportReportDocument RapportReportDocument;

#define RAPPORT_TYPE_REPORT_DOCUMENT (rapport_report_document_get_type ())

GType rapport_report_document_get_type (void);

/**
 * rapport_report_document_new:
 * @content: copied in depth
 *
 * Fails with %RAPPORT_REPORT_ERROR_INVALID, naming the field, when a string is
 * not UTF-8, the period is none or runs backwards, an enum has a value of its
 * own making, or a channel has not one value for each column.
 */
RapportReportDocument *rapport_report_document_new (const RapportReportContent *content,
                                                    GError **error);
RapportReportDocument *rapport_report_document_ref (RapportReportDocument *self);
void rapport_report_document_unref (RapportReportDocument *self);

/* What it says; lives as long as @self. */
const RapportReportContent *rapport_report_document_get_content (RapportReportDocument *self);

gboolean rapport_report_document_equal (RapportReportDocument *a, RapportReportDocument *b);

/* (transfer full): the document as one line of JSON, the same for equal
 * documents. */
char *rapport_report_document_to_json (RapportReportDocument *self);

/* Reads what rapport_report_document_to_json() wrote. Keys that this version
 * does not know are passed over; a newer version is refused. */
RapportReportDocument *
rapport_report_document_from_json (const char *json, gssize length, GError **error);

/* The sections of a monthly report in their usual order, without words. */
const RapportReportSection *rapport_report_sections_get_monthly (gsize *n_sections);

/* The word of a section type in JSON, and back (%FALSE when there is none). */
const char *rapport_report_section_type_to_word (RapportReportSectionType type);
gboolean rapport_report_section_type_from_word (const char *word, RapportReportSectionType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportReportDocument, rapport_report_document_unref)

G_END_DECLS
