/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that an SVG holds as data. Whoever draws it unpacks all of them, so that they are
 * measured first: a few kilobytes can be a hundred megapixels. */
#include "rapport-picture-private.h"

#include <string.h>

#define BEGINNING "data:"

/* Line ends are often written as references; anything else that is one is no data. */
static gboolean
drop_references (char *data)
{
  static const char *const blanks[] = { "&#9;", "&#10;", "&#13;", "&#x9;", "&#xa;", "&#xd;" };
  char *to = data;

  while (*data != '\0')
    {
      gsize skipped = 0;

      for (gsize i = 0; *data == '&' && i < G_N_ELEMENTS (blanks); i++)
        if (g_ascii_strncasecmp (data, blanks[i], strlen (blanks[i])) == 0)
          skipped = strlen (blanks[i]);
      if (*data == '&' && skipped == 0)
        return FALSE;
      if (skipped == 0)
        *to++ = *data++;
      data += skipped;
    }
  *to = '\0';
  return TRUE;
}

/* (transfer full) (nullable): what stands between the comma and the end. */
static GBytes *
decode (const char *data, gsize length)
{
  g_autofree char *text = g_strndup (data, length);
  guchar *bytes;
  gsize size = 0;

  if (!drop_references (text))
    return NULL;
  bytes = g_base64_decode (text, &size);
  return g_bytes_new_take (bytes, size);
}

/* Whether @pixels have room for the picture in @bytes, which are then fewer. */
static gboolean
takes (GBytes *bytes, gboolean named_picture, gint64 *pixels, GError **error)
{
  const PictureKind kind = picture_tell (bytes);
  int width, height;

  if (kind == PICTURE_UNKNOWN && named_picture)
    {
      picture_refuse (error, RAPPORT_PICTURE_ERROR_UNKNOWN);
      return FALSE;
    }
  if (kind == PICTURE_UNKNOWN || kind == PICTURE_SVG)
    return TRUE;
  if (!picture_measure (bytes, kind, &width, &height))
    {
      picture_refuse (error, RAPPORT_PICTURE_ERROR_BROKEN);
      return FALSE;
    }
  *pixels -= (gint64) width * height;
  if (*pixels >= 0)
    return TRUE;
  picture_refuse (error, RAPPORT_PICTURE_ERROR_TOO_LARGE);
  return FALSE;
}

/* One of them: @head is all before the comma. */
static gboolean
check (const char *head, gsize head_length, const char *data, gint64 *pixels, GError **error)
{
  g_autofree char *type = g_ascii_strdown (head, (gssize) head_length);
  const gboolean named_picture = strstr (type, "image/") != NULL;
  g_autoptr (GBytes) bytes = NULL;

  /* It has pictures of its own. */
  if (strstr (type, "svg") != NULL)
    {
      picture_refuse (error, RAPPORT_PICTURE_ERROR_ACTIVE);
      return FALSE;
    }
  if (strstr (type, "base64") != NULL)
    bytes = decode (data, strcspn (data, "\"'<>)"));
  else if (!named_picture)
    return TRUE;
  if (bytes != NULL)
    return takes (bytes, named_picture, pixels, error);
  picture_refuse (error, RAPPORT_PICTURE_ERROR_BROKEN);
  return FALSE;
}

gboolean
picture_check_inside (GBytes *svg, GError **error)
{
  gsize size;
  const char *begin = g_bytes_get_data (svg, &size);
  g_autofree char *text = g_strndup (begin != NULL ? begin : "", size);
  gint64 pixels = (gint64) PICTURE_MAX_MEGAPIXELS * 1000 * 1000;

  for (const char *at = text; (at = strcasestr (at, BEGINNING)) != NULL;)
    {
      const char *head = at + strlen (BEGINNING);
      const gsize length = strcspn (head, ",\"'<>)");

      at = head + length;
      if (*at == ',' && !check (head, length, at + 1, &pixels, error))
        return FALSE;
    }
  return TRUE;
}
