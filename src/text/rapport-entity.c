/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-entity-private.h"

#include <string.h>

#define REPLACEMENT 0xfffdu
#define MAX_UNICODE 0x10ffffu

/* The named entities that people write by hand (HTML standard, 13.5). */
static const struct
{
  const char *name;
  gunichar character;
} names[] = {
  { "amp", '&' },      { "apos", '\'' },    { "bull", 0x2022 },   { "copy", 0xa9 },
  { "deg", 0xb0 },     { "divide", 0xf7 },  { "euro", 0x20ac },   { "frac12", 0xbd },
  { "ge", 0x2265 },    { "gt", '>' },       { "hellip", 0x2026 }, { "laquo", 0xab },
  { "larr", 0x2190 },  { "ldquo", 0x201c }, { "le", 0x2264 },     { "lsquo", 0x2018 },
  { "lt", '<' },       { "mdash", 0x2014 }, { "middot", 0xb7 },   { "minus", 0x2212 },
  { "nbsp", 0xa0 },    { "ndash", 0x2013 }, { "ne", 0x2260 },     { "permil", 0x2030 },
  { "plusmn", 0xb1 },  { "pound", 0xa3 },   { "quot", '"' },      { "raquo", 0xbb },
  { "rarr", 0x2192 },  { "rdquo", 0x201d }, { "reg", 0xae },      { "rsquo", 0x2019 },
  { "sect", 0xa7 },    { "shy", 0xad },     { "thinsp", 0x2009 }, { "times", 0xd7 },
  { "trade", 0x2122 }, { "yen", 0xa5 },
};

static gunichar
number_to_char (const char *digits, int base)
{
  char *end;
  guint64 value = g_ascii_strtoull (digits, &end, base);

  if (end == digits || *end != ';' || value == 0 || value > MAX_UNICODE ||
      !g_unichar_validate ((gunichar) value))
    return REPLACEMENT;
  return (gunichar) value;
}

void
rapport_text_append_clean (GString *out, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_iscntrl (text[i]) || text[i] == '\n' || text[i] == '\t')
      g_string_append_c (out, text[i]);
}

void
rapport_entity_append (GString *out, const char *entity, gsize length)
{
  g_autofree char *copy = g_strndup (entity, length);
  char utf8[6];
  gunichar c = 0;

  if (g_str_has_prefix (copy, "&#"))
    {
      gboolean hex = copy[2] == 'x' || copy[2] == 'X';

      c = number_to_char (copy + (hex ? 3 : 2), hex ? 16 : 10);
    }
  for (gsize i = 0; c == 0 && i < G_N_ELEMENTS (names); i++)
    if (length == strlen (names[i].name) + 2 && strncmp (copy + 1, names[i].name, length - 2) == 0)
      c = names[i].character;
  if (c == 0)
    g_string_append_len (out, entity, (gssize) length);
  else
    rapport_text_append_clean (out, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
}
