/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-presenter.h"

G_BEGIN_DECLS

/* A row for one step of a presenting: whether it takes part, what it is called, whether it
 * is shown, and its place in the order. */
GtkWidget *rapport_presenter_row_new (RapportPresenter *presenter, RapportPresenterStep *step);

G_END_DECLS
