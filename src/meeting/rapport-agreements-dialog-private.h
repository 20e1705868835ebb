/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-agreed-list.h"
#include "rapport-agreements-dialog.h"
#include "rapport-day-button.h"

G_BEGIN_DECLS

struct _RapportAgreementsDialog
{
  AdwDialog parent_instance;

  GtkWidget *add;
  GtkWidget *save;
  GtkEditable *search;
  GtkDropDown *kind;
  GtkDropDown *side;
  GtkToggleButton *open;
  RapportDayButton *from;
  RapportDayButton *to;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *empty;

  RapportLibrary *library;
  RapportClient *client;
  RapportAgreedList *found;
  GCancellable *cancellable;
};

/* The status of an entry, in words for the user. */
const char *rapport_agreements_dialog_name_status (const RapportAgreed *agreed);
/* What is searched and filtered now. */
RapportAgreedFilter rapport_agreements_dialog_get_filter (RapportAgreementsDialog *self);

/* rapport-agreements-verbs.c */
GMenuModel *rapport_agreements_dialog_make_menu (const RapportAgreed *agreed);
void rapport_agreements_dialog_install_verbs (GtkWidgetClass *widget_class);
void rapport_agreements_dialog_ask_new (RapportAgreementsDialog *self, const char *replaces);
void rapport_agreements_dialog_export (RapportAgreementsDialog *self);

G_END_DECLS
