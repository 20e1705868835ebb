/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGENDA_BUILD_DIALOG (rapport_agenda_build_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgendaBuildDialog,
                      rapport_agenda_build_dialog,
                      RAPPORT,
                      AGENDA_BUILD_DIALOG,
                      AdwDialog)

/**
 * RapportAgendaBuildDialog:
 *
 * All that may be talked about at a meeting, by where it comes from: what is wanted is switched on,
 * with its minutes, and Enter takes it. Signal `taken (uint n)` when so many were added.
 */
AdwDialog *rapport_agenda_build_dialog_new (RapportLibrary *library, RapportMeeting *meeting);

G_END_DECLS
