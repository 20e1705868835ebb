/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-evidence.h"

#include "rapport-approval.h"

#include <glib/gi18n-lib.h>

/* A claim of a kind that was made so many days ago at most is one again. */
#define REPEAT_DAYS 365

/* In words. */

gboolean
rapport_evidence_is_given (const RapportEvidence *evidence)
{
  return evidence->missed > 0 || evidence->claims > 0 || evidence->is_silent ||
         evidence->unanswered_days > 0;
}

guint
rapport_evidence_get_weight (const RapportEvidence *evidence)
{
  const int silent = evidence->is_silent ? MAX (evidence->silent_days, 1) : 0;
  const guint waiting = (guint) MIN (MAX (silent, evidence->unanswered_days), 9999);

  return (MIN (evidence->claims + evidence->repeats, 99) * 100 + MIN (evidence->missed, 99)) *
           10000 +
         waiting;
}

static void
append_part (GString *text, char *part)
{
  if (text->len > 0)
    /* Translators: between two remarks, "2 dates missed, no contact for 16 days". */
    g_string_append (text, C_ ("between remarks", ", "));
  g_string_append (text, part);
  g_free (part);
}

static char *
describe_claims (const RapportEvidence *evidence)
{
  const guint n = evidence->claims;

  if (evidence->repeats == 0)
    return g_strdup_printf (ngettext ("%u open claim", "%u open claims", n), n);
  if (n == 1)
    return g_strdup (_ ("1 open claim, not the first of its kind"));
  return g_strdup_printf (
    ngettext ("%u open claim, %u of them repeated", "%u open claims, %u of them repeated", n), n,
    evidence->repeats);
}

char *
rapport_evidence_to_text (const RapportEvidence *evidence)
{
  GString *text = g_string_new (NULL);

  if (evidence->missed > 0)
    append_part (text,
                 g_strdup_printf (ngettext ("%u date missed", "%u dates missed", evidence->missed),
                                  evidence->missed));
  if (evidence->claims > 0)
    append_part (text, describe_claims (evidence));
  if (evidence->unanswered_days > 0)
    append_part (text, g_strdup_printf (ngettext ("no answer to the summary for %d day",
                                                  "no answer to the summary for %d days",
                                                  (gulong) evidence->unanswered_days),
                                        evidence->unanswered_days));
  if (evidence->is_silent)
    append_part (text, g_strdup_printf (ngettext ("no contact for %d day", "no contact for %d days",
                                                  (gulong) evidence->silent_days),
                                        evidence->silent_days));
  return g_string_free_and_steal (text);
}

/* Adding up. */

static int
get_silence (RapportLibrary *library)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  const gint64 days = agency != NULL ? rapport_record_get_integer (RAPPORT_RECORD (agency),
                                                                   RAPPORT_WORKSPACE_SILENCE_DAYS)
                                     : 0;

  if (days > 0)
    return (int) MIN (days, G_MAXINT16);
  return (int) g_ascii_strtoll (
    rapport_workspace_info.fields[RAPPORT_WORKSPACE_SILENCE_DAYS].initial, NULL, 10);
}

void
rapport_evidence_get_limits (RapportLibrary *library, RapportEvidenceLimits *limits)
{
  limits->today = rapport_clock_get_today (rapport_library_get_clock (library));
  limits->silence = get_silence (library);
  limits->overdue_before = rapport_approval_get_overdue_before (library, limits->today);
}

RapportQuery *
rapport_evidence_promises_query (void)
{
  static const char *const closed[] = { "done", "confirmed", "rejected", "dropped" };
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where (query, RAPPORT_WORK_ITEM_CLIENT_DATE, RAPPORT_TEST_DIFFERENT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
    rapport_query_where (query, RAPPORT_WORK_ITEM_STATUS, RAPPORT_TEST_DIFFERENT,
                         g_variant_new_string (closed[i]));
  return query;
}

RapportQuery *
rapport_evidence_claims_query (void)
{
  return rapport_query_order_by (rapport_query_new (RAPPORT_TYPE_CLAIM), RAPPORT_CLAIM_DAY, FALSE);
}

RapportQuery *
rapport_evidence_summaries_query (void)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_SUMMARY);

  rapport_query_order_by (query, RAPPORT_SUMMARY_MEETING, FALSE);
  rapport_query_order_by (query, RAPPORT_SUMMARY_AMENDMENT, FALSE);
  return rapport_query_order_by (query, RAPPORT_SUMMARY_VERSION, FALSE);
}

void
rapport_evidence_sum_add_promise (RapportEvidenceSum *self, RapportDay date, RapportDay today)
{
  if (date < today)
    self->missed++;
  else if (self->next_promise == RAPPORT_DAY_NONE || date < self->next_promise)
    self->next_promise = date;
}

/* The place of a word of an enum; those of a newer version share the last one. */
static guint
kind_of (const char *type)
{
  const RapportWord *words = rapport_claim_info.fields[RAPPORT_CLAIM_TYPE].words;
  guint kind = 0;

  while (kind < RAPPORT_EVIDENCE_KINDS - 1 && words[kind].word != NULL &&
         !g_str_equal (words[kind].word, type))
    kind++;
  return kind;
}

static gboolean
is_open (const char *status)
{
  return !g_str_equal (status, "closed");
}

void
rapport_evidence_sum_add_claim (RapportEvidenceSum *self,
                                const char *type,
                                RapportDay day,
                                const char *status)
{
  RapportDay *last = &self->last_claims[kind_of (type)];

  if (is_open (status))
    {
      self->claims++;
      if (*last != RAPPORT_DAY_NONE && day - *last <= REPEAT_DAYS)
        self->repeats++;
    }
  *last = day;
}

static RapportDay
earlier (RapportDay a, RapportDay b)
{
  if (a == RAPPORT_DAY_NONE || b == RAPPORT_DAY_NONE)
    return a != RAPPORT_DAY_NONE ? a : b;
  return MIN (a, b);
}

void
rapport_evidence_sum_add_summary (RapportEvidenceSum *self,
                                  const char *meeting,
                                  const char *state,
                                  RapportDay sent)
{
  if (!g_str_equal (self->meeting, meeting))
    {
      self->unanswered = earlier (self->unanswered, self->sent);
      g_strlcpy (self->meeting, meeting, sizeof self->meeting);
    }
  /* The last version is the one that has an answer, or waits for it. */
  self->sent = g_str_equal (state, "sent") ? sent : RAPPORT_DAY_NONE;
}

void
rapport_evidence_sum_get (const RapportEvidenceSum *self,
                          const RapportEvidenceLimits *limits,
                          RapportEvidence *evidence)
{
  const RapportDay sent = earlier (self->unanswered, self->sent);

  *evidence = (RapportEvidence) {
    .missed = self->missed,
    .claims = self->claims,
    .repeats = self->repeats,
    .silent_days = -1,
    .next = self->next_promise,
  };
  if (self->last_contact != RAPPORT_DAY_NONE)
    evidence->silent_days = MAX (0, limits->today - self->last_contact);
  evidence->is_silent = evidence->silent_days >= limits->silence;
  if (sent != RAPPORT_DAY_NONE && sent < limits->overdue_before)
    evidence->unanswered_days = limits->today - sent;
  if (self->next_contact >= limits->today &&
      (evidence->next == RAPPORT_DAY_NONE || self->next_contact < evidence->next))
    evidence->next = self->next_contact;
}

/* What it is made of. */

static gboolean
add_found (GPtrArray *list,
           RapportLibrary *library,
           RapportQuery *query,
           guint client,
           const char *id,
           GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where_text (query, client, id);
  found = rapport_library_find (library, query, error);
  if (found == NULL)
    return FALSE;
  g_ptr_array_extend (list, found, (GCopyFunc) g_object_ref, NULL);
  return TRUE;
}

GPtrArray *
rapport_evidence_list (RapportLibrary *library, const char *client_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RapportQuery) claims = rapport_evidence_claims_query ();
  g_autoptr (RapportQuery) promises = rapport_evidence_promises_query ();

  rapport_query_where (claims, RAPPORT_CLAIM_STATUS, RAPPORT_TEST_DIFFERENT,
                       g_variant_new_string ("closed"));
  rapport_query_where_day (promises, RAPPORT_WORK_ITEM_CLIENT_DATE, RAPPORT_TEST_LESS,
                           rapport_clock_get_today (rapport_library_get_clock (library)));
  rapport_query_order_by (promises, RAPPORT_WORK_ITEM_CLIENT_DATE, FALSE);
  if (!add_found (list, library, claims, RAPPORT_CLAIM_CLIENT, client_id, error) ||
      !add_found (list, library, promises, RAPPORT_WORK_ITEM_CLIENT, client_id, error))
    return NULL;
  return g_steal_pointer (&list);
}
