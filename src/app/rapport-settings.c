/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-settings.h"
#include "config.h"

#define LIBRARY "library"

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

void
rapport_settings_set_library (const char *path)
{
  g_autoptr (GSettings) settings = rapport_settings_new ();

  if (settings != NULL)
    g_settings_set_string (settings, LIBRARY, path);
}
