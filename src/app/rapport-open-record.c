/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-open-record.h"

#include "rapport-records.h"

#include <adwaita.h>

const char *
rapport_open_record_get_action (const RapportRecordInfo *info)
{
  if (info == &rapport_contact_info)
    return "win.open-contact";
  if (info == &rapport_claim_info)
    return "win.open-claim";
  if (info == &rapport_meeting_info)
    return "win.open-meeting";
  if (info == &rapport_minutes_line_info)
    return "win.open-meeting-line";
  if (info == &rapport_question_info)
    return "win.open-question";
  return NULL;
}

/* (nullable): the same, and of what stands in a view of its client. */
static const char *
find_action (const RapportRecordInfo *info)
{
  if (info == &rapport_work_item_info)
    return "win.open-work-item";
  if (info == &rapport_report_info)
    return "win.open-report";
  return rapport_open_record_get_action (info);
}

void
rapport_open_record (GtkWidget *near,
                     const RapportRecordInfo *info,
                     const char *id,
                     const char *client)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (near));
  GtkWidget *dialog = gtk_widget_get_ancestor (near, ADW_TYPE_DIALOG);
  const char *action = find_action (info);
  g_autofree char *target = g_strdup (action != NULL ? id : client);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
  if (*target != '\0')
    gtk_widget_activate_action (window, action != NULL ? action : "win.open-client", "s", target);
}
