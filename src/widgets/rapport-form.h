/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-transaction.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_FORM (rapport_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportForm, rapport_form, RAPPORT, FORM, GObject)

/**
 * RapportForm:
 *
 * Rows of boxed lists that stand for the fields of one record. With a record
 * the rows are live: each change is saved at once and can be undone, and
 * changes made elsewhere are shown. Without one they are a draft, which
 * rapport_form_write() puts into a record. The rows are the caller's, and have
 * to live as long as the form is used. Signal `edited` when the user has changed
 * something.
 */
RapportForm *rapport_form_new (RapportLibrary *library, const RapportRecordInfo *info);

/* (transfer none) */
RapportLibrary *rapport_form_get_library (RapportForm *self);

/* (transfer none): a new row for @field, of the sort that its kind asks for and
 * called by its label. */
GtkWidget *rapport_form_add_field (RapportForm *self, guint field);

/* (transfer none): the same, offering @words for a text; @none stands for no
 * value. */
GtkWidget *
rapport_form_add_words (RapportForm *self, guint field, const RapportWord *words, const char *none);

/* (transfer none): the same for a text of several lines. */
GtkWidget *rapport_form_add_text (RapportForm *self, guint field);

/* (transfer none): the same for a decimal that is no per cent. */
GtkWidget *rapport_form_add_figure (RapportForm *self, guint field);

/* (transfer none): the same for a birthday, whose year may be left out. */
GtkWidget *rapport_form_add_birthday (RapportForm *self, guint field);

/* (transfer none): the same for a reference, offering what @query finds. */
GtkWidget *
rapport_form_add_records (RapportForm *self, guint field, RapportQuery *query, const char *none);

/* Whether everything that was typed can be understood. */
gboolean rapport_form_is_valid (RapportForm *self);

/* In whose history changes of rows that are not text stand; without it, in that
 * of the record's own client. */
void rapport_form_set_history (RapportForm *self, const char *client_id);

/* The currency of sums that are typed without one. */
void rapport_form_set_currency (RapportForm *self, const char *currency);

/* What follows from a change of @record, in the same transaction. */
typedef void (*RapportFormRule) (RapportForm *self,
                                 RapportTransaction *transaction,
                                 RapportRecord *record);
void rapport_form_set_rule (RapportForm *self, RapportFormRule rule);

/* Whether the user has set @field here. */
gboolean rapport_form_was_edited (RapportForm *self, guint field);

/* Makes the rows live; %NULL empties them. Not for drafts. */
void rapport_form_set_record (RapportForm *self, RapportRecord *record);

/* Fills a draft. @values has one entry per field of the type, %NULL where there
 * is none; NULL fills in what a new record begins with. */
void rapport_form_begin_draft (RapportForm *self, GVariant *const *values);

/* Proposes a value in a draft. @value is ref-sunk. */
void rapport_form_suggest (RapportForm *self, guint field, GVariant *value);

/* (transfer full) (element-type GVariant): what the rows say, one per field. */
GPtrArray *rapport_form_get_values (RapportForm *self);

/* Puts what the rows say into @record. */
void rapport_form_write (RapportForm *self, RapportTransaction *transaction, RapportRecord *record);

G_END_DECLS
