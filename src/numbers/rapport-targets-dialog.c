/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-targets-dialog.h"

#include "rapport-csv-value.h"
#include "rapport-format.h"
#include "rapport-numbers-sheet.h"
#include "rapport-own-metrics.h"
#include "rapport-targets.h"
#include "rapport-toast.h"
#include "rapport-ui-numbers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_MONTHS 12

/* What is planned before there is a single number. */
static const char *const usual[] = { "leads", "sales", "revenue", "ad-spend", "cpl" };

struct _RapportTargetsDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportDay year; /* its first day */
  RapportNumbersSheet *sheet;
  GHashTable *targets;
  GPtrArray *metrics; /* of RapportMetric: the rows */
  GPtrArray *entries; /* of GtkEntry: row by row */
  guint reload;
  guint scroll;
  GPtrArray *labels; /* the names of the rows */
  int shown;         /* the column that is to be seen until the keyboard is in another */
  gboolean filling;

  AdwWindowTitle *window_title;
  GtkGrid *names;
  GtkGrid *cells;
};

G_DEFINE_FINAL_TYPE (RapportTargetsDialog, rapport_targets_dialog, ADW_TYPE_DIALOG)

static const char *
get_client_id (RapportTargetsDialog *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static RapportDay
get_month (RapportTargetsDialog *self, guint column)
{
  return rapport_day_add_months (self->year, (int) column);
}

static const RapportMetric *
get_metric (RapportTargetsDialog *self, guint row)
{
  return self->metrics->pdata[row];
}

static GtkEntry *
get_entry (RapportTargetsDialog *self, guint row, guint column)
{
  return self->entries->pdata[row * N_MONTHS + column];
}

/* Figures as they are written into a cell: without a currency. */

static char *
write_value (const RapportMetric *metric, gint64 value)
{
  if (metric->unit == RAPPORT_UNIT_RATIO)
    return rapport_locale_percent (rapport_format_locale (), value, 0, 4);
  return rapport_locale_decimal (rapport_format_locale (), value, 0, 6);
}

/* "" takes a target away; a share may be written with its sign or without. */
static gboolean
read_value (const RapportMetric *metric, const char *text, RapportTargetEdit *edit)
{
  const gboolean russian = g_str_equal (rapport_locale_get_lang (rapport_format_locale ()), "ru");
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  RapportCsvValue value;

  edit->known = *stripped != '\0';
  if (!edit->known)
    return TRUE;
  rapport_csv_value_read (stripped, russian ? RAPPORT_DECIMAL_COMMA : RAPPORT_DECIMAL_POINT, 0,
                          &value);
  edit->value = value.value;
  if (metric->unit == RAPPORT_UNIT_RATIO && value.kind == RAPPORT_VALUE_NUMBER)
    edit->value = value.value / 100;
  return value.kind == RAPPORT_VALUE_NUMBER ||
         (value.kind == RAPPORT_VALUE_PERCENT && metric->unit == RAPPORT_UNIT_RATIO);
}

/* Showing. */

static void
set_wrong (GtkEntry *entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_cell (RapportTargetsDialog *self, guint row, guint column)
{
  const RapportMetric *metric = get_metric (self, row);
  GtkEntry *entry = get_entry (self, row, column);
  g_autofree char *text = NULL;
  gint64 value;

  if (rapport_targets_get (self->targets, metric->word, get_month (self, column), &value))
    text = write_value (metric, value);
  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  set_wrong (entry, FALSE);
  self->filling = FALSE;
}

/* What came of that month, for whoever plans the next. */
static void
show_tip (RapportTargetsDialog *self, guint row, guint column)
{
  const RapportMetric *metric = get_metric (self, row);
  const RapportDay month = get_month (self, column);
  const RapportNumbersSpan span = { month, month + rapport_day_days_in_month (month) - 1 };
  GtkWidget *entry = GTK_WIDGET (get_entry (self, row, column));
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);
  /* Translators: a cell: the name of a metric and a month */
  g_autofree char *label = g_strdup_printf (_ ("%s, %s"), rapport_metric_get_name (metric), name);
  g_autofree char *figure = NULL;
  g_autofree char *tip = NULL;
  RapportReportValue actual = RAPPORT_REPORT_NO_DATA;

  if (self->sheet != NULL)
    actual = rapport_numbers_sheet_get_value (self->sheet, metric, span);
  if (actual.known)
    {
      figure = rapport_locale_figure (rapport_format_locale (), metric->unit, actual.value,
                                      self->sheet->currency, RAPPORT_FIGURE_ROUNDED);
      /* Translators: a figure as it came to be, beside its target */
      tip = g_strdup_printf (_ ("%s: actual %s"), label, figure);
    }
  gtk_widget_set_tooltip_text (entry, tip != NULL ? tip : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_values (RapportTargetsDialog *self)
{
  for (guint row = 0; row < self->metrics->len; row++)
    for (guint column = 0; column < N_MONTHS; column++)
      show_cell (self, row, column);
}

/* Writing. */

static gboolean
write_edits (RapportTargetsDialog *self, GArray *edits, const char *label)
{
  g_autoptr (GError) error = NULL;

  if (rapport_targets_set (self->library, get_client_id (self),
                           (const RapportTargetEdit *) (gpointer) edits->data, edits->len, label,
                           &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self->cells), error->message);
  return FALSE;
}

static gboolean
find_place (RapportTargetsDialog *self, GtkWidget *entry, guint *row, guint *column)
{
  guint index;

  if (!g_ptr_array_find (self->entries, entry, &index))
    return FALSE;
  *row = index / N_MONTHS;
  *column = index % N_MONTHS;
  return TRUE;
}

/* A cell that has been left, or in which Enter was pressed. */
static void
take_cell (RapportTargetsDialog *self, guint row, guint column)
{
  const RapportMetric *metric = get_metric (self, row);
  GtkEntry *entry = get_entry (self, row, column);
  RapportTargetEdit edit = { get_month (self, column), metric->word, FALSE, 0 };
  const gboolean sound = read_value (metric, gtk_editable_get_text (GTK_EDITABLE (entry)), &edit);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof edit);
  g_autofree char *month = NULL;
  g_autofree char *label = NULL;
  gint64 before = 0;
  gboolean had;

  set_wrong (entry, !sound);
  if (!sound)
    return;
  had = rapport_targets_get (self->targets, metric->word, edit.month, &before);
  if (had == edit.known && (!had || before == edit.value))
    {
      show_cell (self, row, column);
      return;
    }
  month = rapport_locale_month (rapport_format_locale (), edit.month);
  /* Translators: what undo says: the name of a metric and a month */
  label = g_strdup_printf (_ ("Target of “%s” for %s"), rapport_metric_get_name (metric), month);
  g_array_append_val (edits, edit);
  write_edits (self, edits, label);
}

static void
left_cb (GtkEventControllerFocus *focus, RapportTargetsDialog *self)
{
  guint row, column;

  if (!self->filling &&
      find_place (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)), &row,
                  &column))
    take_cell (self, row, column);
}

static void
activated_cb (GtkWidget *entry, RapportTargetsDialog *self)
{
  guint row, column;

  if (!find_place (self, entry, &row, &column))
    return;
  if (row + 1 < self->metrics->len)
    gtk_widget_grab_focus (GTK_WIDGET (get_entry (self, row + 1, column)));
  else
    take_cell (self, row, column);
}

/* Pasting. */

static void
add_pasted (RapportTargetsDialog *self, GArray *edits, guint row, guint column, const char *text)
{
  RapportTargetEdit edit;

  if (row >= self->metrics->len || column >= N_MONTHS)
    return;
  edit = (RapportTargetEdit) { get_month (self, column), get_metric (self, row)->word, FALSE, 0 };
  if (read_value (get_metric (self, row), text, &edit))
    g_array_append_val (edits, edit);
}

/* A piece of a table, from the cell that has the keyboard to the right and down. */
static void
paste_table (RapportTargetsDialog *self, GtkWidget *entry, const char *text)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (RapportTargetEdit));
  g_auto (GStrv) lines = g_strsplit (g_strchomp ((char *) text), "\n", -1);
  g_autofree char *said = NULL;
  guint row, column;

  if (!find_place (self, entry, &row, &column))
    return;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      for (guint c = 0; cells[c] != NULL; c++)
        add_pasted (self, edits, row + i, column + c, cells[c]);
    }
  if (edits->len == 0)
    rapport_toast_show (GTK_WIDGET (self->cells), _ ("Nothing in the clipboard can be a target"));
  else if (write_edits (self, edits, _ ("Paste targets")))
    {
      said = g_strdup_printf (ngettext ("%u target pasted", "%u targets pasted", edits->len),
                              edits->len);
      rapport_toast_show_undo (GTK_WIDGET (self->cells), said);
    }
}

static void
read_clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) entry = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  GtkWidget *dialog = gtk_widget_get_ancestor (entry, RAPPORT_TYPE_TARGETS_DIALOG);
  int position;

  if (text == NULL || dialog == NULL)
    return;
  if (strpbrk (text, "\t\n") != NULL)
    {
      paste_table (RAPPORT_TARGETS_DIALOG (dialog), entry, text);
      return;
    }
  gtk_editable_delete_selection (GTK_EDITABLE (entry));
  position = gtk_editable_get_position (GTK_EDITABLE (entry));
  gtk_editable_insert_text (GTK_EDITABLE (entry), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
}

static void
paste_cb (GtkText *text, GtkWidget *entry)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (entry), NULL, read_clipboard_cb,
                                 g_object_ref (entry));
}

/* What is done to a whole row. */

static RapportTargetsDialog *
get_dialog (GSimpleAction *action)
{
  return g_object_get_data (G_OBJECT (action), "dialog");
}

static guint
get_row (GSimpleAction *action)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (action), "row"));
}

/* The first month that has a target says what all have. */
static void
same_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportTargetsDialog *self = get_dialog (action);
  const RapportMetric *metric = get_metric (self, get_row (action));
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (RapportTargetEdit));
  g_autofree char *label = NULL;
  gint64 value = 0;
  gboolean known = FALSE;

  for (guint column = 0; column < N_MONTHS && !known; column++)
    known = rapport_targets_get (self->targets, metric->word, get_month (self, column), &value);
  if (!known)
    {
      rapport_toast_show (GTK_WIDGET (self->cells), _ ("Write a target for one month first"));
      return;
    }
  for (guint column = 0; column < N_MONTHS; column++)
    {
      const RapportTargetEdit edit = { get_month (self, column), metric->word, TRUE, value };

      g_array_append_val (edits, edit);
    }
  label = g_strdup_printf (_ ("The same target of “%s” for all months"),
                           rapport_metric_get_name (metric));
  if (write_edits (self, edits, label))
    rapport_toast_show_undo (GTK_WIDGET (self->cells), _ ("The same target for all months"));
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportTargetsDialog *self = get_dialog (action);
  const RapportMetric *metric = get_metric (self, get_row (action));
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (RapportTargetEdit));
  g_autofree char *label =
    g_strdup_printf (_ ("Clear the targets of “%s”"), rapport_metric_get_name (metric));

  for (guint column = 0; column < N_MONTHS; column++)
    {
      const RapportTargetEdit edit = { get_month (self, column), metric->word, FALSE, 0 };

      g_array_append_val (edits, edit);
    }
  if (write_edits (self, edits, label))
    rapport_toast_show_undo (GTK_WIDGET (self->cells), _ ("Targets cleared"));
}

static void
good_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportTargetsDialog *self = get_dialog (action);
  const char *word = g_variant_get_string (parameter, NULL);
  const RapportGood good = g_str_equal (word, "up")     ? RAPPORT_GOOD_UP
                           : g_str_equal (word, "down") ? RAPPORT_GOOD_DOWN
                                                        : RAPPORT_GOOD_NEITHER;
  g_autoptr (GError) error = NULL;

  if (!rapport_own_metrics_set_good (self->library, get_client_id (self),
                                     get_metric (self, get_row (action)), good, &error))
    rapport_toast_show (GTK_WIDGET (self->cells), error->message);
}

/* The grid. */

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) values = g_menu_new ();
  g_autoptr (GMenu) goods = g_menu_new ();

  g_menu_append (values, _ ("_Same for All Months"), "row.same");
  g_menu_append (values, _ ("_Clear the Row"), "row.clear");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (values));
  g_menu_append (goods, _ ("More is better"), "row.good::up");
  g_menu_append (goods, _ ("Less is better"), "row.good::down");
  g_menu_append (goods, _ ("Neither"), "row.good::neither");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (goods));
  return G_MENU_MODEL (menu);
}

static void
add_action (GSimpleActionGroup *group, RapportTargetsDialog *self, guint row, GSimpleAction *action)
{
  g_object_set_data (G_OBJECT (action), "dialog", self);
  g_object_set_data (G_OBJECT (action), "row", GUINT_TO_POINTER (row));
  g_simple_action_set_enabled (action, !rapport_library_is_read_only (self->library));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  g_object_unref (action);
}

static GtkWidget *
make_row_menu (RapportTargetsDialog *self, guint row)
{
  static const char *const goods[] = { "neither", "up", "down" };
  const RapportMetric *metric = get_metric (self, row);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autofree char *tip = g_strdup_printf (_ ("Targets of %s"), rapport_metric_get_name (metric));
  GSimpleAction *same = g_simple_action_new ("same", NULL);
  GSimpleAction *clear = g_simple_action_new ("clear", NULL);
  GSimpleAction *good = g_simple_action_new_stateful ("good", G_VARIANT_TYPE_STRING,
                                                      g_variant_new_string (goods[metric->good]));

  g_signal_connect (same, "activate", G_CALLBACK (same_cb), NULL);
  g_signal_connect (clear, "activate", G_CALLBACK (clear_cb), NULL);
  g_signal_connect (good, "activate", G_CALLBACK (good_cb), NULL);
  add_action (group, self, row, same);
  add_action (group, self, row, clear);
  add_action (group, self, row, good);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_insert_action_group (button, "row", G_ACTION_GROUP (group));
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_entry (RapportTargetsDialog *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_alignment (GTK_ENTRY (entry), RAPPORT_NUMBERS_ALIGN);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 9);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_editable_set_editable (GTK_EDITABLE (entry), !rapport_library_is_read_only (self->library));
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect (entry, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "paste-clipboard",
                    G_CALLBACK (paste_cb), entry);
  return entry;
}

/* Above each column its month. */
static void
add_head (RapportTargetsDialog *self, GtkSizeGroup *heights)
{
  GtkWidget *corner = gtk_label_new (NULL);

  gtk_grid_attach (self->names, corner, 0, 0, 2, 1);
  gtk_size_group_add_widget (heights, corner);
  for (guint column = 0; column < N_MONTHS; column++)
    {
      g_autofree char *name =
        rapport_locale_month_short (rapport_format_locale (), get_month (self, column));
      g_autofree char *capital = rapport_locale_capitalize (name);
      GtkWidget *label = gtk_label_new (capital);

      gtk_label_set_xalign (GTK_LABEL (label), RAPPORT_NUMBERS_ALIGN);
      gtk_widget_add_css_class (label, "caption-heading");
      if (column == 0)
        gtk_size_group_add_widget (heights, label);
      gtk_grid_attach (self->cells, label, (int) column, 0, 1, 1);
    }
}

/* As high as the name of the row, which may take several lines. */
static GtkWidget *
wrap_first (GtkWidget *entry, GtkSizeGroup *heights)
{
  GtkWidget *bin = adw_bin_new ();

  adw_bin_set_child (ADW_BIN (bin), entry);
  gtk_size_group_add_widget (heights, bin);
  return bin;
}

/* All names are of one width, so that rows are as high as their names, and in a narrow
 * window there is room for the months. */
static void
set_width (RapportTargetsDialog *self, GtkWidget *label)
{
  const gboolean narrow = adw_dialog_get_current_breakpoint (ADW_DIALOG (self)) != NULL;
  const int width = narrow ? 11 : 18;

  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width);
}

static void
breakpoint_cb (RapportTargetsDialog *self)
{
  for (guint i = 0; i < self->labels->len; i++)
    set_width (self, self->labels->pdata[i]);
}

static void
add_row (RapportTargetsDialog *self, guint row)
{
  const char *name = rapport_metric_get_name (get_metric (self, row));
  g_autoptr (GtkSizeGroup) heights = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *menu = make_row_menu (self, row);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  g_ptr_array_add (self->labels, label);
  set_width (self, label);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, name);
  gtk_grid_attach (self->names, label, 0, (int) row + 1, 1, 1);
  gtk_grid_attach (self->names, menu, 1, (int) row + 1, 1, 1);
  gtk_size_group_add_widget (heights, menu);
  gtk_size_group_add_widget (heights, label);
  for (guint column = 0; column < N_MONTHS; column++)
    {
      GtkWidget *entry = make_entry (self);

      g_ptr_array_add (self->entries, entry);
      if (column > 0)
        gtk_grid_attach (self->cells, entry, (int) column, (int) row + 1, 1, 1);
      else
        gtk_grid_attach (self->cells, wrap_first (entry, heights), 0, (int) row + 1, 1, 1);
    }
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
build (RapportTargetsDialog *self)
{
  g_autoptr (GtkSizeGroup) heights = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  self->filling = TRUE;
  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->labels, 0);
  clear_grid (self->names);
  clear_grid (self->cells);
  self->filling = FALSE;
  add_head (self, heights);
  for (guint row = 0; row < self->metrics->len; row++)
    {
      add_row (self, row);
      for (guint column = 0; column < N_MONTHS; column++)
        show_tip (self, row, column);
    }
  show_values (self);
}

/* What it shows. */

static gboolean
is_planned (RapportTargetsDialog *self, const RapportMetric *metric)
{
  gint64 value;

  for (guint column = 0; column < N_MONTHS; column++)
    if (rapport_targets_get (self->targets, metric->word, get_month (self, column), &value))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_str_equal (usual[i], metric->word))
      return TRUE;
  return metric->own && metric->trouble == NULL;
}

static void
choose_metrics (RapportTargetsDialog *self)
{
  g_autoptr (GArray) spans =
    rapport_numbers_sheet_get_spans (self->sheet, RAPPORT_REPORT_STEP_MONTH);
  g_autoptr (GPtrArray) known = rapport_numbers_sheet_get_columns (self->sheet, spans);
  gsize n;
  const RapportMetric *const *ranked =
    rapport_metric_set_get_ranked (rapport_numbers_get_set (self->sheet->numbers), &n);

  g_ptr_array_set_size (self->metrics, 0);
  for (gsize i = 0; i < n; i++)
    if (!ranked[i]->hidden &&
        (is_planned (self, ranked[i]) || g_ptr_array_find (known, ranked[i], NULL)))
      g_ptr_array_add (self->metrics, (gpointer) ranked[i]);
}

static gboolean
read_targets (RapportTargetsDialog *self)
{
  g_autoptr (GError) error = NULL;
  GHashTable *targets = rapport_targets_load (self->library, get_client_id (self), self->year,
                                              get_month (self, N_MONTHS - 1), &error);

  if (targets == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self->cells), error->message);
      return FALSE;
    }
  g_clear_pointer (&self->targets, g_hash_table_unref);
  self->targets = targets;
  return TRUE;
}

static void
load (RapportTargetsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  int year;
  RapportNumbersSheet *sheet = rapport_numbers_sheet_load (self->library, self->client,
                                                           get_month (self, N_MONTHS - 1), &error);

  if (sheet == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self->cells), error->message);
      return;
    }
  g_clear_pointer (&self->sheet, rapport_numbers_sheet_unref);
  self->sheet = sheet;
  rapport_day_split (self->year, &year, NULL, NULL);
  /* Translators: the targets of a year */
  title = g_strdup_printf (_ ("Targets of %d"), year);
  adw_window_title_set_title (self->window_title, title);
  if (!read_targets (self))
    return;
  choose_metrics (self);
  build (self);
}

static void
step_year (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportTargetsDialog *self = RAPPORT_TARGETS_DIALOG (widget);

  self->year =
    rapport_day_add_months (self->year, g_str_equal (action, "targets.next-year") ? 12 : -12);
  load (self);
}

static void
reload_cb (gpointer user_data)
{
  RapportTargetsDialog *self = user_data;

  self->reload = 0;
  load (self);
}

/* New targets go into the cells that are there, so that the keyboard stays where it
 * is; other metrics are other rows. */
static void
committed_cb (RapportTargetsDialog *self, RapportChangeSet *changes)
{
  gboolean values = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (changes); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (changes, i)->info;

      values = values || info == &rapport_target_info;
      if (info == &rapport_client_metric_info && self->reload == 0)
        self->reload = g_idle_add_once (reload_cb, self);
    }
  if (values && self->reload == 0 && read_targets (self))
    show_values (self);
}

/* The object. */

static void
rapport_targets_dialog_dispose (GObject *object)
{
  RapportTargetsDialog *self = RAPPORT_TARGETS_DIALOG (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_handle_id (&self->scroll, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_TARGETS_DIALOG);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->metrics, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->sheet, rapport_numbers_sheet_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_targets_dialog_parent_class)->dispose (object);
}

static void
rapport_targets_dialog_class_init (RapportTargetsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_targets_dialog_dispose;
  rapport_ui_numbers_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/numbers/targets-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTargetsDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportTargetsDialog, names);
  gtk_widget_class_bind_template_child (widget_class, RapportTargetsDialog, cells);
  gtk_widget_class_bind_template_callback (widget_class, breakpoint_cb);
  gtk_widget_class_install_action (widget_class, "targets.previous-year", NULL, step_year);
  gtk_widget_class_install_action (widget_class, "targets.next-year", NULL, step_year);
}

static void
rapport_targets_dialog_init (RapportTargetsDialog *self)
{
  self->metrics = g_ptr_array_new ();
  self->entries = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_focused_cb (gpointer user_data)
{
  RapportTargetsDialog *self = user_data;
  GtkWidget *cell = gtk_widget_get_focus_child (GTK_WIDGET (self->cells));
  GtkWidget *viewport = gtk_widget_get_parent (GTK_WIDGET (self->cells));

  self->scroll = 0;
  if (cell == NULL)
    cell = gtk_grid_get_child_at (self->cells, self->shown, 0);
  if (cell != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), cell, NULL);
}

/* The months have another width than before: that of the keyboard is to be seen, as
 * soon as each of them stands in its place. */
static void
width_changed_cb (RapportTargetsDialog *self)
{
  if (self->scroll == 0)
    self->scroll = g_idle_add_once (show_focused_cb, self);
}

AdwDialog *
rapport_targets_dialog_new (RapportLibrary *library, RapportClient *client, RapportDay month)
{
  RapportTargetsDialog *self = g_object_new (RAPPORT_TYPE_TARGETS_DIALOG, NULL);
  int year, number;

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  rapport_day_split (month, &year, &number, NULL);
  self->year = rapport_day_new (year, 1, 1);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  if (self->entries->len > 0)
    {
      GtkWidget *entry = GTK_WIDGET (get_entry (self, 0, (guint) number - 1));

      self->shown = number - 1;
      adw_dialog_set_focus (ADW_DIALOG (self), entry);
      /* A sheet at the bottom of a narrow window has the focus before it has its width. */
      g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (
                                 gtk_widget_get_ancestor (entry, GTK_TYPE_SCROLLED_WINDOW))),
                               "changed", G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
    }
  return ADW_DIALOG (self);
}
