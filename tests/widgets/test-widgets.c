/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-day-button.h"
#include "rapport-empty.h"
#include "rapport-fit-label.h"
#include "rapport-light-icon.h"
#include "rapport-number-row.h"
#include "rapport-plain.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"

#define check_label(widget, label)                                                                 \
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, label)

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A mark is told by a word and a class of its own, never by its colour alone. */
static void
test_light_icon (void)
{
  const RapportMark marks[] = { RAPPORT_MARK_NONE, RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW,
                                RAPPORT_MARK_RED };
  g_autoptr (GtkWidget) icon = g_object_ref_sink (rapport_light_icon_new (RAPPORT_MARK_RED));
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (icon)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      RapportLightIcon *light = RAPPORT_LIGHT_ICON (icon);

      rapport_light_icon_set_mark (light, marks[i]);
      g_assert_cmpint (rapport_light_icon_get_mark (light), ==, marks[i]);
      check_label (icon, rapport_mark_get_label (marks[i]));
      for (guint other = 0; other < G_N_ELEMENTS (marks); other++)
        g_assert_cmpint (
          gtk_widget_has_css_class (icon, rapport_light_icon_get_css_class (marks[other])), ==,
          other == i);
      g_assert_true (g_hash_table_add (said, (char *) rapport_mark_get_label (marks[i])));
    }
}

static void
test_light_icon_size (void)
{
  g_autoptr (GtkWidget) icon = g_object_ref_sink (rapport_light_icon_new (RAPPORT_MARK_GREEN));
  int minimum = 0;
  int natural = 0;

  rapport_light_icon_set_pixel_size (RAPPORT_LIGHT_ICON (icon), 24);
  gtk_widget_measure (icon, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 24);
  g_assert_cmpint (natural, ==, 24);
}

static void
picked_cb (RapportDayButton *button, int day, gpointer user_data)
{
  int *picked = user_data;

  *picked = day;
}

static void
test_day_button (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (rapport_day_button_new ());
  RapportDayButton *button = RAPPORT_DAY_BUTTON (widget);
  GtkMenuButton *inner = GTK_MENU_BUTTON (find_type (widget, GTK_TYPE_MENU_BUTTON));
  RapportFitLabel *label = RAPPORT_FIT_LABEL (find_type (widget, RAPPORT_TYPE_FIT_LABEL));
  const RapportDay today = rapport_day_new (2025, 11, 13);
  int picked = -1;

  g_signal_connect (button, "picked", G_CALLBACK (picked_cb), &picked);
  rapport_day_button_set_today (button, today);
  rapport_day_button_set_name (button, "Our date");
  rapport_day_button_set_empty_label (button, "Never");
  g_assert_cmpstr (rapport_fit_label_get_text (label), ==, "Never");
  check_label (inner, "Our date: Never");

  rapport_day_button_set_day (button, today + 1);
  g_assert_cmpint (rapport_day_button_get_day (button), ==, today + 1);
  g_assert_cmpstr (rapport_fit_label_get_text (label), ==, "Tomorrow");
  check_label (inner, "Our date: Tomorrow");
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (inner)), "2025"));
  g_assert_cmpint (picked, ==, -1);
}

/* Whether one of the labels in @widget says exactly @text. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

/* A day that is typed is said back at once and counts when Enter is pressed;
 * nonsense changes nothing and says so. */
static void
test_day_button_typing (void)
{
  const struct
  {
    const char *text;
    RapportDay day;
    const char *said; /* before Enter, or after it where it is no day */
  } cases[] = {
    { "2025-11-20", rapport_day_new (2025, 11, 20), "Thursday, 20 November 2025" },
    { "tomorrow", rapport_day_new (2025, 11, 14), "Friday, 14 November 2025" },
    { "15.12", rapport_day_new (2025, 12, 15), "Monday, 15 December 2025" },
    { "к пятнице", rapport_day_new (2025, 11, 14), "Friday, 14 November 2025" },
    { "no day at all", RAPPORT_DAY_NONE, "This is not a date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *widget = rapport_day_button_new ();
      GtkWidget *entry = NULL;
      int picked = -1;

      gtk_window_set_child (GTK_WINDOW (window), widget);
      rapport_day_button_set_today (RAPPORT_DAY_BUTTON (widget), rapport_day_new (2025, 11, 13));
      g_signal_connect (widget, "picked", G_CALLBACK (picked_cb), &picked);
      gtk_window_present (GTK_WINDOW (window));
      gtk_test_widget_wait_for_draw (window);
      gtk_menu_button_popup (GTK_MENU_BUTTON (find_type (widget, GTK_TYPE_MENU_BUTTON)));
      entry = find_type (widget, GTK_TYPE_ENTRY);
      check_label (entry, "Date");
      gtk_editable_set_text (GTK_EDITABLE (entry), cases[i].text);
      g_assert_cmpint (says (widget, cases[i].said), ==, cases[i].day != RAPPORT_DAY_NONE);
      g_signal_emit_by_name (entry, "activate");
      g_assert_true (says (widget, cases[i].said));
      g_assert_cmpint (picked, ==, cases[i].day != RAPPORT_DAY_NONE ? cases[i].day : -1);
      g_assert_cmpint (rapport_day_button_get_day (RAPPORT_DAY_BUTTON (widget)), ==, cases[i].day);
      g_assert_cmpint (gtk_widget_has_css_class (entry, "error"), ==,
                       cases[i].day == RAPPORT_DAY_NONE);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Of several wordings the longest that has room is in sight, and only that. */
static void
test_fit_label (void)
{
  GtkWidget *label = rapport_fit_label_new ();
  g_autoptr (GtkWidget) widget = g_object_ref_sink (label);
  int minimum, natural, brief;

  rapport_fit_label_set (RAPPORT_FIT_LABEL (label), "short", NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &brief, NULL, NULL);
  rapport_fit_label_set (RAPPORT_FIT_LABEL (label), "a wording that is long", "short", NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, brief);
  g_assert_cmpint (brief, <, natural);
  for (int width = minimum; width <= natural + 10; width++)
    {
      GtkWidget *first = gtk_widget_get_first_child (label);
      GtkWidget *second = gtk_widget_get_next_sibling (first);

      gtk_widget_allocate (label, width, 30, -1, NULL);
      g_assert_cmpint (gtk_widget_get_child_visible (first), ==, width >= natural);
      g_assert_cmpint (gtk_widget_get_child_visible (second), ==, width < natural);
      g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_next_sibling (second)));
    }
  g_assert_cmpstr (rapport_fit_label_get_text (RAPPORT_FIT_LABEL (label)), ==,
                   "a wording that is long");
}

/* Names that clients have are shown as they are, and mean nothing to Pango. */
static void
test_empty (void)
{
  g_autoptr (GtkWidget) page = g_object_ref_sink (rapport_empty_new (
    "system-search-symbolic", "<b>Tom & Co</b>", "Nothing <here>", "_Add", "win.add-client"));
  GtkWidget *button = find_type (page, GTK_TYPE_BUTTON);

  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==,
                   "&lt;b&gt;Tom &amp; Co&lt;/b&gt;");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.add-client");
  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
}

/* What a server or a user wrote is shown as it is. */
static void
test_plain (void)
{
  const char *text = "<b>Bread & Butter</b>";
  GtkWidget *page = g_object_ref_sink (adw_status_page_new ());
  GtkWidget *group = g_object_ref_sink (adw_preferences_group_new ());

  rapport_plain_set_page_description (ADW_STATUS_PAGE (page), text);
  rapport_plain_set_group_description (ADW_PREFERENCES_GROUP (group), text);
  g_assert_true (says (page, text));
  g_assert_true (says (group, text));
  rapport_plain_set_group_description (ADW_PREFERENCES_GROUP (group), NULL);
  g_assert_false (says (group, text));
  g_object_unref (page);
  g_object_unref (group);
}

static void
test_text_row (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (rapport_text_row_new ("Why"));
  RapportTextRow *row = RAPPORT_TEXT_ROW (widget);
  GtkWidget *view = find_type (widget, GTK_TYPE_TEXT_VIEW);
  g_autofree char *text = NULL;

  rapport_text_row_set_placeholder (row, "What for?");
  rapport_text_row_set_text (row, "one\n<two>");
  text = rapport_text_row_get_text (row);
  g_assert_cmpstr (text, ==, "one\n<two>");
  g_assert_true (
    gtk_test_accessible_has_relation (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (view)));
}

/* A number is told by what it counts, and stays between its bounds. */
static void
test_number_row (void)
{
  GtkSpinButton *spin = NULL;
  g_autoptr (GtkWidget) row =
    g_object_ref_sink (rapport_number_row_new ("Days later", -3, 9, 4, &spin));

  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (spin), row));
  gtk_test_accessible_assert_role (spin, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  check_label (spin, "Days later");
  gtk_test_accessible_assert_property (spin, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 4.0);
  g_assert_true (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) == GTK_WIDGET (spin));
  gtk_spin_button_set_value (spin, 100);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 9);
}

/* A toast with a client's name in it is not markup, and one that finds no place does no harm. */
static void
test_toast (void)
{
  g_autoptr (GtkWidget) alone = g_object_ref_sink (gtk_label_new ("alone"));
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *label = gtk_label_new ("near");

  rapport_toast_show (alone, "Nobody sees this");
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  rapport_toast_show_undo (label, "Deleted <i>Tom & Co</i>");
  gtk_test_widget_wait_for_draw (window);
  g_assert_nonnull (find_type (overlay, GTK_TYPE_BUTTON));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/widgets/light-icon/marks", test_light_icon);
  g_test_add_func ("/widgets/light-icon/size", test_light_icon_size);
  g_test_add_func ("/widgets/day-button/words", test_day_button);
  g_test_add_func ("/widgets/day-button/typing", test_day_button_typing);
  g_test_add_func ("/widgets/fit-label/widths", test_fit_label);
  g_test_add_func ("/widgets/empty/markup", test_empty);
  g_test_add_func ("/widgets/plain/markup", test_plain);
  g_test_add_func ("/widgets/text-row/text", test_text_row);
  g_test_add_func ("/widgets/number-row/told", test_number_row);
  g_test_add_func ("/widgets/toast/markup", test_toast);
  return g_test_run ();
}
