/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-query.h"

#include "rapport-id.h"

#include <string.h>

struct _RapportQuery
{
  gatomicrefcount ref_count;
  const RapportRecordInfo *info;
  GArray *conditions;
  GArray *orders;
  GArray *fields;
  guint limit;
  gboolean live;
  gboolean trashed;
};

static void
clear_condition (gpointer data)
{
  RapportCondition *condition = data;

  g_clear_pointer (&condition->value, g_variant_unref);
}

RapportQuery *
rapport_query_new_for_info (const RapportRecordInfo *info)
{
  RapportQuery *self = g_new0 (RapportQuery, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->info = info;
  self->conditions = g_array_new (FALSE, FALSE, sizeof (RapportCondition));
  g_array_set_clear_func (self->conditions, clear_condition);
  self->orders = g_array_new (FALSE, FALSE, sizeof (RapportOrder));
  self->live = TRUE;
  return self;
}

RapportQuery *
rapport_query_new (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  return rapport_query_new_for_info (RAPPORT_RECORD_CLASS (klass)->info);
}

RapportQuery *
rapport_query_copy (RapportQuery *self)
{
  RapportQuery *copy = rapport_query_new_for_info (self->info);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      RapportCondition *condition = &g_array_index (self->conditions, RapportCondition, i);

      rapport_query_where (copy, condition->field, condition->test, condition->value);
    }
  g_array_append_vals (copy->orders, self->orders->data, self->orders->len);
  copy->limit = self->limit;
  copy->live = self->live;
  copy->trashed = self->trashed;
  return copy;
}

RapportQuery *
rapport_query_ref (RapportQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_query_unref (RapportQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->conditions);
  g_array_unref (self->orders);
  g_clear_pointer (&self->fields, g_array_unref);
  g_free (self);
}

RapportQuery *
rapport_query_where (RapportQuery *self, guint field, RapportTest test, GVariant *value)
{
  RapportCondition condition = { field, test, value ? g_variant_ref_sink (value) : NULL };

  g_array_append_val (self->conditions, condition);
  return self;
}

RapportQuery *
rapport_query_where_text (RapportQuery *self, guint field, const char *text)
{
  return rapport_query_where (self, field, RAPPORT_TEST_EQUAL,
                              text && *text ? g_variant_new_string (text) : NULL);
}

RapportQuery *
rapport_query_where_day (RapportQuery *self, guint field, RapportTest test, RapportDay day)
{
  return rapport_query_where (self, field, test,
                              day != RAPPORT_DAY_NONE ? g_variant_new_int32 (day) : NULL);
}

RapportQuery *
rapport_query_order_by (RapportQuery *self, guint field, gboolean descending)
{
  RapportOrder order = { field, descending };

  g_array_append_val (self->orders, order);
  return self;
}

RapportQuery *
rapport_query_include_trashed (RapportQuery *self)
{
  self->trashed = TRUE;
  return self;
}

RapportQuery *
rapport_query_only_trashed (RapportQuery *self)
{
  self->trashed = TRUE;
  self->live = FALSE;
  return self;
}

RapportQuery *
rapport_query_set_limit (RapportQuery *self, guint limit)
{
  self->limit = limit;
  return self;
}

RapportQuery *
rapport_query_set_fields (RapportQuery *self, const guint *fields, gsize n_fields)
{
  g_clear_pointer (&self->fields, g_array_unref);
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (self->fields, fields, (guint) n_fields);
  return self;
}

const RapportRecordInfo *
rapport_query_get_info (RapportQuery *self)
{
  return self->info;
}

const RapportCondition *
rapport_query_get_conditions (RapportQuery *self, gsize *n)
{
  *n = self->conditions->len;
  return (const RapportCondition *) (gpointer) self->conditions->data;
}

const RapportOrder *
rapport_query_get_orders (RapportQuery *self, gsize *n)
{
  *n = self->orders->len;
  return (const RapportOrder *) (gpointer) self->orders->data;
}

const guint *
rapport_query_get_fields (RapportQuery *self, gsize *n)
{
  *n = self->fields != NULL ? self->fields->len : 0;
  return self->fields != NULL ? (const guint *) (gpointer) self->fields->data : NULL;
}

guint
rapport_query_get_limit (RapportQuery *self)
{
  return self->limit;
}

gboolean
rapport_query_wants_trashed (RapportQuery *self, gboolean trashed)
{
  return trashed ? self->trashed : self->live;
}

/* Order by bytes, as SQL does it; collation is for lists alone. */
static int
compare_raw (GVariant *a, GVariant *b)
{
  if (g_variant_is_of_type (a, G_VARIANT_TYPE_STRING))
    return strcmp (g_variant_get_string (a, NULL), g_variant_get_string (b, NULL));
  if (g_variant_type_is_basic (g_variant_get_type (a)))
    return g_variant_compare (a, b);
  return g_variant_equal (a, b) ? 0 : 1;
}

static gboolean
condition_holds (const RapportCondition *condition, RapportKind kind, GVariant *value)
{
  gboolean equal = rapport_kind_equal (kind, value, condition->value);
  int order;

  if (condition->test == RAPPORT_TEST_EQUAL)
    return equal;
  if (condition->test == RAPPORT_TEST_DIFFERENT)
    return !equal;
  if (value == NULL || condition->value == NULL)
    return FALSE;
  order = compare_raw (value, condition->value);
  switch (condition->test)
    {
    case RAPPORT_TEST_LESS:
      return order < 0;
    case RAPPORT_TEST_AT_MOST:
      return order <= 0;
    case RAPPORT_TEST_GREATER:
      return order > 0;
    default:
      return order >= 0;
    }
}

gboolean
rapport_query_matches (RapportQuery *self, RapportRecord *record)
{
  if (rapport_record_get_info (record) != self->info ||
      !rapport_query_wants_trashed (self, rapport_record_is_trashed (record)))
    return FALSE;
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const RapportCondition *condition = &g_array_index (self->conditions, RapportCondition, i);

      if (!condition_holds (condition, self->info->fields[condition->field].kind,
                            rapport_record_get_value (record, condition->field)))
        return FALSE;
    }
  return TRUE;
}

static int
compare_values (const RapportField *field, GVariant *a, GVariant *b)
{
  /* An order key is compared by bytes; other text as people sort it. */
  if (a != NULL && b != NULL && g_str_equal (field->name, "order"))
    return compare_raw (a, b);
  return rapport_kind_compare (field->kind, a, b);
}

static gboolean
is_collated (const RapportField *field)
{
  return field->kind == RAPPORT_KIND_TEXT && !g_str_equal (field->name, "order");
}

void
rapport_query_init_key (RapportQuery *self, guint index, GVariant *value, RapportSortKey *key)
{
  const RapportOrder *order = &g_array_index (self->orders, RapportOrder, index);
  const char *text = NULL;

  key->value = value != NULL ? g_variant_ref (value) : NULL;
  key->collation = NULL;
  if (value == NULL || !is_collated (&self->info->fields[order->field]))
    return;
  text = g_variant_get_string (value, NULL);
  if (*text != '\0')
    key->collation = g_utf8_collate_key (text, -1);
}

void
rapport_sort_key_clear (RapportSortKey *key)
{
  g_clear_pointer (&key->value, g_variant_unref);
  g_clear_pointer (&key->collation, g_free);
}

int
rapport_query_compare_keys (RapportQuery *self,
                            const RapportSortKey *a,
                            const char *a_id,
                            const RapportSortKey *b,
                            const char *b_id)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      const RapportOrder *order = &g_array_index (self->orders, RapportOrder, i);
      int result = a[i].collation != NULL && b[i].collation != NULL
                     ? strcmp (a[i].collation, b[i].collation)
                     : compare_values (&self->info->fields[order->field], a[i].value, b[i].value);

      if (result != 0)
        return order->descending ? -result : result;
    }
  return strcmp (a_id, b_id);
}

int
rapport_query_compare (RapportQuery *self, RapportRecord *a, RapportRecord *b)
{
  for (guint i = 0; i < self->orders->len; i++)
    {
      const RapportOrder *order = &g_array_index (self->orders, RapportOrder, i);
      int result = compare_values (&self->info->fields[order->field],
                                   rapport_record_get_value (a, order->field),
                                   rapport_record_get_value (b, order->field));

      if (result != 0)
        return order->descending ? -result : result;
    }
  return strcmp (rapport_record_get_id (a), rapport_record_get_id (b));
}

RapportRow *
rapport_row_new (const RapportRecordInfo *info, const char *id)
{
  RapportRow *self = g_malloc0 (sizeof (RapportRow) + info->n_fields * sizeof (GVariant *));

  memcpy (self->id, id, strnlen (id, sizeof self->id - 1));
  self->n_values = info->n_fields;
  return self;
}

void
rapport_row_free (RapportRow *self)
{
  for (guint i = 0; i < self->n_values; i++)
    g_clear_pointer (&self->values[i], g_variant_unref);
  g_free (self->extra);
  g_free (self);
}
