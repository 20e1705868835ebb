/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* What clients complained of (domain.md D.6). A claim is open until it is
 * closed. Days to answer are calendar days from the one on which it was made. */

/* Days that a kind of claim ("deadline", "money", …) may wait for our answer;
 * those of "other" for a kind that is not known. */
int rapport_claim_get_reaction_days (const char *type);

/* Whether something is still to be done about it. */
gboolean rapport_claim_is_open (RapportClaim *claim);

/* Whether the client has been told something: it is answered or closed. */
gboolean rapport_claim_is_answered (RapportClaim *claim);

/* By when it is to be answered; none where it has no day. */
RapportDay rapport_claim_get_due (RapportClaim *claim);

/* Whether it is not answered and the day to answer it has passed. */
gboolean rapport_claim_is_overdue (RapportClaim *claim, RapportDay today);

/* Days between the claim and our answer, or %RAPPORT_CLAIM_NO_DAYS where one of
 * the two is not known. Of one that is not answered: until @today. */
#define RAPPORT_CLAIM_NO_DAYS (-1)
int rapport_claim_get_days (RapportClaim *claim, RapportDay today);

/* Order for lists: those that wait for an answer first, the longest overdue at
 * the top; then what is answered and still open; then the closed, newest first. */
int rapport_claim_compare (RapportClaim *a, RapportClaim *b, RapportDay today);

/* Where the transaction answers or closes @claim: it was answered today, unless
 * it says when. One that is open again has not been answered. */
void rapport_claim_date_answer (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportClaim *claim);

/* (transfer full): the claims of a client that are open; of all clients where
 * @client_id is %NULL. */
RapportQuery *rapport_claims_query_open (const char *client_id);

/**
 * RapportClaimsSummary:
 * @open: claims that are not closed
 * @waiting: of these, those that have no answer yet
 * @overdue: of these, those whose day to answer has passed
 * @oldest: the day of the oldest that waits, or none
 *
 * The claims of a client as evidence beside the week's light.
 */
typedef struct
{
  guint open;
  guint waiting;
  guint overdue;
  RapportDay oldest;
} RapportClaimsSummary;

void rapport_claims_summarize (RapportLibrary *library,
                               const char *client_id,
                               RapportDay today,
                               RapportClaimsSummary *summary);

/* How many claims of this kind the client has made, closed ones included. */
guint rapport_claims_count_kind (RapportLibrary *library, const char *client_id, const char *type);

G_END_DECLS
