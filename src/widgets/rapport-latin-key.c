/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-latin-key.h"

#include <string.h>

/* Key codes of X11 and Wayland alike are those of the kernel plus 8. */
#define KEYCODE_OFFSET 8

typedef struct
{
  guint first; /* the kernel's code of the first key */
  const char *keys;
} KeyRow;

static const KeyRow rows[] = {
  { 2, "1234567890-=" },
  { 16, "qwertyuiop[]" },
  { 30, "asdfghjkl;'`" },
  { 43, "\\zxcvbnm,./" },
};

static guint
look_up_place (guint keycode)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const guint first = rows[i].first + KEYCODE_OFFSET;

      if (keycode >= first && keycode < first + strlen (rows[i].keys))
        return (guint) rows[i].keys[keycode - first];
    }
  return 0;
}

static gboolean
is_latin (guint keyval)
{
  return keyval > 0x20 && keyval < 0x7f;
}

guint
rapport_latin_key_get (GdkDisplay *display, guint keycode, guint keyval)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;

  if (is_latin (keyval))
    return gdk_keyval_to_lower (keyval);
  if (gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
    for (int i = 0; i < n; i++)
      if (keys[i].level == 0 && is_latin (keyvals[i]))
        return gdk_keyval_to_lower (keyvals[i]);
  return look_up_place (keycode);
}
