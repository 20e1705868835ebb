/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-private.h"

#include <glib/gi18n-lib.h>

/* The best of those that a record may be the same as. */
typedef struct
{
  guint other;
  RapportDuplicateReason reasons;
  gboolean is_sure;
} Best;

static guint
rate (RapportDuplicateReason reasons, gboolean is_sure)
{
  guint n = 0;

  for (guint bits = reasons; bits != 0; bits >>= 1)
    n += bits & 1;
  return n + ((reasons & RAPPORT_DUPLICATE_NAME) != 0 ? 10 : 0) + (is_sure ? 100 : 0);
}

static void
keep_best (Best *best, guint other, const RapportDuplicate *pair)
{
  if (best->other != RAPPORT_INTAKE_NONE &&
      rate (best->reasons, best->is_sure) >= rate (pair->reasons, pair->is_sure))
    return;
  *best = (Best) { other, pair->reasons, pair->is_sure };
}

/* (transfer full): for each of @ones the best of @others; or, without them, the
 * best that stands before it and surely is the same. */
static Best *
find_best (RapportDuplicateKind kind,
           const RapportDuplicateSide *ones,
           guint n_ones,
           const RapportDuplicateSide *others,
           guint n_others)
{
  g_autoptr (GArray) pairs = rapport_duplicates_find (kind, ones, n_ones, others, n_others);
  Best *best = g_new0 (Best, n_ones + 1);

  for (guint i = 0; i < n_ones; i++)
    best[i].other = RAPPORT_INTAKE_NONE;
  for (guint i = 0; i < pairs->len; i++)
    {
      const RapportDuplicate *pair = &g_array_index (pairs, RapportDuplicate, i);

      if (others != NULL)
        keep_best (&best[pair->one], pair->other, pair);
      else if (pair->is_sure)
        keep_best (&best[pair->other], pair->one, pair);
    }
  return best;
}

static void
take_match (RapportIntakeItem *item, const Best *best, RapportDuplicateKind kind, const char *name)
{
  g_autofree char *reasons = rapport_duplicate_describe (kind, best->reasons);

  item->reasons = best->reasons;
  item->is_sure = best->is_sure;
  item->match_text = g_strdup_printf ("%s · %s", name, reasons);
}

/* Further up in the file there may be the same one. */
static void
match_within (GPtrArray *items, RapportDuplicateKind kind, const RapportDuplicateSide *sides)
{
  g_autofree Best *best = find_best (kind, sides, items->len, NULL, 0);

  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      RapportIntakeItem *into;
      g_autofree char *name = NULL;

      if (item->match != RAPPORT_INTAKE_NONE || best[i].other == RAPPORT_INTAKE_NONE)
        continue;
      into = items->pdata[best[i].other];
      if (into->into != NULL)
        into = into->into;
      item->into = g_object_ref (into);
      name =
        g_strdup_printf (_ ("%s in line %u of this file"), rapport_intake_item_get_title (into),
                         rapport_intake_item_get_line (into));
      take_match (item, &best[i], kind, name);
    }
}

/* Clients. */

static char *
list_people (GPtrArray *people, gboolean phones)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const RapportNewPerson *person = people->pdata[i];

      g_string_append_printf (list, "%s,", phones ? person->phone : person->email);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static RapportDuplicateSide *
get_client_sides (GPtrArray *items, GPtrArray *words)
{
  RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, items->len + 1);

  for (guint i = 0; i < items->len; i++)
    {
      const RapportNewClient *client = ((RapportIntakeItem *) items->pdata[i])->client;
      char *emails = list_people (client->people, FALSE);
      char *phones = list_people (client->people, TRUE);

      g_ptr_array_add (words, emails);
      g_ptr_array_add (words, phones);
      sides[i] = (RapportDuplicateSide) { client->name, client->site, emails, phones, NULL };
    }
  return sides;
}

static RapportDuplicateSide *
get_known_client_sides (RapportIntakeBase *base)
{
  RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, base->clients->len + 1);

  for (guint i = 0; i < base->clients->len; i++)
    {
      const RapportKnownClient *client = base->clients->pdata[i];

      sides[i] = (RapportDuplicateSide) {
        rapport_intake_row_text (client->row, RAPPORT_CLIENT_NAME),
        rapport_intake_row_text (client->row, RAPPORT_CLIENT_SITE),
        client->emails,
        client->phones,
        NULL,
      };
    }
  return sides;
}

static RapportDuplicateSide
get_person_side (const RapportNewPerson *person, const char *group)
{
  return (RapportDuplicateSide) { person->name, NULL, person->email, person->phone, group };
}

static RapportDuplicateSide
get_contact_side (const RapportRow *row)
{
  return (RapportDuplicateSide) { rapport_intake_row_text (row, RAPPORT_CONTACT_NAME), NULL,
                                  rapport_intake_row_text (row, RAPPORT_CONTACT_EMAIL),
                                  rapport_intake_row_text (row, RAPPORT_CONTACT_PHONE),
                                  rapport_intake_row_text (row, RAPPORT_CONTACT_CLIENT) };
}

/* Whether merging adds anything to a contact, and how many fields. */
static guint
count_contact_fields (const RapportRow *row, const RapportNewPerson *person, GPtrArray *labels)
{
  g_autofree char *emails = rapport_intake_join_emails (
    rapport_intake_row_text (row, RAPPORT_CONTACT_EMAIL), person->email);
  g_autofree char *phones = rapport_intake_join_phones (
    rapport_intake_row_text (row, RAPPORT_CONTACT_PHONE), person->phone);
  g_autofree char *notes =
    rapport_intake_join_notes (rapport_intake_row_text (row, RAPPORT_CONTACT_NOTES), person->notes);
  const struct
  {
    guint field;
    gboolean gained;
  } fields[] = {
    { RAPPORT_CONTACT_POSITION,
      *person->position != '\0' && row->values[RAPPORT_CONTACT_POSITION] == NULL },
    { RAPPORT_CONTACT_EMAIL, emails != NULL },
    { RAPPORT_CONTACT_PHONE, phones != NULL },
    { RAPPORT_CONTACT_BIRTHDAY,
      person->birthday != RAPPORT_DAY_NONE && row->values[RAPPORT_CONTACT_BIRTHDAY] == NULL },
    { RAPPORT_CONTACT_NOTES, notes != NULL },
  };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!fields[i].gained)
        continue;
      n++;
      if (labels != NULL)
        g_ptr_array_add (
          labels, (gpointer) g_dgettext (GETTEXT_PACKAGE,
                                         rapport_contact_info.fields[fields[i].field].label));
    }
  return n;
}

/* Which of the people of a client stand with it further up in the file. */
static void
match_twins (RapportIntakeItem *item)
{
  GPtrArray *people = item->client->people;
  GPtrArray *others = item->into != NULL ? item->into->client->people : NULL;
  const guint n_others = others != NULL ? others->len : 0;
  g_autofree RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, people->len + 1);
  g_autofree RapportDuplicateSide *other_sides = g_new0 (RapportDuplicateSide, n_others + 1);
  g_autofree Best *best = NULL;

  for (guint i = 0; i < people->len; i++)
    sides[i] = get_person_side (people->pdata[i], item->client->name);
  for (guint i = 0; i < n_others; i++)
    other_sides[i] = get_person_side (others->pdata[i], item->client->name);
  best = find_best (RAPPORT_DUPLICATE_CONTACTS, sides, people->len, other_sides, n_others);
  item->twins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < people->len; i++)
    {
      const guint twin = best[i].is_sure ? best[i].other : RAPPORT_INTAKE_NONE;

      g_array_append_val (item->twins, twin);
      if (twin != RAPPORT_INTAKE_NONE)
        item->n_people_new--;
    }
}

/* Which of the people of a client that is there are there, too. */
static void
match_client_people (RapportIntakeBase *base, RapportIntakeItem *item)
{
  const RapportKnownClient *known = rapport_intake_base_get_client (base, item->match);
  const guint n = item->client->people->len;
  const guint n_known = known != NULL ? known->contacts->len : 0;
  g_autofree RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, n + 1);
  g_autofree RapportDuplicateSide *others = g_new0 (RapportDuplicateSide, n_known + 1);
  g_autofree Best *best = NULL;

  item->contacts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    sides[i] =
      get_person_side (item->client->people->pdata[i], known != NULL ? known->row->id : NULL);
  for (guint i = 0; i < n_known; i++)
    others[i] = get_contact_side (base->contacts->pdata[g_array_index (known->contacts, guint, i)]);
  best = find_best (RAPPORT_DUPLICATE_CONTACTS, sides, n, others, n_known);
  for (guint i = 0; i < n; i++)
    {
      guint contact = RAPPORT_INTAKE_NONE;

      if (best[i].other != RAPPORT_INTAKE_NONE && best[i].is_sure)
        contact = g_array_index (known->contacts, guint, best[i].other);
      g_array_append_val (item->contacts, contact);
      if (contact == RAPPORT_INTAKE_NONE)
        item->n_people_new++;
      else if (count_contact_fields (base->contacts->pdata[contact], item->client->people->pdata[i],
                                     NULL) > 0)
        item->n_people_filled++;
    }
}

/* Of a client that is there: what is filled where it is empty. */
static void
find_gained_fields (const RapportRow *row,
                    const RapportNewClient *client,
                    RapportIntakeBase *base,
                    GPtrArray *labels)
{
  g_autofree char *notes = rapport_intake_join_notes (
    rapport_intake_row_text (row, RAPPORT_CLIENT_TEAM_NOTES), client->notes);
  const struct
  {
    guint field;
    gboolean given;
  } fields[] = {
    { RAPPORT_CLIENT_SITE, *client->site != '\0' },
    { RAPPORT_CLIENT_CITY, *client->city != '\0' },
    { RAPPORT_CLIENT_INDUSTRY, *client->industry != '\0' },
    { RAPPORT_CLIENT_OWNER, *client->manager != '\0' },
    { RAPPORT_CLIENT_SINCE, client->since != RAPPORT_DAY_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].given && row->values[fields[i].field] == NULL)
      g_ptr_array_add (
        labels,
        (gpointer) g_dgettext (GETTEXT_PACKAGE, rapport_client_info.fields[fields[i].field].label));
  if (notes != NULL)
    g_ptr_array_add (
      labels, (gpointer) g_dgettext (GETTEXT_PACKAGE,
                                     rapport_client_info.fields[RAPPORT_CLIENT_TEAM_NOTES].label));
}

static char *
describe_gain (RapportIntakeItem *item, GPtrArray *labels)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n_people = item->n_people_new + item->n_people_filled;

  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                            (const char *) labels->pdata[i]);
  if (n_people > 0)
    {
      g_autofree char *people =
        g_strdup_printf (ngettext ("%u contact", "%u contacts", n_people), n_people);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", people);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who surely is there is merged, where that adds anything. */
static void
choose (RapportIntakeItem *item)
{
  const gboolean gains = item->gain != NULL && *item->gain != '\0';

  if (item->match_text == NULL || !item->is_sure)
    item->choice = RAPPORT_INTAKE_ADD;
  else
    item->choice = gains || item->into != NULL ? RAPPORT_INTAKE_MERGE : RAPPORT_INTAKE_SKIP;
}

void
rapport_intake_match_clients (RapportIntakeBase *base, GPtrArray *items)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree RapportDuplicateSide *sides = get_client_sides (items, words);
  g_autofree RapportDuplicateSide *known = get_known_client_sides (base);
  g_autofree Best *best =
    find_best (RAPPORT_DUPLICATE_CLIENTS, sides, items->len, known, base->clients->len);

  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      const RapportKnownClient *client = rapport_intake_base_get_client (base, best[i].other);

      if (client == NULL)
        continue;
      item->match = best[i].other;
      take_match (item, &best[i], RAPPORT_DUPLICATE_CLIENTS,
                  rapport_intake_row_text (client->row, RAPPORT_CLIENT_NAME));
    }
  match_within (items, RAPPORT_DUPLICATE_CLIENTS, sides);
  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      const RapportKnownClient *client = rapport_intake_base_get_client (base, item->match);
      g_autoptr (GPtrArray) labels = g_ptr_array_new ();

      match_client_people (base, item);
      match_twins (item);
      if (client != NULL)
        {
          find_gained_fields (client->row, item->client, base, labels);
          item->n_fields = labels->len;
          item->gain = describe_gain (item, labels);
        }
      choose (item);
    }
}

/* People. */

static void
find_homes (RapportIntakeBase *base, GPtrArray *items)
{
  g_autofree RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, items->len + 1);
  g_autofree RapportDuplicateSide *known = get_known_client_sides (base);
  g_autofree Best *best = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const RapportNewPerson *person = ((RapportIntakeItem *) items->pdata[i])->person;

      sides[i] =
        (RapportDuplicateSide) { person->organisation, person->site, person->email, NULL, NULL };
    }
  best = find_best (RAPPORT_DUPLICATE_CLIENTS, sides, items->len, known, base->clients->len);
  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      /* An address at the company's domain is enough to know where somebody works. */
      const guint told = RAPPORT_DUPLICATE_NAME | RAPPORT_DUPLICATE_SITE | RAPPORT_DUPLICATE_DOMAIN;

      if (best[i].is_sure || (best[i].reasons & told) != 0)
        item->home = best[i].other;
    }
}

static void
take_homes (RapportIntakeBase *base, GPtrArray *items, const char *client_id)
{
  const guint chosen =
    client_id != NULL ? rapport_intake_base_find_client (base, client_id) : RAPPORT_INTAKE_NONE;

  if (client_id == NULL)
    find_homes (base, items);
  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      const RapportKnownClient *client;

      if (client_id != NULL)
        item->home = chosen;
      client = rapport_intake_base_get_client (base, item->home);
      /* Where all go to one client, there is no need to say so each time. */
      if (client_id == NULL)
        item->home_name =
          g_strdup (client != NULL ? rapport_intake_row_text (client->row, RAPPORT_CLIENT_NAME)
                                   : item->person->organisation);
    }
}

static void
take_contact (RapportIntakeBase *base, RapportIntakeItem *item, const Best *best)
{
  const RapportRow *row = rapport_intake_base_get_contact (base, best->other);
  const RapportKnownClient *client;
  g_autofree char *where = NULL;

  if (row == NULL)
    return;
  item->match = best->other;
  client = rapport_intake_base_get_client (
    base,
    rapport_intake_base_find_client (base, rapport_intake_row_text (row, RAPPORT_CONTACT_CLIENT)));
  where = client != NULL
            ? g_strdup_printf ("%s, %s", rapport_intake_row_text (row, RAPPORT_CONTACT_NAME),
                               rapport_intake_row_text (client->row, RAPPORT_CLIENT_NAME))
            : g_strdup (rapport_intake_row_text (row, RAPPORT_CONTACT_NAME));
  take_match (item, best, RAPPORT_DUPLICATE_CONTACTS, where);
}

void
rapport_intake_match_people (RapportIntakeBase *base, GPtrArray *items, const char *client_id)
{
  g_autofree RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, items->len + 1);
  g_autofree RapportDuplicateSide *known = g_new0 (RapportDuplicateSide, base->contacts->len + 1);
  g_autofree Best *best = NULL;

  take_homes (base, items, client_id);
  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      const RapportKnownClient *home = rapport_intake_base_get_client (base, item->home);

      sides[i] =
        get_person_side (item->person, home != NULL ? home->row->id : item->person->organisation);
    }
  for (guint i = 0; i < base->contacts->len; i++)
    known[i] = get_contact_side (base->contacts->pdata[i]);
  best = find_best (RAPPORT_DUPLICATE_CONTACTS, sides, items->len, known, base->contacts->len);
  for (guint i = 0; i < items->len; i++)
    take_contact (base, items->pdata[i], &best[i]);
  match_within (items, RAPPORT_DUPLICATE_CONTACTS, sides);
  for (guint i = 0; i < items->len; i++)
    {
      RapportIntakeItem *item = items->pdata[i];
      const RapportRow *row = rapport_intake_base_get_contact (base, item->match);
      g_autoptr (GPtrArray) labels = g_ptr_array_new ();

      if (row != NULL)
        {
          item->n_fields = count_contact_fields (row, item->person, labels);
          item->gain = describe_gain (item, labels);
        }
      choose (item);
    }
}
