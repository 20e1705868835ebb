/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agenda-row.h"
#include "rapport-agenda-view.h"
#include "rapport-record-list.h"

G_BEGIN_DECLS

struct _RapportAgendaView
{
  AdwBin parent_instance;

  GtkBox *head;
  GtkLabel *sum;
  GtkWidget *over_box;
  GtkLabel *over;
  GtkWidget *buttons;
  GtkStack *states;
  GtkListBox *list;
  GtkEditable *quick_add;
  GtkWidget *empty_build;
  GtkWidget *build;
  GtkMenuButton *templates;
  GtkWidget *send;

  RapportLibrary *library;
  RapportMeeting *meeting;
  RapportRecordList *items;
  GHashTable *rows; /* id to RapportAgendaRow, so that rows outlive a move */
  guint arranging;
  gboolean narrow;
};

/* rapport-agenda-view-rows.c: the list. */

/* Brings the rows into the order of the items, now. */
void rapport_agenda_view_arrange (RapportAgendaView *self);
/* The same when there is time: a row that moves is reported as gone and come. */
void rapport_agenda_view_arrange_later (RapportAgendaView *self);
/* What the user moves, as rapport-row-order.h has it. */
void rapport_agenda_view_moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data);
/* Numbers, times and the sum. */
void rapport_agenda_view_count (RapportAgendaView *self);

/* rapport-agenda-view-send.c: its ways to the client. */
void rapport_agenda_view_install_sending (GtkWidgetClass *widget_class);
void rapport_agenda_view_update_sending (RapportAgendaView *self, gboolean possible);

G_END_DECLS
