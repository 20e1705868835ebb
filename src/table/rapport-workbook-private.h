/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-number-format.h"
#include "rapport-workbook.h"
#include "rapport-xml.h"
#include "rapport-zip-part.h"

G_BEGIN_DECLS

#define RAPPORT_WORKBOOK_MAX_SHEETS 1024
#define RAPPORT_WORKBOOK_MAX_MERGES 4096
/* Formats of cells; Excel has at most 65,490. */
#define RAPPORT_WORKBOOK_MAX_FORMATS 65536
/* Texts that cells share, in bytes and in number. */
#define RAPPORT_WORKBOOK_MAX_TEXT  (512 * 1024 * 1024)
#define RAPPORT_WORKBOOK_MAX_TEXTS (16 * 1024 * 1024)

typedef enum
{
  RAPPORT_WORKBOOK_XLSX,
  RAPPORT_WORKBOOK_ODS,
} RapportWorkbookKind;

/* @texts: one behind the other, each with a zero byte; @text_starts: where each
 * begins. @formats: (element-type RapportNumberFormat): by style of a cell. */
struct _RapportWorkbook
{
  gatomicrefcount ref_count;
  RapportWorkbookKind kind;
  GPtrArray *sheets;
  gboolean from_1904;
  GArray *formats;
  GString *texts;
  GArray *text_starts;
};

/**
 * RapportSheetReading:
 * @rows: what was read and waits
 * @xml: what is read
 * @more: whether there is more of it
 *
 * What readers of both kinds have in common: the parser runs ahead by a piece,
 * and rows wait.
 */
typedef struct
{
  RapportSheetRows *rows;
  RapportZipPart *part;
  RapportXml *xml;
  gboolean more;
  RapportSheetFacts *facts;
  gboolean facts_known;
} RapportSheetReading;

void rapport_sheet_reading_init (RapportSheetReading *self,
                                 GInputStream *stream,
                                 const RapportXmlHandler *handler,
                                 gpointer data,
                                 RapportSheetFacts *facts);
void rapport_sheet_reading_clear (RapportSheetReading *self);
gboolean rapport_sheet_reading_next (RapportSheetReading *self,
                                     RapportCsvRow *row,
                                     GCancellable *cancellable,
                                     GError **error);
double rapport_sheet_reading_get_progress (const RapportSheetReading *self);

/* From a handler: the cells are too many or too large. */
void rapport_sheet_reading_overflow (RapportSheetReading *self, guint line);

/* A formula without a result: appends what stands for it, and remembers it. */
void rapport_sheet_reading_add_uncounted (RapportSheetReading *self,
                                          guint line,
                                          const char *formula,
                                          GString *text);

void rapport_workbook_add_sheet (RapportWorkbook *self, char *name, gboolean hidden, char *part);

/* The two kinds. */
gboolean rapport_xlsx_open (RapportWorkbook *self,
                            GInputStream *stream,
                            GPtrArray *names,
                            GCancellable *cancellable,
                            GError **error);
RapportTableReader *
rapport_xlsx_read (RapportWorkbook *self, GInputStream *part, RapportSheetFacts *facts);
gboolean rapport_ods_open (RapportWorkbook *self,
                           GInputStream *stream,
                           GPtrArray *names,
                           GCancellable *cancellable,
                           GError **error);
RapportTableReader *
rapport_ods_read (RapportWorkbook *self, GInputStream *part, guint sheet, RapportSheetFacts *facts);

/* Reads a whole part of the package. %FALSE with @error. */
gboolean rapport_workbook_read_part (GInputStream *stream,
                                     const char *name,
                                     const RapportXmlHandler *handler,
                                     RapportXml **xml,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);

/* Whether the package has a part of this name. */
gboolean rapport_workbook_has (GPtrArray *names, const char *name);

/* An own copy of @text in which _x000D_ and the like are the letters meant. */
void rapport_xlsx_append_text (GString *target, const char *text, gsize length);

/* The column of a reference such as "AB12", from 0, and its row, from 1.
 * %FALSE when it is none. */
gboolean rapport_xlsx_read_reference (const char *text, gsize length, guint *column, guint *row);

G_END_DECLS
