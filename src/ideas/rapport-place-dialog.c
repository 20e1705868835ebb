/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-place-dialog.h"

#include "rapport-onlooker.h"
#include "rapport-records.h"
#include "rapport-scene-item.h"
#include "rapport-status-icon.h"

#include <glib/gi18n-lib.h>

struct _RapportPlaceDialog
{
  RapportChooser parent_instance;

  RapportLibrary *library;
  char *client_id;
  GHashTable *placed; /* ids of work items that lie on the board */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (RapportPlaceDialog, rapport_place_dialog, RAPPORT_TYPE_CHOOSER)

/* The shape of its status stands before each title, and its word is told. */

static GtkWidget *
make_mark (RapportChooser *self)
{
  return rapport_status_icon_new ();
}

static const char *
show_mark (RapportChooser *self, GtkWidget *mark, RapportChooserItem *offer)
{
  const char *word = rapport_chooser_item_get_word (offer);
  const char *label = rapport_scene_status_get_label (word);

  rapport_status_icon_set_status (RAPPORT_STATUS_ICON (mark), word);
  return label != NULL ? _ (label) : word;
}

/* Reading: first what lies on the board, then what does not. */

static const char *
get_text (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : "";
}

static void
items_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportPlaceDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The ideas of a client can't be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];

      if (!g_hash_table_contains (self->placed, row->id))
        g_ptr_array_add (offers,
                         rapport_chooser_item_new (row->id, get_text (row, RAPPORT_WORK_ITEM_TITLE),
                                                   NULL, get_text (row, RAPPORT_WORK_ITEM_STATUS)));
    }
  rapport_chooser_take (RAPPORT_CHOOSER (self), g_steal_pointer (&offers));
}

static void
read_items (RapportPlaceDialog *self)
{
  static const guint fields[] = { RAPPORT_WORK_ITEM_TITLE, RAPPORT_WORK_ITEM_STATUS };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT, self->client_id);
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, TRUE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_onlooker_narrow (self->library, query);
  rapport_library_find_rows_async (self->library, query, self->reading, items_read_cb,
                                   g_object_ref (self));
}

static void
cards_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportPlaceDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The cards of a board can't be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_hash_table_add (self->placed, g_strdup (get_text (rows->pdata[i], RAPPORT_PLACEMENT_ITEM)));
  read_items (self);
}

static void
read_cards (RapportPlaceDialog *self, const char *board_id)
{
  static const guint fields[] = { RAPPORT_PLACEMENT_ITEM };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);

  rapport_query_where_text (query, RAPPORT_PLACEMENT_BOARD, board_id);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_library_find_rows_async (self->library, query, self->reading, cards_read_cb,
                                   g_object_ref (self));
}

/* The object. */

static void
rapport_place_dialog_dispose (GObject *object)
{
  RapportPlaceDialog *self = RAPPORT_PLACE_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_place_dialog_parent_class)->dispose (object);
}

static void
rapport_place_dialog_finalize (GObject *object)
{
  RapportPlaceDialog *self = RAPPORT_PLACE_DIALOG (object);

  g_hash_table_unref (self->placed);
  g_free (self->client_id);
  G_OBJECT_CLASS (rapport_place_dialog_parent_class)->finalize (object);
}

static void
rapport_place_dialog_class_init (RapportPlaceDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_place_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_place_dialog_finalize;
  RAPPORT_CHOOSER_CLASS (klass)->make_mark = make_mark;
  RAPPORT_CHOOSER_CLASS (klass)->show_mark = show_mark;
}

static void
rapport_place_dialog_init (RapportPlaceDialog *self)
{
  self->placed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reading = g_cancellable_new ();
}

AdwDialog *
rapport_place_dialog_new (RapportLibrary *library, const char *client_id, const char *board_id)
{
  const RapportChooserWords words = {
    .title = _ ("Put on the Board"),
    .search = _ ("Search ideas and tasks"),
    .list = _ ("Ideas"),
    .none = _ ("Nothing to Put There"),
    .none_why = _ ("Every idea and task of this client lies on the board already."),
    .not_found = _ ("No idea or task that is not on the board is called so."),
  };
  RapportPlaceDialog *self = g_object_new (RAPPORT_TYPE_PLACE_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->client_id = g_strdup (client_id);
  rapport_chooser_set_words (RAPPORT_CHOOSER (self), &words);
  rapport_chooser_set_lasting (RAPPORT_CHOOSER (self), TRUE);
  read_cards (self, board_id);
  return ADW_DIALOG (self);
}
