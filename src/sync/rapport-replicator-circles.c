/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clients that only some of the team work with. Each has a database of its own; which, an
 * administrator has written into one document of the workspace's database. Everybody's copy follows
 * it by itself: what is of such a client moves there, and is deleted where it was once it is there.
 * So it is one write that moves a client, and whoever was cut short goes on. */
#include "rapport-client.h"
#include "rapport-replicator-private.h"
#include "rapport-server-private.h"
#include "rapport-sync-decide.h"
#include "rapport-sync-take.h"
#include "rapport-team-circle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_LEFT 200

/* The places of the library. */

static const RapportSyncPlace *
find_circle (GPtrArray *places, const char *client)
{
  for (guint i = 0; i < places->len; i++)
    if (g_str_equal (((RapportSyncPlace *) places->pdata[i])->client, client))
      return places->pdata[i];
  return NULL;
}

typedef struct
{
  const char *client;
  char *title;
} Naming;

static ErrandEnd
name_errand (Session *self, gpointer data, GError **error)
{
  Naming *naming = data;
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, naming->client);

  naming->title = client != NULL ? g_strdup (rapport_record_get_title (client)) : NULL;
  return ERRAND_DONE;
}

char *
session_get_title (Session *self, const char *client)
{
  Naming naming = { client, NULL };

  return session_do_on_main (self, name_errand, &naming, NULL) ? naming.title : NULL;
}

/* Whether one is let in. What is not sure is no answer. */
static gboolean
probe (Session *self, const char *address, gboolean *open, GError **error)
{
  g_autoptr (RapportCouch) couch = rapport_couch_new_beside (self->couch, address, error);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) answer = NULL;

  if (couch == NULL)
    return FALSE;
  answer = rapport_couch_request (couch, "GET", "", NULL, self->all, &why);
  *open = answer != NULL;
  if (*open || g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN) ||
      g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Who serves all places looks at them anew when this session is through with its work. */
static void
tell_work (Session *self)
{
  session_tell_received (self, 0, -1);
}

static gboolean
write_circle (Session *self,
              const RapportSyncPlace *known,
              const char *client,
              const char *address,
              const char *identity,
              GError **error)
{
  RapportSyncNote *note = rapport_sync_note_new ();

  tell_work (self);
  note->place = known != NULL ? rapport_sync_place_copy (known) : rapport_sync_place_new ();
  g_set_str (&note->place->identity, identity);
  g_set_str (&note->place->address, address);
  g_set_str (&note->place->user, self->place->user);
  g_set_str (&note->place->client, client);
  g_set_str (&note->place->replica, self->place->replica);
  return session_note (self, note, error);
}

static gboolean
retire (Session *self, const RapportSyncPlace *place, GError **error)
{
  g_autofree char *title = session_get_title (self, place->client);
  RapportSyncNote *note = rapport_sync_note_new ();

  tell_work (self);
  note->retire = place->key;
  if (!session_note (self, note, error))
    return FALSE;
  if (title != NULL)
    /* Translators: %s is the name of a client */
    session_log (self, _ ("“%s” is open to the whole team again: what belongs to it moves back."),
                 title);
  return TRUE;
}

/* What was left in the workspace while one was not let in is for those to delete who are, and those
 * may have been others: all that is there is to be seen once more. It is written down first, so
 * that it is done even if this is cut short. */
static gboolean
begin_anew (Session *self, GError **error)
{
  g_set_str (&self->place->since, "");
  self->place->round = 0;
  return session_note_place (self, error);
}

/* How many of what waits are looked at together. */
#define MOST_WAITING 200

/* Whether something that waits at a place is, by what the database has of it, another client's than
 * here: with @away it is @client's here, else there. */
static gboolean
has_given (
  Session *self, gint64 place, const char *client, gboolean away, gboolean *given, GError **error)
{
  gint64 after = 0;
  guint n;

  do
    {
      g_autoptr (GPtrArray) entries =
        rapport_store_find_sync_waiting (self->store, place, &after, MOST_WAITING, error);

      if (entries == NULL)
        return FALSE;
      n = entries->len;
      for (guint i = 0; i < n; i++)
        {
          const RapportSyncEntry *entry = entries->pdata[i];
          const char *here, *there;

          if (entry->info == NULL || entry->row == NULL || entry->served == NULL)
            continue;
          here = rapport_sync_get_client (entry->info, entry->row);
          there = rapport_sync_get_client (entry->info, entry->served);
          *given |= !g_str_equal (here, there) && g_str_equal (away ? here : there, client);
        }
    }
  while (n > 0 && !*given);
  return TRUE;
}

/* Whether what was given to another client here, and not sent, may now be held back by a circle
 * that one is not in, while nobody else brings it to that of the client whose it is there: what the
 * workspace has is looked at once more then. */
static gboolean
find_astray (Session *self, const char *client, gboolean open, gboolean *astray, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, error);

  for (guint i = 0; places != NULL && i < places->len && !*astray; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if ((open ? *place->address == '\0' : place->key == self->place->key) &&
          !has_given (self, place->key, client, !open, astray, error))
        return FALSE;
    }
  return places != NULL;
}

/* A client that has a circle and no place here, or one where nobody was let in. */
static gboolean
enter (Session *self,
       const RapportSyncPlace *known,
       const char *client,
       const char *address,
       GError **error)
{
  gboolean open = FALSE;
  gboolean anew = known != NULL;
  g_autofree char *title = NULL;

  if (!probe (self, address, &open, error))
    return FALSE;
  if (known != NULL && !open && !rapport_sync_place_is_held (known))
    return TRUE;
  if ((!anew && !find_astray (self, client, open, &anew, error)) ||
      (anew && !begin_anew (self, error)))
    return FALSE;
  if (!write_circle (self, known, client, open ? address : "",
                     known != NULL && !rapport_sync_place_is_held (known) ? known->identity : "",
                     error))
    return FALSE;
  title = session_get_title (self, client);
  if (open && title != NULL)
    /* Translators: %s is the name of a client */
    session_log (self, _ ("“%s” has a circle of its own now: what belongs to it moves there."),
                 title);
  else if (open)
    session_log (self, "%s",
                 _ ("You belong to the circle of a client that is new to you: what belongs to it "
                    "comes here."));
  else if (title != NULL)
    /* Translators: %s is the name of a client */
    session_log (self,
                 _ ("“%s” was moved to a circle that you do not belong to. What you had not sent "
                    "yet stays on this computer."),
                 title);
  self->anew |= anew;
  return TRUE;
}

/* The document. */

/* Which database of a client this is, of those that it had. */
static gint64
get_round (const char *address)
{
  const char *hyphen = strrchr (address, '-');

  return hyphen != NULL ? g_ascii_strtoll (hyphen + 1, NULL, 10) : 0;
}

/* (transfer full) (nullable): where the database is; of the workspace's server, and named after it.
 */
static char *
make_address (Session *self, const char *name)
{
  g_autofree char *server = NULL;
  g_autofree char *database = NULL;
  g_autofree char *prefix = NULL;

  if (!rapport_server_split_address (self->place->address, &server, &database, NULL))
    return NULL;
  prefix = g_strconcat (database, SERVER_CIRCLE, NULL);
  return g_str_has_prefix (name, prefix) && strchr (name, '/') == NULL
           ? g_strconcat (server, "/", name, NULL)
           : NULL;
}

/* Who works with a client, for a window to show. */
typedef struct
{
  const char *client;
  char **members; /* (nullable): NULL for everybody */
} Members;

static ErrandEnd
members_errand (Session *self, gpointer data, GError **error)
{
  const Members *members = data;

  if (rapport_team_circle_keep (self->library, members->client,
                                (const char *const *) members->members))
    replicator_tell_circles (self->replicator);
  return ERRAND_DONE;
}

/* (transfer full) (nullable): the ids of an array, and nothing else that may stand in it. */
static char **
read_members (JsonNode *circle)
{
  JsonArray *array =
    server_get_text (circle, "database") != NULL ? server_get_array (circle, "members") : NULL;
  g_autoptr (GStrvBuilder) members = array != NULL ? g_strv_builder_new () : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *member = server_get_element (array, i);

      if (member != NULL && rapport_id_is_valid (member))
        g_strv_builder_add (members, member);
    }
  return members != NULL ? g_strv_builder_end (members) : NULL;
}

static gboolean
keep_members (Session *self, const char *client, JsonNode *circle, GError **error)
{
  g_auto (GStrv) read = read_members (circle);
  Members members = { client, read };

  return session_do_on_main (self, members_errand, &members, error);
}

/* A client that one was not let in to is open to all again. What came to the workspace meanwhile
 * was left to those who were let in, and they may not have moved it; nor was it taken while the
 * client was held here. */
static gboolean
show_again (Session *self, const RapportSyncPlace *known, GError **error)
{
  if (!begin_anew (self, error) || !retire (self, known, error))
    return FALSE;
  self->anew = TRUE;
  return TRUE;
}

/* What the server says of a client that this copy knew as @before (nullable). */
static gboolean
follow_circle (
  Session *self, const char *client, JsonNode *circle, JsonNode *before, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, error);
  const char *name = server_get_text (circle, "database");
  g_autofree char *address = name != NULL ? make_address (self, name) : NULL;
  const RapportSyncPlace *known;

  if (places == NULL)
    return FALSE;
  known = find_circle (places, client);
  /* An older version of the program wrote nothing else down. */
  if (before == NULL && known != NULL &&
      server_get_integer (circle, "round") < get_round (known->address))
    return TRUE;
  if (!keep_members (self, client, circle, error))
    return FALSE;
  if (known != NULL && *known->address != '\0' && g_strcmp0 (known->address, address) == 0)
    return TRUE;
  if (known != NULL && name == NULL && *known->address == '\0')
    return show_again (self, known, error);
  if (known != NULL && (name == NULL || (address != NULL && *known->address != '\0')))
    {
      if (!retire (self, known, error))
        return FALSE;
      known = NULL;
    }
  return address == NULL || enter (self, known, client, address, error);
}

/* The server does not know what this copy does, or something else: an older state was restored.
 * Nobody is let see more by that: what lives in a circle stays in it, and what was open to all goes
 * nowhere while the server says that it is not. */
static gboolean
hold (Session *self, const char *client, JsonNode *circle, JsonNode *known, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, error);
  const char *name = server_get_text (known, "database");
  g_autofree char *address = name != NULL ? make_address (self, name) : NULL;

  if (places == NULL)
    return FALSE;
  if (find_circle (places, client) != NULL)
    return TRUE;
  if (address != NULL)
    return enter (self, NULL, client, address, error);
  return server_get_text (circle, "database") == NULL ||
         write_circle (self, NULL, client, "", RAPPORT_SYNC_HELD, error);
}

/* Whether the two differ in what they mean for anybody. */
static gboolean
is_contrary (JsonNode *circle, JsonNode *known)
{
  return server_get_text (circle, "database") != NULL ||
         server_get_text (known, "database") != NULL;
}

static gboolean
look_at_circle (
  Session *self, SessionKnown *all, const char *client, JsonNode *circle, GError **error)
{
  JsonNode *known = json_object_get_member (all->circles, client);

  if (server_circle_is_settled (circle, known))
    {
      if (circle != NULL && !follow_circle (self, client, circle, known, error))
        return FALSE;
      if (circle != NULL)
        json_object_set_member (all->circles, client, json_node_copy (circle));
      return TRUE;
    }
  json_object_set_member (all->claims, client, json_node_copy (known));
  if (!is_contrary (circle, known))
    return TRUE;
  g_ptr_array_add (all->now, g_strdup (client));
  return hold (self, client, circle, known, error);
}

static gboolean
look_at_all (Session *self, SessionKnown *all, JsonObject *circles, GError **error)
{
  g_autoptr (GHashTable) clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *const both[] = { circles, all->circles };
  GHashTableIter iter;
  gpointer client;

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (GList) members = both[i] != NULL ? json_object_get_members (both[i]) : NULL;

      for (GList *l = members; l != NULL; l = l->next)
        if (rapport_id_is_valid (l->data))
          g_hash_table_add (clients, g_strdup (l->data));
    }
  g_hash_table_iter_init (&iter, clients);
  while (g_hash_table_iter_next (&iter, &client, NULL))
    if (!look_at_circle (self, all, client,
                         circles != NULL ? json_object_get_member (circles, client) : NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
session_look_at_circles (Session *self, GError **error)
{
  gboolean failed;
  g_autoptr (JsonNode) node = NULL;
  g_auto (SessionKnown) all = { 0 };

  if (*self->place->client != '\0')
    return TRUE;
  node = server_get_optional (self->couch, SERVER_CIRCLES, self->all, &failed, error);
  if (failed || !session_load_known (self, &all, error))
    return FALSE;
  self->anew = FALSE;
  if (!look_at_all (self, &all, server_get_circles (node), error) ||
      !session_keep_known (self, &all, error))
    return FALSE;
  if (self->anew)
    g_set_error_literal (error, SESSION_ERROR, SESSION_ERROR_AGAIN,
                         "places are not what they were");
  return !self->anew;
}

/* A circle's own session. */

gboolean
session_refresh_place (Session *self, gboolean *gone, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  *gone = FALSE;
  if (*self->place->client == '\0')
    return TRUE;
  places = rapport_store_get_sync_places (self->store, error);
  if (places == NULL)
    return FALSE;
  *gone = TRUE;
  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (place->key != self->place->key || *place->address == '\0')
        continue;
      g_set_str (&self->place->client, place->client);
      *gone = FALSE;
    }
  return TRUE;
}

gboolean
session_shut_out (Session *self, GError **error)
{
  const char *client = self->place->client;
  g_autofree char *title = NULL;
  RapportSyncNote *note;

  /* Nothing lives there any more. */
  if (g_str_has_prefix (client, RAPPORT_SYNC_LEFT))
    {
      note = rapport_sync_note_new ();
      note->forget = self->place->key;
      return session_note (self, note, error);
    }
  g_set_str (&self->place->address, "");
  if (!session_note_place (self, error))
    return FALSE;
  title = session_get_title (self, client);
  if (title != NULL)
    /* Translators: %s is the name of a client */
    session_log (self,
                 _ ("You do not belong to the circle of “%s” any more. What is on this computer "
                    "stays as it is."),
                 title);
  return TRUE;
}

gboolean
session_close_circle (Session *self, gboolean *closed, GError **error)
{
  gboolean emptied = FALSE;
  RapportSyncNote *note;

  *closed = FALSE;
  if (!g_str_has_prefix (self->place->client, RAPPORT_SYNC_LEFT))
    return TRUE;
  if (!rapport_team_circle_is_emptied (self->store, self->place, &emptied, error))
    return FALSE;
  if (!emptied)
    return TRUE;
  note = rapport_sync_note_new ();
  note->forget = self->place->key;
  *closed = session_note (self, note, error);
  return *closed;
}

/* What has moved away. */

/* (transfer full) (nullable): by id, what is known now of records that have moved. */
static GHashTable *
find_now (Session *self, GPtrArray *left, GError **error)
{
  g_autofree const char **ids = g_new0 (const char *, left->len + 1);
  g_autoptr (GHashTable) all =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) rapport_sync_entry_free);
  g_autoptr (GPtrArray) entries = NULL;

  for (guint i = 0; i < left->len; i++)
    ids[i] = ((RapportSyncEntry *) left->pdata[i])->id;
  entries = rapport_store_get_sync_entries (self->store, ids, error);
  if (entries == NULL)
    return NULL;
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_replace (all, ((RapportSyncEntry *) entries->pdata[i])->id, entries->pdata[i]);
  return g_steal_pointer (&all);
}

/* (transfer full): what the record takes into account where it lives @now (nullable), which only
 * who is let in there can see. */
static char *
make_past (const RapportSyncEntry *left, const RapportSyncEntry *now)
{
  g_autofree char *known = now != NULL ? rapport_sync_known_join (now->known, now->revision) : NULL;
  g_autofree char *rebased = rapport_sync_rebase (known);

  return rapport_sync_known_join (rebased, left->revision);
}

/* (transfer full) */
static JsonNode *
make_tombstone (Session *self, const RapportSyncEntry *entry, const RapportSyncEntry *now)
{
  g_autoptr (RapportDocument) document = rapport_document_new (entry->info, entry->id);

  g_free (document->past);
  document->past = make_past (entry, now);
  g_set_str (&document->revision, entry->revision);
  g_set_str (&document->author, self->me);
  g_set_str (&document->replica, self->place->replica);
  document->deleted = TRUE;
  document->moved = TRUE;
  document->schema = RAPPORT_DOCUMENT_SCHEMA;
  document->at = rapport_clock_get_now (self->clock);
  return rapport_document_write (document);
}

/* Whether it is gone there; a newer edit comes with the changes, and is dealt with then. */
static gboolean
is_done (Session *self, const RapportCouchResult *result)
{
  if (result->revision != NULL || g_strcmp0 (result->error, "conflict") == 0 ||
      g_strcmp0 (result->error, "not_found") == 0)
    return TRUE;
  /* Translators: %s is what the server says, in its language */
  session_log (self, _ ("What has moved to another circle could not be deleted: %s"),
               result->reason != NULL ? result->reason : result->error);
  return FALSE;
}

static gboolean
delete_some (Session *self, GPtrArray *entries, GHashTable *now, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) results = NULL;
  RapportSyncNote *note;

  for (guint i = 0; i < entries->len; i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];

      g_ptr_array_add (nodes, make_tombstone (self, entry, g_hash_table_lookup (now, entry->id)));
    }
  results = rapport_couch_put_documents (self->couch, nodes, self->all, error);
  if (results == NULL)
    return FALSE;
  note = rapport_sync_note_new ();
  for (guint i = 0; i < results->len && i < entries->len; i++)
    {
      const RapportSyncEntry *entry = entries->pdata[i];

      if (is_done (self, results->pdata[i]))
        g_ptr_array_add (note->left,
                         rapport_sync_fact_new (entry->type, entry->id, self->place->key));
    }
  return session_note (self, note, error);
}

/* Whether the database of a place is there: 404 is no answer that what it has is safe. */
static gboolean
is_there (Session *self, gint64 key, gboolean *there, GError **error)
{
  g_autoptr (GPtrArray) places = rapport_store_get_sync_places (self->store, error);
  const char *address = NULL;

  *there = FALSE;
  for (guint i = 0; places != NULL && i < places->len; i++)
    if (((RapportSyncPlace *) places->pdata[i])->key == key)
      address = ((RapportSyncPlace *) places->pdata[i])->address;
  return places != NULL &&
         (address == NULL || *address == '\0' || probe (self, address, there, error));
}

/* Takes those out of @entries whose new place has lost its database. */
static gboolean
keep_safe (Session *self, GPtrArray *entries, GHashTable *now, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = entries->len; i > 0; i--)
    {
      const RapportSyncEntry *left = entries->pdata[i - 1];
      const RapportSyncEntry *entry = g_hash_table_lookup (now, left->id);
      gboolean there = FALSE;

      if (entry == NULL)
        continue;
      if (!g_hash_table_contains (places, &entry->place))
        {
          if (!is_there (self, entry->place, &there, error))
            return FALSE;
          g_hash_table_insert (places, g_memdup2 (&entry->place, sizeof entry->place),
                               GINT_TO_POINTER (there));
        }
      if (!GPOINTER_TO_INT (g_hash_table_lookup (places, &entry->place)))
        g_ptr_array_remove_index (entries, i - 1);
    }
  return TRUE;
}

gboolean
session_push_left (Session *self, GError **error)
{
  gint64 after = 0;
  guint n;

  do
    {
      g_autoptr (GPtrArray) entries =
        rapport_store_find_sync_moved (self->store, self->place->key, &after, MOST_LEFT, error);
      g_autoptr (GHashTable) now = entries != NULL ? find_now (self, entries, error) : NULL;

      n = entries != NULL ? entries->len : 0;
      if (now == NULL || !keep_safe (self, entries, now, error) ||
          (entries->len > 0 && !delete_some (self, entries, now, error)))
        return FALSE;
    }
  while (n > 0 && !session_is_stopped (self));
  return TRUE;
}
