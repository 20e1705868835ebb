/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-entry.h"

struct _RapportPlanEntry
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportPlanLine *line;
  RapportWorkItem *item;
  char *section;
  char *section_key;
  gboolean first;
  gboolean last;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPlanEntry, rapport_plan_entry, G_TYPE_OBJECT)

static void
changed_cb (RapportPlanEntry *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_item (RapportPlanEntry *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, changed_cb, self);
  g_clear_object (&self->item);
}

static void
rapport_plan_entry_dispose (GObject *object)
{
  RapportPlanEntry *self = RAPPORT_PLAN_ENTRY (object);

  drop_item (self);
  if (self->line != NULL)
    g_signal_handlers_disconnect_by_func (self->line, changed_cb, self);
  g_clear_object (&self->line);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_plan_entry_parent_class)->dispose (object);
}

static void
rapport_plan_entry_finalize (GObject *object)
{
  RapportPlanEntry *self = RAPPORT_PLAN_ENTRY (object);

  g_free (self->section);
  g_free (self->section_key);
  G_OBJECT_CLASS (rapport_plan_entry_parent_class)->finalize (object);
}

static void
rapport_plan_entry_class_init (RapportPlanEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_plan_entry_dispose;
  object_class->finalize = rapport_plan_entry_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_PLAN_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_plan_entry_init (RapportPlanEntry *self)
{
  self->section = g_strdup ("");
  self->section_key = g_strdup ("");
}

RapportPlanEntry *
rapport_plan_entry_new (RapportLibrary *library, RapportPlanLine *line)
{
  RapportPlanEntry *self = g_object_new (RAPPORT_TYPE_PLAN_ENTRY, NULL);

  self->library = g_object_ref (library);
  self->line = g_object_ref (line);
  g_signal_connect_swapped (line, "changed", G_CALLBACK (changed_cb), self);
  rapport_plan_entry_refresh (self);
  return self;
}

void
rapport_plan_entry_refresh (RapportPlanEntry *self)
{
  g_autoptr (RapportWorkItem) item = rapport_plan_line_get_item (self->library, self->line);

  if (item != NULL && rapport_record_is_trashed (RAPPORT_RECORD (item)))
    g_clear_object (&item);
  if (item == self->item)
    return;
  drop_item (self);
  if (item != NULL)
    {
      self->item = g_steal_pointer (&item);
      g_signal_connect_swapped (self->item, "changed", G_CALLBACK (changed_cb), self);
    }
  changed_cb (self);
}

RapportPlanLine *
rapport_plan_entry_get_line (RapportPlanEntry *self)
{
  return self->line;
}

RapportWorkItem *
rapport_plan_entry_get_item (RapportPlanEntry *self)
{
  return self->item;
}

const char *
rapport_plan_entry_get_title (RapportPlanEntry *self)
{
  if (self->item != NULL)
    return rapport_record_get_title (RAPPORT_RECORD (self->item));
  return rapport_record_get_text (RAPPORT_RECORD (self->line), RAPPORT_PLAN_LINE_SNAPSHOT_TITLE);
}

const char *
rapport_plan_entry_get_section (RapportPlanEntry *self)
{
  return self->section;
}

const char *
rapport_plan_entry_get_section_key (RapportPlanEntry *self)
{
  return self->section_key;
}

void
rapport_plan_entry_set_section (RapportPlanEntry *self, const char *key, const char *title)
{
  g_set_str (&self->section_key, key);
  g_set_str (&self->section, title);
}

gboolean
rapport_plan_entry_is_first (RapportPlanEntry *self)
{
  return self->first;
}

gboolean
rapport_plan_entry_is_last (RapportPlanEntry *self)
{
  return self->last;
}

void
rapport_plan_entry_set_edges (RapportPlanEntry *self, gboolean first, gboolean last)
{
  if (self->first == first && self->last == last)
    return;
  self->first = first;
  self->last = last;
  changed_cb (self);
}
