/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-catalog.h"
#include "rapport-flow-private.h"
#include "rapport-formula.h"
#include "rapport-markdown.h"
#include "rapport-pages.h"

G_BEGIN_DECLS

#define REPORT_COLUMNS     12
#define REPORT_TILES       4
#define REPORT_WORK_STATES 4

/* One typeface; what is not installed is passed over. */
#define REPORT_FAMILY "Inter,Adwaita Sans,Cantarell,Noto Sans,sans-serif"

/**
 * ReportFace:
 *
 * The sizes of type that a page has; each with its leading.
 */
typedef enum
{
  FACE_HERO,
  FACE_HERO_LONG,
  FACE_LEAD,
  FACE_SECTION,
  FACE_SUBHEAD,
  FACE_BODY,
  FACE_TABLE,
  FACE_SMALL,
  FACE_FIGURE,
  N_FACES,
} ReportFace;

typedef struct
{
  double size;
  double leading;
} ReportType;

extern const ReportType report_types[N_FACES];

/* What a change means: it is coloured by that, and not by its direction. Words
 * say it too. */
typedef enum
{
  TONE_NEITHER,
  TONE_BETTER,
  TONE_WORSE,
  N_TONES,
} ReportTone;

/* A piece of text that looks alike. */
typedef struct
{
  ReportFace face;
  gboolean bold;
  gboolean dim;
  ReportTone tone;
  double align;
  /* Lines after which the text is cut with an ellipsis; 0: never. */
  int max_lines;
} ReportLook;

/**
 * Report:
 *
 * A report while its pages are made.
 */
typedef struct
{
  const RapportReportContent *content;
  RapportCatalog *catalog;
  const RapportLocale *locale;
  PangoContext *context;
  Flow *flow;
  /* The document's, or "" where that is no code of a currency. */
  const char *currency;
  double page_width;
  double page_height;
  double left;
  double top;
  double width;
  double height;
  double gutter;
  RapportChartStyle chart_style;
  /* Text and look to the layout, while the pages are made: cells, words of
   * headings and measured figures come again and again. Then NULL. */
  GHashTable *layouts;
  int root;
} Report;

struct _RapportPages
{
  RapportReportDocument *document;
  Report report;
  char *footer_left;
};

/* rapport-report-words.c: what the report says by itself; all (transfer full). */
char *report_clean (const char *text, gboolean one_line);
char *report_set_spaces (const char *text);
char *report_name (const char *text);
char *report_metric_name (Report *self, const char *metric, const char *name);
/* (transfer full): a formula in the language of the report; "" for "". */
char *report_formula (Report *self, const char *formula);
char *report_period_name (Report *self);
char *report_before_name (Report *self);
char *report_year_before_name (Report *self);
char *
report_value (Report *self, RapportUnit unit, RapportReportValue value, RapportFigureStyle style);
/* As the table of figures has it: sums to the last figure, so that they can be
 * laid beside an account, and what follows from them rounded. */
char *report_table_value (Report *self, RapportUnit unit, RapportReportValue value);
/* The change from @before to @value in words; %NULL where there is none. */
char *
report_change (Report *self, RapportUnit unit, RapportReportValue value, RapportReportValue before);
/* "better", "worse" or %NULL; static. */
const char *report_judgement (Report *self,
                              RapportUnit unit,
                              RapportGood good,
                              RapportReportValue value,
                              RapportReportValue before);
ReportTone report_tone (RapportUnit unit,
                        RapportGood good,
                        RapportReportValue value,
                        RapportReportValue before);
gboolean report_is_worse (RapportUnit unit,
                          RapportGood good,
                          RapportReportValue value,
                          RapportReportValue before);
char *report_title (Report *self);
/* The usual heading of a section; never NULL, static. */
const char *report_section_title (Report *self, RapportReportSectionType type);

/* rapport-report-phrases.c: what every form of a report says alike; strings are
 * (transfer full), and NULL where there is nothing to say. */

/* Which comparisons any figure has. */
typedef struct
{
  gboolean previous;
  gboolean last_year;
  gboolean target;
} ReportKnown;

/* The order in which work is told of. */
extern const RapportReportWorkState report_work_order[REPORT_WORK_STATES];

/* Sets what words and charts need, and nothing of the layout. */
void report_init_words (Report *self, const RapportReportContent *content);
/* "Data as of 1 December 2026"; "" where there is none. */
char *report_data_date (Report *self);
char *report_tile_change (Report *self, const RapportReportFigure *figure);
char *report_tile_before (Report *self, const RapportReportFigure *figure);
char *report_tile_target (Report *self, const RapportReportFigure *figure);
/* The name of what is counted, with its unit, as the chart's own title. */
char *report_chart_name (Report *self, const RapportReportChart *data);
RapportChart *report_chart_new (Report *self, const RapportReportChart *data);
RapportChart *report_funnel_chart_new (Report *self);
/* Which period the funnel shows, and which was before. */
char *report_funnel_periods (Report *self);
char *report_figure_remark (Report *self, const RapportReportFigure *figure);
ReportKnown report_what_is_known (const RapportReportContent *content);
char *report_channel_name (Report *self, const RapportReportChannel *channel);
char *report_column_name (Report *self, const RapportReportColumn *column);
char *report_column_value (Report *self, gsize column, RapportReportValue value);
const char *report_state_title (Report *self, RapportReportWorkState state);
guint
report_count_state (const RapportReportWork *work, gsize n_work, RapportReportWorkState state);
char *report_tally (Report *self);
gboolean report_is_early (const RapportReportWork *work);
/* Whether there is more to show in such a section than its words. */
gboolean report_has_content (Report *self, RapportReportSectionType type);
/* Whether a section of this type is switched on. */
gboolean report_shows (Report *self, RapportReportSectionType type);

/* rapport-report-type.c: text in points. */
double report_column_x (Report *self, int column);
double report_span (Report *self, int columns);
/* Shared with all that looks the same: not to be changed. (transfer full) */
PangoLayout *report_layout (Report *self, const char *text, const ReportLook *look, double width);
/* One of its own, that can be changed. */
PangoLayout *
report_layout_new (Report *self, const char *text, const ReportLook *look, double width);
double report_layout_height (PangoLayout *layout, ReportFace face);
double report_text_width (Report *self, const char *text, const ReportLook *look);
/* Adds @layout (transfer full), whole; returns its height. */
double report_add_layout (Report *self,
                          int node,
                          PangoLayout *layout,
                          const ReportLook *look,
                          double x,
                          double y,
                          double width);
/* The same from a string. */
double report_add_text (Report *self,
                        int node,
                        const char *text,
                        const ReportLook *look,
                        double x,
                        double y,
                        double width);
void report_add_rule (
  Report *self, double x, double y, double width, double thickness, RapportColour colour);
/* Adds slabs with the lines of @layout (transfer full), so that no page begins
 * or ends with a single line of it. */
void report_flow_layout (Report *self,
                         int node,
                         PangoLayout *layout,
                         const ReportLook *look,
                         double x,
                         double width,
                         double space,
                         gboolean keep);

/* A link in a layout: it keeps an array of them under "rapport-links". */
typedef struct
{
  gsize from;
  gsize to;
  const char *address;
} ReportLink;

/* rapport-report-prose.c */
void report_add_prose (
  Report *self, int node, const char *markdown, double x, double width, double space);
gboolean report_is_blank (const char *markdown);
/* (transfer none) (nullable): the picture of the document that words call @name. */
GBytes *report_find_picture (Report *self, const char *name);

/* rapport-report-table.c */
typedef struct
{
  double x;
  double width;
  double align;
} ReportColumnPlace;

/* One cell: its main words and smaller ones below; either may be %NULL. What is
 * clear from where it stands has @alt for those who do not see that. */
typedef struct
{
  const char *text;
  const char *small;
  const char *alt;
  gboolean bold;
  gboolean dim;
  ReportTone tone;
} ReportCell;

typedef struct
{
  Report *report;
  int node;
  const ReportColumnPlace *columns;
  guint n_columns;
  ReportFace face;
} ReportTable;

void report_table_begin (ReportTable *self,
                         Report *report,
                         int parent,
                         const ReportColumnPlace *columns,
                         guint n_columns,
                         const ReportCell *headers,
                         double space,
                         ReportFace face);
void report_table_row (ReportTable *self, const ReportCell *cells, gboolean total);
void report_table_end (ReportTable *self);

/* rapport-report-cover.c and rapport-report-sections.c */
void report_add_masthead (Report *self);
void report_add_tiles (Report *self, int node);
void report_add_section (Report *self, gsize index);
int report_add_heading (Report *self, int parent, const char *title);
void report_add_chart (
  Report *self, int node, const RapportReportChart *data, double height, double space);
void report_add_figures (Report *self, int node);
void report_add_channels (Report *self, int node);
void report_add_work (
  Report *self, int node, const RapportReportWork *work, gsize n_work, gboolean proposals);
void report_add_definitions (Report *self, int node);

/* What is painted and is no content. */
typedef enum
{
  REPORT_ARTIFACT_FOOTER,
  REPORT_ARTIFACT_HEADER,
  REPORT_ARTIFACT_REPEATED,
  REPORT_ARTIFACT_LAYOUT,
} ReportArtifact;

/* rapport-pages.c: with @tags, structure and links are written too. */
typedef struct _ReportTags ReportTags;

void report_draw_page (RapportPages *self, guint page, cairo_t *cr, ReportTags *tags);

/* rapport-report-tags.c */
typedef struct
{
  guint page;
  ReportArtifact kind;
} ReportArtifactMark;

/**
 * ReportTags:
 * @opened: the nodes, in the order in which their elements were begun
 * @artifacts: every #ReportArtifactMark, in order
 *
 * The structure while it is written, and what Cairo forgets of it.
 */
struct _ReportTags
{
  Flow *flow;
  cairo_t *cr;
  GArray *open;
  int outline;
  GArray *opened;
  GArray *artifacts;
};

void report_tags_init (ReportTags *self, Flow *flow, cairo_t *cr);
void report_tags_enter (ReportTags *self, int node, int outline);
void report_tags_finish (ReportTags *self);
void report_tags_clear (ReportTags *self);
void report_tags_begin_artifact (ReportTags *self, guint page, ReportArtifact kind);
void report_tags_end_artifact (ReportTags *self);
void report_tags_begin_link (ReportTags *self, const char *address);
void report_tags_end_link (ReportTags *self);

/* rapport-report-draw.c */
void report_draw_text (const FlowItem *item, cairo_t *cr, ReportTags *tags);

/**
 * ReportPdf:
 * @title: (owned): what the document is called
 * @author: (owned): the agency, or ""
 * @language: of its words; static
 * @day: that it tells of: the clock would make every copy another file
 * @page_height: in points, for the places of figures
 * @flow: its structure and outline
 *
 * What there is to say of any PDF that a client gets.
 */
typedef struct
{
  char *title;
  char *author;
  const char *language;
  RapportDay day;
  double page_width;
  double page_height;
  Flow *flow;
} ReportPdf;

/* rapport-pdf.c: the pages as Cairo writes them. @draw draws one, with its tags. */
typedef void (*ReportDrawPage) (gpointer what, guint page, cairo_t *cr, ReportTags *tags);

GBytes *report_pdf_make (
  const ReportPdf *facts, guint n_pages, ReportDrawPage draw, gpointer what, GError **error);
void report_pdf_clear (ReportPdf *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReportPdf, report_pdf_clear)

/* rapport-pdf-finish.c: what Cairo leaves out, by qpdf. */
GBytes *
report_pdf_finish (const ReportPdf *facts, const ReportTags *tags, GBytes *pdf, GError **error);

/* rapport-report-language.c: the language of words that are wholly written in
 * another script than that of @language; %NULL for words of @language itself, of
 * several scripts or of none. Static. */
const char *report_foreign_language (const char *text, const char *language);

G_END_DECLS
