/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What became of @record and of the files that are kept with it, newest first: who
 * changed what, when, from what to what. Each undo stands there too. */
AdwDialog *rapport_history_dialog_new (RapportLibrary *library, RapportRecord *record);

/* (transfer full): a value in words, shortened; "—" for none. */
char *rapport_history_describe_value (RapportLibrary *library,
                                      const RapportField *field,
                                      GVariant *value);

/* (transfer full): one change of a field in words, "Status: Planned → Done". */
char *rapport_history_describe (RapportLibrary *library,
                                const RapportField *field,
                                GVariant *before,
                                GVariant *after);

G_END_DECLS
