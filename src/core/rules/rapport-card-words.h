/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-library.h"
#include "rapport-records.h"

G_BEGIN_DECLS

/* (transfer full): what a card is called where it is not drawn: the title of what it points at,
 * else the first line of its text, else its address, else what kind of card it is. @kind: of
 * rapport_card_kinds; all others (nullable). Never empty. */
char *rapport_card_words (const char *kind,
                          const char *item_title,
                          const char *text,
                          const char *address);

/* (transfer full): the same for a card of the library. */
char *rapport_card_get_title (RapportLibrary *library, RapportPlacement *card);

G_END_DECLS
