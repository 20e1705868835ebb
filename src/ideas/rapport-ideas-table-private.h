/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-growth.h"
#include "rapport-id-list.h"
#include "rapport-ideas-order.h"
#include "rapport-ideas-table.h"
#include "rapport-month-words.h"

G_BEGIN_DECLS

struct _RapportIdeasTable
{
  GtkWidget parent_instance;

  RapportLibrary *library;
  RapportIdeasModel *model;
  RapportIdList *list;
  RapportGrowth *growth;
  GtkSelectionModel *rows;
  GHashTable *selected; /* owned ids */
  GPtrArray *cells;     /* those that show a card; not owned */
  GHashTable *votes;    /* (nullable): id of a card → dots */
  RapportIdeasOrder *order;
  char *method;   /* of the score, as it was shown last */
  char *wanted;   /* (nullable): the card to go to once all are sorted */
  gboolean stale; /* rows that nobody sees are not up to date */
  GMenuModel *menu;
  GtkWidget *columns_menu; /* made when it is asked for by keys */
  GSimpleActionGroup *actions;

  GtkWidget *stack;
  GtkWidget *scrolled;
  GtkColumnView *view;
  GtkColumnViewColumn *columns[RAPPORT_IDEAS_N_FIELDS];
  GtkWidget *popover; /* of the cell that is edited */
  gboolean hidden[RAPPORT_IDEAS_N_FIELDS];
  gboolean updating;
  guint arranged; /* source */
  guint later;    /* source */
};

/* A cell, a label that may have a shape before it, and what it shows. */
typedef struct
{
  RapportIdeasTable *table;
  RapportIdeasField field;
  RapportRecord *card; /* NULL while it shows none */
  gboolean empty;      /* and said so to those who do not see it */
} RapportIdeasTableCell;

/* Of a cell's widget. */
RapportIdeasTableCell *rapport_ideas_table_get_cell (GtkWidget *widget);

/* (transfer full) (nullable) */
RapportRecord *rapport_ideas_table_find_item (RapportIdeasTable *self, RapportRecord *card);

/* The score's method of the board; "" for none. */
const char *rapport_ideas_table_get_method (RapportIdeasTable *self);

/* Opens the editor of a cell. FALSE where it can't be edited. */
gboolean rapport_ideas_table_edit (RapportIdeasTable *self, GtkWidget *cell);

G_END_DECLS
