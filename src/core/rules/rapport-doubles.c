/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-doubles.h"

#include "rapport-intake-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
rapport_double_free (RapportDouble *self)
{
  g_free (self->one_name);
  g_free (self->other_name);
  g_free (self->one_where);
  g_free (self->other_where);
  g_free (self);
}

/* What is compared. */

static const RapportRow *
get_row (RapportIntakeBase *base, RapportDuplicateKind kind, guint index)
{
  return kind == RAPPORT_DUPLICATE_CLIENTS ? rapport_intake_base_get_client (base, index)->row
                                           : rapport_intake_base_get_contact (base, index);
}

static RapportDuplicateSide
get_side (RapportIntakeBase *base, RapportDuplicateKind kind, guint index)
{
  const RapportRow *row = get_row (base, kind, index);

  if (kind == RAPPORT_DUPLICATE_CLIENTS)
    {
      const RapportKnownClient *client = rapport_intake_base_get_client (base, index);

      return (RapportDuplicateSide) { rapport_intake_row_text (row, RAPPORT_CLIENT_NAME),
                                      rapport_intake_row_text (row, RAPPORT_CLIENT_SITE),
                                      client->emails, client->phones, NULL };
    }
  return (RapportDuplicateSide) { rapport_intake_row_text (row, RAPPORT_CONTACT_NAME), NULL,
                                  rapport_intake_row_text (row, RAPPORT_CONTACT_EMAIL),
                                  rapport_intake_row_text (row, RAPPORT_CONTACT_PHONE),
                                  rapport_intake_row_text (row, RAPPORT_CONTACT_CLIENT) };
}

static gboolean
names (const RapportRow *row, guint field, const char *id)
{
  g_autofree const char **ids =
    row->values[field] != NULL ? g_variant_get_strv (row->values[field], NULL) : NULL;

  return ids != NULL && g_strv_contains (ids, id);
}

static gboolean
are_apart (RapportDuplicateKind kind, const RapportRow *one, const RapportRow *other)
{
  const guint field = kind == RAPPORT_DUPLICATE_CLIENTS ? RAPPORT_CLIENT_DISTINCT_FROM
                                                        : RAPPORT_CONTACT_DISTINCT_FROM;

  return names (one, field, other->id) || names (other, field, one->id);
}

static char *
name_row (RapportDuplicateKind kind, const RapportRow *row)
{
  return g_strdup (rapport_intake_row_text (
    row, kind == RAPPORT_DUPLICATE_CLIENTS ? RAPPORT_CLIENT_NAME : RAPPORT_CONTACT_NAME));
}

static char *
name_client (RapportIntakeBase *base, RapportDuplicateKind kind, const RapportRow *row)
{
  const RapportKnownClient *client = NULL;

  if (kind == RAPPORT_DUPLICATE_CONTACTS)
    client = rapport_intake_base_get_client (
      base, rapport_intake_base_find_client (
              base, rapport_intake_row_text (row, RAPPORT_CONTACT_CLIENT)));
  return g_strdup (client != NULL ? rapport_intake_row_text (client->row, RAPPORT_CLIENT_NAME)
                                  : "");
}

/* How much is known of it. */
static guint
weigh (RapportIntakeBase *base, RapportDuplicateKind kind, guint index)
{
  const RapportRow *row = get_row (base, kind, index);
  guint n = 0;

  for (guint i = 0; i < row->n_values; i++)
    n += row->values[i] != NULL;
  if (kind == RAPPORT_DUPLICATE_CLIENTS)
    n += rapport_intake_base_get_client (base, index)->contacts->len;
  return n;
}

/* Whether the other one of two is to stay: of which more is known, or else the
 * one that was made first, as ids of version 7 sort. */
static gboolean
is_swapped (RapportIntakeBase *base, RapportDuplicateKind kind, const RapportDuplicate *pair)
{
  const guint one = weigh (base, kind, pair->one);
  const guint other = weigh (base, kind, pair->other);

  if (one != other)
    return other > one;
  return strcmp (get_row (base, kind, pair->one)->id, get_row (base, kind, pair->other)->id) > 0;
}

GPtrArray *
rapport_doubles_find (RapportIntakeBase *base, RapportDuplicateKind kind)
{
  const guint n = kind == RAPPORT_DUPLICATE_CLIENTS ? base->clients->len : base->contacts->len;
  g_autofree RapportDuplicateSide *sides = g_new0 (RapportDuplicateSide, n + 1);
  g_autoptr (GArray) pairs = NULL;
  GPtrArray *doubles = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_double_free);

  for (guint i = 0; i < n; i++)
    sides[i] = get_side (base, kind, i);
  pairs = rapport_duplicates_find (kind, sides, n, NULL, 0);
  for (guint i = 0; i < pairs->len; i++)
    {
      const RapportDuplicate *pair = &g_array_index (pairs, RapportDuplicate, i);
      const RapportRow *one = get_row (base, kind, pair->one);
      const RapportRow *other = get_row (base, kind, pair->other);
      const gboolean swap = is_swapped (base, kind, pair);
      const RapportRow *first = swap ? other : one;
      const RapportRow *second = swap ? one : other;
      RapportDouble *found;

      if (are_apart (kind, one, other))
        continue;
      found = g_new0 (RapportDouble, 1);
      g_strlcpy (found->one, first->id, sizeof found->one);
      g_strlcpy (found->other, second->id, sizeof found->other);
      found->one_name = name_row (kind, first);
      found->other_name = name_row (kind, second);
      found->one_where = name_client (base, kind, first);
      found->other_where = name_client (base, kind, second);
      found->reasons = pair->reasons;
      found->is_sure = pair->is_sure;
      g_ptr_array_add (doubles, found);
    }
  return doubles;
}

static guint
get_apart_field (RapportRecord *record)
{
  return RAPPORT_IS_CLIENT (record) ? RAPPORT_CLIENT_DISTINCT_FROM : RAPPORT_CONTACT_DISTINCT_FROM;
}

static int
compare_words_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

gboolean
rapport_doubles_keep_apart (RapportLibrary *library,
                            RapportRecord *one,
                            RapportRecord *other,
                            GError **error)
{
  const guint field = get_apart_field (one);
  GVariant *before = rapport_record_get_value (one, field);
  g_autofree const char **ids = before != NULL ? g_variant_get_strv (before, NULL) : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *label =
    g_strdup_printf (_ ("“%s” and “%s” are not the same"), rapport_record_get_title (one),
                     rapport_record_get_title (other));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) ids[i]);
  g_ptr_array_add (all, (gpointer) rapport_record_get_id (other));
  g_ptr_array_sort (all, compare_words_cb);
  rapport_transaction_set (transaction, one, field,
                           g_variant_new_strv ((const char *const *) all->pdata, all->len));
  return rapport_transaction_commit (transaction, error);
}
