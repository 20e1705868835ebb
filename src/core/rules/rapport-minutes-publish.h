/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-public-minutes.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what the client may read of a meeting, now: its agenda before, its
 * minutes after. Private lines and items, and all that points at them, are not there. %NULL, in
 * words for the user, where the meeting is not there or is no client's. */
RapportPublicMinutes *
rapport_minutes_publish (RapportLibrary *library, const char *meeting_id, GError **error);

#define RAPPORT_TYPE_MINUTES_PUBLISHER (rapport_minutes_publisher_get_type ())
G_DECLARE_FINAL_TYPE (RapportMinutesPublisher,
                      rapport_minutes_publisher,
                      RAPPORT,
                      MINUTES_PUBLISHER,
                      GObject)

/**
 * RapportMinutesPublisher:
 *
 * The same, kept true while they are typed: signal `changed` after each commit that changes what
 * the client reads. Main thread.
 */
RapportMinutesPublisher *
rapport_minutes_publisher_new (RapportLibrary *library, const char *meeting_id, GError **error);
/* (transfer none) (nullable) */
RapportPublicMinutes *rapport_minutes_publisher_get_minutes (RapportMinutesPublisher *self);

G_END_DECLS
