/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-field-merge.h"

#include "rapport-cells.h"

/* Figures. */

static RapportCells *
read_cells (GVariant *value)
{
  return value != NULL ? rapport_cells_from_variant (value) : rapport_cells_new (NULL, 0);
}

static GVariant *
merge_cells (GVariant *base, GVariant *ours, GVariant *theirs)
{
  g_autoptr (RapportCells) before = read_cells (base);
  g_autoptr (RapportCells) one = read_cells (ours);
  g_autoptr (RapportCells) other = read_cells (theirs);
  g_autoptr (RapportCells) merged = rapport_cells_merge (before, one, other);

  return rapport_cells_to_variant (merged);
}

/* Sets. */

static void
add_elements (GHashTable *elements, GVariant *set)
{
  g_autofree const char **words = set != NULL ? g_variant_get_strv (set, NULL) : NULL;

  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    g_hash_table_add (elements, (gpointer) words[i]);
}

/* An element stays when both have it, or when one has added it. */
static GVariant *
merge_set (GVariant *base, GVariant *ours, GVariant *theirs)
{
  g_autoptr (GHashTable) in_base = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) in_ours = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) in_theirs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonArray) result = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  GHashTable *sides[2] = { in_ours, in_theirs };

  add_elements (in_base, base);
  add_elements (in_ours, ours);
  add_elements (in_theirs, theirs);
  for (guint side = 0; side < 2; side++)
    {
      GHashTableIter iter;
      const char *word;

      g_hash_table_iter_init (&iter, sides[side]);
      while (g_hash_table_iter_next (&iter, (gpointer *) &word, NULL))
        if (g_hash_table_contains (sides[1 - side], word) || !g_hash_table_contains (in_base, word))
          json_array_add_string_element (result, word);
    }
  json_node_set_array (node, result);
  return rapport_kind_from_json (RAPPORT_KIND_SET, node, NULL);
}

/* Texts. */

static const char *
read_text (GVariant *value)
{
  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static GVariant *
merge_lines (
  RapportLineMerge lines, GVariant *base, GVariant *ours, GVariant *theirs, gboolean *clash)
{
  g_autofree char *merged = NULL;

  merged = lines (read_text (base), read_text (ours), read_text (theirs), clash);
  return g_variant_new_string (merged);
}

/* One thing. */

static GVariant *
choose (RapportKind kind, GVariant *ours, GVariant *theirs)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (ours == NULL || theirs == NULL)
    return ours != NULL ? ours : theirs;
  one = rapport_kind_to_text (kind, ours);
  other = rapport_kind_to_text (kind, theirs);
  return g_strcmp0 (one, other) >= 0 ? ours : theirs;
}

static GVariant *
choose_later (GVariant *ours, GVariant *theirs)
{
  if (ours == NULL || theirs == NULL)
    return ours != NULL ? ours : theirs;
  return g_variant_compare (ours, theirs) >= 0 ? ours : theirs;
}

static gboolean
take (GVariant **result, GVariant *value)
{
  *result = value != NULL ? g_variant_take_ref (value) : NULL;
  return TRUE;
}

static gboolean
keep (GVariant **result, GVariant *value)
{
  *result = value != NULL ? g_variant_ref (value) : NULL;
  return TRUE;
}

gboolean
rapport_field_merge (const RapportField *field,
                     GVariant *base,
                     GVariant *ours,
                     GVariant *theirs,
                     RapportLineMerge lines,
                     GVariant **result)
{
  gboolean clash = FALSE;

  if (rapport_kind_equal (field->kind, ours, theirs) ||
      rapport_kind_equal (field->kind, base, theirs))
    return keep (result, ours);
  if (rapport_kind_equal (field->kind, base, ours))
    return keep (result, theirs);
  if (field->kind == RAPPORT_KIND_CELLS)
    return take (result, merge_cells (base, ours, theirs));
  if (field->kind == RAPPORT_KIND_SET)
    return take (result, merge_set (base, ours, theirs));
  if (field->merge == RAPPORT_MERGE_LATER)
    return keep (result, choose_later (ours, theirs));
  if (field->merge == RAPPORT_MERGE_LINES && lines != NULL)
    {
      take (result, merge_lines (lines, base, ours, theirs, &clash));
      return !clash;
    }
  keep (result, choose (field->kind, ours, theirs));
  return FALSE;
}
