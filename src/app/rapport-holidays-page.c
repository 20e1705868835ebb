/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-holidays-page.h"

#include "rapport-agency.h"
#include "rapport-day-button.h"
#include "rapport-format.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportHolidaysPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkWidget *empty;
  GtkWidget *page;
  AdwPreferencesGroup *group;
  RapportDayButton *add;

  GPtrArray *rows; /* owned by the group */
  RapportLibrary *library;
  RapportRecord *agency;
};

G_DEFINE_FINAL_TYPE (RapportHolidaysPage, rapport_holidays_page, ADW_TYPE_NAVIGATION_PAGE)

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const RapportDay *) a - *(const RapportDay *) b;
}

/* (transfer full): in order. */
static GArray *
get_days (RapportHolidaysPage *self)
{
  GArray *days = rapport_agency_get_holidays (self->library);

  g_array_sort (days, compare_days);
  return days;
}

static gboolean
save (RapportHolidaysPage *self, const char *label, GArray *days)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (self->library, label);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < days->len; i++)
    g_ptr_array_add (words, rapport_day_to_string (g_array_index (days, RapportDay, i)));
  rapport_transaction_set (
    transaction, self->agency, RAPPORT_WORKSPACE_HOLIDAYS,
    words->len > 0 ? g_variant_new_strv ((const char *const *) words->pdata, words->len) : NULL);
  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

static void
picked_cb (RapportHolidaysPage *self, RapportDay day)
{
  g_autoptr (GArray) days = get_days (self);

  rapport_day_button_set_day (self->add, RAPPORT_DAY_NONE);
  if (day == RAPPORT_DAY_NONE)
    return;
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, RapportDay, i) == day)
      return;
  g_array_append_val (days, day);
  g_array_sort (days, compare_days);
  save (self, _ ("Add a Public Holiday"), days);
}

static void
remove_cb (GtkWidget *button, RapportHolidaysPage *self)
{
  const RapportDay day = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "day"));
  g_autoptr (GArray) days = get_days (self);

  for (guint i = days->len; i-- > 0;)
    if (g_array_index (days, RapportDay, i) == day)
      g_array_remove_index (days, i);
  gtk_widget_child_focus (GTK_WIDGET (self->add), GTK_DIR_TAB_FORWARD);
  if (save (self, _ ("Remove a Public Holiday"), days))
    rapport_toast_show_undo_of (GTK_WIDGET (self), _ ("Public holiday removed"), self->library, "");
}

static void
add_row (RapportHolidaysPage *self, RapportDay day)
{
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);
  g_autofree char *title = rapport_locale_capitalize (full);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_widget_set_sensitive (button, !rapport_library_is_read_only (self->library));
  g_object_set_data (G_OBJECT (button), "day", GINT_TO_POINTER (day));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_cb (RapportHolidaysPage *self)
{
  g_autoptr (GArray) days = get_days (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < days->len; i++)
    add_row (self, g_array_index (days, RapportDay, i));
  gtk_stack_set_visible_child (self->stack, days->len > 0 ? self->page : self->empty);
}

static void
rapport_holidays_page_dispose (GObject *object)
{
  RapportHolidaysPage *self = RAPPORT_HOLIDAYS_PAGE (object);

  if (self->agency != NULL)
    g_signal_handlers_disconnect_by_data (self->agency, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_HOLIDAYS_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->agency);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_holidays_page_parent_class)->dispose (object);
}

static void
rapport_holidays_page_class_init (RapportHolidaysPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_holidays_page_dispose;
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/holidays-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportHolidaysPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportHolidaysPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportHolidaysPage, page);
  gtk_widget_class_bind_template_child (widget_class, RapportHolidaysPage, group);
  gtk_widget_class_bind_template_child (widget_class, RapportHolidaysPage, add);
}

static void
rapport_holidays_page_init (RapportHolidaysPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
rapport_holidays_page_new (RapportLibrary *library, RapportRecord *agency)
{
  RapportHolidaysPage *self = g_object_new (RAPPORT_TYPE_HOLIDAYS_PAGE, NULL);

  self->library = g_object_ref (library);
  self->agency = g_object_ref (agency);
  rapport_day_button_set_today (self->add, rapport_format_today (library));
  rapport_day_button_set_empty_label (self->add, _ ("Add a Day…"));
  rapport_day_button_set_name (self->add, _ ("Add a Public Holiday"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), !rapport_library_is_read_only (library));
  g_signal_connect_object (self->add, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (agency, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}
