/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-dialog.h"

#include "rapport-agency.h"
#include "rapport-choice-row.h"
#include "rapport-client-status.h"
#include "rapport-colour-row.h"
#include "rapport-form-dialog.h"
#include "rapport-format.h"
#include "rapport-logo-row.h"
#include "rapport-metrics-row.h"
#include "rapport-report-template.h"
#include "rapport-status-row.h"

#include <glib/gi18n-lib.h>

/* Those that a client is likely to count in; another one that is set stays. */
static const RapportWord currencies[] = {
  { "RUB", "RUB" }, { "USD", "USD" }, { "EUR", "EUR" }, { "GBP", "GBP" }, { "KZT", "KZT" },
  { "BYN", "BYN" }, { "UAH", "UAH" }, { "AMD", "AMD" }, { "GEL", "GEL" }, { "RSD", "RSD" },
  { "TRY", "TRY" }, { "AED", "AED" }, { "CHF", "CHF" }, { "PLN", "PLN" }, { "CZK", "CZK" },
  { "CNY", "CNY" }, { "INR", "INR" }, { "JPY", "JPY" }, { NULL, NULL },
};

static void
add_essentials (RapportFormDialog *dialog)
{
  RapportForm *form = rapport_form_dialog_get_form (dialog);

  rapport_form_dialog_add_group (dialog, NULL);
  rapport_form_dialog_require (dialog, rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_NAME));
  rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_OWNER);
  rapport_form_dialog_add_row (
    dialog, rapport_form_add_words (form, RAPPORT_CLIENT_LANGUAGE, rapport_language_words,
                                    C_ ("language or currency", "As the agency")));
  rapport_form_dialog_add_row (
    dialog, rapport_form_add_words (form, RAPPORT_CLIENT_CURRENCY, currencies,
                                    C_ ("language or currency", "As the agency")));
}

/* Why and since when matter once it is not simply a client. */
static void
status_changed_cb (RapportChoiceRow *status, GParamSpec *pspec, GtkWidget *reason)
{
  gtk_widget_set_visible (reason,
                          g_strcmp0 (rapport_choice_row_get_value (status), "current") != 0);
}

/* Another status is one since today, unless the user has said since when. */
static void
status_rule (RapportForm *form, RapportTransaction *transaction, RapportRecord *client)
{
  rapport_client_note_step (transaction, rapport_form_get_library (form), RAPPORT_CLIENT (client));
}

static void
add_first_status (RapportFormDialog *dialog)
{
  RapportForm *form = rapport_form_dialog_get_form (dialog);
  GtkWidget *status = rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_STATUS);
  GtkWidget *reason;

  rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_STATUS_DAY);
  rapport_form_set_rule (form, status_rule);
  reason = rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_STATUS_REASON);
  g_signal_connect_object (status, "notify::selected", G_CALLBACK (status_changed_cb), reason, 0);
  status_changed_cb (RAPPORT_CHOICE_ROW (status), NULL, reason);
}

/* Where a client that is there stands is changed step by step, not word by word. */
static void
add_status (RapportFormDialog *dialog, RapportClient *client)
{
  rapport_form_dialog_add_group (dialog, _ ("Where It Stands"));
  if (client == NULL)
    add_first_status (dialog);
  else
    {
      GtkWidget *row = rapport_status_row_new ();

      rapport_status_row_set_client (RAPPORT_STATUS_ROW (row), client);
      rapport_form_dialog_add_row (dialog, row);
    }
  rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_KEY);
  rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_SINCE);
}

static void
add_details (RapportFormDialog *dialog)
{
  static const guint company[] = { RAPPORT_CLIENT_INDUSTRY, RAPPORT_CLIENT_CITY,
                                   RAPPORT_CLIENT_SITE, RAPPORT_CLIENT_CHANNEL };
  static const guint money[] = { RAPPORT_CLIENT_FINANCE_MODEL, RAPPORT_CLIENT_CAPACITY,
                                 RAPPORT_CLIENT_GOODS_MARGIN };

  rapport_form_dialog_add_group (dialog, _ ("The Company"));
  for (guint i = 0; i < G_N_ELEMENTS (company); i++)
    rapport_form_dialog_add_field (dialog, company[i]);
  rapport_form_dialog_add_group (dialog, _ ("Money"));
  for (guint i = 0; i < G_N_ELEMENTS (money); i++)
    rapport_form_dialog_add_field (dialog, money[i]);
}

static void
free_words (gpointer data)
{
  RapportWord *words = data;

  for (RapportWord *word = words; word->word != NULL; word++)
    {
      g_free ((char *) word->word);
      g_free ((char *) word->label);
    }
  g_free (words);
}

/* The templates that there are now, by their names; the dialog keeps them. */
static const RapportWord *
get_templates (RapportFormDialog *dialog, RapportLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = rapport_report_templates_list (library, &error);
  RapportWord *words = g_new0 (RapportWord, templates != NULL ? templates->len + 1 : 1);

  if (templates == NULL)
    g_warning ("reading the templates: %s", error->message);
  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const RapportReportTemplate *template = templates->pdata[i];

      words[i].word = g_strdup (template->word);
      words[i].label = g_strdup (*template->name != '\0' ? template->name : _ ("No name"));
    }
  g_object_set_data_full (G_OBJECT (dialog), "rapport-templates", words, free_words);
  return words;
}

/* How what the client gets looks. A client has to be there before a logo can be
 * its own. */
static void
add_reports (RapportFormDialog *dialog, RapportLibrary *library, RapportClient *client)
{
  RapportForm *form = rapport_form_dialog_get_form (dialog);
  GtkWidget *colour;

  rapport_form_dialog_add_group (dialog, _ ("Reports"));
  rapport_form_dialog_add_row (dialog, rapport_logo_row_new (library, RAPPORT_RECORD (client)));
  colour = rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_COLOUR);
  rapport_colour_row_set_none (RAPPORT_COLOUR_ROW (colour), _ ("As the agency"));
  rapport_form_dialog_add_row (dialog, rapport_form_add_words (form, RAPPORT_CLIENT_REPORT_TEMPLATE,
                                                               get_templates (dialog, library),
                                                               C_ ("template", "The usual")));
  rapport_form_dialog_add_row (dialog, rapport_form_add_words (form, RAPPORT_CLIENT_PAPER,
                                                               rapport_paper_words,
                                                               C_ ("paper", "As the agency")));
  rapport_form_dialog_add_row (dialog, rapport_metrics_row_new (library, client));
  rapport_form_dialog_add_field (dialog, RAPPORT_CLIENT_DIGEST_PHONE);
}

static void
created_cb (GtkWidget *dialog, const char *id)
{
  gtk_widget_activate_action (dialog, "win.open-client", "s", id);
}

AdwDialog *
rapport_client_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportFormDialog *dialog =
    rapport_form_dialog_new (library, &rapport_client_info, (RapportRecord *) client,
                             client != NULL ? _ ("Edit Client") : _ ("New Client"));
  const char *me = rapport_library_get_me (library);

  rapport_form_set_currency (rapport_form_dialog_get_form (dialog),
                             rapport_agency_get_currency (library, client));
  add_essentials (dialog);
  add_status (dialog, client);
  add_details (dialog);
  if (client != NULL)
    add_reports (dialog, library, client);
  if (client != NULL)
    rapport_form_dialog_offer_trash (dialog, _ ("Delete Client"), _ ("Client deleted"));
  rapport_form_dialog_start (dialog);
  if (rapport_form_dialog_is_fresh (dialog))
    rapport_form_suggest (rapport_form_dialog_get_form (dialog), RAPPORT_CLIENT_OWNER,
                          g_variant_new_string (me != NULL ? me : ""));
  g_signal_connect (dialog, "created", G_CALLBACK (created_cb), NULL);
  return ADW_DIALOG (dialog);
}
