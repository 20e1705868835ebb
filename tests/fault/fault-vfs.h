/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A VFS under SQLite that has accidents. It passes everything on to the real
 * one and counts what changes a file (writes and truncations); at a number that
 * the test chooses, the accident happens. One for the whole process. */

typedef enum
{
  FAULT_NONE,
  FAULT_FULL, /* the disk is full until fault_vfs_relent() */
  FAULT_KILL, /* the process is killed, before the change is made */
  FAULT_CUT,  /* the power fails: see fault_vfs_set_cut_folder() */
} Fault;

/* Makes it SQLite's default. Before anything is opened. */
void fault_vfs_install (void);

/* The @n-th change from now, 1 being the next, meets the accident. */
void fault_vfs_arm (Fault fault, guint64 n);

/* Nothing fails any more. */
void fault_vfs_relent (void);

/* How many changes there have been since fault_vfs_arm(). */
guint64 fault_vfs_get_count (void);

/* Whether the accident has happened. */
gboolean fault_vfs_has_happened (void);

/* A power cut leaves in @cut_folder what would be on the disk of the library's @folder: each file
 * as it was when it was last synced, with some of the later changes, in part and out of order, as
 * @seed has it. Then the process ends. With @lying the disk says that it has synced and has not. */
void
fault_vfs_set_cut_folder (const char *folder, const char *cut_folder, guint32 seed, gboolean lying);

G_END_DECLS
