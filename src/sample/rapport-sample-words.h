/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words that the sample agency is made of, once for each language. Each
 * list ends with an entry of NULL. */

typedef struct
{
  const char *name;
  const char *industry;
  const char *city;
} RapportSampleClient;

typedef struct
{
  const char *title;
  const char *why;
  const char *expected;
  const char *result;
  const char *stage;
} RapportSampleTask;

typedef struct
{
  const char *name;
  const char *description;
  const char *why;
} RapportSampleService;

typedef struct
{
  const char *agency;
  const char *currency;
  gint64 money_factor; /* how many of its units a dollar's worth of goods costs */
  const char *const *members;
  const char *const *channels; /* four: two of them paid, then search and mail */
  const RapportSampleClient *clients;
  const char *const *name_heads; /* for more clients than there are names */
  const char *const *name_tails;
  const char *const *cities;
  const char *const *first_names;
  const char *const *last_names;
  const char *const *positions;
  const char *const *companies; /* four, where contacts have worked before */
  const char *const *claims;    /* three: a missed date, bad work, silence */
  const RapportSampleService *services;
  const RapportSampleTask *tasks;
  const char *const *stages;
  const char *const *green;
  const char *const *yellow;
  const char *const *red;
  const char *const *headlines;
  const char *const *summaries;
  const char *const *whys;
  const char *const *nexts;
  const char *const *expectations;
  const char *const *exclusions;
  const char *const *team_notes;
  const char *const *my_notes;
  const char *const *reasons; /* why a client refused or left */
} RapportSampleWords;

extern const RapportSampleWords rapport_sample_words_en;
extern const RapportSampleWords rapport_sample_words_ru;

G_END_DECLS
