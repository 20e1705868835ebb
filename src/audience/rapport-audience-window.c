/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-audience-window.h"

#include "rapport-audience-view.h"
#include "rapport-scene-item.h"

#define USUAL_WIDTH  1280
#define USUAL_HEIGHT 760

/* So many of the things that were said last stand below the board. */
#define MOST_REMARKS 3

struct _RapportAudienceWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  RapportAudienceView *view;
  GtkBox *remarks;
  RapportPublicBoard *board; /* (nullable) */
};

enum
{
  SIGNAL_STEP,
  SIGNAL_POINTED,
  SIGNAL_LEFT,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAudienceWindow, rapport_audience_window, ADW_TYPE_WINDOW)

/* Keys and the pointer. */

static gboolean
key_pressed_cb (RapportAudienceWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWindow *window = GTK_WINDOW (self);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Page_Down:
    case GDK_KEY_Right:
    case GDK_KEY_Down:
    case GDK_KEY_space:
      g_signal_emit (self, signals[SIGNAL_STEP], 0, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Left:
    case GDK_KEY_Up:
    case GDK_KEY_BackSpace:
      g_signal_emit (self, signals[SIGNAL_STEP], 0, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_F11:
      g_object_set (window, "fullscreened", !gtk_window_is_fullscreen (window), NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      g_signal_emit (self, signals[SIGNAL_ENDED], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
motion_cb (RapportAudienceWindow *self, double x, double y)
{
  RapportSpot spot;

  if (rapport_audience_view_find_spot (self->view, x, y, &spot))
    g_signal_emit (self, signals[SIGNAL_POINTED], 0, spot.x, spot.y);
}

static void
leave_cb (RapportAudienceWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* What was said. */

static void
clear_remarks (RapportAudienceWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))) != NULL)
    gtk_box_remove (self->remarks, child);
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_remark (RapportAudienceWindow *self, RapportPublicRecord *remark, const char *card)
{
  const char *said_by = rapport_public_record_get_text (remark, "said-by");
  g_autofree char *about = *said_by != '\0' && *card != '\0'
                             ? g_strdup_printf ("%s · %s", said_by, card)
                           : *said_by != '\0' ? g_strdup (said_by)
                                              : g_strdup (card);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "remark");
  gtk_box_append (GTK_BOX (box),
                  make_label (rapport_public_record_get_text (remark, "text"), NULL));
  if (*about != '\0')
    gtk_box_append (GTK_BOX (box), make_label (about, "caption"));
  gtk_box_append (self->remarks, box);
}

/* (transfer none) (nullable): the card in sight that a remark is about. */
static const RapportSceneItem *
find_card (RapportAudienceWindow *self, RapportPublicRecord *remark)
{
  return rapport_audience_view_find_card (self->view,
                                          rapport_public_record_get_text (remark, "placement"));
}

/* What was said today about the cards in sight, the last below. */
static void
show_remarks (RapportAudienceWindow *self)
{
  RapportPublicBoard *board = self->board;
  RapportPublicRecord *found[MOST_REMARKS];
  guint n = 0;

  clear_remarks (self);
  for (guint i = board != NULL ? board->remarks->len : 0; i > 0 && n < MOST_REMARKS; i--)
    {
      RapportPublicRecord *remark = board->remarks->pdata[i - 1];

      /* They stand by their days. */
      if (rapport_public_record_get_day (remark, "day") < board->today)
        break;
      if (rapport_public_record_get_day (remark, "day") == board->today &&
          find_card (self, remark) != NULL)
        found[n++] = remark;
    }
  for (guint i = n; i > 0; i--)
    {
      const char *title = find_card (self, found[i - 1])->title;

      add_remark (self, found[i - 1], title != NULL ? title : "");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), n > 0);
}

static void
shown_cb (RapportAudienceWindow *self)
{
  show_remarks (self);
}

void
rapport_audience_window_show (RapportAudienceWindow *self,
                              RapportPublicBoard *board,
                              const char *frame)
{
  const char *name = board != NULL ? rapport_public_record_get_text (board->client, "name") : "";

  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->title, name);
  g_clear_pointer (&self->board, rapport_public_board_unref);
  self->board = board != NULL ? rapport_public_board_ref (board) : NULL;
  rapport_audience_view_show (self->view, board, frame);
  show_remarks (self);
}

void
rapport_audience_window_set_laser (RapportAudienceWindow *self, const RapportSpot *spot)
{
  rapport_audience_view_set_laser (self->view, spot);
}

/* The object. */

static gboolean
rapport_audience_window_close_request (GtkWindow *window)
{
  g_signal_emit (window, signals[SIGNAL_ENDED], 0);
  return GDK_EVENT_STOP;
}

static void
rapport_audience_window_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_AUDIENCE_WINDOW (object)->board, rapport_public_board_unref);
  G_OBJECT_CLASS (rapport_audience_window_parent_class)->finalize (object);
}

static void
rapport_audience_window_class_init (RapportAudienceWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_audience_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_audience_window_close_request;
  signals[SIGNAL_STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_POINTED] =
    g_signal_new ("pointed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_content (RapportAudienceWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->view = RAPPORT_AUDIENCE_VIEW (rapport_audience_view_new ());
  g_signal_connect_swapped (self->view, "shown", G_CALLBACK (shown_cb), self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  self->remarks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_halign (GTK_WIDGET (self->remarks), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->remarks), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->remarks), "remarks");
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->remarks));
  return overlay;
}

static void
rapport_audience_window_init (RapportAudienceWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkWidget *toolbar = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), make_content (self));
  adw_window_set_content (ADW_WINDOW (self), toolbar);
  g_object_bind_property (self, "fullscreened", toolbar, "reveal-top-bars",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
  gtk_window_set_default_size (GTK_WINDOW (self), USUAL_WIDTH, USUAL_HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

GtkWidget *
rapport_audience_window_new (GtkApplication *application)
{
  return g_object_new (RAPPORT_TYPE_AUDIENCE_WINDOW, "application", application, NULL);
}
