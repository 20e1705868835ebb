/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-couch-private.h"
#include "rapport-document.h"
#include "rapport-replicator.h"

G_BEGIN_DECLS

/* Why a pass ends early, beside what a RapportCouch says. */
#define SESSION_ERROR (session_error_quark ())
GQuark session_error_quark (void);

typedef enum
{
  SESSION_ERROR_QUESTION_GONE,
  SESSION_ERROR_QUESTION_DELETIONS,
  SESSION_ERROR_QUESTION_ANOTHER,
  SESSION_ERROR_AGAIN, /* what was known is not so any more: look at everything anew */
} SessionError;

typedef struct _Session Session;

/* What the replicator has to say on the main thread. */
typedef struct
{
  RapportReplicatorState state;
  RapportReplicatorQuestion question;
  char *message;
  guint64 received;
  guint64 sent;
  gint64 expected;
  gint64 reached;
  GPtrArray *lines; /* for the log */
  gboolean let_in;
  gboolean ended;
} Told;

typedef enum
{
  ERRAND_DONE,
  ERRAND_LATER, /* once more when everything is on the disk */
} ErrandEnd;

/* Something that the main thread does for the session. */
typedef ErrandEnd (*Errand) (Session *self, gpointer data, GError **error);

/* A leaf that lost, and is to be deleted once what it says is in the winner. */
typedef struct
{
  const RapportRecordInfo *info;
  char id[37];
  char *revision;
} SessionLeaf;

/**
 * Session:
 *
 * From a start to its end: a thread, and what both threads know of each other.
 */
struct _Session
{
  RapportReplicator *replicator; /* main thread */
  RapportLibrary *library;       /* main thread */
  RapportStore *store;           /* what any thread may ask of it */
  RapportClock *clock;
  gint64 key;
  char *secret;
  char *me;
  gboolean follow;
  guint first_pause; /* milliseconds */
  guint most_tries;
  CouchLimits limits; /* with idle 0 those of every server */
  GRand *random;
  GThread *thread;

  GMutex mutex; /* for what stands here */
  GCond cond;
  gboolean stopped;
  gboolean woken;
  RapportReplicatorQuestion allowed;
  GCancellable *poll; /* (nullable): of the wait for changes */
  GSource *source;    /* (nullable): brings something to the main thread */
  Told told;
  Errand errand; /* (nullable) */
  gpointer errand_data;
  GError *errand_error;
  gboolean errand_done;

  GCancellable *all; /* of everything */

  /* The thread's alone. */
  RapportCouch *couch;
  RapportSyncPlace *place;
  char *position; /* up to where changes were pulled; what is stored can be behind */
  char *marked;   /* the `since` of the last checkpoint */
  gint64 round_there;
  gboolean looked;
  gboolean comparing; /* everything anew, from the beginning */
  gboolean holding;   /* `since` waits until what was pulled is settled */
  GHashTable *seen;   /* ids, while comparing */
  GPtrArray *losers;  /* of SessionLeaf */
  GPtrArray *clashes; /* names of documents that were refused with 409 */
  guint slice;        /* documents that the main thread takes at once */
  guint unmarked;     /* documents since the last checkpoint */
  guint n_deletions;
  gint64 deletions_since;
  gboolean deletions_allowed;
  guint n_alone; /* documents refused one by one, without one that was taken */
  guint failures;
  gboolean has_read;      /* what an older version could not */
  gboolean lacking;       /* a file was not there */
  gboolean again;         /* what could not be done is due */
  gint64 tried_again;     /* monotonic */
  gint64 refused;         /* key of the last that was tried again; the next time it goes on there */
  guint n_again;          /* requests that were refused meanwhile */
  gboolean over;          /* the place is not there any more */
  gboolean refused_files; /* they can't be deleted there */
  gboolean anew;          /* places are not what they were: all that is there is looked at again */
};

/* rapport-replicator-session.c */
gpointer session_run (gpointer data);
gboolean session_is_stopped (Session *self);

/* Waits for the main thread to do it; @errand has the thread's data meanwhile. FALSE with its
 * error, or with G_IO_ERROR_CANCELLED. */
gboolean session_do_on_main (Session *self, Errand errand, gpointer data, GError **error);

/* Whether another database than the session's own, or what it was asked for, is not there, or not
 * for us: its own session deals with that. */
gboolean session_is_away (const GError *error);

/* Waits until everything that was committed is on the disk. */
gboolean session_settle (Session *self, GError **error);

/* Writes @note (consumed) into the library; it is on the disk then. */
gboolean session_note (Session *self, RapportSyncNote *note, GError **error);

/* The same with what the thread knows of the place. */
gboolean session_note_place (Session *self, GError **error);

void session_tell_state (Session *self,
                         RapportReplicatorState state,
                         RapportReplicatorQuestion question,
                         const char *message);
void session_tell_received (Session *self, guint n, gint64 expected);
void session_tell_sent (Session *self, guint n);
void session_log (Session *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Takes the user's answer to @question, should there be one. */
gboolean session_take_allowed (Session *self, RapportReplicatorQuestion question);

/* rapport-replicator-look.c: whether it is the database that it was, and where to go on. */
gboolean session_look (Session *self, GError **error);
gboolean session_mark (Session *self, GError **error);

/* rapport-replicator-pull.c */
/* For arrays out of which some are taken: %NULL is nothing. */
void session_document_free (gpointer document);
/* Adds @document (consumed) and the leaves beside it to @documents, with the bytes of their files.
 * %NULL is one of that name that can't be read: it is passed by. */
gboolean session_add_document (Session *self,
                               const char *name,
                               RapportDocument *document,
                               GHashTable *pieces,
                               GPtrArray *documents,
                               GError **error);
/* Takes them over. */
gboolean session_take_documents (Session *self, GPtrArray *documents, GError **error);
/* The same of documents that another database has. */
gboolean session_take_beside (Session *self,
                              const RapportSyncPlace *place,
                              GPtrArray *documents,
                              GError **error);
gboolean session_pull (Session *self, guint *n_pulled, GError **error);
gboolean session_take_changes (Session *self, RapportCouchChanges *changes, GError **error);
/* What the database has of these names (of self->clashes), taken over. */
gboolean session_take_clashes (Session *self, GError **error);
/* What the database should have, and was not seen while everything was compared, waits again. */
gboolean session_compare (Session *self, GError **error);
/* Settles where `since` was held back. */
gboolean session_release (Session *self, GError **error);

/* rapport-replicator-moved.c */
/* Takes what was edited here and, as @documents say, has moved from here: before they are. */
gboolean session_take_moved (Session *self, GPtrArray *documents, GError **error);

/* rapport-replicator-blobs.c */
/* The pieces of blobs among @changes, by name, for session_fetch_blobs(). (transfer full) */
GHashTable *session_collect_pieces (RapportCouchChanges *changes);
gboolean
session_fetch_blobs (Session *self, RapportDocument *document, GHashTable *pieces, GError **error);
/* @value (transfer full) remains NULL without an error where the database has not got it whole. */
gboolean session_fetch_blob (Session *self,
                             const RapportDocumentBlob *blob,
                             GHashTable *pieces,
                             GVariant **value,
                             GError **error);
/* FALSE without an error where the server does not take them: @reason says why (transfer full), in
 * the way of rapport-refusal.h. */
gboolean
session_send_blobs (Session *self, RapportDocument *document, char **reason, GError **error);

/* (transfer full) (nullable): the bytes of a field as they are here. */
GVariant *session_load_bytes (
  Session *self, const RapportRecordInfo *info, const char *id, guint field, GError **error);
/* Adds the names of a blob's pieces. */
void session_add_pieces (GPtrArray *names, const char *digest, gint64 size);
/* (transfer full): for each of these documents of @couch its revision, or %NULL where it isn't
 * there. */
GPtrArray *
session_find_pieces (Session *self, RapportCouch *couch, GPtrArray *names, GError **error);
/* FALSE without an error as session_send_blobs(); one that is there already is well. */
gboolean session_put_piece (
  Session *self, RapportCouch *couch, JsonNode *piece, char **reason, GError **error);

/* rapport-replicator-files.c */
/* Notes which pieces of files were deleted in the database. */
gboolean session_note_gone (Session *self, RapportCouchChanges *changes, GError **error);
/* Sends those of them once more that are named by what lives there. */
gboolean session_mend_files (Session *self, GError **error);
/* Brings the files of records that have moved away to where those live now, and deletes them here;
 * after session_push_left(). */
gboolean session_push_left_files (Session *self, GError **error);

/* rapport-replicator-push.c */
gboolean session_push (Session *self, guint *n_sent, GError **error);
/* The same with @entries that were refused earlier: what is refused again says nothing new. */
gboolean session_push_again (Session *self, GPtrArray *entries, guint *n_sent, GError **error);
/* Whether so much was refused again that the rest is tried another time. */
gboolean session_has_had_enough (Session *self);
gboolean session_delete_losers (Session *self, GError **error);

/* rapport-replicator-again.c */
/* Documents of types that are known by now; once in a session. */
gboolean session_read_unread (Session *self, GError **error);
/* Should it be due: files that were not there, and documents that were refused. */
gboolean session_try_again (Session *self, guint *n_sent, GError **error);
void session_want_again (Session *self);

/* rapport-replicator-known.c */

/* Who works with which client. */
typedef struct
{
  JsonObject
    *circles;         /* by client, as the document of the circles had them when they were newest */
  char **unsettled;   /* clients of which the server knew something else or older, the last time */
  GPtrArray *now;     /* the same now */
  JsonObject *claims; /* what the server is to be told */
} SessionKnown;

gboolean session_load_known (Session *self, SessionKnown *known, GError **error);
/* Writes it down, here and there, and says what has changed of it. */
gboolean session_keep_known (Session *self, SessionKnown *known, GError **error);
void session_known_clear (SessionKnown *known);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionKnown, session_known_clear)

/* rapport-replicator-circles.c */
/* (transfer full) (nullable): the client's name, for the log: of who is not known here nothing is
 * said, for that may be none of the user's business. */
char *session_get_title (Session *self, const char *client);
/* Where which clients live by what the workspace's database says; does nothing in another one. */
gboolean session_look_at_circles (Session *self, GError **error);
/* Whether the place of a client is @gone by now, or that of none any more. */
gboolean session_refresh_place (Session *self, gboolean *gone, GError **error);
/* The server does not let one into a client's database. */
gboolean session_shut_out (Session *self, GError **error);
/* Forgets a place that was given up, once it is empty. */
gboolean session_close_circle (Session *self, gboolean *closed, GError **error);
/* Deletes what has moved away, as far as it is where it went. */
gboolean session_push_left (Session *self, GError **error);

/* The thread waits for the end of @session in it. Frees it. */
void session_free (Session *self);

/* For tests: pauses begin with @first_pause milliseconds, are as random as @seed says, and without
 * `follow` it is given up after @most_tries. */
void replicator_set_patience (RapportReplicator *self,
                              guint first_pause,
                              guint most_tries,
                              guint32 seed);

/* For tests: how patient the next sessions are; %NULL as usual. */
void replicator_set_limits (RapportReplicator *self, const CouchLimits *limits);

/* Main thread: emits `circles`. */
void replicator_tell_circles (RapportReplicator *self);

/* Main thread: brings what was told to it, and does its errand. */
gboolean replicator_hear_cb (gpointer user_data);

G_END_DECLS
