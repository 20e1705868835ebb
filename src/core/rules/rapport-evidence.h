/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agency.h"

G_BEGIN_DECLS

/**
 * RapportEvidence:
 * @missed: promises whose client's date has passed
 * @claims: claims that are not closed
 * @repeats: how many of these the client has made before: one of the same kind
 *   within a year
 * @silent_days: since the last contact; -1 where none is known
 * @is_silent: whether these are as many as the agency calls silence
 * @unanswered_days: since a summary was sent whose answer is overdue, the oldest such one; 0
 *   where there is none
 * @next: the next promise or contact, or none
 *
 * What the records suggest beside a client's light (domain.md A.1). It never
 * takes the place of a mark.
 */
typedef struct
{
  guint missed;
  guint claims;
  guint repeats;
  int silent_days;
  gboolean is_silent;
  int unanswered_days;
  RapportDay next;
} RapportEvidence;

/* Whether there is anything to say. */
gboolean rapport_evidence_is_given (const RapportEvidence *evidence);

/* How much it weighs, to sort by: claims before dates, dates before silence; 0
 * where there is nothing to say. */
guint rapport_evidence_get_weight (const RapportEvidence *evidence);

/* In one line, "2 dates missed, 1 claim, no contact for 16 days"; "" when there
 * is nothing to say. Translated. (transfer full) */
char *rapport_evidence_to_text (const RapportEvidence *evidence);

/**
 * RapportEvidenceLimits:
 * @today: the day that they are of
 * @silence: so many days without contact the agency calls silence
 * @overdue_before: a summary that was sent before this day should have its answer
 *
 * From when on something is evidence.
 */
typedef struct
{
  RapportDay today;
  int silence;
  RapportDay overdue_before;
} RapportEvidenceLimits;

void rapport_evidence_get_limits (RapportLibrary *library, RapportEvidenceLimits *limits);

/* (transfer full) (element-type RapportRecord): what the evidence of a client is
 * made of: its open claims, then the work items whose client's date has passed,
 * each the oldest first. %NULL with an error. */
GPtrArray *rapport_evidence_list (RapportLibrary *library, const char *client_id, GError **error);

/**
 * RapportEvidenceSum:
 *
 * Adds evidence up from the fields of single records, which may come from the
 * memory or the disk. Begins with zeroes.
 */
#define RAPPORT_EVIDENCE_KINDS 8

typedef struct
{
  guint missed;
  guint claims;
  guint repeats;
  RapportDay last_contact;
  RapportDay next_contact;
  RapportDay next_promise;
  RapportDay last_claims[RAPPORT_EVIDENCE_KINDS]; /* by kind of claim */
  char meeting[37];                               /* whose versions are being added */
  RapportDay sent;       /* when the last of them was, while it has no answer */
  RapportDay unanswered; /* when the oldest was sent of those of other meetings */
} RapportEvidenceSum;

/* The open work items with a client's date; of all clients. */
RapportQuery *rapport_evidence_promises_query (void);
/* All claims in the order of their days, as rapport_evidence_sum_add_claim() has
 * to hear of them; of all clients. */
RapportQuery *rapport_evidence_claims_query (void);

/* All summaries, those of a meeting together and in the order of their versions, as
 * rapport_evidence_sum_add_summary() has to hear of them; of all clients. */
RapportQuery *rapport_evidence_summaries_query (void);

void rapport_evidence_sum_add_promise (RapportEvidenceSum *self, RapportDay date, RapportDay today);
void rapport_evidence_sum_add_claim (RapportEvidenceSum *self,
                                     const char *type,
                                     RapportDay day,
                                     const char *status);

/* @sent: the day on which this version was */
void rapport_evidence_sum_add_summary (RapportEvidenceSum *self,
                                       const char *meeting,
                                       const char *state,
                                       RapportDay sent);

/* What it comes to. */
void rapport_evidence_sum_get (const RapportEvidenceSum *self,
                               const RapportEvidenceLimits *limits,
                               RapportEvidence *evidence);

G_END_DECLS
