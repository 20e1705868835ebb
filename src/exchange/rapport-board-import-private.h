/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-import.h"
#include "rapport-records.h"

G_BEGIN_DECLS

/**
 * RapportBoardImport:
 * @step: does a little, such as one card; FALSE when nothing is left
 * @source: what it reads; freed by @free_source
 */
struct _RapportBoardImport
{
  RapportLibrary *library;
  RapportTransaction *transaction; /* NULL once it is stored */
  char *client_id;
  char *board_id;
  guint n_cards;
  GPtrArray *remarks;
  gboolean (*step) (RapportBoardImport *self);
  gpointer source;
  GDestroyNotify free_source;
};

/* (transfer full): @name names the file in the step of undo. */
RapportBoardImport *rapport_board_import_new (RapportLibrary *library,
                                              const char *client_id,
                                              const char *name,
                                              gboolean (*step) (RapportBoardImport *self),
                                              gpointer source,
                                              GDestroyNotify free_source);

/* (transfer none): a record of the client, on the board where there is one already. */
RapportRecord *rapport_board_import_add (RapportBoardImport *self, GType type);

/* Sets a field by its name; nothing where the type has none. */
void rapport_board_import_set (RapportBoardImport *self,
                               RapportRecord *record,
                               const char *field,
                               const char *text);

void rapport_board_import_remark (RapportBoardImport *self, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

G_END_DECLS
