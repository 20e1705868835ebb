/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportAudience:
 * @RAPPORT_AUDIENCE_TEAM: colleagues; what says nothing is for the team
 * @RAPPORT_AUDIENCE_CLIENT: the client whose record it is may read it
 * @RAPPORT_AUDIENCE_ME: never leaves this machine
 *
 * Who may see a field or a record. A field is seen by the narrower of its own
 * audience and that of its record.
 */
typedef enum
{
  RAPPORT_AUDIENCE_TEAM,
  RAPPORT_AUDIENCE_CLIENT,
  RAPPORT_AUDIENCE_ME,
} RapportAudience;

/* The narrower of the two: me, then team, then client. */
RapportAudience rapport_audience_narrower (RapportAudience a, RapportAudience b);

/* "client", "team" or "me". */
const char *rapport_audience_to_word (RapportAudience audience);

/* Anything but the three words is read as "me": what is not understood is kept back. */
RapportAudience rapport_audience_from_word (const char *word);

G_END_DECLS
