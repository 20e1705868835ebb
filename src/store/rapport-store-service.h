/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-store.h"

G_BEGIN_DECLS

/* What a process that holds a library offers to others on the session bus:
 * an object for each library with interface RAPPORT_SERVICE_INTERFACE.
 *
 * Commit (s set): a change set as JSON; the answer comes when it is on disk.
 * SetLocal (s name, s value): a setting of this copy. */
#define RAPPORT_SERVICE_INTERFACE "io.github.rapport_app.Rapport.Library1"

/* (transfer full): the bus name of whoever holds the library at @path, made of
 * a digest of its real path. */
char *rapport_store_service_get_name (const char *path);

/* (transfer full): the object there: all names of a process lead to the same
 * objects, and it may have several libraries open. */
char *rapport_store_service_get_object (const char *path);

/**
 * RapportStoreService:
 *
 * Takes the changes of other processes for the store that is open here. They
 * go through the signal #RapportStore::foreign to the #RapportLibrary, which
 * must exist, and come back as its own commits. Main thread.
 */
typedef struct _RapportStoreService RapportStoreService;

RapportStoreService *rapport_store_service_new (RapportStore *store, const char *path);
void rapport_store_service_free (RapportStoreService *self);

/* Whether the name has been won on the bus. */
gboolean rapport_store_service_is_running (RapportStoreService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportStoreService, rapport_store_service_free)

G_END_DECLS
