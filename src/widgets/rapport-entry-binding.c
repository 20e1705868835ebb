/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-entry-binding.h"

#include "rapport-field-typing-private.h"

struct _RapportEntryBinding
{
  GObject parent_instance;

  GtkEditable *editable; /* owns this */
  RapportLibrary *library;
  RapportFieldTyping *typing;
};

G_DEFINE_FINAL_TYPE (RapportEntryBinding, rapport_entry_binding, G_TYPE_OBJECT)

static void
rapport_entry_binding_dispose (GObject *object)
{
  RapportEntryBinding *self = RAPPORT_ENTRY_BINDING (object);

  g_clear_object (&self->typing);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_entry_binding_parent_class)->dispose (object);
}

static void
rapport_entry_binding_class_init (RapportEntryBindingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_entry_binding_dispose;
}

static void
rapport_entry_binding_init (RapportEntryBinding *self)
{
}

static void
show_text (gpointer widget, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (widget), text))
    gtk_editable_set_text (widget, text);
}

static void
changed_cb (RapportEntryBinding *self)
{
  rapport_field_typing_typed (self->typing, gtk_editable_get_text (self->editable));
}

static void
leave_cb (RapportEntryBinding *self)
{
  rapport_field_typing_leave (self->typing);
}

RapportEntryBinding *
rapport_entry_binding_new (GtkEditable *editable,
                           RapportLibrary *library,
                           guint field,
                           const char *label)
{
  RapportEntryBinding *self = g_object_new (RAPPORT_TYPE_ENTRY_BINDING, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editable = editable;
  self->library = g_object_ref (library);
  self->typing = rapport_field_typing_new (library, field, label, show_text, editable);
  gtk_editable_set_editable (editable, FALSE);
  g_signal_connect_object (editable, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (editable), focus);
  g_object_set_data_full (G_OBJECT (editable), "rapport-entry-binding", self, g_object_unref);
  return self;
}

void
rapport_entry_binding_set_record (RapportEntryBinding *self, RapportRecord *record)
{
  rapport_field_typing_set_record (self->typing, record);
  gtk_editable_set_editable (self->editable,
                             record != NULL && !rapport_library_is_read_only (self->library));
}
