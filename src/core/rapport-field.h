/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-audience.h"
#include "rapport-kind.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RapportMerge:
 * @RAPPORT_MERGE_WHOLE: the value is one thing; two different edits clash
 * @RAPPORT_MERGE_LINES: text merged line by line
 * @RAPPORT_MERGE_ELEMENTS: a set merged by element, figures by cell
 * @RAPPORT_MERGE_LATER: the greater value stands; for instants and counters
 *
 * How two edits of the same field are brought together.
 */
typedef enum
{
  RAPPORT_MERGE_WHOLE,
  RAPPORT_MERGE_LINES,
  RAPPORT_MERGE_ELEMENTS,
  RAPPORT_MERGE_LATER,
} RapportMerge;

/**
 * RapportFieldFlags:
 * @RAPPORT_FIELD_TITLE: this text names the record in lists and search
 * @RAPPORT_FIELD_SEARCH: its words are found by search
 * @RAPPORT_FIELD_KEY: part of the natural key, from which the id is made
 * @RAPPORT_FIELD_INDEX: queries filter by it, so the schema indexes it
 * @RAPPORT_FIELD_ORDERED: the last by "order" of those that share it are asked for, so the schema
 *   indexes both
 * @RAPPORT_FIELD_SHARE: a part of 1, which people read as per cent
 */
typedef enum
{
  RAPPORT_FIELD_PLAIN = 0,
  RAPPORT_FIELD_TITLE = 1 << 0,
  RAPPORT_FIELD_SEARCH = 1 << 1,
  RAPPORT_FIELD_KEY = 1 << 2,
  RAPPORT_FIELD_INDEX = 1 << 3,
  RAPPORT_FIELD_SHARE = 1 << 4,
  RAPPORT_FIELD_ORDERED = 1 << 5,
} RapportFieldFlags;

/* One word of an enum or set, with its label (N_()); a list ends with { NULL }. */
typedef struct
{
  const char *word;
  const char *label;
} RapportWord;

/**
 * RapportField:
 * @name: kebab-case; the property. In SQL, JSON and CSV "-" becomes "_".
 * @kind: what it holds
 * @audience: who may see it
 * @label: N_() what the user calls it
 * @merge: how two edits merge
 * @initial: JSON text of the value that a new record begins with, or %NULL
 * @words: for enums, the words it may hold; unknown ones of a newer version are kept
 * @target: for references, the name of the record type
 * @flags: see #RapportFieldFlags
 *
 * Everything that is known about a field. Nothing else lists a type's fields.
 */
typedef struct
{
  const char *name;
  RapportKind kind;
  RapportAudience audience;
  const char *label;
  RapportMerge merge;
  const char *initial;
  const RapportWord *words;
  const char *target;
  RapportFieldFlags flags;
} RapportField;

/* Every type's table begins with these. */
enum
{
  RAPPORT_RECORD_AUDIENCE,
  RAPPORT_RECORD_CREATED,
  RAPPORT_RECORD_TRASHED,
  RAPPORT_RECORD_N_FIELDS
};

extern const RapportWord rapport_audience_words[];

#define RAPPORT_COMMON_FIELDS                                                                      \
  [RAPPORT_RECORD_AUDIENCE] = { "audience", RAPPORT_KIND_ENUM, .label = N_ ("Audience"),           \
                                .words = rapport_audience_words },                                 \
  [RAPPORT_RECORD_CREATED] = { "created", RAPPORT_KIND_INSTANT, .label = N_ ("Created"),           \
                               .merge = RAPPORT_MERGE_LATER },                                     \
  [RAPPORT_RECORD_TRASHED] = { "trashed", RAPPORT_KIND_INSTANT,                                    \
                               .label = N_ ("In the trash since"), .merge = RAPPORT_MERGE_LATER }

/**
 * RapportRecordInfo:
 * @name: kebab-case; in SQL and JSON "-" becomes "_"
 * @label: N_() what the user calls one such record
 * @audience: what a new record's audience is
 * @get_type: the GObject type
 * @fields: the table, the common fields first
 * @client: index of the field that says whose client's record this is;
 *   %RAPPORT_CLIENT_SELF for the client itself, %RAPPORT_CLIENT_NONE for
 *   records of the whole agency
 *
 * A type of record.
 */
typedef struct
{
  const char *name;
  const char *label;
  RapportAudience audience;
  GType (*get_type) (void);
  const RapportField *fields;
  guint n_fields;
  int client;
} RapportRecordInfo;

#define RAPPORT_CLIENT_NONE (-1)
#define RAPPORT_CLIENT_SELF (-2)

/* Registers a type. The program's own are there from the start; a type may
 * only be added before a library is opened. */
void rapport_record_info_register (const RapportRecordInfo *info);

/* All types, in the order of registration; owned by the registry. */
GPtrArray *rapport_record_infos_get (void);

/* By name ("work-item", also "work_item"), or %NULL. */
const RapportRecordInfo *rapport_record_info_lookup (const char *name);

/* The index of a field, "-" and "_" being the same, or -1. */
int rapport_record_info_find_field (const RapportRecordInfo *info, const char *name);

/* The index of the field with %RAPPORT_FIELD_TITLE, or -1. */
int rapport_record_info_get_title_field (const RapportRecordInfo *info);

/* (transfer full): the name as SQL and JSON write it. */
char *rapport_name_to_column (const char *name);

/* The translated label of a word, or the word itself where it is unknown. */
const char *rapport_field_get_word_label (const RapportField *field, const char *word);

G_END_DECLS
