/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agreements.h"

#include "rapport-alike.h"
#include "rapport-schedules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More agreements than that no client has. */
#define MOST_HITS 20000

/* Shorter words are found everywhere; the search of the store asks for as many. */
#define LEAST_LETTERS 2

void
rapport_agreed_free (RapportAgreed *self)
{
  g_free (self->record);
  g_free (self->text);
  g_free (self->who);
  g_free (self->status);
  g_free (self->meeting);
  g_free (self->line);
  g_free (self->where);
  g_free (self);
}

/* What is read, one after another. */
typedef enum
{
  AGREEMENTS,
  RISKS,
  LINES,
  WORKS,
  MEETINGS,
  SCHEDULES,
  ITEMS,
  N_TABLES
} Table;

static const guint agreement_fields[] = {
  RAPPORT_RECORD_AUDIENCE,  RAPPORT_AGREEMENT_KIND,    RAPPORT_AGREEMENT_TEXT,
  RAPPORT_AGREEMENT_SIDE,   RAPPORT_AGREEMENT_WHO,     RAPPORT_AGREEMENT_DUE,
  RAPPORT_AGREEMENT_DAY,    RAPPORT_AGREEMENT_MEETING, RAPPORT_AGREEMENT_WHERE,
  RAPPORT_AGREEMENT_STATUS, RAPPORT_RECORD_CREATED,
};
static const guint risk_fields[] = {
  RAPPORT_RECORD_AUDIENCE, RAPPORT_RISK_TEXT,    RAPPORT_RISK_STATUS,
  RAPPORT_RISK_DAY,        RAPPORT_RISK_MEETING, RAPPORT_RECORD_CREATED,
};
static const guint line_fields[] = {
  RAPPORT_MINUTES_LINE_ORDER,   RAPPORT_RECORD_AUDIENCE,   RAPPORT_MINUTES_LINE_ITEM,
  RAPPORT_MINUTES_LINE_MEETING, RAPPORT_MINUTES_LINE_KIND, RAPPORT_MINUTES_LINE_WHO,
  RAPPORT_MINUTES_LINE_TARGET,  RAPPORT_RECORD_CREATED,
};
static const guint work_fields[] = {
  RAPPORT_RECORD_AUDIENCE, RAPPORT_WORK_ITEM_TITLE,       RAPPORT_WORK_ITEM_STATUS,
  RAPPORT_WORK_ITEM_SIDE,  RAPPORT_WORK_ITEM_CLIENT_DATE,
};
static const guint meeting_fields[] = {
  RAPPORT_RECORD_AUDIENCE, RAPPORT_MEETING_SCHEDULE, RAPPORT_MEETING_TITLE,
  RAPPORT_MEETING_KIND,    RAPPORT_MEETING_START,
};

static const guint item_fields[] = { RAPPORT_RECORD_AUDIENCE };
static const guint schedule_fields[] = { RAPPORT_RECORD_AUDIENCE, RAPPORT_SCHEDULE_TITLE };

static const struct
{
  const RapportRecordInfo *info;
  guint client;
  const guint *fields;
  gsize n_fields;
} tables[N_TABLES] = {
  [AGREEMENTS] = { &rapport_agreement_info, RAPPORT_AGREEMENT_CLIENT, agreement_fields,
                   G_N_ELEMENTS (agreement_fields) },
  [RISKS] = { &rapport_risk_info, RAPPORT_RISK_CLIENT, risk_fields, G_N_ELEMENTS (risk_fields) },
  [LINES] = { &rapport_minutes_line_info, RAPPORT_MINUTES_LINE_CLIENT, line_fields,
              G_N_ELEMENTS (line_fields) },
  [WORKS] = { &rapport_work_item_info, RAPPORT_WORK_ITEM_CLIENT, work_fields,
              G_N_ELEMENTS (work_fields) },
  [MEETINGS] = { &rapport_meeting_info, RAPPORT_MEETING_CLIENT, meeting_fields,
                 G_N_ELEMENTS (meeting_fields) },
  [ITEMS] = { &rapport_agenda_item_info, RAPPORT_AGENDA_ITEM_CLIENT, item_fields,
              G_N_ELEMENTS (item_fields) },
  [SCHEDULES] = { &rapport_schedule_info, RAPPORT_SCHEDULE_CLIENT, schedule_fields,
                  G_N_ELEMENTS (schedule_fields) },
};

/* The question, and what was read for it; worked on in one thread at a time. */
typedef struct
{
  char *client;
  char *search;
  const char *kind;
  const char *side;
  gboolean open;
  RapportDay from;
  RapportDay to;
  gboolean public_only;
  Table next;
  GPtrArray *rows[N_TABLES];
  GHashTable *hits;      /* ids, NULL where nothing is searched for */
  GHashTable *meetings;  /* id → RapportRow */
  GHashTable *hidden;    /* ids of what lines became that the client may not see */
  GHashTable *items;     /* ids of items that may be shown */
  GHashTable *schedules; /* id → RapportRow */
  GHashTable *said;      /* id of what a line became → RapportRow of the line */
  GPtrArray *found;
} Search;

static Search *
search_new (const RapportAgreedFilter *filter)
{
  Search *self = g_new0 (Search, 1);

  self->client = g_strdup (filter->client != NULL ? filter->client : "");
  self->search = g_strstrip (g_strdup (filter->search != NULL ? filter->search : ""));
  self->kind = filter->kind != NULL ? g_intern_string (filter->kind) : NULL;
  self->side = filter->side != NULL ? g_intern_string (filter->side) : NULL;
  self->open = filter->open;
  self->from = filter->from;
  self->to = filter->to;
  self->public_only = filter->public_only;
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_agreed_free);
  return self;
}

static void
search_free (gpointer data)
{
  Search *self = data;

  for (int table = 0; table < N_TABLES; table++)
    g_clear_pointer (&self->rows[table], g_ptr_array_unref);
  g_clear_pointer (&self->hits, g_hash_table_unref);
  g_clear_pointer (&self->meetings, g_hash_table_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->schedules, g_hash_table_unref);
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->client);
  g_free (self->search);
  g_free (self);
}

static gboolean
is_searching (const Search *self)
{
  return g_utf8_strlen (self->search, -1) >= LEAST_LETTERS;
}

static RapportQuery *
make_query (const Search *self, Table table)
{
  RapportQuery *query = rapport_query_new_for_info (tables[table].info);

  rapport_query_where_text (query, tables[table].client, self->client);
  if (table == LINES)
    rapport_query_where (query, RAPPORT_MINUTES_LINE_TARGET, RAPPORT_TEST_DIFFERENT, NULL);
  return rapport_query_set_fields (query, tables[table].fields, tables[table].n_fields);
}

/* Putting it together. */

static const char *
text_of (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
           ? g_variant_get_string (value, NULL)
           : "";
}

static RapportDay
day_of (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return value != NULL ? g_variant_get_int32 (value) : RAPPORT_DAY_NONE;
}

static RapportDay
created_of (const RapportRow *row)
{
  GVariant *value = row->values[RAPPORT_RECORD_CREATED];

  return value != NULL ? rapport_instant_to_day (g_variant_get_int64 (value)) : RAPPORT_DAY_NONE;
}

static gboolean
is_shown (const Search *self, const RapportRow *row)
{
  return !self->public_only || g_str_equal (text_of (row, RAPPORT_RECORD_AUDIENCE), "client");
}

static const RapportRow *
find_meeting (const Search *self, const char *id)
{
  return *id != '\0' ? g_hash_table_lookup (self->meetings, id) : NULL;
}

/* "2026-11-12T10:00[Europe/Moscow]": the day by the clock of the meeting. */
static RapportDay
meeting_day (const RapportRow *meeting)
{
  g_autofree char *day =
    g_strndup (text_of (meeting, RAPPORT_MEETING_START), strlen ("2026-11-12"));

  return rapport_day_parse (day);
}

/* Its own title, that of its schedule, or what kind of meeting it is. */
static const char *
name_meeting (const Search *self, const RapportRow *meeting)
{
  const RapportRow *schedule =
    g_hash_table_lookup (self->schedules, text_of (meeting, RAPPORT_MEETING_SCHEDULE));
  const char *own = text_of (meeting, RAPPORT_MEETING_TITLE);
  const char *title =
    *own == '\0' && schedule != NULL ? text_of (schedule, RAPPORT_SCHEDULE_TITLE) : own;

  for (const RapportWord *word = rapport_meeting_kinds; *title == '\0' && word->word != NULL;
       word++)
    if (g_str_equal (word->word, text_of (meeting, RAPPORT_MEETING_KIND)))
      title = g_dgettext (GETTEXT_PACKAGE, word->label);
  return title;
}

/* @row is what was agreed, @line where it was said; either may be what names the meeting. */
static RapportAgreed *
agreed_new (const Search *self,
            const RapportRow *row,
            const char *kind,
            const char *text,
            const char *meeting_id)
{
  RapportAgreed *agreed = g_new0 (RapportAgreed, 1);
  const RapportRow *line = g_hash_table_lookup (self->said, row->id);
  const RapportRow *meeting;

  if (*meeting_id == '\0' && line != NULL)
    meeting_id = text_of (line, RAPPORT_MINUTES_LINE_MEETING);
  meeting = find_meeting (self, meeting_id);
  agreed->record = g_strdup (row->id);
  agreed->kind = g_intern_string (kind);
  agreed->text = g_strdup (text);
  agreed->side = "";
  agreed->who = g_strdup (line != NULL ? text_of (line, RAPPORT_MINUTES_LINE_WHO) : "");
  agreed->line = g_strdup (line != NULL ? line->id : "");
  agreed->meeting = g_strdup (meeting != NULL ? meeting->id : "");
  agreed->where = g_strdup (meeting != NULL ? name_meeting (self, meeting) : "");
  if (meeting != NULL)
    agreed->day = meeting_day (meeting);
  return agreed;
}

/* For the client's eyes, what is found is found by the words that it reads. */
static gboolean
is_found_by_what_is_shown (const Search *self, const RapportAgreed *agreed)
{
  g_autofree char *shown = g_strjoin ("\n", agreed->text, agreed->who, agreed->where, NULL);

  return rapport_alike (self->search, shown);
}

static gboolean
fits (const Search *self, const RapportAgreed *agreed)
{
  if (self->hits != NULL && !g_hash_table_contains (self->hits, agreed->record) &&
      !g_hash_table_contains (self->hits, agreed->line))
    return FALSE;
  if (self->hits != NULL && self->public_only && !is_found_by_what_is_shown (self, agreed))
    return FALSE;
  if (self->kind != NULL && !g_str_equal (agreed->kind, self->kind))
    return FALSE;
  if (self->side != NULL && !g_str_equal (agreed->side, self->side))
    return FALSE;
  if (self->open && !agreed->open)
    return FALSE;
  return (self->from == RAPPORT_DAY_NONE || agreed->day >= self->from) &&
         (self->to == RAPPORT_DAY_NONE ||
          (agreed->day != RAPPORT_DAY_NONE && agreed->day <= self->to));
}

/* @agreed is (transfer full). */
static void
add (Search *self, RapportAgreed *agreed)
{
  if (fits (self, agreed))
    g_ptr_array_add (self->found, agreed);
  else
    rapport_agreed_free (agreed);
}

static void
add_agreement (Search *self, const RapportRow *row)
{
  const char *kind = text_of (row, RAPPORT_AGREEMENT_KIND);
  RapportAgreed *agreed = agreed_new (self, row, kind, text_of (row, RAPPORT_AGREEMENT_TEXT),
                                      text_of (row, RAPPORT_AGREEMENT_MEETING));
  const RapportDay day = day_of (row, RAPPORT_AGREEMENT_DAY);

  agreed->side = g_intern_string (text_of (row, RAPPORT_AGREEMENT_SIDE));
  agreed->due = day_of (row, RAPPORT_AGREEMENT_DUE);
  agreed->status = g_strdup (text_of (row, RAPPORT_AGREEMENT_STATUS));
  /* A decision and an exclusion hold; nothing more is to come of them. */
  agreed->open = g_str_equal (agreed->status, "open") &&
                 (g_str_equal (kind, "agreement") || agreed->due != RAPPORT_DAY_NONE);
  if (*text_of (row, RAPPORT_AGREEMENT_WHO) != '\0')
    g_set_str (&agreed->who, text_of (row, RAPPORT_AGREEMENT_WHO));
  if (*agreed->where == '\0')
    g_set_str (&agreed->where, text_of (row, RAPPORT_AGREEMENT_WHERE));
  if (day != RAPPORT_DAY_NONE)
    agreed->day = day;
  else if (agreed->day == RAPPORT_DAY_NONE)
    agreed->day = created_of (row);
  add (self, agreed);
}

static void
add_risk (Search *self, const RapportRow *row)
{
  RapportAgreed *agreed = agreed_new (self, row, "risk", text_of (row, RAPPORT_RISK_TEXT),
                                      text_of (row, RAPPORT_RISK_MEETING));
  const RapportDay day = day_of (row, RAPPORT_RISK_DAY);

  agreed->status = g_strdup (text_of (row, RAPPORT_RISK_STATUS));
  agreed->open = g_str_equal (agreed->status, "open");
  if (day != RAPPORT_DAY_NONE)
    agreed->day = day;
  else if (agreed->day == RAPPORT_DAY_NONE)
    agreed->day = created_of (row);
  add (self, agreed);
}

static gboolean
is_closed (const char *status)
{
  static const char *const closed[] = { "done", "confirmed", "rejected", "dropped", NULL };

  return g_strv_contains (closed, status);
}

/* Only what was said somewhere: the plan is no list of promises. */
static void
add_work (Search *self, const RapportRow *row)
{
  const RapportRow *line = g_hash_table_lookup (self->said, row->id);
  RapportAgreed *agreed;

  if (line == NULL || !g_str_equal (text_of (line, RAPPORT_MINUTES_LINE_KIND), "task"))
    return;
  agreed = agreed_new (self, row, "task", text_of (row, RAPPORT_WORK_ITEM_TITLE), "");
  agreed->side = *text_of (row, RAPPORT_WORK_ITEM_SIDE) != '\0'
                   ? g_intern_string (text_of (row, RAPPORT_WORK_ITEM_SIDE))
                   : "ours";
  agreed->status = g_strdup (text_of (row, RAPPORT_WORK_ITEM_STATUS));
  agreed->open = !is_closed (agreed->status);
  agreed->due = day_of (row, RAPPORT_WORK_ITEM_CLIENT_DATE);
  if (agreed->day == RAPPORT_DAY_NONE)
    agreed->day = created_of (line);
  add (self, agreed);
}

/* Where in the minutes it was said. */
static const char *
order_of (const Search *self, const RapportAgreed *agreed)
{
  const RapportRow *line = g_hash_table_lookup (self->said, agreed->record);

  return line != NULL ? text_of (line, RAPPORT_MINUTES_LINE_ORDER) : "";
}

/* The newest day first; of a day, meeting by meeting as it was said. */
static int
compare_agreed_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const RapportAgreed *first = *(const RapportAgreed *const *) a;
  const RapportAgreed *second = *(const RapportAgreed *const *) b;
  int order;

  if (first->day != second->day)
    return first->day > second->day ? -1 : 1;
  order = strcmp (first->meeting, second->meeting);
  if (order == 0)
    order = strcmp (order_of (data, first), order_of (data, second));
  return order != 0 ? order : strcmp (first->record, second->record);
}

/* A line of an item that the client may not see is not seen either, nor is what it became. */
static void
index_line (Search *self, RapportRow *row)
{
  const char *target = text_of (row, RAPPORT_MINUTES_LINE_TARGET);
  const char *item = text_of (row, RAPPORT_MINUTES_LINE_ITEM);

  if (!is_shown (self, row) ||
      (self->public_only && *item != '\0' && !g_hash_table_contains (self->items, item)))
    g_hash_table_add (self->hidden, (gpointer) target);
  /* The first line is where it was said; ids grow with time. */
  else if (!g_hash_table_contains (self->said, target))
    g_hash_table_insert (self->said, (gpointer) target, row);
}

static void
index_rows (Search *self)
{
  self->meetings = g_hash_table_new (g_str_hash, g_str_equal);
  self->hidden = g_hash_table_new (g_str_hash, g_str_equal);
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->rows[ITEMS]->len; i++)
    if (is_shown (self, self->rows[ITEMS]->pdata[i]))
      g_hash_table_add (self->items, ((RapportRow *) self->rows[ITEMS]->pdata[i])->id);
  self->schedules = g_hash_table_new (g_str_hash, g_str_equal);
  self->said = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->rows[SCHEDULES]->len; i++)
    {
      RapportRow *row = self->rows[SCHEDULES]->pdata[i];

      if (is_shown (self, row))
        g_hash_table_insert (self->schedules, row->id, row);
    }
  for (guint i = 0; i < self->rows[MEETINGS]->len; i++)
    {
      RapportRow *row = self->rows[MEETINGS]->pdata[i];

      if (is_shown (self, row))
        g_hash_table_insert (self->meetings, row->id, row);
    }
  for (guint i = 0; i < self->rows[LINES]->len; i++)
    index_line (self, self->rows[LINES]->pdata[i]);
}

static void
put_together (Search *self)
{
  static void (*const add_row[N_TABLES]) (Search *, const RapportRow *) = {
    [AGREEMENTS] = add_agreement,
    [RISKS] = add_risk,
    [WORKS] = add_work,
  };

  index_rows (self);
  for (int table = 0; table < N_TABLES; table++)
    for (guint i = 0; add_row[table] != NULL && i < self->rows[table]->len; i++)
      if (is_shown (self, self->rows[table]->pdata[i]) &&
          !g_hash_table_contains (self->hidden, ((RapportRow *) self->rows[table]->pdata[i])->id))
        add_row[table](self, self->rows[table]->pdata[i]);
  g_ptr_array_sort_with_data (self->found, compare_agreed_cb, self);
}

/* Reading in another thread. */

static void
put_together_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *self = data;

  put_together (self);
  g_task_return_pointer (task, g_steal_pointer (&self->found), (GDestroyNotify) g_ptr_array_unref);
}

static void
take_hits (Search *self, GPtrArray *hits)
{
  self->hits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < hits->len; i++)
    g_hash_table_add (self->hits, g_strdup (((RapportHit *) hits->pdata[i])->id));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) hits = rapport_store_search_finish (RAPPORT_STORE (source), result, &error);

  if (hits == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_hits (g_task_get_task_data (task), hits);
  g_task_run_in_thread (task, put_together_cb);
}

static void ask_next (GTask *task);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *rows = rapport_library_find_rows_finish (RAPPORT_LIBRARY (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->rows[self->next++] = rows;
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  RapportLibrary *library = g_task_get_source_object (task);
  Search *self = g_task_get_task_data (task);
  g_autoptr (RapportQuery) query = NULL;

  if (self->next < N_TABLES)
    {
      query = make_query (self, self->next);
      rapport_library_find_rows_async (library, query, g_task_get_cancellable (task), answered_cb,
                                       g_object_ref (task));
    }
  else if (is_searching (self))
    rapport_store_search_async (rapport_library_get_store (library), self->search, self->client,
                                MOST_HITS, g_task_get_cancellable (task), searched_cb,
                                g_object_ref (task));
  else
    g_task_run_in_thread (task, put_together_cb);
}

void
rapport_agreements_find_async (RapportLibrary *library,
                               const RapportAgreedFilter *filter,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_agreements_find_async);
  g_task_set_task_data (task, search_new (filter), search_free);
  ask_next (task);
}

GPtrArray *
rapport_agreements_find_finish (RapportLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

GPtrArray *
rapport_agreements_find (RapportLibrary *library, const RapportAgreedFilter *filter, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!rapport_library_flush (library, error))
    return NULL;
  rapport_agreements_find_async (library, filter, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return rapport_agreements_find_finish (library, result, error);
}

/* Verbs. */

RapportAgreement *
rapport_agreements_add (RapportTransaction *transaction,
                        RapportLibrary *library,
                        const char *client_id,
                        const char *kind,
                        const char *text,
                        const char *where,
                        RapportDay day)
{
  RapportRecord *record = rapport_transaction_create (transaction, RAPPORT_TYPE_AGREEMENT);

  if (day == RAPPORT_DAY_NONE)
    day = rapport_clock_get_today (rapport_library_get_clock (library));
  rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_CLIENT, client_id);
  rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_KIND, kind);
  rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_TEXT, text);
  rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_WHERE, where);
  rapport_transaction_set_day (transaction, record, RAPPORT_AGREEMENT_DAY, day);
  return RAPPORT_AGREEMENT (record);
}

void
rapport_agreement_set_status (RapportTransaction *transaction,
                              RapportLibrary *library,
                              RapportAgreement *agreement,
                              const char *status)
{
  RapportRecord *record = RAPPORT_RECORD (agreement);
  const gboolean settled = !g_str_equal (status, "open");

  if (rapport_record_has_word (record, RAPPORT_AGREEMENT_STATUS, status))
    return;
  rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_STATUS, status);
  rapport_transaction_set_day (
    transaction, record, RAPPORT_AGREEMENT_SETTLED,
    settled ? rapport_clock_get_today (rapport_library_get_clock (library)) : RAPPORT_DAY_NONE);
  rapport_transaction_set_text (transaction, record, RAPPORT_AGREEMENT_REPLACED_BY, NULL);
}

void
rapport_agreement_replace (RapportTransaction *transaction,
                           RapportLibrary *library,
                           RapportAgreement *agreement,
                           RapportAgreement *by)
{
  g_return_if_fail (agreement != by);
  rapport_agreement_set_status (transaction, library, agreement, "replaced");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (agreement),
                                RAPPORT_AGREEMENT_REPLACED_BY,
                                rapport_record_get_id (RAPPORT_RECORD (by)));
}
