/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metrics-row.h"

#include "rapport-metric.h"
#include "rapport-toast.h"
#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>

struct _RapportMetricsRow
{
  AdwExpanderRow parent_instance;

  GPtrArray *switches; /* one per metric, in their order; owned by the row */
  RapportLibrary *library;
  RapportRecord *client;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapportMetricsRow, rapport_metrics_row, ADW_TYPE_EXPANDER_ROW)

/* (transfer full): the words that are chosen; its order is the user's. */
static GPtrArray *
get_chosen (RapportMetricsRow *self)
{
  GVariant *set = rapport_record_get_value (self->client, RAPPORT_CLIENT_DIGEST);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GVariantIter iter;
  const char *word;

  if (set == NULL)
    return words;
  g_variant_iter_init (&iter, set);
  while (g_variant_iter_next (&iter, "&s", &word))
    g_ptr_array_add (words, g_strdup (word));
  return words;
}

static gboolean
contains (GPtrArray *words, const char *word, guint *position)
{
  return g_ptr_array_find_with_equal_func (words, word, g_str_equal, position);
}

static void
show_cb (RapportMetricsRow *self)
{
  g_autoptr (GPtrArray) chosen = get_chosen (self);
  g_autoptr (GString) names = g_string_new (NULL);
  gsize n;
  const RapportMetric *const *metrics = rapport_metrics_get (&n);

  self->showing = TRUE;
  for (gsize i = 0; i < n; i++)
    {
      const gboolean active = contains (chosen, metrics[i]->word, NULL);

      adw_switch_row_set_active (self->switches->pdata[i], active);
      if (active)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _ (metrics[i]->label));
    }
  self->showing = FALSE;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 names->len > 0 ? names->str
                                                : _ ("The usual: traffic, leads, sales, ad spend, "
                                                     "profit and ROI"));
}

static void
active_cb (AdwSwitchRow *row, GParamSpec *pspec, RapportMetricsRow *self)
{
  const char *word = g_object_get_data (G_OBJECT (row), "word");
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  guint position;

  if (self->showing)
    return;
  chosen = get_chosen (self);
  if (contains (chosen, word, &position))
    g_ptr_array_remove_index (chosen, position);
  else
    g_ptr_array_add (chosen, g_strdup (word));
  transaction =
    rapport_transaction_begin (self->library, _ ("Choose the Figures of the Daily Digest"));
  rapport_transaction_set (
    transaction, self->client, RAPPORT_CLIENT_DIGEST,
    chosen->len > 0 ? g_variant_new_strv ((const char *const *) chosen->pdata, chosen->len) : NULL);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
rapport_metrics_row_dispose (GObject *object)
{
  RapportMetricsRow *self = RAPPORT_METRICS_ROW (object);

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_metrics_row_parent_class)->dispose (object);
}

static void
rapport_metrics_row_class_init (RapportMetricsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_metrics_row_dispose;
}

static void
rapport_metrics_row_init (RapportMetricsRow *self)
{
  gsize n;
  const RapportMetric *const *metrics = rapport_metrics_get (&n);

  self->switches = g_ptr_array_new ();
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *row = adw_switch_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (metrics[i]->label));
      if (metrics[i]->formula != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (metrics[i]->formula));
      g_object_set_data (G_OBJECT (row), "word", (gpointer) metrics[i]->word);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (active_cb), self, 0);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      g_ptr_array_add (self->switches, row);
    }
}

GtkWidget *
rapport_metrics_row_new (RapportLibrary *library, RapportClient *client)
{
  RapportMetricsRow *self =
    g_object_new (RAPPORT_TYPE_METRICS_ROW, "title", _ ("Figures of the daily digest"), NULL);

  /* It is called by that, instead of by all that stands in the row. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Figures of the daily digest"), -1);
  self->library = g_object_ref (library);
  self->client = RAPPORT_RECORD (g_object_ref (client));
  g_signal_connect_swapped (client, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
  for (guint i = 0; i < self->switches->len; i++)
    gtk_widget_set_sensitive (self->switches->pdata[i], !rapport_library_is_read_only (library));
  return GTK_WIDGET (self);
}
