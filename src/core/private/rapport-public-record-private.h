/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-record.h"

G_BEGIN_DECLS

/* Only rapport-publish.c fills public records, and only before anybody has
 * them. report/ does not have this folder's include path. */
RapportPublicRecord *rapport_public_record_new (const char *type, const char *id);
void rapport_public_record_add (RapportPublicRecord *self, const char *field, GVariant *value);

/* (transfer container) (element-type utf8): the names of its fields, sorted. */
GList *rapport_public_record_list_fields (RapportPublicRecord *self);

G_END_DECLS
