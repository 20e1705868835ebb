/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-queue-group.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-question-row.h"
#include "rapport-queue.h"
#include "rapport-record-list.h"
#include "rapport-row-order.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

/* Of those that are settled the last ones. */
#define MOST_SETTLED 50

struct _RapportQueueGroup
{
  AdwBin parent_instance;

  GtkToggleButton *show_settled;
  GtkWidget *quick_add;
  GtkEditable *entry;
  GtkDropDown *kind;
  GtkWidget *empty;
  GtkListBox *list;
  GtkListBox *settled_list;

  RapportLibrary *library;
  RapportClient *client;
  RapportRecordList *waiting;
  RapportRecordList *settled;
  char *wanted; /* id of the question that is to have the keyboard */
  guint arranging;
};

G_DEFINE_FINAL_TYPE (RapportQueueGroup, rapport_queue_group, ADW_TYPE_BIN)

static const char *const kinds[] = { "question", "problem", "topic" };

static const char *
get_client_id (RapportQueueGroup *self)
{
  return self->client != NULL ? rapport_record_get_id (RAPPORT_RECORD (self->client)) : "";
}

static guint
count (RapportRecordList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* (transfer full) (nullable) */
static RapportQuestion *
get_waiting (RapportQueueGroup *self, int position)
{
  return position < 0 ? NULL
                      : g_list_model_get_item (G_LIST_MODEL (self->waiting), (guint) position);
}

/* Moving. */

/* Puts a question in front of the one that stands at @position now. */
static void
put_before (RapportQueueGroup *self, RapportQuestion *question, int position)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Move a Question"));
  g_autoptr (RapportQuestion) before = get_waiting (self, position - 1);
  g_autoptr (RapportQuestion) after = get_waiting (self, position);
  g_autoptr (GError) error = NULL;

  g_set_str (&self->wanted, rapport_record_get_id (RAPPORT_RECORD (question)));
  rapport_queue_move (transaction, question, before, after);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  put_before (user_data, rapport_question_row_get_question (RAPPORT_QUESTION_ROW (row)),
              to > from ? to + 1 : to);
}

/* What is shown. */

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  RapportQueueGroup *self = user_data;

  return rapport_question_row_new (self->library, item);
}

static void
arrange (RapportQueueGroup *self)
{
  const guint n = count (self->waiting);
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  for (guint i = 0; i < n; i++)
    {
      RapportQuestionRow *row =
        RAPPORT_QUESTION_ROW (gtk_list_box_get_row_at_index (self->list, (int) i));
      RapportRecord *question = RAPPORT_RECORD (rapport_question_row_get_question (row));

      rapport_question_row_set_place (row, i == 0, i + 1 == n);
      if (g_strcmp0 (rapport_record_get_id (question), wanted) == 0)
        gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
update (RapportQueueGroup *self)
{
  const guint n = count (self->waiting);
  const guint n_settled = count (self->settled);
  g_autofree char *number = rapport_locale_count (rapport_format_locale (), n_settled);
  /* Translators: questions that were settled; %s is how many */
  g_autofree char *label = g_strdup_printf (_ ("Settled: %s"), number);

  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->empty, n == 0 && !rapport_onlooker_is_there (self->library));
  gtk_button_set_label (GTK_BUTTON (self->show_settled), label);
  gtk_widget_set_visible (GTK_WIDGET (self->show_settled), n_settled > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->settled_list),
                          n_settled > 0 && gtk_toggle_button_get_active (self->show_settled));
}

static void
arrange_cb (gpointer user_data)
{
  RapportQueueGroup *self = user_data;

  self->arranging = 0;
  arrange (self);
}

/* Later: a row that moves is reported as gone and come. */
static void
items_changed_cb (RapportQueueGroup *self)
{
  update (self);
  if (self->arranging == 0)
    self->arranging = g_idle_add_once (arrange_cb, self);
}

static void
show_settled_cb (RapportQueueGroup *self)
{
  if (self->settled != NULL)
    update (self);
}

static void
row_activated_cb (RapportQueueGroup *self, GtkListBoxRow *row)
{
  rapport_question_row_edit (RAPPORT_QUESTION_ROW (row));
}

/* Adding. */

static void
add_cb (RapportQueueGroup *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (*text == '\0' || self->client == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Add to the Queue"));
  rapport_queue_add (transaction, self->library, get_client_id (self),
                     kinds[gtk_drop_down_get_selected (self->kind)], text, NULL);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else
    gtk_editable_set_text (self->entry, "");
}

/* Whose queue it is. */

static RapportQuery *
make_waiting_query (RapportQueueGroup *self)
{
  RapportQuery *query = rapport_queue_query (get_client_id (self));

  rapport_onlooker_narrow (self->library, query);
  return query;
}

static RapportQuery *
make_settled_query (RapportQueueGroup *self)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_QUESTION);

  rapport_query_where_text (query, RAPPORT_QUESTION_CLIENT, get_client_id (self));
  rapport_query_where (query, RAPPORT_QUESTION_STATUS, RAPPORT_TEST_DIFFERENT,
                       g_variant_new_string ("open"));
  rapport_onlooker_narrow (self->library, query);
  rapport_query_order_by (query, RAPPORT_QUESTION_DAY, TRUE);
  return rapport_query_set_limit (query, MOST_SETTLED);
}

static void
ask_again (RapportQueueGroup *self)
{
  g_autoptr (RapportQuery) waiting = make_waiting_query (self);
  g_autoptr (RapportQuery) settled = make_settled_query (self);

  rapport_record_list_set_query (self->waiting, waiting);
  rapport_record_list_set_query (self->settled, settled);
  update (self);
}

static void
onlooker_changed_cb (RapportQueueGroup *self)
{
  ask_again (self);
}

/* The object. */

static void
rapport_queue_group_dispose (GObject *object)
{
  RapportQueueGroup *self = RAPPORT_QUEUE_GROUP (object);

  g_clear_handle_id (&self->arranging, g_source_remove);
  if (self->waiting != NULL)
    g_signal_handlers_disconnect_by_data (self->waiting, self);
  if (self->settled != NULL)
    g_signal_handlers_disconnect_by_data (self->settled, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_QUEUE_GROUP);
  g_clear_object (&self->waiting);
  g_clear_object (&self->settled);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (rapport_queue_group_parent_class)->dispose (object);
}

static void
rapport_queue_group_class_init (RapportQueueGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_queue_group_dispose;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/queue-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, show_settled);
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, quick_add);
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, kind);
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, list);
  gtk_widget_class_bind_template_child (widget_class, RapportQueueGroup, settled_list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_settled_cb);
}

static void
rapport_queue_group_init (RapportQueueGroup *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (
      labels, rapport_field_get_word_label (&rapport_question_info.fields[RAPPORT_QUESTION_KIND],
                                            kinds[i]));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (labels));
}

GtkWidget *
rapport_queue_group_new (RapportLibrary *library)
{
  RapportQueueGroup *self = g_object_new (RAPPORT_TYPE_QUEUE_GROUP, NULL);
  g_autoptr (RapportQuery) waiting = NULL;
  g_autoptr (RapportQuery) settled = NULL;

  self->library = g_object_ref (library);
  waiting = make_waiting_query (self);
  settled = make_settled_query (self);
  self->waiting = rapport_record_list_new (library, waiting);
  self->settled = rapport_record_list_new (library, settled);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->waiting), create_row, self, NULL);
  rapport_row_order_watch (self->list, moved_cb, self);
  gtk_list_box_bind_model (self->settled_list, G_LIST_MODEL (self->settled), create_row, self,
                           NULL);
  g_signal_connect_swapped (self->waiting, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (self->settled, "items-changed", G_CALLBACK (items_changed_cb), self);
  gtk_widget_set_visible (self->quick_add, !rapport_library_is_read_only (library));
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  update (self);
  return GTK_WIDGET (self);
}

void
rapport_queue_group_set_client (RapportQueueGroup *self, RapportClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  gtk_toggle_button_set_active (self->show_settled, FALSE);
  ask_again (self);
}
