/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-minutes-picture.h"

G_BEGIN_DECLS

/* Which pictures of a client are marked for it, and with what they are kept. Their bytes are not
 * read. */
typedef struct _RapportShownFiles RapportShownFiles;

/* @wanted: %FALSE where there is nothing yet that pictures could be kept with: nothing is read. */
RapportShownFiles *
rapport_shown_files_new (RapportLibrary *library, const char *client_id, gboolean wanted);
void rapport_shown_files_free (RapportShownFiles *self);

/* Gives the line its pictures. */
void rapport_shown_files_give (RapportShownFiles *self, RapportPublicLine *line);

/* An attachment came, went or changed. Returns whether it is, or was, one of them. */
gboolean
rapport_shown_files_follow (RapportShownFiles *self, RapportLibrary *library, const char *id);

G_END_DECLS
