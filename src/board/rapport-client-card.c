/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-card.h"

#include "rapport-card-style.h"
#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-light-strip.h"
#include "rapport-mark-details.h"
#include "rapport-monogram.h"

#include <glib/gi18n-lib.h>

#define MONOGRAM 36
#define ICON     16
#define GAP      6  /* between the lines of a card */
#define SPACE    12 /* between what stands in one line */
/* Words that would have to be cut to less are left out. */
#define LEAST_WORDS 24
/* What a name may be cut down to, and what it likes to have. */
#define LEAST_NAME   72
#define NATURAL_NAME 144
/* The marks of colleagues: so many at most, a shape before the initials of each. */
#define MOST_OTHERS 3
#define OTHER_SHAPE 8
#define OTHER_GAP   3

/* The words on a card, which it draws itself. */
typedef enum
{
  WORDS_INITIALS,
  WORDS_NAME,
  WORDS_OWNER,
  WORDS_NEXT,
  WORDS_EVIDENCE,
  N_WORDS,
} Words;

static const struct
{
  RapportCardFont font;
  gboolean dimmed;
} looks[N_WORDS] = {
  [WORDS_INITIALS] = { RAPPORT_CARD_FONT_MONOGRAM, FALSE },
  [WORDS_NAME] = { RAPPORT_CARD_FONT_HEADING, FALSE },
  [WORDS_OWNER] = { RAPPORT_CARD_FONT_CAPTION, TRUE },
  [WORDS_NEXT] = { RAPPORT_CARD_FONT_CAPTION, FALSE },
  [WORDS_EVIDENCE] = { RAPPORT_CARD_FONT_CAPTION, TRUE },
};

typedef struct
{
  RapportMark mark;
  PangoLayout *initials;
} Other;

struct _RapportClientCard
{
  GtkWidget parent_instance;

  GtkWidget *worse; /* made when it is needed */
  GtkWidget *strip;
  PangoLayout *words[N_WORDS];
  GdkRectangle places[N_WORDS];
  char *next_hint;
  Other others[MOST_OTHERS];
  guint n_others;
  GdkRectangle others_place; /* the whole second line */

  RapportLibrary *library;
  GtkListItem *item; /* the row, while there is a client */
  RapportClient *client;
  RapportLights *lights;
  gboolean stale; /* something has changed while it was out of sight */
};

G_DEFINE_FINAL_TYPE (RapportClientCard, rapport_client_card, GTK_TYPE_WIDGET)

static const char *
get_id (RapportClientCard *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->client));
}

static char *
get_owner_name (RapportClientCard *self)
{
  g_autoptr (RapportRecord) owner = rapport_library_get (
    self->library, RAPPORT_TYPE_MEMBER,
    rapport_record_get_text (RAPPORT_RECORD (self->client), RAPPORT_CLIENT_OWNER));

  return g_strdup (owner != NULL ? rapport_record_get_title (owner) : "");
}

/* Words. Their fonts are set when they are drawn. */

static const char *
get_words (RapportClientCard *self, Words which)
{
  return self->words[which] != NULL ? pango_layout_get_text (self->words[which]) : "";
}

static void
set_words (RapportClientCard *self, Words which, const char *text)
{
  const gboolean were_there = *get_words (self, which) != '\0';

  if (self->words[which] == NULL)
    {
      self->words[which] = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_single_paragraph_mode (self->words[which], TRUE);
      pango_layout_set_ellipsize (self->words[which], PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (self->words[which], text, -1);
  /* A line that is empty takes no room. */
  if (were_there != (*text != '\0'))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The marks of colleagues. */

static void
clear_others (RapportClientCard *self)
{
  while (self->n_others > 0)
    g_clear_object (&self->others[--self->n_others].initials);
}

static void
show_others (RapportClientCard *self)
{
  g_autoptr (GArray) others = rapport_lights_get_others (self->lights, get_id (self));
  const guint before = self->n_others;

  clear_others (self);
  for (guint i = 0; i < MIN (others->len, MOST_OTHERS); i++)
    {
      const RapportOtherMark *other = &g_array_index (others, RapportOtherMark, i);
      g_autofree char *initials = rapport_mark_details_get_initials (self->library, other->member);

      self->others[i].mark = other->mark;
      self->others[i].initials = gtk_widget_create_pango_layout (GTK_WIDGET (self), initials);
    }
  self->n_others = MIN (others->len, MOST_OTHERS);
  if (before != self->n_others)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
append_others (RapportClientCard *self, GString *text)
{
  g_autoptr (GArray) others = rapport_lights_get_others (self->lights, get_id (self));

  for (guint i = 0; i < others->len; i++)
    {
      const RapportOtherMark *other = &g_array_index (others, RapportOtherMark, i);
      g_autoptr (RapportRecord) member =
        rapport_library_get (self->library, RAPPORT_TYPE_MEMBER, other->member);

      g_string_append_printf (text, ", %s %s",
                              member != NULL ? rapport_record_get_title (member)
                                             : _ ("A former colleague"),
                              rapport_mark_get_label (other->mark));
    }
}

static void
append_part (GString *text, const char *part)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

/* "Romashka Clinics, Moved forward, 2 dates missed". */
static char *
describe (RapportClientCard *self)
{
  GString *text = g_string_new (NULL);
  RapportEvidence evidence;
  g_autofree char *suggestion = NULL;
  g_autofree char *owner = NULL;

  rapport_lights_get_evidence (self->lights, get_id (self), &evidence);
  suggestion = rapport_evidence_to_text (&evidence);
  owner = get_owner_name (self);
  append_part (text, rapport_record_get_title (RAPPORT_RECORD (self->client)));
  append_part (text,
               rapport_mark_get_label (rapport_lights_get_mark (self->lights, get_id (self), 0)));
  if (rapport_lights_is_worse (self->lights, get_id (self)))
    append_part (text, _ ("worse than last week"));
  append_part (text, owner);
  append_others (self, text);
  append_part (text, suggestion);
  append_part (text, self->next_hint);
  return g_string_free (text, FALSE);
}

static void
show_description (RapportClientCard *self)
{
  g_autofree char *text = describe (self);

  gtk_list_item_set_accessible_label (self->item, text);
}

static void
show_client (RapportClientCard *self)
{
  const char *name = rapport_record_get_title (RAPPORT_RECORD (self->client));
  g_autofree char *owner = get_owner_name (self);
  g_autofree char *initials = rapport_monogram_make_initials (name);

  set_words (self, WORDS_INITIALS, initials);
  set_words (self, WORDS_NAME, name);
  set_words (self, WORDS_OWNER, owner);
}

/* As short as the card needs: "today", "25 Nov". */
static char *
format_next (RapportDay day, RapportDay today)
{
  if (day == RAPPORT_DAY_NONE || ABS (day - today) <= 1)
    return rapport_format_day (day, today);
  return rapport_locale_day_short (rapport_format_locale (), day);
}

static void
show_next (RapportClientCard *self, RapportDay day, RapportDay today)
{
  g_autofree char *text = format_next (day, today);
  g_autofree char *full = rapport_locale_day_full (rapport_format_locale (), day);

  set_words (self, WORDS_NEXT, text);
  g_clear_pointer (&self->next_hint, g_free);
  self->next_hint = day != RAPPORT_DAY_NONE
                      ? g_strdup_printf (_ ("Next promise or contact: %s"), full)
                      : g_strdup ("");
}

static void
show_worse (RapportClientCard *self, gboolean worse)
{
  if (worse && self->worse == NULL)
    {
      self->worse = gtk_image_new_from_icon_name ("go-down-symbolic");
      gtk_widget_add_css_class (self->worse, "light-red");
      gtk_widget_set_tooltip_text (self->worse, _ ("Worse than last week"));
      gtk_widget_set_parent (self->worse, GTK_WIDGET (self));
    }
  if (self->worse != NULL)
    gtk_widget_set_visible (self->worse, worse);
}

static void
show_lights (RapportClientCard *self)
{
  const RapportDay today = rapport_format_today (self->library);
  RapportEvidence evidence;
  g_autofree char *text = NULL;

  rapport_lights_get_evidence (self->lights, get_id (self), &evidence);
  text = rapport_evidence_to_text (&evidence);
  rapport_light_strip_show (RAPPORT_LIGHT_STRIP (self->strip), self->lights, get_id (self), today);
  show_worse (self, rapport_lights_is_worse (self->lights, get_id (self)));
  set_words (self, WORDS_EVIDENCE, text);
  show_others (self);
  show_next (self, evidence.next, today);
  show_description (self);
}

static void
client_changed_cb (RapportClientCard *self)
{
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  show_client (self);
  show_description (self);
}

static void
lights_changed_cb (RapportClientCard *self, const char *client_id)
{
  if (client_id != NULL && !g_str_equal (client_id, get_id (self)))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_lights (self);
  else
    self->stale = TRUE;
}

static void
rapport_client_card_map (GtkWidget *widget)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (widget);

  if (self->stale && self->client != NULL)
    {
      show_client (self);
      show_lights (self);
    }
  self->stale = FALSE;
  GTK_WIDGET_CLASS (rapport_client_card_parent_class)->map (widget);
}

static void
let_go (RapportClientCard *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  if (self->lights != NULL)
    g_signal_handlers_disconnect_by_data (self->lights, self);
  g_clear_object (&self->client);
  g_clear_object (&self->lights);
  self->item = NULL;
}

/* Where things stand. */

static int
get_line_height (RapportClientCard *self, Words which)
{
  if (*get_words (self, which) == '\0' && (which != WORDS_OWNER || self->n_others == 0))
    return 0;
  return rapport_card_style_get_line (rapport_card_style_get (GTK_WIDGET (self)), looks[which].font)
    .height;
}

static int
measure_strip (RapportClientCard *self, GtkOrientation orientation)
{
  int size;

  gtk_widget_measure (self->strip, orientation, -1, &size, NULL, NULL, NULL);
  return size;
}

static int
measure_height (RapportClientCard *self)
{
  const int names = get_line_height (self, WORDS_NAME) + get_line_height (self, WORDS_OWNER);
  const int middle =
    MAX (measure_strip (self, GTK_ORIENTATION_VERTICAL), get_line_height (self, WORDS_NEXT));
  const int evidence = get_line_height (self, WORDS_EVIDENCE);

  return MAX (MONOGRAM, names) + GAP + middle + (evidence > 0 ? GAP + evidence : 0);
}

/* What a card contains never changes how wide it is: words are cut. */
static void
rapport_client_card_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = measure_height (self);
  else
    {
      const int strip = measure_strip (self, orientation);

      *minimum = MAX (strip, MONOGRAM + SPACE + LEAST_NAME);
      *natural = MAX (*minimum, MONOGRAM + SPACE + NATURAL_NAME + SPACE + ICON);
    }
}

/* Puts something into a card of @width; what is at the start is at the right
 * where people read from there. */
static GdkRectangle
put (RapportClientCard *self, int card, int x, int y, int width, int height)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = card - x - width;
  return (GdkRectangle) { x, y, MAX (width, 0), height };
}

/* The room that the marks of colleagues take at the end of the second line. */
static int
measure_others (RapportClientCard *self)
{
  RapportCardStyle *style = rapport_card_style_get (GTK_WIDGET (self));
  int room = 0;

  for (guint i = 0; i < self->n_others; i++)
    {
      int width;

      pango_layout_set_font_description (
        self->others[i].initials, rapport_card_style_get_font (style, RAPPORT_CARD_FONT_CAPTION));
      pango_layout_get_pixel_size (self->others[i].initials, &width, NULL);
      room += GAP + OTHER_SHAPE + OTHER_GAP + width;
    }
  return room;
}

static int
place_head (RapportClientCard *self, int width)
{
  const int name = get_line_height (self, WORDS_NAME);
  const int owner = get_line_height (self, WORDS_OWNER);
  const int height = MAX (MONOGRAM, name + owner);
  const int start = MONOGRAM + SPACE;
  const int y = (height - name - owner) / 2;
  int room = width - start;

  if (self->worse != NULL && gtk_widget_get_visible (self->worse))
    {
      const GdkRectangle icon = put (self, width, width - ICON, (height - ICON) / 2, ICON, ICON);

      gtk_widget_measure (self->worse, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->worse, &icon, -1);
      room -= SPACE + ICON;
    }
  self->places[WORDS_INITIALS] = put (self, width, 0, (height - MONOGRAM) / 2, MONOGRAM, MONOGRAM);
  self->places[WORDS_NAME] = put (self, width, start, y, room, name);
  self->others_place = put (self, width, start, y + name, room, owner);
  self->places[WORDS_OWNER] =
    put (self, width, start, y + name, MAX (0, room - measure_others (self)), owner);
  return height;
}

static void
rapport_client_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (widget);
  const int strip = measure_strip (self, GTK_ORIENTATION_HORIZONTAL);
  const int next = get_line_height (self, WORDS_NEXT);
  const int middle = MAX (measure_strip (self, GTK_ORIENTATION_VERTICAL), next);
  int y = place_head (self, width) + GAP;
  const GdkRectangle strip_place = put (self, width, 0, y, strip, middle);

  gtk_widget_size_allocate (self->strip, &strip_place, -1);
  self->places[WORDS_NEXT] =
    put (self, width, strip + GAP, y + (middle - next) / 2, width - strip - GAP, next);
  y += middle + GAP;
  self->places[WORDS_EVIDENCE] =
    put (self, width, 0, y, width, get_line_height (self, WORDS_EVIDENCE));
}

/* Drawing. */

static void
draw_words (RapportClientCard *self,
            GtkSnapshot *snapshot,
            RapportCardStyle *style,
            Words which,
            const GdkRGBA *colour,
            float align)
{
  const RapportCardLine line = rapport_card_style_get_line (style, looks[which].font);
  const GdkRectangle *place = &self->places[which];
  PangoLayout *layout = self->words[which];
  PangoRectangle extents;
  float x;

  if (*get_words (self, which) == '\0' || place->width < LEAST_WORDS)
    return;
  pango_layout_set_font_description (layout,
                                     rapport_card_style_get_font (style, looks[which].font));
  pango_layout_set_width (layout, place->width * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    align = 1 - align;
  x = (float) place->x - (float) extents.x + align * (float) (place->width - extents.width);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (x, (float) (place->y + (place->height - line.height) / 2 + line.ascent -
                                      PANGO_PIXELS (pango_layout_get_baseline (layout)))));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* From the end of the line. */
static void
draw_others (RapportClientCard *self,
             GtkSnapshot *snapshot,
             RapportCardStyle *style,
             const GdkRGBA *colour)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const GdkRectangle *place = &self->others_place;
  GdkRGBA colours[RAPPORT_MARK_RED + 1];
  int end = 0;

  if (self->n_others > 0)
    rapport_light_strip_get_colours (GTK_WIDGET (self), colours);
  for (guint i = self->n_others; i > 0; i--)
    {
      const Other *other = &self->others[i - 1];
      int width, height;
      int x;

      pango_layout_set_font_description (
        other->initials, rapport_card_style_get_font (style, RAPPORT_CARD_FONT_CAPTION));
      pango_layout_get_pixel_size (other->initials, &width, &height);
      end += width;
      x = mirrored ? place->x + end - width : place->x + place->width - end;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (
        snapshot,
        &GRAPHENE_POINT_INIT ((float) x, (float) (place->y + (place->height - height) / 2)));
      gtk_snapshot_append_layout (snapshot, other->initials, colour);
      gtk_snapshot_restore (snapshot);
      end += OTHER_GAP + OTHER_SHAPE;
      x = mirrored ? place->x + end - OTHER_SHAPE : place->x + place->width - end;
      rapport_light_icon_draw (snapshot, other->mark, (float) x,
                               (float) (place->y + (place->height - OTHER_SHAPE) / 2), OTHER_SHAPE,
                               &colours[other->mark]);
      end += GAP;
    }
}

static void
draw_monogram (RapportClientCard *self, GtkSnapshot *snapshot, RapportCardStyle *style)
{
  const GdkRectangle *place = &self->places[WORDS_INITIALS];
  GskRoundedRect round;
  GdkRGBA letters;
  GdkRGBA disc;

  rapport_card_style_get_monogram (style, get_words (self, WORDS_NAME), &letters, &disc);
  gsk_rounded_rect_init_from_rect (&round,
                                   &GRAPHENE_RECT_INIT ((float) place->x, (float) place->y,
                                                        (float) place->width,
                                                        (float) place->height),
                                   MONOGRAM / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &disc, &round.bounds);
  gtk_snapshot_pop (snapshot);
  draw_words (self, snapshot, style, WORDS_INITIALS, &letters, 0.5f);
}

static void
rapport_client_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (widget);
  RapportCardStyle *style = rapport_card_style_get (widget);
  GdkRGBA full;
  GdkRGBA dimmed;

  if (self->client == NULL)
    return;
  gtk_widget_get_color (widget, &full);
  dimmed = full;
  dimmed.alpha *= rapport_card_style_get_dim_opacity (style);
  draw_monogram (self, snapshot, style);
  for (guint i = WORDS_NAME; i < N_WORDS; i++)
    draw_words (self, snapshot, style, (Words) i, looks[i].dimmed ? &dimmed : &full,
                i == WORDS_NEXT ? 1 : 0);
  draw_others (self, snapshot, style, &dimmed);
  gtk_widget_snapshot_child (widget, self->strip, snapshot);
  if (self->worse != NULL)
    gtk_widget_snapshot_child (widget, self->worse, snapshot);
}

/* Another font or resolution. */
static void
rapport_client_card_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (widget);

  GTK_WIDGET_CLASS (rapport_client_card_parent_class)->system_setting_changed (widget, setting);
  for (guint i = 0; i < N_WORDS; i++)
    if (self->words[i] != NULL)
      pango_layout_context_changed (self->words[i]);
  for (guint i = 0; i < self->n_others; i++)
    pango_layout_context_changed (self->others[i].initials);
  gtk_widget_queue_resize (widget);
}

/* The tooltip of the words under the pointer. */
static gboolean
rapport_client_card_query_tooltip (
  GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (widget);
  const char *texts[N_WORDS] = {
    [WORDS_NAME] = get_words (self, WORDS_NAME),
    [WORDS_NEXT] = self->next_hint,
    [WORDS_EVIDENCE] = get_words (self, WORDS_EVIDENCE),
  };

  for (guint i = 0; !keyboard && i < N_WORDS; i++)
    if (texts[i] != NULL && *texts[i] != '\0' &&
        gdk_rectangle_contains_point (&self->places[i], x, y))
      {
        gtk_tooltip_set_text (tooltip, texts[i]);
        return TRUE;
      }
  return FALSE;
}

/* Life. */

static void
rapport_client_card_dispose (GObject *object)
{
  RapportClientCard *self = RAPPORT_CLIENT_CARD (object);

  let_go (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->next_hint, g_free);
  for (guint i = 0; i < N_WORDS; i++)
    g_clear_object (&self->words[i]);
  clear_others (self);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_pointer (&self->worse, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_client_card_parent_class)->dispose (object);
}

static void
rapport_client_card_class_init (RapportClientCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_client_card_dispose;
  widget_class->map = rapport_client_card_map;
  widget_class->measure = rapport_client_card_measure;
  widget_class->size_allocate = rapport_client_card_size_allocate;
  widget_class->snapshot = rapport_client_card_snapshot;
  widget_class->system_setting_changed = rapport_client_card_system_setting_changed;
  widget_class->query_tooltip = rapport_client_card_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "clientcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
rapport_client_card_init (RapportClientCard *self)
{
  self->next_hint = g_strdup ("");
  self->strip = rapport_light_strip_new ();
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
rapport_client_card_new (RapportLibrary *library)
{
  RapportClientCard *self = g_object_new (RAPPORT_TYPE_CLIENT_CARD, NULL);

  self->library = g_object_ref (library);
  return GTK_WIDGET (self);
}

void
rapport_client_card_show (RapportClientCard *self, GtkListItem *item, RapportLights *lights)
{
  RapportClient *client = gtk_list_item_get_item (item);

  let_go (self);
  if (lights == NULL || client == NULL)
    return;
  self->stale = FALSE;
  self->item = item;
  self->client = g_object_ref (client);
  self->lights = g_object_ref (lights);
  g_signal_connect_swapped (client, "changed", G_CALLBACK (client_changed_cb), self);
  g_signal_connect_swapped (lights, "changed", G_CALLBACK (lights_changed_cb), self);
  show_client (self);
  show_lights (self);
}

RapportClient *
rapport_client_card_get_client (RapportClientCard *self)
{
  return self->client;
}
