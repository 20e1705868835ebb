/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-question-about.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *kind;
  const char *icon;
} icons[] = {
  { "question", "dialog-question-symbolic" },
  { "problem", "dialog-warning-symbolic" },
  { "topic", "view-list-bullet-symbolic" },
};

const char *
rapport_question_kind_get_icon (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, kind))
      return icons[i].icon;
  return icons[0].icon;
}

const char *
rapport_question_kind_get_label (const char *kind)
{
  return rapport_field_get_word_label (&rapport_question_info.fields[RAPPORT_QUESTION_KIND], kind);
}

/* (transfer full) (nullable) */
static RapportRecord *
find (RapportLibrary *library, const char *id)
{
  const GType types[] = { RAPPORT_TYPE_WORK_ITEM, RAPPORT_TYPE_PLACEMENT, RAPPORT_TYPE_REPORT,
                          RAPPORT_TYPE_CLIENT_METRIC };

  if (*id == '\0')
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (RapportRecord) record = rapport_library_get (library, types[i], id);

      if (record != NULL && !rapport_record_is_trashed (record) &&
          rapport_onlooker_may_see (library, record))
        return g_steal_pointer (&record);
    }
  return NULL;
}

char *
rapport_question_about_get_title (RapportLibrary *library, const char *id)
{
  g_autoptr (RapportRecord) record = find (library, id);

  if (record == NULL)
    return NULL;
  if (RAPPORT_IS_REPORT (record))
    return rapport_format_report (library, RAPPORT_REPORT (record));
  return g_strdup (rapport_record_get_title (record));
}

/* (nullable): the action of the window that shows it by its id. */
static const char *
get_opener (RapportRecord *record)
{
  if (RAPPORT_IS_WORK_ITEM (record))
    return "win.open-work-item";
  return RAPPORT_IS_REPORT (record) ? "win.open-report" : NULL;
}

gboolean
rapport_question_about_can_open (RapportLibrary *library, const char *id)
{
  g_autoptr (RapportRecord) record = find (library, id);

  return record != NULL && get_opener (record) != NULL;
}

void
rapport_question_about_open (GtkWidget *near, RapportLibrary *library, const char *id)
{
  g_autoptr (RapportRecord) record = find (library, id);

  if (record != NULL && get_opener (record) != NULL)
    gtk_widget_activate_action (near, get_opener (record), "s", id);
}
