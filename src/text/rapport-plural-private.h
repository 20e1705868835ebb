/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportPlural:
 *
 * The rule of a language for choosing a plural form, as a gettext catalogue
 * states it in its Plural-Forms field. Immutable, usable from any thread.
 */
typedef struct _RapportPlural RapportPlural;

/* Reads "nplurals=3; plural=…;". Fails with %RAPPORT_TEXT_ERROR_DAMAGED. */
RapportPlural *rapport_plural_parse (const char *field, GError **error);
void rapport_plural_free (RapportPlural *self);

/* The index of the form for @n. A rule that divides by zero or leaves the
 * range for this @n gives 0. */
guint rapport_plural_get_form (const RapportPlural *self, guint64 n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPlural, rapport_plural_free)

G_END_DECLS
