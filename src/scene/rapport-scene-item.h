/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-box.h"
#include "rapport-colour.h"
#include "rapport-picture.h"
#include "rapport-route.h"

G_BEGIN_DECLS

/* What lies on a board, in the order in which it is drawn: lanes below
 * everything, then frames, connectors, cards. */
typedef enum
{
  RAPPORT_SCENE_LANE,
  RAPPORT_SCENE_FRAME,
  RAPPORT_SCENE_EDGE,
  RAPPORT_SCENE_IDEA,
  RAPPORT_SCENE_NOTE,
  RAPPORT_SCENE_IMAGE,
  RAPPORT_SCENE_LINK,
  RAPPORT_SCENE_FIGURE,
} RapportSceneKind;

/* The shape beside the word of a status. */
typedef enum
{
  RAPPORT_SCENE_NO_STATUS,
  RAPPORT_SCENE_OPEN,    /* an idea: a ring */
  RAPPORT_SCENE_PLANNED, /* a ring with a dot */
  RAPPORT_SCENE_GOING,   /* half full: in work, testing */
  RAPPORT_SCENE_WAITING, /* two bars */
  RAPPORT_SCENE_DONE,    /* a tick */
  RAPPORT_SCENE_GOOD,    /* a tick in a full circle: confirmed */
  RAPPORT_SCENE_BAD,     /* a cross: rejected */
  RAPPORT_SCENE_OVER,    /* a dash: dropped */
} RapportSceneStatus;

/**
 * RapportSceneItem:
 *
 * One thing on a board, as it is drawn: where, and the words that stand on it,
 * already in the reader's language. It does not change once it is handed to a
 * scene, so that other threads may draw it; what has changed is another item
 * with the same id. Reference-counted in any thread.
 */
typedef struct
{
  char id[37];
  RapportSceneKind kind;
  RapportBox box;
  /* None where its alpha is 0. */
  RapportColour colour;
  gboolean locked;
  /* Not for the client: drawn on the tint of what is private, with a lock. */
  gboolean confidential;
  RapportSceneStatus status;
  guint dots; /* that it got in votes */
  /* Whether a lane is a column. */
  gboolean column;
  /* (owned) (nullable), each; of a lane, the body is the value that it stands for: */
  char *order;
  char *group;
  char *title;
  char *body;
  char *status_words;
  char *when;
  char *score;
  char *votes; /* "Votes: 5" */
  char *figure;
  char *change;
  RapportPicture *picture;
  /* Of connectors. */
  char from[37];
  char to[37];
  RapportSide from_side, to_side;
  gboolean from_arrow, to_arrow;
  /* Worked out by the scene: where the two ends lie. */
  RapportBox from_box, to_box;
  /*< private >*/
  gpointer words; /* (nullable) (owned): the item whose words these are */
} RapportSceneItem;

/* With everything unset. */
RapportSceneItem *rapport_scene_item_new (RapportSceneKind kind, const char *id);
/* A copy that may still be changed. */
RapportSceneItem *rapport_scene_item_copy (const RapportSceneItem *self);
/* (transfer full): the same elsewhere, with the same words and no copies of them: where it and the
 * ends of a connector lie may be changed, nothing else. */
RapportSceneItem *rapport_scene_item_move (RapportSceneItem *self, const RapportBox *box);
RapportSceneItem *rapport_scene_item_ref (RapportSceneItem *self);
void rapport_scene_item_unref (RapportSceneItem *self);

/* Whether both say and show the same in the same place; where the ends of a connector
 * lie does not count. */
gboolean rapport_scene_item_equal (const RapportSceneItem *a, const RapportSceneItem *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSceneItem, rapport_scene_item_unref)

/* The shape of a status of rapport_work_item_statuses; %RAPPORT_SCENE_OPEN for
 * one of a newer version. */
RapportSceneStatus rapport_scene_status_from_word (const char *word);
/* (nullable): what the user calls it, to be translated; %NULL for one of a newer version. */
const char *rapport_scene_status_get_label (const char *word);

gboolean rapport_scene_item_is_card (const RapportSceneItem *self);

/* The way of a connector between its ends. */
void rapport_scene_item_route (const RapportSceneItem *self, RapportRoute *route);

/* What a screen reader calls it: its title, or how its text begins. (transfer full) */
char *rapport_scene_item_get_name (const RapportSceneItem *self);

/* What a screen reader says of it: title, then body, status, date, score and votes.
 * (transfer full) */
char *rapport_scene_item_describe (const RapportSceneItem *self);

G_END_DECLS
