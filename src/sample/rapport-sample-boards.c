/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards of ideas of the first clients: half a year as a strategist draws it, and the same
 * ideas by funnel and channel. Nothing here is left to chance. */
#include "rapport-sample-private.h"

#include "rapport-cards.h"

#define CLIENTS 3

/* In board units. */
#define EDGE   24.0
#define WIDTH  240.0
#define HEIGHT 132.0
#define COLUMN 280.0
#define ROW    188.0
#define NARROW 568.0
#define WIDE   848.0
#define TOP    560.0
#define BOTTOM 352.0

/* Where the first plans begin among the client's work. */
#define DONE_FROM   0
#define IN_WORK     8
#define PLANNED_ALL 4

/* What is true of an idea whatever the language: impact, confidence and ease are from 1 to 10,
 * months count from the current one. */
typedef struct
{
  const char *status;
  guint stage;
  guint channel;
  int impact, confidence, ease;
  int month;
  const char *colour;
  const char *metric;
} Facts;

static const Facts hypotheses[RAPPORT_SAMPLE_HYPOTHESES] = {
  { "testing", 1, 1, 7, 6, 8, 0, "#3584e4", "leads" },
  { "in-work", 2, 2, 8, 7, 4, 0, "#3584e4", "leads" },
  { "confirmed", 2, 2, 8, 9, 7, -1, "#33d17a", "leads" },
  { "planned", 3, 0, 9, 8, 6, 1, "#33d17a", "sales" },
  { "rejected", 3, 1, 6, 5, 8, -1, NULL, "sales" },
  { "idea", 0, 0, 6, 5, 7, 2, NULL, "leads" },
  { "idea", 1, 3, 5, 6, 6, 2, NULL, "leads" },
  { "done", 2, 2, 6, 8, 9, -1, NULL, "traffic" },
  { "planned", 3, 3, 7, 7, 8, 1, "#3584e4", "sales" },
};

static const Facts next_ideas[RAPPORT_SAMPLE_NEXT_IDEAS] = {
  { "planned", 4, 3, 7, 6, 6, 1, "#33d17a", "sales" },
  { "planned", 4, 3, 8, 7, 8, 1, "#33d17a", "sales" },
  { "planned", 0, 1, 7, 6, 7, 2, NULL, "cpl" },
  { "idea", 1, 1, 6, 7, 6, 3, NULL, "leads" },
  { "idea", 0, 2, 6, 6, 4, 4, NULL, "traffic" },
  { "idea", 4, 1, 5, 5, 7, 5, NULL, "sales" },
};

/* The stage and channel of each task of the plans, in their order; what serves all
 * of them is on no board with lanes. */
#define NO_LANES 9
static const guint task_lanes[][2] = {
  { 2, 2 }, { 0, 0 }, { 0, 2 }, { 4, 3 }, { 3, 0 },        { 1, 1 },
  { 0, 0 }, { 2, 2 }, { 2, 2 }, { 1, 1 }, { NO_LANES, 0 }, { 3, 0 },
};

typedef struct
{
  Sample *sample;
  SampleClient *client;
  RapportTransaction *transaction;
  const RapportSampleBoards *words;
  const char *board;
  GPtrArray *ideas; /* of RapportRecord: hypotheses, then what is next */
} Drawing;

/* Ideas. */

static void
set_lanes (Drawing *drawing, RapportRecord *item, guint stage, guint channel)
{
  rapport_transaction_set_text (drawing->transaction, item, RAPPORT_WORK_ITEM_FUNNEL_STAGE,
                                drawing->words->stages[stage]);
  rapport_transaction_set_text (drawing->transaction, item, RAPPORT_WORK_ITEM_CHANNEL,
                                drawing->sample->words->channels[channel]);
}

static void
set_score (Drawing *drawing, RapportRecord *item, const Facts *facts)
{
  const gint64 million = 1000000;

  rapport_transaction_set_integer (drawing->transaction, item, RAPPORT_WORK_ITEM_IMPACT,
                                   facts->impact * million);
  rapport_transaction_set_integer (drawing->transaction, item, RAPPORT_WORK_ITEM_CONFIDENCE,
                                   facts->confidence * million);
  rapport_transaction_set_integer (drawing->transaction, item, RAPPORT_WORK_ITEM_EASE,
                                   facts->ease * million);
}

static void
add_idea (Drawing *drawing, const RapportSampleIdea *words, const Facts *facts)
{
  RapportTransaction *transaction = drawing->transaction;
  const RapportDay today = drawing->sample->options->today;
  const RapportDay month = rapport_day_add_months (rapport_day_month (today), facts->month);
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);

  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_CLIENT, drawing->client->id);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_TITLE, words->title);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_WHY, words->why);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_EXPECTED, words->expected);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_RESULT, words->result);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_STATUS, facts->status);
  rapport_transaction_set_text (transaction, item, RAPPORT_WORK_ITEM_METRIC, facts->metric);
  rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_MONTH, month);
  if (facts->month < 0)
    rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_DONE_DAY, month + 20);
  set_lanes (drawing, item, facts->stage, facts->channel);
  set_score (drawing, item, facts);
  g_ptr_array_add (drawing->ideas, item);
}

static void
add_ideas (Drawing *drawing)
{
  for (guint i = 0; i < RAPPORT_SAMPLE_HYPOTHESES; i++)
    add_idea (drawing, &drawing->words->hypotheses[i], &hypotheses[i]);
  for (guint i = 0; i < RAPPORT_SAMPLE_NEXT_IDEAS; i++)
    add_idea (drawing, &drawing->words->next[i], &next_ideas[i]);
}

/* Things on a board. */

static const char *
put (Drawing *drawing, const RapportNewCard *card, const char *colour)
{
  RapportRecord *record = RAPPORT_RECORD (
    rapport_cards_add (drawing->transaction, drawing->sample->library, drawing->board, card));

  rapport_transaction_set_text (drawing->transaction, record, RAPPORT_PLACEMENT_COLOUR, colour);
  return rapport_record_get_id (record);
}

static const char *
put_item (Drawing *drawing, RapportRecord *item, double x, double y, const char *colour)
{
  const RapportNewCard card = { .kind = "item",
                                .item = rapport_record_get_id (item),
                                .place = { x, y, WIDTH, HEIGHT } };

  return put (drawing, &card, colour);
}

static const char *
put_note (Drawing *drawing, const char *text, const RapportPlace *place, const char *colour)
{
  const RapportNewCard card = { .kind = "note", .text = text, .place = *place };

  return put (drawing, &card, colour);
}

static const char *
put_frame (Drawing *drawing, guint index, double x, double y, const char *colour)
{
  const RapportPlace place = { x, y, index % 3 == 2 ? WIDE : NARROW, index < 3 ? TOP : BOTTOM };
  RapportRecord *frame = RAPPORT_RECORD (
    rapport_cards_add_frame (drawing->transaction, drawing->sample->library, drawing->board,
                             drawing->words->frames[index], &place));

  rapport_transaction_set_text (drawing->transaction, frame, RAPPORT_FRAME_COLOUR, colour);
  rapport_transaction_set_text (drawing->transaction, frame, RAPPORT_FRAME_NOTES,
                                drawing->words->frame_notes[index]);
  return rapport_record_get_id (frame);
}

static RapportEdge *
connect (Drawing *drawing, const char *from, const char *to)
{
  return rapport_cards_connect (drawing->transaction, drawing->sample->library, drawing->board,
                                from, to, NULL, NULL);
}

/* The free board. */

static void
put_findings (Drawing *drawing)
{
  static const char *const metrics[] = { "leads", "sales", "cpl", "revenue" };
  const RapportSampleBoards *words = drawing->words;

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    put (drawing,
         &(RapportNewCard) { .kind = "figure",
                             .metric = metrics[i],
                             .place = { EDGE + i % 2 * COLUMN, EDGE + i / 2 * 112, WIDTH, 96 } },
         NULL);
  put_note (drawing, words->findings[0], &(RapportPlace) { EDGE, 256, WIDTH, 170 }, NULL);
  put_note (drawing, words->findings[1], &(RapportPlace) { EDGE + COLUMN, 256, WIDTH, 170 },
            "#f6d32d");
  put_note (drawing, words->findings[2],
            &(RapportPlace) { EDGE, 450, NARROW - 2 * EDGE, TOP - 450 - EDGE }, "#8ff0a4");
}

/* Who works on it sees it, the client does not. */
static void
put_private_note (Drawing *drawing, const RapportPlace *place)
{
  const RapportNewCard card = { .kind = "note",
                                .text = drawing->words->private_note,
                                .place = *place };
  RapportRecord *note = RAPPORT_RECORD (
    rapport_cards_add (drawing->transaction, drawing->sample->library, drawing->board, &card));

  rapport_transaction_set_text (drawing->transaction, note, RAPPORT_RECORD_AUDIENCE, "team");
}

/* @ids gets those of the three portraits. */
static void
put_portraits (Drawing *drawing, double x, const char **ids)
{
  const double height = 189;

  for (guint i = 0; i < 4; i++)
    {
      const RapportPlace place = { x + EDGE + i % 2 * COLUMN, EDGE + i / 2 * (height + EDGE), WIDTH,
                                   height };

      if (i < 3)
        ids[i] = put_note (drawing, drawing->words->portraits[i], &place, "#99c1f1");
      else
        put_private_note (drawing, &place);
    }
  put_note (drawing, drawing->words->quote,
            &(RapportPlace) { x + EDGE, 450, NARROW - 2 * EDGE, TOP - 450 - EDGE }, NULL);
}

static void
put_plan (Drawing *drawing, guint from, double x, double y)
{
  GPtrArray *items = drawing->client->items;

  for (guint i = 0; i < PLANNED_ALL && from + i < items->len; i++)
    put_item (drawing, items->pdata[from + i], x + EDGE + i % 2 * COLUMN,
              y + EDGE + i / 2 * (HEIGHT + 40), NULL);
}

static void
draw_strategy (Drawing *drawing)
{
  const double second = NARROW + 80, third = 2 * second, below = TOP + 100;
  const char *portraits[3];
  const char *frames[6];
  const char *cards[RAPPORT_SAMPLE_HYPOTHESES];
  RapportEdge *edge;

  frames[0] = put_frame (drawing, 0, 0, 0, NULL);
  frames[1] = put_frame (drawing, 1, second, 0, "#1a5fb4");
  frames[2] = put_frame (drawing, 2, third, 0, NULL);
  frames[3] = put_frame (drawing, 3, 0, below, "#26a269");
  frames[4] = put_frame (drawing, 4, second, below, "#e5a50a");
  frames[5] = put_frame (drawing, 5, third, below, "#813d9c");
  put_findings (drawing);
  put_portraits (drawing, second, portraits);
  for (guint i = 0; i < RAPPORT_SAMPLE_HYPOTHESES; i++)
    cards[i] = put_item (drawing, drawing->ideas->pdata[i], third + EDGE + i % 3 * COLUMN,
                         EDGE + i / 3 * ROW, hypotheses[i].colour);
  put_plan (drawing, DONE_FROM, 0, below);
  put_plan (drawing, IN_WORK, second, below);
  for (guint i = 0; i < RAPPORT_SAMPLE_NEXT_IDEAS; i++)
    put_item (drawing, drawing->ideas->pdata[RAPPORT_SAMPLE_HYPOTHESES + i],
              third + EDGE + i % 3 * COLUMN, below + EDGE + i / 3 * (HEIGHT + 40),
              next_ideas[i].colour);
  connect (drawing, portraits[1], cards[0]);
  connect (drawing, cards[0], cards[3]);
  connect (drawing, cards[1], cards[2]);
  connect (drawing, cards[2], cards[5]);
  connect (drawing, cards[5], cards[8]);
  connect (drawing, frames[3], frames[4]);
  connect (drawing, frames[4], frames[5]);
  edge = connect (drawing, frames[2], frames[5]);
  rapport_transaction_set_text (drawing->transaction, RAPPORT_RECORD (edge), RAPPORT_EDGE_LABEL,
                                drawing->words->label);
}

/* The board with lanes: the same ideas, and what of the plan is in work. */

static void
put_in_lanes (Drawing *drawing, RapportRecord *item, guint number, const char *colour)
{
  put_item (drawing, item, number % 5 * COLUMN, number / 5 * (HEIGHT + 40), colour);
}

static void
draw_matrix (Drawing *drawing, RapportIdeaBoard *board)
{
  Sample *sample = drawing->sample;
  GPtrArray *items = drawing->client->items;
  guint n = 0;

  rapport_boards_set_matrix (drawing->transaction, board, "funnel-stage", "channel");
  for (guint i = 0; i < G_N_ELEMENTS (drawing->words->stages); i++)
    rapport_boards_add_lane (drawing->transaction, sample->library, drawing->board, "funnel-stage",
                             drawing->words->stages[i]);
  for (guint i = 0; sample->words->channels[i] != NULL; i++)
    rapport_boards_add_lane (drawing->transaction, sample->library, drawing->board, "channel",
                             sample->words->channels[i]);
  for (guint i = 0; i < drawing->ideas->len; i++)
    put_in_lanes (drawing, drawing->ideas->pdata[i], n++,
                  i < RAPPORT_SAMPLE_HYPOTHESES ? hypotheses[i].colour
                                                : next_ideas[i - RAPPORT_SAMPLE_HYPOTHESES].colour);
  for (guint i = IN_WORK; i < IN_WORK + PLANNED_ALL && i < items->len; i++)
    {
      const guint *lanes = task_lanes[(drawing->client->index + i) % G_N_ELEMENTS (task_lanes)];

      if (lanes[0] == NO_LANES)
        continue;
      set_lanes (drawing, items->pdata[i], lanes[0], lanes[1]);
      put_in_lanes (drawing, items->pdata[i], n++, NULL);
    }
}

static RapportIdeaBoard *
begin_board (Drawing *drawing, const char *title)
{
  RapportIdeaBoard *board =
    rapport_boards_add (drawing->transaction, drawing->sample->library, drawing->client->id, title);

  drawing->board = rapport_record_get_id (RAPPORT_RECORD (board));
  rapport_transaction_set_text (drawing->transaction, RAPPORT_RECORD (board),
                                RAPPORT_IDEA_BOARD_SCORE, "ice");
  rapport_transaction_set_boolean (drawing->transaction, RAPPORT_RECORD (board),
                                   RAPPORT_IDEA_BOARD_SHOW_SCORE, TRUE);
  return board;
}

void
rapport_sample_add_boards (Sample *sample, SampleClient *client, RapportTransaction *transaction)
{
  g_autoptr (GPtrArray) ideas = g_ptr_array_new ();
  Drawing drawing = { sample, client, transaction, sample->words->boards, NULL, ideas };

  if (client->index >= CLIENTS)
    return;
  add_ideas (&drawing);
  begin_board (&drawing, drawing.words->strategy);
  draw_strategy (&drawing);
  draw_matrix (&drawing, begin_board (&drawing, drawing.words->matrix));
}
