/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* Members of documents that an older version did not know stand beside the fields, in `extra`. Once
 * for each version of the schema, those that are fields by now become that; what the database of a
 * team has stays the same by it, so nothing is to be sent. In a transaction of its own. */
gboolean rapport_adopt_extra (RapportSqlite *db, GError **error);

G_END_DECLS
