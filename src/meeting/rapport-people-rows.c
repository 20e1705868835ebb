/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-people-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RapportPeopleRows
{
  GObject parent_instance;

  RapportLibrary *library;
  AdwExpanderRow *expander;
  GPtrArray *rows; /* not owned */
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (RapportPeopleRows, rapport_people_rows, G_TYPE_OBJECT)

#define CHECK  "check"
#define PERSON "person"

static gboolean
is_chosen (GtkWidget *row)
{
  return gtk_check_button_get_active (g_object_get_data (G_OBJECT (row), CHECK));
}

/* Names below the title. */
static void
tell (RapportPeopleRows *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (is_chosen (self->rows->pdata[i]))
      g_string_append_printf (
        text, "%s%s", text->len > 0 ? ", " : "",
        adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->rows->pdata[i])));
  adw_expander_row_set_subtitle (self->expander, text->str);
}

static void
toggled_cb (RapportPeopleRows *self)
{
  tell (self);
}

static void
add_row (
  RapportPeopleRows *self, const char *person, const char *name, const char *about, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), CHECK, check);
  g_object_set_data_full (G_OBJECT (row), PERSON, g_strdup (person), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  adw_expander_row_add_row (self->expander, row);
}

static gboolean
contains (GPtrArray *chosen, const char *person)
{
  return chosen != NULL && g_ptr_array_find_with_equal_func (chosen, person, g_str_equal, NULL);
}

static void
add_contacts (RapportPeopleRows *self, const char *client_id, GPtrArray *chosen)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONTACT);
  g_autoptr (GPtrArray) contacts = NULL;

  if (*client_id == '\0')
    return;
  rapport_query_where_text (query, RAPPORT_CONTACT_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_CONTACT_ORDER, FALSE);
  contacts = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      RapportRecord *contact = contacts->pdata[i];
      const char *id = rapport_record_get_id (contact);
      const gboolean usual =
        rapport_record_has_word (contact, RAPPORT_CONTACT_INFLUENCE, "decides") ||
        rapport_record_has_word (contact, RAPPORT_CONTACT_INFLUENCE, "works-with-us");

      add_row (self, id, rapport_record_get_title (contact),
               rapport_record_get_text (contact, RAPPORT_CONTACT_POSITION),
               chosen != NULL ? contains (chosen, id) : usual);
    }
}

static void
add_members (RapportPeopleRows *self, GPtrArray *chosen)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = NULL;

  rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  members = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      RapportRecord *member = members->pdata[i];
      const char *id = rapport_record_get_id (member);

      add_row (self, id, rapport_record_get_title (member), _ ("Our side"),
               chosen != NULL ? contains (chosen, id)
                              : g_str_equal (id, rapport_library_get_me (self->library)));
    }
}

static gboolean
is_offered (RapportPeopleRows *self, const char *person)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (g_object_get_data (self->rows->pdata[i], PERSON), person) == 0)
      return TRUE;
  return FALSE;
}

/* Whoever is neither a contact nor a colleague is there by name. */
static void
add_others (RapportPeopleRows *self, GPtrArray *chosen)
{
  for (guint i = 0; chosen != NULL && i < chosen->len; i++)
    if (!is_offered (self, chosen->pdata[i]) && !rapport_id_is_valid (chosen->pdata[i]))
      add_row (self, chosen->pdata[i], chosen->pdata[i], "", TRUE);
}

static void
add_typed_cb (RapportPeopleRows *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*name == '\0')
    return;
  if (!is_offered (self, name))
    {
      /* The entry stays the last. */
      g_object_ref (self->entry);
      adw_expander_row_remove (self->expander, self->entry);
      add_row (self, name, name, "", TRUE);
      adw_expander_row_add_row (self->expander, self->entry);
      g_object_unref (self->entry);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
  tell (self);
}

void
rapport_people_rows_offer (RapportPeopleRows *self, const char *client_id, GPtrArray *chosen)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->expander, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->entry != NULL)
    adw_expander_row_remove (self->expander, self->entry);
  add_contacts (self, client_id, chosen);
  add_members (self, chosen);
  add_others (self, chosen);
  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Somebody else"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (add_typed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->expander, self->entry);
  tell (self);
}

GPtrArray *
rapport_people_rows_get_chosen (RapportPeopleRows *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->rows->len; i++)
    if (is_chosen (self->rows->pdata[i]))
      g_ptr_array_add (chosen, g_strdup (g_object_get_data (self->rows->pdata[i], PERSON)));
  g_ptr_array_sort_values (chosen, (GCompareFunc) strcmp);
  return chosen;
}

static void
rapport_people_rows_finalize (GObject *object)
{
  RapportPeopleRows *self = RAPPORT_PEOPLE_ROWS (object);

  g_ptr_array_unref (self->rows);
  g_object_unref (self->library);
  G_OBJECT_CLASS (rapport_people_rows_parent_class)->finalize (object);
}

static void
rapport_people_rows_class_init (RapportPeopleRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_people_rows_finalize;
}

static void
rapport_people_rows_init (RapportPeopleRows *self)
{
  self->rows = g_ptr_array_new ();
}

RapportPeopleRows *
rapport_people_rows_new (RapportLibrary *library, AdwExpanderRow *expander)
{
  RapportPeopleRows *self = g_object_new (RAPPORT_TYPE_PEOPLE_ROWS, NULL);

  self->library = g_object_ref (library);
  self->expander = expander;
  return self;
}
