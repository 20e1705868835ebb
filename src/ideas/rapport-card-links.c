/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-links.h"

#include "rapport-cards.h"
#include "rapport-choice-row.h"
#include "rapport-format.h"
#include "rapport-month-words.h"
#include "rapport-onlooker.h"
#include "rapport-plan.h"
#include "rapport-publish.h"
#include "rapport-stems.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* More than these are not looked at one by one. */
#define MOST_ROWS 12

struct _RapportCardLinks
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportPlacement *card;
  RapportWorkItem *item;
  RapportMonthWords *months;
  gboolean public_only;

  AdwPreferencesGroup *tried;
  AdwPreferencesGroup *plan;
  AdwPreferencesGroup *tasks;
  AdwPreferencesGroup *boards;
  RapportChoiceRow *month;
  GtkWidget *put;
  GPtrArray *rows; /* of GtkWidget, not owned, each with its group */
  guint later;     /* source */
};

enum
{
  SIGNAL_CARD_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportCardLinks, rapport_card_links, ADW_TYPE_BIN)

/* Rows. */

static void
clear_rows (RapportCardLinks *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static GtkWidget *
add_row (RapportCardLinks *self,
         AdwPreferencesGroup *group,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (group, row);
  return row;
}

static void
let_open (GtkWidget *row, GCallback callback, RapportCardLinks *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
}

static void
open_item_cb (RapportCardLinks *self, GtkWidget *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-work-item", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "id"));
}

static void
open_card_cb (RapportCardLinks *self, GtkWidget *row)
{
  RapportRecord *card = g_object_get_data (G_OBJECT (row), "card");

  g_signal_emit (self, signals[SIGNAL_CARD_OPENED], 0,
                 rapport_record_get_text (card, RAPPORT_PLACEMENT_BOARD),
                 rapport_record_get_id (card));
}

/* Whether what is about to be shown is for whoever looks at it. */
static gboolean
may_show (RapportCardLinks *self, RapportRecord *record)
{
  g_autoptr (RapportPublicRecord) copy = NULL;

  if (!self->public_only)
    return TRUE;
  copy = rapport_publish (record, rapport_record_get_client_id (record));
  return copy != NULL;
}

static const char *
name_status (RapportRecord *item)
{
  return rapport_field_get_word_label (&rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS],
                                       rapport_record_get_text (item, RAPPORT_WORK_ITEM_STATUS));
}

/* (transfer full): the lines of plans that point at the item, by month. */
static GPtrArray *
find_lines (RapportCardLinks *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLAN_LINE);

  rapport_query_where_text (query, RAPPORT_PLAN_LINE_WORK_ITEM,
                            rapport_record_get_id (RAPPORT_RECORD (self->item)));
  rapport_query_order_by (query, RAPPORT_PLAN_LINE_MONTH, FALSE);
  rapport_onlooker_narrow (self->library, query);
  return rapport_library_find (self->library, query, NULL);
}

/* (transfer full): "November 2026" */
static char *
name_month (RapportDay month)
{
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);

  return rapport_locale_capitalize (name);
}

static void
show_plan (RapportCardLinks *self)
{
  g_autoptr (GPtrArray) lines = self->item != NULL ? find_lines (self) : NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      RapportRecord *line = lines->pdata[i];
      const gboolean dropped = rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_DROPPED);
      g_autofree char *month = name_month (rapport_record_get_day (line, RAPPORT_PLAN_LINE_MONTH));
      GtkWidget *row;

      if (!may_show (self, line))
        continue;
      row =
        add_row (self, self->plan, month,
                 dropped ? _ ("Taken out of the plan") : name_status (RAPPORT_RECORD (self->item)));

      g_object_set_data_full (G_OBJECT (row), "id",
                              g_strdup (rapport_record_get_id (RAPPORT_RECORD (self->item))),
                              g_free);
      let_open (row, G_CALLBACK (open_item_cb), self);
    }
}

static void
show_tasks (RapportCardLinks *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);
  g_autoptr (GPtrArray) parts = NULL;
  guint n = 0;

  if (self->item != NULL)
    {
      rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT,
                                rapport_record_get_client_id (RAPPORT_RECORD (self->item)));
      rapport_query_where_text (query, RAPPORT_WORK_ITEM_PARENT,
                                rapport_record_get_id (RAPPORT_RECORD (self->item)));
      rapport_query_order_by (query, RAPPORT_WORK_ITEM_ORDER, FALSE);
      rapport_query_set_limit (query, MOST_ROWS);
      rapport_onlooker_narrow (self->library, query);
      parts = rapport_library_find (self->library, query, NULL);
    }
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      RapportRecord *part = parts->pdata[i];
      GtkWidget *row;

      if (!may_show (self, part))
        continue;
      row = add_row (self, self->tasks, rapport_record_get_title (part), name_status (part));
      n++;
      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (rapport_record_get_id (part)),
                              g_free);
      let_open (row, G_CALLBACK (open_item_cb), self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), n > 0);
}

static void
show_boards (RapportCardLinks *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);
  g_autoptr (GPtrArray) cards = NULL;
  guint n = 0;

  if (self->item != NULL)
    {
      rapport_query_where_text (query, RAPPORT_PLACEMENT_ITEM,
                                rapport_record_get_id (RAPPORT_RECORD (self->item)));
      rapport_onlooker_narrow (self->library, query);
      cards = rapport_library_find (self->library, query, NULL);
    }
  for (guint i = 0; cards != NULL && i < cards->len && n < MOST_ROWS; i++)
    {
      RapportRecord *card = cards->pdata[i];
      const char *board_id = rapport_record_get_text (card, RAPPORT_PLACEMENT_BOARD);
      g_autoptr (RapportRecord) board =
        rapport_library_get (self->library, RAPPORT_TYPE_IDEA_BOARD, board_id);
      GtkWidget *row;

      if (board == NULL || rapport_record_is_trashed (board) ||
          !rapport_onlooker_may_see (self->library, board) || !may_show (self, board) ||
          !may_show (self, card) ||
          g_str_equal (board_id, rapport_record_get_text (RAPPORT_RECORD (self->card),
                                                          RAPPORT_PLACEMENT_BOARD)))
        continue;
      row = add_row (self, self->boards, rapport_record_get_title (board), NULL);
      g_object_set_data_full (G_OBJECT (row), "card", g_object_ref (card), g_object_unref);
      let_open (row, G_CALLBACK (open_card_cb), self);
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->boards), n > 0);
}

/* (transfer full): what, why, with what result. */
static char *
tell_attempt (RapportRecord *item)
{
  static const guint fields[] = { RAPPORT_WORK_ITEM_WHY, RAPPORT_WORK_ITEM_RESULT };
  g_autoptr (GString) text = g_string_new (name_status (item));
  const RapportDay day = rapport_record_get_day (item, RAPPORT_WORK_ITEM_DONE_DAY);

  if (day != RAPPORT_DAY_NONE)
    {
      g_autofree char *when = rapport_locale_date (rapport_format_locale (), day);

      g_string_append_printf (text, " · %s", when);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*rapport_record_get_text (item, fields[i]) != '\0')
      g_string_append_printf (
        text, "\n%s: %s",
        g_dgettext (GETTEXT_PACKAGE, rapport_work_item_info.fields[fields[i]].label),
        rapport_record_get_text (item, fields[i]));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
show_tried (RapportCardLinks *self)
{
  RapportRecord *item = RAPPORT_RECORD (self->item);
  g_autoptr (GPtrArray) tried = NULL;

  if (item != NULL && !self->public_only)
    tried = rapport_boards_find_tried (self->library, rapport_record_get_client_id (item),
                                       rapport_record_get_text (item, RAPPORT_WORK_ITEM_TITLE),
                                       rapport_record_get_id (item), rapport_stems_index_text);
  for (guint i = 0; tried != NULL && i < tried->len; i++)
    {
      g_autofree char *told = tell_attempt (tried->pdata[i]);
      GtkWidget *row =
        add_row (self, self->tried, rapport_record_get_title (tried->pdata[i]), told);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tried), tried != NULL && tried->len > 0);
}

/* The month of the plan. */

static RapportDay
get_month (RapportCardLinks *self)
{
  return rapport_month_words_parse (rapport_choice_row_get_value (self->month));
}

static void
month_chosen_cb (RapportCardLinks *self)
{
  g_autofree char *month = rapport_locale_month (rapport_format_locale (), get_month (self));
  /* Translators: %s is a month, "November 2026" */
  g_autofree char *title = g_strdup_printf (_ ("Put into the Plan of %s"), month);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->put), title);
}

static void
suggest_month (RapportCardLinks *self)
{
  const RapportDay now = rapport_day_month (rapport_format_today (self->library));
  const RapportDay month =
    self->card != NULL ? rapport_cards_get_plan_month (self->library, self->card) : now;
  g_autofree char *word = rapport_month_words_write (month);

  rapport_month_words_offer (self->months, self->month, now, month, NULL);
  rapport_choice_row_set_value (self->month, word);
  month_chosen_cb (self);
}

/* Following. */

static void
refresh (RapportCardLinks *self)
{
  clear_rows (self);
  show_plan (self);
  show_tasks (self);
  show_boards (self);
  show_tried (self);
}

static void
later_cb (gpointer user_data)
{
  RapportCardLinks *self = user_data;

  self->later = 0;
  refresh (self);
}

/* When nothing else is to be done: who goes from card to card does not wait for it. */
static void
refresh_later (RapportCardLinks *self)
{
  if (self->later == 0)
    self->later = g_idle_add_once (later_cb, self);
}

static void
committed_cb (RapportCardLinks *self, RapportChangeSet *set)
{
  if (self->card == NULL)
    return;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info == &rapport_work_item_info || info == &rapport_plan_line_info ||
          info == &rapport_placement_info || info == &rapport_idea_board_info)
        {
          refresh_later (self);
          return;
        }
    }
}

/* The object. */

static void
rapport_card_links_dispose (GObject *object)
{
  RapportCardLinks *self = RAPPORT_CARD_LINKS (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->tried);
  g_clear_object (&self->item);
  g_clear_object (&self->card);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_card_links_parent_class)->dispose (object);
}

static void
rapport_card_links_finalize (GObject *object)
{
  RapportCardLinks *self = RAPPORT_CARD_LINKS (object);

  g_ptr_array_unref (self->rows);
  rapport_month_words_free (self->months);
  G_OBJECT_CLASS (rapport_card_links_parent_class)->finalize (object);
}

static void
rapport_card_links_class_init (RapportCardLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_card_links_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_card_links_finalize;
  signals[SIGNAL_CARD_OPENED] =
    g_signal_new ("card-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static AdwPreferencesGroup *
make_group (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return ADW_PREFERENCES_GROUP (group);
}

static gboolean
is_planned (RapportCardLinks *self, RapportDay month)
{
  g_autoptr (GPtrArray) lines = self->item != NULL ? find_lines (self) : NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (rapport_record_get_day (lines->pdata[i], RAPPORT_PLAN_LINE_MONTH) == month &&
        !rapport_record_get_boolean (lines->pdata[i], RAPPORT_PLAN_LINE_DROPPED))
      return TRUE;
  return FALSE;
}

/* Into the plan of the month that is chosen. */
static void
put_cb (RapportCardLinks *self)
{
  const RapportDay month = get_month (self);
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);
  g_autofree char *said = NULL;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (self->card == NULL || month == RAPPORT_DAY_NONE)
    return;
  if (is_planned (self, month))
    {
      said = g_strdup_printf (_ ("It is in the plan of %s already"), name);
      rapport_toast_show (GTK_WIDGET (self), said);
      return;
    }
  transaction = rapport_transaction_begin (self->library, _ ("Put into the Plan"));
  if (rapport_cards_plan (transaction, self->library, self->card, month) == NULL)
    return;
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  said = g_strdup_printf (_ ("Put into the plan of %s"), name);
  rapport_toast_show_undo (GTK_WIDGET (self), said);
}

static void
add_plan_rows (RapportCardLinks *self)
{
  GtkWidget *month = rapport_choice_row_new (_ ("Month of the plan"));

  self->month = RAPPORT_CHOICE_ROW (month);
  g_signal_connect_swapped (month, "chosen", G_CALLBACK (month_chosen_cb), self);
  adw_preferences_group_add (self->plan, month);
  self->put = adw_button_row_new ();
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->put), "list-add-symbolic");
  g_signal_connect_swapped (self->put, "activated", G_CALLBACK (put_cb), self);
  adw_preferences_group_add (self->plan, self->put);
}

static void
rapport_card_links_init (RapportCardLinks *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->rows = g_ptr_array_new ();
  self->months = rapport_month_words_new ();
  self->tried = ADW_PREFERENCES_GROUP (g_object_ref_sink (adw_preferences_group_new ()));
  adw_preferences_group_set_title (self->tried, _ ("Was Tried Before"));
  self->plan = make_group (box, C_ ("card", "Plan"));
  self->tasks = make_group (box, C_ ("card", "Tasks"));
  self->boards = make_group (box, _ ("Also on the Boards"));
  add_plan_rows (self);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
rapport_card_links_new (RapportLibrary *library)
{
  RapportCardLinks *self = g_object_new (RAPPORT_TYPE_CARD_LINKS, NULL);

  self->library = g_object_ref (library);
  gtk_widget_set_visible (GTK_WIDGET (self->month), !rapport_library_is_read_only (library));
  gtk_widget_set_visible (self->put, !rapport_library_is_read_only (library));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkWidget *
rapport_card_links_get_tried (RapportCardLinks *self)
{
  return GTK_WIDGET (self->tried);
}

void
rapport_card_links_set_card (RapportCardLinks *self, RapportPlacement *card, RapportWorkItem *item)
{
  g_set_object (&self->card, card);
  g_set_object (&self->item, item);
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->tried), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->boards), FALSE);
  suggest_month (self);
  refresh_later (self);
}

void
rapport_card_links_set_public_only (RapportCardLinks *self, gboolean public_only)
{
  self->public_only = public_only;
  if (public_only)
    gtk_widget_set_visible (GTK_WIDGET (self->tried), FALSE);
  refresh_later (self);
}
