/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience.h"

static const char *const words[] = {
  [RAPPORT_AUDIENCE_TEAM] = "team",
  [RAPPORT_AUDIENCE_CLIENT] = "client",
  [RAPPORT_AUDIENCE_ME] = "me",
};

RapportAudience
rapport_audience_narrower (RapportAudience a, RapportAudience b)
{
  if (a == RAPPORT_AUDIENCE_CLIENT)
    return b;
  if (b == RAPPORT_AUDIENCE_CLIENT)
    return a;
  return MAX (a, b);
}

const char *
rapport_audience_to_word (RapportAudience audience)
{
  return words[audience];
}

RapportAudience
rapport_audience_from_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (RapportAudience) i;
  return RAPPORT_AUDIENCE_ME;
}
