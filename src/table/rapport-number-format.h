/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportNumberFormatKind:
 * @RAPPORT_NUMBER_FORMAT_PLAIN: a number, perhaps of money
 * @RAPPORT_NUMBER_FORMAT_PERCENT: 0.05 is shown as 5%
 * @RAPPORT_NUMBER_FORMAT_DAY: a day
 * @RAPPORT_NUMBER_FORMAT_MOMENT: a day and a time
 * @RAPPORT_NUMBER_FORMAT_MONTH: a month without a day
 * @RAPPORT_NUMBER_FORMAT_TIME: hours, minutes and seconds
 */
typedef enum
{
  RAPPORT_NUMBER_FORMAT_PLAIN,
  RAPPORT_NUMBER_FORMAT_PERCENT,
  RAPPORT_NUMBER_FORMAT_DAY,
  RAPPORT_NUMBER_FORMAT_MOMENT,
  RAPPORT_NUMBER_FORMAT_MONTH,
  RAPPORT_NUMBER_FORMAT_TIME,
} RapportNumberFormatKind;

/**
 * RapportNumberFormat:
 * @kind: what a number of this format is
 * @thousands: how often the number is divided by a thousand for showing
 * @currency: the sign of the money as the format writes it, or ""
 *
 * What the format of a cell in a workbook says of the number in it.
 */
typedef struct
{
  RapportNumberFormatKind kind;
  guint thousands;
  char currency[16];
} RapportNumberFormat;

/* Reads the code of a format (ECMA-376 part 1, 18.8.31), such as
 * "#,##0.00\ [$₽-419];[Red]-#,##0.00". Of its sections, the first counts. */
void rapport_number_format_read (const char *code, RapportNumberFormat *format);

/* A format that is known by its number alone (18.8.30). */
void rapport_number_format_read_built_in (guint id, RapportNumberFormat *format);

/**
 * rapport_number_format_show:
 * @number: as it stands in the file, "45505.5" or "1.5E-2"
 * @from_1904: days are counted from 1 January 1904, rather than from 1900
 *
 * Appends the text of the cell. A number keeps all its digits, however few the
 * format shows, with a point before the fraction; those behind the fifteenth
 * are left out, as no spreadsheet program has them. A day is written as
 * 2026-08-01. Returns %FALSE when @number is no number.
 */
gboolean rapport_number_format_show (const RapportNumberFormat *format,
                                     const char *number,
                                     gboolean from_1904,
                                     GString *text);

/**
 * rapport_decimal_append:
 * @number: "45505.5", "-1.5E-2"
 * @power: the number is multiplied by 10 to this power
 *
 * Appends the number in plain digits, without any rounding but that of
 * rapport_number_format_show(). A fraction of three digits gets a zero, since
 * 1.234 could else be taken for thousands. Returns %FALSE when it is no number.
 */
gboolean rapport_decimal_append (const char *number, int power, GString *text);

G_END_DECLS
