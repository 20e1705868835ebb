/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For a child process with one thread: makes it root of a namespace of its own,
 * in which it may mount. FALSE where that is not allowed. */
gboolean fault_enter_namespace (void);

/* Then: nothing can be written at @path, a folder or a file, any more. */
gboolean fault_make_read_only (const char *path);

G_END_DECLS
