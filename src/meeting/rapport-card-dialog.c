/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-dialog.h"

#include "rapport-boards.h"
#include "rapport-card-words.h"
#include "rapport-onlooker.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More are looked through in pieces. */
#define MOST_AT_ONCE 1000

/* A card that is offered. */

#define RAPPORT_TYPE_OFFERED_CARD (rapport_offered_card_get_type ())
G_DECLARE_FINAL_TYPE (RapportOfferedCard, rapport_offered_card, RAPPORT, OFFERED_CARD, GObject)

struct _RapportOfferedCard
{
  GObject parent_instance;

  char *id;
  char *title;
  char *board;
  char *folded; /* of both */
};

G_DEFINE_FINAL_TYPE (RapportOfferedCard, rapport_offered_card, G_TYPE_OBJECT)

static void
rapport_offered_card_finalize (GObject *object)
{
  RapportOfferedCard *self = RAPPORT_OFFERED_CARD (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->board);
  g_free (self->folded);
  G_OBJECT_CLASS (rapport_offered_card_parent_class)->finalize (object);
}

static void
rapport_offered_card_class_init (RapportOfferedCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_offered_card_finalize;
}

static void
rapport_offered_card_init (RapportOfferedCard *self)
{
}

/* The dialog. */

struct _RapportCardDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  char *client_id;
  char *card_id;
  GHashTable *boards; /* id → title */
  GHashTable *items;  /* id → title of work items */
  GCancellable *reading;
  GListStore *cards;
  GtkCustomFilter *filter;
  char *needle;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;
  GtkWidget *loose;
};

G_DEFINE_FINAL_TYPE (RapportCardDialog, rapport_card_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

static gboolean
is_offered_cb (gpointer item, gpointer user_data)
{
  RapportCardDialog *self = user_data;

  return *self->needle == '\0' ||
         strstr (RAPPORT_OFFERED_CARD (item)->folded, self->needle) != NULL;
}

static GListModel *
get_model (RapportCardDialog *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (self->list));
}

static void
show_state_cb (RapportCardDialog *self)
{
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->cards)) > 0;

  if (self->reading != NULL)
    return;
  gtk_stack_set_visible_child_name (
    self->stack, g_list_model_get_n_items (get_model (self)) > 0 ? "list" : "empty");
  adw_status_page_set_title (self->empty, any ? _ ("Nothing Found") : _ ("No Cards"));
  adw_status_page_set_description (self->empty,
                                   any ? _ ("No card of this client is called so.")
                                       : _ ("This client’s matrix of ideas has no cards yet."));
}

static void
look_up (RapportCardDialog *self)
{
  g_free (self->needle);
  self->needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_state_cb (self);
}

static void
search_changed_cb (RapportCardDialog *self)
{
  look_up (self);
}

static void
choose (RapportCardDialog *self, const char *id)
{
  g_signal_emit (self, chosen_signal, 0, id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activated_cb (RapportCardDialog *self, guint position)
{
  g_autoptr (RapportOfferedCard) card = g_list_model_get_item (get_model (self), position);

  if (card != NULL)
    choose (self, card->id);
}

/* Who types and presses Enter means what was typed last. */
static void
entry_activated_cb (RapportCardDialog *self)
{
  look_up (self);
  activated_cb (self, 0);
}

static void
stopped_cb (RapportCardDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
loose_cb (RapportCardDialog *self)
{
  choose (self, "");
}

/* Rows. */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "dimmed");
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (RapportCardDialog *self, GtkListItem *item)
{
  RapportOfferedCard *card = gtk_list_item_get_item (item);
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), card->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), card->board);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (words),
                          g_strcmp0 (card->id, self->card_id) == 0);
  gtk_list_item_set_accessible_label (item, card->title);
  gtk_list_item_set_accessible_description (item, card->board);
}

/* Reading: first what cards point at, then the cards. */

static const char *
get_text (const RapportRow *row, guint field)
{
  return row->values[field] != NULL ? g_variant_get_string (row->values[field], NULL) : NULL;
}

static RapportOfferedCard *
offer (RapportCardDialog *self, const RapportRow *row)
{
  const char *board = g_hash_table_lookup (self->boards, get_text (row, RAPPORT_PLACEMENT_BOARD));
  const char *item = get_text (row, RAPPORT_PLACEMENT_ITEM);
  const char *title = item != NULL ? g_hash_table_lookup (self->items, item) : NULL;
  g_autofree char *both = NULL;
  RapportOfferedCard *card;

  /* What it points at may be not for these eyes. */
  if (board == NULL || (item != NULL && title == NULL))
    return NULL;
  card = g_object_new (RAPPORT_TYPE_OFFERED_CARD, NULL);
  card->id = g_strdup (row->id);
  card->title = rapport_card_words (get_text (row, RAPPORT_PLACEMENT_KIND), title,
                                    get_text (row, RAPPORT_PLACEMENT_TEXT),
                                    get_text (row, RAPPORT_PLACEMENT_ADDRESS));
  card->board = g_strdup (board);
  both = g_strdup_printf ("%s\n%s", card->title, board);
  card->folded = g_utf8_casefold (both, -1);
  return card;
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
      RapportOfferedCard *card = offer (self, rows->pdata[i]);

      if (card != NULL)
        g_ptr_array_add (cards, card);
    }
  g_clear_object (&self->reading);
  gtk_filter_list_model_set_incremental (
    GTK_FILTER_LIST_MODEL (gtk_no_selection_get_model (GTK_NO_SELECTION (get_model (self)))),
    cards->len > MOST_AT_ONCE);
  g_list_store_splice (self->cards, 0, 0, cards->pdata, cards->len);
  show_state_cb (self);
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
show_list (RapportCardDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *offered;

  self->filter = gtk_custom_filter_new (is_offered_cb, self, NULL);
  offered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->cards)),
                                       GTK_FILTER (g_object_ref (self->filter)));
  g_signal_connect_object (offered, "items-changed", G_CALLBACK (show_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (offered))));
  g_object_unref (factory);
}

static void
rapport_card_dialog_dispose (GObject *object)
{
  RapportCardDialog *self = RAPPORT_CARD_DIALOG (object);

  g_cancellable_cancel (self->reading);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CARD_DIALOG);
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
  g_object_unref (self->cards);
  g_free (self->client_id);
  g_free (self->card_id);
  g_free (self->needle);
  G_OBJECT_CLASS (rapport_card_dialog_parent_class)->finalize (object);
}

static void
rapport_card_dialog_class_init (RapportCardDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_card_dialog_dispose;
  object_class->finalize = rapport_card_dialog_finalize;
  chosen_signal = g_signal_new ("chosen", RAPPORT_TYPE_CARD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/card-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportCardDialog, search);
  gtk_widget_class_bind_template_child (widget_class, RapportCardDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportCardDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RapportCardDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportCardDialog, loose);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, loose_cb);
}

static void
rapport_card_dialog_init (RapportCardDialog *self)
{
  self->boards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cards = g_list_store_new (RAPPORT_TYPE_OFFERED_CARD);
  self->reading = g_cancellable_new ();
  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_card_dialog_new (RapportLibrary *library, const char *client_id, const char *card_id)
{
  RapportCardDialog *self = g_object_new (RAPPORT_TYPE_CARD_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->client_id = g_strdup (client_id);
  self->card_id = g_strdup (card_id);
  gtk_widget_set_visible (self->loose, card_id != NULL);
  show_list (self);
  read_boards (self);
  read_items (self);
  return ADW_DIALOG (self);
}
