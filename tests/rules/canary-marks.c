/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-marks.h"

/* Figures and days that nothing else has. */
#define FIGURE G_GINT64_CONSTANT (7654321)
#define DAY    rapport_day_new (2031, 3, 7)

/* Stands for an audience where records are to lie in the trash. */
#define IN_TRASH "in the trash"

static GVariant *
marked_value (const RapportField *field)
{
  const char *word = CANARY;

  switch (field->kind)
    {
    case RAPPORT_KIND_TEXT:
    case RAPPORT_KIND_MARKDOWN:
    case RAPPORT_KIND_LOCAL_TIME:
      return g_variant_new_string (word);
    case RAPPORT_KIND_SET:
      return g_variant_new_strv (&word, 1);
    case RAPPORT_KIND_BLOB:
      return g_variant_new_bytestring (word);
    case RAPPORT_KIND_CELLS:
      return g_variant_new_parsed ("[(%i, %s, 'leads', int64 9000000)]",
                                   rapport_day_new (2026, 11, 3), word);
    case RAPPORT_KIND_MONEY:
      return g_variant_new ("(xs)", G_GINT64_CONSTANT (87654321), word);
    case RAPPORT_KIND_DAY:
      return g_variant_new_int32 (DAY);
    case RAPPORT_KIND_INTEGER:
    case RAPPORT_KIND_DECIMAL:
      return g_variant_new_int64 (FIGURE);
    default:
      return NULL;
    }
}

/* What the agency goes by is no secret of a client's, and changes what comes out. */
static gboolean
is_setting (const RapportRecordInfo *info, const RapportField *field)
{
  return info == &rapport_workspace_info && field->kind == RAPPORT_KIND_INTEGER;
}

static void
mark_record (RapportTransaction *transaction, RapportRecord *record, gboolean everything)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);

  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    {
      const RapportField *field = &info->fields[i];
      GVariant *value;

      if ((int) i == info->client || field->flags & RAPPORT_FIELD_KEY || is_setting (info, field) ||
          (!everything && field->audience == RAPPORT_AUDIENCE_CLIENT))
        continue;
      value = marked_value (field);
      if (value != NULL)
        rapport_transaction_set (transaction, record, i, value);
    }
}

void
canary_mark_existing (Agency *agency, GType type, gboolean everything)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GPtrArray) records = rapport_library_find (agency->library, query, NULL);
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Mark");

  for (guint i = 0; i < records->len; i++)
    mark_record (transaction, records->pdata[i], everything);
  agency_commit (transaction);
}

void
canary_add_marked (Agency *agency, const char *client_id, const char *audience, gboolean everything)
{
  GPtrArray *infos = rapport_record_infos_get ();
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Mark");

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      RapportRecord *record;
      int month = rapport_record_info_find_field (info, "month");
      int day = rapport_record_info_find_field (info, "day");
      int week = rapport_record_info_find_field (info, "week");
      int period = rapport_record_info_find_field (info, "period");

      if (info->client < 0)
        continue;
      record = rapport_transaction_create (transaction, info->get_type ());
      rapport_transaction_set_text (transaction, record, (guint) info->client, client_id);
      mark_record (transaction, record, everything);
      if (month >= 0)
        rapport_transaction_set_day (transaction, record, (guint) month,
                                     rapport_day_new (2026, 11, 1));
      if (day >= 0)
        rapport_transaction_set_day (transaction, record, (guint) day,
                                     rapport_day_new (2026, 11, 12));
      if (week >= 0)
        rapport_transaction_set_day (transaction, record, (guint) week,
                                     rapport_day_new (2026, 11, 16));
      if (period >= 0)
        rapport_transaction_set_day (transaction, record, (guint) period,
                                     rapport_day_new (2026, 11, 1));
      if (g_strcmp0 (audience, IN_TRASH) == 0)
        rapport_transaction_trash (transaction, record);
      else if (audience != NULL)
        rapport_transaction_set_text (transaction, record, RAPPORT_RECORD_AUDIENCE, audience);
    }
  agency_commit (transaction);
}

void
canary_mark_all (Agency *agency)
{
  static const char *const hidden[] = { "team", "me", "a word of a newer version", IN_TRASH };
  GPtrArray *infos = rapport_record_infos_get ();
  g_autoptr (RapportClient) other = NULL;

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      canary_mark_existing (agency, info->get_type (), info == &rapport_member_info);
    }
  other = agency_add_client (agency, "Other " CANARY);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    canary_add_marked (agency, agency->client_id, hidden[i], TRUE);
  canary_add_marked (agency, rapport_record_get_id (RAPPORT_RECORD (other)), "client", TRUE);
  canary_add_marked (agency, "", "client", TRUE);
}
