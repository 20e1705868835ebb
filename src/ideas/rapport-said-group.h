/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SAID_GROUP (rapport_said_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportSaidGroup,
                      rapport_said_group,
                      RAPPORT,
                      SAID_GROUP,
                      AdwPreferencesGroup)

/* What was said of a card at meetings (rapport_card_minutes_find()): a row for each line of
 * minutes, which opens there. Follows the library; not visible while nothing was said. */
GtkWidget *rapport_said_group_new (RapportLibrary *library);

/* @card: (nullable); @item: (nullable): the work item that it points at */
void
rapport_said_group_set_card (RapportSaidGroup *self, RapportPlacement *card, RapportWorkItem *item);

/* Shows only what the client may read. */
void rapport_said_group_set_public_only (RapportSaidGroup *self, gboolean public_only);

G_END_DECLS
