/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-format.h"

#define WEEK_DAYS 7

/* Which week. */

static void
set_enabled (RapportBoardPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_week (RapportBoardPage *self, RapportDay week)
{
  const RapportDay this_week = rapport_lights_get_week (self->this_week);

  self->week = MIN (week, this_week);
  self->edits_past = FALSE;
  if (self->week == this_week)
    rapport_board_model_set_lights (self->model, self->this_week);
  else
    {
      g_autoptr (RapportLights) lights = rapport_lights_new (self->library, self->week);

      rapport_board_model_set_lights (self->model, lights);
    }
  for (guint i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
    rapport_board_column_set_model (self->columns[i], self->model);
  set_enabled (self, "next-week", self->week < this_week);
  rapport_board_page_update (self);
}

void
rapport_board_page_follow_week (RapportBoardPage *self)
{
  const RapportDay before = rapport_day_week (self->today);
  const RapportDay this_week = rapport_lights_get_week (self->this_week);

  if (this_week == before)
    return;
  self->today = rapport_format_today (self->library);
  set_week (self, self->week == before ? this_week : self->week);
}

static void
previous_week_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportBoardPage *self = user_data;

  set_week (self, self->week - WEEK_DAYS);
}

static void
next_week_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportBoardPage *self = user_data;

  set_week (self, self->week + WEEK_DAYS);
}

static void
this_week_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportBoardPage *self = user_data;

  set_week (self, rapport_lights_get_week (self->this_week));
}

/* Which clients. */

static void
apply_filter (RapportBoardPage *self)
{
  const gboolean key = g_str_equal (self->shown, "key");
  const RapportBoardFilter filter = {
    .status = key ? "current" : self->shown,
    .only_key = key,
    .owner = self->only_mine ? rapport_library_get_me (self->library) : NULL,
  };

  rapport_board_page_restart (self);
  rapport_board_model_set_filter (self->model, &filter);
  rapport_board_page_update (self);
}

static void
show_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RapportBoardPage *self = user_data;

  g_simple_action_set_state (action, state);
  g_set_str (&self->shown, g_variant_get_string (state, NULL));
  apply_filter (self);
}

static void
only_mine_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RapportBoardPage *self = user_data;

  g_simple_action_set_state (action, state);
  self->only_mine = g_variant_get_boolean (state);
  apply_filter (self);
}

void
rapport_board_page_add_actions (RapportBoardPage *self)
{
  static const GActionEntry entries[] = {
    { "previous-week", previous_week_cb },
    { "next-week", next_week_cb },
    { "this-week", this_week_cb },
    { "show", NULL, "s", "'key'", show_cb },
    { "only-mine", NULL, NULL, "false", only_mine_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", G_ACTION_GROUP (self->actions));
  set_enabled (self, "next-week", FALSE);
}
