/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-day-button.h"

#include "rapport-day-picker.h"
#include "rapport-fit-label.h"
#include "rapport-format.h"

#include <glib/gi18n-lib.h>

struct _RapportDayButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  RapportFitLabel *label;
  GtkWidget *popover;
  RapportDayPicker *picker;
  RapportDay day;
  RapportDay today;
  char *empty_label;
  char *name;
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportDayButton, rapport_day_button, GTK_TYPE_WIDGET)

/* (transfer full): without the weekday, and with the year where it matters, as
 * where there is little room. */
static char *
format_short (RapportDayButton *self)
{
  int year = 0;
  int this_year = 0;
  g_autofree char *day = rapport_locale_day_short (rapport_format_locale (), self->day);

  if (self->today == RAPPORT_DAY_NONE || self->day == RAPPORT_DAY_NONE)
    return g_steal_pointer (&day);
  rapport_day_split (self->day, &year, NULL, NULL);
  rapport_day_split (self->today, &this_year, NULL, NULL);
  return year == this_year ? g_steal_pointer (&day) : g_strdup_printf ("%s %d", day, year);
}

/* @brief with its weekday. (transfer full) */
static char *
add_weekday (RapportDayButton *self, const char *brief)
{
  g_autofree char *weekday = rapport_locale_weekday_short (rapport_format_locale (), self->day);
  g_autofree char *capital = rapport_locale_capitalize (weekday);

  /* Translators: a short weekday and a short date, “Fri 14 Nov” */
  return g_strdup_printf (C_ ("weekday and day", "%s %s"), capital, brief);
}

static void
show_day (RapportDayButton *self)
{
  g_autofree char *text = rapport_format_day (self->day, self->today);
  g_autofree char *brief = format_short (self);
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), self->day);
  g_autofree char *capital = rapport_locale_capitalize (text);
  const char *shown = self->day != RAPPORT_DAY_NONE ? capital : self->empty_label;
  g_autofree char *spoken =
    self->name != NULL ? g_strdup_printf (_ ("%s: %s"), self->name, shown) : g_strdup (shown);

  if (self->day != RAPPORT_DAY_NONE)
    {
      g_autofree char *medium = add_weekday (self, brief);

      rapport_fit_label_set (self->label, shown, medium, brief, NULL);
    }
  else
    rapport_fit_label_set (self->label, shown, NULL);
  gtk_widget_set_tooltip_text (self->button, self->day != RAPPORT_DAY_NONE ? full : self->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
picked_cb (RapportDayButton *self, int day)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (day == self->day)
    return;
  rapport_day_button_set_day (self, day);
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, (int) day);
}

/* The popover. */

/* A calendar is dear, and a list has many of these buttons: it is made when it
 * is opened for the first time. */
static void
popover_show_cb (RapportDayButton *self)
{
  if (self->picker == NULL)
    {
      self->picker = RAPPORT_DAY_PICKER (rapport_day_picker_new ());
      g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
      gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->picker));
    }
  rapport_day_picker_begin (self->picker, self->day, self->today);
}

static void
rapport_day_button_dispose (GObject *object)
{
  RapportDayButton *self = RAPPORT_DAY_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_day_button_parent_class)->dispose (object);
}

static void
rapport_day_button_finalize (GObject *object)
{
  RapportDayButton *self = RAPPORT_DAY_BUTTON (object);

  g_free (self->empty_label);
  g_free (self->name);
  G_OBJECT_CLASS (rapport_day_button_parent_class)->finalize (object);
}

static void
rapport_day_button_class_init (RapportDayButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_day_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_day_button_finalize;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rapport_day_button_init (RapportDayButton *self)
{
  self->empty_label = g_strdup (_ ("No date"));
  self->button = gtk_menu_button_new ();
  self->label = RAPPORT_FIT_LABEL (rapport_fit_label_new ());
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), GTK_WIDGET (self->label));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_can_shrink (GTK_MENU_BUTTON (self->button), TRUE);
  self->popover = gtk_popover_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (popover_show_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  show_day (self);
}

GtkWidget *
rapport_day_button_new (void)
{
  return g_object_new (RAPPORT_TYPE_DAY_BUTTON, NULL);
}

RapportDay
rapport_day_button_get_day (RapportDayButton *self)
{
  return self->day;
}

void
rapport_day_button_set_day (RapportDayButton *self, RapportDay day)
{
  self->day = day;
  show_day (self);
}

void
rapport_day_button_set_today (RapportDayButton *self, RapportDay today)
{
  self->today = today;
  show_day (self);
}

void
rapport_day_button_set_empty_label (RapportDayButton *self, const char *label)
{
  g_set_str (&self->empty_label, label);
  show_day (self);
}

void
rapport_day_button_set_name (RapportDayButton *self, const char *name)
{
  g_set_str (&self->name, name);
  show_day (self);
}
