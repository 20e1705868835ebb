/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a client complained of, and what we said: edited in place, or, where
 * @claim is %NULL, a new one. */
AdwDialog *
rapport_claim_dialog_new (RapportLibrary *library, const char *client_id, RapportClaim *claim);

G_END_DECLS
