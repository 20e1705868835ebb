/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-deadlines.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PROMISES_GROUP (rapport_promises_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportPromisesGroup,
                      rapport_promises_group,
                      RAPPORT,
                      PROMISES_GROUP,
                      AdwPreferencesGroup)

/**
 * RapportPromisesGroup:
 *
 * What a client has been promised and has not got yet, with the client's
 * dates, the earliest first. Ours are not shown here. A row activates
 * "win.open-work-item" with its id.
 */
void rapport_promises_group_set_library (RapportPromisesGroup *self, RapportLibrary *library);

/* @client may be %NULL. */
void rapport_promises_group_set_client (RapportPromisesGroup *self, RapportClient *client);

G_END_DECLS
