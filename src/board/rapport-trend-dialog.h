/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-trend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_TREND_DIALOG (rapport_trend_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportTrendDialog, rapport_trend_dialog, RAPPORT, TREND_DIALOG, AdwDialog)

/**
 * RapportTrendDialog:
 *
 * How the lights of an account manager's clients, or of everybody's, went over a
 * year: the shares of each week, and the last weeks in totals.
 *
 * @member: the account manager to begin with, or "" for everybody
 */
AdwDialog *rapport_trend_dialog_new (RapportLibrary *library, RapportDay week, const char *member);

G_END_DECLS
