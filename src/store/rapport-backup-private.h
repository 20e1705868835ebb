/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-backup.h"
#include "rapport-sqlite.h"

G_BEGIN_DECLS

/* A library or a backup to be read, if it is one that this version can read. */
RapportSqlite *rapport_backup_open_to_look (const char *path, GError **error);

G_END_DECLS
