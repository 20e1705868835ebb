/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of minutes and what it became say the same. */
#include "rapport-minutes-private.h"

#include "rapport-plan.h"

#include <string.h>

/* What a kind of line becomes. */
static GType
type_of_kind (const char *kind)
{
  if (g_str_equal (kind, "task"))
    return RAPPORT_TYPE_WORK_ITEM;
  if (g_str_equal (kind, "decision") || g_str_equal (kind, "agreement") ||
      g_str_equal (kind, "exclusion"))
    return RAPPORT_TYPE_AGREEMENT;
  if (g_str_equal (kind, "risk"))
    return RAPPORT_TYPE_RISK;
  return g_str_equal (kind, "remark") ? RAPPORT_TYPE_REMARK : G_TYPE_INVALID;
}

static gboolean
is_trashed (RapportTransaction *transaction, RapportRecord *record)
{
  return transaction != NULL ? rapport_transaction_is_trashed (transaction, record)
                             : rapport_record_is_trashed (record);
}

/* The record that a line points at, in the trash or not. */
static RapportRecord *
look_up (RapportTransaction *transaction, RapportLibrary *library, RapportMinutesLine *line)
{
  RapportRecord *record = RAPPORT_RECORD (line);
  const char *id = rapport_minutes_get_text (transaction, record, RAPPORT_MINUTES_LINE_TARGET);
  const GType type =
    type_of_kind (rapport_minutes_get_text (transaction, record, RAPPORT_MINUTES_LINE_KIND));

  if (*id == '\0' || type == G_TYPE_INVALID)
    return NULL;
  return transaction != NULL ? rapport_transaction_find (transaction, type, id)
                             : rapport_library_get (library, type, id);
}

RapportRecord *
rapport_minutes_tie_find (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportMinutesLine *line)
{
  g_autoptr (RapportRecord) target = look_up (transaction, library, line);

  return target != NULL && !is_trashed (transaction, target) ? g_steal_pointer (&target) : NULL;
}

const char *
rapport_minutes_get_name (RapportLibrary *library, const char *person)
{
  g_autoptr (RapportRecord) record = rapport_library_get (library, RAPPORT_TYPE_MEMBER, person);

  if (record == NULL)
    record = rapport_library_get (library, RAPPORT_TYPE_CONTACT, person);
  return record != NULL ? g_intern_string (rapport_record_get_title (record)) : "";
}

/* Reading. */

static void
read_own (RapportTransaction *transaction, RapportRecord *line, RapportLineWords *words)
{
  rapport_line_words_clear (words);
  words->kind =
    g_intern_string (rapport_minutes_get_text (transaction, line, RAPPORT_MINUTES_LINE_KIND));
  words->text = g_strdup (rapport_minutes_get_text (transaction, line, RAPPORT_MINUTES_LINE_TEXT));
  words->title =
    g_strdup (rapport_minutes_get_text (transaction, line, RAPPORT_MINUTES_LINE_TITLE));
  words->side =
    g_intern_string (rapport_minutes_get_text (transaction, line, RAPPORT_MINUTES_LINE_SIDE));
  words->who = g_strdup (rapport_minutes_get_text (transaction, line, RAPPORT_MINUTES_LINE_WHO));
  words->person =
    g_strdup (rapport_minutes_get_text (transaction, line, RAPPORT_MINUTES_LINE_PERSON));
  words->due = rapport_minutes_get_day (transaction, line, RAPPORT_MINUTES_LINE_DUE);
}

/* A text that was edited in its own place is what the line says. */
static void
read_text (RapportLineWords *words, const char *text)
{
  if (g_str_equal (words->text, text))
    return;
  g_set_str (&words->text, text);
  g_set_str (&words->title, text);
}

static void
read_agreement (RapportTransaction *transaction, RapportRecord *record, RapportLineWords *words)
{
  const char *who = rapport_minutes_get_text (transaction, record, RAPPORT_AGREEMENT_WHO);

  words->kind =
    g_intern_string (rapport_minutes_get_text (transaction, record, RAPPORT_AGREEMENT_KIND));
  words->side =
    g_intern_string (rapport_minutes_get_text (transaction, record, RAPPORT_AGREEMENT_SIDE));
  words->due = rapport_minutes_get_day (transaction, record, RAPPORT_AGREEMENT_DUE);
  if (!g_str_equal (words->who, who))
    {
      g_set_str (&words->who, who);
      g_set_str (&words->person, "");
    }
  read_text (words, rapport_minutes_get_text (transaction, record, RAPPORT_AGREEMENT_TEXT));
}

static void
read_risk (RapportTransaction *transaction,
           RapportLibrary *library,
           RapportRecord *record,
           RapportLineWords *words)
{
  const char *owner = rapport_minutes_get_text (transaction, record, RAPPORT_RISK_OWNER);

  if (*owner != '\0' && !g_str_equal (words->person, owner))
    {
      g_set_str (&words->person, owner);
      g_set_str (&words->who, rapport_minutes_get_name (library, owner));
      words->side = "ours";
    }
  read_text (words, rapport_minutes_get_text (transaction, record, RAPPORT_RISK_TEXT));
}

static void
read_remark (RapportTransaction *transaction, RapportRecord *record, RapportLineWords *words)
{
  const char *who = rapport_minutes_get_text (transaction, record, RAPPORT_REMARK_SAID_BY);

  if (!g_str_equal (words->who, who))
    {
      g_set_str (&words->who, who);
      g_set_str (&words->person, "");
    }
  read_text (words, rapport_minutes_get_text (transaction, record, RAPPORT_REMARK_TEXT));
}

static gboolean
is_same (const RapportLineWords *a, const RapportLineWords *b)
{
  return g_str_equal (a->kind, b->kind) && g_str_equal (a->text, b->text) &&
         g_str_equal (a->title, b->title) && g_str_equal (a->side, b->side) &&
         g_str_equal (a->who, b->who) && a->due == b->due;
}

gboolean
rapport_minutes_tie_read (RapportTransaction *transaction,
                          RapportLibrary *library,
                          RapportMinutesLine *line,
                          RapportRecord *target,
                          RapportLineWords *words)
{
  g_auto (RapportLineWords) own = { NULL };

  read_own (transaction, RAPPORT_RECORD (line), words);
  if (target == NULL)
    return FALSE;
  read_own (transaction, RAPPORT_RECORD (line), &own);
  if (RAPPORT_IS_WORK_ITEM (target))
    rapport_minutes_task_read (transaction, library, line, RAPPORT_WORK_ITEM (target), words);
  else if (RAPPORT_IS_AGREEMENT (target))
    read_agreement (transaction, target, words);
  else if (RAPPORT_IS_RISK (target))
    read_risk (transaction, library, target, words);
  else
    read_remark (transaction, target, words);
  /* Day and name of a text that was typed are not true any more. */
  if (g_str_equal (words->text, own.text) &&
      (words->due != own.due || !g_str_equal (words->who, own.who) ||
       !g_str_equal (words->title, own.title)))
    g_set_str (&words->text, words->title);
  return !is_same (words, &own);
}

/* Writing: what the user has not touched stays as it is in the record. */

static void
write_text (RapportTransaction *transaction,
            RapportRecord *record,
            guint field,
            const char *before,
            const char *now)
{
  if (!g_str_equal (before, now))
    rapport_transaction_set_text (transaction, record, field, now);
}

static void
write_agreement (RapportTransaction *transaction,
                 RapportRecord *record,
                 const RapportLineWords *before,
                 const RapportLineWords *words)
{
  write_text (transaction, record, RAPPORT_AGREEMENT_KIND, before->kind, words->kind);
  write_text (transaction, record, RAPPORT_AGREEMENT_TEXT, before->text, words->text);
  write_text (transaction, record, RAPPORT_AGREEMENT_SIDE, before->side, words->side);
  write_text (transaction, record, RAPPORT_AGREEMENT_WHO, before->who, words->who);
  if (before->due != words->due)
    rapport_transaction_set_day (transaction, record, RAPPORT_AGREEMENT_DUE, words->due);
}

static void
write_risk (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportRecord *record,
            const RapportLineWords *before,
            const RapportLineWords *words)
{
  const gboolean ours = g_str_equal (words->side, "ours");

  write_text (transaction, record, RAPPORT_RISK_TEXT, before->text, words->text);
  if (!g_str_equal (before->person, words->person) || !g_str_equal (before->side, words->side))
    rapport_transaction_set_text (transaction, record, RAPPORT_RISK_OWNER,
                                  ours ? words->person : NULL);
}

static void
write_target (RapportTransaction *transaction,
              RapportLibrary *library,
              RapportMinutesLine *line,
              RapportRecord *target,
              const RapportLineWords *before,
              const RapportLineWords *words)
{
  if (RAPPORT_IS_WORK_ITEM (target))
    rapport_minutes_task_write (transaction, library, line, RAPPORT_WORK_ITEM (target), before,
                                words);
  else if (RAPPORT_IS_AGREEMENT (target))
    write_agreement (transaction, target, before, words);
  else if (RAPPORT_IS_RISK (target))
    write_risk (transaction, library, target, before, words);
  else
    {
      write_text (transaction, target, RAPPORT_REMARK_TEXT, before->text, words->text);
      write_text (transaction, target, RAPPORT_REMARK_SAID_BY, before->who, words->who);
    }
}

/* Client, meeting and day of a new record. */
static void
set_origin (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportMinutesLine *line,
            RapportRecord *target)
{
  const struct
  {
    GType type;
    int client;
    int meeting;
    int day;
  } origins[] = {
    { RAPPORT_TYPE_WORK_ITEM, RAPPORT_WORK_ITEM_CLIENT, -1, -1 },
    { RAPPORT_TYPE_AGREEMENT, RAPPORT_AGREEMENT_CLIENT, RAPPORT_AGREEMENT_MEETING,
      RAPPORT_AGREEMENT_DAY },
    { RAPPORT_TYPE_RISK, RAPPORT_RISK_CLIENT, RAPPORT_RISK_MEETING, RAPPORT_RISK_DAY },
    { RAPPORT_TYPE_REMARK, RAPPORT_REMARK_CLIENT, -1, RAPPORT_REMARK_DAY },
  };
  RapportRecord *record = RAPPORT_RECORD (line);

  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      if (!G_TYPE_CHECK_INSTANCE_TYPE (target, origins[i].type))
        continue;
      rapport_transaction_set_text (
        transaction, target, (guint) origins[i].client,
        rapport_transaction_get_text (transaction, record, RAPPORT_MINUTES_LINE_CLIENT));
      if (origins[i].meeting >= 0)
        rapport_transaction_set_text (
          transaction, target, (guint) origins[i].meeting,
          rapport_transaction_get_text (transaction, record, RAPPORT_MINUTES_LINE_MEETING));
      if (origins[i].day >= 0)
        rapport_transaction_set_day (transaction, target, (guint) origins[i].day,
                                     rapport_minutes_day_of (transaction, library, line));
    }
  rapport_transaction_set_text (
    transaction, target, RAPPORT_RECORD_AUDIENCE,
    rapport_transaction_get_text (transaction, record, RAPPORT_RECORD_AUDIENCE));
}

static void
make_target (RapportTransaction *transaction,
             RapportLibrary *library,
             RapportMinutesLine *line,
             GType type,
             const RapportLineWords *words)
{
  RapportRecord *target = rapport_transaction_create (transaction, type);
  char nothing_said[] = "";
  const RapportLineWords nothing = {
    .kind = "",
    .text = nothing_said,
    .title = nothing_said,
    .side = "",
    .who = nothing_said,
    .person = nothing_said,
  };

  set_origin (transaction, library, line, target);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (line), RAPPORT_MINUTES_LINE_TARGET,
                                rapport_record_get_id (target));
  write_target (transaction, library, line, target, &nothing, words);
}

static gboolean
is_empty (const RapportLineWords *words)
{
  return words->text[strspn (words->text, " \t")] == '\0';
}

void
rapport_minutes_tie_write (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportMinutesLine *line,
                           const RapportLineWords *before,
                           const RapportLineWords *words)
{
  RapportRecord *record = RAPPORT_RECORD (line);
  const char *id = rapport_transaction_get_text (transaction, record, RAPPORT_MINUTES_LINE_TARGET);
  const GType was = type_of_kind (before->kind);
  const GType type = type_of_kind (words->kind);
  g_autoptr (RapportRecord) target = NULL;
  g_auto (RapportLineWords) said = { NULL };

  if (was != G_TYPE_INVALID && *id != '\0')
    target = rapport_transaction_find (transaction, was, id);
  /* Words that are typed anew after all were taken out. */
  if (target != NULL && was == type && is_empty (before) && !is_empty (words) &&
      rapport_transaction_is_trashed (transaction, target))
    {
      rapport_minutes_tie_restore (transaction, library, line);
      rapport_minutes_tie_read (transaction, library, line, target, &said);
      write_target (transaction, library, line, target, &said, words);
      return;
    }
  if (target != NULL && rapport_transaction_is_trashed (transaction, target))
    g_clear_object (&target);
  if (target != NULL && (was != type || is_empty (words)))
    {
      rapport_minutes_tie_release (transaction, library, line, target);
      if (was != type || !rapport_transaction_is_trashed (transaction, target))
        rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_TARGET, NULL);
      g_clear_object (&target);
    }
  if (target != NULL)
    write_target (transaction, library, line, target, before, words);
  else if (type != G_TYPE_INVALID && !is_empty (words) && (was != type || is_empty (before)))
    make_target (transaction, library, line, type, words);
  else if (type == G_TYPE_INVALID)
    rapport_transaction_set_text (transaction, record, RAPPORT_MINUTES_LINE_TARGET, NULL);
}

/* Letting go. */

GPtrArray *
rapport_minutes_find_pointing (RapportTransaction *transaction,
                               RapportLibrary *library,
                               GType type,
                               guint field,
                               const char *id,
                               gpointer except)
{
  g_autoptr (RapportQuery) query = rapport_query_where_text (rapport_query_new (type), field, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rapport_library_find (library, query, &error);
  GPtrArray *pointing = g_ptr_array_new_with_free_func (g_object_unref);

  if (found == NULL)
    g_warning ("looking for what points at a record: %s", error->message);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (found->pdata[i] != except && !is_trashed (transaction, found->pdata[i]))
      g_ptr_array_add (pointing, g_object_ref (found->pdata[i]));
  return pointing;
}

static gboolean
is_pointed_at (RapportTransaction *transaction,
               RapportLibrary *library,
               GType type,
               guint field,
               const char *id,
               gpointer except)
{
  g_autoptr (GPtrArray) pointing =
    rapport_minutes_find_pointing (transaction, library, type, field, id, except);

  return pointing->len > 0;
}

static gboolean
has_status (RapportTransaction *transaction, RapportRecord *record, guint field, const char *status)
{
  return g_str_equal (rapport_transaction_get_text (transaction, record, field), status);
}

/* Whether it is more than this line's. */
static gboolean
is_shared (RapportTransaction *transaction,
           RapportLibrary *library,
           RapportMinutesLine *line,
           RapportRecord *target)
{
  const char *id = rapport_record_get_id (target);

  if (is_pointed_at (transaction, library, RAPPORT_TYPE_MINUTES_LINE, RAPPORT_MINUTES_LINE_TARGET,
                     id, line) ||
      is_pointed_at (transaction, library, RAPPORT_TYPE_AGENDA_ITEM, RAPPORT_AGENDA_ITEM_ABOUT, id,
                     NULL))
    return TRUE;
  if (RAPPORT_IS_WORK_ITEM (target))
    return rapport_minutes_task_is_shared (transaction, library, line, RAPPORT_WORK_ITEM (target));
  if (RAPPORT_IS_AGREEMENT (target))
    return !has_status (transaction, target, RAPPORT_AGREEMENT_STATUS, "open") ||
           is_pointed_at (transaction, library, RAPPORT_TYPE_AGREEMENT,
                          RAPPORT_AGREEMENT_REPLACED_BY, id, NULL);
  if (RAPPORT_IS_RISK (target))
    return !has_status (transaction, target, RAPPORT_RISK_STATUS, "open") ||
           *rapport_transaction_get_text (transaction, target, RAPPORT_RISK_ANSWER) != '\0';
  return FALSE;
}

void
rapport_minutes_tie_release (RapportTransaction *transaction,
                             RapportLibrary *library,
                             RapportMinutesLine *line,
                             RapportRecord *target)
{
  g_autoptr (GPtrArray) plan_lines = NULL;

  if (is_shared (transaction, library, line, target))
    return;
  if (RAPPORT_IS_WORK_ITEM (target))
    plan_lines =
      rapport_minutes_task_find_plan_lines (transaction, library, RAPPORT_WORK_ITEM (target));
  for (guint i = 0; plan_lines != NULL && i < plan_lines->len; i++)
    rapport_transaction_trash (transaction, plan_lines->pdata[i]);
  rapport_transaction_trash (transaction, target);
}

void
rapport_minutes_tie_restore (RapportTransaction *transaction,
                             RapportLibrary *library,
                             RapportMinutesLine *line)
{
  g_autoptr (RapportRecord) target = look_up (transaction, library, line);

  if (target == NULL || !rapport_transaction_is_trashed (transaction, target))
    return;
  rapport_transaction_restore (transaction, target);
  if (RAPPORT_IS_WORK_ITEM (target))
    rapport_minutes_task_plan (transaction, library, line, RAPPORT_WORK_ITEM (target));
}

void
rapport_minutes_tie_set_audience (RapportTransaction *transaction,
                                  RapportLibrary *library,
                                  RapportMinutesLine *line)
{
  const char *audience =
    rapport_transaction_get_text (transaction, RAPPORT_RECORD (line), RAPPORT_RECORD_AUDIENCE);
  g_autoptr (RapportRecord) target = rapport_minutes_tie_find (transaction, library, line);
  g_autoptr (GPtrArray) plan_lines = NULL;

  if (target == NULL)
    return;
  rapport_transaction_set_text (transaction, target, RAPPORT_RECORD_AUDIENCE, audience);
  if (!RAPPORT_IS_WORK_ITEM (target))
    return;
  plan_lines =
    rapport_minutes_task_find_plan_lines (transaction, library, RAPPORT_WORK_ITEM (target));
  for (guint i = 0; i < plan_lines->len; i++)
    rapport_transaction_set_text (transaction, plan_lines->pdata[i], RAPPORT_RECORD_AUDIENCE,
                                  audience);
}
