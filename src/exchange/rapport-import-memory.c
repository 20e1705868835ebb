/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-import-memory.h"

#include "rapport-client-import-private.h"
#include "rapport-csv-column.h"
#include "rapport-import-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const role_words[] = {
  [RAPPORT_COLUMN_IGNORED] = "ignored", [RAPPORT_COLUMN_RATIO] = "ratio",
  [RAPPORT_COLUMN_DAY] = "day",         [RAPPORT_COLUMN_LAST_DAY] = "last-day",
  [RAPPORT_COLUMN_CHANNEL] = "channel", [RAPPORT_COLUMN_CURRENCY] = "currency",
  [RAPPORT_COLUMN_METRIC] = "metric",
};

static const char *const client_role_words[RAPPORT_CLIENT_N_COLUMN_ROLES] = {
  [RAPPORT_CLIENT_COLUMN_IGNORED] = "ignored",
  [RAPPORT_CLIENT_COLUMN_NAME] = "name",
  [RAPPORT_CLIENT_COLUMN_STATUS] = "status",
  [RAPPORT_CLIENT_COLUMN_REASON] = "reason",
  [RAPPORT_CLIENT_COLUMN_SITE] = "site",
  [RAPPORT_CLIENT_COLUMN_CITY] = "city",
  [RAPPORT_CLIENT_COLUMN_INDUSTRY] = "industry",
  [RAPPORT_CLIENT_COLUMN_MANAGER] = "manager",
  [RAPPORT_CLIENT_COLUMN_SINCE] = "since",
  [RAPPORT_CLIENT_COLUMN_NOTES] = "notes",
  [RAPPORT_CLIENT_COLUMN_CONTACT_NAME] = "contact-name",
  [RAPPORT_CLIENT_COLUMN_CONTACT_POSITION] = "contact-position",
  [RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL] = "contact-email",
  [RAPPORT_CLIENT_COLUMN_CONTACT_PHONE] = "contact-phone",
  [RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME] = "contact-first-name",
  [RAPPORT_CLIENT_COLUMN_CONTACT_MIDDLE_NAME] = "contact-middle-name",
  [RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME] = "contact-last-name",
  [RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY] = "contact-birthday",
  [RAPPORT_CLIENT_COLUMN_CONTACT_COMPANY] = "contact-company",
};

static const char *const decimal_words[] = { "guess", "point", "comma" };
static const char *const order_words[] = { "guess", "day-month", "month-day" };

static int
find_word (const char *const *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;
  return -1;
}

/* Kinds. */

static void
add_title (GChecksum *checksum, const char *title)
{
  g_autofree char *folded = rapport_csv_fold (title);

  g_checksum_update (checksum, (const guchar *) folded, (gssize) strlen (folded) + 1);
}

char *
rapport_import_get_kind (RapportImport *self)
{
  const RapportImportGuess *guess = rapport_import_get_guess (self);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (guess != NULL, NULL);
  for (guint i = 0; i < guess->columns->len; i++)
    add_title (checksum, ((RapportImportColumn *) guess->columns->pdata[i])->title);
  return g_strdup (g_checksum_get_string (checksum));
}

char *
rapport_client_import_get_kind (RapportClientImport *self)
{
  GPtrArray *columns = rapport_client_import_get_columns (self);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (columns != NULL, NULL);
  add_title (checksum, rapport_client_import_is_people (self) ? "people" : "clients");
  for (guint i = 0; i < columns->len; i++)
    add_title (checksum, ((RapportClientColumn *) columns->pdata[i])->title);
  return g_strdup (g_checksum_get_string (checksum));
}

/* Writing. */

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

static void
write_text (JsonObject *object, RapportCsvEncoding encoding, char separator)
{
  const char text[] = { separator, '\0' };

  if (encoding != RAPPORT_CSV_ENCODING_GUESS)
    set_string (object, "encoding", rapport_csv_encoding_get_name (encoding));
  set_string (object, "separator", text);
}

/* (transfer full): @object is used up. */
static char *
finish (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  const gboolean empty = json_object_get_size (object) == 0;

  json_object_unref (object);
  return empty ? NULL : json_to_string (node, FALSE);
}

static int
compare_numbers_cb (gconstpointer a, gconstpointer b)
{
  const guint one = GPOINTER_TO_UINT (a);
  const guint other = GPOINTER_TO_UINT (b);

  return (one > other) - (one < other);
}

/* By number, so that the same choices are the same text. */
static void
write_columns (JsonObject *object, GHashTable *choices, GHashTable *decimals)
{
  g_autoptr (GList) numbers = g_hash_table_get_keys (choices);
  JsonArray *columns = json_array_new ();

  for (GList *other = g_hash_table_get_keys (decimals); other != NULL;
       other = g_list_delete_link (other, other))
    if (!g_hash_table_contains (choices, other->data))
      numbers = g_list_prepend (numbers, other->data);
  numbers = g_list_sort (numbers, compare_numbers_cb);
  for (GList *number = numbers; number != NULL; number = number->next)
    {
      const RapportImportChoice *choice = g_hash_table_lookup (choices, number->data);
      const int decimal = GPOINTER_TO_INT (g_hash_table_lookup (decimals, number->data));
      JsonObject *column = json_object_new ();

      json_object_set_int_member (column, "number", GPOINTER_TO_UINT (number->data));
      if (choice != NULL)
        {
          set_string (column, "role", role_words[choice->role]);
          set_string (column, "metric", choice->metric);
        }
      if (decimal > 0)
        set_string (column, "decimal", decimal_words[decimal]);
      json_array_add_object_element (columns, column);
    }
  if (json_array_get_length (columns) > 0)
    json_object_set_array_member (object, "columns", columns);
  else
    json_array_unref (columns);
}

char *
rapport_import_write_choices (RapportImport *self, const char *source)
{
  const RapportImportOptions *options = rapport_import_get_options (self);
  JsonObject *object = json_object_new ();

  set_string (object, "source", source);
  set_string (object, "sheet", rapport_import_get_chosen_sheet (self));
  write_text (object, options->encoding, options->separator);
  if (options->header_line >= 0)
    json_object_set_int_member (object, "header-line", options->header_line);
  if (options->table >= 0)
    json_object_set_int_member (object, "table", options->table);
  if (options->decimal != RAPPORT_DECIMAL_GUESS)
    set_string (object, "decimal", decimal_words[options->decimal]);
  if (options->date_order != RAPPORT_DATE_ORDER_GUESS)
    set_string (object, "date-order", order_words[options->date_order]);
  if (options->days > 0)
    json_object_set_int_member (object, "days", options->days);
  write_columns (object, options->choices, options->decimals);
  return finish (object);
}

char *
rapport_client_import_write_choices (RapportClientImport *self)
{
  const RapportClientImportChoices *chosen = rapport_client_import_get_choices (self);
  GPtrArray *all = rapport_client_import_get_columns (self);
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_new ();

  set_string (object, "sheet", chosen->sheet);
  write_text (object, chosen->encoding, chosen->separator);
  if (chosen->header_line >= 0)
    json_object_set_int_member (object, "header-line", chosen->header_line);
  if (chosen->order != RAPPORT_DATE_ORDER_GUESS)
    set_string (object, "date-order", order_words[chosen->order]);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RapportClientColumn *column = all->pdata[i];
      JsonObject *choice;

      if (column->confidence != RAPPORT_CONFIDENCE_CHOSEN)
        continue;
      choice = json_object_new ();
      json_object_set_int_member (choice, "number", column->number);
      set_string (choice, "role", client_role_words[column->role]);
      json_array_add_object_element (columns, choice);
    }
  if (json_array_get_length (columns) > 0)
    json_object_set_array_member (object, "columns", g_steal_pointer (&columns));
  g_clear_pointer (&columns, json_array_unref);
  return finish (object);
}

/* Reading. What a newer version wrote is left out. */

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/* -1 where there is none. */
static int
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const gint64 value =
    node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;

  return value >= 0 && value < G_MAXINT ? (int) value : -1;
}

/* (transfer full) (nullable) */
static JsonObject *
parse (const char *choices)
{
  g_autoptr (JsonNode) node = json_from_string (choices, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* (transfer none) (nullable): the columns among it, and how many. */
static JsonArray *
get_columns (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "columns");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_column (JsonArray *columns, guint index, guint n_columns, guint *number)
{
  JsonNode *node = json_array_get_element (columns, index);
  JsonObject *column = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const int found = column != NULL ? get_number (column, "number") : -1;

  *number = found > 0 ? (guint) found : 0;
  return *number > 0 && *number <= n_columns ? column : NULL;
}

static gboolean
has_sheet (GPtrArray *sheets, const char *name)
{
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    if (g_strcmp0 (((RapportSheet *) sheets->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_encoding (JsonObject *object, RapportCsvEncoding *encoding)
{
  const char *name = get_string (object, "encoding");

  return name != NULL && rapport_csv_encoding_from_name (name, encoding);
}

static gboolean
read_separator (JsonObject *object, char *separator)
{
  const char *text = get_string (object, "separator");

  if (text == NULL || text[0] == '\0' || text[1] != '\0' ||
      strchr (RAPPORT_CSV_SEPARATORS, text[0]) == NULL)
    return FALSE;
  *separator = text[0];
  return TRUE;
}

/* How the file is read: these come first, as they make it forget the columns. */
static gboolean
read_file (RapportImport *self, JsonObject *object)
{
  const RapportImportGuess *guess = rapport_import_get_guess (self);
  const char *sheet = get_string (object, "sheet");
  const gboolean takes_sheet = has_sheet (guess->sheets, sheet);
  const int header_line = get_number (object, "header-line");
  RapportCsvEncoding encoding;
  char separator;
  gboolean chosen = FALSE;

  if (takes_sheet)
    rapport_import_set_sheet (self, sheet);
  if (read_encoding (object, &encoding))
    {
      rapport_import_set_encoding (self, encoding);
      chosen = TRUE;
    }
  if (read_separator (object, &separator))
    {
      rapport_import_set_separator (self, separator);
      chosen = TRUE;
    }
  if (header_line >= 0)
    {
      rapport_import_set_header_line (self, header_line);
      chosen = TRUE;
    }
  return chosen || takes_sheet;
}

static gboolean
read_column (RapportImport *self, JsonObject *column, guint number)
{
  const int role = find_word (role_words, G_N_ELEMENTS (role_words), get_string (column, "role"));
  const int decimal =
    find_word (decimal_words, G_N_ELEMENTS (decimal_words), get_string (column, "decimal"));
  const char *metric = get_string (column, "metric");
  const RapportMetric *known =
    rapport_metric_set_lookup (rapport_import_get_metrics (self), metric);
  const gboolean fits = role >= 0 && (role != RAPPORT_COLUMN_METRIC ||
                                      (known != NULL && rapport_metric_is_base (known)));

  if (fits)
    rapport_import_set_column (self, number, (RapportColumnRole) role, metric);
  if (decimal > 0)
    rapport_import_set_column_decimal (self, number, (RapportDecimal) decimal);
  return fits || decimal > 0;
}

static gboolean
read_columns (RapportImport *self, JsonArray *columns, guint n_columns)
{
  gboolean chosen = FALSE;

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      guint number;
      JsonObject *column = get_column (columns, i, n_columns, &number);

      if (column != NULL)
        chosen |= read_column (self, column, number);
    }
  return chosen;
}

gboolean
rapport_import_read_choices (RapportImport *self, const char *choices, char **source)
{
  g_autoptr (JsonObject) object = parse (choices);
  const RapportImportGuess *guess = rapport_import_get_guess (self);
  int decimal, order, table, days;
  guint n_columns;
  gboolean chosen;

  *source = NULL;
  g_return_val_if_fail (guess != NULL, FALSE);
  if (object == NULL)
    return FALSE;
  /* Another header or separator makes other columns: then as many as were chosen. */
  n_columns = guess->columns->len;
  *source = g_strdup (get_string (object, "source"));
  decimal = find_word (decimal_words, G_N_ELEMENTS (decimal_words), get_string (object, "decimal"));
  order = find_word (order_words, G_N_ELEMENTS (order_words), get_string (object, "date-order"));
  table = get_number (object, "table");
  days = get_number (object, "days");
  if (days > RAPPORT_IMPORT_DAYS_PERIOD)
    days = -1;
  chosen = read_file (self, object) || *source != NULL;
  if (rapport_import_get_guess (self) == NULL)
    n_columns = G_MAXUINT;
  if (n_columns != G_MAXUINT && table >= (int) guess->tables->len)
    table = -1;
  if (table >= 0)
    rapport_import_set_table (self, table);
  if (decimal > 0)
    rapport_import_set_decimal (self, (RapportDecimal) decimal);
  if (order > 0)
    rapport_import_set_date_order (self, (RapportDateOrder) order);
  if (days > 0)
    rapport_import_set_days (self, (RapportImportDays) days);
  return read_columns (self, get_columns (object), n_columns) || chosen || table >= 0 ||
         decimal > 0 || order > 0 || days > 0;
}

static gboolean
read_client_file (RapportClientImport *self, JsonObject *object)
{
  const char *sheet = get_string (object, "sheet");
  const gboolean takes_sheet = has_sheet (rapport_client_import_get_sheets (self), sheet);
  RapportCsvEncoding encoding;
  char separator;
  gboolean chosen = FALSE;

  if (takes_sheet)
    rapport_client_import_set_sheet (self, sheet);
  if (read_encoding (object, &encoding))
    {
      rapport_client_import_set_encoding (self, encoding);
      chosen = TRUE;
    }
  if (read_separator (object, &separator))
    {
      rapport_client_import_set_separator (self, separator);
      chosen = TRUE;
    }
  return chosen || takes_sheet;
}

gboolean
rapport_client_import_read_choices (RapportClientImport *self, const char *choices)
{
  g_autoptr (JsonObject) object = parse (choices);
  JsonArray *columns = object != NULL ? get_columns (object) : NULL;
  int header_line, order;
  gboolean chosen;

  if (object == NULL)
    return FALSE;
  header_line = get_number (object, "header-line");
  order = find_word (order_words, G_N_ELEMENTS (order_words), get_string (object, "date-order"));
  chosen = read_client_file (self, object) || header_line >= 0 || order > 0;
  if (header_line >= 0)
    rapport_client_import_set_header_line (self, header_line);
  if (order > 0)
    rapport_client_import_set_date_order (self, (RapportDateOrder) order);
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      guint number;
      JsonObject *column = get_column (columns, i, G_MAXUINT, &number);
      const int role = column != NULL ? find_word (client_role_words, RAPPORT_CLIENT_N_COLUMN_ROLES,
                                                   get_string (column, "role"))
                                      : -1;

      if (role < 0)
        continue;
      rapport_client_import_plan_column (self, number, (RapportClientColumnRole) role);
      chosen = TRUE;
    }
  return chosen;
}
