/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-view-private.h"

#include "rapport-format.h"
#include "rapport-plan-quick-add.h"
#include "rapport-toast.h"
#include "rapport-work-item-dialog.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): the line of an action's argument. */
static RapportPlanLine *
get_line (RapportPlanView *self, const char *id)
{
  return RAPPORT_PLAN_LINE (rapport_library_get (self->library, RAPPORT_TYPE_PLAN_LINE, id));
}

static gboolean
commit (RapportPlanView *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

static void
want_line (RapportPlanView *self, const char *line_id, gboolean focus)
{
  g_set_str (&self->wanted_line, line_id);
  self->wanted_focus = focus;
}

/* Status. */

static void
set_status (RapportPlanView *self, const char *line_id, const char *status, const char *label)
{
  g_autoptr (RapportPlanLine) line = get_line (self, line_id);
  g_autoptr (RapportWorkItem) item = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportPlanRow *row = rapport_plan_view_get_focused_row (self);

  if (line != NULL)
    item = rapport_plan_line_get_item (self->library, line);
  if (item == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, label);
  rapport_work_item_set_status (transaction, self->library, item, status);
  /* Grouped by status the row goes elsewhere, and the keyboard with it. */
  if (row != NULL && rapport_plan_entry_get_line (rapport_plan_row_get_entry (row)) == line)
    want_line (self, line_id, TRUE);
  commit (self, transaction);
}

static void
set_done_action (GtkWidget *widget, const char *name, GVariant *args)
{
  const char *line_id;
  gboolean done;

  g_variant_get (args, "(&sb)", &line_id, &done);
  set_status (RAPPORT_PLAN_VIEW (widget), line_id, done ? "done" : "in-work",
              done ? _ ("Mark as Done") : _ ("Mark as Not Done"));
}

static void
set_status_action (GtkWidget *widget, const char *name, GVariant *args)
{
  const char *line_id;
  const char *status;

  g_variant_get (args, "(&s&s)", &line_id, &status);
  set_status (RAPPORT_PLAN_VIEW (widget), line_id, status, _ ("Change Status"));
}

/* In and out of the plan. */

/* Has the new line scrolled to. */
static void
want_item (RapportPlanView *self, const char *client_id, const char *item_id)
{
  g_autofree char *month = rapport_day_to_string (self->month);
  const char *key[] = { client_id, month, item_id, NULL };
  g_autoptr (RapportRecord) line =
    rapport_library_get_by_key (self->library, RAPPORT_TYPE_PLAN_LINE, key);

  if (line != NULL)
    want_line (self, rapport_record_get_id (line), FALSE);
}

void
rapport_plan_view_add (RapportPlanView *self,
                       const char *title,
                       RapportDay day,
                       const char *member_id)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (RapportWorkItem) item = NULL;
  const char *client;
  const char *owner = *member_id != '\0' ? member_id : rapport_library_get_me (self->library);

  if (self->client == NULL)
    return;
  client = rapport_record_get_id (RAPPORT_RECORD (self->client));
  transaction = rapport_transaction_begin (self->library, _ ("Add to the Plan"));
  item = g_object_ref (rapport_plan_add (transaction, self->library, client, self->month, title));
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_OWNER, owner);
  if (day != RAPPORT_DAY_NONE)
    rapport_work_item_set_our_date (transaction, self->library, item, day);
  if (!commit (self, transaction))
    return;
  want_item (self, client, rapport_record_get_id (RAPPORT_RECORD (item)));
  rapport_plan_quick_add_clear (RAPPORT_PLAN_QUICK_ADD (self->quick_add));
}

static void
take_out_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  g_autoptr (RapportPlanLine) line = get_line (self, g_variant_get_string (args, NULL));
  g_autoptr (RapportTransaction) transaction = NULL;

  if (line == NULL || rapport_record_get_boolean (RAPPORT_RECORD (line), RAPPORT_PLAN_LINE_DROPPED))
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Take Out of the Plan"));
  rapport_plan_remove (transaction, line);
  if (commit (self, transaction))
    rapport_toast_show_undo (widget, _ ("Taken out of the plan"));
}

static void
put_back_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  const char *line_id = g_variant_get_string (args, NULL);
  g_autoptr (RapportPlanLine) line = get_line (self, line_id);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (line == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Put Back into the Plan"));
  rapport_transaction_set_boolean (transaction, RAPPORT_RECORD (line), RAPPORT_PLAN_LINE_DROPPED,
                                   FALSE);
  want_line (self, line_id, TRUE);
  commit (self, transaction);
}

static void
copy_rest_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (self->client == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Copy What Is Left of Last Month"));
  n = rapport_plan_copy_rest (transaction, self->library,
                              rapport_record_get_id (RAPPORT_RECORD (self->client)), self->month);
  if (n == 0)
    {
      rapport_toast_show (widget, _ ("Nothing is left of last month"));
      return;
    }
  text = g_strdup_printf (ngettext ("%u line copied", "%u lines copied", n), n);
  if (commit (self, transaction))
    rapport_toast_show_undo (widget, text);
}

static void
add_repeats_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (self->client == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Plan Repeating Tasks"));
  n = rapport_plan_add_repeats (transaction, self->library,
                                rapport_record_get_id (RAPPORT_RECORD (self->client)), self->month);
  text = g_strdup_printf (ngettext ("%u task added", "%u tasks added", n), n);
  if (n > 0 && commit (self, transaction))
    rapport_toast_show_undo (widget, text);
}

/* Order. */

/* The line @step places from the one at @position in its section, not owned. */
static RapportPlanLine *
get_neighbour_line (RapportPlanView *self, guint position, int step)
{
  g_autoptr (RapportPlanEntry) entry =
    rapport_plan_model_get_neighbour (self->model, position, step);

  return entry != NULL ? rapport_plan_entry_get_line (entry) : NULL;
}

void
rapport_plan_view_move (RapportPlanView *self, const char *line_id, int step)
{
  g_autoptr (RapportPlanLine) line = get_line (self, line_id);
  RapportPlanLine *near;
  guint position;

  if (line == NULL || !rapport_plan_model_find (self->model, line_id, &position))
    return;
  near = get_neighbour_line (self, position, step);
  if (near == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  rapport_plan_view_place (self, line_id, rapport_record_get_id (RAPPORT_RECORD (near)), step > 0);
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *args)
{
  rapport_plan_view_move (RAPPORT_PLAN_VIEW (widget), g_variant_get_string (args, NULL), -1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *args)
{
  rapport_plan_view_move (RAPPORT_PLAN_VIEW (widget), g_variant_get_string (args, NULL), 1);
}

/* What a line takes over from the section that it is dragged into. */
static void
join_section (RapportPlanView *self,
              RapportTransaction *transaction,
              RapportWorkItem *item,
              RapportWorkItem *target)
{
  if (item == NULL || target == NULL)
    return;
  if (self->grouping == RAPPORT_PLAN_BY_STATUS)
    rapport_work_item_set_status (
      transaction, self->library, item,
      rapport_record_get_text (RAPPORT_RECORD (target), RAPPORT_WORK_ITEM_STATUS));
  else
    rapport_transaction_set_text (
      transaction, RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STAGE,
      rapport_record_get_text (RAPPORT_RECORD (target), RAPPORT_WORK_ITEM_STAGE));
}

void
rapport_plan_view_place (RapportPlanView *self,
                         const char *line_id,
                         const char *target_id,
                         gboolean behind)
{
  g_autoptr (RapportPlanLine) line = get_line (self, line_id);
  g_autoptr (RapportPlanLine) target = get_line (self, target_id);
  g_autoptr (RapportWorkItem) item = NULL;
  g_autoptr (RapportWorkItem) target_item = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportPlanLine *other;
  guint position;

  if (line == NULL || target == NULL || line == target ||
      !rapport_plan_model_find (self->model, target_id, &position))
    return;
  other = get_neighbour_line (self, position, behind ? 1 : -1);
  item = rapport_plan_line_get_item (self->library, line);
  target_item = rapport_plan_line_get_item (self->library, target);
  transaction = rapport_transaction_begin (self->library, _ ("Move in the Plan"));
  join_section (self, transaction, item, target_item);
  if (other != line)
    rapport_plan_move (transaction, line, behind ? target : other, behind ? other : target);
  want_line (self, line_id, TRUE);
  commit (self, transaction);
}

/* The rest. */

static void
open_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  g_autoptr (RapportPlanLine) line = get_line (self, g_variant_get_string (args, NULL));
  g_autoptr (RapportWorkItem) item = NULL;

  if (line != NULL)
    item = rapport_plan_line_get_item (self->library, line);
  if (item != NULL)
    adw_dialog_present (rapport_work_item_dialog_new (self->library, item, line), widget);
}

static void
month_action (GtkWidget *widget, const char *name, GVariant *args)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);
  RapportDay month = self->month;

  if (g_str_equal (name, "plan.previous-month"))
    month = rapport_day_add_months (month, -1);
  else if (g_str_equal (name, "plan.next-month"))
    month = rapport_day_add_months (month, 1);
  else
    month = rapport_format_today (self->library);
  rapport_plan_view_set_month (self, month);
}

void
rapport_plan_view_install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "plan.previous-month", NULL, month_action },    { "plan.next-month", NULL, month_action },
    { "plan.this-month", NULL, month_action },        { "plan.copy-rest", NULL, copy_rest_action },
    { "plan.add-repeats", NULL, add_repeats_action }, { "plan.set-done", "(sb)", set_done_action },
    { "plan.set-status", "(ss)", set_status_action }, { "plan.open", "s", open_action },
    { "plan.move-up", "s", move_up_action },          { "plan.move-down", "s", move_down_action },
    { "plan.take-out", "s", take_out_action },        { "plan.put-back", "s", put_back_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].func);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK,
                                       "plan.previous-month", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK,
                                       "plan.next-month", NULL);
}
