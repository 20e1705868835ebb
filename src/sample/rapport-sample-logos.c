/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sample-private.h"

#include <string.h>

/* A lighthouse with its beams; the agency's name follows. */
#define LIGHTHOUSE                                                                                 \
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d 40'>"                                   \
  "<path d='M15 14h10l3 24H12z' fill='#1a5fb4'/><path d='M14 12h12l-2-6-4-4-4 4z' "                \
  "fill='#1c1f24'/><path d='M12 8 0 4v8zM28 8l12-4v8z' fill='#e5a50a'/>"                           \
  "<text x='%d' y='26' text-anchor='end' font-family='Inter, sans-serif' font-size='16' "          \
  "font-weight='600' fill='#1c1f24'>%s</text></svg>"

static const char flower[] =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'><g fill='#b9c9dd'>"
  "<circle cx='20' cy='8' r='7'/><circle cx='30' cy='14' r='7'/><circle cx='30' cy='26' r='7'/>"
  "<circle cx='20' cy='32' r='7'/><circle cx='10' cy='26' r='7'/><circle cx='10' cy='14' r='7'/>"
  "</g><circle cx='20' cy='20' r='8' fill='#e5a50a'/></svg>";

/* Returns the file's id, which lives as long as the record. */
static const char *
add_picture (RapportTransaction *transaction, const char *client_id, const char *svg)
{
  RapportRecord *file = rapport_transaction_create (transaction, RAPPORT_TYPE_ATTACHMENT);
  g_autoptr (GBytes) bytes = g_bytes_new (svg, strlen (svg));
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  /* What stands in a report is for the client's eyes. */
  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_CLIENT, client_id);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_NAME, "logo.svg");
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_MIME_TYPE, "image/svg+xml");
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_DIGEST, digest);
  rapport_transaction_set_integer (transaction, file, RAPPORT_ATTACHMENT_SIZE,
                                   (gint64) g_bytes_get_size (bytes));
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
  return rapport_record_get_id (file);
}

void
rapport_sample_add_agency_logo (Sample *sample,
                                RapportTransaction *transaction,
                                RapportRecord *agency)
{
  const char *name = sample->words->agency;
  /* Room for wide letters; the name ends at the edge in any font. */
  const int width = 48 + 10 * (int) g_utf8_strlen (name, -1);
  g_autofree char *svg = g_markup_printf_escaped (LIGHTHOUSE, width, width, name);

  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_LOGO,
                                add_picture (transaction, "", svg));
}

void
rapport_sample_add_client_logo (RapportTransaction *transaction, RapportRecord *client)
{
  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_LOGO,
                                add_picture (transaction, rapport_record_get_id (client), flower));
}
