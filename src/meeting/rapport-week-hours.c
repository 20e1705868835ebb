/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-week-hours.h"

#include "rapport-when.h"

#define DAYS    7
#define DAY     (24 * 60)
#define MORNING (8 * 60)

/* An hour is as high as the cards want, within these. */
#define LEAST_HOUR 54
#define MOST_HOUR  120

/* Shorter meetings have the place of these minutes, so that they can be read and hit. */
#define LEAST_LENGTH 30

typedef struct
{
  GtkWidget *card;
  guint column;
  int from;
  int to;
  guint lane;
  guint lanes;
} Slot;

struct _RapportWeekHours
{
  GtkWidget parent_instance;

  GArray *slots;
  guint cluster;  /* the first slot of those that overlap with the last one */
  int cluster_to; /* when the last of them ends */
  gboolean shows_first;
};

G_DEFINE_FINAL_TYPE (RapportWeekHours, rapport_week_hours, GTK_TYPE_WIDGET)

static Slot *
get_slot (RapportWeekHours *self, guint i)
{
  return &g_array_index (self->slots, Slot, i);
}

/* (transfer full) */
static PangoLayout *
make_hour (RapportWeekHours *self, int hour)
{
  g_autofree char *text = rapport_when_clock (hour * 60);

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

int
rapport_week_hours_get_gutter (RapportWeekHours *self)
{
  g_autoptr (PangoLayout) layout = make_hour (self, 20);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + 2 * RAPPORT_WEEK_HOURS_GAP;
}

static int
get_hour_height (RapportWeekHours *self)
{
  int height = LEAST_HOUR;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = get_slot (self, i);
      int least;

      gtk_widget_measure (slot->card, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
      height = MAX (height, (least + 2) * 60 / (slot->to - slot->from) + 1);
    }
  return MIN (height, MOST_HOUR);
}

/* Filling. */

void
rapport_week_hours_clear (RapportWeekHours *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_unparent (get_slot (self, i)->card);
  g_array_set_size (self->slots, 0);
  self->cluster = 0;
  self->cluster_to = 0;
}

/* The first lane in which nothing is said at @from any more; as many as there are for none. */
static guint
find_lane (RapportWeekHours *self, int from)
{
  gboolean taken[RAPPORT_WEEK_HOURS_LANES] = { FALSE };
  guint lane = 0;

  for (guint i = self->cluster; i < self->slots->len; i++)
    if (get_slot (self, i)->to > from)
      taken[get_slot (self, i)->lane] = TRUE;
  while (lane < RAPPORT_WEEK_HOURS_LANES && taken[lane])
    lane++;
  return lane;
}

gboolean
rapport_week_hours_add (RapportWeekHours *self, GtkWidget *card, guint column, int from, int length)
{
  Slot slot = { g_object_ref_sink (card), column };
  guint lanes = 1;

  slot.from = CLAMP (from, 0, DAY - LEAST_LENGTH);
  slot.to = MIN (slot.from + MAX (length, LEAST_LENGTH), DAY);
  if (self->slots->len == self->cluster || slot.from >= self->cluster_to ||
      get_slot (self, self->slots->len - 1)->column != column)
    {
      self->cluster = self->slots->len;
      self->cluster_to = 0;
    }
  slot.lane = find_lane (self, slot.from);
  if (slot.lane == RAPPORT_WEEK_HOURS_LANES)
    {
      g_object_unref (card);
      return FALSE;
    }
  self->cluster_to = MAX (self->cluster_to, slot.to);
  g_array_append_val (self->slots, slot);
  for (guint i = self->cluster; i < self->slots->len; i++)
    lanes = MAX (lanes, get_slot (self, i)->lane + 1);
  for (guint i = self->cluster; i < self->slots->len; i++)
    get_slot (self, i)->lanes = lanes;
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  g_object_unref (card);
  return TRUE;
}

/* Scrolling. */

static void
scroll (RapportWeekHours *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  int first = MORNING;

  for (guint i = 0; i < self->slots->len; i++)
    first = MIN (first, get_slot (self, i)->from);
  if (window != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)),
                              MAX (first - 30, 0) / 60.0 * get_hour_height (self));
}

static void
scroll_cb (gpointer self)
{
  scroll (self);
  g_object_unref (self);
}

void
rapport_week_hours_show_first (RapportWeekHours *self)
{
  self->shows_first = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Where it is, and how it looks. */

static void
rapport_week_hours_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  RapportWeekHours *self = RAPPORT_WEEK_HOURS (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = 24 * get_hour_height (self);
  else
    *minimum = rapport_week_hours_get_gutter (self) + DAYS * 60;
  *natural = *minimum;
}

/* The left edge of a day, and how wide it is. */
static double
place_day (RapportWeekHours *self, guint column, double *width)
{
  const int gutter = rapport_week_hours_get_gutter (self);
  const int all = gtk_widget_get_width (GTK_WIDGET (self));
  double x;

  *width = (all - gutter - (DAYS - 1) * RAPPORT_WEEK_HOURS_GAP) / (double) DAYS;
  x = gutter + column * (*width + RAPPORT_WEEK_HOURS_GAP);
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? all - x - *width : x;
}

static void
rapport_week_hours_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportWeekHours *self = RAPPORT_WEEK_HOURS (widget);
  const double minute = height / (double) DAY;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = get_slot (self, i);
      double day;
      const double x = place_day (self, slot->column, &day);
      const double wide = day / slot->lanes;
      GtkAllocation place = { (int) (x + slot->lane * wide), (int) (slot->from * minute) + 1,
                              (int) wide - (slot->lane + 1 < slot->lanes ? 2 : 0),
                              (int) ((slot->to - slot->from) * minute) - 2 };
      int least;

      gtk_widget_measure (slot->card, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      place.width = MAX (place.width, least);
      gtk_widget_measure (slot->card, GTK_ORIENTATION_VERTICAL, place.width, &least, NULL, NULL,
                          NULL);
      place.height = MAX (place.height, least);
      gtk_widget_size_allocate (slot->card, &place, -1);
    }
  if (self->shows_first)
    {
      /* The window that scrolls knows of the height only after this. */
      self->shows_first = FALSE;
      g_idle_add_once (scroll_cb, g_object_ref (self));
    }
}

static void
rapport_week_hours_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportWeekHours *self = RAPPORT_WEEK_HOURS (widget);
  const double hour = gtk_widget_get_height (widget) / 24.0;
  const int gutter = rapport_week_hours_get_gutter (self);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA ink, line;

  gtk_widget_get_color (widget, &ink);
  line = ink;
  line.alpha *= 0.15f;
  ink.alpha *= 0.75f;
  for (int i = 0; i < 24; i++)
    {
      g_autoptr (PangoLayout) layout = make_hour (self, i);
      const float y = (float) (int) (i * hour);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      gtk_snapshot_append_color (
        snapshot, &line,
        &GRAPHENE_RECT_INIT (rtl ? 0 : (float) gutter, y,
                             (float) (gtk_widget_get_width (widget) - gutter), 1));
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (
        snapshot, &GRAPHENE_POINT_INIT (
                    rtl ? (float) (gtk_widget_get_width (widget) - gutter + RAPPORT_WEEK_HOURS_GAP)
                        : (float) (gutter - RAPPORT_WEEK_HOURS_GAP - width),
                    y));
      gtk_snapshot_append_layout (snapshot, layout, &ink);
      gtk_snapshot_restore (snapshot);
    }
  GTK_WIDGET_CLASS (rapport_week_hours_parent_class)->snapshot (widget, snapshot);
}

/* Tab goes day by day, and in a day by the time; arrows go to what lies there. */
static gboolean
rapport_week_hours_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RapportWeekHours *self = RAPPORT_WEEK_HOURS (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  const int n = (int) self->slots->len;
  const int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int at = step > 0 ? -1 : n;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (rapport_week_hours_parent_class)->focus (widget, direction);
  for (int i = 0; child != NULL && i < n; i++)
    if (get_slot (self, (guint) i)->card == child)
      at = i;
  for (at += step; at >= 0 && at < n; at += step)
    if (gtk_widget_child_focus (get_slot (self, (guint) at)->card, direction))
      return TRUE;
  return FALSE;
}

/* The object. */

static void
rapport_week_hours_dispose (GObject *object)
{
  rapport_week_hours_clear (RAPPORT_WEEK_HOURS (object));
  G_OBJECT_CLASS (rapport_week_hours_parent_class)->dispose (object);
}

static void
rapport_week_hours_finalize (GObject *object)
{
  g_array_unref (RAPPORT_WEEK_HOURS (object)->slots);
  G_OBJECT_CLASS (rapport_week_hours_parent_class)->finalize (object);
}

static void
rapport_week_hours_class_init (RapportWeekHoursClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_week_hours_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_week_hours_finalize;
  widget_class->measure = rapport_week_hours_measure;
  widget_class->size_allocate = rapport_week_hours_size_allocate;
  widget_class->snapshot = rapport_week_hours_snapshot;
  widget_class->focus = rapport_week_hours_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "weekhours");
}

static void
rapport_week_hours_init (RapportWeekHours *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
}
