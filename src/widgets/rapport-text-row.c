/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-text-row.h"

#include "rapport-field-typing-private.h"
#include "rapport-row-text-private.h"

struct _RapportTextRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title;
  GtkTextView *view;
  GtkLabel *placeholder;
  RapportLibrary *library;
  RapportFieldTyping *typing; /* NULL until bound */
};

enum
{
  PROP_PLACEHOLDER = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportTextRow, rapport_text_row, ADW_TYPE_PREFERENCES_ROW)

static void
show_text (gpointer widget, const char *text)
{
  RapportTextRow *self = widget;
  g_autofree char *before = rapport_text_row_get_text (self);

  if (!g_str_equal (before, text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}

static void
changed_cb (RapportTextRow *self)
{
  g_autofree char *text = rapport_text_row_get_text (self);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), *text == '\0');
  if (self->typing != NULL)
    rapport_field_typing_typed (self->typing, text);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
leave_cb (RapportTextRow *self)
{
  if (self->typing != NULL)
    rapport_field_typing_leave (self->typing);
}

static void
activate_cb (RapportTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
rapport_text_row_dispose (GObject *object)
{
  RapportTextRow *self = RAPPORT_TEXT_ROW (object);

  g_clear_object (&self->typing);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_text_row_parent_class)->dispose (object);
}

static void
rapport_text_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, gtk_label_get_label (RAPPORT_TEXT_ROW (object)->placeholder));
}

static void
rapport_text_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  rapport_text_row_set_placeholder (RAPPORT_TEXT_ROW (object), g_value_get_string (value));
}

static void
rapport_text_row_class_init (RapportTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_text_row_dispose;
  object_class->get_property = rapport_text_row_get_property;
  object_class->set_property = rapport_text_row_set_property;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  properties[PROP_PLACEHOLDER] =
    g_param_spec_string ("placeholder", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static GtkWidget *
make_text (RapportTextRow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = GTK_TEXT_VIEW (rapport_row_text_new ());
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "row-text");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  self->placeholder = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->placeholder, 0);
  gtk_label_set_wrap (self->placeholder, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->placeholder), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self->placeholder), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->placeholder), "dimmed");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->placeholder));
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->placeholder), TRUE);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  return overlay;
}

static void
rapport_text_row_init (RapportTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "dimmed");
  g_object_bind_property (self, "title", self->title, "label", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), make_text (self));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
}

GtkWidget *
rapport_text_row_new (const char *title)
{
  return g_object_new (RAPPORT_TYPE_TEXT_ROW, "title", title, NULL);
}

void
rapport_text_row_bind (RapportTextRow *self,
                       RapportLibrary *library,
                       guint field,
                       const char *label)
{
  g_clear_object (&self->typing);
  g_set_object (&self->library, library);
  self->typing = rapport_field_typing_new (library, field, label, show_text, self);
  gtk_text_view_set_editable (self->view, FALSE);
}

void
rapport_text_row_set_record (RapportTextRow *self, RapportRecord *record)
{
  rapport_field_typing_set_record (self->typing, record);
  gtk_text_view_set_editable (self->view,
                              record != NULL && !rapport_library_is_read_only (self->library));
}

char *
rapport_text_row_get_text (RapportTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

void
rapport_text_row_set_text (RapportTextRow *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}

void
rapport_text_row_set_placeholder (RapportTextRow *self, const char *placeholder)
{
  gtk_label_set_label (self->placeholder, placeholder != NULL ? placeholder : "");
}

static gboolean
enter_cb (GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static void
insert_cb (GtkTextBuffer *buffer, GtkTextIter *place, const char *text, int length)
{
  g_autofree char *line = NULL;

  if (memchr (text, '\n', (gsize) length) == NULL && memchr (text, '\r', (gsize) length) == NULL)
    return;
  line = g_strdelimit (g_strndup (text, (gsize) length), "\r\n", ' ');
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, place, line, -1);
}

void
rapport_text_row_set_one_line (RapportTextRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (enter_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect (gtk_text_view_get_buffer (self->view), "insert-text", G_CALLBACK (insert_cb),
                    NULL);
}

void
rapport_text_row_append (RapportTextRow *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self))), child);
}
