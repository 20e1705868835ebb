/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-window.h"

G_BEGIN_DECLS

/**
 * RapportActionFlags:
 * @RAPPORT_ACTION_OFFERED: found by Ctrl+K
 * @RAPPORT_ACTION_NOT_IN_TEXT: while a text is being written its keys belong
 *   to the text
 * @RAPPORT_ACTION_IN_REPORT: only where a report is open
 * @RAPPORT_ACTION_IN_CALL: also in call mode; what does not say so can't be done there
 * @RAPPORT_ACTION_SWITCH: is on or off
 * @RAPPORT_ACTION_IN_TEAM: only where the library is in a team
 */
typedef enum
{
  RAPPORT_ACTION_PLAIN = 0,
  RAPPORT_ACTION_OFFERED = 1 << 0,
  RAPPORT_ACTION_NOT_IN_TEXT = 1 << 1,
  RAPPORT_ACTION_IN_REPORT = 1 << 2,
  RAPPORT_ACTION_IN_CALL = 1 << 3,
  RAPPORT_ACTION_SWITCH = 1 << 4,
  RAPPORT_ACTION_IN_TEAM = 1 << 5,
} RapportActionFlags;

/**
 * RapportAction:
 * @name: in the group "win"; %NULL for keys that a screen handles by itself
 * @label: N_() what it does
 * @keywords: (nullable): N_() other words by which it is looked for
 * @group: N_() under which heading its keys are listed
 * @accels: up to two, as of gtk_accelerator_parse()
 * @parameter: (nullable): the type of its parameter
 * @activate: what it does
 *
 * Everything that the window can do. From this one table come the actions, the
 * keys, the entries of Ctrl+K and the dialog of shortcuts.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *keywords;
  const char *group;
  const char *accels[2];
  const char *parameter;
  RapportActionFlags flags;
  void (*activate) (RapportWindow *window, GVariant *parameter);
} RapportAction;

const RapportAction *rapport_actions_get (gsize *n);

/* Gives a window its actions and their keys. */
void rapport_actions_install (RapportWindow *window);

/* Whether it does something only where a client is open. */
gboolean rapport_action_needs_client (const RapportAction *action);

/* What asks for a place or a state, of which Ctrl+K is told which there are. */
#define RAPPORT_ACTION_CONDITIONS (RAPPORT_ACTION_IN_REPORT | RAPPORT_ACTION_IN_TEAM)

/* In call mode only what is safe there can be done, without a team nothing of one. */
void rapport_actions_confine (RapportWindow *window, gboolean confined, gboolean in_team);

/* The keys of an action as a label, "Ctrl+K"; "" where it has none. (transfer full) */
char *rapport_action_get_accel_label (const char *name);

G_END_DECLS
