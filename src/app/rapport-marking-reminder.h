/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-marking.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_MARKING_REMINDER (rapport_marking_reminder_get_type ())
G_DECLARE_FINAL_TYPE (RapportMarkingReminder,
                      rapport_marking_reminder,
                      RAPPORT,
                      MARKING_REMINDER,
                      GObject)

/**
 * RapportMarkingReminder:
 *
 * On the day when the team marks, tells once that clients are not marked yet: as
 * a notification that leads to them. Whoever looks at the window then, or shows
 * it full-screen, is told by the board alone. Sleeps until the moment comes.
 * @window has to outlive it.
 */
RapportMarkingReminder *
rapport_marking_reminder_new (GtkWindow *window, RapportLibrary *library, RapportLights *lights);

/* Lets the timer go. */
void rapport_marking_reminder_stop (RapportMarkingReminder *self);

G_END_DECLS
