/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-item.h"

#include "rapport-card-score.h"
#include "rapport-choice-row.h"
#include "rapport-deadlines.h"
#include "rapport-form.h"
#include "rapport-format.h"
#include "rapport-link-rows.h"
#include "rapport-metric-words.h"
#include "rapport-month-words.h"
#include "rapport-onlooker.h"
#include "rapport-status-icon.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-value-menu.h"

#include <glib/gi18n-lib.h>

struct _RapportCardItem
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportWorkItem *item;
  RapportForm *form;
  RapportMonthWords *months;
  RapportMetricWords *metrics;
  gboolean public_only;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *icon;
  RapportChoiceRow *month;
  GtkWidget *client_date;
  GtkWidget *follow;
  RapportCardScore *score;
  RapportLinkRows *links;
  GPtrArray *confidential; /* of GtkWidget, not owned */
};

G_DEFINE_FINAL_TYPE (RapportCardItem, rapport_card_item, ADW_TYPE_BIN)

/* What follows from a change. */

static gboolean
is_changed (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  return !rapport_kind_equal (rapport_work_item_info.fields[field].kind,
                              rapport_transaction_get (transaction, record, field),
                              rapport_record_get_value (record, field));
}

static RapportDay
get_new_day (RapportTransaction *transaction, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (transaction, record, field);

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

static void
rule (RapportForm *form, RapportTransaction *transaction, RapportRecord *record)
{
  RapportLibrary *library = rapport_form_get_library (form);
  RapportWorkItem *item = RAPPORT_WORK_ITEM (record);

  if (is_changed (transaction, record, RAPPORT_WORK_ITEM_STATUS))
    {
      GVariant *status = rapport_transaction_get (transaction, record, RAPPORT_WORK_ITEM_STATUS);

      rapport_work_item_set_status (transaction, library, item,
                                    status != NULL ? g_variant_get_string (status, NULL) : "");
    }
  if (is_changed (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE))
    rapport_work_item_set_our_date (transaction, library, item,
                                    get_new_day (transaction, record, RAPPORT_WORK_ITEM_OUR_DATE));
  else if (is_changed (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE))
    rapport_work_item_set_client_date (
      transaction, library, item, get_new_day (transaction, record, RAPPORT_WORK_ITEM_CLIENT_DATE));
}

static void
commit (RapportCardItem *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
follow_cb (RapportCardItem *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change the Client’s Date"));

  rapport_work_item_set_client_date (transaction, self->library, self->item, RAPPORT_DAY_NONE);
  commit (self, transaction);
}

static void
month_chosen_cb (RapportCardItem *self, const char *word)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change Month"));

  rapport_transaction_set_day (transaction, RAPPORT_RECORD (self->item), RAPPORT_WORK_ITEM_MONTH,
                               rapport_month_words_parse (word));
  commit (self, transaction);
}

/* Showing. */

static void
show_month (RapportCardItem *self)
{
  const RapportDay month =
    rapport_record_get_day (RAPPORT_RECORD (self->item), RAPPORT_WORK_ITEM_MONTH);
  const RapportDay today = rapport_format_today (self->library);
  g_autofree char *word = rapport_month_words_write (month);

  rapport_month_words_offer (self->months, self->month, today, month, C_ ("choice", "Not set"));
  rapport_choice_row_set_value (self->month, word);
}

static void
show_cb (RapportCardItem *self)
{
  RapportRecord *item = RAPPORT_RECORD (self->item);
  const gboolean by_hand = rapport_record_get_boolean (item, RAPPORT_WORK_ITEM_CLIENT_DATE_BY_HAND);

  rapport_status_icon_set_status (RAPPORT_STATUS_ICON (self->icon),
                                  rapport_record_get_text (item, RAPPORT_WORK_ITEM_STATUS));
  gtk_widget_set_visible (self->follow, by_hand && !self->public_only &&
                                          !rapport_library_is_read_only (self->library));
  if (self->public_only)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->client_date), "");
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->client_date),
                                 by_hand ? _ ("Set by hand") : _ ("Follows our date"));
  show_month (self);
  rapport_link_rows_set_text (self->links, rapport_record_get_text (item, RAPPORT_WORK_ITEM_LINKS));
}

/* What other ideas stand by there: the lanes of the client's boards. */
static GStrv
list_lanes (AdwEntryRow *row, gpointer user_data)
{
  RapportCardItem *self = user_data;
  const guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "field"));
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_LANE);
  g_autoptr (GPtrArray) lanes = NULL;

  if (self->item == NULL)
    return NULL;
  rapport_onlooker_narrow (self->library, query);
  rapport_query_where_text (query, RAPPORT_LANE_CLIENT,
                            rapport_record_get_client_id (RAPPORT_RECORD (self->item)));
  rapport_query_where_text (query, RAPPORT_LANE_FIELD, rapport_work_item_info.fields[field].name);
  rapport_query_order_by (query, RAPPORT_LANE_ORDER, FALSE);
  lanes = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; lanes != NULL && i < lanes->len; i++)
    {
      const char *value = rapport_record_get_text (lanes->pdata[i], RAPPORT_LANE_VALUE);

      if (g_hash_table_add (seen, (char *) value))
        g_strv_builder_add (values, value);
    }
  return g_strv_builder_end (values);
}

/* The rows. */

static AdwPreferencesGroup *
add_group (RapportCardItem *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
add_field (RapportCardItem *self, AdwPreferencesGroup *group, guint field)
{
  GtkWidget *row = rapport_form_add_field (self->form, field);

  adw_preferences_group_add (group, row);
  return row;
}

static void
make_confidential (RapportCardItem *self, GtkWidget *row)
{
  gtk_widget_add_css_class (row, "private-row");
  g_ptr_array_add (self->confidential, row);
}

static void
add_head (RapportCardItem *self)
{
  AdwPreferencesGroup *group = add_group (self, NULL);
  GtkWidget *metric;
  GtkWidget *status;

  self->title = rapport_form_add_text (self->form, RAPPORT_WORK_ITEM_TITLE);
  rapport_text_row_set_one_line (RAPPORT_TEXT_ROW (self->title));
  adw_preferences_group_add (group, self->title);
  status = add_field (self, group, RAPPORT_WORK_ITEM_STATUS);
  self->icon = rapport_status_icon_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (status), self->icon);
  add_field (self, group, RAPPORT_WORK_ITEM_WHY);
  add_field (self, group, RAPPORT_WORK_ITEM_EXPECTED);
  metric = rapport_form_add_words (self->form, RAPPORT_WORK_ITEM_METRIC,
                                   rapport_metric_words_get_none (), C_ ("choice", "Not set"));
  adw_preferences_group_add (group, metric);
  self->metrics = rapport_metric_words_new (self->library, RAPPORT_CHOICE_ROW (metric));
}

static void
add_dates (RapportCardItem *self)
{
  AdwPreferencesGroup *group = add_group (self, _ ("By When"));
  GtkWidget *our_date = add_field (self, group, RAPPORT_WORK_ITEM_OUR_DATE);
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (our_date), _ ("Only for the team"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (our_date), lock);
  make_confidential (self, our_date);
  self->client_date = add_field (self, group, RAPPORT_WORK_ITEM_CLIENT_DATE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->client_date), _ ("Client’s date"));
  self->follow = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_tooltip_text (self->follow, _ ("Let It Follow Our Date Again"));
  gtk_widget_set_valign (self->follow, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->follow, "flat");
  g_signal_connect_swapped (self->follow, "clicked", G_CALLBACK (follow_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->client_date), self->follow);
  self->month = RAPPORT_CHOICE_ROW (rapport_choice_row_new (
    g_dgettext (GETTEXT_PACKAGE, rapport_work_item_info.fields[RAPPORT_WORK_ITEM_MONTH].label)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->month),
                            !rapport_library_is_read_only (self->library));
  g_signal_connect_swapped (self->month, "chosen", G_CALLBACK (month_chosen_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->month));
}

static void
add_lanes (RapportCardItem *self)
{
  static const guint fields[] = { RAPPORT_WORK_ITEM_FUNNEL_STAGE, RAPPORT_WORK_ITEM_CHANNEL,
                                  RAPPORT_WORK_ITEM_DIRECTION, RAPPORT_WORK_ITEM_PORTRAIT,
                                  RAPPORT_WORK_ITEM_MOTIVE };
  AdwPreferencesGroup *group = add_group (self, _ ("In the Matrix"));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *row = add_field (self, group, fields[i]);

      g_object_set_data (G_OBJECT (row), "field", GUINT_TO_POINTER (fields[i]));
      rapport_value_menu_add (ADW_ENTRY_ROW (row), list_lanes, self);
    }
}

static void
add_result (RapportCardItem *self)
{
  AdwPreferencesGroup *group = add_group (self, C_ ("card", "Result"));
  GtkWidget *links;
  AdwPreferencesGroup *team;

  add_field (self, group, RAPPORT_WORK_ITEM_RESULT);
  links = rapport_form_add_text (self->form, RAPPORT_WORK_ITEM_LINKS);
  rapport_text_row_set_placeholder (RAPPORT_TEXT_ROW (links), _ ("An address a line"));
  adw_preferences_group_add (group, links);
  self->links = rapport_link_rows_new (group);
  team = add_group (self, _ ("Only the Team"));
  add_field (self, team, RAPPORT_WORK_ITEM_OWNER);
  add_field (self, team, RAPPORT_WORK_ITEM_NOTES);
  g_ptr_array_add (self->confidential, team);
  gtk_widget_add_css_class (GTK_WIDGET (team), "private-panel");
}

/* The object. */

static void
rapport_card_item_dispose (GObject *object)
{
  RapportCardItem *self = RAPPORT_CARD_ITEM (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->score);
  g_clear_object (&self->metrics);
  g_clear_object (&self->form);
  g_clear_pointer (&self->links, rapport_link_rows_free);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_card_item_parent_class)->dispose (object);
}

static void
rapport_card_item_finalize (GObject *object)
{
  RapportCardItem *self = RAPPORT_CARD_ITEM (object);

  g_ptr_array_unref (self->confidential);
  rapport_month_words_free (self->months);
  G_OBJECT_CLASS (rapport_card_item_parent_class)->finalize (object);
}

static void
rapport_card_item_class_init (RapportCardItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_card_item_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_card_item_finalize;
}

static void
rapport_card_item_init (RapportCardItem *self)
{
  self->confidential = g_ptr_array_new ();
  self->months = rapport_month_words_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
rapport_card_item_new (RapportLibrary *library)
{
  RapportCardItem *self = g_object_new (RAPPORT_TYPE_CARD_ITEM, NULL);

  self->library = g_object_ref (library);
  self->form = rapport_form_new (library, &rapport_work_item_info);
  rapport_form_set_rule (self->form, rule);
  add_head (self);
  add_dates (self);
  add_lanes (self);
  self->score = rapport_card_score_new (self->form, add_group (self, C_ ("card", "Score")));
  add_result (self);
  return GTK_WIDGET (self);
}

/* A client sees scores only where the board shows them. */
static const char *
choose_method (RapportCardItem *self, RapportIdeaBoard *board)
{
  RapportRecord *record = board != NULL ? RAPPORT_RECORD (board) : NULL;

  if (record == NULL ||
      (self->public_only && !rapport_record_get_boolean (record, RAPPORT_IDEA_BOARD_SHOW_SCORE)))
    return "";
  return rapport_record_get_text (record, RAPPORT_IDEA_BOARD_SCORE);
}

void
rapport_card_item_set_item (RapportCardItem *self, RapportWorkItem *item, RapportIdeaBoard *board)
{
  rapport_card_score_set_method (self->score, choose_method (self, board));
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    rapport_metric_words_set_client (self->metrics,
                                     rapport_record_get_client_id (RAPPORT_RECORD (item)));
  rapport_form_set_record (self->form, RAPPORT_RECORD (item));
  rapport_card_score_update (self->score);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
}

void
rapport_card_item_set_public_only (RapportCardItem *self, gboolean public_only)
{
  self->public_only = public_only;
  for (guint i = 0; i < self->confidential->len; i++)
    gtk_widget_set_visible (self->confidential->pdata[i], !public_only);
  if (self->item != NULL)
    show_cb (self);
}

void
rapport_card_item_edit (RapportCardItem *self)
{
  gtk_widget_activate (self->title);
}
