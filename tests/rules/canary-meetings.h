/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules-support.h"

G_BEGIN_DECLS

/* A meeting with an agenda and lines of each kind. @leaky: their words hold the marked one. */
void canary_add_meeting (Agency *agency, gboolean leaky);

/* Lines, items and people of that meeting that are not for the client, or became what is not. */
void canary_hide_in_meeting (Agency *agency);

/* Everything that a client can get of it, into @folder. */
void canary_write_meeting (Agency *agency, const char *folder);

G_END_DECLS
