/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sample-private.h"

#include "rapport-agency.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Clients between two waits for the disk. */
#define CLIENTS_AT_ONCE 20

/* Of every hundred clients so many are current; the rest is the base. */
#define CURRENT_SHARE 75

const char *
rapport_sample_pick (Sample *sample, const char *const *list)
{
  return list[g_rand_int_range (sample->random, 0, (gint32) g_strv_length ((GStrv) list))];
}

gint64
rapport_sample_noon (RapportDay day)
{
  g_autoptr (RapportClock) clock = rapport_clock_new_fixed_day (day);

  return rapport_clock_get_now (clock);
}

static void
add_members (Sample *sample, RapportTransaction *transaction)
{
  static const char *const roles[] = { "account-manager", "marketer", "account-manager", "head" };
  static const char *const colours[] = { "#1a5fb4", "#26a269", "#a347ba", "#c64600" };

  for (guint i = 0; sample->words->members[i] != NULL; i++)
    {
      RapportRecord *member = rapport_transaction_create (transaction, RAPPORT_TYPE_MEMBER);
      g_autofree char *email = g_strdup_printf ("manager-%u@agency.example", i + 1);

      rapport_transaction_set_text (transaction, member, RAPPORT_MEMBER_EMAIL, email);
      rapport_transaction_set_text (transaction, member, RAPPORT_MEMBER_NAME,
                                    sample->words->members[i]);
      rapport_transaction_set_text (transaction, member, RAPPORT_MEMBER_ROLE,
                                    roles[i % G_N_ELEMENTS (roles)]);
      rapport_transaction_set_text (transaction, member, RAPPORT_MEMBER_COLOUR,
                                    colours[i % G_N_ELEMENTS (colours)]);
      rapport_transaction_set_money (transaction, member, RAPPORT_MEMBER_RATE,
                                     4000 * sample->words->money_factor, sample->words->currency);
      g_ptr_array_add (sample->members, g_strdup (rapport_record_get_id (member)));
    }
}

static void
add_services (Sample *sample, RapportTransaction *transaction)
{
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, 16);

  for (guint i = 0; sample->words->services[i].name != NULL; i++)
    {
      const RapportSampleService *words = &sample->words->services[i];
      RapportRecord *service = rapport_transaction_create (transaction, RAPPORT_TYPE_SERVICE);

      rapport_transaction_set_text (transaction, service, RAPPORT_SERVICE_NAME, words->name);
      rapport_transaction_set_text (transaction, service, RAPPORT_SERVICE_DESCRIPTION,
                                    words->description);
      rapport_transaction_set_text (transaction, service, RAPPORT_SERVICE_WHY, words->why);
      rapport_transaction_set_text (transaction, service, RAPPORT_SERVICE_ORDER, orders->pdata[i]);
      g_ptr_array_add (sample->services, g_strdup (rapport_record_get_id (service)));
    }
}

static void
add_agency (Sample *sample, RapportTransaction *transaction)
{
  static const char *const key[] = { "agency", NULL };
  RapportRecord *agency = rapport_transaction_ensure (transaction, RAPPORT_TYPE_WORKSPACE, key);

  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_NAME, sample->words->agency);
  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_LANGUAGE,
                                sample->options->language);
  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_CURRENCY,
                                sample->words->currency);
  rapport_sample_add_agency_logo (sample, transaction, agency);
}

/* Clients beyond the list of names get one made of two parts. */
static char *
make_name (Sample *sample, guint index, RapportSampleClient *client)
{
  guint n_named = 0;
  guint n_heads = g_strv_length ((GStrv) sample->words->name_heads);
  guint n_tails = g_strv_length ((GStrv) sample->words->name_tails);
  guint rest;

  while (sample->words->clients[n_named].name != NULL)
    n_named++;
  if (index < n_named)
    {
      *client = sample->words->clients[index];
      return g_strdup (client->name);
    }
  rest = index - n_named;
  client->industry = sample->words->name_tails[rest % n_tails];
  client->city = rapport_sample_pick (sample, sample->words->cities);
  /* Past all pairs the names begin again, with a number. */
  if (rest < n_heads * n_tails)
    return g_strdup_printf ("%s %s", sample->words->name_heads[rest / n_tails],
                            sample->words->name_tails[rest % n_tails]);
  return g_strdup_printf ("%s %s %u", sample->words->name_heads[rest / n_tails % n_heads],
                          sample->words->name_tails[rest % n_tails],
                          rest / (n_heads * n_tails) + 1);
}

static const char *
choose_status (Sample *sample, guint index)
{
  static const char *const base[] = { "lead", "paused", "refused", "left", "let-go" };

  if (index < 12 || g_rand_int_range (sample->random, 0, 100) < CURRENT_SHARE)
    return "current";
  return base[index % G_N_ELEMENTS (base)];
}

static void
set_private_words (Sample *sample, RapportTransaction *transaction, RapportRecord *record)
{
  static const char *const temperaments[] = { "choleric", "sanguine", "melancholic", "phlegmatic",
                                              NULL };
  static const char *const behaviours[] = { "trusts", "shifts-responsibility", "doubts", NULL };

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_TEAM_NOTES,
                                rapport_sample_pick (sample, sample->words->team_notes));
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_MY_NOTES,
                                rapport_sample_pick (sample, sample->words->my_notes));
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_TEMPERAMENT,
                                rapport_sample_pick (sample, temperaments));
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_BEHAVIOUR,
                                rapport_sample_pick (sample, behaviours));
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_EXPECTATIONS,
                                rapport_sample_pick (sample, sample->words->expectations));
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_EXCLUSIONS,
                                rapport_sample_pick (sample, sample->words->exclusions));
}

static void
set_status (Sample *sample,
            RapportTransaction *transaction,
            RapportRecord *record,
            const char *status)
{
  gboolean gone = g_str_equal (status, "refused") || g_str_equal (status, "left");

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS, status);
  rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_STATUS_DAY,
                               sample->options->today - g_rand_int_range (sample->random, 10, 400));
  if (gone)
    rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_STATUS_REASON,
                                  rapport_sample_pick (sample, sample->words->reasons));
}

static void
set_facts (Sample *sample,
           SampleClient *client,
           RapportTransaction *transaction,
           RapportRecord *record)
{
  static const char *const models[] = { "retainer", "fixed-price", "time-and-materials",
                                        "out-staff", NULL };
  RapportDay today = sample->options->today;
  int silent = client->health > 60 ? g_rand_int_range (sample->random, 0, 9)
                                   : g_rand_int_range (sample->random, 5, 30);

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_OWNER, client->owner);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_FINANCE_MODEL,
                                rapport_sample_pick (sample, models));
  rapport_transaction_set_integer (transaction, record, RAPPORT_CLIENT_GOODS_MARGIN,
                                   10000 * g_rand_int_range (sample->random, 25, 60));
  rapport_transaction_set_money (transaction, record, RAPPORT_CLIENT_CAPACITY,
                                 100000 * g_rand_int_range (sample->random, 5, 60) *
                                   sample->words->money_factor,
                                 sample->words->currency);
  rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_SINCE,
                               today - g_rand_int_range (sample->random, 200, 1800));
  rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_LAST_CONTACT, today - silent);
  rapport_transaction_set_day (transaction, record, RAPPORT_CLIENT_NEXT_CONTACT,
                               today + g_rand_int_range (sample->random, 1, 8));
}

static RapportRecord *
add_step (RapportTransaction *transaction,
          RapportRecord *client,
          const char *status,
          RapportDay day)
{
  RapportRecord *step = rapport_transaction_create (transaction, RAPPORT_TYPE_BASE_STEP);

  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_CLIENT,
                                rapport_record_get_id (client));
  rapport_transaction_set_text (transaction, step, RAPPORT_BASE_STEP_STATUS, status);
  rapport_transaction_set_day (transaction, step, RAPPORT_BASE_STEP_DAY, day);
  return step;
}

static RapportDay
day_of (RapportTransaction *transaction, RapportRecord *client, guint field)
{
  return g_variant_get_int32 (rapport_transaction_get (transaction, client, field));
}

/* How the client came to where it stands: as a lead first, and most by having
 * been a client. */
static void
add_steps (RapportTransaction *transaction, RapportRecord *client, const char *status)
{
  const RapportDay day = day_of (transaction, client, RAPPORT_CLIENT_STATUS_DAY);
  const RapportDay since = day_of (transaction, client, RAPPORT_CLIENT_SINCE);
  const gboolean is_current = g_str_equal (status, "current");
  const gboolean was_current = !is_current && !g_str_equal (status, "refused");
  RapportRecord *last;

  if (g_str_equal (status, "lead"))
    {
      add_step (transaction, client, status, day);
      return;
    }
  add_step (transaction, client, "lead", MIN (since, day - 150) - 40);
  if (was_current)
    add_step (transaction, client, "current", MIN (since, day - 150));
  last = add_step (transaction, client, status, is_current ? since : day);
  rapport_transaction_set_day (transaction, client, RAPPORT_CLIENT_STATUS_DAY,
                               is_current ? since : day);
  if (g_str_equal (status, "refused"))
    {
      rapport_transaction_set_integer (transaction, client, RAPPORT_CLIENT_PITCH, 1 + day % 5);
      rapport_transaction_set_integer (transaction, last, RAPPORT_BASE_STEP_PITCH, 1 + day % 5);
    }
  rapport_transaction_set (
    transaction, last, RAPPORT_BASE_STEP_REASON,
    rapport_transaction_get (transaction, client, RAPPORT_CLIENT_STATUS_REASON));
}

static void
add_projects (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  guint n = client->index < 12 ? 2 : 1;

  for (guint i = 0; i < n; i++)
    {
      RapportRecord *project = rapport_transaction_create (transaction, RAPPORT_TYPE_PROJECT);
      guint service = (client->index + i) % sample->services->len;

      rapport_transaction_set_text (transaction, project, RAPPORT_PROJECT_CLIENT, client->id);
      rapport_transaction_set_text (transaction, project, RAPPORT_PROJECT_NAME,
                                    sample->words->services[service].name);
      rapport_transaction_set_text (transaction, project, RAPPORT_PROJECT_SERVICE,
                                    sample->services->pdata[service]);
      rapport_transaction_set_day (transaction, project, RAPPORT_PROJECT_START,
                                   sample->options->today - 300);
      rapport_transaction_set_money (transaction, project, RAPPORT_PROJECT_FEE,
                                     150000 * sample->words->money_factor, sample->words->currency);
      rapport_transaction_set_text (transaction, project, RAPPORT_PROJECT_LEAD, client->owner);
    }
}

static gboolean
add_client (Sample *sample, guint index, GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (sample->library, _ ("Sample agency"));
  RapportRecord *record = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
  g_autofree char *id = g_strdup (rapport_record_get_id (record));
  RapportSampleClient words = { NULL };
  g_autofree char *name = make_name (sample, index, &words);
  const char *status = choose_status (sample, index);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  SampleClient client = { id,
                          index,
                          sample->members->pdata[index % sample->members->len],
                          g_rand_int_range (sample->random, 15, 100),
                          items,
                          people };

  rapport_transaction_set_barrier (transaction);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_NAME, name);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_INDUSTRY, words.industry);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_CITY, words.city);
  set_status (sample, transaction, record, status);
  set_facts (sample, &client, transaction, record);
  add_steps (transaction, record, status);
  set_private_words (sample, transaction, record);
  if (index == 0)
    rapport_sample_add_client_logo (transaction, record);
  rapport_sample_add_people (sample, &client, transaction);
  if (g_str_equal (status, "current"))
    {
      add_projects (sample, &client, transaction);
      rapport_sample_add_lights (sample, &client, transaction);
      rapport_sample_add_work (sample, &client, transaction);
      rapport_sample_add_numbers (sample, &client, transaction);
      rapport_sample_add_report (sample, &client, transaction);
      rapport_sample_add_boards (sample, &client, transaction);
      rapport_sample_add_meetings (sample, &client, transaction);
    }
  else
    rapport_transaction_set_boolean (transaction, record, RAPPORT_CLIENT_KEY, FALSE);
  return rapport_transaction_commit (transaction, error);
}

static void
held_free (gpointer data)
{
  SampleHeld *self = data;

  g_free (self->meeting);
  g_free (self->next);
  g_free (self->contact);
  g_free (self->address);
  g_free (self);
}

static gboolean
fill (Sample *sample, GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (sample->library, _ ("Sample agency"));

  rapport_transaction_set_barrier (transaction);
  add_agency (sample, transaction);
  add_members (sample, transaction);
  add_services (sample, transaction);
  rapport_sample_add_own_meetings (sample, transaction);
  if (!rapport_transaction_commit (transaction, error))
    return FALSE;
  rapport_library_set_me (sample->library, sample->members->pdata[0]);
  for (guint i = 0; i < sample->options->n_clients; i++)
    {
      if (!add_client (sample, i, error))
        return FALSE;
      if (i % CLIENTS_AT_ONCE == CLIENTS_AT_ONCE - 1 &&
          !rapport_library_flush (sample->library, error))
        return FALSE;
    }
  return rapport_sample_add_summaries (sample, error) &&
         rapport_library_flush (sample->library, error);
}

gboolean
rapport_sample_fill (RapportLibrary *library, const RapportSampleOptions *options, GError **error)
{
  Sample sample = { library, options };
  gboolean filled;

  sample.words =
    g_strcmp0 (options->language, "ru") == 0 ? &rapport_sample_words_ru : &rapport_sample_words_en;
  sample.random = g_rand_new_with_seed (options->seed);
  sample.members = g_ptr_array_new_with_free_func (g_free);
  sample.services = g_ptr_array_new_with_free_func (g_free);
  sample.held = g_ptr_array_new_with_free_func (held_free);
  filled = fill (&sample, error);
  g_rand_free (sample.random);
  g_ptr_array_unref (sample.members);
  g_ptr_array_unref (sample.services);
  g_ptr_array_unref (sample.held);
  return filled;
}
