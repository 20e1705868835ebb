/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_PAGES_VIEW (rapport_pages_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportPagesView, rapport_pages_view, RAPPORT, PAGES_VIEW, AdwBin)

/**
 * RapportPagesView:
 *
 * The pages of a report below each other, as they will be printed. Laying them
 * out takes place in another thread; the former pages stay until it is done.
 * Signal `laid-out` afterwards.
 */

/* @document may be what is shown already, which costs nothing. */
void rapport_pages_view_set_document (RapportPagesView *self, RapportReportDocument *document);

/* Says in place of the pages why there are none. */
void rapport_pages_view_set_error (RapportPagesView *self, const char *message);

/* (nullable): what the pages show, or are about to. */
RapportReportDocument *rapport_pages_view_get_document (RapportPagesView *self);

guint rapport_pages_view_get_n_pages (RapportPagesView *self);

G_END_DECLS
