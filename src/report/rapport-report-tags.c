/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-report-private.h"

#include <string.h>

void
report_tags_init (ReportTags *self, Flow *flow, cairo_t *cr)
{
  *self = (ReportTags) {
    .flow = flow,
    .cr = cr,
    .open = g_array_new (FALSE, FALSE, sizeof (int)),
    .opened = g_array_new (FALSE, FALSE, sizeof (int)),
    .artifacts = g_array_new (FALSE, FALSE, sizeof (ReportArtifactMark)),
    .outline = FLOW_NONE,
  };
}

static gboolean
is_within (Flow *flow, int node, int ancestor)
{
  while (node != FLOW_NONE && node != ancestor)
    node = flow_get_node (flow, node)->parent;
  return node == ancestor;
}

static void
end_outline (ReportTags *self)
{
  if (self->outline == FLOW_NONE)
    return;
  cairo_tag_end (self->cr, CAIRO_TAG_DEST);
  self->outline = FLOW_NONE;
}

static void
close_last (ReportTags *self)
{
  int node = g_array_index (self->open, int, self->open->len - 1);

  cairo_tag_end (self->cr, flow_get_node (self->flow, node)->tag);
  g_array_set_size (self->open, self->open->len - 1);
}

static void
open_path (ReportTags *self, int node, int from)
{
  const FlowNode *found = flow_get_node (self->flow, node);

  if (found->parent != from)
    open_path (self, found->parent, from);
  cairo_tag_begin (self->cr, found->tag, NULL);
  g_array_append_val (self->open, node);
  g_array_append_val (self->opened, node);
}

/* Closes what @node is not in and opens what leads to it. Elements may go on
 * over the end of a page. */
void
report_tags_enter (ReportTags *self, int node, int outline)
{
  int last = FLOW_NONE;

  end_outline (self);
  while (self->open->len > 0)
    {
      last = g_array_index (self->open, int, self->open->len - 1);
      if (is_within (self->flow, node, last))
        break;
      close_last (self);
      last = FLOW_NONE;
    }
  if (last != node)
    open_path (self, node, last);
  if (outline != FLOW_NONE)
    {
      g_autofree char *attributes = g_strdup_printf ("name='s%d'", outline);

      cairo_tag_begin (self->cr, CAIRO_TAG_DEST, attributes);
      self->outline = outline;
    }
}

void
report_tags_finish (ReportTags *self)
{
  end_outline (self);
  while (self->open->len > 0)
    close_last (self);
}

void
report_tags_clear (ReportTags *self)
{
  g_clear_pointer (&self->open, g_array_unref);
  g_clear_pointer (&self->opened, g_array_unref);
  g_clear_pointer (&self->artifacts, g_array_unref);
}

/* Elements that are open stay so: Cairo takes the artefact out of them. */
void
report_tags_begin_artifact (ReportTags *self, guint page, ReportArtifact kind)
{
  const ReportArtifactMark mark = { page, kind };

  g_array_append_val (self->artifacts, mark);
  cairo_tag_begin (self->cr, "Artifact", NULL);
}

void
report_tags_end_artifact (ReportTags *self)
{
  cairo_tag_end (self->cr, "Artifact");
}

/* In an attribute, only what may stand in an address as it is. */
static char *
address_attribute (const char *address)
{
  g_autofree char *escaped = g_uri_escape_string (address, ":/?#[]@!$&()*+,;=%", FALSE);

  return g_strdup_printf ("uri='%s'", escaped);
}

void
report_tags_begin_link (ReportTags *self, const char *address)
{
  g_autofree char *attributes = address_attribute (address);

  cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes);
}

void
report_tags_end_link (ReportTags *self)
{
  cairo_tag_end (self->cr, CAIRO_TAG_LINK);
}
