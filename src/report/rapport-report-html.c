/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-html.h"

#include "rapport-html-private.h"
#include "rapport-report-resources.h"

#include <string.h>

#define STYLE "/io/github/rapport_app/Rapport/report/report.css"

/* Headlines longer than this are set smaller. */
#define LONG_HEADLINE 130

/* A longer figure of a tile is written as short as can be. */
#define LONG_FIGURE 9

static void
append_colour (GString *css, const char *name, RapportColour colour)
{
  g_string_append_printf (css, "%s:#%02x%02x%02x;", name, (guint) (colour.red * 255 + 0.5),
                          (guint) (colour.green * 255 + 0.5), (guint) (colour.blue * 255 + 0.5));
}

static void
append_accent (GString *css, RapportColour accent, RapportColour paper)
{
  g_string_append (css, ":root{");
  append_colour (css, "--accent", rapport_colour_readable (accent, paper, 3));
  append_colour (css, "--link", rapport_colour_readable (accent, paper, 4.5));
  g_string_append (css, "}");
}

static char *
make_style (Report *report)
{
  g_autoptr (GBytes) sheet = g_resource_lookup_data (rapport_report_resources_get_resource (),
                                                     STYLE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) css = g_string_new (NULL);
  RapportColour accent = report->chart_style.accent;

  g_string_append_len (css, g_bytes_get_data (sheet, NULL), (gssize) g_bytes_get_size (sheet));
  append_accent (css, accent, report->chart_style.background);
  g_string_append (css, "@media screen and (prefers-color-scheme: dark){");
  append_accent (css, accent, html_dark_paper);
  g_string_append (css, "}");
  return g_string_free_and_steal (g_steal_pointer (&css));
}

/* What the page may do: show itself. */
static char *
make_policy (const char *style)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *coded = NULL;

  g_checksum_update (sum, (const guchar *) style, -1);
  g_checksum_get_digest (sum, digest, &length);
  coded = g_base64_encode (digest, length);
  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; img-src data:; "
                          "base-uri 'none'; form-action 'none'",
                          coded);
}

static void
add_meta (Html *html, const char *name, const char *content)
{
  html_void (html, "meta", "name", name, "content", content, NULL);
}

static void
add_head (Html *html, Report *report)
{
  g_autofree char *style = make_style (report);
  g_autofree char *policy = make_policy (style);
  g_autofree char *client = report_name (report->content->client);
  g_autofree char *name = report_title (report);
  g_autofree char *title =
    client[0] != '\0' ? g_strdup_printf ("%s. %s", client, name) : g_strdup (name);

  html_open (html, "head", NULL);
  html_void (html, "meta", "charset", "utf-8", NULL);
  html_void (html, "meta", "http-equiv", "Content-Security-Policy", "content", policy, NULL);
  add_meta (html, "viewport", "width=device-width, initial-scale=1");
  add_meta (html, "color-scheme", "light dark");
  add_meta (html, "referrer", "no-referrer");
  add_meta (html, "robots", "noindex");
  add_meta (html, "format-detection", "telephone=no");
  add_meta (html, "generator", "Rapport");
  html_element (html, "title", NULL, title);
  html_style (html, style);
  html_close (html);
}

static void
add_logos (Html *html, const RapportReportContent *content)
{
  if (content->client_logo == NULL && content->agency_logo == NULL)
    return;
  html_open (html, "div", "class", "logos", NULL);
  html_add_logo (html, content->client_logo, content->client);
  html_add_logo (html, content->agency_logo, content->agency);
  html_close (html);
}

static void
add_masthead (Html *html, Report *report)
{
  const RapportReportContent *content = report->content;
  g_autofree char *client = report_name (content->client);
  g_autofree char *agency = report_name (content->agency);
  g_autofree char *title = report_title (report);
  g_autofree char *headline = report_clean (content->headline, TRUE);

  add_logos (html, content);
  html_open (html, "header", "class", "masthead", NULL);
  html_open (html, "h1", "class", headline[0] == '\0' ? "large" : NULL, NULL);
  if (client[0] != '\0')
    html_typed (html, "span", "client", client);
  html_text (html, " ");
  html_typed (html, "span", "title", title);
  html_close (html);
  if (agency[0] != '\0')
    html_typed (html, "p", "agency", agency);
  html_close (html);
  if (headline[0] != '\0')
    html_typed (html, "p",
                g_utf8_strlen (headline, -1) > LONG_HEADLINE ? "headline long" : "headline",
                headline);
}

/* (transfer full): takes @text. */
static void
add_part (Html *html, const char *class, char *text)
{
  g_autofree char *own = text;

  if (own != NULL)
    html_element (html, "dd", class, own);
}

static char *
tile_value (Report *report, const RapportReportFigure *figure)
{
  char *text = report_value (report, figure->unit, figure->value, RAPPORT_FIGURE_ROUNDED);

  if (g_utf8_strlen (text, -1) <= LONG_FIGURE)
    return text;
  g_free (text);
  return report_value (report, figure->unit, figure->value, RAPPORT_FIGURE_COMPACT);
}

static void
add_tiles (Html *html, Report *report)
{
  static const char *const changes[N_TONES] = {
    [TONE_NEITHER] = "change",
    [TONE_BETTER] = "change better",
    [TONE_WORSE] = "change worse",
  };
  gsize n = MIN (report->content->n_figures, REPORT_TILES);

  if (n == 0)
    return;
  html_open (html, "dl", "class", "tiles", NULL);
  for (gsize i = 0; i < n; i++)
    {
      const RapportReportFigure *figure = &report->content->figures[i];
      g_autofree char *name = report_metric_name (report, figure->metric, figure->name);

      html_open (html, "div", NULL);
      html_typed (html, "dt", NULL, name);
      add_part (html, "value", tile_value (report, figure));
      add_part (html,
                changes[report_tone (figure->unit, figure->good, figure->value, figure->previous)],
                report_tile_change (report, figure));
      add_part (html, NULL, report_tile_before (report, figure));
      add_part (html, NULL, report_tile_target (report, figure));
      html_close (html);
    }
  html_close (html);
}

static void
add_chart (Html *html, Report *report, gsize index)
{
  const RapportReportChart *data = &report->content->charts[index];
  g_autofree char *title = report_clean (data->title, TRUE);
  g_autofree char *name = report_chart_name (report, data);
  g_autoptr (RapportChart) chart = report_chart_new (report, data);

  html_add_chart (html, report, chart, title[0] != '\0' ? title : name,
                  title[0] != '\0' ? name : "");
}

static void
add_funnel (Html *html, Report *report)
{
  g_autoptr (RapportChart) chart = report_funnel_chart_new (report);
  g_autofree char *periods = report_funnel_periods (report);

  html_add_chart (html, report, chart, "", periods);
}

static void
add_content (Html *html, Report *report, RapportReportSectionType type, const char *label)
{
  switch (type)
    {
    case RAPPORT_REPORT_SECTION_TREND:
      for (gsize i = 1; i < report->content->n_charts; i++)
        add_chart (html, report, i);
      break;
    case RAPPORT_REPORT_SECTION_FIGURES:
      html_add_figures (html, report, label);
      break;
    case RAPPORT_REPORT_SECTION_FUNNEL:
      add_funnel (html, report);
      break;
    case RAPPORT_REPORT_SECTION_CHANNELS:
      html_add_channels (html, report, label);
      break;
    case RAPPORT_REPORT_SECTION_WORK:
      html_add_work (html, report);
      break;
    case RAPPORT_REPORT_SECTION_NEXT:
      html_add_proposals (html, report);
      break;
    case RAPPORT_REPORT_SECTION_DEFINITIONS:
      html_add_definitions (html, report, label);
      break;
    default:
      break;
    }
}

/* Words and definitions have their heading at the left where there is room. */
static gboolean
stands_beside (RapportReportSectionType type)
{
  return type == RAPPORT_REPORT_SECTION_WHY || type == RAPPORT_REPORT_SECTION_TEXT ||
         type == RAPPORT_REPORT_SECTION_DEFINITIONS;
}

static void
add_headed (Html *html, Report *report, gsize index)
{
  const RapportReportSection *section = &report->content->sections[index];
  gboolean words = !report_is_blank (section->text);
  gboolean shown = report_has_content (report, section->type);
  gboolean figures = section->type == RAPPORT_REPORT_SECTION_FIGURES;
  g_autofree char *label = g_strdup_printf ("s%" G_GSIZE_FORMAT, index + 1);
  g_autofree char *title = report_clean (
    section->title[0] != '\0' ? section->title : report_section_title (report, section->type),
    TRUE);

  if (!words && !shown && !figures)
    return;
  html_open (html, "section", "class", stands_beside (section->type) ? "headed beside" : "headed",
             "aria-labelledby", title[0] != '\0' ? label : NULL, NULL);
  if (title[0] != '\0')
    {
      html_open (html, "h2", "id", label, "dir", "auto", NULL);
      html_text (html, title);
      html_close (html);
    }
  if (words)
    html_add_prose (html, section->text, title[0] != '\0' ? 3 : 2);
  if (shown)
    add_content (html, report, section->type, title[0] != '\0' ? label : NULL);
  else if (figures)
    html_element (html, "p", "dim",
                  rapport_catalog_text (report->catalog, "No data for this period"));
  html_close (html);
}

static void
add_section (Html *html, Report *report, gsize index)
{
  const RapportReportSection *section = &report->content->sections[index];

  if (section->hidden)
    return;
  switch (section->type)
    {
    case RAPPORT_REPORT_SECTION_TILES:
      add_tiles (html, report);
      break;
    case RAPPORT_REPORT_SECTION_SUMMARY:
      if (report_is_blank (section->text))
        break;
      html_open (html, "section", "class", "summary", NULL);
      html_add_prose (html, section->text, 2);
      html_close (html);
      break;
    case RAPPORT_REPORT_SECTION_CHART:
      if (report->content->n_charts == 0)
        break;
      html_open (html, "div", "class", "chart", NULL);
      add_chart (html, report, 0);
      html_close (html);
      break;
    default:
      add_headed (html, report, index);
      break;
    }
}

static void
add_footer (Html *html, Report *report)
{
  g_autofree char *agency = report_name (report->content->agency);
  g_autofree char *date = report_data_date (report);

  if (agency[0] == '\0' && date[0] == '\0')
    return;
  html_open (html, "footer", NULL);
  if (date[0] != '\0')
    html_element (html, "span", NULL, date);
  if (agency[0] != '\0')
    html_typed (html, "span", NULL, agency);
  html_close (html);
}

GBytes *
rapport_report_html_make (RapportReportDocument *document)
{
  Report report;
  Html html;
  char *text;

  report_init_words (&report, rapport_report_document_get_content (document));
  html_init (&html, &report);
  html_open (&html, "html", "lang", rapport_locale_get_lang (report.locale), NULL);
  add_head (&html, &report);
  html_open (&html, "body", NULL);
  html_open (&html, "main", NULL);
  add_masthead (&html, &report);
  for (gsize i = 0; i < report.content->n_sections; i++)
    add_section (&html, &report, i);
  add_footer (&html, &report);
  html_close (&html);
  html_close (&html);
  html_close (&html);
  text = html_finish (&html);
  return g_bytes_new_take (text, strlen (text));
}
