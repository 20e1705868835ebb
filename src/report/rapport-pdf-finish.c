/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-pdf.h"

#include "rapport-report-private.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

/* Cairo writes the structure; what it has no words for is added here: language,
 * alternative texts, places of figures, scopes, kinds of artefacts, XMP metadata. */

/* Of pictures within pictures. */
#define MAX_DEPTH 6

typedef struct
{
  qpdf_data pdf;
  const ReportPdf *facts;
  const ReportTags *tags;
  /* The next of the elements that were begun, of the artefacts. */
  guint element;
  guint artifact;
} Finish;

static void
qpdf_free (qpdf_data *pdf)
{
  if (*pdf != NULL)
    qpdf_cleanup (pdf);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (qpdf_data, qpdf_free)

static gboolean
set_error (qpdf_data pdf, GError **error)
{
  const char *message = "qpdf";

  if (qpdf_has_error (pdf))
    message = qpdf_get_error_full_text (pdf, qpdf_get_error (pdf));
  g_set_error_literal (error, RAPPORT_PDF_ERROR, RAPPORT_PDF_ERROR_FAILED, message);
  return FALSE;
}

static gboolean
failed (QPDF_ERROR_CODE code)
{
  return (code & QPDF_ERRORS) != 0;
}

/* Elements stand in the file in the order in which they were begun; links are
 * Cairo's own. */
static const FlowNode *
next_node (Finish *self, const char *type)
{
  const FlowNode *node;

  if (g_str_equal (type, "/Link") || self->element >= self->tags->opened->len)
    return NULL;
  node =
    flow_get_node (self->facts->flow, g_array_index (self->tags->opened, int, self->element++));
  if (g_str_equal (node->tag, type + 1))
    return node;
  g_warning ("the PDF has a %s where a %s was begun", type + 1, node->tag);
  return NULL;
}

static void
set_attribute (Finish *self, qpdf_oh element, const char *attributes)
{
  qpdf_oh_replace_key (self->pdf, element, "/A", qpdf_oh_parse (self->pdf, attributes));
}

/* Where the figure stands, from the lower left as PDF counts. */
static void
set_box (Finish *self, qpdf_oh element, const FlowNode *node)
{
  const double edges[] = {
    node->box.x,
    self->facts->page_height - node->box.y - node->box.height,
    node->box.x + node->box.width,
    self->facts->page_height - node->box.y,
  };
  g_autoptr (GString) text = g_string_new ("<< /O /Layout /Placement /Block /BBox [");

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, " %s",
                              g_ascii_formatd (number, sizeof number, "%.3f", edges[i]));
    }
  g_string_append (text, " ] >>");
  set_attribute (self, element, text->str);
}

static void
finish_element (Finish *self, qpdf_oh element, const char *type)
{
  const FlowNode *node = next_node (self, type);
  g_autofree char *attributes = NULL;

  if (node == NULL)
    return;
  if (node->alt != NULL)
    qpdf_oh_replace_key (self->pdf, element, "/Alt",
                         qpdf_oh_new_unicode_string (self->pdf, node->alt));
  if (node->lang != NULL)
    qpdf_oh_replace_key (self->pdf, element, "/Lang", qpdf_oh_new_string (self->pdf, node->lang));
  if (g_str_equal (node->tag, "Figure"))
    set_box (self, element, node);
  else if (node->scope != NULL)
    {
      attributes = g_str_equal (node->tag, "L")
                     ? g_strdup_printf ("<< /O /List /ListNumbering /%s >>", node->scope)
                     : g_strdup_printf ("<< /O /Table /Scope /%s >>", node->scope);
      set_attribute (self, element, attributes);
    }
}

static void visit (Finish *self, qpdf_oh element);

static void
visit_kids (Finish *self, qpdf_oh kids)
{
  if (qpdf_oh_is_array (self->pdf, kids))
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->pdf, kids); i++)
      {
        qpdf_oh kid = qpdf_oh_get_array_item (self->pdf, kids, i);

        visit (self, kid);
        qpdf_oh_release (self->pdf, kid);
      }
  else
    visit (self, kids);
}

/* Elements in reading order; marked content and annotations have no type. */
static void
visit (Finish *self, qpdf_oh element)
{
  qpdf_oh type, kids;

  if (!qpdf_oh_is_dictionary (self->pdf, element) || !qpdf_oh_has_key (self->pdf, element, "/S"))
    return;
  type = qpdf_oh_get_key (self->pdf, element, "/S");
  if (qpdf_oh_is_name (self->pdf, type))
    finish_element (self, element, qpdf_oh_get_name (self->pdf, type));
  qpdf_oh_release (self->pdf, type);
  if (!qpdf_oh_has_key (self->pdf, element, "/K"))
    return;
  kids = qpdf_oh_get_key (self->pdf, element, "/K");
  visit_kids (self, kids);
  qpdf_oh_release (self->pdf, kids);
}

/* What a link leads to, for those who do not see it. */
static void
describe_links (Finish *self, qpdf_oh page)
{
  qpdf_oh annotations = qpdf_oh_get_key (self->pdf, page, "/Annots");

  if (!qpdf_oh_is_array (self->pdf, annotations))
    return;
  for (int i = 0; i < qpdf_oh_get_array_n_items (self->pdf, annotations); i++)
    {
      qpdf_oh link = qpdf_oh_get_array_item (self->pdf, annotations, i);
      qpdf_oh action = qpdf_oh_get_key_if_dict (self->pdf, link, "/A");
      qpdf_oh address = qpdf_oh_get_key_if_dict (self->pdf, action, "/URI");

      if (qpdf_oh_is_string (self->pdf, address))
        qpdf_oh_replace_key (self->pdf, link, "/Contents", qpdf_oh_new_object (self->pdf, address));
    }
}

static char *
make_xmp (const ReportPdf *facts)
{
  g_autofree char *creator =
    facts->author[0] != '\0'
      ? g_markup_printf_escaped ("<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>",
                                 facts->author)
      : g_strdup ("");
  g_autofree char *head = g_markup_printf_escaped (
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
    "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>",
    facts->title, facts->language);

  return g_strconcat ("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                      "<rdf:Description rdf:about=\"\""
                      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
                      "<pdfuaid:part>1</pdfuaid:part>",
                      head, creator,
                      "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>", NULL);
}

static void
set_catalog (Finish *self)
{
  qpdf_data pdf = self->pdf;
  qpdf_oh root = qpdf_get_root (pdf);
  qpdf_oh metadata = qpdf_oh_new_stream (pdf);
  g_autofree char *xmp = make_xmp (self->facts);

  qpdf_oh_replace_key (pdf, root, "/Lang", qpdf_oh_new_string (pdf, self->facts->language));
  qpdf_oh_replace_key (pdf, root, "/MarkInfo", qpdf_oh_parse (pdf, "<< /Marked true >>"));
  qpdf_oh_replace_key (pdf, root, "/ViewerPreferences",
                       qpdf_oh_parse (pdf, "<< /DisplayDocTitle true >>"));
  qpdf_oh_replace_stream_data (pdf, metadata, (const unsigned char *) xmp, strlen (xmp),
                               qpdf_oh_new_null (pdf), qpdf_oh_new_null (pdf));
  qpdf_oh_replace_key (pdf, qpdf_oh_get_dict (pdf, metadata), "/Type",
                       qpdf_oh_new_name (pdf, "/Metadata"));
  qpdf_oh_replace_key (pdf, qpdf_oh_get_dict (pdf, metadata), "/Subtype",
                       qpdf_oh_new_name (pdf, "/XML"));
  qpdf_oh_replace_key (pdf, root, "/Metadata", metadata);
}

/* Cairo numbers the glyphs of a TrueType font as they stand in it, and does not
 * say so. */
static void
finish_font (Finish *self, qpdf_oh font)
{
  qpdf_oh list = qpdf_oh_get_key_if_dict (self->pdf, font, "/DescendantFonts");
  qpdf_oh below;

  if (!qpdf_oh_is_array (self->pdf, list))
    return;
  below = qpdf_oh_get_array_item (self->pdf, list, 0);
  if (qpdf_oh_is_dictionary_of_type (self->pdf, below, "/Font", "/CIDFontType2") &&
      !qpdf_oh_has_key (self->pdf, below, "/CIDToGIDMap"))
    qpdf_oh_replace_key (self->pdf, below, "/CIDToGIDMap",
                         qpdf_oh_new_name (self->pdf, "/Identity"));
  qpdf_oh_release (self->pdf, below);
  qpdf_oh_release (self->pdf, list);
}

/* The names in a dictionary; free with g_strfreev(). */
static char **
list_keys (Finish *self, qpdf_oh dictionary)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (qpdf_oh_is_dictionary (self->pdf, dictionary))
    {
      qpdf_oh_begin_dict_key_iter (self->pdf, dictionary);
      while (qpdf_oh_dict_more_keys (self->pdf))
        g_strv_builder_add (keys, qpdf_oh_dict_next_key (self->pdf));
    }
  return g_strv_builder_end (keys);
}

/* The fonts of a page, and of what is painted on it. */
static void
finish_fonts (Finish *self, qpdf_oh resources, int depth)
{
  qpdf_oh fonts = qpdf_oh_get_key_if_dict (self->pdf, resources, "/Font");
  qpdf_oh objects = qpdf_oh_get_key_if_dict (self->pdf, resources, "/XObject");
  g_auto (GStrv) font_keys = list_keys (self, fonts);
  g_auto (GStrv) object_keys = list_keys (self, objects);

  for (char **key = font_keys; *key != NULL; key++)
    {
      qpdf_oh font = qpdf_oh_get_key (self->pdf, fonts, *key);

      finish_font (self, font);
      qpdf_oh_release (self->pdf, font);
    }
  for (char **key = object_keys; *key != NULL && depth < MAX_DEPTH; key++)
    {
      qpdf_oh object = qpdf_oh_get_key (self->pdf, objects, *key);

      if (qpdf_oh_is_stream (self->pdf, object))
        finish_fonts (
          self, qpdf_oh_get_key (self->pdf, qpdf_oh_get_dict (self->pdf, object), "/Resources"),
          depth + 1);
      qpdf_oh_release (self->pdf, object);
    }
  qpdf_oh_release (self->pdf, fonts);
  qpdf_oh_release (self->pdf, objects);
}

/* What an artefact is, as the end of "/Artifact". */
static const char *
artifact_words (ReportArtifact kind)
{
  switch (kind)
    {
    case REPORT_ARTIFACT_FOOTER:
      return " << /Type /Pagination /Subtype /Footer /Attached [ /Bottom ] >> BDC";
    case REPORT_ARTIFACT_HEADER:
      return " << /Type /Pagination /Subtype /Header /Attached [ /Top ] >> BDC";
    case REPORT_ARTIFACT_REPEATED:
      return " << /Type /Pagination >> BDC";
    case REPORT_ARTIFACT_LAYOUT:
    default:
      return " << /Type /Layout >> BDC";
    }
}

/* Takes the kind of the next artefact of @page; FALSE when there is none. */
static gboolean
take_artifact (Finish *self, guint page, ReportArtifact *kind)
{
  const GArray *marks = self->tags->artifacts;
  const ReportArtifactMark *mark;

  if (self->artifact >= marks->len)
    return FALSE;
  mark = &g_array_index (marks, ReportArtifactMark, self->artifact);
  if (mark->page != page)
    return FALSE;
  *kind = mark->kind;
  self->artifact++;
  return TRUE;
}

/* Cairo writes "/Artifact BMC" and cannot say what kind it is. */
static void
name_artifacts (Finish *self, guint page, qpdf_oh contents)
{
  static const char plain[] = "/Artifact BMC";
  g_autoptr (GString) text = NULL;
  unsigned char *data = NULL;
  ReportArtifact kind;
  size_t size = 0;
  const char *from, *end, *found;

  if (failed (
        qpdf_oh_get_stream_data (self->pdf, contents, qpdf_dl_generalized, NULL, &data, &size)))
    return;
  text = g_string_sized_new (size + 512);
  from = (const char *) data;
  end = from + size;
  while ((found = memmem (from, (gsize) (end - from), plain, strlen (plain))) != NULL &&
         take_artifact (self, page, &kind))
    {
      g_string_append_len (text, from, found - from + (gssize) strlen ("/Artifact"));
      g_string_append (text, artifact_words (kind));
      from = found + strlen (plain);
    }
  g_string_append_len (text, from, end - from);
  qpdf_oh_replace_stream_data (self->pdf, contents, (unsigned char *) text->str, text->len,
                               qpdf_oh_new_null (self->pdf), qpdf_oh_new_null (self->pdf));
  free (data);
}

static void
set_structure (Finish *self)
{
  qpdf_data pdf = self->pdf;
  qpdf_oh tree = qpdf_oh_get_key (pdf, qpdf_get_root (pdf), "/StructTreeRoot");

  if (qpdf_oh_is_dictionary (pdf, tree))
    visit_kids (self, qpdf_oh_get_key (pdf, tree, "/K"));
  for (int i = 0; i < qpdf_get_num_pages (pdf); i++)
    {
      qpdf_oh page = qpdf_get_page_n (pdf, (size_t) i);

      /* The order of the keyboard is that of the structure. */
      qpdf_oh_replace_key (pdf, page, "/Tabs", qpdf_oh_new_name (pdf, "/S"));
      describe_links (self, page);
      finish_fonts (self, qpdf_oh_get_key (pdf, page, "/Resources"), 0);
      name_artifacts (self, (guint) i, qpdf_oh_get_key (pdf, page, "/Contents"));
    }
}

static GBytes *
write_out (qpdf_data pdf, GError **error)
{
  if (failed (qpdf_init_write_memory (pdf)))
    {
      set_error (pdf, error);
      return NULL;
    }
  qpdf_set_deterministic_ID (pdf, TRUE);
  qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
  qpdf_set_minimum_pdf_version (pdf, "1.7");
  if (failed (qpdf_write (pdf)))
    {
      set_error (pdf, error);
      return NULL;
    }
  return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
}

GBytes *
report_pdf_finish (const ReportPdf *facts, const ReportTags *tags, GBytes *plain, GError **error)
{
  g_auto (qpdf_data) pdf = qpdf_init ();
  Finish finish = { .pdf = pdf, .facts = facts, .tags = tags };
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, TRUE);
  /* Cairo 1.18 counts an object for each artefact and never writes it. Nothing
   * refers to those; looking for them would make qpdf read all again. */
  qpdf_set_attempt_recovery (pdf, FALSE);
  if (failed (qpdf_read_memory (pdf, "report", data, size, NULL)))
    {
      set_error (pdf, error);
      return NULL;
    }
  set_catalog (&finish);
  set_structure (&finish);
  return write_out (pdf, error);
}
