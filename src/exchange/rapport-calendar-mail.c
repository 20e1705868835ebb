/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invitations as letters: iMIP (RFC 6047) over MIME (RFC 2046). The calendar stands in the letter
 * twice: as a part that mail programs answer by themselves, and as a file for the others. */
#include "rapport-ical-private.h"

#include <string.h>

#define CRLF "\r\n"
#define LINE 76
/* RFC 2047, 2: of a coded word; whole characters of at most so many bytes. */
#define WORD_BYTES 39

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < ' ' || *p > '~')
      return FALSE;
  return strstr (text, "=?") == NULL && strlen (text) <= LINE * 4;
}

static char *
encode_words (const char *text)
{
  GString *out = g_string_new (NULL);

  if (is_plain (text))
    return g_string_free (g_string_assign (out, text), FALSE);
  while (*text != '\0')
    {
      gsize length = MIN (strlen (text), WORD_BYTES);
      g_autofree char *coded = NULL;

      while (length > 1 && (text[length] & 0xc0) == 0x80)
        length--;
      coded = g_base64_encode ((const guchar *) text, length);
      g_string_append_printf (out, "%s=?UTF-8?B?%s?=", out->len > 0 ? CRLF " " : "", coded);
      text += length;
    }
  return g_string_free (out, FALSE);
}

/* In one line, without what would end it. */
static char *
one_line (const char *text)
{
  GString *out = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out,
                             g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  return g_strstrip (g_string_free (out, FALSE));
}

/* Name <address>; a name in quotes unless it is coded. */
static char *
write_address (const RapportIcalPerson *person)
{
  g_autofree char *name = one_line (person->name);
  g_autofree char *coded = NULL;

  if (*name == '\0' || g_str_equal (name, person->email))
    return g_strdup (person->email);
  g_strdelimit (name, "\"\\", '\'');
  if (is_plain (name))
    return g_strdup_printf ("\"%s\" <%s>", name, person->email);
  coded = encode_words (name);
  return g_strdup_printf ("%s <%s>", coded, person->email);
}

static void
append_base64 (GString *out, const char *data)
{
  g_autofree char *coded = g_base64_encode ((const guchar *) data, strlen (data));
  const gsize all = strlen (coded);

  for (gsize at = 0; at < all; at += LINE)
    {
      g_string_append_len (out, coded + at, (gssize) MIN (LINE, all - at));
      g_string_append (out, CRLF);
    }
}

static void
append_part (GString *out, const char *boundary, const char *type, const char *data)
{
  g_string_append_printf (
    out, "--%s" CRLF "Content-Type: %s" CRLF "Content-Transfer-Encoding: base64" CRLF CRLF,
    boundary, type);
  append_base64 (out, data);
}

static void
append_headers (GString *out, RapportIcal *calendar, const char *subject)
{
  const RapportIcalEvent *event = calendar->events->pdata[0];
  g_autofree char *line = one_line (subject);
  g_autofree char *coded = encode_words (line);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (event->stamp / G_USEC_PER_SEC);
  /* Its names of days and months are English in any language. */
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autofree char *clock = g_date_time_format (time, "%Y %H:%M:%S +0000");

  if (event->organizer != NULL)
    {
      g_autofree char *from = write_address (event->organizer);

      g_string_append_printf (out, "From: %s" CRLF, from);
    }
  for (guint i = 0; i < event->people->len; i++)
    {
      g_autofree char *to = write_address (event->people->pdata[i]);

      g_string_append_printf (out, "%s%s%s", i == 0 ? "To: " : " ", to,
                              i + 1 < event->people->len ? "," CRLF : CRLF);
    }
  g_string_append_printf (out, "Subject: %s" CRLF, coded);
  g_string_append_printf (
    out, "Date: %s, %02d %s %s" CRLF, days[g_date_time_get_day_of_week (time) - 1],
    g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1], clock);
  /* Opened as a letter that is still to be sent. */
  g_string_append (out, "X-Unsent: 1" CRLF "MIME-Version: 1.0" CRLF);
}

GBytes *
rapport_calendar_mail_make (RapportIcal *calendar, const char *subject, const char *body)
{
  GString *out = g_string_new (NULL);
  g_autofree char *ics = rapport_ical_write (calendar);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, ics, -1);
  g_autofree char *outer = g_strdup_printf ("=_rapport-%.24s-mixed", digest);
  g_autofree char *inner = g_strdup_printf ("=_rapport-%.24s-both", digest);
  g_autofree char *type =
    g_strdup_printf ("text/calendar; charset=utf-8; method=%s; component=VEVENT", calendar->method);
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  g_autofree char *text = g_strjoinv (CRLF, lines);

  append_headers (out, calendar, subject);
  g_string_append_printf (out, "Content-Type: multipart/mixed; boundary=\"%s\"" CRLF CRLF, outer);
  g_string_append_printf (
    out, "--%s" CRLF "Content-Type: multipart/alternative; boundary=\"%s\"" CRLF CRLF, outer,
    inner);
  append_part (out, inner, "text/plain; charset=utf-8", text);
  append_part (out, inner, type, ics);
  g_string_append_printf (out, "--%s--" CRLF, inner);
  append_part (out, outer,
               "application/ics; name=\"invite.ics\"" CRLF
               "Content-Disposition: attachment; filename=\"invite.ics\"",
               ics);
  g_string_append_printf (out, "--%s--" CRLF, outer);
  return g_string_free_to_bytes (out);
}
