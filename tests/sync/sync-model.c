/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-model.h"

#include <string.h>

static ModelLeaf *
leaf_new (const char *revision, gboolean deleted, const char *json)
{
  ModelLeaf *leaf = g_new0 (ModelLeaf, 1);

  leaf->revision = g_strdup (revision);
  leaf->deleted = deleted;
  leaf->json = g_strdup (json);
  return leaf;
}

static void
leaf_free (gpointer data)
{
  ModelLeaf *leaf = data;

  g_free (leaf->revision);
  g_free (leaf->json);
  g_free (leaf);
}

static ModelDocument *
document_new (const char *name)
{
  ModelDocument *document = g_new0 (ModelDocument, 1);

  document->name = g_strdup (name);
  document->leaves = g_ptr_array_new_with_free_func (leaf_free);
  document->past = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return document;
}

static void
document_free (gpointer data)
{
  ModelDocument *document = data;

  g_free (document->name);
  g_ptr_array_unref (document->leaves);
  g_hash_table_unref (document->past);
  g_free (document);
}

Model *
model_new (void)
{
  Model *self = g_new0 (Model, 1);

  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, document_free);
  return self;
}

void
model_free (Model *self)
{
  g_hash_table_unref (self->documents);
  g_free (self);
}

Model *
model_copy (Model *self)
{
  Model *copy = model_new ();
  GHashTableIter iter, past;
  ModelDocument *document;
  const char *revision;

  copy->sequence = self->sequence;
  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &document))
    {
      ModelDocument *another = document_new (document->name);

      another->sequence = document->sequence;
      for (guint i = 0; i < document->leaves->len; i++)
        {
          ModelLeaf *leaf = document->leaves->pdata[i];

          g_ptr_array_add (another->leaves, leaf_new (leaf->revision, leaf->deleted, leaf->json));
        }
      g_hash_table_iter_init (&past, document->past);
      while (g_hash_table_iter_next (&past, (gpointer *) &revision, NULL))
        g_hash_table_add (another->past, g_strdup (revision));
      g_hash_table_insert (copy->documents, another->name, another);
    }
  return copy;
}

/* What lives wins, then what is longer, then what comes later in the order of bytes. */
static gboolean
wins (const ModelLeaf *a, const ModelLeaf *b)
{
  const gint64 one = g_ascii_strtoll (a->revision, NULL, 10);
  const gint64 other = g_ascii_strtoll (b->revision, NULL, 10);

  if (a->deleted != b->deleted)
    return b->deleted;
  return one != other ? one > other : strcmp (a->revision, b->revision) > 0;
}

ModelLeaf *
model_get_winner (ModelDocument *document)
{
  ModelLeaf *winner = document->leaves->pdata[0];

  for (guint i = 1; i < document->leaves->len; i++)
    if (wins (document->leaves->pdata[i], winner))
      winner = document->leaves->pdata[i];
  return winner;
}

static ModelLeaf *
find_leaf (ModelDocument *document, const char *revision)
{
  for (guint i = 0; i < document->leaves->len; i++)
    if (g_str_equal (((ModelLeaf *) document->leaves->pdata[i])->revision, revision))
      return document->leaves->pdata[i];
  return NULL;
}

/* Behind @parent (nullable). */
static char *
add_leaf (
  Model *self, ModelDocument *document, const char *parent, gboolean deleted, const char *json)
{
  const gint64 generation = parent != NULL ? g_ascii_strtoll (parent, NULL, 10) + 1 : 1;
  g_autofree char *all = g_strdup_printf ("%s %d %s", parent, deleted, json);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, all, -1);
  char *revision = g_strdup_printf ("%" G_GINT64_FORMAT "-%s", generation, digest);
  ModelLeaf *old = parent != NULL ? find_leaf (document, parent) : NULL;

  if (find_leaf (document, revision) != NULL)
    return revision;
  if (old != NULL)
    g_ptr_array_remove (document->leaves, old);
  g_ptr_array_add (document->leaves, leaf_new (revision, deleted, json));
  g_hash_table_add (document->past, g_strdup (revision));
  document->sequence = ++self->sequence;
  return revision;
}

static char *
take_text (JsonObject *object, const char *member)
{
  char *text = g_strdup (json_object_get_string_member_with_default (object, member, ""));

  json_object_remove_member (object, member);
  return text;
}

static ModelDocument *
get_document (Model *self, const char *name)
{
  ModelDocument *document = g_hash_table_lookup (self->documents, name);

  if (document == NULL)
    {
      document = document_new (name);
      g_hash_table_insert (self->documents, document->name, document);
    }
  return document;
}

char *
model_put (Model *self, JsonNode *node, gboolean beside)
{
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (copy);
  g_autofree char *name = take_text (object, "_id");
  g_autofree char *base = take_text (object, "_rev");
  gboolean deleted = json_object_get_boolean_member_with_default (object, "_deleted", FALSE);
  ModelDocument *document = g_hash_table_lookup (self->documents, name);
  g_autofree char *json = NULL;

  json_object_remove_member (object, "_deleted");
  json = json_to_string (copy, FALSE);
  if (*base == '\0' && (document == NULL || model_get_winner (document)->deleted))
    return add_leaf (self, get_document (self, name),
                     document != NULL ? model_get_winner (document)->revision : NULL, deleted,
                     json);
  if (document == NULL || *base == '\0')
    return NULL;
  if (find_leaf (document, base) == NULL &&
      !(beside && g_hash_table_contains (document->past, base)))
    return NULL;
  return add_leaf (self, document, base, deleted, json);
}

void
model_close (Model *self, const char *name, const char *revision)
{
  ModelDocument *document = g_hash_table_lookup (self->documents, name);

  if (document != NULL && find_leaf (document, revision) != NULL)
    g_free (add_leaf (self, document, revision, TRUE, "{}"));
}

JsonNode *
model_write (ModelDocument *document, ModelLeaf *leaf)
{
  JsonNode *node = json_from_string (leaf->json, NULL);
  JsonObject *object = json_node_get_object (node);

  json_object_set_string_member (object, "_id", document->name);
  json_object_set_string_member (object, "_rev", leaf->revision);
  if (leaf->deleted)
    json_object_set_boolean_member (object, "_deleted", TRUE);
  return node;
}

static int
compare_documents_cb (gconstpointer a, gconstpointer b)
{
  const ModelDocument *one = *(ModelDocument *const *) a;
  const ModelDocument *other = *(ModelDocument *const *) b;

  return one->sequence < other->sequence ? -1 : one->sequence > other->sequence;
}

GPtrArray *
model_get_changes (Model *self, guint64 since)
{
  GPtrArray *changes = g_ptr_array_new ();
  GHashTableIter iter;
  ModelDocument *document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &document))
    if (document->sequence > since)
      g_ptr_array_add (changes, document);
  g_ptr_array_sort (changes, compare_documents_cb);
  return changes;
}
