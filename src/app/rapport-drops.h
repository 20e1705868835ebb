/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which action of the window, with the URI as its parameter, a file is for. */
typedef const char *(*RapportDropRule) (GFile *file);

/* Clients from a table, people from cards; meetings and answers from a calendar, here and below. */
const char *rapport_drops_on_board (GFile *file);

/* People from cards, figures from a table. */
const char *rapport_drops_on_client (GFile *file);

/* The same; what is neither is kept with the client. */
const char *rapport_drops_on_overview (GFile *file);

/* Lets files be dropped on @widget. */
void rapport_drops_take (GtkWidget *widget, RapportDropRule rule);

G_END_DECLS
