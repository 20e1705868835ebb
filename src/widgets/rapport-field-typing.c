/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-field-typing-private.h"

struct _RapportFieldTyping
{
  GObject parent_instance;

  RapportLibrary *library;
  guint field;
  char *label;
  RapportFieldTypingShow show;
  gpointer widget;

  RapportRecord *record;
  RapportTyping *typing; /* NULL while nothing has been typed in this stay */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapportFieldTyping, rapport_field_typing, G_TYPE_OBJECT)

static void
show (RapportFieldTyping *self)
{
  const char *text =
    self->record != NULL ? rapport_record_get_text (self->record, self->field) : "";

  self->showing = TRUE;
  self->show (self->widget, text);
  self->showing = FALSE;
}

static void
record_changed_cb (RapportFieldTyping *self)
{
  if (self->typing == NULL)
    show (self);
}

static void
rapport_field_typing_dispose (GObject *object)
{
  RapportFieldTyping *self = RAPPORT_FIELD_TYPING (object);

  g_clear_object (&self->typing);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_field_typing_parent_class)->dispose (object);
}

static void
rapport_field_typing_finalize (GObject *object)
{
  g_free (RAPPORT_FIELD_TYPING (object)->label);
  G_OBJECT_CLASS (rapport_field_typing_parent_class)->finalize (object);
}

static void
rapport_field_typing_class_init (RapportFieldTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_field_typing_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_field_typing_finalize;
}

static void
rapport_field_typing_init (RapportFieldTyping *self)
{
}

RapportFieldTyping *
rapport_field_typing_new (RapportLibrary *library,
                          guint field,
                          const char *label,
                          RapportFieldTypingShow show_func,
                          gpointer widget)
{
  RapportFieldTyping *self = g_object_new (RAPPORT_TYPE_FIELD_TYPING, NULL);

  self->library = g_object_ref (library);
  self->field = field;
  self->label = g_strdup (label);
  self->show = show_func;
  self->widget = widget;
  return self;
}

void
rapport_field_typing_set_record (RapportFieldTyping *self, RapportRecord *record)
{
  if (self->record == record)
    return;
  g_clear_object (&self->typing);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_swapped (record, "changed", G_CALLBACK (record_changed_cb), self);
  show (self);
}

void
rapport_field_typing_typed (RapportFieldTyping *self, const char *text)
{
  if (self->showing || self->record == NULL)
    return;
  if (self->typing == NULL)
    self->typing = rapport_typing_new (self->library, self->record, self->field, self->label);
  rapport_typing_set_text (self->typing, text);
}

void
rapport_field_typing_leave (RapportFieldTyping *self)
{
  g_autoptr (GError) error = NULL;

  if (self->typing == NULL)
    return;
  /* What can't be saved now stays in the widget and is tried again. */
  if (!rapport_typing_flush (self->typing, &error))
    return;
  g_clear_object (&self->typing);
  show (self);
}
