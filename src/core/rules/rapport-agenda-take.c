/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposals become items. */
#include "rapport-agenda-private.h"
#include "rapport-brief.h"

typedef struct
{
  RapportTransaction *transaction;
  RapportLibrary *library;
  RapportMeeting *meeting;
  GHashTable *there; /* ids of what stands on the agenda, or goes on there */
} Taking;

static void
note_there (Taking *taking, RapportRecord *item)
{
  const guint fields[] = { RAPPORT_AGENDA_ITEM_ABOUT, RAPPORT_AGENDA_ITEM_CARRIED_FROM };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *id = rapport_transaction_get_text (taking->transaction, item, fields[i]);

      if (*id != '\0')
        g_hash_table_add (taking->there, g_strdup (id));
    }
}

static void
set_audience (Taking *taking, RapportAgendaItem *item, RapportAudience audience)
{
  if (audience != RAPPORT_AUDIENCE_CLIENT)
    rapport_transaction_set_text (taking->transaction, RAPPORT_RECORD (item),
                                  RAPPORT_RECORD_AUDIENCE, rapport_audience_to_word (audience));
}

static RapportAudience
get_audience (Taking *taking, RapportRecord *record)
{
  return rapport_audience_from_word (
    rapport_transaction_get_text (taking->transaction, record, RAPPORT_RECORD_AUDIENCE));
}

/* The item goes on in this meeting, and is no longer open in the one before. */
static gboolean
take_carried (Taking *taking, const RapportProposal *proposal)
{
  g_autoptr (RapportRecord) old =
    rapport_library_get (taking->library, RAPPORT_TYPE_AGENDA_ITEM, proposal->about);
  const char *about;
  RapportAgendaItem *item;

  if (old == NULL || rapport_record_is_trashed (old))
    return FALSE;
  about = rapport_record_get_text (old, RAPPORT_AGENDA_ITEM_ABOUT);
  if (*about != '\0' && g_hash_table_contains (taking->there, about))
    return FALSE;
  item = rapport_agenda_add (taking->transaction, taking->library, taking->meeting, proposal->kind,
                             rapport_record_get_text (old, RAPPORT_AGENDA_ITEM_TITLE), about,
                             proposal->minutes);
  rapport_transaction_set_text (taking->transaction, RAPPORT_RECORD (item),
                                RAPPORT_AGENDA_ITEM_NOTES,
                                rapport_record_get_text (old, RAPPORT_AGENDA_ITEM_NOTES));
  rapport_transaction_set_text (taking->transaction, RAPPORT_RECORD (item),
                                RAPPORT_AGENDA_ITEM_CARRIED_FROM, proposal->about);
  set_audience (taking, item, get_audience (taking, old));
  rapport_transaction_set_text (taking->transaction, old, RAPPORT_AGENDA_ITEM_STATUS, "carried");
  note_there (taking, RAPPORT_RECORD (item));
  return TRUE;
}

/* A question of the bank has no record until it is asked. */
static void
ensure_brief (Taking *taking, const char *id)
{
  const char *client =
    rapport_record_get_text (RAPPORT_RECORD (taking->meeting), RAPPORT_MEETING_CLIENT);
  g_autoptr (GPtrArray) entries = rapport_brief_load (taking->library, client);

  for (guint i = 0; i < entries->len; i++)
    {
      const RapportBriefEntry *entry = entries->pdata[i];

      if (g_str_equal (entry->record, id))
        rapport_brief_ensure (taking->transaction, client, entry->word);
    }
}

static gboolean
take (Taking *taking, const RapportProposal *proposal)
{
  /* A goal and a result are called after their month, all else as what it is about. */
  const gboolean has_title = proposal->about == NULL || proposal->source == RAPPORT_AGENDA_GOALS ||
                             proposal->source == RAPPORT_AGENDA_RESULTS;
  g_autoptr (RapportRecord) about = NULL;
  RapportAgendaItem *item;

  if (proposal->about != NULL && g_hash_table_contains (taking->there, proposal->about))
    return FALSE;
  if (proposal->source == RAPPORT_AGENDA_CARRIED)
    return take_carried (taking, proposal);
  if (proposal->source == RAPPORT_AGENDA_BRIEF)
    ensure_brief (taking, proposal->about);
  item =
    rapport_agenda_add (taking->transaction, taking->library, taking->meeting, proposal->kind,
                        has_title ? proposal->title : NULL, proposal->about, proposal->minutes);
  about = rapport_agenda_find_about (taking->transaction, taking->library, proposal->kind,
                                     proposal->about != NULL ? proposal->about : "");
  if (!has_title && about != NULL)
    set_audience (taking, item, get_audience (taking, about));
  note_there (taking, RAPPORT_RECORD (item));
  return TRUE;
}

guint
rapport_agenda_take (RapportTransaction *transaction,
                     RapportLibrary *library,
                     RapportMeeting *meeting,
                     GPtrArray *proposals)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) items =
    rapport_agenda_find_items (library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
  Taking taking = { transaction, library, meeting, there };
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    note_there (&taking, items->pdata[i]);
  for (guint i = 0; i < proposals->len; i++)
    {
      const RapportProposal *proposal = proposals->pdata[i];

      if (proposal->wanted && take (&taking, proposal))
        n++;
    }
  return n;
}
