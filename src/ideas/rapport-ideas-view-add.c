/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put on a board besides ideas, notes and frames, and what is made of several cards. */
#include "rapport-ideas-view-private.h"

#include "rapport-own-metrics.h"
#include "rapport-place-dialog.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define FIGURE_HEIGHT 96.0
#define LINK_HEIGHT   72.0
#define FRAME_MARGIN  24.0
/* Between a card and the next that is put below it. */
#define GAP 24.0

/* Where. */

/* The first lane that is seen to its middle; where none is, the first. */
static const RapportSceneItem *
find_lane (GPtrArray *items, const RapportBox *seen, gboolean column)
{
  const RapportSceneItem *found = NULL;
  gboolean found_seen = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const RapportSceneItem *item = items->pdata[i];
      const RapportSpot middle = rapport_box_centre (&item->box);
      const gboolean in_sight = column
                                  ? middle.x >= seen->x && middle.x <= rapport_box_right (seen)
                                  : middle.y >= seen->y && middle.y <= rapport_box_bottom (seen);

      if (item->kind != RAPPORT_SCENE_LANE || item->column != column)
        continue;
      if (found == NULL || in_sight > found_seen ||
          (in_sight == found_seen &&
           (column ? item->box.x < found->box.x : item->box.y < found->box.y)))
        {
          found = item;
          found_seen = in_sight;
        }
    }
  return found;
}

/* Behind the card that one is at, in its cell; else last in the first cell that one sees: what
 * happens to be in the middle would say something of the idea that nobody meant. */
static RapportPlace
find_place_in_lanes (RapportIdeasView *self, const RapportSceneItem *at, const RapportBox *seen)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_autoptr (GPtrArray) items = rapport_scene_find (scene, NULL);
  const RapportSceneItem *column = find_lane (items, seen, TRUE);
  const RapportSceneItem *row = find_lane (items, seen, FALSE);
  RapportPlace place = { seen->x, seen->y, RAPPORT_CARD_WIDTH, RAPPORT_CARD_HEIGHT };

  if (at != NULL)
    return (RapportPlace) { at->box.x + 2, at->box.y + 2, at->box.width, at->box.height };
  if (column != NULL)
    {
      place.x = rapport_box_centre (&column->box).x - place.width / 2;
      place.y = rapport_box_bottom (&column->box) - place.height / 2;
    }
  if (row != NULL)
    place.y = rapport_box_bottom (&row->box) - 1 - place.height / 2;
  return place;
}

/* Below all that lies on the board: nobody sees now where that is. */
static RapportPlace
find_place_below (RapportIdeasView *self)
{
  const RapportBox bounds = rapport_scene_get_bounds (rapport_ideas_model_get_scene (self->model));

  return (RapportPlace) { bounds.x, rapport_box_bottom (&bounds) + GAP, RAPPORT_CARD_WIDTH,
                          RAPPORT_CARD_HEIGHT };
}

RapportPlace
rapport_ideas_view_find_place (RapportIdeasView *self)
{
  const char *focused = rapport_canvas_get_focused (self->canvas);
  const RapportSceneItem *at =
    focused != NULL ? rapport_scene_get (rapport_ideas_model_get_scene (self->model), focused)
                    : NULL;
  RapportViewport viewport;
  RapportBox seen;
  RapportSpot middle;

  if (rapport_ideas_view_is_table (self))
    return find_place_below (self);
  rapport_canvas_get_viewport (self->canvas, &viewport);
  seen = rapport_viewport_get_visible (&viewport);
  middle = rapport_box_centre (&seen);
  if (at != NULL && (!rapport_scene_item_is_card (at) || !rapport_box_intersects (&seen, &at->box)))
    at = NULL;
  if (rapport_ideas_model_is_in_lanes (self->model))
    return find_place_in_lanes (self, at, &seen);
  /* Below what one is at, so that a list is written by keys alone. */
  if (at != NULL)
    return (RapportPlace) { at->box.x, rapport_box_bottom (&at->box) + GAP, RAPPORT_CARD_WIDTH,
                            RAPPORT_CARD_HEIGHT };
  return (RapportPlace) { middle.x - RAPPORT_CARD_WIDTH / 2, middle.y - RAPPORT_CARD_HEIGHT / 2,
                          RAPPORT_CARD_WIDTH, RAPPORT_CARD_HEIGHT };
}

/* Figures. */

GMenuModel *
rapport_ideas_view_create_figures_menu (RapportIdeasView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (RapportMetricSet) set = NULL;
  const RapportMetric *const *metrics;
  gsize n = 0;

  if (self->client == NULL)
    return G_MENU_MODEL (menu);
  set = rapport_own_metrics_load (self->library, rapport_ideas_view_get_client_id (self), NULL);
  metrics = set != NULL ? rapport_metric_set_get_ranked (set, &n) : NULL;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (metrics[i]->hidden)
        continue;
      item = g_menu_item_new (_ (rapport_metric_get_name (metrics[i])), NULL);
      g_menu_item_set_action_and_target (item, "ideas.add-figure", "s", metrics[i]->word);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

void
rapport_ideas_view_add_figure (RapportIdeasView *self, const char *metric)
{
  RapportNewCard card = { .kind = "figure", .metric = metric };

  if (!rapport_ideas_view_is_writable (self))
    return;
  card.place = rapport_ideas_view_find_place (self);
  card.place.height = FIGURE_HEIGHT;
  rapport_ideas_view_add_card (self, &card);
}

/* Links. */

void
rapport_ideas_view_add_link (RapportIdeasView *self)
{
  RapportNewCard card = { .kind = "link", .address = "https://" };

  if (!rapport_ideas_view_is_writable (self))
    return;
  card.place = rapport_ideas_view_find_place (self);
  card.place.height = LINK_HEIGHT;
  rapport_ideas_view_add_card (self, &card);
  /* Its address is written beside the board. */
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
}

/* Ideas and tasks that are there. */

static void
item_chosen_cb (RapportIdeasView *self, const char *work_item_id)
{
  RapportNewCard card = { .kind = "item", .item = work_item_id };

  if (!rapport_ideas_view_is_writable (self))
    return;
  card.place = rapport_ideas_view_find_place (self);
  rapport_ideas_view_put_card (self, &card);
}

void
rapport_ideas_view_add_item (RapportIdeasView *self)
{
  AdwDialog *dialog;

  if (!rapport_ideas_view_is_writable (self))
    return;
  dialog = rapport_place_dialog_new (self->library, rapport_ideas_view_get_client_id (self),
                                     rapport_ideas_model_get_board_id (self->model));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (item_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Pictures. */

static void
picture_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportIdeasView) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  const RapportPlace place = rapport_ideas_view_find_place (self);

  if (file == NULL)
    return;
  g_ptr_array_add (sources, g_steal_pointer (&file));
  rapport_ideas_view_take_pictures (self, sources, &place);
}

void
rapport_ideas_view_add_picture (RapportIdeasView *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!rapport_ideas_view_is_writable (self))
    return;
  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Put a Picture on the Board"));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        picture_chosen_cb, g_object_ref (self));
}

/* Several cards. */

/* From the first of two as one reads to the other; from the first to each of more. */
void
rapport_ideas_view_connect_selected (RapportIdeasView *self)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_autoptr (GPtrArray) order = rapport_scene_get_reading_order (scene);
  g_autoptr (RapportTransaction) transaction = NULL;
  const char *from = NULL;

  if (!rapport_ideas_view_is_writable (self))
    return;
  transaction = rapport_ideas_view_begin (self, _ ("Connect Cards"));
  for (guint i = 0; i < order->len; i++)
    {
      const RapportSceneItem *item = order->pdata[i];

      if (!rapport_canvas_is_selected (self->canvas, item->id))
        continue;
      if (from != NULL)
        rapport_cards_connect (transaction, self->library,
                               rapport_ideas_model_get_board_id (self->model), from, item->id, NULL,
                               NULL);
      else
        from = item->id;
    }
  if (rapport_transaction_is_empty (transaction))
    rapport_toast_show (GTK_WIDGET (self), _ ("Select two cards to connect them."));
  else
    rapport_ideas_view_commit (self, transaction);
}

/* A frame around what is selected. */
void
rapport_ideas_view_frame_selected (RapportIdeasView *self)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_auto (GStrv) ids = rapport_canvas_get_selected (self->canvas);
  RapportBox box = { 0 };

  if (!rapport_ideas_view_is_writable (self))
    return;
  for (char **id = ids; *id != NULL; id++)
    {
      const RapportSceneItem *item = rapport_scene_get (scene, *id);

      if (item != NULL)
        box = rapport_box_unite (&box, &item->box);
    }
  if (rapport_box_is_empty (&box))
    return;
  box = rapport_box_grow (&box, FRAME_MARGIN);
  rapport_ideas_view_edits.create (RAPPORT_SCENE_FRAME, &box, self);
}
