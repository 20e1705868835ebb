/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIT_LABEL (rapport_fit_label_get_type ())
G_DECLARE_FINAL_TYPE (RapportFitLabel, rapport_fit_label, RAPPORT, FIT_LABEL, GtkWidget)

/**
 * RapportFitLabel:
 *
 * One line that can be said at several lengths: "+12% vs 1–21 October", "+12%".
 * It asks for the room that the longest takes, insists on that of the shortest,
 * and shows the longest that fits. A single wording may be cut off.
 */
GtkWidget *rapport_fit_label_new (void);

/* @first is the longest wording, then come shorter ones, then %NULL. */
void rapport_fit_label_set (RapportFitLabel *self, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The longest wording. */
const char *rapport_fit_label_get_text (RapportFitLabel *self);

G_END_DECLS
