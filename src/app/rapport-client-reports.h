/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The view of a client with its figures and, below, the reports to it: one
 * scrolled page put together from two features. */
GtkWidget *rapport_client_reports_new (RapportLibrary *library);

/* @view is what rapport_client_reports_new() made. */
void rapport_client_reports_set_client (GtkWidget *view, RapportClient *client);

G_END_DECLS
