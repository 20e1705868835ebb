/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

G_BEGIN_DECLS

/**
 * RapportWording:
 * @kind: a word of the kinds of lines
 * @text: the words as they stood in what was sent, else as they are now
 * @who: whose promise it is, or ""
 * @due: by when, or none; the client's date
 * @day: when it was said
 * @where: at which meeting, or in which letter
 * @version: of the summary that holds the words, 0 where none does
 * @amendment: of that summary
 * @sent: the day on which that was sent
 * @approved: the day on which the client approved it, or none
 * @approved_by: who did, or ""
 *
 * What was agreed, by the exact words. Only what the client may read.
 */
typedef struct
{
  char *kind;
  char *text;
  char *who;
  RapportDay due;
  RapportDay day;
  char *where;
  int version;
  int amendment;
  RapportDay sent;
  RapportDay approved;
  char *approved_by;
} RapportWording;

void rapport_wording_free (RapportWording *self);

G_END_DECLS
