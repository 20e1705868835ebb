/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_IMPORT_PROFILE (rapport_import_profile_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportProfile,
                      rapport_import_profile,
                      RAPPORT,
                      IMPORT_PROFILE,
                      RapportRecord)

/* What the user chose for a kind of file of a client, so that the next one is
 * read the same way. "kind" is a digest of the file's columns, "choices" the
 * JSON text that exchange/ writes and reads. */
enum
{
  RAPPORT_IMPORT_PROFILE_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_IMPORT_PROFILE_KIND,
  RAPPORT_IMPORT_PROFILE_FILE_NAME,
  RAPPORT_IMPORT_PROFILE_CHOICES,
  RAPPORT_IMPORT_PROFILE_N_FIELDS
};

extern const RapportRecordInfo rapport_import_profile_info;

G_END_DECLS
