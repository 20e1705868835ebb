/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda.h"

G_BEGIN_DECLS

/* (transfer full): the records of a query; empty, with a warning, where they can't be read. */
GPtrArray *rapport_agenda_find (RapportLibrary *library, RapportQuery *query);
/* (transfer full): the items of a meeting, in order. */
GPtrArray *rapport_agenda_find_items (RapportLibrary *library, const char *meeting_id);

/* (transfer full) (nullable): what an item of this kind is about; @transaction (nullable) may have
 * made it. */
RapportRecord *rapport_agenda_find_about (RapportTransaction *transaction,
                                          RapportLibrary *library,
                                          const char *kind,
                                          const char *id);
/* (transfer full): its title as that of an item; "" where there is none. */
char *rapport_agenda_get_about_title (RapportLibrary *library, RapportRecord *about);
const char *rapport_agenda_get_kind_label (RapportRecord *item);
gboolean rapport_agenda_is_public (RapportRecord *record);

/* The source that a line of a template such as "[Queue]" stands for, by its word or by what it is
 * called; -1 for none. */
int rapport_agenda_read_source (const char *line);

/* The day of a meeting where it is held; today where it has none. */
RapportDay rapport_agenda_get_day (RapportLibrary *library, RapportMeeting *meeting);

G_END_DECLS
