/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-keys.h"

#include "rapport-actions.h"
#include "rapport-latin-key.h"

#define MODIFIERS                                                                                  \
  (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

static gboolean
is_latin (guint keyval)
{
  return keyval > 0x20 && keyval < 0x7f;
}

/* Whether @accel is these keys. A sign such as "?" is made with Shift on some
 * keyboards and without it on others, so that Shift does not count there. */
static gboolean
is_pressed (const char *accel, guint keyval, guint latin, GdkModifierType state)
{
  guint key;
  GdkModifierType modifiers;

  if (accel == NULL || !gtk_accelerator_parse (accel, &key, &modifiers))
    return FALSE;
  if (key == keyval && g_unichar_ispunct (gdk_keyval_to_unicode (key)))
    return modifiers == (state & ~GDK_SHIFT_MASK);
  return (key == gdk_keyval_to_lower (keyval) || key == latin) && modifiers == state;
}

static gboolean
is_writing (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));
  if (!GTK_IS_TEXT (focus) || !gtk_editable_get_editable (GTK_EDITABLE (focus)))
    return FALSE;
  /* What is looked for is nothing that anybody wants back. */
  return gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY) == NULL;
}

/* The sign that the key makes in another layout of the user: where "/" is, the
 * Russian layout has a full stop. 0 where there is none. */
static guint
get_in_other_layout (GdkDisplay *display, guint keycode, guint keyval)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;

  if (gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
    for (int i = 0; i < n; i++)
      if (keys[i].level == 0 && is_latin (keyvals[i]) && keyvals[i] != keyval)
        return gdk_keyval_to_lower (keyvals[i]);
  return 0;
}

static const RapportAction *
find_pressed (guint keyval, guint latin, GdkModifierType state)
{
  gsize n;
  const RapportAction *actions = rapport_actions_get (&n);

  for (gsize i = 0; i < n; i++)
    if (actions[i].activate != NULL && (is_pressed (actions[i].accels[0], keyval, latin, state) ||
                                        is_pressed (actions[i].accels[1], keyval, latin, state)))
      return &actions[i];
  return NULL;
}

static gboolean
key_pressed_cb (RapportWindow *window,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *controller)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));
  const RapportAction *action = NULL;

  state &= MODIFIERS;
  action = find_pressed (keyval, rapport_latin_key_get (display, keycode, keyval), state);
  if (action == NULL && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    action = find_pressed (keyval, get_in_other_layout (display, keycode, keyval), state);
  if (action == NULL ||
      ((action->flags & RAPPORT_ACTION_NOT_IN_TEXT) != 0 && is_writing (GTK_WINDOW (window))))
    return GDK_EVENT_PROPAGATE;
  g_action_group_activate_action (G_ACTION_GROUP (window), action->name, NULL);
  return GDK_EVENT_STOP;
}

void
rapport_keys_install (RapportWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}
