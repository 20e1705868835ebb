/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import.h"

#include "rapport-exchange-error.h"
#include "rapport-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportImport
{
  GObject parent_instance;

  RapportImportSource *source;
  RapportImportOptions options;
  char *sheet;
  /* What the last pass over the file found. */
  RapportImportPass *pass;
  RapportImportGuess *guess;
};

G_DEFINE_FINAL_TYPE (RapportImport, rapport_import, G_TYPE_OBJECT)

/* Guesses anew from what the pass counted. */
static void
renew (RapportImport *self)
{
  g_clear_pointer (&self->guess, rapport_import_guess_unref);
  if (self->pass != NULL)
    self->guess = rapport_import_pass_guess (self->pass, &self->options);
}

static RapportImportPass *
pass_new (RapportImport *self)
{
  return rapport_import_pass_new (self->source, &self->options, self->sheet);
}

static void
take_pass (RapportImport *self, RapportImportPass *pass)
{
  g_clear_pointer (&self->pass, rapport_import_pass_unref);
  self->pass = rapport_import_pass_ref (pass);
  renew (self);
}

gboolean
rapport_import_understand (RapportImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportImportPass) pass = pass_new (self);

  if (!rapport_import_pass_run (pass, cancellable, error))
    return FALSE;
  take_pass (self, pass);
  return TRUE;
}

static void
understand_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rapport_import_pass_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rapport_import_understand_async (RapportImport *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_import_understand_async);
  g_task_set_task_data (task, pass_new (self), (GDestroyNotify) rapport_import_pass_unref);
  g_task_run_in_thread (task, understand_thread);
}

gboolean
rapport_import_understand_finish (RapportImport *self, GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  take_pass (self, g_task_get_task_data (G_TASK (result)));
  return TRUE;
}

RapportImportGuess *
rapport_import_get_guess (RapportImport *self)
{
  return self->guess;
}

static void
forget (RapportImport *self)
{
  g_clear_pointer (&self->pass, rapport_import_pass_unref);
  g_clear_pointer (&self->guess, rapport_import_guess_unref);
  g_hash_table_remove_all (self->options.choices);
  g_hash_table_remove_all (self->options.decimals);
  self->options.table = -1;
}

void
rapport_import_set_encoding (RapportImport *self, RapportCsvEncoding encoding)
{
  self->options.encoding = encoding;
  forget (self);
}

void
rapport_import_set_separator (RapportImport *self, char separator)
{
  self->options.separator = separator;
  forget (self);
}

void
rapport_import_set_header_line (RapportImport *self, int line)
{
  self->options.header_line = line;
  forget (self);
}

void
rapport_import_set_sheet (RapportImport *self, const char *name)
{
  g_set_str (&self->sheet, name);
  forget (self);
}

void
rapport_import_set_table (RapportImport *self, int table)
{
  self->options.table = table;
  g_hash_table_remove_all (self->options.choices);
  g_hash_table_remove_all (self->options.decimals);
  renew (self);
}

void
rapport_import_set_decimal (RapportImport *self, RapportDecimal decimal)
{
  self->options.decimal = decimal;
  renew (self);
}

void
rapport_import_set_date_order (RapportImport *self, RapportDateOrder order)
{
  self->options.date_order = order;
  renew (self);
}

void
rapport_import_set_days (RapportImport *self, RapportImportDays days)
{
  self->options.days = (int) days;
  renew (self);
}

void
rapport_import_set_first_day (RapportImport *self, RapportDay day)
{
  self->options.first_day = day;
  renew (self);
}

void
rapport_import_set_column_decimal (RapportImport *self, guint number, RapportDecimal decimal)
{
  g_hash_table_insert (self->options.decimals, GUINT_TO_POINTER (number),
                       GINT_TO_POINTER ((int) decimal));
  renew (self);
}

static void
choose (RapportImport *self, guint number, RapportColumnRole role, const char *metric)
{
  RapportImportChoice *choice = g_new0 (RapportImportChoice, 1);

  choice->role = role;
  choice->metric = metric;
  g_hash_table_insert (self->options.choices, GUINT_TO_POINTER (number), choice);
}

/* Days, channels and currencies stand in one column. */
static void
release (RapportImport *self, RapportColumnRole role)
{
  GHashTableIter iter;
  gpointer choice;

  g_hash_table_iter_init (&iter, self->options.choices);
  while (g_hash_table_iter_next (&iter, NULL, &choice))
    if (((RapportImportChoice *) choice)->role == role)
      g_hash_table_iter_remove (&iter);
}

static const RapportMetric *
look_up (RapportImport *self, const char *word)
{
  return rapport_metric_set_lookup (self->options.set, word);
}

void
rapport_import_set_metrics (RapportImport *self, RapportMetricSet *set)
{
  GHashTableIter iter;
  gpointer value;

  /* What was chosen names metrics of the other set. */
  g_hash_table_iter_init (&iter, self->options.choices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportImportChoice *choice = value;
      const RapportMetric *metric = rapport_metric_set_lookup (set, choice->metric);

      if (metric != NULL)
        choice->metric = metric->word;
      else if (choice->metric != NULL)
        g_hash_table_iter_remove (&iter);
    }
  rapport_metric_set_ref (set);
  rapport_metric_set_unref (self->options.set);
  self->options.set = set;
  renew (self);
}

RapportMetricSet *
rapport_import_get_metrics (RapportImport *self)
{
  return self->options.set;
}

void
rapport_import_set_column (RapportImport *self,
                           guint number,
                           RapportColumnRole role,
                           const char *metric)
{
  const RapportMetric *known = look_up (self, metric);

  g_return_if_fail (number > 0);
  g_return_if_fail (role != RAPPORT_COLUMN_METRIC ||
                    (known != NULL && rapport_metric_is_base (known)));
  if (role > RAPPORT_COLUMN_RATIO && role != RAPPORT_COLUMN_METRIC)
    release (self, role);
  choose (self, number, role, role == RAPPORT_COLUMN_METRIC ? known->word : NULL);
  renew (self);
}

static gboolean
find_column (RapportImport *self, const char *name, guint *number, GError **error)
{
  g_autofree char *asked = rapport_csv_fold (name);
  guint64 parsed = 0;
  guint n_found = 0;

  for (guint i = 0; i < self->guess->columns->len; i++)
    {
      const RapportImportColumn *column = g_ptr_array_index (self->guess->columns, i);
      g_autofree char *title = rapport_csv_fold (column->title);

      if (*title == '\0' || strcmp (title, asked) != 0)
        continue;
      if (n_found == 0)
        *number = column->number;
      n_found++;
    }
  if (n_found == 0 &&
      g_ascii_string_to_unsigned (name, 10, 1, self->guess->columns->len, &parsed, NULL))
    {
      *number = (guint) parsed;
      n_found = 1;
    }
  if (n_found == 1)
    return TRUE;
  g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_COLUMN,
               n_found == 0 ? _ ("There is no column “%s”.")
                            : _ ("Several columns are called “%s”. Give the number of one."),
               name);
  return FALSE;
}

/* By its word, or as the client calls it. */
static const RapportMetric *
find_metric (RapportMetricSet *set, const char *asked)
{
  const RapportMetric *metric = rapport_metric_set_lookup (set, asked);
  g_autofree char *folded = rapport_csv_fold (asked);
  gsize n;
  const RapportMetric *const *all = rapport_metric_set_get_all (set, &n);

  for (gsize i = 0; metric == NULL && i < n; i++)
    {
      g_autofree char *name = rapport_csv_fold (all[i]->label);

      if (all[i]->own && g_str_equal (name, folded))
        metric = all[i];
    }
  return metric;
}

static gboolean
find_role (RapportMetricSet *set,
           const char *word,
           RapportColumnRole *role,
           const char **metric,
           GError **error)
{
  static const struct
  {
    const char *word;
    RapportColumnRole role;
  } roles[] = {
    { "day", RAPPORT_COLUMN_DAY },         { "last-day", RAPPORT_COLUMN_LAST_DAY },
    { "channel", RAPPORT_COLUMN_CHANNEL }, { "currency", RAPPORT_COLUMN_CURRENCY },
    { "ignore", RAPPORT_COLUMN_IGNORED },
  };
  const RapportMetric *known = find_metric (set, word);

  *metric = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (roles[i].word, word) == 0)
      {
        *role = roles[i].role;
        return TRUE;
      }
  if (known != NULL && rapport_metric_is_base (known))
    {
      *role = RAPPORT_COLUMN_METRIC;
      *metric = known->word;
      return TRUE;
    }
  g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_COLUMN,
               known == NULL ? _ ("There is no metric “%s”.")
                             : _ ("“%s” is worked out of other metrics and can't be imported."),
               word);
  return FALSE;
}

gboolean
rapport_import_check_word (RapportMetricSet *set, const char *word, GError **error)
{
  RapportColumnRole role;
  const char *metric;

  return find_role (set, word, &role, &metric, error);
}

gboolean
rapport_import_map (RapportImport *self, const char *column, const char *word, GError **error)
{
  RapportColumnRole role;
  const char *metric;
  guint number = 0;

  g_return_val_if_fail (self->guess != NULL, FALSE);
  if (!find_column (self, column, &number, error) ||
      !find_role (self->options.set, word, &role, &metric, error))
    return FALSE;
  rapport_import_set_column (self, number, role, metric);
  return TRUE;
}

RapportImportResult *
rapport_import_run (RapportImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (RapportImportGuess) guess = NULL;

  if (self->guess == NULL && !rapport_import_understand (self, cancellable, error))
    return NULL;
  guess = rapport_import_guess_ref (self->guess);
  return rapport_import_read (self->pass, guess, cancellable, error);
}

typedef struct
{
  RapportImportPass *pass;
  RapportImportGuess *guess;
} Run;

static void
run_free (Run *run)
{
  rapport_import_pass_unref (run->pass);
  rapport_import_guess_unref (run->guess);
  g_free (run);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  GError *error = NULL;
  RapportImportResult *result = rapport_import_read (run->pass, run->guess, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) rapport_import_result_unref);
  else
    g_task_return_error (task, error);
}

void
rapport_import_run_async (RapportImport *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Run *run;

  g_return_if_fail (self->guess != NULL);
  run = g_new0 (Run, 1);
  run->pass = rapport_import_pass_ref (self->pass);
  run->guess = rapport_import_guess_ref (self->guess);
  g_task_set_source_tag (task, rapport_import_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_thread);
}

RapportImportResult *
rapport_import_run_finish (RapportImport *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const RapportImportOptions *
rapport_import_get_options (RapportImport *self)
{
  return &self->options;
}

const char *
rapport_import_get_chosen_sheet (RapportImport *self)
{
  return self->sheet;
}

double
rapport_import_get_progress (RapportImport *self)
{
  return g_atomic_int_get (&self->source->progress) / 1000.0;
}

static void
rapport_import_finalize (GObject *object)
{
  RapportImport *self = RAPPORT_IMPORT (object);

  g_clear_pointer (&self->guess, rapport_import_guess_unref);
  g_clear_pointer (&self->pass, rapport_import_pass_unref);
  g_clear_pointer (&self->source, rapport_import_source_unref);
  g_free (self->sheet);
  g_hash_table_unref (self->options.choices);
  g_hash_table_unref (self->options.decimals);
  rapport_metric_set_unref (self->options.set);
  G_OBJECT_CLASS (rapport_import_parent_class)->finalize (object);
}

static void
rapport_import_class_init (RapportImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_import_finalize;
}

static void
rapport_import_init (RapportImport *self)
{
  self->options.header_line = RAPPORT_CSV_HEADER_GUESS;
  self->options.table = -1;
  self->options.choices = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->options.decimals = g_hash_table_new (NULL, NULL);
  self->options.set = rapport_metric_set_new (NULL);
}

RapportImport *
rapport_import_new_for_file (GFile *file)
{
  RapportImport *self = g_object_new (RAPPORT_TYPE_IMPORT, NULL);

  self->source = rapport_import_source_new (file, NULL);
  return self;
}

RapportImport *
rapport_import_new_for_bytes (GBytes *bytes)
{
  RapportImport *self = g_object_new (RAPPORT_TYPE_IMPORT, NULL);

  self->source = rapport_import_source_new (NULL, bytes);
  return self;
}
