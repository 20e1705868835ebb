/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-xml.h"

#include "rapport-exchange-error.h"
#include "rapport-zip-part.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* Small, so that few rows wait at once. */
#define PIECE (16 * 1024)

/* Of an attribute, libxml2 tells name, prefix, namespace, begin and end. */
#define PER_ATTRIBUTE 5

struct _RapportXml
{
  GInputStream *stream;
  const RapportXmlHandler *handler;
  gpointer data;
  xmlParserCtxtPtr parser;
  xmlSAXHandler sax;
  char *piece;
  guint depth;
  gboolean stopped;
  GError *error;
};

static void
start_cb (void *data,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *uri,
          int n_namespaces,
          const xmlChar **namespaces,
          int n_attributes,
          int n_defaulted,
          const xmlChar **attributes)
{
  RapportXml *self = data;
  RapportXmlTag tag;

  self->depth++;
  if (self->stopped)
    return;
  tag = (RapportXmlTag) { (const char *) name, self->depth, (guint) n_attributes, attributes };
  if (self->depth > RAPPORT_XML_MAX_DEPTH)
    {
      g_autoptr (GError) error = NULL;

      rapport_zip_set_damaged (&error);
      rapport_xml_stop (self, g_steal_pointer (&error));
      return;
    }
  self->handler->start (self->data, &tag);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  RapportXml *self = data;

  if (!self->stopped)
    self->handler->end (self->data, (const char *) name, self->depth);
  self->depth--;
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  RapportXml *self = data;

  if (!self->stopped)
    self->handler->text (self->data, (const char *) text, (gsize) length);
}

static void
declaration_cb (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  rapport_xml_stop (data,
                    g_error_new_literal (RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                                         _ ("The workbook holds declarations that no spreadsheet "
                                            "program writes, so it wasn't opened.")));
}

/* Whatever is wrong comes back from the parser as well. */
static void
silent_cb (void *data, const xmlError *error)
{
}

RapportXml *
rapport_xml_new (GInputStream *stream, const RapportXmlHandler *handler, gpointer data)
{
  RapportXml *self = g_new0 (RapportXml, 1);

  self->stream = g_object_ref (stream);
  self->handler = handler;
  self->data = data;
  self->piece = g_malloc (PIECE);
  self->sax.initialized = XML_SAX2_MAGIC;
  self->sax.startElementNs = start_cb;
  self->sax.endElementNs = end_cb;
  self->sax.characters = text_cb;
  self->sax.cdataBlock = text_cb;
  self->sax.ignorableWhitespace = text_cb;
  self->sax.internalSubset = declaration_cb;
  self->sax.serror = (xmlStructuredErrorFunc) silent_cb;
  self->parser = xmlCreatePushParserCtxt (&self->sax, self, NULL, 0, NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_COMPACT);
  return self;
}

void
rapport_xml_free (RapportXml *self)
{
  g_clear_pointer (&self->parser->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (self->parser);
  g_object_unref (self->stream);
  g_free (self->piece);
  g_clear_error (&self->error);
  g_free (self);
}

void
rapport_xml_stop (RapportXml *self, GError *error)
{
  if (self->stopped)
    g_clear_error (&error);
  else
    self->error = error;
  self->stopped = TRUE;
  xmlStopParser (self->parser);
}

gboolean
rapport_xml_step (RapportXml *self, gboolean *more, GCancellable *cancellable, GError **error)
{
  gssize n;
  int status;

  *more = FALSE;
  n = g_input_stream_read (self->stream, self->piece, PIECE, cancellable, error);
  if (n < 0)
    return FALSE;
  status = xmlParseChunk (self->parser, self->piece, (int) n, n == 0);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (self->stopped)
    return TRUE;
  /* Namespaces that are not declared are an error, yet harm nothing. */
  if (status != XML_ERR_OK && self->parser->wellFormed == 0)
    return rapport_zip_set_damaged (error);
  *more = n > 0;
  return TRUE;
}

gboolean
rapport_xml_run (RapportXml *self, GCancellable *cancellable, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!rapport_xml_step (self, &more, cancellable, error))
      return FALSE;
  return TRUE;
}

const char *
rapport_xml_tag_find_in (const RapportXmlTag *tag,
                         const char *name_space,
                         const char *name,
                         gsize *length)
{
  for (guint i = 0; i < tag->n_attributes; i++)
    {
      const guchar **attribute = tag->attributes + (gsize) i * PER_ATTRIBUTE;

      if (strcmp ((const char *) attribute[0], name) != 0)
        continue;
      if (name_space != NULL &&
          (attribute[2] == NULL || !g_str_has_suffix ((const char *) attribute[2], name_space)))
        continue;
      *length = (gsize) (attribute[4] - attribute[3]);
      return (const char *) attribute[3];
    }
  return NULL;
}

const char *
rapport_xml_tag_find (const RapportXmlTag *tag, const char *name, gsize *length)
{
  return rapport_xml_tag_find_in (tag, NULL, name, length);
}

char *
rapport_xml_tag_dup (const RapportXmlTag *tag, const char *name)
{
  gsize length;
  const char *value = rapport_xml_tag_find (tag, name, &length);

  return value != NULL ? g_strndup (value, length) : NULL;
}

guint
rapport_xml_tag_get_number (const RapportXmlTag *tag, const char *name, guint otherwise)
{
  gsize length;
  const char *value = rapport_xml_tag_find (tag, name, &length);
  guint64 number = 0;

  if (value == NULL || length == 0)
    return otherwise;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return otherwise;
      number = MIN (number * 10 + (guint64) (value[i] - '0'), G_MAXINT);
    }
  return (guint) number;
}

gboolean
rapport_xml_tag_is_true (const RapportXmlTag *tag, const char *name)
{
  gsize length;
  const char *value = rapport_xml_tag_find (tag, name, &length);

  return value != NULL &&
         ((length == 1 && *value == '1') || (length == 4 && memcmp (value, "true", 4) == 0));
}
