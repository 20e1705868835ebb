/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CALENDAR_ITEM (rapport_calendar_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportCalendarItem, rapport_calendar_item, RAPPORT, CALENDAR_ITEM, GObject)

/**
 * RapportCalendarItem:
 *
 * A meeting on the calendar as a row of a list and as a card: with the name of its client, and
 * whether it is the first one of its day. Immutable.
 *
 * @client_name: "" where the agency meets by itself
 */
RapportCalendarItem *rapport_calendar_item_new (const RapportOccasion *occasion,
                                                const char *client_name,
                                                gboolean is_first);

const RapportOccasion *rapport_calendar_item_get_occasion (RapportCalendarItem *self);
gboolean rapport_calendar_item_is_first (RapportCalendarItem *self);

/* The client, or where there is none what the meeting is called. */
const char *rapport_calendar_item_get_name (RapportCalendarItem *self);

/* (transfer full): what it is called beside the name of the client; may be "". */
char *rapport_calendar_item_get_about (RapportCalendarItem *self);

/* (transfer full): all of it in words: "10:00–10:45, Romashka, Weekly call". */
char *rapport_calendar_item_describe (RapportCalendarItem *self);

/* Gives @widget the colour of the client, and crosses it out where it is cancelled. */
void rapport_calendar_item_colour (RapportCalendarItem *self, GtkWidget *widget);

/* A card for a day of the week, which opens the meeting. */
GtkWidget *rapport_calendar_item_make_card (RapportCalendarItem *self);

/* A line for a day of the month. */
GtkWidget *rapport_calendar_item_make_line (RapportCalendarItem *self);

G_END_DECLS
