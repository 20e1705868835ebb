/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-vcard.h"

#include "rapport-import-guess.h"
#include "rapport-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
put (char **target, const char *text)
{
  g_set_str (target, text != NULL ? text : "");
}

/* (transfer full): all of them, the preferred ones first. */
static char *
join (GPtrArray *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      const RapportVcardValue *value = values->pdata[i];

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", value->value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The year is not known of all. */
static RapportDay
get_birthday (const RapportVcard *card)
{
  if (card->birthday != RAPPORT_DAY_NONE || card->birth_month == 0 || card->birth_day == 0)
    return card->birthday;
  return rapport_birthday_new (0, card->birth_month, card->birth_day);
}

static RapportNewPerson *
make_person (const RapportVcard *card)
{
  RapportNewPerson *person = rapport_new_person_new ();

  person->line = card->line;
  put (&person->name, *card->name != '\0' ? card->name : card->organisation);
  put (&person->position, *card->title != '\0' ? card->title : card->department);
  put (&person->organisation, card->organisation);
  put (&person->site, rapport_vcard_get_first (card->sites));
  g_free (person->email);
  person->email = join (card->emails);
  g_free (person->phone);
  person->phone = join (card->phones);
  put (&person->notes, card->note);
  person->birthday = get_birthday (card);
  return person;
}

GPtrArray *
rapport_vcards_to_people (GPtrArray *cards, GPtrArray **remarks)
{
  g_autoptr (GPtrArray) left_out = rapport_import_remarks_new ();
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_new_person_free);

  for (guint i = 0; i < cards->len; i++)
    {
      const RapportVcard *card = cards->pdata[i];
      g_autoptr (RapportNewPerson) person = make_person (card);

      if (*person->name != '\0' || *person->email != '\0')
        g_ptr_array_add (people, g_steal_pointer (&person));
      else
        rapport_import_remarks_take (left_out, card->line,
                                     g_strdup (_ ("The card names nobody and is left out.")));
    }
  if (remarks != NULL)
    *remarks = g_steal_pointer (&left_out);
  return people;
}

gboolean
rapport_vcards_is_named (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL &&
         (g_ascii_strcasecmp (dot, ".vcf") == 0 || g_ascii_strcasecmp (dot, ".vcard") == 0);
}
