/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Certificate and key of a made-up machine that nobody trusts; for tests alone. */
extern const char tls_identity[];

/* Makes another one the only machine that is trusted here, so that nothing depends on what is
 * installed. */
void tls_trust_somebody_else (void);
