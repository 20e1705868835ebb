/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-actions.h"
#include "rapport-lights.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FINDER (rapport_finder_get_type ())
G_DECLARE_FINAL_TYPE (RapportFinder, rapport_finder, RAPPORT, FINDER, GObject)

/**
 * RapportFinder:
 *
 * Finds what is meant by some words: clients by name and commands at once,
 * other records by a search in another thread, newest first. A later question
 * replaces an earlier one. Signal `answered ()` when a question has been
 * answered to the end.
 */
RapportFinder *rapport_finder_new (RapportLibrary *library, RapportLights *lights);

/* Whether a client is open, and which of %RAPPORT_ACTION_CONDITIONS are met: what needs others is
 * not offered. */
void
rapport_finder_set_place (RapportFinder *self, gboolean in_client, RapportActionFlags conditions);

/* (element-type RapportOffer): what menus and buttons offer just now; what is a
 * command anyway is passed over. */
void rapport_finder_set_offers (RapportFinder *self, GPtrArray *offers);

/* Asks; "" is answered with the commands. */
void rapport_finder_ask (RapportFinder *self, const char *words);

/* (transfer none): of #RapportFind. */
GListModel *rapport_finder_get_answers (RapportFinder *self);

G_END_DECLS
