/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-promises-group.h"

#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-promise-row.h"
#include "rapport-record-list.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

/* So many are seen at a glance; the plan has the rest. */
#define MOST_ROWS 6

struct _RapportPromisesGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportRecordList *items;

  GtkListBox *list;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (RapportPromisesGroup, rapport_promises_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return rapport_promise_row_new (RAPPORT_PROMISES_GROUP (user_data)->library, item);
}

static void
count_cb (RapportPromisesGroup *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint rest = n > MOST_ROWS ? n - MOST_ROWS : 0;
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u more promise is in the plan", "%u more promises are in the plan", rest), rest);

  gtk_label_set_text (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), rest > 0);
}

static void
show_plan_cb (RapportPromisesGroup *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-view", "s", "plan");
}

static void
forget (RapportPromisesGroup *self)
{
  if (self->items != NULL)
    g_signal_handlers_disconnect_by_func (self->items, count_cb, self);
  g_clear_object (&self->items);
}

static void
rapport_promises_group_dispose (GObject *object)
{
  RapportPromisesGroup *self = RAPPORT_PROMISES_GROUP (object);

  forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PROMISES_GROUP);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_promises_group_parent_class)->dispose (object);
}

static void
rapport_promises_group_class_init (RapportPromisesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_promises_group_dispose;
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/promises-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPromisesGroup, list);
  gtk_widget_class_bind_template_child (widget_class, RapportPromisesGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, show_plan_cb);
}

static void
rapport_promises_group_init (RapportPromisesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static RapportQuery *
make_query (RapportClient *client)
{
  static const char *const not_open[] = { "idea", "done", "confirmed", "rejected", "dropped" };
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT,
                            rapport_record_get_id (RAPPORT_RECORD (client)));
  rapport_query_where (query, RAPPORT_WORK_ITEM_CLIENT_DATE, RAPPORT_TEST_DIFFERENT, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (not_open); i++)
    rapport_query_where (query, RAPPORT_WORK_ITEM_STATUS, RAPPORT_TEST_DIFFERENT,
                         g_variant_new_string (not_open[i]));
  return rapport_query_order_by (query, RAPPORT_WORK_ITEM_CLIENT_DATE, FALSE);
}

void
rapport_promises_group_set_client (RapportPromisesGroup *self, RapportClient *client)
{
  g_autoptr (GtkSliceListModel) first = NULL;
  g_autoptr (RapportQuery) query = NULL;

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  forget (self);
  g_set_object (&self->client, client);
  if (client == NULL)
    return;
  query = make_query (client);
  rapport_onlooker_narrow (self->library, query);
  self->items = rapport_record_list_new (self->library, query);
  g_signal_connect_swapped (self->items, "items-changed", G_CALLBACK (count_cb), self);
  first = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), 0, MOST_ROWS);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (first), make_row, self, NULL);
  count_cb (self);
}

static void
onlooker_changed_cb (RapportPromisesGroup *self)
{
  g_autoptr (RapportClient) client = self->client != NULL ? g_object_ref (self->client) : NULL;

  rapport_promises_group_set_client (self, client);
}

void
rapport_promises_group_set_library (RapportPromisesGroup *self, RapportLibrary *library)
{
  g_set_object (&self->library, library);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
}
