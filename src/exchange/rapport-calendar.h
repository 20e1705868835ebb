/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-invitations.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calendars as files (.ics) and as letters: what the client's calendar gets from ours, and what
 * comes back. What goes out is made of public records; the only addresses are those of the people
 * who are invited, and ours. */

/* (transfer full) (nullable): all schedules and meetings of a client that the client may see, to be
 * published: each with the same name as the last time, so that a calendar that takes the file
 * again moves and cancels what is there. %NULL where they can't be read. Main thread. */
GBytes *rapport_calendar_publish (RapportLibrary *library, const char *client_id, GError **error);

/**
 * RapportInvitation:
 * @RAPPORT_INVITATION_REQUEST: come, or come at another time: the update of one that was sent
 *   has its name and the next revision
 * @RAPPORT_INVITATION_CANCEL: it is not held
 */
typedef enum
{
  RAPPORT_INVITATION_REQUEST,
  RAPPORT_INVITATION_CANCEL,
} RapportInvitation;

/* (transfer full) (nullable): an invitation to a meeting or a schedule (@record) as .ics. %NULL, in
 * words for the user, where whoever works here has no address, nobody of those invited has one,
 * or it is not for the client. Main thread. */
GBytes *rapport_calendar_invite (RapportLibrary *library,
                                 RapportRecord *record,
                                 RapportInvitation kind,
                                 GError **error);

/* (transfer full) (nullable): the same as a letter (.eml) that any mail program opens and sends. */
GBytes *rapport_calendar_invite_letter (RapportLibrary *library,
                                        RapportRecord *record,
                                        RapportInvitation kind,
                                        GError **error);

/* (transfer full): what such a file is called, from the title: "Weekly call.ics"; @ending is "ics"
 * or "eml". */
char *rapport_calendar_file_name (const char *title, const char *ending);

/* Whether a file is called like a calendar: .ics, .ical, .ifb. */
gboolean rapport_calendar_is_named (GFile *file);

/**
 * RapportCalendarImport:
 * @n_meetings: single meetings that are new
 * @n_schedules: schedules that are new
 * @n_changed: of either, that were known and are moved, renamed or cancelled now
 * @n_answers: answers that stand with a participant now
 * @n_known: what was known as it is
 * @remarks: (element-type utf8): what was left out or taken otherwise, in words for the user
 *
 * What became of a calendar file.
 */
typedef struct
{
  guint n_meetings;
  guint n_schedules;
  guint n_changed;
  guint n_answers;
  guint n_known;
  GPtrArray *remarks;
} RapportCalendarImport;

void rapport_calendar_import_free (RapportCalendarImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCalendarImport, rapport_calendar_import_free)

/* (transfer full): in one sentence: "2 meetings and 1 answer taken in". */
char *rapport_calendar_import_describe (RapportCalendarImport *self);

/**
 * rapport_calendar_import_async:
 * @client_id: whose meetings they become; "" for the agency's own. Answers, and what
 *   is known already, find their meeting by themselves
 *
 * Takes in a calendar file of any program: answers to our invitations, invitations and events of
 * others. It is read in another thread; all of it is one step of undo, or nothing is changed. Main
 * thread.
 */
void rapport_calendar_import_async (RapportLibrary *library,
                                    const char *client_id,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (nullable): %NULL with an error in the user's words */
RapportCalendarImport *
rapport_calendar_import_finish (RapportLibrary *library, GAsyncResult *result, GError **error);

/* The same of bytes and at once, for tools and tests. */
RapportCalendarImport *rapport_calendar_import_bytes (RapportLibrary *library,
                                                      const char *client_id,
                                                      GBytes *bytes,
                                                      GError **error);

G_END_DECLS
