/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-status-form.h"

#include "rapport-choice-row.h"
#include "rapport-day-button.h"
#include "rapport-format.h"
#include "rapport-status-dialog.h"
#include "rapport-toast.h"
#include "rapport-ui-client.h"

#include <glib/gi18n-lib.h>

struct _RapportStatusForm
{
  AdwNavigationPage parent_instance;

  RapportLibrary *library;
  RapportClient *client;
  RapportBaseStep *step; /* that is edited, or NULL */
  RapportStatusFormTask task;
  gboolean showing;

  AdwWindowTitle *window_title;
  GtkWidget *save;
  RapportChoiceRow *status;
  AdwActionRow *day_row;
  RapportDayButton *day;
  AdwEntryRow *reason;
  GtkMenuButton *reasons;
  AdwComboRow *pitch;
  GtkLabel *note;
  GtkWidget *remove;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStatusForm, rapport_status_form, ADW_TYPE_NAVIGATION_PAGE)

/* What is often the case; anything else can be typed. */
static const struct
{
  const char *status;
  const char *reasons[6];
} frequent[] = {
  { "refused",
    { N_ ("Price"), N_ ("Another agency"), N_ ("A team of their own"), N_ ("We were late"),
      N_ ("No answer"), NULL } },
  { "left",
    { N_ ("Price"), N_ ("Results"), N_ ("Another agency"), N_ ("A team of their own"),
      N_ ("No more budget"), N_ ("The business closed") } },
  { "let-go",
    { N_ ("Pays late"), N_ ("Does not do its part"), N_ ("Not profitable for us"),
      N_ ("Edits without end"), N_ ("How they treat people"), NULL } },
  { "paused", { N_ ("Season"), N_ ("No more budget"), N_ ("Changes on their side"), NULL } },
};

static const char *
get_status (RapportStatusForm *self)
{
  return rapport_choice_row_get_value (self->status);
}

/* What the rows say; the strings are theirs, but for @reason. */
static RapportStatusChange
get_change (RapportStatusForm *self, char **reason)
{
  RapportStatusChange change = { .status = get_status (self),
                                 .day = rapport_day_button_get_day (self->day) };

  *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  change.reason = *reason;
  if (gtk_widget_get_visible (GTK_WIDGET (self->pitch)))
    change.pitch = (int) adw_combo_row_get_selected (self->pitch);
  return change;
}

/* Showing what follows from what was chosen. */

/* The steps that another status since an earlier day would take away. */
static char *
describe_what_goes (RapportStatusForm *self)
{
  const RapportDay day = rapport_day_button_get_day (self->day);
  g_autoptr (GPtrArray) steps = rapport_client_get_steps (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->client)), NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; day != RAPPORT_DAY_NONE && steps != NULL && i < steps->len; i++)
    {
      RapportStatusChange change;
      g_autofree char *name = NULL;

      rapport_status_change_of_step (&change, steps->pdata[i]);
      if (change.day <= day)
        continue;
      name = rapport_status_describe (&change);
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", name);
    }
  if (names->len == 0)
    return NULL;
  /* Translators: %s is one or more steps, “Paused since 1 November 2026” */
  return g_strdup_printf (_ ("What came after that day is taken off the way: %s."), names->str);
}

static gboolean
is_to_come (RapportStatusForm *self)
{
  return rapport_day_button_get_day (self->day) > rapport_format_today (self->library);
}

static void
show_note (RapportStatusForm *self)
{
  g_autofree char *text = NULL;

  if (is_to_come (self))
    text = g_strdup (_ ("This day is still to come. The status is what is so today."));
  else if (self->task == RAPPORT_STATUS_FORM_CHANGE)
    text = describe_what_goes (self);
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static void
show_reasons (RapportStatusForm *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *status = get_status (self);

  for (gsize i = 0; i < G_N_ELEMENTS (frequent); i++)
    for (gsize j = 0; g_str_equal (frequent[i].status, status) &&
                      j < G_N_ELEMENTS (frequent[i].reasons) && frequent[i].reasons[j] != NULL;
         j++)
      {
        const char *reason = g_dgettext (GETTEXT_PACKAGE, frequent[i].reasons[j]);
        g_autoptr (GMenuItem) item = g_menu_item_new (reason, NULL);

        g_menu_item_set_action_and_target (item, "status.reason", "s", reason);
        g_menu_append_item (menu, item);
      }
  gtk_menu_button_set_menu_model (self->reasons, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->reasons),
                          g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
}

static void
show (RapportStatusForm *self)
{
  const char *status = get_status (self);
  /* The same status is put right in its step. */
  const gboolean other =
    self->task != RAPPORT_STATUS_FORM_CHANGE ||
    !rapport_record_has_word (RAPPORT_RECORD (self->client), RAPPORT_CLIENT_STATUS, status);

  gtk_widget_set_visible (GTK_WIDGET (self->pitch), g_str_equal (status, "refused"));
  show_note (self);
  gtk_widget_set_sensitive (self->save, other && *status != '\0' && !is_to_come (self) &&
                                          !rapport_library_is_read_only (self->library));
  if (is_to_come (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->day_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->day_row), "error");
}

static void
changed_cb (RapportStatusForm *self)
{
  if (self->showing)
    return;
  show (self);
  show_reasons (self);
}

static void
reason_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RapportStatusForm *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->reason), g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

/* Saving. */

static gboolean
commit (RapportStatusForm *self, RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return FALSE;
    }
  return TRUE;
}

static const char *
get_undo_label (RapportStatusForm *self)
{
  switch (self->task)
    {
    case RAPPORT_STATUS_FORM_ADD:
      return _ ("Add a step of the client");
    case RAPPORT_STATUS_FORM_EDIT:
      return _ ("Edit a step of the client");
    case RAPPORT_STATUS_FORM_CHANGE:
    default:
      return _ ("Change the client’s status");
    }
}

static void
save_cb (RapportStatusForm *self)
{
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autofree char *reason = NULL;
  RapportStatusChange change = get_change (self, &reason);

  if (!gtk_widget_get_sensitive (self->save))
    return;
  transaction = rapport_transaction_begin (self->library, get_undo_label (self));
  if (self->task == RAPPORT_STATUS_FORM_CHANGE)
    rapport_client_set_status (transaction, self->library, self->client, &change);
  else if (self->task == RAPPORT_STATUS_FORM_ADD)
    rapport_client_add_step (transaction, self->library, self->client, &change);
  else
    rapport_client_change_step (transaction, self->library, self->client, self->step, &change);
  if (commit (self, transaction))
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
remove_cb (RapportStatusForm *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Remove a step of the client"));
  GtkWidget *around = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  rapport_client_remove_step (transaction, self->library, self->client, self->step);
  if (!commit (self, transaction))
    return;
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  rapport_toast_show_undo (around, _ ("Step removed"));
}

/* The object. */

static void
rapport_status_form_dispose (GObject *object)
{
  RapportStatusForm *self = RAPPORT_STATUS_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_STATUS_FORM);
  g_clear_object (&self->step);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_status_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, window_title);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, save);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, status);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, day_row);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, day);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, reason);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, reasons);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, pitch);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, note);
  gtk_widget_class_bind_template_child (klass, RapportStatusForm, remove);
  gtk_widget_class_bind_template_callback (klass, changed_cb);
  gtk_widget_class_bind_template_callback (klass, save_cb);
  gtk_widget_class_bind_template_callback (klass, remove_cb);
}

static void
rapport_status_form_class_init (RapportStatusFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_status_form_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RAPPORT_TYPE_CHOICE_ROW);
  g_type_ensure (RAPPORT_TYPE_DAY_BUTTON);
  rapport_ui_client_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/client/status-form.ui");
  bind_children (widget_class);
}

static void
offer_pitches (RapportStatusForm *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, C_ ("pitch", "Not known"));
  for (int i = RAPPORT_PITCH_WORST; i <= RAPPORT_PITCH_BEST; i++)
    {
      /* Translators: a mark for a pitch, of five */
      g_autofree char *plain = g_strdup_printf (C_ ("pitch", "%d"), i);

      if (i == RAPPORT_PITCH_WORST)
        gtk_string_list_append (list, C_ ("pitch", "1: a gross blunder"));
      else if (i == RAPPORT_PITCH_BEST)
        gtk_string_list_append (list, C_ ("pitch", "5: almost ours"));
      else
        gtk_string_list_append (list, plain);
    }
  adw_combo_row_set_model (self->pitch, G_LIST_MODEL (list));
}

static void
rapport_status_form_init (RapportStatusForm *self)
{
  static const GActionEntry entries[] = {
    { .name = "reason", .activate = reason_cb, .parameter_type = "s" }
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "status", G_ACTION_GROUP (actions));
  rapport_choice_row_offer_words (self->status,
                                  &rapport_base_step_info.fields[RAPPORT_BASE_STEP_STATUS], NULL);
  offer_pitches (self);
}

static void
fill (RapportStatusForm *self)
{
  RapportStatusChange change = { .status = "current" };

  if (self->step != NULL)
    rapport_status_change_of_step (&change, self->step);
  else if (self->task == RAPPORT_STATUS_FORM_CHANGE)
    {
      rapport_status_change_of_client (&change, self->client);
      change.day = rapport_format_today (self->library);
      change.reason = NULL;
      change.pitch = 0;
    }
  else
    change.status = "lead";
  rapport_choice_row_set_value (self->status, change.status);
  rapport_day_button_set_day (self->day, change.day);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), change.reason != NULL ? change.reason : "");
  adw_combo_row_set_selected (self->pitch, (guint) CLAMP (change.pitch, 0, RAPPORT_PITCH_BEST));
}

RapportStatusForm *
rapport_status_form_new (RapportLibrary *library,
                         RapportClient *client,
                         RapportStatusFormTask task,
                         RapportBaseStep *step)
{
  RapportStatusForm *self = g_object_new (RAPPORT_TYPE_STATUS_FORM, NULL);
  const char *title = task == RAPPORT_STATUS_FORM_CHANGE ? _ ("Change Status")
                      : task == RAPPORT_STATUS_FORM_ADD  ? _ ("Add an Earlier Step")
                                                         : _ ("Edit Step");

  self->library = g_object_ref (library);
  self->client = g_object_ref (client);
  g_set_object (&self->step, step);
  self->task = task;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title,
                                 rapport_record_get_title (RAPPORT_RECORD (client)));
  rapport_day_button_set_today (self->day, rapport_format_today (library));
  rapport_day_button_set_name (self->day, _ ("Since"));
  gtk_widget_set_visible (self->remove, step != NULL);
  gtk_widget_set_sensitive (self->remove, !rapport_library_is_read_only (library));
  fill (self);
  self->showing = FALSE;
  changed_cb (self);
  return self;
}

void
rapport_status_form_set_status (RapportStatusForm *self, const char *status)
{
  rapport_choice_row_set_value (self->status, status);
  changed_cb (self);
}
