/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-fault-http.h"

#include <json-glib/json-glib.h>

/* Between a client of CouchDB 3.5 and the server of the tests: what the former says and the latter
 * would answer otherwise. Numbers of changes are opaque texts, another one each time, and those of
 * a database that was deleted and made again count from its beginning; a `since` that is none is
 * answered with 400; seq_interval leaves out most of them; a _local document may be written
 * whatever its _rev. */
typedef struct
{
  GCancellable *cancellable; /* not owned */
  guint16 port;
  gboolean no_seqs; /* every seq of a result is null */
} RapportFaultCouch;

/* Makes the server's request of a client's. An answer where that is clear without the server, else
 * NULL. */
RapportFaultAnswer *rapport_fault_couch_ask (RapportFaultCouch *self, RapportFaultRequest *request);

/* Makes CouchDB's answer of the server's; `asked` is the client's own request. */
void rapport_fault_couch_answer (RapportFaultCouch *self,
                                 RapportFaultRequest *asked,
                                 RapportFaultAnswer *answer);

/* Whether it waits for a change: its answer has to be passed on as it comes. */
gboolean rapport_fault_couch_is_long_poll (RapportFaultRequest *request);

/* Whether it asks for the changes of a database. */
gboolean rapport_fault_couch_is_changes (RapportFaultRequest *request);
