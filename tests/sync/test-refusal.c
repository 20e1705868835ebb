/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a server does not take a record, by codes: as its own function says it, as one of before
 * there were codes did, and as CouchDB does. */
#include "rapport-refusal.h"

typedef struct
{
  const char *error;
  const char *reason;
  const char *code;
  const char *what;
} Case;

#define ODD   "It is not as the rules of the database want it."
#define OLD   "The rules of the database are older than this Rapport."
#define OTHER "The account that is signed in belongs to somebody else."

static const Case cases[] = {
  { "forbidden", "rapport/author: a document is signed by the member who writes it", "author",
    OTHER },
  { "forbidden", "a document is signed by the member who writes it", "author", OTHER },
  { "forbidden", "rapport/member: a document has no member \"past\"", "member", OLD },
  { "forbidden", "a document has no member \"past\"", "member", OLD },
  { "forbidden", "rapport/foreign: this database is for Rapport alone", "foreign", OLD },
  { "forbidden", "this database is for Rapport alone", "foreign", OLD },
  { "forbidden", "a document says when it was written, and in which version", "stamp", ODD },
  { "forbidden", "rapport/field-name: a field is not called \"drop table\"", "field-name", ODD },
  { "forbidden", "a field is not called \"drop table\"", "field-name", ODD },
  { "forbidden", "a piece of a file has at most 4 MB", "piece-size", ODD },
  { "forbidden", "rapport/piece-bytes: the bytes of a file do not change", "piece-bytes", ODD },
  { "forbidden", "what names the database stays", "identity", ODD },
  { "forbidden", "rapport/of-tomorrow: a document is blue", "stamp", ODD },
  { "forbidden", "no clients on Sundays", "forbidden", "A rule of the server forbids it." },
  { "unauthorized", "You are not one of us.", "forbidden", "A rule of the server forbids it." },
  { "bad_request", "invalid UTF-8 JSON", "not-understood", "The server can’t read it." },
  { "doc_validation", "Bad special document member: _evil", "not-understood",
    "The server can’t read it." },
  { "document_too_large", "client:1", "too-large", "It is larger than the server takes." },
  { "too_large", NULL, "too-large", "It is larger than the server takes." },
  { "TypeError", "doc.none is undefined", "rule-failed", "A rule of the server does not work." },
  { "unknown_error", NULL, "rule-failed", "A rule of the server does not work." },
  { "teapot", "short and stout", "other", "The server does not take it." },
};

static void
test_document (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *kept = rapport_refusal_new (one->error, one->reason);
  RapportRefusal refusal;

  rapport_refusal_read (kept, &refusal);
  g_assert_cmpstr (refusal.code, ==, one->code);
  g_assert_cmpstr (refusal.what, ==, one->what);
  g_assert_cmpstr (refusal.detail, ==, one->reason != NULL ? one->reason : one->error);
  g_assert_cmpstr (refusal.advice, !=, "");
}

static const struct
{
  RapportCouchError error;
  const char *code;
} wholes[] = {
  { RAPPORT_COUCH_ERROR_TOO_LARGE, "too-large" },
  { RAPPORT_COUCH_ERROR_FORBIDDEN, "forbidden" },
  { RAPPORT_COUCH_ERROR_REFUSED, "not-understood" },
  { RAPPORT_COUCH_ERROR_EXISTS, "other" },
};

/* A request that was refused as a whole, of a record and of a file that it has. */
static void
test_request (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      g_autoptr (GError) error =
        g_error_new_literal (RAPPORT_COUCH_ERROR, wholes[i].error, "It was refused.");
      g_autofree char *kept = rapport_refusal_new_for_error (error);
      g_autofree char *file = rapport_refusal_new_for_file (kept);
      RapportRefusal refusal;

      rapport_refusal_read (kept, &refusal);
      g_assert_cmpstr (refusal.code, ==, wholes[i].code);
      g_assert_cmpstr (refusal.detail, ==, "It was refused.");
      rapport_refusal_read (file, &refusal);
      g_assert_cmpstr (refusal.code, ==,
                       wholes[i].error == RAPPORT_COUCH_ERROR_TOO_LARGE ? "file-too-large"
                                                                        : wholes[i].code);
    }
}

/* What an earlier version kept had no code. */
static void
test_earlier (void)
{
  RapportRefusal refusal;

  rapport_refusal_read ("The server refuses it: a document is signed by the member who writes it",
                        &refusal);
  g_assert_cmpstr (refusal.code, ==, "author");
  rapport_refusal_read ("The server refused it (403): no", &refusal);
  g_assert_cmpstr (refusal.code, ==, "other");
  g_assert_cmpstr (refusal.detail, ==, "The server refused it (403): no");
}

static void
test_line (void)
{
  g_autofree char *kept = rapport_refusal_new ("forbidden", "no clients on Sundays");
  g_autofree char *line = rapport_refusal_write_line (kept);

  g_assert_cmpstr (line, ==,
                   "A rule of the server forbids it. The server says: no clients on Sundays");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/refusal/document/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cases[i], test_document);
    }
  g_test_add_func ("/refusal/request", test_request);
  g_test_add_func ("/refusal/earlier", test_earlier);
  g_test_add_func ("/refusal/line", test_line);
  return g_test_run ();
}
