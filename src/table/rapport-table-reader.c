/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-table-reader.h"

struct _RapportTableReader
{
  const RapportTableReaderKind *kind;
  gpointer self;
};

typedef struct
{
  RapportCsvReader *reader;
  guint64 size;
} Separated;

RapportTableReader *
rapport_table_reader_new (const RapportTableReaderKind *kind, gpointer self)
{
  RapportTableReader *reader = g_new0 (RapportTableReader, 1);

  reader->kind = kind;
  reader->self = self;
  return reader;
}

void
rapport_table_reader_free (RapportTableReader *self)
{
  self->kind->free (self->self);
  g_free (self);
}

gboolean
rapport_table_reader_next (RapportTableReader *self,
                           RapportCsvRow *row,
                           GCancellable *cancellable,
                           GError **error)
{
  return self->kind->next (self->self, row, cancellable, error);
}

double
rapport_table_reader_get_progress (RapportTableReader *self)
{
  return CLAMP (self->kind->get_progress (self->self), 0, 1);
}

static gboolean
separated_next (gpointer data, RapportCsvRow *row, GCancellable *cancellable, GError **error)
{
  Separated *self = data;

  return rapport_csv_reader_next (self->reader, row, cancellable, error);
}

static double
separated_get_progress (gpointer data)
{
  Separated *self = data;

  if (self->size == 0)
    return 0;
  return (double) rapport_csv_reader_get_offset (self->reader) / (double) self->size;
}

static void
separated_free (gpointer data)
{
  Separated *self = data;

  rapport_csv_reader_free (self->reader);
  g_free (self);
}

RapportTableReader *
rapport_table_reader_new_for_csv (RapportCsvReader *reader, guint64 size)
{
  static const RapportTableReaderKind kind = { separated_next, separated_get_progress,
                                               separated_free };
  Separated *self = g_new0 (Separated, 1);

  self->reader = reader;
  self->size = size;
  return rapport_table_reader_new (&kind, self);
}
