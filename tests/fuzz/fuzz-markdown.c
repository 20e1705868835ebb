/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is pasted into a note: it parses, and its markup is well-formed. */
#include "fuzz.h"
#include "rapport-markdown.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *plain = rapport_markdown_to_plain (text);
  g_autofree char *markup = rapport_markdown_to_markup (text);
  g_autofree char *document = g_strconcat ("<markup>", markup, "</markup>", NULL);
  const GMarkupParser none = { 0 };
  g_autoptr (GMarkupParseContext) parser =
    g_markup_parse_context_new (&none, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_true (g_markup_parse_context_parse (parser, document, -1, NULL));
  return 0;
}
