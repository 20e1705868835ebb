/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-import-guess.h"

G_BEGIN_DECLS

/* The parts of a guess that follow from its columns' roles. */
void rapport_import_guess_currency (RapportImportGuess *self);
void rapport_import_guess_decimals (RapportImportGuess *self, const RapportImportOptions *options);
void rapport_import_guess_days (RapportImportGuess *self, const RapportImportOptions *options);
void rapport_import_guess_warn (RapportImportGuess *self);

G_END_DECLS
