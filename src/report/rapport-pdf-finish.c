/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-pdf.h"

#include "rapport-report-private.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

/* Cairo writes the structure; what it has no words for is added here: language,
 * alternative texts, scopes, XMP metadata. */

typedef struct
{
  qpdf_data pdf;
  Flow *flow;
  /* The next node with an alternative text, the next header cell. */
  guint figure;
  guint header;
  guint list;
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

/* The next node, in reading order, that fits what was met in the file. */
static const FlowNode *
next_node (Flow *flow, guint *index, const char *tag)
{
  while (*index < flow->nodes->len)
    {
      const FlowNode *node = &g_array_index (flow->nodes, FlowNode, (*index)++);

      if (g_str_equal (node->tag, tag))
        return node;
    }
  return NULL;
}

static void
set_attribute (
  Finish *self, qpdf_oh element, const char *owner, const char *name, const char *value)
{
  g_autofree char *attributes = g_strdup_printf ("<< /O /%s /%s /%s >>", owner, name, value);

  qpdf_oh_replace_key (self->pdf, element, "/A", qpdf_oh_parse (self->pdf, attributes));
}

static void
finish_element (Finish *self, qpdf_oh element, const char *type)
{
  const FlowNode *node = NULL;

  if (g_str_equal (type, "/Figure"))
    {
      node = next_node (self->flow, &self->figure, "Figure");
      if (node != NULL && node->alt != NULL)
        qpdf_oh_replace_key (self->pdf, element, "/Alt",
                             qpdf_oh_new_unicode_string (self->pdf, node->alt));
    }
  else if (g_str_equal (type, "/TH"))
    {
      node = next_node (self->flow, &self->header, "TH");
      if (node != NULL && node->scope != NULL)
        set_attribute (self, element, "Table", "Scope", node->scope);
    }
  else if (g_str_equal (type, "/L"))
    {
      node = next_node (self->flow, &self->list, "L");
      if (node != NULL && node->scope != NULL)
        set_attribute (self, element, "List", "ListNumbering", node->scope);
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
make_xmp (RapportPages *pages)
{
  g_autofree char *title = rapport_pages_get_title (pages);
  g_autofree char *agency = report_clean (pages->report.content->agency, TRUE);
  g_autofree char *creator =
    agency[0] != '\0' ? g_markup_printf_escaped (
                          "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>", agency)
                      : g_strdup ("");
  const char *language = rapport_locale_get_lang (pages->report.locale);
  g_autofree char *head = g_markup_printf_escaped (
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
    "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>",
    title, language);

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
set_catalog (Finish *self, RapportPages *pages)
{
  qpdf_data pdf = self->pdf;
  qpdf_oh root = qpdf_get_root (pdf);
  qpdf_oh metadata = qpdf_oh_new_stream (pdf);
  g_autofree char *xmp = make_xmp (pages);

  qpdf_oh_replace_key (pdf, root, "/Lang",
                       qpdf_oh_new_string (pdf, rapport_locale_get_lang (pages->report.locale)));
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
report_pdf_finish (RapportPages *pages, GBytes *plain, GError **error)
{
  g_auto (qpdf_data) pdf = qpdf_init ();
  Finish finish = { .pdf = pdf, .flow = pages->report.flow };
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
  set_catalog (&finish, pages);
  set_structure (&finish);
  return write_out (pdf, error);
}
