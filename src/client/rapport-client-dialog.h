/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A dialog that adds a client, or edits @client where it is not %NULL. After
 * adding it opens the client by the action "win.open-client". */
AdwDialog *rapport_client_dialog_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
