/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-duplicates.h"

#include "rapport-duplicates-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In shorter names, one letter is too much of a difference. */
#define MIN_SIMILAR 6
/* What more records have in common, such as the phone of a switchboard, says
 * nothing of two of them. */
#define MAX_COMMON 40

/* A record that a key is known of, and the field it comes from. */
typedef struct
{
  guint index;
  RapportDuplicateReason reason;
} Entry;

typedef struct
{
  RapportDuplicateKind kind;
  /* Key to GArray of Entry: what the second list is known by. */
  GHashTable *known;
  char **names;
  const RapportDuplicateSide *others;
  gboolean among;

  /* The pairs of the record at hand: index to reasons. */
  GHashTable *pairs;
  GArray *found;
} Search;

/* What is done with each key of a record. */
typedef void (*KeyFunc) (Search *self, guint index, const char *key, RapportDuplicateReason reason);

static void
entries_free (gpointer entries)
{
  g_array_unref (entries);
}

static void
learn (Search *self, guint index, const char *key, RapportDuplicateReason reason)
{
  GArray *entries = g_hash_table_lookup (self->known, key);
  const Entry entry = { index, reason };

  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_hash_table_insert (self->known, g_strdup (key), entries);
    }
  if (entries->len <= MAX_COMMON)
    g_array_append_val (entries, entry);
}

/* The domain of an e-mail and the site of the other are one reason. */
static RapportDuplicateReason
reason_of (RapportDuplicateReason one, RapportDuplicateReason other)
{
  return one == other ? one : RAPPORT_DUPLICATE_DOMAIN;
}

static void
look_up (Search *self, guint index, const char *key, RapportDuplicateReason reason)
{
  GArray *entries = g_hash_table_lookup (self->known, key);

  if (entries == NULL || entries->len > MAX_COMMON)
    return;
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      gpointer other = GUINT_TO_POINTER (entry->index);
      guint reasons;

      if (self->among && entry->index <= index)
        continue;
      reasons = GPOINTER_TO_UINT (g_hash_table_lookup (self->pairs, other));
      g_hash_table_insert (self->pairs, other,
                           GUINT_TO_POINTER (reasons | reason_of (reason, entry->reason)));
    }
}

static void
tell (Search *self,
      guint index,
      char mark,
      const char *text,
      RapportDuplicateReason reason,
      KeyFunc func)
{
  g_autofree char *key = NULL;

  if (*text == '\0')
    return;
  key = g_strdup_printf ("%c%s", mark, text);
  func (self, index, key, reason);
}

/* Each name with one letter left out: names that differ by a letter share one.
 * Names in two alphabets share their sound. */
static void
tell_similar (Search *self, guint index, const char *folded, KeyFunc func)
{
  g_autofree char *sound = rapport_duplicate_transliterate (folded);
  g_autofree char *shorter = g_malloc (strlen (folded) + 1);

  tell (self, index, '~', sound, RAPPORT_DUPLICATE_SIMILAR_NAME, func);
  if (g_utf8_strlen (folded, -1) < MIN_SIMILAR)
    return;
  tell (self, index, '-', folded, RAPPORT_DUPLICATE_SIMILAR_NAME, func);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      memcpy (shorter, folded, (gsize) (p - folded));
      strcpy (shorter + (p - folded), g_utf8_next_char (p));
      tell (self, index, '-', shorter, RAPPORT_DUPLICATE_SIMILAR_NAME, func);
    }
}

static void
tell_emails (Search *self, guint index, const char *emails, KeyFunc func)
{
  g_auto (GStrv) parts = g_strsplit_set (emails != NULL ? emails : "", ",; \n\t", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *email = rapport_duplicate_fold_email (*part);
      const char *at = strchr (email, '@');

      tell (self, index, '@', email, RAPPORT_DUPLICATE_EMAIL, func);
      if (self->kind == RAPPORT_DUPLICATE_CLIENTS && at != NULL &&
          !rapport_duplicate_is_everyones (at + 1))
        tell (self, index, '/', at + 1, RAPPORT_DUPLICATE_DOMAIN, func);
    }
}

static void
tell_phones (Search *self, guint index, const char *phones, KeyFunc func)
{
  g_auto (GStrv) parts = g_strsplit_set (phones != NULL ? phones : "", ",;\n", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *phone = rapport_duplicate_fold_phone (*part);

      tell (self, index, '+', phone, RAPPORT_DUPLICATE_PHONE, func);
    }
}

static char *
fold_name (Search *self, const RapportDuplicateSide *side)
{
  return self->kind == RAPPORT_DUPLICATE_CLIENTS ? rapport_duplicate_fold_company (side->name)
                                                 : rapport_duplicate_fold_person (side->name);
}

static void
tell_all (Search *self, guint index, const RapportDuplicateSide *side, KeyFunc func)
{
  g_autofree char *name = fold_name (self, side);
  g_autofree char *site = rapport_duplicate_fold_site (side->site);

  tell (self, index, '=', name, RAPPORT_DUPLICATE_NAME, func);
  tell_similar (self, index, name, func);
  if (self->kind == RAPPORT_DUPLICATE_CLIENTS)
    tell (self, index, '/', site, RAPPORT_DUPLICATE_SITE, func);
  tell_emails (self, index, side->email, func);
  tell_phones (self, index, side->phone, func);
}

/* Whether one change of a letter leads from one to the other, digits apart:
 * "Shop 1" is not "Shop 2". */
static gboolean
is_near (const char *one, const char *other)
{
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (one, -1, NULL);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (other, -1, NULL);
  gsize n_a = 0, n_b = 0, begin = 0, end = 0;

  while (a[n_a] != 0)
    n_a++;
  while (b[n_b] != 0)
    n_b++;
  while (begin < n_a && begin < n_b && a[begin] == b[begin])
    begin++;
  while (end < n_a - begin && end < n_b - begin && a[n_a - 1 - end] == b[n_b - 1 - end])
    end++;
  for (gsize i = begin; i < n_a - end; i++)
    if (g_unichar_isdigit (a[i]))
      return FALSE;
  for (gsize i = begin; i < n_b - end; i++)
    if (g_unichar_isdigit (b[i]))
      return FALSE;
  if (n_a - begin - end == 2 && n_b - begin - end == 2)
    return a[begin] == b[begin + 1] && a[begin + 1] == b[begin];
  return n_a - begin - end <= 1 && n_b - begin - end <= 1;
}

static gboolean
is_similar (const char *name, const char *other)
{
  g_autofree char *sound = rapport_duplicate_transliterate (name);
  g_autofree char *other_sound = rapport_duplicate_transliterate (other);

  return strcmp (sound, other_sound) == 0 || is_near (name, other);
}

static gboolean
is_same_group (const RapportDuplicateSide *one, const RapportDuplicateSide *other)
{
  return one->group != NULL && *one->group != '\0' && g_strcmp0 (one->group, other->group) == 0;
}

/* Both have a website, and not the same. */
static gboolean
has_other_site (const RapportDuplicateSide *one, const RapportDuplicateSide *other)
{
  g_autofree char *site = rapport_duplicate_fold_site (one->site);
  g_autofree char *other_site = rapport_duplicate_fold_site (other->site);

  return *site != '\0' && *other_site != '\0' && strcmp (site, other_site) != 0;
}

/* Companies of one name may be in different towns; people need more than that. */
static gboolean
is_sure (Search *self,
         RapportDuplicateReason reasons,
         const RapportDuplicateSide *one,
         const RapportDuplicateSide *other)
{
  guint names = RAPPORT_DUPLICATE_NAME | RAPPORT_DUPLICATE_SIMILAR_NAME;

  if ((reasons & names) != 0 && (reasons & ~names) != 0)
    return TRUE;
  if (self->kind == RAPPORT_DUPLICATE_CLIENTS)
    return (reasons & RAPPORT_DUPLICATE_NAME) != 0 && !has_other_site (one, other);
  return (reasons & RAPPORT_DUPLICATE_EMAIL) != 0 ||
         ((reasons & RAPPORT_DUPLICATE_NAME) != 0 && is_same_group (one, other));
}

static void
take_pairs (Search *self, guint index, const RapportDuplicateSide *side)
{
  g_autofree char *name = fold_name (self, side);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->pairs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      RapportDuplicate pair = { index, GPOINTER_TO_UINT (key), GPOINTER_TO_UINT (value), FALSE };

      if ((pair.reasons & RAPPORT_DUPLICATE_NAME) != 0 ||
          !is_similar (name, self->names[pair.other]))
        pair.reasons &= ~(guint) RAPPORT_DUPLICATE_SIMILAR_NAME;
      if ((pair.reasons & RAPPORT_DUPLICATE_SITE) != 0)
        pair.reasons &= ~(guint) RAPPORT_DUPLICATE_DOMAIN;
      if (pair.reasons == 0)
        continue;
      pair.is_sure = is_sure (self, pair.reasons, side, &self->others[pair.other]);
      g_array_append_val (self->found, pair);
    }
  g_hash_table_remove_all (self->pairs);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const RapportDuplicate *one = a;
  const RapportDuplicate *other = b;

  if (one->is_sure != other->is_sure)
    return one->is_sure ? -1 : 1;
  if (one->one != other->one)
    return one->one < other->one ? -1 : 1;
  return one->other < other->other ? -1 : one->other > other->other;
}

GArray *
rapport_duplicates_find (RapportDuplicateKind kind,
                         const RapportDuplicateSide *ones,
                         gsize n_ones,
                         const RapportDuplicateSide *others,
                         gsize n_others)
{
  g_autoptr (GHashTable) known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entries_free);
  g_autoptr (GHashTable) pairs = g_hash_table_new (NULL, NULL);
  Search self = { .kind = kind, .known = known, .pairs = pairs };
  gsize n_known = others != NULL ? n_others : n_ones;

  self.among = others == NULL;
  self.others = others != NULL ? others : ones;
  self.found = g_array_new (FALSE, FALSE, sizeof (RapportDuplicate));
  self.names = g_new0 (char *, n_known + 1);
  for (guint i = 0; i < n_known; i++)
    {
      self.names[i] = fold_name (&self, &self.others[i]);
      tell_all (&self, i, &self.others[i], learn);
    }
  for (guint i = 0; i < n_ones; i++)
    {
      tell_all (&self, i, &ones[i], look_up);
      take_pairs (&self, i, &ones[i]);
    }
  g_array_sort (self.found, compare_pairs);
  g_strfreev (self.names);
  return self.found;
}

char *
rapport_duplicate_describe (RapportDuplicateKind kind, RapportDuplicateReason reasons)
{
  const struct
  {
    RapportDuplicateReason reason;
    const char *label;
  } labels[] = {
    { RAPPORT_DUPLICATE_NAME,
      kind == RAPPORT_DUPLICATE_CLIENTS ? _ ("Same name") : _ ("Same full name") },
    { RAPPORT_DUPLICATE_SIMILAR_NAME,
      kind == RAPPORT_DUPLICATE_CLIENTS ? _ ("Similar name") : _ ("Similar full name") },
    { RAPPORT_DUPLICATE_SITE, _ ("Same website") },
    { RAPPORT_DUPLICATE_DOMAIN, _ ("E-mail of the same website") },
    { RAPPORT_DUPLICATE_EMAIL, _ ("Same e-mail") },
    { RAPPORT_DUPLICATE_PHONE, _ ("Same phone") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if ((reasons & labels[i].reason) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", labels[i].label);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
