/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-early-keys.h"

#define KEY "rapport-early-keys"

typedef struct
{
  GtkWidget *entry;         /* a child of the dialog that this belongs to */
  GtkEventController *keys; /* of the window, while the dialog is under way */
  GtkWidget *window;
  gboolean typed;
  gboolean left; /* by Enter or Escape, which are heeded once the dialog is there */
  gboolean escaped;
} EarlyKeys;

static void
stop (EarlyKeys *self)
{
  if (self->keys != NULL)
    gtk_widget_remove_controller (self->window, self->keys);
  self->keys = NULL;
  g_clear_weak_pointer (&self->window);
}

static void
early_keys_free (EarlyKeys *self)
{
  stop (self);
  g_free (self);
}

static GtkWidget *
get_text (EarlyKeys *self)
{
  return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
}

static gboolean
is_leaving (EarlyKeys *self, guint keyval)
{
  self->escaped = keyval == GDK_KEY_Escape;
  return self->escaped || keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter ||
         keyval == GDK_KEY_ISO_Enter;
}

static gboolean
key_pressed_cb (
  EarlyKeys *self, guint keyval, guint keycode, GdkModifierType state, GtkEventControllerKey *keys)
{
  /* What comes after that is not for this dialog, nor for what is behind it. */
  self->left = self->left || is_leaving (self, keyval);
  if (self->left)
    return GDK_EVENT_STOP;
  /* As if it had the keyboard already: what stands there would be selected. */
  if (!self->typed)
    gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  /* Shortcuts of what is not on the screen yet are asleep, but mistakes are made. */
  if (keyval == GDK_KEY_BackSpace)
    g_signal_emit_by_name (get_text (self), "backspace");
  else if (!gtk_event_controller_key_forward (keys, get_text (self)) &&
           !gtk_event_controller_key_forward (keys, self->entry))
    return GDK_EVENT_PROPAGATE;
  self->typed = TRUE;
  return GDK_EVENT_STOP;
}

static void
root_changed_cb (EarlyKeys *self)
{
  GtkRoot *root = gtk_widget_get_root (self->entry);

  stop (self);
  if (root == NULL)
    return;
  g_set_weak_pointer (&self->window, GTK_WIDGET (root));
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->window, self->keys);
}

void
rapport_early_keys_catch (AdwDialog *dialog, GtkWidget *entry)
{
  EarlyKeys *self = g_new0 (EarlyKeys, 1);

  self->entry = entry;
  g_object_set_data_full (G_OBJECT (dialog), KEY, self, (GDestroyNotify) early_keys_free);
  g_signal_connect_swapped (dialog, "notify::root", G_CALLBACK (root_changed_cb), self);
}

static gboolean
escape_cb (gpointer dialog)
{
  adw_dialog_close (dialog);
  return G_SOURCE_REMOVE;
}

static gboolean
enter_cb (gpointer text)
{
  g_signal_emit_by_name (text, "activate");
  return G_SOURCE_REMOVE;
}

/* libadwaita can't close a dialog that it has not opened, nor one that it is
 * opening just now; but no other key may come in between. */
static void
leave (EarlyKeys *self, AdwDialog *dialog)
{
  if (self->escaped)
    g_idle_add_full (G_PRIORITY_HIGH, escape_cb, g_object_ref (dialog), g_object_unref);
  else
    g_idle_add_full (G_PRIORITY_HIGH, enter_cb, g_object_ref (get_text (self)), g_object_unref);
}

gboolean
rapport_early_keys_hand_over (AdwDialog *dialog)
{
  EarlyKeys *self = g_object_get_data (G_OBJECT (dialog), KEY);
  gboolean done = FALSE;

  if (self == NULL)
    return FALSE;
  done = self->typed ? gtk_text_grab_focus_without_selecting (GTK_TEXT (get_text (self)))
                     : gtk_widget_grab_focus (self->entry);
  if (self->left)
    leave (self, dialog);
  g_signal_handlers_disconnect_by_data (dialog, self);
  g_object_set_data (G_OBJECT (dialog), KEY, NULL);
  return done;
}
