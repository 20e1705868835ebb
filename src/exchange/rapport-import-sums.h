/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cells.h"

G_BEGIN_DECLS

/* More figures than this is no export of one client. */
#define RAPPORT_IMPORT_MAX_CELLS (8 * 1000 * 1000)

/**
 * RapportImportSums:
 *
 * Adds rows up by day and channel, exactly. Memory grows with the number of
 * days and channels, not of rows.
 */
typedef struct _RapportImportSums RapportImportSums;

/* A sum that holds no figure at all is not 0: @present tells them apart. */
typedef struct
{
  gint64 value;
  gboolean present;
} RapportImportSum;

RapportImportSums *rapport_import_sums_new (guint n_metrics);
void rapport_import_sums_free (RapportImportSums *self);

/* Adds one row of @n_metrics values; %FALSE when a sum would overflow or there
 * are too many of them. */
gboolean rapport_import_sums_add (RapportImportSums *self,
                                  RapportDay day,
                                  const char *channel,
                                  const RapportImportSum *values);

/* What all rows add up to; and those since rapport_import_sums_mark(). */
const RapportImportSum *rapport_import_sums_get_all (RapportImportSums *self);
const RapportImportSum *rapport_import_sums_get_recent (RapportImportSums *self);
void rapport_import_sums_mark (RapportImportSums *self);

/* (transfer full): the sums under their metrics' words. */
RapportCells *rapport_import_sums_to_cells (RapportImportSums *self, const char *const *metrics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportSums, rapport_import_sums_free)

G_END_DECLS
