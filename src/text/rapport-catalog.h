/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportCatalog:
 *
 * The translations of one language, whatever the language of the interface and
 * whatever locales the system has: a client's report may be Russian while the
 * window is English. Read from the same compiled catalogues (.mo) that gettext
 * uses. Immutable; may be used from any thread.
 *
 * Strings given out live as long as the catalogue, which for those of
 * rapport_catalog_get() is as long as the process. Where there is no
 * translation the given string comes back.
 */
typedef struct _RapportCatalog RapportCatalog;

/**
 * rapport_catalog_get:
 * @lang: a language such as "ru", "pt_BR" or "ru_RU.UTF-8"; %NULL is "en"
 *
 * The file is looked for as `<dir>/<lang>/LC_MESSAGES/rapport.mo`, first with
 * and then without the country, where dir is the environment variable
 * RAPPORT_LOCALEDIR or else the folder of the installation. A language whose
 * file is missing or damaged gets a catalogue without translations.
 *
 * Returns: (transfer none): never %NULL; the same one each time
 */
RapportCatalog *rapport_catalog_get (const char *lang);

/**
 * rapport_catalog_new_from_bytes:
 * @bytes: the content of a .mo file, of either byte order, in UTF-8
 * @error: set to %RAPPORT_TEXT_ERROR_DAMAGED when any part of it is not sound
 *
 * Returns: (transfer full): a catalogue, or %NULL
 */
RapportCatalog *rapport_catalog_new_from_bytes (GBytes *bytes, GError **error);

void rapport_catalog_free (RapportCatalog *self);

/* The number of messages that have a translation. */
guint rapport_catalog_get_size (RapportCatalog *self);

/* The translation of @msgid, as of _(). */
const char *rapport_catalog_text (RapportCatalog *self, const char *msgid) G_GNUC_FORMAT (2);

/* The translation of @msgid in @context, as of C_(). */
const char *rapport_catalog_text_in (RapportCatalog *self, const char *context, const char *msgid)
  G_GNUC_FORMAT (3);

/* The form for @n of a message with plural forms, as of ngettext(). */
const char *
rapport_catalog_plural (RapportCatalog *self, const char *singular, const char *plural, guint64 n)
  G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCatalog, rapport_catalog_free)

G_END_DECLS
