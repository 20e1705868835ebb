/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-day-picker.h"

#include "rapport-date-words.h"
#include "rapport-format.h"

#include <glib/gi18n-lib.h>

struct _RapportDayPicker
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *entry;
  GtkLabel *understood; /* what is typed, as a date */
  GtkCalendar *calendar;
  GtkWidget *clear;
  RapportDay today;
  gboolean showing; /* the calendar is being set by the program */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportDayPicker, rapport_day_picker, GTK_TYPE_WIDGET)

static void
pick (RapportDayPicker *self, RapportDay day)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, (int) day);
}

static void
calendar_cb (RapportDayPicker *self)
{
  g_autoptr (GDateTime) date = NULL;

  if (self->showing)
    return;
  date = gtk_calendar_get_date (self->calendar);
  pick (self, rapport_day_new (g_date_time_get_year (date), g_date_time_get_month (date),
                               g_date_time_get_day_of_month (date)));
}

static void
show_in_calendar (RapportDayPicker *self, RapportDay day)
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
read_entry (RapportDayPicker *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  const RapportDay iso = rapport_day_parse (text);

  if (iso != RAPPORT_DAY_NONE || self->today == RAPPORT_DAY_NONE)
    return iso;
  return rapport_date_words_parse (text, self->today);
}

static void
entry_activate_cb (RapportDayPicker *self)
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
entry_changed_cb (RapportDayPicker *self)
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
clear_cb (RapportDayPicker *self)
{
  pick (self, RAPPORT_DAY_NONE);
}

static void
fill (RapportDayPicker *self)
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
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->box = box;
}

static void
rapport_day_picker_dispose (GObject *object)
{
  RapportDayPicker *self = RAPPORT_DAY_PICKER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_day_picker_parent_class)->dispose (object);
}

static void
rapport_day_picker_class_init (RapportDayPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_day_picker_dispose;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rapport_day_picker_init (RapportDayPicker *self)
{
  fill (self);
}

GtkWidget *
rapport_day_picker_new (void)
{
  return g_object_new (RAPPORT_TYPE_DAY_PICKER, NULL);
}

void
rapport_day_picker_begin (RapportDayPicker *self, RapportDay day, RapportDay today)
{
  self->today = today;
  gtk_editable_set_text (self->entry, "");
  show_in_calendar (self, day != RAPPORT_DAY_NONE ? day : today);
  gtk_widget_set_visible (self->clear, day != RAPPORT_DAY_NONE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
