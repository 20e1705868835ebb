/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agency.h"

#include <glib/gi18n-lib.h>

static const char *const agency_key[] = { "agency", NULL };

RapportWorkspace *
rapport_agency_get (RapportLibrary *library)
{
  RapportRecord *record = rapport_library_get_by_key (library, RAPPORT_TYPE_WORKSPACE, agency_key);

  return record != NULL ? RAPPORT_WORKSPACE (record) : NULL;
}

gboolean
rapport_agency_set_up (RapportLibrary *library,
                       const char *agency_name,
                       const char *member_name,
                       const char *language,
                       const char *currency,
                       GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (library, _ ("Set up the agency"));
  RapportRecord *agency =
    rapport_transaction_ensure (transaction, RAPPORT_TYPE_WORKSPACE, agency_key);
  RapportRecord *member = rapport_transaction_create (transaction, RAPPORT_TYPE_MEMBER);
  g_autofree char *id = g_strdup (rapport_record_get_id (member));

  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_NAME, agency_name);
  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_LANGUAGE, language);
  rapport_transaction_set_text (transaction, agency, RAPPORT_WORKSPACE_CURRENCY, currency);
  rapport_transaction_set_text (transaction, member, RAPPORT_MEMBER_NAME, member_name);
  rapport_transaction_set_barrier (transaction);
  if (!rapport_transaction_commit (transaction, error))
    return FALSE;
  rapport_library_set_me (library, id);
  return TRUE;
}

/* The client's own word, else the agency's, else @fallback. */
static const char *
own_or_agency (RapportLibrary *library,
               RapportClient *client,
               guint client_field,
               guint agency_field,
               const char *fallback)
{
  g_autoptr (RapportWorkspace) agency = NULL;
  const char *word =
    client != NULL ? rapport_record_get_text (RAPPORT_RECORD (client), client_field) : "";

  if (*word != '\0')
    return g_intern_string (word);
  agency = rapport_agency_get (library);
  if (agency != NULL)
    word = rapport_record_get_text (RAPPORT_RECORD (agency), agency_field);
  return g_intern_string (*word != '\0' ? word : fallback);
}

const char *
rapport_agency_get_currency (RapportLibrary *library, RapportClient *client)
{
  return own_or_agency (library, client, RAPPORT_CLIENT_CURRENCY, RAPPORT_WORKSPACE_CURRENCY,
                        "USD");
}

const char *
rapport_agency_get_language (RapportLibrary *library, RapportClient *client)
{
  return own_or_agency (library, client, RAPPORT_CLIENT_LANGUAGE, RAPPORT_WORKSPACE_LANGUAGE, "en");
}

int
rapport_agency_get_silence_days (RapportLibrary *library)
{
  const RapportField *field = &rapport_workspace_info.fields[RAPPORT_WORKSPACE_SILENCE_DAYS];
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  const gint64 days = agency != NULL ? rapport_record_get_integer (RAPPORT_RECORD (agency),
                                                                   RAPPORT_WORKSPACE_SILENCE_DAYS)
                                     : 0;

  return days > 0 ? (int) MIN (days, G_MAXINT16) : (int) g_ascii_strtoll (field->initial, NULL, 10);
}

GArray *
rapport_agency_get_holidays (RapportLibrary *library)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  GArray *holidays = g_array_new (FALSE, FALSE, sizeof (RapportDay));
  GVariant *set = NULL;
  GVariantIter iter;
  const char *text;

  if (agency != NULL)
    set = rapport_record_get_value (RAPPORT_RECORD (agency), RAPPORT_WORKSPACE_HOLIDAYS);
  if (set == NULL)
    return holidays;
  g_variant_iter_init (&iter, set);
  while (g_variant_iter_next (&iter, "&s", &text))
    {
      RapportDay day = rapport_day_parse (text);

      if (day != RAPPORT_DAY_NONE)
        g_array_append_val (holidays, day);
    }
  return holidays;
}
