/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-logo.h"

/* What a document takes of a picture; see rapport-report-document.h. */
#define MAX_LOGO (4 * 1024 * 1024)

static guint
logo_field (RapportRecord *owner)
{
  return RAPPORT_IS_CLIENT (owner) ? (guint) RAPPORT_CLIENT_LOGO : (guint) RAPPORT_WORKSPACE_LOGO;
}

RapportRecord *
rapport_logo_get (RapportLibrary *library, RapportRecord *owner)
{
  const char *id = rapport_record_get_text (owner, logo_field (owner));
  g_autoptr (RapportRecord) file = NULL;

  if (*id != '\0')
    file = rapport_library_get (library, RAPPORT_TYPE_ATTACHMENT, id);
  if (file == NULL || rapport_record_is_trashed (file))
    return NULL;
  return g_steal_pointer (&file);
}

void
rapport_logo_set (RapportTransaction *transaction,
                  RapportLibrary *library,
                  RapportRecord *owner,
                  GBytes *picture,
                  const char *name,
                  const char *mime_type)
{
  g_autoptr (RapportRecord) old = rapport_logo_get (library, owner);
  g_autofree char *digest = NULL;
  RapportRecord *file;

  if (old != NULL)
    rapport_transaction_trash (transaction, old);
  if (picture == NULL)
    {
      rapport_transaction_set_text (transaction, owner, logo_field (owner), NULL);
      return;
    }
  file = rapport_transaction_create (transaction, RAPPORT_TYPE_ATTACHMENT);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  if (RAPPORT_IS_CLIENT (owner))
    rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_CLIENT,
                                  rapport_record_get_id (owner));
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_ABOUT,
                                rapport_record_get_id (owner));
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_NAME, name);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_MIME_TYPE, mime_type);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_DIGEST, digest);
  rapport_transaction_set_integer (transaction, file, RAPPORT_ATTACHMENT_SIZE,
                                   (gint64) g_bytes_get_size (picture));
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, picture, TRUE));
  rapport_transaction_set_text (transaction, owner, logo_field (owner),
                                rapport_record_get_id (file));
}

GBytes *
rapport_logo_publish (RapportLibrary *library, RapportPublicRecord *owner, const char *client_id)
{
  const char *id = owner != NULL ? rapport_public_record_get_text (owner, "logo") : "";
  g_autoptr (RapportRecord) file = NULL;
  g_autoptr (RapportPublicRecord) copy = NULL;
  GVariant *data;

  if (*id != '\0')
    file = rapport_library_get (library, RAPPORT_TYPE_ATTACHMENT, id);
  if (file == NULL)
    return NULL;
  copy = client_id == NULL ? rapport_publish_shared (file) : rapport_publish (file, client_id);
  data = copy != NULL ? rapport_public_record_get_value (copy, "data") : NULL;
  if (data == NULL || g_variant_get_size (data) > MAX_LOGO)
    return NULL;
  return g_variant_get_data_as_bytes (data);
}
