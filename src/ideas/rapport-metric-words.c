/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metric-words.h"

#include "rapport-own-metrics.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

struct _RapportMetricWords
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportChoiceRow *row; /* not owned */
  char *client_id;
  RapportField field;
  GArray *words; /* of RapportWord */
  RapportMetricSet *metrics;
};

G_DEFINE_FINAL_TYPE (RapportMetricWords, rapport_metric_words, G_TYPE_OBJECT)

const RapportWord *
rapport_metric_words_get_none (void)
{
  static const RapportWord none[] = { { NULL, NULL } };

  return none;
}

static void
load (RapportMetricWords *self)
{
  g_autoptr (RapportMetricSet) before = g_steal_pointer (&self->metrics);
  const RapportMetric *const *metrics;
  gsize n = 0;

  self->metrics = rapport_own_metrics_load (self->library, self->client_id, NULL);
  metrics = self->metrics != NULL ? rapport_metric_set_get_ranked (self->metrics, &n) : NULL;
  g_array_set_size (self->words, 0);
  for (gsize i = 0; i < n; i++)
    if (!metrics[i]->hidden)
      {
        const RapportWord word = { metrics[i]->word, rapport_metric_get_name (metrics[i]) };

        g_array_append_val (self->words, word);
      }
  self->field.words = (const RapportWord *) (gpointer) self->words->data;
  rapport_choice_row_offer_words (self->row, &self->field, C_ ("choice", "Not set"));
}

static void
committed_cb (RapportMetricWords *self, RapportChangeSet *set)
{
  if (self->client_id == NULL)
    return;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_client_metric_info)
      {
        load (self);
        return;
      }
}

static void
rapport_metric_words_finalize (GObject *object)
{
  RapportMetricWords *self = RAPPORT_METRIC_WORDS (object);

  g_clear_object (&self->library);
  g_free (self->client_id);
  g_array_unref (self->words);
  g_clear_pointer (&self->metrics, rapport_metric_set_unref);
  G_OBJECT_CLASS (rapport_metric_words_parent_class)->finalize (object);
}

static void
rapport_metric_words_class_init (RapportMetricWordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_metric_words_finalize;
}

static void
rapport_metric_words_init (RapportMetricWords *self)
{
  self->words = g_array_new (TRUE, TRUE, sizeof (RapportWord));
}

RapportMetricWords *
rapport_metric_words_new (RapportLibrary *library, RapportChoiceRow *row)
{
  RapportMetricWords *self = g_object_new (RAPPORT_TYPE_METRIC_WORDS, NULL);

  self->library = g_object_ref (library);
  self->row = row;
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
rapport_metric_words_set_client (RapportMetricWords *self, const char *client_id)
{
  if (g_set_str (&self->client_id, client_id))
    load (self);
}
