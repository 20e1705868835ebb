/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-typing.h"

#include <gio/gio.h>

struct _RapportTyping
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportRecord *record;
  guint field;
  char *label;
  char *entry;
  char *text; /* typed and not yet committed, or NULL */
  guint timeout;
};

G_DEFINE_FINAL_TYPE (RapportTyping, rapport_typing, G_TYPE_OBJECT)

static void
rapport_typing_dispose (GObject *object)
{
  RapportTyping *self = RAPPORT_TYPING (object);
  g_autoptr (GError) error = NULL;

  if (self->library != NULL && !rapport_typing_flush (self, &error))
    g_warning ("what was typed could not be committed: %s", error->message);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->library);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (rapport_typing_parent_class)->dispose (object);
}

static void
rapport_typing_finalize (GObject *object)
{
  RapportTyping *self = RAPPORT_TYPING (object);

  g_free (self->label);
  g_free (self->entry);
  g_free (self->text);
  G_OBJECT_CLASS (rapport_typing_parent_class)->finalize (object);
}

static void
rapport_typing_class_init (RapportTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_typing_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_typing_finalize;
}

static void
rapport_typing_init (RapportTyping *self)
{
}

RapportTyping *
rapport_typing_new (RapportLibrary *library, RapportRecord *record, guint field, const char *label)
{
  RapportTyping *self = g_object_new (RAPPORT_TYPE_TYPING, NULL);

  self->library = g_object_ref (library);
  self->record = g_object_ref (record);
  self->field = field;
  self->label = g_strdup (label);
  self->entry = rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (library)));
  return self;
}

static void
pause_cb (gpointer user_data)
{
  RapportTyping *self = user_data;
  g_autoptr (GError) error = NULL;

  self->timeout = 0;
  if (!rapport_typing_flush (self, &error))
    g_warning ("what was typed could not be committed: %s", error->message);
}

void
rapport_typing_set_text (RapportTyping *self, const char *text)
{
  g_set_str (&self->text, text);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_once (RAPPORT_TYPING_PAUSE_MS, pause_cb, self);
}

gboolean
rapport_typing_flush (RapportTyping *self, GError **error)
{
  g_autoptr (RapportTransaction) transaction = NULL;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->text == NULL)
    return TRUE;
  transaction = rapport_transaction_begin (self->library, self->label);
  rapport_transaction_set_entry (transaction, self->entry);
  rapport_transaction_set_text (transaction, self->record, self->field, self->text);
  if (!rapport_transaction_commit (transaction, error))
    return FALSE;
  g_clear_pointer (&self->text, g_free);
  return TRUE;
}
