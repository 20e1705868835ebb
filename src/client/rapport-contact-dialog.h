/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All that is known of a person, edited in place: position, influence, how to be
 * reached, and for the team alone birthday, last contact, notes and jobs. */
AdwDialog *rapport_contact_dialog_new (RapportLibrary *library, RapportContact *contact);

/* A new contact of a client. */
AdwDialog *rapport_contact_dialog_new_draft (RapportLibrary *library, const char *client_id);

/* Where somebody who has left the client's company has gone. It is opened from
 * @near, and closes the dialog around that when it is done. */
AdwDialog *
rapport_move_dialog_new (RapportLibrary *library, RapportContact *contact, GtkWidget *near);

G_END_DECLS
