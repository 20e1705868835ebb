/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-card.h"

#include "rapport-format.h"
#include "rapport-light-strip.h"
#include "rapport-monogram.h"

#include <glib/gi18n-lib.h>

struct _RapportClientCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *monogram;
  GtkWidget *name;
  GtkWidget *worse;
  GtkWidget *owner;
  GtkWidget *strip;
  GtkWidget *next;
  GtkWidget *evidence;

  RapportLibrary *library;
  GtkListItem *item; /* the row, while there is a client */
  RapportClient *client;
  RapportLights *lights;
};

G_DEFINE_FINAL_TYPE (RapportClientCard, rapport_client_card, GTK_TYPE_WIDGET)

static const char *
get_id (RapportClientCard *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static char *
get_owner_name (RapportClientCard *self)
{
  g_autoptr (RapportRecord) owner = rapport_library_get (
    self->library, RAPPORT_TYPE_MEMBER,
    rapport_record_get_text (RAPPORT_RECORD (self->client), RAPPORT_CLIENT_OWNER));

  return g_strdup (owner != NULL ? rapport_record_get_title (owner) : "");
}

static void
show_label (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
append_part (GString *text, const char *part)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

/* "Romashka Clinics, Moved forward, 2 dates missed". */
static char *
describe (RapportClientCard *self)
{
  GString *text = g_string_new (NULL);
  RapportEvidence evidence;
  g_autofree char *suggestion = NULL;
  g_autofree char *owner = NULL;

  rapport_lights_get_evidence (self->lights, get_id (self), &evidence);
  suggestion = rapport_evidence_to_text (&evidence);
  owner = get_owner_name (self);
  append_part (text, rapport_record_get_title (RAPPORT_RECORD (self->client)));
  append_part (text,
               rapport_mark_get_label (rapport_lights_get_mark (self->lights, get_id (self), 0)));
  if (rapport_lights_is_worse (self->lights, get_id (self)))
    append_part (text, _ ("worse than last week"));
  append_part (text, owner);
  append_part (text, suggestion);
  return g_string_free (text, FALSE);
}

static void
show_description (RapportClientCard *self)
{
  g_autofree char *text = describe (self);

  gtk_list_item_set_accessible_label (self->item, text);
}

static void
client_changed_cb (RapportClientCard *self)
{
  const char *name = rapport_record_get_title (RAPPORT_RECORD (self->client));
  g_autofree char *owner = get_owner_name (self);

  rapport_monogram_set_name (self->monogram, name);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  show_label (self->owner, owner);
  show_description (self);
}

/* As short as the card needs: "today", "25 Nov". */
static char *
format_next (RapportDay day, RapportDay today)
{
  if (day == RAPPORT_DAY_NONE || ABS (day - today) <= 1)
    return rapport_format_day (day, today);
  return rapport_locale_day_short (rapport_format_locale (), day);
}

static void
show_next (RapportClientCard *self, RapportDay day, RapportDay today)
{
  g_autofree char *text = format_next (day, today);
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);
  g_autofree char *hint = g_strdup_printf (_ ("Next promise or contact: %s"), full);

  show_label (self->next, text);
  gtk_widget_set_tooltip_text (self->next, hint);
}

static void
show_lights (RapportClientCard *self)
{
  const RapportDay today = rapport_format_today (self->library);
  RapportEvidence evidence;
  g_autofree char *text = NULL;

  rapport_lights_get_evidence (self->lights, get_id (self), &evidence);
  text = rapport_evidence_to_text (&evidence);
  rapport_light_strip_show (RAPPORT_LIGHT_STRIP (self->strip), self->lights, get_id (self), today);
  gtk_widget_set_visible (self->worse, rapport_lights_is_worse (self->lights, get_id (self)));
  show_label (self->evidence, text);
  gtk_widget_set_tooltip_text (self->evidence, text);
  show_next (self, evidence.next, today);
  show_description (self);
}

static void
lights_changed_cb (RapportClientCard *self, const char *client_id)
{
  if (client_id == NULL || g_str_equal (client_id, get_id (self)))
    show_lights (self);
}

static void
let_go (RapportClientCard *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  if (self->lights != NULL)
    g_signal_handlers_disconnect_by_data (self->lights, self);
  g_clear_object (&self->client);
  g_clear_object (&self->lights);
  self->item = NULL;
}

static void
rapport_client_card_dispose (GObject *object)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (object);

  let_go (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_client_card_parent_class)->dispose (object);
}

static void
rapport_client_card_class_init (RapportClientCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_client_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "clientcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

/* Building. A card is made in C: a board has many, and a template costs more. */

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_head (RapportClientCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->monogram = rapport_monogram_new ();
  self->name = make_label ("heading");
  self->owner = make_label ("caption");
  gtk_widget_add_css_class (self->owner, "dimmed");
  self->worse = gtk_image_new_from_icon_name ("go-down-symbolic");
  gtk_widget_add_css_class (self->worse, "light-red");
  gtk_widget_set_tooltip_text (self->worse, _ ("Worse than last week"));
  gtk_widget_set_valign (self->worse, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (names, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (names), self->name);
  gtk_box_append (GTK_BOX (names), self->owner);
  gtk_box_append (GTK_BOX (head), self->monogram);
  gtk_box_append (GTK_BOX (head), names);
  gtk_box_append (GTK_BOX (head), self->worse);
  return head;
}

static GtkWidget *
make_middle (RapportClientCard *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->strip = rapport_light_strip_new ();
  self->next = make_label ("caption");
  gtk_widget_add_css_class (self->next, "numeric");
  gtk_label_set_xalign (GTK_LABEL (self->next), 1);
  gtk_widget_set_hexpand (self->next, TRUE);
  gtk_box_append (GTK_BOX (middle), self->strip);
  gtk_box_append (GTK_BOX (middle), self->next);
  return middle;
}

static void
rapport_client_card_init (RapportClientCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->evidence = make_label ("caption");
  gtk_widget_add_css_class (self->evidence, "dimmed");
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), make_middle (self));
  gtk_box_append (GTK_BOX (self->box), self->evidence);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

GtkWidget *
rapport_client_card_new (RapportLibrary *library)
{
  RapportClientCard *self = g_object_new (RAPPORT_TYPE_CLIENT_CARD, NULL);

  self->library = g_object_ref (library);
  return GTK_WIDGET (self);
}

void
rapport_client_card_show (RapportClientCard *self, GtkListItem *item, RapportLights *lights)
{
  RapportClient *client = gtk_list_item_get_item (item);

  let_go (self);
  if (lights == NULL || client == NULL)
    return;
  self->item = item;
  self->client = g_object_ref (client);
  self->lights = g_object_ref (lights);
  g_signal_connect_swapped (client, "changed", G_CALLBACK (client_changed_cb), self);
  g_signal_connect_swapped (lights, "changed", G_CALLBACK (lights_changed_cb), self);
  client_changed_cb (self);
  show_lights (self);
}

RapportClient *
rapport_client_card_get_client (RapportClientCard *self)
{
  return self->client;
}
