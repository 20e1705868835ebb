/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agreements-dialog-private.h"

#include "rapport-format.h"
#include "rapport-markdown.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (RapportAgreementsDialog, rapport_agreements_dialog, ADW_TYPE_DIALOG)

/* What can be chosen; the first of each is all. */
static const char *const kinds[] = { NULL, "decision", "agreement", "task", "risk", "exclusion" };
static const char *const sides[] = { NULL, "ours", "theirs" };

static const char *
icon_of (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *icon;
  } icons[] = {
    { "decision", "object-select-symbolic" },
    { "task", "checkbox-checked-symbolic" },
    { "risk", "dialog-warning-symbolic" },
    { "exclusion", "action-unavailable-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, kind))
      return icons[i].icon;
  return "system-users-symbolic";
}

static const char *
find_word (const RapportWord *words, const char *word)
{
  for (; words->word != NULL; words++)
    if (g_strcmp0 (words->word, word) == 0)
      return g_dgettext (GETTEXT_PACKAGE, words->label);
  return "";
}

const char *
rapport_agreements_dialog_name_status (const RapportAgreed *agreed)
{
  const RapportWord *words = rapport_agreement_info.fields[RAPPORT_AGREEMENT_STATUS].words;

  if (g_str_equal (agreed->kind, "task"))
    words = rapport_work_item_statuses;
  else if (g_str_equal (agreed->kind, "risk"))
    words = rapport_risk_info.fields[RAPPORT_RISK_STATUS].words;
  return find_word (words, agreed->status);
}

/* Rows. */

typedef struct
{
  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *facts;
  GtkWidget *where;
  GtkWidget *menu;
} Row;

static GtkWidget *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    {
      gtk_widget_add_css_class (label, class);
      gtk_widget_add_css_class (label, "caption");
    }
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  row->icon = gtk_image_new ();
  gtk_widget_set_valign (row->icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (row->icon, 2);
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  row->text = add_label (texts, NULL);
  row->facts = add_label (texts, "dimmed");
  row->where = add_label (texts, "accent");
  row->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (row->menu), "view-more-symbolic");
  gtk_widget_set_tooltip_text (row->menu, _ ("Agreement Menu"));
  gtk_widget_set_valign (row->menu, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->menu, "flat");
  gtk_box_append (GTK_BOX (box), row->menu);
  gtk_list_item_set_child (item, box);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
}

static void
append (GString *text, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

/* "Agreement · The client’s · Olga · by Tue 1 Dec · In force". */
static char *
describe (RapportAgreementsDialog *self, const RapportAgreed *agreed)
{
  const RapportDay today = rapport_format_today (self->library);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = rapport_locale_day (rapport_format_locale (), agreed->due, today);
  g_autofree char *by = NULL;

  append (text, find_word (rapport_line_kinds, agreed->kind));
  append (text, find_word (rapport_side_words, agreed->side));
  append (text, agreed->who);
  if (agreed->due != RAPPORT_DAY_NONE)
    by = g_strdup_printf (_ ("by %s"), day);
  append (text, by);
  append (text, rapport_agreements_dialog_name_status (agreed));
  if (rapport_onlooker_is_there (self->library))
    return g_string_free_and_steal (g_steal_pointer (&text));
  if (agreed->open && agreed->due != RAPPORT_DAY_NONE && agreed->due < today)
    append (text, _ ("overdue"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, RapportAgreementsDialog *self)
{
  const RapportAgreed *agreed = rapport_agreed_row_get (gtk_list_item_get_item (item));
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");
  g_autofree char *plain = rapport_markdown_to_plain (agreed->text);
  g_autofree char *facts = describe (self, agreed);
  g_autofree char *day = rapport_format_day (agreed->day, rapport_format_today (self->library));
  g_autofree char *label = g_strdup_printf ("%s. %s", plain, facts);
  /* Translators: where something was agreed, and when: “Weekly call, Thu 12 Nov”. */
  g_autofree char *where = g_strdup_printf (C_ ("meeting", "%s, %s"), agreed->where, day);
  g_autoptr (GMenuModel) menu = rapport_agreements_dialog_make_menu (agreed);

  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), icon_of (agreed->kind));
  gtk_label_set_label (GTK_LABEL (row->text), plain);
  gtk_label_set_label (GTK_LABEL (row->facts), facts);
  gtk_label_set_label (GTK_LABEL (row->where), *agreed->where != '\0' ? where : day);
  if (*agreed->line == '\0')
    gtk_widget_remove_css_class (row->where, "accent");
  else
    gtk_widget_add_css_class (row->where, "accent");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (row->menu), menu);
  gtk_widget_set_visible (row->menu, !rapport_onlooker_is_there (self->library));
  gtk_list_item_set_accessible_label (item, label);
}

static void
setup_header_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 12);
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkListItemFactory *factory, GtkListHeader *header)
{
  const RapportAgreed *agreed = rapport_agreed_row_get (gtk_list_header_get_item (header));
  g_autofree char *month = rapport_locale_month (rapport_format_locale (), agreed->day);
  g_autofree char *capital = rapport_locale_capitalize (month);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), capital);
}

static void
open_row (RapportAgreementsDialog *self, guint position)
{
  g_autoptr (RapportAgreedRow) row = g_list_model_get_item (G_LIST_MODEL (self->found), position);
  const RapportAgreed *agreed = row != NULL ? rapport_agreed_row_get (row) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *line = NULL;

  if (agreed == NULL || *agreed->line == '\0' || root == NULL)
    return;
  line = g_strdup (agreed->line);
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (GTK_WIDGET (root), "win.open-meeting-line", "s", line);
}

static void
row_activated_cb (RapportAgreementsDialog *self, guint position)
{
  open_row (self, position);
}

/* Enter in the search goes to the first that was found. */
static void
activate_cb (RapportAgreementsDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Finding. */

RapportAgreedFilter
rapport_agreements_dialog_get_filter (RapportAgreementsDialog *self)
{
  return (RapportAgreedFilter) {
    .client = rapport_record_get_id (RAPPORT_RECORD (self->client)),
    .search = gtk_editable_get_text (self->search),
    .kind = kinds[MIN (gtk_drop_down_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)],
    .side = sides[MIN (gtk_drop_down_get_selected (self->side), G_N_ELEMENTS (sides) - 1)],
    .open = gtk_toggle_button_get_active (self->open),
    .from = rapport_day_button_get_day (self->from),
    .to = rapport_day_button_get_day (self->to),
    /* A client who looks on sees what is its own. */
    .public_only = rapport_onlooker_is_there (self->library),
  };
}

static gboolean
is_filtered (const RapportAgreedFilter *filter)
{
  return *filter->search != '\0' || filter->kind != NULL || filter->side != NULL || filter->open ||
         filter->from != RAPPORT_DAY_NONE || filter->to != RAPPORT_DAY_NONE;
}

static void
show_empty (RapportAgreementsDialog *self)
{
  const RapportAgreedFilter filter = rapport_agreements_dialog_get_filter (self);

  adw_status_page_set_title (self->empty, is_filtered (&filter) ? _ ("Nothing Found")
                                                                : _ ("Nothing Agreed Yet"));
  adw_status_page_set_description (
    self->empty,
    is_filtered (&filter)
      ? _ ("Try other words, or fewer filters.")
      : _ ("Decisions, agreements and tasks of the minutes gather here by themselves."));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* The list keeps its first row in sight, and not the month above it. */
static void
scroll_up_cb (gpointer data)
{
  g_autoptr (RapportAgreementsDialog) self = data;

  if (self->library != NULL)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportAgreementsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rapport_agreements_find_finish (RAPPORT_LIBRARY (source), result, &error);

  if (found == NULL)
    {
      if (self->library != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_toast_show (GTK_WIDGET (self->toasts), error->message);
      return;
    }
  if (self->library == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      g_ptr_array_unref (found);
      return;
    }
  rapport_agreed_list_set (self->found, found);
  if (found->len > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      g_idle_add_once (scroll_up_cb, g_object_ref (self));
    }
  else
    show_empty (self);
}

static void
find (RapportAgreementsDialog *self)
{
  const RapportAgreedFilter filter = rapport_agreements_dialog_get_filter (self);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_agreements_find_async (self->library, &filter, self->cancellable, found_cb,
                                 g_object_ref (self));
}

static void
filter_cb (RapportAgreementsDialog *self)
{
  if (self->library != NULL)
    find (self);
}

/* What was changed is found once it is on the disk. */
static void
pending_cb (RapportAgreementsDialog *self)
{
  if (self->library != NULL && rapport_library_get_pending (self->library) == 0)
    find (self);
}

static void
stop_search_cb (RapportAgreementsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_cb (RapportAgreementsDialog *self)
{
  rapport_agreements_dialog_ask_new (self, NULL);
}

static void
export_cb (RapportAgreementsDialog *self)
{
  rapport_agreements_dialog_export (self);
}

/* The object. */

static void
rapport_agreements_dialog_dispose (GObject *object)
{
  RapportAgreementsDialog *self = RAPPORT_AGREEMENTS_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AGREEMENTS_DIALOG);
  g_clear_object (&self->client);
  g_clear_object (&self->found);
  G_OBJECT_CLASS (rapport_agreements_dialog_parent_class)->dispose (object);
}

static void
rapport_agreements_dialog_class_init (RapportAgreementsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_agreements_dialog_dispose;
  rapport_ui_meeting_get_resource ();
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/agreements-dialog.ui");
#define CHILD(name)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, RapportAgreementsDialog, name)
  CHILD (add);
  CHILD (save);
  CHILD (search);
  CHILD (kind);
  CHILD (side);
  CHILD (open);
  CHILD (from);
  CHILD (to);
  CHILD (toasts);
  CHILD (stack);
  CHILD (list);
  CHILD (empty);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  rapport_agreements_dialog_install_verbs (widget_class);
}

static void
fill_choices (RapportAgreementsDialog *self)
{
  g_autoptr (GtkStringList) kind_names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) side_names = gtk_string_list_new (NULL);

  gtk_string_list_append (kind_names, _ ("All kinds"));
  for (gsize i = 1; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (kind_names, find_word (rapport_line_kinds, kinds[i]));
  gtk_string_list_append (side_names, _ ("Both sides"));
  for (gsize i = 1; i < G_N_ELEMENTS (sides); i++)
    gtk_string_list_append (side_names, find_word (rapport_side_words, sides[i]));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kind_names));
  gtk_drop_down_set_model (self->side, G_LIST_MODEL (side_names));
  rapport_day_button_set_empty_label (self->from, _ ("From"));
  rapport_day_button_set_name (self->from, _ ("From"));
  rapport_day_button_set_empty_label (self->to, _ ("Until"));
  rapport_day_button_set_name (self->to, _ ("Until"));
}

static void
make_list (RapportAgreementsDialog *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  self->found = rapport_agreed_list_new ();
  g_signal_connect (rows, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                         g_object_ref (G_LIST_MODEL (self->found)))));
}

static void
rapport_agreements_dialog_init (RapportAgreementsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  make_list (self);
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->search));
}

AdwDialog *
rapport_agreements_dialog_new (RapportLibrary *library, RapportClient *client)
{
  RapportAgreementsDialog *self = g_object_new (RAPPORT_TYPE_AGREEMENTS_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  rapport_private_hide (self->add, library);
  rapport_private_hide (self->save, library);
  rapport_day_button_set_today (self->from, rapport_format_today (library));
  rapport_day_button_set_today (self->to, rapport_format_today (library));
  g_signal_connect_object (library, "notify::pending", G_CALLBACK (pending_cb), self,
                           G_CONNECT_SWAPPED);
  find (self);
  return ADW_DIALOG (self);
}
