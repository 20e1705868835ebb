/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-ideas-table-private.h"

#include "rapport-cards.h"
#include "rapport-column-layout.h"
#include "rapport-empty.h"
#include "rapport-scene.h"
#include "rapport-status-icon.h"

#include <glib/gi18n-lib.h>

/* A third of what a screen shows: a row has many cells, and no turn is to take long. */
#define STEP  8
#define CHUNK 4

/* So long after the last step of a drag it has come to its end, in milliseconds. */
#define SETTLE_MS 400

#define LOCAL_COLUMNS "ideas-columns"
#define LOCAL_SORT    "ideas-sort"
#define DESCENDING    ":descending"

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportIdeasTable, rapport_ideas_table, GTK_TYPE_WIDGET)

RapportRecord *
rapport_ideas_table_find_item (RapportIdeasTable *self, RapportRecord *card)
{
  const char *id = rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM);

  return *id != '\0' ? rapport_library_get (self->library, RAPPORT_TYPE_WORK_ITEM, id) : NULL;
}

const char *
rapport_ideas_table_get_method (RapportIdeasTable *self)
{
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);

  return board != NULL ? rapport_record_get_text (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_SCORE)
                       : "";
}

/* Cells. */

RapportIdeasTableCell *
rapport_ideas_table_get_cell (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "cell");
}

/* The keyboard goes to empty ones, too. */
static void
name_empty (GtkWidget *widget, RapportIdeasTableCell *cell, gboolean empty)
{
  GtkWidget *place = gtk_widget_get_parent (widget);
  g_autofree char *name = NULL;

  if (cell->empty == empty || place == NULL)
    return;
  cell->empty = empty;
  if (!empty)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }
  /* Translators: a cell of a table with nothing in it; %s is the heading of its column */
  name = g_strdup_printf (_ ("%s: nothing"), rapport_ideas_field_get_title (cell->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_cell (GtkWidget *widget)
{
  RapportIdeasTableCell *cell = rapport_ideas_table_get_cell (widget);
  RapportIdeasTable *self = cell->table;
  GtkWidget *icon = gtk_widget_get_first_child (widget);
  GtkWidget *label = gtk_widget_get_last_child (widget);
  g_autoptr (RapportRecord) item = rapport_ideas_table_find_item (self, cell->card);
  g_autofree char *text =
    rapport_ideas_field_to_text (self->library, cell->field, cell->card, item,
                                 rapport_ideas_table_get_method (self), self->votes);

  name_empty (widget, cell, *text == '\0');
  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
  gtk_widget_set_tooltip_text (widget, *text != '\0' ? text : NULL);
  gtk_widget_set_visible (icon, cell->field == RAPPORT_IDEAS_STATUS && item != NULL);
  if (cell->field == RAPPORT_IDEAS_STATUS && item != NULL)
    rapport_status_icon_set_status (RAPPORT_STATUS_ICON (icon),
                                    rapport_record_get_text (item, RAPPORT_WORK_ITEM_STATUS));
}

static void
clicked_cb (RapportIdeasTable *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  RapportIdeasTableCell *cell = rapport_ideas_table_get_cell (widget);

  if (n_press == 2 && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0 && cell->card != NULL &&
      !rapport_ideas_table_edit (self, widget))
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, rapport_record_get_id (cell->card));
}

static GtkWidget *
make_cell (RapportIdeasTable *self, RapportIdeasField field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_inscription_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  RapportIdeasTableCell *cell = g_new0 (RapportIdeasTableCell, 1);

  cell->table = self;
  cell->field = field;
  g_object_set_data_full (G_OBJECT (box), "cell", cell, g_free);
  gtk_box_append (GTK_BOX (box), rapport_status_icon_new ());
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (label), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  if (rapport_ideas_field_is_figure (field))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (label), 1);
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_box_append (GTK_BOX (box), label);
  if (rapport_ideas_field_get_info (field)->team)
    gtk_widget_add_css_class (box, "private-tint");
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  return box;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  const guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "field"));

  gtk_column_view_cell_set_child (item, make_cell (user_data, (RapportIdeasField) field));
  /* By the arrows from the row, and then there is something to be edited by keys. */
  gtk_column_view_cell_set_focusable (item, TRUE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  RapportIdeasTable *self = user_data;
  GtkWidget *widget = gtk_column_view_cell_get_child (item);

  rapport_ideas_table_get_cell (widget)->card = gtk_column_view_cell_get_item (item);
  g_ptr_array_add (self->cells, widget);
  show_cell (widget);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, gpointer user_data)
{
  RapportIdeasTable *self = user_data;
  GtkWidget *widget = gtk_column_view_cell_get_child (item);

  g_ptr_array_remove_fast (self->cells, widget);
  rapport_ideas_table_get_cell (widget)->card = NULL;
}

static void
refresh_cells (RapportIdeasTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    show_cell (self->cells->pdata[i]);
}

/* The order. */

/* FALSE where the cards stand as they lie on the board. */
static gboolean
get_sort (RapportIdeasTable *self, RapportIdeasField *field, gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  for (guint i = 0; column != NULL && i < RAPPORT_IDEAS_N_FIELDS; i++)
    if (self->columns[i] == column)
      {
        *field = (RapportIdeasField) i;
        return TRUE;
      }
  return FALSE;
}

static void
sort_cards (RapportIdeasTable *self)
{
  RapportIdeasSort sort = { RAPPORT_IDEAS_N_FIELDS, FALSE, rapport_ideas_table_get_method (self),
                            self->votes };
  RapportIdeasField field;

  if (get_sort (self, &field, &sort.descending))
    sort.field = field;
  self->stale = FALSE;
  rapport_ideas_order_sort (self->order, &sort);
}

static void
ordered_cb (GPtrArray *ids, gpointer user_data)
{
  RapportIdeasTable *self = user_data;
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  rapport_id_list_take (self->list, ids, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    rapport_ideas_table_get_n_rows (self) > 0 ? "rows" : "empty");
  if (wanted != NULL)
    rapport_ideas_table_focus (self, wanted);
}

/* The selection is of cards, wherever their rows go. */

static void
selected_cb (RapportIdeasTable *self, guint position, guint n)
{
  const guint rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gboolean changed = FALSE;

  if (self->updating)
    return;
  for (guint i = position; i < position + n && i < rows; i++)
    {
      const char *id = rapport_id_list_get_id (self->list, i);

      if (id == NULL)
        continue;
      if (gtk_selection_model_is_selected (self->rows, i))
        changed = g_hash_table_add (self->selected, g_strdup (id)) || changed;
      else
        changed = g_hash_table_remove (self->selected, id) || changed;
    }
  if (changed)
    g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
show_selection (RapportIdeasTable *self, guint position, guint n)
{
  self->updating = TRUE;
  for (guint i = position; i < position + n; i++)
    {
      const char *id = rapport_id_list_get_id (self->list, i);
      const gboolean wanted = id != NULL && g_hash_table_contains (self->selected, id);

      if (wanted == gtk_selection_model_is_selected (self->rows, i))
        continue;
      if (wanted)
        gtk_selection_model_select_item (self->rows, i, FALSE);
      else
        gtk_selection_model_unselect_item (self->rows, i);
    }
  self->updating = FALSE;
}

static void
rows_changed_cb (RapportIdeasTable *self, guint position, guint removed, guint added)
{
  show_selection (self, position, added);
}

/* Following changes. */

static void
count_votes (RapportIdeasTable *self)
{
  const char *board_id = rapport_ideas_model_get_board_id (self->model);

  g_clear_pointer (&self->votes, g_hash_table_unref);
  if (board_id != NULL)
    self->votes = rapport_cards_count_votes (self->library, board_id);
}

static void update_columns (RapportIdeasTable *self);

static void
update_rows (RapportIdeasTable *self)
{
  sort_cards (self);
  refresh_cells (self);
}

/* What nobody sees is brought up to date when it is seen. */
static void
need_rows (RapportIdeasTable *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_rows (self);
  else
    self->stale = TRUE;
}

static void
loaded_cb (RapportIdeasTable *self)
{
  rapport_ideas_order_stop (self->order);
  rapport_ideas_order_forget (self->order, NULL);
  g_set_str (&self->method, rapport_ideas_table_get_method (self));
  count_votes (self);
  update_columns (self);
  rapport_growth_restart (self->growth);
  need_rows (self);
  /* Those of another board, or those that the client does not see, are not there meanwhile. */
  if (self->stale || rapport_ideas_order_is_sorting (self->order))
    rapport_id_list_take (self->list, g_ptr_array_new_with_free_func (g_free), NULL);
}

static void
later_cb (gpointer user_data)
{
  RapportIdeasTable *self = user_data;

  self->later = 0;
  if (!rapport_ideas_model_is_loading (self->model))
    need_rows (self);
}

static void
forget_key_of (RapportIdeasTable *self, const RapportRecordChange *change)
{
  g_autoptr (GPtrArray) cards = NULL;

  rapport_ideas_order_forget (self->order, change->id);
  if (change->info != &rapport_work_item_info)
    return;
  cards = rapport_ideas_rows_get_cards_of (rapport_ideas_model_get_rows (self->model), change->id);
  for (guint i = 0; i < cards->len; i++)
    rapport_ideas_order_forget (self->order, cards->pdata[i]);
}

/* Whether the score is another one now: of the board itself nothing else is said in its rows. */
static gboolean
has_other_method (RapportIdeasTable *self)
{
  const char *method = rapport_ideas_table_get_method (self);
  const gboolean other = g_strcmp0 (self->method, method) != 0;

  g_set_str (&self->method, method);
  return other;
}

/* TRUE where rows may be others, or say something else. */
static gboolean
follow_change (RapportIdeasTable *self, const RapportRecordChange *change)
{
  if (change->info == &rapport_placement_info || change->info == &rapport_work_item_info)
    {
      forget_key_of (self, change);
      return TRUE;
    }
  if (change->info == &rapport_idea_board_info)
    {
      update_columns (self);
      return has_other_method (self);
    }
  if (change->info == &rapport_vote_info)
    count_votes (self);
  else if (change->info != &rapport_member_info)
    return FALSE;
  rapport_ideas_order_forget (self->order, NULL);
  return TRUE;
}

/* After the model, so that its rows are up to date; all changes of one turn together. */
static void
committed_cb (RapportIdeasTable *self, RapportChangeSet *set)
{
  gboolean ours = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    ours = follow_change (self, rapport_change_set_get_change (set, i)) || ours;
  if (ours && self->later == 0)
    self->later = g_idle_add_once (later_cb, self);
}

/* Columns. */

static RapportStore *
get_store (RapportIdeasTable *self)
{
  return rapport_library_get_store (self->library);
}

/* What the client may not see is not there, whatever the user has chosen. */
static gboolean
may_show (RapportIdeasTable *self, RapportIdeasField field)
{
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);
  const gboolean counted = field == RAPPORT_IDEAS_SCORE || field == RAPPORT_IDEAS_VOTES;

  if (!rapport_ideas_model_is_public (self->model))
    return TRUE;
  if (rapport_ideas_field_get_info (field)->team)
    return FALSE;
  return !counted || (board != NULL && rapport_record_get_boolean (RAPPORT_RECORD (board),
                                                                   RAPPORT_IDEA_BOARD_SHOW_SCORE));
}

static void
update_columns (RapportIdeasTable *self)
{
  self->updating = TRUE;
  for (guint i = 0; i < RAPPORT_IDEAS_N_FIELDS; i++)
    {
      const gboolean hide = !may_show (self, (RapportIdeasField) i);
      GtkColumnViewColumn *column = self->columns[i];

      if (hide && !self->hidden[i] && gtk_column_view_column_get_visible (column))
        {
          self->hidden[i] = TRUE;
          gtk_column_view_column_set_visible (column, FALSE);
        }
      else if (!hide && self->hidden[i])
        {
          self->hidden[i] = FALSE;
          gtk_column_view_column_set_visible (column, TRUE);
        }
    }
  self->updating = FALSE;
}

static void
settled_cb (gpointer user_data)
{
  RapportIdeasTable *self = user_data;
  g_autofree char *text = NULL;

  self->arranged = 0;
  /* What is out of sight for a call is not forgotten. */
  if (rapport_ideas_model_is_public (self->model))
    return;
  text = rapport_column_layout_save (self->view);
  rapport_store_set_local (get_store (self), LOCAL_COLUMNS, text);
}

/* While a border or a heading is dragged, this comes with each step. */
static void
arranged_cb (RapportIdeasTable *self)
{
  if (self->updating)
    return;
  g_clear_handle_id (&self->arranged, g_source_remove);
  self->arranged = g_timeout_add_once (SETTLE_MS, settled_cb, self);
}

static void
sorted_cb (RapportIdeasTable *self)
{
  RapportIdeasField field;
  gboolean descending;
  g_autofree char *word = NULL;

  if (self->updating)
    return;
  if (get_sort (self, &field, &descending))
    word =
      g_strconcat (rapport_ideas_field_get_info (field)->id, descending ? DESCENDING : "", NULL);
  rapport_store_set_local (get_store (self), LOCAL_SORT, word);
  rapport_growth_restart (self->growth);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sort_cards (self);
  else
    self->stale = TRUE;
}

static void
restore_sort (RapportIdeasTable *self)
{
  g_autofree char *word = rapport_store_get_local (get_store (self), LOCAL_SORT);
  const gboolean descending = word != NULL && g_str_has_suffix (word, DESCENDING);
  GtkColumnViewColumn *column;

  if (word == NULL)
    return;
  if (descending)
    word[strlen (word) - strlen (DESCENDING)] = '\0';
  column = rapport_column_layout_find (self->view, word);
  if (column != NULL)
    gtk_column_view_sort_by_column (self->view, column,
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static char *
get_action_name (RapportIdeasField field)
{
  return g_strconcat ("column-", rapport_ideas_field_get_info (field)->id, NULL);
}

static void
column_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RapportIdeasTable *self = user_data;
  const char *id = g_action_get_name (G_ACTION (action)) + strlen ("column-");
  GtkColumnViewColumn *column = rapport_column_layout_find (self->view, id);

  g_simple_action_set_state (action, state);
  gtk_column_view_column_set_visible (column, g_variant_get_boolean (state));
  arranged_cb (self);
}

static void
usual_columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportIdeasTable *self = user_data;

  rapport_column_layout_restore (self->view, NULL);
  for (guint i = RAPPORT_IDEAS_TITLE + 1; i < RAPPORT_IDEAS_N_FIELDS; i++)
    {
      g_autofree char *name = get_action_name ((RapportIdeasField) i);
      GAction *column = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

      g_simple_action_set_state (
        G_SIMPLE_ACTION (column),
        g_variant_new_boolean (gtk_column_view_column_get_visible (self->columns[i])));
    }
  update_columns (self);
  arranged_cb (self);
}

static GMenuModel *
make_menu (RapportIdeasTable *self)
{
  static const GActionEntry usual[] = { { "usual-columns", usual_columns_cb } };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  for (guint i = RAPPORT_IDEAS_TITLE + 1; i < RAPPORT_IDEAS_N_FIELDS; i++)
    {
      g_autofree char *name = get_action_name ((RapportIdeasField) i);
      g_autofree char *detailed = g_strconcat ("table.", name, NULL);
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
        name, NULL, g_variant_new_boolean (gtk_column_view_column_get_visible (self->columns[i])));

      g_signal_connect_object (action, "change-state", G_CALLBACK (column_cb), self,
                               G_CONNECT_DEFAULT);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
      g_menu_append (columns, rapport_ideas_field_get_title ((RapportIdeasField) i), detailed);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), usual, 1, self);
  g_menu_append (last, _ ("_Usual Columns"), "table.usual-columns");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static void
add_column (RapportIdeasTable *self, RapportIdeasField field)
{
  const RapportIdeasFieldInfo *info = rapport_ideas_field_get_info (field);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  /* The table sorts; this makes the heading a button. */
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  g_object_set_data (G_OBJECT (factory), "field", GUINT_TO_POINTER (field));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  column = gtk_column_view_column_new (rapport_ideas_field_get_title (field), factory);
  gtk_column_view_column_set_id (column, info->id);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, field == RAPPORT_IDEAS_TITLE);
  gtk_column_view_column_set_sorter (column, sorter);
  rapport_column_layout_set_usual (column, info->width, info->usual);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (arranged_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->view, column);
  self->columns[field] = column; /* the view keeps it */
}

/* The keyboard. */

/* The cell in or under @widget. */
static GtkWidget *
find_in (GtkWidget *widget, guint depth)
{
  GtkWidget *cell = NULL;

  if (rapport_ideas_table_get_cell (widget) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       cell == NULL && depth > 0 && child != NULL; child = gtk_widget_get_next_sibling (child))
    cell = find_in (child, depth - 1);
  return cell;
}

/* The menu of the headings, by its keys. */
static void
open_columns (RapportIdeasTable *self)
{
  if (self->columns_menu == NULL)
    {
      self->columns_menu = gtk_popover_menu_new_from_model (self->menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->columns_menu), FALSE);
      gtk_widget_set_halign (self->columns_menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->columns_menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->columns_menu), &(GdkRectangle) { 0, 0, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->columns_menu));
}

static gboolean
key_cb (RapportIdeasTable *self, guint keyval, guint code, GdkModifierType state)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  GtkWidget *cell;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    {
      open_columns (self);
      return TRUE;
    }
  if ((keyval != GDK_KEY_F2 && !enter) || modifiers != 0 || focus == NULL ||
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return FALSE;
  /* On a row Enter opens it, and F2 renames; on a cell both edit that. */
  cell = find_in (focus, 1);
  if (cell == NULL && !enter)
    cell = find_in (focus, 2);
  return cell != NULL && rapport_ideas_table_edit (self, cell);
}

static void
activate_cb (RapportIdeasTable *self, guint position)
{
  const char *id = rapport_id_list_get_id (self->list, position);

  if (id != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, id);
}

/* The object. */

static void
rapport_ideas_table_dispose (GObject *object)
{
  RapportIdeasTable *self = RAPPORT_IDEAS_TABLE (object);

  if (self->arranged != 0)
    {
      g_clear_handle_id (&self->arranged, g_source_remove);
      settled_cb (self);
    }
  /* The view forgets its order when it goes. */
  self->updating = TRUE;
  g_clear_handle_id (&self->later, g_source_remove);
  if (self->order != NULL)
    rapport_ideas_order_stop (self->order);
  g_clear_object (&self->order);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->columns_menu, gtk_widget_unparent);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->growth);
  g_clear_object (&self->list);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  g_clear_object (&self->model);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_ideas_table_parent_class)->dispose (object);
}

static void
rapport_ideas_table_finalize (GObject *object)
{
  RapportIdeasTable *self = RAPPORT_IDEAS_TABLE (object);

  g_hash_table_unref (self->selected);
  g_free (self->method);
  g_free (self->wanted);
  g_clear_pointer (&self->votes, g_hash_table_unref);
  g_ptr_array_unref (self->cells);
  G_OBJECT_CLASS (rapport_ideas_table_parent_class)->finalize (object);
}

static void
rapport_ideas_table_map (GtkWidget *widget)
{
  RapportIdeasTable *self = RAPPORT_IDEAS_TABLE (widget);

  GTK_WIDGET_CLASS (rapport_ideas_table_parent_class)->map (widget);
  if (self->stale && !rapport_ideas_model_is_loading (self->model))
    update_rows (self);
}

static void
rapport_ideas_table_class_init (RapportIdeasTableClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_ideas_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_ideas_table_finalize;
  GTK_WIDGET_CLASS (klass)->map = rapport_ideas_table_map;
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rapport_ideas_table_init (RapportIdeasTable *self)
{
  self->cells = g_ptr_array_new ();
  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
}

static void
make_view (RapportIdeasTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_CELL);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ideas"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  for (guint i = 0; i < RAPPORT_IDEAS_N_FIELDS; i++)
    add_column (self, (RapportIdeasField) i);
}

static void
make_rows (RapportIdeasTable *self)
{
  GtkAdjustment *scrolling =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  self->list = rapport_id_list_new (self->library, RAPPORT_TYPE_PLACEMENT);
  self->growth = rapport_growth_new (G_LIST_MODEL (self->list), scrolling, STEP, CHUNK);
  self->rows = GTK_SELECTION_MODEL (
    gtk_multi_selection_new (g_object_ref (rapport_growth_get_model (self->growth))));
  g_signal_connect_object (self->rows, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_column_view_set_model (self->view, self->rows);
}

static void
restore (RapportIdeasTable *self)
{
  g_autofree char *columns = rapport_store_get_local (get_store (self), LOCAL_COLUMNS);

  self->updating = TRUE;
  rapport_column_layout_restore (self->view, columns);
  restore_sort (self);
  self->updating = FALSE;
  self->menu = make_menu (self);
  for (guint i = 0; i < RAPPORT_IDEAS_N_FIELDS; i++)
    gtk_column_view_column_set_header_menu (self->columns[i], self->menu);
}

GtkWidget *
rapport_ideas_table_new (RapportLibrary *library, RapportIdeasModel *model)
{
  RapportIdeasTable *self = g_object_new (RAPPORT_TYPE_IDEAS_TABLE, NULL);

  self->library = g_object_ref (library);
  self->model = g_object_ref (model);
  self->order = rapport_ideas_order_new (library, model, ordered_cb, self);
  make_view (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->scrolled, "rows");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       rapport_empty_new ("view-list-symbolic", _ ("No Ideas Yet"),
                                          _ ("Each card of the board is a row here."), NULL, NULL),
                       "empty");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  make_rows (self);
  restore (self);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (!rapport_ideas_model_is_loading (model))
    loaded_cb (self);
  return GTK_WIDGET (self);
}

GStrv
rapport_ideas_table_get_selected (RapportIdeasTable *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const guint n = rapport_ideas_table_get_n_rows (self);

  for (guint i = 0; g_hash_table_size (self->selected) > 0 && i < n; i++)
    {
      const char *id = rapport_id_list_get_id (self->list, i);

      if (g_hash_table_contains (self->selected, id))
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

void
rapport_ideas_table_select (RapportIdeasTable *self, const char *const *ids)
{
  g_hash_table_remove_all (self->selected);
  for (const char *const *id = ids; id != NULL && *id != NULL; id++)
    g_hash_table_add (self->selected, g_strdup (*id));
  show_selection (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
}

void
rapport_ideas_table_select_all (RapportIdeasTable *self)
{
  const guint n = rapport_ideas_table_get_n_rows (self);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (self->selected, g_strdup (rapport_id_list_get_id (self->list, i)));
  show_selection (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

gboolean
rapport_ideas_table_focus (RapportIdeasTable *self, const char *card_id)
{
  guint position = 0;

  g_clear_pointer (&self->wanted, g_free);
  if (card_id != NULL && (self->stale || rapport_ideas_order_is_sorting (self->order)))
    {
      self->wanted = g_strdup (card_id);
      return TRUE;
    }
  if (rapport_ideas_table_get_n_rows (self) == 0 ||
      (card_id != NULL && !rapport_id_list_find (self->list, card_id, &position)))
    return FALSE;
  rapport_growth_reach (self->growth, position);
  gtk_column_view_scroll_to (self->view, position, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

guint
rapport_ideas_table_get_n_rows (RapportIdeasTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}
