/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes reports of all kinds into a folder, for the checks of their PDFs. */
#include "rapport-agenda-output.h"
#include "rapport-minutes-output.h"
#include "rapport-pdf.h"
#include "sample-minutes.h"
#include "sample-report.h"

#include <string.h>

static void
write_pdf (const char *folder,
           const char *name,
           RapportReportDocument *document,
           RapportPaper paper)
{
  g_autoptr (RapportPages) pages = rapport_pages_new (document, paper);
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;

  if (!rapport_pdf_write (pages, path, &error))
    g_error ("%s: %s", path, error->message);
}

/* The same document with another client, and all sections backwards. */
static RapportReportDocument *
changed (RapportReportDocument *document, const char *client, const char *language)
{
  RapportReportContent content = *rapport_report_document_get_content (document);
  g_autofree RapportReportSection *sections = g_new0 (RapportReportSection, content.n_sections + 2);
  g_autoptr (GError) error = NULL;
  RapportReportDocument *made;

  for (gsize i = 0; i < content.n_sections; i++)
    sections[i] = content.sections[content.n_sections - 1 - i];
  sections[content.n_sections++] = (RapportReportSection) {
    RAPPORT_REPORT_SECTION_TEXT, FALSE, client,
    "# One\n\n## Two\n\n- [ ] open\n- [x] done **[link](https://example.com/a?b=c%20d)**\n  1. "
    "inner\n"
    "\n> quoted\n\n| a | b |\n|---|---|\n| 1 |   |\n\n```\ncode  here\n```\n\n*Слова* emoji 🙂 ∑"
  };
  content.sections = sections;
  content.client = client;
  content.language = language;
  made = rapport_report_document_new (&content, &error);
  g_assert_no_error (error);
  return made;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): the first line has a wide picture, a tall one and one that can't be read. */
static RapportPublicMinutes *
with_pictures (RapportPublicMinutes *minutes)
{
  g_autofree char *json = rapport_public_minutes_to_json (minutes);
  g_autoptr (GString) text = g_string_new (json);

  g_string_replace (text, "\"amendment\":0}",
                    "\"amendment\":0,\"pictures\":["
                    "{\"id\":\"1\",\"name\":\"Sign [new].png\",\"digest\":\"wide\"},"
                    "{\"id\":\"2\",\"name\":\"Door\",\"digest\":\"tall\"},"
                    "{\"id\":\"3\",\"name\":\"Lost.png\",\"digest\":\"none\"}]}",
                    1);
  return rapport_public_minutes_from_json (text->str, NULL);
}

static void
add_picture (GHashTable *pictures, const char *digest, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  cairo_set_source_rgb (cr, 0.2, 0.5, 0.8);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 1, 0.9, 0.4);
  cairo_rectangle (cr, width / 4.0, height / 4.0, width / 2.0, height / 2.0);
  cairo_fill (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, data);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_hash_table_insert (pictures, (gpointer) digest, g_bytes_new (data->data, data->len));
}

/* The minutes of a meeting, as they are sent first, after corrections, and their amendment. */
static void
write_minutes (const char *folder, const char *language)
{
  g_autoptr (RapportPublicMinutes) first = sample_minutes (language, 1);
  g_autoptr (RapportPublicMinutes) second = sample_minutes (language, 2);
  g_autoptr (RapportPublicMinutes) third = with_pictures (first);
  g_autoptr (GHashTable) pictures =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  const struct
  {
    const char *name;
    RapportPublicMinutes *minutes;
    RapportMinutesEdition edition;
    RapportPaper paper;
  } kinds[] = {
    { "minutes", first, { 1, 0, NULL }, RAPPORT_PAPER_A4 },
    { "minutes-2", second, { 2, 0, first }, RAPPORT_PAPER_LETTER },
    { "minutes-amendment", second, { 1, 1, NULL }, RAPPORT_PAPER_A4 },
    { "minutes-pictures", third, { .version = 1, .pictures = pictures }, RAPPORT_PAPER_A4 },
  };

  add_picture (pictures, "wide", 900, 300);
  add_picture (pictures, "tall", 200, 500);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportReportDocument) document =
        rapport_minutes_document_new (kinds[i].minutes, &kinds[i].edition, &error);
      g_autofree char *name = g_strdup_printf ("%s-%s", language, kinds[i].name);

      g_assert_no_error (error);
      write_pdf (folder, name, document, kinds[i].paper);
    }
}

/* The agenda of the same meeting. */
static void
write_agenda (const char *folder, const char *language, RapportPaper paper)
{
  g_autoptr (RapportPublicMinutes) agenda = sample_minutes (language, 1);
  const RapportAgendaLogos logos = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportReportDocument) document = rapport_agenda_document_new (agenda, &logos, &error);
  g_autofree char *name = g_strconcat (language, "-agenda", NULL);

  g_assert_no_error (error);
  write_pdf (folder, name, document, paper);
}

int
main (int argc, char **argv)
{
  static const char *const clients[] = {
    "שלום עולם בע״מ", "شركة النخيل", "株式会社さくら", "Όμιλος Αθηνών", "\x01\xE2\x80\xAE<b>&amp;",
  };
  g_autoptr (RapportReportDocument) empty = sample_report_empty ();
  static const char *const languages[] = { "en", "ru" };

  if (argc != 2)
    return 2;
  write_pdf (argv[1], "empty", empty, RAPPORT_PAPER_A4);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (RapportReportDocument) usual = sample_report (languages[i], 1);
      g_autoptr (RapportReportDocument) many = sample_report (languages[i], 20);
      g_autofree char *letter = g_strconcat (languages[i], "-letter", NULL);
      g_autofree char *long_name = g_strconcat (languages[i], "-many", NULL);

      write_minutes (argv[1], languages[i]);
      write_agenda (argv[1], languages[i], i == 0 ? RAPPORT_PAPER_LETTER : RAPPORT_PAPER_A4);
      write_pdf (argv[1], languages[i], usual, RAPPORT_PAPER_A4);
      write_pdf (argv[1], letter, usual, RAPPORT_PAPER_LETTER);
      write_pdf (argv[1], long_name, many, RAPPORT_PAPER_A4);
      for (gsize c = 0; c < G_N_ELEMENTS (clients); c++)
        {
          g_autoptr (RapportReportDocument) other = changed (usual, clients[c], languages[i]);
          g_autofree char *name = g_strdup_printf ("%s-client-%" G_GSIZE_FORMAT, languages[i], c);

          write_pdf (argv[1], name, other, RAPPORT_PAPER_A4);
        }
    }
  return 0;
}
