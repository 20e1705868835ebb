/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-cells.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PUBLIC_RECORD (rapport_public_record_get_type ())
G_DECLARE_FINAL_TYPE (RapportPublicRecord, rapport_public_record, RAPPORT, PUBLIC_RECORD, GObject)

/**
 * RapportPublicRecord:
 *
 * An immutable copy of what one client may see of one record: its fields of
 * audience `client`, and nothing else of it. All that a client gets is made of
 * these. Fields are asked for by name; one that is not public answers as if it
 * did not exist. May be read in any thread.
 */

const char *rapport_public_record_get_record_type (RapportPublicRecord *self);
const char *rapport_public_record_get_id (RapportPublicRecord *self);

/* (transfer none) (nullable) */
GVariant *rapport_public_record_get_value (RapportPublicRecord *self, const char *field);

/* "" where there is none. */
const char *rapport_public_record_get_text (RapportPublicRecord *self, const char *field);
gboolean rapport_public_record_get_boolean (RapportPublicRecord *self, const char *field);
gint64 rapport_public_record_get_integer (RapportPublicRecord *self, const char *field);
RapportDay rapport_public_record_get_day (RapportPublicRecord *self, const char *field);
/* (transfer full) (nullable) */
RapportCells *rapport_public_record_get_cells (RapportPublicRecord *self, const char *field);

G_END_DECLS
