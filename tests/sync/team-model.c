/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "team-model.h"

#include "rapport-document.h"

#include <string.h>

static void
dump_rows (RapportLibrary *library, const RapportRecordInfo *info, GString *dump)
{
  g_autoptr (RapportQuery) query =
    rapport_query_include_trashed (rapport_query_new_for_info (info));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rapport_library_find_rows (library, query, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = rows->pdata[i];
      RapportDocument *document;
      g_autoptr (JsonNode) node = NULL;

      if (!rapport_document_may_leave (info, row))
        continue;
      document = rapport_document_new (info, row->id);
      document->row = row;
      node = rapport_document_write (document);
      document->row = NULL;
      rapport_document_free (document);
      g_ptr_array_add (lines, json_to_string (node, FALSE));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (dump, "%s\n", (char *) lines->pdata[i]);
}

char *
simulation_dump (RapportLibrary *library)
{
  GPtrArray *infos = rapport_record_infos_get ();
  GString *dump = g_string_new (NULL);

  for (guint i = 0; i < infos->len; i++)
    dump_rows (library, infos->pdata[i], dump);
  return g_string_free (dump, FALSE);
}

GHashTable *
simulation_find_words (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *at = strchr (text, 'w'); at != NULL; at = strchr (at + 1, 'w'))
    {
      gsize digits = strspn (at + 1, "0123456789");

      if (digits > 0 && at[1 + digits] == 'q')
        g_hash_table_add (words, g_strndup (at, digits + 2));
    }
  return words;
}

char *
simulation_tell_difference (const char *a, const char *b)
{
  g_auto (GStrv) of_a = g_strsplit (a, "\n", -1);
  g_auto (GStrv) of_b = g_strsplit (b, "\n", -1);
  guint i = 0;

  while (of_a[i] != NULL && g_strcmp0 (of_a[i], of_b[i]) == 0)
    i++;
  return g_strdup_printf ("%s\n%s", of_a[i] != NULL ? of_a[i] : of_b[i],
                          of_b[i] != NULL ? of_b[i] : "");
}
