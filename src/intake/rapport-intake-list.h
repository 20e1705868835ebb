/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-intake.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_INTAKE_LIST (rapport_intake_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportIntakeList,
                      rapport_intake_list,
                      RAPPORT,
                      INTAKE_LIST,
                      AdwPreferencesGroup)

/**
 * RapportIntakeList:
 *
 * The clients or people of a file, each with what becomes of it; those that are
 * there already come first. Signal `changed` when the user has chosen
 * otherwise: the items know already.
 */

/* @intake: (nullable). */
void rapport_intake_list_set_intake (RapportIntakeList *self, RapportIntake *intake);

G_END_DECLS
