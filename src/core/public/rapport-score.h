/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an idea is weighed by, each in millionths, 0 where it was not given. */
typedef struct
{
  gint64 impact;
  gint64 confidence;
  gint64 ease;
  gint64 reach;
  gint64 effort;
} RapportScoreParts;

/* The score in millionths by the method of rapport_score_methods: "ice" is
 * impact x confidence x ease, each of 1 to 10 (Sean Ellis); "rice" is
 * reach x impact x confidence / effort (Intercom). FALSE, with @score at 0, when
 * a part is missing or not above zero, or the method is another; what is too
 * large for the type is the largest of it. */
gboolean rapport_score_work_out (const char *method, const RapportScoreParts *parts, gint64 *score);

G_END_DECLS
