/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that a server sent: as a tree, as text again, and what is none. */
#include "rapport-json.h"

#include <string.h>

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    const char *printed; /* NULL for the same */
    const char *node;    /* NULL for the same; "" for what is no JSON */
  } cases[] = {
    { "{}", NULL, NULL },
    { "[ ]", "[]", "[]" },
    { "null", NULL, NULL },
    { "\n\n\n{\"a\" : [1, -2, true, false, null, \"\\u00e9\\n\"]}\n",
      "{\"a\":[1,-2,true,false,null,\"é\\n\"]}", "{\"a\":[1,-2,true,false,null,\"é\\n\"]}" },
    { "[1.0,0.5,1e3]", "[1.0,0.5,1000.0]", "[1.0,0.5,1000.0]" },
    { "[9223372036854775807,-9223372036854775808]", NULL, NULL },
    /* What fits nowhere is kept as it came, and is only about right in a tree. */
    { "[9223372036854775808]", NULL, "[9.2233720368547758e+18]" },
    { "[123456789012345678901234567890]", NULL, "[1.2345678901234568e+29]" },
    { "{\"a\":1,\"a\":2}", NULL, "{\"a\":2}" },
    { "{\"наш\":\"клиент\",\"\":{}}", NULL, NULL },
    { "", NULL, "" },
    { "{", NULL, "" },
    { "{}{}", NULL, "" },
    { "[1,]", NULL, "" },
    { "[01]", NULL, "" },
    { "{a:1}", NULL, "" },
    { "NaN", NULL, "" },
    { "// x\n{}", NULL, "" },
    { "\"\\ud800\"", NULL, "" },
    { "\"\xff\"", NULL, "" },
    { "\xef\xbb\xbf{}", NULL, "" },
    { "<html>", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = cases[i].text;
      const char *node_text = cases[i].node != NULL ? cases[i].node : text;
      g_autoptr (yyjson_doc) json = rapport_json_parse (text, strlen (text));
      g_autofree char *printed = NULL;
      g_autofree char *tree = NULL;
      g_autoptr (JsonNode) node = NULL;

      g_test_message ("%s", text);
      g_assert_true ((json == NULL) == (*node_text == '\0'));
      if (json == NULL)
        continue;
      printed = rapport_json_print (yyjson_doc_get_root (json));
      node = rapport_json_to_node (yyjson_doc_get_root (json));
      tree = json_to_string (node, FALSE);
      g_assert_cmpstr (printed, ==, cases[i].printed != NULL ? cases[i].printed : text);
      g_assert_cmpstr (tree, ==, node_text);
    }
}

/* (transfer full): what a tree is made of @depth brackets in one another. */
static JsonNode *
make_deep (gsize depth)
{
  g_autofree char *open = g_strnfill (depth, '[');
  g_autofree char *closed = g_strnfill (depth, ']');
  g_autofree char *text = g_strconcat (open, closed, NULL);
  g_autoptr (yyjson_doc) json = rapport_json_parse (text, strlen (text));

  g_assert_nonnull (json);
  return rapport_json_to_node (yyjson_doc_get_root (json));
}

static void
test_deep (void)
{
  g_autoptr (JsonNode) fine = make_deep (200);

  g_assert_nonnull (fine);
  g_assert_null (make_deep (300));
  g_assert_null (make_deep (1000000));
}

static void
test_members (void)
{
  const char *text = "{\"text\":\"x\",\"number\":-7,\"large\":18446744073709551615,\"none\":null}";
  g_autoptr (yyjson_doc) json = rapport_json_parse (text, strlen (text));
  yyjson_val *object = yyjson_doc_get_root (json);

  g_assert_cmpstr (rapport_json_get_text (object, "text"), ==, "x");
  g_assert_cmpstr (rapport_json_get_text (object, "number"), ==, "");
  g_assert_cmpstr (rapport_json_get_text (object, "none"), ==, "");
  g_assert_cmpstr (rapport_json_get_text (object, "lacking"), ==, "");
  g_assert_cmpstr (rapport_json_get_text (NULL, "text"), ==, "");
  g_assert_cmpint (rapport_json_get_integer (object, "number"), ==, -7);
  g_assert_cmpint (rapport_json_get_integer (object, "large"), ==, 0);
  g_assert_cmpint (rapport_json_get_integer (object, "text"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/members", test_members);
  return g_test_run ();
}
