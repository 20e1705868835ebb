/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-number-format.h"

#include <string.h>

/* Numbers with more digits than this are no figures. */
#define MAX_DIGITS   80
#define MAX_EXPONENT 400
/* What a spreadsheet program computes with; further digits are noise of the
 * binary form. */
#define PRECISION 15
#define GROUP     3

/* The digits without leading zeros, and how many of them stand before the point. */
typedef struct
{
  gboolean negative;
  char digits[MAX_DIGITS + 1];
  int n_digits;
  int whole;
} Decimal;

static const char *
read_exponent (const char *p, int *exponent)
{
  gboolean negative = *p == '-';

  if (*p == '-' || *p == '+')
    p++;
  if (!g_ascii_isdigit (*p))
    return NULL;
  for (; g_ascii_isdigit (*p); p++)
    *exponent = MIN (*exponent * 10 + (*p - '0'), MAX_EXPONENT);
  if (negative)
    *exponent = -*exponent;
  return p;
}

static gboolean
decimal_read (const char *p, Decimal *self)
{
  gboolean point = FALSE, any = FALSE;
  int exponent = 0;

  memset (self, 0, sizeof *self);
  self->negative = *p == '-';
  if (*p == '-' || *p == '+')
    p++;
  for (; g_ascii_isdigit (*p) || (*p == '.' && !point); p++)
    {
      if (*p == '.')
        {
          point = TRUE;
          continue;
        }
      any = TRUE;
      if (self->n_digits == 0 && *p == '0')
        self->whole -= point;
      else if (self->n_digits < MAX_DIGITS)
        {
          self->digits[self->n_digits++] = *p;
          self->whole += !point;
        }
      else if (!point)
        return FALSE;
    }
  if (any && (*p == 'e' || *p == 'E'))
    p = read_exponent (p + 1, &exponent);
  self->whole += exponent;
  return any && p != NULL && *p == '\0';
}

/* Drops what is behind the fifteenth digit, rounding half away from zero, as
 * far as it stands behind the point. */
static void
decimal_round (Decimal *self)
{
  int keep = MAX (PRECISION, self->whole);

  if (self->n_digits > keep)
    {
      gboolean up = self->digits[keep] >= '5';

      self->n_digits = keep;
      while (up && self->n_digits > 0 && self->digits[self->n_digits - 1] == '9')
        self->n_digits--;
      if (up && self->n_digits > 0)
        self->digits[self->n_digits - 1]++;
      else if (up)
        {
          self->digits[self->n_digits++] = '1';
          self->whole++;
        }
    }
  while (self->n_digits > 0 && self->digits[self->n_digits - 1] == '0' &&
         self->n_digits > MAX (self->whole, 0))
    self->n_digits--;
}

static void
decimal_show (const Decimal *self, GString *text)
{
  int n_fraction = self->n_digits - self->whole;

  if (self->negative && self->n_digits > 0)
    g_string_append_c (text, '-');
  for (int i = 0; i < self->whole; i++)
    g_string_append_c (text, i < self->n_digits ? self->digits[i] : '0');
  if (self->whole <= 0)
    g_string_append_c (text, '0');
  if (n_fraction <= 0 || self->n_digits == 0)
    return;
  g_string_append_c (text, '.');
  for (int i = MIN (self->whole, 0); i < 0; i++)
    g_string_append_c (text, '0');
  for (int i = MAX (self->whole, 0); i < self->n_digits; i++)
    g_string_append_c (text, self->digits[i]);
  if (n_fraction == GROUP && self->whole > 0 && self->whole <= GROUP)
    g_string_append_c (text, '0');
}

gboolean
rapport_decimal_append (const char *number, int power, GString *text)
{
  Decimal decimal;

  if (!decimal_read (number, &decimal))
    return FALSE;
  decimal_round (&decimal);
  decimal.whole += power;
  /* Zero, or too small to be anything else. */
  if (decimal.n_digits == 0 || decimal.whole < -MAX_DIGITS)
    g_string_append_c (text, '0');
  else if (decimal.whole > MAX_DIGITS)
    return FALSE;
  else
    decimal_show (&decimal, text);
  return TRUE;
}
