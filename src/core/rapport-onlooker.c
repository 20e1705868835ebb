/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-onlooker.h"

#define ONLOOKER "rapport-onlooker"

struct _RapportOnlooker
{
  GObject parent_instance;

  char *client;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportOnlooker, rapport_onlooker, G_TYPE_OBJECT)

static void
rapport_onlooker_finalize (GObject *object)
{
  g_free (RAPPORT_ONLOOKER (object)->client);
  G_OBJECT_CLASS (rapport_onlooker_parent_class)->finalize (object);
}

static void
rapport_onlooker_class_init (RapportOnlookerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_onlooker_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_onlooker_init (RapportOnlooker *self)
{
}

RapportOnlooker *
rapport_onlooker_of (RapportLibrary *library)
{
  RapportOnlooker *self = g_object_get_data (G_OBJECT (library), ONLOOKER);

  if (self == NULL)
    {
      self = g_object_new (RAPPORT_TYPE_ONLOOKER, NULL);
      g_object_set_data_full (G_OBJECT (library), ONLOOKER, self, g_object_unref);
    }
  return self;
}

const char *
rapport_onlooker_get_client (RapportOnlooker *self)
{
  return self->client;
}

void
rapport_onlooker_set_client (RapportOnlooker *self, const char *client_id)
{
  if (g_set_str (&self->client, client_id))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
rapport_onlooker_is_there (RapportLibrary *library)
{
  return rapport_onlooker_of (library)->client != NULL;
}

gboolean
rapport_onlooker_may_see (RapportLibrary *library, RapportRecord *record)
{
  const char *client = rapport_onlooker_of (library)->client;
  const char *audience = rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE);

  if (client == NULL)
    return TRUE;
  if (rapport_audience_from_word (audience) != RAPPORT_AUDIENCE_CLIENT)
    return FALSE;
  return rapport_record_get_info (record)->client == RAPPORT_CLIENT_NONE ||
         g_str_equal (rapport_record_get_client_id (record), client);
}

gboolean
rapport_onlooker_may_see_field (RapportLibrary *library, const RapportRecordInfo *info, guint field)
{
  return !rapport_onlooker_is_there (library) ||
         info->fields[field].audience == RAPPORT_AUDIENCE_CLIENT;
}

void
rapport_onlooker_narrow (RapportLibrary *library, RapportQuery *query)
{
  if (rapport_onlooker_is_there (library))
    rapport_query_where_text (query, RAPPORT_RECORD_AUDIENCE,
                              rapport_audience_to_word (RAPPORT_AUDIENCE_CLIENT));
}
