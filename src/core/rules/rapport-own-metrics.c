/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-own-metrics.h"

#include "rapport-records.h"
#include "rapport-transaction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const unit_words[] = { "count", "money", "ratio", "factor" };
static const char *const good_words[] = { "neither", "up", "down" };

RapportMetricSet *
rapport_own_metrics_load (RapportLibrary *library, const char *client_id, GError **error)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT_METRIC);
  g_autoptr (GPtrArray) records = NULL;

  rapport_query_where_text (query, RAPPORT_CLIENT_METRIC_CLIENT, client_id);
  records = rapport_publish_all (library, query, client_id, error);
  return records != NULL ? rapport_metric_set_new (records) : NULL;
}

RapportRecord *
rapport_own_metrics_find (RapportLibrary *library, const char *client_id, const char *word)
{
  const char *key[] = { client_id, word, NULL };

  return rapport_library_get_by_key (library, RAPPORT_TYPE_CLIENT_METRIC, key);
}

/* Checking. */

static char *
fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *stripped = g_strstrip (g_strdup (normal != NULL ? normal : ""));

  return g_utf8_casefold (stripped, -1);
}

static gboolean
is_same_name (const char *a, const char *b)
{
  g_autofree char *left = fold_name (a);
  g_autofree char *right = fold_name (b);

  return g_str_equal (left, right);
}

static char *
check_name (RapportMetricSet *set, const RapportOwnMetric *metric)
{
  g_autofree char *folded = fold_name (metric->label);
  gsize n;
  const RapportMetric *const *all = rapport_metric_set_get_all (set, &n);

  if (*folded == '\0')
    return g_strdup (_ ("Give it a name."));
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (all[i]->word, metric->word) != 0 &&
        (is_same_name (rapport_metric_get_name (all[i]), metric->label) ||
         is_same_name (all[i]->label, metric->label)))
      return g_strdup_printf (_ ("There is a metric “%s” already."),
                              rapport_metric_get_name (all[i]));
  return NULL;
}

char *
rapport_own_metrics_check (RapportMetricSet *set, const RapportOwnMetric *metric)
{
  gsize n_names;
  g_autofree RapportFormulaName *names = NULL;
  g_autoptr (RapportFormula) formula = NULL;
  g_autoptr (GError) error = NULL;
  char *trouble = check_name (set, metric);

  if (trouble != NULL || *metric->formula == '\0')
    return trouble;
  names = rapport_metric_set_list_names (set, NULL, &n_names);
  formula = rapport_formula_parse (metric->formula, names, n_names, &error);
  if (formula == NULL)
    return g_strdup (error->message);
  if (metric->word != NULL && rapport_metric_set_has_circle (set, metric->word, formula))
    return g_strdup (_ ("Its formula leads back to itself."));
  return NULL;
}

/* Writing. */

/* Letters and digits of the name, small, parted by hyphens. */
static char *
make_word (RapportLibrary *library, const char *client_id, const char *label)
{
  g_autofree char *small = g_utf8_strdown (label, -1);
  g_autoptr (GString) word = g_string_new (RAPPORT_METRIC_OWN);

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
      else if (word->str[word->len - 1] != '-')
        g_string_append_c (word, '-');
    }
  if (word->str[word->len - 1] == '-')
    g_string_append (word, "1");
  for (guint n = 1;; n++)
    {
      g_autofree char *tried =
        n == 1 ? g_strdup (word->str) : g_strdup_printf ("%s-%u", word->str, n);
      g_autoptr (RapportRecord) taken = rapport_own_metrics_find (library, client_id, tried);

      if (taken == NULL)
        return g_steal_pointer (&tried);
    }
}

static RapportRecord *
ensure (RapportTransaction *transaction, const char *client_id, const char *word)
{
  const char *key[] = { client_id, word, NULL };

  rapport_transaction_set_client (transaction, client_id);
  return rapport_transaction_ensure (transaction, RAPPORT_TYPE_CLIENT_METRIC, key);
}

/* A record for a built-in metric says what that says, but for what is changed. */
static RapportRecord *
ensure_like (RapportTransaction *transaction, const char *client_id, const RapportMetric *metric)
{
  RapportRecord *record = ensure (transaction, client_id, metric->word);

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_GOOD,
                                good_words[metric->good]);
  return record;
}

gboolean
rapport_own_metrics_save (RapportLibrary *library,
                          const char *client_id,
                          const RapportOwnMetric *metric,
                          char **word,
                          GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (metric->label));
  g_autofree char *label = g_strdup_printf (
    metric->word != NULL ? _ ("Change the metric “%s”") : _ ("Add the metric “%s”"), name);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);
  g_autofree char *own =
    metric->word != NULL ? g_strdup (metric->word) : make_word (library, client_id, name);
  RapportRecord *record = ensure (transaction, client_id, own);

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_LABEL, name);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_UNIT,
                                unit_words[metric->unit]);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_GOOD,
                                good_words[metric->good]);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_FORMULA,
                                metric->formula);
  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_DESCRIPTION,
                                metric->description);
  if (word != NULL)
    *word = g_steal_pointer (&own);
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_own_metrics_remove (RapportLibrary *library,
                            const char *client_id,
                            const RapportMetric *metric,
                            GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Delete the metric “%s”"), metric->label);
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);
  g_autoptr (RapportRecord) record = rapport_own_metrics_find (library, client_id, metric->word);

  if (record != NULL)
    rapport_transaction_trash (transaction, record);
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_own_metrics_show (RapportLibrary *library,
                          const char *client_id,
                          const RapportMetric *metric,
                          gboolean shown,
                          GError **error)
{
  g_autofree char *label =
    g_strdup_printf (shown ? _ ("Show “%s”") : _ ("Hide “%s”"), rapport_metric_get_name (metric));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);

  rapport_transaction_set_boolean (transaction, ensure_like (transaction, client_id, metric),
                                   RAPPORT_CLIENT_METRIC_SHOWN, shown);
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_own_metrics_set_good (RapportLibrary *library,
                              const char *client_id,
                              const RapportMetric *metric,
                              RapportGood good,
                              GError **error)
{
  g_autofree char *label =
    g_strdup_printf (_ ("What is better for “%s”"), rapport_metric_get_name (metric));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);

  rapport_transaction_set_text (transaction, ensure (transaction, client_id, metric->word),
                                RAPPORT_CLIENT_METRIC_GOOD, good_words[good]);
  return rapport_transaction_commit (transaction, error);
}

/* The words as they will stand. (transfer container) */
static GPtrArray *
reorder (const char *const *words, guint from, guint to)
{
  GPtrArray *moved = g_ptr_array_new ();
  gpointer word;

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (moved, (gpointer) words[i]);
  word = g_ptr_array_steal_index (moved, from);
  g_ptr_array_insert (moved, (int) MIN (to, moved->len), word);
  return moved;
}

static const char *
order_of (RapportMetricSet *set, const char *word)
{
  return rapport_metric_set_lookup (set, word)->order;
}

static void
set_order (RapportTransaction *transaction,
           const char *client_id,
           RapportMetricSet *set,
           const char *word,
           const char *order)
{
  RapportRecord *record =
    ensure_like (transaction, client_id, rapport_metric_set_lookup (set, word));

  rapport_transaction_set_text (transaction, record, RAPPORT_CLIENT_METRIC_ORDER, order);
}

gboolean
rapport_own_metrics_move (RapportLibrary *library,
                          const char *client_id,
                          RapportMetricSet *set,
                          const char *const *words,
                          guint from,
                          guint to,
                          GError **error)
{
  g_autoptr (GPtrArray) moved = reorder (words, from, to);
  const char *word = words[from];
  g_autofree char *label = g_strdup_printf (
    _ ("Move “%s”"), rapport_metric_get_name (rapport_metric_set_lookup (set, word)));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, label);
  g_autoptr (GPtrArray) keys = NULL;
  gboolean ordered = TRUE;
  guint place = 0;

  for (guint i = 0; i < moved->len; i++)
    {
      ordered = ordered && (moved->pdata[i] == word || *order_of (set, moved->pdata[i]) != '\0');
      place = moved->pdata[i] == word ? i : place;
    }
  if (ordered)
    {
      g_autofree char *key = rapport_order_key_between (
        place > 0 ? order_of (set, moved->pdata[place - 1]) : NULL,
        place + 1 < moved->len ? order_of (set, moved->pdata[place + 1]) : NULL);

      set_order (transaction, client_id, set, word, key);
      return rapport_transaction_commit (transaction, error);
    }
  /* The first time that anything is moved, all get a place. */
  keys = rapport_order_keys_between (NULL, NULL, moved->len);
  for (guint i = 0; i < moved->len; i++)
    set_order (transaction, client_id, set, moved->pdata[i], keys->pdata[i]);
  return rapport_transaction_commit (transaction, error);
}
