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

/* All people, one a line. */
static char *
describe_people (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (RapportClientImport) import = rapport_client_import_new_for_bytes (bytes);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  rapport_client_import_set_people (import, TRUE);
  rapport_client_import_read (import, NULL, &error);
  g_assert_no_error (error);
  people = rapport_client_import_run (import, &remarks);
  for (guint i = 0; i < people->len; i++)
    {
      const RapportNewPerson *person = people->pdata[i];
      g_autofree char *birthday =
        person->birthday != RAPPORT_DAY_NONE ? rapport_day_to_string (person->birthday) : NULL;
      const char *const parts[] = { person->name,  person->position, person->email,
                                    person->phone, birthday,         person->organisation,
                                    person->notes };

      for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
        g_string_append_printf (told, "%s%s", j > 0 ? "|" : "", parts[j] != NULL ? parts[j] : "");
      g_string_append_c (told, '\n');
    }
  for (guint i = 0; i < remarks->len; i++)
    {
      const RapportImportRemark *remark = remarks->pdata[i];

      g_string_append_printf (told, "%u: %s\n", remark->line, remark->text);
    }
  return g_string_free (g_steal_pointer (&told), FALSE);
}

/* As address books and customer lists export them. */
static void
test_people (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    /* Google, today */
    { "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,"
      "Organization Name,Organization Title,Organization Department,Birthday,Notes,Labels,"
      "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
      "Address 1 - City,Website 1 - Value\n"
      "Vera,,Gull,,Ms,V,,Atlas,Head of sales,Sales, --03-12,Met in May,* myContacts,Work,"
      "v@atlas.example ::: vera@atlas.example,v2@atlas.example,Mobile,+1 202 555 0101,York,\n",
      "Vera Gull|Head of sales|v@atlas.example, vera@atlas.example, v2@atlas.example|"
      "+1 202 555 0101|1604-03-12|Atlas|Met in May\n" },
    /* Google, before: the whole name and its parts */
    { "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Birthday,Occupation,"
      "Location,Notes,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
      "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n"
      "Dr Vera Gull,Vera,,Gull,,,1961-02-28,,,,*,v@atlas.example,Work,123456,,Atlas,Head\n",
      "Dr Vera Gull|Head|v@atlas.example|123456|1961-02-28|Atlas|\n" },
    /* Outlook: a form of address, "0/0/00" for no birthday */
    { "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
      "Business Fax,Business Phone,Home Phone,Mobile Phone,Company Main Phone,Account,"
      "Assistant's Name,Birthday,E-mail Address,E-mail Type,E-mail Display Name,Manager's Name,"
      "Notes,Spouse,Web Page\n"
      "Mr.,Oleg,P.,Vetrov,Jr.,Amber Tiles,Yard,Director,,111,222222,,333333,,,Ann,0/0/00,"
      "oleg@amber.example,SMTP,Oleg Vetrov (oleg@amber.example),Boris,,Eve,\n"
      "Ms.,Eve,,Vetrova,,,,,,,,,,,,,12/31/1969,,,,,,,\n",
      "Oleg P. Vetrov|Director|oleg@amber.example|222222, 333333||Amber Tiles|\n"
      "Eve Vetrova||||1969-12-31||\n" },
    /* Bitrix24, in Russian */
    { "ID;Обращение;Имя;Отчество;Фамилия;Дата рождения;Рабочий телефон;Мобильный телефон;"
      "Рабочий e-mail;Тип контакта;Должность;Комментарий;Компания;Ответственный\n"
      "17;г-н;Лев;Ильич;Лунёв;05.03.1961;8 846 000-00-01;+7 927 000-00-02;lev@a.example;Клиент;"
      "Директор;Звонить утром;Ромашка;Анна\n"
      "18;;Мария;;;12.04.85;;;m@a.example;;;;;\n"
      "19;;Пётр;;Снег;7 июня;;;;;;;;\n",
      "Лев Ильич Лунёв|Директор|lev@a.example|8 846 000-00-01, +7 927 000-00-02|1961-03-05|Ромашка|"
      "Звонить утром\n"
      "Мария||m@a.example||1985-04-12||\n"
      "Пётр Снег||||1604-06-07||\n" },
    /* amoCRM: the whole name first */
    { "ID,Тип,Полное имя контакта,Имя,Фамилия,Компания контакта,Рабочий телефон,Рабочий email,"
      "Должность\n1,контакт,Лев Лунёв,Лев,Лунёв,Ромашка,111111,lev@a.example,Директор\n",
      "Лев Лунёв|Директор|lev@a.example|111111||Ромашка|\n" },
    /* Outlook in Russian */
    { "Имя;Фамилия;Организация;Должность;Рабочий телефон;Факс;День рождения;Адрес эл. почты;"
      "Тип эл. почты;Краткое имя эл. почты;Заметки\n"
      "Лев;Лунёв;Ромашка;Директор;111111;222222;5.3;lev@a.example;SMTP;Лев;Утром\n",
      "Лев Лунёв|Директор|lev@a.example|111111|1604-03-05|Ромашка|Утром\n" },
    /* Salesforce, HubSpot */
    { "First Name,Last Name,Title,Account Name,Phone,Mobile,Email,Birthdate,Contact Owner\n"
      "Vera,Gull,Head,Atlas,111111,222222,v@atlas.example,3/12/1985,Anna\n"
      "Lev,Luff,,,,,,3/13/1985,Anna\n",
      "Vera Gull|Head|v@atlas.example|111111, 222222|1985-03-12|Atlas|\n"
      "Lev Luff||||1985-03-13||\n" },
    /* As people write it */
    { "ФИО;Роль;Почта;Тел.;ДР\nАнна Снег;Решает;a@b.example;123456;вчера\n;;;555555;\n",
      "Анна Снег|Решает|a@b.example|123456|||\n2: “вчера” is not a date.\n"
      "3: The row names nobody and is left out.\n" },
    { "Имя;Телефон\nАнна;123456\n", "Анна|||123456|||\n" },
    { "Name,Birthday\nAnna,29.02\nBen,\"March 7\"\nCarl,1604-05-06\nDan,30.02.1999\n",
      "Anna||||1604-02-29||\nBen||||1604-03-07||\nCarl||||1604-05-06||\nDan||||||\n"
      "5: “30.02.1999” is not a date.\n" },
    /* Without a header, by what the cells hold */
    { "Anna Snow,a@b.example,+7 912 000 00 01\nBen Gull,b@b.example,+7 912 000 00 02\n",
      "Anna Snow||a@b.example|+7 912 000 00 01|||\nBen Gull||b@b.example|+7 912 000 00 02|||\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = describe_people (cases[i].text);

      g_assert_cmpstr (told, ==, cases[i].expected);
    }
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
  g_test_add_func ("/exchange/client-import/people", test_people);
  g_test_add_func ("/exchange/client-import/corrected", test_corrected);
  g_test_add_func ("/exchange/client-import/encodings", test_encodings);
  g_test_add_func ("/exchange/client-import/workbook", test_workbook);
  g_test_add_func ("/exchange/client-import/too-many", test_too_many);
  return g_test_run ();
}
