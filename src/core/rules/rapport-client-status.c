/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-status.h"

#include <string.h>

/* What a transaction would leave. */

static const char *
text_in (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static RapportDay
day_in (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

static gint64
integer_in (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

static gboolean
is_changed (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  return !rapport_kind_equal (rapport_record_get_info (record)->fields[field].kind,
                              rapport_record_get_value (record, field),
                              rapport_transaction_get (transaction, record, field));
}

/* Steps in their order. */

static int
compare_days (RapportDay a_day, gint64 a_created, RapportDay b_day, gint64 b_created)
{
  if (a_day != b_day)
    return a_day < b_day ? -1 : 1;
  return (a_created > b_created) - (a_created < b_created);
}

static int
compare_records_cb (gconstpointer a, gconstpointer b)
{
  RapportRecord *first = *(RapportRecord *const *) a;
  RapportRecord *second = *(RapportRecord *const *) b;
  int order = compare_days (rapport_record_get_day (first, RAPPORT_BASE_STEP_DAY),
                            rapport_record_get_integer (first, RAPPORT_RECORD_CREATED),
                            rapport_record_get_day (second, RAPPORT_BASE_STEP_DAY),
                            rapport_record_get_integer (second, RAPPORT_RECORD_CREATED));

  return order != 0 ? order
                    : strcmp (rapport_record_get_id (first), rapport_record_get_id (second));
}

static int
compare_in_cb (gconstpointer a, gconstpointer b, gpointer transaction)
{
  RapportRecord *first = *(RapportRecord *const *) a;
  RapportRecord *second = *(RapportRecord *const *) b;
  int order = compare_days (day_in (transaction, first, RAPPORT_BASE_STEP_DAY),
                            integer_in (transaction, first, RAPPORT_RECORD_CREATED),
                            day_in (transaction, second, RAPPORT_BASE_STEP_DAY),
                            integer_in (transaction, second, RAPPORT_RECORD_CREATED));

  return order != 0 ? order
                    : strcmp (rapport_record_get_id (first), rapport_record_get_id (second));
}

GPtrArray *
rapport_client_get_steps (RapportLibrary *library, const char *client_id, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_BASE_STEP);
  GPtrArray *steps;

  rapport_query_where_text (query, RAPPORT_BASE_STEP_CLIENT, client_id);
  steps = rapport_library_find (library, query, error);
  if (steps != NULL)
    g_ptr_array_sort (steps, compare_records_cb);
  return steps;
}

/* Those that are not in the trash when @transaction has been committed, without
 * those that it makes. */
static GPtrArray *
get_steps_in (RapportTransaction *transaction, RapportLibrary *library, RapportRecord *client)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_BASE_STEP);
  g_autoptr (GError) error = NULL;
  GPtrArray *steps;

  rapport_query_where_text (query, RAPPORT_BASE_STEP_CLIENT, rapport_record_get_id (client));
  rapport_query_include_trashed (query);
  steps = rapport_library_find (library, query, &error);
  if (steps == NULL)
    {
      g_warning ("reading the steps of a client: %s", error->message);
      return g_ptr_array_new_with_free_func (g_object_unref);
    }
  for (guint i = steps->len; i-- > 0;)
    if (rapport_transaction_get (transaction, steps->pdata[i], RAPPORT_RECORD_TRASHED) != NULL)
      g_ptr_array_remove_index (steps, i);
  g_ptr_array_sort_with_data (steps, compare_in_cb, transaction);
  return steps;
}

/* Writing. */

static void
write_step (RapportTransaction *transaction, RapportRecord *step, const RapportStatusChange *change)
{
  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_STATUS, change->status);
  rapport_transaction_set_day (transaction, step, RAPPORT_BASE_STEP_DAY, change->day);
  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_REASON, change->reason);
  rapport_transaction_set (transaction, step, RAPPORT_BASE_STEP_PITCH,
                           change->pitch > 0 ? g_variant_new_int64 (change->pitch) : NULL);
}

static RapportRecord *
make_step (RapportTransaction *transaction,
           RapportRecord *client,
           const RapportStatusChange *change,
           GPtrArray *steps)
{
  RapportRecord *step = rapport_transaction_create (transaction, RAPPORT_TYPE_BASE_STEP);

  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_CLIENT,
                                rapport_record_get_id (client));
  write_step (transaction, step, change);
  g_ptr_array_add (steps, g_object_ref (step));
  return step;
}

/* The fields say what @step says. */
static void
settle (RapportTransaction *transaction, RapportRecord *client, RapportRecord *step)
{
  static const guint fields[][2] = {
    { RAPPORT_CLIENT_STATUS, RAPPORT_BASE_STEP_STATUS },
    { RAPPORT_CLIENT_STATUS_DAY, RAPPORT_BASE_STEP_DAY },
    { RAPPORT_CLIENT_STATUS_REASON, RAPPORT_BASE_STEP_REASON },
    { RAPPORT_CLIENT_PITCH, RAPPORT_BASE_STEP_PITCH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    rapport_transaction_set (transaction, client, fields[i][0],
                             rapport_transaction_get (transaction, step, fields[i][1]));
  if (g_str_equal (text_in (transaction, client, RAPPORT_CLIENT_STATUS), "current") &&
      day_in (transaction, client, RAPPORT_CLIENT_SINCE) == RAPPORT_DAY_NONE)
    rapport_transaction_set_day (transaction, client, RAPPORT_CLIENT_SINCE,
                                 day_in (transaction, step, RAPPORT_BASE_STEP_DAY));
}

static void
settle_by (RapportTransaction *transaction, RapportRecord *client, GPtrArray *steps)
{
  g_ptr_array_sort_with_data (steps, compare_in_cb, transaction);
  if (steps->len > 0)
    settle (transaction, client, steps->pdata[steps->len - 1]);
}

/* What the fields of a client without steps said until now becomes its first
 * step. Of a new client they have said nothing yet. */
static void
keep_first_step (RapportTransaction *transaction, RapportRecord *client, GPtrArray *steps)
{
  RapportStatusChange change;

  if (steps->len > 0 || rapport_record_get_value (client, RAPPORT_RECORD_CREATED) == NULL)
    return;
  rapport_status_change_of_client (&change, RAPPORT_CLIENT (client));
  if (change.day == RAPPORT_DAY_NONE && g_strcmp0 (change.status, "current") == 0)
    change.day = rapport_record_get_day (client, RAPPORT_CLIENT_SINCE);
  if (change.day != RAPPORT_DAY_NONE)
    make_step (transaction, client, &change, steps);
}

static gboolean
is_last (RapportTransaction *transaction, GPtrArray *steps, guint back, const char *status)
{
  return steps->len > back &&
         g_str_equal (
           text_in (transaction, steps->pdata[steps->len - 1 - back], RAPPORT_BASE_STEP_STATUS),
           status);
}

static RapportDay
get_last_day (RapportTransaction *transaction, GPtrArray *steps)
{
  return steps->len > 0 ? day_in (transaction, steps->pdata[steps->len - 1], RAPPORT_BASE_STEP_DAY)
                        : RAPPORT_DAY_NONE;
}

static void
trash_last (RapportTransaction *transaction, GPtrArray *steps)
{
  rapport_transaction_trash (transaction, steps->pdata[steps->len - 1]);
  g_ptr_array_set_size (steps, (int) steps->len - 1);
}

/* The status it has already, said again: perhaps since another day. */
static void
say_again (RapportTransaction *transaction, GPtrArray *steps, const RapportStatusChange *change)
{
  g_autoptr (GObject) last = g_object_ref (steps->pdata[steps->len - 1]);
  RapportStatusChange step = *change;

  if (step.day == RAPPORT_DAY_NONE)
    step.day = get_last_day (transaction, steps);
  write_step (transaction, RAPPORT_RECORD (last), &step);
  g_ptr_array_set_size (steps, (int) steps->len - 1);
  while (get_last_day (transaction, steps) > step.day)
    trash_last (transaction, steps);
  g_ptr_array_add (steps, g_steal_pointer (&last));
}

static void
go_on (RapportTransaction *transaction,
       RapportRecord *client,
       GPtrArray *steps,
       const RapportStatusChange *change)
{
  while (get_last_day (transaction, steps) > change->day)
    trash_last (transaction, steps);
  if (!is_last (transaction, steps, 0, change->status))
    make_step (transaction, client, change, steps);
}

void
rapport_client_set_status (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportClient *client,
                           const RapportStatusChange *change)
{
  RapportRecord *record = RAPPORT_RECORD (client);
  g_autoptr (GPtrArray) steps = get_steps_in (transaction, library, record);
  RapportStatusChange step = *change;

  keep_first_step (transaction, record, steps);
  if (is_last (transaction, steps, 0, change->status))
    say_again (transaction, steps, change);
  else
    {
      if (step.day == RAPPORT_DAY_NONE)
        step.day = rapport_clock_get_today (rapport_library_get_clock (library));
      if (is_last (transaction, steps, 1, step.status) &&
          get_last_day (transaction, steps) == step.day)
        trash_last (transaction, steps);
      else
        go_on (transaction, record, steps, &step);
    }
  settle_by (transaction, record, steps);
}

void
rapport_client_add_step (RapportTransaction *transaction,
                         RapportLibrary *library,
                         RapportClient *client,
                         const RapportStatusChange *change)
{
  RapportRecord *record = RAPPORT_RECORD (client);
  g_autoptr (GPtrArray) steps = get_steps_in (transaction, library, record);

  keep_first_step (transaction, record, steps);
  make_step (transaction, record, change, steps);
  settle_by (transaction, record, steps);
}

void
rapport_client_change_step (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportClient *client,
                            RapportBaseStep *step,
                            const RapportStatusChange *change)
{
  write_step (transaction, RAPPORT_RECORD (step), change);
  rapport_client_settle_status (transaction, library, client);
}

void
rapport_client_remove_step (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportClient *client,
                            RapportBaseStep *step)
{
  rapport_transaction_trash (transaction, RAPPORT_RECORD (step));
  rapport_client_settle_status (transaction, library, client);
}

void
rapport_client_settle_status (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportClient *client)
{
  g_autoptr (GPtrArray) steps = get_steps_in (transaction, library, RAPPORT_RECORD (client));

  settle_by (transaction, RAPPORT_RECORD (client), steps);
}

/* What @transaction has set itself of where the client stands; the rest belongs
 * to the status before. */
static RapportStatusChange
get_change_of_fields (RapportTransaction *transaction, RapportRecord *client, gboolean moved)
{
  RapportStatusChange change = { .status = text_in (transaction, client, RAPPORT_CLIENT_STATUS) };

  if (!moved || is_changed (transaction, client, RAPPORT_CLIENT_STATUS_DAY))
    change.day = day_in (transaction, client, RAPPORT_CLIENT_STATUS_DAY);
  if (!moved || is_changed (transaction, client, RAPPORT_CLIENT_STATUS_REASON))
    change.reason = text_in (transaction, client, RAPPORT_CLIENT_STATUS_REASON);
  if (!moved || is_changed (transaction, client, RAPPORT_CLIENT_PITCH))
    change.pitch = (int) integer_in (transaction, client, RAPPORT_CLIENT_PITCH);
  return change;
}

/* A new client has begun with a status, as far as anybody knows. */
static gboolean
is_moved (RapportTransaction *transaction, RapportRecord *client)
{
  const char *before = rapport_record_get_value (client, RAPPORT_RECORD_CREATED) != NULL
                         ? rapport_record_get_text (client, RAPPORT_CLIENT_STATUS)
                         : "current";

  return !g_str_equal (before, text_in (transaction, client, RAPPORT_CLIENT_STATUS));
}

void
rapport_client_date_status (RapportTransaction *transaction,
                            RapportLibrary *library,
                            RapportClient *client)
{
  RapportRecord *record = RAPPORT_RECORD (client);

  if (is_moved (transaction, record) &&
      !is_changed (transaction, record, RAPPORT_CLIENT_STATUS_DAY))
    rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY,
                                 rapport_clock_get_today (rapport_library_get_clock (library)));
}

void
rapport_client_note_step (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportClient *client)
{
  RapportRecord *record = RAPPORT_RECORD (client);
  const gboolean moved = is_moved (transaction, record);
  RapportStatusChange change = get_change_of_fields (transaction, record, moved);
  g_autofree char *status = g_strdup (change.status);
  g_autofree char *reason = g_strdup (change.reason);

  if (!moved && !is_changed (transaction, record, RAPPORT_CLIENT_STATUS_DAY) &&
      !is_changed (transaction, record, RAPPORT_CLIENT_STATUS_REASON) &&
      !is_changed (transaction, record, RAPPORT_CLIENT_PITCH))
    return;
  /* The fields are written while they are read. */
  change.status = status;
  change.reason = reason;
  rapport_client_set_status (transaction, library, client, &change);
}

gboolean
rapport_client_status_has_reason (const char *status)
{
  static const char *const gone[] = { "paused", "refused", "left", "let-go", NULL };

  return g_strv_contains (gone, status);
}

/* Reading. */

void
rapport_status_change_of_step (RapportStatusChange *change, RapportBaseStep *step)
{
  RapportRecord *record = RAPPORT_RECORD (step);

  change->status = rapport_record_get_text (record, RAPPORT_BASE_STEP_STATUS);
  change->day = rapport_record_get_day (record, RAPPORT_BASE_STEP_DAY);
  change->reason = rapport_record_get_text (record, RAPPORT_BASE_STEP_REASON);
  change->pitch = (int) rapport_record_get_integer (record, RAPPORT_BASE_STEP_PITCH);
}

void
rapport_status_change_of_client (RapportStatusChange *change, RapportClient *client)
{
  RapportRecord *record = RAPPORT_RECORD (client);

  change->status = rapport_record_get_text (record, RAPPORT_CLIENT_STATUS);
  change->day = rapport_record_get_day (record, RAPPORT_CLIENT_STATUS_DAY);
  change->reason = rapport_record_get_text (record, RAPPORT_CLIENT_STATUS_REASON);
  change->pitch = (int) rapport_record_get_integer (record, RAPPORT_CLIENT_PITCH);
}
