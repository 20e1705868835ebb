/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MILLIMETRE  (72 / 25.4)
#define SIDE        (12 * MILLIMETRE)
#define HEAD        (24 * MILLIMETRE)
#define FOOT        (14 * MILLIMETRE)
#define HEADER_Y    (7 * MILLIMETRE)
#define TITLE_Y     (12 * MILLIMETRE)
#define TITLE_SIZE  17.0
#define SMALL_SIZE  8.5
#define MOST_SCALE  1.5  /* points for a board unit: larger looks like a children's book */
#define LEAST_SCALE 0.5  /* smaller can't be read on paper */
#define MOST_SORTED 3000 /* cards: more are told in the order of drawing */

typedef struct
{
  BoardDrawing drawing;
  RapportCatalog *catalog;
  Flow *flow;
  PangoContext *context;
  double width;
  double height;
  char *header;
  char *agency;
  int root;
} Pages;

static void
pages_clear (Pages *self)
{
  board_drawing_clear (&self->drawing);
  g_clear_pointer (&self->flow, flow_free);
  g_clear_object (&self->context);
  g_free (self->header);
  g_free (self->agency);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pages, pages_clear)

/* The sheet of paper. */

typedef struct
{
  double width, height; /* upright */
} Paper;

static gboolean
is_letter (RapportPublicBoard *board)
{
  RapportPublicRecord *records[] = { board->client, board->agency };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (records[i] != NULL && *rapport_public_record_get_text (records[i], "paper") != '\0')
      return g_str_equal (rapport_public_record_get_text (records[i], "paper"), "letter");
  return FALSE;
}

/* A4 to A0; for the others ANSI A to E. */
static const Paper papers[2][5] = {
  {
    { 210 * MILLIMETRE, 297 * MILLIMETRE },
    { 297 * MILLIMETRE, 420 * MILLIMETRE },
    { 420 * MILLIMETRE, 594 * MILLIMETRE },
    { 594 * MILLIMETRE, 841 * MILLIMETRE },
    { 841 * MILLIMETRE, 1189 * MILLIMETRE },
  },
  { { 612, 792 }, { 792, 1224 }, { 1224, 1584 }, { 1584, 2448 }, { 2448, 3168 } },
};

static double
get_scale (Pages *self, const RapportBox *area)
{
  return MIN (
    MIN ((self->width - 2 * SIDE) / area->width, (self->height - HEAD - FOOT) / area->height),
    MOST_SCALE);
}

/* Landscape, and large enough for the letters of the whole board to be read. */
static void
choose_paper (Pages *self)
{
  const BoardSheet *first = &g_array_index (self->drawing.sheets, BoardSheet, 0);
  const Paper *sizes = papers[is_letter (self->drawing.board)];
  const gboolean upright = first->frame == NULL && first->area.height > first->area.width;

  for (gsize i = 0; i < G_N_ELEMENTS (papers[0]); i++)
    {
      self->width = upright ? sizes[i].width : sizes[i].height;
      self->height = upright ? sizes[i].height : sizes[i].width;
      if (first->frame != NULL || get_scale (self, &first->area) >= LEAST_SCALE)
        return;
    }
}

/* Words of our own. */

static void
show_text (Pages *self,
           cairo_t *cr,
           const char *text,
           double size,
           gboolean bold,
           double x,
           double y,
           double width,
           PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (REPORT_FAMILY);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_SEMIBOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, alignment);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/* An invisible space: Cairo marks only what has text, and Pango alone writes none for it. */
static void
draw_blank (Pages *self, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  /* What can be seen through is not written, nor what has no extents at all: off the grid. */
  const FlowItem item = {
    .kind = FLOW_TEXT,
    .layout = layout,
    .n_lines = 1,
    .x = SIDE,
    .y = HEADER_Y,
    .width = 10,
    .size = SMALL_SIZE,
    .leading = SMALL_SIZE,
    .colour = { 0, 0, 0, 1 },
  };

  pango_layout_set_text (layout, " ", -1);
  report_draw_text (&item, cr, NULL);
}

/* Whose board it is above, and below who made it. */
static void
draw_margins (Pages *self, guint page, cairo_t *cr, ReportTags *tags)
{
  const double y = self->height - FOOT + 5 * MILLIMETRE;
  const double width = self->width - 2 * SIDE;
  /* Translators: a page's number and the number of pages */
  g_autofree char *number = g_strdup_printf (rapport_catalog_text (self->catalog, N_ ("%u of %u")),
                                             page + 1, self->drawing.sheets->len);

  report_tags_begin_artifact (tags, page, REPORT_ARTIFACT_HEADER);
  cairo_set_source_rgb (cr, 0.36, 0.36, 0.39);
  show_text (self, cr, self->header, SMALL_SIZE, FALSE, SIDE, HEADER_Y, width, PANGO_ALIGN_LEFT);
  report_tags_end_artifact (tags);
  report_tags_begin_artifact (tags, page, REPORT_ARTIFACT_FOOTER);
  cairo_set_source_rgb (cr, 0.36, 0.36, 0.39);
  show_text (self, cr, self->agency, SMALL_SIZE, FALSE, SIDE, y, width * 0.8, PANGO_ALIGN_LEFT);
  show_text (self, cr, number, SMALL_SIZE, FALSE, SIDE + width * 0.8, y, width * 0.2,
             PANGO_ALIGN_RIGHT);
  report_tags_end_artifact (tags);
}

static void
draw_title (Pages *self, const BoardSheet *sheet, int section, cairo_t *cr, ReportTags *tags)
{
  const int node = flow_add_node (self->flow, section, "H1");
  FlowOutline entry = { g_strdup (sheet->title), 0 };

  g_array_append_val (self->flow->outline, entry);
  report_tags_enter (tags, node, (int) self->flow->outline->len - 1);
  cairo_set_source_rgb (cr, 0.15, 0.15, 0.17);
  show_text (self, cr, sheet->title, TITLE_SIZE, TRUE, SIDE, TITLE_Y, self->width - 2 * SIDE,
             PANGO_ALIGN_LEFT);
}

/* The cards. */

/* What is drawn on one page. */
typedef struct
{
  Pages *pages;
  RapportScene *scene;
  const BoardSheet *sheet;
  guint page;
  int section;
  double scale, x, y; /* of board units on the page */
  cairo_t *cr;
  ReportTags *tags;
  GHashTable *drawn; /* of RapportSceneItem */
  GHashTable *leads; /* id → GString of what it leads to */
} Page;

/* From here on in board units, within the sheet. */
static void
begin_units (Page *self)
{
  const RapportBox *area = &self->sheet->area;

  cairo_save (self->cr);
  cairo_translate (self->cr, self->x, self->y);
  cairo_scale (self->cr, self->scale, self->scale);
  cairo_rectangle (self->cr, area->x, area->y, area->width, area->height);
  cairo_clip (self->cr);
}

static void
draw_item (Page *self, RapportSceneItem *item)
{
  begin_units (self);
  rapport_scene_painter_draw_item (self->pages->drawing.painter, self->cr, item, 1);
  cairo_restore (self->cr);
}

static const char *
name_kind (Page *self, RapportSceneKind kind)
{
  static const struct
  {
    RapportSceneKind kind;
    const char *label;
  } names[] = {
    { RAPPORT_SCENE_IDEA, N_ ("Idea or task") }, { RAPPORT_SCENE_NOTE, N_ ("Note") },
    { RAPPORT_SCENE_IMAGE, N_ ("Picture") },     { RAPPORT_SCENE_LINK, N_ ("Link") },
    { RAPPORT_SCENE_FIGURE, N_ ("Figure") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].kind == kind)
      return rapport_catalog_text (self->pages->catalog, names[i].label);
  return "";
}

/* In words: what it is, what it says, what its connectors lead to. */
static char *
describe (Page *self, const RapportSceneItem *item)
{
  g_autofree char *said = rapport_scene_item_describe (item);
  g_autofree char *clean = report_clean (said, TRUE);
  const GString *leads = g_hash_table_lookup (self->leads, item->id);
  GString *words = g_string_new (name_kind (self, item->kind));

  if (*clean != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ": " : "", clean);
  if (leads != NULL)
    g_string_append_printf (words, ". → %s", leads->str);
  return g_string_free_and_steal (words);
}

static RapportBox
place_of (Page *self, const RapportBox *box)
{
  const RapportBox *area = &self->sheet->area;
  const double left = MAX (box->x, area->x);
  const double top = MAX (box->y, area->y);
  const double right = MIN (rapport_box_right (box), rapport_box_right (area));
  const double bottom = MIN (rapport_box_bottom (box), rapport_box_bottom (area));

  return (RapportBox) { self->x + left * self->scale, self->y + top * self->scale,
                        MAX (right - left, 1) * self->scale, MAX (bottom - top, 1) * self->scale };
}

/* The address of a link card, where it is one that may be followed. */
static const char *
find_address (Page *self, const RapportSceneItem *item)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:" };
  GPtrArray *placements = self->pages->drawing.board->placements;

  for (guint i = 0; item->kind == RAPPORT_SCENE_LINK && i < placements->len; i++)
    if (g_str_equal (rapport_public_record_get_id (placements->pdata[i]), item->id))
      {
        const char *address = rapport_public_record_get_text (placements->pdata[i], "address");

        for (gsize j = 0; j < G_N_ELEMENTS (schemes); j++)
          if (g_str_has_prefix (address, schemes[j]))
            return address;
      }
  return NULL;
}

static void
draw_card (Page *self, RapportSceneItem *item)
{
  Flow *flow = self->pages->flow;
  const char *address = find_address (self, item);
  const int node = flow_add_node (flow, self->section, address != NULL ? "P" : "Figure");
  const RapportBox place = place_of (self, &item->box);
  g_autofree char *words = describe (self, item);

  if (address == NULL)
    {
      flow_set_alt (flow, node, words);
      flow_get_node (flow, node)->lang =
        report_foreign_language (words, rapport_locale_get_lang (self->pages->drawing.locale));
    }
  flow_get_node (flow, node)->box =
    (cairo_rectangle_t) { place.x, place.y, place.width, place.height };
  report_tags_enter (self->tags, node, FLOW_NONE);
  if (address != NULL)
    report_tags_begin_link (self->tags, address);
  draw_blank (self->pages, self->cr);
  draw_item (self, item);
  if (address != NULL)
    report_tags_end_link (self->tags);
}

/* A card, after those that it covers. */
static void
draw_after_covered (Page *self, RapportSceneItem *item)
{
  g_autoptr (GPtrArray) around = NULL;

  if (!g_hash_table_add (self->drawn, item))
    return;
  around = rapport_scene_find (self->scene, &item->box);
  for (guint i = 0; i < around->len && around->pdata[i] != item; i++)
    if (rapport_scene_item_is_card (around->pdata[i]))
      draw_after_covered (self, around->pdata[i]);
  draw_card (self, item);
}

static gboolean
is_cancelled (Page *self)
{
  return g_cancellable_is_cancelled (self->pages->drawing.cancellable);
}

static void
draw_cards (Page *self, GPtrArray *all)
{
  g_autoptr (GPtrArray) cards = NULL;

  if (all->len <= MOST_SORTED)
    {
      cards = rapport_scene_get_reading_order (self->scene);
      for (guint i = 0; i < cards->len && !is_cancelled (self); i++)
        draw_after_covered (self, cards->pdata[i]);
      return;
    }
  for (guint i = 0; i < all->len && !is_cancelled (self); i++)
    if (rapport_scene_item_is_card (all->pdata[i]))
      draw_card (self, all->pdata[i]);
}

/* Lanes and frames by their names. */
static void
draw_ground (Page *self, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      RapportSceneItem *item = all->pdata[i];

      if (item->kind != RAPPORT_SCENE_LANE &&
          (item->kind != RAPPORT_SCENE_FRAME || self->sheet->frame != NULL))
        continue;
      report_tags_enter (self->tags, flow_add_node (self->pages->flow, self->section, "P"),
                         FLOW_NONE);
      draw_blank (self->pages, self->cr);
      draw_item (self, item);
    }
}

/* Connectors are told where they begin. */
static void
note_edge (Page *self, const RapportSceneItem *edge)
{
  const RapportSceneItem *to = rapport_scene_get (self->scene, edge->to);
  GString *leads = g_hash_table_lookup (self->leads, edge->from);
  g_autofree char *title = report_clean (to != NULL && to->title != NULL  ? to->title
                                         : to != NULL && to->body != NULL ? to->body
                                                                          : "",
                                         TRUE);
  g_autofree char *label = report_clean (edge->title != NULL ? edge->title : "", TRUE);

  if (leads == NULL)
    {
      leads = g_string_new (NULL);
      g_hash_table_insert (self->leads, g_strdup (edge->from), leads);
    }
  g_string_append_printf (leads, "%s%s", leads->len > 0 ? ", " : "", *title != '\0' ? title : "…");
  if (*label != '\0')
    g_string_append_printf (leads, " (%s)", label);
}

static void
draw_edges (Page *self, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      RapportSceneItem *item = all->pdata[i];

      if (item->kind != RAPPORT_SCENE_EDGE)
        continue;
      report_tags_begin_artifact (self->tags, self->page, REPORT_ARTIFACT_LAYOUT);
      draw_blank (self->pages, self->cr);
      note_edge (self, item);
      draw_item (self, item);
      report_tags_end_artifact (self->tags);
    }
}

/* Above the cards that they may be close to; what they say is said with the cards. */
static void
draw_labels (Page *self, GPtrArray *all)
{
  report_tags_begin_artifact (self->tags, self->page, REPORT_ARTIFACT_LAYOUT);
  draw_blank (self->pages, self->cr);
  begin_units (self);
  rapport_scene_painter_draw_labels (self->pages->drawing.painter, self->cr, all, 1);
  cairo_restore (self->cr);
  report_tags_end_artifact (self->tags);
}

static void
draw_nothing (Page *self)
{
  Pages *pages = self->pages;

  report_tags_enter (self->tags, flow_add_node (pages->flow, self->section, "P"), FLOW_NONE);
  cairo_set_source_rgb (self->cr, 0.36, 0.36, 0.39);
  show_text (pages, self->cr,
             rapport_catalog_text (pages->catalog, N_ ("There is nothing here yet.")), 12, FALSE,
             SIDE, HEAD, pages->width - 2 * SIDE, PANGO_ALIGN_LEFT);
}

static void
place_sheet (Page *self)
{
  const RapportBox *area = &self->sheet->area;
  const double width = self->pages->width - 2 * SIDE;
  const double height = self->pages->height - HEAD - FOOT;

  self->scale = get_scale (self->pages, area);
  self->x = SIDE + (width - area->width * self->scale) / 2 - area->x * self->scale;
  /* A frame stands in the middle of its page, a board begins at the head. */
  self->y = HEAD - area->y * self->scale;
  if (self->sheet->frame != NULL)
    self->y += (height - area->height * self->scale) / 2;
}

static void
draw_page (gpointer what, guint number, cairo_t *cr, ReportTags *tags)
{
  Pages *pages = what;
  const BoardSheet *sheet = &g_array_index (pages->drawing.sheets, BoardSheet, number);
  g_autoptr (GHashTable) drawn = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) leads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Page page = {
    .pages = pages,
    .scene = board_drawing_show (&pages->drawing, sheet),
    .sheet = sheet,
    .page = number,
    .section = flow_add_node (pages->flow, pages->root, "Sect"),
    .cr = cr,
    .tags = tags,
    .drawn = drawn,
    .leads = leads,
  };
  g_autoptr (GPtrArray) all = rapport_scene_find (page.scene, NULL);
  GHashTableIter iter;
  gpointer text;

  place_sheet (&page);
  draw_margins (pages, number, cr, tags);
  draw_title (pages, sheet, page.section, cr, tags);
  /* Nobody will see it. */
  if (g_cancellable_is_cancelled (pages->drawing.cancellable))
    g_ptr_array_set_size (all, 0);
  draw_ground (&page, all);
  draw_edges (&page, all);
  draw_cards (&page, all);
  if (g_hash_table_size (leads) > 0)
    draw_labels (&page, all);
  if (all->len == 0 || (all->len == 1 && sheet->frame != NULL))
    draw_nothing (&page);
  g_hash_table_iter_init (&iter, leads);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    g_string_free (text, TRUE);
}

static PangoContext *
make_context (const char *language)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language));
  return context;
}

/* "Romashka Clinics. Half a year" */
static char *
join_names (RapportPublicBoard *board)
{
  g_autofree char *client = report_name (rapport_public_record_get_text (board->client, "name"));
  g_autofree char *title = report_name (rapport_public_board_get_title (board));

  if (*client == '\0' || *title == '\0')
    return g_strdup (*client != '\0' ? client : *title != '\0' ? title : "—");
  return g_strdup_printf ("%s. %s", client, title);
}

GBytes *
rapport_board_make_pdf (RapportPublicBoard *board,
                        const RapportBoardView *view,
                        guint *n_pages,
                        GError **error)
{
  g_auto (Pages) pages = { .flow = NULL };
  g_auto (ReportPdf) facts = { .title = NULL };
  g_autoptr (GBytes) pdf = NULL;

  if (!board_drawing_init (&pages.drawing, board, view, FALSE, error))
    return NULL;
  pages.catalog = pages.drawing.catalog;
  pages.flow = flow_new ();
  pages.root = flow_add_node (pages.flow, FLOW_NONE, "Document");
  pages.context = make_context (rapport_locale_get_lang (pages.drawing.locale));
  pages.header = join_names (board);
  pages.agency = board->agency != NULL
                   ? report_name (rapport_public_record_get_text (board->agency, "name"))
                   : g_strdup ("");
  choose_paper (&pages);
  facts = (ReportPdf) {
    .title = join_names (board),
    .author = g_strdup (pages.agency),
    .language = rapport_locale_get_lang (pages.drawing.locale),
    .day = board->today,
    .page_width = pages.width,
    .page_height = pages.height,
    .flow = pages.flow,
  };
  if (n_pages != NULL)
    *n_pages = pages.drawing.sheets->len;
  pdf = report_pdf_make (&facts, pages.drawing.sheets->len, draw_page, &pages, error);
  if (pdf == NULL || g_cancellable_set_error_if_cancelled (view->cancellable, error))
    return NULL;
  return g_steal_pointer (&pdf);
}
