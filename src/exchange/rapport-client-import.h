/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-csv-date.h"
#include "rapport-csv-encoding.h"
#include "rapport-import-guess.h"
#include "rapport-newcomer.h"

G_BEGIN_DECLS

/* An agency has hundreds of clients; longer tables are something else. */
#define RAPPORT_CLIENT_IMPORT_MAX_ROWS  50000
#define RAPPORT_CLIENT_IMPORT_MAX_BYTES (128 * 1024 * 1024)

/**
 * RapportClientColumnRole:
 *
 * What a column of a table of clients is for. Several columns of one contact's
 * name ("First name", "Last name"), of e-mails, phones and notes are put
 * together; of the others, one is read. Parts of names, birthdays and companies
 * stand in tables of people alone.
 */
typedef enum
{
  RAPPORT_CLIENT_COLUMN_IGNORED,
  RAPPORT_CLIENT_COLUMN_NAME,
  RAPPORT_CLIENT_COLUMN_STATUS,
  RAPPORT_CLIENT_COLUMN_REASON,
  RAPPORT_CLIENT_COLUMN_SITE,
  RAPPORT_CLIENT_COLUMN_CITY,
  RAPPORT_CLIENT_COLUMN_INDUSTRY,
  RAPPORT_CLIENT_COLUMN_MANAGER,
  RAPPORT_CLIENT_COLUMN_SINCE,
  RAPPORT_CLIENT_COLUMN_NOTES,
  RAPPORT_CLIENT_COLUMN_CONTACT_NAME,
  RAPPORT_CLIENT_COLUMN_CONTACT_POSITION,
  RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL,
  RAPPORT_CLIENT_COLUMN_CONTACT_PHONE,
  RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME,
  RAPPORT_CLIENT_COLUMN_CONTACT_MIDDLE_NAME,
  RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME,
  RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY,
  RAPPORT_CLIENT_COLUMN_CONTACT_COMPANY,
} RapportClientColumnRole;

#define RAPPORT_CLIENT_N_COLUMN_ROLES (RAPPORT_CLIENT_COLUMN_CONTACT_COMPANY + 1)

/**
 * RapportClientColumn:
 * @number: from 1, as in the file
 * @title: the header, or ""
 * @samples: the first few texts; %NULL behind the last
 * @role: what is taken from it
 * @confidence: how sure this is
 *
 * What was understood of one column.
 */
typedef struct
{
  guint number;
  char *title;
  char **samples;
  RapportClientColumnRole role;
  RapportConfidence confidence;
} RapportClientColumn;

/**
 * RapportClientImport:
 *
 * The import of a table of clients and their contacts from separated values or
 * a workbook. First the file is read, with rapport_client_import_read(); columns
 * are guessed by the words of their headers in English and Russian, and else by
 * what they hold, and each guess can be corrected. Nothing is stored here.
 *
 * The object belongs to one thread; the asynchronous call reads in another.
 */
#define RAPPORT_TYPE_CLIENT_IMPORT (rapport_client_import_get_type ())
G_DECLARE_FINAL_TYPE (RapportClientImport, rapport_client_import, RAPPORT, CLIENT_IMPORT, GObject)

RapportClientImport *rapport_client_import_new_for_file (GFile *file);
RapportClientImport *rapport_client_import_new_for_bytes (GBytes *bytes);

/* Whether the table is one of people rather than of clients; before it is read. Then
 * each row is a person, as address books, mail programs and customer lists export
 * them. */
void rapport_client_import_set_people (RapportClientImport *self, gboolean people);
gboolean rapport_client_import_is_people (RapportClientImport *self);

/* (transfer none): what a column of such a table can be for, in the order of a
 * drop-down. */
const RapportClientColumnRole *rapport_client_import_get_roles (RapportClientImport *self,
                                                                guint *n_roles);

/* Reads the file. Fails as rapport_import_understand() does, and with TOO_LARGE
 * for more rows than clients can be. */
gboolean
rapport_client_import_read (RapportClientImport *self, GCancellable *cancellable, GError **error);
void rapport_client_import_read_async (RapportClientImport *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
rapport_client_import_read_finish (RapportClientImport *self, GAsyncResult *result, GError **error);

/* How much of the file has been read: 0 to 1. From any thread. */
double rapport_client_import_get_progress (RapportClientImport *self);

/* For these the file must be read again; they forget what was chosen for
 * columns. */
void rapport_client_import_set_sheet (RapportClientImport *self, const char *name);
void rapport_client_import_set_encoding (RapportClientImport *self, RapportCsvEncoding encoding);
void rapport_client_import_set_separator (RapportClientImport *self, char separator);

/* The line of the header; 0 for none, -1 for a guess. Takes effect at once, and
 * forgets what was chosen for columns. */
void rapport_client_import_set_header_line (RapportClientImport *self, int line);
guint rapport_client_import_get_header_line (RapportClientImport *self);

/* (element-type RapportSheet) (nullable): of a workbook; and the one that was read. */
GPtrArray *rapport_client_import_get_sheets (RapportClientImport *self);
guint rapport_client_import_get_sheet (RapportClientImport *self);
RapportCsvEncoding rapport_client_import_get_encoding (RapportClientImport *self);
char rapport_client_import_get_separator (RapportClientImport *self);

/* (element-type RapportClientColumn): renewed by each setter. */
GPtrArray *rapport_client_import_get_columns (RapportClientImport *self);
void rapport_client_import_set_column (RapportClientImport *self,
                                       guint number,
                                       RapportClientColumnRole role);

/* Whether 3/4/2026 is in April or in March; GUESS by all days of the column. */
void rapport_client_import_set_date_order (RapportClientImport *self, RapportDateOrder order);
RapportDateOrder rapport_client_import_get_date_order (RapportClientImport *self);

/* (transfer full) (element-type GStrv): the cells of at most @n rows below the
 * header, as they stand in the file. */
GPtrArray *rapport_client_import_get_preview (RapportClientImport *self, guint n);

/* What an assistant and a command call a role in this table: "Account manager";
 * translated. */
const char *rapport_client_import_get_role_label (RapportClientImport *self,
                                                  RapportClientColumnRole role);

/**
 * rapport_client_import_run:
 * @remarks: (out) (transfer full) (optional) (element-type RapportImportRemark):
 *   rows without a name, words for a status that are not known, days that are none
 *
 * Returns: (transfer full) (element-type RapportNewClient): perhaps none; of a table
 *   of people, RapportNewPerson
 */
GPtrArray *rapport_client_import_run (RapportClientImport *self, GPtrArray **remarks);

/* The same in another thread. What is corrected meanwhile is not looked at.
 * @remarks as above. Returns %NULL with @error when it was cancelled. */
void rapport_client_import_run_async (RapportClientImport *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *rapport_client_import_run_finish (RapportClientImport *self,
                                             GAsyncResult *result,
                                             GPtrArray **remarks,
                                             GError **error);

G_END_DECLS
