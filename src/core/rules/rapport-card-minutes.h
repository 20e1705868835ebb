/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

G_BEGIN_DECLS

/**
 * RapportSaid:
 * @line: (owned): id of the line of minutes
 * @meeting: (owned): what the meeting is called
 * @day: the day of the meeting in its own zone, or none
 * @kind: a word of rapport_line_kinds
 * @text: (owned): what the line says now (rapport_minutes_read_line())
 * @who: (owned): whose it is, "" for nobody
 *
 * What was said of a card at a meeting.
 */
typedef struct
{
  char *line;
  char *meeting;
  RapportDay day;
  const char *kind;
  char *text;
  char *who;
} RapportSaid;

void rapport_said_free (RapportSaid *self);

/* (transfer full) (element-type RapportSaid): the lines of minutes that became what @card points
 * at, or a remark on it, and those below an item of an agenda that is about it, also by way of a
 * question of the queue. The newest meeting first, its lines in their order. @item: (nullable): the
 * work item of the card. @public_only: only what the client may read in the minutes.
 *
 * Of a card with very many remarks only the newest are followed. Main thread. */
GPtrArray *rapport_card_minutes_find (RapportLibrary *library,
                                      RapportPlacement *card,
                                      RapportWorkItem *item,
                                      gboolean public_only);

/* Whether a change of records of this type may change what is found. */
gboolean rapport_card_minutes_is_about (const RapportRecordInfo *info);

G_END_DECLS
