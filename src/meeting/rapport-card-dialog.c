/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-dialog.h"

#include "rapport-boards.h"
#include "rapport-card-words.h"
#include "rapport-onlooker.h"

#include <glib/gi18n-lib.h>
struct _RapportCardDialog
{
  RapportChooser parent_instance;

  RapportLibrary *library;
  char *client_id;
  GHashTable *boards; /* id → title */
  GHashTable *items;  /* id → title of work items */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (RapportCardDialog, rapport_card_dialog, RAPPORT_TYPE_CHOOSER)

static void
loose_cb (RapportChooser *self)
{
  rapport_chooser_choose (self, "");
}

/* Reading: first what cards point at, then the cards. */

static const char *
get_text (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : NULL;
}

static RapportChooserItem *
offer (RapportCardDialog *self, const RapportRow *row)
{
  const char *board = g_hash_table_lookup (self->boards, get_text (row, RAPPORT_PLACEMENT_BOARD));
  const char *item = get_text (row, RAPPORT_PLACEMENT_ITEM);
  const char *title = item != NULL ? g_hash_table_lookup (self->items, item) : NULL;
  g_autofree char *words = NULL;

  /* What it points at may be not for these eyes. */
  if (board == NULL || (item != NULL && title == NULL))
    return NULL;
  words = rapport_card_words (get_text (row, RAPPORT_PLACEMENT_KIND), title,
                              get_text (row, RAPPORT_PLACEMENT_TEXT),
                              get_text (row, RAPPORT_PLACEMENT_ADDRESS));
  return rapport_chooser_item_new (row->id, words, board, NULL);
}

static void
cards_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportCardDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The cards of a client can't be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RapportChooserItem *card = offer (self, rows->pdata[i]);

      if (card != NULL)
        g_ptr_array_add (cards, card);
    }
  rapport_chooser_take (RAPPORT_CHOOSER (self), g_steal_pointer (&cards));
}

static void
read_cards (RapportCardDialog *self)
{
  static const guint fields[] = { RAPPORT_PLACEMENT_BOARD, RAPPORT_PLACEMENT_KIND,
                                  RAPPORT_PLACEMENT_ITEM, RAPPORT_PLACEMENT_TEXT,
                                  RAPPORT_PLACEMENT_ADDRESS };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_PLACEMENT);

  rapport_query_where_text (query, RAPPORT_PLACEMENT_CLIENT, self->client_id);
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, TRUE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_onlooker_narrow (self->library, query);
  rapport_library_find_rows_async (self->library, query, self->reading, cards_read_cb,
                                   g_object_ref (self));
}

static void
items_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportCardDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("The ideas of a client can't be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      const char *title = get_text (row, RAPPORT_WORK_ITEM_TITLE);

      g_hash_table_insert (self->items, g_strdup (row->id), g_strdup (title != NULL ? title : ""));
    }
  read_cards (self);
}

static void
read_items (RapportCardDialog *self)
{
  static const guint fields[] = { RAPPORT_WORK_ITEM_TITLE };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_WORK_ITEM);

  rapport_query_where_text (query, RAPPORT_WORK_ITEM_CLIENT, self->client_id);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_onlooker_narrow (self->library, query);
  rapport_library_find_rows_async (self->library, query, self->reading, items_read_cb,
                                   g_object_ref (self));
}

static void
read_boards (RapportCardDialog *self)
{
  g_autoptr (RapportQuery) query = rapport_boards_query (self->client_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) boards = NULL;

  rapport_onlooker_narrow (self->library, query);
  boards = rapport_library_find (self->library, query, &error);
  if (boards == NULL)
    g_warning ("The boards of a client can't be read: %s", error->message);
  for (guint i = 0; boards != NULL && i < boards->len; i++)
    g_hash_table_insert (self->boards, g_strdup (rapport_record_get_id (boards->pdata[i])),
                         g_strdup (rapport_record_get_title (boards->pdata[i])));
}

static void
rapport_card_dialog_dispose (GObject *object)
{
  RapportCardDialog *self = RAPPORT_CARD_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_card_dialog_parent_class)->dispose (object);
}

static void
rapport_card_dialog_finalize (GObject *object)
{
  RapportCardDialog *self = RAPPORT_CARD_DIALOG (object);

  g_hash_table_unref (self->boards);
  g_hash_table_unref (self->items);
  g_free (self->client_id);
  G_OBJECT_CLASS (rapport_card_dialog_parent_class)->finalize (object);
}

static void
rapport_card_dialog_class_init (RapportCardDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_card_dialog_dispose;
  object_class->finalize = rapport_card_dialog_finalize;
}

static void
rapport_card_dialog_init (RapportCardDialog *self)
{
  self->boards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reading = g_cancellable_new ();
}

/* A remark may be about none. */
static void
add_loose (RapportChooser *self)
{
  GtkWidget *loose = gtk_button_new_with_mnemonic (_ ("_About No Card"));

  gtk_widget_set_halign (loose, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (loose, 6);
  gtk_widget_set_margin_bottom (loose, 12);
  g_signal_connect_swapped (loose, "clicked", G_CALLBACK (loose_cb), self);
  rapport_chooser_set_bottom (self, loose);
}

AdwDialog *
rapport_card_dialog_new (RapportLibrary *library, const char *client_id, const char *card_id)
{
  const RapportChooserWords words = {
    .title = _ ("Card of the Remark"),
    .search = _ ("Search cards"),
    .list = _ ("Cards"),
    .none = _ ("No Cards"),
    .none_why = _ ("This client’s matrix of ideas has no cards yet."),
    .not_found = _ ("No card of this client is called so."),
  };
  RapportCardDialog *self = g_object_new (RAPPORT_TYPE_CARD_DIALOG, NULL);
  RapportChooser *chooser = RAPPORT_CHOOSER (self);

  self->library = g_object_ref (library);
  self->client_id = g_strdup (client_id);
  rapport_chooser_set_words (chooser, &words);
  rapport_chooser_set_current (chooser, card_id);
  if (card_id != NULL)
    add_loose (chooser);
  read_boards (self);
  read_items (self);
  return ADW_DIALOG (self);
}
