/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agency.h"
#include "rapport-brief-private.h"
#include "rapport-standing.h"

#include <glib/gi18n-lib.h>

static const char *const labels[RAPPORT_BRIEF_N_GROUPS] = {
  [RAPPORT_BRIEF_OWN] = N_ ("Our own questions"),
  [RAPPORT_BRIEF_BUSINESS] = N_ ("Business"),
  [RAPPORT_BRIEF_PRODUCT] = N_ ("Product and sales"),
  [RAPPORT_BRIEF_BUYERS] = N_ ("Buyers"),
  [RAPPORT_BRIEF_MARKET] = N_ ("Competitors"),
  [RAPPORT_BRIEF_PAST] = N_ ("What came before us"),
  [RAPPORT_BRIEF_GOALS] = N_ ("Goals and budget"),
  [RAPPORT_BRIEF_PEOPLE] = N_ ("People and decisions"),
  [RAPPORT_BRIEF_LIMITS] = N_ ("Limits"),
};

const char *
rapport_brief_group_get_label (RapportBriefGroup group)
{
  return _ (labels[group]);
}

void
rapport_brief_entry_free (RapportBriefEntry *self)
{
  g_free (self->word);
  g_free (self->record);
  g_free (self->question);
  g_free (self->answer);
  g_free (self);
}

static const RapportBriefBank *
find_in_bank (const char *word)
{
  for (gsize i = 0; i < rapport_brief_bank_size; i++)
    if (g_strcmp0 (rapport_brief_bank[i].word, word) == 0)
      return &rapport_brief_bank[i];
  return NULL;
}

static const char *
pick_language (const RapportBriefBank *question, const char *language)
{
  return g_strcmp0 (language, "ru") == 0 ? question->ru : question->en;
}

const char *
rapport_brief_get_question (const char *word, const char *language)
{
  const RapportBriefBank *question = find_in_bank (word);

  return question != NULL ? pick_language (question, language) : NULL;
}

static const char *
get_language (RapportLibrary *library, const char *client_id)
{
  g_autoptr (RapportRecord) client = rapport_library_get (library, RAPPORT_TYPE_CLIENT, client_id);

  return rapport_agency_get_language (library, (RapportClient *) client);
}

char *
rapport_brief_question_get_text (RapportLibrary *library, RapportBriefQuestion *question)
{
  RapportRecord *record = RAPPORT_RECORD (question);
  const char *own = rapport_record_get_text (record, RAPPORT_BRIEF_QUESTION_TEXT);
  const char *of_bank;

  if (*own != '\0')
    return g_strdup (own);
  of_bank =
    rapport_brief_get_question (rapport_record_get_text (record, RAPPORT_BRIEF_QUESTION_WORD),
                                get_language (library, rapport_record_get_client_id (record)));
  return g_strdup (of_bank != NULL ? of_bank : "");
}

/* Loading. */

static RapportBriefEntry *
new_entry (RapportBriefGroup group, const char *client_id, const char *word, const char *question)
{
  RapportBriefEntry *entry = g_new0 (RapportBriefEntry, 1);

  entry->group = group;
  entry->word = g_strdup (word);
  entry->record = rapport_id_from_key (rapport_brief_question_info.name,
                                       (const char *[]) { client_id, word, NULL });
  entry->question = g_strdup (question);
  entry->answer = g_strdup ("");
  entry->client_sees = TRUE;
  return entry;
}

static void
fill_entry (RapportBriefEntry *entry, RapportRecord *record)
{
  const char *question = rapport_record_get_text (record, RAPPORT_BRIEF_QUESTION_TEXT);
  const char *audience = rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE);

  if (*question != '\0')
    g_set_str (&entry->question, question);
  g_set_str (&entry->answer, rapport_record_get_text (record, RAPPORT_BRIEF_QUESTION_ANSWER));
  entry->day = rapport_record_get_day (record, RAPPORT_BRIEF_QUESTION_ANSWERED);
  entry->is_answered = *entry->answer != '\0' || entry->day != RAPPORT_DAY_NONE;
  entry->is_skipped = rapport_record_get_boolean (record, RAPPORT_BRIEF_QUESTION_SKIPPED);
  entry->client_sees = rapport_audience_from_word (audience) == RAPPORT_AUDIENCE_CLIENT;
}

static GPtrArray *
find_records (RapportLibrary *library, const char *client_id)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_BRIEF_QUESTION);
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  rapport_query_where_text (query, RAPPORT_BRIEF_QUESTION_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_BRIEF_QUESTION_ORDER, FALSE);
  records = rapport_library_find (library, query, &error);
  if (records != NULL)
    return records;
  g_warning ("reading the brief: %s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

GPtrArray *
rapport_brief_load (RapportLibrary *library, const char *client_id)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_brief_entry_free);
  g_autoptr (GPtrArray) records = find_records (library, client_id);
  g_autoptr (GHashTable) of_bank = g_hash_table_new (g_str_hash, g_str_equal);
  const char *language = get_language (library, client_id);

  for (guint i = 0; i < records->len; i++)
    {
      const char *word = rapport_record_get_text (records->pdata[i], RAPPORT_BRIEF_QUESTION_WORD);
      const char *text = rapport_record_get_text (records->pdata[i], RAPPORT_BRIEF_QUESTION_TEXT);

      if (find_in_bank (word) != NULL)
        g_hash_table_insert (of_bank, (gpointer) word, records->pdata[i]);
      /* One of a newer bank, that has no words here, can't be asked. */
      else if (*text != '\0')
        {
          g_ptr_array_add (entries, new_entry (RAPPORT_BRIEF_OWN, client_id, word, text));
          fill_entry (entries->pdata[entries->len - 1], records->pdata[i]);
        }
    }
  for (gsize i = 0; i < rapport_brief_bank_size; i++)
    {
      const RapportBriefBank *question = &rapport_brief_bank[i];
      RapportRecord *record = g_hash_table_lookup (of_bank, question->word);
      RapportBriefEntry *entry =
        new_entry (question->group, client_id, question->word, pick_language (question, language));

      if (record != NULL)
        fill_entry (entry, record);
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

void
rapport_brief_count (GPtrArray *entries, guint *n_answered, guint *n_asked)
{
  guint answered = 0;
  guint asked = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const RapportBriefEntry *entry = entries->pdata[i];

      asked += !entry->is_skipped;
      answered += !entry->is_skipped && entry->is_answered;
    }
  if (n_answered != NULL)
    *n_answered = answered;
  if (n_asked != NULL)
    *n_asked = asked;
}

int
rapport_brief_get_percent (GPtrArray *entries)
{
  guint answered;
  guint asked;

  rapport_brief_count (entries, &answered, &asked);
  if (asked == 0 || answered == asked)
    return 100;
  return answered == 0 ? 0 : CLAMP ((int) ((answered * 100 + asked / 2) / asked), 1, 99);
}

/* Verbs. */

RapportBriefQuestion *
rapport_brief_ensure (RapportTransaction *transaction, const char *client_id, const char *word)
{
  return RAPPORT_BRIEF_QUESTION (rapport_transaction_ensure (
    transaction, RAPPORT_TYPE_BRIEF_QUESTION, (const char *[]) { client_id, word, NULL }));
}

void
rapport_brief_answer (RapportTransaction *transaction,
                      RapportLibrary *library,
                      const char *client_id,
                      const char *word,
                      const char *answer)
{
  RapportRecord *record = RAPPORT_RECORD (rapport_brief_ensure (transaction, client_id, word));
  const RapportDay today = rapport_clock_get_today (rapport_library_get_clock (library));
  const gboolean was_there =
    *rapport_transaction_get_text (transaction, record, RAPPORT_BRIEF_QUESTION_ANSWER) != '\0';

  rapport_transaction_set_text (transaction, record, RAPPORT_BRIEF_QUESTION_ANSWER, answer);
  if (*answer == '\0')
    rapport_transaction_set_day (transaction, record, RAPPORT_BRIEF_QUESTION_ANSWERED,
                                 RAPPORT_DAY_NONE);
  /* A word put right later is not another answer. */
  else if (!was_there)
    rapport_transaction_set_day (transaction, record, RAPPORT_BRIEF_QUESTION_ANSWERED, today);
}

void
rapport_brief_reword (RapportTransaction *transaction,
                      const char *client_id,
                      const char *word,
                      const char *question)
{
  rapport_transaction_set_text (
    transaction, RAPPORT_RECORD (rapport_brief_ensure (transaction, client_id, word)),
    RAPPORT_BRIEF_QUESTION_TEXT, question);
}

void
rapport_brief_skip (RapportTransaction *transaction,
                    const char *client_id,
                    const char *word,
                    gboolean skipped)
{
  rapport_transaction_set_boolean (
    transaction, RAPPORT_RECORD (rapport_brief_ensure (transaction, client_id, word)),
    RAPPORT_BRIEF_QUESTION_SKIPPED, skipped);
}

RapportBriefQuestion *
rapport_brief_add (RapportTransaction *transaction, const char *client_id, const char *question)
{
  const RapportStand stand = { RAPPORT_TYPE_BRIEF_QUESTION, RAPPORT_BRIEF_QUESTION_CLIENT,
                               client_id };
  RapportLibrary *library = rapport_transaction_get_library (transaction);
  g_autofree char *word =
    rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));
  g_autofree char *order = rapport_standing_next (transaction, &stand);
  RapportBriefQuestion *self = rapport_brief_ensure (transaction, client_id, word);

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self), RAPPORT_BRIEF_QUESTION_TEXT,
                                question);
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (self), RAPPORT_BRIEF_QUESTION_ORDER,
                                order);
  return self;
}

void
rapport_brief_remove (RapportTransaction *transaction,
                      RapportLibrary *library,
                      const char *client_id,
                      const char *word)
{
  g_autoptr (RapportRecord) record = rapport_library_get_by_key (
    library, RAPPORT_TYPE_BRIEF_QUESTION, (const char *[]) { client_id, word, NULL });

  if (record != NULL && find_in_bank (word) == NULL)
    rapport_transaction_trash (transaction, record);
}

void
rapport_brief_set_talked_about (RapportTransaction *transaction,
                                RapportBriefQuestion *question,
                                RapportDay day)
{
  RapportRecord *record = RAPPORT_RECORD (question);
  const gboolean has_answer =
    *rapport_transaction_get_text (transaction, record, RAPPORT_BRIEF_QUESTION_ANSWER) != '\0';

  /* The day of an answer that is there is the answer's. */
  if (!has_answer)
    rapport_transaction_set_day (transaction, record, RAPPORT_BRIEF_QUESTION_ANSWERED, day);
}
