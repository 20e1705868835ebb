/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-exchange-error.h"
#include "rapport-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define CONTENT  "content.xml"
#define MANIFEST "META-INF/manifest.xml"
/* document-content, body, spreadsheet, table */
#define TABLE_DEPTH 4
#define OFFICE      ":office:1.0"

typedef struct
{
  RapportWorkbook *workbook;
  RapportXml *xml;
  gboolean encrypted;
  gboolean spreadsheet;
  /* Styles of tables that are not shown. */
  GHashTable *hidden;
  char *style;
} Listing;

typedef struct
{
  RapportSheetReading reading;
  guint sheet;
  guint n_tables;
  gboolean inside;
  guint line;
  guint row_times;

  guint cell_depth;
  guint column;
  guint cell_times;
  guint rows_spanned;
  gboolean is_figure;
  gboolean is_covered;
  gboolean has_formula;
  gboolean has_value;
  guint n_paragraphs;
  guint paragraph_depth;
  GString *value;
  GString *text;
} Sheet;

/* Tables that are copies of sheets of other files. */
static gboolean
is_external (const RapportXmlTag *tag)
{
  gsize length;
  const char *name = rapport_xml_tag_find (tag, "name", &length);

  return name != NULL && length > 6 && memcmp (name, "'file:", 6) == 0;
}

static void
manifest_start (gpointer data, const RapportXmlTag *tag)
{
  Listing *self = data;

  if (strcmp (tag->name, "encryption-data") == 0)
    self->encrypted = TRUE;
}

static void
list_start (gpointer data, const RapportXmlTag *tag)
{
  Listing *self = data;
  g_autofree char *style = NULL;
  g_autofree char *display = NULL;

  if (strcmp (tag->name, "style") == 0)
    {
      g_free (self->style);
      self->style = rapport_xml_tag_dup (tag, "name");
    }
  else if (strcmp (tag->name, "table-properties") == 0 && self->style != NULL)
    {
      display = rapport_xml_tag_dup (tag, "display");
      if (g_strcmp0 (display, "false") == 0)
        g_hash_table_add (self->hidden, g_strdup (self->style));
    }
  else if (strcmp (tag->name, "spreadsheet") == 0)
    self->spreadsheet = TRUE;
  else if (tag->depth == TABLE_DEPTH && strcmp (tag->name, "table") == 0 && !is_external (tag) &&
           self->workbook->sheets->len < RAPPORT_WORKBOOK_MAX_SHEETS)
    {
      style = rapport_xml_tag_dup (tag, "style-name");
      rapport_workbook_add_sheet (self->workbook, rapport_xml_tag_dup (tag, "name"),
                                  style != NULL && g_hash_table_contains (self->hidden, style),
                                  g_strdup (CONTENT));
    }
}

static void
ignore_end (gpointer data, const char *name, guint depth)
{
}

static void
ignore_text (gpointer data, const char *text, gsize length)
{
}

static gboolean
fail_kind (const Listing *self, GError **error)
{
  if (self->encrypted)
    return rapport_zip_set_protected (error);
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_KIND,
                       _ ("This document is not a spreadsheet."));
  return FALSE;
}

static gboolean
load (
  Listing *self, GInputStream *stream, GPtrArray *names, GCancellable *cancellable, GError **error)
{
  static const RapportXmlHandler manifest = { manifest_start, ignore_end, ignore_text };
  static const RapportXmlHandler content = { list_start, ignore_end, ignore_text };

  self->encrypted = rapport_workbook_has (names, "encrypted-package");
  if (!self->encrypted && !rapport_workbook_read_part (stream, MANIFEST, &manifest, &self->xml,
                                                       self, cancellable, error))
    return FALSE;
  if (self->encrypted || !rapport_workbook_has (names, CONTENT))
    return fail_kind (self, error);
  if (!rapport_workbook_read_part (stream, CONTENT, &content, &self->xml, self, cancellable, error))
    return FALSE;
  return self->spreadsheet || fail_kind (self, error);
}

gboolean
rapport_ods_open (RapportWorkbook *workbook,
                  GInputStream *stream,
                  GPtrArray *names,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GHashTable) hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing self = { .workbook = workbook, .hidden = hidden };
  gboolean loaded;

  workbook->kind = RAPPORT_WORKBOOK_ODS;
  loaded = load (&self, stream, names, cancellable, error);
  g_free (self.style);
  return loaded;
}

static void
append_attribute (const RapportXmlTag *tag, const char *name, GString *text)
{
  gsize length = 0;
  const char *value = rapport_xml_tag_find_in (tag, OFFICE, name, &length);

  if (value != NULL && length <= RAPPORT_SHEET_MAX_CELL_BYTES)
    g_string_append_len (text, value, (gssize) length);
}

/* "PT00H01M12S", of any number of hours [XML Schema part 2, 3.2.6]. */
static void
append_duration (const char *period, GString *text)
{
  guint hours = 0, minutes = 0, seconds = 0;

  if (sscanf (period, "PT%uH%uM%u", &hours, &minutes, &seconds) == 3)
    g_string_append_printf (text, "%02u:%02u:%02u", hours, minutes, seconds);
  else
    g_string_append (text, period);
}

static void
append_date (const char *date, GString *text)
{
  const char *time = strchr (date, 'T');

  g_string_append_len (text, date, time != NULL ? time - date : -1);
  if (time != NULL && strspn (time + 1, "0:.Z") != strlen (time + 1) && g_str_is_ascii (time))
    g_string_append_printf (text, " %.8s", time + 1);
}

static void
append_number (const RapportXmlTag *tag, const char *number, const char *type, GString *text)
{
  gboolean percent = strcmp (type, "percentage") == 0;

  if (!rapport_decimal_append (number, percent ? 2 : 0, text))
    g_string_append (text, number);
  if (percent)
    g_string_append_c (text, '%');
  if (strcmp (type, "currency") == 0 &&
      rapport_xml_tag_find_in (tag, OFFICE, "currency", &(gsize) { 0 }) != NULL)
    {
      g_string_append_c (text, ' ');
      append_attribute (tag, "currency", text);
    }
}

/* The value of a cell as the file gives it apart from the text; texts and errors
 * have none. */
static void
read_value (Sheet *self, const RapportXmlTag *tag)
{
  g_autoptr (GString) type = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  gsize length = 0;
  const char *extended = rapport_xml_tag_find_in (tag, ":calcext:1.0", "value-type", &length);

  append_attribute (tag, "value-type", type);
  self->has_value = type->len > 0;
  if (extended != NULL && length == 5 && memcmp (extended, "error", 5) == 0)
    return;
  append_attribute (tag,
                    strcmp (type->str, "date") == 0      ? "date-value"
                    : strcmp (type->str, "time") == 0    ? "time-value"
                    : strcmp (type->str, "boolean") == 0 ? "boolean-value"
                                                         : "value",
                    value);
  if (value->len == 0 || strcmp (type->str, "string") == 0)
    return;
  if (strcmp (type->str, "date") == 0)
    append_date (value->str, self->value);
  else if (strcmp (type->str, "time") == 0)
    append_duration (value->str, self->value);
  else if (strcmp (type->str, "boolean") == 0)
    g_string_append (self->value, *value->str == 't' ? "TRUE" : "FALSE");
  else
    {
      self->is_figure = TRUE;
      append_number (tag, value->str, type->str, self->value);
    }
}

static void
begin_cell (Sheet *self, const RapportXmlTag *tag)
{
  gsize length;

  self->cell_depth = tag->depth;
  self->cell_times = MAX (1, rapport_xml_tag_get_number (tag, "number-columns-repeated", 1));
  self->rows_spanned = rapport_xml_tag_get_number (tag, "number-rows-spanned", 1);
  self->is_covered = strcmp (tag->name, "covered-table-cell") == 0;
  self->is_figure = FALSE;
  self->n_paragraphs = 0;
  self->paragraph_depth = 0;
  g_string_truncate (self->value, 0);
  g_string_truncate (self->text, 0);
  self->has_formula = rapport_xml_tag_find (tag, "formula", &length) != NULL;
  read_value (self, tag);
}

/* Inside of a cell only its own paragraphs are text: comments and drawings have
 * paragraphs as well. */
static void
begin_inside (Sheet *self, const RapportXmlTag *tag)
{
  if (tag->depth == self->cell_depth + 1 && strcmp (tag->name, "p") == 0)
    {
      if (self->n_paragraphs++ > 0)
        g_string_append_c (self->text, '\n');
      self->paragraph_depth = tag->depth;
    }
  else if (self->paragraph_depth > 0 && strcmp (tag->name, "s") == 0)
    {
      guint n = MIN (rapport_xml_tag_get_number (tag, "c", 1), 1024);

      for (guint i = 0; i < n; i++)
        g_string_append_c (self->text, ' ');
    }
  else if (self->paragraph_depth > 0 && strcmp (tag->name, "tab") == 0)
    g_string_append_c (self->text, '\t');
  else if (self->paragraph_depth > 0 && strcmp (tag->name, "line-break") == 0)
    g_string_append_c (self->text, '\n');
}

static void
start_cb (gpointer data, const RapportXmlTag *tag)
{
  Sheet *self = data;

  if (tag->depth == TABLE_DEPTH && strcmp (tag->name, "table") == 0 && !is_external (tag))
    self->inside = self->n_tables++ == self->sheet;
  if (!self->inside)
    return;
  if (self->cell_depth > 0)
    begin_inside (self, tag);
  else if (strcmp (tag->name, "table-row") == 0)
    {
      self->row_times = MAX (1, rapport_xml_tag_get_number (tag, "number-rows-repeated", 1));
      self->column = 0;
    }
  else if (strcmp (tag->name, "table-cell") == 0 || strcmp (tag->name, "covered-table-cell") == 0)
    begin_cell (self, tag);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Sheet *self = data;

  if (!self->inside || self->paragraph_depth == 0)
    return;
  if (self->text->len + length > RAPPORT_SHEET_MAX_CELL_BYTES)
    rapport_sheet_reading_overflow (&self->reading, self->line + 1);
  else
    g_string_append_len (self->text, text, (gssize) length);
}

static void
end_cell (Sheet *self)
{
  GString *shown = self->value->len > 0 ? self->value : self->text;
  guint line = self->line + 1;
  guint last_row = self->rows_spanned > 1 ? line + MIN (self->rows_spanned, 1 << 20) - 1 : 0;

  self->cell_depth = 0;
  if (self->has_formula && !self->has_value && shown->len == 0)
    rapport_sheet_reading_add_uncounted (&self->reading, line, "", shown);
  for (guint i = 0; i < self->cell_times && shown->len > 0 && !self->is_covered; i++)
    if (!rapport_sheet_rows_put (self->reading.rows, self->column + i, shown->str, shown->len,
                                 self->is_figure, last_row))
      {
        rapport_sheet_reading_overflow (&self->reading, line);
        break;
      }
  self->column = MIN (self->column + MIN (self->cell_times, 1 << 20), 1 << 20);
}

static void
end_cb (gpointer data, const char *name, guint depth)
{
  Sheet *self = data;

  if (!self->inside)
    return;
  if (depth == self->paragraph_depth)
    self->paragraph_depth = 0;
  if (depth == self->cell_depth)
    end_cell (self);
  else if (self->cell_depth == 0 && strcmp (name, "table-row") == 0)
    {
      if (!rapport_sheet_rows_end (self->reading.rows, self->line + 1, self->row_times))
        rapport_sheet_reading_overflow (&self->reading, self->line + 1);
      self->line = MIN (self->line + MIN (self->row_times, 1 << 24), G_MAXINT / 2);
    }
  else if (depth == TABLE_DEPTH)
    rapport_xml_stop (self->reading.xml, NULL);
}

static gboolean
sheet_next (gpointer data, RapportCsvRow *row, GCancellable *cancellable, GError **error)
{
  Sheet *self = data;

  return rapport_sheet_reading_next (&self->reading, row, cancellable, error);
}

static double
sheet_get_progress (gpointer data)
{
  Sheet *self = data;

  return rapport_sheet_reading_get_progress (&self->reading);
}

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  rapport_sheet_reading_clear (&self->reading);
  g_string_free (self->value, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

RapportTableReader *
rapport_ods_read (RapportWorkbook *workbook,
                  GInputStream *part,
                  guint sheet,
                  RapportSheetFacts *facts)
{
  static const RapportXmlHandler handler = { start_cb, end_cb, text_cb };
  static const RapportTableReaderKind kind = { sheet_next, sheet_get_progress, sheet_free };
  Sheet *self = g_new0 (Sheet, 1);

  self->sheet = sheet;
  self->value = g_string_new (NULL);
  self->text = g_string_new (NULL);
  rapport_sheet_reading_init (&self->reading, part, &handler, self, facts);
  return rapport_table_reader_new (&kind, self);
}
