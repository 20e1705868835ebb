/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BANK_PAGE (rapport_bank_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportBankPage, rapport_bank_page, RAPPORT, BANK_PAGE, AdwNavigationPage)

/**
 * RapportBankPage:
 *
 * What the agency keeps for its reports: the phrases of its text bank, or the
 * templates of its own. They are listed in the user's order, looked for, moved
 * and added here; each is edited on a page of its own. For a dialog of
 * preferences, which it pushes those pages in.
 */
AdwNavigationPage *rapport_bank_page_new_phrases (RapportLibrary *library);
AdwNavigationPage *rapport_bank_page_new_templates (RapportLibrary *library);

G_END_DECLS
