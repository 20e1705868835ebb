/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-metric-set.h"

#include "rapport-public-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a client asks first comes first: the first of these become the tiles. */
static const char *const by_weight[] = {
  "leads",       "sales",         "revenue",      "ad-spend",
  "cpl",         "cac",           "roas",         "romi",
  "drr",         "roi",           "cr-lead",      "cr-qualified",
  "cr-sale",     "average-order", "gross-profit", "qualified-leads",
  "new-sales",   "fee",           "traffic",      "clicks",
  "impressions", "ctr",           "cpc",
};

/* Own metrics stand after so many. */
#define BEFORE_OWN 4

typedef struct
{
  RapportMetricSet *set; /* not owned */
  RapportFormula *formula;
} How;

struct _RapportMetricSet
{
  GPtrArray *all;    /* of RapportMetric */
  GPtrArray *ranked; /* the same */
  GHashTable *by_word;
  GStringChunk *strings;
  GPtrArray *hows; /* of How */
};

static const char *const no_parts[] = { NULL };

static RapportMetric *
find (RapportMetricSet *self, const char *word)
{
  return g_hash_table_lookup (self->by_word, word);
}

static void
add (RapportMetricSet *self, RapportMetric *metric)
{
  g_ptr_array_add (self->all, metric);
  g_hash_table_insert (self->by_word, (gpointer) metric->word, metric);
}

static void
add_built_in (RapportMetricSet *self)
{
  gsize n;
  const RapportMetric *const *metrics = rapport_metrics_get (&n);

  for (gsize i = 0; i < n; i++)
    {
      RapportMetric *copy = g_memdup2 (metrics[i], sizeof *copy);

      copy->how = metrics[i];
      copy->order = "";
      add (self, copy);
    }
}

static RapportUnit
read_unit (const char *word)
{
  static const char *const words[] = { "count", "money", "ratio", "factor" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return (RapportUnit) i;
  return RAPPORT_UNIT_COUNT;
}

static RapportGood
read_good (const char *word)
{
  if (g_str_equal (word, "up"))
    return RAPPORT_GOOD_UP;
  return g_str_equal (word, "down") ? RAPPORT_GOOD_DOWN : RAPPORT_GOOD_NEITHER;
}

static const char *
keep (RapportMetricSet *self, RapportPublicRecord *record, const char *field)
{
  return g_string_chunk_insert (self->strings, rapport_public_record_get_text (record, field));
}

static void
take_record (RapportMetricSet *self, RapportPublicRecord *record)
{
  const char *word = rapport_public_record_get_text (record, "word");
  const char *formula = rapport_public_record_get_text (record, "formula");
  const char *label = rapport_public_record_get_text (record, "label");
  RapportMetric *metric = find (self, word);

  if (metric == NULL && (!g_str_has_prefix (word, RAPPORT_METRIC_OWN) || *label == '\0'))
    return;
  if (metric == NULL)
    {
      metric = g_new0 (RapportMetric, 1);
      metric->word = keep (self, record, "word");
      metric->label = keep (self, record, "label");
      metric->unit = read_unit (rapport_public_record_get_text (record, "unit"));
      metric->formula = *formula != '\0' ? keep (self, record, "formula") : NULL;
      metric->own = TRUE;
      add (self, metric);
    }
  metric->good = read_good (rapport_public_record_get_text (record, "good"));
  metric->hidden = !rapport_public_record_get_boolean (record, "shown");
  metric->order = keep (self, record, "order");
}

RapportFormulaName *
rapport_metric_set_list_names (RapportMetricSet *self, const char *besides, gsize *n_names)
{
  RapportFormulaName *names = g_new0 (RapportFormulaName, self->all->len);

  *n_names = 0;
  for (guint i = 0; i < self->all->len; i++)
    {
      const RapportMetric *metric = self->all->pdata[i];

      if (g_strcmp0 (metric->word, besides) != 0)
        names[(*n_names)++] =
          (RapportFormulaName) { metric->word, rapport_metric_get_name (metric) };
    }
  return names;
}

static void
read_formula (RapportMetricSet *self,
              RapportMetric *metric,
              const RapportFormulaName *names,
              gsize n_names)
{
  g_autoptr (RapportFormula) formula = NULL;
  How *how;

  if (metric->formula == NULL || !metric->own)
    return;
  formula = rapport_formula_parse (metric->formula, names, n_names, NULL);
  if (formula == NULL)
    {
      metric->trouble = N_ ("Its formula names a metric that is not there any more.");
      return;
    }
  how = g_new (How, 1);
  *how = (How) { self, g_steal_pointer (&formula) };
  metric->how = how;
  g_ptr_array_add (self->hows, how);
}

/* Whether one of @words, or what they are worked out of, is @goal. */
static gboolean
leads_to (RapportMetricSet *self, const char *const *words, const char *goal, GHashTable *seen)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const RapportMetric *metric = find (self, words[i]);

      if (g_str_equal (words[i], goal))
        return TRUE;
      if (metric != NULL && g_hash_table_add (seen, (gpointer) words[i]) &&
          leads_to (self, rapport_metric_set_get_parts (metric), goal, seen))
        return TRUE;
    }
  return FALSE;
}

gboolean
rapport_metric_set_has_circle (RapportMetricSet *self, const char *word, RapportFormula *formula)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  return leads_to (self, rapport_formula_get_words (formula), word, seen);
}

static void
read_formulas (RapportMetricSet *self)
{
  gsize n_names;
  g_autofree RapportFormulaName *names = rapport_metric_set_list_names (self, NULL, &n_names);

  /* Stored formulas have words alone: a new name changes nothing. */
  for (gsize i = 0; i < n_names; i++)
    names[i].name = names[i].word;
  for (guint i = 0; i < self->all->len; i++)
    read_formula (self, self->all->pdata[i], names, n_names);
}

/* A circle that two people have closed, each with half of it. */
static void
find_circles (RapportMetricSet *self)
{
  g_autoptr (GPtrArray) circles = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      RapportMetric *metric = self->all->pdata[i];

      if (metric->own && metric->how != NULL &&
          rapport_metric_set_has_circle (self, metric->word, ((const How *) metric->how)->formula))
        g_ptr_array_add (circles, metric);
    }
  for (guint i = 0; i < circles->len; i++)
    ((RapportMetric *) circles->pdata[i])->trouble = N_ ("Its formula leads back to itself.");
}

/* Sums before what is worked out, built-in ones before own; of those, by name. */
static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const RapportMetric *left = *(RapportMetric *const *) a;
  const RapportMetric *right = *(RapportMetric *const *) b;
  const int by_formula = (left->formula != NULL) - (right->formula != NULL);

  if (by_formula != 0 || left->own != right->own)
    return by_formula != 0 ? by_formula : left->own - right->own;
  return left->own ? g_utf8_collate (left->label, right->label) : 0;
}

static int
get_weight (const RapportMetric *metric)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (by_weight); i++)
    if (g_str_equal (by_weight[i], metric->word))
      return 2 * i;
  return 2 * BEFORE_OWN - 1;
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const RapportMetric *left = *(RapportMetric *const *) a;
  const RapportMetric *right = *(RapportMetric *const *) b;
  const int ordered = (*left->order == '\0') - (*right->order == '\0');
  const int order = strcmp (left->order, right->order);

  if (ordered != 0)
    return ordered;
  if (order != 0)
    return order;
  if (get_weight (left) != get_weight (right))
    return get_weight (left) < get_weight (right) ? -1 : 1;
  return g_utf8_collate (left->label, right->label);
}

static void
how_free (gpointer data)
{
  How *how = data;

  rapport_formula_unref (how->formula);
  g_free (how);
}

RapportMetricSet *
rapport_metric_set_new (GPtrArray *records)
{
  RapportMetricSet *self = g_atomic_rc_box_new0 (RapportMetricSet);

  self->all = g_ptr_array_new_with_free_func (g_free);
  self->ranked = g_ptr_array_new ();
  self->by_word = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (256);
  self->hows = g_ptr_array_new_with_free_func (how_free);
  add_built_in (self);
  for (guint i = 0; records != NULL && i < records->len; i++)
    take_record (self, records->pdata[i]);
  g_ptr_array_sort (self->all, compare_kinds);
  read_formulas (self);
  find_circles (self);
  g_ptr_array_extend (self->ranked, self->all, NULL, NULL);
  g_ptr_array_sort (self->ranked, compare_ranks);
  return self;
}

RapportMetricSet *
rapport_metric_set_ref (RapportMetricSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
set_clear (gpointer data)
{
  RapportMetricSet *self = data;

  g_hash_table_unref (self->by_word);
  g_ptr_array_unref (self->ranked);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->hows);
  g_string_chunk_free (self->strings);
}

void
rapport_metric_set_unref (RapportMetricSet *self)
{
  g_atomic_rc_box_release_full (self, set_clear);
}

const RapportMetric *
rapport_metric_set_lookup (RapportMetricSet *self, const char *word)
{
  const RapportMetric *metric = word != NULL ? find (self, word) : NULL;
  const RapportMetric *known = metric == NULL ? rapport_metric_lookup (word) : NULL;

  return known != NULL ? find (self, known->word) : metric;
}

const RapportMetric *const *
rapport_metric_set_get_all (RapportMetricSet *self, gsize *n_metrics)
{
  *n_metrics = self->all->len;
  return (const RapportMetric *const *) self->all->pdata;
}

const RapportMetric *const *
rapport_metric_set_get_ranked (RapportMetricSet *self, gsize *n_metrics)
{
  *n_metrics = self->ranked->len;
  return (const RapportMetric *const *) self->ranked->pdata;
}

static const char *
name_any (const char *word, gpointer user_data)
{
  const RapportMetric *metric = find (user_data, word);

  return metric != NULL ? rapport_metric_get_name (metric) : NULL;
}

char *
rapport_metric_set_say_formula (RapportMetricSet *self, const RapportMetric *metric)
{
  if (metric->formula == NULL)
    return g_strdup ("");
  if (!metric->own)
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, metric->formula));
  return rapport_formula_name_words (metric->formula, name_any, self);
}

typedef struct
{
  RapportMetricSet *set;
  char *bracketed;
} Publishing;

/* The own ones by name, the others in brackets once more. */
static const char *
name_own (const char *word, gpointer user_data)
{
  Publishing *publishing = user_data;
  const RapportMetric *metric = find (publishing->set, word);

  if (metric != NULL && metric->own)
    return metric->label;
  g_free (publishing->bracketed);
  publishing->bracketed = g_strdup_printf ("[%s]", word);
  return publishing->bracketed;
}

char *
rapport_metric_set_publish_formula (RapportMetricSet *self, const RapportMetric *metric)
{
  Publishing publishing = { self, NULL };
  char *text;

  if (metric->formula == NULL || !metric->own)
    return g_strdup (metric->formula);
  text = rapport_formula_name_words (metric->formula, name_own, &publishing);
  g_free (publishing.bracketed);
  return text;
}

/* Each own metric is worked out once, however many others are made of it. */
typedef struct
{
  RapportMetricSet *set;
  RapportSums sums;
  gpointer user_data;
  GHashTable *known; /* word to gint64, or to NULL for no data */
} Deeper;

static gboolean get_own_part (Deeper *deeper, const RapportMetric *metric, gint64 *value);

static gboolean
get_part (const char *word, gint64 *value, gpointer user_data)
{
  Deeper *deeper = user_data;
  const RapportMetric *metric = find (deeper->set, word);

  if (metric != NULL && metric->own && metric->formula != NULL)
    return get_own_part (deeper, metric, value);
  return metric != NULL &&
         rapport_metric_compute (metric, deeper->sums, deeper->user_data, value, NULL);
}

static gboolean
get_own_part (Deeper *deeper, const RapportMetric *metric, gint64 *value)
{
  const How *how = metric->how;
  gpointer known;

  if (!g_hash_table_lookup_extended (deeper->known, metric->word, NULL, &known))
    {
      const gboolean has =
        metric->trouble == NULL && rapport_formula_compute (how->formula, get_part, deeper, value);

      known = has ? g_memdup2 (value, sizeof *value) : NULL;
      g_hash_table_insert (deeper->known, (gpointer) metric->word, known);
    }
  if (known != NULL)
    *value = *(gint64 *) known;
  return known != NULL;
}

gboolean
rapport_metric_set_work_out (const RapportMetric *metric,
                             RapportSums sums,
                             gpointer user_data,
                             gint64 *value)
{
  const How *how = metric->how;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Deeper deeper = { how->set, sums, user_data, known };

  return get_own_part (&deeper, metric, value);
}

const char *const *
rapport_metric_set_get_parts (const RapportMetric *metric)
{
  const How *how = metric->how;

  return metric->own && how != NULL ? rapport_formula_get_words (how->formula) : no_parts;
}
