/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-client-status.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_STATUS_FORM (rapport_status_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportStatusForm,
                      rapport_status_form,
                      RAPPORT,
                      STATUS_FORM,
                      AdwNavigationPage)

typedef enum
{
  RAPPORT_STATUS_FORM_CHANGE, /* the client stands elsewhere now */
  RAPPORT_STATUS_FORM_ADD,    /* a step that was */
  RAPPORT_STATUS_FORM_EDIT,   /* a step that is written down */
} RapportStatusFormTask;

/**
 * RapportStatusForm:
 *
 * The page of a dialog in which one step of a client through the base is
 * written down; saved as a whole. Signal `done` after it has been.
 *
 * @step is the step to edit, %NULL for the other tasks.
 */
RapportStatusForm *rapport_status_form_new (RapportLibrary *library,
                                            RapportClient *client,
                                            RapportStatusFormTask task,
                                            RapportBaseStep *step);

/* Chooses a status, silently. */
void rapport_status_form_set_status (RapportStatusForm *self, const char *status);

G_END_DECLS
