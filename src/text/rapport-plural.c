/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plural-private.h"

#include "rapport-text-error.h"

#include <string.h>

#define MAX_DEPTH 32
#define MAX_NODES 512
#define MAX_FORMS 16
#define NONE      -1

typedef enum
{
  OP_NUMBER,
  OP_N,
  OP_NOT,
  OP_CHOOSE,
  OP_OR,
  OP_AND,
  OP_EQUAL,
  OP_NOT_EQUAL,
  OP_AT_MOST,
  OP_AT_LEAST,
  OP_LESS,
  OP_MORE,
  OP_ADD,
  OP_SUBTRACT,
  OP_MULTIPLY,
  OP_DIVIDE,
  OP_REMAINDER,
} Op;

/* A node of the expression; children are indexes of earlier nodes. */
typedef struct
{
  Op op;
  int child[3];
  guint64 number;
} Node;

struct _RapportPlural
{
  guint n_forms;
  int root;
  GArray *nodes;
};

typedef struct
{
  const char *at;
  int depth;
  GArray *nodes;
} Parser;

/* C's binary operators; where one begins like another, the longer is first. */
static const struct
{
  const char *text;
  Op op;
  int strength;
} binary_ops[] = {
  { "||", OP_OR, 1 },        { "&&", OP_AND, 2 },     { "==", OP_EQUAL, 3 },
  { "!=", OP_NOT_EQUAL, 3 }, { "<=", OP_AT_MOST, 4 }, { ">=", OP_AT_LEAST, 4 },
  { "<", OP_LESS, 4 },       { ">", OP_MORE, 4 },     { "+", OP_ADD, 5 },
  { "-", OP_SUBTRACT, 5 },   { "*", OP_MULTIPLY, 6 }, { "/", OP_DIVIDE, 6 },
  { "%", OP_REMAINDER, 6 },
};

static int parse_choice (Parser *parser);

static int
add_node (Parser *parser, Op op, int first, int second, int third)
{
  Node node = { op, { first, second, third }, 0 };

  if (parser->nodes->len >= MAX_NODES)
    return NONE;
  g_array_append_val (parser->nodes, node);
  return (int) parser->nodes->len - 1;
}

static void
skip_spaces (Parser *parser)
{
  while (g_ascii_isspace (*parser->at))
    parser->at++;
}

static gboolean
take (Parser *parser, char character)
{
  skip_spaces (parser);
  if (*parser->at != character)
    return FALSE;
  parser->at++;
  return TRUE;
}

static int
parse_number (Parser *parser)
{
  guint64 number = 0;
  int node;

  for (; g_ascii_isdigit (*parser->at); parser->at++)
    {
      if (number > G_MAXUINT32)
        return NONE;
      number = number * 10 + (guint64) (*parser->at - '0');
    }
  node = add_node (parser, OP_NUMBER, NONE, NONE, NONE);
  if (node != NONE)
    g_array_index (parser->nodes, Node, node).number = number;
  return node;
}

static int
parse_unary (Parser *parser)
{
  int inner = NONE;

  skip_spaces (parser);
  if (parser->depth >= MAX_DEPTH)
    return NONE;
  parser->depth++;
  if (g_ascii_isdigit (*parser->at))
    inner = parse_number (parser);
  else if (take (parser, 'n'))
    inner = add_node (parser, OP_N, NONE, NONE, NONE);
  else if (take (parser, '!'))
    {
      inner = parse_unary (parser);
      inner = inner == NONE ? NONE : add_node (parser, OP_NOT, inner, NONE, NONE);
    }
  else if (take (parser, '('))
    {
      inner = parse_choice (parser);
      inner = take (parser, ')') ? inner : NONE;
    }
  parser->depth--;
  return inner;
}

/* Which operator stands here, if it binds at least as strongly as @least. */
static gboolean
take_operator (Parser *parser, int least, Op *op, int *strength)
{
  skip_spaces (parser);
  for (gsize i = 0; i < G_N_ELEMENTS (binary_ops); i++)
    {
      if (!g_str_has_prefix (parser->at, binary_ops[i].text))
        continue;
      if (binary_ops[i].strength < least)
        return FALSE;
      parser->at += strlen (binary_ops[i].text);
      *op = binary_ops[i].op;
      *strength = binary_ops[i].strength;
      return TRUE;
    }
  return FALSE;
}

static int
parse_binary (Parser *parser, int least)
{
  int left = parse_unary (parser);
  int strength;
  Op op;

  while (left != NONE && take_operator (parser, least, &op, &strength))
    {
      int right = parse_binary (parser, strength + 1);

      left = right == NONE ? NONE : add_node (parser, op, left, right, NONE);
    }
  return left;
}

static int
parse_choice (Parser *parser)
{
  int test = parse_binary (parser, 1);
  int yes, no, node = NONE;

  if (test == NONE || !take (parser, '?'))
    return test;
  if (parser->depth >= MAX_DEPTH)
    return NONE;
  parser->depth++;
  yes = parse_choice (parser);
  if (yes != NONE && take (parser, ':'))
    {
      no = parse_choice (parser);
      node = no == NONE ? NONE : add_node (parser, OP_CHOOSE, test, yes, no);
    }
  parser->depth--;
  return node;
}

static gboolean
apply (Op op, guint64 a, guint64 b, guint64 *result)
{
  if ((op == OP_DIVIDE || op == OP_REMAINDER) && b == 0)
    return FALSE;
  switch (op)
    {
    case OP_EQUAL:
      *result = a == b;
      break;
    case OP_NOT_EQUAL:
      *result = a != b;
      break;
    case OP_AT_MOST:
      *result = a <= b;
      break;
    case OP_AT_LEAST:
      *result = a >= b;
      break;
    case OP_LESS:
      *result = a < b;
      break;
    case OP_MORE:
      *result = a > b;
      break;
    case OP_ADD:
      *result = a + b;
      break;
    case OP_SUBTRACT:
      *result = a - b;
      break;
    case OP_MULTIPLY:
      *result = a * b;
      break;
    case OP_DIVIDE:
      *result = a / b;
      break;
    case OP_REMAINDER:
      *result = a % b;
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

/* Not deeper than MAX_NODES, as children stand before their parents. */
static gboolean
evaluate (const RapportPlural *self, int index, guint64 n, guint64 *result)
{
  const Node *node = &g_array_index (self->nodes, Node, index);
  guint64 first, second;

  if (node->op == OP_NUMBER || node->op == OP_N)
    {
      *result = node->op == OP_N ? n : node->number;
      return TRUE;
    }
  if (!evaluate (self, node->child[0], n, &first))
    return FALSE;
  if (node->op == OP_NOT)
    {
      *result = !first;
      return TRUE;
    }
  if (node->op == OP_CHOOSE)
    return evaluate (self, node->child[first ? 1 : 2], n, result);
  if ((node->op == OP_OR && first) || (node->op == OP_AND && !first))
    {
      *result = first != 0;
      return TRUE;
    }
  if (!evaluate (self, node->child[1], n, &second))
    return FALSE;
  if (node->op == OP_OR || node->op == OP_AND)
    {
      *result = second != 0;
      return TRUE;
    }
  return apply (node->op, first, second, result);
}

static gboolean
take_name (Parser *parser, const char *name)
{
  skip_spaces (parser);
  if (!g_str_has_prefix (parser->at, name))
    return FALSE;
  parser->at += strlen (name);
  return take (parser, '=');
}

static gboolean
parse_n_forms (Parser *parser, guint *n_forms)
{
  char *end;

  if (!take_name (parser, "nplurals"))
    return FALSE;
  skip_spaces (parser);
  if (!g_ascii_isdigit (*parser->at))
    return FALSE;
  *n_forms = (guint) MIN (g_ascii_strtoull (parser->at, &end, 10), MAX_FORMS + 1);
  parser->at = end;
  return *n_forms >= 1 && *n_forms <= MAX_FORMS && take (parser, ';');
}

RapportPlural *
rapport_plural_parse (const char *field, GError **error)
{
  g_autoptr (RapportPlural) self = g_new0 (RapportPlural, 1);
  Parser parser = { field, 0, NULL };

  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  parser.nodes = self->nodes;
  self->root = NONE;
  if (parse_n_forms (&parser, &self->n_forms) && take_name (&parser, "plural"))
    self->root = parse_choice (&parser);
  take (&parser, ';');
  skip_spaces (&parser);
  if (self->root == NONE || *parser.at != '\0')
    {
      g_set_error (error, RAPPORT_TEXT_ERROR, RAPPORT_TEXT_ERROR_DAMAGED,
                   "The rule for plurals can not be read: %s", field);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
rapport_plural_free (RapportPlural *self)
{
  g_array_unref (self->nodes);
  g_free (self);
}

guint
rapport_plural_get_form (const RapportPlural *self, guint64 n)
{
  guint64 form;

  if (!evaluate (self, self->root, n, &form) || form >= self->n_forms)
    return 0;
  return (guint) form;
}
