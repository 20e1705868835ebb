/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-advice.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  const char *advice;
} advices[] = {
  { "choleric", N_ ("Impulsive. Speak as an equal, bring strong facts, leave details out, and "
                    "answer fast.") },
  { "sanguine", N_ ("Talks much. Ask closed questions and keep to the main things; be warm but "
                    "not familiar, and hold the price.") },
  { "melancholic", N_ ("Anxious. Be patient, repeat the benefits, and send detailed and regular "
                       "reports.") },
  { "phlegmatic", N_ ("Distrustful and thorough. Give every detail with sources and figures, "
                      "check everything ten times, and do not hurry.") },
};

const char *
rapport_advice_for_temperament (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advices); i++)
    if (g_strcmp0 (advices[i].word, word) == 0)
      return g_dgettext (GETTEXT_PACKAGE, advices[i].advice);
  return "";
}
