/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-table-cell.h"

#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-light-strip.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

struct _RapportTableCell
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GtkWidget *icon; /* of a mark */
  GtkInscription *text;
  GtkWidget *worse; /* made when it is needed */

  RapportLibrary *library;
  RapportBoardField field;
  RapportClient *client;
  gboolean empty; /* and said so to those who do not see it */
};

G_DEFINE_FINAL_TYPE (RapportTableCell, rapport_table_cell, GTK_TYPE_WIDGET)

static const RapportBoardFieldInfo *
get_info (RapportTableCell *self)
{
  return rapport_board_field_get_info (self->field);
}

/* What is in it. */

/* One line, whatever the text has: line ends stay in the record. */
static char *
make_line (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  return g_strdup (g_strstrip (line));
}

static char *
describe_day (RapportTableCell *self, RapportDay day)
{
  g_autofree char *text = rapport_format_day (day, rapport_format_today (self->library));

  return rapport_locale_capitalize (text);
}

static char *
describe_member (RapportTableCell *self, const char *id)
{
  g_autoptr (RapportRecord) member =
    *id != '\0' ? rapport_library_get (self->library, RAPPORT_TYPE_MEMBER, id) : NULL;

  return g_strdup (member != NULL ? rapport_record_get_title (member) : "");
}

static char *
describe_evidence (RapportTableCell *self, RapportLights *lights)
{
  RapportEvidence evidence;
  g_autofree char *text = NULL;

  rapport_lights_get_evidence (lights, rapport_record_get_id (RAPPORT_RECORD (self->client)),
                               &evidence);
  text = rapport_evidence_to_text (&evidence);
  return rapport_locale_capitalize (text);
}

/* (transfer full) */
static char *
describe (RapportTableCell *self, RapportLights *lights)
{
  const RapportBoardFieldInfo *info = get_info (self);
  RapportRecord *client = RAPPORT_RECORD (self->client);

  switch (info->kind)
    {
    case RAPPORT_BOARD_KIND_MARK:
      return g_strdup (rapport_mark_get_label (
        rapport_lights_get_mark (lights, rapport_record_get_id (client), 0)));
    case RAPPORT_BOARD_KIND_WORDS:
      return describe_evidence (self, lights);
    case RAPPORT_BOARD_KIND_DAY:
      return describe_day (self, rapport_record_get_day (client, info->field));
    case RAPPORT_BOARD_KIND_MEMBER:
      return describe_member (self, rapport_record_get_text (client, info->field));
    case RAPPORT_BOARD_KIND_STATUS:
      return g_strdup (rapport_field_get_word_label (
        &rapport_client_info.fields[info->field], rapport_record_get_text (client, info->field)));
    case RAPPORT_BOARD_KIND_FLAG:
      return g_strdup (rapport_record_get_boolean (client, info->field) ? _ ("Yes") : "");
    case RAPPORT_BOARD_KIND_TEXT:
    case RAPPORT_BOARD_KIND_WEEKS:
    default:
      return make_line (rapport_record_get_text (client, info->field));
    }
}

static void
show_worse (RapportTableCell *self, gboolean worse)
{
  if (worse && self->worse == NULL)
    {
      self->worse = gtk_image_new_from_icon_name ("go-down-symbolic");
      gtk_widget_add_css_class (self->worse, "light-red");
      gtk_widget_set_tooltip_text (self->worse, _ ("Worse than last week"));
      gtk_box_append (GTK_BOX (self->child), self->worse);
    }
  if (self->worse != NULL)
    gtk_widget_set_visible (self->worse, worse);
}

/* The keyboard goes to empty ones, too. */
static void
name_empty (RapportTableCell *self, gboolean empty)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  /* Translators: a cell of a table with nothing in it; %s is the heading of its column */
  g_autofree char *name = g_strdup_printf (_ ("%s: nothing"), _ (get_info (self)->title));

  if (self->empty == empty || cell == NULL)
    return;
  self->empty = empty;
  if (empty)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
show_text (RapportTableCell *self, RapportLights *lights)
{
  g_autofree char *text = describe (self, lights);

  name_empty (self, *text == '\0');
  if (g_strcmp0 (gtk_inscription_get_text (self->text), text) == 0)
    return;
  gtk_inscription_set_text (self->text, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->text), *text != '\0' ? text : NULL);
}

void
rapport_table_cell_show (RapportTableCell *self, RapportClient *client, RapportLights *lights)
{
  const char *id;

  g_set_object (&self->client, client);
  if (client == NULL)
    return;
  id = rapport_record_get_id (RAPPORT_RECORD (client));
  if (self->field == RAPPORT_BOARD_WEEKS)
    {
      rapport_light_strip_show (RAPPORT_LIGHT_STRIP (self->child), lights, id,
                                rapport_format_today (self->library));
      return;
    }
  show_text (self, lights);
  if (self->field != RAPPORT_BOARD_LIGHT)
    return;
  rapport_light_icon_set_mark (RAPPORT_LIGHT_ICON (self->icon),
                               rapport_lights_get_mark (lights, id, 0));
  show_worse (self, rapport_lights_is_worse (lights, id));
}

RapportClient *
rapport_table_cell_get_client (RapportTableCell *self)
{
  return self->client;
}

RapportBoardField
rapport_table_cell_get_field (RapportTableCell *self)
{
  return self->field;
}

/* Life. */

static void
rapport_table_cell_dispose (GObject *object)
{
  RapportTableCell *self = RAPPORT_TABLE_CELL (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_table_cell_parent_class)->dispose (object);
}

static void
rapport_table_cell_class_init (RapportTableCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_table_cell_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tablecell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
rapport_table_cell_init (RapportTableCell *self)
{
}

static GtkWidget *
make_inscription (RapportTableCell *self)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  self->text = GTK_INSCRIPTION (text);
  gtk_inscription_set_text_overflow (self->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (self->text, 3);
  gtk_inscription_set_nat_chars (self->text, 3);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "numeric");
  if (self->field == RAPPORT_BOARD_EVIDENCE)
    gtk_widget_add_css_class (text, "dimmed");
  return text;
}

static GtkWidget *
make_child (RapportTableCell *self)
{
  GtkWidget *box;

  if (self->field == RAPPORT_BOARD_WEEKS)
    return rapport_light_strip_new ();
  if (self->field != RAPPORT_BOARD_LIGHT)
    return make_inscription (self);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = rapport_light_icon_new (RAPPORT_MARK_NONE);
  /* The word stands beside it. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), make_inscription (self));
  return box;
}

GtkWidget *
rapport_table_cell_new (RapportLibrary *library, RapportBoardField field)
{
  RapportTableCell *self = g_object_new (RAPPORT_TYPE_TABLE_CELL, NULL);

  self->library = g_object_ref (library);
  self->field = field;
  self->child = make_child (self);
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
