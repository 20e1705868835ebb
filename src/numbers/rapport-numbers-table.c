/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers-table.h"

#include "rapport-format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ITEM       "rapport-item"
#define METRIC     "rapport-metric"
#define EXPLAINING "rapport-explaining"

typedef struct
{
  RapportNumbersExplain function;
  gpointer user_data;
} Explaining;

/* A row: what is in its cells is worked out when it is looked at. */
#define RAPPORT_TYPE_NUMBERS_LINE (rapport_numbers_line_get_type ())
G_DECLARE_FINAL_TYPE (RapportNumbersLine, rapport_numbers_line, RAPPORT, NUMBERS_LINE, GObject)

struct _RapportNumbersLine
{
  GObject parent_instance;

  RapportNumbersSheet *sheet;
  RapportNumbersSpan span;
  char *name;
  char *channel; /* NULL for all */
  gboolean is_total;
};

G_DEFINE_FINAL_TYPE (RapportNumbersLine, rapport_numbers_line, G_TYPE_OBJECT)

static void
rapport_numbers_line_finalize (GObject *object)
{
  RapportNumbersLine *self = RAPPORT_NUMBERS_LINE (object);

  g_clear_pointer (&self->sheet, rapport_numbers_sheet_unref);
  g_free (self->name);
  g_free (self->channel);
  G_OBJECT_CLASS (rapport_numbers_line_parent_class)->finalize (object);
}

static void
rapport_numbers_line_class_init (RapportNumbersLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_numbers_line_finalize;
}

static void
rapport_numbers_line_init (RapportNumbersLine *self)
{
}

static RapportNumbersLine *
line_new (RapportNumbersSheet *sheet, RapportNumbersSpan span, char *name, gboolean is_total)
{
  RapportNumbersLine *self = g_object_new (RAPPORT_TYPE_NUMBERS_LINE, NULL);

  self->sheet = rapport_numbers_sheet_ref (sheet);
  self->span = span;
  self->name = name;
  self->is_total = is_total;
  return self;
}

static char *
name_span (RapportNumbersSpan span, RapportReportStep step, RapportDay today)
{
  const RapportLocale *locale = rapport_format_locale ();
  g_autofree char *name = NULL;

  if (step == RAPPORT_REPORT_STEP_DAY)
    name = rapport_locale_day (locale, span.from, today);
  else if (step == RAPPORT_REPORT_STEP_WEEK)
    name = rapport_locale_range (locale, span.from, span.to, today);
  else
    name = rapport_locale_month (locale, span.from);
  return rapport_locale_capitalize (name);
}

/* How a figure came to be is told where it stands: with a click, or Enter. */

static void
explain (GtkWidget *label)
{
  GtkWidget *view = gtk_widget_get_ancestor (label, GTK_TYPE_COLUMN_VIEW);
  GtkListItem *item = g_object_get_data (G_OBJECT (label), ITEM);
  const RapportMetric *metric = g_object_get_data (G_OBJECT (label), METRIC);
  RapportNumbersLine *line = item != NULL ? gtk_list_item_get_item (item) : NULL;
  const Explaining *explaining =
    view != NULL ? g_object_get_data (G_OBJECT (view), EXPLAINING) : NULL;

  if (explaining != NULL && line != NULL && metric != NULL)
    explaining->function (label, line->sheet, metric, line->channel, line->span,
                          explaining->user_data);
}

static void
cell_clicked_cb (GtkGestureClick *click, int n_press, double x, double y, gpointer user_data)
{
  explain (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click)));
}

/* The keyboard is on a cell, which the label is in. */
static gboolean
explain_focused_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *label = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (label == NULL || g_object_get_data (G_OBJECT (label), METRIC) == NULL)
    return FALSE;
  explain (label);
  return TRUE;
}

/* Cells. A column of figures carries its metric, that of names carries none. */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const RapportMetric *metric)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkEventController *click;

  gtk_label_set_xalign (GTK_LABEL (label), metric != NULL ? RAPPORT_NUMBERS_ALIGN : 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
  if (metric == NULL)
    return;
  click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (click, "released", G_CALLBACK (cell_clicked_cb), NULL);
  gtk_widget_add_controller (label, click);
  g_object_set_data (G_OBJECT (label), ITEM, item);
  g_object_set_data (G_OBJECT (label), METRIC, (gpointer) metric);
  gtk_column_view_cell_set_focusable (GTK_COLUMN_VIEW_CELL (item), TRUE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const RapportMetric *metric)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  RapportNumbersLine *line = gtk_list_item_get_item (item);
  RapportReportValue value;
  g_autofree char *text = NULL;

  if (line->is_total)
    gtk_widget_add_css_class (GTK_WIDGET (label), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "heading");
  if (metric == NULL)
    {
      gtk_label_set_text (label, line->name);
      return;
    }
  value = rapport_numbers_sheet_get_channel_value (line->sheet, metric, line->channel, line->span);
  text = value.known ? rapport_locale_figure (rapport_format_locale (), metric->unit, value.value,
                                              line->sheet->currency, RAPPORT_FIGURE_ROUNDED)
                     : g_strdup (RAPPORT_LOCALE_NO_DATA);
  gtk_label_set_text (label, text);
  if (value.known)
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dimmed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (label), "dimmed");
}

static void
append_column (GtkColumnView *view, const char *title, const RapportMetric *metric)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) metric);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) metric);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
}

static void
clear_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
}

/* The headings of figures stand above their digits. GtkColumnView has no
 * setting for that, so its header is looked through. */
static void
align_titles (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  gboolean first = TRUE;

  for (GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
       title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = box != NULL ? gtk_widget_get_first_child (box) : NULL;

      if (!first && GTK_IS_LABEL (label))
        {
          gtk_widget_set_hexpand (label, TRUE);
          gtk_widget_set_halign (label,
                                 RAPPORT_NUMBERS_ALIGN > 0.5f ? GTK_ALIGN_END : GTK_ALIGN_START);
        }
      first = FALSE;
    }
}

static void
show_lines (GtkColumnView *view, const char *title, GPtrArray *columns, GListStore *lines)
{
  GtkSelectionModel *model =
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (lines))));

  gtk_column_view_set_model (view, NULL);
  clear_columns (view);
  append_column (view, title, NULL);
  for (guint i = 0; i < columns->len; i++)
    append_column (view, rapport_metric_get_name (columns->pdata[i]), columns->pdata[i]);
  align_titles (view);
  gtk_column_view_set_model (view, model);
  g_object_unref (model);
}

static GListStore *
make_lines (RapportNumbersSheet *sheet, GArray *spans, RapportReportStep step, RapportDay today)
{
  GListStore *lines = g_list_store_new (RAPPORT_TYPE_NUMBERS_LINE);

  for (guint i = 0; i < spans->len; i++)
    {
      const RapportNumbersSpan span = g_array_index (spans, RapportNumbersSpan, i);
      g_autoptr (RapportNumbersLine) line =
        line_new (sheet, span, name_span (span, step, today), FALSE);

      g_list_store_append (lines, line);
    }
  if (step == RAPPORT_REPORT_STEP_DAY && spans->len > 1)
    {
      const RapportNumbersSpan all = { sheet->figures->from, sheet->figures->to };
      g_autoptr (RapportNumbersLine) line = line_new (sheet, all, g_strdup (_ ("Month")), TRUE);

      g_list_store_append (lines, line);
    }
  return lines;
}

void
rapport_numbers_table_show (GtkColumnView *view,
                            RapportNumbersSheet *sheet,
                            RapportReportStep step,
                            RapportDay today)
{
  g_autoptr (GArray) spans = rapport_numbers_sheet_get_spans (sheet, step);
  g_autoptr (GPtrArray) columns = rapport_numbers_sheet_get_columns (sheet, spans);
  g_autoptr (GListStore) lines = make_lines (sheet, spans, step, today);

  show_lines (view,
              step == RAPPORT_REPORT_STEP_DAY    ? C_ ("step", "Day")
              : step == RAPPORT_REPORT_STEP_WEEK ? C_ ("step", "Week")
                                                 : C_ ("step", "Month"),
              columns, lines);
}

void
rapport_numbers_table_show_channels (GtkColumnView *view, RapportNumbersSheet *sheet)
{
  const GArray *channels = sheet->figures->channels;
  const RapportNumbersSpan span = { sheet->figures->from, sheet->figures->last };
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (GListStore) lines = g_list_store_new (RAPPORT_TYPE_NUMBERS_LINE);

  for (guint i = 0; i < sheet->figures->columns->len; i++)
    g_ptr_array_add (
      columns, (gpointer) rapport_numbers_sheet_look_up (
                 sheet, g_array_index (sheet->figures->columns, RapportReportColumn, i).metric));
  for (guint i = 0; i < channels->len; i++)
    {
      const RapportReportChannel *channel = &g_array_index (channels, RapportReportChannel, i);
      const char *name = channel->is_total ? _ ("All channels") : channel->name;
      g_autoptr (RapportNumbersLine) line =
        line_new (sheet, span, g_strdup (name), channel->is_total);

      line->channel = g_strdup (channel->name);
      g_list_store_append (lines, line);
    }
  show_lines (view, _ ("Channel"), columns, lines);
}

/* How far a notch of the wheel goes, as GtkScrolledWindow has it. */
static double
get_wheel_step (GtkAdjustment *adjustment)
{
  return pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0);
}

/* Up and down is the page's, which the table's own scrolled window would keep to
 * itself though it only goes sideways. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer user_data)
{
  GtkWidget *sideways = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *page =
    gtk_widget_get_ancestor (gtk_widget_get_parent (sideways), GTK_TYPE_SCROLLED_WINDOW);
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  GtkAdjustment *adjustment = NULL;

  if (page == NULL || fabs (dx) > fabs (dy) || (state & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page));
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL)
    dy *= get_wheel_step (adjustment);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dy);
  return GDK_EVENT_STOP;
}

void
rapport_numbers_table_set_up (GtkColumnView *view,
                              RapportNumbersExplain explain_cell,
                              gpointer user_data)
{
  const Explaining explaining = { explain_cell, user_data };
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkWidget *sideways = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), NULL);
  gtk_widget_add_controller (sideways, scroll);
  g_object_set_data_full (G_OBJECT (view), EXPLAINING, g_memdup2 (&explaining, sizeof explaining),
                          g_free);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Return|KP_Enter|space"),
                      gtk_callback_action_new (explain_focused_cb, NULL, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gtk_column_view_set_tab_behavior (view, GTK_LIST_TAB_ITEM);
}
