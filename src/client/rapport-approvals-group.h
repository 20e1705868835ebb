/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_APPROVALS_GROUP (rapport_approvals_group_get_type ())
G_DECLARE_FINAL_TYPE (RapportApprovalsGroup,
                      rapport_approvals_group,
                      RAPPORT,
                      APPROVALS_GROUP,
                      AdwPreferencesGroup)

/**
 * RapportApprovalsGroup:
 *
 * The summaries of a client's meetings that wait, the longest first: for the client to answer, or
 * for us to send and correct them. A client who looks on sees what waits for its own answer.
 */

/* Once, before all else. */
void rapport_approvals_group_set_library (RapportApprovalsGroup *self, RapportLibrary *library);

/* @client: (nullable) */
void rapport_approvals_group_set_client (RapportApprovalsGroup *self, RapportClient *client);

/* The page around it is seen again; itself it is hidden where nothing waits. */
void rapport_approvals_group_page_shown (RapportApprovalsGroup *self);

G_END_DECLS
