/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-markdown.h"

#include <pango/pango.h>
#include <string.h>

static void
dump_runs (GString *out, const RapportBlock *block)
{
  for (guint i = 0; i < block->n_runs; i++)
    {
      const RapportRun *run = &block->runs[i];
      g_auto (GStrv) lines = g_strsplit (run->text, "\n", -1);
      g_autofree char *text = g_strjoinv ("\\n", lines);

      g_string_append_printf (out, " %s%s%s%s'%s'", run->style & RAPPORT_RUN_STRONG ? "b" : "",
                              run->style & RAPPORT_RUN_EMPHASIS ? "i" : "",
                              run->style & RAPPORT_RUN_STRIKE ? "s" : "",
                              run->style & RAPPORT_RUN_CODE ? "c" : "", text);
      if (run->link != NULL)
        g_string_append_printf (out, "@%s", run->link);
    }
}

static void
dump_details (GString *out, const RapportBlock *block)
{
  static const char aligns[] = { 0, 'l', 'c', 'r' };

  if (block->kind == RAPPORT_BLOCK_HEADING)
    g_string_append_printf (out, "%u", block->level);
  if (block->kind == RAPPORT_BLOCK_ORDERED_LIST)
    g_string_append_printf (out, "%u", block->start);
  if (block->tight)
    g_string_append (out, "!");
  if (block->check != RAPPORT_CHECK_NONE)
    g_string_append (out, block->check == RAPPORT_CHECK_DONE ? "+" : "-");
  if (block->header)
    g_string_append (out, "*");
  if (block->align != RAPPORT_CELL_ALIGN_DEFAULT)
    g_string_append_c (out, aligns[block->align]);
}

/* A tree in brackets: kind, details, runs, children. */
static void
dump (GString *out, const RapportBlock *block)
{
  static const char *const kinds[] = { "doc",   "h",    "p",  "ul",    "ol", "li",
                                       "quote", "code", "hr", "table", "tr", "td" };

  g_string_append_printf (out, "(%s", kinds[block->kind]);
  dump_details (out, block);
  dump_runs (out, block);
  for (guint i = 0; i < block->n_children; i++)
    {
      g_string_append_c (out, ' ');
      dump (out, block->children[i]);
    }
  g_string_append_c (out, ')');
}

static const struct
{
  const char *text;
  const char *tree;
} trees[] = {
  { NULL, "(doc)" },
  { "", "(doc)" },
  { "  \n\n", "(doc)" },
  { "Text", "(doc (p 'Text'))" },
  { "One\ntwo", "(doc (p 'One\\ntwo'))" },
  { "One  \ntwo", "(doc (p 'One\\ntwo'))" },
  { "One\n\ntwo", "(doc (p 'One') (p 'two'))" },
  { "# Head", "(doc (h1 'Head'))" },
  { "###### Six *em*", "(doc (h6 'Six ' i'em'))" },
  { "####### Seven", "(doc (p '####### Seven'))" },
  { "Head\n===", "(doc (h1 'Head'))" },
  { "#hashtag", "(doc (p '#hashtag'))" },
  { "**b** *i* ~~s~~ `c`", "(doc (p b'b' ' ' i'i' ' ' s's' ' ' c'c'))" },
  { "***bi*** _i __bi___", "(doc (p bi'bi' ' ' i'i ' bi'bi'))" },
  { "**a `c` d**", "(doc (p b'a ' bc'c' b' d'))" },
  { "2 * 3 * 4", "(doc (p '2 * 3 * 4'))" },
  { "snake_case_name", "(doc (p 'snake_case_name'))" },
  { "**жирный**текст", "(doc (p b'жирный' 'текст'))" },
  { "- a\n- b", "(doc (ul! (li (p 'a')) (li (p 'b'))))" },
  { "- a\n\n- b", "(doc (ul (li (p 'a')) (li (p 'b'))))" },
  { "- a\n  - b\n- c", "(doc (ul! (li (p 'a') (ul! (li (p 'b')))) (li (p 'c'))))" },
  { "- **a** b\n  - c\n\n  d", "(doc (ul (li (p b'a' ' b') (ul! (li (p 'c'))) (p 'd'))))" },
  { "3. a\n4. b", "(doc (ol3! (li (p 'a')) (li (p 'b'))))" },
  { "1) a", "(doc (ol1! (li (p 'a'))))" },
  { "- [ ] open\n- [x] done\n- none",
    "(doc (ul! (li- (p 'open')) (li+ (p 'done')) (li (p 'none'))))" },
  { "-", "(doc (ul! (li)))" },
  { "> a\n> b\n\nc", "(doc (quote (p 'a\\nb')) (p 'c'))" },
  { "> - a", "(doc (quote (ul! (li (p 'a')))))" },
  { "```js\nlet a;\n\n**b**\n```\nafter *i*",
    "(doc (code c'let a;\\n\\n**b**') (p 'after ' i'i'))" },
  { "```\n```", "(doc (code))" },
  { "    indented", "(doc (code c'indented'))" },
  { "a\n\n---\n\nb", "(doc (p 'a') (hr) (p 'b'))" },
  { "|a|b|c|\n|:-|:-:|-:|\n|1|**2**|3|",
    "(doc (table (tr* (tdl 'a') (tdc 'b') (tdr 'c')) (tr (tdl '1') (tdc b'2') (tdr '3'))))" },
  { "|a|b|\n|-|-|\n|1|", "(doc (table (tr* (td 'a') (td 'b')) (tr (td '1') (td))))" },
  { "|a|\n|-|", "(doc (table (tr* (td 'a'))))" },
  { "[site](https://a.ru/?a=1&amp;b=2)", "(doc (p 'site'@https://a.ru/?a=1&b=2))" },
  { "[a **b**](http://a.ru) c", "(doc (p 'a '@http://a.ru b'b'@http://a.ru ' c'))" },
  { "[ref][1]\n\n[1]: https://a.ru", "(doc (p 'ref'@https://a.ru))" },
  { "<https://a.ru>", "(doc (p 'https://a.ru'@https://a.ru))" },
  { "see https://a.ru/x, ok", "(doc (p 'see ' 'https://a.ru/x'@https://a.ru/x ', ok'))" },
  { "www.a.ru", "(doc (p 'www.a.ru'@http://www.a.ru))" },
  { "anna@a.ru", "(doc (p 'anna@a.ru'@mailto:anna@a.ru))" },
  { "[m](mailto:anna@a.ru)", "(doc (p 'm'@mailto:anna@a.ru))" },
  { "[a](HTTPS://A.RU)", "(doc (p 'a'@HTTPS://A.RU))" },
  { "![chart](https://a.ru/x.png)", "(doc (p 'chart'))" },
  { "![](x.png)", "(doc (p))" },
  { "[a](javascript:alert(1))", "(doc (p 'a'))" },
  { "[a](JaVaScRiPt:alert(1))", "(doc (p 'a'))" },
  { "[a](java&#115;cript:alert(1))", "(doc (p 'a'))" },
  { "[a](&#1;javascript:alert(1))", "(doc (p 'a'))" },
  { "[a](<https://a.ru b>)", "(doc (p 'a'))" },
  { "[a](https://a.ru&#10;x)", "(doc (p 'a'))" },
  { "[a](https://a.ru/&#x202e;x)", "(doc (p 'a'))" },
  { "[a](https:a.ru)", "(doc (p 'a'))" },
  { "[a](https://)", "(doc (p 'a'))" },
  { "[a](mailto:)", "(doc (p 'a'))" },
  { "[a](data:text/html,x)", "(doc (p 'a'))" },
  { "[a](file:///etc/passwd)", "(doc (p 'a'))" },
  { "[a](/local)", "(doc (p 'a'))" },
  { "[a](#anchor)", "(doc (p 'a'))" },
  { "[a]()", "(doc (p 'a'))" },
  { "<javascript:alert(1)>", "(doc (p 'javascript:alert(1)'))" },
  { "<b>bold</b>", "(doc (p '<b>bold</b>'))" },
  { "<script>\nalert(1)\n</script>", "(doc (p '<script>\\nalert(1)\\n</script>'))" },
  { "<!-- c -->", "(doc (p '<!-- c -->'))" },
  { "&amp; &laquo;a&raquo; &#8212; &#x2014; &nbsp;", "(doc (p '& «a» — — \u00a0'))" },
  { "&unknown; &amp &;", "(doc (p '&unknown; &amp &;'))" },
  { "&#0; &#xD800; &#9999999;", "(doc (p '\ufffd \ufffd \ufffd'))" },
  { "&#7;a", "(doc (p 'a'))" },
  { "a\x07"
    "b\x1b[0m",
    "(doc (p 'ab[0m'))" },
  { "\xff\xfe", "(doc (p '\ufffd\ufffd'))" },
  { "\\*a\\*", "(doc (p '*a*'))" },
  { "a\r\nb\r\n\r\nc", "(doc (p 'a\\nb') (p 'c'))" },
  { "שלום **עולם** 😀", "(doc (p 'שלום ' b'עולם' ' 😀'))" },
};

static void
test_tree (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (trees); i++)
    {
      g_autoptr (RapportMarkdown) tree = rapport_markdown_parse (trees[i].text);
      g_autoptr (GString) out = g_string_new (NULL);

      dump (out, rapport_markdown_get_root (tree));
      g_assert_cmpstr (out->str, ==, trees[i].tree);
    }
}

static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } cases[] = {
    { "", "" },
    { "# Head\n\nText **b**", "Head\n\nText b" },
    { "- a\n- b", "• a\n• b" },
    { "- a\n  1. b\n  2. c\n\n     d", "• a\n  1. b\n\n  2. c\n\n     d" },
    { "9. a\n10. b\n    - c", "9. a\n10. b\n    • c" },
    { "- [ ] a\n- [x] b", "☐ a\n☑ b" },
    { "> a\n> b", "> a\n> b" },
    { "```\na\n  b\n```", "a\n  b" },
    { "a\n\n***\n\nb", "a\n\n———\n\nb" },
    { "|a|b|\n|-|-|\n|1|2|", "a | b\n1 | 2" },
    { "[site](https://a.ru)", "site (https://a.ru)" },
    { "[**a** b](https://a.ru) c", "a b (https://a.ru) c" },
    { "https://a.ru", "https://a.ru" },
    { "www.a.ru", "www.a.ru" },
    { "anna@a.ru", "anna@a.ru" },
    { "[Anna](mailto:anna@a.ru)", "Anna (anna@a.ru)" },
    { "[a](https://a.ru)[b](https://a.ru)", "a (https://a.ru)b (https://a.ru)" },
    { "[x](javascript:y)", "x" },
    { "<b>a</b> &lt;", "<b>a</b> <" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = rapport_markdown_to_plain (cases[i].text);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_markup (void)
{
  static const struct
  {
    const char *text;
    const char *markup;
  } cases[] = {
    { "", "" },
    { "a **b** *i* ~~s~~ `c`", "a <b>b</b> <i>i</i> <s>s</s> <tt>c</tt>" },
    { "***a***", "<b><i>a</i></b>" },
    { "# H", "<span weight=\"bold\" size=\"x-large\">H</span>" },
    { "###### H", "<span weight=\"bold\" size=\"medium\">H</span>" },
    { "<b>&amp;", "&lt;b&gt;&amp;" },
    { "[a **b**](https://a.ru/?a&b=\"'<)",
      "<a href=\"https://a.ru/?a&amp;b=&quot;&apos;&lt;\">a <b>b</b></a>" },
    { "[a](https://a.ru)[b](https://a.ru)",
      "<a href=\"https://a.ru\">a</a><a href=\"https://a.ru\">b</a>" },
    { "[x](javascript:y)", "x" },
    { "- a\n- **b**", "• a\n• <b>b</b>" },
    { "> a", "│ a" },
    { "|a|b|\n|-|-|\n|1|2|", "<b>a | b</b>\n1 | 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = rapport_markdown_to_markup (cases[i].text);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

static guint
depth_of (const RapportBlock *block)
{
  guint deepest = 0;

  for (guint i = 0; i < block->n_children; i++)
    {
      guint depth = depth_of (block->children[i]); /* MAX() takes its arguments twice */

      deepest = MAX (deepest, depth);
    }
  return deepest + 1;
}

/* Which children each kind may hold, so that a layout need not check. */
static void
check_shape (const RapportBlock *block)
{
  for (guint i = 0; i < block->n_children; i++)
    {
      const RapportBlock *child = block->children[i];

      switch (block->kind)
        {
        case RAPPORT_BLOCK_BULLET_LIST:
        case RAPPORT_BLOCK_ORDERED_LIST:
          g_assert_cmpint (child->kind, ==, RAPPORT_BLOCK_ITEM);
          break;
        case RAPPORT_BLOCK_TABLE:
          g_assert_cmpint (child->kind, ==, RAPPORT_BLOCK_ROW);
          g_assert_cmpint (child->n_children, ==, block->children[0]->n_children);
          break;
        case RAPPORT_BLOCK_ROW:
          g_assert_cmpint (child->kind, ==, RAPPORT_BLOCK_CELL);
          break;
        default:
          g_assert_cmpint (block->n_runs, ==, 0);
          g_assert_true (child->kind != RAPPORT_BLOCK_ITEM && child->kind != RAPPORT_BLOCK_ROW &&
                         child->kind != RAPPORT_BLOCK_CELL);
          break;
        }
      check_shape (child);
    }
  for (guint i = 0; i < block->n_runs; i++)
    {
      g_assert_true (g_utf8_validate (block->runs[i].text, -1, NULL));
      g_assert_cmpstr (block->runs[i].text, !=, "");
    }
}

static void
check_text (const char *text)
{
  g_autoptr (RapportMarkdown) tree = rapport_markdown_parse (text);
  const RapportBlock *root = rapport_markdown_get_root (tree);
  g_autofree char *plain = rapport_block_to_plain (root);
  g_autofree char *markup = rapport_block_to_markup (root);
  g_autoptr (GError) error = NULL;

  check_shape (root);
  /* Each level of a list is a list and an item; leaves come on top. */
  g_assert_cmpuint (depth_of (root), <=, 2 * RAPPORT_MARKDOWN_MAX_DEPTH + 4);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  if (strstr (markup, "<a href") == NULL)
    {
      pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static char *
repeat (const char *piece, gsize size)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (out->len < size)
    g_string_append (out, piece);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* Texts of 100 kB that make careless parsers and trees blow up. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    ">", "> ", "- ", "1. ", "*",  "**a", "_",   "`",     "~~", "[",    "](", "![",           "[a](",
    "<", "&",  "|",  "\n",  "\\", "*a_", "a\n", "- a\n", "# ", "\xff", "😀", "|a|b\n|-|-\n",
  };
  g_autoptr (GString) stairs = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 100 * 1000);

      check_text (text);
    }
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *indent = g_strnfill (i * 2, ' ');

      g_string_append_printf (stairs, "%s- a\n", indent);
    }
  check_text (stairs->str);
}

static void
test_depth (void)
{
  g_autofree char *marks = repeat ("> - ", 4 * 200);
  g_autofree char *text = g_strconcat (marks, "deep", NULL);
  g_autofree char *plain = rapport_markdown_to_plain (text);

  g_assert_nonnull (strstr (plain, "deep"));
  check_text (text);
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
    "#",
    " ",
    "\n",
    "\n\n",
    "|",
    "|-|\n",
    "a",
    "б",
    "\t",
    "    ",
    "&amp;",
    "&#1;",
    "https://a.ru",
    "javascript:",
    "[ ] ",
    "\\",
    "\"",
    "'",
    "\x01",
    "\xc3",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 0, 40); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      check_text (text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/tree", test_tree);
  g_test_add_func ("/markdown/plain", test_plain);
  g_test_add_func ("/markdown/markup", test_markup);
  g_test_add_func ("/markdown/hostile", test_hostile);
  g_test_add_func ("/markdown/depth", test_depth);
  g_test_add_func ("/markdown/random", test_random);
  return g_test_run ();
}
