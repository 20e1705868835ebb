/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-line-edit.h"

#include "rapport-row-text-private.h"
#include "rapport-typing.h"

struct _RapportLineEdit
{
  AdwBin parent_instance;

  GtkTextView *view;
  GtkTextBuffer *buffer;
  RapportLibrary *library;
  RapportRecord *record;
  guint field;
  char *label;
  char *shown;           /* as it stood when the keyboard came */
  RapportTyping *typing; /* NULL while nothing has been typed in this stay */
  RapportLineEditRead read;
  gpointer read_data;
  gboolean showing;
};

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportLineEdit, rapport_line_edit, ADW_TYPE_BIN)

char *
rapport_line_edit_get_text (RapportLineEdit *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
show (RapportLineEdit *self, const char *text)
{
  g_autofree char *now = rapport_line_edit_get_text (self);

  if (g_str_equal (now, text))
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->showing = FALSE;
}

void
rapport_line_edit_set_text (RapportLineEdit *self, const char *text)
{
  g_set_str (&self->shown, text);
  if (self->typing == NULL)
    show (self, text);
}

static void
changed_cb (RapportLineEdit *self)
{
  g_autofree char *text = NULL;
  g_autofree char *value = NULL;

  if (self->showing)
    return;
  if (self->record == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_EDITED], 0);
      return;
    }
  text = rapport_line_edit_get_text (self);
  value = self->read (text, self->read_data);
  if (self->typing == NULL)
    self->typing = rapport_typing_new (self->library, self->record, self->field, self->label);
  rapport_typing_set_text (self->typing, value);
}

void
rapport_line_edit_leave (RapportLineEdit *self)
{
  g_autoptr (GError) error = NULL;

  if (self->typing == NULL)
    return;
  /* What can't be saved now stays in the widget and is tried again. */
  if (!rapport_typing_flush (self->typing, &error))
    return;
  g_clear_object (&self->typing);
  show (self, self->shown);
}

static gboolean
key_cb (
  GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, gpointer user_data)
{
  RapportLineEdit *self = user_data;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  rapport_line_edit_leave (self);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

/* A paste of several lines is one. */
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

static void
rapport_line_edit_dispose (GObject *object)
{
  RapportLineEdit *self = RAPPORT_LINE_EDIT (object);

  g_clear_object (&self->typing);
  g_clear_object (&self->record);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_line_edit_parent_class)->dispose (object);
}

static void
rapport_line_edit_finalize (GObject *object)
{
  g_free (RAPPORT_LINE_EDIT (object)->label);
  g_free (RAPPORT_LINE_EDIT (object)->shown);
  G_OBJECT_CLASS (rapport_line_edit_parent_class)->finalize (object);
}

static void
rapport_line_edit_class_init (RapportLineEditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_line_edit_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_line_edit_finalize;
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_line_edit_init (RapportLineEdit *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shown = g_strdup ("");
  self->view = GTK_TEXT_VIEW (rapport_row_text_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "row-text");
  g_signal_connect (self->buffer, "insert-text", G_CALLBACK (insert_cb), NULL);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (rapport_line_edit_leave), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

GtkWidget *
rapport_line_edit_new (RapportLibrary *library,
                       guint field,
                       const char *label,
                       const char *accessible_name)
{
  RapportLineEdit *self = g_object_new (RAPPORT_TYPE_LINE_EDIT, NULL);

  self->library = g_object_ref (library);
  self->field = field;
  self->label = g_strdup (label);
  gtk_text_view_set_editable (self->view, !rapport_library_is_read_only (library));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_name, -1);
  return GTK_WIDGET (self);
}

void
rapport_line_edit_set_record (RapportLineEdit *self,
                              RapportRecord *record,
                              RapportLineEditRead read,
                              gpointer user_data)
{
  rapport_line_edit_leave (self);
  g_set_object (&self->record, record);
  self->read = read;
  self->read_data = user_data;
}
