/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-typing.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_FIELD_TYPING (rapport_field_typing_get_type ())
G_DECLARE_FINAL_TYPE (RapportFieldTyping, rapport_field_typing, RAPPORT, FIELD_TYPING, GObject)

/* Puts @text into the widget. */
typedef void (*RapportFieldTypingShow) (gpointer widget, const char *text);

/**
 * RapportFieldTyping:
 *
 * What an entry and a text view have in common when they edit a field of a
 * record: what is typed is saved, what changes elsewhere is shown, and neither
 * of the two overwrites the other while the user is typing. @widget is not
 * owned and has to outlive it.
 */
RapportFieldTyping *rapport_field_typing_new (RapportLibrary *library,
                                              guint field,
                                              const char *label,
                                              RapportFieldTypingShow show,
                                              gpointer widget);

/* @record may be %NULL. What is typed into the former record is saved first. */
void rapport_field_typing_set_record (RapportFieldTyping *self, RapportRecord *record);

/* The widget's text has changed; ignored while it is being shown. */
void rapport_field_typing_typed (RapportFieldTyping *self, const char *text);

/* The keyboard has left the widget. */
void rapport_field_typing_leave (RapportFieldTyping *self);

G_END_DECLS
