/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-evidence.h"

G_BEGIN_DECLS

/* How many weeks a strip shows, the week that is looked at being the last. */
#define RAPPORT_LIGHTS_WEEKS 12

/**
 * RapportMark:
 *
 * A light as a number, for drawing and counting; its word is what is stored.
 */
typedef enum
{
  RAPPORT_MARK_NONE,
  RAPPORT_MARK_GREEN,
  RAPPORT_MARK_YELLOW,
  RAPPORT_MARK_RED,
} RapportMark;

/* "" for none, "green", "yellow", "red"; unknown words are none. */
const char *rapport_mark_to_word (RapportMark mark);
RapportMark rapport_mark_from_word (const char *word);
/* "Moved forward" and so on, "Not marked" for none; translated. */
const char *rapport_mark_get_label (RapportMark mark);

#define RAPPORT_TYPE_LIGHTS (rapport_lights_get_type ())
G_DECLARE_FINAL_TYPE (RapportLights, rapport_lights, RAPPORT, LIGHTS, GObject)

/**
 * RapportLights:
 *
 * The lights of all clients over the twelve weeks that end with one week, kept
 * up to date. The marks of the week itself are read at once; the weeks before
 * and the evidence of a client when they are first asked for, so that opening
 * a board of a thousand clients does not wait for what is out of sight. Main
 * thread only. A client's light in a week is its account manager's mark; where
 * that one has not marked, the last mark of somebody else stands in. Signal
 * `changed (char *client_id)`: the lights or the evidence of a client have
 * changed; %NULL for all of them. Signal `completed ()`: see
 * rapport_lights_want_all().
 */
RapportLights *rapport_lights_new (RapportLibrary *library, RapportDay week);

RapportDay rapport_lights_get_week (RapportLights *self);
/* @week may be any day of it. */
void rapport_lights_set_week (RapportLights *self, RapportDay week);

/* @weeks_back: 0 is the week that is looked at, at most 11. */
RapportMark rapport_lights_get_mark (RapportLights *self, const char *client_id, guint weeks_back);

/**
 * RapportOtherMark:
 * @member: who has marked
 */
typedef struct
{
  char member[37];
  RapportMark mark;
} RapportOtherMark;

/* The marks of the week that stand beside the client's light: those of everybody
 * but the one whose mark it is. (transfer full) (element-type RapportOtherMark) */
GArray *rapport_lights_get_others (RapportLights *self, const char *client_id);

/* The account manager's id, "" where there is none. */
const char *rapport_lights_get_owner (RapportLights *self, const char *client_id);

/* From now on, what is known of all clients is read, in another thread, and kept:
 * for those who compare clients with each other. `completed` is emitted when it is
 * there; what was known before has not changed by that. */
void rapport_lights_want_all (RapportLights *self);
/* Whether it is there, so that asking about each client takes no time. */
gboolean rapport_lights_has_all (RapportLights *self);

/* Whether this week's light is worse than the last one before it. Not marked
 * is neither better nor worse. */
gboolean rapport_lights_is_worse (RapportLights *self, const char *client_id);

/* (transfer full) (nullable): the record of the client's light this week. */
RapportLight *rapport_lights_get_light (RapportLights *self, const char *client_id);

/* What the records suggest beside the client's light, as of today. */
void
rapport_lights_get_evidence (RapportLights *self, const char *client_id, RapportEvidence *evidence);

/* Marks a client for a week in the name of the member who works here.
 * %RAPPORT_MARK_NONE takes that member's mark away. @comment may be %NULL for
 * "as it is". One step of undo. */
gboolean rapport_lights_mark (RapportLibrary *library,
                              const char *client_id,
                              RapportDay week,
                              RapportMark mark,
                              const char *comment,
                              GError **error);

G_END_DECLS
