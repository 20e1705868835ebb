/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CommonMark with tables, strikethrough, task lists and links made of bare
 * addresses. HTML is text. A line break stays one, as people who write minutes
 * expect it to. Images are their description, and nothing is loaded from anywhere; those of
 * %RAPPORT_MARKDOWN_PICTURE say which picture of the document they mean. */

#define RAPPORT_MARKDOWN_PICTURE "picture:"

/**
 * RapportBlockKind:
 * @RAPPORT_BLOCK_DOCUMENT: the root; holds blocks
 * @RAPPORT_BLOCK_HEADING: has runs and a level
 * @RAPPORT_BLOCK_PARAGRAPH: has runs
 * @RAPPORT_BLOCK_BULLET_LIST: holds items
 * @RAPPORT_BLOCK_ORDERED_LIST: holds items, numbered from its start
 * @RAPPORT_BLOCK_ITEM: holds blocks
 * @RAPPORT_BLOCK_QUOTE: holds blocks
 * @RAPPORT_BLOCK_CODE: has runs: lines of code, without a break at the end
 * @RAPPORT_BLOCK_RULE: a line across; empty
 * @RAPPORT_BLOCK_TABLE: holds rows of one width
 * @RAPPORT_BLOCK_ROW: holds cells
 * @RAPPORT_BLOCK_CELL: has runs and an alignment
 */
typedef enum
{
  RAPPORT_BLOCK_DOCUMENT,
  RAPPORT_BLOCK_HEADING,
  RAPPORT_BLOCK_PARAGRAPH,
  RAPPORT_BLOCK_BULLET_LIST,
  RAPPORT_BLOCK_ORDERED_LIST,
  RAPPORT_BLOCK_ITEM,
  RAPPORT_BLOCK_QUOTE,
  RAPPORT_BLOCK_CODE,
  RAPPORT_BLOCK_RULE,
  RAPPORT_BLOCK_TABLE,
  RAPPORT_BLOCK_ROW,
  RAPPORT_BLOCK_CELL,
} RapportBlockKind;

typedef enum
{
  RAPPORT_CELL_ALIGN_DEFAULT,
  RAPPORT_CELL_ALIGN_LEFT,
  RAPPORT_CELL_ALIGN_CENTER,
  RAPPORT_CELL_ALIGN_RIGHT,
} RapportCellAlign;

/* Whether an item has a check mark. */
typedef enum
{
  RAPPORT_CHECK_NONE,
  RAPPORT_CHECK_OPEN,
  RAPPORT_CHECK_DONE,
} RapportCheck;

typedef enum
{
  RAPPORT_RUN_PLAIN = 0,
  RAPPORT_RUN_EMPHASIS = 1 << 0,
  RAPPORT_RUN_STRONG = 1 << 1,
  RAPPORT_RUN_STRIKE = 1 << 2,
  RAPPORT_RUN_CODE = 1 << 3,
} RapportRunStyle;

/**
 * RapportRun:
 * @text: UTF-8 without control characters, but with "\n" for a break
 * @style: how it looks
 * @link: (nullable): an http, https or mailto address; runs of one link that
 *   differ in style share the pointer
 * @picture: (nullable): what follows %RAPPORT_MARKDOWN_PICTURE in the address of an image, whose
 *   description the text is
 *
 * A piece of text that looks alike.
 */
typedef struct
{
  const char *text;
  RapportRunStyle style;
  const char *link;
  const char *picture;
} RapportRun;

typedef struct _RapportBlock RapportBlock;

/**
 * RapportBlock:
 * @kind: what it is; tells which of the fields below mean something
 * @level: of a heading, 1 to 6
 * @start: of an ordered list: its first number
 * @tight: of a list: its items stand close together
 * @check: of an item
 * @header: of a row: it heads the table
 * @align: of a cell
 * @children: the blocks that it holds
 * @runs: the text that it has
 *
 * A node of the tree. Containers nest to a depth of at most
 * %RAPPORT_MARKDOWN_MAX_DEPTH; what was nested deeper stands at that depth.
 */
struct _RapportBlock
{
  RapportBlockKind kind;
  guint level;
  guint start;
  gboolean tight;
  RapportCheck check;
  gboolean header;
  RapportCellAlign align;
  guint n_children;
  const RapportBlock *const *children;
  guint n_runs;
  const RapportRun *runs;
};

#define RAPPORT_MARKDOWN_MAX_DEPTH 12

/**
 * RapportMarkdown:
 *
 * A parsed text: an immutable, reference-counted tree, usable from any thread.
 * Blocks, runs and their strings live as long as it does.
 */
typedef struct _RapportMarkdown RapportMarkdown;

/**
 * rapport_markdown_parse:
 * @text: (nullable): what the user wrote; where it is not UTF-8 it is made so
 *
 * Every text is Markdown: this can not fail.
 *
 * Returns: (transfer full): the tree
 */
RapportMarkdown *rapport_markdown_parse (const char *text);

RapportMarkdown *rapport_markdown_ref (RapportMarkdown *self);
void rapport_markdown_unref (RapportMarkdown *self);

const RapportBlock *rapport_markdown_get_root (RapportMarkdown *self);

/* (transfer full): @block in plain text for search and letters: marks of lists
 * and quotes stay, addresses stand in brackets behind what they link. */
char *rapport_block_to_plain (const RapportBlock *block);

/* (transfer full): @block in the markup of GtkLabel, which is that of Pango and
 * the element a. */
char *rapport_block_to_markup (const RapportBlock *block);

/* (transfer full): the same in one step. */
char *rapport_markdown_to_plain (const char *text);
char *rapport_markdown_to_markup (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportMarkdown, rapport_markdown_unref)

G_END_DECLS
