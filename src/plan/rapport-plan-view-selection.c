/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many lines at once: selected with Ctrl, Shift and the mouse, or with the keys;
 * changed in one step that is undone as one. */
#include "rapport-number-row.h"
#include "rapport-onlooker.h"
#include "rapport-plan-view-private.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* As far as dates are moved at once. */
#define MOST_DAYS 366

/* (transfer full) (element-type RapportPlanLine): what is selected, in its order. */
static GPtrArray *
list_selected (RapportPlanView *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  for (guint i = 0; self->selection != NULL && i < n; i++)
    {
      g_autoptr (RapportPlanEntry) entry = NULL;

      if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        continue;
      entry = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      g_ptr_array_add (lines, g_object_ref (rapport_plan_entry_get_line (entry)));
    }
  return lines;
}

/* What can be done. */

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
append_edit (GMenu *menu, const char *label, const char *what, const char *value)
{
  append (menu, label, "plan.edit-selected", g_variant_new ("(ss)", what, value));
}

static GMenuModel *
make_statuses (void)
{
  const RapportWord *words = rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS].words;
  GMenu *menu = g_menu_new ();

  for (guint i = 0; words[i].word != NULL; i++)
    append_edit (menu, g_dgettext (GETTEXT_PACKAGE, words[i].label), "status", words[i].word);
  return G_MENU_MODEL (menu);
}

/* Records by their titles, and none of them. */
static GMenuModel *
make_records (RapportPlanView *self, GType type, const char *what, const char *none)
{
  g_autoptr (RapportQuery) query = rapport_query_new (type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  GMenu *menu = g_menu_new ();

  if (type == RAPPORT_TYPE_STAGE)
    {
      rapport_query_where_text (query, RAPPORT_STAGE_CLIENT,
                                rapport_record_get_id (RAPPORT_RECORD (self->client)));
      rapport_query_order_by (query, RAPPORT_STAGE_ORDER, FALSE);
    }
  else
    {
      rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                           g_variant_new_boolean (TRUE));
      rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
    }
  records = rapport_library_find (self->library, query, &error);
  if (records == NULL)
    g_warning ("reading what lines can be given: %s", error->message);
  for (guint i = 0; records != NULL && i < records->len; i++)
    append_edit (menu, rapport_record_get_title (records->pdata[i]), what,
                 rapport_record_get_id (records->pdata[i]));
  append_edit (menu, none, what, "");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_dates (void)
{
  static const int days[] = { 1, 2, 7, 14, -1, -7 };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const guint n = (guint) ABS (days[i]);
      g_autofree char *label =
        g_strdup_printf (days[i] > 0 ? ngettext ("%u Day Later", "%u Days Later", n)
                                     : ngettext ("%u Day Earlier", "%u Days Earlier", n),
                         n);

      append (menu, label, "plan.move-dates", g_variant_new_int32 (days[i]));
    }
  append (menu, _ ("Another Number of Days…"), "plan.ask-days", NULL);
  return G_MENU_MODEL (menu);
}

static void
fill_menu (GtkMenuButton *button, gpointer user_data)
{
  RapportPlanView *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) statuses = make_statuses ();
  g_autoptr (GMenuModel) stages =
    make_records (self, RAPPORT_TYPE_STAGE, "stage", C_ ("stage of a task", "None"));
  g_autoptr (GMenuModel) owners =
    make_records (self, RAPPORT_TYPE_MEMBER, "owner", C_ ("owner of a task", "Nobody"));
  g_autoptr (GMenuModel) dates = make_dates ();
  g_autoptr (GMenu) moving = g_menu_new ();

  g_menu_append_submenu (menu, _ ("_Status"), statuses);
  g_menu_append_submenu (menu, _ ("S_tage"), stages);
  g_menu_append_submenu (menu, _ ("_Owner"), owners);
  g_menu_append_submenu (menu, _ ("_Dates"), dates);
  g_menu_append (moving, _ ("Move to _Next Month"), "plan.to-next-month");
  g_menu_append (moving, _ ("Take Out of the _Plan"), "plan.take-out-selected");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moving));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* Doing it. */

/* @n lines have changed, which is said with a way back. */
static void
finish (RapportPlanView *self, RapportTransaction *transaction, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (n == 0)
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("There is nothing to change in these lines"));
      return;
    }
  text = g_strdup_printf (ngettext ("%u line changed", "%u lines changed", n), n);
  rapport_transaction_set_client (transaction,
                                  rapport_record_get_id (RAPPORT_RECORD (self->client)));
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  rapport_plan_view_end_selection (self);
  rapport_toast_show_undo (GTK_WIDGET (self), text);
}

static void
edit (RapportPlanView *self, const RapportPlanEdit *what, const char *label)
{
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);

  finish (self, transaction, rapport_plan_edit_lines (transaction, self->library, lines, what));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  const char *what;
  const char *value;
  RapportPlanEdit change = { 0 };

  g_variant_get (args, "(&s&s)", &what, &value);
  if (g_str_equal (what, "status"))
    change.status = value;
  else if (g_str_equal (what, "stage"))
    change.stage = value;
  else
    change.owner = value;
  edit (RAPPORT_PLAN_VIEW (widget), &change,
        change.status != NULL  ? _ ("Change the status of lines")
        : change.stage != NULL ? _ ("Change the stage of lines")
                               : _ ("Change the owner of lines"));
}

static void
move_dates_action (GtkWidget *widget, const char *name, GVariant *args)
{
  const RapportPlanEdit change = { .days = g_variant_get_int32 (args) };

  edit (RAPPORT_PLAN_VIEW (widget), &change, _ ("Move the dates of lines"));
}

static void
days_given_cb (AdwAlertDialog *dialog, const char *response, RapportPlanView *self)
{
  GtkSpinButton *spin = g_object_get_data (G_OBJECT (dialog), "days");
  const int days = gtk_spin_button_get_value_as_int (spin);

  if (g_str_equal (response, "move") && days != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "plan.move-dates", "i", days);
}

static void
ask_days_action (GtkWidget *widget, const char *name, GVariant *args)
{
  AdwDialog *dialog =
    adw_alert_dialog_new (_ ("Move Dates"), _ ("Our dates move, and the client’s with them."));
  GtkSpinButton *days;
  GtkWidget *row = rapport_number_row_new (_ ("Days later"), -MOST_DAYS, MOST_DAYS, 1, &days);

  g_object_set_data (G_OBJECT (dialog), "days", days);
  gtk_widget_add_css_class (row, "card");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), row);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "move",
                                  _ ("_Move"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "move",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "move");
  g_signal_connect_object (dialog, "response", G_CALLBACK (days_given_cb), widget, 0);
  adw_dialog_present (dialog, widget);
}

static void
next_month_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Move lines to next month"));

  finish (self, transaction,
          rapport_plan_move_to_month (transaction, self->library, lines,
                                      rapport_day_add_months (self->month, 1)));
}

static void
take_out_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  g_autoptr (GPtrArray) lines = list_selected (self);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Take Out of the Plan"));
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    if (!rapport_record_get_boolean (lines->pdata[i], RAPPORT_PLAN_LINE_DROPPED))
      {
        rapport_plan_remove (transaction, lines->pdata[i]);
        n++;
      }
  finish (self, transaction, n);
}

/* Selecting. */

static void
show_selected_cb (RapportPlanView *self)
{
  g_autoptr (GtkBitset) chosen =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  const guint n = (guint) gtk_bitset_get_size (chosen);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u line selected", "%u lines selected", n), n);

  gtk_label_set_text (self->selected, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->change),
                            n > 0 && !rapport_library_is_read_only (self->library));
}

void
rapport_plan_view_begin_selection (RapportPlanView *self, guint position)
{
  if (self->selection != NULL || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 ||
      rapport_onlooker_is_there (self->library))
    return;
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_selected_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->change, fill_menu, self, NULL);
  rapport_plan_view_use_selection (self);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT,
                             NULL);
  show_selected_cb (self);
  gtk_action_bar_set_revealed (self->selection_bar, TRUE);
}

void
rapport_plan_view_end_selection (RapportPlanView *self)
{
  if (self->selection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  rapport_plan_view_use_selection (self);
  gtk_action_bar_set_revealed (self->selection_bar, FALSE);
}

static gboolean
focus_list_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return G_SOURCE_CONTINUE;
  if (self->selection != NULL)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_FOCUS, NULL);
  return G_SOURCE_REMOVE;
}

/* The menu gives the keyboard back to its button first. */
static void
select_action (GtkWidget *widget, const char *name, GVariant *args)
{
  rapport_plan_view_begin_selection (RAPPORT_PLAN_VIEW (widget), 0);
  gtk_widget_add_tick_callback (widget, focus_list_cb, NULL, NULL);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);

  rapport_plan_view_begin_selection (self, 0);
  if (self->selection != NULL)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *args)
{
  rapport_plan_view_end_selection (RAPPORT_PLAN_VIEW (widget));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);

  if (self->selection == NULL)
    return GDK_EVENT_PROPAGATE;
  rapport_plan_view_end_selection (self);
  return GDK_EVENT_STOP;
}

void
rapport_plan_view_install_selection (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "plan.select", NULL, select_action },
    { "plan.select-all", NULL, select_all_action },
    { "plan.end-selection", NULL, end_action },
    { "plan.edit-selected", "(ss)", edit_action },
    { "plan.move-dates", "i", move_dates_action },
    { "plan.ask-days", NULL, ask_days_action },
    { "plan.to-next-month", NULL, next_month_action },
    { "plan.take-out-selected", NULL, take_out_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].func);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}
