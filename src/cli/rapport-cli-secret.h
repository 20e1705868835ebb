/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The password that a command needs, which is never a word of the command line: everybody on the
 * computer sees those. The first line of @file, or with %NULL of standard input, which a terminal
 * then doesn't show. %FALSE with a complaint. (out) (transfer full): @secret. */
gboolean rapport_cli_read_secret (const char *file, char **secret);

G_END_DECLS
