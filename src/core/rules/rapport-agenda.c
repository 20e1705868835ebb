/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda.h"

#include "rapport-agency.h"
#include "rapport-agenda-private.h"
#include "rapport-brief.h"
#include "rapport-queue.h"
#include "rapport-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

RapportQuery *
rapport_agenda_query (const char *meeting_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_AGENDA_ITEM);

  rapport_query_where_text (query, RAPPORT_AGENDA_ITEM_MEETING, meeting_id);
  return rapport_query_order_by (query, RAPPORT_AGENDA_ITEM_ORDER, FALSE);
}

GPtrArray *
rapport_agenda_find_items (RapportLibrary *library, const char *meeting_id)
{
  g_autoptr (RapportQuery) query = rapport_agenda_query (meeting_id);

  return rapport_agenda_find (library, query);
}

GPtrArray *
rapport_agenda_find (RapportLibrary *library, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = rapport_library_find (library, query, &error);

  if (records != NULL)
    return records;
  g_warning ("reading for an agenda: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

const char *
rapport_agenda_get_language (RapportLibrary *library, RapportMeeting *meeting)
{
  RapportRecord *record = RAPPORT_RECORD (meeting);
  const char *own = rapport_record_get_text (record, RAPPORT_MEETING_LANGUAGE);
  g_autoptr (RapportRecord) client = NULL;

  if (*own != '\0')
    return g_intern_string (own);
  client = rapport_library_get (library, RAPPORT_TYPE_CLIENT,
                                rapport_record_get_text (record, RAPPORT_MEETING_CLIENT));
  return rapport_agency_get_language (library, (RapportClient *) client);
}

/* What an item is about. */

/* A kind says which type that is; a topic may have come from any. */
static const struct
{
  const char *kind;
  GType (*get_type) (void);
} abouts[] = {
  { "question", rapport_question_get_type }, { "agreement", rapport_agreement_get_type },
  { "task", rapport_work_item_get_type },    { "brief", rapport_brief_question_get_type },
  { "results", rapport_report_get_type },    { "goals", rapport_client_get_type },
};

RapportRecord *
rapport_agenda_find_about (RapportTransaction *transaction,
                           RapportLibrary *library,
                           const char *kind,
                           const char *id)
{
  if (*id == '\0')
    return NULL;
  for (guint any = 0; any < 2; any++)
    for (gsize i = 0; i < G_N_ELEMENTS (abouts); i++)
      if (any != g_str_equal (abouts[i].kind, kind))
        {
          RapportRecord *record =
            transaction != NULL ? rapport_transaction_find (transaction, abouts[i].get_type (), id)
                                : rapport_library_get (library, abouts[i].get_type (), id);

          if (record != NULL)
            return record;
        }
  return NULL;
}

RapportRecord *
rapport_agenda_item_get_about (RapportLibrary *library, RapportAgendaItem *item)
{
  RapportRecord *record = RAPPORT_RECORD (item);

  return rapport_agenda_find_about (NULL, library,
                                    rapport_record_get_text (record, RAPPORT_AGENDA_ITEM_KIND),
                                    rapport_record_get_text (record, RAPPORT_AGENDA_ITEM_ABOUT));
}

/* (transfer full): the first line of it that says something. */
static char *
take_first_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      return g_strdup (*line);
  return g_strdup ("");
}

char *
rapport_agenda_get_about_title (RapportLibrary *library, RapportRecord *about)
{
  if (about == NULL)
    return g_strdup ("");
  if (RAPPORT_IS_BRIEF_QUESTION (about))
    return rapport_brief_question_get_text (library, RAPPORT_BRIEF_QUESTION (about));
  return take_first_line (rapport_record_get_title (about));
}

char *
rapport_agenda_item_get_title (RapportLibrary *library, RapportAgendaItem *item)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  const char *own = rapport_record_get_text (record, RAPPORT_AGENDA_ITEM_TITLE);
  g_autoptr (RapportRecord) about = NULL;
  g_autofree char *title = NULL;

  if (*own != '\0')
    return g_strdup (own);
  about = rapport_agenda_item_get_about (library, item);
  title = rapport_agenda_get_about_title (library, about);
  if (*title != '\0')
    return g_steal_pointer (&title);
  return g_strdup (rapport_agenda_get_kind_label (record));
}

const char *
rapport_agenda_get_kind_label (RapportRecord *item)
{
  const RapportField *field = &rapport_agenda_item_info.fields[RAPPORT_AGENDA_ITEM_KIND];

  for (const RapportWord *word = field->words; word->word != NULL; word++)
    if (rapport_record_has_word (item, RAPPORT_AGENDA_ITEM_KIND, word->word))
      return _ (word->label);
  return _ (rapport_agenda_item_info.label);
}

gboolean
rapport_agenda_is_public (RapportRecord *record)
{
  const char *audience = rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE);

  return rapport_audience_from_word (audience) == RAPPORT_AUDIENCE_CLIENT;
}

gboolean
rapport_agenda_item_is_public (RapportLibrary *library, RapportAgendaItem *item)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  g_autoptr (RapportRecord) about = NULL;

  if (!rapport_agenda_is_public (record))
    return FALSE;
  if (*rapport_record_get_text (record, RAPPORT_AGENDA_ITEM_TITLE) != '\0')
    return TRUE;
  about = rapport_agenda_item_get_about (library, item);
  return about == NULL || rapport_agenda_is_public (about);
}

/* Adding. */

RapportAgendaItem *
rapport_agenda_add (RapportTransaction *transaction,
                    RapportLibrary *library,
                    RapportMeeting *meeting,
                    const char *kind,
                    const char *title,
                    const char *about,
                    int minutes)
{
  const char *meeting_id = rapport_record_get_id (RAPPORT_RECORD (meeting));
  const RapportStand stand = { RAPPORT_TYPE_AGENDA_ITEM, RAPPORT_AGENDA_ITEM_MEETING, meeting_id };
  g_autofree char *order = rapport_standing_next (transaction, &stand);
  RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_AGENDA_ITEM);
  const struct
  {
    guint field;
    const char *text;
  } texts[] = {
    { RAPPORT_AGENDA_ITEM_CLIENT,
      rapport_transaction_get_text (transaction, RAPPORT_RECORD (meeting),
                                    RAPPORT_MEETING_CLIENT) },
    { RAPPORT_AGENDA_ITEM_MEETING, meeting_id },
    { RAPPORT_AGENDA_ITEM_TITLE, title },
    { RAPPORT_AGENDA_ITEM_KIND, kind },
    { RAPPORT_AGENDA_ITEM_ABOUT, about },
    { RAPPORT_AGENDA_ITEM_ORDER, order },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    rapport_transaction_set_text (transaction, item, texts[i].field, texts[i].text);
  rapport_transaction_set_integer (transaction, item, RAPPORT_AGENDA_ITEM_PLANNED,
                                   MAX (minutes, 0));
  return RAPPORT_AGENDA_ITEM (item);
}

void
rapport_agenda_move (RapportTransaction *transaction,
                     RapportAgendaItem *item,
                     RapportAgendaItem *before,
                     RapportAgendaItem *after)
{
  const char *lower = before != NULL
                        ? rapport_transaction_get_text (transaction, RAPPORT_RECORD (before),
                                                        RAPPORT_AGENDA_ITEM_ORDER)
                        : NULL;
  const char *upper = after != NULL
                        ? rapport_transaction_get_text (transaction, RAPPORT_RECORD (after),
                                                        RAPPORT_AGENDA_ITEM_ORDER)
                        : NULL;
  g_autofree char *order = rapport_order_key_between (lower, upper);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (item), RAPPORT_AGENDA_ITEM_ORDER,
                                order);
}

/* Done. */

static RapportDay
get_day (RapportLibrary *library, RapportRecord *item)
{
  g_autoptr (RapportRecord) meeting = rapport_library_get (
    library, RAPPORT_TYPE_MEETING, rapport_record_get_text (item, RAPPORT_AGENDA_ITEM_MEETING));

  return rapport_agenda_get_day (library, (RapportMeeting *) meeting);
}

RapportDay
rapport_agenda_get_day (RapportLibrary *library, RapportMeeting *meeting)
{
  const char *start = meeting != NULL
                        ? rapport_record_get_text (RAPPORT_RECORD (meeting), RAPPORT_MEETING_START)
                        : "";
  g_autofree char *first = g_strndup (start, strlen ("2026-11-22"));
  const RapportDay day = rapport_day_parse (first);

  return day != RAPPORT_DAY_NONE ? day
                                 : rapport_clock_get_today (rapport_library_get_clock (library));
}

void
rapport_agenda_item_set_done (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportAgendaItem *item,
                              gboolean done)
{
  RapportRecord *record = RAPPORT_RECORD (item);
  const char *meeting =
    rapport_transaction_get_text (transaction, record, RAPPORT_AGENDA_ITEM_MEETING);
  g_autoptr (RapportRecord) about = rapport_agenda_find_about (
    transaction, library,
    rapport_transaction_get_text (transaction, record, RAPPORT_AGENDA_ITEM_KIND),
    rapport_transaction_get_text (transaction, record, RAPPORT_AGENDA_ITEM_ABOUT));

  rapport_transaction_set_text (transaction, record, RAPPORT_AGENDA_ITEM_STATUS,
                                done ? "done" : "open");
  if (about == NULL || rapport_transaction_is_trashed (transaction, about))
    return;
  if (RAPPORT_IS_BRIEF_QUESTION (about))
    rapport_brief_set_talked_about (transaction, RAPPORT_BRIEF_QUESTION (about),
                                    done ? get_day (library, record) : RAPPORT_DAY_NONE);
  else if (RAPPORT_IS_QUESTION (about) && done)
    rapport_question_answer (transaction, RAPPORT_QUESTION (about), meeting, NULL);
  else if (RAPPORT_IS_QUESTION (about))
    rapport_question_reopen (transaction, RAPPORT_QUESTION (about));
}
