/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What of a board was shown to the client, when and for how long: the latest day first, and each
 * day in its order. It is for the team: not to be opened while a client looks at the screen. */
AdwDialog *rapport_shown_dialog_new (RapportLibrary *library, const char *board_id);

G_END_DECLS
