/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-publish.h"
#include "rapport-records.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/**
 * rapport_logo_set:
 * @owner: the agency (a #RapportWorkspace) or a #RapportClient
 * @picture: (nullable): what rapport_picture_prepare() gave; %NULL for no logo
 * @name: the file's name, for people
 *
 * Keeps @picture as an attachment that the client may see and makes it the logo
 * of @owner. The picture that was its logo goes into the trash; undo brings it
 * back. Reports that were sent keep theirs.
 */
void rapport_logo_set (RapportTransaction *transaction,
                       RapportLibrary *library,
                       RapportRecord *owner,
                       GBytes *picture,
                       const char *name,
                       const char *mime_type);

/* (transfer full) (nullable): the picture that @owner, the public copy of a client or of the
 * agency, calls its logo. Only a public attachment is given out: one of the client @client_id, or
 * with %NULL one that belongs to no client. */
GBytes *
rapport_logo_publish (RapportLibrary *library, RapportPublicRecord *owner, const char *client_id);

/* (transfer full) (nullable): the attachment that is the logo of @owner. */
RapportRecord *rapport_logo_get (RapportLibrary *library, RapportRecord *owner);

G_END_DECLS
