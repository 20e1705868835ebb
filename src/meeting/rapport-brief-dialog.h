/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BRIEF_DIALOG (rapport_brief_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportBriefDialog, rapport_brief_dialog, RAPPORT, BRIEF_DIALOG, AdwDialog)

/**
 * RapportBriefDialog:
 *
 * The brief of a client: how full it is, its questions by what they are about, and their answers,
 * written where they stand. Questions of one's own are added, others left out.
 */
AdwDialog *rapport_brief_dialog_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
