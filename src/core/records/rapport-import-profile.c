/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-profile.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_IMPORT_PROFILE_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = N_ ("Client"),
                                      .target = "client",
                                      .flags = RAPPORT_FIELD_KEY | RAPPORT_FIELD_INDEX },
  [RAPPORT_IMPORT_PROFILE_KIND] = { "kind", RAPPORT_KIND_TEXT, .label = N_ ("Kind of file"),
                                    .flags = RAPPORT_FIELD_KEY },
  [RAPPORT_IMPORT_PROFILE_FILE_NAME] = { "file-name", RAPPORT_KIND_TEXT, .label = N_ ("File") },
  [RAPPORT_IMPORT_PROFILE_CHOICES] = { "choices", RAPPORT_KIND_TEXT, .label = N_ ("Choices") },
};

const RapportRecordInfo rapport_import_profile_info = {
  .name = "import-profile",
  .label = N_ ("Import choices"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_import_profile_get_type,
  .fields = fields,
  .n_fields = RAPPORT_IMPORT_PROFILE_N_FIELDS,
  .client = RAPPORT_IMPORT_PROFILE_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportImportProfile, rapport_import_profile, rapport_import_profile_info)
