/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Canvas 1.0, as other programs write it. */
#include "rapport-exchange-error.h"
#include "rapport-json-canvas.h"

#include <string.h>

static RapportJsonCanvas *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  RapportJsonCanvas *canvas = rapport_json_canvas_parse (text, -1, &error);

  g_assert_no_error (error);
  return canvas;
}

static const char whole[] =
  "{\"nodes\": ["
  "{\"id\": \"a\", \"type\": \"text\", \"x\": -10, \"y\": 20, \"width\": 250, \"height\": 60,"
  " \"text\": \"Идея **раз**\", \"color\": \"4\"},"
  "{\"id\": \"b\", \"type\": \"file\", \"file\": \"plan.md\", \"subpath\": \"#March\","
  " \"x\": 0, \"y\": 0, \"width\": 1, \"height\": 1, \"color\": \"#FF00aa\"},"
  "{\"id\": \"c\", \"type\": \"link\", \"url\": \"https://example.org/?q=1#top\","
  " \"x\": 0, \"y\": 0, \"width\": 1, \"height\": 1},"
  "{\"id\": \"d\", \"type\": \"group\", \"label\": \"Reach\", \"background\": \"wall.png\","
  " \"backgroundStyle\": \"ratio\", \"x\": 0, \"y\": 0, \"width\": 1, \"height\": 1}],"
  "\"edges\": ["
  "{\"id\": \"e\", \"fromNode\": \"a\", \"fromSide\": \"right\", \"toNode\": \"d\","
  " \"label\": \"then\", \"plugin\": {\"deep\": [1, null]}},"
  "{\"id\": \"f\", \"fromNode\": \"c\", \"toNode\": \"a\", \"fromEnd\": \"arrow\","
  " \"toEnd\": \"none\", \"toSide\": \"inside\", \"rapport\": {\"order\": \"b\"}}],"
  "\"theme\": \"dark\"}";

static void
test_whole (void)
{
  g_autoptr (RapportJsonCanvas) canvas = parse (whole);
  const RapportCanvasNode *node = canvas->nodes->pdata[0];
  const RapportCanvasEdge *edge = canvas->edges->pdata[0];

  g_assert_cmpuint (canvas->nodes->len, ==, 4);
  g_assert_cmpint (node->kind, ==, RAPPORT_CANVAS_TEXT);
  g_assert_cmpstr (node->text, ==, "Идея **раз**");
  g_assert_cmpfloat (node->x, ==, -10);
  g_assert_cmpfloat (node->height, ==, 60);
  g_assert_cmpstr (node->colour, ==, "#33d17a");
  g_assert_null (node->extra);
  node = canvas->nodes->pdata[1];
  g_assert_cmpstr (node->address, ==, "plan.md#March");
  g_assert_cmpstr (node->colour, ==, "#ff00aa");
  node = canvas->nodes->pdata[2];
  g_assert_cmpstr (node->address, ==, "https://example.org/?q=1#top");
  node = canvas->nodes->pdata[3];
  g_assert_cmpstr (node->text, ==, "Reach");
  g_assert_cmpstr (node->extra, ==, "{\"background\":\"wall.png\",\"backgroundStyle\":\"ratio\"}");
  g_assert_cmpstr (edge->from_side, ==, "right");
  g_assert_null (edge->to_side);
  g_assert_false (edge->from_arrow);
  g_assert_true (edge->to_arrow);
  g_assert_cmpstr (edge->extra, ==, "{\"plugin\":{\"deep\":[1,null]}}");
  edge = canvas->edges->pdata[1];
  g_assert_true (edge->from_arrow);
  g_assert_false (edge->to_arrow);
  g_assert_null (edge->to_side);
  g_assert_cmpstr (json_object_get_string_member (edge->own, "order"), ==, "b");
  g_assert_cmpstr (canvas->extra, ==, "{\"theme\":\"dark\"}");
  g_assert_cmpuint (canvas->n_dangling + canvas->n_moved + canvas->n_cut, ==, 0);
}

/* What another program wrote comes back as it was, but for the order of keys. */
static void
test_there_and_back (void)
{
  g_autoptr (RapportJsonCanvas) canvas = parse (whole);
  g_autofree char *once = rapport_json_canvas_write (canvas);
  g_autoptr (RapportJsonCanvas) again = parse (once);
  g_autofree char *twice = rapport_json_canvas_write (again);
  g_autoptr (JsonNode) root = json_from_string (once, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray *nodes = json_object_get_array_member (object, "nodes");
  JsonObject *node = json_array_get_object_element (nodes, 0);

  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpstr (json_object_get_string_member (node, "color"), ==, "4");
  g_assert_cmpint (json_object_get_int_member (node, "x"), ==, -10);
  node = json_array_get_object_element (nodes, 1);
  g_assert_cmpstr (json_object_get_string_member (node, "file"), ==, "plan.md");
  g_assert_cmpstr (json_object_get_string_member (node, "subpath"), ==, "#March");
  node = json_array_get_object_element (nodes, 3);
  g_assert_cmpstr (json_object_get_string_member (node, "backgroundStyle"), ==, "ratio");
  g_assert_cmpstr (json_object_get_string_member (object, "theme"), ==, "dark");
}

static void
test_mended (void)
{
  g_autoptr (RapportJsonCanvas) canvas = parse (
    "{\"nodes\": ["
    "{\"id\": \"far\", \"x\": 1e308, \"y\": -1e999, \"width\": 1e999, \"height\": 5},"
    "{\"id\": \"none\", \"type\": \"text\", \"text\": 7},"
    "{\"id\": \"small\", \"x\": 1.4, \"y\": 2, \"width\": -3, \"height\": 0, \"color\": \"9\"}],"
    "\"edges\": [{\"id\": \"1\", \"fromNode\": \"far\", \"toNode\": \"gone\"},"
    "{\"id\": \"2\", \"toNode\": \"far\"},"
    "{\"id\": \"3\", \"fromNode\": \"far\", \"toNode\": \"none\"}]}");
  const RapportCanvasNode *node = canvas->nodes->pdata[0];

  g_assert_cmpuint (canvas->n_dangling, ==, 2);
  g_assert_cmpuint (canvas->n_moved, ==, 3);
  g_assert_cmpuint (canvas->edges->len, ==, 1);
  g_assert_cmpfloat (node->x, ==, 1e7);
  g_assert_cmpfloat (node->y, ==, -1e7);
  g_assert_cmpfloat (node->width, ==, 1e7);
  node = canvas->nodes->pdata[1];
  g_assert_cmpstr (node->text, ==, "");
  g_assert_cmpfloat (node->width, ==, 1);
  node = canvas->nodes->pdata[2];
  g_assert_cmpfloat (node->x, ==, 1);
  g_assert_cmpfloat (node->width, ==, 1);
  g_assert_null (node->colour);
}

static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (RAPPORT_JSON_CANVAS_MAX_TEXT + 1, 'x');
  g_autofree char *file = g_strdup_printf (
    "{\"nodes\":[{\"id\":\"a\",\"x\":0,\"y\":0,\"width\":9,\"height\":9,\"text\":\"%s\"}]}", text);
  g_autoptr (RapportJsonCanvas) canvas = parse (file);
  const RapportCanvasNode *node = canvas->nodes->pdata[0];

  g_assert_cmpuint (canvas->n_cut, ==, 1);
  g_assert_cmpuint (strlen (node->text), ==, RAPPORT_JSON_CANVAS_MAX_TEXT);
}

/* Between two letters, so that what was cut once is not cut again. */
static void
test_long_russian (void)
{
  GString *text =
    g_string_new ("{\"nodes\":[{\"id\":\"a\",\"x\":0,\"y\":0,\"width\":9,\"height\":9,"
                  "\"text\":\"x");
  g_autofree char *file = NULL;
  g_autofree char *written = NULL;
  g_autoptr (RapportJsonCanvas) canvas = NULL;
  g_autoptr (RapportJsonCanvas) again = NULL;
  const RapportCanvasNode *node;

  for (guint i = 0; i < RAPPORT_JSON_CANVAS_MAX_TEXT; i++)
    g_string_append (text, "ж");
  g_string_append (text, "\"}]}");
  file = g_string_free (text, FALSE);
  canvas = parse (file);
  node = canvas->nodes->pdata[0];
  g_assert_cmpuint (strlen (node->text), ==, RAPPORT_JSON_CANVAS_MAX_TEXT - 1);
  g_assert_true (g_str_has_suffix (node->text, "ж"));
  written = rapport_json_canvas_write (canvas);
  again = parse (written);
  g_assert_cmpuint (again->n_cut, ==, 0);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *file;
    int code;
    const char *message;
  } cases[] = {
    { "{\"nodes\":\n[\n{\"id\": \"a\", \"type\": \"te", RAPPORT_EXCHANGE_ERROR_DAMAGED, "line 3" },
    { "[1]", RAPPORT_EXCHANGE_ERROR_DAMAGED, "begins with something else" },
    { "\"text\"", RAPPORT_EXCHANGE_ERROR_DAMAGED, "begins with something else" },
    { "{\"nodes\": {\"a\": 1}}", RAPPORT_EXCHANGE_ERROR_DAMAGED, "“nodes”" },
    { "{\"edges\": 7}", RAPPORT_EXCHANGE_ERROR_DAMAGED, "“edges”" },
    { "{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}", RAPPORT_EXCHANGE_ERROR_DAMAGED, "“a”" },
    { "{\"nodes\": [{\"id\": \"a\"}, {\"x\": 1}]}", RAPPORT_EXCHANGE_ERROR_DAMAGED, "Number 2" },
    { "{\"nodes\": [null]}", RAPPORT_EXCHANGE_ERROR_DAMAGED, "Number 1" },
    { "Day;Clicks\n", RAPPORT_EXCHANGE_ERROR_DAMAGED, "line 1" },
  };
  g_autofree char *deep = NULL;
  GString *nested = g_string_new ("{\"nodes\": [");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_json_canvas_parse (cases[i].file, -1, &error));
      g_assert_error (error, RAPPORT_EXCHANGE_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (nested, '[');
  deep = g_string_free (nested, FALSE);
  g_assert_null (rapport_json_canvas_parse (deep, -1, NULL));
}

static void
test_empty (void)
{
  g_autoptr (RapportJsonCanvas) empty = parse ("");
  g_autoptr (RapportJsonCanvas) nothing = parse ("{}");

  g_assert_cmpuint (empty->nodes->len + nothing->nodes->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-canvas/whole", test_whole);
  g_test_add_func ("/json-canvas/there-and-back", test_there_and_back);
  g_test_add_func ("/json-canvas/mended", test_mended);
  g_test_add_func ("/json-canvas/long-text", test_long_text);
  g_test_add_func ("/json-canvas/long-russian", test_long_russian);
  g_test_add_func ("/json-canvas/refused", test_refused);
  g_test_add_func ("/json-canvas/empty", test_empty);
  return g_test_run ();
}
