/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-status.h"

static GVariant *
get_status_before (RapportRecord *client)
{
  const RapportField *field = &rapport_client_info.fields[RAPPORT_CLIENT_STATUS];
  GVariant *value = rapport_record_get_value (client, RAPPORT_CLIENT_STATUS);

  return value != NULL ? g_variant_ref (value)
                       : rapport_kind_from_text (field->kind, field->initial, NULL);
}

static gboolean
is_changed (RapportTransaction *transaction, RapportRecord *record, guint field, GVariant *before)
{
  return !rapport_kind_equal (rapport_record_get_info (record)->fields[field].kind, before,
                              rapport_transaction_get (transaction, record, field));
}

void
rapport_client_date_status (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportClient *client)
{
  RapportRecord *record = RAPPORT_RECORD (client);
  g_autoptr (GVariant) status = get_status_before (record);
  GVariant *day = rapport_record_get_value (record, RAPPORT_CLIENT_STATUS_DAY);

  if (is_changed (transaction, record, RAPPORT_CLIENT_STATUS, status) &&
      !is_changed (transaction, record, RAPPORT_CLIENT_STATUS_DAY, day))
    rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY,
                                 rapport_clock_get_today (rapport_library_get_clock (library)));
}
