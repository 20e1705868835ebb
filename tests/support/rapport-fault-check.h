/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-fault-http.h"

/* What is wrong with a request for Apache CouchDB 3.5, in words, by a table of what that server
 * knows: paths, methods, parameters, types of bodies. NULL where nothing is. Also what CouchDB
 * would take and Rapport never does: new_edits=false, and a raw "+" in a path, which means a space.
 */
char *rapport_fault_check (RapportFaultRequest *request);
