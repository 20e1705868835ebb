/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-couch.h"

G_BEGIN_DECLS

/* What a plain CouchDB has to be for a team, made and looked at by its administrator. All of it
 * waits for the network, so it is for a tool or a thread. */

/**
 * RapportServerLogin:
 * @name: by which one signs in
 * @member: id of the member who does
 * @password: (nullable): %NULL keeps the one that the account has, or makes one
 * @made: (out): a password was made, and stands in @password
 *
 * An account of the server.
 */
typedef struct
{
  char *name;
  char *member;
  char *password;
  gboolean made;
} RapportServerLogin;

RapportServerLogin *rapport_server_login_new (const char *name, const char *member);
void rapport_server_login_free (RapportServerLogin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportServerLogin, rapport_server_login_free)

/**
 * rapport_server_init:
 * @server: the server, signed in as an administrator of it
 * @database: name of the database; made where it isn't there
 * @logins: (element-type RapportServerLogin): accounts that are made, or let in
 *
 * Makes a database for a workspace, or for a client with a circle of its own: only its members get
 * in, and what they write is well-formed and signed by who writes it. What is as it must be stays
 * as it is, so doing it again does no harm and brings the rules to this version.
 */
gboolean rapport_server_init (RapportCouch *server,
                              const char *database,
                              GPtrArray *logins,
                              GCancellable *cancellable,
                              GError **error);

/**
 * rapport_server_add_member:
 * @login: the account: made, or let in where it is there
 *
 * Lets one more member into a database. An account that is there keeps its password where @login
 * has none.
 */
gboolean rapport_server_add_member (RapportCouch *server,
                                    const char *database,
                                    RapportServerLogin *login,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * rapport_server_set_password:
 * @login: the name of the account, which has to be let into the database; where it has no password,
 * one is made
 *
 * Gives an account another password. Whoever has only the old one is shut out with their next
 * request: the way to take a lost computer's access away.
 */
gboolean rapport_server_set_password (RapportCouch *server,
                                      const char *database,
                                      RapportServerLogin *login,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * rapport_server_remove_member:
 * @others: (out) (transfer full) (element-type utf8): the databases of Rapport that the account
 * still gets into; empty where it was deleted
 *
 * Shuts an account out of a database. One that has no other is deleted. As with
 * rapport_server_add_member(), the database can be that of a client with a circle: the circle is
 * smaller then.
 */
gboolean rapport_server_remove_member (RapportCouch *server,
                                       const char *database,
                                       const char *name,
                                       GPtrArray **others,
                                       GCancellable *cancellable,
                                       GError **error);

/* (transfer full) (element-type RapportServerLogin): the accounts that are let into a database, by
 * name, without their passwords; `member` is "" where the account doesn't say whose it is. */
GPtrArray *rapport_server_find_members (RapportCouch *server,
                                        const char *database,
                                        GCancellable *cancellable,
                                        GError **error);

/**
 * RapportServerCircle:
 * @database: (nullable): the client's database; %NULL where the whole team works with it
 * @accounts: (element-type RapportServerLogin): those that the workspace's database lets in, and
 *   whoever else is in the circle; without their passwords
 * @names: (array zero-terminated=1): of the accounts that are in the circle
 * @unfinished: a change was begun and cut short: @names is how far it came
 * @outdated: the server was restored to a time before this, which is what members know: it has to
 * be applied again
 * @changes: how often it has been changed
 *
 * Who works with a client, as the server has it.
 */
typedef struct
{
  char *database;
  GPtrArray *accounts;
  char **names;
  gboolean unfinished;
  gboolean outdated;
  gint64 changes;
} RapportServerCircle;

void rapport_server_circle_free (RapportServerCircle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportServerCircle, rapport_server_circle_free)

/**
 * rapport_server_find_circle:
 * @server: the server, signed in as an administrator of it
 * @database: name of the workspace's database
 * @client: id of a client
 *
 * Who works with a client, and who could. Of these three, whoever is no administrator gets
 * %RAPPORT_COUCH_ERROR_FORBIDDEN.
 *
 * Returns: (transfer full): %NULL with an error
 */
RapportServerCircle *rapport_server_find_circle (RapportCouch *server,
                                                 const char *database,
                                                 const char *client,
                                                 GCancellable *cancellable,
                                                 GError **error);

/**
 * RapportServerStep:
 * @RAPPORT_SERVER_STEP_LOOK: what is there is looked at
 * @RAPPORT_SERVER_STEP_DATABASE: the client's database is made
 * @RAPPORT_SERVER_STEP_ACCOUNTS: its members are let in, and nobody else
 * @RAPPORT_SERVER_STEP_MOVE: where the client lives is written down; from here on it can't be
 *   cancelled
 *
 * A step that begins. Of a client that comes back only the first and the last.
 */
typedef enum
{
  RAPPORT_SERVER_STEP_LOOK,
  RAPPORT_SERVER_STEP_DATABASE,
  RAPPORT_SERVER_STEP_ACCOUNTS,
  RAPPORT_SERVER_STEP_MOVE,
} RapportServerStep;

/* Called in the thread that works. */
typedef void (*RapportServerProgress) (RapportServerStep step, gpointer data);

/**
 * rapport_server_open_circle:
 * @server: the server, signed in as an administrator of it
 * @database: name of the workspace's database
 * @client: id of a client
 * @names: (array zero-terminated=1): names of accounts
 * @changes: (inout) (nullable): of the #RapportServerCircle that @names were chosen from; then,
 * what it is now. %NULL for whatever is there
 * @progress: (nullable): is told of each step, with @data
 *
 * Makes a database for a client that only these work with, or changes who they are. Everybody's
 * copy moves what it has of the client there by itself, and what is left in the workspace's
 * database is deleted once it is there; who isn't let in loses sight of it. It is the last write of
 * this that moves the client: done again after it was cut short, it goes on. Where somebody else
 * has changed it since it was looked at, or does so at the same time,
 * %RAPPORT_COUCH_ERROR_CONFLICT, unless what they made of it is what is wanted.
 *
 * Returns: (transfer full): the name of the client's database
 */
char *rapport_server_open_circle (RapportCouch *server,
                                  const char *database,
                                  const char *client,
                                  const char *const *names,
                                  gint64 *changes,
                                  RapportServerProgress progress,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);

/* The whole team works with the client again: everything moves back in the same way. Of a client
 * whose circle was begun and cut short, nobody is let in to that any more. */
gboolean rapport_server_close_circle (RapportCouch *server,
                                      const char *database,
                                      const char *client,
                                      gint64 *changes,
                                      RapportServerProgress progress,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * RapportServerCompacted:
 * @before: bytes of its files, with what is not said any more
 * @after: bytes of them now; 0 where the server doesn't say
 */
typedef struct
{
  char *database;
  gint64 before;
  gint64 after;
} RapportServerCompacted;

void rapport_server_compacted_free (RapportServerCompacted *self);

/**
 * rapport_server_compact:
 * @server: the server, signed in as an administrator of it
 * @database: name of the workspace's database, or of a client's alone
 *
 * Has the server write the files of a database anew, and those of the workspace's clients, without
 * what earlier revisions said, and waits until that is done: a CouchDB keeps it until then, and
 * gives it to whoever knows the revision. Done again after it was cut short, it begins anew.
 *
 * Returns: (transfer full) (element-type RapportServerCompacted): %NULL with an error
 */
GPtrArray *rapport_server_compact (RapportCouch *server,
                                   const char *database,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * RapportServerMended:
 * @client: id of the client
 * @database: (nullable): its database; %NULL where the whole team works with it
 * @names: the accounts that are let in to @database; empty for the whole team
 * @strangers: (array zero-terminated=1): ids of members who belong to them, and have no account
 * @done: whether it was written, or would be; else only an administrator can tell who is meant to
 *
 * Who works with a client by what its members knew, where the server knew something older.
 */
typedef struct
{
  char *client;
  char *database;
  char **names;
  char **strangers;
  gboolean done;
} RapportServerMended;

void rapport_server_mended_free (RapportServerMended *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportServerMended, rapport_server_mended_free)

/**
 * rapport_server_mend_circles:
 * @server: the server, signed in as an administrator of it
 * @database: name of the workspace's database
 * @dry_run: nothing is written, only told
 *
 * After a server, or some of its databases, were restored: what members know of newer circles
 * becomes what the server says, databases that are not there any more are made again, and who works
 * with those clients is let in, and nobody else. Who works with a client that somebody has changed
 * since the server was restored is for an administrator to decide, by rapport_server_open_circle()
 * or rapport_server_close_circle(). Done again it does what is left.
 *
 * Returns: (transfer full) (element-type RapportServerMended): what was not as it must be; %NULL
 *   with an error
 */
GPtrArray *rapport_server_mend_circles (RapportCouch *server,
                                        const char *database,
                                        gboolean dry_run,
                                        GCancellable *cancellable,
                                        GError **error);

/**
 * RapportServerWeight:
 * @RAPPORT_SERVER_FINE: as it should be
 * @RAPPORT_SERVER_NOTE: worth knowing
 * @RAPPORT_SERVER_UNSAFE: somebody could read or change what is not theirs
 * @RAPPORT_SERVER_WRONG: sync does not work like this
 */
typedef enum
{
  RAPPORT_SERVER_FINE,
  RAPPORT_SERVER_NOTE,
  RAPPORT_SERVER_UNSAFE,
  RAPPORT_SERVER_WRONG,
} RapportServerWeight;

/**
 * RapportServerFinding:
 * @word: names what was looked at, for scripts: "tls", "version", …; static
 * @text: what was found, in the user's language
 */
typedef struct
{
  RapportServerWeight weight;
  const char *word;
  char *text;
} RapportServerFinding;

/**
 * rapport_server_check:
 * @address: of the server
 * @database: the name of the database
 * @user: (nullable): an account of the server: the more it may see, the more is looked at
 * @secret: (nullable): its password
 *
 * Looks at a server and a database without changing anything, as a stranger and as @user.
 *
 * Returns: (transfer full) (element-type RapportServerFinding): %NULL with an error where it can't
 * be reached
 */
GPtrArray *rapport_server_check (const char *address,
                                 const char *database,
                                 const char *user,
                                 const char *secret,
                                 GCancellable *cancellable,
                                 GError **error);

/* Takes "https://host/agency" apart: the server's address and the database's name, both (transfer
 * full) and (optional). FALSE with an error where there is no such name, or none that CouchDB
 * allows. */
gboolean
rapport_server_split_address (const char *address, char **server, char **database, GError **error);

/* The role that lets an account into a database. (transfer full) */
char *rapport_server_get_role (const char *database);

G_END_DECLS
