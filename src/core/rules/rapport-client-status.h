/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* Where @transaction gives @client another status and does not
 * say since when: since today, by the library's clock. A new client is of the
 * status that clients begin with since an unknown day. */
void rapport_client_date_status (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 RapportClient *client);

G_END_DECLS
