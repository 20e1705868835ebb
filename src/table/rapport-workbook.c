/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-exchange-error.h"
#include "rapport-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SIGNATURE   8
#define OLE_HEADER  512
#define OLE_ENTRY   128
#define OLE_NAME    64
#define MAX_SECTORS 64

static const guint8 ole_signature[SIGNATURE] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };

RapportSheetFacts *
rapport_sheet_facts_new (void)
{
  RapportSheetFacts *self = g_new0 (RapportSheetFacts, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->merges = g_array_new (FALSE, FALSE, sizeof (RapportSheetMerge));
  return self;
}

RapportSheetFacts *
rapport_sheet_facts_ref (RapportSheetFacts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_sheet_facts_unref (RapportSheetFacts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->merges);
  g_free (self);
}

static void
sheet_free (RapportSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

static RapportWorkbook *
workbook_new (void)
{
  RapportWorkbook *self = g_new0 (RapportWorkbook, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  self->formats = g_array_new (FALSE, TRUE, sizeof (RapportNumberFormat));
  self->texts = g_string_new (NULL);
  self->text_starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

RapportWorkbook *
rapport_workbook_ref (RapportWorkbook *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_workbook_unref (RapportWorkbook *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->formats);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->text_starts);
  g_free (self);
}

GPtrArray *
rapport_workbook_get_sheets (const RapportWorkbook *self)
{
  return self->sheets;
}

void
rapport_workbook_add_sheet (RapportWorkbook *self, char *name, gboolean hidden, char *part)
{
  RapportSheet *sheet = g_new0 (RapportSheet, 1);

  sheet->name = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
  sheet->hidden = hidden;
  sheet->part = part;
  g_ptr_array_add (self->sheets, sheet);
  g_free (name);
}

gboolean
rapport_workbook_is_one (const guint8 *begin, gsize length)
{
  return (length >= 4 && (memcmp (begin, "PK\3\4", 4) == 0 || memcmp (begin, "PK\5\6", 4) == 0)) ||
         (length >= SIGNATURE && memcmp (begin, ole_signature, SIGNATURE) == 0);
}

gboolean
rapport_workbook_has (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (names->pdata[i], name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
rapport_workbook_read_part (GInputStream *stream,
                            const char *name,
                            const RapportXmlHandler *handler,
                            RapportXml **xml,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (RapportXml) own = NULL;
  g_autoptr (RapportZipPart) part = rapport_zip_part_open (stream, name, cancellable, error);
  gboolean read;

  if (part == NULL)
    return FALSE;
  own = rapport_xml_new (G_INPUT_STREAM (part), handler, data);
  *xml = own;
  read = rapport_xml_run (own, cancellable, error);
  *xml = NULL;
  return read;
}

/* Whether a directory of an OLE2 container [MS-CFB 2.6] names a stream that
 * only an encrypted package has [MS-OFFCRYPTO 2.3.4]. */
static gboolean
names_encryption (const guint8 *entries, gsize length)
{
  static const char name[] = "EncryptedPackage";

  for (gsize at = 0; at + OLE_ENTRY <= length; at += OLE_ENTRY)
    {
      gsize i = 0;

      while (i < strlen (name) && 2 * i < OLE_NAME && entries[at + 2 * i] == (guint8) name[i] &&
             entries[at + 2 * i + 1] == 0)
        i++;
      if (i == strlen (name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_encrypted_container (GInputStream *stream, GCancellable *cancellable)
{
  guint8 header[OLE_HEADER];
  g_autofree guint8 *sector = NULL;
  gsize n_read = 0, size;
  guint32 first;

  if (!g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, NULL) ||
      !g_input_stream_read_all (stream, header, sizeof header, &n_read, cancellable, NULL) ||
      n_read < sizeof header || header[30] < 7 || header[30] > 16)
    return FALSE;
  size = (gsize) 1 << header[30];
  first = header[48] | (guint32) header[49] << 8 | (guint32) header[50] << 16 |
          (guint32) header[51] << 24;
  sector = g_malloc (size);
  /* The directory of a small container lies in one piece. */
  for (guint i = 0; i < MAX_SECTORS; i++)
    {
      goffset at = (goffset) ((guint64) first + 1 + i) * (goffset) size;

      if (!g_seekable_seek (G_SEEKABLE (stream), at, G_SEEK_SET, cancellable, NULL) ||
          !g_input_stream_read_all (stream, sector, size, &n_read, cancellable, NULL))
        return FALSE;
      if (names_encryption (sector, n_read))
        return TRUE;
      if (n_read < size)
        return FALSE;
    }
  return FALSE;
}

static gboolean
fail_container (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  if (is_encrypted_container (stream, cancellable))
    return rapport_zip_set_protected (error);
  g_set_error_literal (
    error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_KIND,
    _ ("This workbook is of an old kind (.xls). Save it as .xlsx, then import it again."));
  return FALSE;
}

static gboolean
open_package (RapportWorkbook *self,
              GInputStream *stream,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) names = rapport_zip_list (stream, cancellable, error);

  if (names == NULL)
    return FALSE;
  if (rapport_workbook_has (names, "xl/workbook.bin"))
    {
      g_set_error_literal (
        error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_KIND,
        _ ("This workbook is a binary one (.xlsb). Save it as .xlsx, then import it again."));
      return FALSE;
    }
  if (rapport_workbook_has (names, "[Content_Types].xml"))
    return rapport_xlsx_open (self, stream, names, cancellable, error);
  if (rapport_workbook_has (names, "META-INF/manifest.xml"))
    return rapport_ods_open (self, stream, names, cancellable, error);
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_KIND,
                       _ ("This archive is not a workbook. Unpack it, then import what it holds."));
  return FALSE;
}

RapportWorkbook *
rapport_workbook_open (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportWorkbook) self = workbook_new ();
  guint8 begin[SIGNATURE];
  gsize n_read = 0;

  if (!g_input_stream_read_all (stream, begin, sizeof begin, &n_read, cancellable, error))
    return NULL;
  if (n_read == SIGNATURE && memcmp (begin, ole_signature, SIGNATURE) == 0)
    {
      fail_container (stream, cancellable, error);
      return NULL;
    }
  if (!open_package (self, stream, cancellable, error))
    return NULL;
  if (self->sheets->len > 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE,
                       _ ("The workbook has no sheets."));
  return NULL;
}

RapportTableReader *
rapport_workbook_read (RapportWorkbook *self,
                       GInputStream *stream,
                       guint sheet,
                       RapportSheetFacts *facts,
                       GCancellable *cancellable,
                       GError **error)
{
  const RapportSheet *chosen = g_ptr_array_index (self->sheets, sheet);
  g_autoptr (RapportZipPart) part =
    rapport_zip_part_open (stream, chosen->part, cancellable, error);

  if (part == NULL)
    return NULL;
  if (self->kind == RAPPORT_WORKBOOK_XLSX)
    return rapport_xlsx_read (self, G_INPUT_STREAM (part), facts);
  return rapport_ods_read (self, G_INPUT_STREAM (part), sheet, facts);
}

void
rapport_sheet_reading_init (RapportSheetReading *self,
                            GInputStream *stream,
                            const RapportXmlHandler *handler,
                            gpointer data,
                            RapportSheetFacts *facts)
{
  self->rows = rapport_sheet_rows_new ();
  if (RAPPORT_IS_ZIP_PART (stream))
    self->part = g_object_ref (RAPPORT_ZIP_PART (stream));
  self->xml = rapport_xml_new (stream, handler, data);
  self->more = TRUE;
  self->facts = rapport_sheet_facts_ref (facts);
  self->facts_known = facts->complete;
}

void
rapport_sheet_reading_clear (RapportSheetReading *self)
{
  rapport_sheet_rows_free (self->rows);
  rapport_xml_free (self->xml);
  g_clear_object (&self->part);
  rapport_sheet_facts_unref (self->facts);
}

gboolean
rapport_sheet_reading_next (RapportSheetReading *self,
                            RapportCsvRow *row,
                            GCancellable *cancellable,
                            GError **error)
{
  while (!rapport_sheet_rows_take (self->rows, row))
    {
      if (!self->more)
        {
          /* Known facts are shared with other threads. */
          if (!self->facts_known)
            self->facts->complete = TRUE;
          return FALSE;
        }
      if (!rapport_xml_step (self->xml, &self->more, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

double
rapport_sheet_reading_get_progress (const RapportSheetReading *self)
{
  return self->part != NULL ? rapport_zip_part_get_progress (self->part) : 0;
}

void
rapport_sheet_reading_overflow (RapportSheetReading *self, guint line)
{
  rapport_xml_stop (self->xml,
                    g_error_new (RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                                 _ ("Line %u: the cells hold too much."), line));
}

void
rapport_sheet_reading_add_uncounted (RapportSheetReading *self,
                                     guint line,
                                     const char *formula,
                                     GString *text)
{
  g_string_append_c (text, '=');
  g_string_append (text, formula);
  if (self->facts_known)
    return;
  if (self->facts->n_uncounted == 0)
    self->facts->uncounted_line = line;
  self->facts->n_uncounted++;
}
