/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-lights.h"

G_BEGIN_DECLS

/**
 * RapportClientLights:
 * @marks: of #RapportMark; 0 is the week that is looked at
 * @by_owner: whether it is the account manager's
 * @all: (nullable) (element-type RapportOtherMark): every mark of that week
 *
 * For RapportLights alone: what it knows of one client. Made of single fields,
 * which may come from the memory or from the disk, and in any thread.
 */
typedef struct
{
  char owner[37];
  guint8 marks[RAPPORT_LIGHTS_WEEKS];
  gboolean by_owner[RAPPORT_LIGHTS_WEEKS];
  GArray *all;
  RapportEvidenceSum evidence;
} RapportClientLights;

RapportClientLights *rapport_client_lights_new (void);
void rapport_client_lights_free (RapportClientLights *self);

/* Before the marks. */
void rapport_client_lights_set_owner (RapportClientLights *self, const char *owner);

/* @back: weeks before the one that is looked at; others than the twelve are
 * ignored. The account manager's mark stands; of the others' the one that comes
 * last. */
void rapport_client_lights_add_mark (RapportClientLights *self,
                                     int back,
                                     const char *member,
                                     const char *word);

/**
 * RapportLightsRows:
 *
 * What the lights of all clients are made of, as rows (element-type RapportRow)
 * of the fields that rapport_lights_rows_query() asks for.
 */
typedef enum
{
  RAPPORT_LIGHTS_ROWS_CLIENTS,
  RAPPORT_LIGHTS_ROWS_LIGHTS,
  RAPPORT_LIGHTS_ROWS_PROMISES,
  RAPPORT_LIGHTS_ROWS_CLAIMS,
  RAPPORT_LIGHTS_ROWS_SUMMARIES,
  RAPPORT_LIGHTS_N_ROWS
} RapportLightsRows;

/* @week is the one that is looked at. (transfer full) */
RapportQuery *rapport_lights_rows_query (RapportLightsRows which, RapportDay week);

/* (transfer full) (element-type utf8 RapportClientLights): by client, from all the
 * rows. Any thread. */
GHashTable *rapport_client_lights_build (GPtrArray *const *rows, RapportDay week, RapportDay today);

G_END_DECLS
