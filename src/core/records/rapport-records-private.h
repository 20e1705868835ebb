/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-field.h"

G_BEGIN_DECLS

/* The program's own types, for the registry. */
const RapportRecordInfo *const *rapport_records_get_builtin (gsize *n);

G_END_DECLS
