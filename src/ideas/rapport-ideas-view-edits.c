/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user does on the canvas, done with records: one transaction each. */
#include "rapport-ideas-view-private.h"

#include "rapport-onlooker.h"
#include "rapport-stems.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define CARD_GAP 24.0

const char *
rapport_ideas_view_get_client_id (RapportIdeasView *self)
{
  return self->client != NULL ? rapport_record_get_id (RAPPORT_RECORD (self->client)) : NULL;
}

gboolean
rapport_ideas_view_is_writable (RapportIdeasView *self)
{
  return self->client != NULL && rapport_ideas_model_get_board (self->model) != NULL &&
         !rapport_library_is_read_only (self->library);
}

RapportTransaction *
rapport_ideas_view_begin (RapportIdeasView *self, const char *label)
{
  RapportTransaction *transaction = rapport_transaction_begin (self->library, label);

  rapport_transaction_set_client (transaction, rapport_ideas_view_get_client_id (self));
  return transaction;
}

gboolean
rapport_ideas_view_commit (RapportIdeasView *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

static const char *
get_board_id (RapportIdeasView *self)
{
  return rapport_ideas_model_get_board_id (self->model);
}

/* @label is (transfer full). */
static RapportTransaction *
begin_with (RapportIdeasView *self, char *label)
{
  g_autofree char *owned = label;

  return rapport_ideas_view_begin (self, owned);
}

static RapportTransaction *
begin_move (RapportIdeasView *self, guint n)
{
  return begin_with (self, g_strdup_printf (ngettext ("Move %u Card", "Move %u Cards", n), n));
}

/* Moving. */

static void
move (const char *const *ids, const RapportBox *boxes, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const guint n = g_strv_length ((char **) ids);
  g_autofree RapportPlace *places = g_new (RapportPlace, n);
  g_autoptr (RapportTransaction) transaction = begin_move (self, n);

  for (guint i = 0; i < n; i++)
    places[i] = (RapportPlace) { boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height };
  rapport_cards_place (transaction, self->library, ids, places);
  rapport_ideas_view_commit (self, transaction);
}

static void
drop (const char *const *ids, double x, double y, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);
  g_auto (RapportIdeasCell) cell = { 0 };
  g_autoptr (RapportTransaction) transaction = NULL;

  if (board == NULL || !rapport_ideas_model_find_cell (self->model, x, y, &cell))
    return;
  transaction = begin_move (self, g_strv_length ((char **) ids));
  rapport_cards_drop (transaction, self->library, board, ids, cell.column, cell.row, cell.before);
  rapport_ideas_view_commit (self, transaction);
}

static gboolean
find_cell (double x, double y, RapportBox *box, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_auto (RapportIdeasCell) cell = { 0 };

  if (!rapport_ideas_model_find_cell (self->model, x, y, &cell))
    return FALSE;
  *box = cell.box;
  return TRUE;
}

static void
copy (const char *const *ids, double dx, double dy, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const guint n = g_strv_length ((char **) ids);
  g_autoptr (RapportTransaction) transaction =
    begin_with (self, g_strdup_printf (ngettext ("Duplicate %u Card", "Duplicate %u Cards", n), n));
  g_autoptr (GPtrArray) copies =
    rapport_cards_copy (transaction, self->library, get_board_id (self), ids, dx, dy, FALSE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) copied = NULL;

  for (guint i = 0; i < copies->len; i++)
    g_strv_builder_add (builder, rapport_record_get_id (copies->pdata[i]));
  copied = g_strv_builder_end (builder);
  if (rapport_ideas_view_commit (self, transaction))
    rapport_canvas_select (self->canvas, (const char *const *) copied);
}

/* Lanes. */

/* The record of a lane; made where cards lie in one that nobody has named yet. */
static RapportLane *
need_lane (RapportIdeasView *self, RapportTransaction *transaction, const char *id)
{
  const RapportSceneItem *item =
    rapport_scene_get (rapport_ideas_model_get_scene (self->model), id);
  RapportRecord *board = RAPPORT_RECORD (rapport_ideas_model_get_board (self->model));
  const char *field;

  if (item == NULL || board == NULL || item->body == NULL || *item->body == '\0')
    return NULL;
  field = rapport_record_get_text (board, item->column ? RAPPORT_IDEA_BOARD_COLUMNS
                                                       : RAPPORT_IDEA_BOARD_ROWS);
  return rapport_boards_add_lane (transaction, self->library, get_board_id (self), field,
                                  item->body);
}

static void
size_lane (const char *id, double size, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_autoptr (RapportTransaction) transaction = rapport_ideas_view_begin (self, _ ("Resize a Lane"));
  RapportLane *lane = need_lane (self, transaction, id);

  if (lane == NULL)
    return;
  rapport_boards_size_lane (transaction, lane, size);
  rapport_ideas_view_commit (self, transaction);
}

static void
move_lane (const char *id, const char *before, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_autoptr (RapportTransaction) transaction = rapport_ideas_view_begin (self, _ ("Move a Lane"));
  RapportLane *lane = need_lane (self, transaction, id);
  RapportLane *other = before != NULL ? need_lane (self, transaction, before) : NULL;

  if (lane == NULL)
    return;
  rapport_boards_move_lane (transaction, self->library, lane, other);
  rapport_ideas_view_commit (self, transaction);
}

/* New things. */

static void
connect (
  const char *from, RapportSide from_side, const char *to, RapportSide to_side, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_autoptr (RapportTransaction) transaction = rapport_ideas_view_begin (self, _ ("Connect Cards"));

  rapport_cards_connect (transaction, self->library, get_board_id (self), from, to,
                         rapport_side_to_word (from_side), rapport_side_to_word (to_side));
  rapport_ideas_view_commit (self, transaction);
}

static void
show_new (RapportIdeasView *self, RapportTransaction *transaction, RapportRecord *record)
{
  g_autofree char *id = g_strdup (rapport_record_get_id (record));

  if (rapport_ideas_view_commit (self, transaction))
    rapport_canvas_edit (self->canvas, id);
}

/* In lanes, a new card belongs where it was put. */
static void
put_into_cell (RapportIdeasView *self,
               RapportTransaction *transaction,
               RapportPlacement *card,
               const RapportPlace *place)
{
  const char *const ids[] = { rapport_record_get_id (RAPPORT_RECORD (card)), NULL };
  g_auto (RapportIdeasCell) cell = { 0 };

  if (rapport_ideas_model_find_cell (self->model, place->x + place->width / 2,
                                     place->y + place->height / 2, &cell))
    rapport_cards_drop (transaction, self->library, rapport_ideas_model_get_board (self->model),
                        ids, cell.column, cell.row, cell.before);
}

/* Where a card that is put into a lane lies when the board is free again: below the card that one
 * is at, where that lies then. Two of them must not lie upon each other. */
static RapportPlace
find_free_place (RapportIdeasView *self, const RapportPlace *place)
{
  const char *focused = rapport_canvas_get_focused (self->canvas);
  g_autoptr (RapportRecord) at =
    focused != NULL ? rapport_cards_find (self->library, focused) : NULL;
  RapportPlace above;

  if (at == NULL || !rapport_cards_get_place (at, &above))
    return *place;
  return (RapportPlace) { above.x, above.y + above.height + CARD_GAP, place->width, place->height };
}

RapportPlacement *
rapport_ideas_view_lay_card (RapportIdeasView *self,
                             RapportTransaction *transaction,
                             const RapportNewCard *card)
{
  const gboolean in_lanes = rapport_ideas_model_is_in_lanes (self->model);
  RapportNewCard laid = *card;
  RapportPlacement *placement;

  if (in_lanes)
    laid.place = find_free_place (self, &card->place);
  placement = rapport_cards_add (transaction, self->library, get_board_id (self), &laid);
  if (placement != NULL && in_lanes)
    put_into_cell (self, transaction, placement, &card->place);
  return placement;
}

void
rapport_ideas_view_add_card (RapportIdeasView *self, const RapportNewCard *card)
{
  g_autoptr (RapportTransaction) transaction = rapport_ideas_view_begin (self, _ ("Add a Card"));

  show_new (self, transaction,
            RAPPORT_RECORD (rapport_ideas_view_lay_card (self, transaction, card)));
}

void
rapport_ideas_view_put_card (RapportIdeasView *self, const RapportNewCard *card)
{
  g_autoptr (RapportTransaction) transaction = rapport_ideas_view_begin (self, _ ("Add a Card"));
  RapportPlacement *placement = rapport_ideas_view_lay_card (self, transaction, card);
  g_autofree char *id = g_strdup (rapport_record_get_id (RAPPORT_RECORD (placement)));

  if (rapport_ideas_view_commit (self, transaction))
    rapport_canvas_show (self->canvas, id);
}

static void
create (RapportSceneKind kind, const RapportBox *box, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  const RapportPlace place = { box->x, box->y, box->width, box->height };
  const gboolean note = kind == RAPPORT_SCENE_NOTE;
  const RapportNewCard card = { .kind = note ? "note" : "item",
                                .title = note ? NULL : _ ("New idea"),
                                .text = note ? "" : NULL,
                                .place = place };
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportFrame *frame;

  if (!rapport_ideas_view_is_writable (self))
    return;
  if (kind != RAPPORT_SCENE_FRAME)
    {
      rapport_ideas_view_add_card (self, &card);
      return;
    }
  /* Elsewhere it could not be seen. */
  if (rapport_ideas_model_is_in_lanes (self->model) || rapport_ideas_view_is_table (self))
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("Frames lie on a free board."));
      return;
    }
  transaction = rapport_ideas_view_begin (self, _ ("Add a Frame"));
  frame = rapport_cards_add_frame (transaction, self->library, get_board_id (self), _ ("New frame"),
                                   &place);
  show_new (self, transaction, RAPPORT_RECORD (frame));
}

/* Writing. */

/* (transfer full) (nullable): the record that the words of a thing stand in. */
static RapportRecord *
find_text (RapportIdeasView *self, const char *id, guint *field)
{
  g_autoptr (RapportRecord) thing = rapport_cards_find (self->library, id);

  if (thing == NULL)
    return NULL;
  if (RAPPORT_IS_FRAME (thing))
    *field = RAPPORT_FRAME_TITLE;
  else if (RAPPORT_IS_EDGE (thing))
    *field = RAPPORT_EDGE_LABEL;
  else if (!rapport_record_has_word (thing, RAPPORT_PLACEMENT_KIND, "item"))
    *field = RAPPORT_PLACEMENT_TEXT;
  else
    {
      *field = RAPPORT_WORK_ITEM_TITLE;
      return rapport_library_get (self->library, RAPPORT_TYPE_WORK_ITEM,
                                  rapport_record_get_text (thing, RAPPORT_PLACEMENT_ITEM));
    }
  return g_steal_pointer (&thing);
}

static char *
begin_text (const char *id, gboolean *lines, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  guint field;
  g_autoptr (RapportRecord) record = find_text (self, id, &field);

  if (record == NULL || !rapport_ideas_view_is_writable (self))
    return NULL;
  *lines = RAPPORT_IS_PLACEMENT (record) &&
           rapport_record_has_word (record, RAPPORT_PLACEMENT_KIND, "note");
  g_clear_object (&self->typing);
  g_set_object (&self->typed, record);
  g_set_str (&self->typed_before, rapport_record_get_text (record, field));
  self->typing =
    rapport_typing_new (self->library, record, field,
                        RAPPORT_IS_WORK_ITEM (record) ? _ ("Edit an Idea") : _ ("Edit a Card"));
  return g_strdup (rapport_record_get_text (record, field));
}

static void
set_text (const char *id, const char *text, gpointer user_data)
{
  RapportIdeasView *self = user_data;

  if (self->typing != NULL)
    rapport_typing_set_text (self->typing, text);
}

/* An idea that says what was tried before: said at once, as long as nobody else hears it. */
static void
warn_of_tried (RapportIdeasView *self, RapportRecord *idea)
{
  const char *title = rapport_record_get_text (idea, RAPPORT_WORK_ITEM_TITLE);
  g_autoptr (GPtrArray) tried = NULL;
  g_autofree char *text = NULL;
  const char *status;

  if (!rapport_record_has_word (idea, RAPPORT_WORK_ITEM_STATUS, "idea") ||
      g_strcmp0 (title, self->typed_before) == 0 || rapport_onlooker_is_there (self->library))
    return;
  tried = rapport_boards_find_tried (self->library, rapport_ideas_view_get_client_id (self), title,
                                     rapport_record_get_id (idea), rapport_stems_index_text);
  if (tried->len == 0)
    return;
  status = rapport_scene_status_get_label (
    rapport_record_get_text (tried->pdata[0], RAPPORT_WORK_ITEM_STATUS));
  /* Translators: an idea that was tried before, and what became of it: "Discount (Rejected)" */
  text =
    g_strdup_printf (_ ("Was tried before: %s (%s)"), rapport_record_get_title (tried->pdata[0]),
                     status != NULL ? _ (status) : "");
  rapport_toast_show (GTK_WIDGET (self), text);
}

static void
end_text (const char *id, gpointer user_data)
{
  RapportIdeasView *self = user_data;
  g_autoptr (RapportRecord) typed = g_steal_pointer (&self->typed);
  g_autoptr (GError) error = NULL;

  if (self->typing != NULL && !rapport_typing_flush (self->typing, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else if (RAPPORT_IS_WORK_ITEM (typed))
    warn_of_tried (self, typed);
  g_clear_object (&self->typing);
}

static void
open_menu (double x, double y, gpointer user_data)
{
  rapport_ideas_view_open_menu (user_data, x, y);
}

const RapportCanvasEdits rapport_ideas_view_edits = {
  .move = move,
  .drop = drop,
  .find_cell = find_cell,
  .size_lane = size_lane,
  .move_lane = move_lane,
  .copy = copy,
  .connect = connect,
  .create = create,
  .begin_text = begin_text,
  .set_text = set_text,
  .end_text = end_text,
  .open_menu = open_menu,
};
