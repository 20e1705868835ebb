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

/* The number of days without contact that @library's agency calls silence. */
int rapport_evidence_get_silence (RapportLibrary *library);

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
} RapportEvidenceSum;

/* The open work items with a client's date; of all clients. */
RapportQuery *rapport_evidence_promises_query (void);
/* All claims in the order of their days, as rapport_evidence_sum_add_claim() has
 * to hear of them; of all clients. */
RapportQuery *rapport_evidence_claims_query (void);

void rapport_evidence_sum_add_promise (RapportEvidenceSum *self, RapportDay date, RapportDay today);
void rapport_evidence_sum_add_claim (RapportEvidenceSum *self,
                                     const char *type,
                                     RapportDay day,
                                     const char *status);

/* What it comes to on @today. @silence: see rapport_evidence_get_silence() */
void rapport_evidence_sum_get (const RapportEvidenceSum *self,
                               RapportDay today,
                               int silence,
                               RapportEvidence *evidence);

G_END_DECLS
