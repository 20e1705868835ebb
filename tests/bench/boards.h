/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cards.h"
#include "rapport-library-file.h"

G_BEGIN_DECLS

/* A library that is made new at @path, and its clock at the noon of a day. */
typedef struct
{
  RapportClock *clock;
  RapportSqliteStore *store;
  RapportLibrary *library;
  char *client;
} BenchLibrary;

void bench_library_open (BenchLibrary *self, const char *path);
void bench_library_close (BenchLibrary *self);

/* (transfer full): the id of a new board with @n_cards ideas and notes in columns of a
 * screen's height, half as many connectors between neighbours, and a frame around each hundred.
 * It is on the disk, and nothing of it is in memory. */
char *bench_make_board (BenchLibrary *self, guint n_cards);

G_END_DECLS
