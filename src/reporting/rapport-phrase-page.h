/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page on which a phrase of the text bank is written, and deleted. It goes
 * when its phrase does. */
AdwNavigationPage *rapport_phrase_page_new (RapportLibrary *library, RapportRecord *phrase);

G_END_DECLS
