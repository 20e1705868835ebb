/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-light-icon.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

/* The columns of lights. */

static GtkWidget *
make_toggle_child (RapportBoardPage *self, guint index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *count = gtk_label_new (NULL);

  self->toggle_counts[index] = GTK_LABEL (count);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), rapport_light_icon_new (rapport_board_order[index]));
  gtk_box_append (GTK_BOX (box), count);
  return box;
}

static void
add_toggle (RapportBoardPage *self, guint index)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_child (toggle, make_toggle_child (self, index));
  adw_toggle_set_tooltip (toggle, rapport_mark_get_label (rapport_board_order[index]));
  adw_toggle_group_add (self->toggles, toggle);
}

static void
add_lights (RapportBoardPage *self)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_LIGHTS];

  lanes->box = self->columns_box;
  for (guint i = 0; i < G_N_ELEMENTS (rapport_board_order); i++)
    {
      const RapportMark mark = rapport_board_order[i];
      GtkWidget *column = rapport_board_column_new (self->library, rapport_light_icon_new (mark),
                                                    rapport_mark_get_label (mark));

      rapport_board_page_watch_column (self, RAPPORT_BOARD_COLUMN (column));
      rapport_board_lanes_add (lanes, RAPPORT_BOARD_COLUMN (column));
    }
  rapport_board_page_set_lists (self);
  for (guint i = 0; i < G_N_ELEMENTS (rapport_board_order); i++)
    add_toggle (self, i);
}

/* In a narrow window: what is still to be marked. */
static void
choose_first_column (RapportBoardPage *self)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_LIGHTS];
  guint chosen = lanes->n - 1;

  while (chosen > 0 && rapport_board_column_get_n_cards (lanes->columns[chosen]) == 0)
    chosen--;
  adw_toggle_group_set_active (self->toggles, chosen);
}

/* All views. */

void
rapport_board_page_set_lists (RapportBoardPage *self)
{
  RapportLights *lights = rapport_board_model_get_lights (self->model);

  for (guint view = 0; view < RAPPORT_BOARD_N_VIEWS; view++)
    for (guint i = 0; i < self->lanes[view].n; i++)
      {
        const guint list = view == RAPPORT_BOARD_LIGHTS ? rapport_board_order[i] : i;

        rapport_board_column_set_grouped (self->lanes[view].columns[i], self->grouped);
        rapport_board_column_set_list (
          self->lanes[view].columns[i],
          rapport_board_model_get_list (self->model, (RapportBoardView) view, list), lights);
      }
}

GtkWidget *
rapport_board_page_get_view (RapportBoardPage *self)
{
  return self->columns_box;
}

guint
rapport_board_page_count_cards (RapportBoardPage *self)
{
  return rapport_board_lanes_count_cards (&self->lanes[self->view]);
}

void
rapport_board_page_focus_first (RapportBoardPage *self)
{
  rapport_board_lanes_focus_last (&self->lanes[self->view]);
}

void
rapport_board_page_add_views (RapportBoardPage *self)
{
  add_lights (self);
  choose_first_column (self);
}
