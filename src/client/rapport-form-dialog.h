/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-form.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FORM_DIALOG (rapport_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportFormDialog, rapport_form_dialog, RAPPORT, FORM_DIALOG, AdwDialog)

/**
 * RapportFormDialog:
 *
 * A record in groups of rows. One that is there is edited in place, each
 * change with undo. A new one is a draft until "Add": when the dialog is
 * cancelled the draft is kept with the library and is there again next time.
 * Signal `created (string id)` after a new one has been saved.
 *
 * @record is %NULL for a new one. @title is that of the dialog.
 */
RapportFormDialog *rapport_form_dialog_new (RapportLibrary *library,
                                            const RapportRecordInfo *info,
                                            RapportRecord *record,
                                            const char *title);

RapportForm *rapport_form_dialog_get_form (RapportFormDialog *self);

/* Begins a group; @title may be %NULL. */
void rapport_form_dialog_add_group (RapportFormDialog *self, const char *title);

/* (transfer none): the last group. */
AdwPreferencesGroup *rapport_form_dialog_get_group (RapportFormDialog *self);

/* (transfer none): adds a row to the last group. */
GtkWidget *rapport_form_dialog_add_field (RapportFormDialog *self, guint field);
void rapport_form_dialog_add_row (RapportFormDialog *self, GtkWidget *row);

/* (transfer none): adds a group that somebody else has made. */
void rapport_form_dialog_add_foreign_group (RapportFormDialog *self, AdwPreferencesGroup *group);

/* In whose history the record is added, changed and deleted; without it, in that
 * of its own client. */
void rapport_form_dialog_set_history (RapportFormDialog *self, const char *client_id);

/* The record needs something in this entry. */
void rapport_form_dialog_require (RapportFormDialog *self, GtkWidget *entry);

/* Sets a field of each new record, such as whose it is. */
void rapport_form_dialog_preset (RapportFormDialog *self, guint field, GVariant *value);

/* Whether a new one begins afresh, without a draft of last time. */
gboolean rapport_form_dialog_is_fresh (RapportFormDialog *self);

/* A button that activates @action with the record's id, for what goes further
 * than the trash. After rapport_form_dialog_offer_trash(). */
void
rapport_form_dialog_offer_action (RapportFormDialog *self, const char *label, const char *action);

/* A button that puts the record into the trash; @toast is said with Undo. */
void
rapport_form_dialog_offer_trash (RapportFormDialog *self, const char *label, const char *toast);

/* After all rows have been added. */
void rapport_form_dialog_start (RapportFormDialog *self);

G_END_DECLS
