/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-brief.h"

G_BEGIN_DECLS

/* A question in both languages: it is asked in the client's, not in that of the window. */
typedef struct
{
  const char *word;
  RapportBriefGroup group;
  const char *en;
  const char *ru;
} RapportBriefBank;

extern const RapportBriefBank rapport_brief_bank[];
extern const gsize rapport_brief_bank_size;

G_END_DECLS
