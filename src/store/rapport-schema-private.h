/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-schema.h"

G_BEGIN_DECLS

/* For tests: migrations that follow those of the program, under the same path.
 * @resource must live as long as the process; to be called before all else. */
void rapport_schema_add_migrations (GResource *resource);

G_END_DECLS
