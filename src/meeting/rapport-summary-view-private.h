/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-approval.h"
#include "rapport-minutes-output.h"
#include "rapport-minutes-publish.h"
#include "rapport-pages-view.h"
#include "rapport-summary-view.h"

G_BEGIN_DECLS

struct _RapportSummaryView
{
  AdwBin parent_instance;

  GtkWidget *panel;
  AdwActionRow *state;
  GtkImage *state_icon;
  GtkWidget *answers;
  GtkWidget *amend;
  GtkWidget *letter;
  GtkEditable *subject;
  GtkEditable *greeting;
  GtkEditable *receivers;
  GtkWidget *ways;
  GtkWidget *versions_group;
  GtkListBox *versions;
  AdwBanner *frozen;
  RapportPagesView *preview;

  RapportLibrary *library;
  RapportMeeting *meeting;
  RapportMinutesPublisher *publisher;
  GPtrArray *summaries; /* of RapportSummary, the first one first */
  GBytes *client_logo;
  GBytes *agency_logo;
  GHashTable *pictures; /* digest → GBytes */
  RapportApproval approval;
  char *selected; /* id of the version that is shown, NULL for what would be sent */
  char *made_subject;
  char *made_greeting;
  guint refresh;
  gboolean filling;
};

/* What is shown: the minutes of now or of a version that was sent, and which edition that is.
 * @before: (out) (nullable): what @edition points at. (transfer full) (nullable) */
RapportPublicMinutes *rapport_summary_view_get_shown (RapportSummaryView *self,
                                                      RapportMinutesEdition *edition,
                                                      RapportPublicMinutes **before);
/* (transfer none) (nullable): the last one that was sent. */
RapportSummary *rapport_summary_view_get_last (RapportSummaryView *self);

/* rapport-summary-sending.c */
void rapport_summary_view_install_sending (GtkWidgetClass *widget_class);
/* rapport-summary-answers.c */
void rapport_summary_view_install_answers (GtkWidgetClass *widget_class);

G_END_DECLS
