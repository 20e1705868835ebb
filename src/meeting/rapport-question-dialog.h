/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_QUESTION_DIALOG (rapport_question_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportQuestionDialog,
                      rapport_question_dialog,
                      RAPPORT,
                      QUESTION_DIALOG,
                      AdwDialog)

/* All that there is of a question: each change is saved at once. It follows #RapportOnlooker. */
AdwDialog *rapport_question_dialog_new (RapportLibrary *library, RapportQuestion *question);

G_END_DECLS
