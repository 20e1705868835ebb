/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_HOLIDAYS_PAGE (rapport_holidays_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportHolidaysPage,
                      rapport_holidays_page,
                      RAPPORT,
                      HOLIDAYS_PAGE,
                      AdwNavigationPage)

/* The days on which the agency does not work, to be added and removed. */
AdwNavigationPage *rapport_holidays_page_new (RapportLibrary *library, RapportRecord *agency);

G_END_DECLS
