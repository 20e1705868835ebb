/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invitations as letters: iMIP (RFC 6047) over MIME (RFC 2046). The calendar stands in the letter
 * twice: as a part that mail programs answer by themselves, and as a file for the others. */
#include "rapport-ical-private.h"

#include "rapport-mime.h"

#include <string.h>

#define CRLF "\r\n"

static void
append_headers (GString *out, RapportIcal *calendar, const char *subject)
{
  const RapportIcalEvent *event = calendar->events->pdata[0];
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (event->stamp / G_USEC_PER_SEC);
  /* Its names of days and months are English in any language. */
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autofree char *clock = g_date_time_format (time, "%Y %H:%M:%S +0000");

  if (event->organizer != NULL)
    {
      g_string_append (out, "From: ");
      rapport_mime_append_address (out, event->organizer->name, event->organizer->email);
      g_string_append (out, CRLF);
    }
  for (guint i = 0; i < event->people->len; i++)
    {
      const RapportIcalPerson *person = event->people->pdata[i];

      g_string_append (out, i == 0 ? "To: " : " ");
      rapport_mime_append_address (out, person->name, person->email);
      g_string_append (out, i + 1 < event->people->len ? "," CRLF : CRLF);
    }
  rapport_mime_append_header (out, "Subject", subject);
  g_string_append_printf (
    out, "Date: %s, %02d %s %s" CRLF, days[g_date_time_get_day_of_week (time) - 1],
    g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1], clock);
  /* Opened as a letter that is still to be sent. */
  g_string_append (out, "X-Unsent: 1" CRLF "MIME-Version: 1.0" CRLF);
}

static void
append_file (GString *out, const char *ics)
{
  g_string_append (out, "Content-Type: application/ics; name=\"invite.ics\"" CRLF
                        "Content-Disposition: attachment; filename=\"invite.ics\"" CRLF
                        "Content-Transfer-Encoding: base64" CRLF CRLF);
  rapport_mime_append_base64 (out, ics, strlen (ics));
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
    g_strdup_printf ("text/calendar; method=%s; component=VEVENT", calendar->method);

  append_headers (out, calendar, subject);
  rapport_mime_append_multipart (out, "mixed", outer);
  g_string_append_printf (out, "--%s" CRLF, outer);
  rapport_mime_append_multipart (out, "alternative", inner);
  g_string_append_printf (out, "--%s" CRLF, inner);
  rapport_mime_append_text (out, "text/plain", body);
  g_string_append_printf (out, "--%s" CRLF, inner);
  rapport_mime_append_text (out, type, ics);
  g_string_append_printf (out, "--%s--" CRLF "--%s" CRLF, inner, outer);
  append_file (out, ics);
  g_string_append_printf (out, "--%s--" CRLF, outer);
  return g_string_free_to_bytes (out);
}
