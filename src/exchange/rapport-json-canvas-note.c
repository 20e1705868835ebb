/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a card shows of a note that lies beside a canvas. */
#include "rapport-json-canvas.h"

#include <string.h>

gboolean
rapport_json_canvas_is_note (const char *path)
{
  g_autofree char *low = g_ascii_strdown (path, (gssize) strcspn (path, "#"));

  return g_str_has_suffix (low, ".md") || g_str_has_suffix (low, ".markdown");
}

/* Where the line after this one begins; the end of the text where there is none. */
static const char *
next_line (const char *line)
{
  line += strcspn (line, "\n");
  return *line == '\n' ? line + 1 : line;
}

/* Whether a line is this and nothing else. */
static gboolean
is_line (const char *line, const char *wanted)
{
  const gsize length = strlen (wanted);

  return g_str_has_prefix (line, wanted) &&
         strspn (line + length, " \t") == strcspn (line + length, "\n");
}

/* Behind what notes say of themselves at their beginning, which is for programs. */
static const char *
skip_properties (const char *text)
{
  if (!is_line (text, "---"))
    return text;
  for (const char *line = next_line (text); *line != '\0'; line = next_line (line))
    if (is_line (line, "---"))
      return next_line (line);
  return text;
}

/* 1 to 6, or 0 for what is no heading. */
static gsize
heading_level (const char *line)
{
  const gsize level = strspn (line, "#");

  return level <= 6 && level > 0 && (line[level] == ' ' || line[level] == '\t') ? level : 0;
}

static gboolean
is_fence (const char *line)
{
  return g_str_has_prefix (line, "```") || g_str_has_prefix (line, "~~~");
}

static gboolean
is_heading_of (const char *line, const char *wanted)
{
  const char *words = line + heading_level (line);
  g_autofree char *title = g_strndup (words, strcspn (words, "\n"));
  g_autofree char *folded = g_utf8_casefold (g_strstrip (title), -1);

  return heading_level (line) > 0 && g_str_equal (folded, wanted);
}

/* (transfer full): from a heading to the next one that is as high; all where it is not there. */
static char *
take_section (const char *text, const char *heading)
{
  g_autofree char *stripped = g_strstrip (g_strdup (heading));
  g_autofree char *wanted = g_utf8_casefold (stripped, -1);
  const char *begin = NULL;
  gboolean in_code = FALSE;

  for (const char *line = text; *line != '\0'; line = next_line (line))
    {
      if (is_fence (line))
        in_code = !in_code;
      if (in_code)
        continue;
      if (begin == NULL && is_heading_of (line, wanted))
        begin = line;
      else if (begin != NULL && heading_level (line) > 0 &&
               heading_level (line) <= heading_level (begin))
        return g_strndup (begin, (gsize) (line - begin));
    }
  return g_strdup (begin != NULL ? begin : text);
}

/* (transfer full): what a note is called: its file without the folder and the ending. */
static char *
name_note (const char *address)
{
  g_autofree char *path = g_strndup (address, strcspn (address, "#"));
  g_autofree char *name = g_path_get_basename (path);
  char *end = strrchr (name, '.');

  if (end != NULL)
    *end = '\0';
  return g_steal_pointer (&name);
}

char *
rapport_json_canvas_take_note (const char *address, const char *bytes, gsize length)
{
  const char *part = strrchr (address, '#');
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) lines = NULL;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (!g_utf8_validate_len (bytes, length, NULL))
    return NULL;
  text = g_strndup (bytes, length);
  lines = g_strsplit (text, "\r\n", -1);
  g_free (text);
  text = g_strjoinv ("\n", lines);
  body = part != NULL && part[1] != '^' && part[1] != '\0'
           ? take_section (skip_properties (text), part + 1)
           : g_strdup (skip_properties (text));
  g_strstrip (body);
  if (heading_level (body) > 0)
    return g_steal_pointer (&body);
  name = name_note (address);
  return *body != '\0' ? g_strdup_printf ("## %s\n\n%s", name, body) : g_steal_pointer (&name);
}
