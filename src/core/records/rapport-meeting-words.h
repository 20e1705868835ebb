/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"

G_BEGIN_DECLS

/* The words of meetings, their agendas and minutes. */
extern const RapportWord rapport_meeting_kinds[];
extern const RapportWord rapport_meeting_statuses[];
extern const RapportWord rapport_summary_states[];

/* What a line of minutes is. */
extern const RapportWord rapport_line_kinds[];

/* Whose it is: a task, a promise, a participant. */
extern const RapportWord rapport_side_words[];

G_END_DECLS
