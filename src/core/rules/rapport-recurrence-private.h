/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-recurrence.h"

G_BEGIN_DECLS

typedef enum
{
  RAPPORT_FREQUENCY_DAILY,
  RAPPORT_FREQUENCY_WEEKLY,
  RAPPORT_FREQUENCY_MONTHLY,
  RAPPORT_FREQUENCY_YEARLY,
} RapportFrequency;

/* A day of the week (1 is Monday) and which of them in its month or year: 0 for each, below 0
 * from the end. */
typedef struct
{
  int weekday;
  int nth;
} RapportNthWeekday;

struct _RapportRecurrence
{
  RapportFrequency frequency;
  int interval;
  int count;        /* 0: without */
  RapportDay until; /* none: without */
  int week_start;
  GArray *weekdays;   /* of RapportNthWeekday */
  GArray *month_days; /* of int, below 0 from the end */
  GArray *positions;  /* of int, below 0 from the end */
  guint months;       /* bit 1 is January; 0: each */
};

G_END_DECLS
