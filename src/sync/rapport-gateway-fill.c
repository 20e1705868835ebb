/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns of a gateway: what stands for what is written as the place asks. */
#include "rapport-gateway-private.h"

#include <string.h>

/* Letters of an answer that are shown. */
#define EXCERPT 200

static char *
escape_json (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else if ((guchar) *p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (out, *p);
  return g_string_free_and_steal (out);
}

static char *
escape (const char *value, GatewayPlace place)
{
  switch (place)
    {
    case GATEWAY_IN_ADDRESS:
    case GATEWAY_IN_FORM:
      return g_uri_escape_string (value, NULL, FALSE);
    case GATEWAY_IN_JSON:
      return escape_json (value);
    case GATEWAY_IN_XML:
      return g_markup_escape_text (value, -1);
    case GATEWAY_PLAIN:
    default:
      return g_strdup (value);
    }
}

char *
gateway_fill (const char *pattern, const GatewayValues *values, GatewayPlace place)
{
  const struct
  {
    const char *name;
    const char *value;
  } known[] = {
    { "{token}", values->token },
    { "{phone}", values->phone },
    { "{text}", values->text },
  };
  GString *out = g_string_new (NULL);

  /* In one pass: what was put in is not looked into again. */
  while (*pattern != '\0')
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (known) && !g_str_has_prefix (pattern, known[i].name))
        i++;
      if (i == G_N_ELEMENTS (known))
        g_string_append_c (out, *pattern++);
      else
        {
          g_autofree char *escaped = escape (known[i].value != NULL ? known[i].value : "", place);

          g_string_append (out, escaped);
          pattern += strlen (known[i].name);
        }
    }
  return g_string_free_and_steal (out);
}

gboolean
gateway_parse_header (const char *line, char **name, char **value)
{
  const char *colon = strchr (line, ':');

  if (colon == NULL || colon == line)
    return FALSE;
  for (const char *p = line; p < colon; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~", *p) == NULL)
      return FALSE;
  *name = g_strndup (line, (gsize) (colon - line));
  *value = g_strstrip (g_strdup (colon + 1));
  return TRUE;
}

static char *
find_content_type (const RapportGateway *self)
{
  g_auto (GStrv) lines = g_strsplit (self->headers, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (gateway_parse_header (g_strstrip (*line), &name, &value) &&
          g_ascii_strcasecmp (name, "Content-Type") == 0)
        return g_ascii_strdown (value, -1);
    }
  return NULL;
}

GatewayPlace
gateway_get_body_place (const RapportGateway *self)
{
  g_autofree char *type = find_content_type (self);
  g_autofree char *body = g_strstrip (g_strdup (self->body));

  if (type != NULL && strstr (type, "json") != NULL)
    return GATEWAY_IN_JSON;
  if (type != NULL && strstr (type, "x-www-form-urlencoded") != NULL)
    return GATEWAY_IN_FORM;
  if (type != NULL && strstr (type, "xml") != NULL)
    return GATEWAY_IN_XML;
  if (type != NULL)
    return GATEWAY_PLAIN;
  if (*body == '{' || *body == '[')
    return GATEWAY_IN_JSON;
  return *body == '<' ? GATEWAY_IN_XML : GATEWAY_IN_FORM;
}

char *
gateway_excerpt (const char *answer, gsize length, const char *token)
{
  g_autofree char *valid = g_utf8_make_valid (answer, (gssize) length);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean space = FALSE;
  glong n = 0;

  if (token != NULL && *token != '\0')
    {
      g_auto (GStrv) parts = g_strsplit (valid, token, -1);

      g_free (valid);
      valid = g_strjoinv ("…", parts);
    }
  for (const char *p = valid; *p != '\0' && n < EXCERPT; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
      n++;
    }
  if (n == EXCERPT)
    g_string_append (out, "…");
  return g_string_free_and_steal (g_steal_pointer (&out));
}
