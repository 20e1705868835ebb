/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The approval of minutes by the client (domain.md E.3). What was sent is frozen; the client's
 * corrections make the next version; once approved nothing changes but by an amendment. */

/**
 * RapportApprovalStep:
 * @RAPPORT_APPROVAL_NOTHING: the meeting has no minutes yet, or is the agency's own
 * @RAPPORT_APPROVAL_TO_SEND: held, and nothing has been sent: our side is waited for
 * @RAPPORT_APPROVAL_SENT: the client's side is waited for
 * @RAPPORT_APPROVAL_CORRECTIONS: the client wants it otherwise: our side is waited for
 * @RAPPORT_APPROVAL_APPROVED: done
 */
typedef enum
{
  RAPPORT_APPROVAL_NOTHING,
  RAPPORT_APPROVAL_TO_SEND,
  RAPPORT_APPROVAL_SENT,
  RAPPORT_APPROVAL_CORRECTIONS,
  RAPPORT_APPROVAL_APPROVED,
} RapportApprovalStep;

/**
 * RapportApproval:
 * @since: the day on which this step began
 * @days: how many days it has taken; 0 once approved
 * @days_ours: days that it waited for us, over all versions
 * @days_theirs: days that it waited for the client
 * @overdue: sent, and longer without an answer than the agency waits
 *   (%RAPPORT_WORKSPACE_APPROVAL_DAYS, in working days)
 * @version: the number of the last one that was sent, 0 for none
 * @amendment: number of the amendment in work, 0 for the minutes themselves
 * @summary: (nullable): id of the last one that was sent
 */
typedef struct
{
  RapportApprovalStep step;
  RapportDay since;
  int days;
  int days_ours;
  int days_theirs;
  gboolean overdue;
  int version;
  int amendment;
  char *summary;
} RapportApproval;

void rapport_approval_clear (RapportApproval *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportApproval, rapport_approval_clear)

void
rapport_approval_read (RapportLibrary *library, RapportMeeting *meeting, RapportApproval *approval);

/* What was sent before this day, and has no answer on @today, is overdue. */
RapportDay rapport_approval_get_overdue_before (RapportLibrary *library, RapportDay today);

/* The versions of a meeting, the first one first. */
RapportQuery *rapport_approval_query (const char *meeting_id);

/* Whether a line of this amendment can't be changed any more. */
gboolean
rapport_approval_is_locked (RapportLibrary *library, const char *meeting_id, int amendment);

/**
 * RapportFrozen:
 * @document: JSON of rapport_public_minutes_to_json()
 * @letter: the text as it was sent
 * @pdf: the page, to the byte
 */
typedef struct
{
  const char *subject;
  const char *sent_to;
  const char *document;
  const char *letter;
  GBytes *pdf;
} RapportFrozen;

/* (transfer none): keeps what was sent as the next version. Undo does not go past it. */
RapportSummary *rapport_approval_send (RapportTransaction *transaction,
                                       RapportLibrary *library,
                                       RapportMeeting *meeting,
                                       const RapportFrozen *frozen);

/* What the client answered, and on which day. @words: (nullable). An approval can't be undone. */
void rapport_approval_answer (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportSummary *summary,
                              gboolean approved,
                              RapportDay day,
                              const char *by,
                              const char *words);

/* Notes that the client was reminded today. */
void rapport_approval_remind (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportSummary *summary);

/* The number under which lines may be added now: 0, or after an approval that of the amendment. */
int rapport_approval_get_open_amendment (RapportLibrary *library, const char *meeting_id);

/* (transfer full) (element-type RapportMeeting): held meetings that wait, ours and theirs, the
 * longest first. @client: (nullable): of all */
GPtrArray *rapport_approval_find_waiting (RapportLibrary *library, const char *client);

G_END_DECLS
