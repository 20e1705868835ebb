/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-xlsx-private.h"

#include <math.h>
#include <string.h>

/* A cell holds 32,767 units of UTF-16, of which a character may take two. */
#define MOST_CHARACTERS 16000

#define NAME_LENGTH   31
#define NARROWEST     9
#define WIDEST        42
#define HEADER_WIDEST 16
#define INK           0x1c1f24
#define DIM           0x5a5e65
#define RULE          0xdcdee1

/* Typed again by hand, such a text would become a formula: its cell says that it
 * is none. */
static gboolean
is_dangerous (const char *text)
{
  return text[0] != '\0' && (strchr ("=+-@\t\r\n", text[0]) != NULL);
}

static char *
money_format (Report *report)
{
  int digits = rapport_locale_currency_digits (report->currency);
  const char *number = digits == 0 ? "#,##0" : digits == 3 ? "#,##0.000" : "#,##0.00";
  g_autofree char *sign = NULL;

  if (report->currency[0] == '\0')
    return g_strdup (number);
  sign = rapport_locale_currency_sign (report->locale, report->currency);
  if (g_str_equal (rapport_locale_get_lang (report->locale), "ru"))
    return g_strdup_printf ("%s\u00a0\"%s\"", number, sign);
  return g_strdup_printf (g_ascii_isalpha (sign[0]) ? "\"%s\u00a0\"%s" : "\"%s\"%s", sign, number);
}

static char *
unit_format (Report *report, RapportUnit unit, gboolean whole)
{
  switch (unit)
    {
    case RAPPORT_UNIT_MONEY:
      return money_format (report);
    case RAPPORT_UNIT_RATIO:
      return g_strdup ("0.00%");
    case RAPPORT_UNIT_FACTOR:
      return g_strdup ("#,##0.00");
    case RAPPORT_UNIT_COUNT:
    default:
      return g_strdup (whole ? "#,##0" : "#,##0.00");
    }
}

static XlsxLook
unit_look (RapportUnit unit, gboolean whole, gboolean strong)
{
  return (XlsxLook) (XLSX_UNITS + ((int) unit * 2 + whole) * 2 + strong);
}

static void
set_number_format (XlsxBook *book, lxw_format *format, XlsxLook look)
{
  gboolean russian = g_str_equal (rapport_locale_get_lang (book->report->locale), "ru");
  int index = (int) look - XLSX_UNITS;
  g_autofree char *number = NULL;

  if (look == XLSX_DAY)
    number = g_strdup (russian ? "dd.mm.yyyy" : "yyyy-mm-dd");
  else if (look == XLSX_MONTH)
    number = g_strdup (russian ? "[$-419]mmmm\\ yyyy" : "[$-409]mmm\\ yyyy");
  else if (look == XLSX_CHANGE)
    number = g_strdup ("+0.0%;-0.0%;0.0%");
  else if (look == XLSX_POINTS)
    number = g_strdup (russian ? "+0.0\" п. п.\";-0.0\" п. п.\";0.0\" п. п.\""
                               : "+0.0\" pp\";-0.0\" pp\";0.0\" pp\"");
  else if (index >= 0)
    number = unit_format (book->report, (RapportUnit) (index / 4), (index / 2) % 2);
  if (number != NULL)
    format_set_num_format (format, number);
}

static gboolean
is_quoted (XlsxLook look)
{
  return look == XLSX_TEXT_QUOTED || look == XLSX_STRONG_QUOTED || look == XLSX_HEADER_QUOTED ||
         look == XLSX_HEADER_NUMBER_QUOTED;
}

static gboolean
is_strong (XlsxLook look)
{
  return look == XLSX_STRONG || look == XLSX_STRONG_QUOTED ||
         (look >= XLSX_UNITS && (look - XLSX_UNITS) % 2 == 1);
}

static lxw_format *
make_format (XlsxBook *book, XlsxLook look)
{
  lxw_format *format = workbook_add_format (book->book);
  gboolean header = look >= XLSX_HEADER && look <= XLSX_HEADER_NUMBER_QUOTED;
  gboolean number = look == XLSX_HEADER_NUMBER || look == XLSX_HEADER_NUMBER_QUOTED;

  format_set_align (format, header ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
  format_set_font_color (format, header ? DIM : INK);
  format_set_bottom (format, LXW_BORDER_THIN);
  format_set_bottom_color (format, header ? INK : RULE);
  if (look < XLSX_DAY)
    format_set_text_wrap (format);
  if (number)
    format_set_align (format, LXW_ALIGN_RIGHT);
  if (look == XLSX_DAY || look == XLSX_MONTH)
    format_set_align (format, LXW_ALIGN_LEFT);
  if (is_strong (look))
    format_set_bold (format);
  if (is_quoted (look))
    format_set_quote_prefix (format);
  set_number_format (book, format, look);
  return format;
}

static lxw_format *
get_format (XlsxBook *book, XlsxLook look)
{
  if (book->formats[look] == NULL)
    book->formats[look] = make_format (book, look);
  return book->formats[look];
}

/* A sheet's name without what none may have. */
static char *
sheet_name (const char *name)
{
  char *clean = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_LENGTH));

  return g_strdelimit (clean, "[]:*?/\\'", ' ');
}

void
xlsx_sheet_begin (XlsxSheet *self, XlsxBook *book, const char *name)
{
  g_autofree char *clean = sheet_name (name);

  *self = (XlsxSheet) {
    .book = book,
    .sheet = workbook_add_worksheet (book->book, clean),
    .widths = g_array_new (FALSE, TRUE, sizeof (double)),
  };
}

void
xlsx_sheet_end (XlsxSheet *self)
{
  for (guint i = 0; i < self->widths->len; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i,
                          g_array_index (self->widths, double, i) + 2, NULL);
  worksheet_freeze_panes (self->sheet, 1, 1);
  worksheet_gridlines (self->sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_landscape (self->sheet);
  worksheet_set_paper (self->sheet, 9);
  worksheet_fit_to_pages (self->sheet, 1, 0);
  worksheet_repeat_rows (self->sheet, 0, 0);
  worksheet_set_footer (self->sheet, "&C&P / &N");
  g_array_unref (self->widths);
}

void
xlsx_sheet_end_row (XlsxSheet *self)
{
  self->row++;
  self->column = 0;
}

/* The cell that was written needs @width characters. */
static void
advance (XlsxSheet *self, double width)
{
  double *widest;

  if (self->widths->len <= self->column)
    g_array_set_size (self->widths, self->column + 1);
  widest = &g_array_index (self->widths, double, self->column);
  *widest = MAX (*widest, CLAMP (width, NARROWEST, WIDEST));
  self->column++;
}

static void
add_string (XlsxSheet *self, const char *text, XlsxLook look, double widest)
{
  g_autofree char *clean = report_clean (text, FALSE);
  glong length = g_utf8_strlen (clean, -1);

  if (length > MOST_CHARACTERS)
    {
      g_autofree char *cut = g_utf8_substring (clean, 0, MOST_CHARACTERS);

      g_free (clean);
      clean = g_strconcat (cut, "…", NULL);
    }
  if (clean[0] == '\0')
    worksheet_write_blank (self->sheet, self->row, self->column, get_format (self->book, look));
  else
    worksheet_write_string (self->sheet, self->row, self->column, clean,
                            get_format (self->book, look + is_dangerous (clean)));
  advance (self, MIN ((double) length, widest));
}

void
xlsx_sheet_add_header (XlsxSheet *self, const char *text, gboolean number)
{
  add_string (self, text, number ? XLSX_HEADER_NUMBER : XLSX_HEADER, HEADER_WIDEST);
}

void
xlsx_sheet_add_text (XlsxSheet *self, const char *text, gboolean strong)
{
  add_string (self, text, strong ? XLSX_STRONG : XLSX_TEXT, WIDEST);
}

static void
add_number (XlsxSheet *self, double number, XlsxLook look)
{
  worksheet_write_number (self->sheet, self->row, self->column, number,
                          get_format (self->book, look));
  /* Digits, their groups, and the sign of a currency. */
  advance (self, 6 + (fabs (number) >= 1 ? floor (log10 (fabs (number)) * 4 / 3) : 0) + 3);
}

static void
add_blank (XlsxSheet *self, XlsxLook look)
{
  worksheet_write_blank (self->sheet, self->row, self->column, get_format (self->book, look));
  advance (self, 0);
}

void
xlsx_sheet_add_value (XlsxSheet *self, RapportUnit unit, RapportReportValue value, gboolean strong)
{
  XlsxLook look = unit_look (unit, value.value % RAPPORT_MILLION == 0, strong);

  if (value.known)
    add_number (self, (double) value.value / (double) RAPPORT_MILLION, look);
  else
    add_blank (self, look);
}

void
xlsx_sheet_add_change (XlsxSheet *self,
                       RapportUnit unit,
                       RapportReportValue value,
                       RapportReportValue before)
{
  double now = (double) value.value / (double) RAPPORT_MILLION;
  double then = (double) before.value / (double) RAPPORT_MILLION;
  gboolean ratio = unit == RAPPORT_UNIT_RATIO;

  if (!value.known || !before.known || (!ratio && before.value == 0))
    add_blank (self, ratio ? XLSX_POINTS : XLSX_CHANGE);
  else if (ratio)
    add_number (self, (now - then) * 100, XLSX_POINTS);
  else
    add_number (self, (now - then) / fabs (then), XLSX_CHANGE);
}

void
xlsx_sheet_add_day (XlsxSheet *self, RapportDay day, gboolean month)
{
  XlsxLook look = month ? XLSX_MONTH : XLSX_DAY;
  lxw_datetime date = { 0 };

  if (day == RAPPORT_DAY_NONE)
    {
      add_blank (self, look);
      return;
    }
  rapport_day_split (day, &date.year, &date.month, &date.day);
  worksheet_write_datetime (self->sheet, self->row, self->column, &date,
                            get_format (self->book, look));
  advance (self, 10);
}
