/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAPPORT_TYPE_GATEWAY_PAGE (rapport_gateway_page_get_type ())
G_DECLARE_FINAL_TYPE (RapportGatewayPage,
                      rapport_gateway_page,
                      RAPPORT,
                      GATEWAY_PAGE,
                      AdwNavigationPage)

/* The gateway of text messages: where it is, what it is told, its token, and a
 * message to try it with. */
AdwNavigationPage *rapport_gateway_page_new (void);

G_END_DECLS
