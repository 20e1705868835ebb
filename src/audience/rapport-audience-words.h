/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-minutes.h"

G_BEGIN_DECLS

/**
 * RapportAudiencePart:
 * @look: how it looks: "meeting", "title", "line" or "caption"; "picture" for one
 * @text: what it says, plain; of a picture, its name
 * @picture: (nullable): of the minutes that it was made of
 *
 * A paragraph of the window that a client looks at while minutes are typed.
 */
typedef struct
{
  const char *look;
  char *text;
  const RapportPublicPicture *picture;
} RapportAudiencePart;

/* (transfer full) (element-type RapportAudiencePart): all that the window says, from top to bottom.
 * They live as long as @minutes. @item: (nullable): what is talked about; @spot: (out): how many
 * parts there are up to its end, 0 where it is not there. */
GPtrArray *rapport_audience_say (RapportPublicMinutes *minutes, const char *item, guint *spot);

G_END_DECLS
