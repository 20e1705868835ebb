/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_BANK_RECORD (rapport_bank_record_get_type ())
G_DECLARE_FINAL_TYPE (RapportBankRecord,
                      rapport_bank_record,
                      RAPPORT,
                      BANK_RECORD,
                      AdwNavigationPage)

/**
 * RapportBankRecord:
 *
 * A page for one record that the agency keeps for its reports: rows that are
 * saved as they are changed, and a button that deletes it. It goes when its
 * record does.
 */
RapportBankRecord *
rapport_bank_record_new (RapportLibrary *library, RapportRecord *record, const char *title);

RapportLibrary *rapport_bank_record_get_library (RapportBankRecord *self);

/* Begins a group; there is one without a title already. */
void rapport_bank_record_add_group (RapportBankRecord *self, const char *title);

void rapport_bank_record_add_row (RapportBankRecord *self, GtkWidget *row);

/* @label is what undo says of a change. */
void rapport_bank_record_add_entry (RapportBankRecord *self,
                                    guint field,
                                    const char *title,
                                    const char *label);

/* @row is a #RapportChoiceRow whose words are offered already. */
void rapport_bank_record_add_choice (RapportBankRecord *self,
                                     GtkWidget *row,
                                     guint field,
                                     const char *label);

/* Writes one field of the record. */
void rapport_bank_record_change (RapportBankRecord *self,
                                 guint field,
                                 const char *text,
                                 const char *label);

void
rapport_bank_record_offer_trash (RapportBankRecord *self, const char *label, const char *toast);

G_END_DECLS
