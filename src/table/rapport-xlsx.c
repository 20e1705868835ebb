/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-exchange-error.h"
#include "rapport-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a relationship points at [ECMA-376 part 2, 9.3]. */
typedef struct
{
  char *id;
  char *target;
  char *type;
} Relation;

/* A part that is read into the workbook. */
typedef struct
{
  RapportWorkbook *workbook;
  RapportXml *xml;
  GPtrArray *relations;
  const char *folder;
  /* Styles. */
  GHashTable *codes;
  gboolean in_cell_formats;
  /* Shared texts. */
  guint phonetic;
  gboolean in_text;
  GString *text;
} Loading;

static void
relation_free (Relation *relation)
{
  g_free (relation->id);
  g_free (relation->target);
  g_free (relation->type);
  g_free (relation);
}

static void
ignore_end (gpointer data, const char *name, guint depth)
{
}

static void
ignore_text (gpointer data, const char *text, gsize length)
{
}

gboolean
rapport_xlsx_read_reference (const char *text, gsize length, guint *column, guint *row)
{
  guint letters = 0, number = 0;
  gsize i = 0;

  for (; i < length && g_ascii_isalpha (text[i]) && i < 4; i++)
    letters = letters * 26 + (guint) (g_ascii_toupper (text[i]) - 'A' + 1);
  for (; i < length && g_ascii_isdigit (text[i]) && number < G_MAXINT / 16; i++)
    number = number * 10 + (guint) (text[i] - '0');
  if (letters == 0 || number == 0 || i != length)
    return FALSE;
  *column = letters - 1;
  *row = number;
  return TRUE;
}

/* The letter that "_x0041_" stands for [ECMA-376 part 1, 22.9.2.19], or 0. */
static gunichar
escaped (const char *text, gsize length)
{
  gunichar letter = 0;

  if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
    return 0;
  for (gsize i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
      letter = letter * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }
  return g_unichar_validate (letter) ? letter : 0;
}

void
rapport_xlsx_append_text (GString *target, const char *text, gsize length)
{
  while (length > 0)
    {
      const char *mark = memchr (text, '_', length);
      gsize plain = mark != NULL ? (gsize) (mark - text) : length;
      gunichar letter = mark != NULL ? escaped (mark, length - plain) : 0;

      g_string_append_len (target, text, (gssize) plain);
      if (letter == 0 && mark != NULL)
        g_string_append_c (target, '_');
      else if (letter != 0 && letter != '\r')
        g_string_append_unichar (target, letter);
      plain += letter != 0 ? 7 : mark != NULL ? 1 : 0;
      text += plain;
      length -= plain;
    }
}

/* The name of a part from where the relationship stands: "worksheets/a.xml",
 * "../a.xml" or "/xl/a.xml". */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined =
    *target == '/' ? g_strdup (target) : g_strconcat (folder, "/", target, NULL);
  g_auto (GStrv) pieces = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **piece = pieces; *piece != NULL; piece++)
    {
      if (strcmp (*piece, "..") == 0 && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      else if (**piece != '\0' && strcmp (*piece, ".") != 0 && strcmp (*piece, "..") != 0)
        g_ptr_array_add (kept, *piece);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
relation_start (gpointer data, const RapportXmlTag *tag)
{
  Loading *self = data;
  Relation *relation;
  g_autofree char *target = NULL;
  g_autofree char *mode = NULL;

  if (strcmp (tag->name, "Relationship") != 0 ||
      self->relations->len >= RAPPORT_WORKBOOK_MAX_SHEETS * 4)
    return;
  target = rapport_xml_tag_dup (tag, "Target");
  mode = rapport_xml_tag_dup (tag, "TargetMode");
  if (target == NULL || g_strcmp0 (mode, "External") == 0)
    return;
  relation = g_new0 (Relation, 1);
  relation->id = rapport_xml_tag_dup (tag, "Id");
  relation->type = rapport_xml_tag_dup (tag, "Type");
  relation->target = resolve (self->folder, target);
  g_ptr_array_add (self->relations, relation);
}

/* The types of both editions of the standard end in the same word. */
static const Relation *
find_type (GPtrArray *relations, const char *type)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (relations, i);

      if (relation->type != NULL && g_str_has_suffix (relation->type, type))
        return relation;
    }
  return NULL;
}

static gboolean
load_relations (
  Loading *self, GInputStream *stream, const char *part, GCancellable *cancellable, GError **error)
{
  static const RapportXmlHandler handler = { relation_start, ignore_end, ignore_text };
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);
  g_autofree char *name = NULL;

  if (*part == '\0' || strcmp (folder, ".") == 0)
    g_set_str (&folder, "");
  name = g_strconcat (folder, *folder != '\0' ? "/" : "", "_rels/", *part != '\0' ? base : "",
                      ".rels", NULL);
  g_ptr_array_set_size (self->relations, 0);
  self->folder = folder;
  return rapport_workbook_read_part (stream, name, &handler, &self->xml, self, cancellable, error);
}

static void
workbook_start (gpointer data, const RapportXmlTag *tag)
{
  Loading *self = data;
  g_autofree char *id = NULL;
  g_autofree char *state = NULL;

  if (strcmp (tag->name, "workbookPr") == 0)
    self->workbook->from_1904 = rapport_xml_tag_is_true (tag, "date1904");
  if (strcmp (tag->name, "sheet") != 0 ||
      self->workbook->sheets->len >= RAPPORT_WORKBOOK_MAX_SHEETS)
    return;
  id = rapport_xml_tag_dup (tag, "id");
  state = rapport_xml_tag_dup (tag, "state");
  for (guint i = 0; i < self->relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (self->relations, i);

      /* Sheets of charts and macros are of other types. */
      if (g_strcmp0 (relation->id, id) != 0 || relation->type == NULL ||
          !g_str_has_suffix (relation->type, "/worksheet"))
        continue;
      rapport_workbook_add_sheet (self->workbook, rapport_xml_tag_dup (tag, "name"),
                                  state != NULL && strcmp (state, "visible") != 0,
                                  g_strdup (relation->target));
      return;
    }
}

static void
add_cell_format (Loading *self, const RapportXmlTag *tag)
{
  guint id = rapport_xml_tag_get_number (tag, "numFmtId", 0);
  const char *code = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));
  RapportNumberFormat format;

  if (self->workbook->formats->len >= RAPPORT_WORKBOOK_MAX_FORMATS)
    return;
  if (code != NULL)
    rapport_number_format_read (code, &format);
  else
    rapport_number_format_read_built_in (id, &format);
  g_array_append_val (self->workbook->formats, format);
}

static void
styles_start (gpointer data, const RapportXmlTag *tag)
{
  Loading *self = data;
  char *code;

  if (strcmp (tag->name, "cellXfs") == 0)
    self->in_cell_formats = TRUE;
  else if (strcmp (tag->name, "xf") == 0 && self->in_cell_formats)
    add_cell_format (self, tag);
  else if (strcmp (tag->name, "numFmt") == 0 &&
           g_hash_table_size (self->codes) < RAPPORT_WORKBOOK_MAX_FORMATS)
    {
      code = rapport_xml_tag_dup (tag, "formatCode");
      if (code != NULL)
        g_hash_table_insert (
          self->codes, GUINT_TO_POINTER (rapport_xml_tag_get_number (tag, "numFmtId", 0)), code);
    }
}

static void
styles_end (gpointer data, const char *name, guint depth)
{
  Loading *self = data;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cell_formats = FALSE;
}

/* Texts of several letterings are put together; how they are read aloud
 * (phonetic) is left out. */
static void
texts_start (gpointer data, const RapportXmlTag *tag)
{
  Loading *self = data;
  gsize start = self->workbook->texts->len;

  if (strcmp (tag->name, "si") == 0)
    {
      g_array_append_val (self->workbook->text_starts, start);
      g_string_truncate (self->text, 0);
    }
  else if (strcmp (tag->name, "rPh") == 0)
    self->phonetic++;
  self->in_text = strcmp (tag->name, "t") == 0 && self->phonetic == 0;
}

static void
texts_end (gpointer data, const char *name, guint depth)
{
  Loading *self = data;

  self->in_text = FALSE;
  if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  else if (strcmp (name, "si") == 0)
    {
      rapport_xlsx_append_text (self->workbook->texts, self->text->str, self->text->len);
      g_string_append_c (self->workbook->texts, '\0');
    }
}

static void
texts_text (gpointer data, const char *text, gsize length)
{
  Loading *self = data;

  if (!self->in_text)
    return;
  if (self->text->len + length > RAPPORT_SHEET_MAX_CELL_BYTES ||
      self->workbook->texts->len > RAPPORT_WORKBOOK_MAX_TEXT ||
      self->workbook->text_starts->len > RAPPORT_WORKBOOK_MAX_TEXTS)
    rapport_xml_stop (self->xml,
                      g_error_new_literal (RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                                           _ ("The texts of this workbook are too long.")));
  else
    g_string_append_len (self->text, text, (gssize) length);
}

static gboolean
load_optional (Loading *self,
               GInputStream *stream,
               GPtrArray *names,
               const char *type,
               const RapportXmlHandler *handler,
               GCancellable *cancellable,
               GError **error)
{
  const Relation *relation = find_type (self->relations, type);

  if (relation == NULL || !rapport_workbook_has (names, relation->target))
    return TRUE;
  return rapport_workbook_read_part (stream, relation->target, handler, &self->xml, self,
                                     cancellable, error);
}

static gboolean
load (
  Loading *self, GInputStream *stream, GPtrArray *names, GCancellable *cancellable, GError **error)
{
  static const RapportXmlHandler book = { workbook_start, ignore_end, ignore_text };
  static const RapportXmlHandler styles = { styles_start, styles_end, ignore_text };
  static const RapportXmlHandler texts = { texts_start, texts_end, texts_text };
  const Relation *document;
  g_autofree char *part = NULL;

  if (!load_relations (self, stream, "", cancellable, error))
    return FALSE;
  document = find_type (self->relations, "/officeDocument");
  part = g_strdup (document != NULL ? document->target : "xl/workbook.xml");
  return load_relations (self, stream, part, cancellable, error) &&
         rapport_workbook_read_part (stream, part, &book, &self->xml, self, cancellable, error) &&
         load_optional (self, stream, names, "/styles", &styles, cancellable, error) &&
         load_optional (self, stream, names, "/sharedStrings", &texts, cancellable, error);
}

gboolean
rapport_xlsx_open (RapportWorkbook *self,
                   GInputStream *stream,
                   GPtrArray *names,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Loading loading = { .workbook = self, .relations = relations, .codes = codes, .text = text };

  self->kind = RAPPORT_WORKBOOK_XLSX;
  return load (&loading, stream, names, cancellable, error);
}
