/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"
#include "rapport-offers.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIND (rapport_find_get_type ())
G_DECLARE_FINAL_TYPE (RapportFind, rapport_find, RAPPORT, FIND, GObject)

/**
 * RapportFind:
 *
 * One thing that Ctrl+K has found: a client, another record, or a command.
 * Immutable.
 */
RapportFind *rapport_find_new_client (const char *name, const char *client_id, RapportMark mark);
/* @view: the view of the client in which the record stands. */
RapportFind *rapport_find_new_record (const char *title,
                                      const char *subtitle,
                                      const char *client_id,
                                      const char *view);
/* A record that @opener, an action of the window, shows by its @id. */
RapportFind *rapport_find_new_opened (const char *title,
                                      const char *subtitle,
                                      const char *opener,
                                      const char *id);
RapportFind *rapport_find_new_command (const char *label, const char *action);
/* What stands in a menu or on a button. */
RapportFind *rapport_find_new_offer (RapportOffer *offer);

const char *rapport_find_get_title (RapportFind *self);
const char *rapport_find_get_subtitle (RapportFind *self);
/* %NULL for what is not a client's. */
const char *rapport_find_get_client_id (RapportFind *self);
/* %NULL for all but records that stand in a view. */
const char *rapport_find_get_view (RapportFind *self);
/* %NULL for what is not a command. */
const char *rapport_find_get_action (RapportFind *self);
/* %NULL for what no action opens by an id. */
const char *rapport_find_get_opener (RapportFind *self);
const char *rapport_find_get_id (RapportFind *self);
/* %NULL for all but what a menu or a button offers. */
RapportOffer *rapport_find_get_offer (RapportFind *self);
RapportMark rapport_find_get_mark (RapportFind *self);

G_END_DECLS
