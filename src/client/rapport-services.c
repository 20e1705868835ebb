/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agency.h"
#include "rapport-form-dialog.h"
#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

static RapportQuery *
make_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_PROJECT);

  rapport_query_where_text (query, RAPPORT_PROJECT_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_PROJECT_STATUS, FALSE);
  rapport_query_order_by (query, RAPPORT_PROJECT_ORDER, FALSE);
  return rapport_query_order_by (query, RAPPORT_PROJECT_NAME, FALSE);
}

/* "since February 2025", "February 2025 – May 2026", or "". */
static char *
describe_time (RapportRecord *record)
{
  RapportDay start = rapport_record_get_day (record, RAPPORT_PROJECT_START);
  RapportDay end = rapport_record_get_day (record, RAPPORT_PROJECT_END);
  g_autofree char *from = rapport_locale_date (rapport_format_locale (), start);
  g_autofree char *to = rapport_locale_date (rapport_format_locale (), end);

  if (start != RAPPORT_DAY_NONE && end != RAPPORT_DAY_NONE)
    return g_strdup_printf ("%s – %s", from, to);
  if (start != RAPPORT_DAY_NONE)
    return g_strdup_printf (_ ("since %s"), from);
  if (end != RAPPORT_DAY_NONE)
    return g_strdup_printf (_ ("until %s"), to);
  return g_strdup ("");
}

static void
fill (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  const RapportField *field = &rapport_project_info.fields[RAPPORT_PROJECT_STATUS];
  const char *status =
    rapport_field_get_word_label (field, rapport_record_get_text (record, RAPPORT_PROJECT_STATUS));
  g_autofree char *time = describe_time (record);
  g_autoptr (RapportRecord) lead = NULL;
  GString *subtitle = g_string_new (status);
  g_autofree char *text = NULL;

  if (rapport_onlooker_may_see_field (library, &rapport_project_info, RAPPORT_PROJECT_LEAD))
    lead = rapport_library_get (library, RAPPORT_TYPE_MEMBER,
                                rapport_record_get_text (record, RAPPORT_PROJECT_LEAD));
  if (*time != '\0')
    g_string_append_printf (subtitle, " · %s", time);
  if (lead != NULL)
    g_string_append_printf (subtitle, " · %s", rapport_record_get_title (lead));
  text = g_string_free_and_steal (subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (record));
  adw_action_row_set_subtitle (row, text);
}

static AdwDialog *
make_dialog (RapportLibrary *library, const char *client_id, RapportRecord *record)
{
  static const guint fields[] = { RAPPORT_PROJECT_SERVICE, RAPPORT_PROJECT_STATUS,
                                  RAPPORT_PROJECT_START, RAPPORT_PROJECT_END };
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);
  RapportFormDialog *dialog =
    rapport_form_dialog_new (library, &rapport_project_info, record,
                             record != NULL ? _ ("Edit Engagement") : _ ("New Engagement"));

  rapport_form_set_currency (rapport_form_dialog_get_form (dialog),
                             rapport_agency_get_currency (library, (RapportClient *) client));
  rapport_form_dialog_preset (dialog, RAPPORT_PROJECT_CLIENT, g_variant_new_string (client_id));
  rapport_form_dialog_add_group (dialog, NULL);
  rapport_form_dialog_require (dialog,
                               rapport_form_dialog_add_field (dialog, RAPPORT_PROJECT_NAME));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    rapport_form_dialog_add_field (dialog, fields[i]);
  rapport_form_dialog_add_group (dialog, _ ("Only the Team"));
  rapport_form_dialog_add_field (dialog, RAPPORT_PROJECT_FEE);
  rapport_form_dialog_add_field (dialog, RAPPORT_PROJECT_LEAD);
  if (record != NULL)
    rapport_form_dialog_offer_trash (dialog, _ ("Delete Engagement"), _ ("Engagement deleted"));
  rapport_form_dialog_start (dialog);
  return ADW_DIALOG (dialog);
}

const RapportRecordsKind rapport_services_kind = {
  .title = N_ ("Services"),
  .add = N_ ("Add Engagement"),
  .empty = N_ ("Nothing is done for this client yet."),
  .query = make_query,
  .fill = fill,
  .dialog = make_dialog,
};
