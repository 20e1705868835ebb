/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-table.h"

#include "rapport-growth.h"
#include "rapport-owner-heading.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

/* A third of what a screen shows: a row has many cells, and no turn is to take long. */
#define STEP  8
#define CHUNK 2

/* So long after the last step of a drag it has come to its end, in milliseconds. */
#define SETTLE_MS 400
/* What a column can be made by keys, in pixels. */
#define LEAST_WIDTH 48
#define MOST_WIDTH  960

struct _RapportBoardTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[RAPPORT_BOARD_N_FIELDS];
  GPtrArray *cells; /* those that show a client; not owned */

  RapportLibrary *library;
  RapportIdList *list;
  RapportLights *lights;
  RapportGrowth *growth;
  gboolean sorting;   /* by the program */
  gboolean arranging; /* the same */
  guint arranged;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPENED,
  SIGNAL_SORTED,
  SIGNAL_ARRANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBoardTable, rapport_board_table, GTK_TYPE_WIDGET)

/* Cells. */

static void
open (RapportBoardTable *self, RapportClient *client)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, rapport_record_get_id (RAPPORT_RECORD (client)));
}

static void
clicked_cb (RapportBoardTable *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  RapportTableCell *cell = RAPPORT_TABLE_CELL (widget);
  RapportClient *client = rapport_table_cell_get_client (cell);

  if (client == NULL || n_press != 1)
    return;
  if (rapport_table_cell_get_field (cell) == RAPPORT_BOARD_NAME)
    open (self, client);
  else
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, cell);
}

static RapportBoardField
get_field (GtkSignalListItemFactory *factory)
{
  return (RapportBoardField) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "field"));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  RapportBoardTable *self = user_data;
  GtkWidget *cell = rapport_table_cell_new (self->library, get_field (factory));
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  gtk_column_view_cell_set_child (item, cell);
  /* By the arrows from the row, and then there is something to be edited by keys. */
  gtk_column_view_cell_set_focusable (item, TRUE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  RapportBoardTable *self = user_data;
  GtkWidget *cell = gtk_column_view_cell_get_child (item);

  rapport_table_cell_show (RAPPORT_TABLE_CELL (cell), gtk_column_view_cell_get_item (item),
                           self->lights);
  g_ptr_array_add (self->cells, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  RapportBoardTable *self = user_data;
  GtkWidget *cell = gtk_column_view_cell_get_child (item);

  g_ptr_array_remove_fast (self->cells, cell);
  rapport_table_cell_show (RAPPORT_TABLE_CELL (cell), NULL, NULL);
}

static void
activate_cb (RapportBoardTable *self, guint position)
{
  const char *id = rapport_id_list_get_id (self->list, position);

  if (id != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, id);
}

/* Following changes. */

/* Shows the cells of a client anew, or all of them. */
static void
refresh (RapportBoardTable *self, const char *client_id)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      RapportTableCell *cell = self->cells->pdata[i];
      RapportClient *client = rapport_table_cell_get_client (cell);

      if (client != NULL &&
          (client_id == NULL ||
           g_str_equal (client_id, rapport_record_get_id (RAPPORT_RECORD (client)))))
        rapport_table_cell_show (cell, client, self->lights);
    }
}

static void
lights_changed_cb (RapportBoardTable *self, const char *client_id)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self, client_id);
}

/* Lights say so when a client changes; a colleague's name is nobody's light. */
static void
committed_cb (RapportBoardTable *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_member_info)
      {
        refresh (self, NULL);
        break;
      }
}

static void
map_cb (RapportBoardTable *self)
{
  refresh (self, NULL);
}

/* Columns. */

static void
sorter_changed_cb (RapportBoardTable *self)
{
  if (!self->sorting)
    g_signal_emit (self, signals[SIGNAL_SORTED], 0);
}

/* While a border or a heading is dragged, this comes with each step. */
static void
settled_cb (gpointer user_data)
{
  RapportBoardTable *self = user_data;

  self->arranged = 0;
  g_signal_emit (self, signals[SIGNAL_ARRANGED], 0);
}

static void
arranged_cb (RapportBoardTable *self)
{
  if (self->arranging)
    return;
  g_clear_handle_id (&self->arranged, g_source_remove);
  self->arranged = g_timeout_add_once (SETTLE_MS, settled_cb, self);
}

static void
add_column (RapportBoardTable *self, RapportBoardField field)
{
  const RapportBoardFieldInfo *info = rapport_board_field_get_info (field);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "field", GUINT_TO_POINTER (field));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  column = gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, info->title), factory);
  gtk_column_view_column_set_id (column, info->id);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, info->width);
  gtk_column_view_column_set_expand (column, field == RAPPORT_BOARD_NAME ||
                                               field == RAPPORT_BOARD_EVIDENCE);
  gtk_column_view_column_set_visible (column, info->usual);
  if (field != RAPPORT_BOARD_WEEKS)
    {
      /* The model sorts; this makes the heading a button. */
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (arranged_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->view, column);
  self->columns[field] = column; /* the view keeps it */
  g_object_unref (column);
}

void
rapport_board_table_set_visible (RapportBoardTable *self, RapportBoardField field, gboolean visible)
{
  gtk_column_view_column_set_visible (self->columns[field], visible);
}

void
rapport_board_table_set_layout (RapportBoardTable *self, const GArray *layout)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  self->arranging = TRUE;
  for (guint i = 0; i < layout->len; i++)
    {
      const RapportTableColumn *at = &g_array_index (layout, RapportTableColumn, i);
      GtkColumnViewColumn *column = self->columns[at->field];
      g_autoptr (GtkColumnViewColumn) there = g_list_model_get_item (columns, i);

      if (there != column)
        gtk_column_view_insert_column (self->view, i, column);
      gtk_column_view_column_set_visible (column, at->visible);
      gtk_column_view_column_set_fixed_width (
        column, at->width > 0 ? at->width : rapport_board_field_get_info (at->field)->width);
    }
  self->arranging = FALSE;
}

GArray *
rapport_board_table_get_layout (RapportBoardTable *self)
{
  GArray *layout = g_array_new (FALSE, FALSE, sizeof (RapportTableColumn));
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const int width = gtk_column_view_column_get_fixed_width (column);
      RapportTableColumn at = { .visible = gtk_column_view_column_get_visible (column) };

      rapport_board_field_from_id (gtk_column_view_column_get_id (column), &at.field);
      at.width = width != rapport_board_field_get_info (at.field)->width ? width : 0;
      g_array_append_val (layout, at);
    }
  return layout;
}

void
rapport_board_table_get_sort (RapportBoardTable *self,
                              RapportBoardField *field,
                              gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  *field = RAPPORT_BOARD_NAME;
  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  if (column != NULL)
    rapport_board_field_from_id (gtk_column_view_column_get_id (column), field);
}

void
rapport_board_table_set_sort (RapportBoardTable *self, RapportBoardField field, gboolean descending)
{
  self->sorting = TRUE;
  gtk_column_view_sort_by_column (self->view, self->columns[field],
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->sorting = FALSE;
}

/* Life. */

/* Who closes the window at once means the columns to stay as they are; later their page has nothing
 * to keep them in. */
static void
rapport_board_table_unmap (GtkWidget *widget)
{
  RapportBoardTable *self = RAPPORT_BOARD_TABLE (widget);

  if (self->arranged != 0)
    {
      g_clear_handle_id (&self->arranged, g_source_remove);
      settled_cb (self);
    }
  GTK_WIDGET_CLASS (rapport_board_table_parent_class)->unmap (widget);
}

static void
rapport_board_table_dispose (GObject *object)
{
  RapportBoardTable *self = RAPPORT_BOARD_TABLE (object);

  /* The view forgets its order when it goes. */
  self->sorting = TRUE;
  self->arranging = TRUE;
  g_clear_handle_id (&self->arranged, g_source_remove);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->growth);
  g_clear_object (&self->list);
  if (self->lights != NULL)
    g_signal_handlers_disconnect_by_data (self->lights, self);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_board_table_parent_class)->dispose (object);
}

static void
rapport_board_table_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_BOARD_TABLE (object)->cells);
  G_OBJECT_CLASS (rapport_board_table_parent_class)->finalize (object);
}

static void
rapport_board_table_class_init (RapportBoardTableClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_board_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_board_table_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = rapport_board_table_unmap;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, RAPPORT_TYPE_TABLE_CELL);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SORTED] =
    g_signal_new ("sorted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ARRANGED] =
    g_signal_new ("arranged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rapport_board_table_init (RapportBoardTable *self)
{
  self->cells = g_ptr_array_new ();
}

GtkWidget *
rapport_board_table_new (RapportLibrary *library)
{
  RapportBoardTable *self = g_object_new (RAPPORT_TYPE_BOARD_TABLE, NULL);

  self->library = g_object_ref (library);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_CELL);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "board-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Clients"), -1);
  for (guint i = 0; i < RAPPORT_BOARD_N_FIELDS; i++)
    add_column (self, (RapportBoardField) i);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
rapport_board_table_set_list (RapportBoardTable *self, RapportIdList *list, RapportLights *lights)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  g_autoptr (GtkNoSelection) rows = NULL;

  if (self->lights != lights)
    {
      if (self->lights != NULL)
        g_signal_handlers_disconnect_by_data (self->lights, self);
      g_set_object (&self->lights, lights);
      g_signal_connect_swapped (lights, "changed", G_CALLBACK (lights_changed_cb), self);
    }
  else if (self->list == list)
    return;
  g_set_object (&self->list, list);
  g_clear_object (&self->growth);
  self->growth = rapport_growth_new (G_LIST_MODEL (list),
                                     gtk_scrolled_window_get_vadjustment (scrolled), STEP, CHUNK);
  rows = gtk_no_selection_new (g_object_ref (rapport_growth_get_model (self->growth)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
}

void
rapport_board_table_set_grouped (RapportBoardTable *self, gboolean grouped)
{
  g_autoptr (GtkListItemFactory) headings = NULL;

  if (grouped == (gtk_column_view_get_header_factory (self->view) != NULL))
    return;
  if (grouped)
    headings = rapport_owner_heading_factory_new (self->library, GTK_SECTION_MODEL (self->list));
  gtk_column_view_set_header_factory (self->view, headings);
}

void
rapport_board_table_restart (RapportBoardTable *self)
{
  rapport_growth_restart (self->growth);
}

/* The keyboard. */

/* The first cell in or under @widget. */
static RapportTableCell *
find_in (GtkWidget *widget, guint depth)
{
  RapportTableCell *cell = NULL;

  if (RAPPORT_IS_TABLE_CELL (widget))
    return RAPPORT_TABLE_CELL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       cell == NULL && depth > 0 && child != NULL; child = gtk_widget_get_next_sibling (child))
    cell = find_in (child, depth - 1);
  return cell;
}

/* The keyboard is on a row, whose children are cells of the view, or on one of
 * these, whose child is ours. */
RapportTableCell *
rapport_board_table_get_focused (RapportBoardTable *self, gboolean *in_cell)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return NULL;
  *in_cell = RAPPORT_IS_TABLE_CELL (gtk_widget_get_first_child (focus));
  return find_in (focus, 2);
}

gboolean
rapport_board_table_focus (RapportBoardTable *self, guint position)
{
  const guint n = rapport_board_table_get_n_rows (self);

  if (n == 0)
    return FALSE;
  position = MIN (position, n - 1);
  rapport_growth_reach (self->growth, position);
  gtk_column_view_scroll_to (self->view, position, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

/* Where a column stands among all of them. */
static guint
find_column (RapportBoardTable *self, RapportBoardField field)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint at = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (column == self->columns[field])
        at = i;
    }
  return at;
}

/* Hidden ones are passed. */
static int
find_neighbour (RapportBoardTable *self, guint at, int step)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  const int n = (int) g_list_model_get_n_items (columns);

  for (int i = (int) at + step; i >= 0 && i < n; i += step)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, (guint) i);

      if (gtk_column_view_column_get_visible (column))
        return i;
    }
  return -1;
}

gboolean
rapport_board_table_move_column (RapportBoardTable *self, int step)
{
  gboolean in_cell = FALSE;
  RapportTableCell *cell = rapport_board_table_get_focused (self, &in_cell);
  RapportBoardField field;
  int to;

  if (cell == NULL || !in_cell)
    return FALSE;
  field = rapport_table_cell_get_field (cell);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;
  to = find_neighbour (self, find_column (self, field), step);
  if (to >= 0)
    gtk_column_view_insert_column (self->view, (guint) to, self->columns[field]);
  return TRUE;
}

gboolean
rapport_board_table_widen_column (RapportBoardTable *self, int by)
{
  gboolean in_cell = FALSE;
  RapportTableCell *cell = rapport_board_table_get_focused (self, &in_cell);
  GtkColumnViewColumn *column = NULL;
  RapportBoardField field;
  int width;

  if (cell == NULL || !in_cell)
    return FALSE;
  field = rapport_table_cell_get_field (cell);
  column = self->columns[field];
  width = gtk_column_view_column_get_fixed_width (column) + by;
  gtk_column_view_column_set_fixed_width (column, by == 0
                                                    ? rapport_board_field_get_info (field)->width
                                                    : CLAMP (width, LEAST_WIDTH, MOST_WIDTH));
  return TRUE;
}

GtkWidget *
rapport_board_table_find_cell (RapportBoardTable *self, const char *client_id)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < self->cells->len; i++)
    {
      RapportTableCell *cell = self->cells->pdata[i];
      RapportClient *client = rapport_table_cell_get_client (cell);

      if (client == NULL || !gtk_widget_get_mapped (GTK_WIDGET (cell)) ||
          !g_str_equal (client_id, rapport_record_get_id (RAPPORT_RECORD (client))))
        continue;
      if (found == NULL || rapport_table_cell_get_field (cell) == RAPPORT_BOARD_LIGHT)
        found = GTK_WIDGET (cell);
    }
  return found;
}

guint
rapport_board_table_get_n_rows (RapportBoardTable *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}
