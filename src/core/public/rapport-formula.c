/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-formula.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More brackets within brackets than this are a mistake. */
#define MOST_DEPTH 40

G_DEFINE_QUARK (rapport - formula - error - quark, rapport_formula_error)

typedef enum
{
  STEP_NUMBER,
  STEP_METRIC,
  STEP_ADD,
  STEP_SUBTRACT,
  STEP_MULTIPLY,
  STEP_DIVIDE,
  STEP_NEGATE,
} StepKind;

/* The formula as what is to be done one after the other, on a stack. */
typedef struct
{
  StepKind kind;
  gint64 number; /* millionths */
  guint word;    /* index into the words */
} Step;

struct _RapportFormula
{
  char *text;
  GArray *steps;
  GPtrArray *words; /* NULL-ended */
};

/* Reading. */

typedef struct
{
  const char *at;
  const RapportFormulaName *names;
  gsize n_names;
  GString *text;
  GArray *steps;
  GPtrArray *words;
  guint depth;
} Reader;

static gboolean read_sum (Reader *self, GError **error);

static gunichar
fold (gunichar c)
{
  c = g_unichar_tolower (c);
  if (c == 0x0451) /* ё is read as е */
    return 0x0435;
  return c == 0x00a0 || c == 0x202f ? ' ' : c;
}

/* Where @name ends that @text begins with, or NULL. */
static const char *
skip_name (const char *text, const char *name)
{
  while (*name != '\0')
    {
      if (*text == '\0' || fold (g_utf8_get_char (text)) != fold (g_utf8_get_char (name)))
        return NULL;
      text = g_utf8_next_char (text);
      name = g_utf8_next_char (name);
    }
  return text;
}

static void
skip_space (Reader *self)
{
  while (g_unichar_isspace (g_utf8_get_char (self->at)))
    self->at = g_utf8_next_char (self->at);
}

/* The sign at @text as one of plus, minus, star, slash and brackets, however it is
 * typed; 0 where there is none. */
static char
get_sign (const char *text)
{
  static const struct
  {
    gunichar typed;
    char sign;
  } signs[] = {
    { '+', '+' },    { '-', '-' }, { 0x2212, '-' }, { 0x2013, '-' }, { '*', '*' }, { 0x00d7, '*' },
    { 0x00b7, '*' }, { '/', '/' }, { 0x00f7, '/' }, { ':', '/' },    { '(', '(' }, { ')', ')' },
  };
  const gunichar c = g_utf8_get_char (text);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].typed == c)
      return signs[i].sign;
  return 0;
}

static gboolean
ends_word (const char *end)
{
  return end != NULL && !g_unichar_isalnum (g_utf8_get_char (end));
}

/* The longest name that stands at @text. */
static const char *
find_name (Reader *self, const char *text, const char **end)
{
  const char *word = NULL;

  *end = text;
  for (gsize i = 0; i < self->n_names; i++)
    {
      const char *const both[] = { self->names[i].name, self->names[i].word };

      for (gsize n = 0; n < G_N_ELEMENTS (both); n++)
        {
          const char *after = *both[n] != '\0' ? skip_name (text, both[n]) : NULL;

          if (ends_word (after) && after > *end)
            {
              *end = after;
              word = self->names[i].word;
            }
        }
    }
  return word;
}

static void
add_step (Reader *self, StepKind kind, gint64 number, guint word)
{
  const Step step = { kind, number, word };

  g_array_append_val (self->steps, step);
}

static void
add_metric (Reader *self, const char *word)
{
  guint index = 0;

  while (index < self->words->len && !g_str_equal (self->words->pdata[index], word))
    index++;
  if (index == self->words->len)
    g_ptr_array_add (self->words, g_strdup (word));
  add_step (self, STEP_METRIC, 0, index);
  g_string_append_printf (self->text, "[%s]", word);
}

/* What is said to be unknown: up to the next sign. */
static char *
cut_unknown (const char *from)
{
  const char *end = from;

  while (*end != '\0' && *end != ']' && (get_sign (end) == 0 || *end == '-'))
    end = g_utf8_next_char (end);
  return g_strchomp (g_strndup (from, (gsize) (end - from)));
}

static gboolean
fail_at (Reader *self, GError **error)
{
  g_autofree char *unknown = NULL;

  if (*self->at == '\0')
    {
      g_set_error_literal (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                           _ ("The formula ends where a metric or a number should stand."));
      return FALSE;
    }
  if (get_sign (self->at) != 0 || !g_unichar_isalnum (g_utf8_get_char (self->at)))
    {
      g_autofree char *sign =
        g_strndup (self->at, (gsize) (g_utf8_next_char (self->at) - self->at));

      g_set_error (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                   _ ("A metric or a number should stand before “%s”."), sign);
      return FALSE;
    }
  unknown = cut_unknown (self->at);
  g_set_error (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_NAME,
               _ ("There is no metric “%s”."), unknown);
  return FALSE;
}

/* "[Any name]" */
static gboolean
read_bracketed (Reader *self, GError **error)
{
  const char *close = strchr (self->at, ']');
  const char *word = NULL;
  const char *end = NULL;

  if (close != NULL)
    word = find_name (self, self->at + 1, &end);
  if (word != NULL && end == close)
    {
      add_metric (self, word);
      self->at = close + 1;
      return TRUE;
    }
  self->at++;
  return fail_at (self, error);
}

/* "1 500,25", "20%". FALSE with no error where there is no number. */
static gboolean
read_number (Reader *self, GError **error)
{
  const char *p = self->at;
  gint64 whole = 0;
  gint64 part = 0;
  gint64 weight = RAPPORT_MILLION;
  g_autofree char *plain = NULL;

  for (; g_ascii_isdigit (*p) && whole < 1000000000000; p++)
    whole = whole * 10 + (*p - '0');
  if (p == self->at || g_ascii_isdigit (*p))
    return FALSE;
  if ((*p == '.' || *p == ',') && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p) && weight > 1; p++)
      {
        weight /= 10;
        part += weight * (*p - '0');
      }
  if (g_ascii_isdigit (*p) || g_unichar_isalpha (g_utf8_get_char (p)))
    return FALSE;
  whole = whole * RAPPORT_MILLION + part;
  plain = rapport_millionths_to_text (whole);
  g_string_append (self->text, plain);
  self->at = p;
  skip_space (self);
  add_step (self, STEP_NUMBER, whole, 0);
  if (*self->at != '%')
    return TRUE;
  self->at++;
  g_string_append_c (self->text, '%');
  add_step (self, STEP_NUMBER, 100 * RAPPORT_MILLION, 0);
  add_step (self, STEP_DIVIDE, 0, 0);
  return TRUE;
}

static gboolean
read_inner (Reader *self, GError **error)
{
  self->at++;
  if (++self->depth > MOST_DEPTH)
    {
      g_set_error_literal (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                           _ ("There are too many brackets within brackets."));
      return FALSE;
    }
  g_string_append_c (self->text, '(');
  if (!read_sum (self, error))
    return FALSE;
  if (get_sign (self->at) != ')')
    {
      g_set_error_literal (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                           _ ("A bracket is not closed."));
      return FALSE;
    }
  self->at++;
  self->depth--;
  g_string_append_c (self->text, ')');
  return TRUE;
}

/* A metric, a number, or something in brackets; perhaps with a minus before. */
static gboolean
read_value (Reader *self, GError **error)
{
  gboolean minus = FALSE;
  const char *end;
  const char *word;

  skip_space (self);
  if (get_sign (self->at) == '-')
    {
      minus = TRUE;
      self->at = g_utf8_next_char (self->at);
      g_string_append (self->text, "−");
      skip_space (self);
    }
  word = find_name (self, self->at, &end);
  if (word != NULL)
    {
      add_metric (self, word);
      self->at = end;
    }
  else if (*self->at == '['             ? !read_bracketed (self, error)
           : get_sign (self->at) == '(' ? !read_inner (self, error)
                                        : !read_number (self, error) && !fail_at (self, error))
    return FALSE;
  if (minus)
    add_step (self, STEP_NEGATE, 0, 0);
  skip_space (self);
  return TRUE;
}

static gboolean
read_product (Reader *self, GError **error)
{
  if (!read_value (self, error))
    return FALSE;
  for (char sign = get_sign (self->at); sign == '*' || sign == '/'; sign = get_sign (self->at))
    {
      self->at = g_utf8_next_char (self->at);
      g_string_append (self->text, sign == '*' ? " × " : " / ");
      if (!read_value (self, error))
        return FALSE;
      add_step (self, sign == '*' ? STEP_MULTIPLY : STEP_DIVIDE, 0, 0);
    }
  return TRUE;
}

static gboolean
read_sum (Reader *self, GError **error)
{
  if (!read_product (self, error))
    return FALSE;
  for (char sign = get_sign (self->at); sign == '+' || sign == '-'; sign = get_sign (self->at))
    {
      self->at = g_utf8_next_char (self->at);
      g_string_append (self->text, sign == '+' ? " + " : " − ");
      if (!read_product (self, error))
        return FALSE;
      add_step (self, sign == '+' ? STEP_ADD : STEP_SUBTRACT, 0, 0);
    }
  return TRUE;
}

/* What is left after a whole formula. */
static gboolean
fail_rest (Reader *self, GError **error)
{
  g_autofree char *rest = NULL;

  if (get_sign (self->at) == ')')
    {
      g_set_error_literal (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                           _ ("A bracket is closed that was not opened."));
      return FALSE;
    }
  rest = cut_unknown (self->at);
  g_set_error (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
               _ ("A sign such as + or / should stand before “%s”."), rest);
  return FALSE;
}

static gboolean
read_all (Reader *self, GError **error)
{
  if (!g_utf8_validate (self->at, -1, NULL) ||
      g_utf8_strlen (self->at, -1) > RAPPORT_FORMULA_MOST_LETTERS)
    {
      g_set_error (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                   _ ("A formula has %d letters at most."), RAPPORT_FORMULA_MOST_LETTERS);
      return FALSE;
    }
  if (!read_sum (self, error))
    return FALSE;
  if (*self->at != '\0')
    return fail_rest (self, error);
  if (self->words->len > 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_FORMULA_ERROR, RAPPORT_FORMULA_ERROR_SYNTAX,
                       _ ("Numbers alone say nothing: a formula needs a metric."));
  return FALSE;
}

RapportFormula *
rapport_formula_parse (const char *text,
                       const RapportFormulaName *names,
                       gsize n_names,
                       GError **error)
{
  g_autoptr (RapportFormula) self = g_atomic_rc_box_new0 (RapportFormula);
  g_autoptr (GString) stored = g_string_new (NULL);
  Reader reader = { text, names, n_names, stored, NULL, NULL, 0 };

  self->steps = reader.steps = g_array_new (FALSE, FALSE, sizeof (Step));
  self->words = reader.words = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  if (!read_all (&reader, error))
    return NULL;
  self->text = g_string_free_and_steal (g_steal_pointer (&stored));
  return g_steal_pointer (&self);
}

RapportFormula *
rapport_formula_ref (RapportFormula *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
formula_clear (gpointer data)
{
  RapportFormula *self = data;

  g_free (self->text);
  g_array_unref (self->steps);
  g_ptr_array_unref (self->words);
}

void
rapport_formula_unref (RapportFormula *self)
{
  g_atomic_rc_box_release_full (self, formula_clear);
}

const char *
rapport_formula_get_text (RapportFormula *self)
{
  return self->text;
}

const char *const *
rapport_formula_get_words (RapportFormula *self)
{
  return (const char *const *) self->words->pdata;
}

/* Working out. */

typedef struct
{
  __int128 top;
  __int128 bottom; /* above 0 */
} Fraction;

static void
shorten (Fraction *self)
{
  __int128 a = self->top < 0 ? -self->top : self->top;
  __int128 b = self->bottom;

  while (b != 0)
    {
      const __int128 rest = a % b;

      a = b;
      b = rest;
    }
  if (a > 1)
    {
      self->top /= a;
      self->bottom /= a;
    }
}

static gboolean
multiply (Fraction *a, Fraction b)
{
  if (__builtin_mul_overflow (a->top, b.top, &a->top) ||
      __builtin_mul_overflow (a->bottom, b.bottom, &a->bottom))
    return FALSE;
  shorten (a);
  return TRUE;
}

static gboolean
divide (Fraction *a, Fraction b)
{
  Fraction turned = { b.bottom, b.top };

  if (b.top == 0)
    return FALSE;
  if (turned.bottom < 0)
    turned = (Fraction) { -turned.top, -turned.bottom };
  return multiply (a, turned);
}

static gboolean
add (Fraction *a, Fraction b)
{
  __int128 left, right;

  if (__builtin_mul_overflow (a->top, b.bottom, &left) ||
      __builtin_mul_overflow (b.top, a->bottom, &right) ||
      __builtin_add_overflow (left, right, &a->top) ||
      __builtin_mul_overflow (a->bottom, b.bottom, &a->bottom))
    return FALSE;
  shorten (a);
  return TRUE;
}

static gboolean
do_step (StepKind kind, Fraction *a, Fraction b)
{
  switch (kind)
    {
    case STEP_ADD:
      return add (a, b);
    case STEP_SUBTRACT:
      return add (a, (Fraction) { -b.top, b.bottom });
    case STEP_MULTIPLY:
      return multiply (a, b);
    case STEP_DIVIDE:
      return divide (a, b);
    case STEP_NUMBER:
    case STEP_METRIC:
    case STEP_NEGATE:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* In millionths, rounded half away from 0. */
static gboolean
round_off (Fraction fraction, gint64 *value)
{
  __int128 scaled, half = fraction.bottom / 2;

  if (__builtin_mul_overflow (fraction.top, (__int128) RAPPORT_MILLION, &scaled) ||
      __builtin_add_overflow (scaled, scaled < 0 ? -half : half, &scaled))
    return FALSE;
  scaled /= fraction.bottom;
  if (scaled > G_MAXINT64 || scaled < G_MININT64)
    return FALSE;
  *value = (gint64) scaled;
  return TRUE;
}

gboolean
rapport_formula_compute (RapportFormula *self,
                         RapportSums values,
                         gpointer user_data,
                         gint64 *value)
{
  g_autofree Fraction *stack = g_new (Fraction, self->steps->len);
  guint n = 0;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);
      gint64 number = step->number;

      if (step->kind == STEP_METRIC && !values (self->words->pdata[step->word], &number, user_data))
        return FALSE;
      if (step->kind == STEP_METRIC || step->kind == STEP_NUMBER)
        {
          stack[n] = (Fraction) { number, RAPPORT_MILLION };
          shorten (&stack[n++]);
        }
      else if (step->kind == STEP_NEGATE)
        stack[n - 1].top = -stack[n - 1].top;
      else if (!do_step (step->kind, &stack[n - 2], stack[n - 1]))
        return FALSE;
      else
        n--;
    }
  return round_off (stack[0], value);
}

/* What a part of a formula is: money to some power; @any where it is a plain number. */
typedef struct
{
  int money;
  gboolean any;
} Dimension;

static gboolean
join (StepKind kind, Dimension *a, Dimension b)
{
  const gboolean matches = a->any || b.any || a->money == b.money;

  switch (kind)
    {
    case STEP_MULTIPLY:
      a->money += b.money;
      a->any = a->any && b.any;
      return TRUE;
    case STEP_DIVIDE:
      a->money -= b.money;
      a->any = a->any && b.any;
      return TRUE;
    case STEP_ADD:
    case STEP_SUBTRACT:
    case STEP_NUMBER:
    case STEP_METRIC:
    case STEP_NEGATE:
    default:
      a->money = a->any ? b.money : a->money;
      a->any = a->any && b.any;
      return matches;
    }
}

static RapportUnit
name_unit (Dimension result, gboolean divided, gboolean of_money)
{
  if (result.money != 0)
    return RAPPORT_UNIT_MONEY;
  if (!divided)
    return RAPPORT_UNIT_COUNT;
  return of_money ? RAPPORT_UNIT_FACTOR : RAPPORT_UNIT_RATIO;
}

gboolean
rapport_formula_guess_unit (RapportFormula *self,
                            RapportFormulaUnits units,
                            gpointer user_data,
                            RapportUnit *unit)
{
  g_autofree Dimension *stack = g_new (Dimension, self->steps->len);
  gboolean of_money = FALSE;
  gboolean divided = FALSE;
  guint n = 0;

  *unit = RAPPORT_UNIT_COUNT;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (step->kind == STEP_METRIC)
        {
          const RapportUnit of = units (self->words->pdata[step->word], user_data);

          of_money = of_money || of == RAPPORT_UNIT_MONEY;
          stack[n++] = (Dimension) { of == RAPPORT_UNIT_MONEY ? 1 : 0, FALSE };
        }
      else if (step->kind == STEP_NUMBER)
        stack[n++] = (Dimension) { 0, TRUE };
      else if (step->kind != STEP_NEGATE)
        {
          /* A plain number may divide anything: a hundred of them, and per cents. */
          divided = divided || (step->kind == STEP_DIVIDE && !stack[n - 1].any);
          if (!join (step->kind, &stack[n - 2], stack[n - 1]))
            return FALSE;
          n--;
        }
    }
  *unit = name_unit (stack[0], divided, of_money);
  return TRUE;
}

char *
rapport_formula_name_words (const char *text, RapportFormulaNamer namer, gpointer user_data)
{
  GString *named = g_string_new (NULL);
  const char *open;

  while ((open = strchr (text, '[')) != NULL)
    {
      const char *close = strchr (open, ']');
      g_autofree char *word = NULL;
      const char *name;

      if (close == NULL)
        break;
      word = g_strndup (open + 1, (gsize) (close - open - 1));
      name = namer (word, user_data);
      g_string_append_len (named, text, open - text);
      g_string_append (named, name != NULL ? name : word);
      text = close + 1;
    }
  g_string_append (named, text);
  return g_string_free_and_steal (named);
}
