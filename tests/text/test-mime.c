/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-mime.h"

#include <string.h>

#define LONGEST_LINE 78

static void
test_headers (void)
{
  static const struct
  {
    const char *value, *header;
  } cases[] = {
    { "Report for October", "Subject: Report for October\r\n" },
    { "", "Subject: \r\n" },
    { "  about  ", "Subject: about\r\n" },
    /* Nothing begins a header of its own. */
    { "One\r\nBcc: eve@example.com", "Subject: One Bcc: eve@example.com\r\n" },
    { "One\xe2\x80\xa8two\a", "Subject: One two\r\n" },
    { "Отчёт", "Subject: =?UTF-8?B?0J7RgtGH0ZHRgg==?=\r\n" },
    { "=?x", "Subject: =?UTF-8?B?PT94?=\r\n" },
    { "\xff", "Subject: =?UTF-8?B?77+9?=\r\n" },
    { "A report about all that was done in October and of what is going to be done in November",
      "Subject: A report about all that was done in October and of what is going to\r\n"
      " be done in November\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      rapport_mime_append_header (out, "Subject", cases[i].value);
      g_assert_cmpstr (out->str, ==, cases[i].header);
    }
}

/* Long ones, coded or not, stay within the lines and lose nothing. */
static void
test_long (void)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) back = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (value, "Договорённости 🎉 ");
  g_strchomp (value->str);
  rapport_mime_append_header (out, "Subject", value->str);
  lines = g_strsplit (out->str, "\r\n", -1);
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      const char *coded = strstr (lines[i], "?B?") + 3;
      g_autofree char *word = g_strndup (coded, strlen (coded) - 2);
      gsize length;
      g_autofree guchar *bytes = g_base64_decode (word, &length);

      g_assert_cmpuint (strlen (lines[i]), <=, LONGEST_LINE);
      g_assert_true (g_utf8_validate_len ((const char *) bytes, length, NULL));
      g_string_append_len (back, (const char *) bytes, (gssize) length);
    }
  g_assert_cmpstr (back->str, ==, value->str);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *name, *address;
  } cases[] = {
    { "Anna Berg", "\"Anna Berg\" <a@example.com>" },
    { "", "a@example.com" },
    { "a@example.com", "a@example.com" },
    { "Berg, \"Anna\\\"", "\"Berg, 'Anna''\" <a@example.com>" },
    { "Анна", "=?UTF-8?B?0JDQvdC90LA=?= <a@example.com>" },
    { "Anna\n", "\"Anna\" <a@example.com>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      rapport_mime_append_address (out, cases[i].name, "a@example.com");
      g_assert_cmpstr (out->str, ==, cases[i].address);
    }
}

/* Lines end with CRLF, once, whatever they ended with. */
static void
test_texts (void)
{
  static const struct
  {
    const char *text, *coded;
  } cases[] = {
    { "a\nb", "YQ0KYg==\r\n" },
    { "a\r\nb", "YQ0KYg==\r\n" },
    { "a\n", "YQ0K\r\n" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *expected = g_strconcat ("Content-Type: text/plain; charset=utf-8\r\n"
                                               "Content-Transfer-Encoding: base64\r\n\r\n",
                                               cases[i].coded, NULL);

      rapport_mime_append_text (out, "text/plain", cases[i].text);
      g_assert_cmpstr (out->str, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mime/headers", test_headers);
  g_test_add_func ("/mime/long", test_long);
  g_test_add_func ("/mime/addresses", test_addresses);
  g_test_add_func ("/mime/texts", test_texts);
  return g_test_run ();
}
