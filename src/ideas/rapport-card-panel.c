/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-panel.h"

#include "rapport-card-item.h"
#include "rapport-card-links.h"
#include "rapport-card-many.h"
#include "rapport-card-own.h"
#include "rapport-cards.h"
#include "rapport-publish.h"
#include "rapport-remarks-group.h"
#include "rapport-said-group.h"
#include "rapport-toast.h"
#include "rapport-votes-group.h"

#include <glib/gi18n-lib.h>

/* Before the frame is made that shows it, and one turn after the other. */
#define PRIORITY (GDK_PRIORITY_REDRAW - 5)

/* More than this many are not looked at one by one. */
#define MOST_LOOKED_AT 500

struct _RapportCardPanel
{
  AdwBin parent_instance;

  RapportLibrary *library;
  GStrv ids;
  RapportRecord *thing; /* the only one that is selected */
  RapportWorkItem *item;
  gboolean public_only;

  GtkStack *stack;
  GtkWidget *scrolled;
  GtkBox *box;  /* owned */
  guint making; /* source */
  GtkLabel *kind;
  GtkWidget *fields; /* of a work item */
  GtkWidget *own;
  GtkWidget *links;
  GtkWidget *votes;
  GtkWidget *remarks;
  GtkWidget *said;
  GtkWidget *many;
};

enum
{
  PROP_PUBLIC_ONLY = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  SIGNAL_CARD_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportCardPanel, rapport_card_panel, ADW_TYPE_BIN)

/* The pages, made when they are first needed. */

static GtkWidget *
make_page (GtkWidget *box)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static void
card_opened_cb (RapportCardPanel *self, const char *board_id, const char *card_id)
{
  g_signal_emit (self, signals[SIGNAL_CARD_OPENED], 0, board_id, card_id);
}

/* Steps of making the page of a card, each in a turn of its own: all of it at once takes longer
 * than one should. FALSE when nothing is left. */
static gboolean
make_card_page (RapportCardPanel *self)
{
  if (self->box == NULL)
    {
      self->box = GTK_BOX (g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18)));
      self->kind = GTK_LABEL (gtk_label_new (""));
      gtk_label_set_xalign (self->kind, 0);
      gtk_widget_add_css_class (GTK_WIDGET (self->kind), "heading");
      self->fields = rapport_card_item_new (self->library);
      gtk_box_append (self->box, GTK_WIDGET (self->kind));
      gtk_box_append (self->box, self->fields);
      return TRUE;
    }
  if (self->links == NULL)
    {
      self->own = rapport_card_own_new (self->library);
      self->links = rapport_card_links_new (self->library);
      gtk_box_insert_child_after (self->box,
                                  rapport_card_links_get_tried (RAPPORT_CARD_LINKS (self->links)),
                                  GTK_WIDGET (self->kind));
      gtk_box_append (self->box, self->links);
      gtk_box_append (self->box, self->own);
      g_signal_connect_swapped (self->links, "card-opened", G_CALLBACK (card_opened_cb), self);
      return TRUE;
    }
  if (self->said != NULL)
    return FALSE;
  self->votes = rapport_votes_group_new (self->library);
  self->remarks = rapport_remarks_group_new (self->library);
  self->said = rapport_said_group_new (self->library);
  gtk_box_append (self->box, self->votes);
  gtk_box_append (self->box, self->remarks);
  gtk_box_append (self->box, self->said);
  self->scrolled = make_page (GTK_WIDGET (self->box));
  gtk_stack_add_named (self->stack, self->scrolled, "card");
  return TRUE;
}

static void show (RapportCardPanel *self);

static gboolean
make_cb (gpointer user_data)
{
  RapportCardPanel *self = user_data;

  if (make_card_page (self))
    return G_SOURCE_CONTINUE;
  self->making = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* FALSE until the page of a card is there; then it is shown. */
static gboolean
need_card_page (RapportCardPanel *self)
{
  if (self->scrolled != NULL && self->making == 0)
    return TRUE;
  if (self->making == 0)
    self->making = g_idle_add_full (PRIORITY, make_cb, self, NULL);
  return FALSE;
}

/* At once, for one who can't wait. */
static void
finish_making (RapportCardPanel *self)
{
  if (self->making == 0)
    return;
  while (make_card_page (self))
    ;
  g_clear_handle_id (&self->making, g_source_remove);
  show (self);
}

static void
ensure_many_page (RapportCardPanel *self)
{
  if (self->many != NULL)
    return;
  self->many = rapport_card_many_new (self->library);
  gtk_stack_add_named (self->stack, make_page (self->many), "many");
}

static GtkWidget *
make_status (const char *icon, const char *title, const char *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

/* Showing. */

static const char *
name_kind (RapportCardPanel *self)
{
  if (RAPPORT_IS_FRAME (self->thing))
    return _ ("Frame");
  if (RAPPORT_IS_EDGE (self->thing))
    return _ ("Connector");
  return rapport_field_get_word_label (
    &rapport_placement_info.fields[RAPPORT_PLACEMENT_KIND],
    rapport_record_get_text (self->thing, RAPPORT_PLACEMENT_KIND));
}

/* (transfer full) (nullable): what the card points at. */
static RapportWorkItem *
find_item (RapportCardPanel *self)
{
  RapportRecord *item;

  if (!RAPPORT_IS_PLACEMENT (self->thing) ||
      !rapport_record_has_word (self->thing, RAPPORT_PLACEMENT_KIND, "item"))
    return NULL;
  item = rapport_library_get (self->library, RAPPORT_TYPE_WORK_ITEM,
                              rapport_record_get_text (self->thing, RAPPORT_PLACEMENT_ITEM));
  return item != NULL ? RAPPORT_WORK_ITEM (item) : NULL;
}

static gboolean
is_public (RapportRecord *record)
{
  g_autoptr (RapportPublicRecord) copy =
    rapport_publish (record, rapport_record_get_client_id (record));

  return copy != NULL;
}

/* (transfer full) (nullable) */
static RapportRecord *
find_board (RapportCardPanel *self)
{
  return rapport_library_get (self->library, RAPPORT_TYPE_IDEA_BOARD,
                              rapport_record_get_text (self->thing, RAPPORT_PLACEMENT_BOARD));
}

/* Where only the client's is shown, the sum of the dots stands where the score does. */
static gboolean
shows_votes (RapportCardPanel *self, RapportRecord *board)
{
  return !self->public_only ||
         (board != NULL && rapport_record_get_boolean (board, RAPPORT_IDEA_BOARD_SHOW_SCORE));
}

/* Before anything is filled in: what is not for the client is not there for a moment either. */
static void
tell_public_only (RapportCardPanel *self)
{
  rapport_card_item_set_public_only (RAPPORT_CARD_ITEM (self->fields), self->public_only);
  rapport_card_own_set_public_only (RAPPORT_CARD_OWN (self->own), self->public_only);
  rapport_card_links_set_public_only (RAPPORT_CARD_LINKS (self->links), self->public_only);
  rapport_votes_group_set_public_only (RAPPORT_VOTES_GROUP (self->votes), self->public_only);
  rapport_remarks_group_set_public_only (RAPPORT_REMARKS_GROUP (self->remarks), self->public_only);
  rapport_said_group_set_public_only (RAPPORT_SAID_GROUP (self->said), self->public_only);
}

static void
show_card (RapportCardPanel *self)
{
  RapportPlacement *card =
    RAPPORT_IS_PLACEMENT (self->thing) ? RAPPORT_PLACEMENT (self->thing) : NULL;
  const gboolean is_note =
    card != NULL && rapport_record_has_word (self->thing, RAPPORT_PLACEMENT_KIND, "note");
  g_autoptr (RapportRecord) board = card != NULL ? find_board (self) : NULL;

  tell_public_only (self);
  gtk_label_set_text (self->kind, name_kind (self));
  rapport_card_item_set_item (RAPPORT_CARD_ITEM (self->fields), self->item,
                              board != NULL ? RAPPORT_IDEA_BOARD (board) : NULL);
  gtk_widget_set_visible (self->fields, self->item != NULL);
  rapport_card_own_set_thing (RAPPORT_CARD_OWN (self->own), self->thing);
  gtk_box_reorder_child_after (self->box, self->own,
                               self->item != NULL ? self->said : self->fields);
  rapport_card_links_set_card (RAPPORT_CARD_LINKS (self->links), card, self->item);
  gtk_widget_set_visible (self->links, self->item != NULL || is_note);
  rapport_votes_group_set_card (RAPPORT_VOTES_GROUP (self->votes), card);
  gtk_widget_set_visible (self->votes, card != NULL && shows_votes (self, board));
  rapport_remarks_group_set_card (RAPPORT_REMARKS_GROUP (self->remarks), card);
  gtk_widget_set_visible (self->remarks, card != NULL);
  rapport_said_group_set_card (RAPPORT_SAID_GROUP (self->said), card, self->item);
}

/* Lets go of what is not shown any more, so that nothing is typed into it. */
static void
forget_card (RapportCardPanel *self)
{
  if (self->scrolled == NULL)
    return;
  rapport_card_item_set_item (RAPPORT_CARD_ITEM (self->fields), NULL, NULL);
  rapport_card_own_set_thing (RAPPORT_CARD_OWN (self->own), NULL);
  rapport_card_links_set_card (RAPPORT_CARD_LINKS (self->links), NULL, NULL);
  rapport_votes_group_set_card (RAPPORT_VOTES_GROUP (self->votes), NULL);
  rapport_remarks_group_set_card (RAPPORT_REMARKS_GROUP (self->remarks), NULL);
  rapport_said_group_set_card (RAPPORT_SAID_GROUP (self->said), NULL, NULL);
}

static const char *
choose_page (RapportCardPanel *self)
{
  const guint n = self->ids != NULL ? g_strv_length (self->ids) : 0;

  if (n > 1)
    return "many";
  if (self->thing == NULL)
    return "empty";
  if (self->public_only && (!is_public (self->thing) ||
                            (self->item != NULL && !is_public (RAPPORT_RECORD (self->item)))))
    return "confidential";
  return "card";
}

static void
show (RapportCardPanel *self)
{
  const char *page = choose_page (self);

  if (g_str_equal (page, "card") && !need_card_page (self))
    return;
  if (g_str_equal (page, "card"))
    show_card (self);
  else
    forget_card (self);
  if (g_str_equal (page, "many"))
    {
      ensure_many_page (self);
      rapport_card_many_set_ids (RAPPORT_CARD_MANY (self->many), (const char *const *) self->ids);
    }
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
look_up (RapportCardPanel *self)
{
  g_clear_object (&self->item);
  g_clear_object (&self->thing);
  if (self->ids == NULL || g_strv_length (self->ids) != 1)
    return;
  self->thing = rapport_cards_find (self->library, self->ids[0]);
  if (self->thing != NULL && rapport_record_is_trashed (self->thing))
    g_clear_object (&self->thing);
  if (self->thing != NULL)
    self->item = find_item (self);
}

/* Whether the selection is another one after a change of these: a card went away or came
 * back, or points at something else. */
static gboolean
is_touched (RapportCardPanel *self, RapportChangeSet *set)
{
  for (char **id = self->ids; *id != NULL; id++)
    if (rapport_change_set_find (set, *id) != NULL)
      return TRUE;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (change->info == &rapport_idea_board_info ||
          (self->ids[1] != NULL && change->info == &rapport_work_item_info))
        return TRUE;
    }
  return FALSE;
}

static void
committed_cb (RapportCardPanel *self, RapportChangeSet *set)
{
  g_autoptr (RapportRecord) thing = g_steal_pointer (&self->thing);
  g_autoptr (RapportWorkItem) item = g_steal_pointer (&self->item);
  const gboolean several = self->ids != NULL && self->ids[0] != NULL && self->ids[1] != NULL;

  if (self->ids == NULL || (several && g_strv_length (self->ids) > MOST_LOOKED_AT) ||
      !is_touched (self, set))
    {
      self->thing = g_steal_pointer (&thing);
      self->item = g_steal_pointer (&item);
      return;
    }
  look_up (self);
  /* The rows are live: only another card, or another kind of it, is shown anew. */
  if (several || self->thing != thing || self->item != item ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), choose_page (self)) != 0)
    show (self);
  else if (self->thing != NULL && RAPPORT_IS_PLACEMENT (self->thing) && self->item != NULL)
    {
      g_autoptr (RapportRecord) board = find_board (self);

      rapport_card_item_set_item (RAPPORT_CARD_ITEM (self->fields), self->item,
                                  board != NULL ? RAPPORT_IDEA_BOARD (board) : NULL);
    }
}

/* The object. */

static void
rapport_card_panel_dispose (GObject *object)
{
  RapportCardPanel *self = RAPPORT_CARD_PANEL (object);

  g_clear_handle_id (&self->making, g_source_remove);
  g_clear_object (&self->box);
  g_clear_object (&self->item);
  g_clear_object (&self->thing);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_card_panel_parent_class)->dispose (object);
}

static void
rapport_card_panel_finalize (GObject *object)
{
  g_strfreev (RAPPORT_CARD_PANEL (object)->ids);
  G_OBJECT_CLASS (rapport_card_panel_parent_class)->finalize (object);
}

static void
rapport_card_panel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, RAPPORT_CARD_PANEL (object)->public_only);
}

static void
rapport_card_panel_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  rapport_card_panel_set_public_only (RAPPORT_CARD_PANEL (object), g_value_get_boolean (value));
}

static void
rapport_card_panel_class_init (RapportCardPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rapport_card_panel_dispose;
  object_class->finalize = rapport_card_panel_finalize;
  object_class->get_property = rapport_card_panel_get_property;
  object_class->set_property = rapport_card_panel_set_property;
  properties[PROP_PUBLIC_ONLY] =
    g_param_spec_boolean ("public-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_CARD_OPENED] =
    g_signal_new ("card-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
rapport_card_panel_init (RapportCardPanel *self)
{
  GtkWidget *stack = gtk_stack_new ();

  self->stack = GTK_STACK (stack);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack,
                       make_status ("rapport-pointer-symbolic", _ ("Nothing Selected"),
                                    _ ("Select a card to see what is known of it.")),
                       "empty");
  gtk_stack_add_named (
    self->stack,
    make_status ("changes-prevent-symbolic", _ ("Only for the Team"),
                 _ ("This card is not for the client, so it is not shown during the call.")),
    "confidential");
  adw_bin_set_child (ADW_BIN (self), stack);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Details of the card"), -1);
}

GtkWidget *
rapport_card_panel_new (RapportLibrary *library)
{
  RapportCardPanel *self = g_object_new (RAPPORT_TYPE_CARD_PANEL, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}

void
rapport_card_panel_set_selection (RapportCardPanel *self, const char *const *ids)
{
  g_auto (GStrv) kept = ids != NULL ? g_strdupv ((char **) ids) : NULL;

  if (kept != NULL && self->ids != NULL &&
      g_strv_equal ((const char *const *) kept, (const char *const *) self->ids))
    return;
  g_strfreev (self->ids);
  self->ids = g_steal_pointer (&kept);
  look_up (self);
  show (self);
  if (self->scrolled != NULL)
    gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

void
rapport_card_panel_set_public_only (RapportCardPanel *self, gboolean public_only)
{
  if (self->public_only == public_only)
    return;
  self->public_only = public_only;
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PUBLIC_ONLY]);
}

gboolean
rapport_card_panel_edit (RapportCardPanel *self)
{
  finish_making (self);
  if (self->thing == NULL || !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "card"))
    return FALSE;
  if (self->item != NULL)
    rapport_card_item_edit (RAPPORT_CARD_ITEM (self->fields));
  else
    rapport_card_own_edit (RAPPORT_CARD_OWN (self->own));
  return TRUE;
}
