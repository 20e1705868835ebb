/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportColumnRole:
 * @RAPPORT_COLUMN_IGNORED: nothing is taken from it
 * @RAPPORT_COLUMN_RATIO: ignored too, because it follows from sums: CTR, CPC…
 * @RAPPORT_COLUMN_DAY: the day of the row
 * @RAPPORT_COLUMN_LAST_DAY: the last day of the row, where rows cover several
 * @RAPPORT_COLUMN_CHANNEL: the advertising channel or campaign
 * @RAPPORT_COLUMN_CURRENCY: a currency code in each row
 * @RAPPORT_COLUMN_METRIC: figures to be summed
 *
 * What a column of a table is for.
 */
typedef enum
{
  RAPPORT_COLUMN_IGNORED,
  RAPPORT_COLUMN_RATIO,
  RAPPORT_COLUMN_DAY,
  RAPPORT_COLUMN_LAST_DAY,
  RAPPORT_COLUMN_CHANNEL,
  RAPPORT_COLUMN_CURRENCY,
  RAPPORT_COLUMN_METRIC,
} RapportColumnRole;

/**
 * RapportRhythm:
 *
 * How much time one row of a table covers, as the name of its day column says.
 * NTH counts days from the first day of the report, beginning with 0, and
 * NTH_HOUR its hours.
 */
typedef enum
{
  RAPPORT_RHYTHM_DAY,
  RAPPORT_RHYTHM_NTH,
  RAPPORT_RHYTHM_NTH_HOUR,
  RAPPORT_RHYTHM_HOUR,
  RAPPORT_RHYTHM_WEEK,
  RAPPORT_RHYTHM_MONTH,
} RapportRhythm;

/**
 * RapportCsvHeader:
 * @name: the folded name without its unit: "расход" of "Расход, ₽"; owned
 * @currency: the ISO code of the unit, or NULL; static
 * @shift: 3 for thousands, -6 for millionths…
 * @percent: the unit is per cent
 *
 * A column's header taken apart.
 */
typedef struct
{
  char *name;
  const char *currency;
  int shift;
  gboolean percent;
} RapportCsvHeader;

/**
 * RapportCsvWord:
 * @role: what such a column is for
 * @metric: the word of the metric, or NULL; static
 * @rank: of several columns for one purpose, the one with the lowest is taken
 * @rhythm: for days
 * @sure: the whole name is known, rather than a part of it
 *
 * What the name of a column means.
 */
typedef struct
{
  RapportColumnRole role;
  const char *metric;
  guint rank;
  RapportRhythm rhythm;
  gboolean sure;
} RapportCsvWord;

/**
 * RapportTotalWord:
 *
 * Whether a cell is a word for a total ("Итого"), begins with one ("Total:
 * account"), or neither.
 */
typedef enum
{
  RAPPORT_TOTAL_NO,
  RAPPORT_TOTAL_BEGINS,
  RAPPORT_TOTAL_WHOLE,
} RapportTotalWord;

/* Whether rows are counted from the first day rather than dated. */
gboolean rapport_rhythm_is_counted (RapportRhythm rhythm);

/* Takes a header apart. Free with rapport_csv_header_clear(). */
void rapport_csv_header_read (const char *text, RapportCsvHeader *header);
void rapport_csv_header_clear (RapportCsvHeader *header);

/* Looks the name up in the dictionary of English and Russian column names of
 * advertising, analytics and CRM systems. %FALSE for an unknown name. */
gboolean rapport_csv_words_lookup (const RapportCsvHeader *header, RapportCsvWord *word);

/* Whether the cell means a total; see RapportTotalWord. */
RapportTotalWord rapport_csv_words_total (const char *cell);

/* Whether the cell means a mean, whose figures are no sum. */
gboolean rapport_csv_words_mean (const char *cell);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RapportCsvHeader, rapport_csv_header_clear)

G_END_DECLS
