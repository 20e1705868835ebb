/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-status-popover.h"

#include "rapport-day-button.h"
#include "rapport-format.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define N_STATUSES 6

struct _RapportStatusPopover
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkWidget *open_button;
  GtkBox *statuses;
  GtkWidget *details;
  RapportDayButton *day;
  GtkWidget *reason_label;
  GtkEditable *reason;
  GtkWidget *pitch_label;
  AdwToggleGroup *pitch;
  GtkWidget *buttons[N_STATUSES];

  RapportLibrary *library;
  char *client_id;
  char *status;
  /* As they were. */
  RapportDay day_before;
  char *reason_before;
  int pitch_before;
  gboolean editable;
};

enum
{
  SIGNAL_MOVED,
  SIGNAL_TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStatusPopover, rapport_status_popover, GTK_TYPE_POPOVER)

/* The first toggle stands for what is not known. */
static int
get_pitch (RapportStatusPopover *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->pitch))
           ? (int) adw_toggle_group_get_active (self->pitch)
           : self->pitch_before;
}

static void
keep_details (RapportStatusPopover *self)
{
  const char *reason = gtk_editable_get_text (self->reason);
  const RapportDay day = rapport_day_button_get_day (self->day);

  if (!self->editable || (day == self->day_before && get_pitch (self) == self->pitch_before &&
                          g_strcmp0 (reason, self->reason_before) == 0))
    return;
  self->day_before = day;
  self->pitch_before = get_pitch (self);
  g_set_str (&self->reason_before, reason);
  g_signal_emit (self, signals[SIGNAL_TOLD], 0);
}

static void
closed_cb (RapportStatusPopover *self)
{
  keep_details (self);
}

static void
reason_activate_cb (RapportStatusPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
open_clicked_cb (RapportStatusPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
status_clicked_cb (RapportStatusPopover *self, GtkWidget *button)
{
  for (guint i = 0; i < N_STATUSES; i++)
    if (self->buttons[i] == button)
      {
        gtk_popover_popdown (GTK_POPOVER (self));
        if (!g_str_equal (self->status, rapport_client_statuses[i].word))
          g_signal_emit (self, signals[SIGNAL_MOVED], 0, rapport_client_statuses[i].word);
        return;
      }
}

static void
rapport_status_popover_dispose (GObject *object)
{
  RapportStatusPopover *self = RAPPORT_STATUS_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_STATUS_POPOVER);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_status_popover_parent_class)->dispose (object);
}

static void
rapport_status_popover_finalize (GObject *object)
{
  RapportStatusPopover *self = RAPPORT_STATUS_POPOVER (object);

  g_free (self->client_id);
  g_free (self->status);
  g_free (self->reason_before);
  G_OBJECT_CLASS (rapport_status_popover_parent_class)->finalize (object);
}

static void
rapport_status_popover_class_init (RapportStatusPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_status_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_status_popover_finalize;
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_TOLD] =
    g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/board/status-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, title);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, open_button);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, statuses);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, details);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, day);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, reason_label);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, reason);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, pitch_label);
  gtk_widget_class_bind_template_child (widget_class, RapportStatusPopover, pitch);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activate_cb);
}

static const char *
get_label (guint status)
{
  return g_dgettext (GETTEXT_PACKAGE, rapport_client_statuses[status].label);
}

static void
rapport_status_popover_init (RapportStatusPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->client_id = g_strdup ("");
  self->status = g_strdup ("");
  for (guint i = 0; i < N_STATUSES; i++)
    {
      GtkWidget *label = gtk_label_new (get_label (i));

      self->buttons[i] = gtk_button_new ();
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_button_set_child (GTK_BUTTON (self->buttons[i]), label);
      g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (status_clicked_cb), self);
      gtk_box_append (self->statuses, self->buttons[i]);
    }
  for (int i = 0; i <= RAPPORT_PITCH_BEST; i++)
    {
      AdwToggle *toggle = adw_toggle_new ();
      g_autofree char *label = i > 0 ? g_strdup_printf ("%d", i) : g_strdup ("–");

      adw_toggle_set_label (toggle, label);
      if (i == 0)
        adw_toggle_set_tooltip (toggle, _ ("Not known"));
      adw_toggle_group_add (self->pitch, toggle);
    }
  rapport_day_button_set_name (self->day, _ ("Status since"));
}

RapportStatusPopover *
rapport_status_popover_new (RapportLibrary *library)
{
  RapportStatusPopover *self = g_object_new (RAPPORT_TYPE_STATUS_POPOVER, NULL);

  self->library = g_object_ref (library);
  return self;
}

static void
show_details (RapportStatusPopover *self)
{
  const gboolean has_reason = rapport_client_status_has_reason (self->status);
  const gboolean has_pitch = g_str_equal (self->status, "refused");

  gtk_widget_set_visible (self->reason_label, has_reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), has_reason);
  gtk_widget_set_visible (self->pitch_label, has_pitch);
  gtk_widget_set_visible (GTK_WIDGET (self->pitch), has_pitch);
  rapport_day_button_set_today (self->day, rapport_format_today (self->library));
  rapport_day_button_set_day (self->day, self->day_before);
  gtk_editable_set_text (self->reason, self->reason_before);
  adw_toggle_group_set_active (self->pitch,
                               (guint) CLAMP (self->pitch_before, 0, RAPPORT_PITCH_BEST));
  gtk_widget_set_sensitive (self->details, self->editable);
}

void
rapport_status_popover_show (RapportStatusPopover *self,
                             RapportClient *client,
                             gboolean editable,
                             gboolean with_statuses)
{
  RapportStatusChange now;

  rapport_status_change_of_client (&now, client);
  self->editable = editable;
  g_set_str (&self->client_id, rapport_record_get_id (RAPPORT_RECORD (client)));
  g_set_str (&self->status, now.status);
  g_set_str (&self->reason_before, now.reason != NULL ? now.reason : "");
  self->day_before = now.day;
  self->pitch_before = now.pitch;
  gtk_label_set_label (self->title, rapport_record_get_title (RAPPORT_RECORD (client)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", self->client_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button), "win.open-client");
  gtk_widget_set_visible (GTK_WIDGET (self->statuses), with_statuses && editable);
  for (guint i = 0; i < N_STATUSES; i++)
    if (g_str_equal (self->status, rapport_client_statuses[i].word))
      gtk_widget_add_css_class (self->buttons[i], "chosen-mark");
    else
      gtk_widget_remove_css_class (self->buttons[i], "chosen-mark");
  show_details (self);
}

const char *
rapport_status_popover_get_client_id (RapportStatusPopover *self)
{
  return self->client_id;
}

void
rapport_status_popover_get_change (RapportStatusPopover *self, RapportStatusChange *change)
{
  change->status = self->status;
  change->day = self->day_before;
  change->reason = self->reason_before;
  change->pitch = self->pitch_before;
}

void
rapport_status_popover_focus (RapportStatusPopover *self)
{
  GtkWidget *target = GTK_WIDGET (self->day);

  for (guint i = 0; gtk_widget_get_visible (GTK_WIDGET (self->statuses)) && i < N_STATUSES; i++)
    if (g_str_equal (self->status, rapport_client_statuses[i].word))
      target = self->buttons[i];
  if (!gtk_widget_get_visible (GTK_WIDGET (self->statuses)) &&
      gtk_widget_get_visible (GTK_WIDGET (self->reason)))
    target = GTK_WIDGET (self->reason);
  gtk_widget_grab_focus (target);
}
