/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_WORK_ITEM_DIALOG (rapport_work_item_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportWorkItemDialog,
                      rapport_work_item_dialog,
                      RAPPORT,
                      WORK_ITEM_DIALOG,
                      AdwDialog)

/**
 * RapportWorkItemDialog:
 *
 * Everything about one task, edited in place: what is typed is saved as it is
 * typed, and can be undone. @line is the line of the plan that it was opened
 * from, or %NULL.
 */
AdwDialog *rapport_work_item_dialog_new (RapportLibrary *library,
                                         RapportWorkItem *item,
                                         RapportPlanLine *line);

G_END_DECLS
