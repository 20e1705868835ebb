/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sms.h"

#include <string.h>

static char *
repeated (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free_and_steal (all);
}

/* A letter, how often, and what it comes to. */
static const struct
{
  const char *text;
  guint n;
  RapportSmsCoding coding;
  guint units;
  guint parts;
} cases[] = {
  { "a", 0, RAPPORT_SMS_GSM7, 0, 0 },
  { "a", 1, RAPPORT_SMS_GSM7, 1, 1 },
  { "a", 160, RAPPORT_SMS_GSM7, 160, 1 },
  { "a", 161, RAPPORT_SMS_GSM7, 161, 2 },
  { "a", 306, RAPPORT_SMS_GSM7, 306, 2 },
  { "a", 307, RAPPORT_SMS_GSM7, 307, 3 },
  { "@", 160, RAPPORT_SMS_GSM7, 160, 1 },
  { "\n", 2, RAPPORT_SMS_GSM7, 2, 1 },
  /* The extension table counts two, and a pair is not divided: 153 is odd. */
  { "€", 80, RAPPORT_SMS_GSM7, 160, 1 },
  { "€", 81, RAPPORT_SMS_GSM7, 162, 2 },
  { "€", 152, RAPPORT_SMS_GSM7, 304, 2 },
  { "€", 153, RAPPORT_SMS_GSM7, 306, 3 },
  { "[]", 40, RAPPORT_SMS_GSM7, 160, 1 },
  { "^{}\\[~]|", 1, RAPPORT_SMS_GSM7, 16, 1 },
  { "ñüàÄ§¿Ω", 1, RAPPORT_SMS_GSM7, 7, 1 },
  { "ç", 1, RAPPORT_SMS_UCS2, 1, 1 },
  { "`", 1, RAPPORT_SMS_UCS2, 1, 1 },
  { "я", 70, RAPPORT_SMS_UCS2, 70, 1 },
  { "я", 71, RAPPORT_SMS_UCS2, 71, 2 },
  { "я", 134, RAPPORT_SMS_UCS2, 134, 2 },
  { "я", 135, RAPPORT_SMS_UCS2, 135, 3 },
  { "€", 1, RAPPORT_SMS_GSM7, 2, 1 },
  { "€я", 35, RAPPORT_SMS_UCS2, 70, 1 },
  { "₽", 1, RAPPORT_SMS_UCS2, 1, 1 },
  /* Pairs of surrogates: 67 is odd too. */
  { "🙂", 35, RAPPORT_SMS_UCS2, 70, 1 },
  { "🙂", 36, RAPPORT_SMS_UCS2, 72, 2 },
  { "🙂", 66, RAPPORT_SMS_UCS2, 132, 2 },
  { "🙂", 67, RAPPORT_SMS_UCS2, 134, 3 },
};

static void
test_count (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = repeated (cases[i].text, cases[i].n);
      RapportSmsCount count = rapport_sms_count (text);
      g_auto (GStrv) parts = rapport_sms_split (text);
      g_autofree char *joined = g_strjoinv ("", parts);

      if (count.coding != cases[i].coding || count.n_units != cases[i].units ||
          count.n_parts != cases[i].parts)
        g_error ("%u x “%s”: %u units in %u parts", cases[i].n, cases[i].text, count.n_units,
                 count.n_parts);
      g_assert_cmpstr (joined, ==, text);
      for (char **part = parts; *part != NULL; part++)
        {
          g_assert_true (g_utf8_validate (*part, -1, NULL));
          g_assert_cmpuint (rapport_sms_count (*part).n_units, <=, count.part_units);
        }
    }
}

static void
test_limits (void)
{
  g_autofree char *cyrillic = repeated ("я", 71);
  g_autofree char *latin = repeated ("a", 161);

  g_assert_cmpuint (rapport_sms_count ("я").part_units, ==, 70);
  g_assert_cmpuint (rapport_sms_count (cyrillic).part_units, ==, 67);
  g_assert_cmpuint (rapport_sms_count ("a").part_units, ==, 160);
  g_assert_cmpuint (rapport_sms_count (latin).part_units, ==, 153);
}

static void
test_plain (void)
{
  g_autofree char *plain = rapport_sms_plain ("«1\u00a0000» — “−5” – it’s…");

  g_assert_cmpstr (plain, ==, "\"1 000\" - \"-5\" - it's...");
  g_assert_cmpint (rapport_sms_count (plain).coding, ==, RAPPORT_SMS_GSM7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sms/count", test_count);
  g_test_add_func ("/sms/limits", test_limits);
  g_test_add_func ("/sms/plain", test_plain);
  return g_test_run ();
}
