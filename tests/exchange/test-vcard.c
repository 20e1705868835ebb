/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-exchange-error.h"
#include "rapport-vcard.h"

#include <string.h>

#define CARD(lines) "BEGIN:VCARD\r\n" lines "END:VCARD\r\n"

static GPtrArray *
read_bytes (const char *data, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length < 0 ? strlen (data) : (gsize) length);

  return rapport_vcards_read (bytes, error);
}

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *cards = read_bytes (text, -1, &error);

  g_assert_no_error (error);
  return cards;
}

/* Values as "type=value", parted by blanks. */
static char *
show (GPtrArray *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      const RapportVcardValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "", value->type,
                              *value->type != '\0' ? "=" : "", value->value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* All of a card in one line, what is empty left out. */
static char *
describe (const RapportVcard *card)
{
  g_autofree char *emails = show (card->emails);
  g_autofree char *phones = show (card->phones);
  g_autofree char *sites = show (card->sites);
  g_autofree char *addresses = show (card->addresses);
  g_autofree char *birthday =
    card->birth_month == 0 ? g_strdup ("")
    : card->birthday != RAPPORT_DAY_NONE
      ? rapport_day_to_string (card->birthday)
      : g_strdup_printf ("--%02d-%02d", card->birth_month, card->birth_day);
  const char *parts[] = {
    card->name, card->organisation, card->department, card->title, emails,    phones,
    sites,      addresses,          card->city,       birthday,    card->note
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_cards (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    /* 4.0 */
    { CARD ("VERSION:4.0\r\nFN:Anna Petrova\r\nN:Petrova;Anna;Ivanovna;;\r\n"
            "ORG:Bakery\\, Ltd.;Marketing;Web\r\nTITLE:Head\r\n"
            "EMAIL;TYPE=work;PREF=2:b@example.com\r\nEMAIL;PREF=1:a@example.com\r\n"
            "TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+7-912-000-00-00;ext=5\r\n"
            "BDAY:19850312\r\nADR;TYPE=home:;;Lenina 1;Tver;;170000;Russia\r\n"
            "URL:https://example.com/a;b\r\nNOTE:One\\ntwo\\; three\\\\\r\n"),
      "Anna Petrova|Bakery, Ltd.|Marketing, Web|Head|a@example.com work=b@example.com|"
      "cell=+7-912-000-00-00|https://example.com/a;b|home=Lenina 1, Tver, 170000, Russia|Tver|"
      "1985-03-12|One\ntwo; three\\" },
    { CARD ("VERSION:4.0\r\nFN:A\r\nBDAY:--0229\r\n"), "A|--02-29" },
    { CARD ("VERSION:4.0\r\nKIND:org\r\nFN:Bakery\r\nEMAIL:mailto:x@example.com?subject=a\r\n"),
      "Bakery|x@example.com" },
    /* 3.0, folded, also within a letter and a name of a parameter */
    { CARD ("VERSION:3.0\nFN:Long \n name that goes \xD0\n \x90 on\n\tand on\nTEL;TY\n "
            "PE=work;TYPE=pref:1\n"),
      "Long name that goes А onand on|work=1" },
    { CARD ("VERSION:3.0\r\nN:Smith;John;;Dr.;Jr.\r\nBDAY:1985-03-12T00:00:00Z\r\n"),
      "John Smith|1985-03-12" },
    { CARD ("VERSION:3.0\r\nORG:Bakery;\r\n"), "Bakery|Bakery" },
    { CARD ("VERSION:3.0\r\nEMAIL:a@example.com\r\n"), "a@example.com|a@example.com" },
    { CARD ("VERSION:3.0\r\nTITLE:Nobody\r\n"), "Nobody" },
    /* Groups and labels of Apple; a year that is none */
    { CARD ("VERSION:3.0\r\nFN:A\r\nitem1.EMAIL;type=INTERNET:a@example.com\r\n"
            "item1.X-ABLabel:_$!<Work>!$_\r\nitem2.URL:example.com\r\nitem2.X-ABLabel:Shop\r\n"
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n"
            " SkZJRg==\r\n"),
      "A|Work=a@example.com|Shop=example.com|--03-12" },
    /* 2.1: quoted-printable with soft breaks, charsets, bare types, base64 */
    { CARD ("VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0="
            "BE=\r\n"
            "=D0=B2=D0=B0;=D0=90=D0=BD=D0=BD=D0=B0;;;\r\nTEL;WORK;PREF:1\r\nTEL;CELL;VOICE:2\r\n"
            "EMAIL;INTERNET;HOME:a@example.com\r\nPHOTO;JPEG;ENCODING=BASE64:\r\n /9j/4AAQ\r\n "
            "SkZJ\r\n\r\n"
            "NOTE;QUOTED-PRINTABLE:a=0D=0Ab=3B=\r\n\r\n"),
      "Анна Петрова|home=a@example.com|work=1 cell=2|a\nb;" },
    { CARD (
        "VERSION:2.1\r\nN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F2=F0=EE=E2\r\n"),
      "Петров" },
    { CARD ("VERSION:2.1\r\nFN;CHARSET=KOI8-R:\xE1\xCE\xCE\xC1\r\n"), "Анна" },
    { CARD ("VERSION:2.1\r\nFN;CHARSET=nonsense:Anna\r\n"), "Anna" },
    { CARD ("VERSION:2.1\r\nFN;ENCODING=BASE64;CHARSET=UTF-8:0JDQvdC90LA=\r\n\r\n"), "Анна" },
    { CARD ("VERSION:2.1\r\nN:Petrova\\;B;Anna\r\nTITLE:C:\\new\r\nNOTE:two\r\n words\r\n"),
      "Anna Petrova;B|C:\\new|two words" },
    { CARD ("VERSION:2.1\r\nFN:A\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Inner\r\nEMAIL:i@example.com\r\n"
            "END:VCARD\r\nTITLE:T\r\n"),
      "A|T" },
    /* Days as people write them; and what is no day */
    /* The version is not what the card is: 2.1 that calls itself 3.0 and 4.0, 3.0 that calls
     * itself 2.1, one that says so late, or never, or nonsense */
    { CARD ("VERSION:3.0\r\nFN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F2=\r\n"
            "=F0=EE=E2\r\nTEL;CELL:123456\r\n"),
      "Петров|cell=123456" },
    { CARD ("VERSION:4.0\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=90\r\n"
            "PHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQ\r\n SkZJRg==\r\n\r\nTITLE:Head\r\n"),
      "А|Head" },
    { CARD ("VERSION:2.1\r\nFN:A\r\nitem1.TEL;TYPE=\"cell,work\":123456\r\n"),
      "A|cell,work=123456" },
    { CARD ("FN:Long \r\n name\r\nEMAIL;TYPE=work:a@example.com\r\nVERSION:3.0\r\n"),
      "Long name|work=a@example.com" },
    { CARD ("FN:Anna\r\n"), "Anna" },
    { CARD ("VERSION:seventeen\r\nFN:Anna\r\n"), "Anna" },
    { CARD ("VERSION:3.0\r\nFN:A\r\nBDAY:12.03.1985\r\n"), "A|1985-03-12" },
    { CARD ("VERSION:3.0\r\nFN:A\r\nBDAY:--13-40\r\n"), "A" },
    { CARD ("VERSION:3.0\r\nFN:A\r\nBDAY:--\r\n"), "A" },
    { CARD ("VERSION:3.0\r\nFN:A\r\nBDAY:1985\r\n"), "A" },
    { CARD ("VERSION:3.0\r\nFN:A\r\nBDAY;VALUE=text:circa 1800\r\n"), "A" },
    /* Small letters, blanks, nonsense between */
    { "hello\r\nbegin:vcard\r\nversion:3.0\r\nfn: Anna "
      "\r\nnonsense\r\nTEL;;;:5\r\n;:;\r\nend:vcard\r\n",
      "Anna|5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) cards = read_text (cases[i].text);
      g_autofree char *found = NULL;

      g_assert_cmpuint (cards->len, ==, 1);
      found = describe (cards->pdata[0]);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* Bytes without a charset are those of the file. */
static void
test_encodings (void)
{
  static const char text[] = CARD ("VERSION:2.1\r\nN:Петрова;Анна\r\nORG:Пекарня\r\n")
    CARD ("VERSION:3.0\r\nFN:Иванов Пётр\r\n");
  static const char *const charsets[] = { "UTF-8", "WINDOWS-1251", "UTF-16LE", "UTF-16BE" };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    for (guint with_mark = 0; with_mark < 2; with_mark++)
      {
        gboolean marked = with_mark == 1 || g_str_has_prefix (charsets[i], "UTF-16");
        g_autofree char *whole = g_strconcat (marked ? "\xEF\xBB\xBF" : "", text, NULL);
        gsize length;
        g_autofree char *bytes =
          g_convert (i == 1 ? text : whole, -1, charsets[i], "UTF-8", NULL, &length, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GPtrArray) cards = read_bytes (bytes, (gssize) length, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (cards->len, ==, 2);
        g_assert_cmpstr (((RapportVcard *) cards->pdata[0])->name, ==, "Анна Петрова");
        g_assert_cmpstr (((RapportVcard *) cards->pdata[0])->organisation, ==, "Пекарня");
        g_assert_cmpstr (((RapportVcard *) cards->pdata[1])->name, ==, "Иванов Пётр");
        g_assert_cmpuint (((RapportVcard *) cards->pdata[1])->line, ==, 6);
      }
}

/* In one file, one card says its charset and the other doesn't. */
static void
test_mixed (void)
{
  g_autoptr (GPtrArray) cards =
    read_text (CARD ("VERSION:2.1\r\nFN;CHARSET=UTF-8:\xD0\x90\xD0\xBD\xD0\xBD\xD0\xB0\r\n")
                 CARD ("VERSION:2.1\r\nFN:\xCF\xE5\xF2\xF0\xEE\xE2 \xC8\xE2\xE0\xED\r\n"));

  g_assert_cmpstr (((RapportVcard *) cards->pdata[0])->name, ==, "Анна");
  g_assert_cmpstr (((RapportVcard *) cards->pdata[1])->name, ==, "Петров Иван");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *begins;
  } cases[] = {
    { "", RAPPORT_EXCHANGE_ERROR_EMPTY, NULL },
    { "hello, world", RAPPORT_EXCHANGE_ERROR_KIND, NULL },
    { "END:VCARD\r\n", RAPPORT_EXCHANGE_ERROR_KIND, NULL },
    { "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", RAPPORT_EXCHANGE_ERROR_KIND, NULL },
    { "\r\nBEGIN:VCARD\r\nFN:A\r\n", RAPPORT_EXCHANGE_ERROR_DAMAGED, "Line 2:" },
    { CARD ("FN:A\r\n") "BEGIN:VCARD\r\nFN:B\r\nBEGIN:VCARD\r\nEND:VCARD\r\n",
      RAPPORT_EXCHANGE_ERROR_DAMAGED, "Line 4:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) cards = read_bytes (cases[i].text, -1, &error);

      g_assert_null (cards);
      g_assert_error (error, RAPPORT_EXCHANGE_ERROR, cases[i].code);
      if (cases[i].begins != NULL)
        g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
    }
}

/* What is too much of a card is left out, and a picture costs nothing. */
static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n");
  g_autoptr (GPtrArray) cards = NULL;
  const RapportVcard *card;

  for (int i = 0; i < 200; i++)
    g_string_append_printf (text, "EMAIL:a%d@example.com\r\n", i);
  g_string_append (text, "PHOTO;ENCODING=b:");
  /* Some 6 MB of it. */
  for (int i = 0; i < 150000; i++)
    g_string_append (text, "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\r\n ");
  g_string_append (text, "\r\nNOTE:");
  for (int i = 0; i < 20000; i++)
    g_string_append (text, "слово ");
  g_string_append (text, "\r\nEND:VCARD\r\n");
  cards = read_text (text->str);
  card = cards->pdata[0];
  g_assert_cmpuint (card->emails->len, ==, RAPPORT_VCARD_MAX_VALUES);
  g_assert_cmpuint (strlen (card->note), <=, RAPPORT_VCARD_MAX_VALUE + 4);
  g_assert_true (g_str_has_prefix (card->note, "слово слово"));
}

/* A birthday is kept where its year is not known, too, and the note is left alone. */
static void
test_birthdays (void)
{
  static const struct
  {
    const char *written, *day;
  } cases[] = {
    { "BDAY:1985-03-12", "1985-03-12" },
    { "BDAY:--0312", "1604-03-12" },
    { "BDAY:--03-12", "1604-03-12" },
    { "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "1604-02-29" },
    { "BDAY:soon", "" },
    { "TITLE:Director", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Olga\r\nNOTE:Likes tea\r\n%s\r\nEND:VCARD\r\n",
        cases[i].written);
      g_autoptr (GPtrArray) cards = read_text (text);
      g_autoptr (GPtrArray) people = rapport_vcards_to_people (cards, NULL);
      const RapportNewPerson *person = people->pdata[0];
      g_autofree char *day = rapport_day_to_string (person->birthday);

      g_test_message ("%s", cases[i].written);
      g_assert_cmpstr (day, ==, cases[i].day);
      g_assert_cmpstr (person->notes, ==, "Likes tea");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/vcard/cards", test_cards);
  g_test_add_func ("/exchange/vcard/encodings", test_encodings);
  g_test_add_func ("/exchange/vcard/mixed", test_mixed);
  g_test_add_func ("/exchange/vcard/birthdays", test_birthdays);
  g_test_add_func ("/exchange/vcard/refused", test_refused);
  g_test_add_func ("/exchange/vcard/limits", test_limits);
  return g_test_run ();
}
