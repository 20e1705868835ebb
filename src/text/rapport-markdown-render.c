/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-markdown.h"

#include <string.h>

#define BULLET     "• "
#define CHECK_OPEN "☐ "
#define CHECK_DONE "☑ "
#define RULE       "———"
#define CELL_GLUE  " | "

typedef enum
{
  FORM_PLAIN,
  FORM_MARKUP,
} Form;

/* The elements of a style, opened in this order and closed in the other. */
static const struct
{
  RapportRunStyle style;
  const char *open;
  const char *close;
} elements[] = {
  { RAPPORT_RUN_STRONG, "<b>", "</b>" },
  { RAPPORT_RUN_EMPHASIS, "<i>", "</i>" },
  { RAPPORT_RUN_STRIKE, "<s>", "</s>" },
  { RAPPORT_RUN_CODE, "<tt>", "</tt>" },
};

static const char *const heading_sizes[] = { "x-large", "large", "medium" };

static void append_block (GString *out, const RapportBlock *block, Form form);

static void
append_styled (GString *out, const RapportRun *run)
{
  g_autofree char *escaped = g_markup_escape_text (run->text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (run->style & elements[i].style)
      g_string_append (out, elements[i].open);
  g_string_append (out, escaped);
  for (gsize i = G_N_ELEMENTS (elements); i > 0; i--)
    if (run->style & elements[i - 1].style)
      g_string_append (out, elements[i - 1].close);
}

static const char *
skip_prefix (const char *text, const char *prefix)
{
  return g_str_has_prefix (text, prefix) ? text + strlen (prefix) : text;
}

/* An address is said only where the text does not say it itself. */
static void
append_address (GString *out, const char *text, const char *address)
{
  const char *said = skip_prefix (address, "mailto:");
  const char *bare = skip_prefix (skip_prefix (said, "http://"), "https://");

  if (!g_str_equal (skip_prefix (text, "mailto:"), said) && !g_str_equal (text, bare))
    g_string_append_printf (out, " (%s)", said);
}

/* The runs from @first on that belong to one link, or to none. */
static guint
link_end (const RapportBlock *block, guint first)
{
  guint end = first + 1;

  while (end < block->n_runs && block->runs[end].link == block->runs[first].link)
    end++;
  return end;
}

static void
append_runs_plain (GString *out, const RapportBlock *block, guint first, guint end)
{
  gsize start = out->len;

  for (guint i = first; i < end; i++)
    g_string_append (out, block->runs[i].text);
  if (block->runs[first].link != NULL)
    append_address (out, out->str + start, block->runs[first].link);
}

static void
append_runs_markup (GString *out, const RapportBlock *block, guint first, guint end)
{
  const char *link = block->runs[first].link;

  if (link != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (link, -1);

      g_string_append_printf (out, "<a href=\"%s\">", escaped);
    }
  for (guint i = first; i < end; i++)
    append_styled (out, &block->runs[i]);
  if (link != NULL)
    g_string_append (out, "</a>");
}

static void
append_runs (GString *out, const RapportBlock *block, Form form)
{
  guint end;

  for (guint first = 0; first < block->n_runs; first = end)
    {
      end = link_end (block, first);
      if (form == FORM_MARKUP)
        append_runs_markup (out, block, first, end);
      else
        append_runs_plain (out, block, first, end);
    }
}

static void
append_heading (GString *out, const RapportBlock *block, Form form)
{
  gsize size = MIN (MAX (block->level, 1), G_N_ELEMENTS (heading_sizes)) - 1;

  if (form == FORM_MARKUP)
    g_string_append_printf (out, "<span weight=\"bold\" size=\"%s\">", heading_sizes[size]);
  append_runs (out, block, form);
  if (form == FORM_MARKUP)
    g_string_append (out, "</span>");
}

/* Appends @text with @first in front of its first line and @rest in front of
 * the others; empty lines stay empty. */
static void
append_indented (GString *out, const char *text, const char *first, const char *rest)
{
  const char *prefix = first;

  while (TRUE)
    {
      gsize length = strcspn (text, "\n");

      if (length > 0 || prefix == first)
        g_string_append (out, prefix);
      g_string_append_len (out, text, (gssize) length);
      if (text[length] == '\0')
        return;
      g_string_append_c (out, '\n');
      text += length + 1;
      prefix = rest;
    }
}

/* The blocks inside @block, parted by an empty line, or by a break where tight. */
static char *
children_to_string (const RapportBlock *block, Form form, gboolean tight)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < block->n_children; i++)
    {
      if (i > 0)
        g_string_append (out, tight ? "\n" : "\n\n");
      append_block (out, block->children[i], form);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static char *
item_mark (const RapportBlock *list, guint index)
{
  switch (list->children[index]->check)
    {
    case RAPPORT_CHECK_OPEN:
      return g_strdup (CHECK_OPEN);
    case RAPPORT_CHECK_DONE:
      return g_strdup (CHECK_DONE);
    case RAPPORT_CHECK_NONE:
    default:
      if (list->kind == RAPPORT_BLOCK_ORDERED_LIST)
        return g_strdup_printf ("%u. ", list->start + index);
      return g_strdup (BULLET);
    }
}

static void
append_list (GString *out, const RapportBlock *list, Form form)
{
  for (guint i = 0; i < list->n_children; i++)
    {
      g_autofree char *mark = item_mark (list, i);
      g_autofree char *rest = g_strnfill ((gsize) g_utf8_strlen (mark, -1), ' ');
      g_autofree char *text = children_to_string (list->children[i], form, list->tight);

      if (i > 0)
        g_string_append (out, list->tight ? "\n" : "\n\n");
      append_indented (out, text, mark, rest);
    }
}

static void
append_quote (GString *out, const RapportBlock *block, Form form)
{
  g_autofree char *text = children_to_string (block, form, FALSE);

  if (form == FORM_MARKUP)
    append_indented (out, text, "│ ", "│ ");
  else
    append_indented (out, text, "> ", "> ");
}

static void
append_row (GString *out, const RapportBlock *row, Form form)
{
  gboolean bold = form == FORM_MARKUP && row->header;

  g_string_append (out, bold ? "<b>" : "");
  for (guint i = 0; i < row->n_children; i++)
    {
      g_string_append (out, i > 0 ? CELL_GLUE : "");
      append_runs (out, row->children[i], form);
    }
  g_string_append (out, bold ? "</b>" : "");
}

static void
append_table (GString *out, const RapportBlock *table, Form form)
{
  for (guint i = 0; i < table->n_children; i++)
    {
      g_string_append (out, i > 0 ? "\n" : "");
      append_row (out, table->children[i], form);
    }
}

/* Not deeper than the tree, which is bounded. */
static void
append_block (GString *out, const RapportBlock *block, Form form)
{
  g_autofree char *children = NULL;

  switch (block->kind)
    {
    case RAPPORT_BLOCK_DOCUMENT:
    case RAPPORT_BLOCK_ITEM:
      children = children_to_string (block, form, FALSE);
      g_string_append (out, children);
      break;
    case RAPPORT_BLOCK_HEADING:
      append_heading (out, block, form);
      break;
    case RAPPORT_BLOCK_BULLET_LIST:
    case RAPPORT_BLOCK_ORDERED_LIST:
      append_list (out, block, form);
      break;
    case RAPPORT_BLOCK_QUOTE:
      append_quote (out, block, form);
      break;
    case RAPPORT_BLOCK_RULE:
      g_string_append (out, RULE);
      break;
    case RAPPORT_BLOCK_TABLE:
      append_table (out, block, form);
      break;
    case RAPPORT_BLOCK_ROW:
      append_row (out, block, form);
      break;
    case RAPPORT_BLOCK_PARAGRAPH:
    case RAPPORT_BLOCK_CODE:
    case RAPPORT_BLOCK_CELL:
    default:
      append_runs (out, block, form);
      break;
    }
}

static char *
block_to_string (const RapportBlock *block, Form form)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_block (out, block, form);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

char *
rapport_block_to_plain (const RapportBlock *block)
{
  return block_to_string (block, FORM_PLAIN);
}

char *
rapport_block_to_markup (const RapportBlock *block)
{
  return block_to_string (block, FORM_MARKUP);
}

char *
rapport_markdown_to_plain (const char *text)
{
  g_autoptr (RapportMarkdown) tree = rapport_markdown_parse (text);

  return rapport_block_to_plain (rapport_markdown_get_root (tree));
}

char *
rapport_markdown_to_markup (const char *text)
{
  g_autoptr (RapportMarkdown) tree = rapport_markdown_parse (text);

  return rapport_block_to_markup (rapport_markdown_get_root (tree));
}
