/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SECTION_LIST (rapport_section_list_get_type ())
G_DECLARE_FINAL_TYPE (RapportSectionList, rapport_section_list, RAPPORT, SECTION_LIST, AdwBin)

/* The sections of a report, in their order, to be arranged and written. */
GtkWidget *rapport_section_list_new (RapportLibrary *library, RapportReport *report);

G_END_DECLS
