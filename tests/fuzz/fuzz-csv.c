/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is opened as an export file. */
#include "fuzz.h"
#include "try-import.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  try_import (bytes);
  return 0;
}
