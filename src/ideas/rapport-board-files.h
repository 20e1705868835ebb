/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words of what a board can be exported as: "pdf" (a page for each frame), "whole" (a PDF of
 * one page), "png", "svg", "canvas", "csv", all for the client; and "everything", a canvas
 * for ourselves. */
#define RAPPORT_BOARD_EVERYTHING "everything"

/* Asks where to, makes it in a thread, and says so in a toast of @near. */
void rapport_board_export (GtkWidget *near,
                           RapportLibrary *library,
                           const char *board_id,
                           const char *form);

/* A board has come in: it is that of @board_id. Not called when it has not. */
typedef void (*RapportBoardTaken) (GtkWidget *near, const char *board_id);

/* Asks for a file and takes it in. */
void rapport_board_import (GtkWidget *near,
                           RapportLibrary *library,
                           const char *client_id,
                           const char *board_id,
                           RapportBoardTaken taken);

/* Whether a file is called like one that can be taken in. */
gboolean rapport_board_takes_file (GFile *file);

/* A canvas becomes a new board, a table cards of the board @board_id (nullable). What goes wrong,
 * and what did not come in, is told in a dialog. @near lives until it is done. */
void rapport_board_take_file (GtkWidget *near,
                              RapportLibrary *library,
                              const char *client_id,
                              const char *board_id,
                              GFile *file,
                              RapportBoardTaken taken);

G_END_DECLS
