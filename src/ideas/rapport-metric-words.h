/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-choice-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_METRIC_WORDS (rapport_metric_words_get_type ())
G_DECLARE_FINAL_TYPE (RapportMetricWords, rapport_metric_words, RAPPORT, METRIC_WORDS, GObject)

/* A client's metrics by their names, as words of a choice; keeps up with them. Has to
 * outlive @row. Those that the client's figures leave out are not offered. */
RapportMetricWords *rapport_metric_words_new (RapportLibrary *library, RapportChoiceRow *row);

/* (transfer none): what is offered before there is a client. */
const RapportWord *rapport_metric_words_get_none (void);

void rapport_metric_words_set_client (RapportMetricWords *self, const char *client_id);

G_END_DECLS
