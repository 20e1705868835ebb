/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A way out of the network that never says anything to who asks for it, once, whether anybody still
 * wants to know or not: what libsoup asks it for does not come back. (transfer full) */
GProxyResolver *mute_resolver_new (void);

/* It was asked, and fails after all. */
void mute_resolver_speak (GProxyResolver *resolver);

G_END_DECLS
