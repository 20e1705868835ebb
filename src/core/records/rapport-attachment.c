/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-attachment.h"

#include <glib/gi18n-lib.h>

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_ATTACHMENT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("Client"), .target = "client",
                                  .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_ATTACHMENT_ABOUT] = { "about", RAPPORT_KIND_REFERENCE, .label = N_ ("About") },
  [RAPPORT_ATTACHMENT_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Name"),
                                .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_ATTACHMENT_MIME_TYPE] = { "mime-type", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                     .label = N_ ("Type") },
  [RAPPORT_ATTACHMENT_SIZE] = { "size", RAPPORT_KIND_INTEGER, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Size") },
  [RAPPORT_ATTACHMENT_DIGEST] = { "digest", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("SHA-256") },
  [RAPPORT_ATTACHMENT_DATA] = { "data", RAPPORT_KIND_BLOB, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Contents") },
};

const RapportRecordInfo rapport_attachment_info = {
  .name = "attachment",
  .label = N_ ("Attachment"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_attachment_get_type,
  .fields = fields,
  .n_fields = RAPPORT_ATTACHMENT_N_FIELDS,
  .client = RAPPORT_ATTACHMENT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportAttachment, rapport_attachment, rapport_attachment_info)
