/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text as it reads once one or two ways of writing are undone, and where in the text each byte comes from. */
typedef struct
{
  guchar *bytes;
  guint *starts; /* the first byte of the text that a byte was read from */
  guint *ends;   /* and the one after the last */
  gsize length;
} SluiceRedactionView;

/* How many views there are of a text; the first is the text itself. */
guint sluice_redaction_view_count (void);
/* The view of that number. Wiped with it, as a secret may be legible in it. (transfer full) */
SluiceRedactionView *sluice_redaction_view_new (const char *text, guint number);
void sluice_redaction_view_free (SluiceRedactionView *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRedactionView, sluice_redaction_view_free)

G_END_DECLS
