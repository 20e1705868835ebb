/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-minutes.h"

G_BEGIN_DECLS

/* Only core/ makes them, and only before anybody has them. Strings of a new one are "", its
 * arrays empty. (transfer full) */
RapportPublicMinutes *rapport_public_minutes_new (void);
RapportPublicItem *rapport_public_item_new (void);
RapportPublicLine *rapport_public_line_new (void);
void rapport_public_line_free (RapportPublicLine *self);
RapportPublicPicture *
rapport_public_picture_new (const char *id, const char *name, const char *digest);
void rapport_public_picture_free (RapportPublicPicture *self);

G_END_DECLS
