/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Imports an export file of any kind: it is refused in words, or its figures
 * add up to its totals. */
void try_import (GBytes *bytes);
