/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-score.h"

#define MILLION 1000000

static gint64
limit (__int128 value)
{
  return value > G_MAXINT64 ? G_MAXINT64 : (gint64) value;
}

/* Of two numbers in millionths, both above zero. */
static gint64
multiply (gint64 a, gint64 b)
{
  return limit (((__int128) a * b + MILLION / 2) / MILLION);
}

gboolean
rapport_score_work_out (const char *method, const RapportScoreParts *parts, gint64 *score)
{
  *score = 0;
  if (parts->impact <= 0 || parts->confidence <= 0)
    return FALSE;
  if (g_strcmp0 (method, "ice") == 0 && parts->ease > 0)
    *score = multiply (multiply (parts->impact, parts->confidence), parts->ease);
  else if (g_strcmp0 (method, "rice") == 0 && parts->reach > 0 && parts->effort > 0)
    {
      const gint64 gain = multiply (multiply (parts->reach, parts->impact), parts->confidence);

      *score = limit (((__int128) gain * MILLION + parts->effort / 2) / parts->effort);
    }
  else
    return FALSE;
  return TRUE;
}
