/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-needed-rights.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
speaks_of_webhooks (const char *caption)
{
  g_autofree char *lower = g_ascii_strdown (caption, -1);

  return strstr (lower, "webhook") != NULL;
}

/* What PostHog's form asked for when it was read. The names are those of Stripe’s dashboard, which is English. */
static char *
dup_stripe_rights (const char *caption)
{
  const char *what = _ ("A restricted key needs **Read** for what you want to sync:\n\n"
                        "- *Core*: Balance transaction sources, Charges, Customers, Disputes, Payouts, Products\n"
                        "- *Billing*: Credit notes, Invoices, Prices, Subscriptions\n"
                        "- *Connect*: all");
  const char *webhooks = _ ("For webhooks it also needs **Write** for *Webhook endpoints*. Without it, PostHog cannot "
                            "register them, and you make them by hand.");

  if (caption == NULL)
    return g_strjoin ("\n\n", what, webhooks, NULL);
  if (!speaks_of_webhooks (caption))
    return g_strjoin ("\n\n", caption, webhooks, NULL);

  return g_strdup (caption);
}

char *
sluice_form_dup_needed_rights (SluiceForm *self)
{
  SluiceSourceType *source_type;
  const char *caption;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  /* Who signs in is asked for the rights there. */
  if (g_str_equal (sluice_form_get_value (self, "auth_method"), "oauth"))
    return NULL;

  source_type = sluice_form_get_source_type (self);
  caption = sluice_source_type_get_permissions_caption (source_type);
  if (caption != NULL && *caption == '\0')
    caption = NULL;
  if (g_str_equal (sluice_source_type_get_name (source_type), "Stripe"))
    return dup_stripe_rights (caption);

  return g_strdup (caption);
}

const char *
sluice_source_type_get_webhook_right (SluiceSourceType *self)
{
  const char *name;

  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  name = sluice_source_type_get_name (self);
  /* Both names are those of the services’ own pages, which are English. */
  if (g_str_equal (name, "Stripe"))
    return _ ("The key needs “Write” for “Webhook endpoints”; that is set in Stripe’s dashboard, where the key is.");
  if (g_str_equal (name, "Github"))
    return _ ("The token needs “Read and write” for “Webhooks” of each repository; that is set at GitHub.");

  return NULL;
}
