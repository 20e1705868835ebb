/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-actions.h"

#include "rapport-keys.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define CLIENTS N_ ("Clients")
#define CLIENT  N_ ("Client")

#define OFFERED     RAPPORT_ACTION_OFFERED
#define NOT_IN_TEXT RAPPORT_ACTION_NOT_IN_TEXT

static const RapportAction actions[] = {
  { "undo",
    N_ ("Undo"),
    NULL,
    GENERAL,
    { "<Control>z" },
    NULL,
    OFFERED | NOT_IN_TEXT,
    rapport_window_undo },
  { "redo",
    N_ ("Redo"),
    NULL,
    GENERAL,
    { "<Control><Shift>z" },
    NULL,
    OFFERED | NOT_IN_TEXT,
    rapport_window_redo },
  { "main-menu", N_ ("Main Menu"), NULL, GENERAL, { "F10" }, NULL, 0, rapport_window_main_menu },
  { "shortcuts",
    N_ ("Keyboard Shortcuts"),
    N_ ("keys help"),
    GENERAL,
    { "<Control>question", "<Control><Shift>slash" },
    NULL,
    OFFERED,
    rapport_window_shortcuts },
  { "about",
    N_ ("About Rapport"),
    N_ ("version license help"),
    GENERAL,
    { NULL },
    NULL,
    OFFERED,
    rapport_window_about },
  { "close",
    N_ ("Close Window"),
    N_ ("quit exit"),
    GENERAL,
    { "<Control>w", "<Control>q" },
    NULL,
    OFFERED,
    rapport_window_close },
  { "show-clients",
    N_ ("Clients"),
    N_ ("lights board week"),
    CLIENTS,
    { "<Alt>1" },
    NULL,
    OFFERED,
    rapport_window_show_clients },
  { "open-client",
    N_ ("Open Client"),
    NULL,
    CLIENTS,
    { NULL },
    "s",
    0,
    rapport_window_open_client_action },
  { "show-view",
    N_ ("Show a View of the Client"),
    NULL,
    CLIENT,
    { NULL },
    "s",
    0,
    rapport_window_show_view },
};

const RapportAction *
rapport_actions_get (gsize *n)
{
  *n = G_N_ELEMENTS (actions);
  return actions;
}

static const RapportAction *
find_action (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, name) == 0)
      return &actions[i];
  return NULL;
}

char *
rapport_action_get_accel_label (const char *name)
{
  const RapportAction *action = find_action (name);
  guint key;
  GdkModifierType modifiers;

  if (action == NULL || action->accels[0] == NULL ||
      !gtk_accelerator_parse (action->accels[0], &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  find_action (g_action_get_name (G_ACTION (action)))->activate (window, parameter);
}

void
rapport_actions_install (RapportWindow *window)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const GVariantType *type =
        actions[i].parameter != NULL ? G_VARIANT_TYPE (actions[i].parameter) : NULL;
      g_autoptr (GSimpleAction) action = NULL;

      if (actions[i].name == NULL)
        continue;
      action = g_simple_action_new (actions[i].name, type);
      g_signal_connect (action, "activate", G_CALLBACK (activate_cb), window);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
  rapport_keys_install (window);
}
