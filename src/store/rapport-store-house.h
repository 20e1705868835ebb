/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapportHouse:
 *
 * What an open library is kept in order by, in a thread of its own and not
 * before the window has come to rest: sweeping what killed processes left of
 * backups, reading through a file that was not closed in order, and the day's
 * backup. One thing at a time. Its functions are for the main thread,
 * where @func is called, too. Between its two timers after opening it wakes
 * nobody up. Where no main loop runs only rapport_house_work() does anything.
 */
typedef struct _RapportHouse RapportHouse;

typedef enum
{
  RAPPORT_HOUSE_WHOLE,   /* the file has been read through and is whole */
  RAPPORT_HOUSE_DAMAGED, /* it is not */
  RAPPORT_HOUSE_BACKUP,  /* the day's backup begins */
} RapportHouseNews;

typedef void (*RapportHouseFunc) (RapportHouseNews news, gpointer user_data);

/* With @unchecked the file is to be read through before anything else. */
RapportHouse *rapport_house_new (const char *library,
                                 RapportClock *clock,
                                 gboolean unchecked,
                                 RapportHouseFunc func,
                                 gpointer user_data);

/* Stops reading through; waits for a backup. */
void rapport_house_free (RapportHouse *self);

/* Something was written: begins a backup when one is due, now and then. */
void rapport_house_look (RapportHouse *self);

/* Whether the day's backup has still to be made, and can be. */
gboolean rapport_house_is_backup_due (RapportHouse *self);

/* Does at once, and waits for, what the timers would begin. */
void rapport_house_work (RapportHouse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportHouse, rapport_house_free)

G_END_DECLS
