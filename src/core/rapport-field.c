/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-field.h"

#include "rapport-records-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const RapportWord rapport_audience_words[] = {
  { "team", N_ ("Only the team") },
  { "client", N_ ("The client") },
  { "me", N_ ("Only me") },
  { NULL, NULL },
};

static GPtrArray *
registry (void)
{
  static GPtrArray *infos = NULL;

  if (g_once_init_enter_pointer (&infos))
    {
      GPtrArray *all = g_ptr_array_new ();
      gsize n;
      const RapportRecordInfo *const *builtin = rapport_records_get_builtin (&n);

      for (gsize i = 0; i < n; i++)
        g_ptr_array_add (all, (gpointer) builtin[i]);
      g_once_init_leave_pointer (&infos, all);
    }
  return infos;
}

void
rapport_record_info_register (const RapportRecordInfo *info)
{
  g_return_if_fail (rapport_record_info_lookup (info->name) == NULL);
  g_ptr_array_add (registry (), (gpointer) info);
}

GPtrArray *
rapport_record_infos_get (void)
{
  return registry ();
}

/* "-" in a name is "_" in SQL and JSON; both are understood. */
static gboolean
same_name (const char *name, const char *given)
{
  for (; *name != '\0' && *given != '\0'; name++, given++)
    if (*name != (*given == '_' ? '-' : *given))
      return FALSE;
  return *name == *given;
}

const RapportRecordInfo *
rapport_record_info_lookup (const char *name)
{
  GPtrArray *infos = registry ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];

      if (same_name (info->name, name))
        return info;
    }
  return NULL;
}

int
rapport_record_info_find_field (const RapportRecordInfo *info, const char *name)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (same_name (info->fields[i].name, name))
      return (int) i;
  return -1;
}

int
rapport_record_info_get_title_field (const RapportRecordInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].flags & RAPPORT_FIELD_TITLE)
      return (int) i;
  return -1;
}

char *
rapport_name_to_column (const char *name)
{
  return g_strdelimit (g_strdup (name), "-", '_');
}

const char *
rapport_field_get_word_label (const RapportField *field, const char *word)
{
  for (const RapportWord *w = field->words; w != NULL && w->word != NULL; w++)
    if (g_strcmp0 (w->word, word) == 0)
      return g_dgettext (GETTEXT_PACKAGE, w->label);
  return word;
}
