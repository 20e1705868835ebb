/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-words.h"

#include <glib/gi18n-lib.h>

const RapportWord rapport_board_layouts[] = {
  { "free", N_ ("Free") },
  { "matrix", N_ ("Matrix") },
  { "table", N_ ("Table") },
  { NULL, NULL },
};

const RapportWord rapport_lane_fields[] = {
  { "funnel-stage", N_ ("Stage of the funnel") },
  { "channel", N_ ("Channel") },
  { "month", N_ ("Month") },
  { "direction", N_ ("Direction") },
  { "portrait", N_ ("Portrait") },
  { "motive", N_ ("Fear or job") },
  { "status", N_ ("Status") },
  { NULL, NULL },
};

const RapportWord rapport_card_kinds[] = {
  { "item", N_ ("Idea or task") }, { "note", N_ ("Note") },     { "image", N_ ("Picture") },
  { "link", N_ ("Link") },         { "figure", N_ ("Figure") }, { NULL, NULL },
};

const RapportWord rapport_edge_sides[] = {
  { "top", N_ ("Above") },
  { "right", N_ ("On the right") },
  { "bottom", N_ ("Below") },
  { "left", N_ ("On the left") },
  { NULL, NULL },
};

const RapportWord rapport_edge_ends[] = {
  { "none", N_ ("None") },
  { "arrow", N_ ("Arrow") },
  { NULL, NULL },
};

const RapportWord rapport_score_methods[] = {
  { "ice", N_ ("ICE") },
  { "rice", N_ ("RICE") },
  { NULL, NULL },
};
