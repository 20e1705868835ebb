/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-claim-dialog.h"

#include "rapport-claims.h"
#include "rapport-files-group.h"
#include "rapport-form-dialog.h"
#include "rapport-format.h"

#include <glib/gi18n-lib.h>

/* Whoever complained is one of the client's people. */
static GtkWidget *
make_contact_row (RapportForm *form, const char *client_id)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONTACT);

  rapport_query_where_text (query, RAPPORT_CONTACT_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_CONTACT_NAME, FALSE);
  return rapport_form_add_records (form, RAPPORT_CLAIM_CONTACT, query,
                                   C_ ("who complained", "Not said"));
}

static void
add_claim (RapportFormDialog *dialog, const char *client_id)
{
  GtkWidget *contact = make_contact_row (rapport_form_dialog_get_form (dialog), client_id);

  rapport_form_dialog_add_group (dialog, NULL);
  rapport_form_dialog_require (dialog, rapport_form_dialog_add_field (dialog, RAPPORT_CLAIM_TITLE));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (contact), _ ("Who complained"));
  rapport_form_dialog_add_row (dialog, contact);
  rapport_form_dialog_add_field (dialog, RAPPORT_CLAIM_TYPE);
  rapport_form_dialog_add_field (dialog, RAPPORT_CLAIM_DAY);
  rapport_form_dialog_add_field (dialog, RAPPORT_CLAIM_TEXT);
}

/* (transfer full): by when an answer is due, or how long it took. */
static char *
describe_reaction (RapportClaim *claim, RapportDay today)
{
  RapportDay due = rapport_claim_get_due (claim);
  int days = rapport_claim_get_days (claim, today);
  g_autofree char *day = rapport_format_day (due, today);

  if (rapport_claim_is_answered (claim) && days == 0)
    return g_strdup (_ ("Answered on the same day."));
  if (rapport_claim_is_answered (claim) && days > 0)
    return g_strdup_printf (
      ngettext ("Answered after %d day.", "Answered after %d days.", (gulong) days), days);
  if (rapport_claim_is_answered (claim) || due == RAPPORT_DAY_NONE)
    return g_strdup ("");
  if (rapport_claim_is_overdue (claim, today))
    return g_strdup_printf (ngettext ("The answer is %d day late.", "The answer is %d days late.",
                                      (gulong) (today - due)),
                            today - due);
  /* Translators: %s is a day: “tomorrow”, “Fri 27 Nov” */
  return g_strdup_printf (_ ("To be answered by %s."), day);
}

static void
show_reaction_cb (RapportRecord *claim, AdwPreferencesGroup *group)
{
  RapportLibrary *library = g_object_get_data (G_OBJECT (group), "rapport-library");
  g_autofree char *text = describe_reaction (RAPPORT_CLAIM (claim), rapport_format_today (library));

  adw_preferences_group_set_description (group, text);
}

static void
add_answer (RapportFormDialog *dialog, RapportLibrary *library, RapportRecord *claim)
{
  static const guint fields[] = { RAPPORT_CLAIM_STATUS, RAPPORT_CLAIM_OWNER, RAPPORT_CLAIM_ANSWER,
                                  RAPPORT_CLAIM_ANSWERED_DAY };
  AdwPreferencesGroup *group;

  rapport_form_dialog_add_group (dialog, _ ("What We Do About It"));
  group = rapport_form_dialog_get_group (dialog);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    rapport_form_dialog_add_field (dialog, fields[i]);
  if (claim == NULL)
    return;
  g_object_set_data_full (G_OBJECT (group), "rapport-library", g_object_ref (library),
                          g_object_unref);
  g_signal_connect_object (claim, "changed", G_CALLBACK (show_reaction_cb), group, 0);
  show_reaction_cb (claim, group);
}

/* The letter in which it was said. */
static void
add_files (RapportFormDialog *dialog, RapportLibrary *library, RapportRecord *claim)
{
  GtkWidget *files = rapport_files_group_new ();

  rapport_files_group_set_library (RAPPORT_FILES_GROUP (files), library);
  rapport_files_group_set_about (RAPPORT_FILES_GROUP (files), rapport_record_get_client_id (claim),
                                 rapport_record_get_id (claim));
  rapport_form_dialog_add_foreign_group (dialog, ADW_PREFERENCES_GROUP (files));
}

static void
answer_rule (RapportForm *form, RapportTransaction *transaction, RapportRecord *claim)
{
  if (!rapport_form_was_edited (form, RAPPORT_CLAIM_ANSWERED_DAY))
    rapport_claim_date_answer (transaction, rapport_form_get_library (form), RAPPORT_CLAIM (claim));
}

static void
suggest (RapportFormDialog *dialog, RapportLibrary *library)
{
  RapportForm *form = rapport_form_dialog_get_form (dialog);
  const char *me = rapport_library_get_me (library);

  rapport_form_suggest (form, RAPPORT_CLAIM_DAY,
                        g_variant_new_int32 (rapport_format_today (library)));
  rapport_form_suggest (form, RAPPORT_CLAIM_OWNER, g_variant_new_string (me != NULL ? me : ""));
}

AdwDialog *
rapport_claim_dialog_new (RapportLibrary *library, const char *client_id, RapportClaim *claim)
{
  RapportRecord *record = (RapportRecord *) claim;
  RapportFormDialog *dialog = rapport_form_dialog_new (
    library, &rapport_claim_info, record, record != NULL ? _ ("Edit Claim") : _ ("New Claim"));

  rapport_form_dialog_preset (dialog, RAPPORT_CLAIM_CLIENT, g_variant_new_string (client_id));
  rapport_form_set_rule (rapport_form_dialog_get_form (dialog), answer_rule);
  add_claim (dialog, client_id);
  add_answer (dialog, library, record);
  if (record != NULL)
    add_files (dialog, library, record);
  if (record != NULL)
    rapport_form_dialog_offer_trash (dialog, _ ("Delete Claim"), _ ("Claim deleted"));
  rapport_form_dialog_start (dialog);
  if (rapport_form_dialog_is_fresh (dialog))
    suggest (dialog, library);
  return ADW_DIALOG (dialog);
}
