/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_QUESTION_ROW (rapport_question_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportQuestionRow,
                      rapport_question_row,
                      RAPPORT,
                      QUESTION_ROW,
                      GtkListBoxRow)

/**
 * RapportQuestionRow:
 *
 * A question of the queue: what it says, edited in place, what it is, and whether it is settled.
 * It is moved as rapport-row-order.h says.
 */
GtkWidget *rapport_question_row_new (RapportLibrary *library, RapportQuestion *question);

/* (transfer none) */
RapportQuestion *rapport_question_row_get_question (RapportQuestionRow *self);

/* Lets the text be written. */
void rapport_question_row_edit (RapportQuestionRow *self);

/* Where it stands; one that is settled stands nowhere. */
void rapport_question_row_set_place (RapportQuestionRow *self, gboolean is_first, gboolean is_last);

G_END_DECLS
