/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ASK_DIALOG (rapport_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportAskDialog, rapport_ask_dialog, RAPPORT, ASK_DIALOG, AdwDialog)

/**
 * rapport_ask_dialog_new:
 * @client_id: (nullable): whose meeting is meant; it can be another's, but for a call
 * @about: (nullable): the id of what the question is about
 * @text: (nullable): what it begins with
 *
 * Puts a question into the queue of a client from wherever one is. While a client looks at the
 * screen it is this one's, and no other is named.
 */
AdwDialog *rapport_ask_dialog_new (RapportLibrary *library,
                                   const char *client_id,
                                   const char *about,
                                   const char *text);

G_END_DECLS
