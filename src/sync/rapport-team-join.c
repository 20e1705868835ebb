/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-join.h"

#include "rapport-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
rapport_team_join_free (RapportTeamJoin *self)
{
  g_free (self->address);
  g_free (self->user);
  g_free (self->me);
  g_free (self->member);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED, message);
  return FALSE;
}

/* (transfer full): the member of the account, by its role; "" where there is none. */
static char *
find_member (JsonNode *session)
{
  JsonArray *roles = server_get_array (server_get_member (session, "userCtx"), "roles");

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    {
      const char *role = server_get_element (roles, i);

      if (role != NULL && g_str_has_prefix (role, SERVER_MEMBER))
        return g_strdup (role + strlen (SERVER_MEMBER));
    }
  return g_strdup ("");
}

static gboolean
check_account (RapportTeamJoin *self,
               const char *server,
               const char *secret,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (RapportCouch) couch =
    rapport_couch_new (server, *self->user != '\0' ? self->user : NULL, secret, error);
  g_autoptr (JsonNode) session = NULL;

  if (couch == NULL)
    return FALSE;
  session = rapport_couch_request (couch, "GET", "_session", NULL, cancellable, error);
  if (session == NULL)
    return FALSE;
  self->member = find_member (session);
  if (*self->member != '\0' && *self->me != '\0' && !g_str_equal (self->member, self->me))
    return refuse (error, _ ("This account belongs to somebody else of the agency than the one who "
                             "works with this library. Who you are is chosen in the preferences, "
                             "under Agency."));
  return TRUE;
}

/* A library that is in use joins a database that is new, or knows who works with it. */
static gboolean
check_agency (RapportTeamJoin *self, RapportCouch *couch, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = rapport_couch_document_path (SERVER_IDENTITY);
  const char *who = *self->me != '\0' ? self->me : self->member;
  g_autofree char *member = g_strconcat ("member:", who, NULL);
  g_autofree char *member_path = rapport_couch_document_path (member);
  g_autoptr (JsonNode) database = NULL;
  g_autoptr (JsonNode) known = NULL;
  gboolean failed;

  database = server_get_optional (couch, path, cancellable, &failed, error);
  if (failed)
    return FALSE;
  if (database == NULL && *self->me == '\0')
    return refuse (error,
                   _ ("Nobody has put an agency into this database yet. Who has one connects "
                      "first, in the preferences, under Team."));
  if (database == NULL)
    return TRUE;
  if (*who == '\0')
    return refuse (error, _ ("The server doesn’t say who of the agency has this account. Its "
                             "administrator adds you with “rapportctl server member add”."));
  known = server_get_optional (couch, member_path, cancellable, &failed, error);
  if (failed)
    return FALSE;
  if (known == NULL && *self->me == '\0')
    return refuse (error, _ ("This account is for somebody whom the agency’s database doesn’t know "
                             "yet. Who added you as a colleague has to sync first."));
  return known != NULL ||
         refuse (error,
                 _ ("This database belongs to another agency than this library. To work with "
                    "that one, begin with a new library and join the team there."));
}

/* What keeps somebody out of the database, in words that say whom to ask; takes @why over. */
static gboolean
explain (const char *database, GError *why, GError **error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_NOT_FOUND))
    /* Translators: %s is the name of a database */
    text = g_strdup_printf (_ ("The server has no database “%s”. Is the address right?"), database);
  else if (g_error_matches (why, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN))
    text = g_strdup_printf (_ ("This account is not let into the database “%s”. Ask the "
                               "administrator of the server."),
                            database);
  if (text == NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  g_error_free (why);
  return refuse (error, text);
}

/* (transfer full) (nullable): the database, where the account is let in. */
static RapportCouch *
sign_in (RapportTeamJoin *self, const char *secret, GCancellable *cancellable, GError **error)
{
  g_autofree char *server = NULL;
  g_autofree char *database = NULL;
  g_autoptr (RapportCouch) couch = NULL;
  g_autoptr (JsonNode) info = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!rapport_server_split_address (self->address, &server, &database, error) ||
      !check_account (self, server, secret, cancellable, error))
    return NULL;
  couch = rapport_couch_new (self->address, *self->user != '\0' ? self->user : NULL, secret, error);
  if (couch == NULL)
    return NULL;
  info = rapport_couch_request (couch, "GET", "", NULL, cancellable, &local_error);
  if (info != NULL)
    return g_steal_pointer (&couch);
  explain (database, g_steal_pointer (&local_error), error);
  return NULL;
}

gboolean
rapport_team_join_check (RapportTeamJoin *self,
                         const char *secret,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (RapportCouch) couch = sign_in (self, secret, cancellable, error);

  return couch != NULL && check_agency (self, couch, cancellable, error);
}

/* Another address. */

static gboolean
check_name (const RapportTeamJoin *self, const RapportSyncPlace *place, GError **error)
{
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;

  if (!rapport_server_split_address (place->address, NULL, &before, error) ||
      !rapport_server_split_address (self->address, NULL, &now, error))
    return FALSE;
  if (g_str_equal (before, now))
    return TRUE;
  g_set_error (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED,
               /* Translators: %s is the name of a database */
               _ ("The address has to end with “%s”, the name of the team’s database."), before);
  return FALSE;
}

gboolean
rapport_team_join_check_same (RapportTeamJoin *self,
                              const RapportSyncPlace *place,
                              const char *secret,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *path = rapport_couch_document_path (SERVER_IDENTITY);
  g_autoptr (RapportCouch) couch = NULL;
  g_autoptr (JsonNode) database = NULL;
  gboolean failed = FALSE;

  if (!check_name (self, place, error))
    return FALSE;
  couch = sign_in (self, secret, cancellable, error);
  if (couch == NULL)
    return FALSE;
  database = server_get_optional (couch, path, cancellable, &failed, error);
  if (failed)
    return FALSE;
  if (database == NULL)
    return refuse (error, _ ("The database at this address is empty. Copy what the team has to the "
                             "new server first."));
  if (*place->identity == '\0')
    return check_agency (self, couch, cancellable, error);
  return g_strcmp0 (server_get_text (database, "identity"), place->identity) == 0 ||
         refuse (error, _ ("At this address there is another database than that of this team."));
}

RapportSyncNote *
rapport_team_join_move (const RapportTeamJoin *self, const RapportSyncPlace *place)
{
  RapportSyncNote *note = rapport_sync_note_new ();

  rapport_server_split_address (place->address, &note->server_from, NULL, NULL);
  rapport_server_split_address (self->address, &note->server_to, NULL, NULL);
  return note;
}
