/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_LINE_EDIT (rapport_line_edit_get_type ())
G_DECLARE_FINAL_TYPE (RapportLineEdit, rapport_line_edit, RAPPORT, LINE_EDIT, AdwBin)

/* (transfer full): what is written for a text that was typed. */
typedef char *(*RapportLineEditRead) (const char *text, gpointer user_data);

/**
 * RapportLineEdit:
 *
 * A title edited where it stands: one line of text that wraps where it is narrow. What is typed is
 * saved after a pause and when the keyboard leaves. What it shows need not be the field itself: an
 * item of an agenda without a title of its own shows that of what it is about. Enter goes on to the
 * next widget.
 *
 * Without a record nothing is saved; signal `edited ()` tells of each change by the user, and of no
 * other.
 */
GtkWidget *rapport_line_edit_new (RapportLibrary *library,
                                  guint field,
                                  const char *label,
                                  const char *accessible_name);

void rapport_line_edit_set_record (RapportLineEdit *self,
                                   RapportRecord *record,
                                   RapportLineEditRead read,
                                   gpointer user_data);

/* (transfer full) */
char *rapport_line_edit_get_text (RapportLineEdit *self);

/* What is to be seen; nothing happens while it is being typed into. */
void rapport_line_edit_set_text (RapportLineEdit *self, const char *text);

/* Saves what was typed. */
void rapport_line_edit_leave (RapportLineEdit *self);

G_END_DECLS
