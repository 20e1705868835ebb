/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_REMARKS_GROUP (rapport_remarks_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportRemarksGroup,
                      rapport_remarks_group,
                      RAPPORT,
                      REMARKS_GROUP,
                      AdwPreferencesGroup)

/* What was said about a card, by whom, on which call; and a place to write down
 * more. What is written and not added yet stays with its card. */
GtkWidget *rapport_remarks_group_new (RapportLibrary *library);

/* @card may be %NULL. */
void rapport_remarks_group_set_card (RapportRemarksGroup *self, RapportPlacement *card);

/* Without remarks that are not for the client. */
void rapport_remarks_group_set_public_only (RapportRemarksGroup *self, gboolean public_only);

G_END_DECLS
