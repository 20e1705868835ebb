/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-backup.h"
#include "rapport-sqlite-store.h"

G_BEGIN_DECLS

/**
 * RapportOpenFlags:
 * @RAPPORT_OPEN_CREATE: makes a new library where there is no file
 * @RAPPORT_OPEN_READ_ONLY: does not write even where it could
 * @RAPPORT_OPEN_REMOTE: where another process holds the library, hands it the
 *   changes over the session bus, if it takes them
 */
typedef enum
{
  RAPPORT_OPEN_DEFAULT = 0,
  RAPPORT_OPEN_CREATE = 1 << 0,
  RAPPORT_OPEN_READ_ONLY = 1 << 1,
  RAPPORT_OPEN_REMOTE = 1 << 2,
} RapportOpenFlags;

/**
 * RapportOpenProblemKind:
 * @RAPPORT_OPEN_PROBLEM_MISSING: there is no such file
 * @RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY: a database or file of something else
 * @RAPPORT_OPEN_PROBLEM_NEWER: made by a newer version of Rapport
 * @RAPPORT_OPEN_PROBLEM_BUSY: another process holds it
 * @RAPPORT_OPEN_PROBLEM_DAMAGED: the file or its WAL is broken or cut off
 * @RAPPORT_OPEN_PROBLEM_FAILED: anything else: no space, a migration that failed
 */
typedef enum
{
  RAPPORT_OPEN_PROBLEM_MISSING,
  RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY,
  RAPPORT_OPEN_PROBLEM_NEWER,
  RAPPORT_OPEN_PROBLEM_BUSY,
  RAPPORT_OPEN_PROBLEM_DAMAGED,
  RAPPORT_OPEN_PROBLEM_FAILED,
} RapportOpenProblemKind;

/**
 * RapportOpenWays:
 * @RAPPORT_OPEN_WAY_TRY_AGAIN: rapport_library_file_open() once more
 * @RAPPORT_OPEN_WAY_READ_ONLY: the same with %RAPPORT_OPEN_READ_ONLY
 * @RAPPORT_OPEN_WAY_COPY: rapport_backup_copy_bytes() to where the user wants it
 * @RAPPORT_OPEN_WAY_RESTORE: rapport_backup_restore() of the problem's @backup
 * @RAPPORT_OPEN_WAY_SALVAGE: rapport_salvage_run()
 *
 * What the user can be offered.
 */
typedef enum
{
  RAPPORT_OPEN_WAY_NONE = 0,
  RAPPORT_OPEN_WAY_TRY_AGAIN = 1 << 0,
  RAPPORT_OPEN_WAY_READ_ONLY = 1 << 1,
  RAPPORT_OPEN_WAY_COPY = 1 << 2,
  RAPPORT_OPEN_WAY_RESTORE = 1 << 3,
  RAPPORT_OPEN_WAY_SALVAGE = 1 << 4,
} RapportOpenWays;

/**
 * RapportOpenProblem:
 * @kind: what is wrong
 * @path: the library's real path
 * @message: what is wrong, for the user, in a sentence or two
 * @ways: what can be done about it
 * @backup: the last verified backup, for %RAPPORT_OPEN_WAY_RESTORE, or %NULL
 *
 * Why a library was not opened. Nothing has been changed.
 */
typedef struct
{
  RapportOpenProblemKind kind;
  char *path;
  char *message;
  RapportOpenWays ways;
  RapportBackup *backup;
} RapportOpenProblem;

void rapport_open_problem_free (RapportOpenProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOpenProblem, rapport_open_problem_free)

/* (transfer full): where the library stands when the user has chosen no other. */
char *rapport_library_file_get_default_path (void);

/**
 * rapport_library_file_open:
 * @path: the library
 * @problem: (out) (transfer full) (optional): why it was not opened, with what
 *   can be done about it
 *
 * Opens a library: takes the lock, looks whether the file is whole and of a
 * version that is known, makes a backup and migrates it where it is older.
 * Where the file or its folder can't be written to, it is opened for reading,
 * and rapport_store_is_read_only() says why. A file that is damaged or newer is
 * not touched.
 *
 * Returns: (transfer full) (nullable): %NULL with @error, of
 *   %RAPPORT_STORE_ERROR, whose message is that of the problem
 */
RapportSqliteStore *rapport_library_file_open (const char *path,
                                               RapportOpenFlags flags,
                                               RapportClock *clock,
                                               RapportOpenProblem **problem,
                                               GError **error);

G_END_DECLS
