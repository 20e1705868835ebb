/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-people.h"
#include "rapport-sample-private.h"

/* What is known of people follows from who they are and not from chance, so that
 * the rest of the agency stays the same. */

#define MOST_CONTACTS 4

/* A day of the year that differs from contact to contact; of some the year is not
 * known. Some have a birthday to come. */
static RapportDay
make_birthday (Sample *sample, SampleClient *client, guint i)
{
  const RapportDay today = sample->options->today;
  RapportDay day = today + 40 + (RapportDay) ((client->index * 37 + i * 101) % 300);
  int month, day_of_month;

  if (client->index % 6 == 2 && i == 1)
    day = today + 3;
  rapport_day_split (day, NULL, &month, &day_of_month);
  return rapport_birthday_new (i == 1 ? 0 : 1965 + (int) ((client->index * 7 + i * 11) % 35), month,
                               day_of_month);
}

/* Whoever decides is spoken to often, and influencers are forgotten. */
static RapportDay
make_last_contact (Sample *sample, SampleClient *client, guint i)
{
  static const guint forgotten[MOST_CONTACTS] = { 6, 9, 34, 20 };

  return sample->options->today - 1 - (RapportDay) ((client->index * 5 + i * 3) % forgotten[i]);
}

static void
set_reach (SampleClient *client, RapportTransaction *transaction, RapportRecord *contact, guint i)
{
  static const char *const mailboxes[MOST_CONTACTS] = { "owner", "marketing", "sales", "office" };
  static const char *const roles[MOST_CONTACTS] = { "owner", "marketing", "sales", "assistant" };
  g_autofree char *email =
    g_strdup_printf ("%s@client-%u.example", mailboxes[i], client->index + 1);
  g_autofree char *phone =
    g_strdup_printf ("+44 20 7946 0%03u", (client->index * MOST_CONTACTS + i) % 1000);

  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_EMAIL, email);
  if (i != 1)
    rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_PHONE, phone);
  rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_ROLE, roles[i]);
}

static void
add_job (Sample *sample,
         SampleClient *client,
         RapportTransaction *transaction,
         RapportRecord *contact)
{
  RapportRecord *job = rapport_transaction_create (transaction, RAPPORT_TYPE_JOB);
  const RapportDay left = sample->options->today - 700 - (RapportDay) client->index * 40;

  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_CONTACT,
                                rapport_record_get_id (contact));
  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_COMPANY,
                                sample->words->companies[client->index % 4]);
  rapport_transaction_set_text (transaction, job, RAPPORT_JOB_POSITION,
                                sample->words->positions[1]);
  rapport_transaction_set_day (transaction, job, RAPPORT_JOB_FROM, left - 900);
  rapport_transaction_set_day (transaction, job, RAPPORT_JOB_UNTIL, left);
}

/* Some have complained: long ago, lately, and just now. */
static void
add_claims (Sample *sample,
            SampleClient *client,
            RapportTransaction *transaction,
            RapportRecord *contact)
{
  static const char *const types[] = { "deadline", "quality", "communication" };
  static const char *const statuses[] = { "closed", "answered", "new" };
  const guint n = client->index < 12 && client->index % 4 == 2 ? 3 : 0;

  for (guint i = 0; i < n; i++)
    {
      RapportRecord *claim = rapport_transaction_create (transaction, RAPPORT_TYPE_CLAIM);
      const RapportDay day =
        sample->options->today - (RapportDay) ((n - 1 - i) * 30 + client->index % 3);

      rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_CLIENT, client->id);
      rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_CONTACT,
                                    rapport_record_get_id (contact));
      rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_TITLE,
                                    sample->words->claims[i]);
      rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_TYPE, types[i]);
      rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_STATUS, statuses[i]);
      rapport_transaction_set_text (transaction, claim, RAPPORT_CLAIM_OWNER, client->owner);
      rapport_transaction_set_day (transaction, claim, RAPPORT_CLAIM_DAY, day);
      if (i < 2)
        rapport_transaction_set_day (transaction, claim, RAPPORT_CLAIM_ANSWERED_DAY, day + 1);
    }
}

static gboolean
is_taken (char **names, const char *name)
{
  for (guint i = 0; i < MOST_CONTACTS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full): unlike the names in @names. Where chance gives one of them, the
 * first family name in the list that is free is taken, so that the rest of the agency stays the
 * same. */
static char *
make_name (Sample *sample, char **names)
{
  const char *first = rapport_sample_pick (sample, sample->words->first_names);
  const char *last = rapport_sample_pick (sample, sample->words->last_names);
  const char *const *next = sample->words->last_names;
  char *name = g_strdup_printf ("%s %s", first, last);

  while (is_taken (names, name))
    {
      g_free (name);
      name = g_strdup_printf ("%s %s", first, *next++);
    }
  return name;
}

void
rapport_sample_add_people (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  static const char *const influences[MOST_CONTACTS] = { "decides", "works-with-us", "influences",
                                                         "informed" };
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, MOST_CONTACTS);
  char *names[MOST_CONTACTS] = { NULL };
  guint n = client->index < 12 ? 3 : 1;

  for (guint i = 0; i < n; i++)
    {
      RapportRecord *contact = rapport_transaction_create (transaction, RAPPORT_TYPE_CONTACT);
      const char *name = names[i] = make_name (sample, names);

      rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_CLIENT, client->id);
      rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_NAME, name);
      rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_POSITION,
                                    sample->words->positions[i]);
      rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_INFLUENCE, influences[i]);
      rapport_transaction_set_text (transaction, contact, RAPPORT_CONTACT_ORDER, orders->pdata[i]);
      rapport_transaction_set_day (transaction, contact, RAPPORT_CONTACT_BIRTHDAY,
                                   make_birthday (sample, client, i));
      rapport_transaction_set_day (transaction, contact, RAPPORT_CONTACT_LAST_CONTACT,
                                   make_last_contact (sample, client, i));
      set_reach (client, transaction, contact, i);
      g_ptr_array_add (client->people, contact);
      if (i == 1)
        add_job (sample, client, transaction, contact);
      if (i == 0)
        add_claims (sample, client, transaction, contact);
    }
  for (guint i = 0; i < n; i++)
    g_free (names[i]);
}
