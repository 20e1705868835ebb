/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-import-private.h"

#include "rapport-exchange-error.h"
#include "rapport-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportClientImport
{
  GObject parent_instance;

  RapportImportSource *source;
  RapportClientImportChoices chosen;
  GHashTable *planned; /* number of a column to its role, for the next reading */

  RapportImportPass *pass;
  GPtrArray *lines;
  guint uncounted_line;
  guint64 n_uncounted;
  guint found_header;
  GPtrArray *columns;
};

G_DEFINE_FINAL_TYPE (RapportClientImport, rapport_client_import, G_TYPE_OBJECT)

/* What a thread reads. */
typedef struct
{
  RapportImportPass *pass;
  GPtrArray *lines;
  /* Formulas of a workbook without their results. */
  guint uncounted_line;
  guint64 n_uncounted;
} Job;

static void
line_free (gpointer data)
{
  RapportClientLine *line = data;

  g_strfreev (line->cells);
  g_free (line);
}

static void
job_free (Job *job)
{
  rapport_import_pass_unref (job->pass);
  g_ptr_array_unref (job->lines);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (RapportClientImport *self)
{
  const RapportImportOptions options = { .encoding = self->chosen.encoding,
                                         .separator = self->chosen.separator,
                                         .header_line = -1 };
  Job *job = g_new0 (Job, 1);

  job->pass = rapport_import_pass_new (self->source, &options, self->chosen.sheet);
  job->lines = g_ptr_array_new_with_free_func (line_free);
  return job;
}

/* Our own tables put an apostrophe before what a spreadsheet would compute. */
static char *
clean (const char *cell)
{
  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r", cell[1]) != NULL)
    cell++;
  return g_strstrip (g_utf8_make_valid (cell, -1));
}

static char *
take_cell (Job *job, const RapportCsvRow *row, guint index)
{
  const char *cell = row->cells[index];

  if (cell[0] != '=' || rapport_import_pass_get_sheets (job->pass) == NULL)
    return clean (cell);
  if (job->n_uncounted++ == 0)
    job->uncounted_line = row->line;
  return g_strdup ("");
}

static gsize
add_line (Job *job, const RapportCsvRow *row)
{
  RapportClientLine *line = g_new0 (RapportClientLine, 1);
  gsize size = 0;

  line->line = row->line;
  line->n_cells = row->n_cells;
  line->cells = g_new0 (char *, row->n_cells + 1);
  for (guint i = 0; i < row->n_cells; i++)
    {
      line->cells[i] = take_cell (job, row, i);
      size += strlen (line->cells[i]) + sizeof (char *);
    }
  g_ptr_array_add (job->lines, line);
  return size;
}

static gboolean
read_lines (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportTableReader) reader = rapport_import_pass_read (job->pass, cancellable, error);
  g_autoptr (GError) local = NULL;
  RapportCsvRow row;
  gsize size = 0;

  if (reader == NULL)
    return FALSE;
  while (rapport_table_reader_next (reader, &row, cancellable, &local))
    {
      if (rapport_csv_row_is_blank (&row))
        continue;
      size += add_line (job, &row);
      rapport_import_pass_set_progress (job->pass, rapport_table_reader_get_progress (reader));
      if (job->lines->len <= RAPPORT_CLIENT_IMPORT_MAX_ROWS &&
          size <= RAPPORT_CLIENT_IMPORT_MAX_BYTES)
        continue;
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The table has more than %d rows. This is no list of clients."),
                   RAPPORT_CLIENT_IMPORT_MAX_ROWS);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
job_run (Job *job, GCancellable *cancellable, GError **error)
{
  if (!rapport_import_pass_open (job->pass, cancellable, error) ||
      !read_lines (job, cancellable, error))
    return FALSE;
  if (job->lines->len > 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_NO_TABLE,
                       _ ("No table was found in this file."));
  return FALSE;
}

static void
guess (RapportClientImport *self)
{
  GHashTableIter iter;
  gpointer number, role;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  if (self->lines == NULL)
    return;
  self->found_header = self->chosen.header_line >= 0
                         ? (guint) self->chosen.header_line
                         : rapport_client_words_find_header (self->lines, self->chosen.people);
  self->columns = rapport_client_words_guess (self->lines, self->found_header, self->chosen.people);
  g_hash_table_iter_init (&iter, self->planned);
  while (g_hash_table_iter_next (&iter, &number, &role))
    if (GPOINTER_TO_UINT (number) <= self->columns->len)
      rapport_client_import_set_column (self, GPOINTER_TO_UINT (number),
                                        (RapportClientColumnRole) GPOINTER_TO_INT (role));
  g_hash_table_remove_all (self->planned);
}

static void
take_job (RapportClientImport *self, Job *job)
{
  g_clear_pointer (&self->pass, rapport_import_pass_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->pass = rapport_import_pass_ref (job->pass);
  self->lines = g_ptr_array_ref (job->lines);
  self->uncounted_line = job->uncounted_line;
  self->n_uncounted = job->n_uncounted;
  guess (self);
}

gboolean
rapport_client_import_read (RapportClientImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (Job) job = job_new (self);

  if (!job_run (job, cancellable, error))
    return FALSE;
  take_job (self, job);
  return TRUE;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (job_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rapport_client_import_read_async (RapportClientImport *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_client_import_read_async);
  g_task_set_task_data (task, job_new (self), (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_thread);
}

gboolean
rapport_client_import_read_finish (RapportClientImport *self, GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  take_job (self, g_task_get_task_data (G_TASK (result)));
  return TRUE;
}

static void
forget (RapportClientImport *self)
{
  g_clear_pointer (&self->pass, rapport_import_pass_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
}

void
rapport_client_import_set_people (RapportClientImport *self, gboolean people)
{
  g_return_if_fail (self->lines == NULL);
  self->chosen.people = people;
}

gboolean
rapport_client_import_is_people (RapportClientImport *self)
{
  return self->chosen.people;
}

const RapportClientColumnRole *
rapport_client_import_get_roles (RapportClientImport *self, guint *n_roles)
{
  static const RapportClientColumnRole of_clients[] = {
    RAPPORT_CLIENT_COLUMN_IGNORED,       RAPPORT_CLIENT_COLUMN_NAME,
    RAPPORT_CLIENT_COLUMN_STATUS,        RAPPORT_CLIENT_COLUMN_REASON,
    RAPPORT_CLIENT_COLUMN_SITE,          RAPPORT_CLIENT_COLUMN_CITY,
    RAPPORT_CLIENT_COLUMN_INDUSTRY,      RAPPORT_CLIENT_COLUMN_MANAGER,
    RAPPORT_CLIENT_COLUMN_SINCE,         RAPPORT_CLIENT_COLUMN_NOTES,
    RAPPORT_CLIENT_COLUMN_CONTACT_NAME,  RAPPORT_CLIENT_COLUMN_CONTACT_POSITION,
    RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL, RAPPORT_CLIENT_COLUMN_CONTACT_PHONE,
  };
  static const RapportClientColumnRole of_people[] = {
    RAPPORT_CLIENT_COLUMN_IGNORED,
    RAPPORT_CLIENT_COLUMN_CONTACT_NAME,
    RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME,
    RAPPORT_CLIENT_COLUMN_CONTACT_MIDDLE_NAME,
    RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME,
    RAPPORT_CLIENT_COLUMN_CONTACT_POSITION,
    RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL,
    RAPPORT_CLIENT_COLUMN_CONTACT_PHONE,
    RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY,
    RAPPORT_CLIENT_COLUMN_CONTACT_COMPANY,
    RAPPORT_CLIENT_COLUMN_NOTES,
  };

  *n_roles = self->chosen.people ? G_N_ELEMENTS (of_people) : G_N_ELEMENTS (of_clients);
  return self->chosen.people ? of_people : of_clients;
}

void
rapport_client_import_set_sheet (RapportClientImport *self, const char *name)
{
  g_set_str (&self->chosen.sheet, name);
  forget (self);
}

void
rapport_client_import_set_encoding (RapportClientImport *self, RapportCsvEncoding encoding)
{
  self->chosen.encoding = encoding;
  forget (self);
}

void
rapport_client_import_set_separator (RapportClientImport *self, char separator)
{
  self->chosen.separator = separator;
  forget (self);
}

void
rapport_client_import_set_header_line (RapportClientImport *self, int line)
{
  self->chosen.header_line = line;
  guess (self);
}

guint
rapport_client_import_get_header_line (RapportClientImport *self)
{
  return self->found_header;
}

GPtrArray *
rapport_client_import_get_sheets (RapportClientImport *self)
{
  return self->pass != NULL ? rapport_import_pass_get_sheets (self->pass) : NULL;
}

guint
rapport_client_import_get_sheet (RapportClientImport *self)
{
  return self->pass != NULL ? rapport_import_pass_get_sheet (self->pass) : 0;
}

RapportCsvEncoding
rapport_client_import_get_encoding (RapportClientImport *self)
{
  return self->pass != NULL ? rapport_import_pass_get_encoding (self->pass) : self->chosen.encoding;
}

char
rapport_client_import_get_separator (RapportClientImport *self)
{
  return self->pass != NULL ? rapport_import_pass_get_separator (self->pass)
                            : self->chosen.separator;
}

GPtrArray *
rapport_client_import_get_columns (RapportClientImport *self)
{
  return self->columns;
}

static gboolean
may_repeat (RapportClientColumnRole role)
{
  return role == RAPPORT_CLIENT_COLUMN_IGNORED || role == RAPPORT_CLIENT_COLUMN_NOTES ||
         role == RAPPORT_CLIENT_COLUMN_CONTACT_NAME ||
         role == RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL || role == RAPPORT_CLIENT_COLUMN_CONTACT_PHONE;
}

void
rapport_client_import_set_column (RapportClientImport *self,
                                  guint number,
                                  RapportClientColumnRole role)
{
  g_return_if_fail (self->columns != NULL && number > 0 && number <= self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RapportClientColumn *column = g_ptr_array_index (self->columns, i);

      if (column->number == number)
        {
          column->role = role;
          column->confidence = RAPPORT_CONFIDENCE_CHOSEN;
        }
      else if (column->role == role && !may_repeat (role))
        column->role = RAPPORT_CLIENT_COLUMN_IGNORED;
    }
}

void
rapport_client_import_plan_column (RapportClientImport *self,
                                   guint number,
                                   RapportClientColumnRole role)
{
  if (self->columns == NULL)
    g_hash_table_insert (self->planned, GUINT_TO_POINTER (number), GINT_TO_POINTER ((int) role));
  else if (number <= self->columns->len)
    rapport_client_import_set_column (self, number, role);
}

const RapportClientImportChoices *
rapport_client_import_get_choices (RapportClientImport *self)
{
  return &self->chosen;
}

void
rapport_client_import_set_date_order (RapportClientImport *self, RapportDateOrder order)
{
  self->chosen.order = order;
}

RapportDateOrder
rapport_client_import_get_date_order (RapportClientImport *self)
{
  return self->chosen.order;
}

static GPtrArray *
read_rows (GPtrArray *lines,
           guint header_line,
           GPtrArray *columns,
           RapportDateOrder order,
           gboolean people,
           GPtrArray *remarks)
{
  return people ? rapport_people_rows_read (lines, header_line, columns, order, remarks)
                : rapport_client_rows_read (lines, header_line, columns, order, remarks);
}

GPtrArray *
rapport_client_import_run (RapportClientImport *self, GPtrArray **remarks)
{
  g_autoptr (GPtrArray) found = rapport_import_remarks_new ();
  GPtrArray *rows;

  g_return_val_if_fail (self->lines != NULL, NULL);
  rapport_import_remark_formulas (found, self->uncounted_line, self->n_uncounted);
  rows = read_rows (self->lines, self->found_header, self->columns, self->chosen.order,
                    self->chosen.people, found);
  if (remarks != NULL)
    *remarks = g_steal_pointer (&found);
  return rows;
}

/* In another thread: the lines do not change any more, and roles are copied. */
typedef struct
{
  GPtrArray *lines;
  guint header_line;
  GPtrArray *columns;
  RapportDateOrder order;
  gboolean people;
  GPtrArray *remarks;
} Run;

static void
run_free (Run *run)
{
  g_ptr_array_unref (run->lines);
  g_ptr_array_unref (run->columns);
  g_ptr_array_unref (run->remarks);
  g_free (run);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;

  g_task_return_pointer (
    task,
    read_rows (run->lines, run->header_line, run->columns, run->order, run->people, run->remarks),
    (GDestroyNotify) g_ptr_array_unref);
}

void
rapport_client_import_run_async (RapportClientImport *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->lines = g_ptr_array_ref (self->lines);
  run->header_line = self->found_header;
  run->order = self->chosen.order;
  run->people = self->chosen.people;
  run->remarks = rapport_import_remarks_new ();
  rapport_import_remark_formulas (run->remarks, self->uncounted_line, self->n_uncounted);
  run->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RapportClientColumn *column = g_ptr_array_index (self->columns, i);
      RapportClientColumn *copy = g_new0 (RapportClientColumn, 1);

      copy->number = column->number;
      copy->role = column->role;
      g_ptr_array_add (run->columns, copy);
    }
  g_task_set_source_tag (task, rapport_client_import_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_thread);
}

GPtrArray *
rapport_client_import_run_finish (RapportClientImport *self,
                                  GAsyncResult *result,
                                  GPtrArray **remarks,
                                  GError **error)
{
  const Run *run = g_task_get_task_data (G_TASK (result));
  GPtrArray *rows = g_task_propagate_pointer (G_TASK (result), error);

  if (rows != NULL && remarks != NULL)
    *remarks = g_ptr_array_ref (run->remarks);
  return rows;
}

GPtrArray *
rapport_client_import_get_preview (RapportClientImport *self, guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; self->lines != NULL && i < self->lines->len && rows->len < n; i++)
    {
      const RapportClientLine *line = g_ptr_array_index (self->lines, i);

      if (line->line > self->found_header)
        g_ptr_array_add (rows, g_strdupv (line->cells));
    }
  return rows;
}

double
rapport_client_import_get_progress (RapportClientImport *self)
{
  return g_atomic_int_get (&self->source->progress) / 1000.0;
}

static void
rapport_client_import_finalize (GObject *object)
{
  RapportClientImport *self = RAPPORT_CLIENT_IMPORT (object);

  forget (self);
  rapport_import_source_unref (self->source);
  g_free (self->chosen.sheet);
  g_hash_table_unref (self->planned);
  G_OBJECT_CLASS (rapport_client_import_parent_class)->finalize (object);
}

static void
rapport_client_import_class_init (RapportClientImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_client_import_finalize;
}

static void
rapport_client_import_init (RapportClientImport *self)
{
  self->chosen.header_line = -1;
  self->planned = g_hash_table_new (NULL, NULL);
}

RapportClientImport *
rapport_client_import_new_for_file (GFile *file)
{
  RapportClientImport *self = g_object_new (RAPPORT_TYPE_CLIENT_IMPORT, NULL);

  self->source = rapport_import_source_new (file, NULL);
  return self;
}

RapportClientImport *
rapport_client_import_new_for_bytes (GBytes *bytes)
{
  RapportClientImport *self = g_object_new (RAPPORT_TYPE_CLIENT_IMPORT, NULL);

  self->source = rapport_import_source_new (NULL, bytes);
  return self;
}
