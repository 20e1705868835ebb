/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-html-private.h"

#include <string.h>

/* Letters of a word after which it may be broken. */
#define UNBROKEN 40

void
html_init (Html *self, Report *report)
{
  self->report = report;
  self->out = g_string_new ("<!DOCTYPE html>\n");
  self->open = g_ptr_array_new ();
}

char *
html_finish (Html *self)
{
  g_assert (self->open->len == 0);
  g_ptr_array_unref (self->open);
  g_string_append_c (self->out, '\n');
  return g_string_free_and_steal (self->out);
}

static const char *
entity_of (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
    }
}

static void
append_escaped (Html *self, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *entity = entity_of (*p);

      if (entity != NULL)
        g_string_append (self->out, entity);
      else
        g_string_append_c (self->out, *p);
    }
}

static void
append_attributes (Html *self, va_list attributes)
{
  const char *name;

  while ((name = va_arg (attributes, const char *)) != NULL)
    {
      const char *value = va_arg (attributes, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (self->out, " %s=\"", name);
      append_escaped (self, value);
      g_string_append_c (self->out, '"');
    }
}

void
html_open (Html *self, const char *element, ...)
{
  va_list attributes;

  g_string_append_printf (self->out, "<%s", element);
  va_start (attributes, element);
  append_attributes (self, attributes);
  va_end (attributes);
  g_string_append_c (self->out, '>');
  g_ptr_array_add (self->open, (char *) element);
}

void
html_void (Html *self, const char *element, ...)
{
  va_list attributes;

  g_string_append_printf (self->out, "<%s", element);
  va_start (attributes, element);
  append_attributes (self, attributes);
  va_end (attributes);
  g_string_append_c (self->out, '>');
}

/* Lines of the file end where a paragraph or a row does. */
static gboolean
ends_line (const char *element)
{
  static const char *const inner[] = { "a", "bdi", "code", "del", "em", "small", "span", "strong" };

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    if (g_str_equal (element, inner[i]))
      return FALSE;
  return TRUE;
}

void
html_close (Html *self)
{
  const char *element;

  g_return_if_fail (self->open->len > 0);
  element = g_ptr_array_steal_index (self->open, self->open->len - 1);
  g_string_append_printf (self->out, "</%s>%s", element, ends_line (element) ? "\n" : "");
}

/* Browsers take their time to find out where a word of thousands of letters
 * could break, so they are told. */
static char *
next_break (const char *text)
{
  int length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        length = 0;
      else if (++length > UNBROKEN && g_unichar_isalnum (c))
        return (char *) p;
    }
  return NULL;
}

static void
append_line (Html *self, char *line)
{
  char *end;

  while ((end = next_break (line)) != NULL)
    {
      char first = *end;

      *end = '\0';
      append_escaped (self, line);
      html_void (self, "wbr", NULL);
      *end = first;
      line = end;
    }
  append_escaped (self, line);
}

void
html_text (Html *self, const char *text)
{
  g_autofree char *clean = report_clean (text, FALSE);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      if (line > lines)
        html_void (self, "br", NULL);
      append_line (self, *line);
    }
}

void
html_element (Html *self, const char *element, const char *class, const char *text)
{
  html_open (self, element, "class", class, NULL);
  html_text (self, text);
  html_close (self);
}

void
html_typed (Html *self, const char *element, const char *class, const char *text)
{
  html_open (self, element, "class", class, "dir", "auto", NULL);
  html_text (self, text);
  html_close (self);
}

gboolean
html_style (Html *self, const char *css)
{
  if (strchr (css, '<') != NULL)
    return FALSE;
  html_open (self, "style", NULL);
  g_string_append (self->out, css);
  html_close (self);
  return TRUE;
}

static gboolean
is_safe (const char *address)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

void
html_open_link (Html *self, const char *address)
{
  if (is_safe (address))
    html_open (self, "a", "href", address, "rel", "noopener noreferrer", NULL);
  else
    html_open (self, "span", NULL);
}
