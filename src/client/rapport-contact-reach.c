/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-contact-reach.h"

#include "rapport-format.h"
#include "rapport-people.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* Programs for mail and calls. */

static void
launched_cb (GObject *launcher, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) near = user_data;
  g_autoptr (GError) error = NULL;
  const char *uri = gtk_uri_launcher_get_uri (GTK_URI_LAUNCHER (launcher));

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  g_debug ("%s: %s", uri, error->message);
  rapport_toast_show (near, g_str_has_prefix (uri, "tel:")
                              ? _ ("There is no program here that makes calls")
                              : _ ("There is no program here that writes letters"));
}

/* A number as it is dialled: people write it with spaces and brackets. */
static char *
clean_phone (const char *phone)
{
  GString *number = g_string_new (NULL);

  for (const char *c = phone; *c != '\0'; c = g_utf8_next_char (c))
    {
      /* What follows is an extension, or a second number. */
      if (strchr (",;/", *c) != NULL)
        break;
      if (g_ascii_isdigit (*c) || *c == '*' || *c == '#' || (*c == '+' && number->len == 0))
        g_string_append_c (number, *c);
    }
  return g_string_free_and_steal (number);
}

static void
launch (GtkWidget *near, const char *scheme, const char *address)
{
  g_autofree char *escaped = g_uri_escape_string (address, "@+", FALSE);
  g_autofree char *uri = g_strconcat (scheme, ":", escaped, NULL);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (near)), NULL, launched_cb,
                           g_object_ref (near));
}

void
rapport_contact_write (GtkWidget *near, RapportRecord *contact)
{
  g_autofree char *address =
    g_strstrip (g_strdup (rapport_record_get_text (contact, RAPPORT_CONTACT_EMAIL)));

  launch (near, "mailto", address);
}

void
rapport_contact_call (GtkWidget *near, RapportRecord *contact)
{
  g_autofree char *number = clean_phone (rapport_record_get_text (contact, RAPPORT_CONTACT_PHONE));

  launch (near, "tel", number);
}

/* Speaking. */

void
rapport_contact_talk (GtkWidget *near, RapportLibrary *library, RapportRecord *contact)
{
  g_autofree char *text = g_strdup_printf (_ ("Talked to %s"), rapport_record_get_title (contact));
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (library, text);
  g_autoptr (GError) error = NULL;

  rapport_contact_talked (transaction, library, RAPPORT_CONTACT (contact),
                          rapport_format_today (library));
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show_undo (near, text);
  else
    rapport_toast_show (near, error->message);
}

static char *
describe_silence (RapportContact *contact, RapportDay today)
{
  int days = rapport_contact_get_silence (contact, today);

  if (days < 0)
    return g_strdup (_ ("Not spoken to yet"));
  return g_strdup_printf (
    ngettext ("Not spoken to for %d day", "Not spoken to for %d days", (gulong) days), days);
}

char *
rapport_contact_describe_soon (RapportLibrary *library, RapportContact *contact)
{
  RapportDay today = rapport_format_today (library);
  RapportDay birthday = rapport_record_get_day (RAPPORT_RECORD (contact), RAPPORT_CONTACT_BIRTHDAY);
  GString *text = g_string_new (NULL);

  if (rapport_birthday_is_soon (birthday, today))
    {
      g_autofree char *words = rapport_birthday_to_text (birthday, today);

      g_string_append (text, words);
    }
  if (rapport_contact_is_neglected (library, contact, today))
    {
      g_autofree char *words = describe_silence (contact, today);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  return g_string_free_and_steal (text);
}
