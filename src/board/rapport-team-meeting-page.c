/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-meeting-page.h"

#include "rapport-entry-binding.h"
#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-mark-details.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportTeamMeetingPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *states;
  GtkWidget *client_page;
  AdwStatusPage *end_page;
  GtkWidget *end_button;
  RapportLightIcon *light;
  GtkLabel *name;
  GtkLabel *owner;
  AdwWrapBox *marks;
  GtkWidget *buttons[RAPPORT_MARK_RED + 1];
  GtkEditable *comment;
  GtkBox *details;
  GtkWidget *next;

  RapportLibrary *library;
  RapportLights *lights;
  GPtrArray *ids;
  guint at; /* as many as there are: at the end */
  gboolean editable;
  gboolean laid_out; /* since it was mapped */
  RapportEntryBinding *typing;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (RapportTeamMeetingPage, rapport_team_meeting_page, ADW_TYPE_NAVIGATION_PAGE)

static const RapportMark order[] = { RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW, RAPPORT_MARK_RED,
                                     RAPPORT_MARK_NONE };

static const char *
get_id (RapportTeamMeetingPage *self)
{
  return self->at < self->ids->len ? self->ids->pdata[self->at] : NULL;
}

/* Showing. */

/* (transfer full) (nullable): the mark of the member who works here. */
static RapportRecord *
get_my_light (RapportTeamMeetingPage *self)
{
  g_autofree char *week = rapport_day_to_string (rapport_lights_get_week (self->lights));
  const char *key[] = { get_id (self), week, rapport_library_get_me (self->library), NULL };
  g_autoptr (RapportRecord) light =
    rapport_library_get_by_key (self->library, RAPPORT_TYPE_LIGHT, key);

  return light != NULL && !rapport_record_is_trashed (light) ? g_steal_pointer (&light) : NULL;
}

static void
show_mark (RapportTeamMeetingPage *self)
{
  g_autoptr (RapportRecord) mine = get_my_light (self);
  const RapportMark mark = rapport_lights_get_mark (self->lights, get_id (self), 0);

  rapport_light_icon_set_mark (self->light, mark);
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    {
      gtk_widget_set_sensitive (self->buttons[i], self->editable);
      if (i == mark && i != RAPPORT_MARK_NONE)
        gtk_widget_add_css_class (self->buttons[i], "chosen-mark");
      else
        gtk_widget_remove_css_class (self->buttons[i], "chosen-mark");
    }
  gtk_widget_set_visible (self->buttons[RAPPORT_MARK_NONE], mine != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->comment), mine != NULL);
  rapport_entry_binding_set_record (self->typing, self->editable ? mine : NULL);
  if (!self->editable && mine != NULL)
    gtk_editable_set_text (self->comment, rapport_record_get_text (mine, RAPPORT_LIGHT_COMMENT));
}

static void
show_client (RapportTeamMeetingPage *self)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, get_id (self));
  g_autoptr (RapportRecord) owner = NULL;

  if (client == NULL)
    return;
  owner = rapport_library_get (self->library, RAPPORT_TYPE_MEMBER,
                               rapport_record_get_text (client, RAPPORT_CLIENT_OWNER));
  gtk_label_set_label (self->name, rapport_record_get_title (client));
  gtk_label_set_label (self->owner, owner != NULL ? rapport_record_get_title (owner) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->owner), owner != NULL);
  show_mark (self);
  rapport_mark_details_fill (self->details, self->library, self->lights, get_id (self));
}

/* "Moved forward: 6 · Nothing happened: 3 …" */
static void
show_end (RapportTeamMeetingPage *self)
{
  guint counts[RAPPORT_MARK_RED + 1] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->ids->len; i++)
    counts[rapport_lights_get_mark (self->lights, self->ids->pdata[i], 0)]++;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *count = rapport_locale_count (rapport_format_locale (), counts[order[i]]);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? " · " : "",
                              rapport_mark_get_label (order[i]), count);
    }
  adw_status_page_set_description (self->end_page, text->str);
}

static void
set_enabled (RapportTeamMeetingPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show (RapportTeamMeetingPage *self)
{
  const gboolean ended = get_id (self) == NULL;
  g_autofree char *week = rapport_format_week (rapport_lights_get_week (self->lights),
                                               rapport_format_today (self->library));
  /* Translators: which client of how many, "3 of 21" */
  g_autofree char *place =
    g_strdup_printf (_ ("%u of %u"), MIN (self->at + 1, self->ids->len), self->ids->len);

  adw_window_title_set_title (self->window_title, week);
  adw_window_title_set_subtitle (self->window_title, ended ? "" : place);
  if (ended)
    show_end (self);
  else
    show_client (self);
  gtk_stack_set_visible_child (self->states,
                               ended ? GTK_WIDGET (self->end_page) : self->client_page);
  if (ended)
    gtk_widget_grab_focus (self->end_button);
  set_enabled (self, "previous", self->at > 0);
  set_enabled (self, "next", !ended);
}

static void
go (RapportTeamMeetingPage *self, int step)
{
  const int to = (int) self->at + step;

  if (to < 0 || to > (int) self->ids->len)
    return;
  self->at = (guint) to;
  set_enabled (self, "next", TRUE);
  gtk_widget_grab_focus (self->next);
  show (self);
}

/* Marking. */

static void
mark (RapportTeamMeetingPage *self, RapportMark light)
{
  g_autoptr (GError) error = NULL;

  if (get_id (self) == NULL || !self->editable)
    return;
  if (!rapport_lights_mark (self->library, get_id (self), rapport_lights_get_week (self->lights),
                            light, NULL, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
mark_clicked_cb (RapportTeamMeetingPage *self, GtkWidget *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    if (self->buttons[i] == button)
      mark (self, (RapportMark) i);
}

static void
lights_changed_cb (RapportTeamMeetingPage *self, const char *client_id)
{
  if (get_id (self) != NULL && (client_id == NULL || g_str_equal (client_id, get_id (self))))
    show_client (self);
}

static void
comment_activate_cb (RapportTeamMeetingPage *self)
{
  go (self, 1);
}

/* Keys. */

static gboolean
comment (RapportTeamMeetingPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->comment)))
    gtk_widget_grab_focus (GTK_WIDGET (self->comment));
  return GDK_EVENT_STOP;
}

static gboolean
move (RapportTeamMeetingPage *self, int step)
{
  go (self, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -step : step);
  return GDK_EVENT_STOP;
}

static gboolean
is_writing (RapportTeamMeetingPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->comment));
}

static gboolean
leave (RapportTeamMeetingPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.team-meeting", NULL);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (RapportTeamMeetingPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  const guint digit =
    keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9 ? keyval - GDK_KEY_KP_0 : keyval - GDK_KEY_0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (is_writing (self))
    {
      if (keyval != GDK_KEY_Escape)
        return GDK_EVENT_PROPAGATE;
      gtk_widget_grab_focus (self->next);
      return GDK_EVENT_STOP;
    }
  if (digit < G_N_ELEMENTS (self->buttons))
    {
      mark (self, (RapportMark) digit);
      return GDK_EVENT_STOP;
    }
  switch (keyval)
    {
    case GDK_KEY_Left:
      return move (self, -1);
    case GDK_KEY_Right:
      return move (self, 1);
    case GDK_KEY_Page_Up:
    case GDK_KEY_BackSpace:
      go (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      go (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_F2:
      return comment (self);
    case GDK_KEY_Escape:
      return leave (self);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go (user_data, -1);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go (user_data, 1);
}

/* The keyboard begins where Enter goes on; it can be had when a frame has laid
 * the page out. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RapportTeamMeetingPage *self = RAPPORT_TEAM_MEETING_PAGE (widget);

  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  gtk_widget_grab_focus (self->next);
  return G_SOURCE_REMOVE;
}

static void
map_cb (RapportTeamMeetingPage *self)
{
  self->laid_out = FALSE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

/* Life. */

static void
rapport_team_meeting_page_dispose (GObject *object)
{
  RapportTeamMeetingPage *self = RAPPORT_TEAM_MEETING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_TEAM_MEETING_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_team_meeting_page_parent_class)->dispose (object);
}

static void
rapport_team_meeting_page_class_init (RapportTeamMeetingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_team_meeting_page_dispose;
  g_type_ensure (RAPPORT_TYPE_LIGHT_ICON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/board/team-meeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, states);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, client_page);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, end_page);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, end_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, light);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, name);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, owner);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, marks);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, comment);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, details);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamMeetingPage, next);
  gtk_widget_class_bind_template_callback (widget_class, comment_activate_cb);
}

static GtkWidget *
make_mark (RapportTeamMeetingPage *self, RapportMark light)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (light == RAPPORT_MARK_NONE ? _ ("Take the mark away")
                                                               : rapport_mark_get_label (light));
  g_autofree char *key = g_strdup_printf ("%d", (int) light);
  GtkWidget *hint = gtk_label_new (key);
  GtkWidget *icon = rapport_light_icon_new (light);

  rapport_light_icon_set_pixel_size (RAPPORT_LIGHT_ICON (icon), 18);
  gtk_widget_add_css_class (hint, "dimmed");
  gtk_widget_add_css_class (hint, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "pill");
  if (light == RAPPORT_MARK_NONE)
    gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (mark_clicked_cb), self);
  return button;
}

static void
rapport_team_meeting_page_init (RapportTeamMeetingPage *self)
{
  static const GActionEntry entries[] = {
    { "previous", previous_cb },
    { "next", next_cb },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "meeting", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      self->buttons[order[i]] = make_mark (self, order[i]);
      adw_wrap_box_append (self->marks, self->buttons[order[i]]);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

RapportTeamMeetingPage *
rapport_team_meeting_page_new (RapportLibrary *library,
                               RapportLights *lights,
                               GPtrArray *ids,
                               gboolean editable)
{
  RapportTeamMeetingPage *self = g_object_new (RAPPORT_TYPE_TEAM_MEETING_PAGE, NULL);

  self->library = g_object_ref (library);
  self->lights = g_object_ref (lights);
  self->ids = g_ptr_array_ref (ids);
  self->editable = editable;
  self->typing = rapport_entry_binding_new (self->comment, library, RAPPORT_LIGHT_COMMENT,
                                            _ ("Comment on the Week"));
  g_signal_connect_object (lights, "changed", G_CALLBACK (lights_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return self;
}
