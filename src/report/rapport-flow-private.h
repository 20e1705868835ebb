/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-chart.h"
#include "rapport-picture.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* No element of the structure: decoration, running titles, repeated headers. */
#define FLOW_ARTIFACT (-1)
#define FLOW_NONE     (-1)

/**
 * FlowNode:
 * @tag: name of the structure element, such as "P" or "TD"; static
 * @parent: its parent's index, or %FLOW_NONE
 * @alt: words in place of a figure or of a short heading, or %NULL
 * @lang: language of its words where it is not the document's, or %NULL; static
 * @words: whose language that is
 * @box: where a figure stands on its page, in points from the top left
 * @scope: "Row" or "Column" of a header cell, "Decimal" or "Disc" of a list, or
 *   %NULL
 *
 * An element of the document's structure. Nodes are made in reading order.
 */
typedef struct
{
  const char *tag;
  int parent;
  char *alt;
  const char *scope;
  const char *lang;
  gconstpointer words;
  cairo_rectangle_t box;
} FlowNode;

typedef enum
{
  FLOW_TEXT,
  FLOW_BOX,
  FLOW_CHART,
  FLOW_PICTURE,
} FlowKind;

/**
 * FlowItem:
 * @x: and @y, @width, @height: in points, from the top left of the slab or page
 * @layout: text; @first_line and @n_lines of it are drawn
 * @leading: distance of its lines; @size: of its letters
 * @align: 0 left, 0.5 middle, 1 right
 * @outline: the entry of the outline that points here, or %FLOW_NONE
 *
 * A thing that is drawn.
 */
typedef struct
{
  FlowKind kind;
  int node;
  double x;
  double y;
  double width;
  double height;
  PangoLayout *layout;
  int first_line;
  int n_lines;
  double size;
  double leading;
  double align;
  RapportColour colour;
  RapportChart *chart;
  RapportPicture *picture;
  gboolean muted;
  int outline;
  int section;
} FlowItem;

typedef struct
{
  char *title;
  int page;
} FlowOutline;

/**
 * FlowSlab:
 * @space: above it, but not at the head of a page
 * @keep: no page ends below it
 * @page_before: a page begins with it
 * @header: slab that is repeated when a page begins with this one, or %FLOW_NONE
 * @section: the section of the document that it belongs to
 *
 * What stays together on one page.
 */
typedef struct
{
  double space;
  double height;
  gboolean keep;
  gboolean page_before;
  int header;
  int section;
  guint first_item;
  guint n_items;
} FlowSlab;

typedef struct
{
  GArray *items;
} FlowPage;

typedef struct
{
  GArray *nodes;
  GArray *items;
  GArray *slabs;
  GArray *outline;
  GArray *pages;
  /* First page of each section; FLOW_NONE where it is not shown. */
  GArray *section_pages;
  /* Set on what is added next. */
  int header;
  int section;
  gboolean page_before;
  /* Whether what is added stands under a heading of the second level. */
  gboolean under_heading;
  /* Labels that stand in front of the slab to come. */
  GArray *pending;
  /* How far down a heading still stands beside what follows. */
  double beside;
  /* The slab that is being made. */
  guint slab_first;
  double slab_space;
} Flow;

Flow *flow_new (void);
void flow_free (Flow *self);

int flow_add_node (Flow *self, int parent, const char *tag);
void flow_set_alt (Flow *self, int node, const char *alt);
void flow_set_scope (Flow *self, int node, const char *scope);
FlowNode *flow_get_node (Flow *self, int node);

/* Between begin and end, items are added with places from the slab's top. */
void flow_begin (Flow *self, double space);
void flow_end (Flow *self, double height, gboolean keep);
FlowItem *flow_add_item (Flow *self, FlowKind kind, int node, double x, double y);

/* Keeps the items of the slab being made for the slab to come, in place of
 * making it. */
void flow_pend (Flow *self);

/* The last slab holds a heading that reaches @height below it: what is added
 * stands beside it, until flow_settle(). */
void flow_begin_beside (Flow *self, double height);
void flow_settle (Flow *self);

/* Lays the slabs out on pages of which each has @height for them. */
void flow_paginate (Flow *self, double top, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flow, flow_free)

G_END_DECLS
