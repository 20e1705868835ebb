/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library-file.h"
#include "rapport-records.h"
#include "rapport-report-builder.h"
#include "rapport-transaction.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RapportCliExit:
 * @RAPPORT_CLI_OK: done
 * @RAPPORT_CLI_FAILED: it could not be done; the message says why
 * @RAPPORT_CLI_USAGE: the words of the command line are wrong
 * @RAPPORT_CLI_LIBRARY: the library can't be opened, or is not sound
 * @RAPPORT_CLI_INPUT: a file that was to be read is refused
 *
 * What rapportctl exits with; the man page lists the same.
 */
typedef enum
{
  RAPPORT_CLI_OK,
  RAPPORT_CLI_FAILED,
  RAPPORT_CLI_USAGE,
  RAPPORT_CLI_LIBRARY,
  RAPPORT_CLI_INPUT,
} RapportCliExit;

/**
 * RapportCliCommand:
 * @name: the word after "rapportctl"
 * @arguments: what follows it, for --help
 * @summary: N_() one line
 * @run: gets its own words, the name first
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  RapportCliExit (*run) (int argc, char **argv);
} RapportCliCommand;

extern const RapportCliCommand rapport_cli_sample;
extern const RapportCliCommand rapport_cli_clients;
extern const RapportCliCommand rapport_cli_import;
extern const RapportCliCommand rapport_cli_take_in;
extern const RapportCliCommand rapport_cli_contacts;
extern const RapportCliCommand rapport_cli_report;
extern const RapportCliCommand rapport_cli_agenda;
extern const RapportCliCommand rapport_cli_minutes;
extern const RapportCliCommand rapport_cli_agreements;
extern const RapportCliCommand rapport_cli_board;
extern const RapportCliCommand rapport_cli_board_import;
extern const RapportCliCommand rapport_cli_ics;
extern const RapportCliCommand rapport_cli_import_ics;
extern const RapportCliCommand rapport_cli_digest;
extern const RapportCliCommand rapport_cli_check;
extern const RapportCliCommand rapport_cli_backup;
extern const RapportCliCommand rapport_cli_restore;
extern const RapportCliCommand rapport_cli_server;
extern const RapportCliCommand rapport_cli_sync;

/* Reads the options, the rest of which must be @n_files or more words (exactly,
 * where @more is %FALSE). On a mistake it is said on standard error, with
 * %FALSE. (out) (transfer full): @files. */
gboolean rapport_cli_parse (const RapportCliCommand *command,
                            const GOptionEntry *entries,
                            int argc,
                            char **argv,
                            guint n_files,
                            gboolean more,
                            GStrv *files);

/* A text as one line of a terminal, whatever it holds. (transfer full) */
char *rapport_cli_one_line (const char *text);

/* Says on standard error what went wrong. */
void rapport_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* What went wrong with a file that was to be read. */
void rapport_cli_complain_file (const char *path, const GError *error);

/* Opens the library; where a window holds it, changes are handed to that. */
RapportLibrary *rapport_cli_open (const char *path, RapportOpenFlags flags, RapportClock *clock);

/* Everything on disk, or a complaint. */
gboolean rapport_cli_finish (RapportLibrary *library);

/* The client with this id, or the one whose name is this, or the only one whose
 * name begins so, case and ё aside. (transfer full); otherwise a complaint that
 * names those that may have been meant. */
RapportClient *rapport_cli_find_client (RapportLibrary *library, const char *name);

/* Whether the folder of a file to be written is there, or a complaint: before anything
 * is worked out. */
gboolean rapport_cli_check_folder (const char *output);

/* Whether reports speak @language (%NULL: their own), or a complaint. */
gboolean rapport_cli_check_language (const char *language);

/* As rapport_report_preview(), but in @language, where that is not %NULL. A
 * report that has been sent says what it said, under headings in @language. */
RapportReportDocument *rapport_cli_preview (RapportLibrary *library,
                                            RapportClient *client,
                                            const char *template,
                                            RapportDay day,
                                            const char *language,
                                            GError **error);

/* Prints a JSON value and a line end. (transfer full) for @node. */
void rapport_cli_print_json (JsonNode *node);

G_END_DECLS
