/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-claims.h"

/* A missed date and bad manners are answered at once; what has to be looked
 * into gets a little longer. */
static const struct
{
  const char *type;
  int days;
} reactions[] = {
  { "communication", 1 }, { "deadline", 1 }, { "quality", 2 },
  { "money", 2 },         { "result", 3 },   { "other", 2 },
};

static const char *
get_status (RapportClaim *claim)
{
  return rapport_record_get_text (RAPPORT_RECORD (claim), RAPPORT_CLAIM_STATUS);
}

static RapportDay
get_day (RapportClaim *claim)
{
  return rapport_record_get_day (RAPPORT_RECORD (claim), RAPPORT_CLAIM_DAY);
}

int
rapport_claim_get_reaction_days (const char *type)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (reactions) - 1 && g_strcmp0 (reactions[i].type, type) != 0)
    i++;
  return reactions[i].days;
}

gboolean
rapport_claim_is_open (RapportClaim *claim)
{
  return !g_str_equal (get_status (claim), "closed");
}

static gboolean
is_answer (const char *status)
{
  return g_str_equal (status, "answered") || g_str_equal (status, "closed");
}

gboolean
rapport_claim_is_answered (RapportClaim *claim)
{
  return is_answer (get_status (claim));
}

RapportDay
rapport_claim_get_due (RapportClaim *claim)
{
  const char *type = rapport_record_get_text (RAPPORT_RECORD (claim), RAPPORT_CLAIM_TYPE);
  RapportDay day = get_day (claim);

  return day != RAPPORT_DAY_NONE ? day + rapport_claim_get_reaction_days (type) : RAPPORT_DAY_NONE;
}

gboolean
rapport_claim_is_overdue (RapportClaim *claim, RapportDay today)
{
  RapportDay due = rapport_claim_get_due (claim);

  return !rapport_claim_is_answered (claim) && due != RAPPORT_DAY_NONE && due < today;
}

int
rapport_claim_get_days (RapportClaim *claim, RapportDay today)
{
  RapportDay from = get_day (claim);
  RapportDay until = rapport_claim_is_answered (claim)
                       ? rapport_record_get_day (RAPPORT_RECORD (claim), RAPPORT_CLAIM_ANSWERED_DAY)
                       : today;

  if (from == RAPPORT_DAY_NONE || until == RAPPORT_DAY_NONE || until < from)
    return RAPPORT_CLAIM_NO_DAYS;
  return until - from;
}

/* 0: waits for an answer, 1: answered and open, 2: closed. */
static int
get_rank (RapportClaim *claim)
{
  if (!rapport_claim_is_answered (claim))
    return 0;
  return rapport_claim_is_open (claim) ? 1 : 2;
}

int
rapport_claim_compare (RapportClaim *a, RapportClaim *b, RapportDay today)
{
  int rank = get_rank (a);
  int order = rank - get_rank (b);
  /* One without a day is one of today. */
  RapportDay day_a = rank == 0 ? rapport_claim_get_due (a) : get_day (a);
  RapportDay day_b = rank == 0 ? rapport_claim_get_due (b) : get_day (b);

  day_a = day_a != RAPPORT_DAY_NONE ? day_a : today;
  day_b = day_b != RAPPORT_DAY_NONE ? day_b : today;
  if (order == 0)
    order = rank == 0 ? (day_a > day_b) - (day_a < day_b) : (day_b > day_a) - (day_b < day_a);
  return order != 0 ? order
                    : g_strcmp0 (rapport_record_get_id (RAPPORT_RECORD (a)),
                                 rapport_record_get_id (RAPPORT_RECORD (b)));
}

static const char *
get_new_text (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

void
rapport_claim_date_answer (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportClaim *claim)
{
  RapportRecord *record = RAPPORT_RECORD (claim);
  const char *status = get_new_text (transaction, record, RAPPORT_CLAIM_STATUS);
  gboolean dated =
    rapport_transaction_get (transaction, record, RAPPORT_CLAIM_ANSWERED_DAY) != NULL;

  if (is_answer (status) && !dated)
    rapport_transaction_set_day (transaction, record, RAPPORT_CLAIM_ANSWERED_DAY,
                                 rapport_clock_get_today (rapport_library_get_clock (library)));
  else if (!is_answer (status) && dated && is_answer (get_status (claim)))
    rapport_transaction_set_day (transaction, record, RAPPORT_CLAIM_ANSWERED_DAY, RAPPORT_DAY_NONE);
}

/* Of many. */

RapportQuery *
rapport_claims_query_open (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CLAIM);

  if (client_id != NULL)
    rapport_query_where_text (query, RAPPORT_CLAIM_CLIENT, client_id);
  rapport_query_where (query, RAPPORT_CLAIM_STATUS, RAPPORT_TEST_DIFFERENT,
                       g_variant_new_string ("closed"));
  return rapport_query_order_by (query, RAPPORT_CLAIM_DAY, FALSE);
}

/* (transfer full): none where they can't be read, which is logged. */
static GPtrArray *
find (RapportLibrary *library, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rapport_library_find (library, query, &error);

  if (found != NULL)
    return found;
  g_warning ("reading the claims: %s", error->message);
  return g_ptr_array_new ();
}

void
rapport_claims_summarize (RapportLibrary *library,
                          const char *client_id,
                          RapportDay today,
                          RapportClaimsSummary *summary)
{
  g_autoptr (RapportQuery) query = rapport_claims_query_open (client_id);
  g_autoptr (GPtrArray) open = find (library, query);

  *summary = (RapportClaimsSummary) { .open = open->len };
  for (guint i = 0; i < open->len; i++)
    {
      RapportClaim *claim = open->pdata[i];
      RapportDay day = get_day (claim);

      if (rapport_claim_is_answered (claim))
        continue;
      summary->waiting++;
      summary->overdue += rapport_claim_is_overdue (claim, today) ? 1 : 0;
      if (day != RAPPORT_DAY_NONE && (summary->oldest == RAPPORT_DAY_NONE || day < summary->oldest))
        summary->oldest = day;
    }
}

guint
rapport_claims_count_kind (RapportLibrary *library, const char *client_id, const char *type)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLAIM);
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where_text (query, RAPPORT_CLAIM_CLIENT, client_id);
  rapport_query_where_text (query, RAPPORT_CLAIM_TYPE, type);
  found = find (library, query);
  return found->len;
}
