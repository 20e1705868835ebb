/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-csv-value.h"

#include <string.h>

/* Longer cells are no numbers. */
#define MAX_TEXT   64
#define MAX_DIGITS 36
#define GROUP      3

/* A cell cut into what stands before the digits, the digits with their signs,
 * and what stands behind. */
typedef struct
{
  char text[MAX_TEXT + 1];
  gsize core;
  gsize core_length;
} Parts;

/* The shape of the digits. */
typedef struct
{
  guint n_commas;
  guint n_points;
  guint n_spaces;
  gsize last_comma;
  gsize last_point;
  gsize length;
  int exponent;
} Shape;

/* The plain sign for a letter: one blank for all spaces, one minus, one
 * apostrophe; 0 for marks that take no room. */
static gunichar
plain_letter (gunichar letter)
{
  if (letter < 0x80)
    return letter == '\t' ? ' ' : letter;
  switch (letter)
    {
    case 0x2212:
    case 0x2012:
    case 0x2013:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    case 0x2019:
    case 0x02BC:
      return '\'';
    default:
      if (g_unichar_type (letter) == G_UNICODE_SPACE_SEPARATOR)
        return ' ';
      return g_unichar_type (letter) == G_UNICODE_FORMAT ? 0 : letter;
    }
}

/* Copies @text with plain letters and without blanks at the ends. */
static gboolean
copy_plain (const char *text, char *plain)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = plain_letter (g_utf8_get_char (p));

      if (letter == 0 || (letter == ' ' && length == 0))
        continue;
      if (length + 6 > MAX_TEXT)
        return FALSE;
      length += (gsize) g_unichar_to_utf8 (letter, plain + length);
    }
  while (length > 0 && plain[length - 1] == ' ')
    length--;
  plain[length] = '\0';
  return TRUE;
}

static gboolean
cut (const char *text, Parts *parts)
{
  gsize first, last;

  if (!copy_plain (text, parts->text))
    return FALSE;
  first = strcspn (parts->text, "0123456789");
  if (parts->text[first] == '\0')
    return FALSE;
  last = strlen (parts->text) - 1;
  while (!g_ascii_isdigit (parts->text[last]))
    last--;
  /* ".5" */
  if (first > 0 && strchr (".,", parts->text[first - 1]) != NULL)
    {
      gboolean dotted_word = first > 1 && (parts->text[first - 2] & 0x80) != 0;

      first -= dotted_word ? 0 : 1;
    }
  parts->core = first;
  parts->core_length = last - first + 1;
  return TRUE;
}

static gboolean
read_exponent (const char *text, gsize length, Shape *shape)
{
  gboolean negative = length > 0 && text[0] == '-';
  gsize i = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;

  if (i == length || length - i > 2)
    return FALSE;
  for (; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      shape->exponent = shape->exponent * 10 + (text[i] - '0');
    }
  if (negative)
    shape->exponent = -shape->exponent;
  return TRUE;
}

static gboolean
read_shape (const char *core, gsize length, Shape *shape)
{
  *shape = (Shape) { .length = length };
  for (gsize i = 0; i < length; i++)
    {
      if (core[i] == ',')
        {
          shape->n_commas++;
          shape->last_comma = i;
        }
      else if (core[i] == '.')
        {
          shape->n_points++;
          shape->last_point = i;
        }
      else if (core[i] == ' ' || core[i] == '\'')
        shape->n_spaces++;
      else if ((core[i] == 'e' || core[i] == 'E') && i > 0)
        {
          shape->length = i;
          return read_exponent (core + i + 1, length - i - 1, shape);
        }
      else if (!g_ascii_isdigit (core[i]))
        return FALSE;
    }
  return TRUE;
}

/* How many digits stand between @from and the next sign. */
static gsize
digits_from (const char *core, gsize from, gsize length)
{
  gsize n = 0;

  while (from + n < length && g_ascii_isdigit (core[from + n]))
    n++;
  return n;
}

/* A single @sign with exactly three digits behind and one to three before may
 * part thousands or the fraction. */
static RapportDecimalHint
hint_of_single (const char *core,
                const Shape *shape,
                gsize at,
                RapportDecimalHint certain,
                RapportDecimalHint either)
{
  gboolean like_group = digits_from (core, at + 1, shape->length) == GROUP && at >= 1 &&
                        at <= GROUP && core[0] != '0' && shape->n_spaces == 0;

  return like_group && shape->exponent == 0 ? either : certain;
}

static RapportDecimalHint
hint_of (const char *core, const Shape *shape)
{
  if (shape->n_commas > 0 && shape->n_points > 0)
    return shape->last_comma > shape->last_point ? RAPPORT_DECIMAL_HINT_COMMA
                                                 : RAPPORT_DECIMAL_HINT_POINT;
  if (shape->n_commas > 1)
    return RAPPORT_DECIMAL_HINT_POINT;
  if (shape->n_points > 1)
    return RAPPORT_DECIMAL_HINT_COMMA;
  if (shape->n_commas == 1)
    return hint_of_single (core, shape, shape->last_comma, RAPPORT_DECIMAL_HINT_COMMA,
                           RAPPORT_DECIMAL_HINT_EITHER_COMMA);
  if (shape->n_points == 1)
    return hint_of_single (core, shape, shape->last_point, RAPPORT_DECIMAL_HINT_POINT,
                           RAPPORT_DECIMAL_HINT_EITHER_POINT);
  return shape->n_spaces == 0 && shape->length > GROUP ? RAPPORT_DECIMAL_HINT_NOT_GROUPED
                                                       : RAPPORT_DECIMAL_HINT_NOTHING;
}

static RapportDecimal
settle (RapportDecimal asked, RapportDecimalHint hint)
{
  if (asked != RAPPORT_DECIMAL_GUESS)
    return asked;
  return hint == RAPPORT_DECIMAL_HINT_COMMA ? RAPPORT_DECIMAL_COMMA : RAPPORT_DECIMAL_POINT;
}

/* The whole part: either no sign at all, or groups of three behind the first
 * (with commas also of two, as in 12,34,567). */
static gboolean
check_groups (const char *core, gsize length)
{
  gsize i = digits_from (core, 0, length);
  char sign = i < length ? core[i] : '\0';

  if (i == length)
    return TRUE;
  if (i == 0 || i > GROUP)
    return FALSE;
  while (i < length)
    {
      gsize n = digits_from (core, i + 1, length);
      gboolean is_last = i + 1 + n == length;

      if (core[i] != sign || (n != GROUP && (is_last || sign != ',' || n != GROUP - 1)))
        return FALSE;
      i += 1 + n;
    }
  return TRUE;
}

/* @digits times 10 to the @power, rounded half away from zero. */
static gboolean
scale (unsigned __int128 digits, int power, gint64 *value)
{
  gboolean half = FALSE;

  for (; power > 0 && digits <= G_MAXINT64; power--)
    digits *= 10;
  for (; power < 0; power++)
    {
      half = digits % 10 >= 5;
      digits /= 10;
    }
  if (half)
    digits++;
  if (digits > G_MAXINT64 || power > 0)
    return digits == 0;
  *value = (gint64) digits;
  return TRUE;
}

static RapportValueKind
read_core (const char *core, const Shape *shape, RapportDecimal decimal, int shift, gint64 *value)
{
  char sign = decimal == RAPPORT_DECIMAL_COMMA ? ',' : '.';
  const char *parts = memchr (core, sign, shape->length);
  gsize whole = parts != NULL ? (gsize) (parts - core) : shape->length;
  gsize n_fraction = parts != NULL ? shape->length - whole - 1 : 0;
  unsigned __int128 digits = 0;
  guint n_digits = 0;

  if (!check_groups (core, whole) ||
      digits_from (core, shape->length - n_fraction, shape->length) != n_fraction)
    return RAPPORT_VALUE_TEXT;
  for (gsize i = 0; i < shape->length; i++)
    {
      if (!g_ascii_isdigit (core[i]))
        continue;
      n_digits += n_digits > 0 || core[i] != '0';
      if (n_digits > MAX_DIGITS)
        return RAPPORT_VALUE_TOO_LARGE;
      digits = digits * 10 + (unsigned) (core[i] - '0');
    }
  *value = 0;
  return scale (digits, 6 + shift + shape->exponent - (int) n_fraction, value)
           ? RAPPORT_VALUE_NUMBER
           : RAPPORT_VALUE_TOO_LARGE;
}

/* What surrounds the digits. */
typedef struct
{
  gboolean negative;
  gboolean opened;
  gboolean closed;
  gboolean percent;
  const char *currency;
} Around;

/* Reads a run of letters and signs that is no minus or bracket: a currency. */
static gboolean
read_word (const char *text, gsize length, Around *around)
{
  g_autofree char *word = g_strndup (text, length);
  const char *code;

  g_strstrip (word);
  if (*word == '\0')
    return TRUE;
  code = rapport_csv_currency_lookup (word);
  if (code == NULL || around->currency != NULL)
    return FALSE;
  around->currency = code;
  return TRUE;
}

static gboolean
read_before (const char *text, gsize length, Around *around)
{
  gsize from = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (strchr ("-+('", text[i]) == NULL)
        continue;
      if (!read_word (text + from, i - from, around) || around->negative || around->opened)
        return FALSE;
      around->negative = text[i] == '-';
      around->opened = text[i] == '(';
      from = i + 1;
    }
  return read_word (text + from, length - from, around);
}

static gboolean
read_behind (const char *text, Around *around)
{
  gsize from = 0, i;

  for (i = 0; text[i] != '\0'; i++)
    {
      gboolean *mark = text[i] == '%' ? &around->percent : text[i] == ')' ? &around->closed : NULL;

      if (mark == NULL)
        continue;
      if (!read_word (text + from, i - from, around) || *mark)
        return FALSE;
      *mark = TRUE;
      from = i + 1;
    }
  return read_word (text + from, i - from, around) && around->opened == around->closed;
}

/* 00:01:12, 1:05, with a fraction of seconds or without. */
static gboolean
is_duration (const char *text)
{
  guint n_parts = 0;

  for (;;)
    {
      gsize n = digits_from (text, 0, strlen (text));

      if (n == 0 || (n_parts > 0 && n != 2) || n > 4)
        return FALSE;
      text += n;
      n_parts++;
      if (*text != ':')
        break;
      text++;
    }
  if (*text == '.' || *text == ',')
    text += 1 + digits_from (text, 1, strlen (text));
  return *text == '\0' && (n_parts == 2 || n_parts == 3);
}

static RapportValueKind
read_parts (const Parts *parts, RapportDecimal decimal, int shift, RapportCsvValue *value)
{
  const char *core = parts->text + parts->core;
  Around around = { 0 };
  Shape shape;
  RapportValueKind kind;

  if (!read_shape (core, parts->core_length, &shape) ||
      !read_before (parts->text, parts->core, &around) ||
      !read_behind (core + parts->core_length, &around))
    return RAPPORT_VALUE_TEXT;
  value->hint = hint_of (core, &shape);
  kind = read_core (core, &shape, settle (decimal, value->hint), shift - (around.percent ? 2 : 0),
                    &value->value);
  if (around.negative || around.opened)
    value->value = -value->value;
  if (around.currency != NULL)
    value->currency = around.currency;
  return kind == RAPPORT_VALUE_NUMBER && around.percent ? RAPPORT_VALUE_PERCENT : kind;
}

/* Most cells are a few digits: those need nothing of the above. */
static gboolean
read_plain_digits (const char *text, int shift, RapportCsvValue *value)
{
  gint64 number = 0;
  gsize n = 0;

  while (n <= 9 && g_ascii_isdigit (text[n]))
    number = number * 10 + (text[n++] - '0');
  if (n == 0 || n > 9 || text[n] != '\0' || shift != 0)
    return FALSE;
  value->kind = RAPPORT_VALUE_NUMBER;
  value->value = number * RAPPORT_MILLION;
  value->hint = n > GROUP ? RAPPORT_DECIMAL_HINT_NOT_GROUPED : RAPPORT_DECIMAL_HINT_NOTHING;
  return TRUE;
}

void
rapport_csv_value_read (const char *text, RapportDecimal decimal, int shift, RapportCsvValue *value)
{
  Parts parts;

  *value = (RapportCsvValue) { .kind = RAPPORT_VALUE_TEXT, .currency = "" };
  if (read_plain_digits (text, shift, value))
    return;
  if (cut (text, &parts))
    {
      value->kind = read_parts (&parts, decimal, shift, value);
      if (value->kind == RAPPORT_VALUE_TEXT && is_duration (parts.text))
        value->kind = RAPPORT_VALUE_DURATION;
    }
  else if (rapport_csv_is_no_data (text))
    value->kind = RAPPORT_VALUE_NONE;
  if (value->kind != RAPPORT_VALUE_NUMBER && value->kind != RAPPORT_VALUE_PERCENT)
    value->value = 0;
}
