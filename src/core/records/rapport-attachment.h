/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ATTACHMENT (rapport_attachment_get_type ())
G_DECLARE_FINAL_TYPE (RapportAttachment, rapport_attachment, RAPPORT, ATTACHMENT, RapportRecord)

/* A file kept with a record; at most 4 MB, named by the digest of its bytes. */
enum
{
  RAPPORT_ATTACHMENT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_ATTACHMENT_ABOUT,
  RAPPORT_ATTACHMENT_NAME,
  RAPPORT_ATTACHMENT_MIME_TYPE,
  RAPPORT_ATTACHMENT_SIZE,
  RAPPORT_ATTACHMENT_DIGEST,
  RAPPORT_ATTACHMENT_DATA,
  RAPPORT_ATTACHMENT_N_FIELDS
};

extern const RapportRecordInfo rapport_attachment_info;

G_END_DECLS
