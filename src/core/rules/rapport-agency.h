/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the agency's own record; %NULL in a library that
 * has not been set up, which is how a first run is recognised. */
RapportWorkspace *rapport_agency_get (RapportLibrary *library);

/* Sets up an empty library: the agency, its first member, and that this member
 * works here. One step of the log. */
gboolean rapport_agency_set_up (RapportLibrary *library,
                                const char *agency_name,
                                const char *member_name,
                                const char *language,
                                const char *currency,
                                GError **error);

/* The currency (ISO 4217) and language of a client, or the agency's where the
 * client has none of its own. @client may be %NULL. The strings are interned. */
const char *rapport_agency_get_currency (RapportLibrary *library, RapportClient *client);
const char *rapport_agency_get_language (RapportLibrary *library, RapportClient *client);

/* The number of days without contact that the agency calls silence. */
int rapport_agency_get_silence_days (RapportLibrary *library);

/* The agency's public holidays, sorted. (transfer full) (element-type gint32) */
GArray *rapport_agency_get_holidays (RapportLibrary *library);

G_END_DECLS
