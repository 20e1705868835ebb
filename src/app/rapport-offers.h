/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportOffer:
 *
 * Something that a menu or a button in sight offers just now, for Ctrl+K to find.
 * Immutable, counted by reference; it does not keep the widget alive.
 */
typedef struct _RapportOffer RapportOffer;

RapportOffer *rapport_offer_ref (RapportOffer *self);
void rapport_offer_unref (RapportOffer *self);

/* What it says, without the mark of its key. */
const char *rapport_offer_get_label (RapportOffer *self);
/* The menu or the submenu that it stands in, or "". */
const char *rapport_offer_get_place (RapportOffer *self);
/* (nullable): the action that it is, "report.print", where that takes no parameter. */
const char *rapport_offer_get_action (RapportOffer *self);

/* Does it, as if it had been clicked; nothing where its widget has gone. */
void rapport_offer_take (RapportOffer *self);

/* (transfer full) (element-type RapportOffer): of all that is to be seen in
 * @root. Left out: what can't be done now, what belongs to one row of a list, what
 * only moves about, and what has no name. */
GPtrArray *rapport_offers_collect (GtkWidget *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportOffer, rapport_offer_unref)

G_END_DECLS
