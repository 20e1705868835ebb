/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_MINUTES_CLOCK (rapport_minutes_clock_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesClock, rapport_minutes_clock, RAPPORT, MINUTES_CLOCK, GObject)

/**
 * RapportMinutesClock:
 *
 * How long each item of a meeting is talked about. It runs from the beginning of the meeting until
 * its end, for the item that is set. What it counts is kept in the items, outside the history
 * that undo takes back: when another one is set, and every minute. Signal `tick ()` each second
 * while it runs. Main thread only.
 */
RapportMinutesClock *rapport_minutes_clock_new (RapportLibrary *library);

void rapport_minutes_clock_set_meeting (RapportMinutesClock *self, RapportMeeting *meeting);

/* @item: (nullable): id of what is talked about from now on. */
void rapport_minutes_clock_set_item (RapportMinutesClock *self, const char *item);

/* Seconds spent with an item until now. */
gint64 rapport_minutes_clock_get_spent (RapportMinutesClock *self, RapportAgendaItem *item);

/* Seconds since the meeting began, until it ended; 0 before. */
gint64 rapport_minutes_clock_get_total (RapportMinutesClock *self);

/* (transfer full): "4:05", "1:02:00" */
char *rapport_minutes_clock_to_text (gint64 seconds);

G_END_DECLS
