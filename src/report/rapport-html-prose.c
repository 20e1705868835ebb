/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-html-private.h"

static void add_blocks (Html *self, const RapportBlock *parent, int level);

/* The elements of a style, opened in this order and closed in the other. */
static const struct
{
  RapportRunStyle style;
  const char *element;
} elements[] = {
  { RAPPORT_RUN_STRONG, "strong" },
  { RAPPORT_RUN_EMPHASIS, "em" },
  { RAPPORT_RUN_STRIKE, "del" },
  { RAPPORT_RUN_CODE, "code" },
};

static void
add_run (Html *self, const RapportRun *run)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (run->style & elements[i].style)
      html_open (self, elements[i].element, NULL);
  html_text (self, run->text);
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (run->style & elements[i].style)
      html_close (self);
}

static void
add_runs (Html *self, const RapportBlock *block)
{
  const char *link = NULL;

  for (guint i = 0; i < block->n_runs; i++)
    {
      const RapportRun *run = &block->runs[i];

      if (run->link != link)
        {
          if (link != NULL)
            html_close (self);
          link = run->link;
          if (link != NULL)
            html_open_link (self, link);
        }
      add_run (self, run);
    }
  if (link != NULL)
    html_close (self);
}

static void
add_typed (Html *self, const char *element, const RapportBlock *block)
{
  html_open (self, element, "dir", "auto", NULL);
  add_runs (self, block);
  html_close (self);
}

/* What can't be shown is its name. */
static void
add_paragraph (Html *self, const RapportBlock *block)
{
  const RapportRun *run = block->n_runs == 1 ? &block->runs[0] : NULL;
  GBytes *bytes = run != NULL && run->picture != NULL && self->report != NULL
                    ? report_find_picture (self->report, run->picture)
                    : NULL;

  if (bytes == NULL || !html_add_picture (self, bytes, run->text))
    add_typed (self, "p", block);
}

static void
add_code (Html *self, const RapportBlock *block)
{
  html_open (self, "pre", NULL);
  html_open (self, "code", NULL);
  for (guint i = 0; i < block->n_runs; i++)
    html_text (self, block->runs[i].text);
  html_close (self);
  html_close (self);
}

static gboolean
has_checks (const RapportBlock *list)
{
  for (guint i = 0; i < list->n_children; i++)
    if (list->children[i]->check == RAPPORT_CHECK_NONE)
      return FALSE;
  return list->n_children > 0;
}

/* A paragraph alone in its item needs no element of its own. */
static void
add_item (Html *self, const RapportBlock *item, gboolean tight, int level)
{
  html_open (self, "li", "dir", "auto", NULL);
  if (item->check != RAPPORT_CHECK_NONE)
    html_text (self, item->check == RAPPORT_CHECK_DONE ? "✓ " : "○ ");
  if (tight && item->n_children == 1 && item->children[0]->kind == RAPPORT_BLOCK_PARAGRAPH)
    add_runs (self, item->children[0]);
  else
    add_blocks (self, item, level);
  html_close (self);
}

static void
add_list (Html *self, const RapportBlock *list, int level)
{
  gboolean ordered = list->kind == RAPPORT_BLOCK_ORDERED_LIST;
  g_autofree char *start = ordered && list->start != 1 ? g_strdup_printf ("%u", list->start) : NULL;
  gboolean checks = !ordered && has_checks (list);
  const char *class = checks ? "checks" : list->tight ? "tight" : NULL;

  html_open (self, ordered ? "ol" : "ul", "class", class, "start", start, NULL);
  for (guint i = 0; i < list->n_children; i++)
    add_item (self, list->children[i], list->tight, level);
  html_close (self);
}

static const char *
align_class (RapportCellAlign align)
{
  switch (align)
    {
    case RAPPORT_CELL_ALIGN_RIGHT:
      return "number";
    case RAPPORT_CELL_ALIGN_CENTER:
      return "middle";
    case RAPPORT_CELL_ALIGN_DEFAULT:
    case RAPPORT_CELL_ALIGN_LEFT:
    default:
      return NULL;
    }
}

static void
add_row (Html *self, const RapportBlock *row)
{
  html_open (self, "tr", NULL);
  for (guint i = 0; i < row->n_children; i++)
    {
      const RapportBlock *cell = row->children[i];

      html_open (self, row->header ? "th" : "td", "scope", row->header ? "col" : NULL, "class",
                 align_class (cell->align), "dir", "auto", NULL);
      add_runs (self, cell);
      html_close (self);
    }
  html_close (self);
}

static void
add_table (Html *self, const RapportBlock *table)
{
  gboolean head = table->n_children > 0 && table->children[0]->header;

  html_open (self, "div", "class", "scroll", "tabindex", "0", NULL);
  html_open (self, "table", NULL);
  if (head)
    {
      html_open (self, "thead", NULL);
      add_row (self, table->children[0]);
      html_close (self);
    }
  html_open (self, "tbody", NULL);
  for (guint i = head ? 1 : 0; i < table->n_children; i++)
    add_row (self, table->children[i]);
  html_close (self);
  html_close (self);
  html_close (self);
}

static void
add_block (Html *self, const RapportBlock *block, int level)
{
  switch (block->kind)
    {
    case RAPPORT_BLOCK_HEADING:
      add_typed (self, level > 2 ? "h3" : "h2", block);
      break;
    case RAPPORT_BLOCK_PARAGRAPH:
      add_paragraph (self, block);
      break;
    case RAPPORT_BLOCK_CODE:
      add_code (self, block);
      break;
    case RAPPORT_BLOCK_BULLET_LIST:
    case RAPPORT_BLOCK_ORDERED_LIST:
      add_list (self, block, level);
      break;
    case RAPPORT_BLOCK_QUOTE:
      html_open (self, "blockquote", NULL);
      add_blocks (self, block, level);
      html_close (self);
      break;
    case RAPPORT_BLOCK_RULE:
      html_void (self, "hr", NULL);
      break;
    case RAPPORT_BLOCK_TABLE:
      add_table (self, block);
      break;
    case RAPPORT_BLOCK_DOCUMENT:
    case RAPPORT_BLOCK_ITEM:
    case RAPPORT_BLOCK_ROW:
    case RAPPORT_BLOCK_CELL:
    default:
      add_blocks (self, block, level);
      break;
    }
}

/* Not deeper than the tree, which is bounded. */
static void
add_blocks (Html *self, const RapportBlock *parent, int level)
{
  for (guint i = 0; i < parent->n_children; i++)
    add_block (self, parent->children[i], level);
}

void
html_add_prose (Html *self, const char *markdown, int level)
{
  g_autoptr (RapportMarkdown) parsed = rapport_markdown_parse (markdown);

  html_open (self, "div", "class", "words", NULL);
  add_blocks (self, rapport_markdown_get_root (parsed), level);
  html_close (self);
}
