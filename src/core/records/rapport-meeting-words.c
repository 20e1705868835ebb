/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meeting-words.h"

#include <glib/gi18n-lib.h>

const RapportWord rapport_meeting_kinds[] = {
  { "call", N_ ("Video call") },
  { "visit", N_ ("Visit") },
  { "stand-up", N_ ("Stand-up") },
  { "showing", N_ ("Internal showing") },
  { NULL, NULL },
};

const RapportWord rapport_meeting_statuses[] = {
  { "planned", N_ ("Planned") },
  { "held", N_ ("Held") },
  { "cancelled", N_ ("Cancelled") },
  { NULL, NULL },
};

const RapportWord rapport_summary_states[] = {
  { "sent", N_ ("Sent") },
  { "approved", N_ ("Approved") },
  { "corrections", N_ ("Corrections") },
  { NULL, NULL },
};

const RapportWord rapport_line_kinds[] = {
  { "text", N_ ("Text") },           { "decision", N_ ("Decision") },
  { "agreement", N_ ("Agreement") }, { "task", N_ ("Task") },
  { "risk", N_ ("Risk") },           { "exclusion", N_ ("What we do not do") },
  { "remark", N_ ("Remark") },       { NULL, NULL },
};

const RapportWord rapport_side_words[] = {
  { "ours", N_ ("Ours") },
  { "theirs", N_ ("The client’s") },
  { NULL, NULL },
};
