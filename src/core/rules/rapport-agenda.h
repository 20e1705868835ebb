/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The agenda of a meeting (domain.md E.1): its items, their order, and where they come from. */

/* The items of a meeting, in order. */
RapportQuery *rapport_agenda_query (const char *meeting_id);

/* Where a proposal comes from, in the order of an agenda; words for the user with
 * rapport_agenda_source_get_label(). */
typedef enum
{
  RAPPORT_AGENDA_GOALS,      /* what the client expects and this month's targets, restated */
  RAPPORT_AGENDA_RESULTS,    /* last month's results: its report, where there is one */
  RAPPORT_AGENDA_CARRIED,    /* open items of the meeting before */
  RAPPORT_AGENDA_AGREEMENTS, /* promises that are open or overdue */
  RAPPORT_AGENDA_APPROVALS,  /* tasks that wait for the client */
  RAPPORT_AGENDA_QUEUE,      /* questions and problems */
  RAPPORT_AGENDA_BRIEF,      /* the next two or three questions of the brief */
  RAPPORT_AGENDA_N_SOURCES
} RapportAgendaSource;

const char *rapport_agenda_source_get_label (RapportAgendaSource source);

/**
 * RapportProposal:
 * @source: where it comes from
 * @kind: a word of an agenda item
 * @about: (nullable): id of the record; two proposals of the same record do not occur
 * @title: as the item would be called
 * @hint: (nullable): why: "overdue since 12 November", "carried over twice"
 * @minutes: planned
 * @wanted: whether it is taken unless the user says otherwise
 * @client_sees: whether the client may see it
 */
typedef struct
{
  RapportAgendaSource source;
  const char *kind;
  char *about;
  char *title;
  char *hint;
  int minutes;
  gboolean wanted;
  gboolean client_sees;
} RapportProposal;

void rapport_proposal_free (RapportProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportProposal, rapport_proposal_free)

/* The language of what the client reads of a meeting: its own, the client's or the agency's. The
 * string is interned. */
const char *rapport_agenda_get_language (RapportLibrary *library, RapportMeeting *meeting);

/* (transfer full) (element-type RapportProposal): what may be talked about at @meeting and does not
 * stand on its agenda yet, by source. Reads rows only; main thread, a few milliseconds. */
GPtrArray *rapport_agenda_propose (RapportLibrary *library, RapportMeeting *meeting);

/* Puts those of @proposals that are wanted at the end of the agenda. Returns how many. */
guint rapport_agenda_take (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMeeting *meeting,
                           GPtrArray *proposals);

/* (transfer none): an item at the end. @about: (nullable) */
RapportAgendaItem *rapport_agenda_add (RapportTransaction *transaction,
                                       RapportLibrary *library,
                                       RapportMeeting *meeting,
                                       const char *kind,
                                       const char *title,
                                       const char *about,
                                       int minutes);

/* Moves an item between two others, either of which may be %NULL. */
void rapport_agenda_move (RapportTransaction *transaction,
                          RapportAgendaItem *item,
                          RapportAgendaItem *before,
                          RapportAgendaItem *after);

/* (transfer full) (nullable): what it is about: a question of the queue or of the brief, an
 * agreement, a work item, a report, or the client whose goals it restates. */
RapportRecord *rapport_agenda_item_get_about (RapportLibrary *library, RapportAgendaItem *item);

/* Done, or open again. A question of the queue or of the brief is settled with it, and comes
 * back with it. */
void rapport_agenda_item_set_done (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportAgendaItem *item,
                                   gboolean done);

/* (transfer full): its own title, or that of what it is about; never "". */
char *rapport_agenda_item_get_title (RapportLibrary *library, RapportAgendaItem *item);

/* Whether the client may see it: it is, and so is what it takes its title from. */
gboolean rapport_agenda_item_is_public (RapportLibrary *library, RapportAgendaItem *item);

G_END_DECLS
