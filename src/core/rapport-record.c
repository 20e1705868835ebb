/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-record-private.h"

#include "rapport-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char id[RAPPORT_ID_LENGTH + 1];
  char *extra;
  GVariant **values;
  GWeakRef *store; /* what blobs that were not read yet are asked of, or NULL */
  guint64 unread;  /* their fields, a bit each */
} RapportRecordPrivate;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportRecord, rapport_record, G_TYPE_OBJECT)

static RapportRecordPrivate *
get_private (RapportRecord *self)
{
  return rapport_record_get_instance_private (self);
}

static void
read_blob (RapportRecord *self, guint field)
{
  RapportRecordPrivate *priv = get_private (self);
  const RapportRecordInfo *info = rapport_record_get_info (self);
  g_autoptr (RapportStore) store = g_weak_ref_get (priv->store);
  g_autoptr (GError) error = NULL;

  priv->unread &= ~(G_GUINT64_CONSTANT (1) << field);
  if (store != NULL)
    priv->values[field] = rapport_store_load_blob (store, info, priv->id, field, &error);
  if (error != NULL)
    g_warning ("reading a blob of type %s: %s", info->name, error->message);
}

static GVariant *
get_value (RapportRecord *self, guint field)
{
  RapportRecordPrivate *priv = get_private (self);

  if ((priv->unread >> field & 1) != 0)
    read_blob (self, field);
  return priv->values[field];
}

/* Property ids are field indices plus one, as GObject keeps 0 for itself. */
static void
rapport_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapportRecord *self = RAPPORT_RECORD (object);
  const RapportRecordInfo *info = rapport_record_get_info (self);

  rapport_kind_to_gvalue (info->fields[prop_id - 1].kind, get_value (self, prop_id - 1), value);
}

static void
rapport_record_finalize (GObject *object)
{
  RapportRecord *self = RAPPORT_RECORD (object);
  RapportRecordPrivate *priv = get_private (self);
  const RapportRecordInfo *info = rapport_record_get_info (self);

  for (guint i = 0; i < info->n_fields; i++)
    g_clear_pointer (&priv->values[i], g_variant_unref);
  if (priv->store != NULL)
    g_weak_ref_clear (priv->store);
  g_free (priv->store);
  g_free (priv->values);
  g_free (priv->extra);
  G_OBJECT_CLASS (rapport_record_parent_class)->finalize (object);
}

static void
rapport_record_class_init (RapportRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rapport_record_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_record_init (RapportRecord *self)
{
}

void
rapport_record_class_set_info (RapportRecordClass *klass, const RapportRecordInfo *info)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->info = info;
  object_class->get_property = rapport_record_get_property;
  for (guint i = 0; i < info->n_fields; i++)
    g_object_class_install_property (
      object_class, i + 1, rapport_kind_param_spec (info->fields[i].kind, info->fields[i].name));
}

RapportRecord *
rapport_record_new (const RapportRecordInfo *info, const char *id)
{
  RapportRecord *self = g_object_new (info->get_type (), NULL);
  RapportRecordPrivate *priv = get_private (self);

  g_strlcpy (priv->id, id, sizeof priv->id);
  priv->values = g_new0 (GVariant *, info->n_fields);
  return self;
}

/* (transfer full): read once, as thousands of records begin with it. */
static GVariant *
get_initial (const RapportRecordInfo *info, guint field)
{
  static GMutex mutex;
  static GHashTable *known; /* RapportField → GVariant */
  const RapportField *key = &info->fields[field];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GError) error = NULL;
  GVariant *value;

  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  value = g_hash_table_lookup (known, key);
  if (value == NULL)
    {
      value = rapport_kind_from_text (key->kind, key->initial, &error);
      if (error != NULL)
        g_error ("the default of %s.%s: %s", info->name, key->name, error->message);
      g_hash_table_insert (known, (gpointer) key,
                           value != NULL ? g_variant_take_ref (value) : NULL);
    }
  return value != NULL ? g_variant_ref (value) : NULL;
}

GVariant *
rapport_record_info_get_default (const RapportRecordInfo *info, guint field, gint64 now)
{
  if (field == RAPPORT_RECORD_AUDIENCE)
    return g_variant_ref_sink (g_variant_new_string (rapport_audience_to_word (info->audience)));
  if (field == RAPPORT_RECORD_CREATED)
    return g_variant_ref_sink (g_variant_new_int64 (now));
  return info->fields[field].initial != NULL ? get_initial (info, field) : NULL;
}

void
rapport_record_put_value (RapportRecord *self, guint field, GVariant *value)
{
  RapportRecordPrivate *priv = get_private (self);
  GVariant *old = priv->values[field];

  priv->unread &= ~(G_GUINT64_CONSTANT (1) << field);
  priv->values[field] = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_clear_pointer (&old, g_variant_unref);
  g_object_notify (G_OBJECT (self), rapport_record_get_info (self)->fields[field].name);
}

void
rapport_record_load_row (RapportRecord *self, RapportRow *row)
{
  RapportRecordPrivate *priv = get_private (self);

  for (guint i = 0; i < row->n_values; i++)
    priv->values[i] = g_steal_pointer (&row->values[i]);
  priv->extra = g_steal_pointer (&row->extra);
}

void
rapport_record_set_without_blobs (RapportRecord *self, RapportStore *store)
{
  RapportRecordPrivate *priv = get_private (self);
  const RapportRecordInfo *info = rapport_record_get_info (self);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].kind == RAPPORT_KIND_BLOB)
      priv->unread |= G_GUINT64_CONSTANT (1) << i;
  if (priv->unread == 0)
    return;
  priv->store = g_new (GWeakRef, 1);
  g_weak_ref_init (priv->store, store);
}

void
rapport_record_emit_changed (RapportRecord *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const RapportRecordInfo *
rapport_record_get_info (RapportRecord *self)
{
  return RAPPORT_RECORD_GET_CLASS (self)->info;
}

const char *
rapport_record_get_id (RapportRecord *self)
{
  return get_private (self)->id;
}

const char *
rapport_record_get_extra (RapportRecord *self)
{
  return get_private (self)->extra;
}

GVariant *
rapport_record_get_value (RapportRecord *self, guint field)
{
  g_return_val_if_fail (field < rapport_record_get_info (self)->n_fields, NULL);
  return get_value (self, field);
}

const char *
rapport_record_get_text (RapportRecord *self, guint field)
{
  GVariant *value = rapport_record_get_value (self, field);

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

gboolean
rapport_record_get_boolean (RapportRecord *self, guint field)
{
  GVariant *value = rapport_record_get_value (self, field);

  return value != NULL && g_variant_get_boolean (value);
}

gint64
rapport_record_get_integer (RapportRecord *self, guint field)
{
  GVariant *value = rapport_record_get_value (self, field);

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

RapportDay
rapport_record_get_day (RapportRecord *self, guint field)
{
  GVariant *value = rapport_record_get_value (self, field);

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

gboolean
rapport_record_has_word (RapportRecord *self, guint field, const char *word)
{
  return g_str_equal (rapport_record_get_text (self, field), word);
}

const char *
rapport_record_get_title (RapportRecord *self)
{
  const RapportRecordInfo *info = rapport_record_get_info (self);
  int field = rapport_record_info_get_title_field (info);
  const char *title = field >= 0 ? rapport_record_get_text (self, (guint) field) : "";

  return title[0] != '\0' ? title : g_dgettext (GETTEXT_PACKAGE, info->label);
}

const char *
rapport_record_get_client_id (RapportRecord *self)
{
  const RapportRecordInfo *info = rapport_record_get_info (self);

  if (info->client == RAPPORT_CLIENT_SELF)
    return rapport_record_get_id (self);
  if (info->client == RAPPORT_CLIENT_NONE)
    return "";
  return rapport_record_get_text (self, (guint) info->client);
}

gboolean
rapport_record_is_trashed (RapportRecord *self)
{
  return rapport_record_get_value (self, RAPPORT_RECORD_TRASHED) != NULL;
}
