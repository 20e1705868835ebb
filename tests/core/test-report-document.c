/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-document.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const RapportReportSection sections[] = {
  { RAPPORT_REPORT_SECTION_TILES, FALSE, "", "" },
  { RAPPORT_REPORT_SECTION_WHY, TRUE, "Почему так", "Because of *this*.\n\n- one\n- two" },
};
static const RapportReportFigure figures[] = {
  { "leads",
    NULL,
    RAPPORT_UNIT_COUNT,
    RAPPORT_GOOD_UP,
    { TRUE, 184000000 },
    { TRUE, 0 },
    { FALSE, 77 },
    { TRUE, G_MAXINT64 },
    "f",
    "n",
    "r" },
  { "",
    "Calls \"from\" <b>site</b>",
    RAPPORT_UNIT_MONEY,
    RAPPORT_GOOD_DOWN,
    { TRUE, G_MININT64 },
    { FALSE, 0 },
    { FALSE, 0 },
    { FALSE, 0 },
    "",
    "",
    "" },
};
static const RapportReportPoint points[] = {
  { { TRUE, 1 }, { FALSE, 0 }, { TRUE, -1 } },
  { { FALSE, 0 }, { TRUE, 5 }, { FALSE, 0 } },
};
static const RapportReportChart charts[] = {
  { "leads", "", "Leads grew", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, RAPPORT_REPORT_STEP_DAY,
    RAPPORT_REPORT_COMPARED_LAST_YEAR, 739000, points, G_N_ELEMENTS (points) },
};
static const RapportReportStage funnel[] = { { "clicks", "", { TRUE, 9 }, { FALSE, 0 } } };
static const RapportReportColumn columns[] = {
  { "clicks", "", RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP },
  { "cpl", "", RAPPORT_UNIT_MONEY, RAPPORT_GOOD_DOWN },
};
static const RapportReportValue row[] = { { TRUE, 4 }, { FALSE, 0 } };
static const RapportReportChannel channels[] = { { "Поиск", FALSE, row, 2 },
                                                 { "Total", TRUE, row, 2 } };
static const RapportReportWork work[] = {
  { "Landing", "why", "expected", 739000, RAPPORT_REPORT_WORK_NOT_DONE, 0, "moved" },
  { "\t🙂\n", "", "", 0, RAPPORT_REPORT_WORK_UNPLANNED, 739001, "" },
};
static const RapportReportDefinition definitions[] = { { "cpl", "", "ad spend / leads" } };

static RapportReportContent
full_content (void)
{
  return (RapportReportContent) {
    .language = "ru",
    .client = "Клиники «Ромашка»",
    .agency = "Northlight",
    .colour = "#1a5fb4",
    .from = 738826,
    .to = 738855,
    .data_date = 738856,
    .currency = "RUB",
    .title = "",
    .headline = "Заявок больше на 18 %",
    .sections = sections,
    .n_sections = G_N_ELEMENTS (sections),
    .figures = figures,
    .n_figures = G_N_ELEMENTS (figures),
    .charts = charts,
    .n_charts = G_N_ELEMENTS (charts),
    .funnel = funnel,
    .n_funnel = G_N_ELEMENTS (funnel),
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .channels = channels,
    .n_channels = G_N_ELEMENTS (channels),
    .work = work,
    .n_work = G_N_ELEMENTS (work),
    .next = work,
    .n_next = 1,
    .definitions = definitions,
    .n_definitions = G_N_ELEMENTS (definitions),
  };
}

static RapportReportDocument *
full_document (void)
{
  RapportReportContent content = full_content ();
  g_autoptr (GBytes) logo = g_bytes_new_static ("\x89PNG\0\xff", 6);
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document;
  const RapportReportPicture pictures[] = { { "sign", logo } };

  content.client_logo = logo;
  content.pictures = pictures;
  content.n_pictures = G_N_ELEMENTS (pictures);
  document = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return document;
}

static void
test_copy (void)
{
  g_autoptr (RapportReportDocument) document = full_document ();
  const RapportReportContent *content = rapport_report_document_get_content (document);

  g_assert_cmpstr (content->client, ==, "Клиники «Ромашка»");
  g_assert_cmpuint (content->n_figures, ==, 2);
  g_assert_true (content->figures != figures);
  g_assert_cmpstr (content->figures[0].name, ==, "");
  g_assert_cmpint (content->figures[0].target.value, ==, G_MAXINT64);
  /* "No data" carries no number, so that two such values are equal. */
  g_assert_cmpint (content->figures[0].last_year.value, ==, 0);
  g_assert_cmpint (content->charts[0].points[1].compared.value, ==, 5);
  g_assert_cmpint (content->channels[1].values[0].value, ==, 4);
  g_assert_cmpuint (g_bytes_get_size (content->client_logo), ==, 6);
  g_assert_null (content->agency_logo);
}

static void
test_round_trip (void)
{
  g_autoptr (RapportReportDocument) document = full_document ();
  g_autofree char *json = rapport_report_document_to_json (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) back = rapport_report_document_from_json (json, -1, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = rapport_report_document_to_json (back);
  g_assert_cmpstr (json, ==, again);
  g_assert_true (rapport_report_document_equal (document, back));
  g_assert_null (strchr (json, '\n'));
}

/* Pictures are kept to the byte, within limits. */
static void
test_pictures (void)
{
  g_autofree char *large = g_strnfill (4 * 1024 * 1024 + 1, 'x');
  g_autoptr (GBytes) whole = g_bytes_new (large, 4 * 1024 * 1024);
  g_autoptr (GBytes) too_much = g_bytes_new (large, 4 * 1024 * 1024 + 1);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  RapportReportContent content = { .from = 738826, .to = 738826, .agency_logo = whole };
  g_autoptr (RapportReportDocument) document = rapport_report_document_new (&content, NULL);
  g_autoptr (RapportReportDocument) full = full_document ();
  g_autofree char *json = rapport_report_document_to_json (full);
  g_autoptr (RapportReportDocument) back = rapport_report_document_from_json (json, -1, NULL);
  g_autoptr (RapportReportDocument) empty = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    g_bytes_equal (rapport_report_document_get_content (document)->agency_logo, whole));
  g_assert_true (g_bytes_equal (rapport_report_document_get_content (full)->client_logo,
                                rapport_report_document_get_content (back)->client_logo));
  content.agency_logo = nothing;
  empty = rapport_report_document_new (&content, NULL);
  g_assert_null (rapport_report_document_get_content (empty)->agency_logo);
  content.agency_logo = too_much;
  g_assert_null (rapport_report_document_new (&content, &error));
  g_assert_error (error, RAPPORT_REPORT_ERROR, RAPPORT_REPORT_ERROR_INVALID);
}

static void
test_minimal (void)
{
  RapportReportContent content = { .from = 738826, .to = 738826 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) document = rapport_report_document_new (&content, &error);
  g_autoptr (RapportReportDocument) full = full_document ();
  g_autoptr (RapportReportDocument) back = NULL;
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  json = rapport_report_document_to_json (document);
  back = rapport_report_document_from_json (json, -1, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_report_document_equal (document, back));
  g_assert_false (rapport_report_document_equal (document, full));
}

static void
test_invalid_content (void)
{
  static const RapportReportFigure bad_text[] = { { "leads", "\xff" } };
  static const RapportReportFigure bad_unit[] = { { "leads", "", (RapportUnit) 99 } };
  static const RapportReportChannel short_row[] = { { "x", FALSE, row, 1 } };
  RapportReportContent cases[10];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cases[i] = full_content ();
  cases[0].client = "\xc3\x28";
  cases[1].from = RAPPORT_DAY_NONE;
  cases[2].to = cases[2].from - 1;
  cases[3].colour = "red";
  cases[4].colour = "#12345g";
  cases[5].figures = bad_text;
  cases[5].n_figures = 1;
  cases[6].figures = bad_unit;
  cases[6].n_figures = 1;
  cases[7].channels = short_row;
  cases[7].n_channels = 1;
  cases[8].data_date = -5;
  cases[9].n_work = G_MAXSIZE / 2;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_report_document_new (&cases[i], &error));
      g_assert_error (error, RAPPORT_REPORT_ERROR, RAPPORT_REPORT_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* Replaces the first @from in the JSON of a full document. */
static char *
json_with (const char *from, const char *to)
{
  g_autoptr (RapportReportDocument) document = full_document ();
  g_autofree char *json = rapport_report_document_to_json (document);
  char *at = strstr (json, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - json), json, to, at + strlen (from));
}

static void
test_invalid_json (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    RapportReportError code;
  } cases[] = {
    { "\"version\":2", "\"version\":3", RAPPORT_REPORT_ERROR_NEWER },
    { "\"version\":2", "\"version\":0", RAPPORT_REPORT_ERROR_INVALID },
    { "\"version\":2", "\"version\":\"1\"", RAPPORT_REPORT_ERROR_INVALID },
    { "\"rapport-report\"", "\"poem\"", RAPPORT_REPORT_ERROR_INVALID },
    { "\"client\"", "\"klient\"", RAPPORT_REPORT_ERROR_INVALID },
    { "\"unit\":\"count\"", "\"unit\":\"pounds\"", RAPPORT_REPORT_ERROR_INVALID },
    { "\"unit\":\"count\"", "\"unit\":0", RAPPORT_REPORT_ERROR_INVALID },
    { "\"value\":184000000", "\"value\":1.5", RAPPORT_REPORT_ERROR_INVALID },
    { "\"value\":184000000", "\"value\":[]", RAPPORT_REPORT_ERROR_INVALID },
    { "\"hidden\":false", "\"hidden\":null", RAPPORT_REPORT_ERROR_INVALID },
    { "\"sections\":[{", "\"sections\":[3,{", RAPPORT_REPORT_ERROR_INVALID },
    { "\"values\":[4,null]", "\"values\":[4]", RAPPORT_REPORT_ERROR_INVALID },
    { "#1a5fb4", "url(x)", RAPPORT_REPORT_ERROR_INVALID },
    { "\"from\":\"", "\"from\":\"x", RAPPORT_REPORT_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = json_with (cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_report_document_from_json (json, -1, &error));
      g_assert_error (error, RAPPORT_REPORT_ERROR, (int) cases[i].code);
    }
}

/* What was sent by the first version is read by every later one. */
static void
test_first_version (void)
{
  static const char *const later[] = { "agency_logo", "annotations", "client_logo", "paper",
                                       "pictures" };
  g_autoptr (RapportReportDocument) document = full_document ();
  g_autofree char *json = rapport_report_document_to_json (document);
  g_autofree char *first = NULL;
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (RapportReportDocument) read = NULL;
  g_autoptr (GError) error = NULL;
  const RapportReportContent *content;

  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    json_object_remove_member (json_node_get_object (root), later[i]);
  json_object_set_int_member (json_node_get_object (root), "version", 1);
  first = json_to_string (root, FALSE);
  read = rapport_report_document_from_json (first, -1, &error);
  g_assert_no_error (error);
  content = rapport_report_document_get_content (read);
  g_assert_cmpstr (content->paper, ==, "");
  g_assert_cmpuint (content->n_annotations, ==, 0);
  g_assert_cmpuint (content->n_pictures, ==, 0);
  g_assert_null (content->client_logo);
  g_assert_cmpuint (content->n_figures, ==, 2);
}

static void
test_unknown_key (void)
{
  g_autofree char *json = json_with ("\"client\"", "\"weather\":{\"sun\":[1]},\"client\"");
  g_autoptr (RapportReportDocument) document = full_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) back = rapport_report_document_from_json (json, -1, &error);

  g_assert_no_error (error);
  g_assert_true (rapport_report_document_equal (document, back));
}

/* Whatever a damaged file holds: an error or a document, never a crash. */
static void
test_garbage (void)
{
  static const char *const garbage[] = { "",         "{",    "[]",
                                         "null",     "3",    "\"x\"",
                                         "\xff\xfe", "{}{}", "{\"kind\":\"rapport-report\"}" };
  g_autoptr (RapportReportDocument) document = full_document ();
  g_autofree char *json = rapport_report_document_to_json (document);
  gsize length = strlen (json);

  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_report_document_from_json (garbage[i], -1, &error));
      g_assert_error (error, RAPPORT_REPORT_ERROR, RAPPORT_REPORT_ERROR_INVALID);
    }
  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_report_document_from_json (json, (gssize) cut, &error));
      g_assert_nonnull (error);
    }
  for (gsize at = 0; at < length; at += 3)
    {
      g_autofree char *damaged = g_strdup (json);
      g_autoptr (RapportReportDocument) back = NULL;

      damaged[at] = "]}\",0x\x80"[at % 7];
      back = rapport_report_document_from_json (damaged, -1, NULL);
    }
}

static void
test_section_words (void)
{
  gsize n;
  const RapportReportSection *monthly = rapport_report_sections_get_monthly (&n);
  RapportReportSectionType type;

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (rapport_report_section_type_from_word (
        rapport_report_section_type_to_word (monthly[i].type), &type));
      g_assert_cmpint (type, ==, monthly[i].type);
    }
  g_assert_cmpstr (rapport_report_section_type_to_word (RAPPORT_REPORT_SECTION_TEXT), ==, "text");
  g_assert_false (rapport_report_section_type_from_word ("poem", &type));
  g_assert_false (rapport_report_section_type_from_word (NULL, &type));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-document/copy", test_copy);
  g_test_add_func ("/report-document/round-trip", test_round_trip);
  g_test_add_func ("/report-document/pictures", test_pictures);
  g_test_add_func ("/report-document/minimal", test_minimal);
  g_test_add_func ("/report-document/invalid-content", test_invalid_content);
  g_test_add_func ("/report-document/invalid-json", test_invalid_json);
  g_test_add_func ("/report-document/first-version", test_first_version);
  g_test_add_func ("/report-document/unknown-key", test_unknown_key);
  g_test_add_func ("/report-document/garbage", test_garbage);
  g_test_add_func ("/report-document/section-words", test_section_words);
  return g_test_run ();
}
