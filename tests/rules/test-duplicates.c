/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-duplicates.h"

#define MANY 1000

static void
test_folding (void)
{
  static const struct
  {
    char *(*fold) (const char *text);
    const char *text;
    const char *folded;
  } cases[] = {
    { rapport_duplicate_fold_company, "ООО «Ромашка»", "ромашка" },
    { rapport_duplicate_fold_company, "Ромашка, ООО", "ромашка" },
    { rapport_duplicate_fold_company, "Общество с ограниченной ответственностью \"РОМАШКА\"",
      "ромашка" },
    { rapport_duplicate_fold_company, "OOO Ромашка", "ромашка" },
    { rapport_duplicate_fold_company, "ИП Иванов А. А.", "а а иванов" },
    { rapport_duplicate_fold_company, "ПАО  Рассвёт—Юг", "рассвет юг" },
    { rapport_duplicate_fold_company, "ГК „Север“", "север" },
    { rapport_duplicate_fold_company, "Bäckerei Müller GmbH & Co. KG", "bäckerei müller" },
    { rapport_duplicate_fold_company, "The Bakery, L.L.C.", "bakery" },
    { rapport_duplicate_fold_company, "Acme Inc.", "acme" },
    { rapport_duplicate_fold_company, "Piekarnia Sp. z o.o.", "piekarnia" },
    { rapport_duplicate_fold_company, "ООО", "ооо" },
    { rapport_duplicate_fold_company, "Группа компаний", "группа компаний" },
    { rapport_duplicate_fold_company, "Кооператив", "кооператив" },
    { rapport_duplicate_fold_company, "  ", "" },
    { rapport_duplicate_fold_company, "\xFF", "" },
    { rapport_duplicate_fold_company, NULL, "" },
    { rapport_duplicate_fold_person, "Петрова Анна Ивановна", "анна петрова" },
    { rapport_duplicate_fold_person, "анна  ПЕТРОВА", "анна петрова" },
    { rapport_duplicate_fold_person, "John A. Smith", "john smith" },
    { rapport_duplicate_fold_person, "Пётр Ильич", "ильич петр" },
    { rapport_duplicate_fold_person, "И. И. Ли", "и ли" },
    { rapport_duplicate_fold_site, "https://www.Example.com/path?x#y", "example.com" },
    { rapport_duplicate_fold_site, "example.com:8080/", "example.com" },
    { rapport_duplicate_fold_site, "http://user:pass@example.com", "example.com" },
    { rapport_duplicate_fold_site, "пекарня.рф", "xn--80ajpngj0i.xn--p1ai" },
    { rapport_duplicate_fold_site, "https://vk.com/Bakery/", "vk.com/bakery" },
    { rapport_duplicate_fold_site, "https://vk.com/", "" },
    { rapport_duplicate_fold_site, "no site", "" },
    { rapport_duplicate_fold_site, "-", "" },
    { rapport_duplicate_fold_site, NULL, "" },
    { rapport_duplicate_fold_phone, "+7 (912) 000-00-01", "9120000001" },
    { rapport_duplicate_fold_phone, "8 912 000 00 01", "9120000001" },
    { rapport_duplicate_fold_phone, "79120000001", "9120000001" },
    { rapport_duplicate_fold_phone, "912-000-00-01", "9120000001" },
    { rapport_duplicate_fold_phone, "fax 8 (495) 000-00-02 доб. 15", "4950000002" },
    { rapport_duplicate_fold_phone, "0049 30 000 00 03", "49300000003" },
    { rapport_duplicate_fold_phone, "+49 30 000 00 03 ext 4", "49300000003" },
    { rapport_duplicate_fold_phone, "+86 10 0000 0004", "861000000004" },
    { rapport_duplicate_fold_phone, "12-34-56", "" },
    { rapport_duplicate_fold_phone, NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = cases[i].fold (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_pairs (void)
{
  enum
  {
    NAME = RAPPORT_DUPLICATE_NAME,
    SIMILAR = RAPPORT_DUPLICATE_SIMILAR_NAME,
    SITE = RAPPORT_DUPLICATE_SITE,
    DOMAIN_ = RAPPORT_DUPLICATE_DOMAIN,
    EMAIL = RAPPORT_DUPLICATE_EMAIL,
    PHONE = RAPPORT_DUPLICATE_PHONE,
    CLIENTS = RAPPORT_DUPLICATE_CLIENTS,
    CONTACTS = RAPPORT_DUPLICATE_CONTACTS,
  };
  static const struct
  {
    int kind;
    RapportDuplicateSide one, other;
    guint reasons;
    gboolean is_sure;
  } cases[] = {
    /* Name, site, e-mail, phone, group */
    { CLIENTS, { "ООО «Ромашка»" }, { "РОМАШКА" }, NAME, TRUE },
    { CLIENTS, { "Ромашка", "romashka.ru" }, { "Ромашка", "romashka-perm.ru" }, NAME, FALSE },
    { CLIENTS, { "Ромашка" }, { "Romashka LLC" }, SIMILAR, FALSE },
    { CLIENTS, { "Хлебный дом" }, { "Hlebny dom" }, SIMILAR, FALSE },
    { CLIENTS, { "Ромашка" }, { "Рамашка" }, SIMILAR, FALSE },
    { CLIENTS, { "Ромашка" }, { "Ромшака" }, SIMILAR, FALSE },
    { CLIENTS, { "Bakery House" }, { "Bakery Haus" }, 0, FALSE },
    { CLIENTS, { "Магазин 1" }, { "Магазин 2" }, 0, FALSE },
    { CLIENTS, { "Лис" }, { "Лист" }, 0, FALSE },
    { CLIENTS, { "A", "https://www.example.com/ru" }, { "B", "example.com" }, SITE, FALSE },
    { CLIENTS, { "Bakery", "example.com" }, { "Bakery", "www.example.com" }, NAME | SITE, TRUE },
    { CLIENTS, { "A", "example.com" }, { "B", NULL, "info@example.com" }, DOMAIN_, FALSE },
    { CLIENTS, { "A", NULL, "a@example.com" }, { "B", NULL, "b@example.com" }, DOMAIN_, FALSE },
    { CLIENTS, { "A", NULL, "a@mail.ru" }, { "B", NULL, "b@mail.ru" }, 0, FALSE },
    { CLIENTS, { "A", NULL, "a@mail.ru" }, { "B", NULL, "A@MAIL.RU" }, EMAIL, FALSE },
    { CLIENTS, { "A", "vk.com/a" }, { "B", "vk.com/b" }, 0, FALSE },
    { CLIENTS, { "A", "vk.com/a" }, { "B", "https://vk.com/a/" }, SITE, FALSE },
    { CLIENTS, { "" }, { "" }, 0, FALSE },
    { CONTACTS, { "Анна Петрова" }, { "Петрова Анна Ивановна" }, NAME, FALSE },
    { CONTACTS, { "Анна Петрова", .group = "1" }, { "Петрова Анна", .group = "1" }, NAME, TRUE },
    { CONTACTS, { "Анна Петрова", .group = "1" }, { "Петрова Анна", .group = "2" }, NAME, FALSE },
    { CONTACTS, { "Анна Петрова" }, { "Anna Petrova" }, SIMILAR, FALSE },
    { CONTACTS,
      { "Анна", .email = "x@example.com; a@example.com" },
      { "Anna P.", .email = "A@example.com" },
      EMAIL,
      TRUE },
    { CONTACTS,
      { "Анна", .email = "a@example.com" },
      { "Пётр", .email = "b@example.com" },
      0,
      FALSE },
    { CONTACTS,
      { "Анна", .phone = "8 912 000-00-01" },
      { "Пётр", .phone = "+7 (912) 0000001" },
      PHONE,
      FALSE },
    { CONTACTS,
      { "Анна Петрова", .phone = "89120000001" },
      { "Петрова Анна", .phone = "1234567, +79120000001" },
      NAME | PHONE,
      TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint turned = 0; turned < 2; turned++)
      {
        const RapportDuplicateSide *one = turned ? &cases[i].other : &cases[i].one;
        const RapportDuplicateSide *other = turned ? &cases[i].one : &cases[i].other;
        RapportDuplicateSide both[] = { *one, *other };
        g_autoptr (GArray) pairs = rapport_duplicates_find (cases[i].kind, one, 1, other, 1);
        g_autoptr (GArray) among = rapport_duplicates_find (cases[i].kind, both, 2, NULL, 0);
        const RapportDuplicate *pair;

        g_test_message ("%s, %s", one->name, other->name);
        g_assert_cmpuint (pairs->len, ==, cases[i].reasons != 0);
        g_assert_cmpuint (among->len, ==, pairs->len);
        if (pairs->len == 0)
          continue;
        pair = &g_array_index (pairs, RapportDuplicate, 0);
        g_assert_cmpuint (pair->reasons, ==, cases[i].reasons);
        g_assert_cmpint (pair->is_sure, ==, cases[i].is_sure);
        pair = &g_array_index (among, RapportDuplicate, 0);
        g_assert_cmpuint (pair->one, ==, 0);
        g_assert_cmpuint (pair->other, ==, 1);
        g_assert_cmpuint (pair->reasons, ==, cases[i].reasons);
      }
}

static void
test_words (void)
{
  g_autofree char *client = rapport_duplicate_describe (
    RAPPORT_DUPLICATE_CLIENTS, RAPPORT_DUPLICATE_NAME | RAPPORT_DUPLICATE_SITE);
  g_autofree char *contact =
    rapport_duplicate_describe (RAPPORT_DUPLICATE_CONTACTS, RAPPORT_DUPLICATE_NAME);

  g_assert_cmpstr (client, ==, "Same name · Same website");
  g_assert_cmpstr (contact, ==, "Same full name");
}

/* A thousand rows against a thousand clients: each finds its own, and what all
 * have in common says nothing. */
static void
test_many (void)
{
  g_autofree RapportDuplicateSide *ones = g_new0 (RapportDuplicateSide, MANY);
  g_autofree RapportDuplicateSide *others = g_new0 (RapportDuplicateSide, MANY);
  g_autoptr (GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr (GArray) pairs = NULL;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name =
        g_strdup_printf ("Company %c%c%c works", 'a' + i / 100, 'k' + i / 10 % 10, 'a' + i % 10);
      g_autofree char *form = g_strdup_printf ("ООО «%s»", name);
      g_autofree char *site = g_strdup_printf ("https://site-%u.example.com", i);

      others[i].name = g_string_chunk_insert (texts, name);
      ones[MANY - 1 - i].name = g_string_chunk_insert (texts, form);
      ones[MANY - 1 - i].site = others[i].site = g_string_chunk_insert (texts, site);
      ones[i].phone = others[i].phone = "+7 495 000-00-00";
    }
  g_test_timer_start ();
  pairs = rapport_duplicates_find (RAPPORT_DUPLICATE_CLIENTS, ones, MANY, others, MANY);
  g_test_message ("%.0f ms", g_test_timer_elapsed () * 1000);
  for (guint i = 0; i < MANY; i++)
    {
      const RapportDuplicate *pair = &g_array_index (pairs, RapportDuplicate, i);

      g_assert_cmpuint (pair->one, ==, i);
      g_assert_cmpuint (pair->other, ==, MANY - 1 - i);
      g_assert_cmpuint (pair->reasons, ==, RAPPORT_DUPLICATE_NAME | RAPPORT_DUPLICATE_SITE);
      g_assert_true (pair->is_sure);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/duplicates/folding", test_folding);
  g_test_add_func ("/rules/duplicates/pairs", test_pairs);
  g_test_add_func ("/rules/duplicates/words", test_words);
  g_test_add_func ("/rules/duplicates/many", test_many);
  return g_test_run ();
}
