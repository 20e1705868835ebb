/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* libadwaita reads these texts as Pango markup and has no property against it, so a name with an
 * ampersand would leave nothing to be seen. What somebody typed and what a server, a file or an
 * error says is shown by these, as it is. @text is (nullable), for none. */
void rapport_plain_set_page_description (AdwStatusPage *page, const char *text);
void rapport_plain_set_group_description (AdwPreferencesGroup *group, const char *text);

G_END_DECLS
