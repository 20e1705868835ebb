/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rapport_empty_new:
 * @icon_name: (nullable): a symbolic icon
 * @title: what is not there, "No Reports"
 * @description: (nullable): one sentence, plain text
 * @button: (nullable): what the button says, with its mnemonic
 * @action: (nullable): the action it activates, "win.add-client"
 *
 * The page that stands where there is nothing yet.
 */
GtkWidget *rapport_empty_new (const char *icon_name,
                              const char *title,
                              const char *description,
                              const char *button,
                              const char *action);

G_END_DECLS
