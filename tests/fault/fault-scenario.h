/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library-file.h"

G_BEGIN_DECLS

/* A worker that edits a library and tells what has been saved, and a check of
 * what must then be in the file. Edit number n writes n into one of a few notes
 * and into a counter, in one transaction; so for every state that is whole, the
 * counter tells what each note says. */

/* From now on every third edit also notes what a database has, and the check looks
 * whether all that is known of it is as old as the counter. */
void scenario_set_synced (gboolean synced);

/* The edit with number @n. (transfer full) */
RapportChangeSet *scenario_edit (guint n);

/* How far a library has come; fails the test if it is not whole: the file by
 * integrity_check, and each note, the log and the search by the counter. No
 * other process may be writing. Leaves the library as it is. */
guint scenario_check (const char *path);

/* In a child process: opens the library, writes "opened C\n" to @out with how
 * far it has come, waits for a byte from @in, then makes edits for ever and
 * writes "saved N\n" after each that is said to be on disk. A problem with
 * opening is written as "problem: MESSAGE\n". */
void scenario_work (const char *path, int in, int out) G_GNUC_NORETURN;

/* A child that runs scenario_work(). */
typedef struct
{
  GPid pid;
  int in;  /* to the child */
  int out; /* from it */
  char buffer[4096];
  gsize used;
} ScenarioChild;

/* @prepare is called in the child before anything is opened; may be NULL. */
void scenario_start (ScenarioChild *child,
                     const char *path,
                     void (*prepare) (gpointer data),
                     gpointer data);

/* (transfer full) (nullable): the next line of the child, or NULL when it has
 * ended. */
char *scenario_read_line (ScenarioChild *child);

/* As the next line must say: how far the library had come when it was opened.
 * FALSE when the child ended before. */
gboolean scenario_read_opened (ScenarioChild *child, guint *count);

void scenario_go (ScenarioChild *child);

/* As the next line must say: which edit is saved. FALSE when the child ended before. */
gboolean scenario_read_saved (ScenarioChild *child, guint *saved);

/* The number of the last edit that is said to be saved, up to the child's end. */
guint scenario_read_to_end (ScenarioChild *child, guint saved);

/* Kills it and takes leave of it. */
void scenario_kill (ScenarioChild *child);
void scenario_wait (ScenarioChild *child);

G_END_DECLS
