/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-ideas-rows.h"

G_BEGIN_DECLS

/* How a column of the table of ideas is edited. */
typedef enum
{
  RAPPORT_IDEAS_EDIT_NOT, /* worked out, or too long for a cell */
  RAPPORT_IDEAS_EDIT_TEXT,
  RAPPORT_IDEAS_EDIT_LANE, /* text, with the lanes to choose from */
  RAPPORT_IDEAS_EDIT_FIGURE,
  RAPPORT_IDEAS_EDIT_WORD,
  RAPPORT_IDEAS_EDIT_MONTH,
  RAPPORT_IDEAS_EDIT_DAY,
} RapportIdeasEdit;

typedef enum
{
  RAPPORT_IDEAS_TITLE,
  RAPPORT_IDEAS_STATUS,
  RAPPORT_IDEAS_FUNNEL_STAGE,
  RAPPORT_IDEAS_CHANNEL,
  RAPPORT_IDEAS_SCORE,
  RAPPORT_IDEAS_VOTES,
  RAPPORT_IDEAS_MONTH,
  RAPPORT_IDEAS_OUR_DATE,
  RAPPORT_IDEAS_CLIENT_DATE,
  RAPPORT_IDEAS_DIRECTION,
  RAPPORT_IDEAS_PORTRAIT,
  RAPPORT_IDEAS_MOTIVE,
  RAPPORT_IDEAS_WHY,
  RAPPORT_IDEAS_EXPECTED,
  RAPPORT_IDEAS_RESULT,
  RAPPORT_IDEAS_OWNER,
  RAPPORT_IDEAS_IMPACT,
  RAPPORT_IDEAS_CONFIDENCE,
  RAPPORT_IDEAS_EASE,
  RAPPORT_IDEAS_REACH,
  RAPPORT_IDEAS_EFFORT,
  RAPPORT_IDEAS_N_FIELDS,
} RapportIdeasField;

/**
 * RapportIdeasFieldInfo:
 * @id: what the layout is remembered by
 * @title: (nullable): N_(); %NULL for the label of the work item's field
 * @field: of a work item; 0 for none
 * @width: in pixels
 * @usual: whether it is there before the user has chosen
 * @team: not for the client
 */
typedef struct
{
  const char *id;
  const char *title;
  guint field;
  RapportIdeasEdit edit;
  int width;
  gboolean usual;
  gboolean team;
} RapportIdeasFieldInfo;

const RapportIdeasFieldInfo *rapport_ideas_field_get_info (RapportIdeasField field);
/* Translated. */
const char *rapport_ideas_field_get_title (RapportIdeasField field);
gboolean rapport_ideas_field_is_figure (RapportIdeasField field);

/* What orders cards by a field: unset ones come last either way. */
typedef struct
{
  gatomicrefcount ref_count;
  GVariant *words;   /* (nullable): what @text is made of, by rapport_ideas_key_prepare() */
  gboolean markdown; /* they are */
  char *text;        /* for comparing byte by byte */
  gint64 number;
  gboolean unset;
} RapportIdeasKey;

RapportIdeasKey *rapport_ideas_key_ref (RapportIdeasKey *self);
void rapport_ideas_key_unref (RapportIdeasKey *self);

/* (transfer full): @work is (nullable). @method is the board's score; @votes (nullable) has
 * the sums of dots by card. */
RapportIdeasKey *rapport_ideas_key_new (RapportLibrary *library,
                                        RapportIdeasField field,
                                        const RapportSceneSource *card,
                                        const RapportSceneSource *work,
                                        const char *method,
                                        GHashTable *votes);
/* Makes it ready to be compared, which takes the longest. In any thread, but in one at a time. */
void rapport_ideas_key_prepare (RapportIdeasKey *self);

int
rapport_ideas_key_compare (const RapportIdeasKey *a, const RapportIdeasKey *b, gboolean descending);

/* (transfer full): what a cell says; "" for nothing. @item is (nullable). */
char *rapport_ideas_field_to_text (RapportLibrary *library,
                                   RapportIdeasField field,
                                   RapportRecord *card,
                                   RapportRecord *item,
                                   const char *method,
                                   GHashTable *votes);

G_END_DECLS
