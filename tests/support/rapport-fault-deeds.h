/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-fault-couch.h"
#include "rapport-fault-proxy.h"

/* One request on its way: what the proxy's threads work with. */
typedef struct
{
  RapportFaultCouch couch;
  RapportFaultRequest *request;
  GOutputStream *output;
  gboolean speaks_couch;
  guint64 sent; /* bytes of the answer's body */
} RapportFaultVisit;

/* Serves the request, with what goes wrong (NULL for nothing). Whether the connection stays open.
 */
gboolean rapport_fault_visit_serve (RapportFaultVisit *self, const RapportFault *fault);
