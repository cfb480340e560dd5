/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-field-advice-private.h"

struct _SluiceFieldAdvice
{
  SluiceForm *form;
  const char *rule;
  SluiceAdviceSeverity severity;
  char *sentence;
  char *fix;
  GPtrArray *changes;
};

/* The first rule that fits decides: what is refused for certain stands before what is only likely to fail. Beside each
 * what it rests on: a section of the contract, or what the vendor documents. */
static const struct
{
  const char *name;
  SluiceAdviceSeverity severity;
  SluiceLookFunc look;
  const char *source;
} rules[] = {
  { "host-url", SLUICE_ADVICE_ERROR, sluice_look_host_url, "6.1: Enter just the hostname in the host field" },
  { "host-port", SLUICE_ADVICE_ERROR, sluice_look_host_port, "6.1: Enter a single hostname … without a port" },
  { "host-shape", SLUICE_ADVICE_ERROR, sluice_look_host_shape, "6.1: … path, comma, space or trailing dot" },
  { "placeholder", SLUICE_ADVICE_ERROR, sluice_look_placeholder, "5.4: the placeholder is only a hint" },
  { "supabase-direct", SLUICE_ADVICE_WARNING, sluice_look_supabase_direct, "14: Supabase, session-pooler host" },
  { "supabase-api", SLUICE_ADVICE_ERROR, sluice_look_supabase_api, "14: Supabase, session-pooler host" },
  { "host-private", SLUICE_ADVICE_ERROR, sluice_look_host_private, "6.1: an internal or private IP address" },
  { "host-ipv6", SLUICE_ADVICE_WARNING, sluice_look_host_ipv6, "6.1: the addresses PostHog connects from are IPv4" },
  { "mongodb", SLUICE_ADVICE_ERROR, sluice_look_mongodb, "6 and 6.1; MongoDB's connection string format" },
  { "port-range", SLUICE_ADVICE_ERROR, sluice_look_port_range, "6.1: Port must be between 1 and 65535" },
  { "port-supabase", SLUICE_ADVICE_WARNING, sluice_look_port_supabase, "14: Supabase, session-pooler host" },
  { "port-native", SLUICE_ADVICE_WARNING, sluice_look_port_native, "wizard: ClickHouse over its HTTP interface" },
  { "port-other", SLUICE_ADVICE_WARNING, sluice_look_port_other, "wizard: the placeholders of the ports" },
  { "port-web", SLUICE_ADVICE_WARNING, sluice_look_port_web, "6.1: 80 and 443 are refused for tunnels" },
  { "supabase-user", SLUICE_ADVICE_WARNING, sluice_look_supabase_user, "14: Supabase, session-pooler host" },
  { "stripe-wrong", SLUICE_ADVICE_ERROR, sluice_look_stripe_wrong, "14: Stripe rejected the API key" },
  { "github-token", SLUICE_ADVICE_WARNING, sluice_look_github_token, "6: personal_access_token; GitHub's prefixes" },
  { "shopify-secret", SLUICE_ADVICE_WARNING, sluice_look_shopify_secret, "14: Shopify, client id + secret" },
  { "other-vendor", SLUICE_ADVICE_ERROR, sluice_look_other_vendor, "1.4 and the vendors' prefixes" },
  { "private-key", SLUICE_ADVICE_ERROR, sluice_look_private_key, "6.1: Private key could not be parsed" },
  { "key-passphrase", SLUICE_ADVICE_WARNING, sluice_look_key_passphrase, "6.1: Private key could not be parsed" },
  { "secret-space", SLUICE_ADVICE_WARNING, sluice_look_secret_space, "6: do not trim passwords in the client" },
  { "stripe-test", SLUICE_ADVICE_NOTE, sluice_look_stripe_test, "Stripe's keys of its test mode" },
  { "stripe-secret", SLUICE_ADVICE_NOTE, sluice_look_stripe_secret, "wizard: a restricted key is asked for" },
  { "stripe-account", SLUICE_ADVICE_WARNING, sluice_look_stripe_account, "Stripe's account ids" },
  { "account-address", SLUICE_ADVICE_ERROR, sluice_look_account_address, "14: subdomain, site, store, account" },
  { "repository-address", SLUICE_ADVICE_ERROR, sluice_look_repository_address, "6: \"repositories\":[\"acme/shop\"]" },
  { "sheet", SLUICE_ADVICE_WARNING, sluice_look_sheet, "14: GoogleSheets, link" },
  { "plain-space", SLUICE_ADVICE_NOTE, sluice_look_plain_space, "6: strings are trimmed at create" },
};

gboolean
sluice_look_say (SluiceLook *look, const char *sentence)
{
  look->sentence = sentence;

  return TRUE;
}

gboolean
sluice_look_take (SluiceLook *look, char *sentence)
{
  look->own_sentence = sentence;

  return TRUE;
}

void
sluice_look_add_fix (SluiceLook *look, const char *label, const char *path, const char *value)
{
  g_free (look->fix);
  look->fix = g_strdup (label);
  g_ptr_array_add (look->changes, g_strdup (path));
  g_ptr_array_add (look->changes, g_strdup (value));
}

gboolean
sluice_look_is_type (SluiceLook *look, const char *const *types)
{
  return g_strv_contains (types, look->type);
}

static void
look_clear (SluiceLook *look)
{
  g_free (look->own_sentence);
  look->own_sentence = NULL;
  look->sentence = NULL;
  g_clear_pointer (&look->fix, g_free);
  g_ptr_array_set_size (look->changes, 0);
}

static SluiceFieldAdvice *
look_at (SluiceLook *look)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      SluiceFieldAdvice *advice;

      if (!rules[i].look (look))
        {
          look_clear (look);
          continue;
        }

      advice = g_new0 (SluiceFieldAdvice, 1);
      advice->form = g_object_ref (look->form);
      advice->rule = rules[i].name;
      advice->severity = rules[i].severity;
      advice->sentence = look->own_sentence != NULL ? g_steal_pointer (&look->own_sentence) : g_strdup (look->sentence);
      advice->fix = g_steal_pointer (&look->fix);
      advice->changes = g_ptr_array_ref (look->changes);

      return advice;
    }

  return NULL;
}

SluiceFieldAdvice *
sluice_field_advice_new (SluiceForm *form, const char *path, SluiceAdviceFlags flags)
{
  g_auto (SluiceSecretText) text = NULL;
  g_auto (SluiceSecretText) value = NULL;
  g_auto (SluiceSecretText) domain = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  SluiceLook look = { 0 };

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  look.field = sluice_form_get_field (form, path);
  text = g_strdup (sluice_form_get_value (form, path));
  if (look.field == NULL || *text == '\0' || sluice_field_is_aid (look.field))
    return NULL;

  value = g_strstrip (g_strdup (text));
  domain = g_ascii_strdown (value, -1);
  changes = g_ptr_array_new_with_free_func (sluice_secret_free);
  look.form = form;
  look.path = path;
  look.name = sluice_field_get_name (look.field);
  look.type = sluice_source_type_get_name (sluice_form_get_source_type (form));
  look.text = text;
  look.value = value;
  look.domain = domain;
  look.cloud = (flags & SLUICE_ADVICE_CLOUD) != 0;
  look.finished = (flags & SLUICE_ADVICE_UNFINISHED) == 0;
  look.changes = changes;

  return look_at (&look);
}

const char *
sluice_field_advice_get_rule (SluiceFieldAdvice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rule;
}

SluiceAdviceSeverity
sluice_field_advice_get_severity (SluiceFieldAdvice *self)
{
  g_return_val_if_fail (self != NULL, SLUICE_ADVICE_NOTE);

  return self->severity;
}

const char *
sluice_field_advice_get_sentence (SluiceFieldAdvice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sentence;
}

const char *
sluice_field_advice_get_fix (SluiceFieldAdvice *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fix;
}

void
sluice_field_advice_apply (SluiceFieldAdvice *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i + 1 < self->changes->len; i += 2)
    sluice_form_set_value (self->form, g_ptr_array_index (self->changes, i), g_ptr_array_index (self->changes, i + 1));
}

void
sluice_field_advice_free (SluiceFieldAdvice *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->form);
  g_ptr_array_unref (self->changes);
  g_free (self->sentence);
  g_free (self->fix);
  g_free (self);
}
