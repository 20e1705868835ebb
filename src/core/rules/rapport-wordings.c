/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-wordings.h"

#include "rapport-public-minutes.h"

/* A line of a summary that was sent. */
typedef struct
{
  const RapportPublicLine *line;
  const RapportRow *summary;
} Frozen;

RapportQuery *
rapport_wordings_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_SUMMARY);

  rapport_query_where_text (query, RAPPORT_SUMMARY_CLIENT, client_id);
  return rapport_query_order_by (query, RAPPORT_SUMMARY_SENT_AT, FALSE);
}

static const char *
text_of (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : "";
}

static gint64
number_of (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_int64 (row->values[field]) : 0;
}

static gboolean
is_approved (const RapportRow *row)
{
  return g_str_equal (text_of (row, RAPPORT_SUMMARY_STATE), "approved");
}

/* What was approved counts before what was only sent; else the later one does. */
static void
index_minutes (GHashTable *index, RapportPublicMinutes *minutes, const RapportRow *summary)
{
  for (guint i = 0; i < minutes->items->len; i++)
    {
      const RapportPublicItem *item = minutes->items->pdata[i];

      for (guint n = 0; n < item->lines->len; n++)
        {
          const RapportPublicLine *line = item->lines->pdata[n];
          const Frozen *known = g_hash_table_lookup (index, line->id);
          Frozen *frozen;

          if (line->amendment != number_of (summary, RAPPORT_SUMMARY_AMENDMENT) ||
              (known != NULL && is_approved (known->summary) && !is_approved (summary)))
            continue;
          frozen = g_new (Frozen, 1);
          *frozen = (Frozen) { line, summary };
          g_hash_table_replace (index, line->id, frozen);
        }
    }
}

static RapportWording *
wording_new (const RapportAgreed *agreed, const Frozen *frozen)
{
  RapportWording *self = g_new0 (RapportWording, 1);
  const RapportPublicLine *line = frozen != NULL ? frozen->line : NULL;

  self->kind = g_strdup (agreed->kind);
  self->text = g_strdup (line != NULL ? line->text : agreed->text);
  self->who = g_strdup (line != NULL ? line->who : agreed->who);
  self->due = line != NULL ? line->due : agreed->due;
  self->day = agreed->day;
  self->where = g_strdup (agreed->where);
  self->approved_by = g_strdup ("");
  if (frozen == NULL)
    return self;
  self->version = (int) number_of (frozen->summary, RAPPORT_SUMMARY_VERSION);
  self->amendment = (int) number_of (frozen->summary, RAPPORT_SUMMARY_AMENDMENT);
  self->sent = rapport_instant_to_day (number_of (frozen->summary, RAPPORT_SUMMARY_SENT_AT));
  if (is_approved (frozen->summary) && frozen->summary->values[RAPPORT_SUMMARY_ANSWERED] != NULL)
    {
      self->approved = g_variant_get_int32 (frozen->summary->values[RAPPORT_SUMMARY_ANSWERED]);
      g_set_str (&self->approved_by, text_of (frozen->summary, RAPPORT_SUMMARY_ANSWERED_BY));
    }
  return self;
}

/* Where the day begins that ends before @end. */
static guint
find_day (GPtrArray *found, guint end)
{
  const RapportDay day = ((RapportAgreed *) found->pdata[end - 1])->day;
  guint start = end - 1;

  while (start > 0 && ((RapportAgreed *) found->pdata[start - 1])->day == day)
    start--;
  return start;
}

GPtrArray *
rapport_wordings_make (GPtrArray *found, GPtrArray *summaries)
{
  g_autoptr (GPtrArray) documents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_public_minutes_unref);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GPtrArray *wordings = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_wording_free);

  for (guint i = 0; i < summaries->len; i++)
    {
      const RapportRow *row = summaries->pdata[i];
      RapportPublicMinutes *minutes =
        g_str_equal (text_of (row, RAPPORT_RECORD_AUDIENCE), "client")
          ? rapport_public_minutes_from_json (text_of (row, RAPPORT_SUMMARY_DOCUMENT), NULL)
          : NULL;

      if (minutes == NULL)
        continue;
      g_ptr_array_add (documents, minutes);
      index_minutes (index, minutes, row);
    }
  /* Told as it happened: the oldest day first. */
  for (guint end = found->len, start; end > 0; end = start)
    {
      start = find_day (found, end);
      for (guint i = start; i < end; i++)
        {
          const RapportAgreed *agreed = found->pdata[i];

          g_ptr_array_add (wordings,
                           wording_new (agreed, g_hash_table_lookup (index, agreed->line)));
        }
    }
  return wordings;
}
