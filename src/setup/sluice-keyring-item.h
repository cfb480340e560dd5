/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

#include "sluice-stored-secret.h"

G_BEGIN_DECLS

/* One item of the keyring and a call of libsecret about it, for SluiceKeyring alone. Counted atomically: a fiber's data
 * may go on another thread. */
typedef struct
{
  char *key;              /* what tells it from all others */
  GHashTable *search;     /* the attributes that find it */
  GHashTable *attributes; /* all that it has */
  char *label;
  SecretValue *value;
} SluiceKeyringItem;

/* An API key is found by origin and project; what belongs to a set-up or a source by that alone. NULL: has none. */
SluiceKeyringItem *sluice_keyring_item_new (const char *kind,
                                            const char *origin,
                                            const char *project,
                                            const char *setup,
                                            const char *source);
/* What it is a secret of: the API's name of a source type. NULL: not known. */
void sluice_keyring_item_set_type (SluiceKeyringItem *self, const char *type);
SluiceKeyringItem *sluice_keyring_item_ref (SluiceKeyringItem *self);
void sluice_keyring_item_unref (SluiceKeyringItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceKeyringItem, sluice_keyring_item_unref)

/* Each resolves to TRUE, or rejects with what libsecret says. Dropping the future cancels nothing: gnome-keyring 48
 * dies of a prompt that is dismissed by whoever asked for it, which is how libsecret cancels. */
DexFuture *sluice_keyring_item_store (SluiceKeyringItem *self);
DexFuture *sluice_keyring_item_clear (SluiceKeyringItem *self);
/* Resolves to a SecretValue (boxed), or rejects with G_IO_ERROR_NOT_FOUND. */
DexFuture *sluice_keyring_item_find (SluiceKeyringItem *self);

/* Resolves to a GListStore of SluiceStoredSecret: all that the keyring has of this program, secrets left out. What is
 * locked is not among them, unless it is to be unlocked, for which somebody is asked. */
DexFuture *sluice_keyring_item_list (gboolean unlock);

/* For the keyring alone, as the item is. (transfer full) */
SluiceStoredSecret *sluice_stored_secret_new (SluiceKeyringItem *item, GDateTime *stored_at);
/* (transfer none) */
SluiceKeyringItem *sluice_stored_secret_get_item (SluiceStoredSecret *self);

G_END_DECLS
