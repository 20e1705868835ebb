/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-queue.h"

RapportQuery *
rapport_queue_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_QUESTION);

  rapport_query_where_text (query, RAPPORT_QUESTION_CLIENT, client_id);
  rapport_query_where_text (query, RAPPORT_QUESTION_STATUS, "open");
  return rapport_query_order_by (query, RAPPORT_QUESTION_ORDER, FALSE);
}

/* The order key of the last question; "" where there is none. Those that were settled
 * count, as each may come back to its place. */
static char *
find_last_order (RapportLibrary *library, const char *client_id)
{
  static const guint fields[] = { RAPPORT_QUESTION_ORDER };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_QUESTION);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const char *last = "";

  rapport_query_where_text (query, RAPPORT_QUESTION_CLIENT, client_id);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_library_find_rows (library, query, &error);
  if (rows == NULL)
    {
      g_warning ("reading the queue: %s", error->message);
      return g_strdup ("");
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      const char *order = row->values[RAPPORT_QUESTION_ORDER] != NULL
                            ? g_variant_get_string (row->values[RAPPORT_QUESTION_ORDER], NULL)
                            : "";

      if (g_strcmp0 (order, last) > 0)
        last = order;
    }
  return g_strdup (last);
}

/* Behind the last one of the library, and behind those that this transaction has asked for. */
static char *
next_order (RapportTransaction *transaction, RapportLibrary *library, const char *client_id)
{
  g_autofree char *name = g_strdup_printf ("queue order %s", client_id);
  const char *known = rapport_transaction_recall (transaction, name);
  g_autofree char *last = known != NULL ? g_strdup (known) : find_last_order (library, client_id);
  char *order = rapport_order_key_between (last, NULL);

  rapport_transaction_remember (transaction, name, g_strdup (order), g_free);
  return order;
}

RapportQuestion *
rapport_queue_add (RapportTransaction *transaction,
                   RapportLibrary *library,
                   const char *client_id,
                   const char *kind,
                   const char *text,
                   const char *about)
{
  RapportRecord *question = rapport_transaction_create (transaction, RAPPORT_TYPE_QUESTION);
  g_autofree char *order = next_order (transaction, library, client_id);

  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_CLIENT, client_id);
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_KIND, kind);
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_TEXT, text);
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_ABOUT, about);
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_RAISED_BY,
                                rapport_library_get_me (library));
  rapport_transaction_set_day (transaction, question, RAPPORT_QUESTION_DAY,
                               rapport_clock_get_today (rapport_library_get_clock (library)));
  rapport_transaction_set_text (transaction, question, RAPPORT_QUESTION_ORDER, order);
  return RAPPORT_QUESTION (question);
}

static const char *
get_order (RapportTransaction *transaction, RapportQuestion *question)
{
  return question != NULL ? rapport_transaction_get_text (transaction, RAPPORT_RECORD (question),
                                                          RAPPORT_QUESTION_ORDER)
                          : NULL;
}

void
rapport_queue_move (RapportTransaction *transaction,
                    RapportQuestion *question,
                    RapportQuestion *before,
                    RapportQuestion *after)
{
  g_autofree char *order =
    rapport_order_key_between (get_order (transaction, before), get_order (transaction, after));

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (question), RAPPORT_QUESTION_ORDER,
                                order);
}

static void
set_status (RapportTransaction *transaction, RapportQuestion *question, const char *status)
{
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (question), RAPPORT_QUESTION_STATUS,
                                status);
}

void
rapport_question_answer (RapportTransaction *transaction,
                         RapportQuestion *question,
                         const char *meeting_id,
                         const char *answer)
{
  set_status (transaction, question, "answered");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (question), RAPPORT_QUESTION_MEETING,
                                meeting_id);
  /* What was written there before is not taken away by who has nothing to say. */
  if (answer != NULL)
    rapport_transaction_set_text (transaction, RAPPORT_RECORD (question), RAPPORT_QUESTION_ANSWER,
                                  answer);
}

void
rapport_question_drop (RapportTransaction *transaction, RapportQuestion *question)
{
  set_status (transaction, question, "dropped");
}

void
rapport_question_reopen (RapportTransaction *transaction, RapportQuestion *question)
{
  set_status (transaction, question, "open");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (question), RAPPORT_QUESTION_MEETING,
                                NULL);
}
