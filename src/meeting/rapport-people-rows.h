/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schedules.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PEOPLE_ROWS (rapport_people_rows_get_type ())
G_DECLARE_FINAL_TYPE (RapportPeopleRows, rapport_people_rows, RAPPORT, PEOPLE_ROWS, GObject)

/**
 * RapportPeopleRows:
 *
 * Who takes part, as rows with check marks below @expander: the people of a client, the
 * colleagues, and whoever is typed below them.
 */
RapportPeopleRows *rapport_people_rows_new (RapportLibrary *library, AdwExpanderRow *expander);

/* Offers the people of a client; "" offers colleagues alone. Those of @chosen (nullable)
 * (element-type utf8), ids or names, are marked; without it who usually is there. */
void rapport_people_rows_offer (RapportPeopleRows *self, const char *client_id, GPtrArray *chosen);

/* (transfer full) (element-type utf8): the ids, and names, of those who are marked; sorted. */
GPtrArray *rapport_people_rows_get_chosen (RapportPeopleRows *self);

G_END_DECLS
