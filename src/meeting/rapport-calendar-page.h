/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CALENDAR_PAGE (rapport_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportCalendarPage,
                      rapport_calendar_page,
                      RAPPORT,
                      CALENDAR_PAGE,
                      AdwNavigationPage)

/**
 * RapportCalendarPage:
 *
 * The meetings with all clients and of the agency alone: by week, by month, as a list, and
 * where there is little room always as a list. It is not for calls.
 */
RapportCalendarPage *rapport_calendar_page_new (RapportLibrary *library);

G_END_DECLS
