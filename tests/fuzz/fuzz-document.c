/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of a report that was sent: refused, or read and written the same. */
#include "fuzz.h"
#include "rapport-report-document.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) read =
    rapport_report_document_from_json ((const char *) data, (gssize) size, &error);
  g_autoptr (RapportReportDocument) again = NULL;
  g_autofree char *json = NULL;

  g_assert_true ((read == NULL) == (error != NULL));
  if (read == NULL)
    return 0;
  json = rapport_report_document_to_json (read);
  again = rapport_report_document_from_json (json, -1, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_report_document_equal (read, again));
  return 0;
}
