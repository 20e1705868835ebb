/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-column.h"
#include "rapport-board-model.h"
#include "rapport-board-page.h"
#include "rapport-mark-popover.h"

G_BEGIN_DECLS

struct _RapportBoardPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *week_button;
  GtkWidget *search_bar;
  GtkEditable *search_entry;
  AdwBanner *past_banner;
  GtkStack *states;
  GtkBox *columns_box;
  AdwToggleGroup *toggles;
  AdwBreakpoint *breakpoint;

  RapportLibrary *library;
  RapportLights *this_week;
  RapportBoardModel *model;
  RapportBoardColumn *columns[RAPPORT_BOARD_COLUMNS];
  GtkLabel *toggle_counts[RAPPORT_BOARD_COLUMNS];
  GtkWidget *no_clients; /* made when it is needed */
  GtkWidget *nothing_found;
  RapportMarkPopover *popover;  /* to choose a light; made when it is needed */
  RapportMarkPopover *question; /* asks for a comment, and need not be answered */
  gboolean asking;              /* the popover asks for a comment, and need not be answered */
  char *ask_for;                /* the client whose mark was made last */
  guint ask_source;
  GtkWidget *asked_from; /* weak: what had the keyboard */
  GSimpleActionGroup *actions;

  RapportDay today;
  RapportDay week;
  gboolean edits_past;
  gboolean narrow;
  gboolean laid_out; /* since it was mapped */
  gboolean only_mine;
  char *shown; /* "key", or a status */
};

/* The columns from left to right. */
extern const RapportMark rapport_board_order[RAPPORT_BOARD_COLUMNS];

/* Whether marks can be made here and now. */
gboolean rapport_board_page_is_editable (RapportBoardPage *self);

/* Shows what week, filter and width ask for. */
void rapport_board_page_update (RapportBoardPage *self);

/* Before other clients are shown: the columns begin at their tops again. */
void rapport_board_page_restart (RapportBoardPage *self);

/* rapport-board-page-marking.c */
void rapport_board_page_add_marking (RapportBoardPage *self);
void rapport_board_page_watch_column (RapportBoardPage *self, RapportBoardColumn *column);

/* rapport-board-page-filter.c */
void rapport_board_page_add_actions (RapportBoardPage *self);
/* Goes on to the week that has begun, where the board showed the one before. */
void rapport_board_page_follow_week (RapportBoardPage *self);

G_END_DECLS
