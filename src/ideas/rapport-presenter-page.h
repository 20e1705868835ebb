/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PRESENTER_PAGE (rapport_presenter_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportPresenterPage,
                      rapport_presenter_page,
                      RAPPORT,
                      PRESENTER_PAGE,
                      AdwNavigationPage)

/**
 * RapportPresenterPage:
 *
 * The face of a #RapportPresenter, for who presents: what the audience sees, one's own
 * notes on it, what comes next, the frames, the clock, and remarks as they fall. The
 * presenting goes on when the page is left; it ends with its End button and with Escape.
 */
AdwNavigationPage *rapport_presenter_page_new (RapportPresenter *presenter);

G_END_DECLS
