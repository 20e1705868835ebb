/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-markdown.h"

#include "rapport-entity-private.h"

#include <md4c.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* A block while its arrays grow. */
typedef struct
{
  RapportBlock block;
  GPtrArray *children;
  GArray *runs;
} Node;

struct _RapportMarkdown
{
  gatomicrefcount ref_count;
  GPtrArray *nodes;
  GStringChunk *strings;
};

/* A place on the way from the root. A container that would be nested too deep
 * makes no node: its content goes to the node that is open already. */
typedef struct
{
  Node *node;
  gboolean skipped;
  gboolean implied;
} Place;

typedef struct
{
  RapportMarkdown *tree;
  GArray *places;
  guint depth;
  GString *text;
  RapportRunStyle style;
  guint style_depth[4];
  /* One for each open link; NULL for those that are only text. */
  GPtrArray *links;
  /* Of the image that is open, where it is one of the document. */
  const char *picture;
} Builder;

static void
node_free (gpointer data)
{
  Node *self = data;

  g_ptr_array_unref (self->children);
  g_array_unref (self->runs);
  g_free (self);
}

static Place *
top (Builder *self)
{
  return &g_array_index (self->places, Place, self->places->len - 1);
}

static const char *
open_link (Builder *self)
{
  return self->links->len > 0 ? self->links->pdata[self->links->len - 1] : NULL;
}

static void
flush_run (Builder *self)
{
  RapportRun run = { NULL, self->style, open_link (self), self->picture };

  if (self->text->len == 0)
    return;
  run.text =
    g_string_chunk_insert_len (self->tree->strings, self->text->str, (gssize) self->text->len);
  g_array_append_val (top (self)->node->runs, run);
  g_string_truncate (self->text, 0);
}

static Node *
push (Builder *self, RapportBlockKind kind)
{
  Node *node = g_new0 (Node, 1);
  Place place = { node, FALSE, FALSE };

  node->block.kind = kind;
  node->children = g_ptr_array_new ();
  node->runs = g_array_new (FALSE, FALSE, sizeof (RapportRun));
  g_ptr_array_add (self->tree->nodes, node);
  if (self->places->len > 0)
    g_ptr_array_add (top (self)->node->children, node);
  g_array_append_val (self->places, place);
  return node;
}

static void
push_skipped (Builder *self)
{
  Place place = { top (self)->node, TRUE, FALSE };

  g_array_append_val (self->places, place);
}

static void
pop (Builder *self)
{
  flush_run (self);
  g_array_set_size (self->places, self->places->len - 1);
}

static gboolean
holds_text (RapportBlockKind kind)
{
  return kind == RAPPORT_BLOCK_HEADING || kind == RAPPORT_BLOCK_PARAGRAPH ||
         kind == RAPPORT_BLOCK_CODE || kind == RAPPORT_BLOCK_CELL;
}

/* Text that stands in an item without a paragraph gets one. */
static void
begin_text (Builder *self)
{
  if (holds_text (top (self)->node->block.kind))
    return;
  push (self, RAPPORT_BLOCK_PARAGRAPH);
  top (self)->implied = TRUE;
}

static void
end_implied (Builder *self)
{
  if (top (self)->implied)
    pop (self);
}

static void
enter_container (Builder *self, RapportBlockKind kind, guint start, gboolean tight)
{
  self->depth++;
  if (self->depth > RAPPORT_MARKDOWN_MAX_DEPTH)
    push_skipped (self);
  else
    {
      Node *node = push (self, kind);

      node->block.start = start;
      node->block.tight = tight;
    }
}

static void
enter_item (Builder *self, const MD_BLOCK_LI_DETAIL *detail)
{
  Node *node;

  if (top (self)->skipped)
    {
      push_skipped (self);
      return;
    }
  node = push (self, RAPPORT_BLOCK_ITEM);
  if (detail->is_task)
    node->block.check = detail->task_mark == ' ' ? RAPPORT_CHECK_OPEN : RAPPORT_CHECK_DONE;
}

static void
enter_cell (Builder *self, const MD_BLOCK_TD_DETAIL *detail, gboolean header)
{
  static const RapportCellAlign aligns[] = {
    [MD_ALIGN_DEFAULT] = RAPPORT_CELL_ALIGN_DEFAULT,
    [MD_ALIGN_LEFT] = RAPPORT_CELL_ALIGN_LEFT,
    [MD_ALIGN_CENTER] = RAPPORT_CELL_ALIGN_CENTER,
    [MD_ALIGN_RIGHT] = RAPPORT_CELL_ALIGN_RIGHT,
  };

  if (header)
    top (self)->node->block.header = TRUE;
  push (self, RAPPORT_BLOCK_CELL)->block.align = aligns[detail->align];
}

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *user_data)
{
  Builder *self = user_data;

  if (self->places->len > 0)
    end_implied (self);
  switch (type)
    {
    case MD_BLOCK_DOC:
      push (self, RAPPORT_BLOCK_DOCUMENT);
      break;
    case MD_BLOCK_QUOTE:
      enter_container (self, RAPPORT_BLOCK_QUOTE, 0, FALSE);
      break;
    case MD_BLOCK_UL:
      enter_container (self, RAPPORT_BLOCK_BULLET_LIST, 0,
                       ((MD_BLOCK_UL_DETAIL *) detail)->is_tight);
      break;
    case MD_BLOCK_OL:
      enter_container (self, RAPPORT_BLOCK_ORDERED_LIST, ((MD_BLOCK_OL_DETAIL *) detail)->start,
                       ((MD_BLOCK_OL_DETAIL *) detail)->is_tight);
      break;
    case MD_BLOCK_LI:
      enter_item (self, detail);
      break;
    case MD_BLOCK_HR:
      push (self, RAPPORT_BLOCK_RULE);
      break;
    case MD_BLOCK_H:
      push (self, RAPPORT_BLOCK_HEADING)->block.level = ((MD_BLOCK_H_DETAIL *) detail)->level;
      break;
    case MD_BLOCK_CODE:
      push (self, RAPPORT_BLOCK_CODE);
      break;
    case MD_BLOCK_TABLE:
      push (self, RAPPORT_BLOCK_TABLE);
      break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      push_skipped (self);
      break;
    case MD_BLOCK_TR:
      push (self, RAPPORT_BLOCK_ROW);
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      enter_cell (self, detail, type == MD_BLOCK_TH);
      break;
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
    default:
      push (self, RAPPORT_BLOCK_PARAGRAPH);
      break;
    }
  return 0;
}

/* md4c ends each line of code with a break; the last is no part of the code. */
static void
drop_last_break (Builder *self)
{
  if (self->text->len > 0 && self->text->str[self->text->len - 1] == '\n')
    g_string_truncate (self->text, self->text->len - 1);
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *user_data)
{
  Builder *self = user_data;

  end_implied (self);
  if (type == MD_BLOCK_CODE)
    drop_last_break (self);
  if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    self->depth--;
  pop (self);
  if (type == MD_BLOCK_CODE)
    self->style = RAPPORT_RUN_PLAIN;
  return 0;
}

static char *
attribute_to_string (const MD_ATTRIBUTE *attribute)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (int i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++)
    {
      const char *piece = attribute->text + attribute->substr_offsets[i];
      gsize length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];

      if (attribute->substr_types[i] == MD_TEXT_ENTITY)
        rapport_entity_append (out, piece, length);
      else if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
        g_string_append (out, REPLACEMENT);
      else
        g_string_append_len (out, piece, (gssize) length);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* Only schemes that open a page or a letter; and no blanks or controls, behind
 * which a reader may hide another one. */
static gboolean
is_safe_address (const char *address)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };
  gboolean known = FALSE;

  for (const char *at = address; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    known = known || (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0 &&
                      address[strlen (schemes[i])] != '\0');
  return known;
}

static void
enter_link (Builder *self, const MD_SPAN_A_DETAIL *detail)
{
  g_autofree char *address = attribute_to_string (&detail->href);
  char *link = NULL;

  if (is_safe_address (address))
    link = g_string_chunk_insert (self->tree->strings, address);
  g_ptr_array_add (self->links, link);
}

static void
enter_image (Builder *self, const MD_SPAN_IMG_DETAIL *detail)
{
  g_autofree char *address = attribute_to_string (&detail->src);

  if (g_str_has_prefix (address, RAPPORT_MARKDOWN_PICTURE))
    self->picture =
      g_string_chunk_insert (self->tree->strings, address + strlen (RAPPORT_MARKDOWN_PICTURE));
}

/* The index of the style's depth, or -1 for spans that have none. */
static int
style_index (MD_SPANTYPE type)
{
  switch (type)
    {
    case MD_SPAN_EM:
      return 0;
    case MD_SPAN_STRONG:
      return 1;
    case MD_SPAN_DEL:
      return 2;
    case MD_SPAN_CODE:
      return 3;
    default:
      return -1;
    }
}

static void
set_style (Builder *self, MD_SPANTYPE type, int change)
{
  int index = style_index (type);

  if (index < 0)
    return;
  self->style_depth[index] += (guint) change;
  if (self->style_depth[index] > 0)
    self->style |= 1u << index;
  else
    self->style &= ~(1u << index);
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *user_data)
{
  Builder *self = user_data;

  begin_text (self);
  flush_run (self);
  if (type == MD_SPAN_A)
    enter_link (self, detail);
  else if (type == MD_SPAN_IMG)
    enter_image (self, detail);
  set_style (self, type, 1);
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *user_data)
{
  Builder *self = user_data;

  flush_run (self);
  if (type == MD_SPAN_A)
    g_ptr_array_set_size (self->links, (int) self->links->len - 1);
  else if (type == MD_SPAN_IMG)
    self->picture = NULL;
  set_style (self, type, -1);
  return 0;
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user_data)
{
  Builder *self = user_data;

  begin_text (self);
  if (top (self)->node->block.kind == RAPPORT_BLOCK_CODE)
    self->style = RAPPORT_RUN_CODE;
  switch (type)
    {
    case MD_TEXT_NULLCHAR:
      g_string_append (self->text, REPLACEMENT);
      break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
      g_string_append_c (self->text, '\n');
      break;
    case MD_TEXT_ENTITY:
      rapport_entity_append (self->text, text, size);
      break;
    default:
      rapport_text_append_clean (self->text, text, size);
      break;
    }
  return 0;
}

static void
builder_run (Builder *self, const char *text)
{
  static const MD_PARSER parser = {
    .flags = MD_DIALECT_GITHUB | MD_FLAG_NOHTML | MD_FLAG_HARD_SOFT_BREAKS,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };
  gsize size = strlen (text);

  if (size > G_MAXINT32)
    size = (gsize) (g_utf8_find_prev_char (text, text + G_MAXINT32) - text);
  if (md_parse (text, (MD_SIZE) size, &parser, self) != 0)
    g_error ("No memory to parse a text of %" G_GSIZE_FORMAT " bytes", size);
}

/* The arrays no longer move: lets the blocks point into them. */
static void
freeze (RapportMarkdown *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = self->nodes->pdata[i];

      node->block.n_children = node->children->len;
      node->block.children = (const RapportBlock *const *) node->children->pdata;
      node->block.n_runs = node->runs->len;
      node->block.runs = (const RapportRun *) (gpointer) node->runs->data;
    }
}

RapportMarkdown *
rapport_markdown_parse (const char *text)
{
  RapportMarkdown *self = g_new0 (RapportMarkdown, 1);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GString) run = g_string_new (NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  Builder builder = { .tree = self, .places = places, .text = run, .links = links };

  g_atomic_ref_count_init (&self->ref_count);
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->strings = g_string_chunk_new (1024);
  builder_run (&builder, valid);
  freeze (self);
  return self;
}

RapportMarkdown *
rapport_markdown_ref (RapportMarkdown *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_markdown_unref (RapportMarkdown *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->nodes);
  g_string_chunk_free (self->strings);
  g_free (self);
}

const RapportBlock *
rapport_markdown_get_root (RapportMarkdown *self)
{
  return &((Node *) self->nodes->pdata[0])->block;
}
