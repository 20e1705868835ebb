/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  PROP_CHOICE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RapportIntakeItem, rapport_intake_item, G_TYPE_OBJECT)

static void
rapport_intake_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_CHOICE)
    g_value_set_uint (value, RAPPORT_INTAKE_ITEM (object)->choice);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rapport_intake_item_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_CHOICE)
    rapport_intake_item_set_choice (RAPPORT_INTAKE_ITEM (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
rapport_intake_item_finalize (GObject *object)
{
  RapportIntakeItem *self = RAPPORT_INTAKE_ITEM (object);

  g_clear_object (&self->into);
  g_clear_object (&self->record);
  g_clear_pointer (&self->contacts, g_array_unref);
  g_clear_pointer (&self->twins, g_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self->match_text);
  g_free (self->gain);
  g_free (self->home_name);
  G_OBJECT_CLASS (rapport_intake_item_parent_class)->finalize (object);
}

static void
rapport_intake_item_class_init (RapportIntakeItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rapport_intake_item_finalize;
  object_class->get_property = rapport_intake_item_get_property;
  object_class->set_property = rapport_intake_item_set_property;
  properties[PROP_CHOICE] = g_param_spec_uint (
    "choice", NULL, NULL, RAPPORT_INTAKE_SKIP, RAPPORT_INTAKE_ADD, RAPPORT_INTAKE_ADD,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
rapport_intake_item_init (RapportIntakeItem *self)
{
  self->choice = RAPPORT_INTAKE_ADD;
  self->match = RAPPORT_INTAKE_NONE;
  self->home = RAPPORT_INTAKE_NONE;
}

const char *
rapport_intake_item_get_title (RapportIntakeItem *self)
{
  if (self->client != NULL)
    return self->client->name;
  return *self->person->name != '\0' ? self->person->name : self->person->email;
}

guint
rapport_intake_item_get_line (RapportIntakeItem *self)
{
  return self->client != NULL ? self->client->line : self->person->line;
}

char *
rapport_intake_item_describe (RapportIntakeItem *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const RapportNewPerson *person = self->person;
  const char *parts[4] = { NULL };
  guint n_people;

  if (person != NULL)
    {
      parts[0] = self->home_name != NULL ? self->home_name : "";
      parts[1] = person->position;
      parts[2] = *person->email != '\0' ? person->email : person->phone;
    }
  else
    {
      parts[0] = self->client->city;
      parts[1] = self->client->industry;
      parts[2] = self->client->site;
    }
  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  n_people = self->client != NULL ? self->client->people->len : 0;
  if (n_people > 0)
    {
      g_autofree char *people =
        g_strdup_printf (ngettext ("%u contact", "%u contacts", n_people), n_people);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", people);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
rapport_intake_item_get_match (RapportIntakeItem *self)
{
  return self->match_text != NULL ? self->match_text : "";
}

const char *
rapport_intake_item_get_gain (RapportIntakeItem *self)
{
  return self->gain != NULL ? self->gain : "";
}

RapportIntakeChoice
rapport_intake_item_get_choice (RapportIntakeItem *self)
{
  return self->choice;
}

void
rapport_intake_item_set_choice (RapportIntakeItem *self, RapportIntakeChoice choice)
{
  if (self->choice == choice)
    return;
  self->choice = choice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

/* What two lists have together. */

typedef char *(*Fold) (const char *text);

static char *
fold_email (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return g_utf8_casefold (g_strstrip (copy), -1);
}

static gboolean
has_word (const char *list, const char *separators, const char *word, Fold fold)
{
  g_auto (GStrv) words = g_strsplit_set (list, separators, -1);
  g_autofree char *folded = fold (word);

  for (char **other = words; *other != NULL; other++)
    {
      g_autofree char *other_folded = fold (*other);

      if (strcmp (folded, other_folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
join (const char *known, const char *more, const char *separators, Fold fold)
{
  g_auto (GStrv) words = g_strsplit_set (more, separators, -1);
  g_autoptr (GString) all = g_string_new (known);

  for (char **word = words; *word != NULL; word++)
    {
      g_strstrip (*word);
      if (**word == '\0' || has_word (all->str, separators, *word, fold))
        continue;
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", *word);
    }
  if (strcmp (all->str, known) == 0)
    return NULL;
  return g_string_free (g_steal_pointer (&all), FALSE);
}

char *
rapport_intake_join_emails (const char *known, const char *more)
{
  return join (known, more, ",; \n", fold_email);
}

/* What is no number is compared as it stands. */
static char *
fold_phone (const char *text)
{
  g_autofree char *folded = rapport_duplicate_fold_phone (text);

  return *folded != '\0' ? g_steal_pointer (&folded) : fold_email (text);
}

char *
rapport_intake_join_phones (const char *known, const char *more)
{
  return join (known, more, ",;\n", fold_phone);
}

char *
rapport_intake_join_notes (const char *known, const char *more)
{
  if (*more == '\0' || strstr (known, more) != NULL)
    return NULL;
  return *known == '\0' ? g_strdup (more) : g_strconcat (known, "\n\n", more, NULL);
}
