/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metrics-dialog.h"

#include "rapport-metric-dialog.h"
#include "rapport-numbers-sheet.h"
#include "rapport-row-order.h"
#include "rapport-toast.h"
#include "rapport-ui-numbers.h"

#include <glib/gi18n-lib.h>

#define WORD "rapport-word"

struct _RapportMetricsDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportMetricSet *set;
  GPtrArray *words; /* of those listed, in order; of the set; NULL-ended */
  guint reload;
  gboolean filling;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (RapportMetricsDialog, rapport_metrics_dialog, ADW_TYPE_DIALOG)

static const char *
get_client_id (RapportMetricsDialog *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static void
complain (RapportMetricsDialog *self, const GError *error)
{
  rapport_toast_show (GTK_WIDGET (self->list), error->message);
}

/* Changing. */

static void
shown_cb (GtkSwitch *button, GParamSpec *pspec, RapportMetricsDialog *self)
{
  const RapportMetric *metric =
    rapport_metric_set_lookup (self->set, g_object_get_data (G_OBJECT (button), WORD));
  g_autoptr (GError) error = NULL;

  if (self->filling || metric == NULL)
    return;
  if (!rapport_own_metrics_show (self->library, get_client_id (self), metric,
                                 gtk_switch_get_active (button), &error))
    complain (self, error);
}

static void
moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  RapportMetricsDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rapport_own_metrics_move (self->library, get_client_id (self), self->set,
                                 (const char *const *) self->words->pdata, (guint) from, (guint) to,
                                 &error))
    complain (self, error);
}

/* Rows. */

static char *
describe (RapportMetricsDialog *self, const RapportMetric *metric)
{
  if (metric->trouble != NULL)
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, metric->trouble));
  if (metric->formula != NULL)
    return rapport_metric_set_say_formula (self->set, metric);
  return g_strdup (metric->own ? _ ("Imported, this client’s own") : _ ("Imported"));
}

static GtkWidget *
make_row (RapportMetricsDialog *self, const RapportMetric *metric)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *handle = rapport_row_order_handle_new ();
  GtkWidget *shown = gtk_switch_new ();
  const char *name = rapport_metric_get_name (metric);
  g_autofree char *text = describe (self, metric);
  /* Translators: a switch: whether the figures of this name are shown */
  g_autofree char *label = g_strdup_printf (_ ("Show %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  if (metric->trouble != NULL)
    gtk_widget_add_css_class (row, "error");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), handle);
  gtk_switch_set_active (GTK_SWITCH (shown), !metric->hidden);
  gtk_widget_set_valign (shown, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (shown, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (shown), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (shown), WORD, (gpointer) metric->word);
  g_signal_connect_object (shown, "notify::active", G_CALLBACK (shown_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), shown);
  if (metric->own)
    {
      GtkWidget *more = gtk_image_new_from_icon_name ("go-next-symbolic");

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), more);
      gtk_widget_set_tooltip_text (row, _ ("Edit This Metric"));
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), metric->own);
  rapport_row_order_add (row, handle);
  return row;
}

/* Those that the client has figures of, and what the user has said anything about. */
static gboolean
is_listed (const RapportMetric *metric, GPtrArray *known)
{
  return metric->own || metric->hidden || *metric->order != '\0' ||
         g_ptr_array_find (known, metric, NULL);
}

static void
fill (RapportMetricsDialog *self, GPtrArray *known)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  g_autofree char *focused = NULL;
  gsize n;
  const RapportMetric *const *ranked = rapport_metric_set_get_ranked (self->set, &n);

  if (row != NULL && gtk_widget_get_parent (row) == GTK_WIDGET (self->list))
    focused = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  self->filling = TRUE;
  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->words, 0);
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *made;

      if (!is_listed (ranked[i], known))
        continue;
      made = make_row (self, ranked[i]);
      g_ptr_array_add (self->words, (gpointer) ranked[i]->word);
      gtk_list_box_append (self->list, made);
      if (g_strcmp0 (focused, rapport_metric_get_name (ranked[i])) == 0)
        gtk_widget_grab_focus (made);
    }
  self->filling = FALSE;
}

static void
load (RapportMetricsDialog *self)
{
  const RapportDay newest = rapport_numbers_sheet_find_newest (self->library, self->client);
  g_autoptr (RapportNumbersSheet) sheet = NULL;
  g_autoptr (GArray) spans = NULL;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  RapportMetricSet *set;

  if (newest != RAPPORT_DAY_NONE)
    sheet = rapport_numbers_sheet_load (self->library, self->client, newest, &error);
  if (sheet != NULL)
    {
      g_autoptr (GPtrArray) columns = NULL;

      spans = rapport_numbers_sheet_get_spans (sheet, RAPPORT_REPORT_STEP_MONTH);
      columns = rapport_numbers_sheet_get_columns (sheet, spans);
      g_ptr_array_extend (known, columns, NULL, NULL);
      set = rapport_metric_set_ref (rapport_numbers_get_set (sheet->numbers));
    }
  else
    set =
      error == NULL ? rapport_own_metrics_load (self->library, get_client_id (self), &error) : NULL;
  if (set == NULL)
    {
      complain (self, error);
      return;
    }
  g_clear_pointer (&self->set, rapport_metric_set_unref);
  self->set = set;
  fill (self, known);
}

static void
reload_cb (gpointer user_data)
{
  RapportMetricsDialog *self = user_data;

  self->reload = 0;
  load (self);
}

static void
committed_cb (RapportMetricsDialog *self, RapportChangeSet *changes)
{
  for (guint i = 0; self->reload == 0 && i < rapport_change_set_get_size (changes); i++)
    if (rapport_change_set_get_change (changes, i)->info == &rapport_client_metric_info)
      self->reload = g_idle_add_once (reload_cb, self);
}

static void
activated_cb (RapportMetricsDialog *self, GtkListBoxRow *row)
{
  AdwDialog *dialog = rapport_metric_dialog_new (self->library, self->client);

  rapport_metric_dialog_set_metric (RAPPORT_METRIC_DIALOG (dialog),
                                    self->words->pdata[gtk_list_box_row_get_index (row)]);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_metric (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportMetricsDialog *self = RAPPORT_METRICS_DIALOG (widget);

  adw_dialog_present (rapport_metric_dialog_new (self->library, self->client), widget);
}

/* The object. */

static void
rapport_metrics_dialog_dispose (GObject *object)
{
  RapportMetricsDialog *self = RAPPORT_METRICS_DIALOG (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->reload, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_METRICS_DIALOG);
  g_clear_pointer (&self->set, rapport_metric_set_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_metrics_dialog_parent_class)->dispose (object);
}

static void
rapport_metrics_dialog_class_init (RapportMetricsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_metrics_dialog_dispose;
  rapport_ui_numbers_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/metrics-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMetricsDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "metrics.add", NULL, add_metric);
}

static void
rapport_metrics_dialog_init (RapportMetricsDialog *self)
{
  self->words = g_ptr_array_new_null_terminated (32, NULL, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_row_order_watch (self->list, moved_cb, self);
}

AdwDialog *
rapport_metrics_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportMetricsDialog *self = g_object_new (RAPPORT_TYPE_METRICS_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  if (self->words->len > 0)
    adw_dialog_set_focus (ADW_DIALOG (self),
                          GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  return ADW_DIALOG (self);
}
