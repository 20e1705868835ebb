/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-question-dialog.h"

#include "rapport-form.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportQuestionDialog
{
  AdwDialog parent_instance;

  RapportForm *form;
};

G_DEFINE_FINAL_TYPE (RapportQuestionDialog, rapport_question_dialog, ADW_TYPE_DIALOG)

static void
rapport_question_dialog_dispose (GObject *object)
{
  RapportQuestionDialog *self = RAPPORT_QUESTION_DIALOG (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (rapport_question_dialog_parent_class)->dispose (object);
}

static void
rapport_question_dialog_class_init (RapportQuestionDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_question_dialog_dispose;
}

static void
rapport_question_dialog_init (RapportQuestionDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), C_ ("kind of a question", "Question"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
}

static void
fill (RapportQuestionDialog *self, RapportLibrary *library)
{
  static const guint fields[] = { RAPPORT_QUESTION_TEXT, RAPPORT_QUESTION_KIND,
                                  RAPPORT_QUESTION_STATUS, RAPPORT_QUESTION_ANSWER,
                                  RAPPORT_QUESTION_DETAILS };
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  self->form = rapport_form_new (library, &rapport_question_info);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               rapport_form_add_field (self->form, fields[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), page);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), toasts);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), ADW_TOAST_OVERLAY (toasts));
}

AdwDialog *
rapport_question_dialog_new (RapportLibrary *library, RapportQuestion *question)
{
  RapportQuestionDialog *self = g_object_new (RAPPORT_TYPE_QUESTION_DIALOG, NULL);

  fill (self, library);
  rapport_form_set_record (self->form, RAPPORT_RECORD (question));
  return ADW_DIALOG (self);
}
