/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-mark-popover.h"

#include "rapport-light-icon.h"
#include "rapport-mark-details.h"

#include <glib/gi18n-lib.h>

struct _RapportMarkPopover
{
  GtkPopover parent_instance;

  GtkLabel *title;
  GtkWidget *open_button;
  GtkBox *marks;
  GtkWidget *comment_label;
  GtkEditable *comment;
  GtkBox *details;
  GtkWidget *buttons[RAPPORT_MARK_RED + 1];

  char *client_id;
  char *before; /* the comment as it was */
  RapportMark chosen;
  gboolean editable;
};

enum
{
  SIGNAL_MARKED,
  SIGNAL_COMMENTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportMarkPopover, rapport_mark_popover, GTK_TYPE_POPOVER)

static void
keep_comment (RapportMarkPopover *self)
{
  const char *comment = gtk_editable_get_text (self->comment);

  if (!self->editable || g_strcmp0 (comment, self->before) == 0)
    return;
  g_set_str (&self->before, comment);
  g_signal_emit (self, signals[SIGNAL_COMMENTED], 0, comment);
}

static void
closed_cb (RapportMarkPopover *self)
{
  keep_comment (self);
}

static void
comment_activate_cb (RapportMarkPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
open_clicked_cb (RapportMarkPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
mark_clicked_cb (RapportMarkPopover *self, GtkWidget *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    if (self->buttons[i] == button)
      {
        keep_comment (self);
        gtk_popover_popdown (GTK_POPOVER (self));
        g_signal_emit (self, signals[SIGNAL_MARKED], 0, (int) i);
        return;
      }
}

static void
rapport_mark_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_MARK_POPOVER);
  G_OBJECT_CLASS (rapport_mark_popover_parent_class)->dispose (object);
}

static void
rapport_mark_popover_finalize (GObject *object)
{
  RapportMarkPopover *self = RAPPORT_MARK_POPOVER (object);

  g_free (self->client_id);
  g_free (self->before);
  G_OBJECT_CLASS (rapport_mark_popover_parent_class)->finalize (object);
}

static void
rapport_mark_popover_class_init (RapportMarkPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_mark_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_mark_popover_finalize;
  signals[SIGNAL_MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_COMMENTED] =
    g_signal_new ("commented", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/board/mark-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportMarkPopover, title);
  gtk_widget_class_bind_template_child (widget_class, RapportMarkPopover, open_button);
  gtk_widget_class_bind_template_child (widget_class, RapportMarkPopover, marks);
  gtk_widget_class_bind_template_child (widget_class, RapportMarkPopover, comment_label);
  gtk_widget_class_bind_template_child (widget_class, RapportMarkPopover, comment);
  gtk_widget_class_bind_template_child (widget_class, RapportMarkPopover, details);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, comment_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static GtkWidget *
make_mark (RapportMarkPopover *self, RapportMark mark)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (mark == RAPPORT_MARK_NONE ? _ ("Take the mark away")
                                                              : rapport_mark_get_label (mark));
  g_autofree char *key = g_strdup_printf ("%d", (int) mark);
  GtkWidget *hint = gtk_label_new (key);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (hint, "dimmed");
  gtk_widget_add_css_class (hint, "numeric");
  gtk_box_append (GTK_BOX (box), rapport_light_icon_new (mark));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (mark_clicked_cb), self);
  return button;
}

/* The board's keys work here as well; in the comment they are text. */
static gboolean
key_pressed_cb (RapportMarkPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  const guint digit = keyval >= GDK_KEY_KP_0 ? keyval - GDK_KEY_KP_0 : keyval - GDK_KEY_0;

  if (digit >= G_N_ELEMENTS (self->buttons) || !self->editable ||
      !gtk_widget_get_visible (self->buttons[digit]))
    return GDK_EVENT_PROPAGATE;
  mark_clicked_cb (self, self->buttons[digit]);
  return GDK_EVENT_STOP;
}

static void
rapport_mark_popover_init (RapportMarkPopover *self)
{
  static const RapportMark order[] = { RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW, RAPPORT_MARK_RED,
                                       RAPPORT_MARK_NONE };

  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->client_id = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      self->buttons[order[i]] = make_mark (self, order[i]);
      gtk_box_append (self->marks, self->buttons[order[i]]);
    }
  gtk_widget_add_css_class (self->buttons[RAPPORT_MARK_NONE], "flat");
}

RapportMarkPopover *
rapport_mark_popover_new (void)
{
  return g_object_new (RAPPORT_TYPE_MARK_POPOVER, NULL);
}

void
rapport_mark_popover_show (RapportMarkPopover *self,
                           RapportLibrary *library,
                           RapportLights *lights,
                           RapportClient *client,
                           gboolean editable,
                           gboolean with_marks)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (client));
  const RapportMark mark = rapport_lights_get_mark (lights, id, 0);
  g_autoptr (RapportLight) light = rapport_lights_get_light (lights, id);
  const char *comment =
    light != NULL ? rapport_record_get_text (RAPPORT_RECORD (light), RAPPORT_LIGHT_COMMENT) : "";

  self->editable = editable;
  self->chosen = mark;
  g_set_str (&self->client_id, id);
  g_set_str (&self->before, comment);
  gtk_label_set_label (self->title, rapport_record_get_title (RAPPORT_RECORD (client)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", self->client_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button), "win.open-client");
  if (with_marks)
    rapport_mark_details_fill (self->details, library, lights, id);
  gtk_widget_set_visible (GTK_WIDGET (self->details),
                          with_marks &&
                            gtk_widget_get_first_child (GTK_WIDGET (self->details)) != NULL);
  gtk_editable_set_text (self->comment, comment);
  gtk_editable_set_editable (self->comment, editable);
  gtk_widget_set_visible (GTK_WIDGET (self->marks), editable && with_marks);
  /* A comment belongs to a mark. */
  gtk_widget_set_visible (GTK_WIDGET (self->comment), mark != RAPPORT_MARK_NONE);
  gtk_widget_set_visible (self->comment_label, mark != RAPPORT_MARK_NONE);
  gtk_widget_set_visible (self->buttons[RAPPORT_MARK_NONE], mark != RAPPORT_MARK_NONE);
  for (guint i = RAPPORT_MARK_GREEN; i < G_N_ELEMENTS (self->buttons); i++)
    if (i == mark)
      gtk_widget_add_css_class (self->buttons[i], "chosen-mark");
    else
      gtk_widget_remove_css_class (self->buttons[i], "chosen-mark");
}

const char *
rapport_mark_popover_get_client_id (RapportMarkPopover *self)
{
  return self->client_id;
}

void
rapport_mark_popover_focus (RapportMarkPopover *self, gboolean on_comment)
{
  const guint chosen = self->chosen != RAPPORT_MARK_NONE ? self->chosen : RAPPORT_MARK_GREEN;

  gtk_widget_grab_focus (on_comment && gtk_widget_get_visible (GTK_WIDGET (self->comment))
                           ? GTK_WIDGET (self->comment)
                           : self->buttons[chosen]);
}
