/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-calendar-item.h"

#include "rapport-monogram.h"
#include "rapport-occasion-row.h"
#include "rapport-when.h"

struct _RapportCalendarItem
{
  GObject parent_instance;

  RapportOccasion *occasion;
  char *client_name;
  gboolean is_first;
};

G_DEFINE_FINAL_TYPE (RapportCalendarItem, rapport_calendar_item, G_TYPE_OBJECT)

static void
rapport_calendar_item_finalize (GObject *object)
{
  RapportCalendarItem *self = RAPPORT_CALENDAR_ITEM (object);

  rapport_occasion_free (self->occasion);
  g_free (self->client_name);
  G_OBJECT_CLASS (rapport_calendar_item_parent_class)->finalize (object);
}

static void
rapport_calendar_item_class_init (RapportCalendarItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_calendar_item_finalize;
}

static void
rapport_calendar_item_init (RapportCalendarItem *self)
{
}

RapportCalendarItem *
rapport_calendar_item_new (const RapportOccasion *occasion,
                           const char *client_name,
                           gboolean is_first)
{
  RapportCalendarItem *self = g_object_new (RAPPORT_TYPE_CALENDAR_ITEM, NULL);

  self->occasion = rapport_occasion_copy (occasion);
  self->client_name = g_strdup (client_name);
  self->is_first = is_first;
  return self;
}

const RapportOccasion *
rapport_calendar_item_get_occasion (RapportCalendarItem *self)
{
  return self->occasion;
}

gboolean
rapport_calendar_item_is_first (RapportCalendarItem *self)
{
  return self->is_first;
}

const char *
rapport_calendar_item_get_name (RapportCalendarItem *self)
{
  return *self->client_name != '\0' ? self->client_name : self->occasion->title;
}

char *
rapport_calendar_item_get_about (RapportCalendarItem *self)
{
  return g_strdup (*self->client_name != '\0' ? self->occasion->title : "");
}

char *
rapport_calendar_item_describe (RapportCalendarItem *self)
{
  g_autofree char *hours = rapport_when_hours (self->occasion->start, self->occasion->length);
  g_autofree char *about = rapport_calendar_item_get_about (self);
  g_autofree char *more = rapport_occasion_describe (self->occasion);

  return g_strdup_printf ("%s, %s%s%s, %s", hours, rapport_calendar_item_get_name (self),
                          *about != '\0' ? ", " : "", about, more);
}

void
rapport_calendar_item_colour (RapportCalendarItem *self, GtkWidget *widget)
{
  gtk_widget_add_css_class (widget, "occasion");
  if (*self->client_name != '\0')
    gtk_widget_add_css_class (
      widget, rapport_monogram_get_css_class (rapport_monogram_get_colour (self->client_name)));
  if (g_str_equal (self->occasion->status, "cancelled"))
    gtk_widget_add_css_class (widget, "cancelled");
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
rapport_calendar_item_make_card (RapportCalendarItem *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *hours = rapport_when_hours (self->occasion->start, self->occasion->length);
  g_autofree char *about = rapport_calendar_item_get_about (self);
  g_autofree char *words = rapport_calendar_item_describe (self);

  gtk_box_append (GTK_BOX (box), make_label (hours, "caption"));
  gtk_box_append (GTK_BOX (box), make_label (rapport_calendar_item_get_name (self), "heading"));
  if (*about != '\0')
    gtk_box_append (GTK_BOX (box), make_label (about, "caption"));
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  rapport_occasion_set_action (GTK_ACTIONABLE (button), self->occasion);
  rapport_calendar_item_colour (self, button);
  return button;
}

GtkWidget *
rapport_calendar_item_make_line (RapportCalendarItem *self)
{
  g_autofree char *hours = rapport_when_hours (self->occasion->start, 0);
  g_autofree char *text = g_strdup_printf ("%s %s", hours, rapport_calendar_item_get_name (self));
  GtkWidget *label = make_label (text, "caption");

  rapport_calendar_item_colour (self, label);
  return label;
}
