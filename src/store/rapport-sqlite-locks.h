/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The locks of SQLite are those of the process, and the kernel drops them all
 * as soon as the process closes the file by any descriptor. A file chooser
 * looks into each file of a folder to find out what it is, so that it is enough
 * to choose a file beside the library: another program that reads the library
 * then cuts the shared memory off (which ends this process) or clears the WAL
 * away (which loses what is written after). What is here holds the same locks
 * by open file descriptions, which nobody else's descriptors can drop. */

/* Makes SQLite itself hold the locks on its shared memory so. Any thread, any
 * number of times, before the first connection. */
void rapport_sqlite_locks_install (void);

/* Holds a library in WAL mode open for others to see, as a connection of SQLite
 * does. A descriptor, or -1 where it can't be opened. */
int rapport_sqlite_locks_hold (const char *path);

/* Lets go, so that the last connection can clear the WAL away. The descriptor
 * must be closed after that connection. */
void rapport_sqlite_locks_let_go (int fd);
