/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-template.h"

#include <glib/gi18n-lib.h>

/* What stands before the word of a section that is switched off. */
#define OFF '-'

/* clang-format off */
static const struct
{
  const char *word;
  const char *name;
  RapportReportForm form;
  const char *sections;
} built_in[] = {
  { RAPPORT_REPORT_TEMPLATE_USUAL, N_ ("Monthly, in Detail"), RAPPORT_REPORT_FORM_MONTHLY,
    NULL /* as rapport_report_sections_get_monthly() */ },
  { "short", N_ ("Monthly, Short"), RAPPORT_REPORT_FORM_MONTHLY,
    "tiles summary chart work next" },
  { "weekly", N_ ("Weekly"), RAPPORT_REPORT_FORM_WEEKLY,
    "summary tiles work next problems proposals -figures -chart" },
  { "daily", N_ ("Daily"), RAPPORT_REPORT_FORM_DAILY,
    "summary tiles funnel -chart -channels" },
};
/* clang-format on */

void
rapport_report_template_free (RapportReportTemplate *self)
{
  g_free (self->word);
  g_free (self->name);
  g_free (self->paper);
  g_array_unref (self->sections);
  g_free (self);
}

static gboolean
has_section (GArray *sections, RapportReportSectionType type)
{
  for (guint i = 0; i < sections->len; i++)
    if (g_array_index (sections, RapportReportSection, i).type == type)
      return TRUE;
  return FALSE;
}

static void
add_section (GArray *sections, RapportReportSectionType type, gboolean hidden)
{
  const RapportReportSection section = { type, hidden, "", "" };

  if (!has_section (sections, type))
    g_array_append_val (sections, section);
}

static GArray *
add_others (GArray *sections)
{
  for (guint i = 0; i < RAPPORT_REPORT_N_SECTIONS; i++)
    add_section (sections, (RapportReportSectionType) i, TRUE);
  return sections;
}

GArray *
rapport_report_template_parse_sections (const char *text)
{
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (RapportReportSection));
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t", -1);
  RapportReportSectionType type;

  for (char **word = words; *word != NULL; word++)
    {
      const gboolean hidden = **word == OFF;

      if (rapport_report_section_type_from_word (*word + (hidden ? 1 : 0), &type))
        add_section (sections, type, hidden);
    }
  return add_others (sections);
}

static void
append_section (GString *text, const char *word, gboolean shown)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (!shown)
    g_string_append_c (text, OFF);
  g_string_append (text, word);
}

char *
rapport_report_template_format_sections (GArray *sections)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sections->len; i++)
    {
      const RapportReportSection *section = &g_array_index (sections, RapportReportSection, i);

      append_section (text, rapport_report_section_type_to_word (section->type), !section->hidden);
    }
  return g_string_free_and_steal (text);
}

static GArray *
get_monthly_sections (void)
{
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (RapportReportSection));
  gsize n_monthly;
  const RapportReportSection *monthly = rapport_report_sections_get_monthly (&n_monthly);

  for (gsize i = 0; i < n_monthly; i++)
    add_section (sections, monthly[i].type, FALSE);
  return add_others (sections);
}

static RapportReportTemplate *
new_built_in (guint i)
{
  RapportReportTemplate *self = g_new0 (RapportReportTemplate, 1);

  self->word = g_strdup (built_in[i].word);
  self->name = g_strdup (_ (built_in[i].name));
  self->form = built_in[i].form;
  self->paper = g_strdup ("");
  self->sections = built_in[i].sections == NULL
                     ? get_monthly_sections ()
                     : rapport_report_template_parse_sections (built_in[i].sections);
  return self;
}

static RapportReportTemplate *
new_own (RapportRecord *record)
{
  RapportReportTemplate *self = g_new0 (RapportReportTemplate, 1);

  self->word = g_strdup (rapport_record_get_id (record));
  self->name = g_strdup (rapport_record_get_text (record, RAPPORT_TEMPLATE_NAME));
  self->form =
    rapport_report_form_from_word (rapport_record_get_text (record, RAPPORT_TEMPLATE_FORM));
  self->paper = g_strdup (rapport_record_get_text (record, RAPPORT_TEMPLATE_PAPER));
  self->sections = rapport_report_template_parse_sections (
    rapport_record_get_text (record, RAPPORT_TEMPLATE_SECTIONS));
  return self;
}

GPtrArray *
rapport_report_templates_list (RapportLibrary *library, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_TEMPLATE);
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *list;

  rapport_query_order_by (query, RAPPORT_TEMPLATE_ORDER, FALSE);
  records = rapport_library_find (library, query, error);
  if (records == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_report_template_free);
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_ptr_array_add (list, new_built_in (i));
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (list, new_own (records->pdata[i]));
  return list;
}

RapportReportTemplate *
rapport_report_template_find (RapportLibrary *library, const char *word)
{
  g_autoptr (RapportRecord) record = NULL;
  RapportReportTemplate *self;

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_strcmp0 (word, built_in[i].word) == 0)
      return new_built_in (i);
  if (word != NULL && rapport_id_is_valid (word))
    record = rapport_library_get (library, RAPPORT_TYPE_TEMPLATE, word);
  if (record != NULL)
    return new_own (record);
  self = new_built_in (0);
  if (word != NULL && *word != '\0')
    {
      g_free (self->word);
      self->word = g_strdup (word);
    }
  return self;
}

static char *
describe_sections (GPtrArray *sections)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sections->len; i++)
    {
      RapportRecord *section = sections->pdata[i];

      append_section (text, rapport_record_get_text (section, RAPPORT_SECTION_SECTION),
                      rapport_record_get_boolean (section, RAPPORT_SECTION_SHOWN));
    }
  return g_string_free_and_steal (text);
}

RapportTemplate *
rapport_report_template_save (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportReport *report,
                              const char *name,
                              GError **error)
{
  RapportRecord *of = RAPPORT_RECORD (report);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_SECTION);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (RapportReportTemplate) begun_with =
    rapport_report_template_find (library, rapport_record_get_text (of, RAPPORT_REPORT_TEMPLATE));
  g_autofree char *sections = NULL;
  RapportRecord *record;

  rapport_query_where_text (query, RAPPORT_SECTION_REPORT, rapport_record_get_id (of));
  rapport_query_order_by (query, RAPPORT_SECTION_ORDER, FALSE);
  records = rapport_library_find (library, query, error);
  if (records == NULL)
    return NULL;
  sections = describe_sections (records);
  record = rapport_transaction_create (transaction, RAPPORT_TYPE_TEMPLATE);
  rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_NAME, name);
  rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_FORM,
                                rapport_report_form_to_word (begun_with->form));
  rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_SECTIONS, sections);
  rapport_transaction_set_text (transaction, record, RAPPORT_TEMPLATE_PAPER,
                                rapport_record_get_text (of, RAPPORT_REPORT_PAPER));
  return RAPPORT_TEMPLATE (record);
}
