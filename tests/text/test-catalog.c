/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-catalog.h"
#include "rapport-plural-private.h"
#include "rapport-text-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define RUSSIAN                                                                                    \
  "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "                          \
  "(n%100<10 || n%100>=20) ? 1 : 2);"

typedef struct
{
  const char *id;
  gsize id_size;
  const char *text;
  gsize text_size;
} Message;

#define MESSAGE(id, text) { id, sizeof (id) - 1, text, sizeof (text) - 1 }

static const Message messages[] = {
  MESSAGE ("",
           "Language: ru\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: " RUSSIAN "\n"),
  MESSAGE ("Clients", "Клиенты"),
  MESSAGE ("Untranslated", ""),
  MESSAGE ("light\004Green", "Зелёный"),
  MESSAGE ("colour\004Green", "Зелёная"),
  MESSAGE ("%d day\0%d days", "%d день\0%d дня\0%d дней"),
  MESSAGE ("%d short\0%d shorts", "%d один"),
};

static void
put_word (GByteArray *out, guint32 word, gboolean swapped)
{
  if (swapped)
    word = GUINT32_SWAP_LE_BE (word);
  g_byte_array_append (out, (const guint8 *) &word, sizeof word);
}

/* Writes a catalogue; gettext wants the messages sorted, our reader does not. */
static GBytes *
make_mo (const Message *list, gsize n, gboolean swapped)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) strings = g_byte_array_new ();
  guint32 base = (guint32) (28 + 16 * n);
  guint32 header[] = { 0x950412de, 0, (guint32) n, 28, (guint32) (28 + 8 * n), 0, base };

  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    put_word (out, header[i], swapped);
  for (gsize pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < n; i++)
      {
        const char *text = pass == 0 ? list[i].id : list[i].text;
        gsize size = pass == 0 ? list[i].id_size : list[i].text_size;

        put_word (out, (guint32) size, swapped);
        put_word (out, base + strings->len, swapped);
        g_byte_array_append (strings, (const guint8 *) text, (guint) size + 1);
      }
  g_byte_array_append (out, strings->data, strings->len);
  return g_byte_array_free_to_bytes (out);
}

static void
test_lookup (gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_mo (messages, G_N_ELEMENTS (messages), GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportCatalog) catalog = rapport_catalog_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rapport_catalog_get_size (catalog), ==, G_N_ELEMENTS (messages) - 1);
  g_assert_cmpstr (rapport_catalog_text (catalog, "Clients"), ==, "Клиенты");
  g_assert_cmpstr (rapport_catalog_text (catalog, "Untranslated"), ==, "Untranslated");
  g_assert_cmpstr (rapport_catalog_text (catalog, "Unknown"), ==, "Unknown");
  g_assert_cmpstr (rapport_catalog_text (catalog, "Green"), ==, "Green");
  g_assert_cmpstr (rapport_catalog_text (catalog, ""), ==, "");
  g_assert_cmpstr (rapport_catalog_text_in (catalog, "light", "Green"), ==, "Зелёный");
  g_assert_cmpstr (rapport_catalog_text_in (catalog, "colour", "Green"), ==, "Зелёная");
  g_assert_cmpstr (rapport_catalog_text_in (catalog, "room", "Green"), ==, "Green");
}

static void
test_plural_messages (void)
{
  static const struct
  {
    guint64 n;
    const char *form;
  } cases[] = {
    { 0, "%d дней" },   { 1, "%d день" },    { 2, "%d дня" },
    { 4, "%d дня" },    { 5, "%d дней" },    { 11, "%d дней" },
    { 12, "%d дней" },  { 21, "%d день" },   { 22, "%d дня" },
    { 101, "%d день" }, { 111, "%d дней" },  { 112, "%d дней" },
    { 122, "%d дня" },  { 1000, "%d дней" }, { G_MAXUINT64, "%d дней" },
  };
  g_autoptr (GBytes) bytes = make_mo (messages, G_N_ELEMENTS (messages), FALSE);
  g_autoptr (RapportCatalog) catalog = rapport_catalog_new_from_bytes (bytes, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rapport_catalog_plural (catalog, "%d day", "%d days", cases[i].n), ==,
                     cases[i].form);
  g_assert_cmpstr (rapport_catalog_plural (catalog, "%d short", "%d shorts", 1), ==, "%d один");
  g_assert_cmpstr (rapport_catalog_plural (catalog, "%d short", "%d shorts", 5), ==, "%d shorts");
  g_assert_cmpstr (rapport_catalog_plural (catalog, "%d new", "%d news", 1), ==, "%d new");
  g_assert_cmpstr (rapport_catalog_plural (catalog, "%d new", "%d news", 21), ==, "%d news");
}

/* Nothing that is done to the file may be read past its end: every cut is
 * refused, and every changed byte is either refused or read as another text. */
static void
test_damage (void)
{
  g_autoptr (GBytes) bytes = make_mo (messages, G_N_ELEMENTS (messages), FALSE);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new_take (g_memdup2 (data, cut), cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_catalog_new_from_bytes (part, &error));
      g_assert_error (error, RAPPORT_TEXT_ERROR, RAPPORT_TEXT_ERROR_DAMAGED);
    }
  for (gsize at = 0; at < size * 4; at++)
    {
      static const guint8 masks[] = { 0x01, 0x80, 0xff, 0x7f };
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) part = g_bytes_new_take (copy, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportCatalog) catalog = NULL;

      copy[at / 4] ^= masks[at % 4];
      catalog = rapport_catalog_new_from_bytes (part, &error);
      g_assert_true ((catalog == NULL) == (error != NULL));
      if (catalog != NULL)
        for (guint64 n = 0; n < 25; n++)
          g_assert_nonnull (rapport_catalog_plural (catalog, "%d day", "%d days", n));
    }
}

static void
test_refused (void)
{
  static const Message no_header[] = { MESSAGE ("Clients", "Клиенты") };
  static const Message latin[] = { MESSAGE ("", "Content-Type: text/plain; charset=ISO-8859-1\n") };
  static const Message bad_rule[] = { MESSAGE ("", "Plural-Forms: nplurals=2; plural=m;\n") };
  static const Message bad_text[] = { MESSAGE ("", ""), MESSAGE ("a", "\xff") };
  static const Message bad_form[] = { MESSAGE ("", ""), MESSAGE ("a\0b", "c\0\xff") };
  static const Message no_rule[] = { MESSAGE ("", ""), MESSAGE ("a\0b", "c\0d") };
  static const struct
  {
    const Message *list;
    gsize n;
    gboolean good;
  } cases[] = {
    { no_header, 1, FALSE }, { latin, 1, FALSE },    { bad_rule, 1, FALSE },
    { bad_text, 2, FALSE },  { bad_form, 2, FALSE }, { no_rule, 2, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_mo (cases[i].list, cases[i].n, FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportCatalog) catalog = rapport_catalog_new_from_bytes (bytes, &error);

      g_assert_cmpint (catalog != NULL, ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, RAPPORT_TEXT_ERROR, RAPPORT_TEXT_ERROR_DAMAGED);
      else
        g_assert_cmpstr (rapport_catalog_plural (catalog, "a", "b", 2), ==, "d");
    }
}

static void
test_plural_rules (void)
{
  static const struct
  {
    const char *rule;
    guint64 n;
    guint form;
  } cases[] = {
    { "nplurals=1; plural=0;", 5, 0 },
    { "nplurals=2; plural=n != 1;", 1, 0 },
    { "nplurals=2; plural=n != 1", 2, 1 },
    { "nplurals=2; plural=(n > 1);", 1, 0 },
    { " nplurals = 2 ; plural = n>1 ; ", 2, 1 },
    { RUSSIAN, 3, 1 },
    { RUSSIAN, 14, 2 },
    { "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;", 2, 1 },
    { "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;", 9, 2 },
    { "nplurals=9; plural=1+2*3;", 0, 7 },
    { "nplurals=9; plural=(1+2)*2;", 0, 6 },
    { "nplurals=9; plural=9-3-2;", 0, 4 },
    { "nplurals=9; plural=16/4/2;", 0, 2 },
    { "nplurals=9; plural=n%7;", 20, 6 },
    { "nplurals=2; plural=!n;", 0, 1 },
    { "nplurals=2; plural=!!n;", 7, 1 },
    { "nplurals=2; plural=n>=2 && n<=4;", 4, 1 },
    { "nplurals=2; plural=n>=2 && n<=4;", 5, 0 },
    { "nplurals=2; plural=n<2 || n>4;", 3, 0 },
    { "nplurals=2; plural=n==0 || 5/n;", 0, 1 },
    { "nplurals=2; plural=1 || 0 && 0;", 0, 1 },
    { "nplurals=2; plural=1 < 2 == 1;", 0, 1 },
    { "nplurals=2; plural=5/n;", 0, 0 },
    { "nplurals=2; plural=5%n;", 0, 0 },
    { "nplurals=2; plural=n;", 7, 0 },
    { "nplurals=2; plural=n-1;", 0, 0 },
    { "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
      "n%100>=11 ? 4 : 5);",
      102, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportPlural) plural = rapport_plural_parse (cases[i].rule, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].rule);
      g_assert_cmpuint (rapport_plural_get_form (plural, cases[i].n), ==, cases[i].form);
    }
}

static void
test_plural_refused (void)
{
  static const char *const cases[] = {
    "",
    "nplurals=2;",
    "plural=n;",
    "nplurals=0; plural=0;",
    "nplurals=99; plural=0;",
    "nplurals=99999999999999999999; plural=0;",
    "nplurals=-1; plural=0;",
    "nplurals=2; plural=;",
    "nplurals=2; plural=n m;",
    "nplurals=2; plural=(n;",
    "nplurals=2; plural=n);",
    "nplurals=2; plural=n ? 1;",
    "nplurals=2; plural=n ? 1 : ;",
    "nplurals=2; plural=n ==;",
    "nplurals=2; plural=n & 1;",
    "nplurals=2; plural=-n;",
    "nplurals=2; plural=99999999999999999999;",
    "nplurals=2; plural=n; drop",
  };
  g_autofree char *deep = g_strnfill (100000, '(');
  g_autofree char *nots = g_strnfill (100000, '!');
  g_autoptr (GString) sum = g_string_new ("nplurals=2; plural=n");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (rapport_plural_parse (cases[i], NULL));
  for (gsize i = 0; i < 10000; i++)
    g_string_append (sum, "+n");
  g_assert_null (rapport_plural_parse (sum->str, NULL));
  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *rule = g_strconcat ("nplurals=2; plural=", i ? deep : nots, "n", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (rapport_plural_parse (rule, &error));
      g_assert_error (error, RAPPORT_TEXT_ERROR, RAPPORT_TEXT_ERROR_DAMAGED);
    }
}

static void
test_english (void)
{
  static const char *const names[] = { NULL,    "",        "en",    "en_GB.UTF-8", "C",
                                       "POSIX", "C.UTF-8", "../ru", "ru/../ru",    "r u" };
  RapportCatalog *english = rapport_catalog_get ("en");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (rapport_catalog_get (names[i]) == english);
  g_assert_cmpstr (rapport_catalog_text (english, "Clients"), ==, "Clients");
  g_assert_cmpstr (rapport_catalog_plural (english, "%d day", "%d days", 1), ==, "%d day");
  g_assert_cmpstr (rapport_catalog_plural (english, "%d day", "%d days", 21), ==, "%d days");
}

/* A folder of our own in the layout of gettext, where "ru" is sound, "de" is
 * damaged and "pt_BR" stands only as "pt". */
static void
test_folder (void)
{
  g_autofree char *dir = g_dir_make_tmp ("rapport-catalog-XXXXXX", NULL);
  g_autofree char *before = g_strdup (g_getenv ("RAPPORT_LOCALEDIR"));
  g_autoptr (GBytes) bytes = make_mo (messages, G_N_ELEMENTS (messages), FALSE);
  static const char *const langs[] = { "ru", "de", "pt" };

  for (gsize i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_autofree char *folder = g_build_filename (dir, langs[i], "LC_MESSAGES", NULL);
      g_autofree char *path = g_build_filename (folder, "rapport.mo", NULL);
      gsize size = i == 1 ? 40 : g_bytes_get_size (bytes);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_assert_true (
        g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) size, NULL));
    }
  g_setenv ("RAPPORT_LOCALEDIR", dir, TRUE);
  g_assert_cmpstr (rapport_catalog_text (rapport_catalog_get ("ru"), "Clients"), ==, "Клиенты");
  g_assert_true (rapport_catalog_get ("ru") == rapport_catalog_get ("ru.UTF-8"));
  g_assert_cmpstr (rapport_catalog_text (rapport_catalog_get ("ru-RU"), "Clients"), ==, "Клиенты");
  g_assert_cmpstr (rapport_catalog_text (rapport_catalog_get ("pt_BR"), "Clients"), ==, "Клиенты");
  g_assert_cmpstr (rapport_catalog_text (rapport_catalog_get ("de"), "Clients"), ==, "Clients");
  g_assert_cmpstr (rapport_catalog_text (rapport_catalog_get ("fr"), "Clients"), ==, "Clients");
  g_setenv ("RAPPORT_LOCALEDIR", before, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_autofree char *lang = g_build_filename (dir, langs[i], NULL);
      g_autofree char *folder = g_build_filename (lang, "LC_MESSAGES", NULL);
      g_autofree char *path = g_build_filename (folder, "rapport.mo", NULL);

      g_remove (path);
      g_remove (folder);
      g_remove (lang);
    }
  g_remove (dir);
}

/* The build tree's own Russian catalogue is found and sound. */
static void
test_build_tree (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("RAPPORT_LOCALEDIR"), "ru", "LC_MESSAGES", "rapport.mo", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RapportCatalog) catalog = NULL;
  char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, &error));
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, size);
  catalog = rapport_catalog_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rapport_catalog_get_size (rapport_catalog_get ("ru")), ==,
                    rapport_catalog_get_size (catalog));
}

static gpointer
get_many (gpointer user_data)
{
  RapportCatalog *first = rapport_catalog_get ("ru");

  for (int i = 0; i < 1000; i++)
    if (rapport_catalog_get (i % 2 ? "ru" : "ru_RU.UTF-8") == NULL ||
        rapport_catalog_get ("ru") != first)
      return NULL;
  return first;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("catalog", get_many, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == rapport_catalog_get ("ru"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/catalog/lookup", GINT_TO_POINTER (FALSE), test_lookup);
  g_test_add_data_func ("/catalog/lookup-swapped", GINT_TO_POINTER (TRUE), test_lookup);
  g_test_add_func ("/catalog/plural-messages", test_plural_messages);
  g_test_add_func ("/catalog/damage", test_damage);
  g_test_add_func ("/catalog/refused", test_refused);
  g_test_add_func ("/catalog/plural-rules", test_plural_rules);
  g_test_add_func ("/catalog/plural-refused", test_plural_refused);
  g_test_add_func ("/catalog/english", test_english);
  g_test_add_func ("/catalog/folder", test_folder);
  g_test_add_func ("/catalog/build-tree", test_build_tree);
  g_test_add_func ("/catalog/threads", test_threads);
  return g_test_run ();
}
