/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the sample report by each template in each language and each form:
 * write-templates FOLDER. Each section has words of its own, also the ones that
 * are switched off, so that a reader can tell what came of which. */
#include "rapport-report-output.h"
#include "rapport-report-template.h"
#include "sample-report.h"

static const char own[] =
  "text proposals problems definitions next -why work channels funnel trend figures chart tiles "
  "summary";

static GArray *
sections_of (const char *template)
{
  g_autoptr (RapportReportTemplate) built_in = NULL;

  if (g_str_equal (template, "own"))
    return rapport_report_template_parse_sections (own);
  built_in = rapport_report_template_find (NULL, template);
  return g_array_ref (built_in->sections);
}

/* "Слова раздела «problems» по-русски", so that no other text has them. */
static char *
words_for (const char *language, const char *section)
{
  if (g_str_equal (language, "ru"))
    return g_strdup_printf ("Свои **слова** раздела %s, написанные от руки.", section);
  return g_strdup_printf ("Own **words** of section %s, written by hand.", section);
}

static RapportReportDocument *
make (const char *language, const char *template)
{
  g_autoptr (RapportReportDocument) sample = sample_report (language, 1);
  RapportReportContent content = *rapport_report_document_get_content (sample);
  g_autoptr (GArray) sections = sections_of (template);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document;

  for (guint i = 0; i < sections->len; i++)
    {
      RapportReportSection *section = &g_array_index (sections, RapportReportSection, i);
      const char *word = rapport_report_section_type_to_word (section->type);

      section->text = words_for (language, word);
      g_ptr_array_add (words, (char *) section->text);
      if (section->type == RAPPORT_REPORT_SECTION_TEXT)
        section->title = g_str_equal (language, "ru") ? "Ваше слово" : "Over to you";
    }
  content.sections = (gpointer) sections->data;
  content.n_sections = sections->len;
  document = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return document;
}

static void
write_forms (RapportReportDocument *document, const char *folder, const char *name)
{
  g_autofree char *json = rapport_report_document_to_json (document);
  g_autofree char *plain = g_strdup_printf ("%s/%s.json", folder, name);

  g_assert_true (g_file_set_contents (plain, json, -1, NULL));
  for (RapportOutput output = RAPPORT_OUTPUT_PDF; output < RAPPORT_N_OUTPUTS; output++)
    {
      g_autofree char *path =
        g_strdup_printf ("%s/%s.%s", folder, name, rapport_output_to_word (output));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
        rapport_output_make (document, output, RAPPORT_PAPER_A4, NULL, &error);

      if (bytes == NULL || !rapport_output_write (bytes, path, &error))
        g_error ("%s: %s", path, error->message);
    }
}

int
main (int argc, char **argv)
{
  static const char *const languages[] = { "en", "ru" };
  static const char *const templates[] = { "monthly", "short", "weekly", "daily", "own" };

  if (argc != 2)
    g_error ("write-templates FOLDER");
  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    for (gsize t = 0; t < G_N_ELEMENTS (templates); t++)
      {
        g_autoptr (RapportReportDocument) document = make (languages[l], templates[t]);
        g_autofree char *name = g_strdup_printf ("%s-%s", languages[l], templates[t]);

        write_forms (document, argv[1], name);
      }
  return 0;
}
