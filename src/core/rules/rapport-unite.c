/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-doubles.h"

#include "rapport-cells.h"
#include "rapport-intake-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* What is being merged. */
typedef struct
{
  RapportLibrary *library;
  RapportTransaction *transaction;
  RapportRecord *one;
  RapportRecord *other;
  const RapportRecordInfo *info;
  /* Id to id, of everything that has got another one. */
  GHashTable *moved;
  GError *error;
} Uniting;

/* Fields. */

static gboolean
is_of_status (const RapportRecordInfo *info, guint field)
{
  return info == &rapport_client_info &&
         (field == RAPPORT_CLIENT_STATUS_DAY || field == RAPPORT_CLIENT_STATUS_REASON ||
          field == RAPPORT_CLIENT_PITCH);
}

static gboolean
is_apart_field (const RapportRecordInfo *info, guint field)
{
  return (info == &rapport_client_info && field == RAPPORT_CLIENT_DISTINCT_FROM) ||
         (info == &rapport_contact_info && field == RAPPORT_CONTACT_DISTINCT_FROM);
}

static gboolean
is_list (const RapportRecordInfo *info, guint field)
{
  return info == &rapport_contact_info &&
         (field == RAPPORT_CONTACT_EMAIL || field == RAPPORT_CONTACT_PHONE);
}

gboolean
rapport_unite_can_be_both (const RapportRecordInfo *info, guint field)
{
  return info->fields[field].kind == RAPPORT_KIND_MARKDOWN ||
         info->fields[field].kind == RAPPORT_KIND_SET || is_list (info, field);
}

gboolean
rapport_unite_is_choice (RapportRecord *one, RapportRecord *other, guint field)
{
  const RapportRecordInfo *info = rapport_record_get_info (one);

  if (field < RAPPORT_RECORD_N_FIELDS || is_of_status (info, field) ||
      is_apart_field (info, field) || g_str_equal (info->fields[field].name, "order"))
    return FALSE;
  return !rapport_kind_equal (info->fields[field].kind, rapport_record_get_value (one, field),
                              rapport_record_get_value (other, field));
}

RapportUniteChoice
rapport_unite_get_default (RapportRecord *one, RapportRecord *other, guint field)
{
  if (rapport_record_get_value (other, field) == NULL)
    return RAPPORT_UNITE_KEEP;
  if (rapport_record_get_value (one, field) == NULL)
    return RAPPORT_UNITE_TAKE;
  return rapport_unite_can_be_both (rapport_record_get_info (one), field) ? RAPPORT_UNITE_BOTH
                                                                          : RAPPORT_UNITE_KEEP;
}

static int
compare_words_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer floating): the elements of both, in order. */
static GVariant *
join_sets (GVariant *a, GVariant *b)
{
  g_autofree const char **first = g_variant_get_strv (a, NULL);
  g_autofree const char **second = g_variant_get_strv (b, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (gsize i = 0; first[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) first[i]);
  for (gsize i = 0; second[i] != NULL; i++)
    if (!g_strv_contains (first, second[i]))
      g_ptr_array_add (all, (gpointer) second[i]);
  g_ptr_array_sort (all, compare_words_cb);
  return g_variant_new_strv ((const char *const *) all->pdata, all->len);
}

/* (transfer full) (nullable) */
static GVariant *
join_values (const RapportRecordInfo *info, guint field, GVariant *a, GVariant *b)
{
  g_autofree char *text = NULL;

  if (a == NULL || b == NULL)
    return a != NULL ? g_variant_ref (a) : b != NULL ? g_variant_ref (b) : NULL;
  if (info->fields[field].kind == RAPPORT_KIND_SET)
    return g_variant_ref_sink (join_sets (a, b));
  if (!is_list (info, field))
    text =
      rapport_intake_join_notes (g_variant_get_string (a, NULL), g_variant_get_string (b, NULL));
  else if (field == RAPPORT_CONTACT_EMAIL)
    text =
      rapport_intake_join_emails (g_variant_get_string (a, NULL), g_variant_get_string (b, NULL));
  else
    text =
      rapport_intake_join_phones (g_variant_get_string (a, NULL), g_variant_get_string (b, NULL));
  return text != NULL ? g_variant_ref_sink (g_variant_new_string (text)) : g_variant_ref (a);
}

static void
take (Uniting *self, guint field)
{
  rapport_transaction_set (self->transaction, self->one, field,
                           rapport_record_get_value (self->other, field));
}

static void
unite_fields (Uniting *self, const RapportUniteChoice *choices)
{
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < self->info->n_fields; i++)
    {
      g_autoptr (GVariant) both = NULL;

      if (!rapport_unite_is_choice (self->one, self->other, i) || choices[i] == RAPPORT_UNITE_KEEP)
        continue;
      if (choices[i] == RAPPORT_UNITE_TAKE)
        {
          take (self, i);
          continue;
        }
      both = join_values (self->info, i, rapport_record_get_value (self->one, i),
                          rapport_record_get_value (self->other, i));
      rapport_transaction_set (self->transaction, self->one, i, both);
    }
}

/* Where it stands in the base is said by its steps, too: those of the side that
 * was chosen stay. */
static gboolean
takes_status (Uniting *self, const RapportUniteChoice *choices)
{
  return self->info == &rapport_client_info &&
         rapport_unite_is_choice (self->one, self->other, RAPPORT_CLIENT_STATUS) &&
         choices[RAPPORT_CLIENT_STATUS] == RAPPORT_UNITE_TAKE;
}

/* Records that point at what goes. */

/* (transfer full) (element-type RapportRecord): those in the trash included, as
 * they can come out of it. */
static GPtrArray *
find_pointing (Uniting *self, const RapportRecordInfo *info, guint field, const char *id)
{
  g_autoptr (RapportQuery) query = rapport_query_new_for_info (info);
  GPtrArray *found;

  rapport_query_where_text (query, field, id);
  rapport_query_include_trashed (query);
  found = rapport_library_find (self->library, query, self->error != NULL ? NULL : &self->error);
  return found != NULL ? found : g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
is_keyed (const RapportRecordInfo *info)
{
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_KEY)
      return TRUE;
  return FALSE;
}

/* Whether its key holds another record that has a key itself. */
static gboolean
is_keyed_by_keyed (const RapportRecordInfo *info)
{
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if ((info->fields[i].flags & RAPPORT_FIELD_KEY) && info->fields[i].target != NULL &&
        is_keyed (rapport_record_info_lookup (info->fields[i].target)))
      return TRUE;
  return FALSE;
}

static const char *
map_id (Uniting *self, const char *id)
{
  const char *mapped = g_hash_table_lookup (self->moved, id);

  return mapped != NULL ? mapped : id;
}

/* (transfer full): the natural key that a record has from now on. */
static GStrv
make_key (Uniting *self, RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);
  g_autoptr (GStrvBuilder) key = g_strv_builder_new ();

  for (guint i = 0; i < info->n_fields; i++)
    {
      GVariant *value = rapport_record_get_value (record, i);

      if (!(info->fields[i].flags & RAPPORT_FIELD_KEY))
        continue;
      if (info->fields[i].kind == RAPPORT_KIND_DAY)
        g_strv_builder_take (key, rapport_day_to_string (rapport_record_get_day (record, i)));
      else
        g_strv_builder_add (key,
                            value != NULL ? map_id (self, g_variant_get_string (value, NULL)) : "");
    }
  return g_strv_builder_end (key);
}

static GVariant *
overlay_cells (GVariant *below, GVariant *above)
{
  g_autoptr (RapportCells) under = rapport_cells_from_variant (below);
  g_autoptr (RapportCells) over = rapport_cells_from_variant (above);
  g_autoptr (RapportCells) both = rapport_cells_overlay (under, over);

  return rapport_cells_to_variant (both);
}

/* What was under the old key fills what is empty under the new one. */
static void
fill_from (Uniting *self, RapportRecord *target, RapportRecord *source)
{
  const RapportRecordInfo *info = rapport_record_get_info (source);

  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    {
      GVariant *value = rapport_record_get_value (source, i);
      GVariant *there = rapport_transaction_get (self->transaction, target, i);

      if (value == NULL || (info->fields[i].flags & RAPPORT_FIELD_KEY))
        continue;
      if (there == NULL)
        rapport_transaction_set (self->transaction, target, i, value);
      else if (info->fields[i].kind == RAPPORT_KIND_CELLS)
        rapport_transaction_set (self->transaction, target, i, overlay_cells (value, there));
    }
}

/* A new one is all that the old one was. */
static void
copy_to (Uniting *self, RapportRecord *target, RapportRecord *source)
{
  const RapportRecordInfo *info = rapport_record_get_info (source);

  for (guint i = 0; i < info->n_fields; i++)
    if (!(info->fields[i].flags & RAPPORT_FIELD_KEY))
      rapport_transaction_set (self->transaction, target, i, rapport_record_get_value (source, i));
}

static void
move_keyed (Uniting *self, RapportRecord *record)
{
  const GType type = G_OBJECT_TYPE (record);
  g_auto (GStrv) key = make_key (self, record);
  const char *const *parts = (const char *const *) key;
  g_autoptr (RapportRecord) there = rapport_library_get_by_key (self->library, type, parts);
  RapportRecord *target;

  if (rapport_record_is_trashed (record))
    return;
  target = rapport_transaction_ensure (self->transaction, type, parts);
  if (there == NULL || rapport_record_is_trashed (there))
    copy_to (self, target, record);
  else
    fill_from (self, target, record);
  g_hash_table_insert (self->moved, g_strdup (rapport_record_get_id (record)),
                       g_strdup (rapport_record_get_id (target)));
  rapport_transaction_trash (self->transaction, record);
}

static void
move_all_keyed (Uniting *self, gboolean by_keyed)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      if (!is_keyed (info) || is_keyed_by_keyed (info) != by_keyed)
        continue;
      for (guint f = RAPPORT_RECORD_N_FIELDS; f < info->n_fields; f++)
        {
          g_autoptr (GPtrArray) found = NULL;

          if (!(info->fields[f].flags & RAPPORT_FIELD_KEY) ||
              g_strcmp0 (info->fields[f].target, self->info->name) != 0)
            continue;
          found = find_pointing (self, info, f, rapport_record_get_id (self->other));
          for (guint r = 0; r < found->len; r++)
            move_keyed (self, found->pdata[r]);
        }
    }
}

/* What may be about anything is about what has moved. */
static void
turn_about (Uniting *self, RapportRecord *record)
{
  const RapportRecordInfo *info = rapport_record_get_info (record);

  for (guint f = RAPPORT_RECORD_N_FIELDS; f < info->n_fields; f++)
    {
      const char *about;

      if (info->fields[f].kind != RAPPORT_KIND_REFERENCE || info->fields[f].target != NULL)
        continue;
      about = g_hash_table_lookup (self->moved, rapport_record_get_text (record, f));
      if (about != NULL)
        rapport_transaction_set_text (self->transaction, record, f, about);
    }
}

static void
turn_field (Uniting *self, const RapportRecordInfo *info, guint field)
{
  const char *id = rapport_record_get_id (self->other);
  g_autoptr (GPtrArray) found = find_pointing (self, info, field, id);

  for (guint i = 0; i < found->len; i++)
    {
      rapport_transaction_set_text (self->transaction, found->pdata[i], field,
                                    rapport_record_get_id (self->one));
      turn_about (self, found->pdata[i]);
    }
}

/* Whether its key holds what is united: then it has been moved as a whole. */
static gboolean
is_keyed_by (Uniting *self, const RapportRecordInfo *info)
{
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if ((info->fields[i].flags & RAPPORT_FIELD_KEY) &&
        g_strcmp0 (info->fields[i].target, self->info->name) == 0)
      return TRUE;
  return FALSE;
}

static void
turn_all (Uniting *self, gboolean with_steps)
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      if (is_keyed_by (self, info) || (info == &rapport_base_step_info && !with_steps))
        continue;
      for (guint f = RAPPORT_RECORD_N_FIELDS; f < info->n_fields; f++)
        if (info->fields[f].kind == RAPPORT_KIND_REFERENCE &&
            (info->fields[f].target == NULL ||
             g_str_equal (info->fields[f].target, self->info->name)))
          turn_field (self, info, f);
    }
}

static void
take_steps (Uniting *self)
{
  g_autoptr (GPtrArray) own = find_pointing (
    self, &rapport_base_step_info, RAPPORT_BASE_STEP_CLIENT, rapport_record_get_id (self->one));

  for (guint i = 0; i < own->len; i++)
    if (!rapport_record_is_trashed (own->pdata[i]))
      rapport_transaction_trash (self->transaction, own->pdata[i]);
  take (self, RAPPORT_CLIENT_STATUS_DAY);
  take (self, RAPPORT_CLIENT_STATUS_REASON);
  take (self, RAPPORT_CLIENT_PITCH);
}

gboolean
rapport_unite (RapportLibrary *library,
               RapportRecord *one,
               RapportRecord *other,
               const RapportUniteChoice *choices,
               GError **error)
{
  g_autofree char *label = g_strdup_printf (
    _ ("Merge “%s” and “%s”"), rapport_record_get_title (one), rapport_record_get_title (other));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Uniting self = { library, transaction, one, other, rapport_record_get_info (one), moved, NULL };

  g_return_val_if_fail (self.info == rapport_record_get_info (other) && one != other, FALSE);
  g_hash_table_insert (moved, g_strdup (rapport_record_get_id (other)),
                       g_strdup (rapport_record_get_id (one)));
  unite_fields (&self, choices);
  if (takes_status (&self, choices))
    take_steps (&self);
  move_all_keyed (&self, FALSE);
  move_all_keyed (&self, TRUE);
  turn_all (&self, takes_status (&self, choices));
  rapport_transaction_trash (transaction, other);
  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return FALSE;
    }
  rapport_transaction_set_client (transaction, self.info == &rapport_client_info
                                                 ? rapport_record_get_id (one)
                                                 : rapport_record_get_client_id (one));
  return rapport_transaction_commit (transaction, error);
}
