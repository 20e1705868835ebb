/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-phrase-page.h"

#include "rapport-bank-record.h"
#include "rapport-choice-row.h"
#include "rapport-records.h"
#include "rapport-section-row.h"
#include "rapport-text-row.h"

#include <glib/gi18n-lib.h>

/* The sections of a report by their names; made once. */
static const RapportField *
get_sections (void)
{
  static RapportWord words[RAPPORT_REPORT_N_SECTIONS + 1];
  static RapportField field;
  guint n = 0;

  if (field.words != NULL)
    return &field;
  for (guint i = 0; i < RAPPORT_REPORT_N_SECTIONS; i++)
    if (i != RAPPORT_REPORT_SECTION_TILES && i != RAPPORT_REPORT_SECTION_CHART)
      words[n++] = (RapportWord) {
        rapport_report_section_type_to_word ((RapportReportSectionType) i),
        rapport_section_type_get_name ((RapportReportSectionType) i),
      };
  field.words = words;
  return &field;
}

AdwNavigationPage *
rapport_phrase_page_new (RapportLibrary *library, RapportRecord *phrase)
{
  RapportBankRecord *page = rapport_bank_record_new (library, phrase, _ ("Phrase"));
  GtkWidget *body = rapport_text_row_new (_ ("Text"));
  GtkWidget *section = rapport_choice_row_new (_ ("Section"));
  GtkWidget *language = rapport_choice_row_new (_ ("Language"));

  rapport_bank_record_add_entry (page, RAPPORT_PHRASE_TITLE, _ ("Title"), _ ("Rename a Phrase"));
  rapport_text_row_bind (RAPPORT_TEXT_ROW (body), library, RAPPORT_PHRASE_BODY,
                         _ ("Write a Phrase"));
  rapport_text_row_set_record (RAPPORT_TEXT_ROW (body), phrase);
  rapport_text_row_set_placeholder (RAPPORT_TEXT_ROW (body),
                                    _ ("Write here; **bold**, lists and links as in Markdown"));
  rapport_bank_record_add_row (page, body);
  rapport_bank_record_add_group (page, _ ("Where It Is Offered"));
  rapport_choice_row_offer_words (RAPPORT_CHOICE_ROW (section), get_sections (),
                                  C_ ("phrase", "Any section"));
  rapport_bank_record_add_choice (page, section, RAPPORT_PHRASE_SECTION, _ ("Change a Phrase"));
  rapport_choice_row_offer_words (RAPPORT_CHOICE_ROW (language),
                                  &rapport_phrase_info.fields[RAPPORT_PHRASE_LANGUAGE],
                                  C_ ("phrase", "Any language"));
  rapport_bank_record_add_choice (page, language, RAPPORT_PHRASE_LANGUAGE, _ ("Change a Phrase"));
  rapport_bank_record_offer_trash (page, _ ("Delete Phrase"), _ ("Phrase deleted"));
  return ADW_NAVIGATION_PAGE (page);
}
