/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-lanes-group.h"

#include "rapport-boards.h"
#include "rapport-format.h"
#include "rapport-scene-build.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportLanesGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportIdeaBoard *board;
  guint axis;
  GPtrArray *lanes; /* of RapportLane */
  GPtrArray *rows;  /* of GtkWidget, owned by the group */
  char *shown;      /* what the rows say, to see whether they have to be made anew */
  char *focus_id;   /* the lane to be written next */
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (RapportLanesGroup, rapport_lanes_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_field (RapportLanesGroup *self)
{
  return rapport_record_get_text (RAPPORT_RECORD (self->board), self->axis);
}

static const char *
get_value (gpointer lane)
{
  return rapport_record_get_text (lane, RAPPORT_LANE_VALUE);
}

static const char *
get_board_id (RapportLanesGroup *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->board));
}

static gboolean
is_written (const char *field)
{
  return !g_str_equal (field, "month") && !g_str_equal (field, "status");
}

static gboolean
commit (RapportLanesGroup *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

/* Changing. */

static RapportLane *
lane_of (RapportLanesGroup *self, gpointer widget)
{
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "lane"));

  return index < self->lanes->len ? self->lanes->pdata[index] : NULL;
}

static void
renamed_cb (RapportLanesGroup *self, AdwEntryRow *row)
{
  RapportLane *lane = lane_of (self, row);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (lane == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Rename a Lane"));
  if (!rapport_boards_rename_lane (transaction, self->library, lane,
                                   gtk_editable_get_text (GTK_EDITABLE (row))))
    {
      gtk_editable_set_text (GTK_EDITABLE (row), get_value (lane));
      rapport_toast_show (GTK_WIDGET (self), _ ("Another lane has this name already"));
      return;
    }
  /* The rows are made anew. */
  g_set_str (&self->focus_id, rapport_record_get_id (RAPPORT_RECORD (lane)));
  commit (self, transaction);
}

static void
delete_cb (RapportLanesGroup *self, GtkWidget *button)
{
  RapportLane *lane = lane_of (self, button);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (lane == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Delete a Lane"));
  rapport_boards_remove_lane (transaction, lane);
  if (commit (self, transaction))
    rapport_toast_show_undo_of (GTK_WIDGET (self), _ ("Lane deleted; its cards stay"),
                                self->library,
                                rapport_record_get_client_id (RAPPORT_RECORD (self->board)));
}

static void
up_cb (RapportLanesGroup *self, GtkWidget *button)
{
  const guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "lane"));
  g_autoptr (RapportTransaction) transaction = NULL;

  if (index == 0 || index >= self->lanes->len)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Move a Lane"));
  rapport_boards_move_lane (transaction, self->library, self->lanes->pdata[index],
                            self->lanes->pdata[index - 1]);
  commit (self, transaction);
}

static gboolean
has_value (RapportLanesGroup *self, const char *value)
{
  for (guint i = 0; i < self->lanes->len; i++)
    if (g_str_equal (get_value (self->lanes->pdata[i]), value))
      return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): the month after the last, the next status, or a name that is free. */
static char *
propose (RapportLanesGroup *self)
{
  const char *field = get_field (self);
  RapportDay last = RAPPORT_DAY_NONE;

  if (g_str_equal (field, "month"))
    {
      for (guint i = 0; i < self->lanes->len; i++)
        last = MAX (last, rapport_month_parse (get_value (self->lanes->pdata[i])));
      return last != RAPPORT_DAY_NONE
               ? rapport_month_to_string (rapport_day_add_months (last, 1))
               : rapport_month_to_string (rapport_format_today (self->library));
    }
  if (g_str_equal (field, "status"))
    {
      for (const RapportWord *word = rapport_work_item_statuses; word->word != NULL; word++)
        if (!has_value (self, word->word))
          return g_strdup (word->word);
      return NULL;
    }
  for (guint i = 1;; i++)
    {
      /* Translators: what a new column or row of a matrix is called at first */
      g_autofree char *name =
        i == 1 ? g_strdup (_ ("New lane")) : g_strdup_printf ("%s %u", _ ("New lane"), i);

      if (!has_value (self, name))
        return g_steal_pointer (&name);
    }
}

static void
add_cb (RapportLanesGroup *self)
{
  g_autofree char *value = propose (self);
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportLane *lane;

  if (value == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Add a Lane"));
  lane = rapport_boards_add_lane (transaction, self->library, get_board_id (self), get_field (self),
                                  value);
  if (lane == NULL)
    return;
  g_set_str (&self->focus_id, rapport_record_get_id (RAPPORT_RECORD (lane)));
  commit (self, transaction);
}

/* Showing. */

static void
add_button (RapportLanesGroup *self,
            GtkWidget *row,
            guint index,
            const char *icon,
            const char *tooltip,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "lane", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_entry (RapportLanesGroup *self, guint index)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (row), get_value (self->lanes->pdata[index]));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "lane", GUINT_TO_POINTER (index));
  g_signal_connect_object (row, "apply", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_label (RapportLanesGroup *self, const char *field, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  const RapportSceneView view = { .language = g_get_language_names ()[0] };
  g_autofree char *name =
    rapport_scene_name_lane (&view, field, get_value (self->lanes->pdata[index]));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  return row;
}

static void
add_row (RapportLanesGroup *self, const char *field, guint index)
{
  GtkWidget *row = is_written (field) ? make_entry (self, index) : make_label (self, field, index);

  if (index > 0)
    add_button (self, row, index, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (up_cb));
  add_button (self, row, index, "user-trash-symbolic", _ ("Delete Lane"), G_CALLBACK (delete_cb));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
describe (const char *field, GPtrArray *lanes)
{
  GString *text = g_string_new (field);

  for (guint i = 0; i < lanes->len; i++)
    g_string_append_printf (text, "\n%s %s", rapport_record_get_id (lanes->pdata[i]),
                            get_value (lanes->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
show_title (RapportLanesGroup *self, const char *field)
{
  const char *axis = self->axis == RAPPORT_IDEA_BOARD_COLUMNS ? _ ("Columns") : _ ("Rows");
  const char *label = rapport_field_get_word_label (
    &rapport_idea_board_info.fields[RAPPORT_IDEA_BOARD_COLUMNS], field);
  /* Translators: "Columns: Month" */
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), axis, label);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
}

static void
focus_new (RapportLanesGroup *self)
{
  g_autofree char *id = g_steal_pointer (&self->focus_id);

  for (guint i = 0; id != NULL && i < self->lanes->len; i++)
    if (g_str_equal (rapport_record_get_id (self->lanes->pdata[i]), id))
      {
        gtk_widget_grab_focus (self->rows->pdata[i]);
        if (GTK_IS_EDITABLE (self->rows->pdata[i]))
          gtk_editable_select_region (self->rows->pdata[i], 0, -1);
      }
}

/* The row that the keyboard is in; G_MAXUINT for none. */
static guint
find_focus (RapportLanesGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
      return i;
  return G_MAXUINT;
}

/* Where it was, or beside. */
static void
focus_again (RapportLanesGroup *self, guint index)
{
  if (index == G_MAXUINT)
    return;
  if (self->rows->len == 0)
    gtk_widget_grab_focus (self->add_button);
  else
    gtk_widget_grab_focus (self->rows->pdata[MIN (index, self->rows->len - 1)]);
}

static void
update (RapportLanesGroup *self)
{
  const guint focus = find_focus (self);
  const char *field = get_field (self);
  g_autoptr (GPtrArray) lanes =
    rapport_boards_get_lanes (self->library, get_board_id (self), field);
  g_autofree char *text = describe (field, lanes);

  gtk_widget_set_visible (GTK_WIDGET (self), *field != '\0');
  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_set_str (&self->shown, text);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_unref (self->lanes);
  self->lanes = g_ptr_array_ref (lanes);
  if (*field == '\0')
    return;
  show_title (self, field);
  for (guint i = 0; i < lanes->len; i++)
    add_row (self, field, i);
  focus_again (self, focus);
  focus_new (self);
}

static void
committed_cb (RapportLanesGroup *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->info == &rapport_lane_info || change->info == &rapport_idea_board_info)
        {
          update (self);
          return;
        }
    }
}

static void
rapport_lanes_group_dispose (GObject *object)
{
  RapportLanesGroup *self = RAPPORT_LANES_GROUP (object);

  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->focus_id, g_free);
  g_clear_object (&self->board);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_lanes_group_parent_class)->dispose (object);
}

static void
rapport_lanes_group_class_init (RapportLanesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_lanes_group_dispose;
}

static void
rapport_lanes_group_init (RapportLanesGroup *self)
{
  self->lanes = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Add Lane"));
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->add_button, "flat");
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
}

void
rapport_lanes_group_bind (RapportLanesGroup *self,
                          RapportLibrary *library,
                          RapportIdeaBoard *board,
                          guint axis)
{
  self->library = g_object_ref (library);
  self->board = g_object_ref (board);
  self->axis = axis;
  gtk_widget_set_sensitive (GTK_WIDGET (self), !rapport_library_is_read_only (library));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
