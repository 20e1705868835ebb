/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-dialog.h"

#include "rapport-board-templates.h"
#include "rapport-form.h"
#include "rapport-lanes-group.h"
#include "rapport-private.h"
#include "rapport-toast.h"
#include "rapport-ui-ideas.h"

#include <glib/gi18n-lib.h>

struct _RapportBoardDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportIdeaBoard *board;
  RapportForm *form;

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *name_group;
  AdwPreferencesGroup *lanes_group;
  RapportLanesGroup *columns_group;
  RapportLanesGroup *rows_group;
  AdwPreferencesGroup *score_group;
  AdwPreferencesGroup *notes_group;
  AdwPreferencesGroup *rest_group;
};

G_DEFINE_FINAL_TYPE (RapportBoardDialog, rapport_board_dialog, ADW_TYPE_DIALOG)

/* The two fields can't be the same, and a field has lanes to begin with. */
static void
lanes_rule (RapportForm *form, RapportTransaction *transaction, RapportRecord *record)
{
  rapport_boards_begin_lanes (transaction, RAPPORT_IDEA_BOARD (record));
}

/* Templates. */

static void
save_template (RapportBoardDialog *self, const char *name, gboolean with_notes)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Save a Board as a Template"));
  g_autoptr (GError) error = NULL;

  rapport_boards_save_template (transaction, self->library,
                                rapport_record_get_id (RAPPORT_RECORD (self->board)), name,
                                with_notes);
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  rapport_toast_show_undo_of (GTK_WIDGET (self), _ ("Template saved"), self->library,
                              rapport_record_get_client_id (RAPPORT_RECORD (self->board)));
}

static void
template_response_cb (RapportBoardDialog *self, const char *response, AdwAlertDialog *alert)
{
  GtkWidget *name = g_object_get_data (G_OBJECT (alert), "name");
  GtkWidget *notes = g_object_get_data (G_OBJECT (alert), "notes");

  if (g_str_equal (response, "save"))
    save_template (self, gtk_editable_get_text (GTK_EDITABLE (name)),
                   adw_switch_row_get_active (ADW_SWITCH_ROW (notes)));
}

static void
name_changed_cb (AdwAlertDialog *alert, GtkEditable *name)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (name)));

  adw_alert_dialog_set_response_enabled (alert, "save", *text != '\0');
}

static void
template_cb (RapportBoardDialog *self)
{
  AdwDialog *alert = adw_alert_dialog_new (
    _ ("Save as a Template?"),
    _ ("A template takes the layout, the lanes and the frames. Ideas, figures, links and whatever "
       "names the client stay behind, as it is used with every client."));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *notes = adw_switch_row_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (notes), _ ("With the notes"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (notes),
                               _ ("Read them first: they are copied as they are"));
  gtk_list_box_append (GTK_LIST_BOX (list), name);
  gtk_list_box_append (GTK_LIST_BOX (list), notes);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (alert), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _ ("_Cancel"), "save",
                                  _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "save",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (alert), "save", FALSE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "save");
  g_object_set_data (G_OBJECT (alert), "name", name);
  g_object_set_data (G_OBJECT (alert), "notes", notes);
  g_signal_connect_object (name, "changed", G_CALLBACK (name_changed_cb), alert, G_CONNECT_SWAPPED);
  g_signal_connect_object (alert, "response", G_CALLBACK (template_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_set_focus (alert, name);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

/* Deleting. */

static void
delete_cb (RapportBoardDialog *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Delete a Board"));
  g_autoptr (GError) error = NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  rapport_transaction_trash (transaction, RAPPORT_RECORD (self->board));
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  rapport_toast_show_undo_of (parent, _ ("Board deleted"), self->library,
                              rapport_record_get_client_id (RAPPORT_RECORD (self->board)));
}

static void
rapport_board_dialog_dispose (GObject *object)
{
  RapportBoardDialog *self = RAPPORT_BOARD_DIALOG (object);

  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_BOARD_DIALOG);
  g_clear_object (&self->board);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_board_dialog_parent_class)->dispose (object);
}

static void
rapport_board_dialog_class_init (RapportBoardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_board_dialog_dispose;
  g_type_ensure (RAPPORT_TYPE_LANES_GROUP);
  rapport_ui_ideas_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/ideas/board-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, rows_group);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, lanes_group);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, score_group);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, notes_group);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardDialog, rest_group);
  gtk_widget_class_bind_template_callback (widget_class, template_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
rapport_board_dialog_init (RapportBoardDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
}

static void
add_rows (RapportBoardDialog *self)
{
  const char *none = _ ("None");
  GtkWidget *notes = rapport_form_add_field (self->form, RAPPORT_IDEA_BOARD_NOTES);

  adw_preferences_group_add (self->name_group,
                             rapport_form_add_field (self->form, RAPPORT_IDEA_BOARD_TITLE));
  adw_preferences_group_add (
    self->lanes_group,
    rapport_form_add_words (self->form, RAPPORT_IDEA_BOARD_COLUMNS, rapport_lane_fields, none));
  adw_preferences_group_add (
    self->lanes_group,
    rapport_form_add_words (self->form, RAPPORT_IDEA_BOARD_ROWS, rapport_lane_fields, none));
  adw_preferences_group_add (
    self->score_group,
    rapport_form_add_words (self->form, RAPPORT_IDEA_BOARD_SCORE, rapport_score_methods, none));
  adw_preferences_group_add (self->score_group,
                             rapport_form_add_field (self->form, RAPPORT_IDEA_BOARD_SHOW_SCORE));
  gtk_widget_add_css_class (notes, "private-row");
  adw_preferences_group_add (self->notes_group, notes);
  rapport_private_hide (GTK_WIDGET (self->notes_group), self->library);
}

AdwDialog *
rapport_board_dialog_new (RapportLibrary *library, RapportIdeaBoard *board)
{
  RapportBoardDialog *self = g_object_new (RAPPORT_TYPE_BOARD_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->board = g_object_ref (board);
  self->form = rapport_form_new (library, &rapport_idea_board_info);
  add_rows (self);
  rapport_form_set_rule (self->form, lanes_rule);
  rapport_form_set_record (self->form, RAPPORT_RECORD (board));
  rapport_lanes_group_bind (self->columns_group, library, board, RAPPORT_IDEA_BOARD_COLUMNS);
  rapport_lanes_group_bind (self->rows_group, library, board, RAPPORT_IDEA_BOARD_ROWS);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rest_group), !rapport_library_is_read_only (library));
  return ADW_DIALOG (self);
}
