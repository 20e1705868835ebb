/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-duplicates.h"

G_BEGIN_DECLS

/* Whether anyone can have a mail box or a page there. */
gboolean rapport_duplicate_is_everyones (const char *host);

/* (transfer full): in lower case; "" for what is no address. */
char *rapport_duplicate_fold_email (const char *email);

/* (transfer full): a folded name in Latin letters, one for each way to write them. */
char *rapport_duplicate_transliterate (const char *folded);

G_END_DECLS
