/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-exchange-error.h"

G_DEFINE_QUARK (rapport - exchange - error - quark, rapport_exchange_error)
