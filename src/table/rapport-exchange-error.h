/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportExchangeError:
 *
 * Why a file of others could not be used. The message is one sentence for the
 * user and begins with the line of the file wherever there is one. Errors of
 * the file system come as G_IO_ERROR.
 */
typedef enum
{
  RAPPORT_EXCHANGE_ERROR_EMPTY,
  RAPPORT_EXCHANGE_ERROR_NOT_TEXT,
  RAPPORT_EXCHANGE_ERROR_ENCODING,
  RAPPORT_EXCHANGE_ERROR_QUOTE,
  RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
  RAPPORT_EXCHANGE_ERROR_NO_TABLE,
  RAPPORT_EXCHANGE_ERROR_COLUMN,
  RAPPORT_EXCHANGE_ERROR_VALUE,
  RAPPORT_EXCHANGE_ERROR_DAY,
  RAPPORT_EXCHANGE_ERROR_FIRST_DAY,
  RAPPORT_EXCHANGE_ERROR_CURRENCY,
  RAPPORT_EXCHANGE_ERROR_CHANGED,
  RAPPORT_EXCHANGE_ERROR_KIND,
  RAPPORT_EXCHANGE_ERROR_PROTECTED,
  RAPPORT_EXCHANGE_ERROR_DAMAGED,
  RAPPORT_EXCHANGE_ERROR_SHEET,
} RapportExchangeError;

#define RAPPORT_EXCHANGE_ERROR (rapport_exchange_error_quark ())

GQuark rapport_exchange_error_quark (void);

G_END_DECLS
