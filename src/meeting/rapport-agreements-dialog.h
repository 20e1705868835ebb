/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_AGREEMENTS_DIALOG (rapport_agreements_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportAgreementsDialog,
                      rapport_agreements_dialog,
                      RAPPORT,
                      AGREEMENTS_DIALOG,
                      AdwDialog)

/* All that was agreed with a client, in one chronology that is searched as one types. */
AdwDialog *rapport_agreements_dialog_new (RapportLibrary *library, RapportClient *client);

G_END_DECLS
