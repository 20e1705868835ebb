/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-growth.h"

#include <string.h>

/* After input has been looked at, and before the frame is made that shows it. */
#define PRIORITY (GDK_PRIORITY_REDRAW - 5)
/* So few new rows take less than going another turn. */
#define FEW 2

struct _RapportGrowth
{
  GObject parent_instance;

  GListModel *all;
  GtkAdjustment *scrolling;
  guint step;
  guint chunk;
  guint size;       /* so many of them are wanted */
  GPtrArray *shown; /* the items that the view knows of */
  GArray *starts;   /* positions in @shown at which sections begin; empty for none */
  guint growing;
  gboolean waits; /* for its turn */
};

static void rapport_growth_list_init (GListModelInterface *iface);
static void rapport_growth_sections_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportGrowth,
                               rapport_growth,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rapport_growth_list_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                        rapport_growth_sections_init))

/* The list model: the items that were taken over, whatever has become of the list
 * since. */

static GType
rapport_growth_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (RAPPORT_GROWTH (model)->all);
}

static guint
rapport_growth_get_n_items (GListModel *model)
{
  return RAPPORT_GROWTH (model)->shown->len;
}

static gpointer
rapport_growth_get_item (GListModel *model, guint position)
{
  GPtrArray *shown = RAPPORT_GROWTH (model)->shown;

  return position < shown->len && shown->pdata[position] != NULL
           ? g_object_ref (shown->pdata[position])
           : NULL;
}

static void
rapport_growth_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rapport_growth_get_item_type;
  iface->get_n_items = rapport_growth_get_n_items;
  iface->get_item = rapport_growth_get_item;
}

static void
rapport_growth_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  RapportGrowth *self = RAPPORT_GROWTH (model);
  const guint n = self->shown->len;

  *start = position < n ? 0 : n;
  *end = position < n ? n : G_MAXUINT;
  for (guint i = 0; position < n && i < self->starts->len; i++)
    {
      const guint at = g_array_index (self->starts, guint, i);

      if (at > position)
        {
          *end = at;
          break;
        }
      *start = at;
    }
}

static void
rapport_growth_sections_init (GtkSectionModelInterface *iface)
{
  iface->get_section = rapport_growth_get_section;
}

/* Taking over what the list has become. */

static guint
count_wanted (RapportGrowth *self)
{
  return MIN (self->size, g_list_model_get_n_items (self->all));
}

static gboolean
is_same (RapportGrowth *self, guint position, guint in_all)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->all, in_all);

  return self->shown->pdata[position] == item;
}

/* What differs between the rows that are shown and those that should be. */
static void
compare (RapportGrowth *self, guint *head, guint *removed, guint *added)
{
  const guint before = self->shown->len;
  const guint after = count_wanted (self);
  guint tail = 0;

  *head = 0;
  while (*head < MIN (before, after) && is_same (self, *head, *head))
    (*head)++;
  while (tail < MIN (before, after) - *head && is_same (self, before - 1 - tail, after - 1 - tail))
    tail++;
  *removed = before - *head - tail;
  *added = after - *head - tail;
}

/* (transfer full): where sections begin among the rows that are wanted. */
static GArray *
find_starts (RapportGrowth *self)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint n = count_wanted (self);
  guint start = 0;
  guint end = 0;

  if (!GTK_IS_SECTION_MODEL (self->all))
    return starts;
  for (guint at = 0; at < n; at = end)
    {
      gtk_section_model_get_section (GTK_SECTION_MODEL (self->all), at, &start, &end);
      g_array_append_val (starts, at);
    }
  /* One for all of them is none. */
  if (starts->len == 1)
    g_array_set_size (starts, 0);
  return starts;
}

static gboolean
starts_equal (GArray *a, GArray *b)
{
  return a->len == b->len &&
         (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (guint)) == 0);
}

static void
splice (RapportGrowth *self, guint at, guint removed, guint added)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->shown, at, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->shown, (int) (at + i), g_list_model_get_item (self->all, at + i));
}

/* Takes over at most so many rows; sections as a whole, or some would be parted
 * that belong together. Returns whether there is more. */
static gboolean
take (RapportGrowth *self, guint most)
{
  g_autoptr (GArray) starts = find_starts (self);
  const gboolean same_sections = starts_equal (starts, self->starts);
  const gboolean parted = starts->len > 0 || self->starts->len > 0;
  guint head, removed, added;
  gboolean more;

  compare (self, &head, &removed, &added);
  more = !parted && added > most;
  if (more)
    {
      removed = MIN (removed, most);
      added = most;
    }
  splice (self, head, removed, added);
  g_array_unref (self->starts);
  self->starts = g_steal_pointer (&starts);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
  if (!same_sections && self->shown->len > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, self->shown->len);
  return more;
}

/* Turns. All that wait share them: a turn of the main loop does a part of one. */

static GQueue waiting = G_QUEUE_INIT; /* not owned */
static guint turns;

static void scrolled_cb (RapportGrowth *self);
static void wait_for_turn (RapportGrowth *self);

static void
stop_waiting (RapportGrowth *self)
{
  if (self->waits)
    g_queue_remove (&waiting, self);
  self->waits = FALSE;
}

static gboolean
turn_cb (gpointer user_data)
{
  RapportGrowth *next = g_queue_peek_head (&waiting);

  if (next != NULL)
    {
      g_autoptr (RapportGrowth) self = g_object_ref (next);

      stop_waiting (self);
      if (take (self, self->chunk))
        wait_for_turn (self);
      else
        scrolled_cb (self);
    }
  if (!g_queue_is_empty (&waiting))
    return G_SOURCE_CONTINUE;
  turns = 0;
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (RapportGrowth *self)
{
  if (self->waits || self->scrolling == NULL)
    return;
  self->waits = TRUE;
  g_queue_push_tail (&waiting, self);
  if (turns == 0)
    turns = g_idle_add_full (PRIORITY, turn_cb, NULL, NULL);
}

static void
take_all (RapportGrowth *self)
{
  stop_waiting (self);
  take (self, G_MAXUINT);
}

static gboolean
is_parted (RapportGrowth *self)
{
  g_autoptr (GArray) starts = find_starts (self);

  return starts->len > 0 || self->starts->len > 0;
}

static void
follow (RapportGrowth *self)
{
  guint head, removed, added;

  if (self->waits)
    return;
  compare (self, &head, &removed, &added);
  if (added <= FEW)
    take_all (self);
  else
    wait_for_turn (self);
}

static void
change (RapportGrowth *self, guint at, guint removed, guint added)
{
  if (removed == 0 && added == 0)
    return;
  splice (self, at, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), at, removed, added);
}

/* A few rows that come or go move the others on, and are no reason to wait. */
static void
follow_change (RapportGrowth *self, guint at, guint removed, guint added)
{
  const guint wanted = count_wanted (self);
  const guint before = self->shown->len;
  const guint gone = at < before ? MIN (removed, before - at) : 0;
  const guint come = at < self->size ? MIN (added, self->size - at) : 0;
  const guint between = before - gone + come;

  if (self->waits)
    return;
  if (at > before || is_parted (self) || come + (wanted > between ? wanted - between : 0) > FEW)
    {
      follow (self);
      return;
    }
  change (self, at, gone, come);
  if (between > wanted)
    change (self, wanted, between - wanted, 0);
  else
    change (self, between, 0, wanted - between);
}

/* Growing. */

static gboolean
needs_more (RapportGrowth *self)
{
  const double page = gtk_adjustment_get_page_size (self->scrolling);
  const double end = gtk_adjustment_get_value (self->scrolling) + page;

  return !self->waits && self->size < g_list_model_get_n_items (self->all) &&
         end + page >= gtk_adjustment_get_upper (self->scrolling);
}

/* After the frame that is being made, so that none of them takes long. */
static void
grow_cb (gpointer user_data)
{
  RapportGrowth *self = user_data;

  self->growing = 0;
  if (!needs_more (self))
    return;
  self->size += self->step;
  wait_for_turn (self);
}

static void
scrolled_cb (RapportGrowth *self)
{
  if (self->growing == 0 && needs_more (self))
    self->growing = g_idle_add_once (grow_cb, self);
}

static void
items_changed_cb (RapportGrowth *self, guint position, guint removed, guint added)
{
  follow_change (self, position, removed, added);
  scrolled_cb (self);
}

static void
sections_changed_cb (RapportGrowth *self)
{
  follow (self);
}

/* Life. */

static void
rapport_growth_dispose (GObject *object)
{
  RapportGrowth *self = RAPPORT_GROWTH (object);

  g_clear_handle_id (&self->growing, g_source_remove);
  stop_waiting (self);
  g_clear_object (&self->scrolling);
  G_OBJECT_CLASS (rapport_growth_parent_class)->dispose (object);
}

static void
rapport_growth_finalize (GObject *object)
{
  RapportGrowth *self = RAPPORT_GROWTH (object);

  g_ptr_array_unref (self->shown);
  g_array_unref (self->starts);
  g_clear_object (&self->all);
  G_OBJECT_CLASS (rapport_growth_parent_class)->finalize (object);
}

static void
rapport_growth_class_init (RapportGrowthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_growth_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_growth_finalize;
}

/* What was erased has no object. */
static void
drop_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

static void
rapport_growth_init (RapportGrowth *self)
{
  self->shown = g_ptr_array_new_with_free_func (drop_item);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
}

RapportGrowth *
rapport_growth_new (GListModel *all, GtkAdjustment *scrolling, guint step, guint chunk)
{
  RapportGrowth *self = g_object_new (RAPPORT_TYPE_GROWTH, NULL);

  self->all = g_object_ref (all);
  self->scrolling = g_object_ref (scrolling);
  self->step = step;
  self->chunk = chunk;
  self->size = step;
  g_signal_connect_object (scrolling, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scrolling, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (all, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (GTK_IS_SECTION_MODEL (all))
    g_signal_connect_object (all, "sections-changed", G_CALLBACK (sections_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow (self);
  return self;
}

GListModel *
rapport_growth_get_model (RapportGrowth *self)
{
  return G_LIST_MODEL (self);
}

void
rapport_growth_reach (RapportGrowth *self, guint position)
{
  if (position >= self->size)
    self->size = position + self->step;
  take_all (self);
}

void
rapport_growth_restart (RapportGrowth *self)
{
  const guint n = self->shown->len;

  gtk_adjustment_set_value (self->scrolling, 0);
  self->size = self->step;
  if (n <= self->step)
    return;
  g_ptr_array_set_size (self->shown, (int) self->step);
  while (self->starts->len > 0 &&
         g_array_index (self->starts, guint, self->starts->len - 1) >= self->step)
    g_array_set_size (self->starts, self->starts->len - 1);
  g_list_model_items_changed (G_LIST_MODEL (self), self->step, n - self->step, 0);
}
