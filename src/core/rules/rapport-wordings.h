/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agreements.h"
#include "rapport-wording.h"

G_BEGIN_DECLS

/* The summaries of a client, for rapport_wordings_make(). */
RapportQuery *rapport_wordings_query (const char *client_id);

/* (transfer full) (element-type RapportWording): the words of @found (of RapportAgreed, made with
 * public_only) as they stood in what was approved, else in what was sent last, in the order of
 * their days. @summaries: rows of the query above. In any thread. */
GPtrArray *rapport_wordings_make (GPtrArray *found, GPtrArray *summaries);

G_END_DECLS
