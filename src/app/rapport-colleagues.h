/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Puts a row for each member of the agency into @group and keeps up with them: unfolded it is the
 * form of that member. Lives as long as the group. */
void rapport_colleagues_fill (AdwPreferencesGroup *group, RapportLibrary *library);

/* One more, whose row is unfolded and gets the keyboard. */
void rapport_colleagues_add (AdwPreferencesGroup *group);

G_END_DECLS
