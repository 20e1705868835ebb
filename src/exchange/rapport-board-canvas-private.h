/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"
#include "rapport-json-canvas.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Fields of a type that travel under our own key: those that the format has no word
 * for, and no reference: what it points at is not in the file. */
gboolean rapport_board_canvas_carries (const RapportRecordInfo *info, guint field);

/* (transfer full): what an idea is for a program that knows no ideas. */
char *rapport_board_canvas_say_idea (const char *title, const char *why);

/* Names of members. */
#define CANVAS_WORK     "work"
#define CANVAS_ITEM     "item"
#define CANVAS_PICTURE  RAPPORT_JSON_CANVAS_PICTURE
#define CANVAS_LANES    "lanes"
#define CANVAS_AUDIENCE "audience"

G_END_DECLS
