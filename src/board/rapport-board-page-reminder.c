/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-format.h"

#include <glib/gi18n-lib.h>

static gboolean
is_due (RapportBoardPage *self)
{
  const RapportDay today = rapport_format_today (self->library);

  return today >= rapport_marking_get_day (self->library, today);
}

char *
rapport_board_page_describe_unmarked (RapportBoardPage *self)
{
  const gboolean concerns = self->to_mark != NULL && !self->unmarked && is_due (self) &&
                            self->week == rapport_day_week (self->today) &&
                            self->view != RAPPORT_BOARD_VIEW_STATUSES &&
                            !rapport_library_is_read_only (self->library);

  return concerns ? rapport_unmarked_describe (self->to_mark) : g_strdup ("");
}

static void
rest_cb (gpointer user_data)
{
  RapportBoardPage *self = user_data;

  self->resting = 0;
  if (self->to_mark == NULL && is_due (self))
    {
      self->to_mark = rapport_unmarked_new (self->library, self->this_week);
      g_signal_connect_object (self->to_mark, "changed",
                               G_CALLBACK (rapport_board_page_update_banner), self,
                               G_CONNECT_SWAPPED);
    }
  rapport_board_page_update_banner (self);
}

void
rapport_board_page_remind_later (RapportBoardPage *self)
{
  if (self->resting == 0)
    self->resting = g_idle_add_once (rest_cb, self);
}

void
rapport_board_page_show_unmarked (RapportBoardPage *self)
{
  GActionGroup *actions = G_ACTION_GROUP (self->actions);
  g_autoptr (RapportUnmarked) unmarked = rapport_unmarked_new (self->library, self->this_week);

  g_action_group_activate_action (actions, "this-week", NULL);
  g_action_group_activate_action (actions, "clear-filter", NULL);
  if (self->view == RAPPORT_BOARD_VIEW_STATUSES)
    g_action_group_change_action_state (actions, "view", g_variant_new_string ("lights"));
  g_action_group_change_action_state (actions, "show", g_variant_new_string ("key"));
  g_action_group_change_action_state (actions, "only-mine",
                                      g_variant_new_boolean (rapport_unmarked_is_mine (unmarked)));
  g_action_group_change_action_state (actions, "unmarked", g_variant_new_boolean (TRUE));
  rapport_board_page_focus_first (self);
}
