/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-public-record-private.h"

struct _RapportPublicRecord
{
  GObject parent_instance;
  char *type;
  char *id;
  GHashTable *values; /* field name to GVariant */
};

G_DEFINE_FINAL_TYPE (RapportPublicRecord, rapport_public_record, G_TYPE_OBJECT)

static void
rapport_public_record_finalize (GObject *object)
{
  RapportPublicRecord *self = RAPPORT_PUBLIC_RECORD (object);

  g_free (self->type);
  g_free (self->id);
  g_hash_table_unref (self->values);
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
  self->values =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
}

RapportPublicRecord *
rapport_public_record_new (const char *type, const char *id)
{
  RapportPublicRecord *self = g_object_new (RAPPORT_TYPE_PUBLIC_RECORD, NULL);

  self->type = g_strdup (type);
  self->id = g_strdup (id);
  return self;
}

void
rapport_public_record_add (RapportPublicRecord *self, const char *field, GVariant *value)
{
  g_hash_table_replace (self->values, g_strdup (field), g_variant_ref_sink (value));
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
  return g_hash_table_lookup (self->values, field);
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
