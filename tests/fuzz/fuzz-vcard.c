/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Address books: refused in words, or people whose every word can be shown. */
#include "fuzz.h"
#include "rapport-vcard.h"

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_values (GPtrArray *values)
{
  g_assert_cmpuint (values->len, <=, RAPPORT_VCARD_MAX_VALUES);
  for (guint i = 0; i < values->len; i++)
    {
      const RapportVcardValue *value = g_ptr_array_index (values, i);

      check_text (value->type);
      check_text (value->value);
      g_assert_cmpstr (value->value, !=, "");
    }
}

static void
check_card (const RapportVcard *card)
{
  check_text (card->name);
  check_text (card->family);
  check_text (card->given);
  check_text (card->additional);
  check_text (card->organisation);
  check_text (card->department);
  check_text (card->title);
  check_text (card->city);
  check_text (card->note);
  check_values (card->emails);
  check_values (card->phones);
  check_values (card->sites);
  check_values (card->addresses);
  if (card->birthday != RAPPORT_DAY_NONE)
    g_assert_cmpint (card->birth_month, >, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = rapport_vcards_read (bytes, &error);

  if (cards == NULL)
    check_text (error->message);
  for (guint i = 0; cards != NULL && i < cards->len; i++)
    check_card (g_ptr_array_index (cards, i));
  return 0;
}
