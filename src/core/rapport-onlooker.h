/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ONLOOKER (rapport_onlooker_get_type ())
G_DECLARE_FINAL_TYPE (RapportOnlooker, rapport_onlooker, RAPPORT, ONLOOKER, GObject)

/**
 * RapportOnlooker:
 *
 * The client, if any, who looks at this screen: call mode. While there is one,
 * whatever shows records of the library shows this client's alone, and of them
 * only what is for the client; whatever would open something else does nothing.
 * It changes what is shown, never what is written. Main thread only.
 *
 * Signal `changed ()` when somebody begins to look, or looks no more. What hides
 * something then does so before it returns.
 */

/* (transfer none): the one of @library. */
RapportOnlooker *rapport_onlooker_of (RapportLibrary *library);

/* (nullable): the id of the client who looks. */
const char *rapport_onlooker_get_client (RapportOnlooker *self);

/* %NULL when nobody looks any more. */
void rapport_onlooker_set_client (RapportOnlooker *self, const char *client_id);

/* Whether somebody looks. */
gboolean rapport_onlooker_is_there (RapportLibrary *library);

/* Whether a record may be shown: always while nobody looks. As with
 * rapport_publish(), a record of the whole agency may be for clients, too. */
gboolean rapport_onlooker_may_see (RapportLibrary *library, RapportRecord *record);

/* Whether fields of a type may be shown. */
gboolean rapport_onlooker_may_see_field (RapportLibrary *library,
                                         const RapportRecordInfo *info,
                                         guint field);

/* While somebody looks, @query finds only what is for clients. */
void rapport_onlooker_narrow (RapportLibrary *library, RapportQuery *query);

G_END_DECLS
