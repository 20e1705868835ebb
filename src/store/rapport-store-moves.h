/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sqlite.h"

G_BEGIN_DECLS

/*
 * Records that move from one place to another: because their client got a place of its own, or
 * because they became another client's. In one transaction the record waits to be sent to the new
 * place, and what the old one has is noted in sync_left: it is deleted there once the new one has
 * the record, and then what it has of the record's files (rapport-store-moved-files.h). Nothing is
 * noted where one isn't let in to the new place: those who are do it.
 */

/* Where records of a client live: its own place, or the workspace's; 0 where there is neither. */
gboolean
rapport_moves_find_place (RapportSqlite *db, const char *client, gint64 *place, GError **error);

/**
 * RapportMove:
 * @key: of the entry
 * @waiting: its new number
 *
 * An entry that moves. Strings are the entry's before.
 */
typedef struct
{
  gint64 key;
  const char *record;
  const char *type;
  gint64 place;
  const char *revision;
  const char *known;
  gint64 to;
  gint64 waiting;
} RapportMove;

gboolean rapport_moves_run (RapportSqlite *db, const RapportMove *move, GError **error);

/* All of a client's; @last is the number of what began to wait last, and grows. */
gboolean rapport_moves_run_client (
  RapportSqlite *db, const char *client, gint64 to, gint64 *last, GError **error);

/* Notes what a place has of a record that lives elsewhere; with @revision "" that it has nothing of
 * it any more. */
gboolean rapport_moves_leave (RapportSqlite *db,
                              const char *type,
                              const char *record,
                              gint64 place,
                              const char *revision,
                              GError **error);

G_END_DECLS
