/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what was chosen for the last file of this kind.
 * @client_id: "" for files that belong to no client, such as tables of clients. */
char *
rapport_import_profile_find (RapportLibrary *library, const char *client_id, const char *kind);

/* Remembers @choices for the next file, as a step of its own; nothing is written
 * where they are what they were. %NULL forgets them. */
gboolean rapport_import_profile_save (RapportLibrary *library,
                                      const char *client_id,
                                      const char *kind,
                                      const char *file_name,
                                      const char *choices,
                                      GError **error);

G_END_DECLS
