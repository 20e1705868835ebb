/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * A plain model of what CouchDB keeps: for each document the leaves of its tree of revisions, of
 * which one wins, and in which order documents have changed. Nothing of it is Rapport's.
 */

typedef struct
{
  char *revision;
  gboolean deleted;
  char *json; /* without _id, _rev and _deleted */
} ModelLeaf;

typedef struct
{
  char *name;
  guint64 sequence;
  GPtrArray *leaves; /* of ModelLeaf */
  GHashTable *past;  /* every revision that there was */
} ModelDocument;

typedef struct
{
  GHashTable *documents; /* name → ModelDocument */
  guint64 sequence;
} Model;

Model *model_new (void);
Model *model_copy (Model *self);
void model_free (Model *self);

/* (transfer full) (nullable): the new revision of what is written; %NULL for a conflict. Where
 * @beside, a revision of long ago is written to as well, as two nodes of a cluster do that are
 * parted: the tree gets another leaf. */
char *model_put (Model *self, JsonNode *document, gboolean beside);

/* Deletes a leaf that does not win. */
void model_close (Model *self, const char *name, const char *revision);

/* The leaf that wins. */
ModelLeaf *model_get_winner (ModelDocument *document);

/* (transfer full): a leaf as the server sends it. */
JsonNode *model_write (ModelDocument *document, ModelLeaf *leaf);

/* (transfer container) (element-type ModelDocument): what has changed since, in its order. */
GPtrArray *model_get_changes (Model *self, guint64 since);

G_END_DECLS
