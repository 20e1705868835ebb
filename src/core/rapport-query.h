/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

/**
 * RapportTest:
 *
 * How a field is compared. EQUAL with a %NULL value asks for fields that are
 * not set, DIFFERENT with %NULL for those that are. An unset field is neither
 * less nor greater than anything, and is different from any value.
 */
typedef enum
{
  RAPPORT_TEST_EQUAL,
  RAPPORT_TEST_DIFFERENT,
  RAPPORT_TEST_LESS,
  RAPPORT_TEST_AT_MOST,
  RAPPORT_TEST_GREATER,
  RAPPORT_TEST_AT_LEAST,
} RapportTest;

/**
 * RapportQuery:
 *
 * A question to the store without SQL: records of one type for which every
 * condition holds. Records in the trash are left out unless asked for. The
 * same question can be put to a record in memory, so that lists stay true
 * before a change is on disk. Reference-counted; not to be changed once it is
 * in use.
 */
typedef struct _RapportQuery RapportQuery;

typedef struct
{
  guint field;
  RapportTest test;
  GVariant *value;
} RapportCondition;

typedef struct
{
  guint field;
  gboolean descending;
} RapportOrder;

RapportQuery *rapport_query_new (GType type);
RapportQuery *rapport_query_new_for_info (const RapportRecordInfo *info);
/* The same question, to be asked in another way. */
RapportQuery *rapport_query_copy (RapportQuery *self);
RapportQuery *rapport_query_ref (RapportQuery *self);
void rapport_query_unref (RapportQuery *self);

/* Each returns @self. @value is ref-sunk; text kinds have shorthands. */
RapportQuery *
rapport_query_where (RapportQuery *self, guint field, RapportTest test, GVariant *value);
RapportQuery *rapport_query_where_text (RapportQuery *self, guint field, const char *text);
RapportQuery *
rapport_query_where_day (RapportQuery *self, guint field, RapportTest test, RapportDay day);

/* Sorts; called again, sorts equals further. The id is the last tie-break. */
RapportQuery *rapport_query_order_by (RapportQuery *self, guint field, gboolean descending);

RapportQuery *rapport_query_include_trashed (RapportQuery *self);
/* Only records in the trash. */
RapportQuery *rapport_query_only_trashed (RapportQuery *self);

/* At most @limit rows, the first by SQL's order; 0 is no limit. */
RapportQuery *rapport_query_set_limit (RapportQuery *self, guint limit);

/* Reads only these fields of a row; for figures over many rows, where no
 * objects are wanted. Without it every field is read. */
RapportQuery *rapport_query_set_fields (RapportQuery *self, const guint *fields, gsize n_fields);

const RapportRecordInfo *rapport_query_get_info (RapportQuery *self);
const RapportCondition *rapport_query_get_conditions (RapportQuery *self, gsize *n);
const RapportOrder *rapport_query_get_orders (RapportQuery *self, gsize *n);
/* NULL where every field is read. */
const guint *rapport_query_get_fields (RapportQuery *self, gsize *n);
guint rapport_query_get_limit (RapportQuery *self);
/* Whether rows with this state of "in the trash" are asked for. */
gboolean rapport_query_wants_trashed (RapportQuery *self, gboolean trashed);

/* Whether a record in memory is asked for. */
gboolean rapport_query_matches (RapportQuery *self, RapportRecord *record);

/**
 * RapportSortKey:
 * @value: (owned) (nullable): the value of a field that a query sorts by
 * @collation: (owned) (nullable): what gives the order of the user's language
 *   when compared byte by byte, for text
 *
 * Working the collation out is what sorting text costs; here it is done once
 * for each row instead of for each comparison.
 */
typedef struct
{
  GVariant *value;
  char *collation;
} RapportSortKey;

/* Fills @key for the order at @index with the value of its field. */
void rapport_query_init_key (RapportQuery *self, guint index, GVariant *value, RapportSortKey *key);
void rapport_sort_key_clear (RapportSortKey *key);

/* Order of two rows by their keys, one for each order of the query, and by the
 * ids where these are equal. */
int rapport_query_compare_keys (RapportQuery *self,
                                const RapportSortKey *a,
                                const char *a_id,
                                const RapportSortKey *b,
                                const char *b_id);

/* Order of two records by the query. */
int rapport_query_compare (RapportQuery *self, RapportRecord *a, RapportRecord *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportQuery, rapport_query_unref)

/**
 * RapportRow:
 *
 * A row that the store read: the id and one value per field of the table
 * (%NULL where unset or not asked for).
 */
typedef struct
{
  char id[37];
  guint n_values;
  char *extra;
  GVariant *values[];
} RapportRow;

RapportRow *rapport_row_new (const RapportRecordInfo *info, const char *id);
void rapport_row_free (RapportRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRow, rapport_row_free)

G_END_DECLS
