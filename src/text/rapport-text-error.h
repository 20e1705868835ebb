/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportTextError:
 * @RAPPORT_TEXT_ERROR_DAMAGED: a file does not have the form that it should have
 *
 * What can go wrong in text/.
 */
typedef enum
{
  RAPPORT_TEXT_ERROR_DAMAGED,
} RapportTextError;

#define RAPPORT_TEXT_ERROR (rapport_text_error_quark ())

GQuark rapport_text_error_quark (void);

G_END_DECLS
