/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_ASSISTANT (rapport_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportAssistant,
                      rapport_import_assistant,
                      RAPPORT,
                      IMPORT_ASSISTANT,
                      AdwDialog)

/**
 * RapportImportAssistant:
 *
 * Brings a file's figures in for a client: what was understood, a preview, and
 * what would change, in one view. Files are read in another thread, and
 * nothing is stored before the user says so. Signal `imported (GFile *file)` when it
 * has been.
 */
AdwDialog *rapport_import_assistant_new (RapportLibrary *library, RapportClient *client);

/* Reads @file; without it the user is asked for one. */
void rapport_import_assistant_open (RapportImportAssistant *self, GFile *file);

G_END_DECLS
