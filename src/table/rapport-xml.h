/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Deeper nesting is refused: the parts of a workbook need ten. */
#define RAPPORT_XML_MAX_DEPTH 64

/**
 * RapportXmlTag:
 * @name: without its prefix
 * @depth: 1 for the root
 *
 * A start tag; lives during the call.
 */
typedef struct
{
  const char *name;
  guint depth;
  guint n_attributes;
  const guchar **attributes;
} RapportXmlTag;

/**
 * RapportXmlHandler:
 *
 * What is told of a document, in its order. Names are without prefixes. Text
 * comes in pieces, valid UTF-8 each.
 */
typedef struct
{
  void (*start) (gpointer data, const RapportXmlTag *tag);
  void (*end) (gpointer data, const char *name, guint depth);
  void (*text) (gpointer data, const char *text, gsize length);
} RapportXmlHandler;

/**
 * RapportXml:
 *
 * Reads a document of others piece by piece, with memory for one piece. No tree
 * is built, and nothing is fetched. A document type declaration, the only way
 * to declare entities, is refused, as no spreadsheet program writes one.
 */
typedef struct _RapportXml RapportXml;

/* Takes a reference on @stream; @handler is static. */
RapportXml *rapport_xml_new (GInputStream *stream, const RapportXmlHandler *handler, gpointer data);
void rapport_xml_free (RapportXml *self);

/* Reads one piece and tells the handler. *@more says whether there is another.
 * Fails with DAMAGED when the document is broken or ends too early, and with
 * what rapport_xml_fail() was given. */
gboolean
rapport_xml_step (RapportXml *self, gboolean *more, GCancellable *cancellable, GError **error);

/* Reads all of it. */
gboolean rapport_xml_run (RapportXml *self, GCancellable *cancellable, GError **error);

/* From a handler: nothing more is told. Takes @error; with %NULL, the rest of
 * the document is of no interest and that is no error. */
void rapport_xml_stop (RapportXml *self, GError *error);

/* The attribute of this name, not terminated, or NULL. Of several with
 * different prefixes, the first is meant. */
const char *rapport_xml_tag_find (const RapportXmlTag *tag, const char *name, gsize *length);

/* The same, only of a namespace that ends so. */
const char *rapport_xml_tag_find_in (const RapportXmlTag *tag,
                                     const char *name_space,
                                     const char *name,
                                     gsize *length);

/* (transfer full) (nullable) */
char *rapport_xml_tag_dup (const RapportXmlTag *tag, const char *name);

/* A number not below zero; @otherwise when there is none. */
guint rapport_xml_tag_get_number (const RapportXmlTag *tag, const char *name, guint otherwise);

/* Whether the attribute is "1" or "true". */
gboolean rapport_xml_tag_is_true (const RapportXmlTag *tag, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportXml, rapport_xml_free)

G_END_DECLS
