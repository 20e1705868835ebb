/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CLOCK (rapport_clock_get_type ())
G_DECLARE_FINAL_TYPE (RapportClock, rapport_clock, RAPPORT, CLOCK, GObject)

/* The machine's clock, in the machine's time zone. */
RapportClock *rapport_clock_new (void);

/* A clock that stands at @instant until it is set; for tests and samples. */
RapportClock *rapport_clock_new_fixed (gint64 instant);

/* A fixed clock at noon UTC of @day. */
RapportClock *rapport_clock_new_fixed_day (RapportDay day);

/* Moves a fixed clock. */
void rapport_clock_set (RapportClock *self, gint64 instant);

/* Microseconds since 1970, UTC. Any thread. */
gint64 rapport_clock_get_now (RapportClock *self);

/* The calendar day here and now. */
RapportDay rapport_clock_get_today (RapportClock *self);

/* The calendar day, here, of an instant. */
RapportDay rapport_instant_to_day (gint64 instant);

G_END_DECLS
