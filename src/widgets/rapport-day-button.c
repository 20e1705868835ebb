/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-day-button.h"

#include "rapport-date-words.h"
#include "rapport-fit-label.h"
#include "rapport-format.h"

#include <glib/gi18n-lib.h>

struct _RapportDayButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  RapportFitLabel *label;
  GtkWidget *popover;
  GtkEditable *entry;
  GtkLabel *understood; /* what is typed, as a date */
  GtkCalendar *calendar;
  GtkWidget *clear;
  RapportDay day;
  RapportDay today;
  char *empty_label;
  char *name;
  gboolean showing; /* the calendar is being set by the program */
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
pick (RapportDayButton *self, RapportDay day)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (day == self->day)
    return;
  rapport_day_button_set_day (self, day);
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, (int) day);
}

/* The popover. */

static void
calendar_cb (RapportDayButton *self)
{
  g_autoptr (GDateTime) date = NULL;

  if (self->showing)
    return;
  date = gtk_calendar_get_date (self->calendar);
  pick (self, rapport_day_new (g_date_time_get_year (date), g_date_time_get_month (date),
                               g_date_time_get_day_of_month (date)));
}

static void
show_in_calendar (RapportDayButton *self, RapportDay day)
{
  g_autoptr (GDateTime) date = NULL;
  int year = 0;
  int month = 0;
  int day_of_month = 0;

  if (day == RAPPORT_DAY_NONE)
    return;
  rapport_day_split (day, &year, &month, &day_of_month);
  date = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
  self->showing = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->showing = FALSE;
}

/* In words or in digits. */
static RapportDay
read_entry (RapportDayButton *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  const RapportDay iso = rapport_day_parse (text);

  if (iso != RAPPORT_DAY_NONE || self->today == RAPPORT_DAY_NONE)
    return iso;
  return rapport_date_words_parse (text, self->today);
}

static void
entry_activate_cb (RapportDayButton *self)
{
  const RapportDay day = read_entry (self);

  if (day != RAPPORT_DAY_NONE)
    {
      pick (self, day);
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_label_set_text (self->understood, _ ("This is not a date"));
  gtk_widget_add_css_class (GTK_WIDGET (self->understood), "error");
}

/* While it is typed, what is understood stands below; that half a word is not a
 * date yet is no error. */
static void
entry_changed_cb (RapportDayButton *self)
{
  const RapportDay day = read_entry (self);
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);
  g_autofree char *capital = rapport_locale_capitalize (full);

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_widget_remove_css_class (GTK_WIDGET (self->understood), "error");
  gtk_label_set_text (self->understood, capital);
  show_in_calendar (self, day);
}

static void
clear_cb (RapportDayButton *self)
{
  pick (self, RAPPORT_DAY_NONE);
}

static void
popover_shown_cb (RapportDayButton *self)
{
  gtk_editable_set_text (self->entry, "");
  show_in_calendar (self, self->day != RAPPORT_DAY_NONE ? self->day : self->today);
  gtk_widget_set_visible (self->clear, self->day != RAPPORT_DAY_NONE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
make_popover (RapportDayButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Friday, 14 Nov…"));
  self->understood = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->understood, 0);
  gtk_label_set_ellipsize (self->understood, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->understood), "caption");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->understood, NULL, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Date"),
                                  -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (calendar_cb), self);
  self->clear = gtk_button_new_with_mnemonic (_ ("_Clear"));
  gtk_widget_add_css_class (self->clear, "flat");
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->understood));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), self->clear);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
}

/* A calendar is dear, and a list has many of these buttons: it is made when it
 * is opened for the first time. */
static void
popover_show_cb (RapportDayButton *self)
{
  if (self->entry == NULL)
    make_popover (self);
  popover_shown_cb (self);
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
