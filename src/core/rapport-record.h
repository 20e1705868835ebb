/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-day.h"
#include "rapport-field.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_RECORD (rapport_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportRecord, rapport_record, RAPPORT, RECORD, GObject)

/**
 * RapportRecordClass:
 *
 * A record in memory. There is one object per id in a #RapportLibrary. Its
 * properties are its fields and can be read and watched, not written: every
 * change goes through a #RapportTransaction. Main thread only.
 */
struct _RapportRecordClass
{
  GObjectClass parent_class;
  const RapportRecordInfo *info;
};

/* For class_init of a record type: installs the fields as properties. */
void rapport_record_class_set_info (RapportRecordClass *klass, const RapportRecordInfo *info);

/* The body of a record type: a class over RapportRecord and its table. */
#define RAPPORT_DEFINE_RECORD(TypeName, type_name, the_info)                                       \
  struct _##TypeName                                                                               \
  {                                                                                                \
    RapportRecord parent_instance;                                                                 \
  };                                                                                               \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, RAPPORT_TYPE_RECORD)                                   \
  static void type_name##_class_init (TypeName##Class *klass)                                      \
  {                                                                                                \
    rapport_record_class_set_info (RAPPORT_RECORD_CLASS (klass), &the_info);                       \
  }                                                                                                \
  static void type_name##_init (TypeName *self)                                                    \
  {                                                                                                \
  }

const RapportRecordInfo *rapport_record_get_info (RapportRecord *self);
const char *rapport_record_get_id (RapportRecord *self);

/* (transfer none) (nullable): the value of a field. */
GVariant *rapport_record_get_value (RapportRecord *self, guint field);

/* For text, markdown, enum, reference, colour and local time; "" when unset. */
const char *rapport_record_get_text (RapportRecord *self, guint field);
gboolean rapport_record_get_boolean (RapportRecord *self, guint field);
/* For integer, decimal (millionths) and instant (microseconds); 0 when unset. */
gint64 rapport_record_get_integer (RapportRecord *self, guint field);
RapportDay rapport_record_get_day (RapportRecord *self, guint field);
/* Whether the enum holds this word. */
gboolean rapport_record_has_word (RapportRecord *self, guint field, const char *word);

/* What names the record: its title field, or its type's label where that is empty. */
const char *rapport_record_get_title (RapportRecord *self);

/* The id of the client whose record this is, or "" for the agency's own. */
const char *rapport_record_get_client_id (RapportRecord *self);

gboolean rapport_record_is_trashed (RapportRecord *self);

/* JSON members of a newer version, kept as they came; NULL where there are none. */
const char *rapport_record_get_extra (RapportRecord *self);

/**
 * RapportRecord::changed:
 *
 * Once after each transaction that changed the record, after its notify
 * signals.
 */

G_END_DECLS
