/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-letter.h"

#include "rapport-html-private.h"
#include "rapport-mime.h"
#include "rapport-text-private.h"

#include <string.h>

#define CRLF "\r\n"

static char *
make_subject (Report *report)
{
  g_autofree char *title = report_title (report);
  g_autofree char *client = report_name (report->content->client);

  if (client[0] == '\0')
    return g_steal_pointer (&title);
  return g_strdup_printf ("%s — %s", title, client);
}

/* The words of the letter; those that are not known are "". */
typedef struct
{
  const char *greeting;
  char *attached;
  char *headline;
  char *summary;
  const char *closing;
  char *agency;
} Words;

static void
words_clear (Words *self)
{
  g_free (self->attached);
  g_free (self->headline);
  g_free (self->summary);
  g_free (self->agency);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* The Markdown of the sections that sum the report up. */
static char *
find_summary (Report *report)
{
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < report->content->n_sections; i++)
    {
      const RapportReportSection *section = &report->content->sections[i];

      if (section->type != RAPPORT_REPORT_SECTION_SUMMARY || section->hidden ||
          report_is_blank (section->text))
        continue;
      g_string_append_printf (all, "%s%s", all->len > 0 ? "\n\n" : "", section->text);
    }
  return g_string_free_and_steal (all);
}

static Words
find_words (Report *report)
{
  g_autofree char *period =
    rapport_locale_period (report->locale, report->content->from, report->content->to);

  return (Words) {
    .greeting = rapport_catalog_text (report->catalog, "Hello!"),
    /* Translators: %s is a period such as “November 2026”. */
    .attached = g_strdup_printf (
      rapport_catalog_text (report->catalog, "The report for %s is attached."), period),
    .headline = report_clean (report->content->headline, TRUE),
    .summary = find_summary (report),
    .closing = rapport_catalog_text (report->catalog,
                                     "If anything is unclear, just answer this letter or call us."),
    .agency = report_name (report->content->agency),
  };
}

static gboolean
has_tiles (Report *report)
{
  return report->content->n_figures > 0 && (report_shows (report, RAPPORT_REPORT_SECTION_TILES) ||
                                            report_shows (report, RAPPORT_REPORT_SECTION_FIGURES));
}

static char *
make_body (Report *report)
{
  g_auto (Words) words = find_words (report);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n\n%s\n", words.greeting, words.attached);
  if (words.headline[0] != '\0')
    g_string_append_printf (out, "\n%s\n", words.headline);
  if (has_tiles (report))
    {
      g_string_append_c (out, '\n');
      report_text_append_tiles (out, report);
      g_string_append_c (out, '\n');
    }
  if (words.summary[0] != '\0')
    {
      g_string_append_c (out, '\n');
      report_text_append_words (out, words.summary);
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, "\n%s\n", words.closing);
  if (words.agency[0] != '\0')
    g_string_append_printf (out, "\n%s\n", words.agency);
  return g_string_free_and_steal (out);
}

/* The same in HTML, without a style: it takes that of the reader's program. */
static char *
make_html (Report *report)
{
  g_auto (Words) words = find_words (report);
  Html html;

  html_init (&html, NULL);
  html_open (&html, "html", "lang", rapport_locale_get_lang (report->locale), NULL);
  html_open (&html, "body", NULL);
  html_element (&html, "p", NULL, words.greeting);
  html_element (&html, "p", NULL, words.attached);
  if (words.headline[0] != '\0')
    {
      html_open (&html, "p", "dir", "auto", NULL);
      html_element (&html, "strong", NULL, words.headline);
      html_close (&html);
    }
  if (has_tiles (report))
    {
      html_open (&html, "ul", NULL);
      for (gsize i = 0; i < MIN (report->content->n_figures, REPORT_TILES); i++)
        {
          g_autoptr (GString) line = g_string_new (NULL);

          report_text_append_figure (line, report, &report->content->figures[i]);
          html_typed (&html, "li", NULL, line->str);
        }
      html_close (&html);
    }
  if (words.summary[0] != '\0')
    html_add_prose (&html, words.summary, 2);
  html_element (&html, "p", NULL, words.closing);
  if (words.agency[0] != '\0')
    html_typed (&html, "p", NULL, words.agency);
  html_close (&html);
  html_close (&html);
  return html_finish (&html);
}

RapportLetter *
rapport_letter_new (RapportReportDocument *document)
{
  RapportLetter *self = g_new0 (RapportLetter, 1);
  Report report;

  report_init_words (&report, rapport_report_document_get_content (document));
  self->subject = make_subject (&report);
  self->body = make_body (&report);
  return self;
}

void
rapport_letter_free (RapportLetter *self)
{
  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}

/* One "@" between characters that need no quotes: anything else could be more
 * than an address. */
static gboolean
is_address (const char *text)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || at[1] == '\0' || strchr (at + 1, '@') != NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("@.!#$%&'*+-/=?^_`{|}~", *p) == NULL)
      return FALSE;
  return strlen (text) < 255;
}

static void
append_receivers (GString *out, const char *const *receivers)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; receivers != NULL && receivers[i] != NULL && i < RAPPORT_LETTER_MOST_RECEIVERS;
       i++)
    if (is_address (receivers[i]))
      g_string_append_printf (list, "%s%s", list->len > 0 ? "," CRLF " " : "", receivers[i]);
  if (list->len > 0)
    g_string_append_printf (out, "To: %s" CRLF, list->str);
}

/* Underscores and colons do not occur in what is coded in Base64. */
static char *
make_boundary (const char *kind, const RapportLetter *letter)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, letter->body, -1);

  return g_strdup_printf ("_%s_%.24s", kind, sum);
}

static void
append_words (GString *out, const char *html, const RapportLetter *letter)
{
  g_autofree char *boundary = make_boundary ("alternative", letter);

  if (html == NULL)
    {
      rapport_mime_append_text (out, "text/plain", letter->body);
      return;
    }
  rapport_mime_append_multipart (out, "alternative", boundary);
  g_string_append_printf (out, "--%s" CRLF, boundary);
  rapport_mime_append_text (out, "text/plain", letter->body);
  g_string_append_printf (out, "--%s" CRLF, boundary);
  rapport_mime_append_text (out, "text/html", html);
  g_string_append_printf (out, "--%s--" CRLF, boundary);
}

/* The old parameter is for programs that do not know the coded one. */
static void
append_pdf (GString *out, GBytes *pdf, const char *file_name)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (pdf, &length);

  g_string_append (out, "Content-Type: application/pdf; name=\"report.pdf\"" CRLF);
  g_string_append (out, "Content-Transfer-Encoding: base64" CRLF);
  g_string_append (out, "Content-Disposition: attachment");
  rapport_mime_append_parameter (out, "filename", file_name);
  g_string_append (out, CRLF CRLF);
  rapport_mime_append_base64 (out, data, length);
}

/* What a draft is made of. @html is what @letter says, or NULL. */
static GBytes *
make_draft (const RapportLetter *letter,
            const char *html,
            const char *const *receivers,
            GBytes *pdf,
            const char *file_name)
{
  g_autofree char *boundary = make_boundary ("mixed", letter);
  GString *out = g_string_new (NULL);

  append_receivers (out, receivers);
  rapport_mime_append_header (out, "Subject", letter->subject);
  g_string_append (out, "X-Unsent: 1" CRLF "MIME-Version: 1.0" CRLF);
  rapport_mime_append_multipart (out, "mixed", boundary);
  g_string_append_printf (out, "--%s" CRLF, boundary);
  append_words (out, html, letter);
  if (pdf != NULL)
    {
      g_string_append_printf (out, "--%s" CRLF, boundary);
      append_pdf (out, pdf, file_name);
    }
  g_string_append_printf (out, "--%s--" CRLF, boundary);
  return g_string_free_to_bytes (out);
}

GBytes *
rapport_letter_make_eml (RapportReportDocument *document,
                         const char *const *receivers,
                         GBytes *pdf,
                         const char *file_name,
                         gboolean with_html)
{
  g_autoptr (RapportLetter) letter = rapport_letter_new (document);
  g_autofree char *html = NULL;
  Report report;

  report_init_words (&report, rapport_report_document_get_content (document));
  if (with_html)
    html = make_html (&report);
  return make_draft (letter, html, receivers, pdf, file_name);
}

GBytes *
rapport_letter_make_plain_eml (const char *subject,
                               const char *body,
                               const char *const *receivers,
                               GBytes *pdf,
                               const char *file_name)
{
  const RapportLetter letter = { (char *) subject, (char *) body };

  return make_draft (&letter, NULL, receivers, pdf, file_name);
}
