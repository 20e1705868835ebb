/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"
#include "rapport-report-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_SECTION_ROW (rapport_section_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportSectionRow, rapport_section_row, RAPPORT, SECTION_ROW, AdwExpanderRow)

/**
 * RapportSectionRow:
 *
 * A section of a report: switched on or off, moved (rapport-row-order.h), and
 * its words written.
 */
GtkWidget *rapport_section_row_new (RapportLibrary *library, RapportSection *section);

RapportSection *rapport_section_row_get_section (RapportSectionRow *self);

/* Where it stands, so that the ends of the list can't be left. */
void rapport_section_row_set_place (RapportSectionRow *self, gboolean is_first, gboolean is_last);

/* What a section is called, in the language of the interface; static. */
const char *rapport_section_get_name (RapportSection *section);

/* The same for a type of section, and what stands in it; static. */
const char *rapport_section_type_get_name (RapportReportSectionType type);
const char *rapport_section_type_get_about (RapportReportSectionType type);

G_END_DECLS
