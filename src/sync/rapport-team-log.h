/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What happened between a library and its colleagues, in a file of lines that survives closing: a
 * time (ISO 8601, UTC), a tab, and a sentence. The newest thousand are kept. Main thread. */
typedef struct _RapportTeamLog RapportTeamLog;

/* @path (nullable): nothing is kept without one. */
RapportTeamLog *rapport_team_log_new (const char *path);
void rapport_team_log_free (RapportTeamLog *self);

/* @now in microseconds since 1970. */
void rapport_team_log_add (RapportTeamLog *self, gint64 now, const char *sentence);

/* (transfer none) (element-type utf8): the newest last. */
GPtrArray *rapport_team_log_get_lines (RapportTeamLog *self);

G_END_DECLS
