/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One of what is offered. */
#define RAPPORT_TYPE_CHOOSER_ITEM (rapport_chooser_item_get_type ())
G_DECLARE_FINAL_TYPE (RapportChooserItem, rapport_chooser_item, RAPPORT, CHOOSER_ITEM, GObject)

/* @detail: said below the title and found as well, or %NULL. @word: what the mark before the title
 * is made of, or %NULL. */
RapportChooserItem *
rapport_chooser_item_new (const char *id, const char *title, const char *detail, const char *word);
const char *rapport_chooser_item_get_word (RapportChooserItem *self);

#define RAPPORT_TYPE_CHOOSER (rapport_chooser_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportChooser, rapport_chooser, RAPPORT, CHOOSER, AdwDialog)

/**
 * RapportChooser:
 *
 * A dialog to choose one of many things by their words: typed, found, Enter. Of tens of thousands
 * no more rows are made than are seen, and they are looked through in pieces. Who derives from it
 * reads what is offered, and may put a mark before each title.
 *
 * Signal `chosen (id)`: the dialog closes by itself, but for one that lasts.
 */
struct _RapportChooserClass
{
  AdwDialogClass parent_class;

  /* Both or none: (transfer floating) a mark that says nothing yet, and what it says. The words
   * of an offer (nullable) are told to a screen reader. */
  GtkWidget *(*make_mark) (RapportChooser *self);
  const char *(*show_mark) (RapportChooser *self, GtkWidget *mark, RapportChooserItem *offer);
};

/* What the dialog says, in the user's language; static. */
typedef struct
{
  const char *title;
  const char *search; /* in the empty entry */
  const char *list;   /* what a screen reader calls the list */
  const char *none;   /* when nothing is offered at all */
  const char *none_why;
  const char *not_found; /* when nothing is called so */
} RapportChooserWords;

void rapport_chooser_set_words (RapportChooser *self, const RapportChooserWords *words);

/* @id: (nullable): the one that is chosen now. */
void rapport_chooser_set_current (RapportChooser *self, const char *id);

/* Whether it stays open: then what is chosen is offered no more. */
void rapport_chooser_set_lasting (RapportChooser *self, gboolean lasting);

/* Below the list. */
void rapport_chooser_set_bottom (RapportChooser *self, GtkWidget *widget);

/* @offers: (element-type RapportChooserItem) (transfer full): in their order. Until then it is said
 * that they are being read. */
void rapport_chooser_take (RapportChooser *self, GPtrArray *offers);

/* As if the user had chosen it. */
void rapport_chooser_choose (RapportChooser *self, const char *id);

G_END_DECLS
