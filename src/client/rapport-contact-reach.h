/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reaching a contact, and what there is to be said about it. @near is a widget of
 * the window in which it happens. */

/* Opens a letter to, or a call with, the contact in the program for it; a toast
 * says where there is none. */
void rapport_contact_write (GtkWidget *near, RapportRecord *contact);
void rapport_contact_call (GtkWidget *near, RapportRecord *contact);

/* The contact and its client were spoken to today, with Undo. */
void rapport_contact_talk (GtkWidget *near, RapportLibrary *library, RapportRecord *contact);

/* What wants to be done about somebody soon: "Birthday in 3 days", "Not spoken to
 * for 30 days"; "" for nothing. (transfer full) */
char *rapport_contact_describe_soon (RapportLibrary *library, RapportContact *contact);

G_END_DECLS
