/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"

G_BEGIN_DECLS

/**
 * RapportSampleOptions:
 * @n_clients: how many clients; the first dozen have everything
 * @n_months: how many months of lights and figures lie behind @today
 * @seed: the same seed, language and day give the same agency
 * @language: "en" or "ru"
 * @today: the day on which the sample agency looks at its clients
 */
typedef struct
{
  guint n_clients;
  guint n_months;
  guint32 seed;
  const char *language;
  RapportDay today;
} RapportSampleOptions;

#define RAPPORT_SAMPLE_USUAL_CLIENTS 24
#define RAPPORT_SAMPLE_USUAL_MONTHS  15
#define RAPPORT_SAMPLE_USUAL_SEED    7

/* Fills an empty library with an agency that looks like one. All people and
 * companies in it are invented. Waits for the disk now and then, so that
 * memory stays bounded. */
gboolean
rapport_sample_fill (RapportLibrary *library, const RapportSampleOptions *options, GError **error);

G_END_DECLS
