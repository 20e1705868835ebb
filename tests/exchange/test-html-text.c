/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-html-text.h"

#include <string.h>

/* What programs put on the clipboard, and what is to be read of it. */
static const struct
{
  const char *html;
  const char *text;
} cases[] = {
  { "", "" },
  { "plain words", "plain words" },
  { "<p>One</p><p>Two</p>", "One\nTwo" },
  { "<h2>Title</h2><p>Text</p>", "## Title\nText" },
  { "<ul><li>One</li><li>Two</li></ul>", "- One\n- Two" },
  { "<ol><li><p>One</p></li><li>Two<ul><li>Deep</li></ul></li></ol>", "1. One\n2. Two\n  - Deep" },
  { "a <b>strong</b> word", "a **strong** word" },
  { "a <b>strong </b>word", "a **strong** word" },
  { "a <em>soft</em>, <s>old</s> <code>x</code>", "a *soft*, ~~old~~ `x`" },
  { "<b></b>x", "x" },
  { "<a href=\"https://a.ru/x\">Site</a>", "[Site](https://a.ru/x)" },
  { "<a href=\"https://a.ru\">https://a.ru</a>", "https://a.ru" },
  { "<a href=\"mailto:a@a.ru\">Anna</a>", "[Anna](mailto:a@a.ru)" },
  { "<a href=\"javascript:alert(1)\">Click</a>", "Click" },
  { "<a href=\"JAVASCRIPT:alert(1)\">Click</a>", "Click" },
  { "<a href=\" javascript:alert(1)\">Click</a>", "Click" },
  { "<a href=\"data:text/html,x\">Click</a>", "Click" },
  { "<a href=\"file:///etc/passwd\">Click</a>", "Click" },
  { "<script>alert(1)</script>ok", "ok" },
  { "<style>p { }</style><p>ok</p>", "ok" },
  { "<!-- no --><p>ok<img src=x onerror=alert(1)></p>", "ok" },
  { "<p onclick=\"x()\">ok</p>", "ok" },
  { "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A | B\n1 | 2" },
  { "one<br>two<br/>three", "one\ntwo\nthree" },
  { "<p>a\n   b&nbsp;c</p>", "a b c" },
  { "<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7" },
  { "<p>\xd0\xa6\xd0\xb5\xd0\xbd\xd1\x8b</p>", "Цены" },
  { "<p>broken <b>on", "broken **on**" },
  { "<blockquote>Said</blockquote>", "> Said" },
  /* As an office program does it. */
  { "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=\"utf-8\">"
    "<style>.x{}</style></head><body><!--StartFragment--><p class=MsoNormal><b>Budget"
    "<o:p></o:p></b></p><p>100</p><!--EndFragment--></body></html>",
    "**Budget**\n100" },
  /* As LibreOffice 25.2 does it: cells, then paragraphs with a list and an empty line. */
  { "<!DOCTYPE html>\n\n<html>\n<head>\n\t\n\t<meta http-equiv=\"content-type\" "
    "content=\"text/html; charset=utf-8\"/>\n\t<title></title>\n\t<meta name=\"generator\" "
    "content=\"LibreOffice 25.2.3.2 (Linux)\"/>\n\t<style type=\"text/css\">\n\t\tcomment { "
    "display:none;  } \n\t</style>\n\t\n</head>\n\n<body>\n<table cellspacing=\"0\" "
    "border=\"0\">\n\t"
    "<colgroup width=\"70\"></colgroup>\n\t<colgroup width=\"37\"></colgroup>\n\t<tr>\n\t\t"
    "<td height=\"19\" align=\"left\" data-sheets-value=\"{ &quot;1&quot;: 2}\">Goals</td>\n\t\t"
    "<td align=\"left\">Sum</td>\n\t</tr>\n\t<tr>\n\t\t<td height=\"19\" align=\"left\">Hello "
    "&lt;b&gt;</td>\n\t\t<td align=\"right\" sdval=\"12.5\" "
    "sdnum=\"1033;\">12.5</td>\n\t</tr>\n\t<tr>\n"
    "\t\t<td height=\"19\" align=\"left\">Привет</td>\n\t\t<td align=\"right\" "
    "sdval=\"3\">3</td>\n\t"
    "</tr>\n</table>\n<!-- ********** -->\n</body>\n\n</html>\n",
    "Goals | Sum\nHello <b> | 12.5\nПривет | 3" },
  { "<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; "
    "charset=utf-8\"/>\n\t<style type=\"text/css\">\n\t\t@page { size: 8.27in 11.69in; margin: "
    "0.79in "
    "}\n\t\tp { line-height: 115%; margin-bottom: 0.1in; background: transparent "
    "}\n\t</style>\n</head>\n"
    "<body lang=\"ru-RU\" link=\"#000080\" vlink=\"#800000\" dir=\"ltr\"><p style=\"line-height: "
    "100%; "
    "margin-bottom: 0in\">\n<font face=\"Liberation Serif, serif\"><font size=\"3\" "
    "style=\"font-size: "
    "12pt\"><b>Бюджет</b></font></font></p>\n<ul>\n\t<li><p style=\"margin-bottom: "
    "0in\">карты</p></li>"
    "\n\t<li><p style=\"margin-bottom: 0in\">поиск,\nи ещё</p></li>\n</ul>\n<p><span "
    "lang=\"en-US\">100 "
    "000</span></p>\n</body>\n</html>",
    "**Бюджет**\n- карты\n- поиск, и ещё\n100 000" },
};

static void
test_convert (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rapport_html_text_convert (cases[i].html, strlen (cases[i].html));

      g_test_message ("%s", cases[i].html);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_encodings (void)
{
  gsize length = 0;
  g_autofree char *utf16 = g_convert ("<p>Цены</p>", -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *text = rapport_html_text_convert (utf16, length);
  g_autofree char *none = rapport_html_text_convert (NULL, 0);
  g_autofree char *broken = rapport_html_text_convert ("<p>a\xff\xfe</p>", 9);

  g_assert_cmpstr (text, ==, "Цены");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

/* What nobody would write is read in time, and nothing is deeper than the stack. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "<div>", "<ul><li>",       "<b>", "<a href=x>", "<p>word ",
                                        "&amp;", "<table><tr><td>" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;

      while (html->len < 300 * 1000)
        g_string_append (html, pieces[i]);
      text = rapport_html_text_convert (html->str, html->len);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html-text/convert", test_convert);
  g_test_add_func ("/html-text/encodings", test_encodings);
  g_test_add_func ("/html-text/hostile", test_hostile);
  return g_test_run ();
}
