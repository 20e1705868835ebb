/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-public-minutes.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the bytes of a picture of minutes, as they were when the minutes were
 * made. Only a file that is the client's and marked for it is given out, now as then. */
GBytes *rapport_minutes_picture_publish (RapportLibrary *library,
                                         const RapportPublicPicture *picture,
                                         const char *client_id);

/* Reads all pictures of @minutes that @pictures (digest → GBytes) does not hold yet, and lets go of
 * those that are not in @minutes. */
void rapport_minutes_pictures_publish (RapportLibrary *library,
                                       RapportPublicMinutes *minutes,
                                       GHashTable *pictures);

/* (transfer full): an empty table for it. */
GHashTable *rapport_minutes_pictures_table_new (void);

G_END_DECLS
