/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-files.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens a kept file in the program for it: a copy that only the user can read and
 * nobody can change, in a folder that goes with this program, or at the latest when
 * the user logs out. What does not work is said in a toast of @near. */
void rapport_file_open (RapportFile *file, RapportLibrary *library, GtkWidget *near);

/* Asks where to, and writes it there. */
void rapport_file_save_as (RapportFile *file, RapportLibrary *library, GtkWidget *near);

/* Removes the copies that were opened by this process: at its end. */
void rapport_file_opening_clean (void);

/* Removes those of processes that ended otherwise. In any thread. */
void rapport_file_opening_sweep (void);

G_END_DECLS
