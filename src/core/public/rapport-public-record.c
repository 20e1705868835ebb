/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-public-record-private.h"

#include <string.h>

typedef struct
{
  const char *field; /* interned */
  GVariant *value;
} Value;

/* A board has ten thousands of these: they are made of as few pieces as may be. */
struct _RapportPublicRecord
{
  GObject parent_instance;
  const char *type; /* interned */
  char *id;
  Value *values;
  guint n_values;
};

G_DEFINE_FINAL_TYPE (RapportPublicRecord, rapport_public_record, G_TYPE_OBJECT)

static void
rapport_public_record_finalize (GObject *object)
{
  RapportPublicRecord *self = RAPPORT_PUBLIC_RECORD (object);

  for (guint i = 0; i < self->n_values; i++)
    g_variant_unref (self->values[i].value);
  g_free (self->values);
  g_free (self->id);
  G_OBJECT_CLASS (rapport_public_record_parent_class)->finalize (object);
}

static void
rapport_public_record_class_init (RapportPublicRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_public_record_finalize;
}

static void
rapport_public_record_init (RapportPublicRecord *self)
{
}

RapportPublicRecord *
rapport_public_record_new (const char *type, const char *id)
{
  RapportPublicRecord *self = g_object_new (RAPPORT_TYPE_PUBLIC_RECORD, NULL);

  self->type = g_intern_string (type);
  self->id = g_strdup (id);
  return self;
}

static Value *
find (RapportPublicRecord *self, const char *field)
{
  for (guint i = 0; i < self->n_values; i++)
    if (strcmp (self->values[i].field, field) == 0)
      return &self->values[i];
  return NULL;
}

void
rapport_public_record_add (RapportPublicRecord *self, const char *field, GVariant *value)
{
  Value *found = find (self, field);

  g_variant_ref_sink (value);
  if (found != NULL)
    {
      g_variant_unref (found->value);
      found->value = value;
      return;
    }
  self->values = g_renew (Value, self->values, self->n_values + 1);
  self->values[self->n_values++] = (Value) { g_intern_string (field), value };
}

GList *
rapport_public_record_list_fields (RapportPublicRecord *self)
{
  GList *fields = NULL;

  for (guint i = 0; i < self->n_values; i++)
    fields = g_list_prepend (fields, (gpointer) self->values[i].field);
  return g_list_sort (fields, (GCompareFunc) strcmp);
}

const char *
rapport_public_record_get_record_type (RapportPublicRecord *self)
{
  return self->type;
}

const char *
rapport_public_record_get_id (RapportPublicRecord *self)
{
  return self->id;
}

GVariant *
rapport_public_record_get_value (RapportPublicRecord *self, const char *field)
{
  const Value *found = find (self, field);

  return found != NULL ? found->value : NULL;
}

/* The value where it is there and of the type, or NULL. */
static GVariant *
value_of_type (RapportPublicRecord *self, const char *field, const char *type)
{
  GVariant *value = rapport_public_record_get_value (self, field);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE (type)) ? value : NULL;
}

const char *
rapport_public_record_get_text (RapportPublicRecord *self, const char *field)
{
  GVariant *value = value_of_type (self, field, "s");

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

gboolean
rapport_public_record_get_boolean (RapportPublicRecord *self, const char *field)
{
  GVariant *value = value_of_type (self, field, "b");

  return value != NULL && g_variant_get_boolean (value);
}

gint64
rapport_public_record_get_integer (RapportPublicRecord *self, const char *field)
{
  GVariant *value = value_of_type (self, field, "x");

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

RapportDay
rapport_public_record_get_day (RapportPublicRecord *self, const char *field)
{
  GVariant *value = value_of_type (self, field, "i");

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

RapportCells *
rapport_public_record_get_cells (RapportPublicRecord *self, const char *field)
{
  GVariant *value = value_of_type (self, field, "a(issx)");

  return value != NULL ? rapport_cells_from_variant (value) : NULL;
}
