/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-advice.h"
#include "rapport-records.h"

/* Each temperament that can be chosen comes with advice of its own. */
static void
test_advice (void)
{
  const RapportWord *words = rapport_client_info.fields[RAPPORT_CLIENT_TEMPERAMENT].words;
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (; words->word != NULL; words++)
    {
      const char *advice = rapport_advice_for_temperament (words->word);

      g_assert_cmpstr (advice, !=, "");
      g_assert_true (g_hash_table_add (said, (char *) advice));
    }
  g_assert_cmpstr (rapport_advice_for_temperament (""), ==, "");
  g_assert_cmpstr (rapport_advice_for_temperament ("stoic"), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/advice", test_advice);
  return g_test_run ();
}
