/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-sms.h"

#include <string.h>

/* 3GPP TS 23.038, 6.2.1 and 6.2.1.1. */
static const char alphabet[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                               "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extension[] = "\f^{}\\[~]|€";

static const guint single[] = { [RAPPORT_SMS_GSM7] = 160, [RAPPORT_SMS_UCS2] = 70 };
static const guint joined[] = { [RAPPORT_SMS_GSM7] = 153, [RAPPORT_SMS_UCS2] = 67 };

static gboolean
is_in (const char *letters, gunichar c)
{
  return g_utf8_strchr (letters, -1, c) != NULL;
}

static RapportSmsCoding
coding_of (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_in (alphabet, c) && !is_in (extension, c))
        return RAPPORT_SMS_UCS2;
    }
  return RAPPORT_SMS_GSM7;
}

static guint
units_of (RapportSmsCoding coding, gunichar c)
{
  if (coding == RAPPORT_SMS_GSM7)
    return is_in (extension, c) ? 2 : 1;
  return c > 0xffff ? 2 : 1;
}

static guint
count_units (RapportSmsCoding coding, const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += units_of (coding, g_utf8_get_char (p));
  return n;
}

/* The end of the part that begins at @text. */
static const char *
part_end (RapportSmsCoding coding, const char *text, guint most)
{
  guint n = 0;

  while (*text != '\0')
    {
      n += units_of (coding, g_utf8_get_char (text));
      if (n > most)
        break;
      text = g_utf8_next_char (text);
    }
  return text;
}

GStrv
rapport_sms_split (const char *text)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  RapportSmsCoding coding = coding_of (text);
  gboolean one = count_units (coding, text) <= single[coding];

  while (*text != '\0')
    {
      const char *end = part_end (coding, text, one ? single[coding] : joined[coding]);

      g_strv_builder_take (parts, g_strndup (text, (gsize) (end - text)));
      text = end;
    }
  return g_strv_builder_end (parts);
}

RapportSmsCount
rapport_sms_count (const char *text)
{
  g_auto (GStrv) parts = rapport_sms_split (text);
  RapportSmsCount count = { .coding = coding_of (text), .n_parts = g_strv_length (parts) };

  count.n_units = count_units (count.coding, text);
  count.part_units = count.n_parts > 1 ? joined[count.coding] : single[count.coding];
  return count;
}

static const char *
plain_of (gunichar c)
{
  static const struct
  {
    const char *typographic;
    const char *plain;
  } signs[] = {
    { "\u00a0\u202f\u2009", " " },
    { "–—−‑", "-" },
    { "«»“”„", "\"" },
    { "‘’‚", "'" },
    { "…", "..." },
    { "\u200b\u00ad\u2060", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (is_in (signs[i].typographic, c))
      return signs[i].plain;
  return NULL;
}

char *
rapport_sms_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *sign = plain_of (c);

      if (sign != NULL)
        g_string_append (plain, sign);
      else
        g_string_append_unichar (plain, c);
    }
  return g_string_free_and_steal (plain);
}
