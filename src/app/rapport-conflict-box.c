/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-conflict-box.h"

#include "rapport-conflict-text.h"
#include "rapport-history-dialog.h"
#include "rapport-toast.h"
#include "rapport-wrap.h"

#include <glib/gi18n-lib.h>

/* Names of whatever direction, in a sentence of another. */
#define FIRST_STRONG_ISOLATE    "\u2068"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/* In letters: what a button shows of a value. */
#define MOST_ON_BUTTON 60

struct _RapportConflictBox
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *explanation;
  GtkWidget *sides;
  GtkLabel *first_by;
  GtkLabel *first;
  GtkButton *first_button;
  GtkWidget *first_all;
  GtkLabel *second_by;
  GtkLabel *second;
  GtkButton *second_button;
  GtkWidget *second_all;
  GtkWidget *merged_box;
  GtkTextView *merged;
  GtkButton *keep_button;

  RapportLibrary *library;
  RapportConflict *conflict;
  RapportConflictDetails *details;
};

G_DEFINE_FINAL_TYPE (RapportConflictBox, rapport_conflict_box, ADW_TYPE_BIN)

static gboolean
is_text (const RapportField *field)
{
  return field != NULL &&
         (field->kind == RAPPORT_KIND_MARKDOWN || field->kind == RAPPORT_KIND_TEXT);
}

static void
settle (RapportConflictBox *self, RapportConflictChoice choice, GVariant *own)
{
  g_autoptr (GError) error = NULL;
  /* The box goes with its conflict. */
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autoptr (RapportLibrary) library = g_object_ref (self->library);
  g_autofree char *client = g_strdup (rapport_record_get_client_id (self->details->record));

  if (rapport_conflict_settle (library, self->conflict, choice, own, &error))
    rapport_toast_show_undo_of (dialog, _ ("The conflict is settled"), library,
                                client != NULL ? client : "");
  else
    rapport_toast_show (dialog, error->message);
}

static void
first_cb (RapportConflictBox *self)
{
  settle (self, RAPPORT_CONFLICT_TAKE_FIRST, NULL);
}

static void
second_cb (RapportConflictBox *self)
{
  settle (self, RAPPORT_CONFLICT_TAKE_SECOND, NULL);
}

static char *
get_merged (RapportConflictBox *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->merged);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Of a text what stands in the field below; else the record stays as it is. */
static void
keep_cb (RapportConflictBox *self)
{
  g_autofree char *text = is_text (self->details->field) ? get_merged (self) : NULL;
  const char *now = text != NULL && self->details->now != NULL
                      ? g_variant_get_string (self->details->now, NULL)
                      : "";

  if (text == NULL || g_str_equal (text, now))
    settle (self, RAPPORT_CONFLICT_STANDS_AS_IT_IS, NULL);
  else
    settle (self, RAPPORT_CONFLICT_TAKE_OWN, g_variant_new_string (text));
}

/* What it says. */

static char *
describe (RapportConflictBox *self, GVariant *value)
{
  if (is_text (self->details->field))
    return g_strdup (value != NULL ? g_variant_get_string (value, NULL) : "—");
  return rapport_history_describe_value (self->library, self->details->field, value);
}

/* The whole of a long text. */

static const char *
get_text (GVariant *value)
{
  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

static void
first_all_cb (RapportConflictBox *self)
{
  rapport_conflict_text_show (GTK_WIDGET (self), gtk_label_get_label (self->first_by),
                              get_text (self->details->first));
}

static void
second_all_cb (RapportConflictBox *self)
{
  rapport_conflict_text_show (GTK_WIDGET (self), gtk_label_get_label (self->second_by),
                              get_text (self->details->second));
}

typedef struct
{
  GtkLabel *by;
  GtkLabel *label;
  GtkButton *button;
  GtkWidget *all;
  const char *name;
  GVariant *value;
  GVariant *other;
} Side;

static void
show_side (RapportConflictBox *self, const Side *side)
{
  const gboolean text = is_text (self->details->field);
  gboolean cut = FALSE;
  g_autofree char *words =
    text && side->value != NULL
      ? rapport_conflict_text_cut (get_text (side->value), get_text (side->other), &cut)
      : describe (self, side->value);
  g_autofree char *action = NULL;

  gtk_label_set_label (side->by, *side->name != '\0' ? side->name : _ ("A colleague"));
  gtk_label_set_label (side->label, words);
  gtk_widget_set_visible (side->all, cut);
  gtk_button_set_label (side->button, _ ("Take This"));
  /* Translators: whose text is taken */
  action = *side->name != '\0' ? g_strdup_printf (_ ("Take what %s wrote"), side->name)
                               : g_strdup (_ ("Take what a colleague wrote"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (side->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, action, -1);
}

/* (transfer full): what fits on a button, on one line. */
static char *
make_short (const char *value)
{
  const gboolean is_long = g_utf8_strlen (value, -1) > MOST_ON_BUTTON;
  g_autofree char *start = is_long ? g_utf8_substring (value, 0, MOST_ON_BUTTON) : g_strdup (value);

  g_strdelimit (start, "\n\r\t", ' ');
  return g_strconcat (start, is_long ? "…" : "", NULL);
}

static void
show_edits (RapportConflictBox *self)
{
  const RapportConflictDetails *details = self->details;
  const gboolean text = is_text (details->field);
  g_autofree char *value = text ? NULL : describe (self, details->now);
  g_autofree char *now = value != NULL ? make_short (value) : NULL;
  g_autofree char *keep = NULL;
  const Side first = { self->first_by,    self->first,    self->first_button, self->first_all,
                       details->first_by, details->first, details->second };
  const Side second = { self->second_by,    self->second,    self->second_button, self->second_all,
                        details->second_by, details->second, details->first };

  show_side (self, &first);
  show_side (self, &second);
  gtk_label_set_label (self->explanation, _ ("Both changed it at the same time."));
  gtk_widget_set_visible (self->merged_box, text);
  if (text)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->merged),
                              details->now != NULL ? g_variant_get_string (details->now, NULL) : "",
                              -1);
  /* Translators: %s is the value that a field has now */
  keep = text ? g_strdup (_ ("Keep This Text")) : g_strdup_printf (_ ("Leave It at “%s”"), now);
  gtk_button_set_label (self->keep_button, keep);
  rapport_wrap_button (self->keep_button);
}

/* It was not deleted, but lives where one may not be let in. */
static gboolean
is_moved (RapportConflictBox *self)
{
  return g_str_equal (
    rapport_record_get_text (RAPPORT_RECORD (self->conflict), RAPPORT_CONFLICT_KIND), "moved");
}

static void
show_deletion (RapportConflictBox *self)
{
  const RapportConflictDetails *details = self->details;
  const char *who = *details->first_by != '\0' ? details->first_by : _ ("A colleague");
  const char *other = *details->second_by != '\0' ? details->second_by : _ ("a colleague");
  g_autofree char *text = NULL;

  if (is_moved (self))
    /* Translators: two names */
    text =
      g_strdup_printf (_ ("%s moved it to another circle, and %s went on writing."), who, other);
  else
    /* Translators: two names */
    text = g_strdup_printf (_ ("%s deleted it, and %s went on writing."), who, other);
  gtk_label_set_label (self->explanation, text);
  gtk_widget_set_visible (self->merged_box, FALSE);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->first_by)), FALSE);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->second_by)), FALSE);
  gtk_button_set_label (self->keep_button, _ ("Keep It"));
}

static GtkWidget *
make_delete_button (RapportConflictBox *self)
{
  GtkWidget *button =
    gtk_button_new_with_label (is_moved (self) ? _ ("Delete It Here") : _ ("Delete It Again"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "destructive-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (first_cb), self);
  return button;
}

static void
show (RapportConflictBox *self)
{
  const RapportConflictDetails *details = self->details;
  const RapportRecordInfo *info = rapport_record_get_info (details->record);
  const char *name = rapport_record_get_title (details->record);
  GString *title = g_string_new (_ (info->label));

  if (*name != '\0')
    {
      g_autofree char *short_name = make_short (name);

      g_string_append_printf (title, ": " FIRST_STRONG_ISOLATE "%s" POP_DIRECTIONAL_ISOLATE,
                              short_name);
    }
  if (details->field != NULL)
    g_string_append_printf (title, " · %s", _ (details->field->label));
  gtk_label_set_label (self->title, title->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title->str,
                                  -1);
  g_string_free (title, TRUE);
  if (details->field != NULL)
    show_edits (self);
  else
    {
      show_deletion (self);
      gtk_widget_insert_after (make_delete_button (self),
                               gtk_widget_get_parent (GTK_WIDGET (self->keep_button)),
                               GTK_WIDGET (self->keep_button));
    }
}

static void
rapport_conflict_box_dispose (GObject *object)
{
  RapportConflictBox *self = RAPPORT_CONFLICT_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CONFLICT_BOX);
  g_clear_pointer (&self->details, rapport_conflict_details_free);
  g_clear_object (&self->conflict);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_conflict_box_parent_class)->dispose (object);
}

static void
rapport_conflict_box_class_init (RapportConflictBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_conflict_box_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/conflict-box.ui");
  gtk_widget_class_set_css_name (widget_class, "conflictbox");
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, title);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, explanation);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, sides);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, first_by);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, first);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, first_button);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, first_all);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, second_by);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, second);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, second_button);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, second_all);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, merged_box);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, merged);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictBox, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
rapport_conflict_box_init (RapportConflictBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_conflict_box_new (RapportLibrary *library,
                          RapportConflict *conflict,
                          RapportConflictDetails *details)
{
  RapportConflictBox *self = g_object_new (RAPPORT_TYPE_CONFLICT_BOX, NULL);

  self->library = g_object_ref (library);
  self->conflict = g_object_ref (conflict);
  self->details = details;
  show (self);
  return GTK_WIDGET (self);
}

const char *
rapport_conflict_box_get_id (RapportConflictBox *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->conflict));
}

void
rapport_conflict_box_grab_focus (RapportConflictBox *self)
{
  GtkWidget *button = GTK_WIDGET (self->first_button);

  /* Of a deletion there are no two sides. */
  if (!gtk_widget_get_visible (gtk_widget_get_parent (button)))
    button = GTK_WIDGET (self->keep_button);
  gtk_widget_grab_focus (button);
}
