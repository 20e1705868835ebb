/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-server.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_CIRCLE_CHOICE (rapport_circle_choice_get_type ())
G_DECLARE_FINAL_TYPE (RapportCircleChoice,
                      rapport_circle_choice,
                      RAPPORT,
                      CIRCLE_CHOICE,
                      AdwPreferencesPage)

/* The whole team, or some of it: who is to work with a client. Signal `changed ()`. */

/* Shows how it is on the server. Who works here and has no account stands there, too, and can't be
 * chosen. */
void rapport_circle_choice_fill (RapportCircleChoice *self,
                                 RapportLibrary *library,
                                 const RapportServerCircle *circle);

/* So many records of a newer version can't be moved by this one. */
void rapport_circle_choice_set_unknown (RapportCircleChoice *self, guint n);

/* (transfer full) (nullable): the accounts that are chosen; %NULL for the whole team. */
char **rapport_circle_choice_get_names (RapportCircleChoice *self);

/* Whether it is another one than there is, and somebody is left. */
gboolean rapport_circle_choice_is_new (RapportCircleChoice *self);

/* Whether both are the same people, in whatever order; %NULL is the whole team. */
gboolean rapport_circle_choice_is_same (const char *const *a, const char *const *b);

/* Of somebody of the team; @member may be "", and @account %NULL, but not both. (transfer full) */
char *
rapport_circle_choice_make_name (RapportLibrary *library, const char *member, const char *account);
GtkWidget *
rapport_circle_choice_make_row (RapportLibrary *library, const char *member, const char *account);

G_END_DECLS
