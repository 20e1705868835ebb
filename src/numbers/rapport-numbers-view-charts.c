/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with charts and figures in the view: asked how they came to be,
 * shown as a table, copied, kept as a file. */
#include "rapport-explanation.h"
#include "rapport-format.h"
#include "rapport-numbers-tile.h"
#include "rapport-numbers-view-private.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* The width of a chart that is copied or kept, and the size of its words, in pixels. */
#define PICTURE_WIDTH 960
#define PICTURE_TEXT  15

/* How a figure came to be. */

static void
unparent_cb (gpointer user_data)
{
  RapportNumbersView *self = user_data;

  self->unparent = 0;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
closed_cb (RapportNumbersView *self)
{
  if (self->unparent == 0)
    self->unparent = g_idle_add_once (unparent_cb, self);
}

/* What scrolls can have the keyboard, and says what it holds. */
static GtkWidget *
make_scrolled (const char *label)
{
  GtkWidget *scrolled =
    g_object_new (GTK_TYPE_SCROLLED_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return scrolled;
}

static GtkWidget *
wrap (GtkWidget *explanation)
{
  GtkWidget *scrolled = make_scrolled (_ ("How This Is Worked Out"));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), explanation);
  gtk_widget_set_size_request (scrolled, 264, -1);
  return scrolled;
}

static void
annotate_cb (GtkWidget *button, RapportNumbersView *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  const int day = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "day"));

  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "numbers.annotate", "i", day);
}

void
rapport_numbers_view_drop_popover (RapportNumbersView *self)
{
  g_clear_handle_id (&self->unparent, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

void
rapport_numbers_view_explain (RapportNumbersView *self,
                              GtkWidget *near,
                              const GdkRectangle *area,
                              const RapportMetric *metric,
                              const char *channel,
                              RapportNumbersSpan span,
                              gboolean days)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *explanation =
    rapport_explanation_new (self->library, self->client, self->sheet, metric, channel, span);
  graphene_rect_t bounds;
  GdkRectangle place;

  if (days)
    {
      GtkWidget *annotate = gtk_button_new_with_mnemonic (_ ("_Annotate…"));

      gtk_widget_set_tooltip_text (annotate, _ ("Say What Happened on This Day"));
      g_object_set_data (G_OBJECT (annotate), "day", GINT_TO_POINTER (span.from));
      g_signal_connect_object (annotate, "clicked", G_CALLBACK (annotate_cb), self, 0);
      gtk_box_append (GTK_BOX (explanation), annotate);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), wrap (explanation));
  rapport_numbers_view_drop_popover (self);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (near, GTK_WIDGET (self), &bounds))
    {
      place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                               (int) bounds.size.width, (int) bounds.size.height };
      if (area != NULL)
        place = (GdkRectangle) { place.x + area->x, place.y + area->y, area->width, area->height };
      gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
    }
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
rapport_numbers_view_pick_point (RapportNumbersView *self, guint index)
{
  const guint selected = gtk_drop_down_get_selected (self->metric_drop_down);
  g_autoptr (GArray) spans = NULL;
  RapportNumbersSpan span = { self->month + (int) index, self->month + (int) index };
  GdkRectangle area;

  if (self->sheet == NULL || selected >= self->metrics->len)
    return;
  if (self->drawn != RAPPORT_REPORT_STEP_DAY)
    {
      spans = rapport_numbers_sheet_get_spans (self->sheet, self->drawn);
      if (index >= spans->len)
        return;
      span = g_array_index (spans, RapportNumbersSpan, index);
    }
  rapport_chart_area_get_point_area (self->chart, index, &area);
  rapport_numbers_view_explain (self, GTK_WIDGET (self->chart), &area,
                                self->metrics->pdata[selected], NULL, span,
                                self->drawn != RAPPORT_REPORT_STEP_MONTH);
}

/* What a figure makes one ask begins with its name. */
static GtkWidget *
make_ask_button (RapportNumbersView *self, RapportNumbersTile *tile)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("As_k at the Next Meeting…"));
  g_autofree char *text = g_strdup_printf ("%s: ", rapport_numbers_tile_get_name (tile));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)",
                                    rapport_record_get_id (RAPPORT_RECORD (self->client)), "",
                                    text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.ask-about");
  return button;
}

void
rapport_numbers_view_fill_tile_popover (GtkMenuButton *button, gpointer user_data)
{
  RapportNumbersView *self = user_data;
  GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (button));
  GtkWidget *tile = gtk_overlay_get_child (GTK_OVERLAY (overlay));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *ask = NULL;
  const RapportMetric *metric = rapport_numbers_sheet_look_up (
    self->sheet, rapport_numbers_tile_get_metric (RAPPORT_NUMBERS_TILE (tile)));
  const RapportNumbersSpan span = { self->sheet->figures->from, self->sheet->figures->last };

  gtk_box_append (GTK_BOX (box), wrap (rapport_explanation_new (self->library, self->client,
                                                                self->sheet, metric, NULL, span)));
  ask = make_ask_button (self, RAPPORT_NUMBERS_TILE (tile));
  g_signal_connect_object (ask, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), ask);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* Charts as something else. The action says which: "chart", "funnel", "channels". */

static RapportChart *
find_chart (RapportNumbersView *self, GVariant *parameter)
{
  const char *which = g_variant_get_string (parameter, NULL);
  RapportChartArea *area = g_str_equal (which, "funnel")     ? self->funnel
                           : g_str_equal (which, "channels") ? self->channels
                                                             : self->chart;

  return rapport_chart_area_get_chart (area);
}

/* (transfer full): with the colour and the letters of the window, on white. */
static GBytes *
make_picture (RapportNumbersView *self, RapportChart *chart)
{
  g_autoptr (GdkRGBA) accent =
    adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const char *family =
    pango_font_description_get_family (pango_context_get_font_description (context));
  const RapportChartStyle style = rapport_chart_style_paper (
    (RapportColour) { (double) accent->red, (double) accent->green, (double) accent->blue, 1 },
    family, PICTURE_TEXT);

  return rapport_chart_to_svg (
    chart, &style, PICTURE_WIDTH,
    MAX (rapport_chart_get_height (chart, &style, PICTURE_WIDTH), PICTURE_TEXT));
}

static void
copy_chart (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);
  RapportChart *chart = find_chart (self, parameter);
  g_autoptr (GBytes) picture = chart != NULL ? make_picture (self, chart) : NULL;
  g_autofree char *text = NULL;
  GdkContentProvider *both[2];
  g_autoptr (GdkContentProvider) content = NULL;

  if (picture == NULL)
    return;
  /* Where a picture is pasted, the picture; where text is, its table. */
  text = rapport_chart_to_text (chart);
  both[0] = gdk_content_provider_new_for_bytes ("image/svg+xml", picture);
  both[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  content = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  rapport_toast_show (widget, _ ("Chart copied"));
}

typedef struct
{
  GtkWidget *view;
  GBytes *picture;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->view);
  g_bytes_unref (saving->picture);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    rapport_toast_show (saving->view, _ ("Chart saved"));
  else
    rapport_toast_show (saving->view, error->message);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  GBytes *picture = saving->picture;

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, picture, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                         written_cb, g_steal_pointer (&saving));
}

static void
save_chart (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportNumbersView *self = RAPPORT_NUMBERS_VIEW (widget);
  RapportChart *chart = find_chart (self, parameter);
  g_autoptr (GBytes) picture = chart != NULL ? make_picture (self, chart) : NULL;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *month = NULL;
  g_autofree char *name = NULL;
  Saving *saving;

  if (picture == NULL)
    return;
  month = rapport_locale_month (rapport_format_locale (), self->month);
  name =
    g_strdup_printf ("%s, %s.svg", rapport_record_get_title (RAPPORT_RECORD (self->client)), month);
  g_strdelimit (name, "/\\", '-');
  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (widget), g_steal_pointer (&picture) };
  gtk_file_dialog_set_title (dialog, _ ("Save Chart"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb,
                        saving);
}

/* The table behind a chart, for whoever can't see it or wants the figures. */

static GtkAccessibleRole
get_role (gsize row, gsize column)
{
  if (row == 0)
    return GTK_ACCESSIBLE_ROLE_COLUMN_HEADER;
  return column == 0 ? GTK_ACCESSIBLE_ROLE_ROW_HEADER : GTK_ACCESSIBLE_ROLE_CELL;
}

static GtkWidget *
make_table (RapportChart *chart)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE,
                                  "column-spacing", 18, "row-spacing", 6, "margin-top", 12,
                                  "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);

  for (gsize row = 0; row < rapport_chart_get_n_rows (chart); row++)
    for (gsize column = 0; column < rapport_chart_get_n_columns (chart); column++)
      {
        g_autofree char *text = rapport_chart_get_cell (chart, row, column);
        GtkWidget *label = g_object_new (
          GTK_TYPE_LABEL, "accessible-role", get_role (row, column), "label", text, "xalign",
          column == 0 ? 0.0 : (double) RAPPORT_NUMBERS_ALIGN, "hexpand", column > 0, NULL);

        gtk_widget_add_css_class (label, row == 0 ? "caption-heading" : "numeric");
        gtk_grid_attach (GTK_GRID (grid), label, (int) column, (int) row, 1, 1);
      }
  return grid;
}

static void
show_chart_table (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportChart *chart = find_chart (RAPPORT_NUMBERS_VIEW (widget), parameter);
  GtkWidget *scrolled;
  GtkWidget *view;
  AdwDialog *dialog;

  if (chart == NULL)
    return;
  scrolled = make_scrolled (_ ("Figures of the Chart"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), make_table (chart));
  view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  dialog = adw_dialog_new ();
  adw_dialog_set_title (dialog, _ ("Figures of the Chart"));
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, widget);
}

void
rapport_numbers_view_install_chart_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "numbers.chart-table", "s", show_chart_table);
  gtk_widget_class_install_action (widget_class, "numbers.copy-chart", "s", copy_chart);
  gtk_widget_class_install_action (widget_class, "numbers.save-chart", "s", save_chart);
}
