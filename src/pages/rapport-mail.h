/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportMail:
 * @subject: one line
 * @body: plain text
 * @receivers: (nullable): addresses, up to a %NULL
 * @pdf: (nullable): attached under @file_name, which some mail programs ignore
 *
 * A letter for the user's mail program.
 */
typedef struct
{
  const char *subject;
  const char *body;
  const char *const *receivers;
  GBytes *pdf;
  const char *file_name;
} RapportMail;

/* Opens @mail in the mail program through the portal of the desktop; nothing is sent. @widget is
 * what was clicked. */
void rapport_mail_compose_async (GtkWidget *widget,
                                 const RapportMail *mail,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* FALSE where there is no portal or no program that it knows, or with %G_IO_ERROR_CANCELLED where
 * the user did not want it: then the letter can be kept as a file. */
gboolean rapport_mail_compose_finish (GAsyncResult *result, GError **error);

/* (transfer full): "anna@a.example, olga@b.example" as a list. */
GStrv rapport_mail_split_receivers (const char *text);

G_END_DECLS
