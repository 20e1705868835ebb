/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-store-search.h"

G_BEGIN_DECLS

/* What the index is made of, and what a hit shows; rapport-store-search.c. */

/* (transfer full) (element-type guint): the fields that the index and a hit need, read together. */
GArray *search_needed_fields (const RapportRecordInfo *info);

/* (transfer full) (nullable): of a record, with these fields; %NULL without an error for none. */
RapportRow *search_load_texts (RapportSqlite *db,
                               const RapportRecordInfo *info,
                               const char *id,
                               GError **error);

/* (transfer full): all that is found by, without signs of Markdown. */
char *search_make_text (const RapportRecordInfo *info, RapportRow *row);

/* The id of the row's client, "" for none; valid as long as the row. */
const char *search_client_of (const RapportRecordInfo *info, RapportRow *row);

/* (transfer full): the id of a client as one word of the index. */
char *search_scope_of (const char *client);

G_END_DECLS
