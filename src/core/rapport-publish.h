/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-public-record.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the public copy of @record for the client
 * @client_id; %NULL when the record is another client's, is not for clients,
 * or lies in the trash. A record of the whole agency (a member, the agency)
 * can be public to every client. */
RapportPublicRecord *rapport_publish (RapportRecord *record, const char *client_id);

/* (transfer full) (nullable): the same of a row that was read without making an object.
 * @except: (nullable): names of fields that are left out as well, %NULL-ended */
RapportPublicRecord *rapport_publish_row (const RapportRecordInfo *info,
                                          const RapportRow *row,
                                          const char *client_id,
                                          const char *const *except);
RapportPublicRecord *
rapport_publish_except (RapportRecord *record, const char *client_id, const char *const *except);

/* (transfer full) (nullable): the public copy of a record that belongs to no
 * client, such as the file of the agency's logo; %NULL for a client's. Only for
 * what a public field of the agency points at. */
RapportPublicRecord *rapport_publish_shared (RapportRecord *record);

/* (transfer full) (element-type RapportPublicRecord): public copies of all
 * that the query finds; what is not public is left out. */
GPtrArray *rapport_publish_all (RapportLibrary *library,
                                RapportQuery *query,
                                const char *client_id,
                                GError **error);

G_END_DECLS
