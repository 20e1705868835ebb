/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-sheet-rows.h"

G_BEGIN_DECLS

/**
 * RapportSheet:
 * @name: as the user named it
 * @hidden: the user doesn't see it
 * @part: where it stands in the package, or NULL
 *
 * One sheet of a workbook.
 */
typedef struct
{
  char *name;
  gboolean hidden;
  char *part;
} RapportSheet;

/**
 * RapportSheetFacts:
 * @complete: the sheet was read to its end
 * @merges: (element-type RapportSheetMerge): by first row; what merges rows
 * @n_uncounted: formulas whose result the file doesn't hold
 * @uncounted_line: the line of the first of them
 *
 * What is known of a sheet only when all of it was read, since the file tells
 * it behind the rows.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gboolean complete;
  GArray *merges;
  guint64 n_uncounted;
  guint uncounted_line;
} RapportSheetFacts;

RapportSheetFacts *rapport_sheet_facts_new (void);
RapportSheetFacts *rapport_sheet_facts_ref (RapportSheetFacts *self);
void rapport_sheet_facts_unref (RapportSheetFacts *self);

/**
 * RapportWorkbook:
 *
 * A workbook of Excel (.xlsx), LibreOffice (.ods) or the like: its sheets, and
 * what their cells refer to. Immutable; it may be shared between threads.
 *
 * Cells come as text in the way the user sees them, with two differences: a
 * figure keeps its digits, as rapport_number_format_show() says, and a day is
 * written as 2026-08-01. A formula whose result the file doesn't hold comes as
 * "=" and the formula.
 */
typedef struct _RapportWorkbook RapportWorkbook;

/* Whether a file that begins so is a workbook, or what a program wrapped one
 * in: a package in ZIP format, or an OLE2 container. */
gboolean rapport_workbook_is_one (const guint8 *begin, gsize length);

/**
 * rapport_workbook_open:
 * @stream: one that can seek
 *
 * Returns: (transfer full): %NULL with @error: PROTECTED by a password, DAMAGED
 *   or cut off, TOO_LARGE, or KIND when it is a file of another kind
 */
RapportWorkbook *
rapport_workbook_open (GInputStream *stream, GCancellable *cancellable, GError **error);
RapportWorkbook *rapport_workbook_ref (RapportWorkbook *self);
void rapport_workbook_unref (RapportWorkbook *self);

/* (element-type RapportSheet): in the order of the file; at least one. */
GPtrArray *rapport_workbook_get_sheets (const RapportWorkbook *self);

/**
 * rapport_workbook_read:
 * @stream: the same file, opened anew
 * @sheet: an index into the sheets
 * @facts: what an earlier pass found; a pass over facts that aren't complete
 *   completes them
 *
 * Returns: (transfer full): %NULL with @error
 */
RapportTableReader *rapport_workbook_read (RapportWorkbook *self,
                                           GInputStream *stream,
                                           guint sheet,
                                           RapportSheetFacts *facts,
                                           GCancellable *cancellable,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportWorkbook, rapport_workbook_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSheetFacts, rapport_sheet_facts_unref)

G_END_DECLS
