/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agency.h"

G_BEGIN_DECLS

/* The client's date for ours (domain.md D.1): ours plus the agency's buffer,
 * two calendar days unless set otherwise. */
RapportDay rapport_deadline_for_client (RapportLibrary *library, RapportDay our_date);

/* Sets our date; the client's moves with it until it has been set by hand. */
void rapport_work_item_set_our_date (RapportTransaction *transaction,
                                     RapportLibrary *library,
                                     RapportWorkItem *item,
                                     RapportDay day);

/* Sets the client's date by hand; %RAPPORT_DAY_NONE lets it follow ours again. */
void rapport_work_item_set_client_date (RapportTransaction *transaction,
                                        RapportLibrary *library,
                                        RapportWorkItem *item,
                                        RapportDay day);

/* Sets the status and what follows from it: the day it was done, and since
 * when it waits for the client. Days of waiting move the client's date when
 * the waiting ends, unless it was set by hand. */
void rapport_work_item_set_status (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   RapportWorkItem *item,
                                   const char *status);

/* Whether nothing more is to be done: done, confirmed, rejected or dropped. */
gboolean rapport_work_item_is_closed (RapportWorkItem *item);
/* Whether it came to a result: done, confirmed or rejected (a hypothesis that
 * was tested and refuted is done work). */
gboolean rapport_work_item_is_done (RapportWorkItem *item);
/* Whether the client's date has passed and it is not closed. */
gboolean rapport_work_item_is_missed (RapportWorkItem *item, RapportDay today);
/* Whether it was done before the client's date. */
gboolean rapport_work_item_is_early (RapportWorkItem *item);

G_END_DECLS
