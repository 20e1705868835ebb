/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page on which a template of the agency's own is named, its sections are
 * switched and ordered, and it is deleted. It goes when its template does. */
AdwNavigationPage *rapport_template_page_new (RapportLibrary *library, RapportRecord *template);

G_END_DECLS
