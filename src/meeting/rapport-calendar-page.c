/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-calendar-page.h"

#include "rapport-calendar-item.h"
#include "rapport-format.h"
#include "rapport-latin-key.h"
#include "rapport-occasion-row.h"
#include "rapport-ui-meeting.h"
#include "rapport-week-hours.h"
#include "rapport-when.h"
#include "rapport-wrap.h"

#include <glib/gi18n-lib.h>

/* Of a day that has more than these the rest is in the list. */
#define MOST_CARDS 24
#define MOST_LINES 3

/* Beside the week. */
#define MARGIN 12

/* So many rows of the list are made in one turn, until it has as many as it keeps. */
#define ROWS_IN_TURN 30
#define MOST_ROWS    240

/* The list shows so many weeks at once. */
#define WEEKS_IN_LIST 4

struct _RapportCalendarPage
{
  AdwNavigationPage parent_instance;

  AdwToggleGroup *looks;
  GtkButton *range;
  GtkStack *views;
  GtkGrid *week; /* the heads of its days */
  RapportWeekHours *hours;
  GtkGrid *month;
  GtkListView *list;

  RapportLibrary *library;
  RapportOccasions *occasions;
  GHashTable *names; /* id of a client to its name */
  GListStore *items; /* of the list */
  GPtrArray *shown;  /* items that are being handed out, in turns */
  RapportDay from;   /* the first of their days */
  RapportDay to;
  RapportDay next;  /* which comes next */
  RapportDay focus; /* that is to have the keyboard */
  const char *look; /* which is being filled */
  guint filling;
  RapportDay anchor; /* a day of what is shown */
  RapportDay wanted; /* the day that is to have the keyboard */
  gboolean narrow;
  guint refreshing;
};

G_DEFINE_FINAL_TYPE (RapportCalendarPage, rapport_calendar_page, ADW_TYPE_NAVIGATION_PAGE)

#define DAY "rapport-day"

static const char *
get_look (RapportCalendarPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->looks);

  return self->narrow || name == NULL ? "list" : name;
}

static gboolean
shows (RapportCalendarPage *self, const char *look)
{
  return g_str_equal (get_look (self), look);
}

/* The days that are shown; a month from its first Monday on, so that weeks are whole. */
static void
get_days (RapportCalendarPage *self, RapportDay *from, RapportDay *to)
{
  const RapportDay month = rapport_day_month (self->anchor);

  if (shows (self, "month"))
    {
      *from = rapport_day_week (month);
      *to = rapport_day_week (month + rapport_day_days_in_month (month) - 1) + 6;
      return;
    }
  *from = rapport_day_week (self->anchor);
  *to = *from + (shows (self, "week") ? 7 : 7 * WEEKS_IN_LIST) - 1;
}

/* Names are read at once: there may be a thousand. */
static void
read_names (RapportCalendarPage *self)
{
  static const guint fields[] = { RAPPORT_CLIENT_NAME };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GPtrArray) rows = NULL;

  g_hash_table_remove_all (self->names);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_library_find_rows (self->library, query, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *name = row->values[RAPPORT_CLIENT_NAME];

      g_hash_table_insert (self->names, g_strdup (row->id),
                           name != NULL ? g_variant_dup_string (name, NULL) : g_strdup (""));
    }
}

/* (transfer full) (element-type RapportCalendarItem): those of the days that are shown. */
static GPtrArray *
make_items (RapportCalendarPage *self, RapportDay from, RapportDay to)
{
  g_autoptr (GPtrArray) found = rapport_occasions_list (self->occasions, from, to);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  RapportDay last = RAPPORT_DAY_NONE;

  for (guint i = 0; i < found->len; i++)
    {
      const RapportOccasion *occasion = found->pdata[i];
      const char *name = g_hash_table_lookup (self->names, occasion->client);

      g_ptr_array_add (items, rapport_calendar_item_new (occasion, name != NULL ? name : "",
                                                         occasion->day != last));
      last = occasion->day;
    }
  return items;
}

static RapportDay
day_of (RapportCalendarItem *item)
{
  return rapport_calendar_item_get_occasion (item)->day;
}

/* Where the items of @day begin among @items, and how many there are. */
static guint
find_day (GPtrArray *items, RapportDay day, guint *n)
{
  guint first = 0;

  while (first < items->len && day_of (items->pdata[first]) < day)
    first++;
  for (*n = 0; first + *n < items->len && day_of (items->pdata[first + *n]) == day;)
    (*n)++;
  return first;
}

/* By week. */

static void
remember_day (GtkWidget *widget, RapportDay day)
{
  g_object_set_data (G_OBJECT (widget), DAY, GINT_TO_POINTER (day));
}

static void
show_day_in_list_cb (RapportCalendarPage *self, GtkWidget *button)
{
  self->anchor = self->wanted = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), DAY));
  adw_toggle_group_set_active_name (self->looks, "list");
}

static void
add_on_cb (RapportCalendarPage *self, GtkWidget *button)
{
  g_autofree char *day =
    rapport_day_to_string (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), DAY)));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-meeting-on", "s", day);
}

/* "Mon 23"; a click makes a meeting on it. */
static GtkWidget *
make_day_head (RapportCalendarPage *self, RapportDay day)
{
  g_autofree char *weekday = rapport_locale_weekday_short (rapport_format_locale (), day);
  g_autofree char *capital = rapport_locale_capitalize (weekday);
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);
  /* Translators: %s is a day */
  g_autofree char *tip = g_strdup_printf (_ ("New meeting on %s"), full);
  g_autofree char *text = NULL;
  GtkWidget *button = NULL;
  int day_of_month;

  rapport_day_split (day, NULL, NULL, &day_of_month);
  text = g_strdup_printf ("%s %d", capital, day_of_month);
  /* A label of the button's own would be its name, and not the whole day. */
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (text));
  remember_day (button, day);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "calendar-day");
  if (day == rapport_format_today (self->library))
    gtk_widget_add_css_class (button, "today");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_on_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_more (RapportCalendarPage *self, RapportDay day, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  GtkWidget *button = gtk_button_new_with_label (text);

  remember_day (button, day);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_day_in_list_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

/* Minutes since midnight by the clock of this computer, as its day is. */
static int
get_minute (const RapportOccasion *occasion)
{
  RapportDay day;
  int minute;

  rapport_local_time_from_instant (occasion->at, NULL, &day, &minute);
  return minute;
}

/* Hands out the meetings of @day; returns the card of the first, or NULL. */
static GtkWidget *
show_cards (RapportCalendarPage *self, RapportDay day, guint *n_left)
{
  GtkWidget *focus = NULL;
  guint n;
  const guint first = find_day (self->shown, day, &n);

  *n_left = n;
  for (guint i = 0; i < MIN (n, MOST_CARDS); i++)
    {
      RapportCalendarItem *item = self->shown->pdata[first + i];
      const RapportOccasion *occasion = rapport_calendar_item_get_occasion (item);
      GtkWidget *card = rapport_calendar_item_make_card (item);

      remember_day (card, day);
      if (!rapport_week_hours_add (self->hours, card, (guint) (day - self->from),
                                   get_minute (occasion), occasion->length))
        continue;
      (*n_left)--;
      focus = focus != NULL ? focus : card;
    }
  return focus;
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
show_column (RapportCalendarPage *self, RapportDay day)
{
  GtkWidget *head = make_day_head (self, day);
  guint n_left;
  GtkWidget *card = show_cards (self, day, &n_left);

  gtk_grid_attach (self->week, head, day - self->from, 0, 1, 1);
  if (n_left > 0)
    gtk_grid_attach (self->week, make_more (self, day, n_left), day - self->from, 1, 1, 1);
  /* The first meeting of the day, or the day itself. */
  if (day == self->focus)
    gtk_widget_grab_focus (card != NULL ? card : head);
}

/* By month. */

static void
show_day_cb (RapportCalendarPage *self, GtkWidget *cell)
{
  self->anchor = self->wanted = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cell), DAY));
  adw_toggle_group_set_active_name (self->looks, "week");
}

/* (transfer full): "Tuesday, 24 November 2026: 10:00 Romashka, 12:00 Volga Doors" */
static char *
describe_day (GPtrArray *items, RapportDay day, guint first, guint n)
{
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);
  GString *text = g_string_new (full);

  for (guint i = 0; i < n && i < MOST_CARDS; i++)
    {
      g_autofree char *words = rapport_calendar_item_describe (items->pdata[first + i]);

      g_string_append_printf (text, "%s %s", i == 0 ? ":" : ";", words);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_day_cell (RapportCalendarPage *self, GPtrArray *items, RapportDay day)
{
  GtkWidget *cell = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *number = gtk_label_new (NULL);
  guint n;
  const guint first = find_day (items, day, &n);
  g_autofree char *words = describe_day (items, day, first, n);
  g_autofree char *text = NULL;
  int day_of_month;

  rapport_day_split (day, NULL, NULL, &day_of_month);
  text = g_strdup_printf ("%d", day_of_month);
  gtk_label_set_label (GTK_LABEL (number), text);
  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), number);
  for (guint i = 0; i < MIN (n, MOST_LINES); i++)
    gtk_box_append (GTK_BOX (box), rapport_calendar_item_make_line (items->pdata[first + i]));
  if (n > MOST_LINES)
    {
      g_autofree char *more =
        g_strdup_printf (ngettext ("%u more", "%u more", n - MOST_LINES), n - MOST_LINES);
      GtkWidget *label = gtk_label_new (more);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_button_set_child (GTK_BUTTON (cell), box);
  gtk_widget_set_size_request (cell, -1, 96);
  gtk_widget_add_css_class (cell, "calendar-cell");
  if (day == rapport_format_today (self->library))
    gtk_widget_add_css_class (cell, "today");
  if (rapport_day_month (day) != rapport_day_month (self->anchor))
    gtk_widget_add_css_class (cell, "dimmed");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  remember_day (cell, day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (cell, "clicked", G_CALLBACK (show_day_cb), self, G_CONNECT_SWAPPED);
  return cell;
}

static void
show_weekdays (RapportCalendarPage *self, RapportDay from)
{
  for (int i = 0; i < 7; i++)
    {
      g_autofree char *weekday = rapport_locale_weekday_short (rapport_format_locale (), from + i);
      g_autofree char *capital = rapport_locale_capitalize (weekday);
      GtkWidget *label = gtk_label_new (capital);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
      gtk_grid_attach (self->month, label, i, 0, 1, 1);
    }
}

static void
show_week_of_month (RapportCalendarPage *self, RapportDay monday)
{
  for (int i = 0; i < 7; i++)
    {
      GtkWidget *cell = make_day_cell (self, self->shown, monday + i);

      gtk_grid_attach (self->month, cell, i, 1 + (monday - self->from) / 7, 1, 1);
      if (monday + i == self->focus)
        gtk_widget_grab_focus (cell);
    }
}

/* As a list. */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *hours = gtk_label_new (NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *about = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_margin_top (heading, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_label_set_width_chars (GTK_LABEL (hours), 11);
  gtk_label_set_xalign (GTK_LABEL (hours), 0);
  gtk_widget_add_css_class (hours, "numeric");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_ellipsize (GTK_LABEL (about), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (about, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), about);
  gtk_box_append (GTK_BOX (row), hours);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), row);
  g_object_set_data (G_OBJECT (box), "heading", heading);
  g_object_set_data (G_OBJECT (box), "row", row);
  g_object_set_data (G_OBJECT (box), "hours", hours);
  g_object_set_data (G_OBJECT (box), "name", name);
  g_object_set_data (G_OBJECT (box), "about", about);
  gtk_list_item_set_child (item, box);
}

static void
set_label (GtkWidget *box, const char *name, const char *text)
{
  gtk_label_set_label (GTK_LABEL (g_object_get_data (G_OBJECT (box), name)), text);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  RapportCalendarPage *self = user_data;
  RapportCalendarItem *item = gtk_list_item_get_item (list_item);
  const RapportOccasion *occasion = rapport_calendar_item_get_occasion (item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *row = g_object_get_data (G_OBJECT (box), "row");
  g_autofree char *day = rapport_format_day (occasion->day, rapport_format_today (self->library));
  g_autofree char *capital = rapport_locale_capitalize (day);
  g_autofree char *hours = rapport_when_hours (occasion->start, occasion->length);
  g_autofree char *title = rapport_calendar_item_get_about (item);
  g_autofree char *kind = rapport_occasion_describe (occasion);
  g_autofree char *about =
    *title != '\0' ? g_strdup_printf ("%s · %s", title, kind) : g_strdup (kind);
  g_autofree char *words = rapport_calendar_item_describe (item);
  g_autofree char *accessible = g_strdup_printf ("%s, %s", capital, words);

  gtk_widget_set_visible (g_object_get_data (G_OBJECT (box), "heading"),
                          rapport_calendar_item_is_first (item));
  set_label (box, "heading", capital);
  set_label (box, "hours", hours);
  set_label (box, "name", rapport_calendar_item_get_name (item));
  set_label (box, "about", about);
  gtk_widget_set_css_classes (row, (const char *[]) { NULL });
  rapport_calendar_item_colour (item, row);
  gtk_list_item_set_accessible_label (list_item, accessible);
}

static void
activate_cb (RapportCalendarPage *self, guint position)
{
  g_autoptr (RapportCalendarItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->items), position);
  const RapportOccasion *occasion = rapport_calendar_item_get_occasion (item);

  if (occasion->meeting != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-meeting", "s", occasion->meeting);
  else
    {
      g_autofree char *day = rapport_day_to_string (occasion->occurrence);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-occasion", "(ss)",
                                  occasion->schedule, day);
    }
}

/* The meetings of another week, behind those that are there: of four weeks they are too many for
 * one turn. */
static void
collect_week (RapportCalendarPage *self)
{
  g_autoptr (GPtrArray) items = make_items (self, self->next, self->next + 6);

  g_ptr_array_extend_and_steal (self->shown, g_steal_pointer (&items));
  self->next += 7;
}

/* All rows are there. */
static void
end_list (RapportCalendarPage *self)
{
  guint n_wanted;
  const guint first = find_day (self->shown, self->focus, &n_wanted);

  if (self->shown->len == 0)
    gtk_stack_set_visible_child_name (self->views, "empty");
  if (n_wanted > 0)
    gtk_list_view_scroll_to (self->list, first, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* FALSE once all are there. */
static gboolean
show_rows (RapportCalendarPage *self)
{
  const guint there = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  const guint left = self->shown->len - there;
  const guint n = there < MOST_ROWS ? MIN (left, ROWS_IN_TURN) : left;

  if (left == 0 && self->next <= self->to)
    collect_week (self);
  else
    g_list_store_splice (self->items, there, 0, self->shown->pdata + there, n);
  if (n < left || self->next <= self->to ||
      self->shown->len > g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    return TRUE;
  end_list (self);
  return FALSE;
}

static void
clear_week (RapportCalendarPage *self)
{
  clear_grid (self->week);
  rapport_week_hours_clear (self->hours);
}

/* Some rows from the end of the list; those that no widget shows at once. */
static void
drop_rows (RapportCalendarPage *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  const guint kept = n > MOST_ROWS ? MOST_ROWS : n - MIN (n, 2 * ROWS_IN_TURN);

  g_list_store_splice (self->items, kept, n - kept, NULL, 0);
}

/* Takes away what another look has left behind, some in a turn; FALSE when nothing is left. */
static gboolean
tidy (RapportCalendarPage *self)
{
  if (!g_str_equal (self->look, "week") &&
      gtk_widget_get_first_child (GTK_WIDGET (self->week)) != NULL)
    clear_week (self);
  else if (!g_str_equal (self->look, "month") &&
           gtk_widget_get_first_child (GTK_WIDGET (self->month)) != NULL)
    clear_grid (self->month);
  else if (!g_str_equal (self->look, "list") &&
           g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    drop_rows (self);
  else
    return FALSE;
  return TRUE;
}

/* A turn: a day of the week, a week of the month, a week or some rows of the list. */
static gboolean
fill_cb (gpointer user_data)
{
  RapportCalendarPage *self = user_data;
  gboolean more;

  if (self->shown == NULL)
    {
      if (tidy (self))
        return G_SOURCE_CONTINUE;
      self->filling = 0;
      return G_SOURCE_REMOVE;
    }
  if (g_str_equal (self->look, "list"))
    more = show_rows (self);
  else if (g_str_equal (self->look, "week"))
    {
      show_column (self, self->next++);
      more = self->next <= self->to;
    }
  else
    {
      /* To find the meetings of six weeks takes as long as to show them. */
      g_clear_pointer (&self->shown, g_ptr_array_unref);
      self->shown = make_items (self, self->next, self->next + 6);
      show_week_of_month (self, self->next);
      self->next += 7;
      more = self->next <= self->to;
    }
  if (!more)
    g_clear_pointer (&self->shown, g_ptr_array_unref);
  return G_SOURCE_CONTINUE;
}

static void
stop_filling (RapportCalendarPage *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
}

/* All of it. */

static void
show_range (RapportCalendarPage *self, RapportDay from, RapportDay to)
{
  const RapportLocale *locale = rapport_format_locale ();
  g_autofree char *text =
    shows (self, "month")
      ? rapport_locale_month (locale, self->anchor)
      : rapport_locale_range (locale, from, to, rapport_format_today (self->library));
  g_autofree char *capital = rapport_locale_capitalize (text);

  gtk_button_set_label (self->range, capital);
  rapport_wrap_button (self->range);
}

static void
refresh (RapportCalendarPage *self)
{
  stop_filling (self);
  get_days (self, &self->from, &self->to);
  if (g_hash_table_size (self->names) == 0)
    read_names (self);
  self->look = shows (self, "week") ? "week" : shows (self, "month") ? "month" : "list";
  self->shown = g_str_equal (self->look, "week") ? make_items (self, self->from, self->to)
                                                 : g_ptr_array_new_with_free_func (g_object_unref);
  self->next = self->from;
  self->focus = self->wanted;
  self->wanted = RAPPORT_DAY_NONE;
  show_range (self, self->from, self->to);
  gtk_stack_set_visible_child_name (self->views, get_look (self));
  if (g_str_equal (self->look, "week"))
    {
      clear_week (self);
      gtk_widget_set_margin_start (GTK_WIDGET (self->week),
                                   MARGIN + rapport_week_hours_get_gutter (self->hours));
      rapport_week_hours_show_first (self->hours);
    }
  else if (g_str_equal (self->look, "month"))
    {
      clear_grid (self->month);
      show_weekdays (self, self->from);
    }
  else
    g_list_store_remove_all (self->items);
  /* In turns, so that keys are heard in between; a week and a month before the next frame, a list
   * with as many rows in each. */
  self->filling = g_idle_add_full (g_str_equal (self->look, "list") ? G_PRIORITY_DEFAULT_IDLE
                                                                    : G_PRIORITY_HIGH_IDLE,
                                   fill_cb, self, NULL);
}

static void
refresh_cb (gpointer user_data)
{
  RapportCalendarPage *self = user_data;

  self->refreshing = 0;
  refresh (self);
}

/* Once for all that one commit changes; out of sight, when it comes in sight again. */
static void
queue_refresh (RapportCalendarPage *self)
{
  if (self->refreshing == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refreshing = g_idle_add_once (refresh_cb, self);
}

/* The day that has the keyboard, or that would be meant. */
static RapportDay
get_focused_day (RapportCalendarPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const RapportDay today = rapport_format_today (self->library);
  gpointer day = focus != NULL ? g_object_get_data (G_OBJECT (focus), DAY) : NULL;
  RapportDay from;
  RapportDay to;

  if (day != NULL)
    return GPOINTER_TO_INT (day);
  get_days (self, &from, &to);
  return today >= from && today <= to ? today : from;
}

static void
changed_cb (RapportCalendarPage *self)
{
  if (self->wanted == RAPPORT_DAY_NONE && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    self->wanted = get_focused_day (self);
  queue_refresh (self);
}

static void
committed_cb (RapportCalendarPage *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_client_info)
      {
        g_hash_table_remove_all (self->names);
        changed_cb (self);
        return;
      }
}

/* Moving about. */

static void
go (RapportCalendarPage *self, int step)
{
  if (shows (self, "month"))
    self->anchor = rapport_day_add_months (rapport_day_month (self->anchor), step);
  else
    self->anchor = rapport_day_week (self->anchor) + 7 * step;
  self->wanted = self->anchor;
  queue_refresh (self);
}

static void
earlier_cb (RapportCalendarPage *self)
{
  go (self, -1);
}

static void
later_cb (RapportCalendarPage *self)
{
  go (self, 1);
}

static void
today_cb (RapportCalendarPage *self)
{
  self->anchor = self->wanted = rapport_format_today (self->library);
  queue_refresh (self);
}

static void
look_cb (RapportCalendarPage *self)
{
  if (self->library != NULL)
    queue_refresh (self);
}

static void
narrow_cb (RapportCalendarPage *self)
{
  self->narrow = TRUE;
  queue_refresh (self);
}

static void
wide_cb (RapportCalendarPage *self)
{
  self->narrow = FALSE;
  queue_refresh (self);
}

static void
add_cb (RapportCalendarPage *self)
{
  g_autofree char *day = rapport_day_to_string (get_focused_day (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-meeting-on", "s", day);
}

static gboolean
key_pressed_cb (RapportCalendarPage *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *controller)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  const GdkModifierType modifiers =
    state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (modifiers == GDK_CONTROL_MASK &&
      rapport_latin_key_get (display, keycode, keyval) == GDK_KEY_n)
    add_cb (self);
  else if (modifiers == 0 && (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up))
    go (self, -1);
  else if (modifiers == 0 && (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down))
    go (self, 1);
  else if (modifiers == 0 && keyval == GDK_KEY_Home)
    today_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The object. */

static void
rapport_calendar_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rapport_calendar_page_parent_class)->map (widget);
  queue_refresh (RAPPORT_CALENDAR_PAGE (widget));
}

static void
rapport_calendar_page_dispose (GObject *object)
{
  RapportCalendarPage *self = RAPPORT_CALENDAR_PAGE (object);

  g_clear_handle_id (&self->refreshing, g_source_remove);
  stop_filling (self);
  if (self->occasions != NULL)
    g_signal_handlers_disconnect_by_data (self->occasions, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CALENDAR_PAGE);
  g_clear_object (&self->occasions);
  g_clear_object (&self->items);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_calendar_page_parent_class)->dispose (object);
}

static void
rapport_calendar_page_class_init (RapportCalendarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_calendar_page_dispose;
  widget_class->map = rapport_calendar_page_map;
  rapport_ui_meeting_get_resource ();
  g_type_ensure (RAPPORT_TYPE_WEEK_HOURS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, looks);
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, range);
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, views);
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, week);
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, hours);
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, month);
  gtk_widget_class_bind_template_child (widget_class, RapportCalendarPage, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
rapport_calendar_page_init (RapportCalendarPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->items = g_list_store_new (RAPPORT_TYPE_CALENDAR_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the list takes Page Up and Page Down to itself. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                         G_LIST_MODEL (g_object_ref (self->items)))));
  g_object_unref (factory);
}

RapportCalendarPage *
rapport_calendar_page_new (RapportLibrary *library)
{
  RapportCalendarPage *self = g_object_new (RAPPORT_TYPE_CALENDAR_PAGE, NULL);

  self->library = g_object_ref (library);
  self->occasions = rapport_occasions_new (library, NULL);
  self->anchor = rapport_format_today (library);
  g_signal_connect_swapped (self->occasions, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
