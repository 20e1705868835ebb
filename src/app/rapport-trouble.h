/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TROUBLE (rapport_trouble_get_type ())
G_DECLARE_FINAL_TYPE (RapportTrouble, rapport_trouble, RAPPORT, TROUBLE, AdwBin)

/* Why a library was not opened, with a button for each way out. Nothing is
 * changed before one is chosen. Signal `reopen (guint flags)`, of
 * #RapportOpenFlags, when it is to be tried again. Takes @problem. */
GtkWidget *rapport_trouble_new (RapportOpenProblem *problem);

G_END_DECLS
