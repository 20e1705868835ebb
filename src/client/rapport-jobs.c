/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-form-dialog.h"
#include "rapport-format.h"
#include "rapport-people.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

static int
compare (gpointer a, gpointer b, RapportDay today)
{
  return rapport_job_compare (a, b);
}

/* (transfer full): "May 2020 – November 2026", "since May 2020", "at present". */
static char *
describe_time (RapportRecord *record)
{
  RapportDay start = rapport_record_get_day (record, RAPPORT_JOB_FROM);
  RapportDay end = rapport_record_get_day (record, RAPPORT_JOB_UNTIL);
  g_autofree char *from = rapport_locale_month (rapport_format_locale (), start);
  g_autofree char *to = rapport_locale_month (rapport_format_locale (), end);

  if (start != RAPPORT_DAY_NONE && end != RAPPORT_DAY_NONE)
    return g_strdup_printf ("%s – %s", from, to);
  if (start != RAPPORT_DAY_NONE)
    /* Translators: a job; %s is a month */
    return g_strdup_printf (C_ ("job", "since %s"), from);
  if (end != RAPPORT_DAY_NONE)
    return g_strdup_printf (C_ ("job", "until %s"), to);
  return g_strdup (C_ ("job", "at present"));
}

static void
fill (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  const char *position = rapport_record_get_text (record, RAPPORT_JOB_POSITION);
  g_autofree char *time = describe_time (record);
  g_autofree char *capital = rapport_locale_capitalize (time);
  g_autofree char *subtitle =
    *position != '\0' ? g_strdup_printf ("%s · %s", position, time) : g_strdup (capital);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (record));
  adw_action_row_set_subtitle (row, subtitle);
}

static AdwDialog *
make_dialog (RapportLibrary *library, const char *contact_id, RapportRecord *record)
{
  static const guint fields[] = { RAPPORT_JOB_POSITION, RAPPORT_JOB_FROM, RAPPORT_JOB_UNTIL };
  g_autoptr (RapportRecord) contact =
    rapport_library_get (library, RAPPORT_TYPE_CONTACT, contact_id);
  RapportFormDialog *dialog = rapport_form_dialog_new (
    library, &rapport_job_info, record, record != NULL ? _ ("Edit Job") : _ ("New Job"));

  rapport_form_dialog_preset (dialog, RAPPORT_JOB_CONTACT, g_variant_new_string (contact_id));
  /* What is done here is undone at the client whose page is open. */
  if (contact != NULL)
    rapport_form_dialog_set_history (dialog, rapport_record_get_client_id (contact));
  rapport_form_dialog_add_group (dialog, NULL);
  rapport_form_dialog_require (dialog, rapport_form_dialog_add_field (dialog, RAPPORT_JOB_COMPANY));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    rapport_form_dialog_add_field (dialog, fields[i]);
  if (record != NULL)
    rapport_form_dialog_offer_trash (dialog, _ ("Delete Job"), _ ("Job deleted"));
  rapport_form_dialog_start (dialog);
  return ADW_DIALOG (dialog);
}

const RapportRecordsKind rapport_jobs_kind = {
  .title = N_ ("Jobs"),
  .add = N_ ("Add Job"),
  .empty = N_ ("Where else has this person worked?"),
  .query = rapport_contact_query_jobs,
  .compare = compare,
  .most = 5,
  .fill = fill,
  .dialog = make_dialog,
};
