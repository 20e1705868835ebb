/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-view-private.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-plan-quick-add.h"
#include "rapport-private.h"
#include "rapport-ui-plan.h"
#include "rapport-work-item-dialog.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_NARROW = 1,
  PROP_GROUPING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RapportPlanView, rapport_plan_view, ADW_TYPE_BIN)

static const char *
get_client_id (RapportPlanView *self)
{
  return self->client != NULL ? rapport_record_get_id (RAPPORT_RECORD (self->client)) : NULL;
}

/* What stands above the list. */

static void
update_counts (RapportPlanView *self)
{
  RapportPlanCounts counts = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *tip = NULL;
  gint64 taken;

  if (self->client != NULL)
    rapport_plan_count (self->library, get_client_id (self), self->month, &counts);
  /* Translators: how many lines of a month's plan */
  text = g_strdup_printf (_ ("Planned %u · done %u · unplanned %u"), counts.planned, counts.done,
                          counts.unplanned);
  gtk_label_set_text (self->counts, text);
  taken = self->plan != NULL ? rapport_record_get_integer (RAPPORT_RECORD (self->plan),
                                                           RAPPORT_MONTH_PLAN_SNAPSHOT_AT)
                             : 0;
  if (taken != 0)
    {
      g_autofree char *day =
        rapport_locale_date (rapport_format_locale (), rapport_instant_to_day (taken));

      tip =
        g_strdup_printf (_ ("The plan was recorded on %s. What is added later is unplanned."), day);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counts), tip);
}

/* How much copying would copy: tried, and not committed. */
static guint
count_rest (RapportPlanView *self)
{
  g_autoptr (RapportTransaction) trial = NULL;

  if (self->client == NULL)
    return 0;
  trial = rapport_transaction_begin (self->library, "");
  return rapport_plan_copy_rest (trial, self->library, get_client_id (self), self->month);
}

static void
update_empty (RapportPlanView *self)
{
  g_autofree char *month = rapport_locale_month (rapport_format_locale (), self->month);
  g_autofree char *title = g_strdup_printf (_ ("Nothing Planned for %s"), month);
  const gboolean asks = !rapport_onlooker_is_there (self->library);
  guint rest = asks ? count_rest (self) : 0;

  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (
    self->empty, !asks      ? NULL
                 : rest > 0 ? _ ("Type above what is to be done, or go on with last month’s work.")
                            : _ ("Type above what is to be done, and by when."));
  gtk_widget_set_visible (self->copy_rest, rest > 0);
}

/* Only months that have not passed are planned. */
static void
update_repeats (RapportPlanView *self)
{
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self->client != NULL && self->month >= rapport_day_month (self->today) &&
      !rapport_library_is_read_only (self->library) && !rapport_onlooker_is_there (self->library))
    due = rapport_plan_find_repeats (self->library, get_client_id (self), self->month, &error);
  if (error != NULL)
    g_warning ("reading tasks that repeat: %s", error->message);
  adw_banner_set_revealed (self->repeats, due != NULL && due->len > 0);
  if (due == NULL || due->len == 0)
    return;
  text = g_strdup_printf (
    ngettext ("%u task comes again this month", "%u tasks come again this month", due->len),
    due->len);
  adw_banner_set_title (self->repeats, text);
}

static void
update (RapportPlanView *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;
  gboolean writable = !rapport_library_is_read_only (self->library) && self->client != NULL &&
                      !rapport_onlooker_is_there (self->library);

  update_counts (self);
  update_repeats (self);
  if (empty)
    update_empty (self);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.copy-rest", writable);
}

/* What many lines are given together is more than a client may see. */
static void
onlooker_changed_cb (RapportPlanView *self)
{
  const gboolean alone = !rapport_onlooker_is_there (self->library);

  rapport_plan_view_end_selection (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.select", alone);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.select-all", alone);
}

static void
updated_cb (RapportPlanView *self)
{
  g_autofree char *line = g_steal_pointer (&self->wanted_line);

  update (self);
  if (line != NULL)
    rapport_plan_view_show_line (self, line, self->wanted_focus);
}

/* The month. */

static void
take_snapshot (RapportPlanView *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *month = rapport_day_to_string (self->month);
  const char *key[] = { get_client_id (self), month, NULL };

  if (!rapport_library_is_read_only (self->library) &&
      !rapport_plan_take_snapshot (self->library, key[0], self->month, &error))
    g_warning ("the plan of a month could not be recorded: %s", error->message);
  g_clear_object (&self->plan);
  self->plan =
    RAPPORT_MONTH_PLAN (rapport_library_get_by_key (self->library, RAPPORT_TYPE_MONTH_PLAN, key));
}

/* The list keeps its first row in place while it gets rows, and would hide the
 * heading above it. */
static gboolean
scroll_to_top_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  RapportPlanView *self = user_data;

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), 0);
  self->frames_at_top++;
  return self->frames_at_top < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
show_month (RapportPlanView *self)
{
  g_autofree char *month = rapport_locale_month (rapport_format_locale (), self->month);
  g_autofree char *capital = rapport_locale_capitalize (month);

  gtk_label_set_text (self->month_label, capital);
  rapport_plan_view_end_selection (self);
  g_clear_pointer (&self->wanted_line, g_free);
  if (self->client != NULL)
    take_snapshot (self);
  rapport_plan_model_show (self->model, get_client_id (self), self->month);
  self->frames_at_top = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_to_top_cb, self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.this-month",
                                 self->month != rapport_day_month (self->today));
}

/* The day. */

static void wait_for_midnight (RapportPlanView *self);

static void
midnight_cb (gpointer user_data)
{
  RapportPlanView *self = user_data;
  RapportDay before = self->today;

  self->midnight = 0;
  self->today = rapport_format_today (self->library);
  if (self->today != before)
    {
      if (self->month == rapport_day_month (before))
        self->month = rapport_day_month (self->today);
      show_month (self);
    }
  wait_for_midnight (self);
}

static void
wait_for_midnight (RapportPlanView *self)
{
  gint64 now = rapport_clock_get_now (rapport_library_get_clock (self->library));
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  int passed = g_date_time_get_hour (date) * 3600 + g_date_time_get_minute (date) * 60 +
               g_date_time_get_second (date);

  /* A minute late on purpose: once a day is all the waking that it costs. */
  g_clear_handle_id (&self->midnight, g_source_remove);
  self->midnight =
    g_timeout_add_seconds_once ((guint) (24 * 3600 + 60 - passed), midnight_cb, self);
}

static void
rapport_plan_view_map (GtkWidget *widget)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (widget);

  GTK_WIDGET_CLASS (rapport_plan_view_parent_class)->map (widget);
  /* The machine may have slept over midnight. */
  if (self->today != rapport_format_today (self->library))
    midnight_cb (self);
  else
    wait_for_midnight (self);
}

static void
rapport_plan_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&RAPPORT_PLAN_VIEW (widget)->midnight, g_source_remove);
  GTK_WIDGET_CLASS (rapport_plan_view_parent_class)->unmap (widget);
}

/* The object. */

static void
rapport_plan_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_GROUPING:
      g_value_set_string (value, self->grouping == RAPPORT_PLAN_BY_STATUS ? "status" : "stage");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_plan_view_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;
    case PROP_GROUPING:
      self->grouping = g_strcmp0 (g_value_get_string (value), "status") == 0
                         ? RAPPORT_PLAN_BY_STATUS
                         : RAPPORT_PLAN_BY_STAGE;
      rapport_plan_model_set_grouping (self->model, self->grouping);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_plan_view_dispose (GObject *object)
{
  RapportPlanView *self = RAPPORT_PLAN_VIEW (object);

  g_clear_handle_id (&self->midnight, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PLAN_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->plan);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_plan_view_parent_class)->dispose (object);
}

static void
rapport_plan_view_finalize (GObject *object)
{
  g_free (RAPPORT_PLAN_VIEW (object)->wanted_line);
  G_OBJECT_CLASS (rapport_plan_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  rapport_ui_plan_get_resource ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/plan/plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, repeats);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, month_label);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, counts);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, quick_add);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, menu);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, list);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, copy_rest);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, selected);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanView, change);
}

static void
rapport_plan_view_class_init (RapportPlanViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_plan_view_dispose;
  object_class->finalize = rapport_plan_view_finalize;
  object_class->get_property = rapport_plan_view_get_property;
  object_class->set_property = rapport_plan_view_set_property;
  widget_class->map = rapport_plan_view_map;
  widget_class->unmap = rapport_plan_view_unmap;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_GROUPING] = g_param_spec_string ("grouping", NULL, NULL, "stage",
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (RAPPORT_TYPE_PLAN_QUICK_ADD);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "plan.grouping", "grouping");
  rapport_plan_view_install_actions (widget_class);
  rapport_plan_view_install_selection (widget_class);
}

static void
add_cb (RapportPlanView *self, const char *title, int day, const char *member_id)
{
  rapport_plan_view_add (self, title, (RapportDay) day, member_id);
}

static void
rapport_plan_view_init (RapportPlanView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->quick_add, "add", G_CALLBACK (add_cb), self);
}

GtkWidget *
rapport_plan_view_new (RapportLibrary *library)
{
  RapportPlanView *self = g_object_new (RAPPORT_TYPE_PLAN_VIEW, NULL);

  self->library = g_object_ref (library);
  self->today = rapport_format_today (library);
  self->month = rapport_day_month (self->today);
  self->model = rapport_plan_model_new (library);
  rapport_plan_quick_add_set_library (RAPPORT_PLAN_QUICK_ADD (self->quick_add), library);
  rapport_plan_view_set_up_list (self);
  rapport_private_hide (GTK_WIDGET (self->counts), library);
  rapport_private_hide (self->quick_add, library);
  rapport_private_hide (self->menu, library);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  onlooker_changed_cb (self);
  g_signal_connect_swapped (self->model, "updated", G_CALLBACK (updated_cb), self);
  show_month (self);
  return GTK_WIDGET (self);
}

void
rapport_plan_view_set_client (RapportPlanView *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  self->month = rapport_day_month (self->today);
  rapport_plan_quick_add_clear (RAPPORT_PLAN_QUICK_ADD (self->quick_add));
  show_month (self);
}

void
rapport_plan_view_set_month (RapportPlanView *self, RapportDay month)
{
  month = rapport_day_month (month);
  if (self->month == month)
    return;
  self->month = month;
  show_month (self);
}

void
rapport_plan_view_open_item (RapportPlanView *self, RapportWorkItem *item)
{
  adw_dialog_present (rapport_work_item_dialog_new (self->library, item, NULL), GTK_WIDGET (self));
}
