/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ARCHIVE_DIALOG (rapport_archive_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportArchiveDialog,
                      rapport_archive_dialog,
                      RAPPORT,
                      ARCHIVE_DIALOG,
                      AdwDialog)

/**
 * RapportArchiveDialog:
 *
 * The clients that have been put aside, the last one first, to be looked up,
 * opened by "win.open-client" and taken out again.
 */
AdwDialog *rapport_archive_dialog_new (RapportLibrary *library);

G_END_DECLS
