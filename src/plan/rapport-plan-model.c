/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-model.h"

#include "rapport-onlooker.h"
#include "rapport-record-list.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

struct _RapportPlanModel
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportRecordList *lines;
  RapportPlanGrouping grouping;
  GPtrArray *entries;  /* of RapportPlanEntry, as shown */
  GHashTable *by_line; /* id of the line to RapportPlanEntry, not owned */
  guint idle;
};

enum
{
  SIGNAL_UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rapport_plan_model_list_init (GListModelInterface *iface);
static void rapport_plan_model_section_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportPlanModel,
                               rapport_plan_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rapport_plan_model_list_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                        rapport_plan_model_section_init))

/* Statuses from what occupies us now to what is over. */
static const char *const status_order[] = {
  "in-work", "testing",   "waiting-for-client", "planned", "idea",
  "done",    "confirmed", "rejected",           "dropped",
};

/* Sections. A key begins with a digit that ranks kinds of sections. */

static void
place_by_status (RapportPlanEntry *entry, RapportWorkItem *item)
{
  const RapportField *field = &rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS];
  const char *word = rapport_record_get_text (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS);
  g_autofree char *key = NULL;
  guint rank = 0;

  while (rank < G_N_ELEMENTS (status_order) && !g_str_equal (status_order[rank], word))
    rank++;
  key = g_strdup_printf ("1%02u%s", rank, word);
  rapport_plan_entry_set_section (entry, key, rapport_field_get_word_label (field, word));
}

static void
place_by_stage (RapportPlanModel *self, RapportPlanEntry *entry, RapportWorkItem *item)
{
  const char *id = rapport_record_get_text (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STAGE);
  g_autoptr (RapportRecord) stage = NULL;
  g_autofree char *key = NULL;

  if (*id != '\0')
    stage = rapport_library_get (self->library, RAPPORT_TYPE_STAGE, id);
  if (stage == NULL || rapport_record_is_trashed (stage) ||
      !rapport_onlooker_may_see (self->library, stage))
    {
      rapport_plan_entry_set_section (entry, RAPPORT_PLAN_SECTION_NO_STAGE, _ ("No Stage"));
      return;
    }
  key = g_strdup_printf ("1%s\n%s", rapport_record_get_text (stage, RAPPORT_STAGE_ORDER), id);
  rapport_plan_entry_set_section (entry, key, rapport_record_get_title (stage));
}

static void
place (RapportPlanModel *self, RapportPlanEntry *entry)
{
  RapportRecord *line = RAPPORT_RECORD (rapport_plan_entry_get_line (entry));
  RapportWorkItem *item = rapport_plan_entry_get_item (entry);

  if (rapport_record_get_boolean (line, RAPPORT_PLAN_LINE_DROPPED))
    rapport_plan_entry_set_section (entry, "4", _ ("Taken Out of the Plan"));
  else if (item == NULL)
    rapport_plan_entry_set_section (entry, "3", _ ("Not Found"));
  else if (self->grouping == RAPPORT_PLAN_BY_STATUS)
    place_by_status (entry, item);
  else
    place_by_stage (self, entry, item);
}

static int
compare_sections_cb (gconstpointer a, gconstpointer b)
{
  RapportPlanEntry *left = *(RapportPlanEntry **) a, *right = *(RapportPlanEntry **) b;

  return strcmp (rapport_plan_entry_get_section_key (left),
                 rapport_plan_entry_get_section_key (right));
}

static gboolean
same_section (GPtrArray *entries, guint a, guint b)
{
  return g_str_equal (rapport_plan_entry_get_section_key (entries->pdata[a]),
                      rapport_plan_entry_get_section_key (entries->pdata[b]));
}

static void
set_edges (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    rapport_plan_entry_set_edges (entries->pdata[i], i == 0 || !same_section (entries, i - 1, i),
                                  i + 1 == entries->len || !same_section (entries, i, i + 1));
}

/* Keeping up. */

/* A client who looks at the screen sees neither a line nor work that is not for
 * clients, nor that there is some. */
static gboolean
is_shown (RapportPlanModel *self, RapportPlanEntry *entry)
{
  RapportWorkItem *item = rapport_plan_entry_get_item (entry);

  if (!rapport_onlooker_is_there (self->library))
    return TRUE;
  return item != NULL && rapport_onlooker_may_see (self->library, RAPPORT_RECORD (item)) &&
         rapport_onlooker_may_see (self->library,
                                   RAPPORT_RECORD (rapport_plan_entry_get_line (entry)));
}

static GPtrArray *
collect (RapportPlanModel *self)
{
  guint n = self->lines != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->lines)) : 0;
  GPtrArray *entries = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportPlanLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      g_autoptr (RapportPlanEntry) entry = NULL;

      if (line == NULL)
        continue;
      entry = g_hash_table_lookup (self->by_line, rapport_record_get_id (RAPPORT_RECORD (line)));
      if (entry != NULL)
        rapport_plan_entry_refresh (g_object_ref (entry));
      else
        entry = rapport_plan_entry_new (self->library, line);
      if (!is_shown (self, entry))
        continue;
      place (self, entry);
      g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  /* Sorting keeps the order of lines inside a section. */
  g_ptr_array_sort (entries, compare_sections_cb);
  set_edges (entries);
  return entries;
}

static void
index_lines (RapportPlanModel *self)
{
  g_hash_table_remove_all (self->by_line);
  for (guint i = 0; i < self->entries->len; i++)
    {
      RapportPlanEntry *entry = self->entries->pdata[i];

      g_hash_table_insert (
        self->by_line,
        g_strdup (rapport_record_get_id (RAPPORT_RECORD (rapport_plan_entry_get_line (entry)))),
        entry);
    }
}

static void
rebuild (RapportPlanModel *self)
{
  GPtrArray *entries = collect (self);
  g_autoptr (GPtrArray) old = self->entries;
  guint head = 0, tail = 0, most = MIN (old->len, entries->len);

  while (head < most && old->pdata[head] == entries->pdata[head])
    head++;
  while (tail < most - head &&
         old->pdata[old->len - 1 - tail] == entries->pdata[entries->len - 1 - tail])
    tail++;
  self->entries = entries;
  index_lines (self);
  if (old->len != head + tail || entries->len != head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                entries->len - head - tail);
  if (entries->len > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, entries->len);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static gboolean
rebuild_cb (gpointer user_data)
{
  RapportPlanModel *self = user_data;

  self->idle = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

static gboolean
concerns (RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info == &rapport_plan_line_info || info == &rapport_work_item_info ||
          info == &rapport_stage_info || info == &rapport_month_plan_info)
        return TRUE;
    }
  return FALSE;
}

static void
committed_cb (RapportPlanModel *self, RapportChangeSet *set)
{
  if (self->lines != NULL && self->idle == 0 && concerns (set))
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rebuild_cb, self, NULL);
}

/* All rows are to say anew what they may. */
static void
onlooker_changed_cb (RapportPlanModel *self)
{
  if (self->lines == NULL)
    return;
  g_hash_table_remove_all (self->by_line);
  rapport_plan_model_flush (self);
}

/* The list model. */

static GType
rapport_plan_model_get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_PLAN_ENTRY;
}

static guint
rapport_plan_model_get_n_items (GListModel *model)
{
  return RAPPORT_PLAN_MODEL (model)->entries->len;
}

static gpointer
rapport_plan_model_get_item (GListModel *model, guint position)
{
  RapportPlanModel *self = RAPPORT_PLAN_MODEL (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
rapport_plan_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rapport_plan_model_get_item_type;
  iface->get_n_items = rapport_plan_model_get_n_items;
  iface->get_item = rapport_plan_model_get_item;
}

static void
rapport_plan_model_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  GPtrArray *entries = RAPPORT_PLAN_MODEL (model)->entries;

  if (position >= entries->len)
    {
      *start = entries->len;
      *end = G_MAXUINT;
      return;
    }
  *start = position;
  while (*start > 0 && same_section (entries, *start - 1, position))
    (*start)--;
  *end = position + 1;
  while (*end < entries->len && same_section (entries, *end, position))
    (*end)++;
}

static void
rapport_plan_model_section_init (GtkSectionModelInterface *iface)
{
  iface->get_section = rapport_plan_model_get_section;
}

/* The object. */

static void
rapport_plan_model_finalize (GObject *object)
{
  RapportPlanModel *self = RAPPORT_PLAN_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_hash_table_unref (self->by_line);
  g_ptr_array_unref (self->entries);
  g_clear_object (&self->lines);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_plan_model_parent_class)->finalize (object);
}

static void
rapport_plan_model_class_init (RapportPlanModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_plan_model_finalize;
  signals[SIGNAL_UPDATED] = g_signal_new ("updated", RAPPORT_TYPE_PLAN_MODEL, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_plan_model_init (RapportPlanModel *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_line = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

RapportPlanModel *
rapport_plan_model_new (RapportLibrary *library)
{
  RapportPlanModel *self = g_object_new (RAPPORT_TYPE_PLAN_MODEL, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rapport_onlooker_of (library), "changed",
                           G_CALLBACK (onlooker_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
rapport_plan_model_show (RapportPlanModel *self, const char *client_id, RapportDay month)
{
  g_autoptr (RapportQuery) query = NULL;

  g_clear_object (&self->lines);
  if (client_id != NULL)
    {
      query = rapport_plan_query (client_id, month);
      self->lines = rapport_record_list_new (self->library, query);
    }
  rapport_plan_model_flush (self);
}

void
rapport_plan_model_flush (RapportPlanModel *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  rebuild (self);
}

void
rapport_plan_model_set_grouping (RapportPlanModel *self, RapportPlanGrouping grouping)
{
  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  rapport_plan_model_flush (self);
}

gboolean
rapport_plan_model_find (RapportPlanModel *self, const char *line_id, guint *position)
{
  RapportPlanEntry *entry = g_hash_table_lookup (self->by_line, line_id);

  return entry != NULL && g_ptr_array_find (self->entries, entry, position);
}

RapportPlanEntry *
rapport_plan_model_get_neighbour (RapportPlanModel *self, guint position, int step)
{
  gint64 other = (gint64) position + step;

  if (other < 0 || other >= self->entries->len || position >= self->entries->len ||
      !same_section (self->entries, position, (guint) other))
    return NULL;
  return g_object_ref (self->entries->pdata[other]);
}

gboolean
rapport_plan_model_has_one_section (RapportPlanModel *self)
{
  return self->entries->len > 0 && same_section (self->entries, 0, self->entries->len - 1);
}
