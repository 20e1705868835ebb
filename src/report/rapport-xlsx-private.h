/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-report-private.h"

#include <xlsxwriter.h>

G_BEGIN_DECLS

/* What a cell looks like besides the format of its unit. */
typedef enum
{
  XLSX_TEXT,
  XLSX_TEXT_QUOTED,
  XLSX_STRONG,
  XLSX_STRONG_QUOTED,
  XLSX_HEADER,
  XLSX_HEADER_QUOTED,
  XLSX_HEADER_NUMBER,
  XLSX_HEADER_NUMBER_QUOTED,
  XLSX_DAY,
  XLSX_MONTH,
  XLSX_CHANGE,
  XLSX_POINTS,
  XLSX_UNITS,
} XlsxLook;

#define XLSX_N_LOOKS (XLSX_UNITS + 2 * (RAPPORT_UNIT_FACTOR + 1) * 2)

/**
 * XlsxBook:
 *
 * A workbook while it is written; formats are made when they are first used.
 */
typedef struct
{
  Report *report;
  lxw_workbook *book;
  lxw_format *formats[XLSX_N_LOOKS];
} XlsxBook;

/**
 * XlsxSheet:
 *
 * A sheet that is written cell by cell, row by row; the first row is its header.
 */
typedef struct
{
  XlsxBook *book;
  lxw_worksheet *sheet;
  lxw_row_t row;
  lxw_col_t column;
  GArray *widths;
} XlsxSheet;

void xlsx_sheet_begin (XlsxSheet *self, XlsxBook *book, const char *name);
/* Freezes the header, sets widths and how it is printed. */
void xlsx_sheet_end (XlsxSheet *self);
void xlsx_sheet_end_row (XlsxSheet *self);

void xlsx_sheet_add_header (XlsxSheet *self, const char *text, gboolean number);
/* An empty text leaves the cell empty. */
void xlsx_sheet_add_text (XlsxSheet *self, const char *text, gboolean strong);
void
xlsx_sheet_add_value (XlsxSheet *self, RapportUnit unit, RapportReportValue value, gboolean strong);
/* The change from @before to @value: a share, or points of per cent for a ratio. */
void xlsx_sheet_add_change (XlsxSheet *self,
                            RapportUnit unit,
                            RapportReportValue value,
                            RapportReportValue before);
/* A date; %RAPPORT_DAY_NONE leaves the cell empty. */
void xlsx_sheet_add_day (XlsxSheet *self, RapportDay day, gboolean month);

G_END_DECLS
