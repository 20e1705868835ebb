/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-new-board-dialog.h"

#include "rapport-board-templates.h"
#include "rapport-onlooker.h"
#include "rapport-toast.h"
#include "rapport-ui-ideas.h"

#include <glib/gi18n-lib.h>

struct _RapportNewBoardDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *builtin_group;
  AdwPreferencesGroup *own_group;
  GPtrArray *own_rows; /* of GtkWidget, owned by the group */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportNewBoardDialog, rapport_new_board_dialog, ADW_TYPE_DIALOG)

static void fill_own (RapportNewBoardDialog *self);

static void
chosen_cb (RapportNewBoardDialog *self, AdwActionRow *row)
{
  g_autoptr (RapportNewBoardDialog) kept = g_object_ref (self);
  g_autofree char *word = g_strdup (g_object_get_data (G_OBJECT (row), "word"));
  g_autofree char *title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, word,
                 g_str_equal (word, "empty") ? _ ("Matrix of ideas") : title);
}

static GtkWidget *
make_row (RapportNewBoardDialog *self, const RapportBoardStart *start)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), start->name);
  if (start->description != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), start->description);
  g_object_set_data_full (G_OBJECT (row), "word", g_strdup (start->word), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
delete_cb (RapportNewBoardDialog *self, GtkWidget *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), "word");
  g_autoptr (RapportRecord) record =
    rapport_library_get (self->library, RAPPORT_TYPE_BOARD_TEMPLATE, id);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (record == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Delete a Board Template"));
  rapport_transaction_trash (transaction, record);
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  fill_own (self);
  rapport_toast_show_undo_of (GTK_WIDGET (self), _ ("Template deleted"), self->library, "");
}

static void
add_own (RapportNewBoardDialog *self, const RapportBoardStart *start)
{
  GtkWidget *row = make_row (self, start);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Delete Template"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, !rapport_library_is_read_only (self->library));
  g_object_set_data_full (G_OBJECT (button), "word", g_strdup (start->word), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->own_group, row);
  g_ptr_array_add (self->own_rows, row);
}

static void
fill_own (RapportNewBoardDialog *self)
{
  g_autoptr (GPtrArray) starts = rapport_board_starts_list (self->library);

  for (guint i = 0; i < self->own_rows->len; i++)
    adw_preferences_group_remove (self->own_group, self->own_rows->pdata[i]);
  g_ptr_array_set_size (self->own_rows, 0);
  for (guint i = 0; i < starts->len; i++)
    if (((const RapportBoardStart *) starts->pdata[i])->is_own)
      add_own (self, starts->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->own_group),
                          self->own_rows->len > 0 && !rapport_onlooker_is_there (self->library));
}

static void
committed_cb (RapportNewBoardDialog *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_board_template_info)
      {
        fill_own (self);
        return;
      }
}

static void
rapport_new_board_dialog_dispose (GObject *object)
{
  RapportNewBoardDialog *self = RAPPORT_NEW_BOARD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_NEW_BOARD_DIALOG);
  g_clear_pointer (&self->own_rows, g_ptr_array_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_new_board_dialog_parent_class)->dispose (object);
}

static void
rapport_new_board_dialog_class_init (RapportNewBoardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_new_board_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", RAPPORT_TYPE_NEW_BOARD_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  rapport_ui_ideas_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/ideas/new-board-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNewBoardDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportNewBoardDialog, builtin_group);
  gtk_widget_class_bind_template_child (widget_class, RapportNewBoardDialog, own_group);
}

static void
rapport_new_board_dialog_init (RapportNewBoardDialog *self)
{
  self->own_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
}

AdwDialog *
rapport_new_board_dialog_new (RapportLibrary *library)
{
  RapportNewBoardDialog *self = g_object_new (RAPPORT_TYPE_NEW_BOARD_DIALOG, NULL);
  g_autoptr (GPtrArray) starts = rapport_board_starts_list (library);

  self->library = g_object_ref (library);
  for (guint i = 0; i < starts->len; i++)
    if (!((const RapportBoardStart *) starts->pdata[i])->is_own)
      adw_preferences_group_add (self->builtin_group, make_row (self, starts->pdata[i]));
  fill_own (self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
