/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for a card of the board: one flies from hit to hit. */
#include "rapport-ideas-view-private.h"

#include <glib/gi18n-lib.h>

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : text, -1);

  return g_steal_pointer (&folded);
}

static gboolean
has (const char *text, const char *needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = fold (text);
  return strstr (folded, needle) != NULL;
}

static void
show_hit (RapportIdeasView *self)
{
  g_autofree char *count = NULL;

  if (self->hits->len == 0)
    {
      gtk_label_set_label (self->search_count,
                           gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0'
                             ? _ ("No results")
                             : "");
      return;
    }
  /* Translators: which of the hits of a search is shown. */
  count = g_strdup_printf (_ ("%u of %u"), self->hit + 1, self->hits->len);
  gtk_label_set_label (self->search_count, count);
  rapport_canvas_show (self->canvas, self->hits->pdata[self->hit]);
}

void
rapport_ideas_view_find (RapportIdeasView *self, const char *text)
{
  RapportScene *scene = rapport_ideas_model_get_scene (self->model);
  g_autoptr (GPtrArray) order = rapport_scene_get_reading_order (scene);
  g_autoptr (GPtrArray) all = rapport_scene_find (scene, NULL);
  g_autofree char *needle = fold (text);

  g_ptr_array_set_size (self->hits, 0);
  self->hit = 0;
  for (guint i = 0; *needle != '\0' && i < order->len; i++)
    {
      const RapportSceneItem *item = order->pdata[i];

      if (has (item->title, needle) || has (item->body, needle))
        g_ptr_array_add (self->hits, g_strdup (item->id));
    }
  for (guint i = 0; *needle != '\0' && i < all->len; i++)
    {
      const RapportSceneItem *item = all->pdata[i];

      if (item->kind == RAPPORT_SCENE_FRAME && has (item->title, needle))
        g_ptr_array_add (self->hits, g_strdup (item->id));
    }
  show_hit (self);
}

void
rapport_ideas_view_next_hit (RapportIdeasView *self, int step)
{
  if (self->hits->len == 0)
    return;
  self->hit =
    (self->hit + self->hits->len + (guint) (step + (int) self->hits->len)) % self->hits->len;
  show_hit (self);
}
