/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plain.h"

static char *
escape (const char *text)
{
  return text != NULL ? g_markup_escape_text (text, -1) : NULL;
}

void
rapport_plain_set_page_description (AdwStatusPage *page, const char *text)
{
  g_autofree char *escaped = escape (text);

  adw_status_page_set_description (page, escaped);
}

void
rapport_plain_set_group_description (AdwPreferencesGroup *group, const char *text)
{
  g_autofree char *escaped = escape (text);

  adw_preferences_group_set_description (group, escaped);
}
