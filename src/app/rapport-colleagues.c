/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-colleagues.h"

#include "rapport-form.h"
#include "rapport-member.h"
#include "rapport-record-list.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define KEY "rapport-colleagues"

typedef struct
{
  AdwPreferencesGroup *group;
  RapportLibrary *library;
  GListModel *members;
  GPtrArray *rows; /* of AdwExpanderRow, in the order of members */
  char *fresh;     /* (nullable): who has just been added */
} Colleagues;

static void
colleagues_free (gpointer data)
{
  Colleagues *self = data;

  g_signal_handlers_disconnect_by_data (self->members, self);
  g_clear_object (&self->members);
  g_clear_object (&self->library);
  g_ptr_array_unref (self->rows);
  g_free (self->fresh);
  g_free (self);
}

static void
changed_cb (RapportRecord *member, AdwExpanderRow *row)
{
  const RapportField *role = &rapport_member_info.fields[RAPPORT_MEMBER_ROLE];
  const char *name = rapport_record_get_text (member, RAPPORT_MEMBER_NAME);
  g_autofree char *subtitle = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *name != '\0' ? name : _ ("No name yet"));
  if (rapport_record_get_boolean (member, RAPPORT_MEMBER_ACTIVE))
    subtitle = g_strdup (
      rapport_field_get_word_label (role, rapport_record_get_text (member, RAPPORT_MEMBER_ROLE)));
  else
    subtitle = g_strdup (_ ("Has left"));
  adw_expander_row_set_subtitle (row, subtitle);
}

/* The first of its fields is the name. */
static GtkWidget *
add_form (Colleagues *self, AdwExpanderRow *row, RapportRecord *member)
{
  static const guint fields[] = { RAPPORT_MEMBER_NAME, RAPPORT_MEMBER_ROLE, RAPPORT_MEMBER_EMAIL,
                                  RAPPORT_MEMBER_ACTIVE };
  RapportForm *form = rapport_form_new (self->library, &rapport_member_info);
  GtkWidget *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *field = rapport_form_add_field (form, fields[i]);

      adw_expander_row_add_row (row, field);
      name = i == 0 ? field : name;
    }
  rapport_form_set_record (form, member);
  g_object_set_data_full (G_OBJECT (row), KEY, form, g_object_unref);
  return name;
}

static void
add_row (Colleagues *self, RapportRecord *member)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *name;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  name = add_form (self, ADW_EXPANDER_ROW (row), member);
  g_signal_connect_object (member, "changed", G_CALLBACK (changed_cb), row, 0);
  changed_cb (member, ADW_EXPANDER_ROW (row));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  /* Who has just been added is called something next. */
  if (g_strcmp0 (self->fresh, rapport_record_get_id (member)) == 0)
    {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      gtk_widget_grab_focus (name);
      g_clear_pointer (&self->fresh, g_free);
    }
}

/* A row keeps its form, and the keyboard, while only others come and go behind it. */
static void
members_cb (Colleagues *self, guint position, guint removed, guint added)
{
  const guint n = g_list_model_get_n_items (self->members);

  while (self->rows->len > position)
    {
      adw_preferences_group_remove (self->group, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  for (guint i = position; i < n; i++)
    {
      g_autoptr (RapportRecord) member = g_list_model_get_item (self->members, i);

      add_row (self, member);
    }
}

void
rapport_colleagues_fill (AdwPreferencesGroup *group, RapportLibrary *library)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  Colleagues *self = g_new0 (Colleagues, 1);

  /* By when they came, so that a row doesn't move while its name is typed. */
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, FALSE);
  self->group = group;
  self->library = g_object_ref (library);
  self->rows = g_ptr_array_new ();
  self->members = G_LIST_MODEL (rapport_record_list_new (library, query));
  g_signal_connect_swapped (self->members, "items-changed", G_CALLBACK (members_cb), self);
  g_object_set_data_full (G_OBJECT (group), KEY, self, colleagues_free);
  members_cb (self, 0, 0, g_list_model_get_n_items (self->members));
}

void
rapport_colleagues_add (AdwPreferencesGroup *group)
{
  Colleagues *self = g_object_get_data (G_OBJECT (group), KEY);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Add a Colleague"));
  RapportRecord *member = rapport_transaction_create (transaction, RAPPORT_TYPE_MEMBER);
  g_autoptr (GError) error = NULL;

  g_set_str (&self->fresh, rapport_record_get_id (member));
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (group), error->message);
}
