/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: either a whole package, or the parts of one with a zero byte
 * between them, which are put into a package first, as no fuzzer finds its
 * checksums. Parts of XLSX are a sheet, the styles, the shared texts and the
 * workbook; one that names office:spreadsheet is the content of an ODS. */
#include "fuzz.h"
#include "try-import.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define DOCUMENT  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAX_PARTS 4
#define SPACE     4096

static const char relations[] =
  "<R><Relationship Id='a' Type='" DOCUMENT "/officeDocument' Target='xl/workbook.xml'/></R>";
static const char book_relations[] =
  "<R><Relationship Id='a' Type='x/worksheet' Target='a.xml'/>"
  "<Relationship Id='b' Type='x/styles' Target='b.xml'/>"
  "<Relationship Id='c' Type='x/sharedStrings' Target='c.xml'/></R>";
static const char book[] =
  "<workbook xmlns:r='" DOCUMENT "'><sheets><sheet name='A' r:id='a'/></sheets></workbook>";
static const char none[] = "<none/>";

static void
add (struct archive *archive, const char *name, const char *data, size_t length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  archive_write_data (archive, data, length);
  archive_entry_free (entry);
}

static void
add_parts (struct archive *archive, char **parts)
{
  static const char *const names[MAX_PARTS] = { "xl/a.xml", "xl/b.xml", "xl/c.xml",
                                                "xl/workbook.xml" };
  static const char *const defaults[MAX_PARTS] = { none, none, none, book };

  if (strstr (parts[0], "office:spreadsheet") != NULL)
    {
      add (archive, "META-INF/manifest.xml", none, strlen (none));
      add (archive, "content.xml", parts[0], strlen (parts[0]));
      return;
    }
  add (archive, "[Content_Types].xml", none, strlen (none));
  add (archive, "_rels/.rels", relations, strlen (relations));
  add (archive, "xl/_rels/workbook.xml.rels", book_relations, strlen (book_relations));
  for (guint i = 0; i < MAX_PARTS; i++)
    {
      const char *part = parts[i] != NULL ? parts[i] : defaults[i];

      add (archive, names[i], part, strlen (part));
    }
}

static GBytes *
pack (const uint8_t *data, size_t size)
{
  g_auto (GStrv) parts = g_new0 (char *, MAX_PARTS + 1);
  struct archive *archive = archive_write_new ();
  size_t room = size + SPACE, used = 0;
  g_autofree char *memory = g_malloc (room);

  for (guint i = 0; i < MAX_PARTS && (i == 0 || size > 0); i++)
    {
      size_t length = strnlen ((const char *) data, size);

      parts[i] = g_strndup ((const char *) data, length);
      length += length < size;
      data += length;
      size -= length;
    }
  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  g_assert_cmpint (archive_write_open_memory (archive, memory, room, &used), ==, ARCHIVE_OK);
  add_parts (archive, parts);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_bytes_new_take (g_steal_pointer (&memory), used);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = NULL;

  if (size > 2 && memcmp (data, "PK", 2) == 0)
    bytes = g_bytes_new_static (data, size);
  else
    bytes = pack (data, size);
  try_import (bytes);
  return 0;
}
