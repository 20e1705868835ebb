/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-wording.h"

void
rapport_wording_free (RapportWording *self)
{
  g_free (self->kind);
  g_free (self->text);
  g_free (self->who);
  g_free (self->where);
  g_free (self->approved_by);
  g_free (self);
}
