/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-people.h"

#include "rapport-agency.h"

#include <glib/gi18n-lib.h>

/* Birthdays. */

RapportDay
rapport_birthday_new (int year, int month, int day)
{
  return rapport_day_new (year > 0 ? year : RAPPORT_BIRTHDAY_NO_YEAR, month, day);
}

gboolean
rapport_birthday_has_year (RapportDay birthday)
{
  int year = RAPPORT_BIRTHDAY_NO_YEAR;

  if (birthday != RAPPORT_DAY_NONE)
    rapport_day_split (birthday, &year, NULL, NULL);
  return year != RAPPORT_BIRTHDAY_NO_YEAR;
}

/* The day on which it is celebrated in a year. */
static RapportDay
celebrate (RapportDay birthday, int year)
{
  int month, day;
  RapportDay celebrated;

  rapport_day_split (birthday, NULL, &month, &day);
  celebrated = rapport_day_new (year, month, day);
  return celebrated != RAPPORT_DAY_NONE ? celebrated : rapport_day_new (year, 3, 1);
}

RapportDay
rapport_birthday_next (RapportDay birthday, RapportDay today)
{
  int year;
  RapportDay next;

  if (birthday == RAPPORT_DAY_NONE || today == RAPPORT_DAY_NONE)
    return RAPPORT_DAY_NONE;
  rapport_day_split (today, &year, NULL, NULL);
  next = celebrate (birthday, year);
  return next >= today ? next : celebrate (birthday, year + 1);
}

gboolean
rapport_birthday_is_soon (RapportDay birthday, RapportDay today)
{
  RapportDay next = rapport_birthday_next (birthday, today);

  return next != RAPPORT_DAY_NONE && next - today <= RAPPORT_BIRTHDAY_SOON_DAYS;
}

int
rapport_birthday_get_age (RapportDay birthday, RapportDay day)
{
  int born, year;

  if (!rapport_birthday_has_year (birthday) || day == RAPPORT_DAY_NONE)
    return 0;
  rapport_day_split (birthday, &born, NULL, NULL);
  rapport_day_split (day, &year, NULL, NULL);
  return MAX (year - born, 0);
}

static char *
describe_plain (int days)
{
  if (days == 0)
    return g_strdup (_ ("Birthday today"));
  if (days == 1)
    return g_strdup (_ ("Birthday tomorrow"));
  return g_strdup_printf (ngettext ("Birthday in %d day", "Birthday in %d days", (gulong) days),
                          days);
}

/* Translators: somebody's birthday; %d is the age */
static char *
describe_aged (int age, int days)
{
  g_autofree char *when = NULL;

  if (days == 0)
    return g_strdup_printf (_ ("Turns %d today"), age);
  if (days == 1)
    return g_strdup_printf (_ ("Turns %d tomorrow"), age);
  when = g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
  /* Translators: somebody's birthday: the age and "in 3 days" */
  return g_strdup_printf (_ ("Turns %d %s"), age, when);
}

char *
rapport_birthday_to_text (RapportDay birthday, RapportDay today)
{
  RapportDay next = rapport_birthday_next (birthday, today);
  int age = rapport_birthday_get_age (birthday, next);

  if (next == RAPPORT_DAY_NONE)
    return g_strdup ("");
  return age > 0 ? describe_aged (age, next - today) : describe_plain (next - today);
}

/* Speaking. */

int
rapport_contact_get_silence (RapportContact *contact, RapportDay today)
{
  RapportDay last = rapport_record_get_day (RAPPORT_RECORD (contact), RAPPORT_CONTACT_LAST_CONTACT);

  return last != RAPPORT_DAY_NONE && last <= today ? today - last : -1;
}

static RapportDay
get_known_since (RapportContact *contact)
{
  gint64 created = rapport_record_get_integer (RAPPORT_RECORD (contact), RAPPORT_RECORD_CREATED);

  return created != 0 ? rapport_instant_to_day (created) : RAPPORT_DAY_NONE;
}

gboolean
rapport_contact_is_neglected (RapportLibrary *library, RapportContact *contact, RapportDay today)
{
  RapportRecord *record = RAPPORT_RECORD (contact);
  RapportDay since = rapport_record_get_day (record, RAPPORT_CONTACT_LAST_CONTACT);

  if (!rapport_record_has_word (record, RAPPORT_CONTACT_INFLUENCE, "influences"))
    return FALSE;
  if (since == RAPPORT_DAY_NONE)
    since = get_known_since (contact);
  return since != RAPPORT_DAY_NONE && today - since >= rapport_agency_get_silence_days (library);
}

static void
raise_day (RapportTransaction *transaction, RapportRecord *record, guint field, RapportDay day)
{
  RapportDay last = rapport_record_get_day (record, field);

  if (last == RAPPORT_DAY_NONE || last < day)
    rapport_transaction_set_day (transaction, record, field, day);
}

void
rapport_contact_talked (RapportTransaction *transaction,
                        RapportLibrary *library,
                        RapportContact *contact,
                        RapportDay day)
{
  RapportRecord *record = RAPPORT_RECORD (contact);
  g_autoptr (RapportRecord) client =
    rapport_library_get (library, RAPPORT_TYPE_CLIENT, rapport_record_get_client_id (record));

  raise_day (transaction, record, RAPPORT_CONTACT_LAST_CONTACT, day);
  if (client != NULL)
    raise_day (transaction, client, RAPPORT_CLIENT_LAST_CONTACT, day);
}

/* Lists. */

static int
compare_text (RapportRecord *a, RapportRecord *b, guint field)
{
  return rapport_kind_compare (RAPPORT_KIND_TEXT, rapport_record_get_value (a, field),
                               rapport_record_get_value (b, field));
}

int
rapport_contact_compare (RapportContact *a, RapportContact *b, RapportDay today)
{
  RapportRecord *first = RAPPORT_RECORD (a);
  RapportRecord *second = RAPPORT_RECORD (b);
  RapportDay birthday_a = rapport_record_get_day (first, RAPPORT_CONTACT_BIRTHDAY);
  RapportDay birthday_b = rapport_record_get_day (second, RAPPORT_CONTACT_BIRTHDAY);
  gboolean soon_a = rapport_birthday_is_soon (birthday_a, today);
  gboolean soon_b = rapport_birthday_is_soon (birthday_b, today);
  int order = (int) soon_b - (int) soon_a;

  if (order == 0 && soon_a)
    order = rapport_birthday_next (birthday_a, today) - rapport_birthday_next (birthday_b, today);
  if (order == 0)
    order = compare_text (first, second, RAPPORT_CONTACT_ORDER);
  if (order == 0)
    order = compare_text (first, second, RAPPORT_CONTACT_NAME);
  return order != 0 ? order
                    : g_strcmp0 (rapport_record_get_id (first), rapport_record_get_id (second));
}

/* Jobs. */

RapportQuery *
rapport_contact_query_jobs (const char *contact_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_JOB);

  rapport_query_where_text (query, RAPPORT_JOB_CONTACT, contact_id);
  return rapport_query_order_by (query, RAPPORT_JOB_UNTIL, TRUE);
}

int
rapport_job_compare (RapportJob *a, RapportJob *b)
{
  RapportRecord *first = RAPPORT_RECORD (a);
  RapportRecord *second = RAPPORT_RECORD (b);
  RapportDay until_a = rapport_record_get_day (first, RAPPORT_JOB_UNTIL);
  RapportDay until_b = rapport_record_get_day (second, RAPPORT_JOB_UNTIL);
  RapportDay from_a = rapport_record_get_day (first, RAPPORT_JOB_FROM);
  RapportDay from_b = rapport_record_get_day (second, RAPPORT_JOB_FROM);

  until_a = until_a != RAPPORT_DAY_NONE ? until_a : G_MAXINT32;
  until_b = until_b != RAPPORT_DAY_NONE ? until_b : G_MAXINT32;
  if (until_a != until_b)
    return until_a > until_b ? -1 : 1;
  if (from_a != from_b)
    return from_a > from_b ? -1 : 1;
  return g_strcmp0 (rapport_record_get_id (first), rapport_record_get_id (second));
}

static int
compare_jobs_cb (gconstpointer a, gconstpointer b)
{
  return rapport_job_compare (*(RapportJob *const *) a, *(RapportJob *const *) b);
}

/* (transfer full) (nullable): the job that has no end. */
static RapportRecord *
find_present_job (RapportLibrary *library, const char *contact_id)
{
  g_autoptr (RapportQuery) query = rapport_contact_query_jobs (contact_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  rapport_query_where (query, RAPPORT_JOB_UNTIL, RAPPORT_TEST_EQUAL, NULL);
  jobs = rapport_library_find (library, query, &error);
  if (jobs == NULL)
    g_warning ("reading the jobs of a contact: %s", error->message);
  if (jobs == NULL || jobs->len == 0)
    return NULL;
  g_ptr_array_sort (jobs, compare_jobs_cb);
  return g_object_ref (jobs->pdata[0]);
}

/* (transfer none): where a contact works is known without a job in writing as
 * long as it works there. */
static RapportRecord *
write_job (RapportTransaction *transaction, RapportRecord *contact, RapportRecord *client)
{
  RapportRecord *job = rapport_transaction_create (transaction, RAPPORT_TYPE_JOB);

  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_CONTACT,
                                rapport_record_get_id (contact));
  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_CLIENT,
                                rapport_record_get_id (client));
  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_COMPANY,
                                rapport_record_get_title (client));
  return job;
}

static void
end_job (RapportTransaction *transaction,
         RapportLibrary *library,
         RapportRecord *contact,
         RapportDay day)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (library, RAPPORT_TYPE_CLIENT, rapport_record_get_client_id (contact));
  g_autoptr (RapportRecord) present = find_present_job (library, rapport_record_get_id (contact));
  RapportRecord *job = present;

  if (job == NULL && client != NULL)
    job = write_job (transaction, contact, client);
  if (job == NULL)
    return;
  rapport_transaction_set_day (transaction, job, RAPPORT_JOB_UNTIL, day);
  if (rapport_transaction_get (transaction, job, RAPPORT_JOB_POSITION) == NULL)
    rapport_transaction_set_text (transaction, job, RAPPORT_JOB_POSITION,
                                  rapport_record_get_text (contact, RAPPORT_CONTACT_POSITION));
}

static void
begin_job (RapportTransaction *transaction,
           RapportRecord *contact,
           RapportRecord *client,
           const RapportMove *move)
{
  RapportRecord *job;

  if (client != NULL)
    job = write_job (transaction, contact, client);
  else
    {
      job = rapport_transaction_create (transaction, RAPPORT_TYPE_JOB);
      rapport_transaction_set_text (transaction, job, RAPPORT_JOB_CONTACT,
                                    rapport_record_get_id (contact));
      rapport_transaction_set_text (transaction, job, RAPPORT_JOB_COMPANY, move->company);
    }
  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_POSITION, move->position);
  rapport_transaction_set_day (transaction, job, RAPPORT_JOB_FROM, move->day);
}

void
rapport_contact_move (RapportTransaction *transaction,
                      RapportLibrary *library,
                      RapportContact *contact,
                      const RapportMove *move)
{
  RapportRecord *record = RAPPORT_RECORD (contact);
  g_autoptr (RapportRecord) client =
    move->client_id != NULL ? rapport_library_get (library, RAPPORT_TYPE_CLIENT, move->client_id)
                            : NULL;
  gboolean is_known = move->company != NULL && *move->company != '\0';
  RapportDay left = move->day != RAPPORT_DAY_NONE
                      ? move->day
                      : rapport_clock_get_today (rapport_library_get_clock (library));

  rapport_transaction_set_client (transaction, rapport_record_get_client_id (record));
  end_job (transaction, library, record, left);
  if (client != NULL || is_known)
    begin_job (transaction, record, client, move);
  rapport_transaction_set_text (transaction, record, RAPPORT_CONTACT_CLIENT,
                                client != NULL ? rapport_record_get_id (client) : NULL);
  rapport_transaction_set_text (transaction, record, RAPPORT_CONTACT_POSITION, move->position);
}

/* Who left. */

void
rapport_leaver_free (RapportLeaver *self)
{
  g_clear_object (&self->contact);
  g_clear_object (&self->left);
  g_clear_object (&self->now);
  g_free (self);
}

static int
compare_leavers_cb (gconstpointer a, gconstpointer b)
{
  const RapportLeaver *one = *(const RapportLeaver *const *) a;
  const RapportLeaver *other = *(const RapportLeaver *const *) b;
  const RapportDay day = rapport_record_get_day (RAPPORT_RECORD (one->left), RAPPORT_JOB_UNTIL);
  const RapportDay other_day =
    rapport_record_get_day (RAPPORT_RECORD (other->left), RAPPORT_JOB_UNTIL);

  if (day != other_day)
    return day > other_day ? -1 : 1;
  return g_utf8_collate (rapport_record_get_title (RAPPORT_RECORD (one->contact)),
                         rapport_record_get_title (RAPPORT_RECORD (other->contact)));
}

/* (transfer full) (nullable): of a job that has ended, unless the person is back. */
static RapportLeaver *
find_leaver (RapportLibrary *library, RapportRecord *job)
{
  const char *client_id = rapport_record_get_text (job, RAPPORT_JOB_CLIENT);
  g_autoptr (RapportRecord) contact = rapport_library_get (
    library, RAPPORT_TYPE_CONTACT, rapport_record_get_text (job, RAPPORT_JOB_CONTACT));
  RapportLeaver *leaver;

  if (contact == NULL || rapport_record_is_trashed (contact) || *client_id == '\0' ||
      g_str_equal (rapport_record_get_client_id (contact), client_id))
    return NULL;
  leaver = g_new0 (RapportLeaver, 1);
  leaver->left = RAPPORT_JOB (g_object_ref (job));
  leaver->now = RAPPORT_JOB (find_present_job (library, rapport_record_get_id (contact)));
  leaver->contact = RAPPORT_CONTACT (g_steal_pointer (&contact));
  return leaver;
}

GPtrArray *
rapport_people_find_left (RapportLibrary *library, const char *client_id, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_JOB);
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) leavers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_leaver_free);

  if (client_id != NULL)
    rapport_query_where_text (query, RAPPORT_JOB_CLIENT, client_id);
  rapport_query_where (query, RAPPORT_JOB_UNTIL, RAPPORT_TEST_DIFFERENT, NULL);
  rapport_query_order_by (query, RAPPORT_JOB_UNTIL, TRUE);
  jobs = rapport_library_find (library, query, error);
  if (jobs == NULL)
    return NULL;
  for (guint i = 0; i < jobs->len; i++)
    {
      RapportLeaver *leaver = find_leaver (library, jobs->pdata[i]);

      if (leaver == NULL)
        continue;
      /* The last of several jobs says when. */
      if (g_hash_table_add (seen,
                            (gpointer) rapport_record_get_id (RAPPORT_RECORD (leaver->contact))))
        g_ptr_array_add (leavers, leaver);
      else
        rapport_leaver_free (leaver);
    }
  g_ptr_array_sort (leavers, compare_leavers_cb);
  return g_steal_pointer (&leavers);
}
