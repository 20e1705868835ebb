/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-private.h"

G_BEGIN_DECLS

/**
 * Html:
 *
 * HTML while it is written. What is text is escaped, always: there is no way to
 * write markup but by the functions below. Elements are closed in the order in
 * which they are open.
 */
typedef struct
{
  GString *out;
  GPtrArray *open;
  /* Whose pictures words may show; NULL for none. */
  Report *report;
} Html;

void html_init (Html *self, Report *report);
/* (transfer full): what was written; every element must be closed. */
char *html_finish (Html *self);

/* Opens an element. @element is a literal; pairs of a name (a literal) and a
 * value follow, then %NULL. An attribute whose value is %NULL is left out. */
void html_open (Html *self, const char *element, ...) G_GNUC_NULL_TERMINATED;
/* The same for an element that has no content, such as "img". */
void html_void (Html *self, const char *element, ...) G_GNUC_NULL_TERMINATED;
void html_close (Html *self);

/* Text without characters that can't be drawn; a line break becomes an element. */
void html_text (Html *self, const char *text);
/* Opens, writes and closes; @class may be %NULL. */
void html_element (Html *self, const char *element, const char *class, const char *text);
/* The same for what a person typed: its direction is that of its letters. */
void html_typed (Html *self, const char *element, const char *class, const char *text);

/* A style sheet; %FALSE, and nothing written, where it would end its element. */
gboolean html_style (Html *self, const char *css);

/* Opens a link, or a mere span where @address is not of http, https or mailto. */
void html_open_link (Html *self, const char *address);

/* rapport-html-prose.c: Markdown, whose headings are of @level (2 or 3). */
void html_add_prose (Html *self, const char *markdown, int level);

/* rapport-html-chart.c: the picture of a chart for each width and brightness,
 * with the words for those who do not see it and a table behind it. */
void html_add_chart (
  Html *self, Report *report, RapportChart *chart, const char *title, const char *name);

/* A logo as a picture of its own; nothing where it can't be read. @bytes may be
 * NULL. */
void html_add_logo (Html *self, GBytes *bytes, const char *owner);
/* A picture between words, called @name; %FALSE, and nothing written, where it can't be read. */
gboolean html_add_picture (Html *self, GBytes *bytes, const char *name);

/* The background of the style sheet for the screen in a dark room. */
extern const RapportColour html_dark_paper;

/* rapport-html-tables.c; @label is the id of the heading above. */
void html_add_figures (Html *self, Report *report, const char *label);
void html_add_channels (Html *self, Report *report, const char *label);
void html_add_work (Html *self, Report *report);
void html_add_proposals (Html *self, Report *report);
void html_add_definitions (Html *self, Report *report, const char *label);

G_END_DECLS
