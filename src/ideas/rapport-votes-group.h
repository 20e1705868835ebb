/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_VOTES_GROUP (rapport_votes_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportVotesGroup,
                      rapport_votes_group,
                      RAPPORT,
                      VOTES_GROUP,
                      AdwPreferencesGroup)

/* The dots that a card got in calls, by participant. */
GtkWidget *rapport_votes_group_new (RapportLibrary *library);

/* @card may be %NULL. */
void rapport_votes_group_set_card (RapportVotesGroup *self, RapportPlacement *card);

/* Without who gave how many: that is for the team. */
void rapport_votes_group_set_public_only (RapportVotesGroup *self, gboolean public_only);

G_END_DECLS
