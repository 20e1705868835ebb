/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-html-text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Deeper than that nothing is read. */
#define DEEPEST 200

typedef struct
{
  GString *text;
  guint list_depth;
  guint numbers[16]; /* of the lists that one is in; 0 for one with bullets */
  gboolean keeps_white;
} Writer;

/* What an element becomes. */
typedef enum
{
  PLAIN,
  LEFT_OUT,
  BLOCK,
  HEADING,
  STRONG,
  EMPHASIS,
  STRIKE,
  CODE,
  LIST,
  NUMBERS,
  ITEM,
  BREAK,
  LINK,
  QUOTE,
  CELL,
} Role;

static const struct
{
  const char *name;
  Role role;
} roles[] = {
  { "script", LEFT_OUT },
  { "style", LEFT_OUT },
  { "head", LEFT_OUT },
  { "title", LEFT_OUT },
  { "template", LEFT_OUT },
  { "noscript", LEFT_OUT },
  { "svg", LEFT_OUT },
  { "iframe", LEFT_OUT },
  { "object", LEFT_OUT },
  { "p", BLOCK },
  { "div", BLOCK },
  { "section", BLOCK },
  { "article", BLOCK },
  { "header", BLOCK },
  { "footer", BLOCK },
  { "table", BLOCK },
  { "tr", BLOCK },
  { "pre", BLOCK },
  { "dl", BLOCK },
  { "dt", BLOCK },
  { "dd", BLOCK },
  { "hr", BLOCK },
  { "h1", HEADING },
  { "h2", HEADING },
  { "h3", HEADING },
  { "h4", HEADING },
  { "h5", HEADING },
  { "h6", HEADING },
  { "b", STRONG },
  { "strong", STRONG },
  { "i", EMPHASIS },
  { "em", EMPHASIS },
  { "s", STRIKE },
  { "del", STRIKE },
  { "strike", STRIKE },
  { "code", CODE },
  { "ul", LIST },
  { "ol", NUMBERS },
  { "li", ITEM },
  { "br", BREAK },
  { "a", LINK },
  { "blockquote", QUOTE },
  { "td", CELL },
  { "th", CELL },
};

static Role
find_role (const xmlNode *node)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_ascii_strcasecmp (roles[i].name, (const char *) node->name) == 0)
      return roles[i].role;
  return PLAIN;
}

/* Programs write each cell on a line of its own: what white is between them says nothing. */
static void
part_cells (Writer *self, const xmlNode *node)
{
  const xmlNode *before = node->prev;

  while (before != NULL && (before->type != XML_ELEMENT_NODE || find_role (before) != CELL))
    before = before->prev;
  if (before == NULL)
    return;
  while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1);
  if (self->text->len > 0 && self->text->str[self->text->len - 1] != '\n')
    g_string_append (self->text, " | ");
}

static void
break_line (Writer *self)
{
  while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1);
  if (self->text->len > 0 && self->text->str[self->text->len - 1] != '\n')
    g_string_append_c (self->text, '\n');
}

static gboolean
ends_in_white (const Writer *self)
{
  return self->text->len == 0 || strchr (" \n", self->text->str[self->text->len - 1]) != NULL;
}

/* Runs of white space are one space. */
static void
write_words (Writer *self, const char *words)
{
  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (self->keeps_white && c == '\n')
        break_line (self);
      else if (!g_unichar_isspace (c))
        g_string_append_unichar (self->text, c);
      else if (!ends_in_white (self))
        g_string_append_c (self->text, ' ');
    }
}

static void write_node (Writer *self, const xmlNode *node, guint depth);

static void
write_children (Writer *self, const xmlNode *node, guint depth)
{
  for (const xmlNode *child = node->children; child != NULL && depth < DEEPEST; child = child->next)
    write_node (self, child, depth + 1);
}

/* Puts @sign around what the children say; blanks stay outside of it. */
static void
write_span (Writer *self, const xmlNode *node, const char *sign, guint depth)
{
  const gsize start = self->text->len;
  gboolean white, broken;

  write_children (self, node, depth);
  broken = self->text->len > start && self->text->str[self->text->len - 1] == '\n';
  if (broken)
    g_string_truncate (self->text, self->text->len - 1);
  if (strchr (self->text->str + start, '\n') != NULL)
    {
      if (broken)
        break_line (self);
      return;
    }
  white = self->text->len > start && self->text->str[self->text->len - 1] == ' ';
  if (white)
    g_string_truncate (self->text, self->text->len - 1);
  if (self->text->len > start)
    {
      const gsize from = self->text->str[start] == ' ' ? start + 1 : start;

      if (self->text->len > from && !g_str_has_prefix (self->text->str + from, sign))
        {
          g_string_insert (self->text, (gssize) from, sign);
          g_string_append (self->text, sign);
        }
    }
  if (broken)
    break_line (self);
  else if (white)
    g_string_append_c (self->text, ' ');
}

static gboolean
is_safe (const char *address)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return address[strcspn (address, " ()<>\n\t")] == '\0';
  return FALSE;
}

static void
write_link (Writer *self, const xmlNode *node, guint depth)
{
  xmlChar *address = xmlGetProp ((xmlNode *) node, BAD_CAST "href");
  const gsize start = self->text->len;
  const char *words;

  write_children (self, node, depth);
  words = self->text->str + start;
  if (address != NULL && is_safe ((const char *) address) && *words != '\0' &&
      strpbrk (words, "[]\n") == NULL && !g_str_equal (words, (const char *) address))
    {
      g_string_insert_c (self->text, (gssize) start, '[');
      g_string_append_printf (self->text, "](%s)", (const char *) address);
    }
  xmlFree (address);
}

static void
write_list (Writer *self, const xmlNode *node, guint number, guint depth)
{
  break_line (self);
  if (self->list_depth < G_N_ELEMENTS (self->numbers))
    self->numbers[self->list_depth] = number;
  self->list_depth++;
  write_children (self, node, depth);
  self->list_depth--;
  break_line (self);
}

static void
write_item (Writer *self, const xmlNode *node, guint depth)
{
  guint *number = self->list_depth > 0 && self->list_depth <= G_N_ELEMENTS (self->numbers)
                    ? &self->numbers[self->list_depth - 1]
                    : NULL;

  break_line (self);
  for (guint i = 1; i < MIN (self->list_depth, G_N_ELEMENTS (self->numbers)); i++)
    g_string_append (self->text, "  ");
  if (number != NULL && *number > 0)
    g_string_append_printf (self->text, "%u. ", (*number)++);
  else
    g_string_append (self->text, "- ");
  write_children (self, node, depth);
  break_line (self);
}

static void
write_block (Writer *self, const xmlNode *node, const char *sign, guint depth)
{
  const gboolean is_pre = g_ascii_strcasecmp ((const char *) node->name, "pre") == 0;

  /* A paragraph in an item of a list belongs to its line. */
  if (!g_str_has_suffix (self->text->str, "- ") && !g_str_has_suffix (self->text->str, ". "))
    break_line (self);
  g_string_append (self->text, sign);
  self->keeps_white = self->keeps_white || is_pre;
  write_children (self, node, depth);
  self->keeps_white = self->keeps_white && !is_pre;
  break_line (self);
}

static void
write_heading (Writer *self, const xmlNode *node, guint depth)
{
  const int level = CLAMP (node->name[1] - '0', 1, 6);
  g_autofree char *sign = g_strnfill ((gsize) level, '#');
  g_autofree char *with_blank = g_strconcat (sign, " ", NULL);

  write_block (self, node, with_blank, depth);
}

static void
write_element (Writer *self, const xmlNode *node, guint depth)
{
  switch (find_role (node))
    {
    case LEFT_OUT:
      break;
    case BLOCK:
      write_block (self, node, "", depth);
      break;
    case QUOTE:
      write_block (self, node, "> ", depth);
      break;
    case HEADING:
      write_heading (self, node, depth);
      break;
    case STRONG:
      write_span (self, node, "**", depth);
      break;
    case EMPHASIS:
      write_span (self, node, "*", depth);
      break;
    case STRIKE:
      write_span (self, node, "~~", depth);
      break;
    case CODE:
      write_span (self, node, "`", depth);
      break;
    case LIST:
      write_list (self, node, 0, depth);
      break;
    case NUMBERS:
      write_list (self, node, 1, depth);
      break;
    case ITEM:
      write_item (self, node, depth);
      break;
    case BREAK:
      break_line (self);
      break;
    case LINK:
      write_link (self, node, depth);
      break;
    case CELL:
      part_cells (self, node);
      write_children (self, node, depth);
      break;
    default:
      write_children (self, node, depth);
      break;
    }
}

static void
write_node (Writer *self, const xmlNode *node, guint depth)
{
  if (node->type == XML_TEXT_NODE && node->content != NULL &&
      g_utf8_validate ((const char *) node->content, -1, NULL))
    write_words (self, (const char *) node->content);
  else if (node->type == XML_ELEMENT_NODE)
    write_element (self, node, depth);
}

static gboolean
is_utf16 (const char *html, gsize length)
{
  return length >= 2 && (memcmp (html, "\xff\xfe", 2) == 0 || html[1] == '\0');
}

char *
rapport_html_text_convert (const char *html, gsize length)
{
  Writer writer = { .text = g_string_new (NULL) };
  g_autofree char *utf8 = NULL;
  htmlDocPtr document;

  if (html == NULL || length == 0)
    return g_string_free_and_steal (writer.text);
  length = MIN (length, RAPPORT_HTML_TEXT_MAX);
  if (is_utf16 (html, length))
    utf8 = g_convert (html, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16LE", NULL, NULL, NULL);
  if (utf8 == NULL)
    utf8 = g_utf8_make_valid (html, (gssize) length);
  document = htmlReadMemory (utf8, (int) strlen (utf8), NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                               HTML_PARSE_NONET);
  if (document != NULL)
    {
      for (const xmlNode *node = document->children; node != NULL; node = node->next)
        write_node (&writer, node, 0);
      xmlFreeDoc (document);
    }
  return g_strstrip (g_string_free_and_steal (writer.text));
}
