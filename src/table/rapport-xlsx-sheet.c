/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-workbook-private.h"

#include <string.h>

#define MAX_FORMULA 80

/* What a cell holds [ECMA-376 part 1, 18.18.11]. */
typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_TEXT,
  TYPE_BOOLEAN,
  TYPE_DATE,
  TYPE_ERROR,
} Type;

typedef struct
{
  RapportSheetReading reading;
  RapportWorkbook *workbook;
  guint line;
  guint next_merge;

  guint column;
  Type type;
  guint style;
  gboolean has_formula;
  guint phonetic;
  /* Where letters go at the moment, or NULL. */
  GString *target;
  GString *value;
  GString *formula;
  GString *shown;
} Sheet;

static Type
type_of (const RapportXmlTag *tag)
{
  static const struct
  {
    const char *word;
    Type type;
  } types[] = {
    { "s", TYPE_SHARED },  { "n", TYPE_NUMBER }, { "str", TYPE_TEXT }, { "inlineStr", TYPE_TEXT },
    { "b", TYPE_BOOLEAN }, { "d", TYPE_DATE },   { "e", TYPE_ERROR },
  };
  gsize length;
  const char *word = rapport_xml_tag_find (tag, "t", &length);

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i].word) == length && memcmp (types[i].word, word, length) == 0)
      return types[i].type;
  return TYPE_NUMBER;
}

static void
begin_row (Sheet *self, const RapportXmlTag *tag)
{
  /* Rows go down; what claims otherwise is put below. */
  self->line = MAX (self->line + 1, rapport_xml_tag_get_number (tag, "r", 0));
  self->column = 0;
}

static void
begin_cell (Sheet *self, const RapportXmlTag *tag)
{
  gsize length;
  const char *reference = rapport_xml_tag_find (tag, "r", &length);
  guint row;

  if (reference != NULL)
    rapport_xlsx_read_reference (reference, length, &self->column, &row);
  self->type = type_of (tag);
  self->style = rapport_xml_tag_get_number (tag, "s", 0);
  self->has_formula = FALSE;
  self->phonetic = 0;
  g_string_truncate (self->value, 0);
  g_string_truncate (self->formula, 0);
}

static void
add_merge (Sheet *self, const RapportXmlTag *tag)
{
  GArray *merges = self->reading.facts->merges;
  RapportSheetMerge merge;
  guint last_column;
  gsize length;
  const char *text = rapport_xml_tag_find (tag, "ref", &length);
  const char *colon = text != NULL ? memchr (text, ':', length) : NULL;

  if (self->reading.facts_known || colon == NULL || merges->len >= RAPPORT_WORKBOOK_MAX_MERGES)
    return;
  if (rapport_xlsx_read_reference (text, (gsize) (colon - text), &merge.column, &merge.first_row) &&
      rapport_xlsx_read_reference (colon + 1, length - (gsize) (colon - text) - 1, &last_column,
                                   &merge.last_row) &&
      merge.last_row > merge.first_row)
    g_array_append_val (merges, merge);
}

static void
start_cb (gpointer data, const RapportXmlTag *tag)
{
  Sheet *self = data;
  const char *name = tag->name;

  self->target = NULL;
  if (strcmp (name, "c") == 0)
    begin_cell (self, tag);
  else if (strcmp (name, "v") == 0)
    self->target = self->value;
  else if (strcmp (name, "row") == 0)
    begin_row (self, tag);
  else if (strcmp (name, "f") == 0)
    {
      self->has_formula = TRUE;
      self->target = self->formula;
    }
  else if (strcmp (name, "t") == 0 && self->phonetic == 0)
    self->target = self->value;
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  else if (strcmp (name, "mergeCell") == 0)
    add_merge (self, tag);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Sheet *self = data;

  if (self->target == NULL)
    return;
  if (self->target == self->formula)
    g_string_append_len (
      self->formula, text,
      (gssize) MIN (length, MAX_FORMULA - MIN (MAX_FORMULA, self->formula->len)));
  else if (self->value->len + length > RAPPORT_SHEET_MAX_CELL_BYTES)
    rapport_sheet_reading_overflow (&self->reading, self->line);
  else
    g_string_append_len (self->value, text, (gssize) length);
}

/* The last row that the text of this cell reaches down to, or 0. Merges are
 * sorted by their first row. */
static guint
last_row_of (Sheet *self)
{
  GArray *merges = self->reading.facts->merges;

  if (!self->reading.facts_known)
    return 0;
  while (self->next_merge < merges->len &&
         g_array_index (merges, RapportSheetMerge, self->next_merge).first_row < self->line)
    self->next_merge++;
  for (guint i = self->next_merge; i < merges->len; i++)
    {
      const RapportSheetMerge *merge = &g_array_index (merges, RapportSheetMerge, i);

      if (merge->first_row > self->line)
        break;
      if (merge->column == self->column)
        return merge->last_row;
    }
  return 0;
}

static void
put (Sheet *self, const char *text, gsize length, gboolean is_figure)
{
  if (!rapport_sheet_rows_put (self->reading.rows, self->column, text, length, is_figure,
                               last_row_of (self)))
    rapport_sheet_reading_overflow (&self->reading, self->line);
}

static void
put_shared (Sheet *self)
{
  GArray *starts = self->workbook->text_starts;
  guint64 index = 0;
  const char *text;

  if (!g_ascii_string_to_unsigned (g_strstrip (self->value->str), 10, 0, G_MAXUINT, &index, NULL) ||
      index >= starts->len)
    {
      GError *error = NULL;

      rapport_zip_set_damaged (&error);
      rapport_xml_stop (self->reading.xml, error);
      return;
    }
  text = self->workbook->texts->str + g_array_index (starts, gsize, (guint) index);
  put (self, text, strlen (text), FALSE);
}

static void
put_number (Sheet *self)
{
  static const RapportNumberFormat general = { RAPPORT_NUMBER_FORMAT_PLAIN };
  GArray *formats = self->workbook->formats;
  const RapportNumberFormat *format = self->style < formats->len
                                        ? &g_array_index (formats, RapportNumberFormat, self->style)
                                        : &general;
  const char *number = g_strstrip (self->value->str);
  const char *end;

  /* It was cut somewhere. */
  g_utf8_validate (self->formula->str, -1, &end);
  g_string_truncate (self->formula, (gsize) (end - self->formula->str));
  g_string_truncate (self->shown, 0);
  if (*number == '\0' && self->has_formula)
    rapport_sheet_reading_add_uncounted (&self->reading, self->line, self->formula->str,
                                         self->shown);
  else if (!rapport_number_format_show (format, number, self->workbook->from_1904, self->shown))
    g_string_assign (self->shown, number);
  put (self, self->shown->str, self->shown->len, format->kind < RAPPORT_NUMBER_FORMAT_DAY);
}

/* "2026-08-01T00:00:00" */
static void
put_date (Sheet *self)
{
  char *time = strchr (self->value->str, 'T');

  if (time != NULL && strspn (time + 1, "0:.Z") == strlen (time + 1))
    g_string_truncate (self->value, (gsize) (time - self->value->str));
  else if (time != NULL)
    *time = ' ';
  put (self, self->value->str, self->value->len, FALSE);
}

static void
end_cell (Sheet *self)
{
  switch (self->type)
    {
    case TYPE_SHARED:
      if (self->value->len > 0)
        put_shared (self);
      break;
    case TYPE_NUMBER:
      put_number (self);
      break;
    case TYPE_BOOLEAN:
      g_string_assign (self->value, *self->value->str == '1' ? "TRUE" : "FALSE");
      put (self, self->value->str, self->value->len, FALSE);
      break;
    case TYPE_DATE:
      put_date (self);
      break;
    case TYPE_TEXT:
    case TYPE_ERROR:
    default:
      g_string_truncate (self->shown, 0);
      rapport_xlsx_append_text (self->shown, self->value->str, self->value->len);
      put (self, self->shown->str, self->shown->len, FALSE);
    }
  self->column++;
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const RapportSheetMerge *one = a;
  const RapportSheetMerge *other = b;

  return one->first_row < other->first_row ? -1 : one->first_row > other->first_row;
}

static void
end_cb (gpointer data, const char *name, guint depth)
{
  Sheet *self = data;

  self->target = NULL;
  if (strcmp (name, "c") == 0)
    end_cell (self);
  else if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  else if (strcmp (name, "row") == 0)
    {
      if (!rapport_sheet_rows_end (self->reading.rows, self->line, 1))
        rapport_sheet_reading_overflow (&self->reading, self->line);
    }
  else if (strcmp (name, "worksheet") == 0 && !self->reading.facts_known)
    g_array_sort (self->reading.facts->merges, compare_merges);
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
  rapport_workbook_unref (self->workbook);
  g_string_free (self->value, TRUE);
  g_string_free (self->formula, TRUE);
  g_string_free (self->shown, TRUE);
  g_free (self);
}

RapportTableReader *
rapport_xlsx_read (RapportWorkbook *workbook, GInputStream *part, RapportSheetFacts *facts)
{
  static const RapportXmlHandler handler = { start_cb, end_cb, text_cb };
  static const RapportTableReaderKind kind = { sheet_next, sheet_get_progress, sheet_free };
  Sheet *self = g_new0 (Sheet, 1);

  self->workbook = rapport_workbook_ref (workbook);
  self->value = g_string_new (NULL);
  self->formula = g_string_new (NULL);
  self->shown = g_string_new (NULL);
  rapport_sheet_reading_init (&self->reading, part, &handler, self, facts);
  return rapport_table_reader_new (&kind, self);
}
