/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_ANNOTATIONS_DIALOG (rapport_annotations_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportAnnotationsDialog,
                      rapport_annotations_dialog,
                      RAPPORT,
                      ANNOTATIONS_DIALOG,
                      AdwDialog)

/**
 * RapportAnnotationsDialog:
 *
 * What happened on days of a client, as charts and reports say it: a new one can
 * be written at once, those that are there are changed in place or deleted.
 */
AdwDialog *
rapport_annotations_dialog_new (RapportLibrary *library, RapportClient *client, RapportDay day);

G_END_DECLS
