/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-words.h"

G_BEGIN_DECLS

/* The names of columns that all mean @word, parted by "|". */
typedef struct
{
  RapportCsvWord word;
  const char *names;
} RapportCsvEntry;

extern const RapportCsvEntry rapport_csv_dictionary[];
extern const gsize rapport_csv_n_dictionary;

G_END_DECLS
