/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-canvas.h"
#include "rapport-card-panel.h"
#include "rapport-cards.h"
#include "rapport-ideas-model.h"
#include "rapport-ideas-table.h"
#include "rapport-ideas-view.h"
#include "rapport-minimap.h"
#include "rapport-record-list.h"
#include "rapport-typing.h"

G_BEGIN_DECLS

struct _RapportIdeasView
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportIdeasModel *model;
  RapportRecordList *boards;
  RapportCanvas *canvas;
  RapportMinimap *minimap;
  RapportIdeasTable *table; /* made when a board is shown as one */
  RapportCardPanel *panel;  /* made when it is shown */
  GSimpleActionGroup *actions;
  GtkWidget *menu;         /* of what is selected, while it is open */
  GHashTable *places;      /* id of a board → RapportViewport, as it was left */
  GHashTable *last_boards; /* id of a client → that of the board seen last */
  char *wanted_card;       /* to be flown to when the board is there */
  guint spinner;
  guint tightening;
  gboolean narrow;
  gboolean tight;    /* no place for the minimap beside the bars */
  gboolean in_lanes; /* as it was shown last */
  gboolean updating;

  RapportTyping *typing;
  RapportRecord *typed; /* what is being written, and how it began */
  char *typed_before;

  GPtrArray *hits; /* owned ids of what was found */
  guint hit;

  AdwOverlaySplitView *split;
  GtkMenuButton *boards_button;
  GtkLabel *board_title;
  AdwToggleGroup *layouts;
  GtkMenuButton *menu_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *search_count;
  GtkStack *stack;
  GtkOverlay *overlay;
  AdwBin *canvas_bin;
  AdwBin *table_bin;
  AdwBin *panel_bin;
  GtkWidget *panel_button;
  GtkWidget *blank;
  AdwToggleGroup *tool_group;
  GtkWidget *zoom_box;
  GtkWidget *tool_box;
  GtkMenuButton *add_button;
  GtkButton *zoom_button;
};

/* What is done with records, by the canvas. */
extern const RapportCanvasEdits rapport_ideas_view_edits;

/* (transfer full): an open transaction of this client. */
RapportTransaction *rapport_ideas_view_begin (RapportIdeasView *self, const char *label);
/* Commits, and says why where it can't. */
gboolean rapport_ideas_view_commit (RapportIdeasView *self, RapportTransaction *transaction);
/* FALSE where nothing can be changed: no board, or the library is read-only. */
gboolean rapport_ideas_view_is_writable (RapportIdeasView *self);
const char *rapport_ideas_view_get_client_id (RapportIdeasView *self);

/* (transfer full): what is selected, on the canvas or in the table; %NULL-ended. */
char **rapport_ideas_view_get_selected (RapportIdeasView *self);
gboolean rapport_ideas_view_is_table (RapportIdeasView *self);

/* Puts a new card where one looks at, and begins to write on it. @kind as in RapportNewCard. */
void rapport_ideas_view_add_card (RapportIdeasView *self, const RapportNewCard *card);
/* A free place for a new card: in the middle of what is seen. */
RapportPlace rapport_ideas_view_find_place (RapportIdeasView *self);

/* The same without writing on it. */
void rapport_ideas_view_put_card (RapportIdeasView *self, const RapportNewCard *card);

/* (transfer none) (nullable): a new card, in lanes in the cell that it was put in. */
RapportPlacement *rapport_ideas_view_lay_card (RapportIdeasView *self,
                                               RapportTransaction *transaction,
                                               const RapportNewCard *card);
/* Selects what has just been made. */
void rapport_ideas_view_select_records (RapportIdeasView *self, GPtrArray *records);

/* What else can be put on a board. */
GMenuModel *rapport_ideas_view_create_figures_menu (RapportIdeasView *self);
void rapport_ideas_view_add_figure (RapportIdeasView *self, const char *metric);
void rapport_ideas_view_add_link (RapportIdeasView *self);
void rapport_ideas_view_add_item (RapportIdeasView *self);
void rapport_ideas_view_add_picture (RapportIdeasView *self);
void rapport_ideas_view_connect_selected (RapportIdeasView *self);
void rapport_ideas_view_frame_selected (RapportIdeasView *self);

void rapport_ideas_view_add_actions (RapportIdeasView *self);
void rapport_ideas_view_update_actions (RapportIdeasView *self);
void rapport_ideas_view_add_keys (RapportIdeasView *self);
void rapport_ideas_view_update_minimap (RapportIdeasView *self);
void rapport_ideas_view_open_menu (RapportIdeasView *self, double x, double y);

/* The clipboard, and what is dropped. */
void rapport_ideas_view_copy (RapportIdeasView *self);
void rapport_ideas_view_paste (RapportIdeasView *self);
void rapport_ideas_view_add_drop (RapportIdeasView *self);

/* A text becomes a note at @place, an address a link. */
void
rapport_ideas_view_take_text (RapportIdeasView *self, const char *text, const RapportPlace *place);

/* Pictures (element-type GFile or GdkTexture): read in another thread, then laid side by
 * side from @place on. What can't be read is told. */
void rapport_ideas_view_take_pictures (RapportIdeasView *self,
                                       GPtrArray *sources,
                                       const RapportPlace *place);
void rapport_ideas_view_take_texture (RapportIdeasView *self,
                                      GdkTexture *texture,
                                      const RapportPlace *place);

/* Files (element-type GFile): pictures, addresses, canvases and tables of ideas. FALSE where none
 * of them belongs on a board; that is told. */
gboolean
rapport_ideas_view_take_files (RapportIdeasView *self, GSList *files, const RapportPlace *place);
void rapport_ideas_view_add_file_actions (RapportIdeasView *self);

/* Looking for a card. */
void rapport_ideas_view_find (RapportIdeasView *self, const char *text);
void rapport_ideas_view_next_hit (RapportIdeasView *self, int step);

G_END_DECLS
