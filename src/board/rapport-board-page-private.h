/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-lanes.h"
#include "rapport-board-page.h"
#include "rapport-board-table.h"
#include "rapport-mark-popover.h"
#include "rapport-marking.h"
#include "rapport-status-popover.h"

G_BEGIN_DECLS

/* What the banner above the board may say, the more urgent first. */
typedef enum
{
  RAPPORT_BOARD_NOTICE_PAST,
  RAPPORT_BOARD_NOTICE_FILTER,
  RAPPORT_BOARD_NOTICE_UNMARKED,
  RAPPORT_BOARD_N_NOTICES,
} RapportBoardNotice;

struct _RapportBoardPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *week_switcher;
  GtkWidget *week_button;
  AdwToggleGroup *views;
  GtkMenuButton *menu_button;
  GtkWidget *search_bar;
  GtkEditable *search_entry;
  AdwBanner *banner;
  GtkStack *states;
  GtkWidget *columns_box;
  AdwToggleGroup *toggles;
  AdwBreakpoint *breakpoint;

  RapportLibrary *library;
  RapportLights *this_week;
  RapportBoardModel *model;
  RapportBoardView view;
  RapportBoardLanes lanes[RAPPORT_BOARD_N_VIEWS]; /* the table has none */
  RapportBoardTable *table;                       /* made when it is needed */
  GtkLabel *toggle_counts[RAPPORT_MARK_RED + 1];
  GtkWidget *view_widgets[RAPPORT_BOARD_N_VIEWS]; /* made when they are needed */
  GtkWidget *no_clients;                          /* made when it is needed */
  GtkWidget *nothing_found;
  RapportMarkPopover *popover;          /* to choose a light; made when it is needed */
  RapportMarkPopover *question;         /* asks for a comment, and need not be answered */
  RapportStatusPopover *status_popover; /* the same two for the status */
  RapportStatusPopover *status_question;
  char *move_entry; /* of the log: the last move, and what is said of it */
  char *ask_for;    /* the client whose mark was made last, or that was moved */
  guint ask_source;
  GtkWidget *asked_from; /* weak: what had the keyboard */
  GSimpleActionGroup *actions;
  RapportUnmarked *to_mark; /* on the day of marking and after it; made when at rest */
  guint resting;
  guint menu_rest;
  gboolean has_menu; /* and it is up to date */

  RapportDay today;
  RapportDay week;
  gboolean edits_past;
  RapportBoardNotice notice; /* what the banner says */
  gboolean narrow;
  gboolean laid_out; /* since it was mapped */
  char *shown;       /* "key", "all", "archived", or a status */
  gboolean only_mine;
  gboolean worse;
  gboolean unmarked;
  gboolean evidence;
  gboolean grouped;
  char *owner;   /* "" for anyone */
  char *service; /* "" for any */
};

/* The columns of lights from left to right. */
extern const RapportMark rapport_board_order[RAPPORT_MARK_RED + 1];

/* Whether marks can be made in the week that is looked at. */
gboolean rapport_board_page_is_editable (RapportBoardPage *self);

/* Whether this client can be marked in it. */
gboolean rapport_board_page_can_mark (RapportBoardPage *self, RapportRecord *client);

/* Shows what week, filter and width ask for. */
void rapport_board_page_update (RapportBoardPage *self);

/* Before other clients are shown: the columns begin at their tops again. */
void rapport_board_page_restart (RapportBoardPage *self);

/* rapport-board-page-marking.c */
void rapport_board_page_add_marking (RapportBoardPage *self);
void rapport_board_page_watch_column (RapportBoardPage *self, RapportBoardColumn *column);

/* The three lights and what stands beside them; with @on_comment the comment has
 * the keyboard. */
void rapport_board_page_popup_mark (RapportBoardPage *self,
                                    RapportClient *client,
                                    GtkWidget *at,
                                    gboolean on_comment);

/* rapport-board-page-filter.c */
void rapport_board_page_add_actions (RapportBoardPage *self);
void
rapport_board_page_set_action_state (RapportBoardPage *self, const char *name, GVariant *state);
/* @filter: what is to be shown; its strings belong to the page */
void rapport_board_page_get_filter (RapportBoardPage *self, RapportBoardFilter *filter);
/* Goes on to the week that has begun, where the board showed the one before. */
void rapport_board_page_follow_week (RapportBoardPage *self);
void rapport_board_page_show_this_week (RapportBoardPage *self);
/* (transfer full): what is asked for beside the status, in words; "" for nothing. */
char *rapport_board_page_describe_filter (RapportBoardPage *self);

/* rapport-board-page-banner.c */
/* One thing at a time is said above the board. */
void rapport_board_page_update_banner (RapportBoardPage *self);
void rapport_board_page_banner_clicked (RapportBoardPage *self);

/* rapport-board-page-reminder.c */
/* Whether somebody is to be marked is told on the board from the day of marking to
 * the end of the week; looked at when there is nothing else to do. */
void rapport_board_page_remind_later (RapportBoardPage *self);
/* (transfer full): who is not marked, in words; "" where that is no concern now. */
char *rapport_board_page_describe_unmarked (RapportBoardPage *self);

/* rapport-board-page-menu.c */
void rapport_board_page_add_menu (RapportBoardPage *self);
void rapport_board_page_make_menu_later (RapportBoardPage *self);
/* When what it offers is something else now. */
void rapport_board_page_drop_menu (RapportBoardPage *self);

/* rapport-board-page-views.c */
/* Makes the view of lights, and shows the view that was shown last. */
void rapport_board_page_add_views (RapportBoardPage *self);
/* The views as entries of a menu. */
void rapport_board_page_append_views (RapportBoardPage *self, GMenu *menu);
void rapport_board_page_set_view (RapportBoardPage *self, RapportBoardView view);
/* The widget of the view, made where it was not there. */
GtkWidget *rapport_board_page_get_view (RapportBoardPage *self);
/* Gives the columns of the view that is shown their lists. */
void rapport_board_page_set_lists (RapportBoardPage *self);
guint rapport_board_page_count_cards (RapportBoardPage *self);
void rapport_board_page_focus_first (RapportBoardPage *self);
/* (nullable): what shows a client, where there is something to be seen. */
GtkWidget *rapport_board_page_find_client (RapportBoardPage *self, const char *client_id);

/* rapport-board-page-status.c */
GtkWidget *rapport_board_page_make_statuses (RapportBoardPage *self);
/* Puts a client elsewhere in the base since today, and asks why, which need not
 * be answered. */
void rapport_board_page_move (RapportBoardPage *self, RapportClient *client, const char *status);
gboolean rapport_board_page_move_focused (RapportBoardPage *self, int step);
void rapport_board_page_popup_status (RapportBoardPage *self, RapportClient *client, GtkWidget *at);
void rapport_board_page_stop_asking_status (RapportBoardPage *self);
/* Gives the keyboard to the question, if it is asked. */
gboolean rapport_board_page_answer_status (RapportBoardPage *self);

/* rapport-board-page-table.c */
GtkWidget *rapport_board_page_make_table (RapportBoardPage *self);
void rapport_board_page_append_columns (RapportBoardPage *self, GMenu *menu);
/* (transfer none) (nullable): the client whose row has the keyboard. */
RapportRecord *rapport_board_page_get_row_client (RapportBoardPage *self, guint *position);
void
rapport_board_page_go_on_in_table (RapportBoardPage *self, guint position, const char *client_id);
/* Edits the cell, or comments the light of the row, that has the keyboard. */
gboolean rapport_board_page_edit_focused (RapportBoardPage *self);

/* rapport-board-page-edit.c */
void rapport_board_page_edit_cell (RapportBoardPage *self, RapportTableCell *cell);

G_END_DECLS
