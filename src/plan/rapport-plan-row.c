/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-row.h"

#include "rapport-deadlines.h"
#include "rapport-format.h"
#include "rapport-monogram.h"
#include "rapport-onlooker.h"
#include "rapport-records.h"
#include "rapport-ui-plan.h"

#include <glib/gi18n-lib.h>

/* For "Чт, 25 ноября" and, in pixels, "Waiting for client". */
#define DAY_CHARS    12
#define STATUS_WIDTH 144

struct _RapportPlanRow
{
  AdwBin parent_instance;

  RapportLibrary *library;
  GtkListItem *list_item; /* around the row; not owned */
  RapportPlanEntry *entry;
  gboolean narrow;
  gboolean not_done;
  gboolean updating;

  GtkCheckButton *check;
  GtkBox *body;
  GtkWidget *meta;
  GtkLabel *title;
  GtkWidget *second_line;
  GtkWidget *missed;
  GtkLabel *marker;
  GtkLabel *why;
  GtkWidget *our_date;
  GtkLabel *our_day;
  GtkLabel *client_day;
  GtkMenuButton *status;
  AdwAvatar *owner;
};

enum
{
  PROP_NARROW = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RapportPlanRow, rapport_plan_row, ADW_TYPE_BIN)

/* What it says. */

/* Whether it was promised and has not been kept, for good. */
static gboolean
is_not_done (RapportPlanRow *self, RapportWorkItem *item)
{
  RapportRecord *line = RAPPORT_RECORD (rapport_plan_entry_get_line (self->entry));
  RapportDay this_month = rapport_day_month (rapport_format_today (self->library));

  return rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_PLANNED) &&
         !rapport_work_item_is_done (item) &&
         (rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_DROPPED) ||
          rapport_record_get_day (line, RAPPORT_PLAN_LINE_MONTH) < this_month);
}

/* What the plan has to say about a line, in a word. */
static const char *
get_marker (RapportPlanRow *self, RapportWorkItem *item)
{
  RapportRecord *line = RAPPORT_RECORD (rapport_plan_entry_get_line (self->entry));
  RapportDay month = rapport_record_get_day (line, RAPPORT_PLAN_LINE_MONTH);
  gboolean planned = rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_PLANNED);
  gboolean dropped = rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_DROPPED);
  const char *client = rapport_record_get_client_id (line);

  if (item == NULL)
    return NULL;
  if (is_not_done (self, item))
    return C_ ("plan line", "Planned, not done");
  if (!planned && !dropped && rapport_plan_has_snapshot (self->library, client, month))
    return C_ ("plan line", "Unplanned");
  return NULL;
}

static void
update_marker (RapportPlanRow *self, RapportWorkItem *item)
{
  const char *text = get_marker (self, item);

  self->not_done = text != NULL && is_not_done (self, item);
  gtk_label_set_text (self->marker, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->marker), text != NULL);
}

/* The first line of what may be a long text. */
static char *
first_line (const char *text)
{
  gsize length = strcspn (text, "\n");

  return g_strstrip (g_strndup (text, MIN (length, 1000)));
}

/* What the client is told of a task, and what is missing of it while it is open:
 * why it is done, what is expected. %NULL where nothing is. */
static const char *
ask_for_words (RapportRecord *item)
{
  const gboolean why = *rapport_record_get_text (item, RAPPORT_WORK_ITEM_WHY) != '\0';
  const gboolean expected = *rapport_record_get_text (item, RAPPORT_WORK_ITEM_EXPECTED) != '\0';

  if (rapport_work_item_is_closed (RAPPORT_WORK_ITEM (item)) || (why && expected))
    return NULL;
  if (why)
    return _ ("What is expected?");
  return expected ? C_ ("task", "Why?") : _ ("Why, and what is expected?");
}

/* (transfer full): "Landing pages do not load · What is expected?" */
static char *
say_why (RapportPlanRow *self, RapportRecord *item)
{
  g_autofree char *why =
    first_line (item != NULL ? rapport_record_get_text (item, RAPPORT_WORK_ITEM_WHY) : "");
  const gboolean asks = item != NULL && !rapport_onlooker_is_there (self->library);
  const char *question = asks ? ask_for_words (item) : NULL;

  if (question == NULL)
    return g_steal_pointer (&why);
  return *why != '\0' ? g_strdup_printf ("%s · %s", why, question) : g_strdup (question);
}

static void
update_words (RapportPlanRow *self, RapportRecord *item)
{
  const char *name = rapport_plan_entry_get_title (self->entry);
  g_autofree char *why = say_why (self, item);
  g_autofree char *label = NULL;

  gtk_label_set_text (self->title, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), name);
  gtk_label_set_text (self->why, why);
  /* Translators: a check box; %s is the title of a task */
  label = g_strdup_printf (_ ("Done: %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static char *
format_day (RapportDay day, RapportDay today)
{
  g_autofree char *text = rapport_format_day (day, today);

  return rapport_locale_capitalize (text);
}

static void
update_dates (RapportPlanRow *self, RapportRecord *item)
{
  RapportDay today = rapport_format_today (self->library);
  RapportDay ours = item != NULL ? rapport_record_get_day (item, RAPPORT_WORK_ITEM_OUR_DATE) : 0;
  RapportDay theirs =
    item != NULL ? rapport_record_get_day (item, RAPPORT_WORK_ITEM_CLIENT_DATE) : 0;
  gboolean missed = item != NULL && rapport_work_item_is_missed (RAPPORT_WORK_ITEM (item), today);
  g_autofree char *ours_text = format_day (ours, today);
  g_autofree char *theirs_text = format_day (theirs, today);
  g_autofree char *ours_full = rapport_locale_day_full (rapport_format_locale (), ours);
  g_autofree char *theirs_full = rapport_locale_day_full (rapport_format_locale (), theirs);
  g_autofree char *ours_tip = g_strdup_printf (_ ("Our date, only for the team: %s"), ours_full);
  g_autofree char *theirs_tip = g_strdup_printf (_ ("The client’s date: %s"), theirs_full);

  /* What a client who looks at the screen must not see stands nowhere in the row. */
  if (!rapport_onlooker_may_see_field (self->library, &rapport_work_item_info,
                                       RAPPORT_WORK_ITEM_OUR_DATE))
    ours = RAPPORT_DAY_NONE;
  gtk_label_set_text (self->our_day, ours != RAPPORT_DAY_NONE ? ours_text : "");
  gtk_widget_set_tooltip_text (self->our_date, ours != RAPPORT_DAY_NONE ? ours_tip : NULL);
  /* An empty place keeps the columns in line; under each other there are none. */
  gtk_widget_set_opacity (self->our_date, ours != RAPPORT_DAY_NONE ? 1 : 0);
  gtk_widget_set_visible (self->our_date, ours != RAPPORT_DAY_NONE || !self->narrow);
  gtk_label_set_text (self->client_day, theirs_text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->client_day),
                               theirs != RAPPORT_DAY_NONE ? theirs_tip : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->client_day),
                          theirs != RAPPORT_DAY_NONE || !self->narrow);
  /* What was not done in a month that is over needs no second word. */
  gtk_widget_set_visible (self->missed, missed && !self->not_done);
  /* What the empty line would take is given to the title. */
  gtk_widget_set_visible (self->second_line, missed ||
                                               gtk_widget_get_visible (GTK_WIDGET (self->marker)) ||
                                               *gtk_label_get_text (self->why) != '\0');
}

static void
update_owner (RapportPlanRow *self, RapportRecord *item)
{
  const char *id = item != NULL ? rapport_record_get_text (item, RAPPORT_WORK_ITEM_OWNER) : "";
  g_autoptr (RapportRecord) member = NULL;

  if (*id != '\0' && rapport_onlooker_may_see_field (self->library, &rapport_work_item_info,
                                                     RAPPORT_WORK_ITEM_OWNER))
    member = rapport_library_get (self->library, RAPPORT_TYPE_MEMBER, id);
  rapport_monogram_set_avatar (self->owner,
                               member != NULL ? rapport_record_get_title (member) : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->owner),
                               member != NULL ? rapport_record_get_title (member) : NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->owner), member != NULL ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->owner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  member != NULL ? rapport_record_get_title (member) : "", -1);
}

static const char *
get_status_label (RapportRecord *item, const char **word)
{
  const RapportField *field = &rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS];

  *word = item != NULL ? rapport_record_get_text (item, RAPPORT_WORK_ITEM_STATUS) : "";
  return rapport_field_get_word_label (field, *word);
}

static void
update_status (RapportPlanRow *self, RapportRecord *item)
{
  const char *word;
  const char *label = get_status_label (item, &word);
  g_autofree char *name = g_strdup_printf (_ ("Status: %s"), label);
  g_autofree char *class = g_strconcat ("status-", word, NULL);
  const char *classes[] = { "chip", class, NULL };
  gboolean done = item != NULL && rapport_work_item_is_done (RAPPORT_WORK_ITEM (item));
  gboolean writable = item != NULL && !rapport_library_is_read_only (self->library);

  gtk_menu_button_set_label (self->status, label);
  gtk_widget_set_css_classes (GTK_WIDGET (self->status), classes);
  gtk_widget_set_sensitive (GTK_WIDGET (self->status), writable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_check_button_set_active (self->check, done);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), writable);
}

static void
set_class (GtkWidget *widget, const char *class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

/* The item of the list around the row is drawn as a piece of a boxed list. */
static void
update_place (RapportPlanRow *self, RapportWorkItem *item)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));

  if (place == NULL)
    return;
  set_class (place, "first", rapport_plan_entry_is_first (self->entry));
  set_class (place, "last", rapport_plan_entry_is_last (self->entry));
  set_class (place, "closed", item == NULL || rapport_work_item_is_closed (item));
}

/* Side by side, days and statuses of all rows stand in columns, and nothing
 * wraps. */
static void
fit (RapportPlanRow *self)
{
  int width = -1;

  gtk_label_set_width_chars (self->our_day, self->narrow ? -1 : DAY_CHARS);
  gtk_label_set_width_chars (self->client_day, self->narrow ? -1 : DAY_CHARS);
  gtk_widget_set_size_request (GTK_WIDGET (self->status), self->narrow ? -1 : STATUS_WIDTH, -1);
  gtk_widget_set_size_request (self->meta, -1, -1);
  if (!self->narrow)
    gtk_widget_measure (self->meta, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_set_size_request (self->meta, width, -1);
}

/* What a screen reader says for the whole row. */
static char *
describe (RapportPlanRow *self)
{
  RapportWorkItem *item = rapport_plan_entry_get_item (self->entry);
  const char *marker = get_marker (self, item);
  const char *word;
  const char *status = get_status_label ((RapportRecord *) item, &word);
  GString *text = g_string_new (rapport_plan_entry_get_title (self->entry));

  g_string_append_printf (text, ", %s", status);
  if (marker != NULL)
    g_string_append_printf (text, ", %s", marker);
  if (gtk_widget_get_visible (self->missed))
    g_string_append_printf (text, ", %s", _ ("Missed"));
  if (*gtk_label_get_text (self->client_day) != '\0')
    g_string_append_printf (text, ", %s", gtk_label_get_text (self->client_day));
  return g_string_free_and_steal (text);
}

static void
update_cb (RapportPlanRow *self)
{
  RapportWorkItem *item;
  g_autofree char *description = NULL;

  if (self->entry == NULL)
    return;
  item = rapport_plan_entry_get_item (self->entry);
  self->updating = TRUE;
  update_words (self, (RapportRecord *) item);
  update_marker (self, item);
  update_dates (self, (RapportRecord *) item);
  update_owner (self, (RapportRecord *) item);
  update_status (self, (RapportRecord *) item);
  update_place (self, item);
  fit (self);
  description = describe (self);
  gtk_list_item_set_accessible_label (self->list_item, description);
  self->updating = FALSE;
}

/* What it does. */

static const char *
get_line_id (RapportPlanRow *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (rapport_plan_entry_get_line (self->entry)));
}

static void
toggled_cb (RapportPlanRow *self)
{
  if (self->updating || self->entry == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "plan.set-done", "(sb)", get_line_id (self),
                              gtk_check_button_get_active (self->check));
}

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  RapportPlanRow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (const RapportWord *word = rapport_work_item_statuses; word->word != NULL; word++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (word->label), NULL);

      g_menu_item_set_action_and_target (item, "plan.set-status", "(ss)", get_line_id (self),
                                         word->word);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

/* The object. */

static void
set_narrow (RapportPlanRow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->body, narrow ? 6 : 12);
  gtk_label_set_single_line_mode (self->title, !narrow);
  gtk_label_set_wrap (self->title, narrow);
  gtk_label_set_lines (self->title, narrow ? 2 : -1);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
rapport_plan_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, RAPPORT_PLAN_ROW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rapport_plan_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    set_narrow (RAPPORT_PLAN_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rapport_plan_row_dispose (GObject *object)
{
  RapportPlanRow *self = RAPPORT_PLAN_ROW (object);

  rapport_plan_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PLAN_ROW);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_plan_row_parent_class)->dispose (object);
}

static void
rapport_plan_row_class_init (RapportPlanRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_plan_row_dispose;
  object_class->get_property = rapport_plan_row_get_property;
  object_class->set_property = rapport_plan_row_set_property;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /* Keeps the templates in a program that links this room. */
  rapport_ui_plan_get_resource ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/plan/plan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, check);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, body);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, meta);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, title);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, second_line);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, missed);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, marker);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, why);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, our_date);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, our_day);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, client_day);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, status);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanRow, owner);
}

static void
rapport_plan_row_init (RapportPlanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_menu_button_set_create_popup_func (self->status, create_popup_cb, self, NULL);
}

GtkWidget *
rapport_plan_row_new (RapportLibrary *library)
{
  RapportPlanRow *self = g_object_new (RAPPORT_TYPE_PLAN_ROW, NULL);

  self->library = g_object_ref (library);
  return GTK_WIDGET (self);
}

void
rapport_plan_row_set_item (RapportPlanRow *self, GtkListItem *item)
{
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, update_cb, self);
  self->list_item = item;
  g_set_object (&self->entry, item != NULL ? gtk_list_item_get_item (item) : NULL);
  if (self->entry == NULL)
    return;
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update_cb), self);
  update_cb (self);
}

RapportPlanEntry *
rapport_plan_row_get_entry (RapportPlanRow *self)
{
  return self->entry;
}
