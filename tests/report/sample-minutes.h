/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-public-minutes.h"

/* An invented meeting in "en" or "ru", as it was sent (@version 1) and after the client's
 * corrections (2), with an amendment's line. (transfer full) */
RapportPublicMinutes *sample_minutes (const char *language, int version);
