/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows at the end of a group, one for each address that can be opened. The group
 * has to outlive it. */
typedef struct _RapportLinkRows RapportLinkRows;

RapportLinkRows *rapport_link_rows_new (AdwPreferencesGroup *group);
void rapport_link_rows_free (RapportLinkRows *self);

/* @text: an address a line; only web and mail addresses get a row. */
void rapport_link_rows_set_text (RapportLinkRows *self, const char *text);

G_END_DECLS
