/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-week-group.h"

#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-light-strip.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

#define N_MARKS 3

struct _RapportWeekGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportLights *lights;
  RapportClient *client;
  GPtrArray *others; /* rows with the marks of colleagues */
  gboolean showing;

  RapportLightStrip *strip;
  GtkBox *marks;
  GtkToggleButton *buttons[N_MARKS];
  GtkLabel *evidence;
  RapportTextRow *comment;
};

G_DEFINE_FINAL_TYPE (RapportWeekGroup, rapport_week_group, ADW_TYPE_PREFERENCES_GROUP)

static const RapportMark button_marks[N_MARKS] = { RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW,
                                                   RAPPORT_MARK_RED };

static const char *
get_client_id (RapportWeekGroup *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

/* (transfer full) (nullable): the mark of the member who works here. */
static RapportRecord *
get_my_light (RapportWeekGroup *self)
{
  g_autofree char *week = rapport_day_to_string (rapport_lights_get_week (self->lights));
  const char *key[] = { get_client_id (self), week, rapport_library_get_me (self->library), NULL };
  g_autoptr (RapportRecord) light =
    rapport_library_get_by_key (self->library, RAPPORT_TYPE_LIGHT, key);

  return light != NULL && !rapport_record_is_trashed (light) ? g_steal_pointer (&light) : NULL;
}

/* The marks of others. */

static void
add_other (RapportWeekGroup *self, RapportRecord *light)
{
  g_autoptr (RapportRecord) member = rapport_library_get (
    self->library, RAPPORT_TYPE_MEMBER, rapport_record_get_text (light, RAPPORT_LIGHT_MEMBER));
  const char *name = member != NULL ? rapport_record_get_title (member) : _ ("A former colleague");
  RapportMark mark = rapport_mark_from_word (rapport_record_get_text (light, RAPPORT_LIGHT_MARK));
  /* Translators: a colleague's mark of the week, "Anna: Nothing happened" */
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), name, rapport_mark_get_label (mark));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = rapport_light_icon_new (mark);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               rapport_record_get_text (light, RAPPORT_LIGHT_COMMENT));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->others, row);
}

static void
show_others (RapportWeekGroup *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_LIGHT);
  g_autoptr (GPtrArray) lights = NULL;

  for (guint i = 0; i < self->others->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->others->pdata[i]);
  g_ptr_array_set_size (self->others, 0);
  rapport_query_where_text (query, RAPPORT_LIGHT_CLIENT, get_client_id (self));
  rapport_query_where_day (query, RAPPORT_LIGHT_WEEK, RAPPORT_TEST_EQUAL,
                           rapport_lights_get_week (self->lights));
  lights = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; lights != NULL && i < lights->len; i++)
    if (g_strcmp0 (rapport_record_get_text (lights->pdata[i], RAPPORT_LIGHT_MEMBER),
                   rapport_library_get_me (self->library)) != 0)
      add_other (self, lights->pdata[i]);
}

/* Showing. */

static void
show_mine (RapportWeekGroup *self)
{
  g_autoptr (RapportRecord) light = get_my_light (self);
  RapportMark mark = RAPPORT_MARK_NONE;

  if (light != NULL)
    mark = rapport_mark_from_word (rapport_record_get_text (light, RAPPORT_LIGHT_MARK));
  self->showing = TRUE;
  for (guint i = 0; i < N_MARKS; i++)
    gtk_toggle_button_set_active (self->buttons[i], mark == button_marks[i]);
  self->showing = FALSE;
  rapport_text_row_set_record (self->comment, light);
  gtk_widget_set_visible (GTK_WIDGET (self->comment), light != NULL);
}

static void
show_evidence (RapportWeekGroup *self)
{
  RapportEvidence evidence;
  g_autofree char *text = NULL;
  g_autofree char *capital = NULL;

  rapport_lights_get_evidence (self->lights, get_client_id (self), &evidence);
  text = rapport_evidence_to_text (&evidence);
  capital = rapport_locale_capitalize (text);
  gtk_label_set_text (self->evidence, capital);
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), *capital != '\0');
}

static void
show (RapportWeekGroup *self)
{
  RapportDay today;
  g_autofree char *week = NULL;

  if (self->client == NULL || self->lights == NULL)
    return;
  today = rapport_format_today (self->library);
  week = rapport_format_week (rapport_lights_get_week (self->lights), today);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), week);
  rapport_light_strip_show (self->strip, self->lights, get_client_id (self), today);
  show_mine (self);
  show_evidence (self);
  show_others (self);
}

static void
lights_changed_cb (RapportWeekGroup *self, const char *client_id)
{
  if (self->client != NULL && (client_id == NULL || g_str_equal (client_id, get_client_id (self))))
    show (self);
}

/* Marking. */

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  RapportWeekGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  RapportMark mark = RAPPORT_MARK_NONE;

  if (self->showing || self->client == NULL)
    return;
  for (guint i = 0; i < N_MARKS; i++)
    if (self->buttons[i] == button && gtk_toggle_button_get_active (button))
      mark = button_marks[i];
  if (!rapport_lights_mark (self->library, get_client_id (self),
                            rapport_lights_get_week (self->lights), mark, NULL, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  show_mine (self);
}

static GtkWidget *
make_button (RapportMark mark)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (rapport_mark_get_label (mark));
  GtkWidget *icon = rapport_light_icon_new (mark);

  /* The shape over its word, so that the three fit into any column. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "caption");
  rapport_light_icon_set_pixel_size (RAPPORT_LIGHT_ICON (icon), 18);
  gtk_widget_set_halign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (button, "mark-button");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, rapport_mark_get_label (mark));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rapport_mark_get_label (mark), -1);
  return button;
}

/* The object. */

static void
rapport_week_group_dispose (GObject *object)
{
  RapportWeekGroup *self = RAPPORT_WEEK_GROUP (object);

  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_week_group_parent_class)->dispose (object);
}

static void
rapport_week_group_class_init (RapportWeekGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_week_group_dispose;
  g_type_ensure (RAPPORT_TYPE_LIGHT_STRIP);
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  /* Keeps the templates in a program that links this room. */
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/week-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportWeekGroup, strip);
  gtk_widget_class_bind_template_child (widget_class, RapportWeekGroup, marks);
  gtk_widget_class_bind_template_child (widget_class, RapportWeekGroup, evidence);
  gtk_widget_class_bind_template_child (widget_class, RapportWeekGroup, comment);
}

static void
rapport_week_group_init (RapportWeekGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->others = g_ptr_array_new ();
  for (guint i = 0; i < N_MARKS; i++)
    {
      GtkWidget *button = make_button (button_marks[i]);

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
      gtk_box_append (self->marks, button);
    }
}

void
rapport_week_group_set_lights (RapportWeekGroup *self,
                               RapportLibrary *library,
                               RapportLights *lights)
{
  g_set_object (&self->library, library);
  g_set_object (&self->lights, lights);
  rapport_text_row_bind (self->comment, library, RAPPORT_LIGHT_COMMENT, _ ("Comment on the Week"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->marks), !rapport_library_is_read_only (library));
  g_signal_connect_object (lights, "changed", G_CALLBACK (lights_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

void
rapport_week_group_set_client (RapportWeekGroup *self, RapportClient *client)
{
  if (g_set_object (&self->client, client))
    show (self);
}
