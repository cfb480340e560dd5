/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-advice.h"
#include "sluice-form-private.h"

G_BEGIN_DECLS

/* What the files with the rules share. */

typedef struct
{
  SluiceForm *form;
  SluiceField *field;
  const char *path;
  const char *name;   /* the field's */
  const char *type;   /* the source type's name */
  const char *text;   /* the value as it was typed, not empty */
  const char *value;  /* without white space around it */
  const char *domain; /* the same in lower case */
  gboolean cloud;
  gboolean finished;

  const char *sentence; /* what a rule finds, already translated; or owned: */
  char *own_sentence;
  char *fix;          /* owned */
  GPtrArray *changes; /* path, value, path, value, … of the fix */
} SluiceLook;

/* Whether it fits; then the sentence is set. */
typedef gboolean (*SluiceLookFunc) (SluiceLook *look);

/* Always TRUE: the rule fits. @sentence: translated and static */
gboolean sluice_look_say (SluiceLook *look, const char *sentence);
/* Takes @sentence. */
gboolean sluice_look_take (SluiceLook *look, char *sentence);
/* A change that the fix makes. @value may be a secret, and is wiped. */
void sluice_look_add_fix (SluiceLook *look, const char *label, const char *path, const char *value);
gboolean sluice_look_is_type (SluiceLook *look, const char *const *types);

gboolean sluice_look_host_url (SluiceLook *look);
gboolean sluice_look_host_port (SluiceLook *look);
gboolean sluice_look_host_shape (SluiceLook *look);
gboolean sluice_look_supabase_direct (SluiceLook *look);
gboolean sluice_look_supabase_api (SluiceLook *look);
gboolean sluice_look_host_private (SluiceLook *look);
gboolean sluice_look_host_ipv6 (SluiceLook *look);
gboolean sluice_look_port_range (SluiceLook *look);
gboolean sluice_look_port_supabase (SluiceLook *look);
gboolean sluice_look_port_native (SluiceLook *look);
gboolean sluice_look_port_other (SluiceLook *look);
gboolean sluice_look_port_web (SluiceLook *look);
gboolean sluice_look_supabase_user (SluiceLook *look);
gboolean sluice_look_mongodb (SluiceLook *look);

gboolean sluice_look_placeholder (SluiceLook *look);
gboolean sluice_look_secret_space (SluiceLook *look);
gboolean sluice_look_stripe_wrong (SluiceLook *look);
gboolean sluice_look_stripe_test (SluiceLook *look);
gboolean sluice_look_stripe_secret (SluiceLook *look);
gboolean sluice_look_stripe_account (SluiceLook *look);
gboolean sluice_look_github_token (SluiceLook *look);
gboolean sluice_look_shopify_secret (SluiceLook *look);
gboolean sluice_look_other_vendor (SluiceLook *look);
gboolean sluice_look_private_key (SluiceLook *look);
gboolean sluice_look_key_passphrase (SluiceLook *look);

gboolean sluice_look_account_address (SluiceLook *look);
gboolean sluice_look_repository_address (SluiceLook *look);
gboolean sluice_look_sheet (SluiceLook *look);
gboolean sluice_look_plain_space (SluiceLook *look);

G_END_DECLS
