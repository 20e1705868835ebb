/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-trash.h"

G_BEGIN_DECLS

/**
 * RapportPersonTraces:
 * @items: (element-type RapportTrashItem): what is the person's and is erased: the
 *   contact itself, the jobs they had, notes and files about them, and contacts of
 *   the same name and client that lie in the trash (merged doubles, say)
 * @references: (element-type RapportTrashItem): what points at the person and
 *   stays, without them: claims
 * @mentions: (element-type RapportHit): other records with a text in which the
 *   name stands, which nobody but a person can judge; at most
 *   %RAPPORT_PERSON_MENTIONS
 *
 * What a library knows of a person.
 */
typedef struct
{
  GPtrArray *items;
  GPtrArray *references;
  GPtrArray *mentions;
} RapportPersonTraces;

#define RAPPORT_PERSON_MENTIONS 50

void rapport_person_traces_free (RapportPersonTraces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPersonTraces, rapport_person_traces_free)

/* Looks for them in another thread. (transfer full) */
void rapport_person_find_async (RapportLibrary *library,
                                RapportContact *contact,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
RapportPersonTraces *
rapport_person_find_finish (RapportLibrary *library, GAsyncResult *result, GError **error);

/* Erases the items and unsets the references, in one transaction: all of it or
 * nothing. Ends as rapport_trash_erase_async() does, with
 * rapport_trash_work_finish(); cut short, it goes on with the next opening. */
void rapport_person_erase_async (RapportLibrary *library,
                                 RapportPersonTraces *traces,
                                 RapportTrashProgress progress,
                                 gpointer progress_data,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
