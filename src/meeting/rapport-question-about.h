/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The icon and the word of a kind of questions. */
const char *rapport_question_kind_get_icon (const char *kind);
const char *rapport_question_kind_get_label (const char *kind);

/* What a question is about is any record; its type is looked for among those that one asks from:
 * tasks and ideas, cards, reports, metrics. */

/* (transfer full) (nullable): what it is called; %NULL where it is not there, or not for the client
 * who looks. */
char *rapport_question_about_get_title (RapportLibrary *library, const char *id);

/* Whether the window has a way to show it. */
gboolean rapport_question_about_can_open (RapportLibrary *library, const char *id);
void rapport_question_about_open (GtkWidget *near, RapportLibrary *library, const char *id);

G_END_DECLS
