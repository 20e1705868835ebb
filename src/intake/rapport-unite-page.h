/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-doubles.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_UNITE_PAGE (rapport_unite_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportUnitePage, rapport_unite_page, RAPPORT, UNITE_PAGE, AdwNavigationPage)

/**
 * RapportUnitePage:
 *
 * Two records side by side: for each field in which they differ, whose value
 * stays; and whether they are merged, or are not the same. Signal `done (char
 * *text)` when either has been decided, with what has been done.
 */
GtkWidget *rapport_unite_page_new (RapportLibrary *library,
                                   RapportRecord *one,
                                   RapportRecord *other,
                                   RapportDuplicateReason reasons);

G_END_DECLS
