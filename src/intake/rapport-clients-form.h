/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLIENTS_FORM (rapport_clients_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportClientsForm, rapport_clients_form, RAPPORT, CLIENTS_FORM, AdwBin)

/**
 * RapportClientsForm:
 *
 * What was understood of a table of clients, each guess as a drop-down in which
 * it can be corrected. Signal `changed` when the user has corrected one: the
 * import has been told already, and perhaps must be read again.
 */

/* Shows what @import, which has been read, says. */
void rapport_clients_form_show (RapportClientsForm *self, RapportClientImport *import);

G_END_DECLS
