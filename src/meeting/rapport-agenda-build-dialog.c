/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-build-dialog.h"

#include "rapport-toast.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportAgendaBuildDialog
{
  AdwDialog parent_instance;

  GtkStack *states;
  AdwPreferencesPage *page;
  GtkWidget *take;
  GtkWidget *sum_bar;
  GtkLabel *sum;
  GtkWidget *over_box;
  GtkLabel *over;

  RapportLibrary *library;
  RapportMeeting *meeting;
  GPtrArray *proposals; /* (element-type RapportProposal) */
  int planned;          /* minutes that stand on the agenda already */
};

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAgendaBuildDialog, rapport_agenda_build_dialog, ADW_TYPE_DIALOG)

static void
update_sum (RapportAgendaBuildDialog *self)
{
  const int length =
    (int) rapport_record_get_integer (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_LENGTH);
  int planned = self->planned;
  gboolean any = FALSE;
  g_autofree char *sum = NULL;
  g_autofree char *over = NULL;

  for (guint i = 0; i < self->proposals->len; i++)
    {
      const RapportProposal *proposal = self->proposals->pdata[i];

      planned += proposal->wanted ? proposal->minutes : 0;
      any |= proposal->wanted;
    }
  sum = g_strdup_printf (_ ("%d of %d min planned"), planned, length);
  over = g_strdup_printf (_ ("%d min over"), planned - length);
  gtk_label_set_label (self->sum, sum);
  gtk_label_set_label (self->over, over);
  gtk_widget_set_visible (self->over_box, planned > length && length > 0);
  gtk_widget_set_sensitive (self->take, any);
}

/* Rows. */

static RapportProposal *
get_proposal (GObject *widget)
{
  return g_object_get_data (widget, "proposal");
}

static void
switched_cb (RapportAgendaBuildDialog *self, GParamSpec *pspec, GObject *toggle)
{
  get_proposal (toggle)->wanted = gtk_switch_get_active (GTK_SWITCH (toggle));
  update_sum (self);
}

static void
minutes_cb (RapportAgendaBuildDialog *self, GObject *spin)
{
  get_proposal (spin)->minutes = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
  update_sum (self);
}

static GtkWidget *
make_spin (RapportAgendaBuildDialog *self, RapportProposal *proposal)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 480, 5);
  g_autofree char *name = g_strdup_printf (_ ("Planned minutes: %s"), proposal->title);

  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 2);
  gtk_spin_button_set_activates_default (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), proposal->minutes);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, _ ("Planned minutes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (spin), "proposal", proposal);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (minutes_cb), self, G_CONNECT_SWAPPED);
  return spin;
}

static GtkWidget *
make_switch (RapportAgendaBuildDialog *self, RapportProposal *proposal)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), proposal->wanted);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  proposal->title, -1);
  g_object_set_data (G_OBJECT (toggle), "proposal", proposal);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  return toggle;
}

static GtkWidget *
make_row (RapportAgendaBuildDialog *self, RapportProposal *proposal)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = make_switch (self, proposal);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), proposal->title);
  if (proposal->hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), proposal->hint);
  if (!proposal->client_sees)
    {
      GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

      gtk_widget_set_tooltip_text (lock, _ ("Only the team"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Only the team"), -1);
      gtk_widget_add_css_class (row, "private-row");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), lock);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_spin (self, proposal));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  return row;
}

static void
add_rows (RapportAgendaBuildDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  const RapportProposal *last = NULL;

  for (guint i = 0; i < self->proposals->len; i++)
    {
      RapportProposal *proposal = self->proposals->pdata[i];

      if (last == NULL || last->source != proposal->source)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group,
                                           rapport_agenda_source_get_label (proposal->source));
          adw_preferences_page_add (self->page, group);
        }
      adw_preferences_group_add (group, make_row (self, proposal));
      last = proposal;
    }
}

/* Taking. */

static void
take_cb (RapportAgendaBuildDialog *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Build Agenda"));
  g_autoptr (GError) error = NULL;
  const guint n = rapport_agenda_take (transaction, self->library, self->meeting, self->proposals);

  if (!rapport_transaction_commit (transaction, &error))
    return rapport_toast_show (GTK_WIDGET (self), error->message);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[TAKEN], 0, n);
}

static gboolean
accept_shortcut (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RapportAgendaBuildDialog *self = RAPPORT_AGENDA_BUILD_DIALOG (widget);

  if (gtk_widget_get_sensitive (self->take))
    take_cb (self);
  return GDK_EVENT_STOP;
}

/* A sheet at the bottom of a narrow window gives the keyboard to its first button, which here takes
 * all of it back. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RapportAgendaBuildDialog *self = RAPPORT_AGENDA_BUILD_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (self->take);
  return G_SOURCE_REMOVE;
}

/* The object. */

static void
rapport_agenda_build_dialog_dispose (GObject *object)
{
  RapportAgendaBuildDialog *self = RAPPORT_AGENDA_BUILD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AGENDA_BUILD_DIALOG);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_agenda_build_dialog_parent_class)->dispose (object);
}

static void
rapport_agenda_build_dialog_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_AGENDA_BUILD_DIALOG (object)->proposals, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_agenda_build_dialog_parent_class)->finalize (object);
}

static void
rapport_agenda_build_dialog_class_init (RapportAgendaBuildDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_agenda_build_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_agenda_build_dialog_finalize;
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/agenda-build-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, states);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, page);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, take);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, sum_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, sum);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, over_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaBuildDialog, over);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  /* Whatever has the keyboard. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, accept_shortcut,
                                NULL);
}

static void
rapport_agenda_build_dialog_init (RapportAgendaBuildDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

static int
count_planned (RapportAgendaBuildDialog *self)
{
  g_autoptr (RapportQuery) query =
    rapport_agenda_query (rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = rapport_library_find (self->library, query, &error);
  int planned = 0;

  if (items == NULL)
    g_warning ("reading an agenda: %s", error->message);
  for (guint i = 0; items != NULL && i < items->len; i++)
    planned += (int) rapport_record_get_integer (items->pdata[i], RAPPORT_AGENDA_ITEM_PLANNED);
  return planned;
}

AdwDialog *
rapport_agenda_build_dialog_new (RapportLibrary *library, RapportMeeting *meeting)
{
  RapportAgendaBuildDialog *self = g_object_new (RAPPORT_TYPE_AGENDA_BUILD_DIALOG, NULL);
  gboolean is_empty;

  self->library = g_object_ref (library);
  self->meeting = g_object_ref (meeting);
  self->proposals = rapport_agenda_propose (library, meeting);
  self->planned = count_planned (self);
  is_empty = self->proposals->len == 0;
  add_rows (self);
  update_sum (self);
  gtk_stack_set_visible_child_name (self->states, is_empty ? "empty" : "list");
  gtk_widget_set_visible (self->take, !is_empty);
  gtk_widget_set_visible (self->sum_bar, !is_empty);
  return ADW_DIALOG (self);
}
