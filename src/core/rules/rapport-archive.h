/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* A client that nobody works with any more can be put aside. It is in no list
 * but that of the archive then, search does not find what is its, and it can be
 * read but not changed: rapport_transaction_commit() refuses. */

gboolean rapport_client_is_archived (RapportClient *client);

/* Puts @client aside, or takes it out again. Part of @transaction. */
void rapport_client_set_archived (RapportTransaction *transaction,
                                  RapportLibrary *library,
                                  RapportClient *client,
                                  gboolean archived);

/* Returns @query, which asks for clients, without those in the archive, or with
 * @archived for those alone. */
RapportQuery *rapport_query_where_archived (RapportQuery *query, gboolean archived);

G_END_DECLS
