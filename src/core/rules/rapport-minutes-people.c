/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a mention means. */
#include "rapport-minutes.h"

#include <string.h>

typedef struct
{
  char *person; /* as it stands in the record: an id, or a name */
  char *name;
  const char *side;
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_free (self->person);
  g_free (self->name);
  g_free (self);
}

/* Small letters, ё as е, one blank between words; "_" is one, too. */
static char *
fold (const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *small = g_utf8_strdown (composed != NULL ? composed : "", -1);
  g_auto (GStrv) parts = g_strsplit (small, "ё", -1);
  g_autofree char *plain = g_strjoinv ("е", parts);
  g_auto (GStrv) words = g_strsplit_set (g_strdelimit (plain, "_\t", ' '), " ", -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (folded, "%s%s", folded->len > 0 ? " " : "", *word);
  return g_string_free_and_steal (g_steal_pointer (&folded));
}

/* Whether the folded mention stands at the beginning of a word of the folded name; @whole: and
 * ends where a word does. */
static gboolean
fits (const char *name, const char *mention, gboolean whole)
{
  const gsize length = strlen (mention);

  for (const char *word = name; word != NULL;)
    {
      if (strncmp (word, mention, length) == 0 &&
          (!whole || word[length] == '\0' || word[length] == ' '))
        return TRUE;
      word = strchr (word, ' ');
      if (word != NULL)
        word++;
    }
  return FALSE;
}

static gboolean
is_known (GPtrArray *candidates, const char *person)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_str_equal (((Candidate *) candidates->pdata[i])->person, person))
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *candidates, const char *person, const char *name, const char *side)
{
  Candidate *candidate;

  if (*name == '\0' || is_known (candidates, person))
    return;
  candidate = g_new (Candidate, 1);
  *candidate = (Candidate) { g_strdup (person), g_strdup (name), g_intern_string (side) };
  g_ptr_array_add (candidates, candidate);
}

static GPtrArray *
find_all (RapportLibrary *library, RapportQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rapport_library_find (library, query, &error);

  if (found != NULL)
    return found;
  g_warning ("looking for a person: %s", error->message);
  return g_ptr_array_new ();
}

/* Each of the three gives the people of one circle. */

static GPtrArray *
list_participants (RapportLibrary *library, RapportMeeting *meeting)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (candidate_free);
  g_autoptr (RapportQuery) query = rapport_query_where_text (
    rapport_query_new (RAPPORT_TYPE_PARTICIPANT), RAPPORT_PARTICIPANT_MEETING,
    rapport_record_get_id (RAPPORT_RECORD (meeting)));
  g_autoptr (GPtrArray) found = find_all (library, query);

  for (guint i = 0; i < found->len; i++)
    add (candidates, rapport_record_get_text (found->pdata[i], RAPPORT_PARTICIPANT_PERSON),
         rapport_record_get_text (found->pdata[i], RAPPORT_PARTICIPANT_NAME),
         rapport_record_get_text (found->pdata[i], RAPPORT_PARTICIPANT_SIDE));
  return candidates;
}

static GPtrArray *
list_contacts (RapportLibrary *library, RapportMeeting *meeting)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (candidate_free);
  const char *client = rapport_record_get_text (RAPPORT_RECORD (meeting), RAPPORT_MEETING_CLIENT);
  g_autoptr (RapportQuery) query = rapport_query_where_text (
    rapport_query_new (RAPPORT_TYPE_CONTACT), RAPPORT_CONTACT_CLIENT, client);
  g_autoptr (GPtrArray) found = NULL;

  if (*client == '\0')
    return candidates;
  found = find_all (library, query);
  for (guint i = 0; i < found->len; i++)
    add (candidates, rapport_record_get_id (found->pdata[i]),
         rapport_record_get_text (found->pdata[i], RAPPORT_CONTACT_NAME), "theirs");
  return candidates;
}

static GPtrArray *
list_members (RapportLibrary *library, RapportMeeting *meeting)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (candidate_free);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) found = NULL;

  rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  found = find_all (library, query);
  for (guint i = 0; i < found->len; i++)
    add (candidates, rapport_record_get_id (found->pdata[i]),
         rapport_record_get_text (found->pdata[i], RAPPORT_MEMBER_NAME), "ours");
  return candidates;
}

/* The one who fits: by whole words if one does, else by their beginnings. @many: several do. */
static Candidate *
choose (GPtrArray *candidates, const char *mention, gboolean *many)
{
  for (int whole = 1; whole >= 0; whole--)
    {
      Candidate *chosen = NULL;
      guint n = 0;

      for (guint i = 0; i < candidates->len; i++)
        {
          Candidate *candidate = candidates->pdata[i];
          g_autofree char *name = fold (candidate->name);

          if (!fits (name, mention, whole))
            continue;
          chosen = candidate;
          n++;
        }
      *many = n > 1;
      if (n > 0)
        return n == 1 ? chosen : NULL;
    }
  return NULL;
}

static gboolean
is_record (RapportLibrary *library, const char *person)
{
  g_autoptr (RapportRecord) record = rapport_library_get (library, RAPPORT_TYPE_MEMBER, person);

  if (record == NULL)
    record = rapport_library_get (library, RAPPORT_TYPE_CONTACT, person);
  return record != NULL;
}

gboolean
rapport_minutes_find_person (RapportLibrary *library,
                             RapportMeeting *meeting,
                             const char *mention,
                             char **person,
                             char **name,
                             const char **side)
{
  GPtrArray *(*const circles[]) (RapportLibrary *, RapportMeeting *) = {
    list_participants,
    list_contacts,
    list_members,
  };
  g_autofree char *folded = fold (mention);
  gboolean many = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (circles) && *folded != '\0' && !many; i++)
    {
      g_autoptr (GPtrArray) candidates = circles[i](library, meeting);
      Candidate *chosen = choose (candidates, folded, &many);

      if (chosen == NULL)
        continue;
      *person = g_strdup (is_record (library, chosen->person) ? chosen->person : "");
      *name = g_steal_pointer (&chosen->name);
      *side = chosen->side;
      return TRUE;
    }
  return FALSE;
}

GPtrArray *
rapport_minutes_list_people (RapportLibrary *library, RapportMeeting *meeting)
{
  GPtrArray *(*const circles[]) (RapportLibrary *, RapportMeeting *) = {
    list_participants,
    list_contacts,
    list_members,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (circles); i++)
    {
      g_autoptr (GPtrArray) candidates = circles[i](library, meeting);

      for (guint j = 0; j < candidates->len; j++)
        {
          Candidate *candidate = candidates->pdata[j];

          if (g_hash_table_add (seen, g_strdup (candidate->name)))
            g_ptr_array_add (names, g_steal_pointer (&candidate->name));
        }
    }
  return names;
}
