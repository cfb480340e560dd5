/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceRedaction:
 *
 * Takes secrets out of what somebody else wrote, such as a server's words that quote what was sent. It holds the secrets
 * and wipes them with itself: it lives no longer than it takes. One thread at a time.
 */
typedef struct _SluiceRedaction SluiceRedaction;

/**
 * sluice_redaction_new:
 *
 * Returns: (transfer full): one that knows no secret
 */
SluiceRedaction *sluice_redaction_new (void);

/**
 * sluice_redaction_free:
 * @self: (nullable): a redaction
 *
 * Frees @self and wipes what it knew.
 */
void sluice_redaction_free (SluiceRedaction *self);

/**
 * sluice_redaction_add:
 * @self: a redaction
 * @secret: (nullable): a secret, copied; an empty one is none
 *
 * Takes @secret out from now on; each of its longer lines; the password of an address; and what is a secret in it if it
 * is JSON, as a key file is.
 */
void sluice_redaction_add (SluiceRedaction *self, const char *secret);

/**
 * sluice_redaction_add_json:
 * @self: a redaction
 * @root: what is sent to the server
 *
 * Takes every text of a request for a secret, but for those under names that are known to hold none (host, user, name
 * of a table, …): which fields of a source's form are secret only its type knows, and a name nobody thought of must not
 * give one away.
 */
void sluice_redaction_add_json (SluiceRedaction *self, JsonNode *root);

/**
 * sluice_redaction_apply:
 * @self: a redaction
 * @text: what somebody wrote
 *
 * Finds the secrets also where they are written in another way: with percent signs, as a form, with backslashes (twice,
 * too), with HTML's entities, in hexadecimal, or within base64. Of fewer than four bytes, only where they stand alone.
 *
 * Returns: (transfer full): @text with “***” in the place of each
 */
char *sluice_redaction_apply (SluiceRedaction *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRedaction, sluice_redaction_free)

G_END_DECLS
