/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-refusal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Before the code in what the function of the database says. */
#define MARK "rapport/"

typedef struct
{
  const char *title;
  const char *what;
  const char *advice;
  gboolean is_clear;
} Words;

/* What comes down to the same for who reads it. */
enum
{
  LARGE,
  LARGE_FILE,
  SOMEBODY_ELSE,
  OLD_RULES,
  ODD,
  NOT_UNDERSTOOD,
  FORBIDDEN,
  STUMBLED,
  OTHER,
};

static const Words words[] = {
  [LARGE] = { N_ ("Too Large"), N_ ("It is larger than the server takes."),
              N_ (
                "Open it and make it shorter, or let the administrator of the server allow larger "
                "documents."),
              TRUE },
  [LARGE_FILE] = { N_ ("With a File That Is Too Large"),
                   N_ ("It has a file that is larger than the server takes."),
                   N_ ("Open it and replace the file by a smaller one, or let the administrator of "
                       "the server allow larger requests."),
                   TRUE },
  [SOMEBODY_ELSE] = { N_ ("Signed In as Somebody Else"),
                      N_ ("The account that is signed in belongs to somebody else."),
                      N_ ("Choose under Preferences, Agency who works here, or leave the team and "
                          "connect with your own account. The administrator of the server knows "
                          "whose account it is."),
                      TRUE },
  [OLD_RULES] = { N_ ("Rules of the Database Are Too Old"),
                  N_ ("The rules of the database are older than this Rapport."),
                  N_ (
                    "The administrator of the server brings them up to date by “rapportctl server "
                    "init” of the newest Rapport that is in use."),
                  TRUE },
  [ODD] = { N_ ("Against the Rules of the Database"),
            N_ ("It is not as the rules of the database want it."),
            N_ ("Bring Rapport up to date on this computer, and change something in the record. If "
                "it stays refused, the administrator of the server needs the words below."),
            FALSE },
  [NOT_UNDERSTOOD] = { N_ ("Can’t Be Read by the Server"), N_ ("The server can’t read it."),
                       N_ ("Open it and take out what was pasted last. If it stays refused, the "
                           "administrator of the server needs the words below."),
                       FALSE },
  [FORBIDDEN] = { N_ ("Forbidden by a Rule of the Server"), N_ ("A rule of the server forbids it."),
                  N_ (
                    "It is no rule of Rapport: ask the administrator of the server, who needs the "
                    "words below."),
                  FALSE },
  [STUMBLED] = { N_ ("A Rule of the Server Fails"), N_ ("A rule of the server does not work."),
                 N_ (
                   "Nothing is wrong with the record: the administrator of the server has to mend "
                   "the rule, and needs the words below."),
                 FALSE },
  [OTHER] = { N_ ("Refused for Another Reason"), N_ ("The server does not take it."),
              N_ ("Try again later. If it stays refused, the administrator of the server needs the "
                  "words below."),
              FALSE },
};

typedef struct
{
  const char *code;
  guint8 words;
  const char *said; /* (nullable): as the function of the database says it, also without a code */
} Code;

static const Code codes[] = {
  { "author", SOMEBODY_ELSE, "a document is signed by the member who writes it" },
  { "member", OLD_RULES, "a document has no member \"" },
  { "foreign", OLD_RULES, "this database is for Rapport alone" },
  { "stamp", ODD, "a document says when it was written" },
  { "fields", ODD, "a record has fields" },
  { "field-name", ODD, "a field is not called \"" },
  { "piece-size", ODD, "a piece of a file has at most" },
  { "piece-bytes", ODD, "the bytes of a file do not change" },
  { "identity", ODD, "the database keeps its name" },
  { "identity", ODD, "what names the database stays" },
  { "too-large", LARGE, NULL },
  { "file-too-large", LARGE_FILE, NULL },
  { "not-understood", NOT_UNDERSTOOD, NULL },
  { "forbidden", FORBIDDEN, NULL },
  { "rule-failed", STUMBLED, NULL },
  { "other", OTHER, NULL },
};

/* @length: of @name. The last one stands for what is not known. */
static const Code *
find_code (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strlen (codes[i].code) == length && strncmp (codes[i].code, name, length) == 0)
      return &codes[i];
  return &codes[G_N_ELEMENTS (codes) - 1];
}

/* (nullable): what a function of the database means; one of before there were codes, too. */
static const Code *
find_said (const char *reason)
{
  if (g_str_has_prefix (reason, MARK))
    {
      const char *name = reason + strlen (MARK);
      const Code *code = find_code (name, strcspn (name, ":"));

      /* A rule that a newer version has, and this one does not know. */
      return g_str_equal (code->code, "other") ? find_code ("stamp", strlen ("stamp")) : code;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].said != NULL && strstr (reason, codes[i].said) != NULL)
      return &codes[i];
  return NULL;
}

static const char *
name_error (const char *error, const char *reason)
{
  static const char *const pairs[][2] = {
    { "forbidden", "forbidden" },          { "unauthorized", "forbidden" },
    { "bad_request", "not-understood" },   { "doc_validation", "not-understood" },
    { "illegal_docid", "not-understood" }, { "document_too_large", "too-large" },
    { "too_large", "too-large" },          { "unknown_error", "rule-failed" },
  };
  const Code *said = find_said (reason);

  if (said != NULL)
    return said->code;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_strcmp0 (error, pairs[i][0]) == 0)
      return pairs[i][1];
  /* A function that stumbled: "TypeError" and its like. */
  return error != NULL && g_str_has_suffix (error, "Error") ? "rule-failed" : "other";
}

char *
rapport_refusal_new (const char *error, const char *reason)
{
  if (reason == NULL)
    reason = error != NULL ? error : "";
  return g_strconcat (name_error (error, reason), "\t", reason, NULL);
}

char *
rapport_refusal_new_for_error (const GError *error)
{
  const Code *said = find_said (error->message);
  const char *code = "other";

  if (said != NULL)
    code = said->code;
  else if (g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_TOO_LARGE))
    code = "too-large";
  else if (g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN))
    code = "forbidden";
  else if (g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED))
    code = "not-understood";
  return g_strconcat (code, "\t", error->message, NULL);
}

char *
rapport_refusal_new_for_file (const char *refusal)
{
  return g_str_has_prefix (refusal, "too-large\t") ? g_strconcat ("file-", refusal, NULL)
                                                   : g_strdup (refusal);
}

void
rapport_refusal_read (const char *refusal, RapportRefusal *self)
{
  const char *tab = strchr (refusal, '\t');
  const Code *code =
    tab != NULL ? find_code (refusal, (gsize) (tab - refusal)) : find_said (refusal);

  /* One that was kept before there were codes. */
  if (code == NULL)
    code = find_code ("other", strlen ("other"));
  self->code = code->code;
  self->title = _ (words[code->words].title);
  self->what = _ (words[code->words].what);
  self->advice = _ (words[code->words].advice);
  self->is_clear = words[code->words].is_clear;
  self->detail = tab != NULL ? tab + 1 : refusal;
}

char *
rapport_refusal_write_line (const char *refusal)
{
  RapportRefusal self;

  rapport_refusal_read (refusal, &self);
  return *self.detail == '\0' || g_str_equal (self.what, self.detail)
           ? g_strdup (self.what)
           /* Translators: a sentence, then what was answered, in the language of the server */
           : g_strdup_printf (_ ("%s The server says: %s"), self.what, self.detail);
}
