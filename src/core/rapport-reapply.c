/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set that could not be written when it was made, done once more. */
#include "rapport-library-private.h"
#include "rapport-note.h"
#include "rapport-record-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  RapportLibrary *library;
  RapportChangeSet *from;
  RapportChangeSet *to;
  gint64 now;
  guint n_clashes;
} Work;

/* Clashes. */

static gboolean
is_private (RapportRecord *record, const RapportField *field)
{
  const char *word =
    record != NULL ? rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE) : "";

  return field->audience == RAPPORT_AUDIENCE_ME ||
         rapport_audience_from_word (word) == RAPPORT_AUDIENCE_ME;
}

static char *
describe_clash (const RapportRecordInfo *info,
                RapportRecord *record,
                const RapportField *field,
                GVariant *value)
{
  const char *title =
    record != NULL ? rapport_record_get_title (record) : g_dgettext (GETTEXT_PACKAGE, info->label);
  g_autofree char *text = NULL;

  if (value == NULL)
    text = g_strdup ("–");
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    text = g_variant_dup_string (value, NULL);
  else
    text = rapport_kind_to_text (field->kind, value);
  /* Translators: the name of a field, the name of its record, and on a line of
   * its own what the user had written. */
  return g_strdup_printf (_ ("“%s” of “%s” has been changed since. What could not be saved:\n\n%s"),
                          g_dgettext (GETTEXT_PACKAGE, field->label), title, text);
}

static void
set_note (RapportRecordChange *note, guint field, const char *text)
{
  if (*text != '\0')
    rapport_record_change_add_field (note, field, NULL, g_variant_new_string (text));
}

/* Keeps both: the field stays, the other value becomes a note. */
static void
keep_in_note (Work *work,
              const RapportRecordChange *change,
              RapportRecord *record,
              const RapportFieldChange *field)
{
  const RapportField *info = &change->info->fields[field->field];
  g_autofree char *id = rapport_id_new (work->now);
  g_autofree char *body = describe_clash (change->info, record, info, field->after);
  RapportRecordChange *note =
    rapport_change_set_add_record (work->to, &rapport_note_info, id, RAPPORT_OPERATION_CREATE);

  for (guint i = 0; i < rapport_note_info.n_fields; i++)
    {
      g_autoptr (GVariant) value =
        rapport_record_info_get_default (&rapport_note_info, i, work->now);

      if (value != NULL)
        rapport_record_change_add_field (note, i, NULL, value);
    }
  set_note (note, RAPPORT_NOTE_CLIENT,
            record != NULL ? rapport_record_get_client_id (record)
                           : rapport_change_set_get_head (work->from)->client);
  set_note (note, RAPPORT_NOTE_ABOUT, change->id);
  set_note (note, RAPPORT_NOTE_BODY, body);
  if (is_private (record, info))
    set_note (note, RAPPORT_RECORD_AUDIENCE, rapport_audience_to_word (RAPPORT_AUDIENCE_ME));
  rapport_record_change_add_field (note, RAPPORT_NOTE_PINNED, NULL, g_variant_new_boolean (TRUE));
  work->n_clashes++;
}

/* Merging. */

/* Doing a change is taking back its opposite. */
static void
reapply_field (Work *work,
               const RapportRecordChange *change,
               RapportRecord *record,
               const RapportFieldChange *field)
{
  const RapportField *info = &change->info->fields[field->field];
  const RapportFieldChange opposite = { field->field, field->after, field->before };
  GVariant *now = rapport_record_get_value (record, field->field);
  g_autoptr (GVariant) result = NULL;

  if (rapport_kind_equal (info->kind, now, field->after))
    return;
  if (!rapport_library_take_back (work->library, info, &opposite, now, &result))
    keep_in_note (work, change, record, field);
  else if (!rapport_kind_equal (info->kind, now, result))
    rapport_record_change_add_field (
      rapport_change_set_add_record (work->to, change->info, change->id, RAPPORT_OPERATION_CHANGE),
      field->field, now, result);
}

static void
reapply_change (Work *work, const RapportRecordChange *change)
{
  g_autoptr (RapportRecord) record =
    rapport_library_get_for_info (work->library, change->info, change->id);

  if (change->operation == RAPPORT_OPERATION_ERASE)
    {
      if (record != NULL)
        rapport_change_set_add_record (work->to, change->info, change->id, change->operation);
      return;
    }
  if (record == NULL && change->operation == RAPPORT_OPERATION_CREATE)
    rapport_change_set_add_record (work->to, change->info, change->id, change->operation);
  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);

      if (record != NULL)
        reapply_field (work, change, record, field);
      else if (change->operation == RAPPORT_OPERATION_CREATE)
        rapport_record_change_add_field (rapport_change_set_find (work->to, change->id),
                                         field->field, NULL, field->after);
      else
        /* It was erased. */
        keep_in_note (work, change, NULL, field);
    }
}

gboolean
rapport_library_reapply (RapportLibrary *self,
                         RapportChangeSet *set,
                         guint *n_clashes,
                         GError **error)
{
  Work work = { .library = self,
                .from = set,
                .now = rapport_clock_get_now (rapport_library_get_clock (self)) };
  RapportChangeHead head = *rapport_change_set_get_head (set);
  g_autoptr (RapportChangeSet) to = NULL;
  g_autofree char *id = rapport_id_new (work.now);

  *n_clashes = 0;
  if (rapport_library_is_read_only (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _ ("This library can only be read."));
      return FALSE;
    }
  head.id = id;
  head.instant = work.now;
  head.kind = RAPPORT_CHANGE_EDIT;
  head.target = "";
  head.continues = FALSE;
  to = rapport_change_set_new (&head);
  work.to = to;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    reapply_change (&work, rapport_change_set_get_change (set, i));
  rapport_library_apply (self, to);
  *n_clashes = work.n_clashes;
  return TRUE;
}
