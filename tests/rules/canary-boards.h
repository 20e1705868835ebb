/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules-support.h"

G_BEGIN_DECLS

/* A board with cards of each kind, a frame and lanes. @leaky: their words hold the marked
 * one. */
void canary_add_board (Agency *agency, gboolean leaky);

/* Cards, frames and connectors of that board that are not for the client, or point at
 * what is not. */
void canary_hide_on_board (Agency *agency);

/* Everything that a client can get of it, into @folder. */
void canary_write_board (Agency *agency, const char *folder);

G_END_DECLS
