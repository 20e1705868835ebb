/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What each target defines. Crashes, leaks and failed asserts are what is
 * looked for; anything else that the input leads to is fine. Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
