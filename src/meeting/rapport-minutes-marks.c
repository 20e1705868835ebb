/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown that looks like what it means while it is typed. A line is all that is looked at. */
#include "rapport-minutes-buffer-private.h"

#include <string.h>

#define HEADING "md-heading"
#define STRONG  "md-strong"
#define EMPH    "md-emphasis"
#define STRIKE  "md-strike"
#define CODE    "md-code"
#define LINK    "md-link"
#define SIGN    "md-sign"
#define LIST    "md-list"
#define QUOTE   "md-quote"

static const char *const all_tags[] = {
  HEADING, STRONG, EMPH, STRIKE, CODE, LINK, SIGN, LIST, QUOTE
};

/* Lines that are longer than that keep plain looks: nobody typed them. */
#define LONGEST 4000

void
rapport_minutes_marks_install (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, LIST, "indent", -18, NULL);
  gtk_text_buffer_create_tag (buffer, QUOTE, "left-margin", 60, "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, HEADING, "weight", PANGO_WEIGHT_BOLD, "scale", 1.15, NULL);
  gtk_text_buffer_create_tag (buffer, STRONG, "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, EMPH, "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, STRIKE, "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, CODE, "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, LINK, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, SIGN, NULL);
}

void
rapport_minutes_marks_set_dark (GtkTextBuffer *buffer, gboolean dark)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  const GdkRGBA sign = dark ? (GdkRGBA) { 1, 1, 1, 0.55f } : (GdkRGBA) { 0, 0, 0, 0.55f };
  const GdkRGBA link =
    dark ? (GdkRGBA) { 0.51f, 0.69f, 0.96f, 1 } : (GdkRGBA) { 0.1f, 0.37f, 0.7f, 1 };

  g_object_set (gtk_text_tag_table_lookup (table, SIGN), "foreground-rgba", &sign, NULL);
  g_object_set (gtk_text_tag_table_lookup (table, LINK), "foreground-rgba", &link, NULL);
}

/* A line that is looked through. Offsets are bytes. */
typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  const char *text;
} Line;

static void
tag (const Line *line, const char *name, gsize from, gsize to)
{
  GtkTextIter start = line->start;
  GtkTextIter end = line->start;

  if (to <= from)
    return;
  gtk_text_iter_set_line_index (&start, (int) from);
  gtk_text_iter_set_line_index (&end, (int) to);
  gtk_text_buffer_apply_tag_by_name (line->buffer, name, &start, &end);
}

/* Reads what makes the whole line something, and returns where its words begin. */
static gsize
read_block (const Line *line)
{
  const char *text = line->text;
  const gsize length = strlen (text);
  const gsize indent = strspn (text, " \t");
  gsize n = strspn (text, "#");

  if (n > 0 && n <= 6 && text[n] == ' ')
    {
      tag (line, HEADING, 0, length);
      tag (line, SIGN, 0, n + 1);
      return n + 1;
    }
  if (text[0] == '>' && text[1] == ' ')
    {
      tag (line, QUOTE, 0, length);
      tag (line, SIGN, 0, 2);
      return 2;
    }
  n = indent;
  if (strchr ("-*", text[n]) != NULL && text[n] != '\0')
    n++;
  else if (strspn (text + n, "0123456789") > 0 && strspn (text + n, "0123456789") < 4)
    {
      n += strspn (text + n, "0123456789");
      n = text[n] == '.' || text[n] == ')' ? n + 1 : indent;
    }
  if (n == indent || text[n] != ' ')
    return 0;
  tag (line, LIST, 0, length);
  tag (line, SIGN, indent, n + 1);
  return n + 1;
}

/* "[words](address)" at @at; where it ends, or 0. */
static gsize
read_link (const Line *line, gsize at)
{
  const char *text = line->text;
  const char *close = strstr (text + at, "](");
  const char *end = close != NULL ? strchr (close, ')') : NULL;
  const gsize middle = close != NULL ? (gsize) (close - text) : 0;

  if (end == NULL || middle == at + 1 || memchr (text + at + 1, '[', middle - at - 1) != NULL)
    return 0;
  tag (line, LINK, at + 1, middle);
  tag (line, SIGN, at, at + 1);
  tag (line, SIGN, middle, (gsize) (end - text) + 1);
  return (gsize) (end - text) + 1;
}

static gsize
read_address (const Line *line, gsize at)
{
  const char *text = line->text + at;
  const gsize length = strcspn (text, " \t<>\")");

  if ((!g_str_has_prefix (text, "http://") && !g_str_has_prefix (text, "https://")) ||
      (at > 0 && g_ascii_isalnum (line->text[at - 1])))
    return 0;
  tag (line, LINK, at, at + length);
  return at + length;
}

/* "**words**" and the like at @at; where the closing sign ends, or 0. */
static gsize
read_span (const Line *line, gsize at)
{
  static const struct
  {
    const char *sign;
    const char *name;
  } spans[] = { { "**", STRONG }, { "__", STRONG }, { "~~", STRIKE },
                { "`", CODE },    { "*", EMPH },    { "_", EMPH } };

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      const gsize n = strlen (spans[i].sign);
      const char *open = line->text + at;
      const char *close;

      if (!g_str_has_prefix (open, spans[i].sign) || open[n] == ' ' || open[n] == '\0' ||
          (*open == '_' && at > 0 && g_ascii_isalnum (open[-1])))
        continue;
      close = strstr (open + n, spans[i].sign);
      if (close == NULL || close == open + n || close[-1] == ' ')
        continue;
      tag (line, spans[i].name, at + n, (gsize) (close - line->text));
      tag (line, SIGN, at, at + n);
      tag (line, SIGN, (gsize) (close - line->text), (gsize) (close - line->text) + n);
      /* Emphasis may stand in strong words; nothing stands in code. */
      return g_str_equal (spans[i].name, CODE) ? (gsize) (close - line->text) + n : at + n;
    }
  return 0;
}

void
rapport_minutes_marks_apply (GtkTextBuffer *buffer,
                             const GtkTextIter *start,
                             const GtkTextIter *end)
{
  g_autofree char *text = gtk_text_buffer_get_slice (buffer, start, end, TRUE);
  const Line line = { buffer, *start, text };
  gsize at;

  for (gsize i = 0; i < G_N_ELEMENTS (all_tags); i++)
    gtk_text_buffer_remove_tag_by_name (buffer, all_tags[i], start, end);
  if (strlen (text) > LONGEST)
    return;
  at = read_block (&line);
  while (text[at] != '\0')
    {
      gsize next = 0;

      if (text[at] == '[')
        next = read_link (&line, at);
      else if (text[at] == 'h')
        next = read_address (&line, at);
      else if (strchr ("*_~`", text[at]) != NULL)
        next = read_span (&line, at);
      at = next > 0 ? next : (gsize) (g_utf8_next_char (text + at) - text);
    }
}
