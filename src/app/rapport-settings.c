/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-settings.h"
#include "config.h"

#define LIBRARY "library"
#define RECENT  "recent-libraries"

/* How many are remembered. */
#define MOST_RECENT 5

GSettings *
rapport_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
    source != NULL ? g_settings_schema_source_lookup (source, RAPPORT_APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

char *
rapport_settings_get_library (void)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();
  g_autofree char *path = settings != NULL ? g_settings_get_string (settings, LIBRARY) : NULL;

  if (path == NULL || *path == '\0' || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return g_steal_pointer (&path);
}

GStrv
rapport_settings_get_recent (void)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();
  g_auto (GStrv) all = settings != NULL ? g_settings_get_strv (settings, RECENT) : NULL;
  g_autoptr (GStrvBuilder) there = g_strv_builder_new ();

  for (char **path = all; path != NULL && *path != NULL; path++)
    if (g_file_test (*path, G_FILE_TEST_EXISTS))
      g_strv_builder_add (there, *path);
  return g_strv_builder_end (there);
}

static void
remember (GSettings *settings, const char *path)
{
  g_auto (GStrv) before = g_settings_get_strv (settings, RECENT);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (char *) path);
  for (char **other = before; *other != NULL && paths->len < MOST_RECENT; other++)
    if (!g_str_equal (*other, path))
      g_ptr_array_add (paths, *other);
  g_ptr_array_add (paths, NULL);
  g_settings_set_strv (settings, RECENT, (const char *const *) paths->pdata);
}

void
rapport_settings_set_library (const char *path)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();

  if (settings == NULL)
    return;
  g_settings_set_string (settings, LIBRARY, path);
  remember (settings, path);
}
