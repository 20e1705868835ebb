/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-library-probe.h"

#include "rapport-file.h"
#include "rapport-schema.h"
#include "rapport-store-batch.h"
#include "rapport-store-log.h"
#include "rapport-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of SQLite's file format. */
#define HEADER_SIZE    100
#define MAGIC          "SQLite format 3"
#define AT_PAGE_SIZE   16
#define AT_CHANGES     24
#define AT_PAGES       28
#define AT_VERSION     60
#define AT_APPLICATION 68
#define AT_VALID_FOR   92

/* Up to this size a file is read through each time it is opened: some 20 ms. */
#define SMALL_FILE (8 << 20)

typedef struct
{
  guint8 bytes[HEADER_SIZE];
  gsize n_bytes;
  goffset size;
} Header;

static gboolean
read_header (const char *path, Header *header)
{
  struct stat status;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC);
  ssize_t n;

  if (fd < 0)
    return FALSE;
  n = fstat (fd, &status) == 0 ? pread (fd, header->bytes, HEADER_SIZE, 0) : -1;
  close (fd);
  if (n < 0)
    return FALSE;
  header->n_bytes = (gsize) n;
  header->size = status.st_size;
  return TRUE;
}

static guint32
number_at (const Header *header, gsize offset)
{
  guint32 number;

  memcpy (&number, header->bytes + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

static goffset
page_size (const Header *header)
{
  guint size = (guint) header->bytes[AT_PAGE_SIZE] << 8 | header->bytes[AT_PAGE_SIZE + 1];

  return size == 1 ? 65536 : size;
}

/* What the file's first bytes tell. GOOD means that SQLite may look at it. */
static RapportProbeState
judge_header (const Header *header, gboolean has_wal)
{
  if (header->size == 0)
    return has_wal ? RAPPORT_PROBE_CUT : RAPPORT_PROBE_EMPTY;
  if (header->n_bytes < HEADER_SIZE || memcmp (header->bytes, MAGIC, sizeof MAGIC) != 0)
    return RAPPORT_PROBE_FOREIGN;
  if (number_at (header, AT_APPLICATION) == RAPPORT_APPLICATION_ID &&
      number_at (header, AT_VERSION) > (guint32) rapport_schema_get_version ())
    return RAPPORT_PROBE_NEWER;
  /* A checkpoint that was cut short is finished from the WAL. */
  if (!has_wal && number_at (header, AT_CHANGES) == number_at (header, AT_VALID_FOR) &&
      header->size < page_size (header) * number_at (header, AT_PAGES))
    return RAPPORT_PROBE_CUT;
  return RAPPORT_PROBE_GOOD;
}

static RapportProbeState
judge_error (const GError *error)
{
  return rapport_sqlite_is_damage (error) ? RAPPORT_PROBE_DAMAGED : RAPPORT_PROBE_FAILED;
}

static RapportProbeState
judge_whole (RapportSqlite *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) stmt = rapport_sqlite_prepare (db, "PRAGMA quick_check (1)", &error);

  if (stmt == NULL || rapport_sqlite_step (db, stmt, &error) != RAPPORT_STEP_ROW)
    return error != NULL ? judge_error (error) : RAPPORT_PROBE_DAMAGED;
  if (g_str_equal (rapport_sqlite_column_text (stmt, 0), "ok"))
    return RAPPORT_PROBE_GOOD;
  rapport_store_log (G_LOG_LEVEL_MESSAGE, "quick_check: %s", rapport_sqlite_column_text (stmt, 0));
  return RAPPORT_PROBE_DAMAGED;
}

/* The way to the first row of each table. */
static RapportProbeState
judge_first_rows (RapportSqlite *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) names = rapport_sqlite_prepare (
    db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0", &error);
  RapportStep step = RAPPORT_STEP_ERROR;

  while (names != NULL && (step = rapport_sqlite_step (db, names, &error)) == RAPPORT_STEP_ROW)
    {
      GString *sql = g_string_new ("SELECT 1 FROM \"");
      g_autofree char *text = NULL;
      gint64 unused;

      g_string_append (sql, rapport_sqlite_column_text (names, 0));
      g_string_append (sql, "\" NOT INDEXED LIMIT 1");
      text = g_string_free_and_steal (sql);
      if (!rapport_sqlite_get_integer (db, text, &unused, &error))
        return judge_error (error);
    }
  return step == RAPPORT_STEP_DONE ? RAPPORT_PROBE_GOOD : judge_error (error);
}

static RapportProbeState
judge_contents (RapportSqlite *db, RapportProbe *probe, gint64 saved, gboolean thorough)
{
  g_autoptr (GError) error = NULL;
  RapportSchemaMark mark;
  gint64 tables, number, batch;
  RapportProbeState state;

  if (!rapport_schema_read_mark (db, &mark, &error) ||
      !rapport_sqlite_get_integer (db, "SELECT count (*) FROM sqlite_schema", &tables, &error))
    return judge_error (error);
  probe->version = mark.version;
  if (tables == 0 && mark.application_id == 0)
    return saved > 0 ? RAPPORT_PROBE_BEHIND : RAPPORT_PROBE_EMPTY;
  if (mark.application_id != RAPPORT_APPLICATION_ID)
    return RAPPORT_PROBE_FOREIGN;
  if (mark.version > rapport_schema_get_version ())
    return RAPPORT_PROBE_NEWER;
  probe->checked = thorough;
  state = thorough ? judge_whole (db) : judge_first_rows (db);
  if (state != RAPPORT_PROBE_GOOD)
    return state;
  if (!rapport_log_get_number (db, &number, &error) || !rapport_batch_get_open (db, &batch, &error))
    return judge_error (error);
  probe->unfinished = batch != 0;
  if (number < saved)
    return RAPPORT_PROBE_BEHIND;
  if (mark.version == rapport_schema_get_version () && !rapport_schema_is_complete (db))
    return RAPPORT_PROBE_DAMAGED;
  return RAPPORT_PROBE_GOOD;
}

RapportProbe
rapport_library_probe (const char *path, gint64 saved, gboolean thorough)
{
  RapportProbe probe = { .state = RAPPORT_PROBE_FAILED };
  gboolean has_wal = rapport_file_has_wal (path);
  g_autoptr (RapportSqlite) db = NULL;
  g_autoptr (GError) error = NULL;
  Header header = { 0 };

  if (!read_header (path, &header))
    return probe;
  probe.version = number_at (&header, AT_VERSION);
  probe.state = judge_header (&header, has_wal);
  if (probe.state != RAPPORT_PROBE_GOOD)
    return probe;
  db = rapport_sqlite_open (path, has_wal ? RAPPORT_SQLITE_READ_ONLY : RAPPORT_SQLITE_IMMUTABLE,
                            &error);
  probe.state = db != NULL
                  ? judge_contents (db, &probe, saved, thorough || header.size <= SMALL_FILE)
                  : judge_error (error);
  return probe;
}
