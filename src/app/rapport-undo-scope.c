/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-undo-scope.h"

#include "rapport-records.h"

struct _RapportUndoScope
{
  GObject parent_instance;

  RapportLibrary *library;
  GPtrArray *done;   /* of the clients of own changes, the last one at the end */
  GPtrArray *undone; /* of the clients of what was taken back */
  char *last;        /* the entry of the last own change, which typing goes on with */
};

G_DEFINE_FINAL_TYPE (RapportUndoScope, rapport_undo_scope, G_TYPE_OBJECT)

static void
move_last (GPtrArray *from, GPtrArray *to, const char *client)
{
  g_ptr_array_add (to, g_strdup (client));
  for (guint i = from->len; i > 0; i--)
    if (g_str_equal (from->pdata[i - 1], client))
      {
        g_ptr_array_remove_index (from, i - 1);
        return;
      }
}

/* What the program notes by itself, as what was shown when, is nothing that anybody
 * takes back. */
static gboolean
is_note (RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info != &rapport_showing_info)
      return FALSE;
  return TRUE;
}

static void
committed_cb (RapportUndoScope *self, RapportChangeSet *set)
{
  const RapportChangeHead *head = rapport_change_set_get_head (set);

  if (g_strcmp0 (head->author, rapport_library_get_me (self->library)) != 0 || is_note (set))
    return;
  switch (head->kind)
    {
    case RAPPORT_CHANGE_UNDO:
      move_last (self->done, self->undone, head->client);
      break;
    case RAPPORT_CHANGE_REDO:
      move_last (self->undone, self->done, head->client);
      break;
    case RAPPORT_CHANGE_PULL:
      return;
    case RAPPORT_CHANGE_EDIT:
    default:
      g_ptr_array_set_size (self->undone, 0);
      if (g_strcmp0 (head->id, self->last) != 0)
        g_ptr_array_add (self->done, g_strdup (head->client));
      break;
    }
  g_set_str (&self->last, head->id);
}

static void
rapport_undo_scope_finalize (GObject *object)
{
  RapportUndoScope *self = RAPPORT_UNDO_SCOPE (object);

  g_clear_object (&self->library);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_free (self->last);
  G_OBJECT_CLASS (rapport_undo_scope_parent_class)->finalize (object);
}

static void
rapport_undo_scope_class_init (RapportUndoScopeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_undo_scope_finalize;
}

static void
rapport_undo_scope_init (RapportUndoScope *self)
{
  self->done = g_ptr_array_new_with_free_func (g_free);
  self->undone = g_ptr_array_new_with_free_func (g_free);
}

RapportUndoScope *
rapport_undo_scope_new (RapportLibrary *library)
{
  RapportUndoScope *self = g_object_new (RAPPORT_TYPE_UNDO_SCOPE, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const char *
rapport_undo_scope_get_client (RapportUndoScope *self, gboolean redo)
{
  GPtrArray *clients = redo ? self->undone : self->done;

  return clients->len > 0 ? clients->pdata[clients->len - 1] : "";
}
