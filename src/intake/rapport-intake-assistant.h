/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_INTAKE_ASSISTANT (rapport_intake_assistant_get_type ())
G_DECLARE_FINAL_TYPE (RapportIntakeAssistant,
                      rapport_intake_assistant,
                      RAPPORT,
                      INTAKE_ASSISTANT,
                      AdwDialog)

/**
 * RapportIntakeAssistant:
 *
 * Brings clients and their people in from a table, or people from cards: what
 * was understood of the file, who is there already, and what would come of it.
 * Nothing is stored before the user says so; then it is one step, which can be
 * undone.
 */

/* @client: (nullable): whose people are to come in; %NULL for clients. */
AdwDialog *rapport_intake_assistant_new (RapportLibrary *library, RapportClient *client);

/* Begins with a file instead of asking for one. */
void rapport_intake_assistant_open (RapportIntakeAssistant *self, GFile *file);

G_END_DECLS
