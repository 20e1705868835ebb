/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers-view-private.h"

#include "rapport-annotations-dialog.h"
#include "rapport-format.h"
#include "rapport-metrics-dialog.h"
#include "rapport-numbers-table.h"
#include "rapport-numbers-tile.h"
#include "rapport-onlooker.h"
#include "rapport-plain.h"
#include "rapport-private.h"
#include "rapport-targets-dialog.h"
#include "rapport-ui-numbers.h"

#include <glib/gi18n-lib.h>

/* A client's own metrics get tiles besides the four that are asked for most. */
#define USUAL_TILES 4
#define MOST_TILES  6

/* Of a line over time, in pixels. */
#define CHART_HEIGHT 300

G_DEFINE_FINAL_TYPE (RapportNumbersView, rapport_numbers_view, ADW_TYPE_BIN)

/* What stands above. */

static char *
name_month (RapportDay month)
{
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);

  return rapport_locale_capitalize (name);
}

static void
show_head (RapportNumbersView *self)
{
  g_autofree char *month = name_month (self->month);
  g_autofree char *until = NULL;

  gtk_label_set_text (self->month_label, month);
  if (self->sheet != NULL && self->sheet->has_data &&
      self->month == rapport_day_month (self->today) &&
      self->sheet->figures->last < self->sheet->figures->to)
    {
      g_autofree char *day =
        rapport_locale_day (rapport_format_locale (), self->sheet->figures->last, self->today);

      /* Translators: the last day that there are figures of */
      until = g_strdup_printf (_ ("Figures until %s"), day);
    }
  gtk_label_set_text (self->until, until != NULL ? until : "");
  gtk_widget_set_visible (GTK_WIDGET (self->until), until != NULL);
}

/* The tiles and the chart. */

static RapportReportStep
get_step (RapportNumbersView *self)
{
  const char *name = adw_toggle_group_get_active_name (self->step);

  if (g_strcmp0 (name, "week") == 0)
    return RAPPORT_REPORT_STEP_WEEK;
  return g_strcmp0 (name, "month") == 0 ? RAPPORT_REPORT_STEP_MONTH : RAPPORT_REPORT_STEP_DAY;
}

static void
show_chart (RapportNumbersView *self)
{
  const guint selected = gtk_drop_down_get_selected (self->metric_drop_down);
  g_autoptr (RapportChart) chart = NULL;

  if (self->sheet == NULL || selected >= self->metrics->len)
    return;
  chart = rapport_numbers_sheet_make_chart (self->sheet, self->metrics->pdata[selected],
                                            get_step (self), &self->drawn);
  /* Months stand below their changes, and are as high as both need. */
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1,
                               self->drawn == RAPPORT_REPORT_STEP_MONTH ? -1 : CHART_HEIGHT);
  rapport_chart_area_set_chart (self->chart, chart);
}

/* Made when it is looked at. */
static void
show_table (RapportNumbersView *self)
{
  if (self->sheet == NULL || !adw_expander_row_get_expanded (self->table_row))
    return;
  rapport_numbers_table_show (self->table, self->sheet, get_step (self), self->today);
}

static void
tile_clicked_cb (RapportNumbersView *self, RapportNumbersTile *tile)
{
  const char *word = rapport_numbers_tile_get_metric (tile);

  for (guint i = 0; i < self->metrics->len; i++)
    if (g_strcmp0 (((const RapportMetric *) self->metrics->pdata[i])->word, word) == 0)
      gtk_drop_down_set_selected (self->metric_drop_down, i);
}

static guint
count_tiles (RapportNumbersView *self)
{
  const GArray *figures = self->sheet->figures->figures;
  guint n = USUAL_TILES;

  for (guint i = 0; i < figures->len; i++)
    if (rapport_numbers_sheet_look_up (self->sheet,
                                       g_array_index (figures, RapportReportFigure, i).metric)
          ->own)
      n++;
  return MIN (MIN (n, MOST_TILES), figures->len);
}

/* In its corner, the way to how the figure came to be. */
static GtkWidget *
add_info (RapportNumbersView *self, GtkWidget *tile)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "help-about-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button),
                                         rapport_numbers_view_fill_tile_popover, self, NULL);
  gtk_widget_set_tooltip_text (button, _ ("How This Is Worked Out"));
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "dimmed");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), tile);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), button);
  return overlay;
}

static void
show_tiles (RapportNumbersView *self)
{
  const GArray *figures = self->sheet->figures->figures;
  const guint n = count_tiles (self);

  gtk_flow_box_remove_all (self->tiles);
  gtk_flow_box_set_max_children_per_line (self->tiles, n > USUAL_TILES ? 3 : USUAL_TILES);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *tile = rapport_numbers_tile_new ();
      GtkWidget *framed;

      rapport_numbers_tile_show (RAPPORT_NUMBERS_TILE (tile), self->sheet,
                                 &g_array_index (figures, RapportReportFigure, i));
      g_signal_connect_object (tile, "clicked", G_CALLBACK (tile_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      framed = add_info (self, tile);
      gtk_flow_box_append (self->tiles, framed);
      gtk_widget_set_focusable (gtk_widget_get_parent (framed), FALSE);
    }
}

/* The figures of the month, as the drop-down offers them. */
static void
show_metrics (RapportNumbersView *self)
{
  const GArray *figures = self->sheet->figures->figures;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->metrics, 0);
  for (guint i = 0; i < figures->len; i++)
    {
      const RapportReportFigure *figure = &g_array_index (figures, RapportReportFigure, i);
      const RapportMetric *metric = rapport_numbers_sheet_look_up (self->sheet, figure->metric);

      if (g_str_equal (metric->word, self->metric))
        selected = self->metrics->len;
      g_ptr_array_add (self->metrics, (gpointer) metric);
      gtk_string_list_append (names, rapport_metric_get_name (metric));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->metric_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->metric_drop_down, selected);
  self->filling = FALSE;
}

static void
show_funnel (RapportNumbersView *self)
{
  g_autoptr (RapportChart) funnel = rapport_numbers_sheet_make_funnel (self->sheet);

  rapport_chart_area_set_chart (self->funnel, funnel);
  gtk_widget_set_visible (self->funnel_box, funnel != NULL);
}

/* Channels. */

static void
show_channel_chart (RapportNumbersView *self)
{
  const guint selected = gtk_drop_down_get_selected (self->channel_drop_down);
  g_autoptr (RapportChart) chart = NULL;

  if (self->filling || self->sheet == NULL || selected >= self->channel_metrics->len)
    return;
  chart = rapport_numbers_sheet_make_channels (self->sheet, self->channel_metrics->pdata[selected]);
  rapport_chart_area_set_chart (self->channels, chart);
}

static void
show_channels (RapportNumbersView *self)
{
  const GArray *columns = self->sheet->figures->columns;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_set_visible (self->channels_box, self->sheet->figures->channels->len > 0);
  g_ptr_array_set_size (self->channel_metrics, 0);
  for (guint i = 0; i < columns->len; i++)
    {
      const RapportMetric *metric = rapport_numbers_sheet_look_up (
        self->sheet, g_array_index (columns, RapportReportColumn, i).metric);

      g_ptr_array_add (self->channel_metrics, (gpointer) metric);
      gtk_string_list_append (names, rapport_metric_get_name (metric));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->channel_drop_down, G_LIST_MODEL (names));
  self->filling = FALSE;
  show_channel_chart (self);
  rapport_numbers_table_show_channels (self->channel_table, self->sheet);
}

static void
metric_picked_cb (RapportNumbersView *self)
{
  const guint selected = gtk_drop_down_get_selected (self->metric_drop_down);

  if (self->filling || self->sheet == NULL || selected >= self->metrics->len)
    return;
  g_free (self->metric);
  self->metric = g_strdup (((const RapportMetric *) self->metrics->pdata[selected])->word);
  show_chart (self);
}

static void
table_row_cb (RapportNumbersView *self)
{
  show_table (self);
}

static void
step_picked_cb (RapportNumbersView *self)
{
  if (self->filling || self->sheet == NULL || !self->sheet->has_data)
    return;
  show_chart (self);
  show_table (self);
}

/* What is shown as a whole. */

static void
show_other_month (RapportNumbersView *self)
{
  g_autofree char *month = rapport_locale_month (rapport_format_locale (), self->month);
  g_autofree char *newest = rapport_locale_month (rapport_format_locale (), self->newest);
  g_autofree char *title = g_strdup_printf (_ ("No Numbers for %s"), month);
  g_autofree char *button = g_strdup_printf (_ ("Go to %s"), newest);

  adw_status_page_set_title (self->other_month, title);
  gtk_button_set_label (self->go_newest, button);
}

static void
show_figures (RapportNumbersView *self)
{
  show_tiles (self);
  show_metrics (self);
  show_chart (self);
  show_funnel (self);
  show_channels (self);
  show_table (self);
}

static void
show_state (RapportNumbersView *self, const char *name)
{
  const gboolean alone = !rapport_onlooker_is_there (self->library);

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->more, alone && !g_str_equal (name, "error"));
  gtk_widget_set_visible (self->import, alone && !g_str_equal (name, "empty"));
}

static void
show_error (RapportNumbersView *self, const GError *error)
{
  rapport_plain_set_page_description (self->error, error->message);
  show_state (self, "error");
}

static void
show (RapportNumbersView *self)
{
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (self->metrics, 0);
  g_ptr_array_set_size (self->channel_metrics, 0);
  g_clear_pointer (&self->sheet, rapport_numbers_sheet_unref);
  if (self->client != NULL)
    self->sheet = rapport_numbers_sheet_load (self->library, self->client, self->month, &error);
  show_head (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "numbers.newest-month",
                                 self->newest != RAPPORT_DAY_NONE);
  if (error != NULL)
    show_error (self, error);
  else if (self->newest == RAPPORT_DAY_NONE)
    show_state (self, "empty");
  else if (!self->sheet->has_data)
    {
      show_other_month (self);
      show_state (self, "other-month");
    }
  else
    {
      show_figures (self);
      show_state (self, "figures");
    }
}

/* Changes elsewhere. */

static void
look_again (RapportNumbersView *self)
{
  const gboolean was_empty = self->newest == RAPPORT_DAY_NONE;

  self->newest = self->client != NULL
                   ? rapport_numbers_sheet_find_newest (self->library, self->client)
                   : RAPPORT_DAY_NONE;
  if (was_empty && self->newest != RAPPORT_DAY_NONE)
    self->month = self->newest;
  show (self);
}

static void
reload_cb (gpointer user_data)
{
  RapportNumbersView *self = user_data;

  self->reload = 0;
  look_again (self);
}

static gboolean
concerns_numbers (RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info == &rapport_month_numbers_info || info == &rapport_target_info ||
          info == &rapport_client_info || info == &rapport_client_metric_info ||
          info == &rapport_annotation_info)
        return TRUE;
    }
  return FALSE;
}

static void
committed_cb (RapportNumbersView *self, RapportChangeSet *set)
{
  if (self->client != NULL && self->reload == 0 && concerns_numbers (set))
    self->reload = g_idle_add_once (reload_cb, self);
}

/* Actions. */

static void
step_month (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);
  const int step = g_str_equal (action, "numbers.next-month") ? 1 : -1;

  rapport_numbers_view_set_month (self, rapport_day_add_months (self->month, step));
}

static void
go_to_newest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);

  if (self->newest != RAPPORT_DAY_NONE)
    rapport_numbers_view_set_month (self, self->newest);
}

static void
open_metrics (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);

  if (self->client != NULL)
    adw_dialog_present (rapport_metrics_dialog_new (self->library, self->client), widget);
}

static void
open_annotations (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);
  const RapportDay day = parameter != NULL ? g_variant_get_int32 (parameter) : self->today;

  if (self->client != NULL)
    adw_dialog_present (rapport_annotations_dialog_new (self->library, self->client, day), widget);
}

static void
open_targets (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);

  if (self->client != NULL)
    adw_dialog_present (rapport_targets_dialog_new (self->library, self->client, self->month),
                        widget);
}

/* The object. */

static void
rapport_numbers_view_dispose (GObject *object)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  rapport_numbers_view_drop_popover (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_NUMBERS_VIEW);
  g_clear_pointer (&self->sheet, rapport_numbers_sheet_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_numbers_view_parent_class)->dispose (object);
}

static void
rapport_numbers_view_finalize (GObject *object)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (object);

  g_ptr_array_unref (self->metrics);
  g_ptr_array_unref (self->channel_metrics);
  g_free (self->metric);
  G_OBJECT_CLASS (rapport_numbers_view_parent_class)->finalize (object);
}

static void
explain_cell (GtkWidget *cell,
              RapportNumbersSheet *sheet,
              const RapportMetric *metric,
              const char *channel,
              RapportNumbersSpan span,
              gpointer user_data)
{
  rapport_numbers_view_explain (user_data, cell, NULL, metric, channel, span, FALSE);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  rapport_ui_numbers_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/numbers-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, month_label);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, until);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, more);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, import);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, empty_import);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, other_month);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, go_newest);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, error);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, tiles);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, metric_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, step);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, chart);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, funnel_box);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, funnel);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, channels_box);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, channel_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, channels);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, channel_table);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, table_row);
  gtk_widget_class_bind_template_child (widget_class, RapportNumbersView, table);
  gtk_widget_class_bind_template_callback (widget_class, metric_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_channel_chart);
  gtk_widget_class_bind_template_callback (widget_class, step_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_row_cb);
}

static void
rapport_numbers_view_class_init (RapportNumbersViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_numbers_view_dispose;
  object_class->finalize = rapport_numbers_view_finalize;
  g_type_ensure (RAPPORT_TYPE_CHART_AREA);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "numbers.previous-month", NULL, step_month);
  gtk_widget_class_install_action (widget_class, "numbers.next-month", NULL, step_month);
  gtk_widget_class_install_action (widget_class, "numbers.newest-month", NULL, go_to_newest);
  gtk_widget_class_install_action (widget_class, "numbers.metrics", NULL, open_metrics);
  gtk_widget_class_install_action (widget_class, "numbers.targets", NULL, open_targets);
  gtk_widget_class_install_action (widget_class, "numbers.annotations", NULL, open_annotations);
  gtk_widget_class_install_action (widget_class, "numbers.annotate", "i", open_annotations);
  rapport_numbers_view_install_chart_actions (widget_class);
}

static void
rapport_numbers_view_init (RapportNumbersView *self)
{
  self->metric = g_strdup ("");
  self->metrics = g_ptr_array_new ();
  self->channel_metrics = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_numbers_table_set_up (self->table, explain_cell, self);
  rapport_numbers_table_set_up (self->channel_table, explain_cell, self);
  rapport_chart_area_set_pickable (self->chart, TRUE);
  g_signal_connect_object (self->chart, "picked", G_CALLBACK (rapport_numbers_view_pick_point),
                           self, G_CONNECT_SWAPPED);
  adw_toggle_group_set_active_name (self->step, "day");
  self->filling = FALSE;
}

/* To a client who looks at the screen its numbers are shown, and neither what they
 * are made with nor folders that files could be saved in. */
static void
onlooker_changed_cb (RapportNumbersView *self)
{
  static const char *const actions[] = { "numbers.targets", "numbers.metrics",
                                         "numbers.annotations", "numbers.chart-table",
                                         "numbers.save-chart" };
  const gboolean alone = !rapport_onlooker_is_there (self->library);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], alone);
  show (self);
}

GtkWidget *
rapport_numbers_view_new (RapportLibrary *library)
{
  RapportNumbersView *self = g_object_new (RAPPORT_TYPE_NUMBERS_VIEW, NULL);

  self->library = g_object_ref (library);
  self->today = rapport_format_today (library);
  self->month = rapport_day_month (self->today);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  rapport_private_hide (self->empty_import, library);
  onlooker_changed_cb (self);
  return GTK_WIDGET (self);
}

void
rapport_numbers_view_set_client (RapportNumbersView *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  self->today = rapport_format_today (self->library);
  self->month = rapport_day_month (self->today);
  self->newest =
    client != NULL ? rapport_numbers_sheet_find_newest (self->library, client) : RAPPORT_DAY_NONE;
  if (self->newest != RAPPORT_DAY_NONE && self->newest < self->month)
    self->month = self->newest;
  show (self);
}

RapportDay
rapport_numbers_view_get_month (RapportNumbersView *self)
{
  return self->month;
}

void
rapport_numbers_view_set_month (RapportNumbersView *self, RapportDay month)
{
  month = rapport_day_month (month);
  if (self->month == month)
    return;
  self->month = month;
  show (self);
}
