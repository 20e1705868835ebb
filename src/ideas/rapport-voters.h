/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/* Who gave dots to cards of this client, by name in the order of first votes. (transfer full) */
GStrv rapport_voters_list (RapportLibrary *library, const char *client_id);

/* Who may take part in a call: the client's people, then who works here. (transfer full) */
GStrv rapport_voters_offer (RapportLibrary *library, const char *client_id);

/* How many dots @participant gave the card. */
guint
rapport_voters_get_dots (RapportLibrary *library, const char *card_id, const char *participant);

/* One step of undo; says it where it can't be done, near @near (a GtkWidget). Nothing
 * happens below 0. */
gboolean rapport_voters_give (RapportLibrary *library,
                              const char *client_id,
                              const char *card_id,
                              const char *participant,
                              int dots,
                              gpointer near);

G_END_DECLS
