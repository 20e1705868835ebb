/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of a month, a week and a day: their periods, what they are compared
 * with, what they say of the plan, and the templates that they begin with. */
#include "rapport-report-builder.h"
#include "rules-support.h"

#define DAY(text) rapport_day_parse (text)

static void
assert_day (RapportDay day, const char *expected)
{
  g_autofree char *text = rapport_day_to_string (day);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_periods (void)
{
  static const struct
  {
    RapportReportForm form;
    const char *day;
    int n;
    const char *from;
    const char *to;
  } cases[] = {
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-11-22", 0, "2026-11-01", "2026-11-30" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-01-31", -1, "2025-12-01", "2025-12-31" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2028-01-31", 1, "2028-02-01", "2028-02-29" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-22", 0, "2026-11-16", "2026-11-22" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-16", 0, "2026-11-16", "2026-11-22" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-12-31", 1, "2027-01-04", "2027-01-10" },
    { RAPPORT_REPORT_FORM_DAILY, "2026-03-01", -1, "2026-02-28", "2026-02-28" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportPeriod period =
        rapport_report_form_step (cases[i].form, DAY (cases[i].day), cases[i].n);

      assert_day (period.from, cases[i].from);
      assert_day (period.to, cases[i].to);
    }
}

static void
test_compared (void)
{
  static const struct
  {
    RapportReportForm form;
    const char *day;
    const char *last;
    gboolean year;
    const char *from;
    const char *to;
  } cases[] = {
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-11-01", "2026-11-30", FALSE, "2026-10-01", "2026-10-31" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-11-01", "2026-11-15", FALSE, "2026-10-01", "2026-10-15" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-03-01", "2026-03-30", FALSE, "2026-02-01", "2026-02-28" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2028-02-01", "2028-02-29", TRUE, "2027-02-01", "2027-02-28" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-16", "2026-11-22", FALSE, "2026-11-09", "2026-11-15" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-16", "2026-11-18", FALSE, "2026-11-09", "2026-11-11" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-16", "2026-11-22", TRUE, "2025-11-17", "2025-11-23" },
    { RAPPORT_REPORT_FORM_DAILY, "2026-11-20", "2026-11-20", FALSE, "2026-11-13", "2026-11-13" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RapportPeriod period = rapport_report_form_compare (cases[i].form, DAY (cases[i].day),
                                                                DAY (cases[i].last), cases[i].year);

      assert_day (period.from, cases[i].from);
      assert_day (period.to, cases[i].to);
    }
}

static void
test_due (void)
{
  static const struct
  {
    RapportReportForm form;
    const char *today;
    const char *from;
  } cases[] = {
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-11-10", "2026-10-01" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2026-11-11", "2026-11-01" },
    { RAPPORT_REPORT_FORM_MONTHLY, "2027-01-01", "2026-12-01" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-18", "2026-11-09" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-19", "2026-11-16" },
    { RAPPORT_REPORT_FORM_WEEKLY, "2026-11-22", "2026-11-16" },
    { RAPPORT_REPORT_FORM_DAILY, "2026-12-01", "2026-11-30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_day (rapport_report_form_get_due (cases[i].form, DAY (cases[i].today)).from,
                cases[i].from);
}

static void
add_work (Agency *agency, const char *title, const char *client_date, const char *done)
{
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Add");
  RapportRecord *item = RAPPORT_RECORD (
    rapport_plan_add (transaction, agency->library, agency->client_id, DAY ("2026-11-01"), title));

  rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_CLIENT_DATE, DAY (client_date));
  if (done != NULL)
    rapport_transaction_set_day (transaction, item, RAPPORT_WORK_ITEM_DONE_DAY, DAY (done));
  agency_commit (transaction);
}

static RapportReportDocument *
build (Agency *agency, const char *template, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReport) report =
    rapport_report_open (agency->library, agency->client, template, DAY (day), &error);
  RapportReportDocument *document;

  g_assert_no_error (error);
  document = rapport_report_build (agency->library, report, &error);
  g_assert_no_error (error);
  return document;
}

static char *
describe (const RapportReportWork *work, gsize n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s:%d ", work[i].title, work[i].state);
  return g_string_free_and_steal (text);
}

/* The clock stands at Sunday, 22 November 2026. */
static void
test_week (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportReportDocument) this_week = NULL;
  g_autoptr (RapportReportDocument) last_week = NULL;
  g_autofree char *now = NULL;
  g_autofree char *next = NULL;
  g_autofree char *before = NULL;
  const RapportReportContent *content;

  add_work (agency, "early", "2026-11-25", "2026-11-17");
  add_work (agency, "due", "2026-11-22", NULL);
  add_work (agency, "late", "2026-11-13", NULL);
  add_work (agency, "then", "2026-11-12", "2026-11-11");
  add_work (agency, "to come", "2026-11-26", NULL);
  add_work (agency, "far", "2026-12-20", NULL);
  this_week = build (agency, "weekly", "2026-11-18");
  last_week = build (agency, "weekly", "2026-11-15");
  content = rapport_report_document_get_content (this_week);
  assert_day (content->from, "2026-11-16");
  assert_day (content->to, "2026-11-22");
  now = describe (content->work, content->n_work);
  next = describe (content->next, content->n_next);
  g_assert_cmpstr (now, ==, "early:1 due:0 ");
  g_assert_cmpstr (next, ==, "to come:0 ");
  content = rapport_report_document_get_content (last_week);
  before = describe (content->work, content->n_work);
  g_assert_cmpstr (before, ==, "late:2 then:1 ");
}

static void
test_built_in (Agency *agency, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = rapport_report_templates_list (agency->library, &error);
  gsize n_usual;
  const RapportReportSection *usual = rapport_report_sections_get_monthly (&n_usual);
  const RapportReportTemplate *first;

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 4);
  first = list->pdata[0];
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpuint (((RapportReportTemplate *) list->pdata[i])->sections->len, ==,
                      RAPPORT_REPORT_N_SECTIONS);
  for (guint i = 0; i < first->sections->len; i++)
    {
      const RapportReportSection *section =
        &g_array_index (first->sections, RapportReportSection, i);

      g_assert_cmpint (section->hidden, ==, i >= n_usual);
      if (i < n_usual)
        g_assert_cmpint (section->type, ==, usual[i].type);
    }
}

static RapportRecord *
section_of (RapportReport *report, Agency *agency, const char *word)
{
  const char *key[] = { agency->client_id, rapport_record_get_id (RAPPORT_RECORD (report)), word,
                        NULL };

  return rapport_library_get_by_key (agency->library, RAPPORT_TYPE_SECTION, key);
}

/* A template of one's own gives a report the same sections, shown or not. */
static void
test_own (Agency *agency, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReport) report =
    rapport_report_open (agency->library, agency->client, "weekly", DAY ("2026-11-16"), &error);
  g_autoptr (RapportRecord) tiles = section_of (report, agency, "tiles");
  g_autoptr (RapportReportTemplate) found = NULL;
  g_autoptr (RapportReport) other = NULL;
  g_autoptr (RapportRecord) hidden = NULL;
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Hide");
  RapportTemplate *saved;
  g_autofree char *word = NULL;

  g_assert_no_error (error);
  rapport_transaction_set_boolean (transaction, tiles, RAPPORT_SECTION_SHOWN, FALSE);
  agency_commit (transaction);
  transaction = rapport_transaction_begin (agency->library, "Keep as template");
  saved = rapport_report_template_save (transaction, agency->library, report, "Friday", &error);
  word = g_strdup (rapport_record_get_id (RAPPORT_RECORD (saved)));
  agency_commit (transaction);
  found = rapport_report_template_find (agency->library, word);
  g_assert_cmpstr (found->name, ==, "Friday");
  g_assert_cmpint (found->form, ==, RAPPORT_REPORT_FORM_WEEKLY);
  other = rapport_report_open (agency->library, agency->client, word, DAY ("2026-11-16"), &error);
  g_assert_no_error (error);
  g_assert_true (other != report);
  hidden = section_of (other, agency, "tiles");
  g_assert_false (rapport_record_get_boolean (hidden, RAPPORT_SECTION_SHOWN));
}

/* What a newer version or a stray hand wrote does no harm. */
static void
test_parse (void)
{
  g_autoptr (GArray) sections =
    rapport_report_template_parse_sections ("next -work next nonsense\n  - --tiles funnel");

  g_assert_cmpuint (sections->len, ==, RAPPORT_REPORT_N_SECTIONS);
  g_assert_cmpint (g_array_index (sections, RapportReportSection, 0).type, ==,
                   RAPPORT_REPORT_SECTION_NEXT);
  g_assert_true (g_array_index (sections, RapportReportSection, 1).hidden);
  g_assert_cmpint (g_array_index (sections, RapportReportSection, 2).type, ==,
                   RAPPORT_REPORT_SECTION_FUNNEL);
  for (guint i = 3; i < sections->len; i++)
    g_assert_true (g_array_index (sections, RapportReportSection, i).hidden);
}

/* A report whose template has been deleted keeps its sections and its month. */
static void
test_lost_template (Agency *agency, gconstpointer data)
{
  g_autoptr (RapportReportTemplate) template =
    rapport_report_template_find (agency->library, "01890000-0000-7000-8000-000000000002");

  g_assert_cmpstr (template->word, ==, "01890000-0000-7000-8000-000000000002");
  g_assert_cmpint (template->form, ==, RAPPORT_REPORT_FORM_MONTHLY);
}

static void
test_annotations (Agency *agency, gconstpointer data)
{
  static const char *const days[] = { "2026-10-31", "2026-11-30", "2026-11-01", "2026-12-01" };
  RapportTransaction *transaction = rapport_transaction_begin (agency->library, "Mark");
  g_autoptr (RapportReportDocument) document = NULL;
  const RapportReportContent *content;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      RapportRecord *mark = rapport_transaction_create (transaction, RAPPORT_TYPE_ANNOTATION);

      rapport_transaction_set_text (transaction, mark, RAPPORT_ANNOTATION_CLIENT,
                                    agency->client_id);
      rapport_transaction_set_day (transaction, mark, RAPPORT_ANNOTATION_DAY, DAY (days[i]));
      rapport_transaction_set_text (transaction, mark, RAPPORT_ANNOTATION_TEXT, "New site");
    }
  agency_commit (transaction);
  document = build (agency, RAPPORT_REPORT_TEMPLATE_USUAL, "2026-11-22");
  content = rapport_report_document_get_content (document);
  g_assert_cmpuint (content->n_annotations, ==, 2);
  assert_day (content->annotations[0].day, "2026-11-01");
  g_assert_cmpstr (content->annotations[1].text, ==, "New site");
}

/* What a template says of its sections is read and written alike. */
static void
test_sections_as_text (void)
{
  static const struct
  {
    const char *text;
    const char *begins;
  } cases[] = {
    { "text -why summary", "text -why summary -tiles -chart " },
    { "", "-tiles -summary " },
    { "work unheard-of work -work next", "work next -tiles " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) sections = rapport_report_template_parse_sections (cases[i].text);
      g_autofree char *text = rapport_report_template_format_sections (sections);
      g_autoptr (GArray) again = rapport_report_template_parse_sections (text);
      g_autofree char *same = rapport_report_template_format_sections (again);

      g_assert_true (g_str_has_prefix (text, cases[i].begins));
      g_assert_cmpuint (sections->len, ==, RAPPORT_REPORT_N_SECTIONS);
      g_assert_cmpstr (text, ==, same);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/periods", test_periods);
  g_test_add_func ("/forms/compared", test_compared);
  g_test_add_func ("/forms/due", test_due);
  g_test_add_func ("/forms/sections-as-text", test_sections_as_text);
  g_test_add_func ("/forms/parse", test_parse);
  agency_test ("/forms/week", test_week);
  agency_test ("/forms/built-in", test_built_in);
  agency_test ("/forms/own", test_own);
  agency_test ("/forms/lost-template", test_lost_template);
  agency_test ("/forms/annotations", test_annotations);
  return g_test_run ();
}
