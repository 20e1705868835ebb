/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-format.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

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
  rapport_board_page_set_lists (self);
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

void
rapport_board_page_show_this_week (RapportBoardPage *self)
{
  if (self->week != rapport_lights_get_week (self->this_week))
    set_week (self, rapport_lights_get_week (self->this_week));
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

void
rapport_board_page_get_filter (RapportBoardPage *self, RapportBoardFilter *filter)
{
  const gboolean key = g_str_equal (self->shown, "key");
  const gboolean archived = g_str_equal (self->shown, "archived");
  const gboolean all = archived || g_str_equal (self->shown, "all");
  const char *owner = *self->owner != '\0' ? self->owner : NULL;

  *filter = (RapportBoardFilter) {
    .status = key   ? "current"
              : all ? NULL
                    : self->shown,
    .archived = archived,
    .only_key = key,
    .owner = self->only_mine ? rapport_library_get_me (self->library) : owner,
    .service = *self->service != '\0' ? self->service : NULL,
    .worse = self->worse,
    .unmarked = self->unmarked,
    .evidence = self->evidence,
  };
}

static void
apply_filter (RapportBoardPage *self)
{
  RapportBoardFilter filter;

  rapport_board_page_get_filter (self, &filter);
  rapport_board_page_restart (self);
  rapport_board_model_set_filter (self->model, &filter);
  rapport_board_page_update (self);
}

/* The title of a record, if it is there. */
static void
append_title (RapportBoardPage *self, GPtrArray *parts, GType type, const char *id)
{
  g_autoptr (RapportRecord) record =
    *id != '\0' ? rapport_library_get (self->library, type, id) : NULL;

  if (record != NULL)
    g_ptr_array_add (parts, g_strdup (rapport_record_get_title (record)));
}

char *
rapport_board_page_describe_filter (RapportBoardPage *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (self->only_mine)
    g_ptr_array_add (parts, g_strdup (_ ("mine")));
  append_title (self, parts, RAPPORT_TYPE_MEMBER, self->owner);
  append_title (self, parts, RAPPORT_TYPE_SERVICE, self->service);
  if (self->worse)
    g_ptr_array_add (parts, g_strdup (_ ("got worse")));
  if (self->unmarked)
    g_ptr_array_add (parts, g_strdup (_ ("not marked")));
  if (self->evidence)
    g_ptr_array_add (parts, g_strdup (_ ("with evidence")));
  if (parts->len == 0)
    return g_strdup ("");
  g_ptr_array_add (parts, NULL);
  {
    g_autofree char *list = g_strjoinv (C_ ("between remarks", ", "), (char **) parts->pdata);

    /* Translators: which clients are shown, "Only: mine, got worse" */
    return g_strdup_printf (_ ("Only: %s"), list);
  }
}

static gboolean *
find_flag (RapportBoardPage *self, const char *name)
{
  if (g_str_equal (name, "only-mine"))
    return &self->only_mine;
  if (g_str_equal (name, "worse"))
    return &self->worse;
  if (g_str_equal (name, "unmarked"))
    return &self->unmarked;
  return &self->evidence;
}

static char **
find_choice (RapportBoardPage *self, const char *name)
{
  if (g_str_equal (name, "owner"))
    return &self->owner;
  return g_str_equal (name, "service") ? &self->service : &self->shown;
}

static void
flag_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  *find_flag (user_data, g_action_get_name (G_ACTION (action))) = g_variant_get_boolean (state);
  apply_filter (user_data);
}

static void
choice_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_simple_action_set_state (action, state);
  g_set_str (find_choice (user_data, g_action_get_name (G_ACTION (action))),
             g_variant_get_string (state, NULL));
  apply_filter (user_data);
}

static void
group_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RapportBoardPage *self = user_data;

  g_simple_action_set_state (action, state);
  self->grouped = g_variant_get_boolean (state);
  rapport_board_page_restart (self);
  rapport_board_model_set_grouped (self->model, self->grouped);
  rapport_board_page_set_lists (self);
  rapport_store_set_local (rapport_library_get_store (self->library), "board-grouped",
                           self->grouped ? "yes" : NULL);
}

void
rapport_board_page_set_action_state (RapportBoardPage *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
clear_filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const flags[] = { "only-mine", "worse", "unmarked", "evidence" };
  static const char *const choices[] = { "owner", "service" };
  RapportBoardPage *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      *find_flag (self, flags[i]) = FALSE;
      rapport_board_page_set_action_state (self, flags[i], g_variant_new_boolean (FALSE));
    }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_set_str (find_choice (self, choices[i]), "");
      rapport_board_page_set_action_state (self, choices[i], g_variant_new_string (""));
    }
  apply_filter (self);
}

void
rapport_board_page_add_actions (RapportBoardPage *self)
{
  static const GActionEntry entries[] = {
    { "previous-week", previous_week_cb },
    { "next-week", next_week_cb },
    { "this-week", this_week_cb },
    { "show", NULL, "s", "'key'", choice_cb },
    { "owner", NULL, "s", "''", choice_cb },
    { "service", NULL, "s", "''", choice_cb },
    { "only-mine", NULL, NULL, "false", flag_cb },
    { "worse", NULL, NULL, "false", flag_cb },
    { "unmarked", NULL, NULL, "false", flag_cb },
    { "evidence", NULL, NULL, "false", flag_cb },
    { "group", NULL, NULL, "false", group_cb },
    { "clear-filter", clear_filter_cb },
  };
  g_autofree char *grouped =
    rapport_store_get_local (rapport_library_get_store (self->library), "board-grouped");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "board", G_ACTION_GROUP (self->actions));
  set_enabled (self, "next-week", FALSE);
  if (grouped != NULL && *grouped != '\0')
    {
      self->grouped = TRUE;
      rapport_board_page_set_action_state (self, "group", g_variant_new_boolean (TRUE));
      rapport_board_model_set_grouped (self->model, TRUE);
    }
}
