/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-status.h"

/* What stands in the client and, word for word, in its last step. */
static const struct
{
  guint client;
  guint step;
} pairs[] = {
  { RAPPORT_CLIENT_STATUS, RAPPORT_BASE_STEP_STATUS },
  { RAPPORT_CLIENT_STATUS_DAY, RAPPORT_BASE_STEP_DAY },
  { RAPPORT_CLIENT_STATUS_REASON, RAPPORT_BASE_STEP_REASON },
  { RAPPORT_CLIENT_PITCH, RAPPORT_BASE_STEP_PITCH },
};

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

static gboolean
is_other_status (RapportTransaction *transaction, RapportRecord *client)
{
  g_autoptr (GVariant) status = get_status_before (client);

  return is_changed (transaction, client, RAPPORT_CLIENT_STATUS, status);
}

static gboolean
is_field_changed (RapportTransaction *transaction, RapportRecord *client, guint field)
{
  return is_changed (transaction, client, field, rapport_record_get_value (client, field));
}

void
rapport_client_date_status (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportClient *client)
{
  RapportRecord *record = RAPPORT_RECORD (client);

  if (is_other_status (transaction, record) &&
      !is_field_changed (transaction, record, RAPPORT_CLIENT_STATUS_DAY))
    rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY,
                                 rapport_clock_get_today (rapport_library_get_clock (library)));
}

gboolean
rapport_client_status_has_reason (const char *status)
{
  static const char *const gone[] = { "paused", "refused", "left", "let-go", NULL };

  return g_strv_contains (gone, status);
}

/* The steps. */

GPtrArray *
rapport_client_get_steps (RapportLibrary *library, const char *client_id, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_BASE_STEP);

  rapport_query_where_text (query, RAPPORT_BASE_STEP_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_BASE_STEP_DAY, FALSE);
  return rapport_library_find (library, query, error);
}

static RapportRecord *
add_step (RapportTransaction *transaction, RapportRecord *client)
{
  RapportRecord *step = rapport_transaction_create (transaction, RAPPORT_TYPE_BASE_STEP);

  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_CLIENT,
                                rapport_record_get_id (client));
  return step;
}

/* The status that is left, of a client whose steps were never written down. */
static void
add_former_step (RapportTransaction *transaction, RapportRecord *client)
{
  RapportRecord *step;

  if (rapport_record_get_day (client, RAPPORT_CLIENT_STATUS_DAY) == RAPPORT_DAY_NONE)
    return;
  step = add_step (transaction, client);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    rapport_transaction_set (transaction, step, pairs[i].step,
                             rapport_record_get_value (client, pairs[i].client));
}

/* The step that says what the client said before. */
static RapportRecord *
find_step (GPtrArray *steps, RapportRecord *client)
{
  for (guint i = steps->len; i > 0; i--)
    if (rapport_record_has_word (steps->pdata[i - 1], RAPPORT_BASE_STEP_STATUS,
                                 rapport_record_get_text (client, RAPPORT_CLIENT_STATUS)) &&
        rapport_record_get_day (steps->pdata[i - 1], RAPPORT_BASE_STEP_DAY) ==
          rapport_record_get_day (client, RAPPORT_CLIENT_STATUS_DAY))
      return steps->pdata[i - 1];
  return NULL;
}

void
rapport_client_note_step (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportClient *client)
{
  RapportRecord *record = RAPPORT_RECORD (client);
  const gboolean other = is_other_status (transaction, record);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  gboolean changed = other;
  RapportRecord *step = NULL;

  for (guint i = 1; !changed && i < G_N_ELEMENTS (pairs); i++)
    changed = is_field_changed (transaction, record, pairs[i].client);
  if (!changed)
    return;
  steps = rapport_client_get_steps (library, rapport_record_get_id (record), &error);
  if (steps == NULL)
    {
      g_warning ("reading the steps of a client: %s", error->message);
      return;
    }
  if (!other)
    step = find_step (steps, record);
  else if (steps->len == 0)
    add_former_step (transaction, record);
  if (step == NULL)
    step = add_step (transaction, record);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    rapport_transaction_set (transaction, step, pairs[i].step,
                             rapport_transaction_get (transaction, record, pairs[i].client));
}

void
rapport_client_set_status (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportClient *client,
                           const RapportStatusChange *change)
{
  RapportRecord *record = RAPPORT_RECORD (client);

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS, change->status);
  if (change->day != RAPPORT_DAY_NONE)
    rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY, change->day);
  else
    rapport_client_date_status (transaction, library, client);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS_REASON, change->reason);
  if (change->pitch > 0)
    rapport_transaction_set_integer (transaction, record, RAPPORT_CLIENT_PITCH, change->pitch);
  else
    rapport_transaction_set (transaction, record, RAPPORT_CLIENT_PITCH, NULL);
  rapport_client_note_step (transaction, library, client);
}
