/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_QUEUE_GROUP (rapport_queue_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportQueueGroup, rapport_queue_group, RAPPORT, QUEUE_GROUP, AdwBin)

/* What waits for the next meeting with a client, added to, ordered and settled in place. It
 * follows #RapportOnlooker. */
GtkWidget *rapport_queue_group_new (RapportLibrary *library);

void rapport_queue_group_set_client (RapportQueueGroup *self, RapportClient *client);

G_END_DECLS
