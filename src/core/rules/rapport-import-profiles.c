/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-profiles.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): trashed ones included. */
static RapportRecord *
look_up (RapportLibrary *library, const char *client_id, const char *kind)
{
  const char *key[] = { client_id, kind, NULL };

  return rapport_library_get_by_key (library, RAPPORT_TYPE_IMPORT_PROFILE, key);
}

char *
rapport_import_profile_find (RapportLibrary *library, const char *client_id, const char *kind)
{
  g_autoptr (RapportRecord) record = look_up (library, client_id, kind);

  if (record == NULL || rapport_record_is_trashed (record))
    return NULL;
  return g_strdup (rapport_record_get_text (record, RAPPORT_IMPORT_PROFILE_CHOICES));
}

static gboolean
forget (RapportLibrary *library, const char *client_id, RapportRecord *record, GError **error)
{
  g_autoptr (RapportTransaction) transaction = NULL;

  if (record == NULL || rapport_record_is_trashed (record))
    return TRUE;
  transaction = rapport_transaction_begin (library, _ ("Forget the choices of an import"));
  rapport_transaction_trash (transaction, record);
  rapport_transaction_set_client (transaction, client_id);
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_import_profile_save (RapportLibrary *library,
                             const char *client_id,
                             const char *kind,
                             const char *file_name,
                             const char *choices,
                             GError **error)
{
  const char *key[] = { client_id, kind, NULL };
  g_autoptr (RapportRecord) before = look_up (library, client_id, kind);
  g_autoptr (RapportTransaction) transaction = NULL;
  RapportRecord *record;

  if (choices == NULL)
    return forget (library, client_id, before, error);
  if (before != NULL && !rapport_record_is_trashed (before) &&
      g_str_equal (rapport_record_get_text (before, RAPPORT_IMPORT_PROFILE_CHOICES), choices))
    return TRUE;
  transaction = rapport_transaction_begin (library, _ ("Remember the choices of an import"));
  record = rapport_transaction_ensure (transaction, RAPPORT_TYPE_IMPORT_PROFILE, key);
  rapport_transaction_set_text (transaction, record, RAPPORT_IMPORT_PROFILE_CHOICES, choices);
  rapport_transaction_set_text (transaction, record, RAPPORT_IMPORT_PROFILE_FILE_NAME, file_name);
  rapport_transaction_set_client (transaction, client_id);
  return rapport_transaction_commit (transaction, error);
}
