/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-catalog.h"
#include "rapport-locale.h"
#include "rapport-minutes-output.h"

G_BEGIN_DECLS

/* The words of minutes in their language. */
typedef struct
{
  RapportPublicMinutes *minutes;
  int amendment;
  RapportCatalog *catalog;
  const RapportLocale *locale;
} Minutes;

/* In what form entries are listed: in tables with pictures, in tables, in lists. */
typedef enum
{
  MINUTES_TABLE,
  MINUTES_TEXT,
  MINUTES_LIST,
} MinutesForm;

void minutes_init (Minutes *self, RapportPublicMinutes *minutes, int amendment);
/* Appends @text so that Markdown takes it as it is. */
void minutes_append_plain (GString *out, const char *text);
/* The name of the client or the agency; "" where there is none. */
const char *minutes_client (Minutes *self);
const char *minutes_agency (Minutes *self);
/* Whether a line belongs to the edition. */
gboolean minutes_has (Minutes *self, const RapportPublicLine *line);
/* The heading of a kind of lines: "Decisions"; static. */
const char *minutes_heading (Minutes *self, const char *kind);
/* (transfer full): all lines of a kind as Markdown; "" where there are none. */
char *minutes_entries (Minutes *self, const char *kind, MinutesForm form);
/* (transfer full): "Anna, by 15 November"; "" where nothing is known. */
char *minutes_owner (Minutes *self, const RapportPublicLine *line);
/* (transfer full): Markdown of what we do not do. */
char *minutes_exclusions (Minutes *self);
/* (transfer full): when a local time is, by the clocks of both sides; "" where it is none. */
char *minutes_when (Minutes *self, const char *start);
RapportDay minutes_day (Minutes *self);
/* (transfer full) (nullable): the beginning by the client's clock. */
GDateTime *minutes_start (Minutes *self);
/* (transfer full): the next meeting, as Markdown; "" where none is known. */
char *minutes_next (Minutes *self);
/* (transfer full): what goes over to it. */
char *minutes_carried (Minutes *self);
/* (transfer full): the minutes by item. */
char *minutes_items (Minutes *self, MinutesForm form);
/* (transfer full): "Decision: text — Anna, by 15 November" without Markdown; names of
 * pictures follow in brackets. */
char *minutes_line_plain (Minutes *self, const RapportPublicLine *line);
/* (transfer full): what rapport_minutes_difference() says, for a text that can't strike out. */
char *
minutes_difference_told (RapportPublicMinutes *before, RapportPublicMinutes *after, int amendment);

G_END_DECLS
