/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-page-layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAGE_SHEET (rapport_page_sheet_get_type ())
G_DECLARE_FINAL_TYPE (RapportPageSheet, rapport_page_sheet, RAPPORT, PAGE_SHEET, GtkWidget)

/**
 * RapportPageSheet:
 *
 * One page of a report on the screen, as wide as there is room. It is drawn in
 * another thread when it is first seen; until then the sheet is white, or
 * shows what it showed before.
 */
GtkWidget *rapport_page_sheet_new (void);

/* Shows the page with this index of @layout. */
void rapport_page_sheet_show (RapportPageSheet *self, RapportPageLayout *layout, guint page);

G_END_DECLS
