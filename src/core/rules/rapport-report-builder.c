/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-builder.h"

#include "rapport-logo.h"
#include "rapport-report-figures.h"
#include "rapport-report-plan.h"
#include "rapport-targets.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

RapportQuery *
rapport_report_sections_query (RapportReport *report)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_SECTION);

  rapport_query_where_text (query, RAPPORT_SECTION_REPORT,
                            rapport_record_get_id (RAPPORT_RECORD (report)));
  return rapport_query_order_by (query, RAPPORT_SECTION_ORDER, FALSE);
}

RapportReportTemplate *
rapport_report_get_template (RapportLibrary *library, RapportReport *report)
{
  return rapport_report_template_find (
    library, rapport_record_get_text (RAPPORT_RECORD (report), RAPPORT_REPORT_TEMPLATE));
}

static void
add_sections (RapportTransaction *transaction,
              RapportReportTemplate *template,
              const char *client_id,
              const char *report_id)
{
  g_autoptr (GPtrArray) orders = rapport_order_keys_between (NULL, NULL, template->sections->len);

  for (guint i = 0; i < template->sections->len; i++)
    {
      const RapportReportSection *usual =
        &g_array_index (template->sections, RapportReportSection, i);
      const char *word = rapport_report_section_type_to_word (usual->type);
      const char *key[] = { client_id, report_id, word, NULL };
      RapportRecord *section = rapport_transaction_ensure (transaction, RAPPORT_TYPE_SECTION, key);

      rapport_transaction_set_text (transaction, section, RAPPORT_SECTION_ORDER, orders->pdata[i]);
      rapport_transaction_set_boolean (transaction, section, RAPPORT_SECTION_SHOWN, !usual->hidden);
    }
}

/* The report of that client, period and template, also where it is in the trash. */
static RapportRecord *
look_up (RapportLibrary *library,
         RapportClient *client,
         RapportReportTemplate *template,
         RapportDay day,
         char **period)
{
  const char *key[4] = { rapport_record_get_id (RAPPORT_RECORD (client)), NULL, template->word,
                         NULL };

  *period = rapport_day_to_string (rapport_report_form_get_period (template->form, day).from);
  key[1] = *period;
  return rapport_library_get_by_key (library, RAPPORT_TYPE_REPORT, key);
}

RapportReport *
rapport_report_open (RapportLibrary *library,
                     RapportClient *client,
                     const char *template_word,
                     RapportDay day,
                     GError **error)
{
  const char *client_id = rapport_record_get_id (RAPPORT_RECORD (client));
  g_autoptr (RapportReportTemplate) template =
    rapport_report_template_find (library, template_word);
  g_autofree char *period = NULL;
  RapportRecord *found = look_up (library, client, template, day, &period);
  const char *key[] = { client_id, period, template->word, NULL };
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (RapportRecord) report = NULL;

  if (found != NULL && !rapport_record_is_trashed (found))
    return RAPPORT_REPORT (found);
  g_clear_object (&found);
  transaction = rapport_transaction_begin (library, _ ("Start the report"));
  report = g_object_ref (rapport_transaction_ensure (transaction, RAPPORT_TYPE_REPORT, key));
  rapport_transaction_set_text (transaction, report, RAPPORT_REPORT_LANGUAGE,
                                rapport_agency_get_language (library, client));
  rapport_transaction_set_text (transaction, report, RAPPORT_REPORT_PAPER, template->paper);
  add_sections (transaction, template, client_id, rapport_record_get_id (report));
  if (!rapport_transaction_commit (transaction, error))
    return NULL;
  return RAPPORT_REPORT (g_steal_pointer (&report));
}

/**
 * Build:
 *
 * The public records that a report is made of, kept alive while its content
 * points into them.
 */
typedef struct
{
  RapportLibrary *library;
  const char *client_id;
  RapportReportForm form;
  RapportPeriod period;
  RapportPublicRecord *client;
  RapportPublicRecord *agency;
  RapportPublicRecord *report;
  GBytes *client_logo;
  GBytes *agency_logo;
  GPtrArray *sections;
  GPtrArray *marks; /* public annotations */
  GArray *section_array;
  GArray *annotations;
  RapportReportPlan *plan;
} Build;

static void
build_clear (Build *build)
{
  g_clear_object (&build->client);
  g_clear_object (&build->agency);
  g_clear_object (&build->report);
  g_clear_pointer (&build->client_logo, g_bytes_unref);
  g_clear_pointer (&build->agency_logo, g_bytes_unref);
  g_clear_pointer (&build->sections, g_ptr_array_unref);
  g_clear_pointer (&build->marks, g_ptr_array_unref);
  g_clear_pointer (&build->section_array, g_array_unref);
  g_clear_pointer (&build->annotations, g_array_unref);
  g_clear_pointer (&build->plan, rapport_report_plan_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Build, build_clear)

static const char *
text_of (RapportPublicRecord *record, const char *field)
{
  return record != NULL ? rapport_public_record_get_text (record, field) : "";
}

static void
take_sections (Build *build)
{
  for (guint i = 0; i < build->sections->len; i++)
    {
      RapportPublicRecord *record = build->sections->pdata[i];
      RapportReportSection section = { .title = text_of (record, "title"),
                                       .text = text_of (record, "body") };

      section.hidden = !rapport_public_record_get_boolean (record, "shown");
      if (rapport_report_section_type_from_word (text_of (record, "section"), &section.type))
        g_array_append_val (build->section_array, section);
    }
}

/* Those of the reported days, told beside the figures. */
static gboolean
take_annotations (Build *build, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ANNOTATION);

  rapport_query_where_text (query, RAPPORT_ANNOTATION_CLIENT, build->client_id);
  rapport_query_where_day (query, RAPPORT_ANNOTATION_DAY, RAPPORT_TEST_AT_LEAST,
                           build->period.from);
  rapport_query_where_day (query, RAPPORT_ANNOTATION_DAY, RAPPORT_TEST_AT_MOST, build->period.to);
  rapport_query_order_by (query, RAPPORT_ANNOTATION_DAY, FALSE);
  build->marks = rapport_publish_all (build->library, query, build->client_id, error);
  for (guint i = 0; build->marks != NULL && i < build->marks->len; i++)
    {
      RapportPublicRecord *mark = build->marks->pdata[i];
      const RapportReportAnnotation annotation = { rapport_public_record_get_day (mark, "day"),
                                                   text_of (mark, "text") };

      g_array_append_val (build->annotations, annotation);
    }
  return build->marks != NULL;
}

static RapportReportFigures *
work_out_figures (Build *build, RapportClient *client, GError **error)
{
  const RapportDay month = rapport_day_month (build->period.from);
  const RapportDay first = rapport_report_figures_get_first_month (month);
  g_autoptr (GHashTable) targets =
    rapport_targets_load (build->library, build->client_id, first, month, error);
  g_autoptr (RapportNumbers) numbers = NULL;

  if (targets == NULL)
    return NULL;
  numbers = rapport_numbers_load (build->library, client, first, build->period.to, error);
  if (numbers == NULL)
    return NULL;
  return rapport_report_figures_new (numbers, targets, build->form, build->period.from,
                                     text_of (build->report, "chart-metric"));
}

/* The report's own, its client's, the agency's. */
static const char *
choose_paper (Build *build)
{
  const char *words[] = { text_of (build->report, "paper"), text_of (build->client, "paper"),
                          text_of (build->agency, "paper") };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (*words[i] != '\0')
      return words[i];
  return "a4";
}

static RapportReportDocument *
make_document (Build *build, RapportClient *client, RapportReportFigures *figures, GError **error)
{
  const RapportReportContent content = {
    .language = *text_of (build->report, "language") != '\0'
                  ? text_of (build->report, "language")
                  : rapport_agency_get_language (build->library, client),
    .client = text_of (build->client, "name"),
    .agency = text_of (build->agency, "name"),
    .colour = *text_of (build->client, "colour") != '\0' ? text_of (build->client, "colour")
                                                         : text_of (build->agency, "colour"),
    .paper = choose_paper (build),
    .client_logo = build->client_logo,
    .agency_logo = build->agency_logo,
    .from = figures->from,
    .to = figures->to,
    .data_date = rapport_numbers_has_data (figures->numbers, figures->from, figures->to)
                   ? figures->last
                   : RAPPORT_DAY_NONE,
    .currency = rapport_agency_get_currency (build->library, client),
    .title = text_of (build->report, "title"),
    .headline = text_of (build->report, "headline"),
    .sections = (gpointer) build->section_array->data,
    .n_sections = build->section_array->len,
    .figures = (gpointer) figures->figures->data,
    .n_figures = figures->figures->len,
    .charts = (gpointer) figures->charts->data,
    .n_charts = figures->charts->len,
    .funnel = (gpointer) figures->stages->data,
    .n_funnel = figures->stages->len,
    .columns = (gpointer) figures->columns->data,
    .n_columns = figures->columns->len,
    .channels = (gpointer) figures->channels->data,
    .n_channels = figures->channels->len,
    .work = (gpointer) build->plan->work->data,
    .n_work = build->plan->work->len,
    .next = (gpointer) build->plan->next->data,
    .n_next = build->plan->next->len,
    .definitions = (gpointer) figures->definitions->data,
    .n_definitions = figures->definitions->len,
    .annotations = (gpointer) build->annotations->data,
    .n_annotations = build->annotations->len,
  };

  return rapport_report_document_new (&content, error);
}

static gboolean
not_public (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("This report, or its client, is not for the client’s eyes, so there is "
                          "nothing to show."));
  return FALSE;
}

/* Sections of a report that has been started; those of its template for another. */
static gboolean
read_sections (Build *build, RapportReportTemplate *template, RapportReport *report, GError **error)
{
  g_autoptr (RapportQuery) query = NULL;

  if (report == NULL)
    {
      g_array_append_vals (build->section_array, template->sections->data, template->sections->len);
      return TRUE;
    }
  query = rapport_report_sections_query (report);
  build->sections = rapport_publish_all (build->library, query, build->client_id, error);
  if (build->sections == NULL)
    return FALSE;
  take_sections (build);
  return TRUE;
}

static gboolean
publish_subjects (Build *build, RapportClient *client, RapportReport *report, GError **error)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (build->library);

  build->client = rapport_publish (RAPPORT_RECORD (client), build->client_id);
  if (report != NULL)
    build->report = rapport_publish (RAPPORT_RECORD (report), build->client_id);
  if (agency != NULL)
    build->agency = rapport_publish (RAPPORT_RECORD (agency), build->client_id);
  return (build->client != NULL && (report == NULL || build->report != NULL)) || not_public (error);
}

/* @report is NULL for one that has not been started. */
static RapportReportDocument *
build_live (RapportLibrary *library,
            RapportClient *client,
            RapportReportTemplate *template,
            RapportDay day,
            RapportReport *report,
            GError **error)
{
  g_autoptr (RapportReportFigures) figures = NULL;
  g_auto (Build) build = {
    .library = library,
    .client_id = rapport_record_get_id (RAPPORT_RECORD (client)),
    .form = template->form,
    .period = rapport_report_form_get_period (template->form, day),
    .section_array = g_array_new (FALSE, FALSE, sizeof (RapportReportSection)),
    .annotations = g_array_new (FALSE, FALSE, sizeof (RapportReportAnnotation)),
  };

  if (!publish_subjects (&build, client, report, error))
    return NULL;
  build.client_logo = rapport_logo_publish (library, build.client, build.client_id);
  build.agency_logo = rapport_logo_publish (library, build.agency, NULL);
  if (!read_sections (&build, template, report, error) || !take_annotations (&build, error))
    return NULL;
  build.plan =
    rapport_report_plan_load (library, build.client_id, build.form, build.period.from, error);
  if (build.plan == NULL)
    return NULL;
  figures = work_out_figures (&build, client, error);
  return figures != NULL ? make_document (&build, client, figures, error) : NULL;
}

/* The same for a report that has been started. */
RapportReportDocument *
rapport_report_build_live (RapportLibrary *library, RapportReport *report, GError **error)
{
  RapportRecord *record = RAPPORT_RECORD (report);
  RapportDay day = rapport_record_get_day (record, RAPPORT_REPORT_PERIOD);
  g_autoptr (RapportReportTemplate) template = rapport_report_get_template (library, report);
  g_autoptr (RapportRecord) client =
    rapport_library_get (library, RAPPORT_TYPE_CLIENT, rapport_record_get_client_id (record));

  if (client == NULL || day == RAPPORT_DAY_NONE)
    {
      not_public (error);
      return NULL;
    }
  return build_live (library, RAPPORT_CLIENT (client), template, day, report, error);
}

RapportReportDocument *
rapport_report_build (RapportLibrary *library, RapportReport *report, GError **error)
{
  const char *frozen = rapport_record_get_text (RAPPORT_RECORD (report), RAPPORT_REPORT_DOCUMENT);

  if (*frozen != '\0')
    return rapport_report_document_from_json (frozen, -1, error);
  return rapport_report_build_live (library, report, error);
}

RapportReportDocument *
rapport_report_preview (RapportLibrary *library,
                        RapportClient *client,
                        const char *template_word,
                        RapportDay day,
                        GError **error)
{
  g_autoptr (RapportReportTemplate) template =
    rapport_report_template_find (library, template_word);
  g_autofree char *period = NULL;
  g_autoptr (RapportRecord) report = look_up (library, client, template, day, &period);

  if (report != NULL && !rapport_record_is_trashed (report))
    return rapport_report_build (library, RAPPORT_REPORT (report), error);
  return build_live (library, client, template, day, NULL, error);
}

/* "2026-10.pdf" for a month, its first day for a shorter period. */
static char *
name_pdf (RapportLibrary *library, RapportRecord *report)
{
  const RapportDay day = rapport_record_get_day (report, RAPPORT_REPORT_PERIOD);
  g_autoptr (RapportReportTemplate) template =
    rapport_report_get_template (library, RAPPORT_REPORT (report));
  g_autofree char *period = template->form == RAPPORT_REPORT_FORM_MONTHLY
                              ? rapport_month_to_string (day)
                              : rapport_day_to_string (day);

  return g_strconcat (period, ".pdf", NULL);
}

static RapportRecord *
attach_pdf (RapportTransaction *transaction, RapportRecord *report, const char *name, GBytes *pdf)
{
  RapportRecord *file = rapport_transaction_create (transaction, RAPPORT_TYPE_ATTACHMENT);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_CLIENT,
                                rapport_record_get_client_id (report));
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_ABOUT,
                                rapport_record_get_id (report));
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_NAME, name);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_MIME_TYPE, "application/pdf");
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_DIGEST, digest);
  rapport_transaction_set_integer (transaction, file, RAPPORT_ATTACHMENT_SIZE,
                                   (gint64) g_bytes_get_size (pdf));
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, pdf, TRUE));
  return file;
}

gboolean
rapport_report_send (RapportLibrary *library,
                     RapportReport *report,
                     RapportReportDocument *document,
                     GBytes *pdf,
                     GError **error)
{
  RapportRecord *record = RAPPORT_RECORD (report);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (library, _ ("Send the report"));
  g_autofree char *json = rapport_report_document_to_json (document);
  g_autofree char *name = name_pdf (library, record);
  RapportRecord *file;

  if (!rapport_record_has_word (record, RAPPORT_REPORT_STATE, "draft"))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                           _ ("This report has been sent already."));
      return FALSE;
    }
  file = attach_pdf (transaction, record, name, pdf);
  rapport_transaction_set_text (transaction, record, RAPPORT_REPORT_DOCUMENT, json);
  rapport_transaction_set_text (transaction, record, RAPPORT_REPORT_PDF,
                                rapport_record_get_id (file));
  rapport_transaction_set_text (transaction, record, RAPPORT_REPORT_STATE, "sent");
  rapport_transaction_set_integer (transaction, record, RAPPORT_REPORT_SENT_AT,
                                   rapport_clock_get_now (rapport_library_get_clock (library)));
  rapport_transaction_set_barrier (transaction);
  return rapport_transaction_commit (transaction, error);
}
