/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the headings of lists of clients that are parted by account manager: the
 * name and the number of clients, and the way to the manager's trend by the action
 * "win.show-trends-of". @all: the whole list, of which the view may show the head.
 * (transfer full) */
GtkListItemFactory *rapport_owner_heading_factory_new (RapportLibrary *library,
                                                       GtkSectionModel *all);

G_END_DECLS
