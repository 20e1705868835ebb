/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-record.h"

G_BEGIN_DECLS

/**
 * RapportPublicPicture:
 * @id: of the file that it is
 * @name: of the file, for people
 * @digest: SHA-256 of its bytes, in hexadecimal
 *
 * A picture that is kept with a line and marked for the client. Its bytes are read when somebody
 * draws: rapport_minutes_picture_publish().
 */
typedef struct
{
  char *id;
  char *name;
  char *digest;
} RapportPublicPicture;

/**
 * RapportPublicLine:
 * @id: of the line
 * @kind: a word of rapport_line_kinds
 * @text: Markdown, as the client reads it now
 * @title: what is to be done, for a task
 * @side: "ours", "theirs" or ""
 * @who: a name, or ""
 * @due: the client's date, or none; never ours
 * @amendment: 0 for the minutes themselves
 * @pictures: (element-type RapportPublicPicture): the oldest first
 */
typedef struct
{
  char *id;
  char *kind;
  char *text;
  char *title;
  char *side;
  char *who;
  RapportDay due;
  int amendment;
  GPtrArray *pictures;
} RapportPublicLine;

/* (nullable): what a line of @kind is called, to be translated; %NULL for mere text. Any thread. */
const char *rapport_public_line_get_kind_label (const char *kind);

/**
 * RapportPublicItem:
 * @id: of the agenda item, "" for the lines that belong to none
 * @minutes: planned, 0 where not known
 * @lines: (element-type RapportPublicLine): in order
 */
typedef struct
{
  char *id;
  char *title;
  char *kind;
  char *status;
  int minutes;
  GPtrArray *lines;
} RapportPublicItem;

/**
 * RapportPublicMinutes:
 * @client: whose meeting it is
 * @agency: (nullable): who held it
 * @meeting: the meeting itself
 * @title: its title, or one made of kind and client
 * @ours: (array zero-terminated=1): names of those who were there, or are expected
 * @theirs: (array zero-terminated=1): those of the client
 * @items: (element-type RapportPublicItem): the agenda with what was said, in order
 * @exclusions: Markdown: what we do not do, of the client as a whole
 * @next: start of the next meeting as a local time with its zone, "" where none is known
 * @next_title: of the next meeting
 * @zone: the client's own time zone, "" where it is that of the meeting
 * @language: "en" or "ru"
 * @today: when it was made
 *
 * All that a client may read of a meeting. Agenda, summary, PDF, page, letter, calendar file and
 * audience window are made of this and of nothing else; frozen, it is the JSON of what was sent.
 * Immutable; counted by reference; any thread.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >: to be read only. */
  RapportPublicRecord *client;
  RapportPublicRecord *agency;
  RapportPublicRecord *meeting;
  char *title;
  char **ours;
  char **theirs;
  GPtrArray *items;
  char *exclusions;
  char *next;
  char *next_title;
  char *zone;
  char *language;
  RapportDay today;
} RapportPublicMinutes;

RapportPublicMinutes *rapport_public_minutes_ref (RapportPublicMinutes *self);
void rapport_public_minutes_unref (RapportPublicMinutes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPublicMinutes, rapport_public_minutes_unref)

/* (transfer full): what is kept of a version that was sent, and back. Reading refuses what is
 * none with an error; members of a newer version are left out. */
char *rapport_public_minutes_to_json (RapportPublicMinutes *self);
RapportPublicMinutes *rapport_public_minutes_from_json (const char *json, GError **error);

G_END_DECLS
