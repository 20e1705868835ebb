/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/**
 * RapportTargetEdit:
 * @month: its first day
 * @metric: the word of a metric
 * @value: millionths; of no meaning where @known is %FALSE, which takes it away
 *
 * What a metric of a client should come to in a month.
 */
typedef struct
{
  RapportDay month;
  const char *metric;
  gboolean known;
  gint64 value;
} RapportTargetEdit;

/* Writes them as one step of undo that is called @label. What stands there already
 * is not written again. */
gboolean rapport_targets_set (RapportLibrary *library,
                              const char *client_id,
                              const RapportTargetEdit *edits,
                              gsize n_edits,
                              const char *label,
                              GError **error);

/* (transfer full) (element-type utf8 gint64): the targets of the months from @from
 * to @to, of public records; see rapport_targets_get(). */
GHashTable *rapport_targets_load (
  RapportLibrary *library, const char *client_id, RapportDay from, RapportDay to, GError **error);
gboolean
rapport_targets_get (GHashTable *targets, const char *metric, RapportDay month, gint64 *value);

G_END_DECLS
