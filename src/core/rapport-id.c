/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-id.h"

#include <string.h>

#define UUID_BYTES 16
/* Digits that count what is put at the end, and letters by chance at the end of a key. */
#define KEY_HEAD 4
#define KEY_TAIL 4

static void
fill_random (guint8 *bytes, gsize n)
{
  for (gsize i = 0; i < n; i += 4)
    {
      guint32 random = g_random_int ();

      memcpy (bytes + i, &random, MIN (4, n - i));
    }
}

static char *
format_uuid (guint8 *b, int version)
{
  b[6] = (guint8) ((b[6] & 0x0f) | (version << 4));
  b[8] = (b[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                          b[12], b[13], b[14], b[15]);
}

char *
rapport_id_new (gint64 now)
{
  guint8 bytes[UUID_BYTES];
  guint64 milliseconds = (guint64) MAX (now, 0) / 1000;

  fill_random (bytes, sizeof bytes);
  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (milliseconds >> (8 * (5 - i)));
  return format_uuid (bytes, 7);
}

char *
rapport_id_from_key (const char *type, const char *const *parts)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *) type, (gssize) strlen (type) + 1);
  for (gsize i = 0; parts[i] != NULL; i++)
    g_checksum_update (sum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  g_checksum_get_digest (sum, digest, &size);
  return format_uuid (digest, 8);
}

gboolean
rapport_id_is_valid (const char *text)
{
  return text != NULL && g_uuid_string_is_valid (text);
}

/* Order keys: strings over this alphabet, in the order of their bytes, read as
 * fractions between 0 and 1. None ends in the alphabet's first letter, so that
 * there is always room below. */
static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyz";
#define BASE ((int) sizeof alphabet - 1)

static int
digit_at (const char *key, gsize index, gsize length, int beyond)
{
  const char *found;

  if (index >= length)
    return beyond;
  found = strchr (alphabet, key[index]);
  return found != NULL ? (int) (found - alphabet) : 0;
}

/* Appends the digits of a fraction that lies strictly between the two. */
static void
append_middle (GString *key, const char *before, const char *after)
{
  gsize before_length = strlen (before);
  gsize after_length = after != NULL ? strlen (after) : 0;
  gboolean below_after = after_length > 0;

  for (gsize i = 0;; i++)
    {
      int low = digit_at (before, i, before_length, 0);
      int high;

      /* A key that was not made here may end in zeros: then there is no room. */
      if (i >= after_length)
        below_after = FALSE;
      high = below_after ? digit_at (after, i, after_length, 0) : BASE;

      if (high - low > 1)
        {
          g_string_append_c (key, alphabet[low + (high - low) / 2]);
          return;
        }
      g_string_append_c (key, alphabet[low]);
      /* One digit below the upper bound already: from here on it is free. */
      if (high - low == 1)
        below_after = FALSE;
    }
}

/* Appends the digits of the number after the first ones of @before, so that what is
 * put at the end again and again keeps its keys short. FALSE where there is none. */
static gboolean
append_next (GString *key, const char *before)
{
  const gsize length = strlen (before);
  int digits[KEY_HEAD];
  int i;

  /* Not made here. */
  if (strspn (before, alphabet) != length)
    return FALSE;
  for (i = 0; i < KEY_HEAD; i++)
    digits[i] = digit_at (before, (gsize) i, length, 0);
  for (i = KEY_HEAD - 1; i >= 0 && digits[i] == BASE - 1; i--)
    digits[i] = 0;
  if (i < 0)
    return FALSE;
  digits[i]++;
  for (i = 0; i < KEY_HEAD; i++)
    g_string_append_c (key, alphabet[digits[i]]);
  return TRUE;
}

static void
append_tail (GString *key)
{
  for (int i = 0; i < KEY_TAIL - 1; i++)
    g_string_append_c (key, alphabet[g_random_int_range (0, BASE)]);
  g_string_append_c (key, alphabet[g_random_int_range (1, BASE)]);
}

char *
rapport_order_key_between (const char *before, const char *after)
{
  GString *key = g_string_new (NULL);

  if (before == NULL)
    before = "";
  /* Keys that do not ascend come of a merge; then only "after before" counts. */
  if (after != NULL && (*after == '\0' || strcmp (before, after) >= 0))
    after = NULL;
  if (*before == '\0' || after != NULL || !append_next (key, before))
    append_middle (key, before, after);
  append_tail (key);
  return g_string_free (key, FALSE);
}

GPtrArray *
rapport_order_keys_between (const char *before, const char *after, guint n)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *stem = rapport_order_key_between (before, after);
  guint width = 1;

  for (guint room = (guint) BASE; room <= n; room *= (guint) BASE)
    width++;
  for (guint i = 0; i < n; i++)
    {
      GString *key = g_string_new (stem);
      guint rest = i + 1;

      for (guint w = 0; w < width; w++)
        {
          g_string_insert_c (key, (gssize) strlen (stem), alphabet[rest % (guint) BASE]);
          rest /= (guint) BASE;
        }
      append_tail (key);
      g_ptr_array_add (keys, g_string_free (key, FALSE));
    }
  return keys;
}
