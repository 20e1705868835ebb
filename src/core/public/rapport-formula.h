/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-metric.h"

G_BEGIN_DECLS

/* Longer than this, a formula is refused. In letters. */
#define RAPPORT_FORMULA_MOST_LETTERS 500

#define RAPPORT_FORMULA_ERROR (rapport_formula_error_quark ())

/**
 * RapportFormulaError:
 * @RAPPORT_FORMULA_ERROR_SYNTAX: it can't be read
 * @RAPPORT_FORMULA_ERROR_NAME: it names a metric that is not there
 *
 * The message is one sentence for whoever wrote the formula.
 */
typedef enum
{
  RAPPORT_FORMULA_ERROR_SYNTAX,
  RAPPORT_FORMULA_ERROR_NAME,
} RapportFormulaError;

GQuark rapport_formula_error_quark (void);

/* What a metric is called in formulas that are typed. Its word is understood too. */
typedef struct
{
  const char *word;
  const char *name;
} RapportFormulaName;

/**
 * RapportFormula:
 *
 * How a metric of a client's own follows from others: sums, differences,
 * products and quotients of metrics and plain numbers, with brackets. Worked out
 * exactly, in fractions of whole numbers, and rounded once at the end.
 * Immutable; counted by reference; usable from any thread.
 */
typedef struct _RapportFormula RapportFormula;

/**
 * rapport_formula_parse:
 * @text: such as "Ad spend / Leads", "(revenue − [own-returns]) × 20%"
 *
 * Names are read in any case, the longest one that fits; in square brackets they
 * may hold signs. "1,5" and "1.5" are the same number.
 *
 * Returns: (transfer full): %NULL with @error
 */
RapportFormula *rapport_formula_parse (const char *text,
                                       const RapportFormulaName *names,
                                       gsize n_names,
                                       GError **error);
RapportFormula *rapport_formula_ref (RapportFormula *self);
void rapport_formula_unref (RapportFormula *self);

/* What is stored: every metric by its word in square brackets, so that it
 * outlives new names and other languages: "[ad-spend] / [leads]". */
const char *rapport_formula_get_text (RapportFormula *self);

/* The words of the metrics in it, each once, in their order; NULL-ended. */
const char *const *rapport_formula_get_words (RapportFormula *self);

/* Works it out of the values of its metrics. %FALSE for "no data": one of them
 * is not known, a divisor is 0, or the result is too large to be told. */
gboolean rapport_formula_compute (RapportFormula *self,
                                  RapportSums values,
                                  gpointer user_data,
                                  gint64 *value);

/* The unit of a metric; for rapport_formula_guess_unit(). */
typedef RapportUnit (*RapportFormulaUnits) (const char *word, gpointer user_data);

/* How its result is written: money over counts is money, money over money a factor,
 * counts over counts a share. %FALSE where money and what is none are added up,
 * which is a mistake more often than not; @unit is count then. */
gboolean rapport_formula_guess_unit (RapportFormula *self,
                                     RapportFormulaUnits units,
                                     gpointer user_data,
                                     RapportUnit *unit);

/* The name of a metric in some language; %NULL leaves the word. */
typedef const char *(*RapportFormulaNamer) (const char *word, gpointer user_data);

/* (transfer full): a stored formula with the words in brackets replaced by
 * names. Any other text comes back as it is. */
char *rapport_formula_name_words (const char *text, RapportFormulaNamer namer, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFormula, rapport_formula_unref)

G_END_DECLS
