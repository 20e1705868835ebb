/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-numbers.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

char *
rapport_numbers_guess_source (const char *file_name)
{
  g_autofree char *base = g_path_get_basename (file_name);
  g_autofree char *valid = g_filename_display_name (base);
  char *dot = strrchr (valid, '.');
  g_autoptr (GString) name = g_string_new (NULL);

  if (dot != NULL && dot != valid)
    *dot = '\0';
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        g_string_append_unichar (name, c);
      else if (name->len > 0 && name->str[name->len - 1] != ' ')
        g_string_append_c (name, ' ');
    }
  g_strchomp (name->str);
  return g_strdup (*name->str != '\0' ? name->str : _ ("Import"));
}

/* The cells of one month, the next of which begins at @index. */
static RapportCells *
take_month (RapportCells *cells, gsize *index, RapportDay *month)
{
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (RapportCell));

  *month = rapport_day_month (rapport_cells_get (cells, *index)->day);
  for (; *index < rapport_cells_get_size (cells); (*index)++)
    {
      const RapportCell *cell = rapport_cells_get (cells, *index);

      if (rapport_day_month (cell->day) != *month)
        break;
      g_array_append_val (part, *cell);
    }
  return rapport_cells_new ((const RapportCell *) (gpointer) part->data, part->len);
}

static RapportCells *
cells_of (RapportRecord *record)
{
  GVariant *value = NULL;

  if (record != NULL && !rapport_record_is_trashed (record))
    value = rapport_record_get_value (record, RAPPORT_MONTH_NUMBERS_CELLS);
  return value != NULL ? rapport_cells_from_variant (value) : rapport_cells_new (NULL, 0);
}

static const RapportCell *
find_cell (RapportCells *cells, gsize *index, const RapportCell *key)
{
  for (; *index < rapport_cells_get_size (cells); (*index)++)
    {
      const RapportCell *cell = rapport_cells_get (cells, *index);
      int order = cell->day != key->day ? (cell->day < key->day ? -1 : 1)
                                        : g_strcmp0 (cell->channel, key->channel);

      if (order == 0)
        order = g_strcmp0 (cell->metric, key->metric);
      if (order == 0)
        return cell;
      if (order > 0)
        return NULL;
    }
  return NULL;
}

static void
count_month (RapportCells *old, RapportCells *new_cells, RapportImportCounts *counts)
{
  gsize index = 0;

  counts->months++;
  for (gsize i = 0; i < rapport_cells_get_size (new_cells); i++)
    {
      const RapportCell *cell = rapport_cells_get (new_cells, i);
      const RapportCell *before = find_cell (old, &index, cell);

      if (before == NULL)
        counts->added++;
      else if (before->value != cell->value)
        counts->changed++;
      else
        counts->same++;
    }
}

/* One client, source and month; and the transaction, NULL for a dry run. */
typedef struct
{
  RapportLibrary *library;
  RapportTransaction *transaction;
  const char *client_id;
  const char *source;
  const char *currency;
  const char *file_name;
  RapportImportCounts *counts;
} Import;

static void
write_month (Import *import, const char *const *key, RapportCells *cells)
{
  RapportRecord *record =
    rapport_transaction_ensure (import->transaction, RAPPORT_TYPE_MONTH_NUMBERS, key);
  RapportClock *clock = rapport_library_get_clock (import->library);

  rapport_transaction_set (import->transaction, record, RAPPORT_MONTH_NUMBERS_CELLS,
                           rapport_cells_to_variant (cells));
  if (*import->currency != '\0')
    rapport_transaction_set_text (import->transaction, record, RAPPORT_MONTH_NUMBERS_CURRENCY,
                                  import->currency);
  rapport_transaction_set_text (import->transaction, record, RAPPORT_MONTH_NUMBERS_FILE_NAME,
                                import->file_name);
  rapport_transaction_set_integer (import->transaction, record, RAPPORT_MONTH_NUMBERS_IMPORTED_AT,
                                   rapport_clock_get_now (clock));
}

static void
import_month (Import *import, RapportCells *cells, RapportDay month)
{
  g_autofree char *day = rapport_day_to_string (month);
  const char *key[] = { import->client_id, import->source, day, NULL };
  g_autoptr (RapportRecord) record =
    rapport_library_get_by_key (import->library, RAPPORT_TYPE_MONTH_NUMBERS, key);
  g_autoptr (RapportCells) old = cells_of (record);
  g_autoptr (RapportCells) result = rapport_cells_overlay (old, cells);

  count_month (old, cells, import->counts);
  /* The same file again: nothing differs, so nothing is written. */
  if (import->transaction != NULL && !rapport_cells_equal (old, result))
    write_month (import, key, result);
}

static void
import_months (Import *import, RapportCells *cells)
{
  *import->counts = (RapportImportCounts) { 0 };
  for (gsize index = 0; index < rapport_cells_get_size (cells);)
    {
      RapportDay month;
      g_autoptr (RapportCells) part = take_month (cells, &index, &month);

      import_month (import, part, month);
    }
}

/* Money of two currencies must not be added up. */
static gboolean
check_currency (Import *import, GError **error)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (import->library, RAPPORT_TYPE_CLIENT, import->client_id);
  const char *own;

  if (client == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("This client is not in the library."));
      return FALSE;
    }
  own = rapport_agency_get_currency (import->library, RAPPORT_CLIENT (client));
  if (*import->currency == '\0' || g_str_equal (own, import->currency))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               /* Translators: two currency codes, such as EUR and RUB. */
               _ ("The file is in %s, but this client’s figures are in %s. Change the client’s "
                  "currency, or the currency of the columns."),
               import->currency, own);
  return FALSE;
}

gboolean
rapport_numbers_preview (RapportLibrary *library,
                         const char *client_id,
                         const char *source,
                         RapportCells *cells,
                         const char *currency,
                         RapportImportCounts *counts,
                         GError **error)
{
  Import import = { library, NULL, client_id, source, currency ? currency : "", "", counts };

  if (!check_currency (&import, error))
    return FALSE;
  import_months (&import, cells);
  return TRUE;
}

gboolean
rapport_numbers_import (RapportLibrary *library,
                        const char *client_id,
                        const char *source,
                        RapportCells *cells,
                        const char *currency,
                        const char *file_name,
                        RapportImportCounts *counts,
                        GError **error)
{
  RapportImportCounts unused;
  g_autofree char *label = g_strdup_printf (_ ("Import “%s”"), source);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);
  Import import = { library,
                    transaction,
                    client_id,
                    source,
                    currency ? currency : "",
                    file_name,
                    counts ? counts : &unused };

  if (!check_currency (&import, error))
    return FALSE;
  import_months (&import, cells);
  rapport_transaction_set_client (transaction, client_id);
  return rapport_transaction_commit (transaction, error);
}
