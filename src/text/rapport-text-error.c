/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-text-error.h"

G_DEFINE_QUARK (rapport - text - error - quark, rapport_text_error)
