/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-document.h"

G_BEGIN_DECLS

/* (transfer full): the blobs that the row of a document of a known type has. */
GArray *rapport_document_collect_blobs (const RapportDocument *self);

/* Puts the members of blobs among the fields of a document. */
void
rapport_document_write_blobs (GArray *blobs, const RapportRecordInfo *info, JsonObject *fields);

/* Reads such a member; FALSE where it is none. */
gboolean rapport_document_read_blob (RapportDocument *self, guint field, JsonNode *node);

/* The field that says which bytes a record of the type has, or -1. */
int rapport_document_find_digest_field (const RapportRecordInfo *info);

G_END_DECLS
