/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-public-board.h"

void
rapport_board_figure_free (RapportBoardFigure *self)
{
  g_free (self->metric);
  g_free (self->name);
  g_free (self);
}

static GHashTable *
new_table (GDestroyNotify destroy)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, destroy);
}

RapportPublicBoard *
rapport_public_board_new (RapportPublicRecord *board)
{
  static int last_serial;
  RapportPublicBoard *self = g_new0 (RapportPublicBoard, 1);

  self->serial = (guint) g_atomic_int_add (&last_serial, 1) + 1;
  g_atomic_ref_count_init (&self->ref_count);
  self->board = g_object_ref (board);
  self->placements = g_ptr_array_new_with_free_func (g_object_unref);
  self->frames = g_ptr_array_new_with_free_func (g_object_unref);
  self->edges = g_ptr_array_new_with_free_func (g_object_unref);
  self->lanes = g_ptr_array_new_with_free_func (g_object_unref);
  self->remarks = g_ptr_array_new_with_free_func (g_object_unref);
  self->works = new_table (g_object_unref);
  self->attachments = new_table (g_object_unref);
  self->figures = new_table ((GDestroyNotify) rapport_board_figure_free);
  self->votes = new_table (NULL);
  self->today = RAPPORT_DAY_NONE;
  return self;
}

RapportPublicBoard *
rapport_public_board_ref (RapportPublicBoard *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_public_board_unref (RapportPublicBoard *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_object (&self->client);
  g_clear_object (&self->agency);
  g_object_unref (self->board);
  g_ptr_array_unref (self->placements);
  g_ptr_array_unref (self->frames);
  g_ptr_array_unref (self->edges);
  g_ptr_array_unref (self->lanes);
  g_ptr_array_unref (self->remarks);
  g_hash_table_unref (self->works);
  g_hash_table_unref (self->attachments);
  g_hash_table_unref (self->figures);
  g_hash_table_unref (self->votes);
  g_clear_pointer (&self->changes, g_hash_table_unref);
  g_free (self->language);
  g_free (self->currency);
  g_free (self);
}

const char *
rapport_public_board_get_title (RapportPublicBoard *self)
{
  return rapport_public_record_get_text (self->board, "title");
}

gboolean
rapport_public_board_is_free (RapportPublicBoard *self)
{
  return g_str_equal (rapport_public_record_get_text (self->board, "layout"), "free") ||
         (*rapport_public_record_get_text (self->board, "columns") == '\0' &&
          *rapport_public_record_get_text (self->board, "rows") == '\0');
}

RapportPublicRecord *
rapport_public_board_get_work (RapportPublicBoard *self, RapportPublicRecord *placement)
{
  const char *id = rapport_public_record_get_text (placement, "item");

  return *id != '\0' ? g_hash_table_lookup (self->works, id) : NULL;
}

GBytes *
rapport_public_board_get_file (RapportPublicBoard *self, const char *attachment)
{
  RapportPublicRecord *file = g_hash_table_lookup (self->attachments, attachment);
  GVariant *data = file != NULL ? rapport_public_record_get_value (file, "data") : NULL;

  return data != NULL ? g_variant_get_data_as_bytes (data) : NULL;
}
