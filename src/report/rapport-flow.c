/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-flow-private.h"

/* Heights are sums of fractions. */
#define SLACK 0.01

static void
item_clear (gpointer data)
{
  FlowItem *item = data;

  g_clear_object (&item->layout);
  g_clear_pointer (&item->chart, rapport_chart_unref);
  g_clear_pointer (&item->picture, rapport_picture_unref);
}

static FlowItem
item_copy (const FlowItem *item)
{
  FlowItem copy = *item;

  if (copy.layout != NULL)
    g_object_ref (copy.layout);
  if (copy.chart != NULL)
    rapport_chart_ref (copy.chart);
  if (copy.picture != NULL)
    rapport_picture_ref (copy.picture);
  return copy;
}

static void
node_clear (gpointer data)
{
  g_free (((FlowNode *) data)->alt);
}

static void
outline_clear (gpointer data)
{
  g_free (((FlowOutline *) data)->title);
}

static void
page_clear (gpointer data)
{
  g_array_unref (((FlowPage *) data)->items);
}

static GArray *
item_array (void)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (FlowItem));

  g_array_set_clear_func (array, item_clear);
  return array;
}

Flow *
flow_new (void)
{
  Flow *self = g_new0 (Flow, 1);

  self->nodes = g_array_new (FALSE, TRUE, sizeof (FlowNode));
  g_array_set_clear_func (self->nodes, node_clear);
  self->items = item_array ();
  self->pending = item_array ();
  self->slabs = g_array_new (FALSE, TRUE, sizeof (FlowSlab));
  self->outline = g_array_new (FALSE, TRUE, sizeof (FlowOutline));
  g_array_set_clear_func (self->outline, outline_clear);
  self->pages = g_array_new (FALSE, TRUE, sizeof (FlowPage));
  g_array_set_clear_func (self->pages, page_clear);
  self->section_pages = g_array_new (FALSE, TRUE, sizeof (int));
  self->header = FLOW_NONE;
  self->section = FLOW_NONE;
  return self;
}

void
flow_free (Flow *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->items);
  g_array_unref (self->pending);
  g_array_unref (self->slabs);
  g_array_unref (self->outline);
  g_array_unref (self->pages);
  g_array_unref (self->section_pages);
  g_free (self);
}

int
flow_add_node (Flow *self, int parent, const char *tag)
{
  FlowNode node = { .tag = tag, .parent = parent };

  g_array_append_val (self->nodes, node);
  return (int) self->nodes->len - 1;
}

FlowNode *
flow_get_node (Flow *self, int node)
{
  return &g_array_index (self->nodes, FlowNode, (guint) node);
}

void
flow_set_alt (Flow *self, int node, const char *alt)
{
  g_set_str (&flow_get_node (self, node)->alt, alt);
}

void
flow_set_scope (Flow *self, int node, const char *scope)
{
  flow_get_node (self, node)->scope = scope;
}

void
flow_begin (Flow *self, double space)
{
  self->slab_first = self->items->len;
  self->slab_space = space;
}

FlowItem *
flow_add_item (Flow *self, FlowKind kind, int node, double x, double y)
{
  FlowItem item = { .kind = kind, .node = node, .x = x, .y = y, .outline = FLOW_NONE };

  g_array_append_val (self->items, item);
  return &g_array_index (self->items, FlowItem, self->items->len - 1);
}

/* Puts what was kept back in front of the items of the slab being made. */
static void
insert_pending (Flow *self)
{
  g_array_insert_vals (self->items, self->slab_first, self->pending->data, self->pending->len);
  /* The references have moved along. */
  g_array_set_clear_func (self->pending, NULL);
  g_array_set_size (self->pending, 0);
  g_array_set_clear_func (self->pending, item_clear);
}

void
flow_end (Flow *self, double height, gboolean keep)
{
  FlowSlab slab = {
    .space = self->slab_space,
    .height = height,
    .keep = keep,
    .page_before = self->page_before,
    .header = self->header,
    .section = self->section,
    .first_item = self->slab_first,
  };

  if (self->pending->len > 0)
    insert_pending (self);
  if (self->beside > SLACK)
    {
      self->beside -= slab.space + height;
      slab.keep = keep || self->beside > SLACK;
    }
  slab.n_items = self->items->len - slab.first_item;
  self->page_before = FALSE;
  g_array_append_val (self->slabs, slab);
}

void
flow_pend (Flow *self)
{
  for (guint i = self->slab_first; i < self->items->len; i++)
    {
      FlowItem copy = item_copy (&g_array_index (self->items, FlowItem, i));

      g_array_append_val (self->pending, copy);
    }
  g_array_set_size (self->items, self->slab_first);
}

void
flow_begin_beside (Flow *self, double height)
{
  self->beside = height;
}

void
flow_settle (Flow *self)
{
  if (self->pending->len > 0 || self->beside > SLACK)
    {
      flow_begin (self, 0);
      flow_end (self, MAX (self->beside, 0), FALSE);
    }
  self->beside = 0;
}

static FlowSlab *
slab_at (Flow *self, guint index)
{
  return &g_array_index (self->slabs, FlowSlab, index);
}

static FlowPage *
begin_page (Flow *self)
{
  FlowPage page = { item_array () };

  g_array_append_val (self->pages, page);
  return &g_array_index (self->pages, FlowPage, self->pages->len - 1);
}

/* How high the slabs are from @index to the first that may end a page. */
static double
group_height (Flow *self, guint index)
{
  double height = slab_at (self, index)->height;

  while (slab_at (self, index)->keep && index + 1 < self->slabs->len)
    {
      index++;
      height += slab_at (self, index)->space + slab_at (self, index)->height;
    }
  return height;
}

static void
note_place (Flow *self, const FlowItem *item, int section)
{
  int page = (int) self->pages->len - 1;

  if (item->outline != FLOW_NONE)
    g_array_index (self->outline, FlowOutline, (guint) item->outline).page = page;
  if (section < 0)
    return;
  while (self->section_pages->len <= (guint) section)
    {
      int none = FLOW_NONE;

      g_array_append_val (self->section_pages, none);
    }
  if (g_array_index (self->section_pages, int, section) == FLOW_NONE)
    g_array_index (self->section_pages, int, section) = page;
}

static void
place_slab (Flow *self, FlowPage *page, const FlowSlab *slab, double y, gboolean repeated)
{
  for (guint i = 0; i < slab->n_items; i++)
    {
      FlowItem item = item_copy (&g_array_index (self->items, FlowItem, slab->first_item + i));

      item.y += y;
      item.section = slab->section;
      if (repeated)
        {
          item.node = FLOW_ARTIFACT;
          item.outline = FLOW_NONE;
        }
      else
        note_place (self, &item, slab->section);
      g_array_append_val (page->items, item);
    }
}

void
flow_paginate (Flow *self, double top, double height)
{
  FlowPage *page = begin_page (self);
  double used = 0;
  gboolean fresh = TRUE;

  for (guint i = 0; i < self->slabs->len; i++)
    {
      const FlowSlab *slab = slab_at (self, i);
      double need = slab->space + group_height (self, i);

      /* A group that no page can hold is broken where it must be. */
      if (need > height)
        need = slab->space + slab->height;
      if (!fresh && (slab->page_before || used + need > height + SLACK))
        {
          page = begin_page (self);
          used = 0;
          fresh = TRUE;
        }
      if (fresh && slab->header != FLOW_NONE && (guint) slab->header != i)
        {
          const FlowSlab *header = slab_at (self, (guint) slab->header);

          place_slab (self, page, header, top, TRUE);
          used = header->height;
          fresh = FALSE;
        }
      used += fresh ? 0 : slab->space;
      place_slab (self, page, slab, top + used, FALSE);
      used += slab->height;
      fresh = FALSE;
    }
}
