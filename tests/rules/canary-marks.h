/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules-support.h"

G_BEGIN_DECLS

/* The word that must stand nowhere in what a client gets. */
#define CANARY "kanarejka"

/* Fills what is not for a client in the records of @type that are there, with
 * @everything also what is. */
void canary_mark_existing (Agency *agency, GType type, gboolean everything);

/* Adds a record of every type for @client_id, "" for nobody's, filled likewise
 * and tied to November 2026. @audience is the record's own, %NULL for the usual. */
void canary_add_marked (Agency *agency,
                        const char *client_id,
                        const char *audience,
                        gboolean everything);

/* All of that: what is private of the client, records of it that are not for it,
 * and all of another client. */
void canary_mark_all (Agency *agency);

G_END_DECLS
