/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-lights.h"

#define WEEK_DAYS 7

RapportClientLights *
rapport_client_lights_new (void)
{
  return g_new0 (RapportClientLights, 1);
}

void
rapport_client_lights_free (RapportClientLights *self)
{
  g_clear_pointer (&self->all, g_array_unref);
  g_free (self);
}

void
rapport_client_lights_set_owner (RapportClientLights *self, const char *owner)
{
  g_strlcpy (self->owner, owner, sizeof self->owner);
}

static void
add_to_all (RapportClientLights *self, const char *member, RapportMark mark)
{
  RapportOtherMark entry = { .mark = mark };

  g_strlcpy (entry.member, member, sizeof entry.member);
  if (self->all == NULL)
    self->all = g_array_new (FALSE, FALSE, sizeof entry);
  g_array_append_val (self->all, entry);
}

void
rapport_client_lights_add_mark (RapportClientLights *self,
                                int back,
                                const char *member,
                                const char *word)
{
  const gboolean by_owner = *self->owner != '\0' && g_str_equal (member, self->owner);
  const RapportMark mark = rapport_mark_from_word (word);

  if (back < 0 || back >= RAPPORT_LIGHTS_WEEKS)
    return;
  if (back == 0)
    add_to_all (self, member, mark);
  if (self->by_owner[back] && !by_owner)
    return;
  self->marks[back] = (guint8) mark;
  self->by_owner[back] = by_owner;
}

/* All clients at once. */

static const guint client_fields[] = { RAPPORT_CLIENT_OWNER, RAPPORT_CLIENT_LAST_CONTACT,
                                       RAPPORT_CLIENT_NEXT_CONTACT };
static const guint light_fields[] = { RAPPORT_LIGHT_CLIENT, RAPPORT_LIGHT_WEEK,
                                      RAPPORT_LIGHT_MEMBER, RAPPORT_LIGHT_MARK };
static const guint promise_fields[] = { RAPPORT_WORK_ITEM_CLIENT, RAPPORT_WORK_ITEM_CLIENT_DATE };
static const guint claim_fields[] = { RAPPORT_CLAIM_CLIENT, RAPPORT_CLAIM_TYPE, RAPPORT_CLAIM_DAY,
                                      RAPPORT_CLAIM_STATUS };
static const guint summary_fields[] = { RAPPORT_SUMMARY_CLIENT, RAPPORT_SUMMARY_MEETING,
                                        RAPPORT_SUMMARY_STATE, RAPPORT_SUMMARY_SENT_AT };

RapportQuery *
rapport_lights_rows_query (RapportLightsRows which, RapportDay week)
{
  RapportQuery *query;

  switch (which)
    {
    case RAPPORT_LIGHTS_ROWS_CLIENTS:
      return rapport_query_set_fields (rapport_query_new (RAPPORT_TYPE_CLIENT), client_fields,
                                       G_N_ELEMENTS (client_fields));
    case RAPPORT_LIGHTS_ROWS_LIGHTS:
      query = rapport_query_new (RAPPORT_TYPE_LIGHT);
      rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_LEAST,
                               week - WEEK_DAYS * (RAPPORT_LIGHTS_WEEKS - 1));
      rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_AT_MOST, week);
      return rapport_query_set_fields (query, light_fields, G_N_ELEMENTS (light_fields));
    case RAPPORT_LIGHTS_ROWS_PROMISES:
      return rapport_query_set_fields (rapport_evidence_promises_query (), promise_fields,
                                       G_N_ELEMENTS (promise_fields));
    case RAPPORT_LIGHTS_ROWS_CLAIMS:
      return rapport_query_set_fields (rapport_evidence_claims_query (), claim_fields,
                                       G_N_ELEMENTS (claim_fields));
    case RAPPORT_LIGHTS_ROWS_SUMMARIES:
    case RAPPORT_LIGHTS_N_ROWS:
    default:
      return rapport_query_set_fields (rapport_evidence_summaries_query (), summary_fields,
                                       G_N_ELEMENTS (summary_fields));
    }
}

static const char *
get_text (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : "";
}

static RapportDay
get_day (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_int32 (row->values[field]) : RAPPORT_DAY_NONE;
}

static void
add_client (GHashTable *clients, const RapportRow *row)
{
  RapportClientLights *state = rapport_client_lights_new ();

  rapport_client_lights_set_owner (state, get_text (row, RAPPORT_CLIENT_OWNER));
  state->evidence.last_contact = get_day (row, RAPPORT_CLIENT_LAST_CONTACT);
  state->evidence.next_contact = get_day (row, RAPPORT_CLIENT_NEXT_CONTACT);
  g_hash_table_insert (clients, g_strdup (row->id), state);
}

static void
add_summary (GHashTable *clients, const RapportRow *row)
{
  RapportClientLights *state =
    g_hash_table_lookup (clients, get_text (row, RAPPORT_SUMMARY_CLIENT));
  GVariant *sent = row->values[RAPPORT_SUMMARY_SENT_AT];

  if (state != NULL && sent != NULL)
    rapport_evidence_sum_add_summary (&state->evidence, get_text (row, RAPPORT_SUMMARY_MEETING),
                                      get_text (row, RAPPORT_SUMMARY_STATE),
                                      rapport_instant_to_day (g_variant_get_int64 (sent)));
}

GHashTable *
rapport_client_lights_build (GPtrArray *const *rows, RapportDay week, RapportDay today)
{
  GHashTable *clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) rapport_client_lights_free);
  GPtrArray *const *of = rows;

  for (guint i = 0; i < of[RAPPORT_LIGHTS_ROWS_CLIENTS]->len; i++)
    add_client (clients, of[RAPPORT_LIGHTS_ROWS_CLIENTS]->pdata[i]);
  for (guint i = 0; i < of[RAPPORT_LIGHTS_ROWS_LIGHTS]->len; i++)
    {
      const RapportRow *row = of[RAPPORT_LIGHTS_ROWS_LIGHTS]->pdata[i];
      RapportClientLights *state =
        g_hash_table_lookup (clients, get_text (row, RAPPORT_LIGHT_CLIENT));

      if (state != NULL)
        rapport_client_lights_add_mark (
          state, (week - get_day (row, RAPPORT_LIGHT_WEEK)) / WEEK_DAYS,
          get_text (row, RAPPORT_LIGHT_MEMBER), get_text (row, RAPPORT_LIGHT_MARK));
    }
  for (guint i = 0; i < of[RAPPORT_LIGHTS_ROWS_PROMISES]->len; i++)
    {
      const RapportRow *row = of[RAPPORT_LIGHTS_ROWS_PROMISES]->pdata[i];
      RapportClientLights *state =
        g_hash_table_lookup (clients, get_text (row, RAPPORT_WORK_ITEM_CLIENT));

      if (state != NULL)
        rapport_evidence_sum_add_promise (&state->evidence,
                                          get_day (row, RAPPORT_WORK_ITEM_CLIENT_DATE), today);
    }
  for (guint i = 0; i < of[RAPPORT_LIGHTS_ROWS_CLAIMS]->len; i++)
    {
      const RapportRow *row = of[RAPPORT_LIGHTS_ROWS_CLAIMS]->pdata[i];
      RapportClientLights *state =
        g_hash_table_lookup (clients, get_text (row, RAPPORT_CLAIM_CLIENT));

      if (state != NULL)
        rapport_evidence_sum_add_claim (&state->evidence, get_text (row, RAPPORT_CLAIM_TYPE),
                                        get_day (row, RAPPORT_CLAIM_DAY),
                                        get_text (row, RAPPORT_CLAIM_STATUS));
    }
  for (guint i = 0; i < of[RAPPORT_LIGHTS_ROWS_SUMMARIES]->len; i++)
    add_summary (clients, of[RAPPORT_LIGHTS_ROWS_SUMMARIES]->pdata[i]);
  return clients;
}
