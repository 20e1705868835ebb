/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-change-set.h"

G_BEGIN_DECLS

/* Erases the records that @set erases from every backup of a library: rows, log
 * and search. Each backup is rewritten in a copy, verified, and replaced. One
 * that can't be is left as it is and logged, and %FALSE is returned with an
 * error when all others are done. Takes time; any thread. */
gboolean rapport_backup_erase (const char *library, RapportChangeSet *set, GError **error);

G_END_DECLS
