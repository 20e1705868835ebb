/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-template-page.h"

#include "rapport-agenda-template-row.h"
#include "rapport-latin-key.h"
#include "rapport-row-order.h"
#include "rapport-toast.h"
#include "rapport-typing.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

struct _RapportAgendaTemplatePage
{
  AdwNavigationPage parent_instance;

  GtkEditable *name;
  GtkMenuButton *add_source;
  GtkListBox *list;
  GtkWidget *adding;
  GtkEditable *quick_add;
  GtkLabel *sum;
  GtkWidget *remove_group;
  GtkWidget *remove;

  RapportLibrary *library;
  char *language;
  char *word;       /* of a built-in one, or the id of one's own; NULL before it is kept */
  char *entry;      /* of the log, for what is typed in one stay */
  char *kept_name;  /* as the library has it */
  char *kept_text;  /* likewise */
  GPtrArray *lines; /* what the rows show */
  gboolean is_built_in;
  gboolean showing;
  gboolean narrow;
  guint saving;
};

enum
{
  PROPERTY_NARROW = 1,
  N_PROPERTIES
};

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAgendaTemplatePage,
                     rapport_agenda_template_page,
                     ADW_TYPE_NAVIGATION_PAGE)

static RapportAgendaLine *
get_line (RapportAgendaTemplatePage *self, guint i)
{
  return self->lines->pdata[i];
}

static RapportAgendaTemplateRow *
get_row (RapportAgendaTemplatePage *self, guint i)
{
  return RAPPORT_AGENDA_TEMPLATE_ROW (gtk_list_box_get_row_at_index (self->list, (int) i));
}

/* What is to be seen. */

static gboolean
has_source (RapportAgendaTemplatePage *self, int source)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (get_line (self, i)->source == source)
      return TRUE;
  return FALSE;
}

static void
offer_sources (RapportAgendaTemplatePage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int i = 0; i < RAPPORT_AGENDA_N_SOURCES; i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (has_source (self, i))
        continue;
      item = g_menu_item_new (rapport_agenda_source_get_label ((RapportAgendaSource) i), NULL);
      g_menu_item_set_action_and_target (item, "template.add-source", "i", i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->add_source, G_MENU_MODEL (menu));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_source),
                            g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0 &&
                              !rapport_library_is_read_only (self->library));
}

static void
show_sum (RapportAgendaTemplatePage *self)
{
  g_autofree char *text = NULL;
  int minutes = 0;

  for (guint i = 0; i < self->lines->len; i++)
    minutes += get_line (self, i)->minutes;
  text = g_strdup_printf (_ ("%d min, and what waits besides"), minutes);
  if (!has_source (self, RAPPORT_AGENDA_QUEUE))
    {
      g_free (text);
      text = g_strdup_printf (_ ("%d min in all"), minutes);
    }
  gtk_label_set_label (self->sum, text);
  gtk_widget_set_visible (GTK_WIDGET (self->sum), minutes > 0);
}

static void edited_cb (RapportAgendaTemplatePage *self, RapportAgendaTemplateRow *row);
static void removed_cb (RapportAgendaTemplatePage *self, RapportAgendaTemplateRow *row);
static void left_cb (RapportAgendaTemplatePage *self);

static RapportAgendaTemplateRow *
ensure_row (RapportAgendaTemplatePage *self, guint i)
{
  RapportAgendaTemplateRow *row = get_row (self, i);

  if (row != NULL)
    return row;
  row = RAPPORT_AGENDA_TEMPLATE_ROW (rapport_agenda_template_row_new (self->library));
  rapport_agenda_template_row_set_narrow (row, self->narrow);
  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
  return row;
}

/* Rows stay where they are, and show what stands there now. */
static void
show_lines (RapportAgendaTemplatePage *self)
{
  const guint n = self->lines->len;
  RapportAgendaTemplateRow *rest;

  self->showing = TRUE;
  for (guint i = 0; i < n; i++)
    {
      RapportAgendaTemplateRow *row = ensure_row (self, i);

      rapport_agenda_template_row_show (row, get_line (self, i), i + 1);
      rapport_row_order_allow (GTK_WIDGET (row), i > 0, i + 1 < n);
    }
  while ((rest = get_row (self, n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (rest));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  offer_sources (self);
  show_sum (self);
  self->showing = FALSE;
}

/* One's own can be deleted, a changed built-in one be put back. */
static void
show_removal (RapportAgendaTemplatePage *self, gboolean is_kept)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remove), self->is_built_in
                                                                       ? _ ("_Reset Template")
                                                                       : _ ("_Delete Template"));
  if (self->is_built_in)
    gtk_widget_remove_css_class (self->remove, "destructive-action");
  else
    gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_set_visible (self->remove_group,
                          is_kept && !rapport_library_is_read_only (self->library));
}

static void
show_name (RapportAgendaTemplatePage *self, const char *name)
{
  self->showing = TRUE;
  gtk_editable_set_text (self->name, name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 *name != '\0' ? name : _ ("New Template"));
  self->showing = FALSE;
}

/* Saving. */

/* @entry: (nullable): of the log, where it goes on */
static void
save (RapportAgendaTemplatePage *self, const char *label, const char *entry)
{
  g_autofree char *text = rapport_agenda_lines_format (self->lines);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  RapportAgendaTemplate *template;

  g_clear_handle_id (&self->saving, g_source_remove);
  if (g_strcmp0 (text, self->kept_text) == 0 && g_strcmp0 (name, self->kept_name) == 0)
    return;
  g_set_str (&self->kept_text, text);
  g_set_str (&self->kept_name, name);
  transaction = rapport_transaction_begin (self->library, label);
  if (entry != NULL)
    rapport_transaction_set_entry (transaction, entry);
  rapport_transaction_set_client (transaction, "");
  template = rapport_agenda_templates_save (transaction, self->library, self->word, name, text);
  /* A new one is found by its id from now on. */
  if (self->word == NULL)
    self->word = g_strdup (rapport_record_get_id (RAPPORT_RECORD (template)));
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
save_typed (RapportAgendaTemplatePage *self)
{
  if (self->entry == NULL)
    self->entry =
      rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (self->library)));
  save (self, _ ("Edit Agenda Template"), self->entry);
}

const char *
rapport_agenda_template_page_get_word (RapportAgendaTemplatePage *self)
{
  return self->word;
}

void
rapport_agenda_template_page_flush (RapportAgendaTemplatePage *self)
{
  if (self->saving != 0)
    save_typed (self);
}

static gboolean
save_cb (gpointer user_data)
{
  save_typed (user_data);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (RapportAgendaTemplatePage *self)
{
  if (self->library == NULL || self->showing)
    return;
  g_clear_handle_id (&self->saving, g_source_remove);
  self->saving = g_timeout_add (RAPPORT_TYPING_PAUSE_MS, save_cb, self);
}

/* What is typed elsewhere is another step of undo. */
static void
left_cb (RapportAgendaTemplatePage *self)
{
  rapport_agenda_template_page_flush (self);
  g_clear_pointer (&self->entry, g_free);
}

/* A step of its own, behind what was typed before it. */
static void
begin_step (RapportAgendaTemplatePage *self)
{
  left_cb (self);
}

static void
end_step (RapportAgendaTemplatePage *self, const char *label)
{
  show_lines (self);
  save (self, label, NULL);
}

/* Items. */

static void
edited_cb (RapportAgendaTemplatePage *self, RapportAgendaTemplateRow *row)
{
  const int i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->showing || i < 0 || (guint) i >= self->lines->len)
    return;
  rapport_agenda_template_row_read (row, get_line (self, (guint) i));
  show_sum (self);
  typed_cb (self);
}

static void
removed_cb (RapportAgendaTemplatePage *self, RapportAgendaTemplateRow *row)
{
  const guint i = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (rapport_library_is_read_only (self->library))
    return;
  begin_step (self);
  g_ptr_array_remove_index (self->lines, i);
  end_step (self, _ ("Delete Item of a Template"));
  /* The keyboard stays in the list. */
  gtk_widget_grab_focus (self->lines->len > 0
                           ? GTK_WIDGET (get_row (self, MIN (i, self->lines->len - 1)))
                           : GTK_WIDGET (self->quick_add));
  rapport_toast_show_undo_of (GTK_WIDGET (self), _ ("Item deleted"), self->library, "");
}

static void
moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  RapportAgendaTemplatePage *self = user_data;
  RapportAgendaLine *line;

  if (rapport_library_is_read_only (self->library))
    return;
  begin_step (self);
  line = g_ptr_array_steal_index (self->lines, (guint) from);
  g_ptr_array_insert (self->lines, to, line);
  end_step (self, _ ("Move Item of a Template"));
  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, (guint) to)));
}

/* A paste of several lines is as many items. */
static void
add_cb (RapportAgendaTemplatePage *self)
{
  g_autoptr (GPtrArray) lines =
    rapport_agenda_lines_parse (gtk_editable_get_text (self->quick_add));

  if (lines->len == 0 || rapport_library_is_read_only (self->library))
    return;
  begin_step (self);
  while (lines->len > 0)
    {
      RapportAgendaLine *line = g_ptr_array_steal_index (lines, 0);

      if (line->source >= 0 && has_source (self, line->source))
        rapport_agenda_line_free (line);
      else
        g_ptr_array_add (self->lines, line);
    }
  gtk_editable_set_text (self->quick_add, "");
  end_step (self, _ ("Add Item to a Template"));
}

static void
add_source_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportAgendaTemplatePage *self = RAPPORT_AGENDA_TEMPLATE_PAGE (widget);
  const int source = g_variant_get_int32 (parameter);

  if (source < 0 || source >= RAPPORT_AGENDA_N_SOURCES || has_source (self, source))
    return;
  begin_step (self);
  g_ptr_array_add (self->lines, rapport_agenda_line_new (source, "", 0));
  end_step (self, _ ("Add Item to a Template"));
  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, self->lines->len - 1)));
}

/* The whole. */

static void
remove_cb (RapportAgendaTemplatePage *self)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (
    self->library, self->is_built_in ? _ ("Reset Agenda Template") : _ ("Delete Agenda Template"));
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->saving, g_source_remove);
  rapport_transaction_set_client (transaction, "");
  rapport_agenda_templates_remove (transaction, self->library, self->word);
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show_undo_of (GTK_WIDGET (self),
                                self->is_built_in ? _ ("Template reset") : _ ("Template deleted"),
                                self->library, "");
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

/* (transfer full) (nullable) */
static RapportAgendaForm *
find_form (RapportAgendaTemplatePage *self)
{
  g_autoptr (GPtrArray) forms = rapport_agenda_templates_list (self->library, self->language);

  for (guint i = 0; self->word != NULL && i < forms->len; i++)
    if (g_str_equal (((RapportAgendaForm *) forms->pdata[i])->word, self->word))
      return g_ptr_array_steal_index (forms, i);
  return NULL;
}

/* As it is kept now: an undo, or a colleague. Whoever types is not disturbed. */
static void
take_form (RapportAgendaTemplatePage *self, const RapportAgendaForm *form)
{
  const char *text = form != NULL ? form->text : "";
  g_autoptr (GPtrArray) lines = rapport_agenda_lines_parse (text);
  g_autofree char *formatted = rapport_agenda_lines_format (lines);

  show_removal (self, form != NULL && form->record != NULL);
  if (form != NULL && g_strcmp0 (form->name, self->kept_name) != 0)
    {
      g_set_str (&self->kept_name, form->name);
      show_name (self, form->name);
    }
  if (g_strcmp0 (formatted, self->kept_text) == 0)
    return;
  g_set_str (&self->kept_text, formatted);
  g_ptr_array_unref (self->lines);
  self->lines = g_steal_pointer (&lines);
  show_lines (self);
}

static void
committed_cb (RapportAgendaTemplatePage *self, RapportChangeSet *changes)
{
  gboolean concerned = FALSE;

  for (guint i = 0; i < rapport_change_set_get_size (changes); i++)
    concerned |= rapport_change_set_get_change (changes, i)->info == &rapport_agenda_template_info;
  if (concerned && self->saving == 0)
    {
      g_autoptr (RapportAgendaForm) form = find_form (self);

      take_form (self, form);
      /* A new one whose making was undone is made anew by the next word. */
      if (form == NULL)
        g_clear_pointer (&self->word, g_free);
    }
}

/* Keys: in a text they are the text's own. */
static gboolean
key_cb (RapportAgendaTemplatePage *self,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        GtkEventControllerKey *keys)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const guint latin =
    rapport_latin_key_get (gtk_widget_get_display (GTK_WIDGET (self)), keycode, keyval);
  const gboolean redo = latin == GDK_KEY_y || (state & GDK_SHIFT_MASK) != 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if ((state & GDK_CONTROL_MASK) == 0 || (latin != GDK_KEY_z && latin != GDK_KEY_y) ||
      GTK_IS_TEXT_VIEW (focus) || GTK_IS_TEXT (focus))
    return GDK_EVENT_PROPAGATE;
  left_cb (self);
  label = rapport_library_undo (self->library, "", redo, &error);
  if (label != NULL)
    text = g_strdup_printf (redo ? _ ("Redone: %s") : _ ("Undone: %s"), label);
  rapport_toast_show (GTK_WIDGET (self), label != NULL ? text : error->message);
  return GDK_EVENT_STOP;
}

/* The object. */

static void
rapport_agenda_template_page_set_property (GObject *object,
                                           guint id,
                                           const GValue *value,
                                           GParamSpec *pspec)
{
  RapportAgendaTemplatePage *self = RAPPORT_AGENDA_TEMPLATE_PAGE (object);

  self->narrow = g_value_get_boolean (value);
  for (guint i = 0; get_row (self, i) != NULL; i++)
    rapport_agenda_template_row_set_narrow (get_row (self, i), self->narrow);
}

static void
rapport_agenda_template_page_get_property (GObject *object,
                                           guint id,
                                           GValue *value,
                                           GParamSpec *pspec)
{
  g_value_set_boolean (value, RAPPORT_AGENDA_TEMPLATE_PAGE (object)->narrow);
}

static void
rapport_agenda_template_page_dispose (GObject *object)
{
  RapportAgendaTemplatePage *self = RAPPORT_AGENDA_TEMPLATE_PAGE (object);

  self->showing = TRUE;
  g_clear_handle_id (&self->saving, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AGENDA_TEMPLATE_PAGE);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_agenda_template_page_parent_class)->dispose (object);
}

static void
rapport_agenda_template_page_finalize (GObject *object)
{
  RapportAgendaTemplatePage *self = RAPPORT_AGENDA_TEMPLATE_PAGE (object);

  g_free (self->language);
  g_free (self->word);
  g_free (self->entry);
  g_free (self->kept_name);
  g_free (self->kept_text);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (rapport_agenda_template_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, name);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, add_source);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, list);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, adding);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, quick_add);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, sum);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, remove_group);
  gtk_widget_class_bind_template_child (widget_class, RapportAgendaTemplatePage, remove);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
rapport_agenda_template_page_class_init (RapportAgendaTemplatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = rapport_agenda_template_page_set_property;
  object_class->get_property = rapport_agenda_template_page_get_property;
  object_class->dispose = rapport_agenda_template_page_dispose;
  object_class->finalize = rapport_agenda_template_page_finalize;
  g_object_class_install_property (
    object_class, PROPERTY_NARROW,
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/agenda-template-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "template.add-source", "i", add_source_action);
}

static void
rapport_agenda_template_page_init (RapportAgendaTemplatePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_agenda_line_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_row_order_watch (self->list, moved_cb, self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->name), focus);
}

AdwNavigationPage *
rapport_agenda_template_page_new (RapportLibrary *library,
                                  const char *language,
                                  const RapportAgendaForm *form,
                                  const char *text)
{
  RapportAgendaTemplatePage *self = g_object_new (RAPPORT_TYPE_AGENDA_TEMPLATE_PAGE, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  self->language = g_strdup (language);
  self->word = form != NULL ? g_strdup (form->word) : NULL;
  self->is_built_in = form != NULL && form->is_built_in;
  self->kept_text = g_strdup ("");
  gtk_editable_set_editable (self->name, writable);
  gtk_widget_set_visible (self->adding, writable);
  if (form != NULL)
    take_form (self, form);
  else
    {
      show_name (self, _ ("New template"));
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("New Template"));
      g_set_str (&self->kept_name, gtk_editable_get_text (self->name));
      g_ptr_array_unref (self->lines);
      self->lines = rapport_agenda_lines_parse (text != NULL ? text : "");
    }
  show_lines (self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  /* What came out of an agenda is kept even when nothing more is typed. */
  if (form == NULL && self->lines->len > 0)
    save (self, _ ("Add Agenda Template"), NULL);
  return ADW_NAVIGATION_PAGE (self);
}
