/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-import.h"
#include "rapport-exchange-error.h"
#include "rapport-workbook.h"

#include <string.h>

static RapportClientImport *
import_bytes (const char *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  RapportClientImport *import = rapport_client_import_new_for_bytes (bytes);
  gboolean read = rapport_client_import_read (import, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (read);
  return import;
}

static RapportClientImport *
import_text (const char *text)
{
  return import_bytes (text, strlen (text));
}

static void
add (GString *line, const char *text)
{
  g_string_append_printf (line, "|%s", text != NULL ? text : "");
}

/* All clients, one a line. */
static char *
describe (RapportClientImport *import)
{
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GPtrArray) clients = rapport_client_import_run (import, &remarks);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < clients->len; i++)
    {
      const RapportNewClient *row = g_ptr_array_index (clients, i);
      g_autofree char *since = rapport_day_to_string (row->since);
      const char *const parts[] = { row->status,   row->reason,  row->site, row->city,
                                    row->industry, row->manager, since,     row->notes };

      g_string_append_printf (text, "%u %s", row->line, row->name);
      for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
        if (parts[j] != NULL && *parts[j] != '\0')
          add (text, parts[j]);
      for (guint j = 0; j < row->people->len; j++)
        {
          const RapportNewPerson *person = g_ptr_array_index (row->people, j);

          g_string_append_printf (text, "/%s,%s,%s,%s", person->name, person->position,
                                  person->email, person->phone);
        }
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < remarks->len; i++)
    {
      const RapportImportRemark *remark = g_ptr_array_index (remarks, i);

      g_string_append_printf (text, "%u: %s\n", remark->line, remark->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_tables (void)
{
  static const struct
  {
    const char *text;
    guint header_line;
    const char *expected;
  } cases[] = {
    { "Название;Сайт;Город;Отрасль;Статус;Причина;Аккаунт-менеджер;Клиент "
      "с;Примечание;ФИО;Должность;E-mail;Телефон\n"
      "ООО «Ромашка»;romashka.example;Пермь;Цветы;В работе;;Анна;01.02.2025;Любит звонки;Пётр "
      "Ильин;Директор;p@romashka.example;8 912 000-00-01\n"
      "Пекарня;;;;Отказ;Дорого;;15.03.2025;;;;info@bakery.example;\n",
      1,
      "2 ООО «Ромашка»|current|romashka.example|Пермь|Цветы|Анна|2025-02-01|Любит звонки/"
      "Пётр Ильин,Директор,p@romashka.example,8 912 000-00-01\n"
      "3 Пекарня|refused|Дорого|2025-03-15/,,info@bakery.example,\n" },
    { "Company,Website,Status,Account Manager,Since,First name,Last name,Email,Phone\n"
      "Bakery Ltd,bakery.example,Active,Anna,13/02/2025,John,Smith,j@bakery.example,+44 20 0000 "
      "0001\n"
      "Mill Inc,,Churned,,03/04/2025,,,,\n",
      1,
      "2 Bakery Ltd|current|bakery.example|Anna|2025-02-13/John Smith,,j@bakery.example,+44 20 "
      "0000 0001\n"
      "3 Mill Inc|left|2025-04-03\n" },
    /* "Name" is the company's where nothing else is, and the person's where it isn't. */
    { "Name,City\nBakery,York\n", 1, "2 Bakery|York\n" },
    { "Name,Company,City\nJohn,Bakery,York\n", 1, "2 Bakery|York/John,,,\n" },
    { "Имя,Клиент,Почта\nАнна,Пекарня,a@example.com\n", 1, "2 Пекарня/Анна,,a@example.com,\n" },
    /* Lines above; several contacts; one client in two places; a row of no one */
    { "Our clients\nof 2025\n\nClient;Contact;Phone\n;Nobody;1\nBakery;John;1\n;Jane;2\nMill;;\n"
      "BAKERY;Jim;3\nBakery;Jim;3\n",
      4,
      "6 Bakery/John,,,1/Jane,,,2/Jim,,,3\n8 Mill\n5: The row names no client and is left out.\n" },
    /* Without a header, by what the cells hold */
    { "Bakery,bakery.example,j@bakery.example,+7 912 000 00 "
      "01\nMill,mill.example,a@mill.example,+7 912 000 00 02\n",
      0,
      "1 Bakery|bakery.example/,,j@bakery.example,+7 912 000 00 01\n"
      "2 Mill|mill.example/,,a@mill.example,+7 912 000 00 02\n" },
    { "Клиент\nПекарня\nМельница\n", 1, "2 Пекарня\n3 Мельница\n" },
    /* What is not known is said */
    { "Client,Status,Since\nBakery,Wonderful,soon\nMill,n/a,-\n", 1,
      "2 Bakery\n3 Mill\n2: “Wonderful” is no known status.\n2: “soon” is not a date.\n" },
    { "Client,Status\nA,Не активен\nB,на паузе\nC,Let go\nD,Новый лид\nE,АКТИВНЫЙ\n", 1,
      "2 A|left\n3 B|paused\n4 C|let-go\n5 D|lead\n6 E|current\n" },
    { "Client,Notes,Comment\n'=Bakery,one,two\n", 1, "2 =Bakery|one\ntwo\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportClientImport) import = import_text (cases[i].text);
      g_autofree char *found = describe (import);

      g_assert_cmpstr (found, ==, cases[i].expected);
      g_assert_cmpuint (rapport_client_import_get_header_line (import), ==, cases[i].header_line);
    }
}

static void
test_corrected (void)
{
  g_autoptr (RapportClientImport) import =
    import_text ("Client,Customer,Since,X\nA,Bakery,03/04/2025,York\n");
  g_autofree char *guessed = describe (import);
  g_autofree char *chosen = NULL;
  g_autofree char *turned = NULL;
  g_autofree char *bare = NULL;
  GPtrArray *columns = rapport_client_import_get_columns (import);

  g_assert_cmpstr (guessed, ==, "2 A|2025-03-04\n");
  rapport_client_import_set_column (import, 2, RAPPORT_CLIENT_COLUMN_NAME);
  rapport_client_import_set_column (import, 4, RAPPORT_CLIENT_COLUMN_CITY);
  g_assert_cmpuint (((RapportClientColumn *) columns->pdata[0])->role, ==,
                    RAPPORT_CLIENT_COLUMN_IGNORED);
  chosen = describe (import);
  g_assert_cmpstr (chosen, ==, "2 Bakery|York|2025-03-04\n");
  rapport_client_import_set_date_order (import, RAPPORT_DATE_ORDER_DAY_MONTH);
  turned = describe (import);
  g_assert_cmpstr (turned, ==, "2 Bakery|York|2025-04-03\n");
  rapport_client_import_set_header_line (import, 0);
  columns = rapport_client_import_get_columns (import);
  g_assert_cmpstr (((RapportClientColumn *) columns->pdata[0])->title, ==, "");
  bare = describe (import);
  g_assert_cmpstr (bare, ==, "1 Client\n2 A\n");
}

static void
test_encodings (void)
{
  gsize length;
  g_autofree char *bytes = g_convert ("Клиент;Город\nПекарня;Тверь\nМельница;Пермь\n", -1,
                                      "WINDOWS-1251", "UTF-8", NULL, &length, NULL);
  g_autoptr (RapportClientImport) import = import_bytes (bytes, length);
  g_autofree char *found = describe (import);

  g_assert_cmpstr (found, ==, "2 Пекарня|Тверь\n3 Мельница|Пермь\n");
  g_assert_cmpuint (rapport_client_import_get_encoding (import), ==,
                    RAPPORT_CSV_ENCODING_WINDOWS_1251);
  g_assert_cmpint (rapport_client_import_get_separator (import), ==, ';');
}

static void
test_workbook (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", "xlsx", "clients.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RapportClientImport) import = rapport_client_import_new_for_file (file);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_true (rapport_client_import_read (import, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rapport_client_import_get_sheets (import)->len, ==, 2);
  g_assert_cmpuint (rapport_client_import_get_sheet (import), ==, 1);
  found = describe (import);
  g_assert_cmpstr (found, ==,
                   "3 ООО «Ромашка»|current|romashka.example/Анна Петрова,,,8 912 000-00-01/"
                   "Пётр Ильин,,,8 912 000-00-02\n5 Пекарня|paused|bakery.example\n");
  rapport_client_import_set_sheet (import, "пусто");
  g_assert_null (rapport_client_import_get_columns (import));
  g_assert_false (rapport_client_import_read (import, NULL, &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE);
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new ("Client,City\n");
  g_autoptr (RapportClientImport) import = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < RAPPORT_CLIENT_IMPORT_MAX_ROWS; i++)
    g_string_append_printf (text, "Client %u,York\n", i);
  bytes = g_bytes_new (text->str, text->len);
  import = rapport_client_import_new_for_bytes (bytes);
  g_assert_false (rapport_client_import_read (import, NULL, &error));
  g_assert_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/client-import/tables", test_tables);
  g_test_add_func ("/exchange/client-import/corrected", test_corrected);
  g_test_add_func ("/exchange/client-import/encodings", test_encodings);
  g_test_add_func ("/exchange/client-import/workbook", test_workbook);
  g_test_add_func ("/exchange/client-import/too-many", test_too_many);
  return g_test_run ();
}
