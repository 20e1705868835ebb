/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-digest.h"

#include "rapport-report-private.h"
#include "rapport-sms.h"

/* Longer names of clients take the place of figures. */
#define LONGEST_NAME 24

static const char *const usual_metrics[] = {
  "traffic", "leads", "sales", "ad-spend", "gross-profit", "roi", NULL,
};

static const RapportReportFigure *
find_figure (const RapportReportContent *content, const char *metric)
{
  for (gsize i = 0; i < content->n_figures; i++)
    if (g_str_equal (content->figures[i].metric, metric) ||
        (content->figures[i].metric[0] == '\0' && g_str_equal (content->figures[i].name, metric)))
      return &content->figures[i];
  return NULL;
}

/* "Romashka, 18 Nov" or "Romashka, November 2026". */
static void
append_head (GString *out, Report *report)
{
  const RapportReportContent *content = report->content;
  g_autofree char *client = report_name (content->client);
  g_autofree char *period = content->from == content->to
                              ? rapport_locale_day_short (report->locale, content->from)
                              : rapport_locale_period (report->locale, content->from, content->to);

  if (g_utf8_strlen (client, -1) > LONGEST_NAME)
    {
      g_autofree char *cut = g_utf8_substring (client, 0, LONGEST_NAME - 1);

      g_string_append_printf (out, "%s…, ", g_strchomp (cut));
    }
  else if (client[0] != '\0')
    g_string_append_printf (out, "%s, ", client);
  g_string_append_printf (out, "%s: ", period);
}

/* "Leads" within a line is "leads"; "CPL" stays. */
static char *
inner_name (char *name)
{
  g_autofree char *own = name;
  const char *second = own[0] != '\0' ? g_utf8_next_char (own) : own;
  g_autoptr (GString) small = g_string_new (NULL);

  if (*second == '\0' || g_unichar_isupper (g_utf8_get_char (second)))
    return g_steal_pointer (&own);
  g_string_append_unichar (small, g_unichar_tolower (g_utf8_get_char (own)));
  g_string_append (small, second);
  return g_string_free_and_steal (g_steal_pointer (&small));
}

static gboolean
append_figure (GString *out, Report *report, const char *metric, gboolean asked, gboolean first)
{
  const RapportReportFigure *figure = find_figure (report->content, metric);
  gboolean known = figure != NULL && figure->value.known;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (!known && !asked)
    return FALSE;
  name = inner_name (report_metric_name (report, metric, figure != NULL ? figure->name : ""));
  value = known ? report_value (report, figure->unit, figure->value, RAPPORT_FIGURE_ROUNDED)
                : g_strdup (rapport_catalog_text (report->catalog, "no data"));
  g_string_append_printf (out, "%s%s %s", first ? "" : ", ", name, value);
  return TRUE;
}

char *
rapport_report_digest_make (RapportReportDocument *document, const char *const *metrics)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *const *asked = metrics != NULL ? metrics : usual_metrics;
  gboolean first = TRUE;
  Report report;

  report_init_words (&report, rapport_report_document_get_content (document));
  append_head (out, &report);
  for (gsize i = 0; asked[i] != NULL; i++)
    if (append_figure (out, &report, asked[i], metrics != NULL, first))
      first = FALSE;
  if (first)
    g_string_append (out, rapport_catalog_text (report.catalog, "no data"));
  return rapport_sms_plain (out->str);
}
